//! The variables `organization` and `country` of a row: where the one who speaks belongs at the date of the document.
//!
//! A person belongs to the body of a post that the same document tells; else to that of a membership that the registry
//! knows to hold at the date; else to that of the post told by the document nearest in time. Organisations and places stand
//! for themselves; of anybody else nothing is said.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Moment;
use super::Options;
use super::Table;
use super::table;
use crate::model::Date;
use crate::projection::Ask;
use crate::projection::ProjectionError;
use crate::projection::rows;
use crate::query::Answers;
use crate::query::Settings;

const QUERY: &str = include_str!("../../../queries/belonging.rq");

const ORGANIZATION: &str = "organization";
const COUNTRY: &str = "country";

/// Adds the variables to a table that has not got them. They are only looked for where the options name them.
pub(super) fn add(
    table: &mut Table,
    ask: Ask<'_>,
    settings: &Settings,
    options: &Options,
) -> Result<(), ProjectionError> {
    let missing: Vec<&str> =
        [ORGANIZATION, COUNTRY].into_iter().filter(|name| table.column(name).is_none()).collect();
    let wanted: Vec<&str> = missing.iter().copied().filter(|name| is_used(options, name)).collect();
    let known = if wanted.is_empty() { None } else { Some(Known::ask(ask, settings)?) };
    for name in missing {
        let cells: Vec<String> = match &known {
            Some(known) if wanted.contains(&name) => {
                table.rows.iter().map(|row| known.cell(table, row, name)).collect()
            }
            _ => vec![String::new(); table.rows.len()],
        };
        table.columns.push(name.to_owned());
        for (row, cell) in table.rows.iter_mut().zip(cells) {
            row.push(cell);
        }
    }
    Ok(())
}

fn is_used(options: &Options, name: &str) -> bool {
    let chosen = [&options.who, &options.what, &options.qualifier].into_iter().flatten();
    let filters = options.kept.iter().chain(&options.dropped).map(|(column, _)| column);
    chosen.chain(filters).chain(&options.attributes).any(|column| column == name)
}

/// A post that a document tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Post {
    body: String,
    document: String,
    date: Option<Date>,
}

/// A membership that the registry knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Membership {
    body: String,
    since: Option<Date>,
    until: Option<Date>,
}

impl Membership {
    /// Returns whether it holds on a date; on an unknown one, whether it has no end and no beginning.
    fn holds(&self, on: Option<Date>) -> bool {
        let Some(on) = on else { return self.since.is_none() && self.until.is_none() };
        self.since.is_none_or(|since| since.first_day() <= on.last_day())
            && self.until.is_none_or(|until| until.last_day() >= on.first_day())
    }
}

/// What the data know of who belongs where.
#[derive(Debug, Default)]
struct Known {
    posts: BTreeMap<String, BTreeSet<Post>>,
    memberships: BTreeMap<String, BTreeSet<Membership>>,
    kinds: BTreeMap<String, String>,
    countries: BTreeSet<String>,
}

impl Known {
    fn ask(ask: Ask<'_>, settings: &Settings) -> Result<Self, ProjectionError> {
        let settings = Settings { bindings: BTreeMap::new(), ..settings.clone() };
        let Answers::Solutions(found) = ask(QUERY, &settings)? else {
            return Err(ProjectionError::NoRows);
        };
        let mut known = Self::default();
        for row in &found.rows {
            let cell = |name: &str| {
                let term = row.get(found.column(name)?)?.as_ref();
                term.map(rows::text)
            };
            known.take(cell);
        }
        Ok(known)
    }

