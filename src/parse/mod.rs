//! `Sources → Parsed`: YAML, CSV, TOML, front matter, Markdown and the colouring of code.
//!
//! Every file is read for itself, in parallel; what one file says of another is checked later. The readers of the formats are generic over
//! the types of `schema`; [`project`] knows which file holds what. No file is opened here.

mod columns;
pub mod csv;
mod damage;
pub mod decode;
pub mod excel;
mod explain;
pub mod front_matter;
pub mod highlight;
pub mod markdown;
mod project;
mod settings;
mod slips;
pub mod toml;
pub mod yaml;

pub use columns::columns;
pub use markdown::Markdown;
pub use project::{Broken, Document, Edited, Entry, Files, Parsed, RecordKind, Unfilled, data, is_draft, project, raw_records};
pub use settings::settings;

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
    &csv::CSV_OPEN_END,
    &damage::BAD_EXTENSION,
    &front_matter::FRONT_MATTER,
    &project::UNKNOWN_DATA_FILE,
    &project::NO_RECORDS,
    &project::BAD_FILE_NAME,
];
