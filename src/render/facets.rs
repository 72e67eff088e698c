//! What a list can be filtered by: what each row says of itself ([`Traits`]) and the panel with the values to choose from ([`Panel`]).
//!
//! Knows ids, words and counts. It chooses nothing: the static pages show every row, and `filter.js` hides some of them.

use super::viewpoint::Viewpoint;
use crate::model::{Access, Key, Level, Recorded, Skill};
use crate::notation::Day;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// Upper limits of a length in minutes, with the id of the value.
const LENGTHS: [(i64, &str); 3] = [(30, "m30"), (120, "m120"), (240, "m240")];
/// Upper limits of a cost in yen, with the id of the value.
const COSTS: [(i64, &str); 3] = [(0, "free"), (10_000, "y10000"), (20_000, "y20000")];
/// What is over all limits, and what nobody wrote down.
const REST: [&str; 2] = ["more", "unknown"];

/// What a filter can ask of one row: `data-<facet>="<id> <id>"`, and `data-order-<key>` for its place in a sorted list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits(BTreeMap<String, Vec<String>>);

impl Traits {
    /// Adds values of `facet`, each once. A row without a value is said to have none, so that it is a row all the same.
    #[must_use]
    pub fn with<T: Into<String>>(mut self, facet: &str, values: impl IntoIterator<Item = T>) -> Self {
        let known = self.0.entry(facet.to_owned()).or_default();
        for value in values.into_iter().map(Into::into) {
            if !known.contains(&value) {
                known.push(value);
            }
        }
        self
    }

    /// The place of the row in a list sorted by `key`; rows without one come last.
    #[must_use]
    pub fn ordered(self, key: &str, place: Option<String>) -> Self {
        if place.is_none() { self } else { self.with(&format!("order-{key}"), place) }
    }

    /// The talent categories it is for.
    #[must_use]
    pub fn levels(self, at: &Viewpoint, keys: impl IntoIterator<Item = Key<Level>>) -> Self {
        self.with("level", keys.into_iter().map(|key| at.site[key].meta.id.to_string()))
    }

    /// The skills, and their categories.
    #[must_use]
    pub fn skills(self, at: &Viewpoint, keys: impl IntoIterator<Item = Key<Skill>>) -> Self {
        let keys: Vec<_> = keys.into_iter().collect();
        let areas = keys.iter().filter_map(|key| at.site[*key].category).map(|area| at.site[area].meta.id.to_string());
        self.with("area", areas).with("skill", keys.iter().map(|key| at.site[*key].meta.id.to_string()))
    }

    /// The length, as every range it falls into, and for sorting.
    #[must_use]
    pub fn length(self, minutes: Option<i64>) -> Self {
        self.with("length", ranges(&LENGTHS, minutes)).ordered("length", minutes.map(|minutes| format!("{minutes:06}")))
    }

    /// The cost, as every range it falls into.
    #[must_use]
    pub fn cost(self, yen: Option<i64>) -> Self {
        self.with("cost", ranges(&COSTS, yen))
    }

    /// The networks that open it.
    #[must_use]
    pub fn network(self, access: Option<Access>) -> Self {
        self.with("network", access.into_iter().flat_map(networks_of).copied())
    }

    /// The next day, for sorting.
    #[must_use]
    pub fn next(self, day: Option<Day>) -> Self {
        self.ordered("date", day.map(Day::iso))
    }

    fn has(&self, facet: &str, value: &str) -> bool {
        self.0.get(facet).is_some_and(|values| values.iter().any(|one| one == value))
    }
}

impl Serialize for Traits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, values)| (name, values.join(" "))))
    }
}

/// All limits that `amount` keeps: who asks for "within two hours" wants half an hour, too.
fn ranges(limits: &[(i64, &'static str)], amount: Option<i64>) -> Vec<&'static str> {
    let Some(amount) = amount else { return vec![REST[1]] };
    let kept: Vec<_> = limits.iter().filter(|(limit, _)| amount <= *limit).map(|(_, id)| *id).collect();
    if kept.is_empty() { vec![REST[0]] } else { kept }
}

fn networks_of(access: Access) -> &'static [&'static str] {
    match access {
        Access::Lgwan | Access::Intranet => &["office"],
        Access::Internet => &["internet"],
        Access::Both => &["office", "internet"],
    }
}

/// A value to choose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// As in the rows and in the address.
    pub id: String,
    /// Its words.
    pub name: String,
    /// How many rows have it.
    pub count: usize,
}

/// Values of which a row has one or several.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facet {
    /// As in the rows and in the address.
    pub id: &'static str,
    /// Its words.
    pub name: String,
    /// Unfolded from the start.
    pub open: bool,
    /// Those that some row has.
    pub values: Vec<Value>,
}

/// The filter panel of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    /// Id of the element that holds the rows.
    pub list: &'static str,
    /// How many rows there are.
    pub total: usize,
    /// What can be chosen; without any there is no panel.
    pub facets: Vec<Facet>,
}

/// A question of a panel: id, and the values with their words in order.
pub struct Question {
    id: &'static str,
    open: bool,
    values: Vec<(String, String)>,
}

impl Question {
    /// A question that is seen at once; its word is `filter.<id>`.
    pub fn open(id: &'static str, values: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { id, open: true, values: values.into_iter().collect() }
    }

    /// A question that one unfolds.
    pub fn folded(id: &'static str, values: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { open: false, ..Self::open(id, values) }
    }
}

