//! A telephone number is written once, at its department. Where it is typed again it must be the same, or readers are sent to another office.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Department, Key, Site};
use crate::source::Place;
use crate::text;

/// Two numbers of one office.
pub static CONTACT_EXT: Code = Code::error(
    "contact-ext",
    "問い合わせ先に書かれた内線が、その所属の内線（data/departments の ext）と違います。ext の行を消す（所属の内線が出ます）か、正しいほうに直してください",
    "an extension is not that of its department (`ext` in data/departments); remove it, and that of the department is shown, or mend the wrong one",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    if let Some(contact) = &site.config.contact
        && let Some(ext) = &contact.ext
        && let Some(owner) = site.departments.key(contact.owner.as_str())
    {
        compare(site, owner, ext, site.config.place("contact.ext"), findings);
    }
    for case in site.cases.values() {
        if let Some((Some(owner), Some(ext))) = &case.contact {
            compare(site, *owner, ext, case.meta.origin.place("contact.ext"), findings);
        }
    }
}

fn compare(site: &Site, owner: Key<Department>, typed: &str, place: Place, findings: &mut Diagnostics) {
    let department = &site[owner];
    let Some(own) = &department.ext else { return };
    if digits(own) == digits(typed) {
        return;
    }
    let name = &department.name;
    findings.push(
        Diagnostic::new(
            &CONTACT_EXT,
            text!("内線「{typed}」は、{name}の内線「{own}」と違います", "the extension {typed} is not that of {name}, which is {own}"),
        )
        .at(place)
        .related(department.meta.origin.place("ext"), text!("{name}の内線", "the extension of {name}"))
        .hint(text!(
            "ext を消してください（{name}の内線 {own} が出ます）。こちらが正しければ、data/departments の ext を {typed} に直します",
            "remove it, so that {own} is shown, or write {typed} in data/departments if that is right"
        )),
    );
}

/// A number without what only makes it easier to read: `22-100` is `（22）１００`.
fn digits(ext: &str) -> String {
    crate::notation::normal(ext).chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    const OFFICES: &str = "groups:\n- {id: g, name: 全庁}\ndepartments:\n- {id: a, name: 甲課, yomi: こう, group: g, ext: 22-100}\n- {id: b, name: 乙課, yomi: おつ, group: g}";

    fn case(contact: &str) -> Vec<String> {
        let case = format!(
            "- {{id: c, title: 題, department: a, problem: 困りごと, effect: {{measure: 時間, unit: 時間, before: 2, after: 1}}, published: 2026-11-01, contact: {contact}}}"
        );
        run(check, &[("data/departments.yaml", OFFICES), ("data/cases.yaml", &case)])
    }

    #[test]
    fn a_number_typed_again_is_the_same() {
        assert_eq!(case("{owner: a, ext: 23-000}"), ["contact-ext: 23-000"]);
        for same in [
            "{owner: a, ext: 22-100}",
            "{owner: a, ext: \"22100\"}",
            "{owner: a, ext: ２２－１００}",
            "{owner: a}",
            "{owner: b, ext: 23-000}",
        ] {
            assert!(case(same).is_empty(), "{same}");
        }
    }

    #[test]
    fn so_is_that_of_the_portal() {
        let found = |ext: &str| {
            let toml = format!("title = \"しるべ\"\norganization = \"県\"\n[contact]\nowner = \"a\"\next = \"{ext}\"");
            run(check, &[("site.toml", &toml), ("data/departments.yaml", OFFICES)])
        };
        assert_eq!(found("1234"), ["contact-ext: 1234"]);
        assert!(found("22-100").is_empty() && found("").is_empty());
    }
}
