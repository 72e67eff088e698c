//! [`Quantity`]: a number as people write it into a plan.

use super::{BAD_NUMBER, Misread, Unit, normal};
use crate::text;

/// `以上`, `以下`, `未満`, `超` behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// 以上
    AtLeast,
    /// 以下
    AtMost,
    /// 未満
    Below,
    /// 超
    Above,
}

/// A number with what its notation says: about, at least, how many decimals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The value, in the unit of its field.
    pub value: f64,
    /// Digits after the point as written; kept so that 38.0 stays 38.0.
    pub decimals: u8,
    /// `約`, `おおむね`.
    pub approx: bool,
    /// `以上` and its like.
    pub bound: Option<Bound>,
    /// The unit, where one is written behind the number. The value is not converted: whether it is in the unit of its field, a rule judges.
    pub unit: Option<Unit>,
}

impl Quantity {
    /// Reads `80`, `52.5`, `1,438`, `約３０％`, `80%以上`, `400件以上`.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let clean: String = normal(text).chars().filter(|c| !matches!(c, ',' | ' ' | '_')).collect();
        let (approx, rest) = match ["約", "おおむね", "およそ"].iter().find_map(|word| clean.strip_prefix(word)) {
            Some(rest) => (true, rest),
            None => (false, clean.as_str()),
        };
        let bounds = [("以上", Bound::AtLeast), ("以下", Bound::AtMost), ("未満", Bound::Below), ("超", Bound::Above)];
        let (bound, rest) = match bounds.iter().find_map(|(word, bound)| rest.strip_suffix(word).map(|rest| (*bound, rest))) {
            Some((bound, rest)) => (Some(bound), rest),
            None => (None, rest),
        };
        let (digits, unit) = Unit::cut(rest);
        let digits = digits.replace(['−', '▲', '△'], "-");
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
        let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len()).min(6) as u8;
        match digits.parse::<f64>() {
            Ok(value) if plain && value.is_finite() => Ok(Self { value, decimals, approx, bound, unit }),
            _ => Err(Misread {
                code: &BAD_NUMBER,
                message: {
                    let shown = text.trim();
                    text!("「{shown}」は数として読めません", "\"{shown}\" is not a number")
                },
                hint: Some(hint(&clean)),
            }),
        }
    }

    /// A plain number, with no more decimals than it needs.
    pub fn plain(value: f64) -> Self {
        let decimals = (0..3).find(|d| (value * 10f64.powi(*d) - (value * 10f64.powi(*d)).round()).abs() < 1e-9).unwrap_or(2) as u8;
        Self { value, decimals, approx: false, bound: None, unit: None }
    }

    /// `約1,438以上`: without unit.
    pub fn words(&self) -> String {
        let bound = match self.bound {
            None => "",
            Some(Bound::AtLeast) => "以上",
            Some(Bound::AtMost) => "以下",
            Some(Bound::Below) => "未満",
            Some(Bound::Above) => "超",
        };
        format!("{}{}{bound}", if self.approx { "約" } else { "" }, grouped(self.value, self.decimals))
    }
}

/// What to write instead of a text that is no number.
fn hint(clean: &str) -> crate::diagnostic::Text {
    const NOTHING: [&str; 22] = [
        "-",
        "--",
        "—",
        "―",
        "–",
        "‐",
        "−",
        "ー",
        "なし",
        "無し",
        "無",
        "未定",
        "N/A",
        "n/a",
        "...",
        "…",
        "*",
        "×",
        "不明",
        "未実施",
        "未集計",
        "集計中",
    ];
    if NOTHING.contains(&clean) {
        return text!(
            "値がないときは何も書かず、空にしてください（理由は comment か notes に書きます）",
            "leave it empty while there is no value; say why in `comment` or `notes`"
        );
    }
    match meant(clean) {
        Some(meant) => text!("もしかして: {meant}（単位は unit に書きます）", "did you mean: {meant} (the unit belongs into `unit`)"),
        None => text!(
            "80、52.5、1,438、約30 のように、数を1つだけ書いてください（「上げる」などの言葉は target.text に書きます）",
            "write one number: 80, 52.5, 1,438 or 約30; words such as 上げる belong into target.text"
        ),
    }
}

/// The number that was surely meant: `'50`, `3万`, `52.5点`.
fn meant(clean: &str) -> Option<String> {
    let clean = clean.trim_matches(['\'', '"', '’', '”', '“']);
    let digits = clean.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(clean.len());
    let (number, unit) = clean.split_at(digits);
    let value: f64 = number.parse().ok()?;
    match unit.chars().next() {
        None => Some(number.to_owned()),
        Some('万') => Some(format!("{}", (value * 10_000.0).round())).filter(|_| !unit.contains(|c: char| c.is_numeric())),
        Some(c)
            if c.is_alphabetic() && unit.chars().all(char::is_alphabetic) && unit.chars().count() <= 3 && !"億千百十兆中eE".contains(c) =>
        {
            Some(number.to_owned())
        }
        Some(_) => None,
    }
}

/// `1,438`, `-12.5`: groups of three, `decimals` digits after the point.
pub fn grouped(value: f64, decimals: u8) -> String {
    let text = format!("{:.*}", decimals as usize, value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut out = String::with_capacity(text.len() + 4);
    let negative = value < 0.0 && text.bytes().any(|b| b.is_ascii_digit() && b != b'0');
    out.push_str(if negative { "-" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_offices_write_them() {
        let read = |text| Quantity::parse(text).unwrap_or_else(|misread| panic!("{text}: {}", misread.message.ja));
        assert_eq!(read("約３０％"), Quantity { value: 30.0, decimals: 0, approx: true, bound: None, unit: Unit::of("%") });
        assert_eq!(read("1,438").value, 1438.0);
        assert_eq!(read("５3．1"), Quantity { value: 53.1, decimals: 1, approx: false, bound: None, unit: None });
        assert_eq!((read("4,928千円").value, read("4,928千円").unit), (4928.0, Unit::of("千円")));
        assert_eq!(read("約62人以上").unit, Unit::of("名").and(Unit::of("人")));
        assert_eq!(read("８０％以上").bound, Some(Bound::AtLeast));
        assert_eq!(read("４００件以上").value, 400.0);
        for bad in ["上げる", "", "1.0E+05", "########", "12:30", "３０名程度", "NaN", "inf"] {
            assert!(Quantity::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_was_meant_is_proposed() {
        let hint = |text| Quantity::parse(text).expect_err("no number").hint.expect("a hint").ja;
        for (text, meant) in [("'50", "50"), ("30名程度", "30"), ("52.5増", "52.5")] {
            assert!(hint(text).starts_with(&format!("もしかして: {meant}（")), "{text}: {}", hint(text));
        }
        for text in ["-", "－", "—", "なし", "N/A", "…", "集計中"] {
            assert!(hint(text).contains("空にして"), "{text}");
        }
        for text in ["上げる", "20人中10人", "10/20", "1.0E+05"] {
            assert!(hint(text).contains("数を1つだけ"), "{text}");
        }
    }

    #[test]
    fn numbers_are_written_with_groups_and_their_decimals() {
        assert_eq!(read("38.0").words(), "38.0");
        assert_eq!(read("約1438").words(), "約1,438");
        assert_eq!(grouped(-1234567.5, 1), "-1,234,567.5");
        assert_eq!(grouped(-0.04, 1), "0.0");
        assert_eq!(Quantity::plain(7.5).words(), "7.5");
        fn read(text: &str) -> Quantity {
            Quantity::parse(text).expect("a number")
        }
    }
}
