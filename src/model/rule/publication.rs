//! What is published has a beginning before its end, can be seen while it matters, and what is over is not recommended.
//!
//! What comes about by the mere passing of time is a warning: a build that stops because a day has passed helps nobody.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::model::{Meta, OwnDay, Publication, Site, Stage, Status};
use crate::notation::Day;
use crate::text;

/// `publish_until` lies before `publish_from`.
pub static PUBLISH_ORDER: Code = Code::error(
    "publish-order",
    "公開の終わり（publish_until）が始まり（publish_from）より前です。どちらかを直してください",
    "`publish_until` lies before `publish_from`; mend one of the two",
);
/// Shown when there is nothing left to come.
pub static PUBLISHED_TOO_LATE: Code = Code::error(
    "published-too-late",
    "公開する日（publish_from）が、日程や締切がすべて終わった後です。publish_from を直してください",
    "`publish_from` lies after all of its own days; mend it",
);
/// Not shown on a day that matters.
pub static PUBLICATION_MISSES_DAY: Code = Code::warning(
    "publication-misses-day",
    "公開の期間（publish_from、publish_until）の外に、その記録の日程か締切があります。日付を確かめてください",
    "a day or deadline of the record lies outside `publish_from` and `publish_until`; check the dates",
);
/// A draft whose day has come.
pub static STILL_DRAFT: Code = Code::warning(
    "still-draft",
    "公開日（publish_from）を過ぎましたが、下書きのままです。下書きの行を消すか、公開日を直してください",
    "the day of publication has passed, but the record is still a draft; remove `status: draft`, or mend the day",
);
/// A draft, or something that is published later.
pub static NOT_PUBLISHED: Code = Code::notice(
    "not-published",
    "下書きか、公開日（publish_from）がまだ先のため、公開されていません。公開するときは、その行を消すか日付を直します",
    "it is a draft, or its `publish_from` lies ahead, so it is not published; remove the line or mend the day to publish it",
);
/// A content is over or archived, but still recommended.
pub static EXPIRED_RECOMMENDATION: Code = Code::warning(
    "expired-recommendation",
    "期間の終わった、またはアーカイブ（archived）のコンテンツが推奨のままです。`recommended` を消すか、`recommended.until` を書いてください",
    "a content is over or archived, but still recommended; remove `recommended` or set `recommended.until`",
);
/// `updated` lies before `published`.
pub static UPDATED_BEFORE_PUBLISHED: Code = Code::error(
    "updated-before-published",
    "更新日（updated）が公開日（published）より前です。どちらかを直してください",
    "`updated` lies before `published`; mend one of the two",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for publication in &site.publications {
        let told = out_of_order(publication).or_else(|| too_late(publication)).or_else(|| misses(publication));
        told.into_iter().chain(hidden(site, publication)).for_each(|finding| findings.push(finding));
    }
    recommendations(site, findings);
    let news = site.news.values().map(|news| (&news.meta, news.published));
    let trends = site.trends.values().map(|trend| (&trend.meta, trend.published));
    let cases = site.cases.values().map(|case| (&case.meta, case.published));
    let pages = site.pages.values().filter_map(|page| Some((&page.meta, page.date?)));
    news.chain(trends).chain(cases).chain(pages).for_each(|(meta, published)| updated(meta, published, findings));
}

fn told(code: &'static Code, message: Text, publication: &Publication, field: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(publication.origin.place(field)).record(publication.id.as_str())
}

/// An end before the beginning.
fn out_of_order(publication: &Publication) -> Option<Diagnostic> {
    let until = publication.until?;
    let is_before = |day: &(&str, Option<Day>)| day.1.is_some_and(|day| until < day);
    let (field, _) = [("publish_from", publication.from), ("published", publication.published)].into_iter().find(is_before)?;
    let message = text!("publish_until が {field} より前です", "`publish_until` lies before `{field}`");
    let begins = publication.origin.place(field);
    let told = told(&PUBLISH_ORDER, message, publication, "publish_until").related(begins, text!("公開の始まり", "the beginning"));
    Some(told.hint(text!("どちらかの日付を直してください", "mend one of the dates")))
}

/// The latest day of one sort that a record speaks of.
fn latest(publication: &Publication, deadline: bool) -> Option<&OwnDay> {
    publication.days.iter().filter(|own| own.deadline == deadline).max_by_key(|own| own.day)
}

