//! Colours, lines and shapes: one look for every kind of node and every way of joining two.
//!
//! Sides differ in line as well as in hue (blue-green and solid, vermilion and dashed), so that neither
//! colour-blind eyes nor a grey printer lose them.

use super::style::Theme;

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

/// Returns the line of a qualifier.
pub(super) fn line(qualifier: &str, theme: Theme) -> Line {
    let (light, dark, dashes, name) = match qualifier {
        "" => ("#6b7280", "#98a2af", "", "solid"),
        "positive" => ("#00788a", "#4cc3d6", "", "solid"),
        "negative" => ("#d1490f", "#ff8a57", "9 5", "dashed"),
        "reportedly positive" => ("#3f93a0", "#86bfc9", "2 4", "dotted"),
        "reportedly negative" => ("#d9804f", "#d9a07f", "9 4 2 4", "dotted"),
        "reportedly" => ("#858d99", "#858d99", "2 4", "dotted"),
        "negated" => ("#7a5fa0", "#b59ddb", "1 4", "dotted"),
        "hedged" => ("#7a5fa0", "#b59ddb", "8 3", "dashed"),
        _ => ("#7a5fa0", "#b59ddb", "4 3", "dashed"),
    };
    Line { colour: theme.pick(light, dark), dashes, name }
}

/// Returns the look of a kind of node, given as the local name of its class.
pub(super) fn look(kind: &str, theme: Theme) -> Look {
    let (shape, [fill, stroke], [dark_fill, dark_stroke]) = match kind {
        "Person" => (Shape::Pill, ["#e1effa", "#2f6b9a"], ["#15324a", "#7fb8e6"]),
        "Organization" => (Shape::Rounded, ["#ebe5f6", "#6a4c93"], ["#2d2447", "#b7a0e2"]),
        "Group" => (Shape::Octagon, ["#f8e6ef", "#9a4a75"], ["#432338", "#e29bc4"]),
        "Place" => (Shape::Hexagon, ["#e3f3e5", "#3f7d4b"], ["#1b3a24", "#86c996"]),
        "Event" => (Shape::Slanted, ["#fdf0d2", "#94700f"], ["#40330e", "#e0b84c"]),
        "Work" => (Shape::Sheet, ["#f2f0e9", "#776c52"], ["#35312a", "#c4b898"]),
        "Document" | "Text" => (Shape::Sheet, ["#e4eaf0", "#34495e"], ["#26313d", "#a9bccd"]),
        "Claim" | "Statement" | "Recommendation" | "OwnWords" | "Stance" | "Endorsement"
        | "Criticism" => (Shape::Quoted, ["#fbfbf8", "#8b8f98"], ["#22262c", "#9aa1ab"]),
        _ => (Shape::Rounded, ["#f1f3f5", "#6b7280"], ["#2a2f36", "#98a2af"]),
    };
    Look { shape, fill: theme.pick(fill, dark_fill), stroke: theme.pick(stroke, dark_stroke) }
}

/// The colours of groups, the largest first: those of Okabe and Ito ("Color Universal Design", 2008), which eyes of every kind tell
/// apart, without black and with the two that lines have at the end.
pub(super) const GROUPS: [&str; 7] =
    ["#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#0072b2", "#d55e00"];

/// The colour of all groups beyond those, and of nodes that are in none.
pub(super) const OTHERS: &str = "#c4c9d1";

