//! Shirube: static-site generator for learning portals of public administrations.

// Which room may touch disk, clock, environment and terminal: clippy.toml.
#![cfg_attr(not(test), warn(clippy::disallowed_methods, clippy::disallowed_types, clippy::iter_over_hash_type))]

pub mod cli;
pub mod config;
pub mod deliver;
pub mod diagnostic;
pub mod export;
pub mod model;
pub mod notation;
pub mod parse;
pub mod render;
pub mod route;
pub mod schema;
pub mod snapshot;
pub mod source;
