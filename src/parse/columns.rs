//! The columns that a table of each kind may have, learnt from the types of the schema.
//!
//! Reads no table.

use super::decode::{Shape, shape};
use crate::schema::*;
use serde::de::DeserializeOwned;

/// Groups within groups that a column name may lead through.
const DEEPEST: usize = 3;

/// The names of all columns of `kind`, those of its own first: `fee`, `provider.name`; `skills.*` where every name is one.
pub fn columns(kind: Kind) -> Vec<String> {
    let mut names = Vec::new();
    macro_rules! add {
        ($variant:ident, $field:ident, $type:ty) => {
            if kind == Kind::$variant {
                below::<$type>(&mut Vec::new(), &mut names);
            }
        };
    }
    for_each_kind!(add);
    for key in COMMON_KEYS {
        let inside = format!("{key}.");
        if !names.iter().any(|name| name == key || name.starts_with(&inside)) {
            names.push((*key).to_owned());
        }
    }
    names
}

fn below<T: DeserializeOwned>(path: &mut Vec<&'static str>, names: &mut Vec<String>) {
    match shape::<T>(path) {
        Shape::Group(keys) if path.len() < DEEPEST => {
            for key in keys {
                path.push(key);
                below::<T>(path, names);
                path.pop();
            }
        }
        Shape::Free => names.push(format!("{}.*", path.join("."))),
        Shape::Group(_) | Shape::Value => names.push(path.join(".")),
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
        assert!(Kind::ALL.iter().all(|kind| columns(*kind).len() > COMMON_KEYS.len()));
    }
}