    fn take(&mut self, cell: impl Fn(&str) -> Option<String>) {
        let Some(agent) = cell("agent") else { return };
        let date = |name: &str| cell(name).and_then(|written| written.parse::<Date>().ok());
        match (cell("body"), cell("document"), cell("kind")) {
            (Some(body), Some(document), _) => {
                let post = Post { body, document, date: date("since") };
                self.posts.entry(agent).or_default().insert(post);
            }
            (Some(body), None, _) => {
                let membership = Membership { body, since: date("since"), until: date("until") };
                self.memberships.entry(agent).or_default().insert(membership);
            }
            (None, _, Some(kind)) => {
                let kind = rows::local_name(&kind).to_owned();
                if kind == "Place" && cell("code").is_some_and(|code| is_of_country(&code)) {
                    self.countries.insert(agent.clone());
                }
                self.kinds.insert(agent, kind);
            }
            _ => {}
        }
    }

    fn cell(&self, table: &Table, row: &[String], name: &str) -> String {
        let cell = |usual: &[&str]| {
            table.chosen(None, usual).and_then(|column| row.get(column)).map_or("", String::as_str)
        };
        let on = cell(table::TIME).trim().parse::<Moment>().ok().map(|moment| moment.date);
        let (agent, document) = (cell(table::WHO), cell(table::DOCUMENT));
        let found = if name == COUNTRY {
            self.country(agent, document, on)
        } else {
            self.organization(agent, document, on)
        };
        found.unwrap_or_default().to_owned()
    }

    /// Returns where an agent belongs at the date of a document.
    fn organization<'a>(
        &'a self,
        agent: &'a str,
        document: &str,
        on: Option<Date>,
    ) -> Option<&'a str> {
        match self.kind(agent) {
            "Organization" | "Place" => Some(agent),
            "Person" => self.bodies(agent, document, on).into_iter().flatten().next(),
            _ => None,
        }
    }

    /// Returns the country of an agent at the date of a document: the agent itself, the nearest body that is one, or one of
    /// which the agent or the organisation is a member.
    fn country<'a>(&'a self, agent: &'a str, document: &str, on: Option<Date>) -> Option<&'a str> {
        let is_country = |body: &&str| self.countries.contains(*body);
        let bodies = self.bodies(agent, document, on).into_iter().flatten();
        let of_agent = std::iter::once(agent).chain(bodies).find(is_country);
        of_agent.or_else(|| {
            let organization = self.organization(agent, document, on)?;
            self.members_of(organization, on).find(is_country)
        })
    }

    /// Returns the bodies of an agent in three steps: those of the same document, those of the registry at the date, and
    /// those of other documents, the nearest in time first. Organisations come before places, then identifiers tell.
    fn bodies<'a>(&'a self, agent: &str, document: &str, on: Option<Date>) -> [Vec<&'a str>; 3] {
        let posts = || self.posts.get(agent).into_iter().flatten();
        let rank = |body: &str| self.kind(body) != "Organization";
        let here = posts().filter(|post| post.document == document).map(|post| post.body.as_str());
        let mut here: Vec<&str> = here.collect();
        here.sort_unstable_by_key(|body| (rank(body), *body));
        let mut members: Vec<&str> = self.members_of(agent, on).collect();
        members.sort_unstable_by_key(|body| (rank(body), *body));
        let distance = |post: &Post| {
            let days = post.date?.first_day().number()? - on?.first_day().number()?;
            Some(days.unsigned_abs())
        };
        let elsewhere = posts().filter(|post| post.document != document);
        let elsewhere = elsewhere.filter_map(|post| Some((distance(post)?, post.body.as_str())));
        let mut elsewhere: Vec<(u64, &str)> = elsewhere.collect();
        elsewhere.sort_unstable_by_key(|&(days, body)| (days, rank(body), body));
        [here, members, elsewhere.into_iter().map(|(_, body)| body).collect()]
    }

    fn members_of<'a>(&'a self, agent: &str, on: Option<Date>) -> impl Iterator<Item = &'a str> {
        let memberships = self.memberships.get(agent).into_iter().flatten();
        memberships.filter(move |one| one.holds(on)).map(|one| one.body.as_str())
    }

    fn kind(&self, agent: &str) -> &str {
        self.kinds.get(agent).map_or("", String::as_str)
    }
}

