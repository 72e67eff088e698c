//! What a result says of its time agrees with the year it is filed under: when it was measured, and the survey it names.
//!
//! A value may be measured after its year, up to a year later (決算 in autumn, a survey in May); before its year it cannot be. A source that
//! names 令和6年度調査 belongs to R6; documents that are merely dated (取組方針（令和4年3月）) and comparisons (R6年度より増) say nothing of the kind.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::notation::{Day, FiscalYear, Month};
use crate::source::Place;
use crate::text;
use unicode_normalization::UnicodeNormalization;

/// Measured in another year.
pub static KPI_MEASURED_ON: Code = Code::error(
    "kpi-measured-on",
    "測った日（`measured_on`）が、その値の年度より前か、年度が終わって1年より後か、まだ来ていない日です。年度か測った日を直してください",
    "`measured_on` lies before the fiscal year of the value, more than a year after it, or in the future; mend the year or the day",
);
/// Another year in words.
pub static KPI_ROW_YEAR: Code = Code::warning(
    "kpi-row-year",
    "出典やコメントにある調査・実績の年度が、その値の年度と違います。年度か出典を直してください",
    "the survey or result that a source or comment names is of another fiscal year than the value; mend one of them",
);

/// A value with what is said of its time.
struct Row<'a> {
    year: FiscalYear,
    measured_on: Option<(Month, Place)>,
    source: Option<(&'a str, Place)>,
    comment: Option<(&'a str, Place)>,
    id: &'a str,
}

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let (id, origin) = (kpi.meta.id.as_str(), &kpi.meta.origin);
        if let Some(baseline) = &kpi.baseline {
            let row = Row {
                year: baseline.fiscal_year,
                measured_on: baseline.measured_on.map(|month| (month, origin.place("baseline.measured_on"))),
                source: baseline.source.as_deref().map(|source| (source, origin.place("baseline.source"))),
                comment: None,
                id,
            };
            judge(&row, site.options.today, findings);
        }
        for actual in &kpi.actuals {
            let row = Row {
                year: actual.fiscal_year,
                measured_on: actual.measured_on.map(|month| (month, actual.origin.place("measured_on"))),
                source: actual.source.as_deref().map(|source| (source, actual.origin.place("source"))),
                comment: actual.comment.as_deref().map(|comment| (comment, actual.origin.place("comment"))),
                id,
            };
            judge(&row, site.options.today, findings);
        }
    }
}

fn judge(row: &Row, today: Day, findings: &mut Diagnostics) {
    // That the year itself has not begun is told elsewhere.
    if row.year.first_day() > today {
        return;
    }
    let words = row.year.words();
    if let Some((month, place)) = &row.measured_on {
        let (shown, own) = (month.words(), month.fiscal_year().words());
        let message = match () {
            () if month.day() > today => text!("測った日の{shown}は、まだ来ていません", "measured_on ({shown}) lies in the future"),
            () if month.fiscal_year() < row.year => {
                text!(
                    "測った日の{shown}は{own}で、値の年度（{words}）より前です",
                    "{shown} is of {own}, before the year of the value ({words})"
                )
            }
            () if month.fiscal_year().0 > row.year.0 + 1 => text!(
                "測った日の{shown}は、値の年度（{words}）が終わって1年より後です",
                "{shown} is more than a year after the end of the value's year ({words})"
            ),
            () => return text_years(row, findings),
        };
        findings.push(Diagnostic::new(&KPI_MEASURED_ON, message).at(place.clone()).record(row.id).hint(text!(
            "年度（fiscal_year）と測った日のどちらが正しいか確かめてください（1〜3月は前の年度です）",
            "check `fiscal_year` and `measured_on` (January to March belong to the year before)"
        )));
        return;
    }
    text_years(row, findings);
}

