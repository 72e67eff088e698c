//! What a text claims of a course or an exam: days in a role (「申込は12月1日まで」), times beside them, fees, seats, lengths, rooms.
//!
//! Only what is labelled: a day is claimed to be a deadline beside 締切 or 申込…まで, to be the day of the event beside 日時 or 開催. What is
//! claimed is compared with the records in [`super::agreement`]; this file reads one line and knows no record.

use super::lines::Line;
use crate::notation::Day;
use crate::notation::prose::{DaySaid, Join, Said, What, YearSaid};
use crate::source::{self, Place, SourceFile, SourcePath};
use std::ops::Range;

/// Something that a text claims, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The words.
    pub place: Place,
    /// The bytes of its line.
    pub line: Range<usize>,
    /// The heading of its column, in a table.
    pub column: Option<String>,
    /// What is claimed.
    pub what: Claimed,
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// A day.
    Day(DayClaimed),
    /// Yen.
    Fee(i64),
    /// Persons.
    Seats(i64),
    /// Minutes.
    Length(i64),
    /// What the minutes of a table add up to.
    Total(i64),
    /// Sittings of a course: 全8回.
    Sittings(i64),
    /// The fiscal year, by its Gregorian year, for which a notice calls for entries.
    CallFor(i32),
    /// A room or site.
    Room(String),
    /// An extension in a row of a table, and the other cells of the row, one of which may be an office.
    Extension(String, Vec<String>),
    /// How long it lasts: 2日間, 1年間, 6か月.
    Span(i64, SpanUnit),
    /// A notice says until when something is to be done.
    Until(UntilSaid),
    /// Something was so on this day, or was said on it: 2025年10月1日時点, a source.
    Past(Day),
}

/// What a span is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanUnit {
    /// 日間
    Days,
    /// か月
    Months,
}

/// The last day for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UntilSaid {
    /// The Gregorian year, when one is written.
    pub year: Option<i32>,
    /// The month.
    pub month: i32,
    /// The day.
    pub day: i32,
    /// What is to be done; empty beside 締切 or 期日 alone.
    pub about: Vec<&'static str>,
    /// Whether it stands in the front matter.
    pub head: bool,
}

/// A day in its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayClaimed {
    /// What it is said to be.
    pub role: Role,
    /// The Gregorian year, when one is written.
    pub year: Option<i32>,
    /// The month.
    pub month: i32,
    /// The day.
    pub day: i32,
    /// The time beside it, in minutes since midnight, and the one at which it ends.
    pub times: Vec<(i32, Place)>,
    /// 午前 or 午後 behind it: whether it is the afternoon.
    pub afternoon: Option<(bool, Place)>,
}

/// What a day is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The last day to apply, or to finish.
    Deadline,
    /// The first day to apply.
    Opening,
    /// The day of the event.
    Held,
    /// The day of the results.
    Result,
    /// One of the days of the record, whichever.
    Any,
}

const DEADLINE: [&str; 9] = ["取りまとめ", "とりまとめ", "締切", "〆切", "締め切り", "期限", "期日", "締切日", "しめきり"];
const APPLY: [&str; 7] = ["申込", "申し込み", "申込み", "応募", "受付", "募集", "エントリー"];
const HELD: [&str; 9] = ["日時", "開催日", "実施日", "試験日", "研修日", "日程", "当日", "開催", "とき"];
const RESULT: [&str; 3] = ["合格発表", "結果発表", "結果の発表"];
/// What is spoken of in a sentence that says until when something of the record lasts.
const LEARNING: [&str; 9] = ["受講", "受験", "研修", "テスト", "試験", "講座", "ラーニング", "提出", "修了"];
/// Sentences that speak of other days than those of the record.
const ELSEWHERE: [&str; 24] = [
    "前回",
    "昨年",
    "去年",
    "例年",
    "次回",
    "次の回",
    "変更",
    "延期",
    "当初",
    "中止",
    "過去",
    "アンケート",
    "回答",
    "公開",
    "録画",
    "配信",
    "掲載",
    "休止",
    "停止",
    "メンテナンス",
    "見直し",
    "寄せ",
    "登録",
    "アーカイブ",
];