/// Returns whether a code is one of a country, by ISO 3166-1: two capital letters.
fn is_of_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::Known;
    use super::Membership;

    /// Posts as `agent body document date`, memberships as `agent body since until`, kinds as `agent kind code`; `-` is nothing.
    fn known(posts: &[&str], memberships: &[&str], kinds: &[&str]) -> Known {
        let mut known = Known::default();
        let mut take = |names: &[&str], line: &str| {
            let cells: Vec<&str> = line.split(' ').collect();
            known.take(|name| {
                let place = names.iter().position(|known| *known == name)?;
                cells.get(place).filter(|cell| **cell != "-").map(|&cell| cell.to_owned())
            });
        };
        for line in posts {
            take(&["agent", "body", "document", "since"], line);
        }
        for line in memberships {
            take(&["agent", "body", "since", "until"], line);
        }
        for line in kinds {
            take(&["agent", "kind", "code"], line);
        }
        known
    }

    fn example() -> Known {
        known(
            &[
                "ann zonal d1 2020-01-01",
                "ann union d2 2022-06-01",
                "ann kenya d2 2022-06-01",
                "bob fund d3 2019-12-31",
                "bob board d4 2020-01-02",
                "cy club d5 -",
            ],
            &[
                "dan fund 2010 2015-06",
                "dan board 2015-07-01 -",
                "eve club - -",
                "fund kenya 2000 -",
            ],
            &[
                "ann Person",
                "bob Person",
                "cy Person",
                "dan Person",
                "eve Person",
                "ox Group",
                "zonal Organization",
                "union Organization",
                "fund Organization",
                "board Organization",
                "club Organization",
                "kenya Place KE",
            ],
        )
    }

    fn check(agent: &str, document: &str, on: &str, organization: &str, country: &str) {
        let known = example();
        let on = on.parse().ok();
        let found = [known.organization(agent, document, on), known.country(agent, document, on)];
        assert_eq!(
            found.map(Option::unwrap_or_default),
            [organization, country],
            "{agent} {document}"
        );
    }

    #[test]
    fn the_same_document_tells_first() {
        check("ann", "d1", "2020-01-01", "zonal", "kenya");
        check("ann", "d2", "2022-06-01", "union", "kenya");
        check("cy", "d5", "", "club", "");
    }

    #[test]
    fn the_registry_tells_at_the_date() {
        check("dan", "d9", "2012-03-04", "fund", "kenya");
        check("dan", "d9", "2015-06-30", "fund", "kenya");
        check("dan", "d9", "2016", "board", "");
        check("dan", "d9", "2009-12-31", "", "");
        check("dan", "d9", "", "", "");
        check("eve", "d9", "", "club", "");
    }

    #[test]
    fn the_nearest_document_tells_last() {
        check("ann", "d9", "2021-01-01", "zonal", "kenya");
        check("ann", "d9", "2021-12-01", "union", "kenya");
        // As far from the one as from the other: the identifier tells.
        check("bob", "d9", "2020-01-01", "board", "");
        check("bob", "d9", "", "", "");
        check("cy", "d9", "2021", "", "");
    }

    #[test]
    fn bodies_and_places_stand_for_themselves() {
        check("fund", "d9", "2021", "fund", "kenya");
        check("kenya", "d9", "", "kenya", "kenya");
        check("ox", "d9", "2021", "", "");
    }

    #[test]
    fn memberships_hold_between_their_days() {
        let membership = |since: &str, until: &str| Membership {
            body: String::new(),
            since: since.parse().ok(),
            until: until.parse().ok(),
        };
        let check = |since: &str, until: &str, on: &str, expected: bool| {
            assert_eq!(
                membership(since, until).holds(on.parse().ok()),
                expected,
                "{since} {until} {on}"
            );
        };
        check("2010", "2015-06", "2010-01-01", true);
        check("2010", "2015-06", "2015-06-30", true);
        check("2010", "2015-06", "2015-07-01", false);
        check("2010-03", "", "2010", true);
        check("2010-03", "", "2009", false);
        check("", "", "", true);
        check("2010", "", "", false);
    }
}
