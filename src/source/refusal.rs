//! What the operating system says when it refuses, in words: it says it in English, with a number, or in the language of the machine.
//!
//! Says why, not what to do: that depends on what was tried.

use crate::diagnostic::Text;
use crate::text;
use std::io::{Error, ErrorKind};

/// Why the system refused.
pub fn refusal(error: &Error) -> Text {
    match error.kind() {
        ErrorKind::PermissionDenied => text!("権限がありません", "permission denied"),
        ErrorKind::NotFound => text!("見つかりません", "not found"),
        ErrorKind::AlreadyExists => text!("同じ名前のものがすでにあります", "it exists already"),
        ErrorKind::IsADirectory => text!("ファイルではなくフォルダーです", "it is a folder, not a file"),
        ErrorKind::NotADirectory => text!("フォルダーではなくファイルです", "it is a file, not a folder"),
        ErrorKind::DirectoryNotEmpty => text!("フォルダーが空ではありません", "the folder is not empty"),
        ErrorKind::ReadOnlyFilesystem => text!("書き込めない場所です", "the place is read-only"),
        ErrorKind::StorageFull => text!("ディスクがいっぱいです", "the disk is full"),
        ErrorKind::QuotaExceeded => text!("使える容量を超えています", "the quota is used up"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => text!("ほかのプログラムが使っています", "another program uses it"),
        ErrorKind::InvalidFilename => text!("使えない名前です", "the name cannot be used"),
        ErrorKind::StaleNetworkFileHandle => text!("共有フォルダーとの接続が切れています", "the connection to the share is lost"),
        ErrorKind::TimedOut => text!("時間内に応答がありません", "no answer in time"),
        _ => text!("システムの説明: {error}", "the system says: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_refusals_are_said_in_words_without_numbers() {
        #[cfg(unix)]
        for (number, words) in
            [(13, "権限がありません"), (2, "見つかりません"), (21, "ファイルではなくフォルダーです"), (28, "ディスクがいっぱいです")]
        {
            assert_eq!(refusal(&Error::from_raw_os_error(number)).ja, words);
        }
        assert!(refusal(&Error::other("odd")).ja.ends_with("odd"));
    }
}
