//! Indicators and their yearly results as tables.

use super::{From, Row, rows};
use crate::export::table::{DataTable, Sheet};
use crate::model::{Actual, Goal, Key, Kpi};
use crate::notation::Quantity;
use crate::route::{Dataset, Output, RecordPage};

/// KPI
pub(super) fn kpi(from: From<'_>) -> DataTable {
    let mut sheet = Sheet::<Row<Kpi>>::new(
        Dataset::Kpi,
        "KPI",
        "1行が1つの指標です。定義、基準値、目標、最新の実績と状態を含みます。年度ごとの実績は kpi-actuals にあります。",
    );
    definition(&mut sheet, from);
    standing(&mut sheet, from);
    sheet.page(from, |(key, _)| Output::Record(RecordPage::Kpi(*key)));
    sheet.meta(from.site, |(_, kpi)| &kpi.meta);
    sheet.fill(rows(&from.site.kpis))
}

/// What the plan says of an indicator.
fn definition<'a>(sheet: &mut Sheet<'a, Row<'a, Kpi>>, from: From<'a>) {
    let site = from.site;
    let now = site.this_year();
    let goal = move |kpi: &'a Kpi| kpi.goal(now);
    sheet.id(|(_, kpi)| &kpi.meta.id);
    sheet.column("name", "名前", "指標の名前", |(_, kpi)| &kpi.name);
    sheet.column("unit", "単位", "値の単位（文書のとおり）", |(_, kpi)| &kpi.unit);
    sheet.column("unit_factor", "単位の倍率", "1単位が unit_base のいくつ分か（百件なら100）", |(_, kpi)| {
        kpi.unit_factor.as_ref().map(|(factor, _)| (*factor, Quantity::plain(*factor).decimals))
    });
    sheet.column("unit_base", "もとの単位", "倍率を掛けたあとの単位", |(_, kpi)| {
        kpi.unit_factor.as_ref().map(|(_, base)| base.as_str())
    });
    sheet.choice("kind", "目標の種類", "reach、at_least、not_exceed、maintain、raise、milestone、none", |(_, kpi)| {
        Some(kpi.kind)
    });
    sheet.choice(
        "direction",
        "良い方向",
        "higher=高いほど良い、lower=低いほど良い。種類にも数値にも書かれたことにもよらないときは空",
        move |(_, kpi)| kpi.better(goal(kpi)),
    );
    sheet.column("tolerance", "認める差", "保つ指標で、認める差。単位の数か割合（%）", |(_, kpi)| {
        kpi.tolerance.map(|tolerance| tolerance.words())
    });
    sheet.column("statement", "文書の書き方", "基準値（年度） → 目標（年度）", move |(_, kpi)| {
        statement(kpi, goal(kpi))
    });
    sheet.reference(site, "plan", "計画", "計画のID", |(_, kpi)| kpi.plan);
    sheet.reference(site, "pillar", "取組方針", "取組方針のID", |(_, kpi)| kpi.pillar);
    sheet.reference(site, "initiative", "取組事項", "取組事項のID", |(_, kpi)| kpi.initiative);
    sheet.quantity("baseline", "基準値", "基準の値", |(_, kpi)| kpi.baseline_value());
    sheet.year("baseline_year", "基準の年度", "基準値の年度", |(_, kpi)| {
        kpi.baseline.as_ref().map(|baseline| baseline.fiscal_year)
    });
    sheet
        .column("baseline_approx", "基準が概数", "true=基準値が概数", |(_, kpi)| kpi.baseline_value().map(|value| value.approx));
    sheet.column("baseline_note", "基準の注", "注の記号", |(_, kpi)| {
        kpi.baseline.as_ref().and_then(|baseline| baseline.note.as_deref())
    });
    sheet.column("baseline_measured_on", "基準を測った時期", "測った月または日", |(_, kpi)| {
        kpi.baseline.as_ref().and_then(|baseline| baseline.measured_on)
    });
    sheet.column("baseline_source", "基準の出典", "調査または文書", |(_, kpi)| {
        kpi.baseline.as_ref().and_then(|baseline| baseline.source.as_deref())
    });
    sheet.quantity("target", "目標値", "目標の値。数値のない目標は空", move |(_, kpi)| goal(kpi)?.value);
    sheet.year("target_year", "目標の年度", "目標の年度", move |(_, kpi)| goal(kpi)?.fiscal_year);
    sheet.column("target_event", "目標の時期", "年度でなく出来事で決まるとき、その出来事", move |(_, kpi)| {
        goal(kpi).and_then(|goal| goal.event.as_deref())
    });
    sheet.column("target_event_on", "出来事があった時期", "日、月、または年度", move |(_, kpi)| {
        goal(kpi).and_then(|goal| goal.event_on).map(|on| on.iso())
    });
    sheet.column("target_text", "目標の言葉", "文書の言葉のまま（上げる、維持など）", move |(_, kpi)| {
        goal(kpi).and_then(|goal| goal.text.as_deref())
    });
    sheet.column("target_every_child", "内訳もすべて", "true=内訳のすべてが目標に届くこと", move |(_, kpi)| {
        goal(kpi).map(|goal| goal.every_child)
    });
    sheet.column("target_note", "目標の注", "注の記号", move |(_, kpi)| goal(kpi).and_then(|goal| goal.note.as_deref()));
    sheet.year("target_reference_year", "くらべる年度", "この年度を超えないことが目標", move |(_, kpi)| {
        goal(kpi).and_then(|goal| goal.reference_year)
    });
    sheet.column("target_revisions", "目標の改定", "いつから、改める前の目標、理由。古い順", |(_, kpi)| {
        let since = |goal: &Goal| goal.since.map(|since| since.iso()).unwrap_or_default();
        let revision = |pair: &[Goal]| {
            let old = target_statement(&pair[0]).unwrap_or_default();
            format!("{}: {old} から改定。{}", since(&pair[1]), pair[1].reason.as_deref().unwrap_or_default())
        };
        kpi.goals.windows(2).map(revision).collect::<Vec<_>>()
    });
    sheet.references(site, "levels", "人材区分", "関係する人材区分のID", |(_, kpi)| kpi.levels.clone());
    sheet.column("formula", "計算式", "どのように求めるか", |(_, kpi)| &kpi.formula);
    sheet.column("summary", "説明", "説明", |(_, kpi)| &kpi.summary);
    sheet.column("notes", "注", "文書に付いている注（記号: 内容）", |(_, kpi)| {
        kpi.notes.iter().map(|(mark, note)| format!("{mark}: {note}")).collect::<Vec<_>>()
    });
    sheet.column(
        "own_notes",
        "このポータルの注",
        "文書にはない、このポータルの注（記号: 内容）",
        |(_, kpi)| kpi.own_notes.iter().map(|(mark, note)| format!("{mark}: {note}")).collect::<Vec<_>>(),
    );
    sheet.column("marks", "全体の注", "指標全体にかかる注の記号", |(_, kpi)| &kpi.marks);
    sheet.references(site, "children", "内訳", "内訳の指標のID", |(_, kpi)| kpi.children.clone());
    sheet.reference(site, "parent", "上の指標", "この指標が内訳になっている指標のID", |(_, kpi)| kpi.parent);
    sheet.choice("aggregate", "内訳との関係", "mean=平均、sum=合計、within=内数", |(_, kpi)| kpi.aggregate);
    sheet.reference(site, "supersedes", "前の指標", "置き換えた指標のID", |(_, kpi)| kpi.supersedes);
    sheet.reference(site, "superseded_by", "後の指標", "置き換わった先の指標のID", |(_, kpi)| kpi.superseded_by);
    sheet.column("method_changes", "測り方の変更", "測り方が変わった年度と内容", |(_, kpi)| {
        kpi.method_changes.iter().map(|change| format!("{}: {}", change.fiscal_year.words(), change.note)).collect::<Vec<_>>()
    });
    sheet.column("reason", "理由", "目標がない理由、または届かなかった理由", |(_, kpi)| &kpi.reason);
    sheet.column("bounded", "上限100", "true=100を超えない割合", |(_, kpi)| kpi.bounded);
    sheet.column("result", "結果の言葉", "終わった計画が言葉で示した結果", |(_, kpi)| &kpi.result);
}