/// Adds what a line claims.
pub(super) fn read(path: &SourcePath, line: &Line, said: &[Said], claims: &mut Vec<Claim>) {
    let mut reader = Reader { path, line, claims };
    reader.days(said);
    reader.past(said);
    reader.values();
    reader.calls(said);
    reader.extensions();
    reader.spans();
}

/// Adds what the tables of a course add up to: a column of minutes under 時間 or 目安. Stands on the longest cell, which a digit too many makes.
pub(super) fn totals(file: &SourceFile, claims: &mut Vec<Claim>) {
    let Some(text) = file.text().filter(|_| file.path.as_str().starts_with("content/courses/") && file.path.extension() == "md") else {
        return;
    };
    let mut lines = source::lines(text).peekable();
    while let Some((_, head)) = lines.next() {
        let Some(column) = cells(head).position(|(_, cell)| matches!(cell, "時間" | "目安" | "所要時間")) else { continue };
        let mut rows = Vec::new();
        while let Some((start, line)) = lines.next_if(|(_, line)| line.trim_start().starts_with('|')) {
            rows.push(cells(line).nth(column).map(|(at, cell)| (start + at, cell)));
        }
        let read =
            |(at, cell): (usize, &str)| minutes(cell).filter(|(_, len)| *len == cell.len()).map(|(value, _)| (value, at..at + cell.len()));
        let values: Option<Vec<_>> = rows.into_iter().skip(1).map(|row| row.and_then(read)).collect();
        let Some(values) = values.filter(|values| values.len() > 1) else { continue };
        let Some((_, place)) = values.iter().max_by_key(|(value, _)| *value).cloned() else { continue };
        let what = Claimed::Total(values.iter().map(|(value, _)| value).sum());
        claims.push(Claim { place: Place::new(file.path.clone(), place.clone()), line: place, column: None, what });
    }
}

/// The cells of a row of a table, with where they begin.
fn cells(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let inner = line.trim().trim_matches('|');
    let start = line.find(inner).filter(|_| line.trim_start().starts_with('|'));
    let mut at = start.unwrap_or(0);
    inner.split('|').filter(move |_| start.is_some()).map(move |cell| {
        let begin = at + cell.len() - cell.trim_start().len();
        at += cell.len() + 1;
        (begin, cell.trim())
    })
}

struct Reader<'a, 'b> {
    path: &'a SourcePath,
    line: &'a Line<'a>,
    claims: &'b mut Vec<Claim>,
}

