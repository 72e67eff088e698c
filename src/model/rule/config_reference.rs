//! The ids that `site.toml` names belong to records that are shown: the indicators of the home page, the office to ask.
//!

use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::model::names::{Named, missing_record};
use crate::model::{Recorded, Site, Table};
use crate::notation::Id;
use crate::text;

/// An id in site.toml that means nothing.
pub static CONFIG_REFERENCE: Code = Code::error(
    "config-reference",
    "site.toml にあるidの記録が（公開中のものの中に）ありません。つづりを確かめてください",
    "no published record has an id that site.toml names; check the spelling",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for (position, id) in site.config.home.kpi.iter().enumerate() {
        known(site, &site.kpis, id, &format!("home.kpi[{position}]"), findings);
        if let Some(first) = site.config.home.kpi[..position].iter().position(|other| other == id) {
            let at = |position| site.config.place(&format!("home.kpi[{position}]"));
            findings.push(crate::model::meta::twice(id.as_str(), "home.kpi", at(position), at(first)));
        }
    }
    if let Some(contact) = &site.config.contact {
        known(site, &site.departments, &contact.owner, "contact.owner", findings);
    }
}

fn known<T: Recorded + Named>(site: &Site, table: &Table<T>, id: &Id, field: &str, findings: &mut Diagnostics) {
    if table.key(id.as_str()).is_some() {
        return;
    }
    let at = site.config.place(field);
    let field = field.split('[').next().unwrap_or(field);
    let near = closest(id.as_str(), table.values().map(|row| row.meta().id.as_str()));
    let home = table.values().map(|row| row.meta().origin.path.as_str()).min().unwrap_or(T::ENTITY.home());
    findings.push(
        Diagnostic::new(
            &CONFIG_REFERENCE,
            text!("site.toml の {field} にある「{id}」がありません", "there is no \"{id}\", which `{field}` of site.toml names"),
        )
        .at(at)
        .record(id.as_str())
        .cause(missing_record(T::ENTITY, id.as_str(), home))
        .hint(text!("つづりを確かめるか、{field} から外してください", "check the spelling, or remove it from `{field}`"))
        .did_you_mean(near),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn ids_of_the_configuration_must_exist() {
        let toml =
            |kpi: &str| format!("title = \"しるべ\"\norganization = \"県\"\ncontact = {{ owner = \"d\" }}\n[home]\nkpi = [\"{kpi}\"]");
        let kpi = ("data/kpi.yaml", "- {id: k1, name: 率, kind: none}");
        let departments =
            ("data/departments.yaml", "groups:\n- {id: g, name: 全庁}\ndepartments:\n- {id: d, name: 課, yomi: か, group: g}");
        assert_eq!(run(check, &[("site.toml", &toml("k2")), kpi]), ["config-reference: d", "config-reference: k2"]);
        assert!(run(check, &[("site.toml", &toml("k1")), kpi, departments]).is_empty());
    }
}
