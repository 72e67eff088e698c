//! Excel workbooks and CSV files as offices keep them, into the clean tables that the project holds.
//!
//! Bytes in, bytes out: the sheet that is meant ([`workbook`], [`sheet`]), its headings and records ([`table`], [`heading`], [`vocabulary`]),
//! steps that turn the shapes of offices into that of the project ([`reshape`]). What stands around the records is left out and told; every
//! doubtful cell is a finding with its address (`Sheet1!C12`). The records then go through the same reading as every other table, so they
//! have the same findings; a list of courses becomes pages ([`courses`]). Opens and writes no file; knows no project, but asks for the id
//! where a name stands in its place; corrects no value that a person must decide.

mod courses;
mod heading;
mod reshape;
mod sheet;
mod table;
mod vocabulary;
mod workbook;
mod written;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::field::{Choice, choice};
use crate::notation::unfilled::{WRITE_HERE, WRITE_HERE_KANA};
use crate::notation::{AMBIGUOUS_YEAR, BAD_DATE, BAD_ID, BAD_TIME, Id};
use crate::parse;
use crate::parse::decode::{UNKNOWN_VALUE, WRONG_TYPE};
use crate::schema::Kind;
use crate::schema::{SessionStatus, Status};
use crate::source::{Exported, Place, SourceFile, SourcePath, exported_text};
use crate::text;
use sheet::{Position, Sheet};
use std::collections::BTreeSet;
use std::ops::Range;
use table::{Field, Head, Report, Table};
use vocabulary::Vocabulary;
use workbook::Unreadable;

/// The file is no table that can be read.
pub static IMPORT_FILE: Code = Code::error(
    "import-file",
    "取り込むファイルを読めません（Excelのブックでない、古い .xls、パスワード付き、壊れている、大きすぎる、シートが決まらない）。Excelで .xlsx として保存し直すか、--sheet でシートを指定してください",
    "the file cannot be imported: no workbook, an old .xls, protected, damaged, too large, or the sheet is not clear; save it as .xlsx, or name the sheet",
);
/// A heading whose column is not known.
pub static IMPORT_HEADING: Code = Code::error(
    "import-heading",
    "見出しの行が見つからないか、見出しがどの項目か決まりません。見出しを項目の名前（またはその日本語）にし、要らない列は消してください",
    "there is no row of headings, or a heading means no column of the kind; name the keys and delete other columns",
);
/// A cell that cannot be taken.
pub static IMPORT_CELL: Code = Code::error(
    "import-cell",
    "取り込めないセルです（列にわたる結合、結果のない数式、日付や時刻でない値）。Excelで直して保存し直してください",
    "a cell cannot be imported: merged over columns, a formula without result, no day and no time; mend it in Excel",
);
/// A cell that was taken, but may not say what was meant.
pub static IMPORT_DOUBT: Code = Code::warning(
    "import-doubt",
    "取り込みましたが、表示と値が違うなど、人が確かめるべきセルです。示されたセルを見て、違うときはExcelで直して取り込み直してください",
    "the cell was imported but should be looked at: what it shows and what it stores differ, or its unit is not clear",
);
/// A value that a merged cell says for several rows.
pub static IMPORT_FILLED: Code = Code::notice(
    "import-filled",
    "行にわたって結合されたセルの値を、すべての行に書きました。違うときは結合を解除してください",
    "the value of a merged cell was written in all its rows; unmerge it if that is wrong",
);
/// Something that is no record and was left out.
pub static IMPORT_SKIPPED: Code = Code::notice(
    "import-skipped",
    "読まなかったところです（題名、合計、注、行の番号、隠れたシート、もうある記録）。要る記録なら、表の形を直してください",
    "this was left out: a title, a total, a note, row numbers, a hidden sheet, a record that is there already",
);

/// A name that stood where the id of a record belongs.
pub static IMPORT_NAMED: Code = Code::notice(
    "import-named",
    "idの列に書かれた名前を、その名前のただ1つの記録のidにしました。違うときは、Excelにidを書いて取り込み直してください",
    "a name in a column of ids became the id of the only record of that name; write the id if another is meant",
);

/// A value that was written in the form of the project.
pub static IMPORT_READ: Code = Code::notice(
    "import-read",
    "単位や日本語の言葉で書かれた値を、決められた形（数だけ、決められた値）にしました。違うときは、Excelを直して取り込み直してください",
    "a value with its unit, or a Japanese word for a choice, was written in the form of the project; mend the workbook if another is meant",
);

