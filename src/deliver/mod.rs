//! Delivery: a rendered site becomes the content of a directory, in one step or not at all. Knows nothing of pages.
//!
//! What holds, whatever happens (error, full disk, kill, second run):
//!
//! * What is published is the last site that was finished, entire. Files are written beside the output directory, on the same file
//!   system, made durable, and then the two directories change places ([`switch`] says what that is on which system).
//! * Files that are the same are not written; they keep inode and time.
//! * Only what the manifest (`.shirube-manifest.json`, part of the site) lists is ever replaced or removed. Other files in the directory
//!   are carried over, and links are never followed. A directory without manifest is touched only when it is empty.
//! * One delivery at a time; the lock ends with its process, and what a killed run leaves in `.NAME.shirube` beside the output
//!   directory is cleared by the next one.
//!
//! One consequence: after a switch the output directory is another directory of the same name. Web servers that open files by path do
//! not notice; a bind mount or a shell *in* the directory keeps the old one. Mount or share the directory above it.

#![allow(clippy::disallowed_methods, reason = "the only writer of output")]

mod clean;
mod fault;
mod lock;
mod manifest;
mod output_path;
mod staging;
mod summary;
mod switch;
mod target;
mod tree;

pub use clean::clean;
pub use fault::{
    DISK_FULL, DeliverError, OUTPUT_BUSY, OUTPUT_COLLISION, OUTPUT_INCOMPLETE, OUTPUT_IO, OUTPUT_NOT_OURS, OUTPUT_OTHER_PORTAL,
    OUTPUT_PATH, OUTPUT_REFUSED, Refusal,
};
pub use manifest::{MANIFEST, Manifest, Stamp, held_in};
pub use staging::Staging;
pub use summary::{FOREIGN_FILE_KEPT, PUBLISHED_FILE_ALTERED, Summary};
pub use target::Target;

use crate::diagnostic::Code;

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &OUTPUT_REFUSED,
    &OUTPUT_NOT_OURS,
    &OUTPUT_OTHER_PORTAL,
    &OUTPUT_BUSY,
    &OUTPUT_PATH,
    &OUTPUT_COLLISION,
    &DISK_FULL,
    &OUTPUT_IO,
    &OUTPUT_INCOMPLETE,
    &PUBLISHED_FILE_ALTERED,
    &FOREIGN_FILE_KEPT,
];
