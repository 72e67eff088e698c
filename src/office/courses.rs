//! A list of courses (研修計画一覧) becomes course pages with their sittings.
//!
//! Every page is a draft, and what a list does not say is left to be written. What cannot be put into a field stands in the text of the page
//! as it was written, and is told. Writes no file.

use super::reshape::{Context, parts, with_year};
use super::table::{Field, Note, Row, Table, excerpt};
use super::vocabulary::Vocabulary;
use super::{IMPORT_CELL, IMPORT_DOUBT, IMPORT_NAMED, IMPORT_READ};
use crate::field::{Choice, ChoiceDecl, amount, choice};
use crate::notation::unfilled::WRITE_HERE;
use crate::notation::{Day, Deadline, FiscalYear, Id, Misread, Time};
use crate::schema::{Format, Instructor, Requirement};
use crate::text;
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// A page that can be written into `content/courses/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoursePage {
    /// The name of its file.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its text.
    pub markdown: String,
}

/// What a page says once, whatever sittings it has.
const OF_THE_COURSE: &[&str] =
    &["summary", "levels", "requirement", "format", "instructor", "duration_minutes", "cost", "provider", "owner", "partner"];

/// The pages of a list, in its order; several rows of one title are its sittings.
pub(super) fn pages(table: &Table, vocabulary: &Vocabulary, notes: &mut Vec<Note>) -> Vec<CoursePage> {
    let (Some(title), Some(id)) = (table.column("title"), table.column("id")) else { return Vec::new() };
    let mut courses: Vec<(String, String, Vec<&Row>)> = Vec::new();
    for row in &table.rows {
        if row.cells[title].text.is_empty() {
            notes.push(Note {
                code: &IMPORT_CELL,
                at: row.cells[title].at,
                message: text!("研修の名前が空で、どの研修の行か分かりません", "the row does not say which course it is about"),
                hint: text!("研修の名前を書くか、要らない行を消してください", "write the title of the course, or delete the row"),
            });
            continue;
        }
        let name = &row.cells[title].text;
        match courses.iter_mut().find(|(_, known, _)| known == name) {
            Some((.., rows)) => rows.push(row),
            None => courses.push((row.cells[id].text.clone(), name.clone(), vec![row])),
        }
    }
    for (at, (own, title, rows)) in courses.iter().enumerate() {
        let place = rows[0].cells[id].at;
        match Id::parse(own) {
            Err(misread) => {
                let hint = misread
                    .hint
                    .unwrap_or_else(|| text!("半角の小文字・数字を `-` でつないでください", "write an id such as csv-first-step"));
                notes.push(Note { code: misread.code, at: place, message: misread.message, hint });
            }
            Ok(_) if courses[..at].iter().any(|(other, ..)| other == own) => notes.push(Note {
                code: &IMPORT_CELL,
                at: place,
                message: text!(
                    "「{title}」のid「{own}」は、ほかの研修と同じです",
                    "the id \"{own}\" of \"{title}\" is that of another course"
                ),
                hint: text!("研修ごとに別のidにしてください", "every course has an id of its own"),
            }),
            Ok(_) => {}
        }
    }
    let page = |(id, title, rows): (String, String, Vec<&Row>)| {
        let mut page = Page { table, vocabulary, notes, remarks: Vec::new() };
        let markdown = page.markdown(&id, &title, &rows);
        CoursePage { id, title, markdown }
    };
    courses.into_iter().map(page).collect()
}

struct Page<'a> {
    table: &'a Table,
    vocabulary: &'a Vocabulary<'a>,
    notes: &'a mut Vec<Note>,
    /// What stands in the text: heading and words.
    remarks: Vec<(String, String)>,
}

