//! DL: the text format of UCINET, as a full matrix with names.

use std::io;
use std::io::Write;

use super::matrix;
use super::matrix::Matrix;
use crate::projection::Drawing;
use crate::projection::Graph;

/// Writes a graph as a matrix. Names lose their quotation marks, apostrophes and line ends, which the format cannot hold.
pub(super) fn write(graph: &Graph, drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let matrix = Matrix::of(graph, drawing);
    let names = matrix::names(graph, clean);
    let (rows, columns) = (matrix.rows.len(), matrix.columns.len());
    let size = if matrix.is_two_mode() {
        format!("nr = {rows}, nc = {columns}")
    } else {
        format!("n = {rows}")
    };
    writeln!(out, "dl {size}, format = fullmatrix")?;
    if matrix.is_two_mode() {
        labels("row labels", &matrix.rows, &names, out)?;
        labels("col labels", &matrix.columns, &names, out)?;
    } else {
        labels("labels", &matrix.rows, &names, out)?;
    }
    writeln!(out, "data:")?;
    for &row in &matrix.rows {
        for &column in &matrix.columns {
            write!(out, " {}", matrix.cell(row, column))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn labels(head: &str, nodes: &[usize], names: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{head}:")?;
    for &node in nodes {
        writeln!(out, "\"{}\"", names[node])?;
    }
    Ok(())
}

fn clean(name: &str) -> String {
    let kept = name.chars().filter(|letter| !matches!(letter, '"' | '\''));
    kept.map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::export::graph::samples;
    use crate::projection::Drawing;
    use crate::projection::Graph;

    fn check(graph: &Graph, drawing: &Drawing, expected: &str) {
        let mut out = Vec::new();
        write(graph, drawing, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn one_mode_is_square() {
        let expected = "dl n = 3, format = fullmatrix\nlabels:\n\"Ada\"\n\"Basalt plc\"\n\"Observers from the Northern Coast\"\ndata:\n 1 1 0\n -3 0 70\n 0 0 0\n";
        check(&samples::signed(), &samples::drawing(), expected);
    }

    #[test]
    fn two_modes_have_two_lists_of_names() {
        let expected = "dl nr = 2, nc = 2, format = fullmatrix\nrow labels:\n\"Ada\"\n\"Bo\"\ncol labels:\n\"A dam\"\n\"No, dam\"\ndata:\n 2 0\n -1 1\n";
        let told = Drawing { first_mode: Some(2), ..samples::drawing() };
        check(&samples::two_mode(), &told, expected);
    }
}
