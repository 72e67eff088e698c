//! `init`: a small complete portal in an empty directory.
//!
//! Its files lie in `portal/` beside this one; their dates are counted from the day on which they are written.

use super::fill::fill;
use super::{Refusal, disk};
use crate::config::proposed_id;
use crate::notation::Day;
use crate::text;
use include_dir::{Dir, include_dir};
use std::path::Path;

static PORTAL: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/portal");

/// Writes the portal into `directory`, which is empty or not there yet. Returns the files, relative to it.
pub fn init(directory: &Path, today: Day) -> Result<Vec<String>, Refusal> {
    // A repository that was made first is no portal yet.
    let there: Vec<String> = disk::names(directory)?.into_iter().filter(|name| name != ".git").collect();
    if !there.is_empty() {
        let shown = directory.display();
        let (count, few) = (there.len(), there.iter().take(5).cloned().collect::<Vec<_>>());
        let (ja, en) = (few.join("、"), few.join(", "));
        return Err(Refusal::usage(
            text!("「{shown}」は空ではありません（{count}件: {ja}）", "\"{shown}\" is not empty ({count} entries: {en})"),
            text!("新しいフォルダーの名前を付けてください（例: shirube init portal）", "name a new directory, as in `shirube init portal`"),
        ));
    }
    let whole = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
    let name = whole.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let id = proposed_id(&name, &format!("{} {}", whole.display(), today.iso()));
    let mut written = Vec::new();
    for (path, template) in files() {
        let text = fill(template, today, &|name| (name == "portal").then(|| id.clone()));
        disk::create(&directory.join(path), text.as_bytes())?;
        written.push(path.to_owned());
    }
    Ok(written)
}

/// `site.toml` as it is written, whose comments say what each setting is.
pub(super) fn site_toml() -> &'static str {
    PORTAL.get_file("site.toml").and_then(include_dir::File::contents_utf8).expect("the portal has its settings")
}

fn files() -> Vec<(&'static str, &'static str)> {
    let mut files = Vec::new();
    let mut open = vec![&PORTAL];
    while let Some(directory) = open.pop() {
        files.extend(directory.files().map(|file| {
            let path = file.path().to_str().expect("the names of the portal are text");
            (path, file.contents_utf8().expect("the files of the portal are text"))
        }));
        open.extend(directory.dirs());
    }
    files.sort_unstable();
    files
}
