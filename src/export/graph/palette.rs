//! Colours, lines and shapes: one look for every kind of node and every way of joining two.
//!
//! Sides differ in line as well as in hue (blue-green and solid, vermilion and dashed), so that neither
//! colour-blind eyes nor a grey printer lose them.

/// How an edge is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// `#rrggbb`.
    pub(super) colour: &'static str,
    /// The dashes of SVG; empty for a solid line.
    pub(super) dashes: &'static str,
    /// The name that Graphviz and GEXF have for such a line.
    pub(super) name: &'static str,
}

/// The outline of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A box with round ends.
    Pill,
    /// A box with small round corners.
    Rounded,
    /// A box with its corners cut off.
    Octagon,
    /// A box with pointed ends.
    Hexagon,
    /// A box with slanted ends.
    Slanted,
    /// A sheet with a folded corner.
    Sheet,
    /// A box with a bar on its left, as quotations have.
    Quoted,
}

/// How a node is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Its outline.
    pub(super) shape: Shape,
    /// The colour inside, `#rrggbb`.
    pub(super) fill: &'static str,
    /// The colour of the outline, `#rrggbb`.
    pub(super) stroke: &'static str,
}

const PLAIN: Line = Line { colour: "#6b7280", dashes: "", name: "solid" };

/// Returns the line of a qualifier.
pub(super) fn line(qualifier: &str) -> Line {
    match qualifier {
        "" => PLAIN,
        "positive" => Line { colour: "#00788a", dashes: "", name: "solid" },
        "negative" => Line { colour: "#d1490f", dashes: "9 5", name: "dashed" },
        "reportedly positive" => Line { colour: "#3f93a0", dashes: "2 4", name: "dotted" },
        "reportedly negative" => Line { colour: "#d9804f", dashes: "9 4 2 4", name: "dotted" },
        "reportedly" => Line { colour: "#858d99", dashes: "2 4", name: "dotted" },
        "negated" => Line { colour: "#7a5fa0", dashes: "1 4", name: "dotted" },
        "hedged" => Line { colour: "#7a5fa0", dashes: "8 3", name: "dashed" },
        _ => Line { colour: "#7a5fa0", dashes: "4 3", name: "dashed" },
    }
}

/// Returns the look of a kind of node, given as the local name of its class.
pub(super) fn look(kind: &str) -> Look {
    let (shape, fill, stroke) = match kind {
        "Person" => (Shape::Pill, "#e1effa", "#2f6b9a"),
        "Organization" => (Shape::Rounded, "#ebe5f6", "#6a4c93"),
        "Group" => (Shape::Octagon, "#f8e6ef", "#9a4a75"),
        "Place" => (Shape::Hexagon, "#e3f3e5", "#3f7d4b"),
        "Event" => (Shape::Slanted, "#fdf0d2", "#94700f"),
        "Work" => (Shape::Sheet, "#f2f0e9", "#776c52"),
        "Document" | "Text" => (Shape::Sheet, "#e4eaf0", "#34495e"),
        "Claim" | "Statement" | "Recommendation" | "OwnWords" | "Stance" | "Endorsement"
        | "Criticism" => (Shape::Quoted, "#fbfbf8", "#8b8f98"),
        _ => (Shape::Rounded, "#f1f3f5", "#6b7280"),
    };
    Look { shape, fill, stroke }
}

impl Shape {
    /// Returns the name and style that Graphviz has for the outline.
    pub(super) fn graphviz(self) -> (&'static str, &'static str) {
        match self {
            Self::Pill | Self::Rounded => ("box", "filled,rounded"),
            Self::Octagon => ("octagon", "filled"),
            Self::Hexagon => ("hexagon", "filled"),
            Self::Slanted => ("parallelogram", "filled"),
            Self::Sheet => ("note", "filled"),
            Self::Quoted => ("box", "filled"),
        }
    }
}

/// Returns the red, green and blue of a colour of this module.
pub(super) fn channels(colour: &str) -> [u8; 3] {
    let channel = |start: usize| {
        colour.get(start..start + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok())
    };
    [1, 3, 5].map(|start| channel(start).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::channels;
    use super::line;
    use super::look;

    #[test]
    fn sides_differ_in_more_than_colour() {
        let sides = ["positive", "negative", "reportedly positive", "reportedly negative"];
        for (place, side) in sides.iter().enumerate() {
            for other in &sides[place + 1..] {
                assert_ne!(line(side).colour, line(other).colour);
                assert_ne!(line(side).dashes, line(other).dashes);
            }
        }
    }

    #[test]
    fn agents_differ_in_more_than_colour() {
        let kinds = ["Person", "Organization", "Group", "Place", "Event", "Work", "Claim"];
        for (place, kind) in kinds.iter().enumerate() {
            for other in &kinds[place + 1..] {
                assert_ne!(look(kind).shape, look(other).shape, "{kind} {other}");
                assert_ne!(look(kind).fill, look(other).fill, "{kind} {other}");
            }
        }
    }

    #[test]
    fn colours_have_channels() {
        assert_eq!(channels("#00788a"), [0, 0x78, 0x8a]);
    }
}
