//! [`Id`]: the permanent name of a record.

use super::{BAD_ID, Misread, normal};
use crate::text;
use std::fmt;
use std::sync::Arc;

/// `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 bytes: it becomes a file name and a part of an address.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// Checks `text`. Nothing is corrected silently: an id is copied into other files by hand.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let good = text.len() <= 64
            && !text.is_empty()
            && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if good {
            return Ok(Self(text.into()));
        }
        let several: Vec<String> = text.split(['、', '，', ',', '・']).map(slug).filter(|part| !part.is_empty()).collect();
        let hint = match (&several[..], text.split_once([':', '：'])) {
            (_, Some((key, value))) if !slug(key).is_empty() && !value.trim().is_empty() && !value.contains('/') => {
                let (key, value) = (slug(key), normal(value));
                Some(text!(
                    "コロンの後に半角スペースを入れ、`{key}: {value}` と書いてください",
                    "write a space behind the colon: `{key}: {value}`"
                ))
            }
            // Of a name in Japanese only its digits may be left: they are no id.
            ([proposal], _) if proposal.contains(|c: char| c.is_ascii_alphabetic()) || text.is_ascii() => {
                Some(text!("もしかして: {proposal}", "did you mean: {proposal}"))
            }
            ([_, _, ..], _) => {
                let list = several.join(", ");
                Some(text!("半角の `, ` で区切って、{list} と書いてください", "separate ids by `, `: {list}"))
            }
            _ => None,
        };
        let shown = if text.trim().is_empty() { "（空）" } else { text };
        Err(Misread { code: &BAD_ID, message: text!("「{shown}」はidの形ではありません", "\"{shown}\" is not an id"), hint })
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The nearest text of the form of an id; empty when nothing ASCII is left.
fn slug(text: &str) -> String {
    let lower = normal(text).to_lowercase();
    // The name of a page's file, instead of its id.
    let lower = lower.strip_suffix(".md").unwrap_or(&lower);
    let parts: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join("-").chars().take(64).collect()
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_ascii_words_joined_by_hyphens() {
        for good in ["a", "csv-first-step", "001", "ap-r8-1"] {
            assert!(Id::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "a--b", "A", "ａ", "研修", "a_b", "../x", "a b"] {
            assert!(Id::parse(bad).is_err(), "{bad}");
        }
        let hint = Id::parse("CSV First_Step").expect_err("not an id").hint.expect("a proposal");
        assert!(hint.ja.contains("csv-first-step"));
        let hint = |text| Id::parse(text).expect_err("not an id").hint.map_or_else(String::new, |hint| hint.ja);
        assert_eq!(hint("system-intro.md"), "もしかして: system-intro");
        assert_eq!(hint("info-policy（仮）"), "もしかして: info-policy");
        assert!(hint("system-basic:3").contains("`system-basic: 3`"));
        assert!(hint("level-3、level-4").contains("level-3, level-4"));
        assert_eq!(hint("レベル2"), "", "the digit of a name is no id");
    }
}
