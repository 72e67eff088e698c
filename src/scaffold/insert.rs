//! Adding one record to the text of a data file, which stays as it is otherwise: line ends, byte order mark, comments, indentation.
//!
//! Looks at lines only; whoever calls it reads the result again to see that it says what it should. Writes nothing.

/// What is added: a record without indentation, which begins with a comment line or `- `.
pub(super) struct Addition<'a> {
    /// The heading under which the record belongs.
    pub section: &'a str,
    /// Its lines, ended by `\n`.
    pub record: &'a str,
}

/// `text` with the record added; `None` where the file is written in a way that lines cannot be added to.
pub(super) fn insert(text: &str, addition: &Addition<'_>) -> Option<String> {
    let (mark, body) = text.strip_prefix('\u{feff}').map_or(("", text), |body| ("\u{feff}", body));
    let end = if body.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    let significant = |line: &&str| !is_blank(line) && !is_comment(line);
    let place = match lines.iter().find(|line| significant(line)) {
        None => Place { line: lines.len(), heading: true, indent: 2, spaced: !lines.is_empty() },
        Some(first) if is_item(first) => {
            Place { line: last_of(&lines, 0, lines.len()), heading: false, indent: indent(first), spaced: true }
        }
        Some(_) => in_section(&lines, addition.section)?,
    };
    let mut out = String::with_capacity(text.len() + addition.record.len() * 2);
    out.push_str(mark);
    lines[..place.line].iter().for_each(|line| out.push_str(line));
    if place.line > 0 && !out.ends_with('\n') {
        out.push_str(end);
    }
    if place.spaced {
        out.push_str(end);
    }
    if place.heading {
        out.push_str(addition.section);
        out.push(':');
        out.push_str(end);
    }
    for line in addition.record.lines() {
        if !line.is_empty() {
            out.push_str(&" ".repeat(place.indent));
        }
        out.push_str(line);
        out.push_str(end);
    }
    lines[place.line..].iter().for_each(|line| out.push_str(line));
    Some(out)
}

/// Where the record goes, and what it needs around it.
struct Place {
    line: usize,
    heading: bool,
    indent: usize,
    spaced: bool,
}

/// The place in a file of headings at the margin.
fn in_section(lines: &[&str], section: &str) -> Option<Place> {
    let at_margin = |line: &str| !is_blank(line) && !is_comment(line) && !is_item(line) && !line.starts_with([' ', '\t']);
    if lines.iter().any(|line| at_margin(line) && !is_heading(line)) {
        return None;
    }
    let Some(heading) = lines.iter().position(|line| line.strip_prefix(section).is_some_and(|rest| rest.starts_with(':'))) else {
        return Some(Place { line: last_of(lines, 0, lines.len()), heading: true, indent: 2, spaced: true });
    };
    let next = lines[heading + 1..].iter().position(|line| at_margin(line)).map_or(lines.len(), |after| heading + 1 + after);
    let item = lines[heading + 1..next].iter().find(|line| is_item(line));
    // Comments above the next heading belong to that.
    let mut last = last_of(lines, heading, next);
    let indent = item.map_or(2, |line| indent(line));
    if next < lines.len() {
        while last > heading + 1 && (is_blank(lines[last - 1]) || is_comment(lines[last - 1]) && self::indent(lines[last - 1]) <= indent) {
            last -= 1;
        }
    }
    Some(Place { line: last, heading: false, indent, spaced: item.is_some() })
}

/// The line after the last one with words, between `from` and `to`.
fn last_of(lines: &[&str], from: usize, to: usize) -> usize {
    lines[from..to].iter().rposition(|line| !is_blank(line)).map_or(from, |last| from + last + 1)
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

fn is_item(line: &str) -> bool {
    line.trim_start().strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
}

/// `word:` and nothing behind it but a comment.
fn is_heading(line: &str) -> bool {
    line.split_once(':').is_some_and(|(word, rest)| {
        let rest = rest.trim();
        word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && (rest.is_empty() || rest.starts_with('#'))
    })
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str, section: &str) -> Option<String> {
        insert(text, &Addition { section, record: "# 新\n- id: b\n  # name: x\n" })
    }

    #[test]
    fn an_empty_file_gets_its_heading() {
        assert_eq!(added("", "tools").unwrap(), "tools:\n  # 新\n  - id: b\n    # name: x\n");
        assert_eq!(added("# ツール\n", "tools").unwrap(), "# ツール\n\ntools:\n  # 新\n  - id: b\n    # name: x\n");
    }

    #[test]
    fn a_record_follows_those_of_its_section() {
        let text = "groups:\n- id: a\n\n# 課\ndepartments:\n  - id: c\n";
        assert_eq!(added(text, "groups").unwrap(), "groups:\n- id: a\n\n# 新\n- id: b\n  # name: x\n\n# 課\ndepartments:\n  - id: c\n");
        let text = added(text, "departments").unwrap();
        assert!(text.ends_with("  - id: c\n\n  # 新\n  - id: b\n    # name: x\n"), "{text}");
    }

    #[test]
    fn a_missing_section_is_added_behind_the_others() {
        assert_eq!(
            added("groups:\n  - id: a\n", "departments").unwrap(),
            "groups:\n  - id: a\n\ndepartments:\n  # 新\n  - id: b\n    # name: x\n"
        );
    }

    #[test]
    fn line_ends_and_the_byte_order_mark_stay() {
        assert_eq!(added("\u{feff}- id: a\r\n", "tools").unwrap(), "\u{feff}- id: a\r\n\r\n# 新\r\n- id: b\r\n  # name: x\r\n");
        assert_eq!(added("- id: a", "tools").unwrap(), "- id: a\n\n# 新\n- id: b\n  # name: x\n");
    }

    #[test]
    fn a_file_of_another_form_is_left_alone() {
        for text in ["tools: []\n", "tools: [{ id: a }]\n", "id: a\nname: x\n", "[]\n", "---\n- id: a\n", "{ tools: [] }\n"] {
            assert_eq!(added(text, "tools"), None, "{text}");
        }
    }
}