/// Ids that a list did not have.
pub static IMPORT_ID: Code = Code::notice(
    "import-id",
    "idのない記録に、idを付けました（同じ名前の記録がポータルにあればそのid、なければ名前や読みから）。別のidにするときは、表にidの列を足してください",
    "records without ids got some: that of the record with the same name, or one made of the name; add a column `id` to choose them",
);

/// Something that a record needs, and the list does not say.
pub static IMPORT_LEFT: Code = Code::warning(
    "import-left",
    "表に書かれていない必須の項目を「ここを書く」とし、記録を下書きにしました。表に列を足すか、できたファイルを直し、status の draft を消してください",
    "what a record needs and the table does not say is left to be written, and the record is a draft; add the column, or write it in the file",
);

/// A record that another file has, and that the list says otherwise.
pub static IMPORT_THERE: Code = Code::warning(
    "import-there",
    "同じidの記録が、ほかのファイルにもうあるので書きませんでしたが、表とは違うところがあるか、見本です。表が正しいときは、そのファイルの記録を直し、見本は消してください",
    "another file has the record, so it was not written, but it is a sample or the table says otherwise; mend it there, or take the sample out",
);

/// The findings of importing.
#[rustfmt::skip]
pub static CODES: &[&Code] = &[
    &IMPORT_FILE, &IMPORT_HEADING, &IMPORT_CELL, &IMPORT_DOUBT, &IMPORT_FILLED, &IMPORT_SKIPPED, &IMPORT_NAMED, &IMPORT_READ, &IMPORT_ID,
    &IMPORT_LEFT, &IMPORT_THERE,
];

pub use courses::CoursePage;
pub use vocabulary::Names;

/// A table that can be written into the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// UTF-8 with a byte order mark, without which Excel would read it as CP932 (the project's own reading passes over the mark), and
    /// with CRLF, as Excel writes.
    pub csv: Vec<u8>,
    /// How many records it has.
    pub rows: usize,
    /// The sheet they come from; `None` for a CSV file.
    pub sheet: Option<String>,
}

/// Reads the records of `kind` from a workbook or CSV file. `path` is its name for findings; `sheet` the tab, where there are several;
/// `names` are asked for names that stand where ids belong. `None` when there is an error among the findings.
pub fn import(
    path: &SourcePath,
    bytes: &[u8],
    kind: Kind,
    sheet: Option<&str>,
    names: &dyn Names,
    findings: &mut Diagnostics,
) -> Option<Imported> {
    let vocabulary = Vocabulary::of(kind, names);
    with_table(path, bytes, &vocabulary, sheet, findings, |table, report| {
        let known = &vocabulary.known;
        report.say_all(reshape::add_units(table));
        report.say_all(reshape::add_years(table, known));
        report.say_all(reshape::one_row_each(table));
        report.say_all(reshape::split_periods(table));
        report.say_all(reshape::sort_out(table, &vocabulary));
        report.say_all(reshape::write_readings(table, vocabulary.name(), vocabulary.knows("yomi")));
        name_by_id(table, kind, names, report);
        report.say_all(reshape::give_ids(table, &vocabulary));
        report.say_all(reshape::leave_to_write(table, &vocabulary));
        let wrong = cells_with(table, kind, &[BAD_DATE.name, AMBIGUOUS_YEAR.name, BAD_TIME.name, parse::excel::EXCEL_DAMAGE.name]);
        report.say_all(reshape::days(table, &wrong));
        read_as_meant(table, kind, report);
        leave_unclear_status(table, kind, report);
        let all = table.rows.len();
        report.say_all(reshape::leave_out_known(table, &vocabulary));
        if all > 0 && table.rows.is_empty() {
            return Some(Imported { csv: csv(table), rows: 0, sheet: report.sheet.name.clone() });
        }
        without_values(table, kind, report);
        finished(report.path, kind, report.sheet, table, report.findings)
    })
}