/// It is shown only when all that it announces is over.
fn too_late(publication: &Publication) -> Option<Diagnostic> {
    let from = publication.from?;
    let last = publication.days.iter().max_by_key(|own| own.day).filter(|last| last.day < from)?;
    let (begins, over) = (from.words(), last.day.words());
    let message =
        text!("公開する日（{begins}）には、もう終わっています（{over}）", "it is over ({over}) before it is published ({begins})",);
    let related = text!("この日まで", "its last day");
    Some(
        told(&PUBLISHED_TOO_LATE, message, publication, "publish_from")
            .related(last.place.clone(), related)
            .hint(text!("publish_from を、締切より前の日に直してください", "write a day in `publish_from` that lies before its deadline")),
    )
}

/// It is not shown on a day that matters for it.
fn misses(publication: &Publication) -> Option<Diagnostic> {
    let (field, own, message) = if let Some(own) = publication.from.and_then(|from| latest(publication, true).filter(|own| own.day < from))
    {
        let day = own.day.words();
        (
            "publish_from",
            own,
            text!("公開する日には、申込の締切（{day}）が過ぎています", "the deadline ({day}) has passed when it is published"),
        )
    } else {
        let after = |deadline| publication.until.and_then(|until| latest(publication, deadline).filter(|own| own.day > until));
        let (own, what) = after(false)
            .map(|own| (own, ("この日程", "its day")))
            .or_else(|| after(true).map(|own| (own, ("申込の締切", "its deadline"))))?;
        let (day, (ja, en)) = (own.day.words(), what);
        ("publish_until", own, text!("{ja}（{day}）より前に、掲載が終わります", "it ends before {en} ({day})"))
    };
    Some(
        told(&PUBLICATION_MISSES_DAY, message, publication, field)
            .related(own.place.clone(), text!("この日です", "this day"))
            .hint(text!("{field} の日付を確かめてください", "check `{field}`")),
    )
}

/// Why it is not shown in this run.
fn hidden(site: &Site, publication: &Publication) -> Option<Diagnostic> {
    let (kind, kind_en) = publication.kind;
    let title = &publication.title;
    Some(match publication.stage {
        Stage::Draft => match publication.from.filter(|from| *from <= site.today()) {
            Some(from) => {
                let (words, iso) = (from.words(), from.iso());
                let message =
                    text!("公開日（{words}）を過ぎましたが、下書きのままです", "it was to be published on {iso}, but is still a draft");
                told(&STILL_DRAFT, message, publication, "publish_from").hint(text!(
                    "公開するなら下書きの行（`status: draft`）を消し、まだなら publish_from を直してください",
                    "remove `status: draft` to publish it, or write a later day"
                ))
            }
            None => told(
                &NOT_PUBLISHED,
                text!("{kind}「{title}」は下書きです。公開されていません", "the {kind_en} \"{title}\" is a draft and not published"),
                publication,
                if publication.origin.has_key("status") { "status" } else { "draft" },
            ),
        },
        Stage::Ahead(from) => {
            let (words, iso) = (from.words(), from.iso());
            let message = text!("{kind}「{title}」は{words}に公開されます", "the {kind_en} \"{title}\" is published on {iso}");
            told(&NOT_PUBLISHED, message, publication, "publish_from")
        }
        Stage::Shown | Stage::Ended(_) => return None,
    })
}

fn recommendations(site: &Site, findings: &mut Diagnostics) {
    let today = site.today();
    for external in site.external.values().filter(|external| external.recommended_on(today).is_some()) {
        let meta = &external.meta;
        let over = external.period.as_ref().and_then(|period| Some(("period.to", period.to?)));
        let Some((field, message)) = over
            .filter(|(_, day)| *day < today)
            .map(|(field, day)| {
                let words = day.words();
                (field, text!("{words}に終わりましたが、推奨のままです", "it was over on {words}, but is still recommended"))
            })
            .or_else(|| {
                let message = text!("アーカイブ（archived）ですが、推奨のままです", "it is archived, but still recommended");
                (meta.status == Status::Archived).then_some(("status", message))
            })
        else {
            continue;
        };
        findings.push(
            finding(&EXPIRED_RECOMMENDATION, message, meta, "recommended.reason")
                .related(meta.origin.place(field), text!("終わりはここです", "the end"))
                .hint(text!(
                    "recommended を消すか、次の回の期間に直してください",
                    "remove `recommended`, or mend the period for the next run"
                )),
        );
    }
}

