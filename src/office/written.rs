//! Values of a workbook as text: numbers as they are shown, days and times as ISO, text without stray spaces and line breaks.
//!
//! What is shown and what is stored may differ; then the cell says so. Does not know which column it is in.

use super::sheet::{Cell, Doubt, Shown};
use crate::notation::{Day, Unit};
use unicode_normalization::UnicodeNormalization;

/// Excel counts a day too many before 1900-03-01 (serial 61), as Lotus did.
const FIRST_RIGHT_SERIAL: f64 = 61.0;
/// The last day that Excel has, 9999-12-31.
const LAST_SERIAL: f64 = 2_958_465.0;
/// Days between the two calendars of Excel.
const EPOCH_1904: f64 = 1462.0;
/// Formats of Japanese Excel that have a number instead of a code and show no year.
const YEARLESS_IDS: [u32; 3] = [35, 53, 56];

/// How a cell is formatted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Format<'a> {
    /// `#,##0.0`, `yyyy/m/d`; empty when unknown.
    pub code: &'a str,
    /// Number of a built-in format.
    pub id: Option<u32>,
}

/// A text cell.
pub(super) fn text(raw: &str) -> Cell {
    let raw = raw.replace("_x000D_", "").replace('\r', "\n");
    let lines: Vec<&str> = raw.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    let narrow = |line: &str| -> String {
        let normal: String = line.nfkc().collect();
        // Only what has no letters: names keep the width in which they were given.
        let figures = normal.bytes().all(|byte| byte.is_ascii_digit() || b"+-.,:/% ".contains(&byte));
        if figures { normal } else { line.to_owned() }
    };
    let is_item = |line: &&str| line.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    let doubt = (lines.len() > 1).then_some(Doubt::Joined);
    let joined = match lines.as_slice() {
        [one] => narrow(one),
        several if several.iter().all(is_item) => several.join(";"),
        several => several.iter().fold(String::new(), |text, line| {
            let words = text.ends_with(|c: char| c.is_ascii_alphanumeric()) && line.starts_with(|c: char| c.is_ascii_alphanumeric());
            format!("{text}{}{line}", if words { " " } else { "" })
        }),
    };
    Cell { text: joined, doubt, ..Cell::default() }
}

/// A number, with the digits that its format shows.
pub(super) fn number(value: f64, format: Format) -> Cell {
    let (percent, decimals) = shape(format.code);
    let value = if percent { fifteen_digits(value * 100.0) } else { fifteen_digits(value) };
    let exact = value.to_string();
    let shown = match decimals {
        Some(decimals) => {
            let scale = 10f64.powi(decimals as i32);
            // Excel rounds halves away from zero.
            format!("{:.decimals$}", (fifteen_digits(value * scale)).round() / scale)
        }
        None => exact.clone(),
    };
    let same = shown.parse::<f64>().is_ok_and(|shown| fifteen_digits(shown) == value);
    let sign = if percent { "%" } else { "" };
    Cell {
        text: format!("{shown}{sign}"),
        doubt: (!same).then(|| Doubt::Rounded { exact: format!("{exact}{sign}") }),
        number: Some(if percent { Shown::Percent } else { Shown::Plain(value) }),
        unit: if percent { None } else { unit(format.code) },
    }
}

/// Excel keeps fifteen digits: 0.1 + 0.2 is 0.3 there.
fn fifteen_digits(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// Whether a format shows a percentage, and how many digits behind the point; `None` where it shows what there is.
fn shape(code: &str) -> (bool, Option<usize>) {
    let bare = bare(code);
    let percent = bare.contains('%');
    let plain = bare.contains(['0', '#', '?']) && !bare.contains(['E', '/', 'G', '@']);
    // A comma behind the last digit divides by a thousand: what is stored is the amount.
    let scaled = bare.trim_end_matches(['%', ' ', ')']).ends_with(',');
    if !plain || scaled {
        return (percent, None);
    }
    let decimals = bare.split_once('.').map_or(0, |(_, after)| after.chars().take_while(|c| matches!(c, '0' | '#' | '?')).count());
    (percent, Some(decimals))
}

/// The unit that a format shows: `#,##0"千円"`, `0\\ "件"`. A comma behind the last digit divides what is shown by a thousand, and what is
/// stored is the amount: then 千円 is 円.
fn unit(code: &str) -> Option<Unit> {
    let first = code.split(';').next().unwrap_or_default();
    let words: String = first.split('"').skip(1).step_by(2).collect();
    let scaled = bare(code).trim_end_matches(' ').ends_with(',');
    let words = words.trim();
    Unit::of(if scaled { words.trim_start_matches(['千', '百', '万']) } else { words })
}

/// The first part of a format without quoted words, conditions and fillers.
fn bare(code: &str) -> String {
    let mut bare = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                chars.by_ref().find(|c| *c == ']');
            }
            '_' | '*' | '\\' => {
                chars.next();
            }
            ';' => break,
            c => bare.push(c),
        }
    }
    bare
}