/// All states, as the dictionary lists them.
const STATES: &str = "達成、順調、維持できている、上昇、改善、横ばい、やや遅れ、遅れ、維持できていない、低下、悪化、未達成、実績待ち、未実施、実績未入力、比べられない、目標時期未定、数値目標なし、置き換え済み";

/// How an indicator stands.
fn standing<'a>(sheet: &mut Sheet<'a, Row<'a, Kpi>>, from: From<'a>) {
    let statuses = &from.figures.statuses;
    sheet.quantity("latest", "最新の実績", "値のある最新の実績", |(_, kpi)| kpi.latest().map(|(_, value)| value));
    sheet.year("latest_year", "最新の年度", "最新の実績の年度", |(_, kpi)| kpi.latest().map(|(actual, _)| actual.fiscal_year));
    sheet.column("latest_sample", "最新の実績が見本", "true=最新の実績は架空の値", |(_, kpi)| {
        kpi.latest().map(|(actual, _)| actual.sample)
    });
    sheet.column("state", "状態", STATES, |(key, _)| statuses.today(*key).state.words());
    sheet.column(
        "state_sample",
        "状態が見本",
        "true=架空の実績から判定した状態。差、割合、目安も同じ",
        |(key, _)| statuses.today(*key).sample,
    );
    sheet.column("state_detail", "状態の説明", "状態を説明する文", |(key, kpi)| statuses.today(*key).words(&kpi.unit));
    sheet.year(
        "judged_year",
        "判定した年度",
        "状態の判定に使った実績の年度。目標の年度の後の実績は使わない",
        |(key, _)| statuses.today(*key).year,
    );
    sheet.column(
        "distance",
        "目標までの差",
        "届いていない分。指標の単位で、符号なし。届いていれば空",
        |(key, _)| statuses.today(*key).distance.map(|distance| (distance.gap.value, distance.gap.decimals)),
    );
    sheet.column("distance_words", "目標までの差（言葉）", "あと…、…超過", |(key, kpi)| {
        statuses.today(*key).distance.map(|distance| distance.words(&kpi.unit))
    });
    sheet
        .column(
            "rate",
            "進みの割合",
            "基準値から目標までのうち進んだ割合。意味のあるものだけ",
            |(key, _)| statuses.today(*key).rate.map(|rate| (rate * 100.0, 1)),
        )
        .unit("%");
    sheet.column(
        "guide",
        "目安",
        "判定した年度の目安（基準値と目標を結ぶ線の上の値）。計画の数字ではなく参考",
        |(key, _)| statuses.today(*key).guide.map(|guide| (guide, 1)),
    );
    sheet.column("approximate", "参考値", "true=基準値が概数なので、割合と目安は参考値", |(key, _)| {
        statuses.today(*key).approximate
    });
}

