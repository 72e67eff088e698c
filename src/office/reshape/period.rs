//! A period in one cell becomes its two ends, and a day without a year gets the one that the table says.
//!
//! 「4/1～4/30」, 「令和8年4月1日(水)から4月30日(木)まで」, 「10/5(月)～9(金)」. A year that is not written comes from the day before it or from the
//! fiscal year in the title, and is told; without either it is not guessed. Weekdays are judged where days are read.

use super::super::heading::Part;
use super::super::sheet::Position;
use super::super::table::{Column, Field, Note, Table, excerpt};
use super::super::{IMPORT_CELL, IMPORT_DOUBT, IMPORT_HEADING, IMPORT_SKIPPED};
use crate::notation::{Day, Deadline, FiscalYear};
use crate::text;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// What the year of a day without one may be taken from.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Context {
    /// The fiscal year of the table.
    pub fiscal_year: Option<FiscalYear>,
    /// The day before it in the same cell.
    pub before: Option<Day>,
}

/// A day with its year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Dated {
    pub text: String,
    /// Whether the year was not written.
    pub inferred: bool,
}

/// The ends of a period as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Parts {
    pub from: String,
    pub to: String,
}

const UNDECIDED: [&str; 12] = ["未定", "調整中", "検討中", "後日決定", "別途通知", "別途連絡", "-", "―", "—", "なし", "同上なし", "TBD"];

/// Writes both ends of every period into columns of their own.
pub(in super::super) fn split_periods(table: &mut Table) -> Vec<Note> {
    let mut notes = Vec::new();
    while let Some(at) = table.columns.iter().position(|column| matches!(column.part, Some(Part::Period(..)))) {
        let days = ["date", "window.from"].iter().filter_map(|key| table.column(key)).collect::<Vec<_>>();
        let Some(Part::Period(from, to)) = table.columns[at].part.clone() else { break };
        let (index, heading) = (table.columns[at].index, table.columns[at].key.clone());
        if let Some(taken) = [&from, &to].into_iter().find(|key| table.column(key).is_some()) {
            notes.push(Note {
                code: &IMPORT_HEADING,
                at: (table.header, index),
                message: text!(
                    "「{heading}」と `{taken}` の列は、同じことを書く列です",
                    "\"{heading}\" and the column `{taken}` say the same"
                ),
                hint: text!("片方の列を消してください", "delete one of them"),
            });
            table.remove(at);
            continue;
        }
        let fiscal_year = table.fiscal_year;
        let ends: Vec<(String, String)> = table
            .rows
            .iter()
            .map(|row| {
                let by = days.iter().find_map(|at| day_of(&row.cells[*at].text, fiscal_year));
                ends(&row.cells[at], fiscal_year, by, &mut notes)
            })
            .collect();
        for (row, (from, to)) in table.rows.iter_mut().zip(ends) {
            let place = row.cells[at].at;
            row.cells[at].text = from;
            row.cells.insert(at + 1, Field { text: to, at: place });
        }
        table.columns[at] = Column { index, key: from, ..Column::default() };
        table.columns.insert(at + 1, Column { index, key: to, ..Column::default() });
    }
    notes
}

