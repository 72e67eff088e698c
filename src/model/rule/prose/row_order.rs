//! Tables whose first column counts up: the times of a day, the numbers of sittings. One row that does not follow is mistyped.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{self, Place, SourceFile};
use crate::text;
use std::ops::Range;

/// A row out of order.
pub static ROW_ORDER: Code = Code::warning(
    "row-order",
    "表の最初の列の時刻か番号が、1行だけ順番どおりではありません。打ち間違いなら直してください",
    "the times or numbers in the first column of a table are out of order in one row; mend it if it is mistyped",
);

/// A cell: from, to, its bytes.
type Cell = (i64, i64, Range<usize>);

/// Looks through the tables of a page.
pub(super) fn scan(file: &SourceFile, findings: &mut Diagnostics) {
    let Some(text) = file.text().filter(|_| file.path.as_str().starts_with("content/") && file.path.extension() == "md") else { return };
    let mut lines = source::lines(text).peekable();
    let mut fenced = false;
    while let Some((_, head)) = lines.next() {
        fenced ^= head.trim_start().starts_with("```") || head.trim_start().starts_with("~~~");
        let Some(counted) = first_cell(head).filter(|_| !fenced).and_then(|(_, cell)| counted(cell)) else { continue };
        let mut rows: Vec<Option<Cell>> = Vec::new();
        while let Some((start, line)) = lines.next_if(|(_, line)| line.trim_start().starts_with('|')) {
            rows.push(first_cell(line).and_then(|(at, cell)| {
                let (from, to) = span(cell, counted)?;
                Some((from, to, start + at..start + at + cell.len()))
            }));
        }
        // The first row is the line below the heading.
        let cells: Option<Vec<Cell>> = rows.into_iter().skip(1).collect();
        let Some(odd) = cells.filter(|cells| cells.len() > 3).and_then(|cells| odd_one(cells, counted)) else { continue };
        let words = &text[odd.clone()];
        let message = text!("「{words}」だけ、前後の行と順番が合いません", "only \"{words}\" is out of order");
        let hint = text!("打ち間違いではありませんか。確かめてください", "it may be mistyped");
        findings.push(Diagnostic::new(&ROW_ORDER, message).at(Place::new(file.path.clone(), odd)).hint(hint));
    }
}

/// What a column counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Times,
    Numbers,
}

fn counted(head: &str) -> Option<Counted> {
    match head {
        "時刻" | "時間" | "開始" => Some(Counted::Times),
        "回" | "章" | "番号" | "No" | "No." | "順番" | "手順" => Some(Counted::Numbers),
        _ => None,
    }
}

fn first_cell(line: &str) -> Option<(usize, &str)> {
    let inner = line.trim_start().strip_prefix('|')?;
    let cell = &inner[..inner.find('|')?];
    Some((line.len() - inner.len() + cell.len() - cell.trim_start().len(), cell.trim()))
}

/// 13:20, 13:20～14:00, 5～6, 第3回.
fn span(cell: &str, counted: Counted) -> Option<(i64, i64)> {
    let cell = crate::notation::normal(cell);
    let one = |part: &str| match counted {
        Counted::Times => {
            let (hour, minute) = part.trim().split_once(':')?;
            Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?)
        }
        Counted::Numbers => part.trim().trim_start_matches('第').trim_end_matches(['回', '章']).parse().ok(),
    };
    match cell.split_once(['~', '～', '〜', '–', '-']) {
        Some((from, to)) if to.trim().is_empty() => one(from).map(|from| (from, from)),
        Some((from, to)) => Some((one(from)?, one(to)?)),
        None => one(&cell).map(|from| (from, from)),
    }
}

/// The only row without which the others count up; numbers do so without a gap.
fn odd_one(cells: Vec<Cell>, counted: Counted) -> Option<Range<usize>> {
    let follows = |before: &Cell, next: &Cell, missing: bool| match counted {
        Counted::Times => before.0 < next.0,
        Counted::Numbers => next.0 > before.1 && (next.0 == before.1 + 1 || missing && next.0 <= before.1 + 3),
    };
    let backward: Vec<_> = cells.iter().filter(|(from, to, _)| to < from).collect();
    if let [(.., place)] = backward[..] {
        return Some(place.clone());
    }
    let in_order = |without: Option<usize>| {
        let kept: Vec<_> = cells.iter().enumerate().filter(|(at, _)| Some(*at) != without).collect();
        kept.windows(2).all(|pair| follows(pair[0].1, pair[1].1, without.is_some_and(|gap| pair[0].0 + 1 == gap && pair[1].0 == gap + 1)))
    };
    if !backward.is_empty() || in_order(None) {
        return None;
    }
    // Behind the last row a day may begin anew, or the afternoon of a clock of twelve hours.
    let last = if counted == Counted::Times { cells.len() - 1 } else { cells.len() };
    // A row may be the only odd one in two ways: 13:35, 15:35, 14:10 and 13:35, 14:10, 15:35 differ in what they leave open.
    let odd: Vec<usize> = (1..last).filter(|at| in_order(Some(*at))).collect();
    match odd[..] {
        [at] => Some(cells[at].2.clone()),
        // Two neighbours change places: the one that is farther from its own neighbours.
        [at, next] if counted == Counted::Times && next == at + 1 => {
            let jump = |at: usize| (cells[at].0 - cells[at - 1].0).abs();
            let odd = if jump(at) >= jump(next)
                && cells[at].0 > cells[next].0
                && cells.get(next + 1).is_some_and(|after| after.0 < cells[at].0)
            {
                at
            } else {
                next
            };
            Some(cells[odd].2.clone())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run_scan;

    fn found(head: &str, cells: &[&str]) -> Vec<String> {
        let rows: String = cells.iter().map(|cell| format!("| {cell} | 文 |\n")).collect();
        run_scan(scan, &[("content/about/a.md", &format!("---\ntitle: 題\n---\n\n| {head} | 内容 |\n| --- | --- |\n{rows}"))])
    }

    #[test]
    fn the_row_that_does_not_follow_is_told() {
        assert_eq!(found("時刻", &["13:20", "15:35", "13:50", "14:10", "14:30"]), ["row-order: 15:35"]);
        assert_eq!(found("時刻", &["13:20", "13:35", "13:50", "4:10", "14:30"]), ["row-order: 4:10"]);
        assert_eq!(found("回", &["1～2", "3～4", "6～5", "7", "8"]), ["row-order: 6～5"]);
        assert_eq!(found("回", &["1～2", "3～4", "5～6", "7", "80"]), ["row-order: 80"]);
        assert_eq!(found("章", &["1", "2", "33", "4", "5"]), ["row-order: 33"]);
    }

    #[test]
    fn tables_that_count_otherwise_are_left_alone() {
        for (head, cells) in [
            ("時刻", vec!["9:00", "9:30～12:00", "13:00～14:30", "14:30～16:00"]),
            ("時刻", vec!["9:00", "10:00", "11:00", "1:00"]),
            ("時刻", vec!["9:00", "12:00", "9:00", "12:00"]),
            ("時間", vec!["60分", "60分", "30分", "60分"]),
            ("回", vec!["1", "2", "1", "2"]),
            ("回", vec!["5", "4", "3", "2"]),
            ("章", vec!["1", "2", "3", "補章"]),
            ("番号", vec!["101", "205", "333", "410"]),
            ("件数", vec!["1", "2", "33", "4"]),
        ] {
            assert!(found(head, &cells).is_empty(), "{head} {cells:?}");
        }
    }
}
