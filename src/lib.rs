//! Shirube: static-site generator for learning portals of public administrations.

pub mod diagnostic;
pub mod parse;
pub mod source;
