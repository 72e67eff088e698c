//! [`Unit`]: the units that offices write behind numbers, and how they relate (千円 and 百万円, 件 and 百件, 人 and 名).
//!
//! Knows the words; whether a value has the right unit, a rule judges.

use super::normal;

/// A unit behind a number: 百万円 is 円 a million times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Place of 千, 百万 in [`SCALES`]; `None` for a unit alone.
    scale: Option<u8>,
    /// Place of 円, 件 in [`UNITS`]; `None` for `3万`.
    name: Option<u8>,
}

/// Words for many, the longer ones first where one ends like another.
const SCALES: [(&str, f64); 12] = [
    ("千億", 1e11),
    ("百億", 1e10),
    ("十億", 1e9),
    ("千万", 1e7),
    ("百万", 1e6),
    ("十万", 1e5),
    ("兆", 1e12),
    ("億", 1e8),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
    ("十", 1e1),
];

/// Units, what they are counted in, and how many of that they are; the longer ones first where one ends like another.
#[rustfmt::skip]
const UNITS: &[(&str, &str, f64)] = &[
    ("円", "円", 1.0),
    ("件数", "件", 1.0), ("件", "件", 1.0),
    ("人", "人", 1.0), ("名", "人", 1.0),
    ("パーセント", "%", 1.0), ("%", "%", 1.0), ("割", "%", 10.0),
    ("ポイント", "ポイント", 1.0), ("pt", "ポイント", 1.0),
    ("時間", "分", 60.0), ("分間", "分", 1.0), ("分", "分", 1.0), ("秒", "分", 1.0 / 60.0),
    ("週間", "週", 1.0), ("日間", "日", 1.0), ("日", "日", 1.0),
    ("か年", "か月", 12.0), ("年間", "か月", 12.0), ("年", "か月", 12.0),
    ("か月", "か月", 1.0), ("ヶ月", "か月", 1.0), ("カ月", "か月", 1.0), ("ヵ月", "か月", 1.0), ("ケ月", "か月", 1.0), ("箇月", "か月", 1.0),
    ("か所", "か所", 1.0), ("ヶ所", "か所", 1.0), ("カ所", "か所", 1.0), ("ヵ所", "か所", 1.0), ("ケ所", "か所", 1.0), ("箇所", "か所", 1.0),
    ("か国", "か国", 1.0), ("回", "回", 1.0), ("点", "点", 1.0), ("倍", "倍", 1.0), ("冊", "冊", 1.0), ("台", "台", 1.0), ("本", "本", 1.0), ("枚", "枚", 1.0),
    ("通", "通", 1.0), ("部", "部", 1.0), ("個", "個", 1.0), ("社", "社", 1.0), ("校", "校", 1.0), ("課", "課", 1.0), ("室", "室", 1.0), ("所属", "所属", 1.0),
    ("団体", "団体", 1.0), ("自治体", "自治体", 1.0), ("市町村", "市町村", 1.0), ("世帯", "世帯", 1.0), ("戸", "戸", 1.0), ("種類", "種類", 1.0), ("項目", "項目", 1.0),
    ("手続き", "手続", 1.0), ("手続", "手続", 1.0), ("業務", "業務", 1.0), ("システム", "システム", 1.0), ("データセット", "データセット", 1.0), ("ファイル", "ファイル", 1.0),
    ("講座", "講座", 1.0), ("コース", "コース", 1.0), ("コマ", "コマ", 1.0), ("ページ", "ページ", 1.0), ("アカウント", "アカウント", 1.0), ("アクセス", "アクセス", 1.0),
    ("TB", "MB", 1e6), ("GB", "MB", 1e3), ("MB", "MB", 1.0), ("kWh", "kWh", 1.0), ("トン", "kg", 1e3), ("kg", "kg", 1.0), ("km", "m", 1e3), ("m", "m", 1.0),
];