/// The texts of both ends of a cell.
fn ends(cell: &Field, fiscal_year: Option<FiscalYear>, by: Option<Day>, notes: &mut Vec<Note>) -> (String, String) {
    let shown = excerpt(&cell.text);
    let mut say = |code, message, hint| notes.push(Note { code, at: cell.at, message, hint });
    let nothing = (String::new(), String::new());
    if cell.text.is_empty() {
        return nothing;
    }
    if UNDECIDED.contains(&&*normal(&cell.text)) {
        let message = text!("「{shown}」は、空と同じに読みました", "\"{shown}\" was read as nothing");
        say(&IMPORT_SKIPPED, message, text!("決まったら、日付を書いてください", "write the days when they are known"));
        return nothing;
    }
    let Some(parts) = parts(&cell.text) else {
        let message = text!("「{shown}」は、始まりと終わりに分けられません", "\"{shown}\" cannot be cut into its first and its last day");
        let hint = text!(
            "「令和8年4月1日～4月30日」のように書くか、始まりと終わりの列を分けてください",
            "write 2026-04-01～2026-04-30, or use two columns"
        );
        say(&IMPORT_CELL, message, hint);
        return nothing;
    };
    let Some((mut from, mut to)) = dated(&parts, Context { fiscal_year, before: None }) else {
        let message = text!("「{shown}」には年がありません", "\"{shown}\" has no year");
        let hint = text!(
            "年を書くか、表の題名に「令和8年度」のように年度を書いてください",
            "write the year, or the fiscal year into the title of the table"
        );
        say(&IMPORT_CELL, message, hint);
        return nothing;
    };
    if from.inferred || to.inferred && parts.from.is_empty() {
        // One applies before the day itself; and a weekday that only fits the year before says that it is meant.
        let read = |dated: &Dated| dated.text.is_empty() || Deadline::parse(&dated.text).is_ok();
        let late = |dated: &Dated| matches!((Deadline::parse(&dated.text), by), (Ok(end), Some(by)) if end.day > by);
        let doubtful = late(&to) || late(&from) || !read(&from) || !read(&to);
        if doubtful
            && let Some(earlier) = fiscal_year.map(|year| FiscalYear(year.0 - 1))
            && let Some(moved) = dated(&parts, Context { fiscal_year: Some(earlier), before: None })
            && read(&moved.0)
            && read(&moved.1)
        {
            (from, to) = moved;
        }
        let (from, to) = (&from.text, &to.text);
        let message = text!(
            "「{shown}」には年がないので、年度から {from}～{to} と読みました",
            "\"{shown}\" has no year: by the fiscal year it was read as {from}～{to}"
        );
        say(&IMPORT_DOUBT, message, text!("違うときは、年を書いてください", "write the year if that is wrong"));
    }
    (from.text, to.text)
}

fn dated(parts: &Parts, context: Context) -> Option<(Dated, Dated)> {
    let none = || Dated { text: String::new(), inferred: false };
    let from = if parts.from.is_empty() { none() } else { with_year(&parts.from, context)? };
    let before = Deadline::parse(&from.text).ok().map(|deadline| deadline.day);
    let to = if parts.to.is_empty() { none() } else { with_year(&parts.to, Context { before, ..context })? };
    Some((from, to))
}

/// Cuts a period at the words or marks between its ends; `None` where there is only one day, and it is not said which end it is.
pub(in super::super) fn parts(text: &str) -> Option<Parts> {
    let text = normal(text);
    let both = |(from, to): (&str, &str)| Parts { from: bare_end(from), to: bare_end(to) };
    let wave = text.split_once(['~', '〜', '～', '∼', '→']).or_else(|| text.split_once("から"));
    if let Some(cut) = wave {
        return Some(both(cut)).filter(|parts| !(parts.from.is_empty() && parts.to.is_empty()));
    }
    let dash = |c: char| matches!(c, '―' | '—' | '–' | '−' | '‐' | '‑' | '─' | 'ー' | '-');
    let dashes: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| dash(*c)).collect();
    // In 2026-04-01 a hyphen is none between two days.
    let between = dashes.iter().find(|(at, c)| {
        let around = |at: usize| text[..at].ends_with(' ') && text[at..].starts_with([' ', '-', '―', '—', '–', '−']);
        *c != '-' || dashes.len() == 1 || around(*at)
    });
    if let Some((at, c)) = between {
        return Some(both((&text[..*at], &text[at + c.len_utf8()..]))).filter(|parts| !parts.from.is_empty() && !parts.to.is_empty());
    }
    let only = ["まで", "迄", "締切", "必着", "〆切", "以前"].iter().any(|word| text.contains(word));
    let open = ["より", "以降"].iter().any(|word| text.ends_with(word));
    match (only, open) {
        (true, _) => Some(Parts { from: String::new(), to: bare_end(&text) }),
        (_, true) => Some(Parts { from: bare_end(&text), to: String::new() }),
        _ => None,
    }
}

