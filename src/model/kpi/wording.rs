//! Reasons in Japanese sentences, as the open data says them. The pages word them by the theme, in the language of the portal.

use super::status::Reason;
use crate::notation::{Quantity, grouped};

impl Reason {
    /// One sentence or two; `unit` is that of the indicator.
    pub fn words(&self, unit: &str) -> String {
        let said = |value: &Quantity| with_unit(*value, unit);
        let apart = |gap: &Quantity| format!("{}{}", grouped(gap.value.abs(), gap.decimals), of_differences(unit));
        let plain = |text: &str| text.to_owned();
        match self {
            Self::Stated(text) => text.clone(),
            Self::NoNumber => plain("数値目標を置いていません。"),
            Self::Done => plain("実施しました。"),
            Self::NotDone => plain("まだ実施していません。"),
            Self::NotRecorded => plain("実施の記録がまだありません。"),
            Self::Met => plain("目標を達成しました。"),
            Self::NotMet => plain("目標を達成していません。"),
            Self::NeverMet => plain("計画期間は終わりました。目標を達成できませんでした。"),
            Self::Changed { year, value, change } => {
                format!("{}の実績は{}、基準との差は{}です。", year.words(), said(value), difference(*change, unit))
            }
            Self::NoReference { year, value } => format!("{}の実績は{}です。くらべる基準値がありません。", year.words(), said(value)),
            Self::NoGoal { year, value } => format!("{}の実績は{}です。目標の数値がありません。", year.words(), said(value)),
            Self::Reached { year, value, target } => {
                format!("{}の実績{}が、目標の{}に届いています。", year.words(), said(value), said(target))
            }
            Self::Short { year, target, gap } => {
                format!("{}の実績は、目標の{}に{}届いていません。", year.words(), said(target), apart(gap))
            }
            Self::Guided { year, guide, estimate, missing, gap } => {
                let basis = if *estimate { "参考値" } else { "参考" };
                let word = missing.as_ref().map_or_else(|| plain("届いています"), |missing| format!("{}届いていません", apart(missing)));
                format!("{}の目安{}（{basis}）に{word}。目標まであと{}です。", year.words(), said(guide), apart(gap))
            }
            Self::Unguided { target, gap } => {
                format!("目標の{}まで、あと{}です。基準値がないため、目安は引けません。", said(target), apart(gap))
            }
            Self::Undated { target, gap, event: Some(event) } => {
                format!("目標は{event}に{}です。最新の実績から、あと{}です。", said(target), apart(gap))
            }
            Self::Undated { target, gap, event: None } => {
                format!("目標の{}まで、あと{}です。目標の時期は決まっていません。", said(target), apart(gap))
            }
            Self::Unmeasured => plain("実績はまだ入力されていません。"),
            Self::NeverMeasured => plain("計画期間は終わりました。実績はまだ入力されていません。"),
            Self::UnmeasuredUndated { event: Some(event) } => format!("{event}に測ります。"),
            Self::UnmeasuredUndated { event: None } => plain("目標の時期は決まっていません。"),
            Self::EndedShort { year, value } => {
                format!("計画期間は終わりました。最終の{}の実績は{}で、目標に届きませんでした。", year.words(), said(value))
            }
            Self::EndedMissing { last, year, value } => {
                let (last, year) = (last.words(), year.words());
                format!("計画期間は終わりました。{last}の実績はまだありません（最新は{year}の{}）。", said(value))
            }
            Self::Ended => plain("計画期間は終わりました。目標に届いた記録がありません。"),
        }
    }
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
    format!("{sign}{shown}{}", of_differences(unit))
}

/// Percentages differ by points.
fn of_differences(unit: &str) -> &str {
    if unit == "%" { "ポイント" } else { unit }
}
