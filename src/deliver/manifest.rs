//! [`Manifest`]: which files of an output directory Shirube made. It is the mark of ownership and a file of the tree itself.
//!
//! It holds no time, no host and no absolute path: the same site has the same manifest everywhere.

use super::fault::{OUTPUT_NOT_OURS, Refusal};
use super::output_path;
use crate::holding::Holdings;
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Its name, at the root of the output directory.
pub const MANIFEST: &str = ".shirube-manifest.json";

/// Version of the format that is written. The first one did not say what the site holds; it is read all the same.
const FORMAT: u32 = 2;

/// Size and content of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub size: u64,
    /// BLAKE3 of the content.
    pub hash: blake3::Hash,
}

impl Stamp {
    /// The stamp of `body`.
    pub fn of(body: &[u8]) -> Self {
        Self { size: body.len() as u64, hash: blake3::hash(body) }
    }
}

/// The files of one site by path, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Site-relative path → stamp.
    pub files: BTreeMap<String, Stamp>,
    /// What the site was made of, by name and number: the next build tells what is missing.
    pub holdings: Option<Holdings>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    size: u64,
    blake3: String,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "shirube-manifest")]
    format: u32,
    #[serde(default)]
    holdings: Option<Holdings>,
    files: Vec<Line>,
}

impl Manifest {
    /// The bytes of the file: JSON, one file a line, sorted by path.
    pub fn to_bytes(&self) -> Vec<u8> {
        let holdings = serde_json::to_string(&self.holdings).expect("words and numbers");
        let mut json = format!("{{\"shirube-manifest\": {FORMAT},\n\"holdings\": {holdings},\n\"files\": [");
        for (index, (path, stamp)) in self.files.iter().enumerate() {
            let comma = if index == 0 { "\n" } else { ",\n" };
            let path = serde_json::Value::from(path.as_str());
            // Writing into a String cannot fail.
            let _ = write!(json, "{comma}{{\"path\": {path}, \"size\": {}, \"blake3\": \"{}\"}}", stamp.size, stamp.hash.to_hex());
        }
        json.push_str("\n]}\n");
        json.into_bytes()
    }

    /// Reads what [`Manifest::to_bytes`] wrote. Anything else is no proof of ownership and refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Refusal> {
        let File { format, holdings, files } = serde_json::from_slice(bytes).map_err(|_| damaged())?;
        if !(1..=FORMAT).contains(&format) {
            return Err(Refusal::new(
                &OUTPUT_NOT_OURS,
                text!(
                    "{MANIFEST} の版 {format} は、この shirube の版 {FORMAT} と違います",
                    "{MANIFEST} has format {format}, this shirube writes {FORMAT}"
                ),
                text!("新しい shirube を使うか、出力先を空にしてください", "use a newer shirube or empty the output directory"),
            ));
        }
        let mut manifest = Self { holdings, ..Self::default() };
        for Line { path, size, blake3 } in files {
            let hash = blake3::Hash::from_hex(blake3).map_err(|_| damaged())?;
            output_path::check(&path).map_err(|_| damaged())?;
            manifest.files.insert(path, Stamp { size, hash });
        }
        Ok(manifest)
    }

    /// Bytes of all files together.
    pub fn total_size(&self) -> u64 {
        self.files.values().map(|stamp| stamp.size).sum()
    }
}

/// What the site in `directory` was made of, when a build of this version made it. Looks at nothing else there.
pub fn held_in(directory: &Path) -> Option<Holdings> {
    Manifest::from_bytes(&fs::read(directory.join(MANIFEST)).ok()?).ok()?.holdings
}

fn damaged() -> Refusal {
    Refusal::new(
        &OUTPUT_NOT_OURS,
        text!(
            "出力先の {MANIFEST} が壊れていて、どのファイルを Shirube が作ったか分かりません",
            "{MANIFEST} is damaged: it does not tell which files Shirube made"
        ),
        text!(
            "中身を確かめて出力先を空にするか、別の出力先を指定してください",
            "look into the output directory and empty it, or name another one"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut manifest = Manifest::default();
        for path in ["index.html", "a/\u{3042}.html", "it's.txt"] {
            manifest.files.insert(path.to_owned(), Stamp::of(path.as_bytes()));
        }
        let mut holdings = Holdings { id: "k".to_owned(), ..Holdings::default() };
        holdings.add("exams", "data/exams.yaml", "it's \"a\"".to_owned());
        manifest.holdings = Some(holdings);
        let bytes = manifest.to_bytes();
        assert_eq!(Manifest::from_bytes(&bytes), Ok(manifest));
        assert_eq!(Manifest::from_bytes(&Manifest::default().to_bytes()), Ok(Manifest::default()));
        for cut in 0..bytes.len() - 1 {
            assert!(Manifest::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn an_older_manifest_is_proof_too_and_a_newer_one_is_not_read() {
        let of = |format: u32| Manifest::from_bytes(format!("{{\"shirube-manifest\": {format}, \"files\": []}}").as_bytes());
        assert_eq!(of(1), Ok(Manifest::default()));
        assert!(of(0).is_err() && of(FORMAT + 1).is_err());
    }

    #[test]
    fn a_manifest_that_points_outside_is_refused() {
        let hash = blake3::hash(b"").to_hex();
        for path in ["../x", "/etc/passwd", MANIFEST] {
            let json = format!("{{\"shirube-manifest\": 1, \"files\": [{{\"path\": \"{path}\", \"size\": 0, \"blake3\": \"{hash}\"}}]}}");
            assert!(Manifest::from_bytes(json.as_bytes()).is_err(), "{path}");
        }
    }
}