/// Reads a list of courses, each of which becomes a page. The arguments are those of [`import`].
pub fn import_courses(
    path: &SourcePath,
    bytes: &[u8],
    sheet: Option<&str>,
    names: &dyn Names,
    findings: &mut Diagnostics,
) -> Option<Vec<CoursePage>> {
    let vocabulary = Vocabulary::of_courses(names);
    with_table(path, bytes, &vocabulary, sheet, findings, |table, report| {
        report.say_all(reshape::split_periods(table));
        report.say_all(reshape::write_readings(table, Some("title"), true));
        report.say_all(reshape::give_ids(table, &vocabulary));
        let mut notes = Vec::new();
        let pages = courses::pages(table, &vocabulary, &mut notes);
        report.say_all(notes);
        if pages.is_empty() && !report.findings.has_errors() {
            no_record(report.path, report.findings);
        }
        Some(pages)
    })
}

/// Reads the table that is meant and hands it on; `None` when there is an error among the findings.
fn with_table<T>(
    path: &SourcePath,
    bytes: &[u8],
    vocabulary: &Vocabulary,
    sheet: Option<&str>,
    findings: &mut Diagnostics,
    work: impl FnOnce(&mut Table, &mut Report) -> Option<T>,
) -> Option<T> {
    let mut own = Diagnostics::default();
    let sheets = match sheets(path, bytes, &mut own) {
        Ok(sheets) => sheets,
        Err(finding) => {
            findings.push(finding.at(Place::file(path.clone())));
            return None;
        }
    };
    let made = choose(path, &sheets, sheet, vocabulary, &mut own).and_then(|(sheet, head)| {
        let mut report = Report { path, sheet, findings: &mut own };
        let mut table = table::read(&head, vocabulary, &mut report);
        report.say_all(reshape::fill_dittos(&mut table));
        report.say_all(reshape::fill_below(&mut table, vocabulary));
        work(&mut table, &mut report)
    });
    let made = made.filter(|_| !own.has_errors());
    findings.extend(own);
    made
}

/// The part of a document of Word that holds its text.
const WORD_TEXT: &[u8] = b"word/document.xml";

/// The sheets of a file, by what its first bytes are, whatever its name says.
fn sheets(path: &SourcePath, bytes: &[u8], findings: &mut Diagnostics) -> Result<Vec<Sheet>, Diagnostic> {
    let refused = |message, hint| Err(Diagnostic::new(&IMPORT_FILE, message).hint(hint));
    if bytes.starts_with(b"PK") {
        return match workbook::sheets(bytes) {
            Ok(sheets) => Ok(sheets),
            Err(Unreadable::TooLarge) => {
                let most = workbook::MOST_CELLS;
                refused(
                    text!("ブックのセルが多すぎます（{most} まで）", "the workbook has more than {most} cells"),
                    text!("取り込む表だけを、新しいブックに写してください", "copy the table into a workbook of its own"),
                )
            }
            Err(_) if bytes.windows(WORD_TEXT.len()).any(|part| part == WORD_TEXT) => refused(
                text!("Wordの文書です", "the file is a document of Word"),
                text!("表をExcelに写し、「Excelブック（.xlsx）」で保存してください", "copy the table into Excel and save it as .xlsx"),
            ),
            Err(Unreadable::Password) => protected(),
            Err(Unreadable::Damaged) => refused(
                text!("Excelのブックとして読めません", "the file is no Excel workbook, or is damaged"),
                text!("Excelで開き、「Excelブック（.xlsx）」で保存し直してください", "open it in Excel and save it as .xlsx"),
            ),
        };
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return protected();
    }
    let (text, exported) = match exported_text(bytes) {
        Ok(read) => read,
        Err(hint) => return refused(text!("文字のファイルとして読めません", "the file is no text"), hint),
    };
    if exported == Exported::Cp932 {
        let finding = Diagnostic::new(&parse::csv::CSV_ENCODING, text!("Shift_JIS（CP932）として読みました", "read as CP932"))
            .hint(text!("文字が正しいか確かめてください", "check its characters"));
        findings.push(finding.at(Place::file(path.clone())));
    }
    let rows = match parse::csv::cells(&text) {
        Ok(rows) => rows,
        Err(at) => {
            let line = text[..at].matches('\n').count() + 1;
            return refused(
                text!("{line}行目で、セルの引用符（\"）が閉じられていません", "the quote of a cell in line {line} is not closed"),
                text!("Excelで開いて保存し直してください", "open it in Excel and save it again"),
            );
        }
    };
    let mut sheet = Sheet::default();
    for (number, cells) in rows {
        for (column, raw) in cells.iter().enumerate() {
            let cell = written::text(raw);
            if !cell.text.is_empty() {
                sheet.cells.insert((number as u32 - 1, column as u32), cell);
            }
        }
    }
    Ok(vec![sheet])
}

