//! Shirube: static-site generator for learning portals of public administrations.

pub mod deliver;
pub mod diagnostic;
pub mod source;
