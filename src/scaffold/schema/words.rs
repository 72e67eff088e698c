//! The Japanese words for the keys of `site.toml`: the comments of the first one, which is compiled in. They are not written a second time.

/// What is said of one key.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The key.
    pub key: String,
    /// What it means.
    pub meaning: String,
}

/// What the comments of the first `site.toml` say: the key with its table (`home.kpi`), and the words above it. What is not set stands there
/// behind a `#` without a blank.
pub(super) fn of_settings(site_toml: &str) -> Vec<Entry> {
    let (mut table, mut comment, mut entries) = (String::new(), Vec::new(), Vec::new());
    for line in site_toml.lines() {
        if let Some(words) = line.strip_prefix("# ") {
            comment.push(words);
            continue;
        }
        let line = line.trim_start_matches('#');
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let name = name.trim_start_matches('[').trim_end_matches(']');
            table = format!("{name}.");
            entries.push(Entry { key: name.to_owned(), meaning: std::mem::take(&mut comment).concat() });
        } else if let Some((key, _)) = line.split_once(" = ") {
            entries.push(Entry { key: format!("{table}{key}"), meaning: std::mem::take(&mut comment).concat() });
        } else {
            comment.clear();
        }
    }
    entries
}
