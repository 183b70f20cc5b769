//! Eigenvalues of symmetric matrices, and how far the spectra of two graphs are from one another.

/// How often a value is brought nearer at most; three times is usually enough.
const ROUNDS: usize = 100;

/// Returns the eigenvalues of a symmetric matrix, the greatest first. (Householder's reflections leave a diagonal and its
/// neighbours, from which the implicit QL method takes one value after the other.)
pub fn eigenvalues(matrix: Vec<Vec<f64>>) -> Vec<f64> {
    let (mut diagonal, mut beside) = reflected(matrix);
    for first in 0..diagonal.len() {
        for _ in 0..ROUNDS {
            let last = unjoined(&diagonal, &beside, first);
            if last == first {
                break;
            }
            chase(&mut diagonal, &mut beside, first, last);
        }
    }
    diagonal.sort_by(|left, right| right.total_cmp(left));
    diagonal
}

/// Reflects a matrix until nothing is left but its diagonal and what stands beside it; the last of the latter is 0.
fn reflected(mut matrix: Vec<Vec<f64>>) -> (Vec<f64>, Vec<f64>) {
    let count = matrix.len();
    let mut beside = vec![0.0; count];
    for column in 0..count.saturating_sub(1) {
        let mut mirror: Vec<f64> = (column + 1..count).map(|row| matrix[row][column]).collect();
        let rest: f64 = mirror.iter().skip(1).map(|cell| cell * cell).sum();
        if rest == 0.0 {
            beside[column] = mirror[0];
            continue;
        }
        let length = (mirror[0] * mirror[0] + rest).sqrt();
        let kept = if mirror[0] > 0.0 { -length } else { length };
        mirror[0] -= kept;
        beside[column] = kept;
        reflect(&mut matrix, column + 1, &mirror);
    }
    ((0..count).map(|place| matrix[place][place]).collect(), beside)
}

/// Reflects the lower right part of a symmetric matrix from both sides.
fn reflect(matrix: &mut [Vec<f64>], first: usize, mirror: &[f64]) {
    let half: f64 = mirror.iter().map(|cell| cell * cell).sum::<f64>() / 2.0;
    let inner =
        |row: &[f64]| -> f64 { row.iter().zip(mirror).map(|(one, other)| one * other).sum() };
    let mut image: Vec<f64> =
        matrix[first..].iter().map(|row| inner(&row[first..]) / half).collect();
    let along = inner(&image) / (2.0 * half);
    image.iter_mut().zip(mirror).for_each(|(cell, mirror)| *cell -= along * mirror);
    for (row, (one, other)) in matrix[first..].iter_mut().zip(mirror.iter().zip(&image)) {
        for (cell, (here, there)) in row[first..].iter_mut().zip(mirror.iter().zip(&image)) {
            *cell -= one * there + other * here;
        }
    }
}

/// Returns the first place from one on that nothing joins with the next.
fn unjoined(diagonal: &[f64], beside: &[f64], first: usize) -> usize {
    let is_end = |&place: &usize| {
        let size = diagonal[place].abs() + diagonal.get(place + 1).map_or(0.0, |next| next.abs());
        place + 1 == diagonal.len() || beside[place].abs() <= size * f64::EPSILON
    };
    (first..diagonal.len()).find(is_end).unwrap_or(first)
}

/// Turns a joined stretch of the diagonal so that its first value comes nearer.
fn chase(diagonal: &mut [f64], beside: &mut [f64], first: usize, last: usize) {
    let slope = (diagonal[first + 1] - diagonal[first]) / (2.0 * beside[first]);
    let root = (slope * slope + 1.0).sqrt().copysign(slope);
    let mut bulge = diagonal[last] - diagonal[first] + beside[first] / (slope + root);
    let (mut sine, mut cosine, mut shift) = (1.0, 1.0, 0.0);
    for place in (first..last).rev() {
        let (across, along) = (sine * beside[place], cosine * beside[place]);
        let length = (across * across + bulge * bulge).sqrt();
        beside[place + 1] = length;
        if length == 0.0 {
            diagonal[place + 1] -= shift;
            beside[last] = 0.0;
            return;
        }
        (sine, cosine) = (across / length, bulge / length);
        let left = diagonal[place + 1] - shift;
        let turned = (diagonal[place] - left) * sine + 2.0 * cosine * along;
        shift = sine * turned;
        diagonal[place + 1] = left + shift;
        bulge = cosine * turned - along;
    }
    diagonal[first] -= shift;
    beside[first] = bulge;
    beside[last] = 0.0;
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
