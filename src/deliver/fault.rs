//! [`DeliverError`]: why a site could not be delivered, in words for the person at the terminal. Does not print.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::text;
use std::io;

/// The place is refused: delivering there could destroy something that Shirube did not make.
pub static OUTPUT_REFUSED: Code = Code::error(
    "output-refused",
    "出力先に指定できない場所です（/、ホーム、プロジェクト自身、content・data・themes と重なる場所、シンボリックリンク、別のプロジェクトの中など）。site.toml か --output-dir で、専用の空のフォルダーを指定してください",
    "the output directory is a place that must not be written to (/, home, the project itself, content, data or themes, a symbolic link, another project); name a directory of its own in site.toml or with --output-dir",
);

/// The directory holds files, but not by Shirube.
pub static OUTPUT_NOT_OURS: Code = Code::error(
    "output-not-ours",
    "出力先に、Shirube が作ったのではないファイルがあります。Shirube は自分が作ったもの以外に触れません。別の出力先を指定するか、中身を確かめて移してください",
    "the output directory holds files that Shirube did not make, and Shirube touches nothing else; name another directory or move the files away",
);

/// The directory holds the site of another portal.
pub static OUTPUT_OTHER_PORTAL: Code = Code::error(
    "output-other-portal",
    "出力先にあるのは、別のポータルのサイトです。まちがえて置き換えないように、止めました。別の出力先を指定するか、そのポータルをなくしてよいなら、先に shirube clean -o で消してください",
    "the output directory holds the site of another portal, which is not replaced by mistake; name another directory, or remove that site first with shirube clean -o",
);

/// Somebody else is delivering into the same directory.
pub static OUTPUT_BUSY: Code = Code::error(
    "output-busy",
    "同じ出力先へ、別の shirube が書き込んでいます。終わるのを待って、もう一度実行してください",
    "another shirube is writing into the same output directory; wait for it and try again",
);

/// A path of the site cannot be a file everywhere, or stands twice.
pub static OUTPUT_PATH: Code = Code::error(
    "output-path",
    "出力するファイルの名前が使えないか、重なっています（Windows で使えない名前、大文字小文字だけの違いなど）。元のページの名前を変えてください",
    "a path of the site cannot be used or stands twice (names reserved by Windows, names that differ by case only); rename the page",
);

/// A file that Shirube did not make stands where a page must go.
pub static OUTPUT_COLLISION: Code = Code::error(
    "output-collision",
    "出力先に人が置いたファイルと、サイトのページが同じ名前です。どちらかの名前を変えるか、置いたファイルを移してください",
    "a file put into the output directory by hand has the name of a page; rename one of them or move the file away",
);

/// The disk is full.
pub static DISK_FULL: Code = Code::error(
    "disk-full",
    "ディスクの空きが足りません。公開中のサイトは前のままです。空きを作って、もう一度実行してください",
    "the disk is full; the published site is as it was; make room and try again",
);

/// The operating system refused to read or write.
pub static OUTPUT_IO: Code = Code::error(
    "output-io",
    "出力先を読み書きできませんでした。公開中のサイトは前のままです。権限とディスクの状態を確かめてください",
    "the output could not be read or written; the published site is as it was; check permissions and the disk",
);

/// The rendered files are not the files that were announced.
pub static OUTPUT_INCOMPLETE: Code = Code::error(
    "output-incomplete",
    "予定したファイルと、できあがったファイルが一致しません。Shirube の不具合です。公開中のサイトは前のままです。このメッセージを担当者に伝えてください",
    "the files made are not the files announced: a defect of Shirube; the published site is as it was",
);

/// A place where nothing may be delivered, with the reason and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// [`OUTPUT_REFUSED`], [`OUTPUT_NOT_OURS`] or [`OUTPUT_IO`].
    pub code: &'static Code,
    /// What is.
    pub message: Text,
    /// What to do.
    pub hint: Text,
}

impl Refusal {
    pub(super) fn new(code: &'static Code, message: Text, hint: Text) -> Self {
        Self { code, message, hint }
    }

    /// The refusal as a finding (without a place: no source file is concerned).
    pub fn finding(&self) -> Diagnostic {
        Diagnostic::new(self.code, self.message.clone()).hint(self.hint.clone())
    }
}

/// Why a delivery failed. Whatever it is, the published site is as it was.
#[derive(Debug)]
pub enum DeliverError {
    /// The place is not fit, or not ours.
    Refused(Refusal),
    /// Another process holds the lock.
    Busy {
        /// The output directory.
        output: String,
        /// What the holder wrote about itself; empty when it cannot be read.
        holder: String,
    },
    /// A path of the site is not usable.
    BadPath {
        /// The path as given.
        path: String,
        /// Why not.
        reason: Text,
    },
    /// A foreign file stands at the place of a file of the site.
    Collision {
        /// Path inside the output directory.
        path: String,
    },
    /// Announced and made files differ.
    Incomplete {
        /// Announced, never written.
        missing: Vec<String>,
        /// Written, never announced.
        unannounced: Vec<String>,
    },
    /// No space left, or the quota is used up.
    DiskFull {
        /// The file that did not fit.
        path: String,
        /// Bytes that the site needs at least, as far as is known.
        needed: u64,
        /// Bytes free at that moment, where the system tells.
        free: Option<u64>,
    },
    /// Anything else that the operating system refused.
    Io {
        /// The file or directory concerned.
        path: String,
        /// The system's answer.
        source: io::Error,
    },
}

