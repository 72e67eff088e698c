//! [`Target`]: an output directory that has been looked at and found safe. Writes nothing.
//!
//! The look at the content is repeated under the lock by [`super::Staging::begin`]; this one is there to refuse before any work.

use super::fault::{OUTPUT_IO, OUTPUT_NOT_OURS, OUTPUT_OTHER_PORTAL, OUTPUT_REFUSED, Refusal};
use super::manifest::{MANIFEST, Manifest};
use crate::diagnostic::Text;
use crate::holding::Holdings;
use crate::text;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Directories of a project that hold what people write.
const INPUTS: [&str; 3] = ["content", "data", "themes"];

/// The file that makes a directory a project.
const PROJECT: &str = "site.toml";

/// Where a site goes: absolute, no symbolic link, not a place of something else, and ours or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    output: PathBuf,
    work: PathBuf,
}

impl Target {
    /// Checks `output` (relative to `project_root` unless absolute). `home` is the home directory of the user, where there is one.
    pub fn check(project_root: &Path, output: &Path, home: Option<&Path>) -> Result<Self, Refusal> {
        let root = fs::canonicalize(project_root).map_err(|error| unreadable(project_root, &error))?;
        let output = located(&root.join(output))?;
        let shown = output.display();
        let Some(name) = output.file_name() else {
            return Err(refused(text!(
                "出力先がファイルシステムの一番上（{shown}）です",
                "the output directory is the top of the file system ({shown})"
            )));
        };
        let home = home.map(|home| fs::canonicalize(home).unwrap_or_else(|_| home.to_owned()));
        if home.is_some_and(|home| home.starts_with(&output)) {
            return Err(refused(text!(
                "出力先 {shown} はホームフォルダーか、それを含む場所です",
                "the output directory {shown} is the home directory or holds it"
            )));
        }
        if root.starts_with(&output) {
            return Err(refused(text!(
                "出力先 {shown} はプロジェクト自身か、それを含む場所です",
                "the output directory {shown} is the project or holds it"
            )));
        }
        for input in INPUTS {
            let place = fs::canonicalize(root.join(input)).unwrap_or_else(|_| root.join(input));
            if output.starts_with(&place) || place.starts_with(&output) {
                return Err(refused(text!("出力先 {shown} が {input} と重なっています", "the output directory {shown} overlaps {input}")));
            }
        }
        if output.components().any(|part| part.as_os_str() == ".git") {
            return Err(refused(text!("出力先 {shown} が .git の中です", "the output directory {shown} lies in .git")));
        }
        if let Some(other) = output.ancestors().take_while(|place| *place != root).find(|place| place.join(PROJECT).is_file()) {
            let other = other.display();
            return Err(refused(text!(
                "出力先 {shown} は別のプロジェクト {other} の中です",
                "the output directory {shown} lies in another project, {other}"
            )));
        }
        let mut work = OsString::from(".");
        work.push(name);
        work.push(".shirube");
        let target = Self { work: output.with_file_name(work), output };
        target.owned()?;
        Ok(target)
    }

    /// The output directory.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// The directory beside it that holds lock and staging while a delivery runs: `.NAME.shirube`.
    pub fn work(&self) -> &Path {
        &self.work
    }

    /// What the site that is there was made of, when a build of this version made it.
    pub fn published(&self) -> Option<Holdings> {
        self.owned().ok()??.holdings
    }

    /// Refuses to put what `holdings` describe in the place of another portal.
    pub fn belongs_to(&self, holdings: &Holdings) -> Result<(), Refusal> {
        let Some(other) = self.published().filter(|published| holdings.is_other_than(published)) else { return Ok(()) };
        let (shown, title, id) = (self.output.display(), &other.title, &other.id);
        let named = if id.is_empty() { String::new() } else { format!(" (id: {id})") };
        Err(Refusal::new(
            &OUTPUT_OTHER_PORTAL,
            text!(
                "出力先 {shown} にあるのは、別のポータル「{title}」{named} です",
                "the output directory {shown} holds another portal, \"{title}\"{named}"
            ),
            text!(
                "-o（--output-dir）で別の出力先を指定してください。そのポータルをなくしてよいなら、先に `shirube clean -o {shown}` を実行してください",
                "name another directory with -o; if that portal may go, run `shirube clean -o {shown}` first"
            ),
        ))
    }

    /// What an earlier delivery put into the output directory. `None`: there is no directory, or an empty one.
    /// Refuses what is no directory of ours.
    pub(super) fn owned(&self) -> Result<Option<Manifest>, Refusal> {
        let shown = self.output.display();
        let meta = match fs::symlink_metadata(&self.output) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(&self.output, &error)),
        };
        if meta.is_symlink() {
            return Err(refused(text!("出力先 {shown} はシンボリックリンクです", "the output directory {shown} is a symbolic link")));
        }
        if !meta.is_dir() {
            return Err(refused(text!("出力先 {shown} はフォルダーではありません", "the output {shown} is no directory")));
        }
        if is_mount_point(&self.output) {
            return Err(refused(text!(
                "出力先 {shown} はマウント位置で、一度に切り替えられません",
                "the output directory {shown} is a mount point, which cannot be switched in one step"
            )));
        }
        let manifest = self.output.join(MANIFEST);
        match fs::symlink_metadata(&manifest) {
            Ok(meta) if meta.is_file() => {
                let bytes = fs::read(&manifest).map_err(|error| unreadable(&manifest, &error))?;
                Manifest::from_bytes(&bytes).map(Some)
            }
            Ok(_) => Err(self.foreign(Path::new(MANIFEST))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut entries = fs::read_dir(&self.output).map_err(|error| unreadable(&self.output, &error))?;
                match entries.next() {
                    None => Ok(None),
                    Some(entry) => {
                        let entry = entry.map_err(|error| unreadable(&self.output, &error))?;
                        Err(self.foreign(Path::new(&entry.file_name())))
                    }
                }
            }
            Err(error) => Err(unreadable(&manifest, &error)),
        }
    }

    fn foreign(&self, example: &Path) -> Refusal {
        let (shown, example) = (self.output.display(), example.display());
        Refusal::new(
            &OUTPUT_NOT_OURS,
            text!(
                "出力先 {shown} には Shirube が作ったのではないファイルがあります（例: {example}）",
                "the output directory {shown} holds files that Shirube did not make (such as {example})"
            ),
            text!(
                "別の出力先を指定するか、中身を確かめて移してください",
                "name another output directory, or look into it and move the files away"
            ),
        )
    }
}

