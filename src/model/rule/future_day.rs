//! What is said to have happened has happened: no update, no publication without a day set for it, no measurement and no adoption lies in
//! the future.

use super::records::{finding, metas};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Meta, Site};
use crate::notation::Day;
use crate::text;

/// A day on which something was done, in the future.
pub static FUTURE_DAY: Code = Code::error(
    "future-day",
    "更新日（updated）や測った日（effect.measured_on）が未来の日付です。実際の日付に直してください",
    "`updated` or `effect.measured_on` lies in the future; write the day on which it was really done",
);
/// A day of publication in the future, on a page that is published.
pub static PUBLISHED_IN_FUTURE: Code = Code::warning(
    "published-in-future",
    "公開日（published）が未来の日付ですが、もう公開されています。その日に公開するなら publish_from に書き、そうでなければ published を直してください",
    "`published` lies in the future, but the page is published; write the day as `publish_from`, too, or mend `published`",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let today = site.today();
    for meta in metas(site) {
        look(meta, "updated", meta.updated, today, findings);
    }
    for case in site.cases.values() {
        look(&case.meta, "effect.measured_on", case.effect.measured_on, today, findings);
    }
    let news = site.news.values().map(|news| (&news.meta, news.published));
    let trends = site.trends.values().map(|trend| (&trend.meta, trend.published));
    let cases = site.cases.values().map(|case| (&case.meta, case.published));
    for (meta, published) in news.chain(trends).chain(cases).filter(|(meta, published)| *published > today && meta.publish_from.is_none()) {
        let words = published.words();
        findings.push(
            finding(
                &PUBLISHED_IN_FUTURE,
                text!("公開日が未来（{words}）です", "the day of publication ({words}) lies in the future"),
                meta,
                "published",
            )
            .hint(text!(
                "その日から公開するなら、publish_from にも同じ日付を書いてください",
                "to publish it on that day, write it as `publish_from`, too"
            )),
        );
    }
}

fn look(meta: &Meta, field: &str, day: Option<Day>, today: Day, findings: &mut Diagnostics) {
    let Some(day) = day.filter(|day| *day > today) else { return };
    // What is hidden until a day may say that day.
    if meta.publish_from.is_some_and(|from| day <= from) {
        return;
    }
    let words = day.words();
    findings.push(
        finding(&FUTURE_DAY, text!("{field} が未来の日付（{words}）です", "`{field}` ({words}) lies in the future"), meta, field)
            .hint(text!("年や月の打ち間違いではありませんか。実際の日付に直してください", "write the day on which it was done")),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn news(fields: &str) -> Vec<String> {
        run(check, &[("content/news/n.md", &format!("---\ntitle: 題\n{fields}\n---\n"))])
    }

    #[test]
    fn what_was_done_lies_in_the_past() {
        assert_eq!(news("published: 2026-11-20\nupdated: 2062-11-20"), ["future-day: 2062-11-20"]);
        assert_eq!(news("published: 2027-11-20"), ["published-in-future: 2027-11-20"]);
        assert!(news("published: 2026-11-22\nupdated: 2026-11-22").is_empty());
    }
}
