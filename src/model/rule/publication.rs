//! What is published has a beginning before its end, and what is over is not recommended.
//!
//! An expired recommendation is a warning: it comes about by the mere passing of time, and a build that stops because a day has passed
//! helps nobody. Source: rules 22 and 24 of the data model (公開期間, 期限の過ぎた推奨, 更新日).

use super::records::{finding, metas};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Meta, Site, Status};
use crate::notation::Day;
use crate::text;

/// Rule 22.
pub static PUBLISH_ORDER: Code = Code::error(
    "publish-order",
    "公開の終わり（publish_until）が始まり（publish_from）より前です。どちらかを直してください",
    "`publish_until` lies before `publish_from`; mend one of the two",
);
/// Rule 22, for recommendations.
pub static EXPIRED_RECOMMENDATION: Code = Code::warning(
    "expired-recommendation",
    "期間の終わった、またはアーカイブ（archived）のコンテンツが推奨のままです。`recommended` を消すか、`recommended.until` を書いてください",
    "a content is over or archived, but still recommended; remove `recommended` or set `recommended.until`",
);
/// Rule 24.
pub static UPDATED_BEFORE_PUBLISHED: Code = Code::error(
    "updated-before-published",
    "更新日（updated）が公開日（published）より前です。どちらかを直してください",
    "`updated` lies before `published`; mend one of the two",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for meta in metas(site) {
        if let (Some(from), Some(until)) = (meta.publish_from, meta.publish_until)
            && until < from
        {
            findings.push(
                finding(
                    &PUBLISH_ORDER,
                    text!("publish_until が publish_from より前です", "`publish_until` lies before `publish_from`"),
                    meta,
                    "publish_until",
                )
                .related(meta.origin.place("publish_from"), text!("公開の始まり", "the beginning"))
                .hint(text!("どちらかの日付を直してください", "mend one of the dates")),
            );
        }
    }
    recommendations(site, findings);
    let news = site.news.values().map(|news| (&news.meta, news.published));
    let trends = site.trends.values().map(|trend| (&trend.meta, trend.published));
    let cases = site.cases.values().map(|case| (&case.meta, case.published));
    let pages = site.pages.values().filter_map(|page| Some((&page.meta, page.date?)));
    news.chain(trends).chain(cases).chain(pages).for_each(|(meta, published)| updated(meta, published, findings));
}

fn recommendations(site: &Site, findings: &mut Diagnostics) {
    let today = site.today();
    for external in site.external.values().filter(|external| external.recommended_on(today).is_some()) {
        let meta = &external.meta;
        let over = external.period.as_ref().and_then(|period| Some(("period.to", period.to?)));
        let expired = meta.publish_until.map(|until| ("publish_until", until));
        let Some((field, message)) = expired
            .into_iter()
            .chain(over)
            .find(|(_, day)| *day < today)
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

    #[test]
    fn an_end_before_the_beginning_is_reported() {
        let levels = "- {id: a, kind: base, name: 全職員, publish_from: 2026-05-01, publish_until: 2026-04-01}";
        assert_eq!(run(check, &[("data/levels.yaml", levels)]), ["publish-order: 2026-04-01"]);
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
