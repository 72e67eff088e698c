//! A cell of the level × department matrix has a weight from 0 to 4, and stands there once.
//!
//! The weight is the relative quantity that the policy draws as dots, not a head-count.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Column, Key, Level, MatrixCell, Site};
use crate::text;
use std::collections::HashMap;

/// The weight in the matrix is 0 to 4.
pub static MATRIX_WEIGHT: Code = Code::error(
    "matrix-weight",
    "配置の表の重み（weight）が0〜4の外です。人数ではなく、0（いない）から4（最も多い）で書いてください",
    "the weight in the matrix is 0 to 4; it is no head-count",
);
/// A cell of the matrix is given twice.
pub static MATRIX_TWICE: Code = Code::error(
    "matrix-twice",
    "配置の表に、同じ区分と所属の欄が2つあります。どちらかを消してください",
    "a cell of the matrix is given twice; remove one",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let mut first: HashMap<(Key<Level>, Column), &MatrixCell> = HashMap::new();
    for cell in &site.matrix {
        let level = site[cell.level].meta.id.as_str();
        if !(0..=4).contains(&cell.weight) {
            let weight = cell.weight;
            findings.push(
                Diagnostic::new(&MATRIX_WEIGHT, text!("重みが{weight}です", "the weight is {weight}"))
                    .at(cell.origin.place("weight"))
                    .record(level)
                    .hint(text!("0（いない）から4（最も多い）で書いてください", "write 0 (none) to 4 (most)")),
            );
        }
        if let Some(known) = first.get(&(cell.level, cell.column)) {
            let column = match cell.column {
                Column::Group(group) => &site[group].name,
                Column::Department(department) => &site[department].name,
            };
            findings.push(
                Diagnostic::new(
                    &MATRIX_TWICE,
                    text!("「{level}」と「{column}」の欄が2つあります", "the cell of \"{level}\" and \"{column}\" is given twice"),
                )
                .at(cell.origin.place("target"))
                .record(level)
                .related(known.origin.place("target"), text!("1つ目はここです", "the first one"))
                .hint(text!("どちらかの行を消してください", "remove one of the rows")),
            );
        } else {
            first.insert((cell.level, cell.column), cell);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(cells: &str) -> Vec<String> {
        let files = [
            ("data/levels.yaml", "- {id: l1, kind: level, number: 1, name: 推進}"),
            ("data/departments.yaml", "groups:\n- {id: g, name: 全庁}\ndepartments:\n- {id: d, name: 課, yomi: か, group: g}"),
            ("data/matrix.yaml", cells),
        ];
        run(check, &files)
    }

    #[test]
    fn weights_and_repetitions_are_reported() {
        assert_eq!(found("- {level: l1, target: g, weight: 5}"), ["matrix-weight: 5"]);
        assert_eq!(found("- {level: l1, target: d, weight: 1}\n- {level: l1, target: d, weight: 2}"), ["matrix-twice: d"]);
        assert!(found("- {level: l1, target: g, weight: 4}\n- {level: l1, target: d, weight: 0}").is_empty());
    }
}
