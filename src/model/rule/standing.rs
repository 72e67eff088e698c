//! What must not be taken for fact: invented samples, and records nobody has compared with their source.
//!
//! A sample is noticed; with `--no-samples` (the real site of an administration) each of them is an error.

use super::records::{Sample, finding, metas, samples};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Meta, Site};
use crate::text;

/// A sample where none is wanted.
pub static SAMPLE_DATA: Code = Code::error(
    "sample-data",
    "見本（sample: true）の記録です。--no-samples を付けると公開できません。本物に替えるか、消してください",
    "the record is a sample (`sample: true`) and cannot be published with --no-samples; replace or remove it",
);
/// A sample.
pub static SAMPLES: Code = Code::notice(
    "samples",
    "見本（sample: true）の記録があります。ページには「見本」と表示します。公開の前に本物に替えてください",
    "there are samples (`sample: true`), shown as 「見本」. Replace them before the portal is used",
);
/// Not yet compared with its source.
pub static NEEDS_CHECK: Code = Code::notice(
    "needs-check",
    "まだ出典と比べていない（unverified: true）記録です。ページには「要確認」と表示します。比べたら unverified を消し、checked_on を書いてください",
    "the record was not yet compared with its source (`unverified: true`); it is shown as 「要確認」",
);

/// Compared with its source, and not.
pub static CHECKED_UNVERIFIED: Code = Code::error(
    "checked-unverified",
    "確認日（checked_on）と要確認（unverified: true）が両方あります。出典と比べたのなら unverified を、まだなら checked_on を消してください",
    "`checked_on` and `unverified: true` contradict each other; remove the one that is not so",
);
/// Invented fields that are not there.
pub static SAMPLE_FIELD: Code = Code::error(
    "sample-field",
    "sample_fields に、その記録に書かれていない項目の名前があります。項目の名前（ext など）を直すか、消してください",
    "`sample_fields` names a field that the record does not have; mend or remove the name",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let mut samples: Vec<_> = samples(site).into_iter().map(|sample| (sample.place(), sample)).collect();
    samples.sort_by(|a, b| a.0.cmp(&b.0));
    for (place, Sample { field, id, .. }) in samples {
        let message = match (site.options.no_samples, field) {
            (true, Some((_, field))) => text!("「{id}」の {field} は見本です", "`{field}` of \"{id}\" is a sample"),
            (true, None) => text!("「{id}」は見本です", "\"{id}\" is a sample"),
            (false, Some((_, field))) => text!("{field} は見本です", "`{field}` is a sample"),
            (false, None) => text!("見本の記録です", "it is a sample"),
        };
        let (code, hint) = match (site.options.no_samples, field) {
            (true, Some((_, field))) => (
                &SAMPLE_DATA,
                text!("本物に替えて、sample_fields から {field} を消してください", "replace it and remove {field} from `sample_fields`"),
            ),
            (true, None) => (
                &SAMPLE_DATA,
                text!("本物に替えて sample の行を消すか、記録を消してください", "replace it and remove `sample`, or remove the record"),
            ),
            (false, _) => (
                &SAMPLES,
                text!(
                    "公開の前に本物に替えてください（--no-samples を付けると、見本があるうちは公開できません）",
                    "replace it before the portal is used (with --no-samples nothing is published while there are any)"
                ),
            ),
        };
        findings.push(Diagnostic::new(code, message).at(place).record(id).hint(hint));
    }
    for meta in metas(site) {
        contradiction(meta, findings);
        fields(meta, findings);
    }
    for meta in metas(site).into_iter().filter(|meta| meta.unverified) {
        findings.push(
            finding(
                &NEEDS_CHECK,
                text!("まだ出典と比べていません（要確認）", "it was not yet compared with its source"),
                meta,
                "unverified",
            )
            .hint(text!(
                "比べたら unverified を消し、checked_on を書いてください",
                "once compared, remove `unverified` and write `checked_on`"
            )),
        );
    }
}

