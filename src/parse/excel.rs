//! What Excel leaves in a cell: numbers of days, numbers in exponent form, formulas, signs that a column was too narrow.
//!
//! Judges one cell by its text; does not know its column.

use super::decode::excerpt;
use crate::diagnostic::{Code, Diagnostic};
use crate::text;
use unicode_normalization::UnicodeNormalization;

/// A cell that Excel has changed.
pub static EXCEL_DAMAGE: Code = Code::error(
    "excel-damage",
    "Excelが値を書き換えたか、表示のための記号・数式のまま保存されています（日付の通し番号、1月5日、########、1.0E+05、#REF!、=で始まる式）。示された手順でセルの書式を直し、保存し直してください",
    "Excel has changed the value or saved what it displayed (serial dates, 1月5日, ########, 1.0E+05, #REF!, formulas); change the cell format as told and save again",
);

/// What a cell should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Whatever it says.
    Anything,
    /// A number.
    Number,
    /// A date or another value with a notation of its own.
    Date,
}

/// What Excel has done to a cell, if it shows.
pub(super) fn excel_damage(cell: &str, holds: Holds) -> Option<Diagnostic> {
    let (dated, counted) = (holds == Holds::Date, holds == Holds::Number);
    let text: String = cell.trim().nfkc().collect();
    let shown = excerpt(cell);
    let (message, hint) = if text.len() >= 3 && text.bytes().all(|byte| byte == b'#') {
        (
            text!(
                "セルが「{shown}」になっています（列の幅が足りず、値が表示されていません）",
                "the cell is \"{shown}\": the column was too narrow"
            ),
            text!("Excelで列の幅を広げて値を表示させてから、CSVで保存し直してください", "widen the column in Excel and save as CSV again"),
        )
    } else if ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"].iter().any(|error| text.starts_with(error)) {
        (
            text!("セルがExcelの数式エラー「{shown}」のままです", "the cell is the Excel error \"{shown}\""),
            text!(
                "Excelで元の数式を直すか、値を直接入力してから保存し直してください",
                "mend the formula in Excel, or type the value, and save again"
            ),
        )
    } else if text.starts_with('=') && text.len() > 1 {
        (
            text!("セルに数式「{shown}」が入っています", "the cell holds the formula \"{shown}\""),
            text!(
                "Excelでセルをコピーし、「形式を選択して貼り付け」→「値」で計算結果に置き換えて保存し直してください",
                "replace the formula by its value (Paste Special → Values)"
            ),
        )
    } else if is_exponent(&text) {
        (
            text!("数字が指数の形「{shown}」になっています", "the number is in exponent form \"{shown}\""),
            text!(
                "Excelでセルの書式を「標準」から「数値」（番号なら「文字列」）に変え、元の値を入れ直して保存してください",
                "set the cell format to Number (or Text) and enter the value again"
            ),
        )
    } else if dated && text.len() == 5 && text.parse::<u32>().is_ok_and(|serial| (30_000..70_000).contains(&serial)) {
        (
            text!("日付がExcelの通し番号「{shown}」になっています", "the date is Excel's serial number \"{shown}\""),
            text!(
                "Excelで列を選び、「セルの書式設定」→「ユーザー定義」に `yyyy-mm-dd` と入れて保存し直してください",
                "set the column's number format to `yyyy-mm-dd` and save again"
            ),
        )
    } else if counted && is_day_without_year(&text) {
        (
            text!("数が、Excelで日付「{shown}」に書き換えられています", "Excel turned a number into the date \"{shown}\""),
            text!(
                "Excelで列の書式を「文字列」にし、もとの数を入れ直して保存してください",
                "set the column's format to Text, enter the number again and save"
            ),
        )
    } else if dated && is_day_without_year(&text) {
        (
            text!("日付「{shown}」に年がありません（Excelが書き換えた形です）", "the date \"{shown}\" has no year"),
            text!(
                "Excelで列を選び、「セルの書式設定」→「ユーザー定義」に `yyyy-mm-dd` と入れ、年が正しいか確かめて保存し直してください",
                "set the column's number format to `yyyy-mm-dd`, check the year, and save again"
            ),
        )
    } else {
        return None;
    };
    Some(Diagnostic::new(&EXCEL_DAMAGE, message).hint(hint))
}

fn is_exponent(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+").or_else(|| text.split_once("E-")) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    digits(mantissa.trim_start_matches('-')) && digits(exponent)
}

/// `1月5日`, `5-Jan`, `Jan-5`.
fn is_day_without_year(text: &str) -> bool {
    let number = |part: &str| part.parse::<u8>().is_ok();
    if let Some((month, rest)) = text.split_once('月') {
        return number(month) && rest.strip_suffix('日').is_some_and(number);
    }
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    text.split_once('-').is_some_and(|(a, b)| (number(a) && MONTHS.contains(&b)) || (number(b) && MONTHS.contains(&a)))
}
