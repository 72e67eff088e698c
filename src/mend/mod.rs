//! What is done to an editor's own files and for an editor's own list of things to do: correct ([`fix`]), explain ([`explain`]), move
//! ([`relocate`]), and tell what is to be cared for ([`stock`]).
//!
//! Everything is worked out in memory, as a value: which file becomes what ([`files::Change`]). Only [`files`] writes, all or nothing.
//! Does not print, and does not decide what needs an editor's decision.

pub mod difference;
pub mod edit;
pub mod examples;
pub mod explain;
pub mod files;
pub mod fix;
pub mod relocate;
pub mod stock;

#[cfg(test)]
mod testing {
    //! Small projects in memory.

    use crate::config::Options;
    use crate::diagnostic::Diagnostics;
    use crate::notation::Day;
    use crate::source::{LoadOptions, SourcePath, Sources, read_bytes};

    pub(crate) fn options() -> Options {
        let today = Day::new(2026, 11, 22).expect("a day");
        Options { today, base_url: None, drafts: true, future: true, no_samples: false, highlight: false }
    }

    /// The files as they would be read, beside a small `site.toml`.
    pub(crate) fn sources(files: &[(&str, &[u8])]) -> (Sources, Diagnostics) {
        let (mut sources, mut findings) = (Sources::default(), Diagnostics::default());
        let site: &[u8] = "title = \"しるべ\"\norganization = \"北海道\"\n".as_bytes();
        for (path, bytes) in [("site.toml", site)].into_iter().chain(files.iter().copied()) {
            let path = SourcePath::new(path).expect("inside");
            if let Some(file) = read_bytes(path, bytes.to_vec(), LoadOptions::default(), &mut findings) {
                sources.insert(file);
            }
        }
        (sources, findings)
    }
}
