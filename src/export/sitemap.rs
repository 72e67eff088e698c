//! The site map (sitemaps.org): every page with its last change.
//!
//! The protocol knows absolute addresses only. A site without one gets an empty, valid map, so that the file is always there.

use super::address;
use crate::model::{Meta, Recorded, Site};
use crate::notation::Day;
use crate::route::{Output, RecordPage, Routes};
use std::fmt::Write;

/// The site map.
pub(super) fn write(site: &Site, routes: &Routes) -> Vec<u8> {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let pages = routes.iter().filter(|(path, output)| {
        path.is_page() && !matches!(output, Output::NotFound | Output::Record(RecordPage::Ended(_)) | Output::Redirect { .. })
    });
    for (path, output) in pages {
        let Some(address) = address(site, routes, path) else { continue };
        let changed = updated(site, output).map_or_else(String::new, |day| format!("<lastmod>{}</lastmod>", day.iso()));
        writeln!(out, "<url><loc>{}</loc>{changed}</url>", escape(&address)).expect("memory takes every write");
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// The last change of the record that a page shows; `None` for pages made from many records.
fn updated(site: &Site, output: &Output) -> Option<Day> {
    let of = |meta: &Meta| meta.updated;
    match output {
        Output::Record(RecordPage::Level(key)) | Output::Record(RecordPage::LevelSkillMap(key)) => of(site[*key].meta()),
        Output::Record(RecordPage::Skill(key)) => of(site[*key].meta()),
        Output::Record(RecordPage::Course(key)) => of(site[*key].meta()),
        Output::Record(RecordPage::Exam(key)) => of(site[*key].meta()),
        Output::Record(RecordPage::Case(key)) => of(site[*key].meta()),
        Output::Record(RecordPage::Kpi(key)) => of(site[*key].meta()),
        Output::Record(RecordPage::Trend(key)) => of(site[*key].meta()).max(Some(site[*key].published)),
        Output::Record(RecordPage::News(key)) => of(site[*key].meta()).max(Some(site[*key].published)),
        Output::Record(RecordPage::Page(key)) => of(site[*key].meta()).max(site[*key].date),
        Output::Record(RecordPage::Section(address)) => site.section_text(address).and_then(|page| of(page.meta())),
        Output::Record(RecordPage::Assessment(level)) => site.links.level_assessment[*level].and_then(|at| of(&site.assessments[at].meta)),
        _ => None,
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&apos;")
}

#[cfg(test)]
mod tests {
    use crate::export::testing::small;
    use crate::route::Export;

    const NEWS: &str = "---\ntitle: お知らせ\npublished: 2026-11-01\nupdated: 2026-11-03\naliases: [former]\n---\n本文\n";

    #[test]
    fn pages_have_absolute_addresses_and_their_last_change() {
        let map = small(Some("https://portal.example/a&b/"), &[("content/news/n.md", NEWS)]).text(&Export::Sitemap);
        assert!(
            map.contains("<url><loc>https://portal.example/a&amp;b/news/n/index.html</loc><lastmod>2026-11-03</lastmod></url>\n"),
            "{map}"
        );
        assert!(map.contains("<loc>https://portal.example/a&amp;b/index.html</loc></url>"));
        assert!(!map.contains("404") && !map.contains("former") && !map.contains(".csv"), "{map}");
    }

    #[test]
    fn without_an_address_the_map_is_empty_and_valid() {
        let map = small(None, &[("content/news/n.md", NEWS)]).text(&Export::Sitemap);
        assert!(map.ends_with("0.9\">\n</urlset>\n") && !map.contains("<url>"), "{map}");
    }
}
