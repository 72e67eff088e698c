//! Road map: lanes by fiscal years with bars, milestones, open-ended arms and the arrow of the present.
//!
//! Entries of one lane that would meet, words included, move to a further row of the lane. For wide screens only; the page says the
//! same in a list.

use super::area::Area;
use super::board::Spot;
use super::svg::{Frame, Svg};
use super::text::{Anchor, LABEL, fitted, plain, width, wrapped};
use crate::notation::{Day, FiscalYear};
use crate::render::Words;

/// A road map.
#[derive(Clone, Debug, PartialEq)]
pub struct Gantt {
    /// Prefix of the ids; unique on its page.
    pub id: String,
    /// 「デジタル人材ロードマップ」.
    pub title: String,
    /// First fiscal year that has a column.
    pub first: FiscalYear,
    /// Last fiscal year that has a column of its own.
    pub last: FiscalYear,
    /// The lanes from top to bottom.
    pub lanes: Vec<Lane>,
    /// The present and its words, 「いま（令和8年2月）」. May lie outside the years; then the words say so.
    pub now: Option<(Day, String)>,
    /// A sentence for the end of the description; may be empty.
    pub remark: String,
}

/// One row of the road map.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// 「育成・確保」.
    pub name: String,
    /// What happens, in any order.
    pub entries: Vec<Entry>,
}

/// One thing on the road map.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A dated event, drawn as a diamond: 「方針 R4.3」.
    Milestone {
        /// When.
        at: Day,
        /// What, with its date.
        words: String,
    },
    /// A period from its first to its last day.
    Bar {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
        /// What.
        words: String,
        /// How strongly it is painted.
        tone: Tone,
    },
    /// What goes on after the last year, drawn as a dashed arm: 「つづける」.
    Open {
        /// First day; before the end of the last year the arm begins there.
        from: Day,
        /// What.
        words: String,
    },
}

/// Paint of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The main lines of the plan.
    Strong,
    /// What accompanies them.
    Soft,
}

const WIDTH: f64 = 866.0;
const HEAD: f64 = 50.0;
const ROW: f64 = 52.0;
/// Room from one row to the next within a lane.
const NEXT_ROW: f64 = 38.0;
const BAR: f64 = 30.0;

/// Draws the road map, 866 units wide.
pub fn draw(gantt: &Gantt, words: &Words) -> String {
    let grid = Grid::of(gantt);
    let mut tops = Vec::new();
    let mut bottom = HEAD;
    let lanes: Vec<Vec<Placed>> = gantt.lanes.iter().map(|lane| grid.pack(lane)).collect();
    for placed in &lanes {
        tops.push(bottom);
        let rows = placed.iter().map(|entry| entry.row).max().unwrap_or(0);
        bottom += ROW + NEXT_ROW * rows as f64;
    }
    let height = bottom + if gantt.now.is_some() { 34.0 } else { 8.0 };
    let desc = description(gantt, words);
    let frame =
        Frame { id: &gantt.id, class: "chart chart-gantt", view: (0.0, 0.0, WIDTH, height), title: &gantt.title, desc: &desc, data: &[] };
    let mut svg = Svg::framed(&frame);
    for (index, top) in tops.iter().enumerate().step_by(2) {
        let end = tops.get(index + 1).copied().unwrap_or(bottom);
        svg.rect("c-lane", 0.0, *top, WIDTH, end - top, 0.0);
    }
    grid.paint_years(&mut svg, bottom, words);
    for placed in lanes.iter().zip(&tops).flat_map(|(lane, top)| lane.iter().map(move |placed| (placed, *top))) {
        placed.0.paint_shape(&mut svg, placed.1);
    }
    grid.paint_now(&mut svg, gantt.now.as_ref(), bottom, words);
    for ((lane, placed), top) in gantt.lanes.iter().zip(&lanes).zip(&tops) {
        grid.paint_name(&mut svg, &lane.name, *top);
        for entry in placed {
            entry.paint_words(&mut svg, *top);
        }
    }
    svg.done()
}

/// The columns.
struct Grid {
    left: f64,
    column: f64,
    columns: usize,
    first: FiscalYear,
    /// Number of columns of dated years; an open column may follow.
    dated: usize,
    now: Option<f64>,
}

/// An entry with its place; `row` counts from the top of the lane.
#[derive(Clone)]
struct Placed {
    row: usize,
    shape: Shape,
    words: String,
    full: String,
    x: f64,
    anchor: Anchor,
    class: &'static str,
}

