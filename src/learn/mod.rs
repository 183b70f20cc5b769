//! Linear models with integer weights: features, training and files. Knows no language.