fn protected() -> Result<Vec<Sheet>, Diagnostic> {
    let message = text!("古い形式（.xls）か、パスワードの付いたブックです", "the workbook is an old .xls or is protected");
    let hint = text!(
        "Excelで開き、パスワードを外して「Excelブック（.xlsx）」で保存し直してください",
        "open it in Excel, remove the password and save it as .xlsx"
    );
    Err(Diagnostic::new(&IMPORT_FILE, message).hint(hint))
}

/// The sheet that is meant: the named one, or the only shown one with headings of the kind.
fn choose<'s>(
    path: &SourcePath,
    sheets: &'s [Sheet],
    named: Option<&str>,
    vocabulary: &Vocabulary,
    findings: &mut Diagnostics,
) -> Option<(&'s Sheet, Head)> {
    let known = &vocabulary.known;
    let mut say = |code, message, hint| findings.push(Diagnostic::new(code, message).at(Place::file(path.clone())).hint(hint));
    let names = |sheets: &[&Sheet]| sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect::<Vec<_>>().join("、");
    if let Some(named) = named {
        let found = sheets.iter().find(|sheet| sheet.name.as_deref() == Some(named));
        let Some(sheet) = found else {
            let names = names(&sheets.iter().collect::<Vec<_>>());
            let message = text!("「{named}」というシートはありません", "there is no sheet \"{named}\"");
            say(&IMPORT_FILE, message, text!("次のシートから選んでください: {names}", "sheets: {names}"));
            return None;
        };
        let head = table::head(sheet, vocabulary);
        if head.is_none() {
            headless(&mut say, named, known);
        }
        return head.map(|head| (sheet, head));
    }
    for sheet in sheets.iter().filter(|sheet| sheet.hidden && !sheet.cells.is_empty()) {
        let name = sheet.name.as_deref().unwrap_or_default();
        let message = text!("シート「{name}」は隠れているので読みません", "the sheet \"{name}\" is hidden and was not read");
        say(
            &IMPORT_SKIPPED,
            message,
            text!("読むときは --sheet \"{name}\" と指定してください", "name it with --sheet \"{name}\" to read it"),
        );
    }
    let shown: Vec<&Sheet> = sheets.iter().filter(|sheet| !sheet.hidden && !sheet.cells.is_empty()).collect();
    let mut fitting: Vec<(&Sheet, Head)> = shown.iter().filter_map(|sheet| Some((*sheet, table::head(sheet, vocabulary)?))).collect();
    if fitting.len() > 1 && fitting.iter().any(|(sheet, _)| !sheet.is_example()) {
        for (sheet, _) in fitting.extract_if(.., |(sheet, _)| sheet.is_example()) {
            let name = sheet.name.as_deref().unwrap_or_default();
            say(
                &IMPORT_SKIPPED,
                text!("シート「{name}」は、記入の例とみて読みません", "the sheet \"{name}\" is an example and was not read"),
                text!("読むときは --sheet \"{name}\" と指定してください", "name it with --sheet \"{name}\" to read it"),
            );
        }
    }
    match (fitting.len(), shown.as_slice()) {
        (_, []) => say(
            &IMPORT_FILE,
            text!("読むものがありません。表示されているシートはすべて空です", "there is nothing to read: all shown sheets are empty"),
            text!("ファイルを確かめてください", "check the file"),
        ),
        (0, _) => headless(&mut say, &names(&shown), known),
        (1, _) => {
            let (sheet, head) = fitting.remove(0);
            for other in shown.iter().filter(|other| other.name != sheet.name && !other.is_example()) {
                let name = other.name.as_deref().unwrap_or_default();
                let message =
                    text!("シート「{name}」には、この種類の見出しがないので読みません", "the sheet \"{name}\" has no headings of the kind");
                say(
                    &IMPORT_SKIPPED,
                    message,
                    text!("読むときは、見出しを項目の名前にしてください", "name the keys in its headings to read it"),
                );
            }
            return Some((sheet, head));
        }
        _ => {
            let names = names(&fitting.iter().map(|(sheet, _)| *sheet).collect::<Vec<_>>());
            let message = text!("読めるシートが2つ以上あります", "several sheets could be meant");
            say(&IMPORT_FILE, message, text!("--sheet で1つを指定してください: {names}", "name one with --sheet: {names}"));
        }
    }
    None
}