/// Returns the colour of a cell of a matrix, from the whole negative (-1) over nothing to the whole positive (1).
pub(super) fn shade(part: f64, theme: Theme) -> String {
    let side = if part < 0.0 { "negative" } else { "positive" };
    let [from, to] = [theme.pick("#f4f5f7", "#23272e"), line(side, theme).colour].map(channels);
    let part = part.abs().clamp(0.0, 1.0);
    let mixed: Vec<String> = from
        .iter()
        .zip(to)
        .map(|(&from, to)| f64::from(from) + (f64::from(to) - f64::from(from)) * part)
        .map(|channel| format!("{:02x}", byte(channel)))
        .collect();
    format!("#{}", mixed.concat())
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

/// Returns a number as a channel of a colour.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "channels are bytes")]
pub(super) fn byte(channel: f64) -> u8 {
    channel.round().clamp(0.0, 255.0) as u8
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
    use super::GROUPS;
    use super::OTHERS;
    use super::channels;
    use super::line;
    use super::look;
    use super::shade;
    use crate::export::graph::style::Theme;

    #[test]
    fn sides_differ_in_more_than_colour() {
        let sides = ["positive", "negative", "reportedly positive", "reportedly negative"];
        for theme in [Theme::Light, Theme::Dark] {
            for (place, side) in sides.iter().enumerate() {
                for other in &sides[place + 1..] {
                    assert_ne!(line(side, theme).colour, line(other, theme).colour);
                    assert_ne!(line(side, theme).dashes, line(other, theme).dashes);
                }
            }
        }
    }

    #[test]
    fn agents_differ_in_more_than_colour() {
        let kinds = ["Person", "Organization", "Group", "Place", "Event", "Work", "Claim"];
        for theme in [Theme::Light, Theme::Dark] {
            for (place, kind) in kinds.iter().enumerate() {
                for other in &kinds[place + 1..] {
                    let (look, other) = (look(kind, theme), look(other, theme));
                    assert_ne!(look.shape, other.shape, "{kind}");
                    assert_ne!(look.fill, other.fill, "{kind}");
                }
            }
        }
    }

    #[test]
    fn colours_have_channels() {
        assert_eq!(channels("#00788a"), [0, 0x78, 0x8a]);
        assert_eq!(shade(0.0, Theme::Light), "#f4f5f7");
        assert_eq!(shade(1.0, Theme::Light), "#00788a");
        assert_eq!(shade(-2.0, Theme::Dark), "#ff8a57");
    }

    /// What eyes without green or red cones see of a colour (Machado, Oliveira & Fernandes 2009, severity 1).
    const BLINDNESS: [[[f64; 3]; 3]; 3] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
        [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    ];

    fn seen(colour: &str, blindness: &[[f64; 3]; 3]) -> [f64; 3] {
        let linear = channels(colour).map(|channel| (f64::from(channel) / 255.0).powf(2.2));
        blindness.map(|row| {
            let sum: f64 = row.iter().zip(linear).map(|(part, channel)| part * channel).sum();
            sum.clamp(0.0, 1.0).powf(1.0 / 2.2) * 255.0
        })
    }

    #[test]
    fn groups_and_sides_differ_to_eyes_of_every_kind() {
        let mut sets = vec![GROUPS.iter().copied().chain([OTHERS]).collect::<Vec<_>>()];
        for theme in [Theme::Light, Theme::Dark] {
            sets.push(["positive", "negative"].map(|side| line(side, theme).colour).to_vec());
        }
        for colours in sets {
            for blindness in &BLINDNESS {
                for (place, colour) in colours.iter().enumerate() {
                    for other in &colours[place + 1..] {
                        let pairs = seen(colour, blindness);
                        let pairs = pairs.iter().zip(seen(other, blindness));
                        let apart: f64 = pairs.map(|(one, other)| (one - other).powi(2)).sum();
                        assert!(apart.sqrt() > 25.0, "{colour} {other} {}", apart.sqrt());
                    }
                }
            }
        }
    }

    /// The contrast of two colours (Web Content Accessibility Guidelines 2.1).
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |colour: &str| {
            let [red, green, blue] = channels(colour).map(|channel| {
                let part = f64::from(channel) / 255.0;
                if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn letters_and_lines_stand_out_from_the_ground() {
        for theme in [Theme::Light, Theme::Dark] {
            for ink in [theme.ink(), theme.faint()] {
                assert!(contrast(ink, theme.ground()) > 4.5, "{ink}");
            }
            for side in ["", "positive", "negative"] {
                assert!(contrast(line(side, theme).colour, theme.ground()) > 4.4, "{side}");
            }
            for kind in ["Person", "Organization", "Group", "Place", "Event", "Work", "Claim", ""] {
                assert!(contrast(look(kind, theme).fill, theme.ink()) > 7.0, "{kind}");
            }
        }
    }
}
