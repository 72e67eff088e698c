//! Which column of the project a heading means: its own name, or a Japanese word for it.
//!
//! Chooses only what is certain; of two meanings it names both.

use crate::diagnostic::closest;
use crate::field::{folded, meanings};
use unicode_normalization::UnicodeNormalization;

/// What a heading means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This column.
    Key(String),
    /// One of these; a person must say which.
    Several(Vec<String>),
    /// No column; perhaps this one was meant.
    Unknown(Option<String>),
    /// Numbers of rows, which a table of the project does not have.
    Counter,
}

const COUNTERS: [&str; 8] = ["no", "no.", "№", "項番", "連番", "通番", "通し番号", "#"];

/// What the words of a heading mean, the upper ones first when it has several rows.
pub(super) fn meaning(words: &[&str], known: &[String]) -> Meaning {
    match words {
        [] => Meaning::Unknown(None),
        [word] => single(word, known),
        [above @ .., word] => {
            let parents: Vec<String> = above.iter().flat_map(|word| means(word)).collect();
            let below = means(word).into_iter().flat_map(|child| parents.iter().map(move |parent| format!("{parent}.{child}")));
            match below.into_iter().find(|name| knows(known, name)) {
                Some(name) => Meaning::Key(name),
                None => match (single(word, known), single(&words.concat(), known)) {
                    (Meaning::Key(name), _) | (_, Meaning::Key(name)) => Meaning::Key(name),
                    (own, _) => own,
                },
            }
        }
    }
}

fn single(word: &str, known: &[String]) -> Meaning {
    let exact: String = word.nfkc().collect::<String>().trim().to_owned();
    if let Some(name) = [exact.clone(), folded(word)].into_iter().find(|name| knows(known, name)) {
        return Meaning::Key(name);
    }
    let means = means(word);
    if let Some(name) = means.iter().find(|name| knows(known, name)) {
        return Meaning::Key(name.clone());
    }
    let mut inner: Vec<String> = Vec::new();
    for name in &means {
        let (end, begin) = (format!(".{name}"), format!("{name}."));
        inner.extend(known.iter().filter(|known| known.ends_with(&end)).cloned());
        // Of a group, the heading without more words names its name or its value.
        let main = [format!("{begin}name"), format!("{begin}value")].into_iter().find(|main| known.contains(main));
        inner.extend(main);
    }
    inner.dedup();
    match inner.as_slice() {
        [one] => Meaning::Key(one.clone()),
        [] if COUNTERS.contains(&bare(word).to_lowercase().as_str()) => Meaning::Counter,
        [] => Meaning::Unknown(closest(&folded(word), known.iter().map(String::as_str)).map(str::to_owned)),
        _ => Meaning::Several(inner),
    }
}

/// Whether the kind has the column; below a group of free names (`skills.`) every name is one.
fn knows(known: &[String], name: &str) -> bool {
    known
        .iter()
        .any(|known| known == name || known.strip_suffix('*').is_some_and(|begin| name.starts_with(begin) && name.len() > begin.len()))
}

/// The keys that a word may mean, and the word itself when it is one.
fn means(word: &str) -> Vec<String> {
    let bare = bare(word);
    let own = folded(&bare);
    let own = own.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte)).then_some(own).filter(|own| !own.is_empty());
    own.into_iter().chain(meanings(&bare).iter().map(|name| (*name).to_owned())).collect()
}

/// A heading without its unit, its mark and its spaces: `受験料（円）※1` is `受験料`.
fn bare(word: &str) -> String {
    let normal: String = word.nfkc().filter(|c| !c.is_whitespace()).collect();
    let head = normal.split(['(', '[', '【', '※', '*']).next().unwrap_or_default();
    if head.is_empty() { normal } else { head.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::columns;
    use crate::schema::Kind;

    fn means(kind: Kind, words: &[&str]) -> Meaning {
        meaning(words, &columns(kind))
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
    }

    #[test]
    fn headings_of_two_rows_name_what_is_inside() {
        assert_eq!(means(Kind::ExamSession, &["申込", "締切"]), key("apply.close"));
        assert_eq!(means(Kind::ExamSession, &["申込", "開始"]), key("apply.open"));
        assert_eq!(means(Kind::ExamSession, &["期間", "開始"]), key("window.from"));
        assert_eq!(means(Kind::ExamSession, &["締切"]), key("apply.close"));
        assert!(matches!(means(Kind::ExamSession, &["開始"]), Meaning::Several(_)));
    }

    #[test]
    fn free_names_below_a_group_are_taken() {
        assert_eq!(means(Kind::Level, &["skills.data-read"]), key("skills.data-read"));
    }
}
