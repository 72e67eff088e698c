//! When a plan was adopted, wherever it is said: 「取組方針（令和4年3月）」 as a source of any record, 「策定の時期（H30.3）」 in the notes of
//! the plan itself; and 「2023年4月から」 in the history of an exam, which is of the year beside it.

use super::records::{finding, metas};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Key, Meta, Plan, Site};
use crate::notation::prose::{What, said};
use crate::notation::{FiscalYear, Month, normal};
use crate::text;
use std::collections::BTreeMap;

/// A month that is not that of the record.
pub static SOURCE_DATE: Code = Code::warning(
    "source-date",
    "出典や備考に書かれた計画の策定の月（または試験の変更の時期）が、その計画・試験の記録と違います。どちらかを直してください",
    "the month in which a plan was adopted, as a source or a note says it (or that of a change of an exam), is not that of its record; mend one of the two",
);

/// A year and a month that a source names, and whose source it is.
type Dated<'a> = ((i32, i32), &'a Meta);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let sources = metas(site).into_iter().filter_map(|meta| {
        let (plan, month) = cited(site, meta.source.as_deref()?)?;
        Some((plan, (month, meta)))
    });
    let mut by_plan: BTreeMap<Key<Plan>, Vec<Dated>> = BTreeMap::new();
    sources.for_each(|(plan, cited)| by_plan.entry(plan).or_default().push(cited));
    for (key, cited) in by_plan {
        let plan = &site[key];
        let own = year_month(plan.adopted);
        let (words, title) = (plan.adopted.words(), &plan.title);
        // All sources agree on another month: that of the plan is wrong.
        if let [(said, first), _, ..] = &cited[..]
            && *said != own
            && cited.iter().all(|(other, _)| other == said)
        {
            let (year, month) = *said;
            let message = text!(
                "策定は{words}ですが、出典ではどれも{year}年{month}月です",
                "adopted in {words}, but all sources say {year}-{month:02}"
            );
            let told = finding(&SOURCE_DATE, message, &plan.meta, "adopted")
                .related(first.origin.place("source"), text!("出典の1つ", "one of the sources"));
            findings.push(told.hint(text!("策定の月を確かめてください", "check the month")));
            continue;
        }
        for ((year, month), meta) in cited.into_iter().filter(|(said, _)| *said != own) {
            let message = text!(
                "出典では{year}年{month}月ですが、「{title}」の策定は{words}です",
                "the source says {year}-{month:02}, but \"{title}\" was adopted in {words}"
            );
            let told = finding(&SOURCE_DATE, message, meta, "source")
                .related(plan.meta.origin.place("adopted"), text!("策定の月はここです", "the month of adoption"));
            findings.push(told.hint(text!("年と月を確かめてください", "check the year and the month")));
        }
    }
    for plan in site.plans.values() {
        let Some(notes) = plan.meta.notes.as_deref().map(normal) else { continue };
        let said = ["策定の時期", "策定の月", "策定時期"].iter().find_map(|word| bracketed(&notes[notes.find(word)?..]));
        let Some(said) = said.filter(|said| Month::parse(said).map_or(true, |month| year_month(month) != year_month(plan.adopted))) else {
            continue;
        };
        let words = plan.adopted.words();
        let message = text!("「{said}」と書かれていますが、策定は{words}です", "the note says {said}, but the plan was adopted in {words}");
        let told = finding(&SOURCE_DATE, message, &plan.meta, "notes")
            .related(plan.meta.origin.place("adopted"), text!("策定の月はここです", "the month of adoption"));
        findings.push(told.hint(text!("年と月を確かめてください", "check the year and the month")));
    }
    for exam in site.exams.values() {
        for (at, change) in exam.history.iter().enumerate() {
            let months = said(&change.note).into_iter().filter_map(|said| match said.what {
                What::Month(Some(year), month) if change.note[said.range.end..].starts_with("から") => {
                    Some(year.gregorian() - i32::from(month < 4))
                }
                _ => None,
            });
            for fiscal in months.filter(|fiscal| change.from.is_some_and(|from| i32::from(from.0) != *fiscal)) {
                let (Some(from), Ok(said)) = (change.from, i16::try_from(fiscal)) else { continue };
                let (from, said) = (from.words(), FiscalYear(said).words());
                let message = text!("from は{from}ですが、note の時期は{said}です", "`from` is {from}, but the note speaks of {said}");
                let told = finding(&SOURCE_DATE, message, &exam.meta, &format!("history[{at}].note"))
                    .related(exam.meta.origin.place(&format!("history[{at}].from")), text!("from はここです", "`from`"));
                findings.push(told.hint(text!("どちらかを直してください", "mend one of the two")));
            }
        }
    }
}

