//! A link that is called by the title of one page leads there, not to another one: 「[表計算の基本](bpr-intro.md)」 was copied and half mended.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::parse::Markdown;
use crate::parse::markdown::LinkTarget;
use crate::source::SourcePath;
use crate::text;
use std::collections::{BTreeMap, HashMap};

/// A link to another page than it says.
pub static LINK_NAME: Code = Code::warning(
    "link-name",
    "リンクの言葉が、リンク先とは別のページの題名です。リンク先か言葉のどちらかを直してください",
    "the words of a link are the title of another page than the one it leads to; mend the address or the words",
);

/// The pages that are written as files, by their titles.
struct Titles<'a> {
    of: HashMap<&'a SourcePath, &'a str>,
    courses: Vec<(&'a str, &'a SourcePath)>,
    pages: BTreeMap<&'a str, &'a SourcePath>,
}

impl<'a> Titles<'a> {
    fn of(site: &'a Site) -> Self {
        let courses: Vec<_> = site.courses.values().map(|course| (&*course.title, &course.meta.origin.path)).collect();
        let pages = site.pages.values().map(|page| (&*page.title, &page.meta.origin.path));
        let pages: BTreeMap<_, _> = courses.iter().copied().chain(pages).filter(|(title, _)| title.chars().count() > 1).collect();
        let all = site.pages.values().map(|page| (&page.meta.origin.path, &*page.title));
        Self { of: courses.iter().map(|(title, path)| (*path, *title)).chain(all).collect(), courses, pages }
    }

    /// The section that `words` begin with the name of (締切の一覧), where the link leads to another section.
    fn section(&self, words: &str, title: &str, target: &SourcePath) -> Option<(&'a str, &'a SourcePath)> {
        let address = |path: &SourcePath| path.as_str().strip_prefix("content/")?.strip_suffix("/_index.md").map(str::to_owned);
        let own = address(target)?;
        let names_own = SECTIONS.iter().any(|(word, section)| *section == own && words.contains(word));
        let (name, wanted) = SECTIONS.iter().find(|(word, _)| words.starts_with(word))?;
        if names_own || own == *wanted || title.contains(name) || !SECTIONS.iter().any(|(_, section)| *section == own) {
            return None;
        }
        self.of.iter().find(|(path, _)| address(path).is_some_and(|address| address == *wanted)).map(|(path, title)| (*title, *path))
    }

    /// The page whose title `words` are, or the one course that begins with them, when that is not where the link leads.
    fn other(&self, words: &str, target: &SourcePath) -> Option<(&'a str, &'a SourcePath)> {
        let title = *self.of.get(target)?;
        if title.contains(words) {
            return None;
        }
        if let Some((other, path)) = self.pages.get_key_value(words) {
            return Some((*other, *path));
        }
        if words.contains(title) {
            return None;
        }
        if let Some(found) = self.section(words, title, target) {
            return Some(found);
        }
        let long = words.chars().count() >= 4 && self.courses.iter().any(|(_, path)| *path == target);
        let mut begins = self.courses.iter().filter(|(title, _)| long && title.starts_with(words));
        let first = begins.next().copied();
        first.filter(|_| begins.next().is_none())
    }
}

/// Words by which the sections that every portal has are called, whatever their titles are.
const SECTIONS: [(&str, &str); 8] = [
    ("締切", "deadlines"),
    ("カレンダー", "calendar"),
    ("用語集", "glossary"),
    ("スキルマップ", "skill-map"),
    ("ロードマップ", "roadmap"),
    ("更新履歴", "updates"),
    ("活用事例", "cases"),
    ("試験の一覧", "exams"),
];

/// Looks through the links of all texts.
pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let titles = Titles::of(site);
    let courses = site.courses.values().map(|course| &*course.body);
    let news = site.news.values().map(|news| &*news.body);
    let trends = site.trends.values().map(|trend| &*trend.body);
    let pages = site.pages.values().map(|page| &*page.body);
    for body in courses.chain(news).chain(trends).chain(pages) {
        text_links(body, &titles, findings);
    }
}

fn text_links(body: &Markdown, titles: &Titles, findings: &mut Diagnostics) {
    for link in body.links.iter().filter(|link| !link.image) {
        let LinkTarget::Page { path, .. } = &link.target else { continue };
        let words = link.text.trim().trim_matches(['「', '」']);
        let Some((other, right)) = titles.other(words, path) else { continue };
        let title = titles.of.get(path).copied().unwrap_or_default();
        findings.push(
            Diagnostic::new(
                &LINK_NAME,
                text!(
                    "「{words}」は「{other}」のことのようですが、リンク先は「{title}」です",
                    "\"{words}\" is called like \"{other}\", but leads to \"{title}\""
                ),
            )
            .at(link.place.clone())
            .hint(text!(
                "「{other}」は {right} です。リンク先か言葉を直してください",
                "\"{other}\" is {right}; mend the address or the words"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(link: &str) -> Vec<String> {
        let course = |title: &str, body: &str| format!("---\ntitle: {title}\nsummary: 文\nlevels: []\nformat: [online]\n---\n\n{body}\n");
        run(
            check,
            &[
                ("content/courses/a.md", &course("表計算の基本", link)),
                ("content/courses/b.md", &course("業務の見直し入門", "文")),
                ("content/courses/c.md", &course("民間企業への派遣研修", "文")),
            ],
        )
    }

    #[test]
    fn sections_are_called_by_their_names() {
        let page = |title: &str, body: &str| format!("---\ntitle: {title}\n---\n\n{body}\n");
        let found = |link: &str| {
            let sections =
                [("deadlines", "これからの締切"), ("calendar", "カレンダー"), ("skill-map", "スキルマップ"), ("skills", "スキル")];
            let mut files: Vec<_> = sections.map(|(at, title)| (format!("content/{at}/_index.md"), page(title, "文"))).into();
            files.push(("content/about/first.md".to_owned(), page("はじめに", link)));
            run(check, &files.iter().map(|(path, text)| (&**path, &**text)).collect::<Vec<_>>())
        };
        assert_eq!(found("[締切の一覧](../calendar/_index.md)"), ["link-name: [締切の一覧](../calendar/_index.md)"]);
        assert_eq!(found("[スキルマップ](../skills/_index.md)"), ["link-name: [スキルマップ](../skills/_index.md)"]);
        for right in [
            "[締切の一覧](../deadlines/_index.md)",
            "[締切のカレンダー](../calendar/_index.md)",
            "[スキルの一覧](../skills/_index.md)",
            "[カレンダー](../calendar/_index.md)",
            "[締切](../skills/_index.md)",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn links_lead_where_they_say() {
        assert_eq!(found("[業務の見直し入門](c.md)を見ます"), ["link-name: [業務の見直し入門](c.md)"]);
        assert_eq!(found("[民間企業](b.md)へ"), ["link-name: [民間企業](b.md)"]);
        for right in [
            "[業務の見直し入門](b.md)",
            "[見直し入門](b.md)",
            "[研修のページ](c.md)",
            "[民間企業](c.md)",
            "[前の研修](b.md#x)",
            "[b](b.md)",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
