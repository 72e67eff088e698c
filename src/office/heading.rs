//! Which column of the project a heading means: its own name, or a Japanese word for it.
//!
//! Chooses only what is certain; of two meanings it names both.

use super::vocabulary::Vocabulary;
use crate::diagnostic::closest;
use crate::field::folded;
use crate::notation::FiscalYear;
use unicode_normalization::UnicodeNormalization;

/// What a heading means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This column.
    Key(String),
    /// Something that becomes columns of the project when the table is reshaped.
    Part(Part),
    /// One of these; a person must say which.
    Several(Vec<String>),
    /// No column; perhaps this one was meant.
    Unknown(Option<String>),
    /// Numbers of rows, which a table of the project does not have.
    Counter,
}

/// A column of an office's table that is no column of the project, but says what belongs into some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A period in one cell: its first day, its last.
    Period(String, String),
    /// The values of one year or department: the column that says which, what it says, and the column of the values.
    Across { key: &'static str, says: String, value: &'static str },
    /// The unit of the values in the row.
    Unit,
    /// A place in an organisation: 局 0, 部 1, 課 2, 室 3, 係 4.
    Rank(u8),
}

#[rustfmt::skip]
const COUNTERS: [&str; 16] = [
    "no", "no.", "№", "項番", "連番", "通番", "通し番号", "#", "番号", "整理番号", "行番号", "項目番号", "管理番号", "id番号", "ナンバー", "順",
];
const BEGINS: [&str; 7] = ["開始", "開始日", "自", "から", "始期", "受付開始", "始"];
const ENDS: [&str; 10] = ["終了", "終了日", "至", "まで", "終期", "締切", "締切日", "受付終了", "終", "期限"];
/// A year with one of these is no result of that year.
const NO_RESULTS: [&str; 13] = ["目標", "計画", "見込", "予定", "基準", "予算", "当初", "前年", "増減", "比", "達成率", "差", "累計"];
/// What stands beside a year whose results a column holds.
const RESULTS: [&str; 7] = ["実績値", "実績", "速報値", "速報", "確定値", "結果", "値"];

/// What the words of a heading mean, the upper ones first when it has several rows.
pub(super) fn meaning(words: &[&str], vocabulary: &Vocabulary) -> Meaning {
    if let Some(across) = across(words, vocabulary) {
        return Meaning::Part(across);
    }
    match words {
        [] => Meaning::Unknown(None),
        [word] => single(word, vocabulary),
        [above @ .., word] => {
            if let Some(end) = above.iter().find_map(|above| end_of_period(above, word, vocabulary)) {
                return Meaning::Key(end);
            }
            let parents: Vec<String> = above.iter().flat_map(|word| means(word, vocabulary)).collect();
            let below = means(word, vocabulary).into_iter().flat_map(|child| parents.iter().map(move |parent| format!("{parent}.{child}")));
            match below.into_iter().find(|name| vocabulary.knows(name)) {
                Some(name) => Meaning::Key(name),
                None => match (single(word, vocabulary), single(&words.concat(), vocabulary)) {
                    (Meaning::Key(name), _) | (_, Meaning::Key(name)) => Meaning::Key(name),
                    (_, Meaning::Part(part)) => Meaning::Part(part),
                    (own, _) => own,
                },
            }
        }
    }
}

/// The year in the brackets of a heading: 基準値（R6）.
pub(super) fn year_in_brackets(heading: &str) -> Option<FiscalYear> {
    let normal: String = heading.nfkc().collect();
    let (_, inside) = normal.split_once(['(', '['])?;
    FiscalYear::parse(inside.split([')', ']']).next()?).ok()
}

