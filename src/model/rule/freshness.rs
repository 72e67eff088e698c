//! Facts are compared with their source from time to time.
//!
//! Stale dates and dead offers are what kills such a portal. The limits stand in `site.toml` (`freshness`). Beyond the second limit it
//! is still a warning, though with a code of its own: a site that stops building on the 366th day would keep the stale page online. Samples
//! have no source, archived records and abolished exams need no care. Source: rule 23 of the data model (確認日), trap 10.

use super::records::{finding, metas};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Meta, Site, Status};
use crate::notation::Day;
use crate::text;

/// Rule 23, the future.
pub static CHECKED_IN_FUTURE: Code = Code::error(
    "checked-in-future",
    "確認日・見直し日が未来の日付です。実際に確認した日を書いてください",
    "`checked_on` or `last_reviewed_on` lies in the future; write the day on which it was really checked",
);
/// Rule 23, the first limit.
pub static STALE: Code = Code::warning(
    "stale",
    "確認してから日数がたっています（site.toml の freshness.warn_after_days）。出典と比べて、checked_on を新しくしてください",
    "it was checked long ago (freshness.warn_after_days); compare it with its source and renew `checked_on`",
);
/// Rule 23, the second limit.
pub static VERY_STALE: Code = Code::warning(
    "very-stale",
    "確認してから長い日数がたっています（site.toml の freshness.error_after_days）。すぐに確かめるか、`status: archived` にしてください",
    "it was checked very long ago (freshness.error_after_days); check it now or archive it",
);
/// Rule 23, never checked.
pub static NEVER_CHECKED: Code = Code::notice(
    "never-checked",
    "外のコンテンツや試験なのに、確認日（checked_on）がありません。出典と比べて書いてください",
    "an outside content or exam has no `checked_on`; compare it with its source and write the day",
);
/// A review that has run out.
pub static REVIEW_DUE: Code = Code::warning(
    "review-due",
    "見直しの期限（last_reviewed_on ＋ review_in）が過ぎています。見直して last_reviewed_on を新しくしてください",
    "the review (last_reviewed_on + review_in) is due; review it and renew `last_reviewed_on`",
);
/// A span that cannot be read.
pub static BAD_REVIEW_IN: Code = Code::error(
    "bad-review-in",
    "review_in は「6か月」「1年」「6 months」「1 year」「90日」のように書いてください",
    "write `review_in` as 6 months, 1 year, 90 days, 6か月 or 1年",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for meta in metas(site) {
        for (field, _) in [("checked_on", meta.checked_on), ("last_reviewed_on", meta.last_reviewed_on)]
            .into_iter()
            .filter(|(_, day)| day.is_some_and(|day| day > site.today()))
        {
            findings.push(
                finding(&CHECKED_IN_FUTURE, text!("{field} が未来の日付です", "`{field}` lies in the future"), meta, field)
                    .hint(text!("実際に確認した日を書いてください", "write the day on which it was checked")),
            );
        }
        if !meta.sample && meta.status != Status::Archived && !abolished(site, meta) {
            age(site, meta, findings);
        }
        review(site, meta, findings);
    }
    let outside = site.external.values().map(|external| &external.meta).chain(site.exams.values().map(|exam| &exam.meta));
    for meta in outside.filter(|meta| meta.checked_on.is_none() && !abolished(site, meta)) {
        if !meta.sample && !meta.unverified && meta.status != Status::Archived {
            findings.push(
                finding(&NEVER_CHECKED, text!("確認日がありません", "it was never checked"), meta, "id")
                    .hint(text!("出典と比べて checked_on を書いてください", "compare it with its source and write `checked_on`")),
            );
        }
    }
}

/// Whether it is the record of an exam that is no longer held.
fn abolished(site: &Site, meta: &Meta) -> bool {
    // A record of another kind may have the same id, so the records are compared, not their ids.
    let exam = site.exams.key(meta.id.as_str()).map(|key| &site[key]).filter(|exam| std::ptr::eq(&exam.meta, meta));
    exam.is_some_and(|exam| exam.valid_to.is_some_and(|to| to < site.this_year()))
}

fn age(site: &Site, meta: &Meta, findings: &mut Diagnostics) {
    let Some(checked) = meta.checked_on else { return };
    let days = checked.days_until(site.today());
    let limits = site.config.freshness;
    let (code, limit) = if days > limits.error_after_days {
        (&VERY_STALE, limits.error_after_days)
    } else if days > limits.warn_after_days {
        (&STALE, limits.warn_after_days)
    } else {
        return;
    };
    findings.push(
        finding(
            code,
            text!("確認してから{days}日たっています（目安は{limit}日）", "it was checked {days} days ago (limit: {limit})"),
            meta,
            "checked_on",
        )
        .hint(text!("出典と比べて、checked_on を新しくしてください", "compare it with its source and renew `checked_on`")),
    );
}