impl DeliverError {
    pub(super) fn io(path: impl Into<String>, source: io::Error) -> Self {
        Self::Io { path: path.into(), source }
    }

    /// Whether the disk, and not the site, is the reason.
    pub(super) fn is_full(error: &io::Error) -> bool {
        matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
    }

    /// The kind of finding.
    pub fn code(&self) -> &'static Code {
        match self {
            Self::Refused(refusal) => refusal.code,
            Self::Busy { .. } => &OUTPUT_BUSY,
            Self::BadPath { .. } => &OUTPUT_PATH,
            Self::Collision { .. } => &OUTPUT_COLLISION,
            Self::Incomplete { .. } => &OUTPUT_INCOMPLETE,
            Self::DiskFull { .. } => &DISK_FULL,
            Self::Io { .. } => &OUTPUT_IO,
        }
    }

    /// One sentence that says what is.
    pub fn message(&self) -> Text {
        match self {
            Self::Refused(refusal) => refusal.message.clone(),
            Self::Busy { output, holder } if holder.is_empty() => {
                text!("出力先 {output} は別の shirube が使用中です", "another shirube is using the output directory {output}")
            }
            Self::Busy { output, holder } => {
                text!(
                    "出力先 {output} は別の shirube が使用中です（{holder}）",
                    "another shirube is using the output directory {output} ({holder})"
                )
            }
            Self::BadPath { path, reason } => {
                let Text { ja, en } = reason;
                text!("出力パス {path:?} は使えません: {ja}", "the output path {path:?} cannot be used: {en}")
            }
            Self::Collision { path } => text!(
                "出力先の {path} は Shirube が作ったファイルではありませんが、サイトのファイルと同じ場所にあります",
                "{path} in the output directory was not made by Shirube, but stands where a file of the site must go"
            ),
            Self::Incomplete { missing, unannounced } => {
                let (fewer, more) = (missing.len(), unannounced.len());
                let example = missing.first().or(unannounced.first()).map_or("", String::as_str);
                text!(
                    "予定した出力と一致しません（不足 {fewer} 件、予定外 {more} 件、例: {example}）",
                    "the files made are not those announced ({fewer} missing, {more} unannounced, such as {example})"
                )
            }
            Self::DiskFull { path, needed, free } => {
                let needed = megabytes(*needed);
                match free.map(megabytes) {
                    Some(free) => text!(
                        "ディスクの空きが足りず {path} を書けません（サイト全体で少なくとも約 {needed} MB 必要、空きは約 {free} MB）",
                        "no space left to write {path} (the site needs at least about {needed} MB, about {free} MB are free)"
                    ),
                    None => text!(
                        "ディスクの空きが足りず {path} を書けません（サイト全体で少なくとも約 {needed} MB 必要）",
                        "no space left to write {path} (the site needs at least about {needed} MB)"
                    ),
                }
            }
            Self::Io { path, source } => {
                let Text { ja, en } = crate::source::refusal(source);
                text!("{path} を読み書きできません（{ja}）", "cannot read or write {path} ({en})")
            }
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Text {
        match self {
            Self::Refused(refusal) => refusal.hint.clone(),
            Self::Busy { .. } => {
                text!("終わるのを待って、もう一度実行してください", "wait until it is done and try again")
            }
            Self::BadPath { .. } => text!("元のファイルの名前か slug を変えてください", "rename the source file or change its slug"),
            Self::Collision { .. } => {
                text!("そのファイルを移すか、ページの名前を変えてください", "move that file away or rename the page")
            }
            Self::Incomplete { .. } => {
                text!(
                    "公開中のサイトは前のままです。このメッセージを担当者に伝えてください",
                    "the published site is as it was; please report this defect"
                )
            }
            Self::DiskFull { .. } => text!(
                "公開中のサイトは前のままです。空きを作って、もう一度実行してください",
                "the published site is as it was; make room and try again"
            ),
            Self::Io { source, .. } => advice(source),
        }
    }

    /// The error as a finding (without a place: no source file is concerned).
    pub fn finding(&self) -> Diagnostic {
        Diagnostic::new(self.code(), self.message()).hint(self.hint())
    }
}

impl std::fmt::Display for DeliverError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for DeliverError {}

impl From<Refusal> for DeliverError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn advice(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::PermissionDenied => text!(
            "出力先とその親フォルダーの所有者と書き込み権限を確かめてください",
            "check owner and write permission of the output directory and of the directory it lies in"
        ),
        io::ErrorKind::ReadOnlyFilesystem => {
            text!(
                "書き込めないファイルシステムです。別の出力先を指定してください",
                "the file system is read-only; name another output directory"
            )
        }
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => text!(
            "出力先そのものがマウント位置のときは切り替えられません。その下のフォルダーを出力先にしてください",
            "a mount point cannot be switched; name a directory below it"
        ),
        _ => text!(
            "公開中のサイトは前のままです。ディスクの状態を確かめて、もう一度実行してください",
            "the published site is as it was; check the disk and try again"
        ),
    }
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}