impl Page<'_> {
    fn markdown(&mut self, id: &str, title: &str, rows: &[&Row]) -> String {
        let mut head = String::new();
        let mut line = |key: &str, value: String| head.push_str(&format!("{key}: {value}\n"));
        line("title", quoted(title));
        if let Some(yomi) = self.said("yomi", rows) {
            line("yomi", quoted(&yomi.text));
        }
        line("summary", self.said("summary", rows).map_or_else(|| WRITE_HERE.to_owned(), |cell| quoted(&cell.text)));
        line("levels", self.ids("levels", rows).unwrap_or_else(|| format!("[{WRITE_HERE}]")));
        if let Some(word) = self.choice("requirement", Requirement::DECLARED, rows) {
            line("requirement", word.to_owned());
        }
        let by_place = self.said("place", rows).and_then(|cell| choice(&cell.text, Format::DECLARED)).map(|value| value.code);
        let format = self.choice("format", Format::DECLARED, rows).or(by_place);
        let format = format.or_else(|| self.said("place", rows).map(|_| "classroom"));
        line("format", format!("[{}]", format.unwrap_or(WRITE_HERE)));
        if let Some(word) = self.choice("instructor", Instructor::DECLARED, rows) {
            line("instructor", word.to_owned());
        }
        for key in ["duration_minutes", "cost"] {
            if let Some(number) = self.amount(key, self.said(key, rows)) {
                line(key, number);
            }
        }
        for key in ["provider", "owner"] {
            let id = self.ids(key, rows).map(|ids| ids.trim_matches(['[', ']']).to_owned()).filter(|id| !id.contains(','));
            match (id, key) {
                (Some(id), _) => line(key, id),
                (None, "owner") => line(key, WRITE_HERE.to_owned()),
                (None, _) => {}
            }
        }
        if let Some(partner) = self.said("partner", rows) {
            line("partner", quoted(&partner.text));
        }
        let sessions: Vec<String> = rows.iter().filter_map(|row| self.session(row)).collect();
        if !sessions.is_empty() {
            let _ = writeln!(head, "sessions:");
            for (at, fields) in sessions.iter().enumerate() {
                let number = at + 1;
                let _ = write!(head, "  - id: {id}-{number}\n    label: 第{number}回\n{fields}");
            }
        }
        for row in rows {
            if let Some(notes) = self.said("notes", &[row]) {
                self.remarks.push(("備考".to_owned(), notes.text.clone()));
            }
        }
        self.keep_what_differs(rows);
        let mut text = format!(
            "---\n# 研修の一覧から取り込んだ下書きです。確かめて直し、status の行を消すと公開されます。\n{head}status: draft\n---\n"
        );
        if !self.remarks.is_empty() {
            text.push_str("\n## 一覧から\n\n");
            for (heading, words) in &self.remarks {
                let _ = writeln!(text, "* {heading}: {}", plain_text(words));
            }
        }
        text
    }

    /// What the first of the rows says that says something.
    fn said<'t>(&self, key: &str, rows: &[&'t Row]) -> Option<&'t Field> {
        let at = self.table.column(key)?;
        rows.iter().map(|row| &row.cells[at]).find(|cell| !cell.text.is_empty())
    }

    /// Keeps a text that no field can hold.
    fn keep(&mut self, heading: &str, cell: &Field) {
        let shown = excerpt(&cell.text);
        self.remarks.push((heading.to_owned(), cell.text.clone()));
        self.notes.push(Note {
            code: &IMPORT_DOUBT,
            at: cell.at,
            message: text!(
                "「{shown}」は項目に書けないので、ページの本文に書きました",
                "\"{shown}\" fits no field: it was written into the text of the page"
            ),
            hint: text!("ページの項目欄に書き直し、本文の行を消してください", "write it into the front matter, and remove the line"),
        });
    }

    /// Keeps what a later row of the course says otherwise than its first: a page says it once.
    fn keep_what_differs(&mut self, rows: &[&Row]) {
        for key in OF_THE_COURSE {
            let Some(first) = self.said(key, rows) else { continue };
            let at = self.table.column(key).unwrap_or_default();
            let mut told = vec![first.text.as_str()];
            for cell in rows.iter().map(|row| &row.cells[at]).filter(|cell| !cell.text.is_empty()) {
                if !told.contains(&&*cell.text) {
                    told.push(&cell.text);
                    self.keep(label(key), cell);
                }
            }
        }
    }

    /// The time of day in a cell; one that cannot be read stays in the text.
    fn time(&mut self, key: &str, row: &Row) -> Option<Time> {
        let cell = self.said(key, &[row])?;
        let time = Time::parse(&cell.text).ok();
        if time.is_none() {
            self.keep(label(key), cell);
        }
        time
    }

    fn choice(&mut self, key: &str, known: &'static ChoiceDecl, rows: &[&Row]) -> Option<&'static str> {
        let cell = self.said(key, rows)?;
        let word = choice(&cell.text, known).map(|value| value.code);
        if word.is_none() {
            self.keep(label(key), cell);
        }
        word
    }

    fn amount(&mut self, key: &str, cell: Option<&Field>) -> Option<String> {
        let cell = cell?;
        let number = amount(key, &cell.text);
        if number.is_none() {
            self.keep(label(key), cell);
        }
        number
    }

    /// The ids of the records that a cell names; what is not there stays in the text.
    fn ids(&mut self, key: &str, rows: &[&Row]) -> Option<String> {
        let cell = self.said(key, rows)?;
        let items = cell.text.split(['、', '，', ',', ';', '；', '・', '\n']).map(str::trim).filter(|item| !item.is_empty());
        let mut ids = Vec::new();
        for item in items {
            let known = self.vocabulary.names.id(key, item);
            match known.or_else(|| Id::parse(item).ok().map(|id| id.to_string())) {
                Some(id) => ids.push(id),
                None => {
                    self.keep(label(key), cell);
                    return None;
                }
            }
        }
        let ids = ids.join(", ");
        if ids != cell.text {
            let shown = excerpt(&cell.text);
            self.notes.push(Note {
                code: &IMPORT_NAMED,
                at: cell.at,
                message: text!(
                    "「{shown}」を、その名前の記録のid「{ids}」にしました",
                    "\"{shown}\" became \"{ids}\", the id of that record"
                ),
                hint: text!("違う記録のことなら、セルにidを書いてください", "write the id into the cell if another record is meant"),
            });
        }
        Some(format!("[{ids}]"))
    }

    /// The sitting of a row, below its label; none where nothing is said of one.
    fn session(&mut self, row: &Row) -> Option<String> {
        let mut fields = String::new();
        let mut line = |key: &str, value: &str| fields.push_str(&format!("    {key}: {value}\n"));
        let cell = self.said("date", &[row]);
        let place = self.said("place", &[row]).filter(|cell| choice(&cell.text, Format::DECLARED).is_none());
        let (open, close) = (self.said("apply.open", &[row]), self.said("apply.close", &[row]));
        let capacity = self.said("capacity", &[row]);
        let timed = ["start", "end"].iter().any(|key| self.said(key, &[row]).is_some());
        if cell.is_none() && capacity.is_none() && open.is_none() && close.is_none() && place.is_none() && !timed {
            self.keep_all(&["apply.how"], row);
            return None;
        }
        let when = cell.map(|cell| (cell, held(&cell.text, self.table.fiscal_year)));
        let when = match when {
            None => Some(Held { date: "未定".to_owned(), ..Held::default() }),
            Some((_, Ok(Some(when)))) => Some(when),
            Some((cell, Ok(None))) => {
                self.keep(label("date"), cell);
                None
            }
            Some((cell, Err(misread))) => {
                let hint = misread.hint.unwrap_or_else(|| text!("Excelで直してください", "mend it in Excel"));
                self.notes.push(Note { code: misread.code, at: cell.at, message: misread.message, hint });
                None
            }
        };
        let Some(when) = when else {
            self.keep_all(&["start", "end", "place", "capacity", "apply.open", "apply.close", "apply.how"], row);
            return None;
        };
        if let Some(cell) = cell.filter(|_| when.rough) {
            self.keep(label("date"), cell);
        }
        if let Some(cell) = cell.filter(|_| when.inferred) {
            let (shown, date) = (excerpt(&cell.text), &when.date);
            self.notes.push(Note {
                code: &IMPORT_READ,
                at: cell.at,
                message: text!(
                    "「{shown}」には年がないので、年度から {date} と読みました",
                    "\"{shown}\" has no year: it was read as {date}"
                ),
                hint: text!("違うときは、年を書いてください", "write the year if that is wrong"),
            });
        }
        line("date", &when.date);
        if let Some(until) = &when.until {
            line("until", until);
        }
        if when.tentative {
            line("status", "tentative");
        }
        let start = self.time("start", row).or(when.start);
        let end = self.time("end", row).or(when.end);
        for (key, time) in [("start", start), ("end", end)] {
            if let Some(time) = time {
                line(key, &quoted(&time.words()));
            }
        }
        if let Some(place) = place {
            line("place", &quoted(&place.text));
        }
        if let Some(number) = self.amount("capacity", capacity) {
            line("capacity", &number);
        }
        fields.push_str(&self.apply(open, close, row));
        Some(fields)
    }

    /// Writes what a row says of a sitting that cannot be one into the text.
    fn keep_all(&mut self, keys: &[&str], row: &Row) {
        for key in keys {
            if let Some(cell) = self.said(key, &[row]) {
                self.remarks.push((label(key).to_owned(), cell.text.clone()));
            }
        }
    }

    fn apply(&mut self, open: Option<&Field>, close: Option<&Field>, row: &Row) -> String {
        let mut ends = Vec::new();
        for (key, cell) in [("open", open), ("close", close)] {
            let Some(cell) = cell else { continue };
            match Deadline::parse(&cell.text) {
                Ok(end) if key == "open" => ends.push(format!("{key}: {}", end.day.iso())),
                Ok(end) => ends.push(format!("{key}: {}", end.iso())),
                Err(misread) => {
                    let hint = misread.hint.unwrap_or_else(|| text!("Excelで直してください", "mend it in Excel"));
                    self.notes.push(Note { code: misread.code, at: cell.at, message: misread.message, hint });
                }
            }
        }
        if ends.is_empty() {
            self.keep_all(&["apply.how"], row);
            return String::new();
        }
        if close.is_none() {
            ends.push(format!("close: {WRITE_HERE}"));
        }
        if let Some(how) = self.said("apply.how", &[row]) {
            ends.push(format!("how: {}", quoted(&how.text)));
        }
        format!("    apply: {{ {} }}\n", ends.join(", "))
    }
}