/// A day without the words around it.
fn bare_end(text: &str) -> String {
    const WORDS: [&str; 10] = ["まで", "迄", "より", "から", "以降", "以前", "締切", "〆切", "必着", "頃"];
    let mut rest = text.trim();
    while let Some(shorter) = WORDS.iter().find_map(|word| rest.strip_suffix(word).or_else(|| rest.strip_suffix(&format!("({word})")[..])))
    {
        rest = shorter.trim();
    }
    rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '、' | ',')).to_owned()
}

/// A day with a year: its own, that of the day before it, or that of the fiscal year. `None` where there is none, or no day.
pub(in super::super) fn with_year(text: &str, context: Context) -> Option<Dated> {
    let clean = normal(text);
    if has_year(&clean) {
        return Some(Dated { text: clean, inferred: false });
    }
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = number(&clean);
    let leading: i8 = clean.get(..first)?.parse().ok()?;
    let rest = &clean[first..];
    let (month, day, rest) = match rest.strip_prefix(['月', '/', '.']) {
        Some(after) => {
            let digits = number(after.trim_start());
            let after = after.trim_start();
            (leading, after.get(..digits)?.parse().ok()?, &after[digits..])
        }
        None => (context.before?.month(), leading, rest),
    };
    // A third number is no day without a year: 26/11/22.
    if rest.starts_with(['/', '.', '-']) {
        return None;
    }
    let year = match (context.before, context.fiscal_year) {
        (Some(before), _) => before.year() + i16::from((month, day) < (before.month(), before.day())),
        (None, Some(year)) => year.0 + i16::from(month < 4),
        (None, None) => return None,
    };
    let rest = rest.strip_prefix('日').unwrap_or(rest).trim();
    let dated = format!("{year}年{month}月{day}日{rest}");
    let text = Deadline::parse(&dated).map_or(dated, Deadline::iso);
    Some(Dated { text, inferred: true })
}

/// Whether a day begins with a year: 令和8年, R8., 2026/.
fn has_year(clean: &str) -> bool {
    let era = ["令和", "平成", "昭和", "R", "H", "S", "r", "h"].iter().find_map(|era| clean.strip_prefix(era));
    let digits = clean.bytes().take_while(u8::is_ascii_digit).count();
    era.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '元' || c == ' ')) || digits >= 4
}

/// Mends days that cannot be read only because they have no year, or a time where a day is wanted. `wrong` are the cells in question.
pub(in super::super) fn days(table: &mut Table, wrong: &BTreeSet<Position>) -> Vec<Note> {
    let mut notes = Vec::new();
    let context = Context { fiscal_year: table.fiscal_year, before: None };
    let keys: Vec<String> = table.columns.iter().map(|column| column.key.clone()).collect();
    for (cell, key) in table.rows.iter_mut().flat_map(|row| row.cells.iter_mut().zip(&keys)).filter(|(cell, _)| wrong.contains(&cell.at)) {
        let timed = key.ends_with("close") || key == "due";
        let right = if timed { Deadline::parse(&cell.text).is_ok() } else { Day::parse(&cell.text).is_ok() };
        let Some(dated) = with_year(&cell.text, context).filter(|_| !right) else { continue };
        let Ok(deadline) = Deadline::parse(&dated.text) else { continue };
        let (shown, iso) = (excerpt(&cell.text), if timed { deadline.iso() } else { deadline.day.iso() });
        let mut say = |message, hint| notes.push(Note { code: &IMPORT_DOUBT, at: cell.at, message, hint });
        if dated.inferred {
            say(
                text!(
                    "「{shown}」には年がないので、年度から {iso} と読みました",
                    "\"{shown}\" has no year: by the fiscal year it was read as {iso}"
                ),
                text!("違うときは、年を書いてください", "write the year if that is wrong"),
            );
        }
        if let (Some(time), false) = (deadline.time, timed) {
            let time = time.words();
            say(
                text!(
                    "「{shown}」の時刻 {time} は `{key}` に書けないので、{iso} だけを読みました",
                    "`{key}` has no time: of \"{shown}\" only {iso} was read, without {time}"
                ),
                text!("時刻も知らせるときは、ラベルや備考に書いてください", "write the time into the label or a remark if it matters"),
            );
        }
        cell.text = iso;
    }
    notes
}