/// `258（R2） → 285（R7）`, in the grammar of the policy's tables.
fn statement(kpi: &Kpi, goal: Option<&Goal>) -> Option<String> {
    let baseline = kpi.baseline.as_ref().map(|baseline| format!("{}（{}）", baseline.value.words(), baseline.fiscal_year.short()));
    match (baseline, goal.and_then(target_statement)) {
        (Some(baseline), Some(target)) => Some(format!("{baseline} → {target}")),
        (None, Some(target)) => Some(format!("→ {target}")),
        (baseline, None) => baseline,
    }
}

/// `システム再構築後に80%以上`, `285（R7）`.
fn target_statement(goal: &Goal) -> Option<String> {
    let event = goal.event.as_deref().unwrap_or_default();
    let value = goal.text.clone().or(goal.value.map(|value| value.words()))?;
    let value = if value.starts_with(event) { value } else { format!("{event}に{value}") };
    Some(format!("{value}{}", goal.fiscal_year.map(|year| format!("（{}）", year.short())).unwrap_or_default()))
}

/// KPIの年度ごとの実績
pub(super) fn actuals(from: From<'_>) -> DataTable {
    type Result<'a> = (Key<Kpi>, &'a Kpi, &'a Actual);
    let site = from.site;
    let mut sheet = Sheet::<Result>::new(
        Dataset::KpiActuals,
        "KPIの実績",
        "1行が、1つの指標の1つの年度の実績です。値が空の年度は測っていません。0ではありません。",
    );
    sheet.column("id", "ID", "指標のIDと年度を -- でつないだもの", |(_, kpi, actual)| {
        format!("{}--{}", kpi.meta.id, actual.fiscal_year.0)
    });
    sheet.reference(site, "kpi", "指標", "指標のID", |(kpi, ..)| Some(*kpi));
    sheet.year("fiscal_year", "年度", "実績の年度", |(.., actual)| Some(actual.fiscal_year));
    sheet.quantity("value", "値", "実績の値。空なら測っていない", |(.., actual)| actual.value);
    sheet.column("unit", "単位", "値の単位", |(_, kpi, _)| &kpi.unit);
    sheet.column("approx", "概数", "true=値が概数", |(.., actual)| actual.value.map(|value| value.approx));
    sheet.column("running", "途中", "true=年度の途中の値", |(.., actual)| actual.fiscal_year == site.this_year());
    sheet.column("done", "実施", "実施する指標で、true=実施した", |(.., actual)| actual.done);
    sheet.column("measured_on", "測った時期", "測った月または日", |(.., actual)| actual.measured_on);
    sheet.column("source", "出典", "調査または文書", |(.., actual)| &actual.source);
    sheet.column("comment", "補足", "値がない理由、または読むときの注意", |(.., actual)| &actual.comment);
    sheet.page(from, |(kpi, ..)| Output::Record(RecordPage::Kpi(*kpi)));
    sheet.column("sample", "見本", "true=使い方を示すために作った架空の値", |(.., actual)| actual.sample);
    sheet.fill(site.kpis.iter().flat_map(|(key, kpi)| kpi.actuals.iter().map(move |actual| (key, kpi, actual))))
}

#[cfg(test)]
mod tests {
    use crate::model::kpi::State;

    #[test]
    fn the_dictionary_lists_all_states() {
        assert_eq!(super::STATES, State::ALL.map(State::words).join("、"));
    }
}