impl Reader<'_, '_> {
    fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.path.clone(), self.line.start + range.start..self.line.start + range.end)
    }

    fn push(&mut self, range: Range<usize>, what: Claimed) {
        let line = self.line.start..self.line.start + self.line.written.len();
        self.claims.push(Claim { place: self.place(range), line, column: None, what });
    }

    fn days(&mut self, said: &[Said]) {
        let mut last: Option<(usize, Role)> = None;
        for (at, this) in said.iter().enumerate() {
            let What::Day(day) = &this.what else { continue };
            if day.bare || self.line.is_typed(this.range.start) {
                continue;
            }
            let next = said[at + 1..].iter().take_while(|next| matches!(next.what, What::Time(_))).count();
            let times: Vec<_> = said[at + 1..at + 1 + next]
                .iter()
                .enumerate()
                .take_while(|(nth, time)| if *nth == 0 { time.join == Join::Direct } else { matches!(time.join, Join::Range | Join::From) })
                .take(2)
                .collect();
            let end = times.last().map_or(this.range.end, |(_, time)| time.range.end);
            let opens = said
                .get(at + 1 + times.len())
                .is_some_and(|next| matches!(next.join, Join::Range | Join::From) && matches!(next.what, What::Day(_)));
            let begin = at.checked_sub(1).map_or(0, |before| said[before].range.end);
            self.until(day, this.range.clone(), begin, end);
            let role = self.role(begin, this.range.start, end, opens).or_else(|| {
                let (before, role) = last?;
                let close = matches!(this.join, Join::Range | Join::From | Join::List) || self.is_next_cell(begin..this.range.start);
                let role = if role == Role::Opening && matches!(this.join, Join::Range | Join::From) { Role::Deadline } else { role };
                (before + 1 + said[before + 1..at].iter().filter(|said| matches!(said.what, What::Time(_))).count() == at && close)
                    .then_some(role)
            });
            if let Some(role) = role {
                last = Some((at, role));
                let DaySaid { year, month, day, .. } = day;
                let minutes = |time: &Said| match time.what {
                    What::Time(time) => time.minutes(),
                    _ => 0,
                };
                let times = times.iter().map(|(_, time)| (minutes(time), self.place(time.range.clone()))).collect();
                let year = year.map(|year| year.gregorian());
                let half = ["の午前", "の午後"].iter().position(|half| self.line.text[end..].starts_with(half));
                let afternoon = half.map(|half| (half == 1, self.place(end + "の".len()..end + "の午後".len())));
                self.push(this.range.clone(), Claimed::Day(DayClaimed { role, year, month: *month, day: *day, times, afternoon }));
            }
        }
    }

    /// Days of sources, and those on which something was so.
    fn past(&mut self, said: &[Said]) {
        let text = self.line.text.clone();
        let key =
            |at: usize| text[..at].rfind(':').map_or("", |colon| text[..colon].rsplit([' ', '{', ',', '-']).next().unwrap_or_default());
        for said in said {
            let (year, month, day): (YearSaid, i32, i32) = match &said.what {
                What::Day(DaySaid { year: Some(year), month, day, .. }) => (*year, *month, *day),
                What::Month(Some(year), month) => (*year, *month, 1),
                What::Year(year) => (*year, if year.fiscal { 4 } else { 1 }, 1),
                _ => continue,
            };
            let after = window_after(&text, said.range.end);
            let was = ["時点", "の時点", "末時点", "現在", "末現在"].iter().any(|word| after.starts_with(word))
                || self.line.has_keys() && key(said.range.start) == "source";
            let was = was
                || ["のお知らせ", "の発表", "の公表"].iter().any(|word| after.starts_with(word))
                || ["最終更新は", "最終更新日は"].iter().any(|word| text[..said.range.start].ends_with(word))
                || is_told_as_past(after);
            let planned = ["予定", "見込", "目標", "予測", "想定"].iter().any(|word| after.contains(word));
            if let Some(day) = super::years::day_of(year.gregorian(), month, day).filter(|_| was && !planned) {
                self.push(said.range.clone(), Claimed::Past(day));
            }
        }
    }

    /// Whether between two days there is nothing but the border of a cell, and what stands behind the first one.
    fn is_next_cell(&self, between: Range<usize>) -> bool {
        let text = &self.line.text[between];
        text.matches('|').count() == 1 && text.chars().count() < 12
    }

    /// What a day is said to be by the words of its sentence.
    fn role(&self, begin: usize, at: usize, end: usize, opens: bool) -> Option<Role> {
        let text = &*self.line.text;
        let before = window_before(text, begin, at);
        let after = window_after(text, end);
        if ELSEWHERE.iter().any(|word| before.contains(word) || after.contains(word)) {
            return None;
        }
        let until = ["まで", "必着", "締切", "〆切", "締め切り", "が締切", "に締め切", "が期限"].iter().any(|word| after.starts_with(word));
        let label = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word).map(|found| found + word.len())).max();
        let (deadline, apply, held, result) = (label(&DEADLINE), label(&APPLY), label(&HELD), label(&RESULT));
        let adjacent = |found: Option<usize>| found.is_some_and(|found| is_led(&before[found..]));
        let nearest = [deadline, apply, held, result].into_iter().flatten().max();
        match () {
            () if adjacent(result) && result == nearest => Some(Role::Result),
            () if adjacent(deadline) && deadline == nearest => Some(if opens { Role::Opening } else { Role::Deadline }),
            () if apply.is_some() && apply == nearest && until => Some(Role::Deadline),
            () if apply.is_some() && apply == nearest && (opens || after.starts_with("から") && adjacent(apply)) => Some(Role::Opening),
            () if until && APPLY.iter().chain(&["お申し込み", "お申込", "申し込ん"]).any(|word| after.contains(word)) => {
                Some(Role::Deadline)
            }
            () if before.trim() == "| 期間 |" && after.starts_with("から") => Some(Role::Held),
            () if adjacent(held) && held == nearest => Some(Role::Held),
            () if ["に開催", "に実施", "に行います", "に行い", "に開きます", "に開き", "開催"]
                .iter()
                .any(|word| after.starts_with(word)) =>
            {
                Some(Role::Held)
            }
            () if until && LEARNING.iter().any(|word| before.contains(word) || after.contains(word)) => Some(Role::Any),
            () if ["の午前", "の午後", "のオンライン", "の回"].iter().any(|word| after.starts_with(word)) => Some(Role::Any),
            () if end > at && after.starts_with("から") && text[at..end].contains(['時', ':', '：', '午']) => Some(Role::Any),
            () => None,
        }
    }

    /// Until when a notice asks for something: （12/18まで）, 期日 12月18日.
    fn until(&mut self, day: &DaySaid, range: Range<usize>, begin: usize, end: usize) {
        if !self.path.as_str().starts_with("content/news/") {
            return;
        }
        let text = self.line.text.clone();
        let (before, after) = (window_before(&text, begin, range.start), window_after(&text, end));
        let labelled = DEADLINE.iter().any(|word| before.rfind(word).is_some_and(|at| is_led(&before[at + word.len()..])));
        let past = ["録画", "公開", "配信", "掲載", "変更", "延期", "前回", "当初", "休止", "停止", "上映", "展示"];
        if !(labelled || after.starts_with("まで")) || past.iter().any(|word| before.contains(word) || after.contains(word)) {
            return;
        }
        const ABOUT: [&str; 9] = ["登録", "寄せ", "申込", "申し込", "応募", "回答", "提出", "受講", "受け"];
        let about = ABOUT.into_iter().filter(|word| !labelled && (before.contains(word) || after.contains(word))).collect();
        let (year, head) = (day.year.map(|year| year.gregorian()), self.line.has_keys());
        self.push(range, Claimed::Until(UntilSaid { year, month: day.month, day: day.day, about, head }));
    }

    /// How long something lasts, in a summary or beside 期間 in a table: 2日間, 1年間, 6か月.
    fn spans(&mut self) {
        let text = self.line.text.clone();
        let line = text.trim_start();
        let path = self.path.as_str();
        let summary = self.line.has_keys() && ["summary:", "board_text:", "title:"].iter().any(|key| line.starts_with(key));
        let row = cells(&text).next().is_some_and(|(_, cell)| cell == "期間");
        let speaks = summary || row;
        if !speaks || !(path.starts_with("content/courses/") || path.starts_with("content/news/")) {
            return;
        }
        const UNITS: [(&str, i64, SpanUnit); 6] = [
            ("日間", 1, SpanUnit::Days),
            ("年間", 12, SpanUnit::Months),
            ("か月", 1, SpanUnit::Months),
            ("ヶ月", 1, SpanUnit::Months),
            ("カ月", 1, SpanUnit::Months),
            ("ヵ月", 1, SpanUnit::Months),
        ];
        for (word, times, unit) in UNITS {
            for (at, _) in text.match_indices(word) {
                let start = text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
                let after = &text[at + word.len()..];
                let lasts = row || times != 1 || unit == SpanUnit::Days || ["間", "かけて"].iter().any(|end| after.starts_with(end));
                // 1日2時間、3日間 and 過去3年間 are of something else.
                let other = ["過去", "今後", "毎月", "直近", "この"].iter().any(|word| text[..start].ends_with(word));
                if let Some((value, _)) = number(&text[start..at]).filter(|_| lasts && !other) {
                    self.push(start..at + word.len(), Claimed::Span(value * times, unit));
                }
            }
        }
    }

    /// 定員30名, | 人数 | 3名 | 1名 |, 3名を募集, 【募集】…（1年間、3名）.
    fn seats(&mut self, text: &str) {
        let persons = |rest: &str| counted(rest, &["名", "人"]);
        for word in ["定員", "人数"] {
            for (range, (value, _)) in labelled(text, word, persons) {
                let before = text[..range.start].rfind(word).map_or("", |at| &text[..at]);
                // 参加人数 and 申込人数 are other numbers.
                let own = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric()) || before.ends_with("募集");
                if word == "人数" && !own {
                    continue;
                }
                let mut end = range.end;
                self.push(range, Claimed::Seats(value));
                while let Some(rest) = text[end..].trim_start().strip_prefix('|').map(str::trim_start)
                    && let Some((value, len)) = persons(rest)
                {
                    let start = text.len() - rest.len();
                    end = start + len;
                    self.push(start..end, Claimed::Seats(value));
                }
            }
        }
        for (at, _) in text.match_indices("を募集") {
            let unit = text[..at].trim_end_matches(['名', '人']);
            let start = unit.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            if unit.len() < at
                && let Some((value, _)) = number(&text[start..unit.len()])
            {
                self.push(start..at, Claimed::Seats(value));
            }
        }
        if text.contains("【募集】") {
            let mut at = 0;
            for item in text.split(['（', '）', '、', '。']) {
                if let Some((value, _)) = persons(item).filter(|(_, len)| *len == item.len()) {
                    self.push(at..at + item.len(), Claimed::Seats(value));
                }
                at += item.len() + '、'.len_utf8();
            }
        }
    }

    /// | 情報政策課 | 22-100 |
    fn extensions(&mut self) {
        let text = self.line.text.clone();
        if !text.trim_start().starts_with('|') || !text.contains('-') || self.line.has_keys() {
            return;
        }
        let is_number = |cell: &str| {
            let digits = |part: &str| (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            cell.split_once('-').is_some_and(|(area, own)| digits(area) && digits(own) && own.len() > 2)
        };
        let words = cells(&text).filter(|(_, cell)| !is_number(cell)).map(|(_, cell)| cell.to_owned());
        let words: Vec<String> = words.filter(|cell| !cell.is_empty()).collect();
        if let [(at, number)] = cells(&text).filter(|(_, cell)| is_number(cell)).collect::<Vec<_>>()[..] {
            self.push(at..at + number.len(), Claimed::Extension(number.to_owned(), words));
        }
    }

    /// 令和9年度の派遣研修の希望者を募集します: the year of what a notice calls for.
    fn calls(&mut self, said: &[Said]) {
        let text = self.line.text.clone();
        let calls = ["募集", "申込", "申し込み", "受付"].iter().any(|word| text.contains(word));
        if !calls || !self.line.has_keys() || !self.path.as_str().starts_with("content/news/") {
            return;
        }
        for said in said {
            if let What::Year(year) = &said.what
                && year.fiscal
            {
                self.push(said.range.clone(), Claimed::CallFor(year.gregorian()));
            }
        }
    }

    /// 受験料7,500円, 定員30名, 所要時間3時間半, 会場 本庁舎.
    fn values(&mut self) {
        let text = self.line.text.clone();
        if text.contains('円') {
            for word in ["受験料", "受講料", "参加費", "検定料"] {
                for (range, (value, _)) in labelled(&text, word, |rest| counted(rest, &["円"])) {
                    self.push(range, Claimed::Fee(value));
                }
            }
        }
        self.seats(&text);
        for (at, _) in text.match_indices('全') {
            let digits = at + '全'.len_utf8();
            if let Some((value, len)) = number(&text[digits..])
                && text[digits + len..].starts_with('回')
                && !text.contains("label")
            {
                self.push(at..digits + len + "回".len(), Claimed::Sittings(value));
            }
        }
        for (at, _) in text.match_indices("`)").filter(|(at, _)| self.line.written[..=*at].ends_with(".md")) {
            // [デジタル基礎研修](digital-basic.md) 90分, …（30分）.
            let rest = text[at + 2..].trim_start_matches([' ', '（', '(']);
            let start = text.len() - rest.len();
            let ends = |len: usize| rest[len..].chars().next().is_none_or(|c| " （）()。、".contains(c));
            if let Some((value, len)) = minutes(rest).filter(|(_, len)| start <= at + 5 && ends(*len)) {
                self.push(start..start + len, Claimed::Length(value));
            }
        }
        for (at, _) in text.match_indices("分で終わ") {
            let start = text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            if let Some((value, _)) = number(&text[start..at]) {
                self.push(start..at + "分".len(), Claimed::Length(value));
            }
        }
        for word in ["所要時間", "研修時間", "受講時間", "標準学習時間", "時間"] {
            for (range, (value, _)) in labelled(&text, word, minutes) {
                if self.claims.last().is_none_or(|last| last.place.start < self.line.start + range.start) {
                    self.push(range, Claimed::Length(value));
                }
            }
        }
        for word in ["場所", "会場"] {
            for (range, (room, _)) in labelled(&text, word, room) {
                self.push(range, Claimed::Room(room));
            }
        }
    }
}

