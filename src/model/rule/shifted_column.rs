//! Rows of the table of leaders whose cells slipped into another column: an extension or a level where the name belongs; and rows that were
//! last updated before the leader was designated, or in the future.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::notation::FiscalYear;
use crate::text;

/// A cell of another column.
pub static SHIFTED_COLUMN: Code = Code::warning(
    "shifted-column",
    "推進リーダーの表の値が、ほかの列の値のようです（氏名の列に内線や区分がある、直した日が指定より前・未来など）。列のずれを直してください",
    "a value in the table of leaders belongs to another column (an extension or a level in place of a name, a day before the designation or in the future); mend the row",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let today = site.today();
    let mut tell = |place, ja: String, en: String| {
        let hint = text!("列がずれていないか、値を確かめてください", "check whether the columns slipped");
        findings.push(Diagnostic::new(&SHIFTED_COLUMN, text!("{ja}", "{en}")).at(place).hint(hint));
    };
    for leader in &site.leaders {
        let office = &site[leader.department].name;
        if let Some(name) = leader.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
            let is_number = name.chars().all(|c| c.is_ascii_digit() || "-（）() ".contains(c));
            if is_number || site.levels.key(name).is_some() {
                let what = if is_number { ("内線", "an extension") } else { ("人材区分", "a level") };
                let (ja, en) = what;
                let ja = format!("氏名の列に{ja}「{name}」があります。列がずれていませんか");
                tell(leader.origin.place("name"), ja, format!("{en} stands in the column of names: {name}"));
            }
        }
        if let Some(contact) = leader.contact.as_deref().filter(|contact| site.levels.key(contact.trim()).is_some()) {
            let ja = format!("内線の列に人材区分「{contact}」があります。列がずれていませんか");
            tell(leader.origin.place("contact"), ja, format!("a level stands in the column of extensions: {contact}"));
        }
        let Some(updated) = leader.updated else { continue };
        let words = updated.words();
        if updated > today {
            tell(
                leader.origin.place("updated"),
                format!("{office}の行の直した日（{words}）が未来です"),
                format!("updated on {words}, in the future"),
            );
        } else if FiscalYear::of(updated) < leader.designated_fy && leader.designated_fy <= site.this_year() {
            let year = leader.designated_fy.words();
            let ja = format!("直した日（{words}）が、指定された{year}より前です。年の間違いではありませんか");
            tell(leader.origin.place("updated"), ja, format!("updated on {words}, before {year}, in which the leader was designated"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn row(row: &str) -> Vec<String> {
        let offices = "groups:\n- {id: g, name: 全庁}\ndepartments:\n- {id: d, name: 課, yomi: か, group: g}";
        let levels = "- {id: l1, kind: level, number: 1, name: 推進}";
        let table = format!("department,designated_fy,name,level_recognized,contact,updated\n{row}\n");
        run(check, &[("data/departments.yaml", offices), ("data/levels.yaml", levels), ("data/leaders.csv", &table)])
    }

    #[test]
    fn cells_stand_in_their_columns() {
        assert_eq!(row("d,R6,25-001,,,2026-04-20"), ["shifted-column: 25-001"]);
        assert_eq!(row("d,R6,l1,,25-001,2026-04-20"), ["shifted-column: l1"]);
        assert_eq!(row("d,R6,,,l1,2026-04-20"), ["shifted-column: l1"]);
        assert!(row("d,R6,,l1,25-001,2026-04-20").is_empty());
        assert!(row("d,R6,（3人）担当者,l1,25-001,2026-04-20").is_empty());
    }

    #[test]
    fn rows_are_written_after_the_designation() {
        assert_eq!(row("d,R8,,,,2025-04-20"), ["shifted-column: 2025-04-20"]);
        assert_eq!(row("d,R8,,,,2027-04-20"), ["shifted-column: 2027-04-20"]);
        assert!(row("d,R8,,,,2026-04-01").is_empty());
        assert!(row("d,R5,,,,2026-04-20").is_empty());
    }
}
