//! What texts say of days and times: every text of every file, as it is written.
//!
//! [`lines`] are the texts of a file, [`crate::notation::prose`] reads them, [`judge`] tells what cannot be, [`careless`] what is mistyped.
//! That needs one file alone, and so does [`claim`]: what a text repeats of a record. Only [`agreement`], [`notice`] and [`link_name`] join files: they compare
//! the claims with the records, and the words of links with the pages that they lead to.

mod agreement;
mod careless;
mod claim;
mod judge;
mod lines;
mod link_name;
mod notice;
mod row_order;
mod years;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Site;
use crate::notation::prose::{Said, said};
use crate::source::{Place, SourceFile, SourcePath};
use lines::Line;
use std::collections::HashMap;

pub use claim::Claim;

/// The codes of what is told of one file alone.
pub static CODES: &[&Code] = &[
    &judge::IMPOSSIBLE_DAY,
    &judge::WRONG_WEEKDAY,
    &judge::DOUBTFUL_WEEKDAY,
    &judge::ENDED_ERA,
    &judge::TWO_CALENDARS,
    &judge::BACKWARD_RANGE,
    &careless::CARELESS,
    &row_order::ROW_ORDER,
];
/// The codes of what texts and records together tell.
pub static JOINT_CODES: &[&Code] = &[&agreement::TEXT_DISAGREES, &agreement::FUTURE_FACT, &link_name::LINK_NAME, &notice::NOTICE_DAYS];

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

/// Looks through the texts of a file; gives what they claim of records.
pub(super) fn scan(file: &SourceFile, findings: &mut Diagnostics) -> Vec<Claim> {
    careless::scan(file, findings);
    let mut claims = Vec::new();
    let mut spoken = Vec::new();
    for line in lines::lines(file, may_say) {
        let said = said(&line.text);
        claim::read(&file.path, &line, &said, &mut claims);
        if !said.is_empty() {
            spoken.push(Spoken { line, said });
        }
    }
    claim::totals(file, &mut claims);
    claim::columns(file, &mut claims);
    row_order::scan(file, findings);
    for record in spoken.chunk_by(|a, b| a.line.record == b.line.record) {
        judge::record(file, record, findings);
    }
    claims
}

/// Compares what the texts claim with the records.
pub(super) fn agree<'a>(site: &Site, claims: impl Iterator<Item = (&'a SourcePath, &'a [Claim])>, findings: &mut Diagnostics) {
    let claims: HashMap<_, _> = claims.collect();
    agreement::check(site, claims.iter().map(|(path, claims)| (*path, *claims)), findings);
    notice::check(site, &claims, findings);
    link_name::check(site, findings);
}

/// Whether a line may say something of time: it has a digit, or the numerals of a day; or name a place (会場).
fn may_say(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit()) || line.contains(['月', '年', '時', '０', '１', '２', '３', '場', '全'])
}

fn place(file: &SourceFile, line: &Line, said: &Said) -> Place {
    Place::new(file.path.clone(), line.start + said.range.start..line.start + said.range.end)
}

#[cfg(test)]
mod tests;
