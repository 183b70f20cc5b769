//! How a picture is to look: on which ground, and what sizes and colours of nodes stand for.

use crate::projection::Marks;

/// What is asked for of a picture. What is not said is as fits the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Light or dark.
    pub theme: Theme,
    /// Names in boxes, or dots with names beneath; where nothing is said, as the drawing says, but dots for many nodes.
    pub marks: Option<Marks>,
    /// The figure that the sizes of dots stand for, such as `degree`; where nothing is said, the statements, if they are counted.
    pub size: Option<String>,
    /// The attribute that the colours of dots stand for, such as `country`; where nothing is said, the type.
    pub colour: Option<String>,
    /// How many dots have their names beneath, at most: the most central ones.
    pub labels: usize,
}

/// The ground that a picture is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on black.
    Dark,
}

/// How many names are shown where nothing is said; so many can be read on a page.
pub const LABELS: usize = 60;

impl Default for Style {
    fn default() -> Self {
        Self { theme: Theme::default(), marks: None, size: None, colour: None, labels: LABELS }
    }
}

impl Theme {
    /// Returns the colour of the ground.
    pub(super) fn ground(self) -> &'static str {
        self.pick("#ffffff", "#14171c")
    }

    /// Returns the colour of letters.
    pub(super) fn ink(self) -> &'static str {
        self.pick("#1f2933", "#e8ebef")
    }

    /// Returns the colour of what stands back.
    pub(super) fn faint(self) -> &'static str {
        self.pick("#5b6470", "#a4adb8")
    }

    /// Returns the colour of thin lines between parts of a picture.
    pub(super) fn rule(self) -> &'static str {
        self.pick("#d5d9df", "#3a414b")
    }

    /// Returns the one or the other.
    pub(super) fn pick(self, light: &'static str, dark: &'static str) -> &'static str {
        match self {
            Self::Light => light,
            Self::Dark => dark,
        }
    }
}