fn single(word: &str, vocabulary: &Vocabulary) -> Meaning {
    let exact: String = word.nfkc().collect::<String>().trim().to_owned();
    if let Some(name) = [exact.clone(), folded(word)].into_iter().find(|name| vocabulary.knows(name)) {
        return Meaning::Key(name);
    }
    if let Some(field) = vocabulary.field(&bare(word)) {
        return named(field);
    }
    let means = means(word, vocabulary);
    if let Some(name) = means.iter().find(|name| vocabulary.knows(name)) {
        return Meaning::Key(name.clone());
    }
    let known = &vocabulary.known;
    let mut inner: Vec<String> = Vec::new();
    for name in &means {
        let (end, begin) = (format!(".{name}"), format!("{name}."));
        inner.extend(known.iter().filter(|known| known.ends_with(&end)).cloned());
        // Of a group, the heading without more words names its name or its value.
        let main = [format!("{begin}name"), format!("{begin}value")].into_iter().find(|main| known.contains(main));
        inner.extend(main);
    }
    inner.dedup();
    let period = means.iter().find_map(|name| period_of(name, vocabulary));
    match (inner.as_slice(), period) {
        ([one], _) => Meaning::Key(one.clone()),
        ([], Some(period)) => Meaning::Part(period),
        ([], _) if is_counter(word) => Meaning::Counter,
        ([], _) => Meaning::Unknown(closest(&folded(word), known.iter().map(String::as_str)).map(str::to_owned)),
        _ => Meaning::Several(inner),
    }
}

/// Whether a column under this heading counts its rows, where the heading is no column of the kind.
fn is_counter(word: &str) -> bool {
    let bare = bare(word).to_lowercase();
    COUNTERS.contains(&&*bare) || bare.starts_with('#')
}

/// What a field of the table of headings stands for.
fn named(field: &'static str) -> Meaning {
    match (field.split_once(".."), field.split_once(':')) {
        (Some((from, to)), _) => Meaning::Part(Part::Period(from.to_owned(), to.to_owned())),
        (None, Some(("rank", rank))) => Meaning::Part(Part::Rank(rank.parse().unwrap_or_default())),
        (None, Some(_)) => Meaning::Part(Part::Unit),
        (None, None) => Meaning::Key(field.to_owned()),
    }
}

/// The period that a group of columns is: 期間 over `window.from` and `window.to`.
fn period_of(group: &str, vocabulary: &Vocabulary) -> Option<Part> {
    let pair = |from: &str, to: &str| (format!("{group}.{from}"), format!("{group}.{to}"));
    let pairs = [pair("from", "to"), pair("open", "close")];
    let (from, to) = pairs.into_iter().find(|(from, to)| vocabulary.knows(from) && vocabulary.knows(to))?;
    Some(Part::Period(from, to))
}

/// One end of a period whose heading stands over those of its ends: 申込期間 over 自 and 至.
fn end_of_period(above: &str, word: &str, vocabulary: &Vocabulary) -> Option<String> {
    let Meaning::Part(Part::Period(from, to)) = single(above, vocabulary) else { return None };
    let word = bare(word);
    match () {
        () if BEGINS.contains(&&*word) => Some(from),
        () if ENDS.contains(&&*word) => Some(to),
        () => None,
    }
}

/// A column of the values of one year, or of one department or level.
fn across(words: &[&str], vocabulary: &Vocabulary) -> Option<Part> {
    let joined: String = words.concat().nfkc().filter(|c| !c.is_whitespace()).collect();
    match vocabulary.stem {
        "kpi_actuals" => {
            if NO_RESULTS.iter().any(|word| joined.contains(word)) {
                return None;
            }
            let year = RESULTS.iter().fold(joined, |rest, word| rest.replace(word, "")).replace("()", "").replace("[]", "");
            let year = year.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(&year);
            let says = FiscalYear::parse(year).ok()?.short();
            Some(Part::Across { key: "fiscal_year", says, value: "value" })
        }
        "matrix" => {
            let word = words.last()?;
            let id = |column| vocabulary.names.id(column, word);
            let (key, says) = match id("department").or_else(|| id("group")) {
                Some(id) => ("target", id),
                None => ("level", id("level")?),
            };
            Some(Part::Across { key, says, value: "weight" })
        }
        _ => None,
    }
}

/// The keys that a word may mean, and the word itself when it is one.
fn means(word: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let bare = bare(word);
    let own = folded(&bare);
    let own = own.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte)).then_some(own).filter(|own| !own.is_empty());
    own.into_iter().chain(vocabulary.meanings(&bare)).collect()
}

