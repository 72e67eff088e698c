//! What texts say of days and times: every text of every file, as it is written.
//!
//! [`lines`] are the texts of a file, [`crate::notation::prose`] reads them, [`judge`] tells what cannot be. Everything here needs one
//! file alone.

mod judge;
mod lines;
mod years;

use crate::diagnostic::{Code, Diagnostics};
use crate::notation::prose::{Said, said};
use crate::source::{Place, SourceFile};
use lines::Line;

/// The codes of what is told of one file alone.
pub static CODES: &[&Code] = judge::CODES;

/// A line with what it says of time.
struct Spoken<'a> {
    line: Line<'a>,
    said: Vec<Said>,
}

impl Spoken<'_> {
    /// Whether the other line is a row of the same table and begins with a time of day.
    fn is_row_beside(&self, other: &Spoken) -> bool {
        use crate::notation::prose::What;
        let row = |line: &Spoken| line.line.written.trim_start().starts_with('|');
        let time = |said: &Said| matches!(said.what, What::Time(time) if time.hour <= 24 && time.minute < 60);
        row(self) && row(other) && self.line.number.abs_diff(other.line.number) == 1 && other.said.first().is_some_and(time)
    }
}

/// Looks through the texts of a file.
pub(super) fn scan(file: &SourceFile, findings: &mut Diagnostics) {
    let spoken = lines::lines(file, may_say).into_iter().map(|line| Spoken { said: said(&line.text), line });
    let spoken: Vec<_> = spoken.filter(|spoken| !spoken.said.is_empty()).collect();
    for record in spoken.chunk_by(|a, b| a.line.record == b.line.record) {
        judge::record(file, record, findings);
    }
}

/// Whether a line may say something of time: it has a digit, or the numerals of a day.
fn may_say(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit()) || line.contains(['月', '年', '時', '０', '１', '２', '３'])
}

fn place(file: &SourceFile, line: &Line, said: &Said) -> Place {
    Place::new(file.path.clone(), line.start + said.range.start..line.start + said.range.end)
}

#[cfg(test)]
mod tests;
