//! The columns that a table of each kind may have, by the declarations of the schema.
//!
//! Reads no table.

use crate::field::{Fields, RecordDecl, Shape};
use crate::schema::{Common, Kind};

/// Groups within groups that a column name may lead through.
const DEEPEST: usize = 3;

/// The names of all columns of `kind`, those of its own first: `fee`, `provider.name`; `skills.*` where every name is one.
pub fn columns(kind: Kind) -> Vec<String> {
    let mut names = Vec::new();
    fields(kind.declared(), "", DEEPEST, &mut names);
    let own = kind.declared();
    for field in Common::DECLARED.fields.iter().filter(|common| own.fields.iter().all(|field| field.key != common.key)) {
        names.push(field.key.to_owned());
    }
    names
}

fn fields(declared: &RecordDecl, above: &str, deep: usize, names: &mut Vec<String>) {
    for field in declared.fields {
        below(&(field.shape)(), format!("{above}{}", field.key), deep, names);
    }
}

fn below(shape: &Shape, path: String, deep: usize, names: &mut Vec<String>) {
    match shape {
        Shape::Maybe(inner) => below(inner, path, deep, names),
        Shape::Record(declared) if deep > 1 => fields(declared, &format!("{path}."), deep - 1, names),
        Shape::Map(..) => names.push(format!("{path}.*")),
        _ => names.push(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_the_keys_of_the_kind_and_those_of_all() {
        let names = columns(Kind::ExamSession);
        for name in ["id", "exam", "label", "status", "date", "window.from", "apply.close", "apply.internal_close", "owner", "sample"] {
            assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
        }
        assert_eq!(names.iter().filter(|name| *name == "status").count(), 1);
        assert!(columns(Kind::Exam).contains(&"provider.name".to_owned()));
        assert!(columns(Kind::Level).contains(&"skills.*".to_owned()));
        assert!(Kind::ALL.iter().all(|kind| columns(*kind).len() > Common::DECLARED.fields.len()));
    }
}
