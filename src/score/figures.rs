//! The figures: layers, the metrics of each, and counts with precision, recall and F1.

/// A kind of things that are found in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Who said what.
    Statements,
    /// Who and what is named or described.
    Entities,
    /// Who holds which post.
    Affiliations,
    /// Who sides with whom.
    Stances,
}

impl Layer {
    /// All layers, in the order of reports.
    pub const ALL: [Self; 4] =
        [Self::Statements, Self::Entities, Self::Affiliations, Self::Stances];

    /// Returns the layer's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Entities => "entities",
            Self::Affiliations => "affiliations",
            Self::Stances => "stances",
        }
    }

    /// Returns what is measured on the layer, in the order of reports.
    pub fn metrics(self) -> &'static [Metric] {
        match self {
            Self::Statements => &[
                Metric::Detection,
                Metric::Source,
                Metric::Content,
                Metric::Attribution,
                Metric::ResolvedSource,
                Metric::CueOverlap,
                Metric::SourceOverlap,
                Metric::ContentOverlap,
                Metric::CueExact,
                Metric::SourceExact,
                Metric::ContentExact,
                Metric::AllExact,
                Metric::Act,
                Metric::Addressee,
                Metric::Within,
            ],
            Self::Entities => &[Metric::Entities],
            Self::Affiliations => &[Metric::Affiliations],
            Self::Stances => &[Metric::Stances, Metric::Polarity],
        }
    }
}

/// Something that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// Statements paired by their cues, or by their contents where one has no cue.
    Detection,
    /// Pairs whose sources meet.
    Source,
    /// Pairs whose contents agree by half.
    Content,
    /// Pairs with source and content right: the headline figure.
    Attribution,
    /// Pairs with the content right and the same entities as sources, whatever the words.
    ResolvedSource,
    /// Tokens of cues that both sides have.
    CueOverlap,
    /// Tokens of sources that both sides have.
    SourceOverlap,
    /// Tokens of contents that both sides have.
    ContentOverlap,
    /// Cues that are equal in every piece.
    CueExact,
    /// Sources that are equal.
    SourceExact,
    /// Contents that are equal in every piece.
    ContentExact,
    /// Statements with cue, source and content equal.
    AllExact,
    /// Of the pairs, those with the same act.
    Act,
    /// Of the pairs with an addressee, those with the right one.
    Addressee,
    /// Statements that stand in the right other statement.
    Within,
    /// Entities of one type that share a name.
    Entities,
    /// Affiliations with person, organization and role right.
    Affiliations,
    /// Stances with holder, target and polarity right.
    Stances,
    /// Of the stances with holder and target right, those with the right polarity.
    Polarity,
}

impl Metric {
    /// Returns the metric's name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Detection => "statement detection",
            Self::Source => "source",
            Self::Content => "content",
            Self::Attribution => "attribution",
            Self::ResolvedSource => "resolved source",
            Self::CueOverlap => "cue overlap",
            Self::SourceOverlap => "source overlap",
            Self::ContentOverlap => "content overlap",
            Self::CueExact => "cue exact",
            Self::SourceExact => "source exact",
            Self::ContentExact => "content exact",
            Self::AllExact => "all exact",
            Self::Act => "act",
            Self::Addressee => "addressee",
            Self::Within => "within",
            Self::Entities => "entities",
            Self::Affiliations => "affiliations",
            Self::Stances => "stances",
            Self::Polarity => "polarity",
        }
    }

    /// Returns whether the metric stands in a table with one row per document.
    pub fn is_headline(self) -> bool {
        matches!(
            self,
            Self::Detection
                | Self::Attribution
                | Self::ResolvedSource
                | Self::Entities
                | Self::Affiliations
                | Self::Stances
        )
    }
}

/// How many of something are right, how many there are, and how many were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many are right.
    pub correct: usize,
    /// How many the annotated documents have.
    pub gold: usize,
    /// How many were found.
    pub predicted: usize,
}

impl Count {
    /// Returns the share of what was found that is right; none where there is nothing on either side.
    pub fn precision(self) -> Option<f64> {
        self.share(self.correct, self.predicted)
    }

    /// Returns the share of what is there that was found; none where there is nothing on either side.
    pub fn recall(self) -> Option<f64> {
        self.share(self.correct, self.gold)
    }

    /// Returns the harmonic mean of precision and recall; none where there is nothing on either side.
    pub fn f1(self) -> Option<f64> {
        self.share(2 * self.correct, self.gold + self.predicted)
    }

    /// Adds the counts of another document.
    pub fn add(&mut self, other: Self) {
        self.correct += other.correct;
        self.gold += other.gold;
        self.predicted += other.predicted;
    }

    fn share(self, part: usize, whole: usize) -> Option<f64> {
        (self.gold + self.predicted > 0).then(|| quotient(part, whole))
    }
}

/// Returns part ÷ whole, or nought where there is no whole.
#[expect(clippy::cast_precision_loss, reason = "no document has 2^53 tokens")]
pub(super) fn quotient(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::Count;
    use super::Layer;

    #[test]
    fn nothing_on_either_side_has_no_figures() {
        assert_eq!(Count::default().f1(), None);
        assert_eq!(Count::default().precision(), None);
    }

    #[test]
    fn nothing_found_is_nought() {
        let count = Count { correct: 0, gold: 3, predicted: 0 };
        assert_eq!(
            (count.precision(), count.recall(), count.f1()),
            (Some(0.0), Some(0.0), Some(0.0))
        );
    }

    #[test]
    fn figures_are_micro_averages() {
        let mut count = Count { correct: 1, gold: 1, predicted: 1 };
        count.add(Count { correct: 0, gold: 1, predicted: 3 });
        assert_eq!(
            (count.precision(), count.recall(), count.f1()),
            (Some(0.25), Some(0.5), Some(1.0 / 3.0))
        );
    }

    #[test]
    fn every_metric_stands_in_one_layer() {
        let mut names: Vec<_> = Layer::ALL
            .iter()
            .flat_map(|layer| layer.metrics())
            .map(|metric| metric.name())
            .collect();
        let listed = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!((listed, names.len()), (19, 19));
    }
}