/// Whether what stands behind a year or a month tells of something that happened then: に再構築した, からテスト形式になりました.
fn is_told_as_past(after: &str) -> bool {
    let led = ["に", "から"].iter().any(|particle| after.starts_with(particle));
    let past = ["した", "ました", "だった", "でした"].iter().any(|word| after.contains(word));
    let ahead = [
        "予定",
        "見込",
        "目標",
        "計画",
        "変更",
        "延期",
        "こと",
        "決",
        "始める",
        "移",
        "先送り",
        "改め",
        "設定",
        "掲げ",
        "とした",
        "とし",
        "向け",
        "備え",
        "募集",
        "受付",
        "した場合",
        "したとき",
        "したら",
        "したい",
        "した後",
        "しました。なお",
        "検討",
    ];
    led && past && !ahead.iter().any(|word| after.contains(word))
}

/// Says of each claim in a table what its column is called.
pub(super) fn columns(file: &SourceFile, claims: &mut [Claim]) {
    let Some(text) = file.text().filter(|_| file.path.as_str().starts_with("content/news/") && !claims.is_empty()) else { return };
    let mut head: Option<&str> = None;
    for (start, line) in source::lines(text) {
        if !line.trim_start().starts_with('|') {
            head = None;
            continue;
        }
        let head = *head.get_or_insert(line);
        let at = |place: usize| cells(line).enumerate().filter(|(_, (begin, _))| start + begin <= place).last().map(|(at, _)| at);
        for claim in claims.iter_mut().filter(|claim| (start..start + line.len()).contains(&claim.place.start)) {
            claim.column =
                at(claim.place.start).and_then(|at| cells(head).nth(at)).map(|(_, cell)| cell.to_owned()).filter(|cell| !cell.is_empty());
        }
    }
}

