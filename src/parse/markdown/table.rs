//! The state of a table while it is written. Does not know what stands in its cells.

use pulldown_cmark::Alignment;

/// Where in a table the writer is.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Table {
    /// A table with these columns.
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, column: 0, in_head: false }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self, head: Row) {
        self.column = 0;
        self.in_head = matches!(head, Row::Head);
    }

    /// The start tag of the next cell. Numbers are aligned right by class, never by a style attribute.
    pub(super) fn cell(&mut self) -> &'static str {
        let alignment = self.alignments.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        match (self.in_head, alignment) {
            (true, Alignment::Right) => r#"<th scope="col" class="num">"#,
            (true, Alignment::Center) => r#"<th scope="col" class="center">"#,
            (true, _) => r#"<th scope="col">"#,
            (false, Alignment::Right) => r#"<td class="num">"#,
            (false, Alignment::Center) => r#"<td class="center">"#,
            (false, _) => "<td>",
        }
    }

    /// Whether the current row is the head.
    pub(super) fn in_head(&self) -> bool {
        self.in_head
    }
}

/// Kind of a row.
pub(super) enum Row {
    /// The head's.
    Head,
    /// The body's.
    Body,
}