/// 【令和4年1月】 behind a survey, where the value was measured in another month of another year.
fn survey_month(row: &Row, findings: &mut Diagnostics) -> bool {
    let Some((measured, _)) = &row.measured_on else { return false };
    let texts = row.source.iter().chain(&row.comment);
    let mut told = false;
    for (text, place) in texts {
        let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let said = plain.split('【').skip(1).filter_map(|rest| Month::parse(rest.split_once('】')?.0).ok());
        let own = (measured.day().year(), measured.day().month());
        let Some(said) = said.filter(|said| !said.is_day() && (said.day().year(), said.day().month()) != own).last() else { continue };
        let (said, own) = (said.words(), measured.words());
        told = true;
        findings.push(
            Diagnostic::new(
                &KPI_ROW_YEAR,
                text!("調査は【{said}】と書かれていますが、測った日は{own}です", "the survey is of {said}, but it was measured in {own}"),
            )
            .at(place.clone())
            .record(row.id)
            .hint(text!("調査の月と measured_on のどちらが正しいか確かめてください", "check the month and `measured_on`")),
        );
    }
    told
}

fn text_years(row: &Row, findings: &mut Diagnostics) {
    if survey_month(row, findings) {
        return;
    }
    let sources = row.source.iter().map(|(text, place)| (*text, place, false));
    let comments = row.comment.iter().map(|(text, place)| (*text, place, true));
    for (text, place, whole) in sources.chain(comments) {
        let said = mentions(text, whole);
        // One that agrees is enough: others are compared with it.
        let Some(other) = said.first().filter(|_| !said.iter().any(|mention| mention.fits(row.year))) else { continue };
        let (shown, own, words) = (&other.shown, other.year.words(), row.year.words());
        findings.push(
            Diagnostic::new(
                &KPI_ROW_YEAR,
                text!(
                    "「{shown}」は{own}のものですが、値の年度は{words}です",
                    "\"{shown}\" is of {own}, but the value is filed under {words}"
                ),
            )
            .at(place.clone())
            .record(row.id)
            .hint(text!("年度（fiscal_year）と出典のどちらが正しいか確かめてください", "check which of them is right")),
        );
    }
}

/// A survey or result with its year.
struct Mention {
    year: FiscalYear,
    /// A survey may follow its year; the results and accounts of a year are its own.
    may_follow: bool,
    shown: String,
}

impl Mention {
    fn fits(&self, year: FiscalYear) -> bool {
        self.year == year || self.may_follow && self.year == year.next()
    }
}

const SURVEYS: [&str; 8] = ["調査", "アンケート", "実施", "現在", "時点", "測定", "集計", "把握"];
const RESULTS: [&str; 3] = ["実績", "決算", "確定値"];

