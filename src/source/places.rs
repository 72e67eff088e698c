//! [`Places`]: where each field of a file stands, by path, in little memory.
//!
//! A portal has tens of thousands of pages, and each keeps the places of its fields for findings that are hardly ever made. So the paths
//! stand in one string, and the places beside it. Does not know what a path means.

use super::Span;

/// Spans by path. Filled in any order; [`Places::sort`] makes looking up fast when there are many.
#[derive(Clone, Debug, Default)]
pub struct Places {
    paths: String,
    entries: Vec<Entry>,
    sorted: bool,
}

/// A path (a range of [`Places::paths`]) and its span. Texts have at most [`super::MAX_TEXT`] bytes.
#[derive(Clone, Copy, Debug)]
struct Entry {
    from: u32,
    to: u32,
    start: u32,
    end: u32,
}

impl Places {
    /// Adds the place of `path`. Of several for one path the last counts.
    pub fn insert(&mut self, path: &str, span: Span) {
        let from = short(self.paths.len());
        self.paths.push_str(path);
        let entry = Entry { from, to: short(self.paths.len()), start: short(span.start), end: short(span.end) };
        self.entries.push(entry);
        self.sorted = false;
    }

    /// The place of `path`.
    pub fn get(&self, path: &str) -> Option<Span> {
        let found = if self.sorted {
            let after = self.entries.partition_point(|entry| self.path(entry) <= path);
            self.entries[..after].last().filter(|entry| self.path(entry) == path)
        } else {
            self.entries.iter().rev().find(|entry| self.path(entry) == path)
        };
        found.map(|entry| Span { start: entry.start as usize, end: entry.end as usize })
    }

    /// The paths that begin with `start`.
    pub fn beginning_with<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a str> {
        self.entries.iter().map(|entry| self.path(entry)).filter(move |path| path.starts_with(start))
    }

    /// Orders the places, once all are there; gives back memory that was taken in advance.
    pub fn sort(&mut self) {
        let paths = std::mem::take(&mut self.paths);
        self.entries.sort_by(|a, b| paths[a.range()].cmp(&paths[b.range()]));
        self.paths = paths;
        self.paths.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.sorted = true;
    }

    fn path(&self, entry: &Entry) -> &str {
        &self.paths[entry.range()]
    }
}

impl Entry {
    fn range(&self) -> std::ops::Range<usize> {
        self.from as usize..self.to as usize
    }
}

/// Offsets beyond what a text can have stay at the largest.
fn short(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_before_and_after_sorting_and_the_last_one_counts() {
        let mut places = Places::default();
        for (at, path) in ["title", "", "sessions[0]", "title", "id"].into_iter().enumerate() {
            places.insert(path, Span { start: at, end: at + 1 });
        }
        for _ in 0..2 {
            let starts = ["title", "", "sessions[0]", "id"].map(|path| places.get(path).map(|span| span.start));
            assert_eq!(starts, [Some(3), Some(1), Some(2), Some(4)]);
            assert_eq!(places.get("tit"), None);
            assert_eq!(places.get("titles"), None);
            places.sort();
        }
    }
}
