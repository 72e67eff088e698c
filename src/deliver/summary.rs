//! [`Summary`]: what a delivery did, and what people should know about it. Does not print.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;

/// A published file was not as Shirube left it.
pub static PUBLISHED_FILE_ALTERED: Code = Code::warning(
    "published-file-altered",
    "公開済みのファイルが手で書き換えられていたので、原稿から作ったものに置き換えました。直すときは原稿を直してください",
    "a published file had been changed by hand and was replaced by what the sources say; change the source instead",
);

/// A file in the output directory is not Shirube's and was kept.
pub static FOREIGN_FILE_KEPT: Code = Code::notice(
    "foreign-file-kept",
    "出力先に、Shirube が作ったのではないファイルがあります。そのまま残しました。不要なら手で消してください",
    "the output directory holds a file that Shirube did not make; it was kept; remove it by hand if it is not wanted",
);

/// What a delivery did. All lists are sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were not published before.
    pub added: Vec<String>,
    /// Files with other bytes than before.
    pub changed: Vec<String>,
    /// Files of earlier deliveries that are no longer part of the site.
    pub removed: Vec<String>,
    /// Number of files that are as they were; none of them was written.
    pub unchanged: usize,
    /// Published files that somebody had changed or removed by hand; they were replaced or removed.
    pub altered: Vec<String>,
    /// Files in the output directory that Shirube did not make; they are still there.
    pub foreign: Vec<String>,
    /// Foreign files that came while a delivery was running, where they are now.
    pub rescued: Vec<String>,
    /// Bytes of pages and assets written (the manifest not counted).
    pub bytes_written: u64,
    /// Whether a new tree took the place of the old one; `false` when all was the same.
    pub switched: bool,
}

impl Summary {
    /// Reports what people should know: altered files as warnings, foreign files as notices.
    pub fn report(&self, findings: &mut Diagnostics) {
        for path in &self.altered {
            findings.push(
                Diagnostic::new(
                    &PUBLISHED_FILE_ALTERED,
                    text!("公開済みの {path} が手で書き換えられていました", "the published {path} had been changed by hand"),
                )
                .hint(text!("置き換えました。直すときは原稿を直してください", "it was replaced; change the source instead")),
            );
        }
        for path in self.foreign.iter().chain(&self.rescued) {
            findings.push(Diagnostic::new(
                &FOREIGN_FILE_KEPT,
                text!(
                    "出力先の {path} は Shirube が作ったものではないので、残しました",
                    "{path} in the output directory is not Shirube's and was kept"
                ),
            ));
        }
    }
}
