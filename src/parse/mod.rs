//! From text to values: YAML, CSV, TOML, front matter.
//!
//! Generic over the types of `schema`; knows nothing of the site. No file is opened here.

pub mod csv;
pub mod decode;
pub mod excel;
mod explain;
pub mod front_matter;
mod slips;
pub mod toml;
pub mod yaml;

use crate::diagnostic::Code;

/// The findings that reading values can make.
pub static CODES: &[&Code] = &[
    &decode::UNKNOWN_KEY,
    &decode::MISSING_KEY,
    &decode::WRONG_TYPE,
    &decode::UNKNOWN_VALUE,
    &decode::EMPTY_VALUE,
    &excel::EXCEL_DAMAGE,
    &yaml::DUPLICATE_KEY,
    &yaml::YAML_SYNTAX,
    &yaml::YAML_ALIAS,
    &yaml::YAML_LIMIT,
    &yaml::YAML_HABIT,
    &toml::TOML_SYNTAX,
    &csv::CSV_ENCODING,
    &csv::CSV_HEADER,
    &csv::CSV_SHAPE,
    &csv::CSV_LINE_BREAK,
    &front_matter::FRONT_MATTER,
];