fn headless(say: &mut impl FnMut(&'static Code, Text, Text), name: &str, known: &[String]) {
    let keys = known.join("、");
    let message = match name {
        "" => text!("見出しの行が見つかりません", "there is no row of headings"),
        name => text!("シート「{name}」に、見出しの行が見つかりません", "there is no row of headings in the sheet \"{name}\""),
    };
    let hint = text!("1行に、項目の名前（またはその日本語）を並べてください。使える項目: {keys}", "write the keys in one row: {keys}");
    say(&IMPORT_HEADING, message, hint);
}

/// Reads the table as the project will, with the rows where they stand in the sheet, and writes it when that went well.
fn finished(path: &SourcePath, kind: Kind, sheet: &Sheet, table: &Table, findings: &mut Diagnostics) -> Option<Imported> {
    if table.columns.is_empty() || table.rows.is_empty() {
        if !findings.has_errors() {
            no_record(path, findings);
        }
        return None;
    }
    let (found, places) = as_project(table, kind);
    // Of a place that is left to be written nothing else is said.
    let left = |finding: &Diagnostic| {
        let at = finding.place.as_ref().and_then(|place| cell_of(&places, place));
        let texts = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| Some(cell.at) == at).map(|cell| cell.text.as_str());
        texts.into_iter().any(|text| [WRITE_HERE, WRITE_HERE_KANA].contains(&text))
    };
    for finding in found.iter().filter(|finding| !left(finding)) {
        findings.push(readdressed(finding, path, sheet, &places));
    }
    Some(Imported { csv: csv(table), rows: table.rows.len(), sheet: sheet.name.clone() })
}

fn no_record(path: &SourcePath, findings: &mut Diagnostics) {
    let message = text!("見出しの下に記録がありません", "there is no record below the headings");
    let hint = text!("記録を書いてから取り込んでください", "write the records first");
    findings.push(Diagnostic::new(&IMPORT_FILE, message).at(Place::file(path.clone())).hint(hint));
}

/// A table of results without results is not what was meant: its column of values was not understood.
fn without_values(table: &Table, kind: Kind, report: &mut Report) {
    let says = ["value", "done", "comment"].iter().any(|key| table.column(key).is_some());
    if kind == Kind::KpiActual && !says && !table.columns.is_empty() {
        let at = (table.header, table.columns[0].index);
        let sheet = report.sheet;
        let above = sheet.cells.range((table.header, 0)..=(table.header, u32::MAX));
        let unread = above.filter(|((_, index), _)| table.columns.iter().all(|column| column.index != *index));
        let unread = unread.map(|(at, cell)| format!("{}「{}」", sheet.address(*at), table::excerpt(&cell.text))).collect::<Vec<_>>();
        let unread = unread.join("、");
        let message = match &*unread {
            "" => text!("値の列が見つかりません", "there is no column of values"),
            unread => text!(
                "値の列が見つかりません（読まなかった列: {unread}）",
                "there is no column of values (columns that are left out: {unread})"
            ),
        };
        let hint = text!(
            "値の列の見出しを「実績」にしてください。年度ごとの列なら、見出しを年度（R7、令和7年度）にしてください",
            "name the column of the values `value`; columns of several years are named by their fiscal years"
        );
        report.say(&IMPORT_HEADING, at, message, hint);
    }
}

/// The cells that have findings of these codes.
fn cells_with(table: &Table, kind: Kind, codes: &[&str]) -> BTreeSet<Position> {
    let (found, places) = as_project(table, kind);
    let concerned = found.iter().filter(|finding| codes.contains(&finding.code.name));
    concerned.filter_map(|finding| cell_of(&places, finding.place.as_ref()?)).collect()
}

/// Where the cells stand in the text of a table.
type Places = Vec<(Range<usize>, Position)>;

/// What the project's own reading finds in the table.
fn as_project(table: &Table, kind: Kind) -> (Diagnostics, Places) {
    let (text, places) = in_place(table);
    let stem = kind.stem();
    let place = SourcePath::new(&format!("data/{stem}.csv")).expect("the name of a kind is a file name");
    let file = SourceFile::text_file(place, text.as_bytes().into(), text.as_str().into());
    (parse::data(&file), places)
}

