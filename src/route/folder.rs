//! Folders of pages that have no name: without `_index.md` there is nothing to call them by in the menu and above their pages.
//!
//! Only says so; what is shown meanwhile is decided in `render`.

use super::Fixed;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Site, parent};
use crate::source::{Place, SourcePath, Sources};
use crate::text;

/// A folder without a title.
pub static FOLDER_WITHOUT_TITLE: Code = Code::notice(
    "folder-without-title",
    "フォルダーに題名がありません。題名を書いた `_index.md` を、そのフォルダーに作ってください",
    "a folder of pages has no title; make an `_index.md` with a title in it",
);

/// Reports every folder that becomes a page of its own and has no text.
pub(super) fn check(site: &Site, sources: &Sources, findings: &mut Diagnostics) {
    for (address, _) in site.sections.iter().filter(|(address, section)| section.text.is_none() && Fixed::at(address).is_none()) {
        let file = format!("content/{address}/_index.md");
        let inside = site.pages.values().filter(|page| !page.is_section && is_below(parent(&page.address), address));
        let Some(first) = inside.map(|page| &page.meta.origin.path).min_by_key(|path| path.parent().len()) else { continue };
        match sources.get(&file) {
            // It has mistakes, which are findings of their own.
            Some(index) if site.unusable.contains_key(&index.path) || index.text().is_none() => {}
            Some(index) => findings.push(unpublished(&index.path, address)),
            None => findings.push(missing(first, address, &file)),
        }
    }
}

fn is_below(folder: &str, address: &str) -> bool {
    folder.strip_prefix(address).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn unpublished(index: &SourcePath, address: &str) -> Diagnostic {
    let message = text!(
        "フォルダー「{address}」のページは公開されていますが、題名を書いた `_index.md` が公開されていません",
        "pages in the folder \"{address}\" are published, but the `_index.md` with its title is not"
    );
    Diagnostic::new(&FOLDER_WITHOUT_TITLE, message)
        .at(Place::file(index.clone()))
        .hint(text!("`_index.md` も公開するか、中のページも下書きにしてください", "publish `_index.md` as well, or make its pages drafts"))
}

fn missing(first: &SourcePath, address: &str, file: &str) -> Diagnostic {
    let message = text!(
        "フォルダー「{address}」に題名がありません（メニューや見出しには、中のページの題名を代わりに出しています）",
        "the folder \"{address}\" has no title; the menu and headings show the title of a page in it instead"
    );
    Diagnostic::new(&FOLDER_WITHOUT_TITLE, message).at(Place::file(first.clone())).record(address).hint(text!(
        "{file} を作り、次の3行を書いてください（「規程」は、ここに付けたい題名に直します）:\n---\ntitle: 規程\n---",
        "make {file} with these three lines, with the title that you want:\n---\ntitle: Rules\n---"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let (site, _) = testing::site(testing::options(), files);
        let mut findings = Diagnostics::default();
        check(&site, &Sources::of_texts(files), &mut findings);
        findings
            .iter()
            .map(|finding| {
                let path = finding.place.as_ref().map_or("", |place| place.path.as_str());
                format!("{}: {path}", finding.code.name)
            })
            .collect()
    }

    const PAGE: &str = "---\ntitle: 題\n---\n";
    const DRAFT: &str = "---\ntitle: 題\nstatus: draft\n---\n";

    #[test]
    fn every_folder_without_a_title_is_told_once() {
        let files = [("content/rules/sub/u.md", PAGE), ("content/rules/t.md", PAGE), ("content/rules/v.md", PAGE)];
        assert_eq!(found(&files), ["folder-without-title: content/rules/t.md", "folder-without-title: content/rules/sub/u.md"]);
        assert_eq!(found(&[("content/rules/t.md", PAGE), ("content/rules/_index.md", DRAFT)]).len(), 1);
    }

    #[test]
    fn folders_with_a_title_and_those_of_generated_pages_are_fine() {
        assert!(found(&[("content/rules/t.md", PAGE), ("content/rules/_index.md", PAGE)]).is_empty());
        assert!(found(&[("content/cases/t.md", PAGE), ("content/t.md", PAGE)]).is_empty());
        assert!(found(&[("content/rules/t.md", DRAFT)]).is_empty());
    }
}
