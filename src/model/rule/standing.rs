//! What must not be taken for fact: invented samples, and records nobody has compared with their source.
//!
//! A sample is noticed; with `--no-samples` (the real site of an administration) each of them is an error. Source: trap 12
//! of the data model (見本データ, 要確認).

use super::records::{finding, metas, samples};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
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

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let mut samples: Vec<_> = samples(site).into_iter().map(|(origin, id)| (origin.place("sample"), id)).collect();
    samples.sort();
    if site.options.no_samples {
        for (place, id) in &samples {
            findings.push(
                Diagnostic::new(&SAMPLE_DATA, text!("「{id}」は見本です", "\"{id}\" is a sample")).at(place.clone()).record(id).hint(
                    text!("本物に替えて sample の行を消すか、記録を消してください", "replace it and remove `sample`, or remove the record"),
                ),
            );
        }
    } else {
        for (place, id) in &samples {
            findings.push(Diagnostic::new(&SAMPLES, text!("見本の記録です", "it is a sample")).at(place.clone()).record(id).hint(text!(
                "公開の前に本物に替えてください（--no-samples を付けると、見本があるうちは公開できません）",
                "replace it before the portal is used (with --no-samples nothing is published while there are any)"
            )));
        }
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
}
