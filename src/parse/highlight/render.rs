//! Spans become HTML. The only place that escapes; never drops a byte of the code.

use super::{Class, Span};
use crate::parse::markdown::escape;

/// Appends `code` with its spans. Neighbours of one class become one element; blanks between two of them belong to it.
pub(super) fn write(code: &str, spans: &[Span], out: &mut String) {
    let mut at = 0;
    while at < spans.len() {
        let class = spans[at].0;
        let start = spans[at].1.start;
        let mut end = spans[at].1.end;
        at += 1;
        loop {
            match spans.get(at) {
                Some((next, range)) if *next == class => end = range.end,
                _ => break,
            }
            at += 1;
        }
        let text = &code[start..end];
        if class == Class::Plain || text.trim().is_empty() {
            escape(text, out);
            continue;
        }
        // A line end inside an element would colour the gap between lines in some copies; keep it outside at the end.
        let inside = text.trim_end_matches('\n');
        out.push_str("<span class=\"");
        out.push_str(class.name());
        out.push_str("\">");
        escape(inside, out);
        out.push_str("</span>");
        out.push_str(&text[inside.len()..]);
    }
}

/// The code again: elements taken out, entities decoded. For tests.
#[cfg(test)]
pub(super) fn unrender(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = &rest[start + rest[start..].find('>').expect("elements are closed") + 1..];
    }
    text.push_str(rest);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