#[derive(Clone, Copy)]
enum Shape {
    Diamond(f64),
    Bar(f64, f64, Tone),
    Arm(f64, f64),
}

impl Grid {
    fn of(gantt: &Gantt) -> Self {
        let names = gantt.lanes.iter().map(|lane| width(&plain(&lane.name), LABEL) + 20.0).fold(0.0, f64::max);
        let left = names.clamp(130.0, 190.0);
        let last = gantt.last.0.clamp(gantt.first.0, gantt.first.0.saturating_add(39));
        let dated = usize::try_from(i32::from(last) - i32::from(gantt.first.0) + 1).unwrap_or(1);
        let is_open = gantt.lanes.iter().any(|lane| lane.entries.iter().any(|entry| matches!(entry, Entry::Open { .. })));
        // The open column always has room for two or three words.
        let open = if is_open { ((WIDTH - left) / (dated as f64 + 1.0)).max(110.0) } else { 0.0 };
        let column = (WIDTH - left - open) / dated as f64;
        let mut grid = Self { left, column, columns: dated + usize::from(is_open), first: gantt.first, dated, now: None };
        grid.now = gantt.now.as_ref().map(|(day, _)| grid.raw(*day));
        grid
    }

    /// Right edge of the dated years.
    fn end(&self) -> f64 {
        self.left + self.column * self.dated as f64
    }

    /// Place of the beginning of a day, not limited to the drawn years.
    fn raw(&self, day: Day) -> f64 {
        let months = (i32::from(day.year()) - i32::from(self.first.0)) * 12 + i32::from(day.month()) - 4;
        self.left + self.column / 12.0 * (f64::from(months) + (f64::from(day.day()) - 1.0) / 31.0)
    }

    /// Place of a day, limited to the drawn years.
    fn x(&self, day: Day) -> f64 {
        self.raw(day).clamp(self.left, self.end())
    }

