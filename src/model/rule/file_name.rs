//! A Markdown record's file is named like its id.
//!
//! Editors find a page by its file, readers by its address, which is made from the id. When the two differ, the next editor makes a
//! second page.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Meta, Recorded, Site};
use crate::text;

/// The file's name is not the id.
pub static FILE_NAME: Code = Code::error(
    "file-name",
    "ファイル名と `id` が違います。ファイル名をidと同じにするか、`id` の行を消してください（ファイル名がidになります）",
    "the file's name is not the id; rename the file, or remove `id` (the file's name becomes the id)",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let metas = site.courses.values().map(Recorded::meta);
    let metas = metas.chain(site.news.values().map(Recorded::meta)).chain(site.trends.values().map(Recorded::meta));
    for meta in metas.filter(|meta| name(meta) != meta.id.as_str()) {
        let (id, name) = (&meta.id, name(meta));
        findings.push(
            Diagnostic::new(
                &FILE_NAME,
                text!("ファイル名は「{name}」、idは「{id}」です", "the file is named \"{name}\", the id is \"{id}\""),
            )
            .at(meta.origin.place("id"))
            .record(id.as_str())
            .hint(if meta.origin.path.file_name() == "index.md" && meta.origin.path.parent().matches('/').count() < 2 {
                text!(
                    "一覧のページの文章なら、ファイル名を _index.md に変えてください",
                    "for the text of the list, rename the file to _index.md"
                )
            } else {
                text!("ファイル名を {id}.md に変えるか、id の行を消してください", "rename the file to {id}.md or remove the line `id`")
            }),
        );
    }
}

/// The name under which the file is kept; for `name/index.md` that of the folder.
fn name(meta: &Meta) -> &str {
    let path = &meta.origin.path;
    if path.stem() == "index" { path.parent().rsplit('/').next().unwrap_or_default() } else { path.stem() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn an_id_other_than_the_file_name_is_reported() {
        let text = "---\nid: news-b\ntitle: 題\npublished: 2026-11-01\n---\n";
        assert_eq!(run(check, &[("content/news/news-a.md", text)]), ["file-name: news-b"]);
    }

    #[test]
    fn the_same_name_or_none_is_fine() {
        let with = "---\nid: news-a\ntitle: 題\npublished: 2026-11-01\n---\n";
        let without = "---\ntitle: 題\npublished: 2026-11-01\n---\n";
        assert!(run(check, &[("content/news/news-a.md", with), ("content/news/news-b.md", without)]).is_empty());
    }
}
