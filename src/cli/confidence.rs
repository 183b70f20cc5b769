//! The option that leaves out what the program is not sure enough of.

use sayso::model::AnnotatedDocument;
use sayso::model::Confidence;
use sayso::model::LeftOut;
use sayso::pipeline;
use sayso::store::Store;

use super::report;
use super::report::counted;
use super::store;
use super::store::StoreOption;

/// How sure the program must be of what is shown.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct ConfidenceOption {
    /// Leave out findings of which the program is less sure, from 0 to 1
    #[arg(long = "min-confidence", value_name = "N", default_value = "0")]
    minimum: Confidence,
}

impl ConfidenceOption {
    /// Opens a store without what is left out, and says how much that is.
    pub(crate) fn open(self, option: &StoreOption) -> anyhow::Result<Store> {
        let mut opened = store::open(option)?;
        if self.leaves_out() {
            let left_out =
                pipeline::narrow(&mut opened, self.minimum).map_err(store::build_hint)?;
            self.tell(left_out);
        }
        Ok(opened)
    }

    /// Returns how sure the program must be.
    pub(crate) fn minimum(self) -> Confidence {
        self.minimum
    }

    /// Leaves out of one document what is to be left out.
    pub(crate) fn narrow(self, account: &mut AnnotatedDocument) -> LeftOut {
        account.leave_out_below(self.minimum)
    }

    /// Says how much was left out.
    pub(crate) fn tell(self, left_out: LeftOut) {
        if self.leaves_out() {
            report::note(&format!("less sure than {}, left out: {}", self.minimum, told(left_out)));
        }
    }

    fn leaves_out(self) -> bool {
        self.minimum > Confidence::hundredths(0)
    }
}

/// Returns `2 statements, 1 stance`, or that there was nothing.
fn told(left_out: LeftOut) -> String {
    let kinds = [
        (left_out.statements, "statement"),
        (left_out.stances, "stance"),
        (left_out.affiliations, "affiliation"),
    ];
    let told = kinds.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, noun)| counted(count, noun)).collect();
    if told.is_empty() { "nothing".to_owned() } else { told.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_counted() {
        let left_out = LeftOut { statements: 2, stances: 0, affiliations: 1 };
        assert_eq!(told(left_out), "2 statements, 1 affiliation");
        assert_eq!(told(LeftOut::default()), "nothing");
    }
}
