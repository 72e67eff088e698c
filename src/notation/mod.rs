//! How Japanese offices write dates, fiscal years, times and numbers, in both directions.
//!
//! Reading takes what people type (`令和8年11月22日`, `R7`, `約３０％`, `1,438`), after NFKC; writing gives the two forms of the
//! portal, words (`令和8年11月22日（日）`) and ISO (`2026-11-22`). Nothing here knows the clock or a time zone: all times are JST.

mod date;
mod day_text;
mod fiscal_year;
mod id;
mod moment;
pub mod prose;
mod quantity;
mod tolerance;
pub mod unfilled;
mod unit;
mod weekday;
mod when;

pub use date::{Day, Deadline, EraYear, Month, Time, WEEKDAYS};
pub use fiscal_year::FiscalYear;
pub use id::Id;
pub use moment::Moment;
pub use quantity::{Bound, Quantity, grouped};
pub use tolerance::Tolerance;
pub use unit::Unit;
pub use weekday::{WeekdayNote, weekday_note};
pub use when::When;

use crate::diagnostic::{Code, Text};
use unicode_normalization::UnicodeNormalization;

/// Text that is not what its field asks for, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Code of the finding.
    pub code: &'static Code,
    /// What is.
    pub message: Text,
    /// What to write instead.
    pub hint: Option<Text>,
}

/// A date that cannot be, or cannot be read.
pub static BAD_DATE: Code = Code::error(
    "bad-date",
    "日付として読めない、または暦にない日付です。2026-11-22、2026/11/22、令和8年11月22日、R8.11.22 のどれかで書き、曜日は付けないでください（自動で付きます）",
    "not a date, or a day that does not exist; write 2026-11-22, 2026/11/22, 令和8年11月22日 or R8.11.22, without a weekday",
);
/// A year of two digits or without an era.
pub static AMBIGUOUS_YEAR: Code = Code::error(
    "ambiguous-year",
    "年が2桁、または年がなく、どの年か決まりません。西暦4桁か元号で書いてください",
    "the year has two digits or is missing; write four digits or an era",
);
/// Not a fiscal year.
pub static BAD_FISCAL_YEAR: Code = Code::error(
    "bad-fiscal-year",
    "年度として読めません。R7、令和7年度、2025、2025年度、H29 のどれかで書いてください（1〜3月は前の年度です）",
    "not a fiscal year; write R7, 令和7年度, 2025, 2025年度 or H29 (January to March belong to the year before)",
);
/// Not a number.
pub static BAD_NUMBER: Code = Code::error(
    "bad-number",
    "数として読めません。80、52.5、1,438、約30、80% のように書いてください（単位は unit に書きます）",
    "not a number; write 80, 52.5, 1,438, 約30 or 80%; the unit belongs into `unit`",
);
/// Not an id.
pub static BAD_ID: Code = Code::error(
    "bad-id",
    "idは半角の小文字・数字を - でつないだものにします（例: csv-first-step）。あとから変えないでください",
    "an id is lower-case ASCII letters and digits joined by `-` (csv-first-step) and never changes",
);
/// A clock time that cannot be.
pub static BAD_TIME: Code = Code::error("bad-time", "時刻として読めません。13:30 のように書いてください", "not a time of day; write 13:30");
/// What Excel made of a cell.
pub static EXCEL_DATE: Code = Code::error(
    "excel-date",
    "Excelが日付を通し番号に変えています。セルの表示形式を「日付」か「文字列」にして保存し直してください",
    "Excel turned a date into a serial number; format the cell as date or text and save again",
);

/// The codes of this room.
pub static CODES: &[&Code] = &[&BAD_DATE, &AMBIGUOUS_YEAR, &BAD_FISCAL_YEAR, &BAD_NUMBER, &BAD_ID, &BAD_TIME, &EXCEL_DATE];

/// NFKC, outer blanks removed (also full-width ones).
pub fn normal(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

/// Without width and case: the form in which words are compared.
pub fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// [`folded`], without blanks too: the form in which names are compared.
pub fn folded_name(name: &str) -> String {
    folded(name).split_whitespace().collect()
}

/// Numbers in kanji before 年, 月 and 日 as digits: `令和九年二月十九日` is `令和9年2月19日`.
fn kanji_numbers(text: &str) -> String {
    const DIGITS: &str = "〇一二三四五六七八九";
    if !text.contains(|c: char| c == '十' || DIGITS.contains(c)) {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if c == '十' || DIGITS.contains(c) {
            run.push(c);
            continue;
        }
        let digit = |c: char| DIGITS.chars().position(|digit| digit == c).map_or(0, |digit| digit as u32);
        let number = match run.split_once('十') {
            Some((tens, ones)) if tens.chars().count() < 2 && ones.chars().count() < 2 && !ones.contains('十') => {
                Some((tens.chars().next().map_or(1, digit) * 10 + ones.chars().next().map_or(0, digit)).to_string())
            }
            Some(_) => None,
            None => Some(run.chars().map(|c| digit(c).to_string()).collect()),
        };
        match number.filter(|_| matches!(c, '年' | '月' | '日')) {
            Some(number) => out += &number,
            None => out += &run,
        }
        run.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}
