//! One list of the whole organisation (局, 部, 課, 室, 係) becomes the groups or the departments of the project.
//!
//! A 課 or 室 is a department; 部 and 局 are groups; 係 are none. Decides no id: that is `ids`.

use super::super::heading::Part;
use super::super::table::{Column, Field, Note, Row, Table, excerpt};
use super::super::vocabulary::Vocabulary;
use super::super::{IMPORT_FILLED, IMPORT_READ, IMPORT_SKIPPED};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// 局, 部, 課, 室, 係.
const RANKS: usize = 5;
/// From here on a rank is a department.
const UNIT: usize = 2;
/// From here on it is a part of one.
const PART: usize = 4;

/// Where a row stands in the organisation.
type Place = [Option<Field>; RANKS];

/// Makes groups or departments of an organisation.
pub(in super::super) fn sort_out(table: &mut Table, vocabulary: &Vocabulary) -> Vec<Note> {
    let rank = |column: &Column| match column.part {
        Some(Part::Rank(rank)) => Some(usize::from(rank)),
        _ => None,
    };
    let ranks: Vec<(usize, usize)> = table.columns.iter().enumerate().filter_map(|(at, column)| Some((rank(column)?, at))).collect();
    if ranks.is_empty() {
        return Vec::new();
    }
    let mut notes = Vec::new();
    let places = places(table, &ranks, &mut notes);
    let plain: Vec<usize> = (0..table.columns.len())
        .filter(|at| {
            let column = &table.columns[*at];
            let replaced = ["name", "group", "parent", "order"].contains(&&*column.key)
                && (ranks.iter().any(|(rank, _)| *rank >= UNIT) || column.key != "name");
            column.part.is_none() && !replaced
        })
        .collect();
    let has_units = ranks.iter().any(|(rank, _)| *rank >= UNIT);
    match vocabulary.stem {
        "groups" => groups(table, &places, has_units, vocabulary, &mut notes),
        _ => departments(table, &places, &plain, has_units, vocabulary, &mut notes),
    }
    notes
}

/// The places of all rows; a 部 that is written once holds for the rows below it.
fn places(table: &Table, ranks: &[(usize, usize)], notes: &mut Vec<Note>) -> Vec<Place> {
    let mut above: Place = Default::default();
    let mut places = Vec::new();
    let (mut filled, mut first) = (0, None);
    for row in &table.rows {
        let mut place: Place = Default::default();
        for (rank, at) in ranks {
            place[*rank] = Some(row.cells[*at].clone()).filter(|cell| !cell.text.is_empty());
        }
        let top = place.iter().position(Option::is_some).unwrap_or(0);
        if top >= UNIT && above[..UNIT.min(top)].iter().any(Option::is_some) {
            for rank in 0..UNIT {
                place[rank].clone_from(&above[rank]);
            }
            filled += 1;
            first = first.or(place[top].as_ref().map(|cell| cell.at));
        } else if top == 1 && place[0].is_none() {
            place[0].clone_from(&above[0]);
        }
        let text = |place: &Place, rank: usize| place[rank].as_ref().map(|cell| cell.text.clone());
        let same_group = (0..UNIT).all(|rank| text(&place, rank) == text(&above, rank));
        if place[UNIT..PART].iter().all(Option::is_none) && place[PART].is_some() && same_group {
            for rank in UNIT..PART {
                place[rank].clone_from(&above[rank]);
            }
        }
        above.clone_from(&place);
        places.push(place);
    }
    if let Some(at) = first {
        notes.push(Note {
            code: &IMPORT_FILLED,
            at,
            message: text!(
                "部や局が空の{filled}行は、上の行と同じとみました",
                "in {filled} rows an empty 部 or 局 was read as that of the row above"
            ),
            hint: text!("違うときは、すべての行に書いてください", "write it in every row if that is wrong"),
        });
    }
    places
}

/// The department of a row: its 室, or its 課.
fn unit(place: &Place) -> Option<&Field> {
    place[UNIT..PART].iter().rev().flatten().next()
}

