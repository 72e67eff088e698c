//! Making things for editors: a first portal ([`init`]), a new record ([`new`]), and what an editor program needs to complete what is
//! typed ([`schema`]).
//!
//! Nothing that is there is overwritten: a file is made anew or a record is added to it, in one step. What the new things mean is judged by
//! `check` like everything else.

#![allow(clippy::disallowed_methods, reason = "writes the files of editors, and only those that it names")]

mod called;
pub(crate) mod disk;
mod fill;
mod insert;
mod known;
mod portal;
mod record;
pub mod reference;
pub mod schema;

pub use called::Called;
pub use portal::init;
pub use record::{Made, new};

pub use crate::notation::unfilled::WRITE_HERE;

use crate::diagnostic::Text;

/// Why nothing was made.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What is.
    pub message: Text,
    /// What to do.
    pub hint: Text,
    /// Whose the fault is.
    pub fault: Fault,
}

/// Whose fault a [`Refusal`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// What was asked for.
    Usage,
    /// The disk.
    Disk,
}

impl Refusal {
    fn usage(message: Text, hint: Text) -> Self {
        Self { message, hint, fault: Fault::Usage }
    }
}