fn updated(meta: &Meta, published: Day, findings: &mut Diagnostics) {
    if meta.updated.is_some_and(|updated| updated < published) {
        findings.push(
            finding(
                &UPDATED_BEFORE_PUBLISHED,
                text!("updated が published より前です", "`updated` lies before `published`"),
                meta,
                "updated",
            )
            .related(meta.origin.place("published"), text!("公開日", "the day of publication"))
            .hint(text!("どちらかの日付を直してください", "mend one of the dates")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn external(rest: &str) -> Vec<String> {
        let text = format!(
            "- {{id: e, title: 題, provider: {{name: 国, yomi: くに, kind: national}}, url: https://www.soumu.go.jp/x, levels: [], topic: 表, \
             format: pdf, access: both, recommended: {{by: d, reason: 良い}}, {rest}}}"
        );
        run(check, &[("data/external.yaml", &text)])
    }

    fn news(rest: &str) -> Vec<String> {
        run(check, &[("content/news/a.md", &format!("---\ntitle: 題\npublished: 2026-11-20\n{rest}---\n"))])
    }

    fn session(rest: &str) -> Vec<String> {
        let exams = "- {id: e, name: 試験, provider: {name: 国, yomi: くに, kind: national}, kind: national, timing: fixed_day}";
        let sessions = format!("- {{id: s, exam: e, label: 第1回, date: 2027-02-21, apply: {{close: 2027-01-15}}, {rest}}}");
        run(check, &[("data/exams.yaml", exams), ("data/exam_sessions.yaml", &sessions)])
    }

    #[test]
    fn an_end_before_the_beginning_is_reported() {
        assert_eq!(news("publish_from: 2027-05-01\npublish_until: 2027-04-01\n")[0], "publish-order: 2027-04-01");
        assert_eq!(news("publish_until: 2026-11-19\n"), ["publish-order: 2026-11-19"]);
        assert!(news("publish_until: 2026-11-20\npublish_from: 2026-11-20\n").is_empty());
    }

    #[test]
    fn what_cannot_be_seen_in_time_is_reported() {
        assert_eq!(session("publish_from: 2027-12-01"), ["published-too-late: 2027-12-01", "not-published: 2027-12-01"]);
        assert_eq!(session("publish_from: 2027-01-20"), ["publication-misses-day: 2027-01-20", "not-published: 2027-01-20"]);
        assert_eq!(session("publish_from: 2027-01-12"), ["not-published: 2027-01-12"]);
        assert_eq!(session("publish_until: 2027-01-15"), ["publication-misses-day: 2027-01-15"]);
        assert_eq!(session("publish_until: 2026-12-15"), ["publication-misses-day: 2026-12-15"]);
        assert!(session("publish_from: 2026-11-01, publish_until: 2027-02-21").is_empty());
    }

    #[test]
    fn the_days_of_an_exam_are_those_of_its_sittings() {
        let exams = "- {id: e, name: 試験, provider: {name: 国, yomi: くに, kind: national}, kind: national, timing: fixed_day, publish_until: 2026-12-31}";
        let sessions = "- {id: s, exam: e, label: 第1回, date: 2027-02-21}";
        let found = run(check, &[("data/exams.yaml", exams), ("data/exam_sessions.yaml", sessions)]);
        assert_eq!(found, ["publication-misses-day: 2026-12-31"]);
    }

    #[test]
    fn what_is_hidden_is_said() {
        assert_eq!(news("status: draft\n"), ["not-published: draft"]);
        assert_eq!(news("status: draft\npublish_from: 2026-11-22\n"), ["still-draft: 2026-11-22"]);
        assert_eq!(news("status: draft\npublish_from: 2026-11-23\n"), ["not-published: draft"]);
        assert_eq!(news("publish_from: 2026-11-23\n"), ["not-published: 2026-11-23"]);
        assert!(news("publish_from: 2026-11-22\n").is_empty());
        assert_eq!(run(check, &[("content/a.md", "---\ntitle: 題\ndraft: true\n---\n")]), ["not-published: true"]);
    }

    #[test]
    fn what_is_over_is_not_recommended() {
        assert_eq!(external("period: {to: 2026-11-21}"), ["expired-recommendation: 良い"]);
        assert_eq!(external("status: archived").len(), 1);
        assert!(external("period: {to: 2026-11-22}, publish_until: 2026-11-22").is_empty());
    }

    #[test]
    fn an_update_comes_after_the_publication() {
        let news = |updated: &str| format!("---\ntitle: 題\npublished: 2026-11-20\nupdated: {updated}\n---\n");
        assert_eq!(run(check, &[("content/news/a.md", &news("2026-11-19"))]), ["updated-before-published: 2026-11-19"]);
        assert!(run(check, &[("content/news/a.md", &news("2026-11-20"))]).is_empty());
    }
}