/// The groups that have departments, those above first: name, the group above, the cell.
fn groups_of(places: &[Place], has_units: bool) -> Vec<(Field, Option<String>)> {
    let mut groups: Vec<(Field, Option<String>)> = Vec::new();
    let mut seen = BTreeSet::new();
    for place in places.iter().filter(|place| !has_units || unit(place).is_some()) {
        let mut parent: Option<String> = None;
        for group in place[..UNIT].iter().flatten() {
            if parent.as_deref() == Some(&*group.text) {
                continue;
            }
            if seen.insert(group.text.clone()) {
                groups.push((group.clone(), parent.clone()));
            }
            parent = Some(group.text.clone());
        }
    }
    groups
}

/// The ids of the groups: those that are there, and the ones that an import of the groups gives.
fn group_ids(places: &[Place], has_units: bool, names: &dyn super::super::Names) -> BTreeMap<String, String> {
    let column = Column { key: "name".to_owned(), ..Column::default() };
    let rows = groups_of(places, has_units).into_iter().map(|(name, _)| Row { index: name.at.0, cells: vec![name] });
    let mut table = Table { columns: vec![column], rows: rows.collect(), ..Table::default() };
    super::give_ids(&mut table, &Vocabulary::of(crate::schema::Kind::Group, names));
    table.rows.into_iter().filter(|row| row.cells.len() > 1).map(|row| (row.cells[1].text.clone(), row.cells[0].text.clone())).collect()
}

fn groups(table: &mut Table, places: &[Place], has_units: bool, vocabulary: &Vocabulary, notes: &mut Vec<Note>) {
    let groups = groups_of(places, has_units);
    let ids = group_ids(places, has_units, vocabulary.names);
    if let Some((first, _)) = groups.first() {
        let count = groups.len();
        notes.push(Note {
            code: &IMPORT_READ,
            at: first.at,
            message: text!("部と局を、1件ずつのグループにしました（{count}件）", "every 部 and 局 became a group ({count})"),
            hint: text!("課は --kind departments で取り込みます", "departments are imported with --kind departments"),
        });
    }
    let index = table.columns.first().map_or(0, |column| column.index);
    let rows = groups.into_iter().enumerate().map(|(order, (name, parent))| {
        let beside = |text: String| Field { text, at: name.at };
        let cells = vec![
            name.clone(),
            beside((order + 1).to_string()),
            beside(parent.and_then(|parent| ids.get(&parent).cloned()).unwrap_or_default()),
        ];
        Row { index: name.at.0, cells }
    });
    table.rows = rows.collect();
    table.columns = ["name", "order", "parent"].map(|key| Column { index, key: key.to_owned(), ..Column::default() }).into();
}