fn day_of(text: &str, fiscal_year: Option<FiscalYear>) -> Option<Day> {
    let dated = with_year(text, Context { fiscal_year, before: None })?;
    Deadline::parse(&dated.text).ok().map(|deadline| deadline.day)
}

fn normal(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{lines, table, with_parts};
    use super::*;

    fn split(cell: &str, fiscal_year: Option<i16>) -> (String, Vec<&'static str>) {
        let period = Part::Period("apply.open".to_owned(), "apply.close".to_owned());
        let mut table = with_parts(table(&["申込期間"], &[&[cell]]), &[(0, period)]);
        table.fiscal_year = fiscal_year.map(FiscalYear);
        let notes = split_periods(&mut table);
        (lines(&table)[1].clone(), notes.iter().map(|note| note.code.name).collect())
    }

    #[test]
    fn a_period_is_cut_into_its_ends() {
        for (cell, ends) in [
            ("令和8年4月1日(水)から4月30日(木)まで", "令和8年4月1日(水),2026-04-30"),
            ("令和8年1月16日（金）10時～2月4日（水）18時", "令和8年1月16日(金)10時,2026-02-04T18:00"),
            ("R8.12.20～1.9", "R8.12.20,2027-01-09"),
            ("2026-04-01～2026-04-30", "2026-04-01,2026-04-30"),
            ("2026/4/1 - 2026/4/30", "2026/4/1,2026/4/30"),
            ("2026-04-01 - 2026-04-30", "2026-04-01,2026-04-30"),
            ("2026/4/1―4/30", "2026/4/1,2026-04-30"),
            ("2026/10/5(月)～9(金)", "2026/10/5(月),2026-10-09"),
            ("令和8年7月28日まで", ",令和8年7月28日"),
            ("～令和8年7月28日", ",令和8年7月28日"),
            ("令和8年7月28日から", "令和8年7月28日,"),
        ] {
            assert_eq!(split(cell, None), (ends.to_owned(), vec![]), "{cell}");
        }
    }

    #[test]
    fn a_year_that_is_not_written_comes_from_the_title_or_is_asked_for() {
        let told = vec!["import-doubt"];
        assert_eq!(split("4/1～4/30", Some(2026)), ("2026-04-01,2026-04-30".to_owned(), told.clone()));
        assert_eq!(split("１月５日（火）～２月３日（水）", Some(2026)), ("2027-01-05,2027-02-03".to_owned(), told));
        assert_eq!(split("4/1～4/30", None), (",".to_owned(), vec!["import-cell"]));
        assert_eq!(split("4/1", Some(2026)), (",".to_owned(), vec!["import-cell"]));
        assert_eq!(split("未定", None), (",".to_owned(), vec!["import-skipped"]));
    }

    #[test]
    fn one_applies_before_the_day() {
        let period = Part::Period("apply.open".to_owned(), "apply.close".to_owned());
        let mut list = with_parts(table(&["date", "申込期間"], &[&["2026-04-19", "1/16～2/4"]]), &[(1, period)]);
        list.fiscal_year = Some(FiscalYear(2026));
        split_periods(&mut list);
        assert_eq!(lines(&list)[1], "2026-04-19,2026-01-16,2026-02-04");
        assert_eq!(split("1月16日（金）10時～2月4日（水）18時", Some(2026)).0, "2026-01-16T10:00,2026-02-04T18:00");
    }

    #[test]
    fn only_what_a_column_cannot_hold_is_taken_from_a_day() {
        let mut list = table(&["result", "apply.close", "date"], &[&["令和8年7月2日（木）12時", "令和8年7月2日12時", "4月19日(日)"]]);
        list.fiscal_year = Some(FiscalYear(2026));
        let wrong = BTreeSet::from([(1, 0), (1, 1), (1, 2)]);
        assert_eq!(days(&mut list, &wrong).len(), 2);
        assert_eq!(lines(&list)[1], "2026-07-02,令和8年7月2日12時,2026-04-19");
        assert_eq!(with_year("26/11/22", Context { fiscal_year: Some(FiscalYear(2026)), before: None }), None);
    }
}
