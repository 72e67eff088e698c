//! Shirube (標, a sign-post) turns Markdown pages and YAML/CSV data into the static learning portal of a public administration.
//!
//! > `Sources → Parsed → Site → Routes → Snapshot → Body → sink`: every stage is a value, every step is a pure function, and only the
//! > first and the last touch the disk.
//!
//! | stage | value | made by |
//! |---|---|---|
//! | 1 | [`source::Sources`]: every input file, decoded strictly, in a sorted map | [`source::load`], the only reader of input |
//! | 2 | [`parse::Parsed`]: typed records and Markdown documents, each with its [`source::Origin`] | [`parse::Files`], a file at a time, in parallel |
//! | 3 | [`model::Site`]: the portal, every reference resolved to a typed key | [`model::assemble`], then [`model::rule`] checks it |
//! | 4 | [`route::Routes`]: every output listed before one byte is rendered | [`route::route`], which settles collisions; [`route::links`] checks links and anchors |
//! | 5 | [`snapshot::Snapshot`]: immutable, `Send + Sync` | [`snapshot::compile`] |
//! | 6 | the bytes of one output | [`snapshot::Snapshot::render`]: a view of [`render`] and its template, or a writer of [`export`] |
//! | 7 | sink | [`deliver`]: staging, manifest, one-step switch |
//!
//! Findings ([`diagnostic::Diagnostics`]) are collected along the whole way, never thrown: a run tells everything that it knows.
//!
//! # Invariants
//!
//! 1. No stage between `load` and the sink touches file system, clock, environment, network or terminal.
//! 2. Templates never query the site: a view carries all that a page shows. Markdown never runs templates. No global mutable state.
//! 3. The author's type ([`schema`]) is not the resolved type ([`model`]); an exhaustive destructuring joins them, so that a new field
//!    cannot be forgotten.
//! 4. A value has no half that is filled later: a new stage is a new type.
//! 5. Rendering is deterministic: same inputs and options, same bytes, whatever the thread count, locale, time zone or directory.
//! 6. Any error leaves the published site as it was, byte for byte.
//!
//! # Rooms
//!
//! A module uses only modules above it in this list; `tests/architecture.rs` holds it to that.

// Which room may touch disk, clock, environment and terminal: clippy.toml.
#![cfg_attr(not(test), warn(clippy::disallowed_methods, clippy::disallowed_types, clippy::iter_over_hash_type))]

pub mod source;

pub mod diagnostic;

pub mod asset;

pub mod holding;

pub mod notation;

pub mod field;

pub mod config;

pub mod schema;

pub mod parse;

pub mod office;

pub mod model;

pub mod route;

pub mod export;

pub mod search;

pub mod render;

pub mod deliver;
pub mod snapshot;

pub mod serve;

pub mod scaffold;

pub mod mend;

pub mod cli;