    /// Gives every entry of a lane a row and its words a place.
    fn pack(&self, lane: &Lane) -> Vec<Placed> {
        let mut rows: Vec<Vec<Area>> = Vec::new();
        // Periods first: they are the body of a lane, milestones go where room is left.
        let order = |entry: &Entry| match entry {
            Entry::Bar { from, .. } => (0, *from),
            Entry::Open { from, .. } => (1, *from),
            Entry::Milestone { at, .. } => (2, *at),
        };
        let mut entries: Vec<&Entry> = lane.entries.iter().collect();
        entries.sort_by_key(|entry| order(entry));
        let mut placed = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let next =
                entries.get(index + 1).and_then(|next| if let Entry::Milestone { at, .. } = next { Some(self.x(*at)) } else { None });
            placed.push(self.put(entry, next, &mut rows));
        }
        placed
    }

    fn put(&self, entry: &Entry, next: Option<f64>, rows: &mut Vec<Vec<Area>>) -> Placed {
        let mut options = self.options(entry);
        // Words that would cover the next milestone go to the other side first.
        if matches!(entry, Entry::Milestone { .. }) && next.is_some_and(|next| options[0].room().right > next - 9.0) {
            options.swap(0, 1);
        }
        for row in 0..=rows.len() {
            if row == rows.len() {
                rows.push(Vec::new());
            }
            for option in &options {
                let room = option.room();
                let inside = room.left >= self.left - 1.0 && room.right <= WIDTH;
                if inside && rows[row].iter().all(|taken| !taken.meets(&room)) {
                    rows[row].push(room);
                    return Placed { row, ..option.clone() };
                }
            }
        }
        // A fresh row refuses only what is wider than the chart; `options` ends with one that fits.
        rows.push(Vec::new());
        Placed { row: rows.len() - 1, words: String::new(), ..options[0].clone() }
    }

    /// The ways in which an entry may be drawn, best first.
    fn options(&self, entry: &Entry) -> Vec<Placed> {
        match entry {
            Entry::Milestone { at, words } => self.options_of_milestone(self.x(*at), &plain(words)),
            Entry::Bar { from, to, words, tone } => {
                let left = self.x(*from).min(self.end() - 8.0);
                let right = self.x(to.plus(1)).clamp(left + 8.0, self.end());
                self.options_of_bar(left, right, &plain(words), *tone)
            }
            Entry::Open { from, words } => {
                let left = self.x(*from) + 3.0;
                let full = plain(words);
                let right = WIDTH - 10.0;
                let words = fitted(&full, LABEL, right - left - 26.0);
                let shape = Shape::Arm(left, right);
                let x = self.beside_now(left + 8.0, width(&words, LABEL), right - 18.0);
                vec![Placed { row: 0, shape, words, full, x, anchor: Anchor::Start, class: "c-halo" }]
            }
        }
    }

    /// Where words of a width begin, usually at `start`: the line of the present should not run through them.
    fn beside_now(&self, start: f64, wide: f64, end: f64) -> f64 {
        match self.now {
            Some(now) if now > start - 2.0 && now < start + wide + 2.0 && now + 8.0 + wide <= end => now + 8.0,
            _ => start,
        }
    }

    fn options_of_milestone(&self, x: f64, full: &str) -> Vec<Placed> {
        let x = x.clamp(self.left + 9.0, WIDTH - 10.0);
        let option = |words: String, at: f64, anchor: Anchor| Placed {
            row: 0,
            shape: Shape::Diamond(x),
            words,
            full: full.to_string(),
            x: at,
            anchor,
            class: "c-strong",
        };
        let (right, left) = (WIDTH - x - 16.0, x - 13.0 - self.left);
        let mut options = vec![option(full.to_string(), x + 13.0, Anchor::Start), option(full.to_string(), x - 13.0, Anchor::End)];
        if right >= left {
            options.push(option(fitted(full, LABEL, right), x + 13.0, Anchor::Start));
        } else {
            options.push(option(fitted(full, LABEL, left), x - 13.0, Anchor::End));
        }
        options
    }

    fn options_of_bar(&self, left: f64, right: f64, full: &str, tone: Tone) -> Vec<Placed> {
        let class = if tone == Tone::Strong { "c-on-bar" } else { "c-on-soft" };
        let option = |words: String, x: f64, anchor: Anchor, class| Placed {
            row: 0,
            shape: Shape::Bar(left, right, tone),
            words,
            full: full.to_string(),
            x,
            anchor,
            class,
        };
        let wide = width(full, LABEL);
        if wide + 20.0 <= right - left {
            let start = self.beside_now(left + 12.0, wide, right - 8.0);
            return vec![option(full.to_string(), start, Anchor::Start, class)];
        }
        let beside = [(WIDTH - right - 10.0, right + 8.0, Anchor::Start), (left - self.left - 10.0, left - 8.0, Anchor::End)];
        let mut options: Vec<Placed> = beside
            .iter()
            .filter(|(room, ..)| wide <= *room)
            .map(|(_, x, anchor)| option(full.to_string(), *x, *anchor, "c-strong"))
            .collect();
        options.push(option(fitted(full, LABEL, right - left - 20.0), left + 12.0, Anchor::Start, class));
        options
    }

    fn paint_years(&self, svg: &mut Svg, bottom: f64, words: &Words) {
        let year = |at: usize| FiscalYear(self.first.0.saturating_add(at as i16)).short();
        let full = |year: &str| words.fill("chart.year", &[("year", &year)]);
        let whole = width(&full("H31"), LABEL) + 8.0 <= self.column;
        let every = if whole { 1 } else { ((width("H31", LABEL) + 8.0) / self.column).ceil().max(1.0) as usize };
        for at in 0..self.columns {
            let x = self.left + self.column * at as f64;
            svg.stroke("c-grid", (x, 24.0), (x, bottom));
            if at < self.dated && at.is_multiple_of(every) {
                svg.label(
                    "c-muted c-strong",
                    Spot::middle(x + self.column / 2.0, 16.0),
                    &if whole { full(&year(at)) } else { year(at) },
                    "",
                );
            } else if at == self.dated {
                svg.label(
                    "c-muted c-strong",
                    Spot::middle(f64::midpoint(x, WIDTH), 16.0),
                    &words.fill("chart.year_on", &[("year", &year(at))]),
                    "",
                );
            }
        }
    }

    fn paint_now(&self, svg: &mut Svg, now: Option<&(Day, String)>, bottom: f64, say: &Words) {
        let Some((day, words)) = now else { return };
        let raw = self.raw(*day);
        let (x, outside) = if raw > self.end() {
            (raw.min(WIDTH - 12.0).max(self.end()), say.say("chart.after"))
        } else if raw < self.left {
            (self.left, say.say("chart.before"))
        } else {
            (raw, "")
        };
        // The open column still counts as its first year.
        let is_dated = outside.is_empty() || (raw > self.end() && self.columns > self.dated && raw < self.end() + self.column);
        if is_dated {
            svg.stroke("c-target", (x, 42.0), (x, bottom + 6.0));
        }
        svg.arrow(x, 44.0, 8.0);
        let full = format!("{}{}", plain(words), if is_dated { "" } else { outside });
        let words = fitted(&full, LABEL, WIDTH - 8.0);
        let half = width(&words, LABEL) / 2.0;
        svg.label("c-strong", Spot::middle(x.clamp(half + 2.0, WIDTH - half - 2.0), bottom + 24.0), &words, &full);
    }

    fn paint_name(&self, svg: &mut Svg, name: &str, top: f64) {
        let full = plain(name);
        let lines = wrapped(&full, LABEL, self.left - 18.0, 2);
        let first = if lines.len() > 1 { top + 22.0 } else { top + 31.0 };
        for (at, line) in lines.iter().enumerate() {
            svg.label("c-strong", Spot::start(10.0, first + 19.0 * at as f64), line, &full);
        }
    }
}

