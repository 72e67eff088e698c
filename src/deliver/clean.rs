//! [`clean`]: taking a site away again. Removes what the manifest lists and nothing else.

use super::fault::DeliverError;
use super::manifest::MANIFEST;
use super::staging::Staging;
use super::summary::Summary;
use super::target::Target;
use std::fs;
use std::time::Duration;

/// Removes every file that Shirube delivered to `target`, in one step, and the directory if nothing else is in it. Foreign files stay
/// (and with them an empty manifest, so that the directory is still known as ours). `patience` and `who` as in [`Staging::begin`].
pub fn clean(target: &Target, patience: Option<Duration>, who: &str) -> Result<Summary, DeliverError> {
    if target.owned()?.is_none() && !target.work().exists() {
        return Ok(Summary::default());
    }
    let summary = Staging::begin(target, patience, who)?.finish(std::iter::empty::<&str>())?;
    let output = target.output();
    if fs::read_dir(output).is_ok_and(|entries| entries.count() == 1) {
        // If this fails, an empty site stays: harmless, and gone with the next try.
        let _ = fs::remove_file(output.join(MANIFEST)).and_then(|()| fs::remove_dir(output));
    }
    Ok(summary)
}
