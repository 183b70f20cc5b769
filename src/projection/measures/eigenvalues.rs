//! Eigenvalues of symmetric matrices, and how far the spectra of two graphs are from one another.

/// How often all pairs are turned at most; a dozen times is usually enough.
const SWEEPS: usize = 100;

/// Returns the eigenvalues of a symmetric matrix, the greatest first. (Jacobi's rotations.)
pub fn eigenvalues(mut matrix: Vec<Vec<f64>>) -> Vec<f64> {
    let count = matrix.len();
    let size: f64 = matrix.iter().flatten().map(|cell| cell * cell).sum();
    for _ in 0..SWEEPS {
        let mut rest = 0.0;
        for row in 0..count {
            for column in row + 1..count {
                rest += matrix[row][column] * matrix[row][column];
                turn(&mut matrix, row, column);
            }
        }
        if rest <= size * 1e-30 {
            break;
        }
    }
    let mut values: Vec<f64> = (0..count).map(|place| matrix[place][place]).collect();
    values.sort_by(|left, right| right.total_cmp(left));
    values
}

/// Turns a matrix so that one cell off the diagonal becomes 0.
fn turn(matrix: &mut [Vec<f64>], row: usize, column: usize) {
    let cell = matrix[row][column];
    if cell == 0.0 {
        return;
    }
    let ratio = (matrix[column][column] - matrix[row][row]) / (2.0 * cell);
    let tangent = ratio.signum() / (ratio.abs() + (ratio * ratio + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    let turned =
        |left: f64, right: f64| (cosine * left - sine * right, sine * left + cosine * right);
    for line in &mut *matrix {
        (line[row], line[column]) = turned(line[row], line[column]);
    }
    // The row stands before the column.
    let (before, behind) = matrix.split_at_mut(column);
    for (left, right) in before[row].iter_mut().zip(&mut behind[0]) {
        (*left, *right) = turned(*left, *right);
    }
}

/// Returns the spectrum of a graph: the eigenvalues of its Laplacian, degrees less weights, the greatest first, divided by their sum.
/// Negative weights count as none. DNA never subtracts the weights: what it has is the degrees themselves.
pub fn spectrum(weights: &[Vec<f64>], dna: bool) -> Vec<f64> {
    let clean = |row: &Vec<f64>| -> Vec<f64> { row.iter().map(|weight| weight.max(0.0)).collect() };
    let mut matrix: Vec<Vec<f64>> = weights.iter().map(clean).collect();
    let degrees: Vec<f64> = matrix.iter().map(|row| row.iter().sum()).collect();
    let values = if dna {
        let mut degrees = degrees;
        degrees.sort_by(|left, right| right.total_cmp(left));
        degrees
    } else {
        for (place, row) in matrix.iter_mut().enumerate() {
            for cell in &mut *row {
                *cell = -*cell;
            }
            row[place] += degrees[place];
        }
        eigenvalues(matrix)
    };
    let sum: f64 = values.iter().sum();
    if sum == 0.0 { values } else { values.into_iter().map(|value| value / sum).collect() }
}

/// Returns how far two spectra of the same length are from one another: Σ |λ − μ|.
pub fn loss(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| (left - right).abs()).sum()
}