impl Placed {
    /// Shape and words together, with some air; height does not matter within a row.
    fn room(&self) -> Area {
        let (left, right) = match self.shape {
            Shape::Diamond(x) => (x - 9.0, x + 9.0),
            Shape::Bar(left, right, _) | Shape::Arm(left, right) => (left, right),
        };
        let words = Area::of_label(&self.words, LABEL, self.x, 0.0, self.anchor);
        let (from, to) = if self.words.is_empty() { (left, right) } else { (left.min(words.left - 3.0), right.max(words.right + 3.0)) };
        Area { left: from, top: 0.0, right: to, bottom: 1.0 }
    }

    fn middle(&self, top: f64) -> f64 {
        top + ROW / 2.0 + NEXT_ROW * self.row as f64
    }

    fn paint_shape(&self, svg: &mut Svg, top: f64) {
        let y = self.middle(top);
        match self.shape {
            Shape::Diamond(x) => svg.diamond("c-arm", x, y, 8.0),
            Shape::Bar(left, right, tone) => {
                let class = if tone == Tone::Strong { "c-bar" } else { "c-bar c-bar--soft" };
                svg.rect(class, left, y - BAR / 2.0, right - left - 1.0, BAR, 3.0);
            }
            Shape::Arm(left, right) => svg.arm("c-node c-node--gap", left, y - BAR / 2.0, right - left, BAR, 14.0),
        }
    }

    fn paint_words(&self, svg: &mut Svg, top: f64) {
        svg.label(self.class, Spot { x: self.x, y: self.middle(top) + 5.0, anchor: self.anchor }, &self.words, &self.full);
    }
}

/// The whole road map in words.
fn description(gantt: &Gantt, words: &Words) -> String {
    let mut desc = words.fill("chart.span", &[("from", &words.fiscal_year(gantt.first)), ("to", &words.fiscal_year(gantt.last))]);
    for lane in &gantt.lanes {
        let said: Vec<String> = lane.entries.iter().map(|entry| said(entry, words)).collect();
        let said = if said.is_empty() { words.say("chart.nothing").to_owned() } else { said.join(words.say("chart.comma")) };
        desc.push_str(&words.fill("chart.row", &[("name", &lane.name), ("values", &said)]));
    }
    if let Some((_, now)) = &gantt.now {
        desc.push_str(&words.fill("chart.sentence", &[("text", now)]));
    }
    desc.push_str(&gantt.remark);
    desc
}

/// `令和4年3月`
fn month(day: Day, words: &Words) -> String {
    words.month_of(day)
}