/// The surveys and results of a text that name their year. `whole`: the text says nothing else.
fn mentions(text: &str, whole: bool) -> Vec<Mention> {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    let mut before = '\0';
    let mut next = 0;
    for (at, c) in text.char_indices() {
        let begins = at >= next && !(before.is_ascii_alphanumeric() && c.is_ascii_alphanumeric());
        before = c;
        let Some((year, len)) = begins.then(|| year_at(&text[at..])).flatten() else { continue };
        next = at + len;
        let after = text[next..].trim_start_matches('末').trim_start_matches('の');
        let keyword = |words: &[&'static str]| words.iter().copied().find(|word| after.starts_with(word));
        let bracketed =
            text[..at].strip_suffix(['(', '【', '[', '〔']).is_some_and(|head| SURVEYS[..2].iter().any(|word| head.ends_with(word)));
        let (word, may_follow) = match (keyword(&RESULTS), keyword(&SURVEYS)) {
            (Some(word), _) => (word, false),
            (None, Some(word)) => (word, true),
            (None, None) if bracketed => ("", true),
            _ => continue,
        };
        let rest = &after[word.len()..];
        let alone = at == 0 && matches!(rest.trim_end_matches('。'), "" | "による" | "より" | "の結果" | "の結果による" | "の値" | "値");
        if !whole || alone {
            let end = next + (text[next..].len() - after.len()) + word.len();
            found.push(Mention { year, may_follow, shown: text[at..end].to_owned() });
        }
    }
    found
}

/// The fiscal year that a text begins with (`令和6年度`, `R3.10`, `2024年5月`, `R6`), and how long its words are.
fn year_at(text: &str) -> Option<(FiscalYear, usize)> {
    if !text.starts_with(['令', '平', 'R', 'H', '1', '2']) {
        return None;
    }
    let in_year = |c: char| c.is_ascii_digit() || "令和平成元年度月日.RH".contains(c);
    let end = text.char_indices().find(|(_, c)| !in_year(*c)).map_or(text.len(), |(at, _)| at);
    let words = text[..end].trim_end_matches('.');
    if let Some(at) = words.find("年度") {
        let year = &words[..at + "年度".len()];
        return Some((FiscalYear::parse(year).ok()?, year.len()));
    }
    if let Ok(month) = Month::parse(words) {
        return Some((month.fiscal_year(), words.len()));
    }
    FiscalYear::parse(words).ok().filter(|_| !words.ends_with('年')).map(|year| (year, words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(fields: &str) -> Vec<String> {
        let kpi = format!(
            "kpi:\n- {{id: k, name: 率, unit: '%', kind: none}}\nkpi_actuals:\n- {{kpi: k, fiscal_year: R7, value: 80, {fields}}}\n"
        );
        run(check, &[("data/kpi.yaml", &kpi)])
    }

    #[test]
    fn the_month_of_a_survey_is_that_of_the_value() {
        let survey = |month: &str| found(&format!("measured_on: 2026-01, comment: 働き方のアンケート【{month}】"));
        assert_eq!(survey("令和7年1月"), ["kpi-row-year: 働き方のアンケート【令和7年1月】"]);
        for right in ["令和8年1月", "2026年1月", "R8.1", "再掲", "令和7年度"] {
            assert!(survey(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn a_value_is_not_measured_before_its_year() {
        assert_eq!(found("measured_on: 2024-01"), ["kpi-measured-on: 2024-01"]);
        assert_eq!(found("measured_on: 2025-03-31"), ["kpi-measured-on: 2025-03-31"]);
        assert_eq!(found("measured_on: 2027-01"), ["kpi-measured-on: 2027-01"]);
        for fine in ["2025-04", "2026-01", "2026-03-31", "2026-05", "2026-10-30"] {
            assert!(found(&format!("measured_on: {fine}")).is_empty(), "{fine}");
        }
        let late = "kpi:\n- {id: k, name: 率, unit: '%', kind: none, baseline: {value: 1, fiscal_year: R3, measured_on: 2023-04}}\n";
        assert_eq!(run(check, &[("data/kpi.yaml", late)]), ["kpi-measured-on: 2023-04"]);
    }

    #[test]
    fn the_survey_is_of_the_year() {
        for text in [
            "令和6年度調査",
            "職員アンケート【令和6年1月】",
            "掲載数（R6.10末現在）",
            "2024年度実績",
            "R6決算",
            "令和8年度実績",
            "職員調査（令和7年2月実施）",
        ] {
            assert_eq!(found(&format!("source: {text}")), [format!("kpi-row-year: {text}")], "{text}");
        }
        assert_eq!(found("comment: 令和6年度調査による"), ["kpi-row-year: 令和6年度調査による"]);
    }

    #[test]
    fn what_is_only_dated_or_compared_is_fine() {
        for text in [
            "令和7年度調査",
            "令和8年度調査",
            "職員アンケート【令和8年1月】",
            "Smart道庁の推進に向けたデジタル化取組方針（令和4年3月） VI",
            "R8.5末現在",
            "R8.3.31時点",
            "令和7年度実績（令和6年度実績は74）",
            "人材育成計画（令和4年度〜令和7年度）",
            "H29調査から続く調査の令和7年度調査",
        ] {
            assert_eq!(found(&format!("source: '{text}'")), [] as [String; 0], "{text}");
        }
        for text in ["令和6年度実績より10%増", "令和6年度から測り方を変えた", "前年度（令和6年度）実績に比べて増", "令和6年度調査では70"]
        {
            assert_eq!(found(&format!("comment: {text}")), [] as [String; 0], "{text}");
        }
    }
}