fn refused(message: Text) -> Refusal {
    let hint = text!("専用の空のフォルダーを出力先にしてください（例: public）", "name an empty directory of its own, such as public");
    Refusal::new(&OUTPUT_REFUSED, message, hint)
}

fn unreadable(path: &Path, error: &io::Error) -> Refusal {
    let (path, Text { ja, en }) = (path.display(), crate::source::refusal(error));
    Refusal::new(
        &OUTPUT_IO,
        text!("{path} を読めません（{ja}）", "cannot read {path} ({en})"),
        text!("所有者と権限を確かめてください", "check owner and permissions"),
    )
}

/// `path` without `.`, `..` and links, except that its last part is not followed; parts that do not exist yet are kept as they are.
fn located(path: &Path) -> Result<PathBuf, Refusal> {
    let mut place = PathBuf::new();
    let mut parts = path.components().peekable();
    while let Some(part) = parts.next() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                place.pop();
            }
            Component::Prefix(_) | Component::RootDir => place.push(part),
            Component::Normal(name) => {
                place.push(name);
                if parts.peek().is_some() {
                    match fs::canonicalize(&place) {
                        Ok(real) => place = real,
                        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                        Err(error) => return Err(unreadable(&place, &error)),
                    }
                }
            }
        }
    }
    Ok(place)
}

#[cfg(target_os = "linux")]
fn is_mount_point(directory: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, directory, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::TYPE)
        .is_ok_and(|stat| stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_mount_point(_directory: &Path) -> bool {
    // The switch itself fails there, and leaves everything as it was.
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let root = dir.path().join("home/project");
        for input in INPUTS {
            fs::create_dir_all(root.join(input)).expect("made");
        }
        fs::write(root.join(PROJECT), "").expect("written");
        (dir, root)
    }

    #[test]
    fn places_of_something_else_are_refused() {
        let (dir, root) = project();
        let home = dir.path().join("home");
        let other = dir.path().join("other");
        fs::create_dir_all(other.join("content")).expect("made");
        fs::write(other.join(PROJECT), "").expect("written");
        fs::create_dir(root.join("real")).expect("made");
        fs::write(root.join("file"), "x").expect("written");
        for bad in [
            "/",
            ".",
            "",
            "..",
            "../..",
            "content",
            "content/x",
            "content/../content/x",
            "data",
            "themes/default",
            ".git/x",
            "file",
            "../../other/public",
            "../../other",
            "../../other/content/deep/er",
        ] {
            let refusal = Target::check(&root, Path::new(bad), Some(&home)).expect_err(bad);
            assert_eq!(refusal.code.name, "output-refused", "{bad}: {}", refusal.message.en);
        }
        assert!(Target::check(&root, &home, Some(&home)).is_err());
        for good in ["public", "dist/site", "../../www/portal", "contents", "real", "./public/", "x/../public"] {
            assert!(Target::check(&root, Path::new(good), Some(&home)).is_ok(), "{good}");
        }
        assert_eq!(fs::read_dir(&root).expect("readable").count(), 6, "nothing was made or removed");
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_are_seen_through() {
        use std::os::unix::fs::symlink;
        let (dir, root) = project();
        symlink(dir.path(), root.join("public")).expect("linked");
        symlink(root.join("nowhere"), root.join("dangling")).expect("linked");
        symlink(root.join("content"), root.join("c")).expect("linked");
        for bad in ["public", "dangling", "public/", "c/x", "public/home/project"] {
            assert!(Target::check(&root, Path::new(bad), None).is_err(), "{bad}");
        }
        assert!(Target::check(&root, Path::new("public/www"), None).is_ok(), "a link above is only a way to the place");
    }

    #[test]
    fn a_directory_that_is_not_ours_is_refused() {
        let (_dir, root) = project();
        let public = root.join("public");
        fs::create_dir(&public).expect("made");
        assert!(Target::check(&root, Path::new("public"), None).is_ok(), "empty");
        fs::write(public.join("thesis.docx"), "years of work").expect("written");
        let refusal = Target::check(&root, Path::new("public"), None).expect_err("foreign");
        assert_eq!(refusal.code.name, "output-not-ours");
        assert!(refusal.message.ja.contains("thesis.docx"));
        fs::write(public.join(MANIFEST), "{").expect("written");
        assert_eq!(Target::check(&root, Path::new("public"), None).expect_err("damaged").code.name, "output-not-ours");
        fs::write(public.join(MANIFEST), Manifest::default().to_bytes()).expect("written");
        assert!(Target::check(&root, Path::new("public"), None).is_ok(), "ours, with a foreign file");
    }
}
