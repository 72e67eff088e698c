//! Bytes in another encoding into UTF-8: strictly, and only where nothing is lost.
//!
//! What is read is written again in its old encoding; only when that gives the very same bytes is the text taken. Opens no file, and asks for
//! nothing that is already UTF-8.

use super::decode::{is_jis, is_utf16_without_mark, strictly};
use crate::diagnostic::Text;
use crate::text;
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// A text that was in another encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The text as UTF-8, line ends as they were, without byte order mark.
    pub text: String,
    /// What it was, as people call it.
    pub encoding: &'static str,
}

/// Converts `bytes`, which are no UTF-8. The reason when they cannot be converted without loss or doubt.
pub fn to_utf8(bytes: &[u8]) -> Result<Converted, Text> {
    let doubt = || text!("どの文字コードか、確かには分かりません", "its encoding is not certain");
    let loss = || {
        text!(
            "変換すると元に戻せない文字があります。エディターで開いて確かめ、UTF-8で保存してください",
            "the conversion could not be undone; open it in an editor and save it as UTF-8"
        )
    };
    let (encoding, name, content) = named(bytes).ok_or_else(doubt)?;
    let text = strictly(encoding, content).ok_or_else(|| {
        text!("途中で壊れています。元のファイルから取り直してください", "it is damaged; copy it again from where it came")
    })?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        return Err(doubt());
    }
    if written(encoding, &text).as_deref() != Some(&*unified(encoding, content)) {
        return Err(loss());
    }
    if encoding == SHIFT_JIS && is_more_like_euc(content, &text) {
        return Err(doubt());
    }
    Ok(Converted { text, encoding: name })
}

/// What the bytes are, and those of them that are text.
fn named(bytes: &[u8]) -> Option<(&'static Encoding, &'static str, &[u8])> {
    const UTF16: &str = "UTF-16";
    if let Some(content) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some((UTF_16LE, UTF16, content));
    }
    if let Some(content) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some((UTF_16BE, UTF16, content));
    }
    if let Some(encoding) = is_utf16_without_mark(bytes) {
        return Some((encoding, UTF16, bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if is_jis(text) => Some((ISO_2022_JP, "ISO-2022-JP", bytes)),
        Ok(_) => None,
        // Japanese in UTF-8 before the wrong byte: the file is damaged, not in another encoding.
        Err(error) if String::from_utf8_lossy(&bytes[..error.valid_up_to()]).chars().any(|c| c >= '\u{800}') => None,
        Err(_) => Some((SHIFT_JIS, "Shift_JIS（CP932）", bytes)),
    }
}

/// `text` in `encoding`; `None` when it has characters that the encoding has not.
fn written(encoding: &'static Encoding, text: &str) -> Option<Vec<u8>> {
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, lossy) = encoding.encode(text);
    (!lossy).then(|| bytes.into_owned())
}

/// The bytes with one spelling where an encoding has two for the same: the older name of the same set of characters.
fn unified(encoding: &'static Encoding, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if encoding == ISO_2022_JP {
        for at in 0..bytes.len().saturating_sub(2) {
            if bytes[at..].starts_with(b"\x1b$@") {
                bytes[at + 2] = b'B';
            }
        }
    }
    bytes
}

/// EUC-JP reads as CP932 too, as a row of half-width kana: both readings are possible, so neither is taken.
fn is_more_like_euc(bytes: &[u8], as_cp932: &str) -> bool {
    let (kana, others) = as_cp932.chars().filter(|c| !c.is_ascii()).fold((0_usize, 0_usize), |(kana, others), c| {
        if ('\u{FF61}'..='\u{FF9F}').contains(&c) { (kana + 1, others) } else { (kana, others + 1) }
    });
    kana > others && strictly(EUC_JP, bytes).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title: 研修の表示\r\n①㈱髙\n";

    #[test]
    fn the_encodings_of_offices_become_utf8() {
        let (cp932, _, _) = SHIFT_JIS.encode(TEXT);
        assert_eq!(to_utf8(&cp932), Ok(Converted { text: TEXT.into(), encoding: "Shift_JIS（CP932）" }));
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(to_utf8(&[b"\xFF\xFE", &utf16[..]].concat()).expect("UTF-16").text, TEXT);
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(to_utf8(&[b"\xFE\xFF", &big[..]].concat()).expect("UTF-16").text, TEXT);
        for escape in ["\x1b$B", "\x1b$@"] {
            let jis = format!("title: {escape}8&=$\x1b(B\n");
            assert_eq!(to_utf8(jis.as_bytes()).expect("JIS").text, "title: 研修\n");
        }
    }

    #[test]
    fn doubt_damage_and_loss_are_refused() {
        let (euc, _, _) = EUC_JP.encode("これはひらがなのぶんしょうです");
        assert!(to_utf8(&euc).is_err(), "EUC-JP is not taken for half-width kana");
        assert!(to_utf8(b"\x82").is_err(), "cut off");
        assert!(to_utf8("研修".as_bytes()[..5].into()).is_err(), "damaged UTF-8");
        assert!(to_utf8(b"\xFF\xFEa").is_err(), "half a character");
        assert!(to_utf8(b"\xED\x40").is_err(), "another spelling of a character that is written in another way");
    }

    proptest::proptest! {
        #[test]
        fn what_is_taken_can_be_undone(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..60)) {
            if let Ok(Converted { text, .. }) = to_utf8(&bytes) {
                let (encoding, _, content) = named(&bytes).expect("it was taken");
                assert_eq!(written(encoding, &text), Some(unified(encoding, content)));
            }
        }
    }
}