/// A day, a time, or both, from the number that Excel stores.
pub(super) fn moment(serial: f64, is_1904: bool, format: Format) -> Cell {
    let serial = if is_1904 && serial >= 1.0 { serial + EPOCH_1904 } else { serial };
    let shown = serial.to_string();
    let not = |text: String| Cell { text, doubt: Some(Doubt::NoDayOrTime), ..Cell::default() };
    if !(0.0..=LAST_SERIAL + 1.0).contains(&serial) {
        return not(shown);
    }
    let minutes = ((serial - serial.floor()) * 1440.0).round() as i32;
    let (days, minutes) = (serial.floor() as i32 + minutes / 1440, minutes % 1440);
    let clock = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    if days == 0 {
        return Cell { text: clock, ..Cell::default() };
    }
    if serial < FIRST_RIGHT_SERIAL {
        return not(shown);
    }
    let day = Day::new(1899, 12, 30).expect("1899-12-30 exists").plus(days).iso();
    let doubt = shows_no_year(format).then_some(Doubt::YearNotShown);
    Cell { text: if minutes == 0 { day } else { format!("{day}T{clock}") }, doubt, ..Cell::default() }
}

fn shows_no_year(format: Format) -> bool {
    let bare = bare(format.code).to_lowercase();
    let (year, day) = (bare.contains(['y', 'e', 'g']), bare.contains(['d', 'm']));
    format.id.is_some_and(|id| YEARLESS_IDS.contains(&id)) || day && !year && !bare.contains(['h', 's'])
}

/// A length of time (`[h]:mm`): a time of day when it is shorter than that.
pub(super) fn duration(days: f64) -> Cell {
    let minutes = (days * 1440.0).round();
    let text = format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    Cell { doubt: (!(0.0..1440.0).contains(&minutes)).then_some(Doubt::NoDayOrTime), text, ..Cell::default() }
}

/// `2026-01-15T00:00:00`, as some programs write days.
pub(super) fn iso(raw: &str) -> Cell {
    let raw = raw.trim_end_matches('Z');
    let raw = raw.strip_suffix("T00:00:00").or_else(|| raw.strip_suffix(":00").filter(|rest| rest.contains(':'))).unwrap_or(raw);
    text(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(code: &str) -> Format<'_> {
        Format { code, id: None }
    }

    #[test]
    fn numbers_are_written_as_they_are_shown() {
        for (value, code, text, rounded) in [
            (0.61, "0%", "61%", false),
            (0.285, "0.0%", "28.5%", false),
            (0.614_943_82, "0.0%", "61.5%", true),
            (38.0, "0.0", "38.0", false),
            (52.5, "0", "53", true),
            (1438.0, "#,##0", "1438", false),
            (1438.0, "#,##0\"円\"", "1438", false),
            (0.1 + 0.2, "General", "0.3", false),
            (12_345_000.0, "#,##0,", "12345000", false),
            (-5.0, "#,##0;▲#,##0", "-5", false),
            (7.0, "@", "7", false),
        ] {
            let cell = number(value, format(code));
            assert_eq!((cell.text.as_str(), cell.doubt.is_some()), (text, rounded), "{value} as {code}");
        }
    }

    #[test]
    fn the_unit_that_a_format_shows_is_kept() {
        let unit = |code| number(1438.0, format(code)).unit.map(Unit::words);
        assert_eq!(unit("#,##0\"千円\"").as_deref(), Some("千円"));
        assert_eq!(unit("0\" 件\";-0\" 件\"").as_deref(), Some("件"));
        assert_eq!(unit("#,##0,\"千円\"").as_deref(), Some("円"));
        assert_eq!(unit("#,##0"), None);
        assert_eq!(unit("0\"頁分\""), None);
    }

    #[test]
    fn days_and_times_are_iso() {
        for (serial, code, text) in [
            (46_348.0, "yyyy/m/d", "2026-11-22"),
            (46_348.562_5, "yyyy/m/d h:mm", "2026-11-22T13:30"),
            (0.5625, "h:mm", "13:30"),
            (46_348.0, "[$-411]ggge\"年\"m\"月\"d\"日\"", "2026-11-22"),
        ] {
            assert_eq!(moment(serial, false, format(code)), Cell { text: text.into(), ..Cell::default() }, "{code}");
        }
        assert_eq!(moment(44_886.0, true, format("yyyy/m/d")).text, "2026-11-22");
        assert_eq!(moment(46_348.0, false, format("m\"月\"d\"日\"")).doubt, Some(Doubt::YearNotShown));
        assert_eq!(moment(46_348.0, false, Format { code: "General", id: Some(56) }).doubt, Some(Doubt::YearNotShown));
        assert_eq!(moment(30.0, false, format("yyyy/m/d")).doubt, Some(Doubt::NoDayOrTime));
        assert_eq!((duration(0.5).text.as_str(), duration(1.5).doubt), ("12:00", Some(Doubt::NoDayOrTime)));
        assert_eq!(
            (iso("2026-11-22T00:00:00").text.as_str(), iso("2026-11-22T13:30:00").text.as_str()),
            ("2026-11-22", "2026-11-22T13:30")
        );
    }

    #[test]
    fn text_loses_only_what_is_no_content() {
        assert_eq!(text(" １，４３８　").text, "1,438");
        assert_eq!(text("ＲＰＡ 研修").text, "ＲＰＡ 研修");
        assert_eq!(text("level-1\nlevel-2").text, "level-1;level-2");
        assert_eq!(text("数字を\r\n読む").text, "数字を読む");
        assert_eq!(text("Word\nExcel が使える").doubt, Some(Doubt::Joined));
    }
}