/// What stands before a day in its sentence, from `begin` on.
fn window_before(text: &str, begin: usize, at: usize) -> &str {
    let from = boundary(text, begin.max(at.saturating_sub(120)));
    let window = &text[from.min(at)..at];
    window.rfind(['。', '！', '？']).map_or(window, |end| window[end..].trim_start_matches(['。', '！', '？']))
}

/// What stands behind it, to the end of the sentence or clause.
fn window_after(text: &str, end: usize) -> &str {
    let to = boundary(text, (end + 60).min(text.len()));
    let window = text[end..to].trim_start_matches([' ', '\u{3000}', '*']);
    let window = window.split(['。', '、', '，', '）', '|', '！']).next().unwrap_or_default();
    let digit = window.find(|c: char| c.is_ascii_digit()).unwrap_or(window.len());
    &window[..digit]
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Whether nothing but marks and particles stands between a label and what it labels.
fn is_led(between: &str) -> bool {
    let between = between.trim_start_matches(['日', 'み', 'り']);
    between.chars().count() <= 6 && between.chars().all(|c| " \u{3000}はがも：:｜|、（(「*・".contains(c))
}

/// A value and the length of its text.
type Read<T> = (T, usize);

/// Every value that `read` finds right behind `word`, with the bytes from the value on.
fn labelled<T>(text: &str, word: &str, read: impl Fn(&str) -> Option<Read<T>>) -> Vec<(Range<usize>, Read<T>)> {
    let found = text.match_indices(word).filter_map(|(at, _)| {
        let after = at + word.len();
        let rest = text[after..].trim_start_matches([' ', '\u{3000}', 'は', 'が', '：', ':', '｜', '|', '約', '（', '(', '*']);
        let gap = text.len() - after - rest.len();
        // A compound such as 受付時間 or 開館時間 is another word.
        let own = word != "時間"
            || text[..at].chars().next_back().is_none_or(|c| matches!(c, ' ' | '\u{3000}' | '|' | '、' | '。' | '*' | '・' | '(' | '（'));
        let read = (gap <= 18 && gap > 0 && own).then(|| read(rest)).flatten()?;
        let start = after + gap;
        Some((start..start + read.1, read))
    });
    found.collect()
}

/// 7,500 or ７５００ in front of a text.
fn number(text: &str) -> Option<Read<i64>> {
    let (mut value, mut len) = (None, 0);
    for c in text.chars() {
        let digit = c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32));
        match (digit, c) {
            (Some(digit), _) => value = Some(value.unwrap_or(0_i64).checked_mul(10)?.checked_add(digit.into())?),
            (None, ',' | '，') if value.is_some() => {}
            _ => break,
        }
        len += c.len_utf8();
    }
    value.map(|value| (value, len))
}