/// Writes ids for names, in cells that are wrong for being no ids.
fn name_by_id(table: &mut Table, kind: Kind, names: &dyn Names, report: &mut Report) {
    for at in cells_with(table, kind, &[BAD_ID.name]) {
        let mut told = BTreeSet::new();
        for (column, cell) in cells_at(table, at) {
            let mut items: Vec<String> = cell.text.split(';').map(|item| item.trim().to_owned()).collect();
            for item in items.iter_mut().filter(|item| Id::parse(item).is_err()) {
                let Some(id) = names.id(&column, item) else { continue };
                if told.insert(item.clone()) {
                    let message =
                        text!("「{item}」を、その名前の記録のid「{id}」にしました", "\"{item}\" became \"{id}\", the id of that record");
                    let hint =
                        text!("違う記録のことなら、セルにidを書いてください", "write the id into the cell if another record is meant");
                    report.say(&IMPORT_NAMED, at, message, hint);
                }
                *item = id;
            }
            if !told.is_empty() {
                cell.text = items.join(";");
            }
        }
    }
}

/// Writes what is surely meant where a cell says it in words: 7500 for `7,500円`, confirmed for 確定.
fn read_as_meant(table: &mut Table, kind: Kind, report: &mut Report) {
    let (found, places) = as_project(table, kind);
    let corrected = found.iter().filter(|finding| [WRONG_TYPE.name, UNKNOWN_VALUE.name].contains(&finding.code.name));
    let meant: BTreeSet<(Position, String)> = corrected
        .filter_map(|finding| finding.correction.as_ref())
        .filter(|correction| !correction.text.starts_with('['))
        .filter_map(|correction| Some((cell_of(&places, &correction.place)?, correction.text.clone())))
        .collect();
    for (at, meant) in meant {
        let mut shown = None;
        // Of a list in one cell, only one item is meant.
        for (_, cell) in cells_at(table, at).filter(|(_, cell)| !cell.text.contains([';', '；', '、', '\n'])) {
            shown = Some(std::mem::replace(&mut cell.text, meant.clone()));
        }
        let Some(shown) = shown else { continue };
        let message = text!("「{shown}」を {meant} と読みました", "\"{shown}\" was read as {meant}");
        let hint = text!("違うときは、セルを直してください", "mend the cell if another value is meant");
        report.say(&IMPORT_READ, at, message, hint);
    }
}

/// Takes out a status that is no word of the project (○, 別途): it must not refuse a whole table, and it is not guessed. ○ may say that a
/// sitting is certain, that it is open, or only that there is one; staff plan by what is announced as certain. So a sitting without its
/// status is one that still has to be confirmed, and any other record is a draft, until a person says more.
fn leave_unclear_status(table: &mut Table, kind: Kind, report: &mut Report) {
    let Some(column) = table.column("status") else { return };
    let is_sitting = kind == Kind::ExamSession;
    let known = if is_sitting { SessionStatus::DECLARED } else { Status::DECLARED };
    let words = known.values.iter().map(|value| value.ja).collect::<Vec<_>>().join("、");
    let unclear = |cell: &&mut Field| !cell.text.is_empty() && choice(&cell.text, known).is_none();
    for cell in table.rows.iter_mut().map(|row| &mut row.cells[column]).filter(unclear) {
        let shown = table::excerpt(&std::mem::replace(&mut cell.text, if is_sitting { "" } else { "draft" }.to_owned()));
        let message = match is_sitting {
            true => text!(
                "状態の「{shown}」は意味が決まらないので、空にしました（「予定・要確認」と表示されます）",
                "the status \"{shown}\" is not clear: it was left empty, and the sitting is shown as to be confirmed"
            ),
            false => text!(
                "状態の「{shown}」は意味が決まらないので、下書き（draft）にしました",
                "the status \"{shown}\" is not clear: the record is a draft"
            ),
        };
        let hint = text!("Excelのセルに、次のどれかを書いて取り込み直してください: {words}", "write one of these into the cell: {words}");
        report.say(&IMPORT_DOUBT, cell.at, message, hint);
    }
}

