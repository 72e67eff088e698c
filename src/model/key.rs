//! Typed keys and tables: a reference that exists leads to a record, always.

use crate::notation::Id;
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;
use std::sync::Arc;

/// The place of a `T` in its [`Table`]. Only a table gives keys out, so none dangles.
pub struct Key<T> {
    index: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Key<T> {
    pub(super) fn new(index: usize) -> Self {
        Self { index: u32::try_from(index).expect("a project has fewer than four billion records"), kind: PhantomData }
    }

    /// Position in the table.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Key<T> {}
impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Key<T> {}
impl<T> PartialOrd for Key<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Key<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Key<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Key<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// All records of one kind, in the order in which the portal lists them. Cheap to clone: the records are shared.
#[derive(Debug)]
pub struct Table<T> {
    rows: Vec<Arc<T>>,
    by_id: Arc<HashMap<Id, Key<T>>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), by_id: Arc::default() }
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { rows: self.rows.clone(), by_id: self.by_id.clone() }
    }
}

impl<T> Table<T> {
    /// A table of `rows`, found by the id that `id` reads from each.
    pub(super) fn new(rows: Vec<T>, id: impl Fn(&T) -> &Id) -> Self {
        let by_id = rows.iter().enumerate().map(|(at, row)| (id(row).clone(), Key::new(at))).collect();
        Self { rows: rows.into_iter().map(Arc::new).collect(), by_id: Arc::new(by_id) }
    }

    /// Changes the records for which `with` gives something; not their ids.
    pub(super) fn change<V>(&mut self, with: impl Fn(&T) -> Option<V>, change: impl Fn(&mut T, V))
    where
        T: Clone,
    {
        for row in &mut self.rows {
            if let Some(value) = with(row) {
                change(Arc::make_mut(row), value);
            }
        }
    }

    /// The key of the record `id`.
    pub fn key(&self, id: &str) -> Option<Key<T>> {
        self.by_id.get(id).copied()
    }

    /// The records with their keys, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Key<T>, &T)> {
        self.rows.iter().enumerate().map(|(at, row)| (Key::new(at), &**row))
    }

    /// The records in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> + DoubleEndedIterator + Clone {
        self.rows.iter().map(|row| &**row)
    }

    /// The keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = Key<T>> + use<T> {
        (0..self.rows.len()).map(Key::new)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<T> Index<Key<T>> for Table<T> {
    type Output = T;
    fn index(&self, key: Key<T>) -> &T {
        &self.rows[key.index()]
    }
}

/// One value for each record of a table: an index made once instead of a search each time.
#[derive(Clone, Debug)]
pub struct Map<K, V> {
    values: Vec<V>,
    kind: PhantomData<fn() -> K>,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { values: Vec::new(), kind: PhantomData }
    }
}

impl<K, V: Default + Clone> Map<K, V> {
    /// A map over the records of `table`, all at their default.
    pub fn over(table: &Table<K>) -> Self {
        Self { values: vec![V::default(); table.len()], kind: PhantomData }
    }
}

impl<K, V> Map<K, V> {
    /// A map with the value that `make` gives for each record of `table`.
    pub fn of(table: &Table<K>, make: impl Fn(&K) -> V) -> Self {
        Self { values: table.values().map(make).collect(), kind: PhantomData }
    }
}

impl<K, V> Index<Key<K>> for Map<K, V> {
    type Output = V;
    fn index(&self, key: Key<K>) -> &V {
        &self.values[key.index()]
    }
}

impl<K, V> std::ops::IndexMut<Key<K>> for Map<K, V> {
    fn index_mut(&mut self, key: Key<K>) -> &mut V {
        &mut self.values[key.index()]
    }
}