fn review(site: &Site, meta: &Meta, findings: &mut Diagnostics) {
    let Some(span) = &meta.review_in else { return };
    let Some(span) = Span::read(span) else {
        findings.push(
            Diagnostic::new(&BAD_REVIEW_IN, text!("「{span}」は期間として読めません", "\"{span}\" is no span of time"))
                .at(meta.origin.place("review_in"))
                .record(meta.id.as_str())
                .hint(text!("「6か月」「1年」のように書いてください", "write `6 months` or `1 year`")),
        );
        return;
    };
    let Some(due) = meta.last_reviewed_on.map(|day| span.after(day)).filter(|due| *due < site.today()) else { return };
    if meta.status == Status::Archived {
        return;
    }
    let words = due.words();
    findings.push(
        finding(&REVIEW_DUE, text!("見直しの期限の{words}を過ぎています", "its review was due on {words}"), meta, "last_reviewed_on")
            .related(meta.origin.place("review_in"), text!("見直しの間隔", "the span between reviews"))
            .hint(text!("見直して last_reviewed_on を新しくしてください", "review it and renew `last_reviewed_on`")),
    );
}

/// How long a review holds.
enum Span {
    Days(i32),
    Months(i32),
}

impl Span {
    /// Reads `6 months`, `1 year`, `2 weeks`, `90 days`, `6か月`, `1年`, `90日`.
    fn read(text: &str) -> Option<Self> {
        use unicode_normalization::UnicodeNormalization;
        let text: String = text.nfkc().collect::<String>().to_lowercase();
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let number: i32 = text[..digits].parse().ok().filter(|number| (1..=3650).contains(number))?;
        match text[digits..].trim() {
            "day" | "days" | "日" => Some(Self::Days(number)),
            "week" | "weeks" | "週" | "週間" => Some(Self::Days(number * 7)),
            "month" | "months" | "か月" | "ヶ月" | "カ月" | "ヵ月" | "ケ月" | "箇月" => Some(Self::Months(number)),
            "year" | "years" | "年" => Some(Self::Months(number * 12)),
            _ => None,
        }
    }

    /// The last day of the span that begins on `day`; the end of the month when it has no such day.
    fn after(&self, day: Day) -> Day {
        match self {
            Self::Days(days) => day.plus(*days),
            Self::Months(months) => {
                let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
                let (year, month) = (month / 12, month % 12 + 1);
                let find = |of_month: i8| Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, of_month);
                (28..=day.day().max(28)).rev().find_map(|at| find(at.min(day.day()))).unwrap_or(day)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(fields: &str) -> Vec<String> {
        run(check, &[("data/levels.yaml", &format!("- {{id: a, kind: base, name: 全職員, {fields}}}"))])
    }

    #[test]
    fn the_age_of_a_check_is_told_in_two_steps() {
        assert!(found("checked_on: 2026-05-26").is_empty(), "180 days");
        assert_eq!(found("checked_on: 2026-05-25"), ["stale: 2026-05-25"]);
        assert_eq!(found("checked_on: 2025-11-21"), ["very-stale: 2025-11-21"]);
        assert_eq!(found("checked_on: 2026-11-23"), ["checked-in-future: 2026-11-23"]);
        assert!(found("checked_on: 2020-01-01, sample: true").is_empty());
        assert!(found("checked_on: 2020-01-01, status: archived").is_empty());
    }

    #[test]
    fn a_review_runs_out() {
        assert_eq!(found("last_reviewed_on: 2025-11-21, review_in: 1年"), ["review-due: 2025-11-21"]);
        assert!(found("last_reviewed_on: 2025-11-22, review_in: 1 year").is_empty());
        assert!(found("last_reviewed_on: 2026-05-31, review_in: ６か月").is_empty());
        assert_eq!(found("review_in: ときどき"), ["bad-review-in: ときどき"]);
        let day = |year, month, day| Day::new(year, month, day).expect("a day");
        assert_eq!(Span::read("1 month").expect("a span").after(day(2026, 1, 31)), day(2026, 2, 28));
    }

    #[test]
    fn outside_contents_are_checked_at_all() {
        let external = |rest: &str| {
            format!(
                "- {{id: e, title: 題, provider: {{name: 国, yomi: くに, kind: national}}, url: https://www.soumu.go.jp/x, levels: [], \
                 topic: 表, format: pdf, access: both{rest}}}"
            )
        };
        assert_eq!(run(check, &[("data/external.yaml", &external(""))]), ["never-checked: e"]);
        assert!(run(check, &[("data/external.yaml", &external(", checked_on: 2026-11-01"))]).is_empty());
    }
}
