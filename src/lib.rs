//! Shirube: static-site generator for learning portals of public administrations.

pub mod diagnostic;
pub mod notation;
pub mod render;
pub mod schema;
pub mod source;
