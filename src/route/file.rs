//! Which files beside the pages go out: those that a shown text links to, and those in the folders that `site.toml` names. What nobody
//! asked for stays where it is, and is told. Does not look into the files.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::source::{Place, SourcePath, Sources};
use crate::text;
use std::collections::BTreeSet;

/// Files that nothing links to.
pub static UNLINKED_FILE: Code = Code::warning(
    "unlinked-file",
    "どのページからもリンクされていないファイルなので、公開しません。公開するものは、ページからリンクするか、site.toml の [files] publish にフォルダーを書いてください。要らないものや、部内限りのものは、content/ の外に移してください",
    "no page links to the file, so it is not published; link to it, or name its folder in site.toml, [files] publish; move what is not for readers out of content/",
);
/// A folder of site.toml that is not there.
pub static PUBLISH_FOLDER: Code = Code::error(
    "publish-folder",
    "site.toml の [files] publish に書いたフォルダーやファイルがありません。content/ から始まる場所を書いてください",
    "a folder or file in site.toml, [files] publish, does not exist; write a place that begins with content/",
);

/// A file that was said to be removed, and is there.
pub static NOT_REMOVED: Code = Code::error(
    "not-removed",
    "site.toml の [files] removed に「消した」と書いたファイルが、あります。行が残っていると、次に本当になくなったときに気づけません。removed から消してください",
    "a file that site.toml, [files] removed, says was removed is there; as long as the line stands, a loss would go unseen; delete it from removed",
);

/// How many names a finding lists before it says how many more there are.
const NAMED: usize = 20;

/// The files below `content/` that are no pages, and are published.
pub(super) fn published<'a>(site: &Site, sources: &'a Sources) -> BTreeSet<&'a SourcePath> {
    let linked = site.linked();
    beside(sources).filter(|path| linked.contains(path) || site.config.files.publish.iter().any(|place| lies_in(path, place))).collect()
}

/// Tells which files stay, and which folders of site.toml are none.
pub(super) fn check(site: &Site, sources: &Sources, published: &BTreeSet<&SourcePath>, findings: &mut Diagnostics) {
    for (at, place) in site.config.files.publish.iter().enumerate() {
        if !beside(sources).any(|path| lies_in(path, place)) {
            findings.push(folder(site, sources, at, place));
        }
    }
    for (at, path) in site.config.files.removed.iter().enumerate().filter(|(_, path)| sources.get(path).is_some()) {
        findings.push(
            Diagnostic::new(&NOT_REMOVED, text!("「{path}」は消されていません", "\"{path}\" was not removed"))
                .at(site.config.place(&format!("files.removed[{at}]")))
                .hint(text!("removed から消してください", "delete it from `removed`")),
        );
    }
    // A record that is hidden names its files in a data file.
    let named = |path: &SourcePath| sources.below("data/").filter_map(|file| file.text()).any(|text| text.contains(path.file_name()));
    let unlinked: Vec<&SourcePath> =
        beside(sources).filter(|path| !published.contains(path) && !site.waiting.contains(*path) && !named(path)).collect();
    let Some((first, others)) = unlinked.split_first() else { return };
    let more = unlinked.len().saturating_sub(NAMED);
    let names = unlinked.iter().take(NAMED).map(|path| path.as_str());
    let ja = names.clone().map(|name| format!("「{name}」")).collect::<String>();
    let en = names.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let (more_ja, more_en) = if more > 0 { (format!("ほか{more}件"), format!(" and {more} more")) } else { Default::default() };
    let finding = Diagnostic::new(
        &UNLINKED_FILE,
        text!(
            "どのページからもリンクされていないので、公開しません: {ja}{more_ja}",
            "no page links to these, so they are not published: {en}{more_en}"
        ),
    )
    .at(Place::file((*first).clone()))
    .hint(text!(
        "公開するものはページからリンクし、要らないものや部内限りのものは content/ の外に移してください。フォルダーごと公開するときは、site.toml の [files] publish に書いてください",
        "link to what is to be published and move the rest out of content/; to publish a whole folder, name it in site.toml, [files] publish"
    ));
    let related = others.iter().take(NAMED - 1);
    findings.push(
        related.fold(finding, |finding, path| finding.related(Place::file((*path).clone()), text!("これも同じです", "this one too"))),
    );
}

