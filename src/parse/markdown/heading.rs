//! Ids of headings. Does not write HTML.

use std::collections::HashMap;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// Ids that templates of the theme use, sorted; a test names those that are missing.
#[rustfmt::skip]
pub(super) const FRAME: &[&str] = &[
    "about", "aims", "arms", "assessment", "board", "by-category", "by-kana", "by-pillar", "by-provider", "cases", "chart", "check",
    "columns", "coming", "compare", "contact", "counts", "courses", "current", "definition", "dept", "done", "due", "due--external",
    "effort", "ended", "exams", "expired", "expired--recommended", "files", "files-table", "filter-active", "filter-count", "filter-none",
    "filter-picked", "filter-said", "filter-sort", "filter-ways", "find", "find-area", "gaps", "goals", "history", "keep", "keep-ask",
    "keep-ask-text", "kpi", "lead", "learn", "levels", "links", "list", "lost-q", "main", "map", "measures", "missing", "new", "next",
    "now--recommended", "order", "over", "overview", "pages", "partners", "parts", "past", "path", "plans", "prepare", "problem", "q",
    "read", "reading", "recognition", "recommended", "references", "refs", "related", "reports", "results", "reuse", "revised",
    "revisions", "running", "sections", "sessions", "sheets", "sittings", "skills", "skills-caption", "skills-table", "sources", "stages",
    "standing", "statement", "states", "steps", "steps-caption", "superseded", "table", "tool", "tools", "tree", "values", "ways", "what",
    "why",
];

/// The ids given so far on one page.
#[derive(Default)]
pub(super) struct Ids {
    /// Id to the number its next repetition gets.
    taken: HashMap<String, usize>,
}

impl Ids {
    /// An id made from the text of a heading: Japanese letters and digits stay, blanks become `-`. Ids of ASCII letters alone begin
    /// with `h-`, so that they never name a property of the browser's `window` or `document`; so do ids that begin with a digit, which
    /// selectors could not name.
    pub(super) fn of_text(&mut self, text: &str) -> String {
        let slug = slug(text);
        let id = if slug.is_empty() {
            "h".to_owned()
        } else if slug.is_ascii() || !slug.starts_with(char::is_alphabetic) {
            format!("h-{slug}")
        } else {
            slug
        };
        self.unique(id)
    }

    /// Takes the author's own id; `None` when it is taken or not fit. One that a page of the theme has for itself gets `h-`, so that a link to
    /// `#main` still leads to the heading and none but the frame bears that id.
    pub(super) fn explicit(&mut self, id: &str) -> Option<String> {
        if FRAME.binary_search(&id).is_ok() {
            return Some(self.unique(format!("h-{id}")));
        }
        let reserved = ["i-", "fn-", "fnref-"].iter().any(|prefix| id.starts_with(prefix));
        let fit = !id.is_empty()
            && !reserved
            && !id.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '&' | '\''));
        (fit && !self.taken.contains_key(id)).then(|| self.unique(id.to_owned()))
    }

    fn unique(&mut self, id: String) -> String {
        let Some(next) = self.taken.get_mut(&id) else {
            self.taken.insert(id.clone(), 2);
            return id;
        };
        let mut number = *next;
        while self.taken.contains_key(&format!("{id}-{number}")) {
            number += 1;
        }
        let given = format!("{id}-{number}");
        self.taken.insert(id, number + 1);
        self.taken.insert(given.clone(), 2);
        given
    }
}

/// The text of a heading as an id: NFKC, lower case, letters and digits, `-` for blanks.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut push = |c: char| {
        if c.is_alphanumeric() || matches!(c, '_' | '々' | 'ー') || is_voicing(c) {
            slug.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    };
    if is_nfkc(text) {
        text.chars().for_each(&mut push)
    } else {
        text.nfkc().for_each(&mut push)
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn is_voicing(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_japanese_and_fold_width_and_case() {
        let mut ids = Ids::default();
        assert_eq!(ids.of_text("研修の概要（レベル１）"), "研修の概要レベル1");
        assert_eq!(ids.of_text("ＲＰＡ　ﾃﾞｰﾀ 活用"), "rpa-データ-活用");
        assert_eq!(ids.of_text("Overview of AI"), "h-overview-of-ai");
        assert_eq!(ids.of_text("location"), "h-location");
        assert_eq!(ids.of_text("__proto__"), "h-__proto__");
        assert_eq!(ids.of_text("🎉"), "h");
    }

    #[test]
    fn repetitions_are_numbered_and_never_collide() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["例", "例 2", "例", "例-2", "例"].iter().map(|text| ids.of_text(text)).collect();
        assert_eq!(given, ["例", "例-2", "例-3", "例-2-2", "例-4"]);
        assert_eq!(ids.explicit("例"), None);
        assert_eq!(ids.explicit("i-ext"), None);
        assert_eq!(ids.explicit("top"), Some("top".to_owned()));
    }

    #[test]
    fn ids_of_the_frame_stay_its_own() {
        assert!(FRAME.is_sorted());
        let mut ids = Ids::default();
        assert_eq!(ids.explicit("main"), Some("h-main".to_owned()));
        assert_eq!(ids.of_text("Main"), "h-main-2");
    }

    #[test]
    fn another_heading_does_not_move_an_id() {
        let (mut before, mut after) = (Ids::default(), Ids::default());
        after.of_text("新しい見出し");
        assert_eq!(before.of_text("申込方法"), after.of_text("申込方法"));
    }
}
