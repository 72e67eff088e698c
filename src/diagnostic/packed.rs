//! Carries a finding's words through serde: a value's own notation (a date, a number) fails inside `Deserialize`, whose error is
//! one string. [`pack`] puts code, message and hint into that string, [`unpack`] takes them out again.

use super::Text;

const MARK: char = '\u{1f}';

/// One string out of a code's name, a message and a hint.
pub fn pack(code: &str, message: &Text, hint: Option<&Text>) -> String {
    let empty = Text { ja: String::new(), en: String::new() };
    let hint = hint.unwrap_or(&empty);
    format!("{MARK}{code}{MARK}{}{MARK}{}{MARK}{}{MARK}{}{MARK}", message.ja, message.en, hint.ja, hint.en)
}

/// The parts of a packed string, wherever it stands in a serde error; `None` for an ordinary error.
pub fn unpack(error: &str) -> Option<(&str, Text, Option<Text>)> {
    let mut parts = error.split(MARK).skip(1);
    let code = parts.next()?;
    let message = Text { ja: parts.next()?.to_owned(), en: parts.next()?.to_owned() };
    let hint = Text { ja: parts.next()?.to_owned(), en: parts.next()?.to_owned() };
    Some((code, message, (!hint.ja.is_empty()).then_some(hint)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn what_goes_in_comes_out() {
        let (message, hint) = (text!("日付ではない", "no date"), text!("直す", "mend"));
        let packed = format!("data[0]: {} at line 3", pack("bad-date", &message, Some(&hint)));
        assert_eq!(unpack(&packed), Some(("bad-date", message.clone(), Some(hint))));
        assert_eq!(unpack(&pack("bad-date", &message, None)), Some(("bad-date", message, None)));
        assert_eq!(unpack("missing field `id`"), None);
    }
}