/// When a sitting is held.
#[derive(Clone, Debug, Default, PartialEq)]
struct Held {
    date: String,
    until: Option<String>,
    start: Option<Time>,
    end: Option<Time>,
    /// It may still change.
    tentative: bool,
    /// More was said than the date holds: 中旬.
    rough: bool,
    /// The year was not written.
    inferred: bool,
}

/// Reads when a sitting is held; `None` where it is said in words, an error where a day cannot be.
fn held(text: &str, fiscal_year: Option<FiscalYear>) -> Result<Option<Held>, Misread> {
    let normal: String = text.nfkc().collect();
    let mut clean = normal.trim().to_owned();
    let mut held = Held::default();
    for word in ["(予定)", "(仮)", "(見込み)", "予定"] {
        if let Some(rest) = clean.strip_suffix(word) {
            (clean, held.tentative) = (rest.trim().to_owned(), true);
        }
    }
    if matches!(&*clean, "" | "未定" | "調整中" | "検討中" | "後日決定") {
        return Ok(Some(Held { date: "未定".to_owned(), ..held }));
    }
    let ends = parts(&clean).filter(|parts| !parts.from.is_empty() && !parts.to.is_empty());
    let (first, last) = ends.as_ref().map_or((clean.as_str(), None), |parts| (parts.from.as_str(), Some(parts.to.as_str())));
    if let Some((from, rough)) = month(first, fiscal_year, None) {
        let to = match last {
            Some(last) => match month(last, fiscal_year, Some(&from)) {
                Some(to) => Some(to),
                None => return Ok(None),
            },
            None => None,
        };
        held.rough = rough || to.as_ref().is_some_and(|(_, rough)| *rough);
        held.inferred = !first.contains('年');
        held.date = to.map_or(from.clone(), |(to, _)| format!("{from}～{to}"));
        return Ok(Some(held));
    }
    let mut days: Vec<Day> = Vec::new();
    for part in outside_brackets(first) {
        let context = Context { fiscal_year, before: days.last().copied() };
        let Some(dated) = with_year(part, context) else { return Ok(None) };
        let day = Deadline::parse(&dated.text)?;
        held.inferred |= dated.inferred && days.is_empty();
        held.start = held.start.or(day.time);
        days.push(day.day);
    }
    held.date = days.iter().map(|day| day.iso()).collect::<Vec<_>>().join("、");
    match (last, last.map(Time::parse)) {
        (None, _) => {}
        (Some(_), Some(Ok(time))) if held.start.is_some() => held.end = Some(time),
        (Some(last), _) => {
            let context = Context { fiscal_year, before: days.last().copied() };
            let Some(dated) = with_year(last, context).filter(|_| days.len() == 1) else { return Ok(None) };
            held.until = Some(Deadline::parse(&dated.text)?.day.iso());
        }
    }
    Ok(Some(held))
}