fn departments(table: &mut Table, places: &[Place], plain: &[usize], has_units: bool, vocabulary: &Vocabulary, notes: &mut Vec<Note>) {
    let own_name = table.column("name").filter(|_| !has_units);
    let ids = group_ids(places, has_units, vocabulary.names);
    let mut rows: Vec<(String, Row, bool)> = Vec::new();
    let (mut left, mut first_left) = (0, None);
    let mut new_groups: BTreeMap<String, Field> = BTreeMap::new();
    for (row, place) in table.rows.iter().zip(places) {
        let name = if has_units { unit(place) } else { own_name.map(|at| &row.cells[at]) };
        let Some(name) = name else {
            left += 1;
            first_left = first_left.or(row.cells.iter().find(|cell| !cell.text.is_empty()).map(|cell| cell.at));
            continue;
        };
        let group = place[..UNIT].iter().rev().flatten().next();
        let id = group.and_then(|group| ids.get(&group.text)).cloned().unwrap_or_default();
        if let Some(group) = group.filter(|group| vocabulary.names.id("group", &group.text).is_none()) {
            new_groups.entry(id.clone()).or_insert_with(|| group.clone());
        }
        let key = format!("{id}/{}", name.text);
        let is_own = place[PART].is_none();
        let mut cells = vec![name.clone(), Field { text: id, at: group.map_or(name.at, |group| group.at) }];
        cells.extend(plain.iter().filter(|at| Some(**at) != own_name).map(|at| row.cells[*at].clone()));
        let new = Row { index: row.index, cells };
        match rows.iter_mut().find(|(known, ..)| *known == key) {
            Some(known) if is_own && !known.2 => *known = (key, new, true),
            Some(_) => left += 1,
            None => rows.push((key, new, is_own)),
        }
    }
    let index = table.columns.first().map_or(0, |column| column.index);
    let mut columns =
        vec![Column { index, key: "name".to_owned(), ..Column::default() }, Column { index, key: "group".to_owned(), ..Column::default() }];
    columns.extend(plain.iter().filter(|at| Some(**at) != own_name).map(|at| table.columns[*at].clone()));
    table.columns = columns;
    table.rows = rows.into_iter().map(|(_, row, _)| row).collect();
    let at = first_left.or(table.rows.first().map(|row| row.cells[0].at));
    if let Some(at) = at.filter(|_| left > 0) {
        notes.push(Note {
            code: &IMPORT_SKIPPED,
            at,
            message: text!(
                "課や室でない{left}行（係、部や局だけの行）は、所属にしません",
                "{left} rows are no departments: parts of one, or groups alone"
            ),
            hint: text!("所属にするときは、課の列に名前を書いてください", "write the name into the column of departments if it is one"),
        });
    }
    for (id, group) in new_groups {
        let name = excerpt(&group.text);
        notes.push(Note {
            code: &IMPORT_READ,
            at: group.at,
            message: text!(
                "グループ「{name}」は、まだポータルにないので、id「{id}」としました",
                "the group \"{name}\" is not there yet; its id is \"{id}\""
            ),
            hint: text!("同じ表を、先に --kind groups で取り込んでください", "import the same table with --kind groups first"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::vocabulary::tests::Nobody;
    use super::super::tests::{lines, table, with_parts};
    use super::*;
    use crate::schema::Kind;

    fn list() -> Table {
        let rows: &[&[&str]] = &[
            &["県", "", "", "", "0", "県"],
            &["政策局", "デジタル部", "推進課", "企画係", "12", "推進課企画係"],
            &["政策局", "デジタル部", "推進課", "", "11", "推進課"],
            &["", "", "研修課", "", "13", "研修課"],
            &["総務局", "", "人事課", "", "14", "人事課"],
        ];
        let list = table(&["局", "部", "課", "係", "ext", "name"], rows);
        with_parts(list, &[(0, Part::Rank(0)), (1, Part::Rank(1)), (2, Part::Rank(2)), (3, Part::Rank(4))])
    }

    #[test]
    fn one_list_has_groups_and_departments() {
        let mut departments = list();
        let notes = sort_out(&mut departments, &Vocabulary::of(Kind::Department, &Nobody));
        assert_eq!(lines(&departments), ["name,group,ext", "推進課,group-2,11", "研修課,group-2,13", "人事課,group-3,14"]);
        assert!(notes.iter().any(|note| note.code.name == "import-filled" && note.at == (4, 2)), "{notes:?}");
        let mut groups = list();
        sort_out(&mut groups, &Vocabulary::of(Kind::Group, &Nobody));
        assert_eq!(lines(&groups), ["name,order,parent", "政策局,1,", "デジタル部,2,group-1", "総務局,3,"]);
    }

    #[test]
    fn a_list_of_departments_with_their_group_stays_one() {
        let list = table(&["部", "name", "yomi"], &[&["総務部", "人事課", "じんじか"]]);
        let mut list = with_parts(list, &[(0, Part::Rank(1))]);
        sort_out(&mut list, &Vocabulary::of(Kind::Department, &Nobody));
        assert_eq!(lines(&list), ["name,group,yomi", "人事課,group-1,じんじか"]);
    }
}