impl Unit {
    /// Cuts the unit from the end of a number's text: `4928千円` is `4928` and 千円. What is no unit stays.
    pub(super) fn cut(text: &str) -> (&str, Option<Self>) {
        let name = UNITS.iter().position(|(name, _, _)| text.ends_with(name)).and_then(|at| u8::try_from(at).ok());
        let rest = name.map_or(text, |at| &text[..text.len() - UNITS[at as usize].0.len()]);
        let scale = SCALES.iter().position(|(scale, _)| rest.ends_with(scale)).and_then(|at| u8::try_from(at).ok());
        let rest = scale.map_or(rest, |at| &rest[..rest.len() - SCALES[at as usize].0.len()]);
        (rest, (name.is_some() || scale.is_some()).then_some(Self { scale, name }))
    }

    /// The unit that a text is: `百万円`, `％`; of `分/回`, what is counted. `None` for words that are no unit of these.
    pub fn of(text: &str) -> Option<Self> {
        let clean = normal(text);
        let head = clean.split(['/', '(']).next().unwrap_or_default().trim();
        let (rest, unit) = Self::cut(head);
        unit.filter(|_| rest.is_empty())
    }

    /// How many of `other` one of this is; `None` where they count different things. `3万` alone counts what `other` counts.
    pub fn in_terms_of(self, other: Self) -> Option<f64> {
        let same = self.name.is_none() || self.base() == other.base();
        same.then(|| match self.name {
            None => self.times() / other.times(),
            Some(_) => self.factor() / other.factor(),
        })
    }

    /// What it is counted in: 時間 in 分.
    fn base(self) -> Option<&'static str> {
        self.name.map(|at| UNITS[at as usize].1)
    }

    fn times(self) -> f64 {
        self.scale.map_or(1.0, |at| SCALES[at as usize].1)
    }

    /// How many of its base it is.
    fn factor(self) -> f64 {
        self.times() * self.name.map_or(1.0, |at| UNITS[at as usize].2)
    }

    /// Whether this is the unit `other`, whose words are `words`.
    pub fn is(self, other: Option<Self>, words: &str) -> bool {
        let factor = other.and_then(|other| self.in_terms_of(other));
        factor.is_some_and(|factor| (factor - 1.0).abs() < 1e-9) || self.words() == words.trim()
    }

    /// Whether it counts in tens, thousands, millions of something.
    pub fn is_scaled(self) -> bool {
        self.scale.is_some()
    }

    /// `百万円`.
    pub fn words(self) -> String {
        let scale = self.scale.map_or("", |at| SCALES[at as usize].0);
        format!("{scale}{}", self.name.map_or("", |at| UNITS[at as usize].0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_cut_from_numbers() {
        let cut = |text| {
            let (rest, unit) = Unit::cut(text);
            (rest, unit.map(Unit::words).unwrap_or_default())
        };
        for (text, number, unit) in [
            ("4928千円", "4928", "千円"),
            ("3100件", "3100", "件"),
            ("62人", "62", "人"),
            ("3万", "3", "万"),
            ("1.2億円", "1.2", "億円"),
            ("1.5百万円", "1.5", "百万円"),
            ("80%", "80", "%"),
            ("2時間", "2", "時間"),
            ("52.5", "52.5", ""),
            ("上げる", "上げる", ""),
        ] {
            assert_eq!(cut(text), (number, unit.to_owned()), "{text}");
        }
    }

    #[test]
    fn units_relate_where_they_count_the_same() {
        let factor = |one: &str, other: &str| Unit::of(one).expect(one).in_terms_of(Unit::of(other).expect(other));
        assert_eq!(factor("千円", "百万円"), Some(0.001));
        assert_eq!(factor("億円", "百万円"), Some(100.0));
        assert_eq!(factor("件", "百件"), Some(0.01));
        assert_eq!(factor("名", "人"), Some(1.0));
        assert_eq!(factor("万", "件"), Some(10_000.0));
        assert_eq!(factor("時間", "分/回"), Some(60.0));
        assert_eq!(factor("割", "％"), Some(10.0));
        assert_eq!(factor("箇所", "か所"), Some(1.0));
        assert_eq!(factor("人", "%"), None);
        assert_eq!(factor("ポイント", "%"), None);
        assert_eq!(Unit::of("件/日").map(Unit::words).as_deref(), Some("件"));
        assert_eq!(Unit::of("延べ"), None);
    }
}
