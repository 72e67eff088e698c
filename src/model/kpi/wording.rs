//! Reasons and distances in Japanese, as the open data says them. The pages word them by the theme, in the language of the portal.

use super::measure::{Basis, Distance};
use super::{Later, Reason, Status};
use crate::notation::{Quantity, grouped};

impl Status {
    /// Why it stands so, and what came later, in sentences; `unit` is that of the indicator.
    pub fn words(&self, unit: &str) -> String {
        let later = self.later.map_or_else(String::new, |later| match later {
            Later::Value(year, value) => format!("その後、{}は{}です。", year.words(), with_unit(value, unit)),
            Later::Done(year) => format!("その後、{}に実施しました。", year.words()),
        });
        format!("{}{later}", self.reason.words(unit))
    }
}

impl Distance {
    /// `あと32.5ポイント`, `5件超過`.
    pub fn words(&self, unit: &str) -> String {
        let gap = apart(&self.gap, unit);
        if self.over { format!("{gap}超過") } else { format!("あと{gap}") }
    }
}

impl Reason {
    /// One sentence or two; `unit` is that of the indicator.
    pub fn words(&self, unit: &str) -> String {
        let said = |value: &Quantity| with_unit(*value, unit);
        let plain = |text: &str| text.to_owned();
        let beside = |distance: &Option<Distance>| distance.map_or_else(String::new, |distance| format!("（{}）", distance.words(unit)));
        let behind = |distance: &Option<Distance>| distance.map_or_else(String::new, |distance| format!("、{}", distance.words(unit)));
        match self {
            Self::Stated(text) => text.clone(),
            Self::NoNumber => plain("数値目標を置いていません。"),
            Self::Replaced(name) => format!("後の指標「{name}」に置き換わりました。"),
            Self::Done { year } => format!("{}に実施しました。", year.words()),
            Self::NotDone => plain("まだ実施していません。"),
            Self::NeverDone { due } => format!("{}までに実施できませんでした。", due.words()),
            Self::NotRecorded => plain("実施の記録がまだありません。"),
            Self::Met => plain("目標を達成しました。"),
            Self::NotMet => plain("目標を達成していません。"),
            Self::NeverMet { due } => format!("{}までに目標を達成できませんでした。", due.words()),
            Self::Against { year, value, mark, basis, change, tolerance } => {
                let basis = match basis {
                    Basis::Baseline => "基準",
                    Basis::Target => "目標",
                };
                let room = tolerance.as_ref().map_or_else(String::new, |room| {
                    let room = if room.percent { room.words() } else { apart(&room.amount, unit) };
                    format!("差は{room}まで認めます。")
                });
                let (year, change) = (year.words(), difference(*change, unit));
                format!("{year}の実績は{}、{basis}の{}との差は{change}です。{room}", said(value), said(mark))
            }
            Self::NoReference { year, value } => format!("{}の実績は{}です。くらべる基準値がありません。", year.words(), said(value)),
            Self::OtherMethod { year, value } => {
                format!("{}の実績は{}です。測り方が変わったため、前の値とはくらべられません。", year.words(), said(value))
            }
            Self::NoDirection { year, value } => {
                format!("{}の実績は{}です。高いほど良いか低いほど良いかが決まっていません。", year.words(), said(value))
            }
            Self::NoGoal { year, value } => format!("{}の実績は{}です。目標の数値がありません。", year.words(), said(value)),
            Self::Reached { year, value, target } => {
                format!("{}の実績{}が、目標の{}に届いています。", year.words(), said(value), said(target))
            }
            Self::Short { year, value, target, distance: Some(Distance { gap, over: true }) } => {
                format!("{}の実績{}は、目標の{}を{}超えています。", year.words(), said(value), said(target), apart(gap, unit))
            }
            Self::Short { year, value, target, distance } => {
                format!("{}の実績{}は、目標の{}に届いていません{}。", year.words(), said(value), said(target), beside(distance))
            }
            Self::PartShort { year, part, value, target, distance } => {
                let beside = beside(distance);
                format!(
                    "全体では届いていますが、「{part}」の{}の実績{}が目標の{}に届いていません{beside}。",
                    year.words(),
                    said(value),
                    said(target)
                )
            }
            Self::PartMissing { part, year } => format!("全体では届いていますが、「{part}」の{}の実績がまだありません。", year.words()),
            Self::Guided { year, guide, estimate, missing, target, distance } => {
                let basis = if *estimate { "参考値" } else { "参考" };
                let word =
                    missing.as_ref().map_or_else(|| plain("届いています"), |missing| format!("{}届いていません", apart(missing, unit)));
                format!("{}の目安{}（{basis}）に{word}。目標は{}{}です。", year.words(), said(guide), said(target), behind(distance))
            }
            Self::Unguided { target, distance } => {
                format!("目標は{}{}です。基準値から引ける目安はありません。", said(target), behind(distance))
            }
            Self::Undated { target, distance, event: Some(event) } => {
                format!("目標は{event}に{}です{}。", said(target), beside(distance))
            }
            Self::Undated { target, distance, event: None } => {
                format!("目標は{}{}です。目標の時期は決まっていません。", said(target), behind(distance))
            }
            Self::Unmeasured => plain("実績はまだ入力されていません。"),
            Self::UnmeasuredUndated { event: Some(event) } => format!("{event}に測ります。"),
            Self::UnmeasuredUndated { event: None } => plain("目標の時期は決まっていません。"),
            Self::Awaited { due, latest: Some((year, value)), distance } => {
                format!("{}の実績はまだありません。最新は{}の{}です{}。", due.words(), year.words(), said(value), beside(distance))
            }
            Self::Awaited { due, latest: None, .. } => format!("{}の実績はまだありません。", due.words()),
            Self::AwaitedAfter { event } => format!("{event}の実績はまだありません。"),
        }
    }
}

/// `6.5ポイント`, `約13百万円`.
fn apart(gap: &Quantity, unit: &str) -> String {
    format!("{}{}{}", if gap.approx { "約" } else { "" }, grouped(gap.value.abs(), gap.decimals), of_differences(unit))
}

/// `10%以上`: the unit stands before the word of the bound.
fn with_unit(value: Quantity, unit: &str) -> String {
    let plain = Quantity { bound: None, ..value }.words();
    let bound = &value.words()[plain.len()..];
    format!("{plain}{unit}{bound}")
}

/// `＋7.9ポイント`, `−13百万円`.
fn difference(change: Quantity, unit: &str) -> String {
    let shown = grouped(change.value.abs(), change.decimals);
    let sign = match () {
        () if shown.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0') => "±",
        () if change.value < 0.0 => "−",
        () => "＋",
    };
    let about = if change.approx { "約" } else { "" };
    format!("{about}{sign}{shown}{}", of_differences(unit))
}

/// Percentages differ by points.
fn of_differences(unit: &str) -> &str {
    if unit == "%" { "ポイント" } else { unit }
}
