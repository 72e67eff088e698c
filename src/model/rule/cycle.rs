//! No record comes before, above or inside itself.
//!
//! A learner who must take A before B and B before A can take neither; a tree that contains itself has no top. Looked at: prerequisites
//! of courses and of levels, children of indicators, parents of bodies, plans and groups, plans, exams, indicators and recruitment methods
//! that follow one another, and terms that refer to themselves. Each cycle is printed.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Key, Recorded, Site, Table};
use crate::text;

/// References form a cycle, or a record refers to itself.
pub static CYCLE: Code = Code::error(
    "cycle",
    "参照が輪になっています（自分自身を指す場合も含みます）。示された輪のどこか1つの参照を外してください",
    "references form a cycle, or a record refers to itself; remove one of the references shown",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    look(&site.courses, "prerequisites", |course| &course.prerequisites, findings);
    look(&site.levels, "prerequisites", |level| &level.prerequisites, findings);
    look(&site.kpis, "children", |kpi| &kpi.children, findings);
    look(&site.kpis, "supersedes", |kpi| kpi.supersedes.as_slice(), findings);
    look(&site.kpis, "superseded_by", |kpi| kpi.superseded_by.as_slice(), findings);
    look(&site.bodies, "parent", |body| body.parent.as_slice(), findings);
    look(&site.plans, "parent", |plan| plan.parent.as_slice(), findings);
    look(&site.plans, "predecessor", |plan| plan.predecessor.as_slice(), findings);
    look(&site.groups, "parent", |group| group.parent.as_slice(), findings);
    look(&site.exams, "successor", |exam| exam.successor.as_slice(), findings);
    look(&site.exams, "predecessor", |exam| exam.predecessor.as_slice(), findings);
    look(&site.recruitment, "supersedes", |method| method.supersedes.as_slice(), findings);
    // Terms may refer to one another; only a term that refers to itself helps nobody.
    for (key, _) in site.glossary.iter().filter(|(key, term)| term.see.contains(key)) {
        report(&site.glossary, "see", &|term| &term.see, &[key, key], findings);
    }
}

/// Reports the cycles that `field` forms in `table`; a record already printed in one begins no other.
fn look<T: Recorded>(table: &Table<T>, field: &str, next: fn(&T) -> &[Key<T>], findings: &mut Diagnostics) {
    let mut told = vec![false; table.len()];
    for start in endless(table, next) {
        if told[start.index()] {
            continue;
        }
        if let Some(path) = way_back(table, next, start) {
            path.iter().for_each(|key| told[key.index()] = true);
            report(table, field, &next, &path, findings);
        }
    }
}

/// The records from which one can walk on for ever: those on a cycle, and those that lead to one. Nearly always there is none, and no
/// way back has to be sought.
fn endless<T>(table: &Table<T>, next: fn(&T) -> &[Key<T>]) -> Vec<Key<T>> {
    let mut open: Vec<usize> = table.values().map(|row| next(row).len()).collect();
    let mut before: Vec<Vec<Key<T>>> = vec![Vec::new(); table.len()];
    for (key, row) in table.iter() {
        next(row).iter().for_each(|to| before[to.index()].push(key));
    }
    let mut ends: Vec<Key<T>> = table.keys().filter(|key| open[key.index()] == 0).collect();
    while let Some(end) = ends.pop() {
        for from in &before[end.index()] {
            open[from.index()] -= 1;
            if open[from.index()] == 0 {
                ends.push(*from);
            }
        }
    }
    table.keys().filter(|key| open[key.index()] > 0).collect()
}

/// The shortest way from `start` back to it, with `start` at both ends.
fn way_back<T>(table: &Table<T>, next: fn(&T) -> &[Key<T>], start: Key<T>) -> Option<Vec<Key<T>>> {
    let mut before: Vec<Option<Key<T>>> = vec![None; table.len()];
    let mut reached = std::collections::VecDeque::from([start]);
    while let Some(key) = reached.pop_front() {
        for &to in next(&table[key]) {
            if to == start {
                let mut path = vec![start, key];
                while path[path.len() - 1] != start {
                    path.push(before[path[path.len() - 1].index()].expect("every record reached has one before it"));
                }
                path.reverse();
                return Some(path);
            }
            if before[to.index()].is_none() {
                before[to.index()] = Some(key);
                reached.push_back(to);
            }
        }
    }
    None
}

fn report<T: Recorded>(table: &Table<T>, field: &str, next: &dyn Fn(&T) -> &[Key<T>], path: &[Key<T>], findings: &mut Diagnostics) {
    let place = |from: Key<T>, to: Key<T>| {
        let row = &table[from];
        let indexed = format!("{field}[{}]", next(row).iter().position(|key| *key == to).unwrap_or_default());
        row.meta().origin.place(if is_list(field) { &indexed } else { field })
    };
    let ids: Vec<&str> = path.iter().map(|key| table[*key].meta().id.as_str()).collect();
    let shown = ids.join(" → ");
    let mut finding = Diagnostic::new(&CYCLE, text!("{field} が輪になっています: {shown}", "{field} form a cycle: {shown}"))
        .at(place(path[0], path[1]))
        .record(ids[0])
        .hint(text!("この中の参照を1つ外してください", "remove one of these references"));
    for step in path.windows(2).skip(1) {
        let to = table[step[1]].meta().id.as_str();
        finding = finding.related(place(step[0], step[1]), text!("ここから「{to}」へ", "from here to \"{to}\""));
    }
    findings.push(finding);
}

fn is_list(field: &str) -> bool {
    matches!(field, "prerequisites" | "children" | "see")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::{options, run, site};

    fn course(before: &str) -> String {
        format!("---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\nprerequisites: [{before}]\n---\n")
    }

    #[test]
    fn a_cycle_of_prerequisites_is_printed_once() {
        let (a, b, c, d) = (course("c"), course("a"), course("d, b"), course("a"));
        let files = [
            ("content/courses/a.md", a.as_str()),
            ("content/courses/b.md", b.as_str()),
            ("content/courses/c.md", c.as_str()),
            ("content/courses/d.md", d.as_str()),
        ];
        let (site, _) = site(options(), &files);
        let mut findings = Diagnostics::default();
        check(&site, &mut findings);
        let messages: Vec<_> = findings.iter().map(|finding| finding.message.ja.as_str()).collect();
        assert_eq!(messages, ["prerequisites が輪になっています: a → c → d → a", "prerequisites が輪になっています: b → a → c → b"]);
        assert_eq!(run(check, &files)[0], "cycle: c");
    }

    #[test]
    fn a_record_does_not_refer_to_itself() {
        let bodies = "- {id: a, name: 部, parent: a}";
        assert_eq!(run(check, &[("data/organization.yaml", bodies)]), ["cycle: a"]);
        let terms = "- {id: x, term: X, yomi: えっくす, body: 文, see: [x]}";
        assert_eq!(run(check, &[("data/glossary.yaml", terms)]), ["cycle: x"]);
    }

    #[test]
    fn order_and_mutual_terms_are_fine() {
        let (a, b) = (course(""), course("a"));
        let terms = "- {id: x, term: X, yomi: えっくす, body: 文, see: [y]}\n- {id: y, term: Y, yomi: わい, body: 文, see: [x]}";
        let files = [("content/courses/a.md", a.as_str()), ("content/courses/b.md", b.as_str()), ("data/glossary.yaml", terms)];
        assert!(run(check, &files).is_empty());
    }
}
