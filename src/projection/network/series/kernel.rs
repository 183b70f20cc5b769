//! How much a statement counts for a moment, by how far away it is.

/// A kernel: a function of the distance u from the moment, where 1 is half the bandwidth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// ½ where |u| ≤ 1.
    Uniform,
    /// ¾ (1 − u²) where |u| ≤ 1.
    Epanechnikov,
    /// 1 − |u| where |u| ≤ 1. DNA has |1 − u|, which is 2 at one end and 0 at the other.
    Triangular,
    /// e^(−u²/2) / √(2π), everywhere.
    Gaussian,
}

/// What makes one in the whole numbers in which kernels are told.
pub(super) const ONE: f64 = 1e9;

impl Kernel {
    /// Returns its value at a distance.
    pub(super) fn at(self, distance: f64, dna: bool) -> f64 {
        let is_within = distance.abs() <= 1.0;
        match self {
            Self::Gaussian => (distance * distance / -2.0).exp() / std::f64::consts::TAU.sqrt(),
            _ if !is_within => 0.0,
            Self::Uniform => 0.5,
            Self::Epanechnikov => 0.75 * (1.0 - distance * distance),
            Self::Triangular if dna => (1.0 - distance).abs(),
            Self::Triangular => 1.0 - distance.abs(),
        }
    }

    /// Returns its name, as the command line has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Epanechnikov => "epanechnikov",
            Self::Triangular => "triangular",
            Self::Gaussian => "gaussian",
        }
    }
}

/// Returns a value in billionths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "kernels are between 0 and 2"
)]
pub(super) fn billionths(value: f64) -> u32 {
    (value * ONE).round() as u32
}

#[cfg(test)]
mod tests {
    use super::Kernel;

    #[test]
    fn kernels_are_those_of_textbooks() {
        let check = |kernel: Kernel, expected: [f64; 4]| {
            let found = [-1.0, 0.0, 0.5, 1.5].map(|distance| kernel.at(distance, false));
            let is_near = |(left, right): (&f64, &f64)| (left - right).abs() < 1e-9;
            assert!(found.iter().zip(&expected).all(is_near), "{kernel:?} {found:?}");
        };
        check(Kernel::Uniform, [0.5, 0.5, 0.5, 0.0]);
        check(Kernel::Epanechnikov, [0.0, 0.75, 0.5625, 0.0]);
        check(Kernel::Triangular, [0.0, 1.0, 0.5, 0.0]);
        check(Kernel::Gaussian, [0.241_970_725, 0.398_942_280, 0.352_065_327, 0.129_517_596]);
    }

    #[test]
    fn the_triangle_of_dna_leans() {
        let found = [-1.0, 0.0, 1.0].map(|distance| Kernel::Triangular.at(distance, true));
        assert_eq!(found.map(super::billionths), [2_000_000_000, 1_000_000_000, 0]);
    }
}
