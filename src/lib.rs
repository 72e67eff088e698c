//! Shirube: static-site generator for learning portals of public administrations.

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