impl Panel {
    /// The panel for `rows` in the element `list`. Questions that every row answers in the same way are left out.
    pub fn new<'t>(at: &Viewpoint, list: &'static str, rows: impl IntoIterator<Item = &'t Traits>, questions: Vec<Question>) -> Self {
        let rows: Vec<&Traits> = rows.into_iter().collect();
        let facets = questions.into_iter().filter_map(|question| {
            let name = at.words.say(&format!("filter.{}", question.id)).to_owned();
            facet(question, name, &rows)
        });
        Self { list, total: rows.len(), facets: facets.collect() }
    }
}

fn facet(question: Question, name: String, rows: &[&Traits]) -> Option<Facet> {
    let Question { id, open, values } = question;
    let count = |value: &str| rows.iter().filter(|row| row.has(id, value)).count();
    let values: Vec<Value> = values.into_iter().map(|(id, name)| Value { count: count(&id), id, name }).collect();
    let values: Vec<Value> = values.into_iter().filter(|value| value.count > 0).collect();
    values.iter().any(|value| value.count < rows.len()).then_some(Facet { id, name, open, values })
}

/// All talent categories.
pub fn levels(at: &Viewpoint) -> Vec<(String, String)> {
    at.site.levels.values().map(|level| (level.meta.id.to_string(), level.label.clone())).collect()
}

/// All categories of skills.
pub fn areas(at: &Viewpoint) -> Vec<(String, String)> {
    named(at.site.skill_categories.values())
}

/// All skills.
pub fn skills(at: &Viewpoint) -> Vec<(String, String)> {
    named(at.site.skills.values())
}

/// All departments.
pub fn departments(at: &Viewpoint) -> Vec<(String, String)> {
    named(at.site.departments.values())
}

/// All tools.
pub fn tools(at: &Viewpoint) -> Vec<(String, String)> {
    named(at.site.tools.values())
}

fn named<'a, R: Recorded + 'a>(records: impl Iterator<Item = &'a R>) -> Vec<(String, String)> {
    records.map(|record| (record.meta().id.to_string(), record.title().to_owned())).collect()
}

/// The ranges of a length.
pub fn lengths(at: &Viewpoint) -> Vec<(String, String)> {
    said(at, "filter.lengths", LENGTHS.iter().map(|(_, id)| *id).chain(REST))
}

/// The ranges of a cost.
pub fn costs(at: &Viewpoint) -> Vec<(String, String)> {
    said(at, "filter.costs", COSTS.iter().map(|(_, id)| *id).chain(REST))
}

/// The networks.
pub fn networks(at: &Viewpoint) -> Vec<(String, String)> {
    said(at, "filter.networks", ["office", "internet"])
}

/// Ids with their words `<group>.<id>`.
pub fn said(at: &Viewpoint, group: &str, ids: impl IntoIterator<Item = &'static str>) -> Vec<(String, String)> {
    ids.into_iter().map(|id| (id.to_owned(), at.words.say(&format!("{group}.{id}")).to_owned())).collect()
}

/// The fragment of an address in which `values` are chosen: `level=level-1&length=m120`.
pub fn fragment(values: &[(&str, &str)]) -> String {
    values.iter().map(|(facet, value)| format!("{facet}={value}")).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(ids: &[&str]) -> Vec<(String, String)> {
        ids.iter().map(|id| ((*id).to_owned(), id.to_uppercase())).collect()
    }

    fn asked(id: &'static str, ids: &[&str], rows: &[Traits]) -> Option<Vec<(String, usize)>> {
        let facet = facet(Question::open(id, pairs(ids)), id.to_owned(), &rows.iter().collect::<Vec<_>>())?;
        Some(facet.values.into_iter().map(|value| (value.id, value.count)).collect())
    }

    #[test]
    fn a_short_course_is_within_every_limit() {
        assert_eq!(ranges(&LENGTHS, Some(20)), ["m30", "m120", "m240"]);
        assert_eq!(ranges(&LENGTHS, Some(120)), ["m120", "m240"]);
        assert_eq!(ranges(&LENGTHS, Some(241)), ["more"]);
        assert_eq!(ranges(&LENGTHS, None), ["unknown"]);
        assert_eq!(ranges(&COSTS, Some(0)), ["free", "y10000", "y20000"]);
    }

    #[test]
    fn counts_are_of_rows_and_values_without_a_row_are_left_out() {
        let rows = [
            Traits::default().with("level", ["a", "b", "a"]),
            Traits::default().with("level", ["b"]),
            Traits::default().with("level", Vec::<String>::new()),
        ];
        assert_eq!(asked("level", &["a", "b", "c"], &rows), Some(vec![("a".to_owned(), 1), ("b".to_owned(), 2)]));
    }

    #[test]
    fn a_question_with_one_answer_is_not_asked() {
        let rows = [Traits::default().with("cost", ["free"]), Traits::default().with("cost", ["free"])];
        assert_eq!(asked("cost", &["free", "more"], &rows), None);
        assert_eq!(asked("level", &["a"], &rows), None);
    }

    #[test]
    fn traits_become_attributes_with_ids_between_blanks() {
        let row = Traits::default().with("level", ["a", "b"]).network(Some(Access::Both)).length(Some(90)).next(None);
        let json = serde_json::to_value(&row).unwrap();
        let wanted = serde_json::json!({"level": "a b", "network": "office internet", "length": "m120 m240", "order-length": "000090"});
        assert_eq!(json, wanted);
    }

    #[test]
    fn chosen_values_stand_in_the_address() {
        assert_eq!(fragment(&[("level", "level-1"), ("length", "m120")]), "level=level-1&length=m120");
    }
}
