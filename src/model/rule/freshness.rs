//! Facts are compared with their source from time to time.
//!
//! Stale dates and dead offers are what kills such a portal. The limits stand in `site.toml` (`freshness`). For some days of grace it is only
//! noticed, so that `--strict` does not stop a portal on the very morning on which a date runs out; then it is a warning. Beyond the second limit it
//! is still a warning, though with a code of its own: a site that stops building on the 366th day would keep the stale page online. Samples
//! have no source, archived records and abolished exams need no care.

use super::records::{finding, metas};
use crate::diagnostic::{Cause, Code, Diagnostic, Diagnostics, Text};
use crate::model::due::{Span, in_grace, is_abolished, review_holds_until};
use crate::model::{Meta, Site, Status};
use crate::notation::Day;
use crate::text;

/// `checked_on` or `last_reviewed_on` lies in the future.
pub static CHECKED_IN_FUTURE: Code = Code::error(
    "checked-in-future",
    "確認日・見直し日が未来の日付です。実際に確認した日を書いてください",
    "`checked_on` or `last_reviewed_on` lies in the future; write the day on which it was really checked",
);
/// A check or review is overdue.
pub static OVERDUE: Code = Code::notice(
    "overdue",
    "確認や見直しの期限を過ぎています。猶予の日数（site.toml の freshness.grace_days）を過ぎると警告になります。それまでに確かめてください",
    "a check or review is overdue; it becomes a warning after the days of grace (freshness.grace_days in site.toml)",
);
/// It was checked long ago.
pub static STALE: Code = Code::warning(
    "stale",
    "確認してから日数がたっています（site.toml の freshness.warn_after_days）。出典と比べて、checked_on を新しくしてください",
    "it was checked long ago (freshness.warn_after_days); compare it with its source and renew `checked_on`",
);
/// It was checked very long ago.
pub static VERY_STALE: Code = Code::warning(
    "very-stale",
    "確認してから長い日数がたっています（site.toml の freshness.error_after_days）。すぐに確かめるか、`status: archived` にしてください",
    "it was checked very long ago (freshness.error_after_days); check it now or archive it",
);
/// An outside content or exam has no `checked_on`.
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
        if !meta.sample && meta.status != Status::Archived && !is_abolished(site, meta) {
            age(site, meta, findings);
        }
        review(site, meta, findings);
    }
    let outside = site.external.values().map(|external| &external.meta).chain(site.exams.values().map(|exam| &exam.meta));
    for meta in outside.filter(|meta| meta.checked_on.is_none() && !is_abolished(site, meta)) {
        if !meta.sample && !meta.unverified && meta.status != Status::Archived {
            findings.push(
                finding(&NEVER_CHECKED, text!("確認日がありません", "it was never checked"), meta, "id")
                    .hint(text!("出典と比べて checked_on を書いてください", "compare it with its source and write `checked_on`")),
            );
        }
    }
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
    let due = checked.plus(limits.warn_after_days);
    if in_grace(site, due) && code.name == STALE.name {
        findings.push(overdue(site, due, meta, "checked_on"));
        return;
    }
    findings.push(
        finding(
            code,
            text!("確認してから{days}日たっています（目安は{limit}日）", "it was checked {days} days ago (limit: {limit})"),
            meta,
            "checked_on",
        )
        .hint(text!("出典と比べて、checked_on を新しくしてください", "compare it with its source and renew `checked_on`"))
        .cause(old(code, text!("確認してから{limit}日より長くたっています", "checked more than {limit} days ago"))),
    );
}

/// What all records have in common that wait for the same care: one task for the office, not as many findings as records.
fn old(code: &Code, message: Text) -> Cause {
    Cause { key: code.name.to_owned(), message, hint: None }
}

/// What is noticed while the days of grace last.
fn overdue(site: &Site, due: Day, meta: &Meta, field: &str) -> Diagnostic {
    let (words, last) = (due.words(), due.plus(site.config.freshness.grace_days).words());
    finding(
        &OVERDUE,
        text!("期限の{words}を過ぎています（{last}までは猶予です）", "it was due on {words} (days of grace until {last})"),
        meta,
        field,
    )
    .hint(text!("確かめて、{field} を新しくしてください", "check it and renew `{field}`"))
    .cause(old(
        &OVERDUE,
        text!("確認や見直しの期限を過ぎています（まだ猶予の間です）", "a check or a review is overdue (still in the days of grace)"),
    ))
}

fn review(site: &Site, meta: &Meta, findings: &mut Diagnostics) {
    let Some(span) = &meta.review_in else { return };
    if Span::read(span).is_none() {
        findings.push(
            Diagnostic::new(&BAD_REVIEW_IN, text!("「{span}」は期間として読めません", "\"{span}\" is no span of time"))
                .at(meta.origin.place("review_in"))
                .record(meta.id.as_str())
                .hint(text!("「6か月」「1年」のように書いてください", "write `6 months` or `1 year`")),
        );
        return;
    }
    let Some(due) = review_holds_until(meta).filter(|due| *due < site.today()) else { return };
    if in_grace(site, due) {
        findings.push(overdue(site, due, meta, "last_reviewed_on"));
        return;
    }
    let words = due.words();
    findings.push(
        finding(&REVIEW_DUE, text!("見直しの期限の{words}を過ぎています", "its review was due on {words}"), meta, "last_reviewed_on")
            .related(meta.origin.place("review_in"), text!("見直しの間隔", "the span between reviews"))
            .hint(text!("見直して last_reviewed_on を新しくしてください", "review it and renew `last_reviewed_on`"))
            .cause(old(&REVIEW_DUE, text!("見直しの期限を過ぎています", "the review is due"))),
    );
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
        assert_eq!(found("checked_on: 2026-05-25"), ["overdue: 2026-05-25"]);
        assert_eq!(found("checked_on: 2026-04-26"), ["overdue: 2026-04-26"], "the last day of grace");
        assert_eq!(found("checked_on: 2026-04-25"), ["stale: 2026-04-25"]);
        assert_eq!(found("checked_on: 2025-11-21"), ["very-stale: 2025-11-21"]);
        assert_eq!(found("checked_on: 2026-11-23"), ["checked-in-future: 2026-11-23"]);
        assert!(found("checked_on: 2020-01-01, sample: true").is_empty());
        assert!(found("checked_on: 2020-01-01, status: archived").is_empty());
    }

    #[test]
    fn a_review_runs_out() {
        assert_eq!(found("last_reviewed_on: 2025-11-21, review_in: 1年"), ["overdue: 2025-11-21"]);
        assert_eq!(found("last_reviewed_on: 2025-10-22, review_in: 1年"), ["review-due: 2025-10-22"], "31 days over");
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
