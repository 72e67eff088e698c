//! Findings that travel through serde: a custom serde error is only text, so code, sentence and hint are packed into it.
//!
//! Knows nothing of places: whoever catches the error knows where it happened.

use super::{Code, Text};

const MARK: char = '\u{1}';

/// A finding without its place, as it came out of a serde error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Name of the [`Code`].
    pub code: String,
    /// One sentence that says what is.
    pub message: Text,
    /// What to do.
    pub hint: Option<Text>,
}

impl Packed {
    /// The code of that name among `codes`.
    pub fn code_among(&self, codes: &[&'static Code]) -> Option<&'static Code> {
        codes.iter().copied().find(|code| code.name == self.code)
    }
}

/// The text to give to `serde::de::Error::custom`.
pub fn pack(code: &'static str, message: &Text, hint: Option<&Text>) -> String {
    let (hint_ja, hint_en) = hint.map_or(("", ""), |hint| (&hint.ja, &hint.en));
    [MARK.to_string().as_str(), code, &message.ja, &message.en, hint_ja, hint_en].join(&MARK.to_string())
}

/// Reads back what [`pack`] wrote; `None` for any other text.
pub fn unpack(text: &str) -> Option<Packed> {
    let rest = text.strip_prefix(MARK)?.strip_prefix(MARK)?;
    let mut parts = rest.split(MARK);
    let mut next = || parts.next().map(str::to_owned);
    let (code, ja, en, hint_ja, hint_en) = (next()?, next()?, next()?, next()?, next()?);
    let hint = (!hint_ja.is_empty()).then_some(Text { ja: hint_ja, en: hint_en });
    Some(Packed { code, message: Text { ja, en }, hint })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn what_is_packed_comes_back() {
        let message = text!("日付「2026-02-30」はない", "no such date");
        let hint = text!("2月は28日まで", "February has 28 days");
        for hint in [None, Some(hint)] {
            let packed = unpack(&pack("bad-date", &message, hint.as_ref())).expect("packed just now");
            assert_eq!((packed.code.as_str(), packed.message, packed.hint), ("bad-date", message.clone(), hint));
        }
        assert_eq!(unpack("invalid type"), None);
    }
}