fn contradiction(meta: &Meta, findings: &mut Diagnostics) {
    if meta.unverified
        && let Some(day) = meta.checked_on
    {
        let words = day.words();
        findings.push(
            finding(
                &CHECKED_UNVERIFIED,
                text!("{words}に確認したとあるのに、要確認（unverified: true）です", "it was checked on {words}, and is `unverified: true`"),
                meta,
                "unverified",
            )
            .related(meta.origin.place("checked_on"), text!("確認日", "the day of the check"))
            .hint(text!(
                "出典と比べたのなら unverified の行を、まだなら checked_on の行を消してください。確かめられたのが一部だけなら、残りを notes に書きます",
                "remove `unverified` if it was compared with its source, else `checked_on`; say in `notes` what remains open"
            )),
        );
    }
}

fn fields(meta: &Meta, findings: &mut Diagnostics) {
    for (at, field) in meta.sample_fields.iter().enumerate().filter(|(_, field)| !meta.origin.has_key(field)) {
        findings.push(
            finding(
                &SAMPLE_FIELD,
                text!("この記録に「{field}」という項目はありません", "the record has no field `{field}`"),
                meta,
                &format!("sample_fields[{at}]"),
            )
            .hint(text!(
                "見本である項目の名前（例: ext、formula、counts_for）を書いてください。記録の全部が見本なら sample: true にします",
                "name a field that is a sample, as in `ext`; write `sample: true` if all of the record is"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::{options, run, run_with};

    const FILES: &[(&str, &str)] = &[
        ("data/levels.yaml", "- {id: a, kind: base, name: 全職員, sample: true}\n- {id: b, kind: base, name: 区分}"),
        ("data/kpi.yaml", "kpi:\n- {id: k, name: 率, kind: none}\nkpi_actuals:\n- {kpi: k, fiscal_year: R4, value: 1, sample: true}"),
        ("data/departments.yaml", "groups:\n- {id: g, name: 全庁}\ndepartments:\n- {id: d, name: 課, yomi: か, group: g}"),
        ("data/leaders.yaml", "- {department: d, designated_fy: R5, sample: true}"),
    ];

    #[test]
    fn samples_are_noticed_or_refused() {
        assert_eq!(run(check, FILES), ["samples: true"; 3]);
        let strict = crate::config::Options { no_samples: true, ..options() };
        assert_eq!(run_with(check, strict, FILES), ["sample-data: true"; 3]);
        assert!(run(check, &[("data/levels.yaml", "- {id: b, kind: base, name: 区分}")]).is_empty());
    }

    #[test]
    fn each_unverified_record_is_noticed() {
        let levels = "- {id: a, kind: base, name: 全職員, unverified: true}\n- {id: b, kind: base, name: 区分, unverified: false}";
        assert_eq!(run(check, &[("data/levels.yaml", levels)]), ["needs-check: true"]);
    }

    #[test]
    fn checked_and_unverified_contradict_each_other() {
        let found = |fields: &str| run(check, &[("data/levels.yaml", &format!("- {{id: a, kind: base, name: 全職員, {fields}}}"))]);
        assert_eq!(found("checked_on: 2026-11-01, unverified: true"), ["checked-unverified: true", "needs-check: true"]);
        assert!(found("checked_on: 2026-11-01, unverified: false").is_empty());
        assert!(found("last_reviewed_on: 2026-11-01, unverified: true").iter().all(|found| !found.starts_with("checked-unverified")));
    }

    #[test]
    fn a_field_that_is_a_sample_is_there() {
        let found =
            |fields: &str| run(check, &[("data/levels.yaml", &format!("- {{id: a, kind: base, name: 全職員, label: 全, {fields}}}"))]);
        assert_eq!(found("sample_fields: [label]"), ["samples: label"]);
        assert_eq!(found("sample_fields: [labels]"), ["sample-field: labels", "samples: labels"]);
        assert_eq!(found("sample: true, sample_fields: [label]"), ["samples: true"], "counted once");
        let strict = crate::config::Options { no_samples: true, ..options() };
        let files = [("data/levels.yaml", "- {id: a, kind: base, name: 全職員, label: 全, sample_fields: [label]}")];
        assert_eq!(run_with(check, strict, &files), ["sample-data: label"]);
    }
}
