//! The look of pages: from plain values to HTML and SVG text.
//!
//! Nothing here queries the site or touches the disk.

pub mod chart;
