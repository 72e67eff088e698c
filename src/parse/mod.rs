//! From text to values: YAML, CSV, front matter.
//!
//! Generic over the types of `schema`; knows nothing of the site. No file is opened here.

pub mod decode;
mod slips;
pub mod yaml;
