//! Numbers of list items: whether they come out as they were written.

use super::super::codes::MISREAD_TEXT;
use super::Writer;
use crate::text;
use std::ops::Range;

/// The numbers of a list.
pub(super) struct Numbers {
    /// The number that the next item gets; `None` without numbers.
    next: Option<u64>,
    /// Numbers as they were written, with the item's place and the number that it gets.
    other: Option<(u64, u64, Range<usize>)>,
    /// Whether all items so far have the number of the first, as people write who leave counting to the machine.
    same: bool,
    first: u64,
}

impl Numbers {
    pub(super) fn new(first: Option<u64>) -> Self {
        Self { next: first, other: None, same: true, first: first.unwrap_or_default() }
    }
}

impl Writer<'_> {
    /// An item begins.
    pub(super) fn number(&mut self, range: &Range<usize>) {
        let source = self.source.get(range.clone()).unwrap_or_default();
        let Some(numbers) = self.numbers.last_mut() else { return };
        let Some(shown) = numbers.next else { return };
        numbers.next = Some(shown + 1);
        let digits = source.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(written) = source[..digits].parse::<u64>() else { return };
        numbers.same &= written == numbers.first;
        if written != shown && numbers.other.is_none() {
            let line = source.find('\n').unwrap_or(source.len());
            numbers.other = Some((written, shown, range.start..range.start + line));
        }
    }

    /// A list ends: tells of the first number that is shown otherwise than written.
    pub(super) fn end_list(&mut self) {
        let Some(numbers) = self.numbers.pop() else { return };
        let Some((written, shown, range)) = numbers.other.filter(|_| !numbers.same && self.is_portal()) else { return };
        let message = text!("「{written}.」と書いた番号は「{shown}.」と表示されます", "the number {written} is shown as {shown}");
        let hint = text!(
            "番号を続きに直してください。この番号のまま出すなら `{written}\\.` と書きます",
            "mend the numbers; to keep this one write `{written}\\.`"
        );
        self.find(&MISREAD_TEXT, message, hint, range);
    }
}