/// The texts that come from a cell, each with its column: several where a step copied them.
fn cells_at(table: &mut Table, at: Position) -> impl Iterator<Item = (String, &mut Field)> {
    let keys: Vec<String> = table.columns.iter().map(|column| column.key.clone()).collect();
    let cells = table.rows.iter_mut().flat_map(move |row| keys.clone().into_iter().zip(&mut row.cells).collect::<Vec<_>>());
    cells.filter(move |(_, cell)| cell.at == at)
}

/// The cell that a place of the text belongs to; none where it is the whole file.
fn cell_of(places: &Places, place: &Place) -> Option<Position> {
    let after = places.partition_point(|(range, _)| range.start <= place.start);
    let (_, at) = places.get(after.checked_sub(1)?)?;
    (place.end > 0).then_some(*at)
}

/// The table with blank lines where the sheet has other rows, and where each cell stands.
fn in_place(table: &Table) -> (String, Places) {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut line = 0;
    let head: Vec<(&str, Position)> = table.columns.iter().map(|column| (column.key.as_str(), (table.header, column.index))).collect();
    let rows = table.rows.iter().map(|row| (row.index, row.cells.iter().map(|cell| (cell.text.as_str(), cell.at)).collect::<Vec<_>>()));
    for (at, (row, cells)) in std::iter::once((table.header, head)).chain(rows).enumerate() {
        // Records that come from one row stand in lines of their own.
        let next = row.max(if at > 0 { line + 1 } else { 0 });
        text.extend(std::iter::repeat_n('\n', (next - line) as usize));
        line = next;
        for (column, (cell, at)) in cells.into_iter().enumerate() {
            text.push_str(if column > 0 { "," } else { "" });
            let start = text.len();
            text.push_str(&quoted(cell));
            places.push((start..text.len(), at));
        }
    }
    text.push('\n');
    (text, places)
}

/// The place of a cell. A workbook is no text; what stands for the byte only puts findings in the order of rows and columns.
fn place(path: &SourcePath, (row, column): Position) -> Place {
    let order = row as usize * (1 << 14) + column as usize + 1;
    Place::new(path.clone(), order..order)
}

/// A finding of the table as one of the file that it comes from.
fn readdressed(finding: &Diagnostic, path: &SourcePath, sheet: &Sheet, places: &Places) -> Diagnostic {
    let moved_to = |of: &Place, Text { ja, en }: &Text| match cell_of(places, of) {
        Some(at) => {
            let address = sheet.address(at);
            let (ja, en) = (without_line(ja, ("", "行目"), "この行"), without_line(en, ("row ", ""), "this row"));
            (place(path, at), text!("{address}: {ja}", "{address}: {en}"))
        }
        None => (Place::file(path.clone()), Text { ja: ja.clone(), en: en.clone() }),
    };
    let mut moved = finding.clone();
    if let Some(of) = &finding.place {
        let (place, message) = moved_to(of, &finding.message);
        (moved.place, moved.message) = (Some(place), message);
    }
    // What `fix` would write belongs into a text, not into a workbook.
    moved.correction = None;
    for related in &mut moved.related {
        (related.place, related.message) = moved_to(&related.place, &related.message);
    }
    moved
}

/// A message without the line of the text, which its address says better: `4行目の列「value」: …` and `row 4, column "value": …` begin with
/// the column. `around` are the words before and behind the number, `this` stands for them where the sentence needs a row.
fn without_line(message: &str, around: (&str, &str), this: &str) -> String {
    let behind = |rest: &str| {
        let unnumbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        unnumbered.strip_prefix(around.1).filter(|_| unnumbered.len() < rest.len()).map(str::to_owned)
    };
    let Some(rest) = message.strip_prefix(around.0).and_then(behind) else { return message.to_owned() };
    match ["の列", ", column", ": "].iter().find(|begin| rest.starts_with(**begin)) {
        Some(&"の列") => rest.trim_start_matches('の').to_owned(),
        Some(_) => rest.trim_start_matches([',', ':', ' ']).to_owned(),
        None => format!("{this}{rest}"),
    }
}

/// The file that is written.
fn csv(table: &Table) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    let head: Vec<&str> = table.columns.iter().map(|column| column.key.as_str()).collect();
    let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect());
    for cells in std::iter::once(head).chain(rows) {
        let cells: Vec<String> = cells.into_iter().map(quoted).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n', '\r', ';', '\t']) || cell.trim() != cell {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests;