fn folder(site: &Site, sources: &Sources, at: usize, place: &str) -> Diagnostic {
    let inside = format!("content/{}", plain(place));
    let meant = beside(sources).any(|path| lies_in(path, &inside));
    let finding = Diagnostic::new(
        &PUBLISH_FOLDER,
        text!("「{place}」という場所に、公開できるファイルがありません", "there is no file to publish in \"{place}\""),
    )
    .at(site.config.place(&format!("files.publish[{at}]")));
    match meant {
        true => finding.hint(text!("`{inside}` と書いてください", "write `{inside}`")),
        false => finding.hint(text!(
            "content/ の下のフォルダーを書いてください（例: `content/forms`）。ページ（.md）は、書かなくても公開されます",
            "name a folder below content/, such as `content/forms`; pages (.md) need not be named"
        )),
    }
}

/// Files below `content/` that are no Markdown.
fn beside(sources: &Sources) -> impl Iterator<Item = &SourcePath> {
    sources.below("content/").map(|file| &file.path).filter(|path| path.extension() != "md")
}

/// Whether a file is `place` or lies in it.
fn lies_in(path: &SourcePath, place: &str) -> bool {
    let place = plain(place);
    path.as_str().starts_with("content/")
        && path.as_str().strip_prefix(place).is_some_and(|rest| !place.is_empty() && (rest.is_empty() || rest.starts_with('/')))
}

fn plain(place: &str) -> &str {
    place.trim_start_matches("./").trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Options;
    use crate::model::rule::testing::{options, site};

    /// What is published of the files beside the pages, and what is found.
    fn told(files: &[(&str, &str)], drafts: bool) -> (Vec<String>, Vec<String>) {
        let (site, _) = site(Options { drafts, future: drafts, ..options() }, files);
        let sources = Sources::of_texts(files);
        let published = published(&site, &sources);
        let mut findings = Diagnostics::default();
        check(&site, &sources, &published, &mut findings);
        let told = |finding: &Diagnostic| format!("{}: {}", finding.code.name, finding.message.en);
        (published.iter().map(|path| path.as_str()["content/".len()..].to_owned()).collect(), findings.iter().map(told).collect())
    }

    const PAGE: &str = "---\ntitle: 題\n---\n[様式](a.txt)と![流れの図][図]\n\n[図]: p/b.txt\n";

    #[test]
    fn only_files_that_a_page_links_to_are_published() {
        let files = [
            ("content/a.txt", "a"),
            ("content/p/b.txt", "b"),
            ("content/p/名簿.txt", "c"),
            ("content/x.txt", "d"),
            ("content/_index.md", PAGE),
        ];
        let (published, told) = told(&files, false);
        assert_eq!(published, ["a.txt", "p/b.txt"]);
        assert_eq!(told, ["unlinked-file: no page links to these, so they are not published: \"content/p/名簿.txt\", \"content/x.txt\""]);
    }

    #[test]
    fn files_of_a_draft_wait_with_it() {
        let draft = PAGE.replace("title: 題", "title: 題\ndraft: true");
        let later = PAGE.replace("title: 題", "title: 題\npublish_from: 2027-01-01");
        let files = [("content/a.txt", "a"), ("content/p/b.txt", "b"), ("content/draft.md", draft.as_str()), ("content/later.md", &later)];
        assert_eq!(told(&files, false), (vec![], vec![]));
        assert_eq!(told(&files, true), (vec!["a.txt".to_owned(), "p/b.txt".to_owned()], vec![]));
    }

    #[test]
    fn a_folder_of_site_toml_is_published_whole() {
        let publish = |places: &str| {
            let site = format!("title = \"T\"\norganization = \"O\"\n[files]\npublish = [{places}]\n");
            told(
                &[("site.toml", &site), ("content/forms/a.txt", "a"), ("content/forms/b/c.txt", "c"), ("content/forms2/d.txt", "d")],
                false,
            )
        };
        let unlinked = |name: &str| vec![format!("unlinked-file: no page links to these, so they are not published: {name}")];
        assert_eq!(publish("\"content/forms/\"").0, ["forms/a.txt", "forms/b/c.txt"]);
        assert_eq!(publish("\"content/forms\"").1, unlinked("\"content/forms2/d.txt\""));
        assert_eq!(
            publish("\"content/forms\", \"content/forms2/d.txt\""),
            (vec!["forms/a.txt".into(), "forms/b/c.txt".into(), "forms2/d.txt".into()], vec![])
        );
        for wrong in ["forms", "content/none", "/", "../content/forms", "data"] {
            assert!(publish(&format!("\"{wrong}\"")).1.iter().any(|told| told.starts_with("publish-folder")), "{wrong:?}");
            assert!(publish(&format!("\"{wrong}\"")).0.is_empty(), "{wrong:?}");
        }
    }
}