/// A month with its year, and whether more was said of it: 11月中旬.
fn month(text: &str, fiscal_year: Option<FiscalYear>, after: Option<&str>) -> Option<(String, bool)> {
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(FiscalYear::parse(year.trim_start_matches("西暦")).ok()?.0), rest),
        None => (None, text),
    };
    let (number, rest) = rest.trim().split_once('月').unwrap_or_else(|| if after.is_some() { (rest, "") } else { ("", "") });
    let number: i16 = number.trim().parse().ok().filter(|number| (1..=12).contains(number))?;
    let rough = match rest.trim() {
        "" | "中" => false,
        "上旬" | "中旬" | "下旬" | "頃" | "ごろ" | "頃まで" | "末" | "初旬" | "以降" => true,
        _ => return None,
    };
    let begun = after.and_then(|after| {
        let (year, month) = after.split_once('年')?;
        Some((year.parse::<i16>().ok()?, month.trim_end_matches('月').parse::<i16>().ok()?))
    });
    let year = match (year, begun) {
        (Some(year), _) => year,
        (None, Some((year, month))) => year + i16::from(number < month),
        (None, None) => fiscal_year?.0 + i16::from(number < 4),
    };
    Some((format!("{year}年{number}月"), rough))
}

/// The days of a list; what separates them in brackets (月・祝) does not count.
fn outside_brackets(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_i32, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '、' | ',' | '・' | ';' if depth == 0 => {
                found.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    found.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// What a field is called in a text.
fn label(key: &str) -> &'static str {
    match key {
        "levels" => "対象",
        "requirement" => "種別",
        "format" => "形式",
        "instructor" => "講師",
        "duration_minutes" => "時間",
        "cost" => "費用",
        "provider" => "実施課",
        "owner" => "担当課",
        "date" => "実施時期",
        "capacity" => "定員",
        "summary" => "概要",
        "partner" => "連携先",
        "start" => "開始時刻",
        "end" => "終了時刻",
        "place" => "場所",
        "apply.how" => "申込方法",
        "apply.open" => "申込開始",
        "apply.close" => "申込締切",
        _ => "備考",
    }
}

/// A text as YAML holds it, whatever stands in it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}

/// A text in a line of Markdown, with nothing that would be markup.
fn plain_text(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() && "\\`*_{}[]<>#|~!&".contains(c) {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match held(text, Some(FiscalYear(2026))) {
            Ok(Some(held)) => {
                let until = held.until.map(|until| format!("/{until}")).unwrap_or_default();
                let times = [held.start, held.end].into_iter().flatten().map(|time| format!(" {}", time.words())).collect::<String>();
                let marks =
                    [(held.tentative, "?"), (held.rough, "~")].into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect::<String>();
                format!("{}{until}{times}{marks}", held.date)
            }
            Ok(None) => "words".to_owned(),
            Err(misread) => misread.code.name.to_owned(),
        }
    }

    #[test]
    fn the_time_of_a_course_is_read_as_plans_say_it() {
        for (text, date) in [
            ("10月5日(月)・6日(火)", "2026-10-05、2026-10-06"),
            ("１月１２日（火・祝）", "weekday"),
            ("4月～9月", "2026年4月～2026年9月"),
            ("12月～2月", "2026年12月～2027年2月"),
            ("11月中旬（予定）", "2026年11月?~"),
            ("令和8年10月5日(月)～9日(金)", "2026-10-05/2026-10-09"),
            ("10/5(月) 13:30～16:30", "2026-10-05 13:30 16:30"),
            ("未定", "未定"),
            ("随時", "words"),
            ("第2四半期", "words"),
        ] {
            let found = read(text);
            assert!(found == date || date == "weekday" && found.starts_with("2027-01-12"), "{text}: {found}");
        }
        assert_eq!(read("2月30日"), "bad-date");
    }
}