/// A heading without its unit, its mark and its spaces: `受験料（円）※1` is `受験料`.
pub(super) fn bare(word: &str) -> String {
    let normal: String = word.nfkc().filter(|c| !c.is_whitespace()).collect();
    let head = normal.split(['(', '[', '【', '※', '*']).next().unwrap_or_default();
    if head.is_empty() { normal } else { head.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::tests::Nobody;
    use super::*;
    use crate::schema::Kind;

    fn means(kind: Kind, words: &[&str]) -> Meaning {
        meaning(words, &Vocabulary::of(kind, &Nobody))
    }

    fn key(name: &str) -> Meaning {
        Meaning::Key(name.to_owned())
    }

    #[test]
    fn headings_mean_what_the_kind_has() {
        assert_eq!(means(Kind::KpiActual, &["指標"]), key("kpi"));
        assert_eq!(means(Kind::KpiActual, &["年 度"]), key("fiscal_year"));
        assert_eq!(means(Kind::Exam, &["受験料（円）※1"]), key("fee"));
        assert_eq!(means(Kind::Exam, &["実施機関"]), key("provider.name"));
        assert_eq!(means(Kind::Exam, &["ＦＥＥ"]), key("fee"));
        assert_eq!(means(Kind::Exam, &["No."]), Meaning::Counter);
        assert_eq!(means(Kind::Exam, &["担当者メモ"]), Meaning::Unknown(None));
        assert_eq!(means(Kind::KpiActual, &["#property"]), Meaning::Counter);
        assert_eq!(means(Kind::KpiActual, &["番号"]), Meaning::Counter);
        assert_eq!(means(Kind::External, &["ＵＲＬ"]), key("url"));
    }

    #[test]
    fn headings_of_two_rows_name_what_is_inside() {
        assert_eq!(means(Kind::ExamSession, &["申込", "締切"]), key("apply.close"));
        assert_eq!(means(Kind::ExamSession, &["申込", "開始"]), key("apply.open"));
        assert_eq!(means(Kind::ExamSession, &["期間", "開始"]), key("window.from"));
        assert_eq!(means(Kind::ExamSession, &["申込期間", "至"]), key("apply.close"));
        assert_eq!(means(Kind::ExamSession, &["締切"]), key("apply.close"));
        assert!(matches!(means(Kind::ExamSession, &["開始"]), Meaning::Several(_)));
    }

    #[test]
    fn a_period_in_one_column_is_both_its_ends() {
        let period = |from: &str, to: &str| Meaning::Part(Part::Period(from.to_owned(), to.to_owned()));
        assert_eq!(means(Kind::ExamSession, &["申込期間"]), period("apply.open", "apply.close"));
        assert_eq!(means(Kind::ExamSession, &["期間"]), period("window.from", "window.to"));
        assert_eq!(means(Kind::ExamSession, &["申込"]), period("apply.open", "apply.close"));
    }

    #[test]
    fn a_year_over_results_is_no_column_of_its_own() {
        let year = |text: &str| match means(Kind::KpiActual, &[text]) {
            Meaning::Part(Part::Across { says, .. }) => says,
            other => format!("{other:?}"),
        };
        for (text, says) in [
            ("R4", "R4"),
            ("令和４年度", "R4"),
            ("2022", "R4"),
            ("R4実績", "R4"),
            ("2022年度（R4）", "R4"),
            ("実績値（令和7年度末）", "R7"),
            ("R8（速報）", "R8"),
        ] {
            assert_eq!(year(text), says, "{text}");
        }
        for text in ["目標値(R10)", "R9目標", "R8見込", "基準値(R6)", "R7計画", "R7達成率"] {
            assert!(!matches!(means(Kind::KpiActual, &[text]), Meaning::Part(_)), "{text}");
        }
        assert_eq!(means(Kind::KpiActual, &["実績", "R7"]), means(Kind::KpiActual, &["R7", "実績"]));
        assert_eq!(year_in_brackets("基準値（R6）"), Some(FiscalYear(2024)));
    }

    #[test]
    fn free_names_below_a_group_are_taken() {
        assert_eq!(means(Kind::Level, &["skills.data-read"]), key("skills.data-read"));
    }
}