/// 7,500円 in front of a text: a number with one of these units.
fn counted(text: &str, units: &[&str]) -> Option<Read<i64>> {
    let (value, len) = number(text)?;
    let unit = units.iter().find(|unit| text[len..].starts_with(**unit))?;
    Some((value, len + unit.len()))
}

/// 3時間半, 1時間30分, 40分.
fn minutes(text: &str) -> Option<Read<i64>> {
    let (first, len) = number(text)?;
    let rest = &text[len..];
    if rest.starts_with("分") && !rest.starts_with("分の") {
        return Some((first, len + "分".len()));
    }
    let hours = rest.strip_prefix("時間")?;
    let len = len + "時間".len();
    if hours.starts_with('半') {
        return Some((first * 60 + 30, len + "半".len()));
    }
    match number(hours) {
        Some((more, digits)) if hours[digits..].starts_with('分') => Some((first * 60 + more, len + digits + "分".len())),
        _ => Some((first * 60, len)),
    }
}

/// The name of a place, up to the end of the cell, the clause or the line.
fn room(text: &str) -> Option<Read<String>> {
    let end = text.find(['。', '、', '（', '(', '|', '\r', '"']).unwrap_or(text.len());
    let room = text[..end].trim_end_matches([' ', '\u{3000}', '*']);
    let plain = (2..=20).contains(&room.chars().count()) && !room.contains(['は', 'を', 'に', 'で', '`']) && !room.contains("オンライン");
    plain.then(|| (room.to_owned(), room.len()))
}

/// The amounts of yen that a text names.
pub(super) fn yen(text: &str) -> Vec<i64> {
    let amount = |(at, _): (usize, &str)| {
        let start = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '，' | '０'..='９')).len();
        number(&text[start..at]).map(|(value, _)| value)
    };
    text.match_indices("円").filter_map(amount).collect()
}