fn said(entry: &Entry, words: &Words) -> String {
    let month = |day: Day| month(day, words);
    match entry {
        Entry::Milestone { at, words: what } => words.fill("chart.when", &[("what", what), ("when", &month(*at))]),
        Entry::Bar { from, to, words: what, .. } => {
            words.fill("chart.from_to", &[("what", what), ("from", &month(*from)), ("to", &month(*to))])
        }
        Entry::Open { from, words: what } => words.fill("chart.from", &[("what", what), ("from", &month(*from))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::picture::{Picture, read};
    use crate::render::chart::spoken;
    use proptest::prelude::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    fn road_map() -> Gantt {
        let bar = |from, to, words: &str, tone| Entry::Bar { from: day(from, 4, 1), to: day(to, 3, 31), words: words.to_string(), tone };
        let milestone = |year, month, words: &str| Entry::Milestone { at: day(year, month, 15), words: words.to_string() };
        let open = |words: &str| Entry::Open { from: day(2026, 4, 1), words: words.to_string() };
        let lane = |name: &str, entries: Vec<Entry>| Lane { name: name.to_string(), entries };
        Gantt {
            id: "gt".to_string(),
            title: "デジタル人材ロードマップ".to_string(),
            first: FiscalYear(2021),
            last: FiscalYear(2025),
            lanes: vec![
                lane("計画づくり", vec![milestone(2022, 3, "方針 R4.3"), milestone(2022, 9, "計画 R4.9")]),
                lane("育成・確保", vec![bar(2022, 2026, "研修と確保の実施", Tone::Strong), open("つづける")]),
            ],
            now: Some((day(2026, 2, 10), "いま（令和8年2月）".to_string())),
            remark: "同じ内容を下の一覧に文字で示す。".to_string(),
        }
    }

    fn drawn(gantt: &Gantt) -> (Picture, String) {
        let svg = draw(gantt, &spoken("ja"));
        let picture = read(&svg);
        picture.check(&svg);
        (picture, svg)
    }

    #[test]
    fn a_road_map_shows_and_says_its_entries() {
        let (picture, svg) = drawn(&road_map());
        for words in ["R3年度", "R7年度", "R8〜", "方針 R4.3", "計画 R4.9", "研修と確保の実施", "つづける", "いま（令和8年2月）"]
        {
            assert!(picture.shows(words), "{words}\n{svg}");
        }
        assert!(picture.desc.contains("計画づくり：方針 R4.3（令和4年3月）、計画 R4.9（令和4年9月）。"), "{}", picture.desc);
    }

    #[test]
    fn the_present_may_lie_after_the_last_year() {
        let mut gantt = road_map();
        gantt.now = Some((day(2031, 2, 1), "いま".to_string()));
        assert!(drawn(&gantt).0.shows("いま（図の期間のあと）"));
        gantt.now = Some((day(2001, 2, 1), "いま".to_string()));
        assert!(drawn(&gantt).0.shows("いま（図の期間の前）"));
    }

    #[test]
    fn entries_at_the_same_time_get_rows_of_their_own() {
        let mut gantt = road_map();
        let entries = gantt.lanes[1].entries.clone();
        gantt.lanes[1].entries.extend(entries);
        assert_eq!(drawn(&gantt).1.matches(r#"class="c-bar""#).count(), 2);
    }

    #[test]
    fn nothing_planned_is_still_a_picture() {
        let mut gantt = road_map();
        gantt.lanes = vec![Lane { name: String::new(), entries: Vec::new() }];
        drawn(&gantt);
        gantt.lanes.clear();
        gantt.now = None;
        drawn(&gantt);
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (2018_i16..2034, 1_i8..13, 1_i8..29).prop_map(|(year, month, date)| day(year, month, date))
    }

    fn any_entry() -> impl Strategy<Value = Entry> {
        let words = || prop_oneof!["[あ-ん]{0,24}", "\\PC{0,40}"];
        prop_oneof![
            (any_day(), words()).prop_map(|(at, words)| Entry::Milestone { at, words }),
            (any_day(), any_day(), words(), any::<bool>())
                .prop_map(|(from, to, words, soft)| { Entry::Bar { from, to, words, tone: if soft { Tone::Soft } else { Tone::Strong } } }),
            (any_day(), words()).prop_map(|(from, words)| Entry::Open { from, words }),
        ]
    }

    proptest! {
        #[test]
        fn words_stay_apart_and_inside(
            lanes in proptest::collection::vec(("\\PC{0,20}", proptest::collection::vec(any_entry(), 0..6)), 0..4),
            first in 2018_i16..2026, years in -1_i16..14, now in proptest::option::of((any_day(), "\\PC{0,80}")),
        ) {
            let lanes = lanes.into_iter().map(|(name, entries)| Lane { name, entries }).collect();
            let (first, last) = (FiscalYear(first), FiscalYear(first + years));
            drawn(&Gantt { lanes, first, last, now, ..road_map() });
        }
    }
}
