//! Filling templates: `@id@`, `@today+30@`, `@levels@` become what they stand for.
//!
//! Knows days and fiscal years; every other name is asked for.

use super::WRITE_HERE;
use crate::notation::{Day, FiscalYear};

/// `template` with every `@name@` and `@name+N@` filled. Days: `today`, `workday` (the next day from Monday to Friday), `month`; fiscal
/// years: `fy`. Other names are asked of `ask`; what it does not know is left for the editor.
pub(super) fn fill(template: &str, today: Day, ask: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len() + 256);
    let mut parts = template.split('@');
    out.push_str(parts.next().unwrap_or_default());
    // Names and plain text take turns.
    while let Some(name) = parts.next() {
        out.push_str(&word(name, today, ask));
        out.push_str(parts.next().unwrap_or_default());
    }
    out
}

fn word(name: &str, today: Day, ask: &dyn Fn(&str) -> Option<String>) -> String {
    let cut = name.find(['+', '-']).unwrap_or(name.len());
    let offset: i16 = name[cut..].parse().unwrap_or(0);
    let day = today.plus(i32::from(offset));
    match &name[..cut] {
        "today" => day.iso(),
        "workday" => workday(day).iso(),
        "month" => day.iso()[..7].to_owned(),
        "fy" => FiscalYear(FiscalYear::of(today).0 + offset).short(),
        _ => ask(name).unwrap_or_else(|| WRITE_HERE.to_owned()),
    }
}

/// `day`, or the Monday after it when it is on a weekend.
fn workday(day: Day) -> Day {
    match day.weekday() {
        0 => day.plus(1),
        6 => day.plus(2),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_years_and_names_are_filled() {
        let today = Day::new(2026, 11, 22).unwrap();
        let ask = |name: &str| (name == "id").then(|| "x".to_owned());
        assert_eq!(
            fill("a @id@ @today@ @workday+6@ @fy-1@ @month@ @levels@.", today, &ask),
            "a x 2026-11-22 2026-11-30 R7 2026-11 ここを書く."
        );
    }
}
