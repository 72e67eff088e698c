//! [`PerFile`]: what was made of each file alone, kept for as long as the file says the same.
//!
//! Whoever makes something of single files (parsing, scanning, measuring images) makes it through this, so that a second time costs only
//! what changed. Does not know what is made.

use super::SourceFile;
use rayon::prelude::*;
use std::sync::Arc;

/// One `T` for each of several files, in the order of their paths.
#[derive(Debug)]
pub struct PerFile<T> {
    rows: Vec<Row<T>>,
}

/// A file, and what was made of it.
type Row<T> = (Arc<SourceFile>, Arc<T>);

impl<T> Default for PerFile<T> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<T> Clone for PerFile<T> {
    fn clone(&self) -> Self {
        Self { rows: self.rows.clone() }
    }
}

impl<T: Send + Sync> PerFile<T> {
    /// What `make` gives for each of `files`, which come in the order of their paths; what `before` holds of a file that says the same
    /// is taken from there. `make` must look at nothing but the file.
    pub fn again<'a>(before: &Self, files: impl Iterator<Item = &'a Arc<SourceFile>>, make: impl Fn(&SourceFile) -> T + Sync) -> Self {
        let mut known = before.rows.iter().peekable();
        let mut held = |file: &Arc<SourceFile>| {
            while known.next_if(|(then, _)| !Arc::ptr_eq(then, file) && then.path < file.path).is_some() {}
            let (then, made) = known.next_if(|(then, _)| Arc::ptr_eq(then, file) || then.path == file.path)?;
            (Arc::ptr_eq(then, file) || then.says_the_same(file)).then(|| made.clone())
        };
        let rows: Vec<_> = files.map(|file| (file.clone(), held(file))).collect();
        let make = |(file, held): (Arc<SourceFile>, Option<Arc<T>>)| {
            let made = held.unwrap_or_else(|| Arc::new(make(&file)));
            (file, made)
        };
        Self { rows: rows.into_par_iter().map(make).collect() }
    }
}

impl<T> PerFile<T> {
    /// Every file with what was made of it.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&SourceFile, &T)> {
        self.rows.iter().map(|(file, made)| (&**file, &**made))
    }

    /// What was made anew since `before`, each with what there was: `None` when files have come or gone.
    pub fn renewed<'a>(&'a self, before: &'a Self) -> Option<Vec<Renewed<'a, T>>> {
        let same_files = self.rows.len() == before.rows.len()
            && self.rows.iter().zip(&before.rows).all(|((now, _), (then, _))| Arc::ptr_eq(now, then) || now.path == then.path);
        let renewed = |((file, now), (was, then)): (&'a Row<T>, &'a Row<T>)| {
            (!Arc::ptr_eq(now, then)).then(|| Renewed { now: (file, &**now), then: (was, &**then) })
        };
        same_files.then(|| self.rows.iter().zip(&before.rows).filter_map(renewed).collect())
    }
}

/// A file that says something else than before, and what was made of it now and then.
#[derive(Clone, Copy, Debug)]
pub struct Renewed<'a, T> {
    /// The file as it is, and what was made of it.
    pub now: (&'a SourceFile, &'a T),
    /// The same before.
    pub then: (&'a SourceFile, &'a T),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_files_that_say_something_else_are_made_again() {
        let made = AtomicUsize::new(0);
        let length = |file: &SourceFile| {
            made.fetch_add(1, Ordering::Relaxed);
            file.bytes.len()
        };
        let first = PerFile::again(&PerFile::default(), Sources::of_texts(&[("a", "1"), ("b", "22"), ("d", "333")]).shared(), length);
        assert_eq!(made.load(Ordering::Relaxed), 3);
        let second = PerFile::again(&first, Sources::of_texts(&[("a", "1"), ("b", "2222"), ("d", "333")]).shared(), length);
        assert_eq!(made.load(Ordering::Relaxed), 4);
        let renewed = second.renewed(&first).expect("the same files");
        assert_eq!(renewed.iter().map(|it| (it.now.0.path.as_str(), *it.now.1, *it.then.1)).collect::<Vec<_>>(), [("b", 4, 2)]);
        let third = PerFile::again(&second, Sources::of_texts(&[("b", "2222"), ("c", "1"), ("d", "333")]).shared(), length);
        assert_eq!(made.load(Ordering::Relaxed), 5);
        assert!(third.renewed(&second).is_none());
        assert_eq!(third.iter().map(|(file, length)| (file.path.as_str(), *length)).collect::<Vec<_>>(), [("b", 4), ("c", 1), ("d", 3)]);
    }
}