fn year_month(month: Month) -> (i32, i32) {
    (month.day().year().into(), month.day().month().into())
}

/// The plan that a source begins with, and the month in brackets right behind its title.
fn cited(site: &Site, source: &str) -> Option<(Key<Plan>, (i32, i32))> {
    let (key, plan) = site.plans.iter().find(|(_, plan)| source.starts_with(&*plan.title))?;
    let rest = &source[plan.title.len()..];
    let inner = rest.strip_prefix(['（', '('])?;
    match said(inner).first()? {
        first if first.range.start == 0 && inner[first.range.end..].starts_with(['）', ')']) => match first.what {
            What::Month(Some(year), month) => Some((key, (year.gregorian(), month))),
            _ => None,
        },
        _ => None,
    }
}

/// A month that stands in the first brackets of a sentence: （H30.3）.
fn bracketed(text: &str) -> Option<&str> {
    let sentence = text.split('。').next()?;
    let inner = sentence[sentence.find('(')? + 1..].split(')').next()?.trim();
    let begins = inner.starts_with(['R', 'H', 'S', '令', '平', '昭', '1', '2']);
    (begins
        && inner.contains(|c: char| c.is_ascii_digit())
        && inner.chars().all(|c| c.is_ascii_digit() || "RHS.令和平成昭元年月".contains(c))
        && inner.contains(['.', '月']))
    .then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn plan(fields: &str, sources: &[&str]) -> Vec<String> {
        let terms: String = sources
            .iter()
            .enumerate()
            .map(|(at, source)| format!("- {{id: l{at}, kind: base, name: 区分{at}, source: {source}}}\n"))
            .collect();
        let plans = format!("- {{id: p, title: 育成計画, adopted: 2022-03{fields}}}\n");
        run(check, &[("data/plans.yaml", &plans), ("data/levels.yaml", &terms)])
    }

    #[test]
    fn sources_have_the_month_of_the_plan() {
        let (right, wrong) = ("育成計画（令和4年3月） 7", "育成計画（令和5年3月） 7");
        assert_eq!(plan("", &[right, wrong]), [format!("source-date: {wrong}")]);
        assert_eq!(plan("", &[wrong, wrong]), ["source-date: 2022-03"]);
        for source in
            ["育成計画 7", "育成計画（2022年3月） 7", "育成計画（概要版） 令和5年", "別の計画（令和5年3月）", "育成計画（令和5年3月改定）"]
        {
            assert!(plan("", &[right, source]).is_empty(), "{source}");
        }
    }

    #[test]
    fn notes_and_histories_agree() {
        assert_eq!(plan(", notes: 期間は、策定の時期（R4.9）によります", &[]), ["source-date: 期間は、策定の時期（R4.9）によります"]);
        assert_eq!(plan(", notes: 策定の月は、図（R4.19）によります", &[]).len(), 1);
        for right in ["策定の時期（R4.3）によります", "策定の月は、概要（A3判）の図（R4.3）による", "前の計画（H30.3策定）に続きます"]
        {
            assert!(plan(&format!(", notes: {right}"), &[]).is_empty(), "{right}");
        }
        let exam = |change: &str| {
            let text = format!(
                "exams:\n- {{id: e, name: 試験, provider: {{name: 国, yomi: くに, kind: national}}, kind: national, timing: year_round, history: [{{{change}}}]}}"
            );
            run(check, &[("data/exams.yaml", &text)])
        };
        assert_eq!(exam("from: R5, note: CBTに変更（2022年4月から）"), ["source-date: CBTに変更（2022年4月から）"]);
        assert!(exam("from: R5, note: CBTに変更（2023年4月から）").is_empty());
        assert!(exam("from: R4, note: CBTに変更（2023年3月から）").is_empty());
        assert!(exam("from: R5, note: CBTに変更（2022年4月のお知らせ）").is_empty());
    }
}
