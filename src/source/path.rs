//! [`SourcePath`]: a path inside the project. Does not touch the disk.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A path relative to the project's root: separators are `/`, no `.` or `..`, never empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// Why a string is no [`SourcePath`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// Nothing is left of it.
    #[error("empty path")]
    Empty,
    /// It is absolute or leads out of the project.
    #[error("path leads out of the project")]
    Outside,
}

impl SourcePath {
    /// Checks `path`; backslashes count as separators.
    pub fn new(path: &str) -> Result<Self, PathError> {
        let path = path.replace('\\', "/");
        if path.is_empty() {
            return Err(PathError::Empty);
        }
        if path.starts_with('/') || path.split('/').any(|part| matches!(part, "" | "." | "..")) || path.as_bytes().get(1) == Some(&b':') {
            return Err(PathError::Outside);
        }
        Ok(Self(path.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The directory it lies in, without a trailing `/`; empty at the root.
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The last part without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension as written, empty without one.
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Follows a relative link from the file at this path. `None` when it leads out of the project.
    pub fn join(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.parent().split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Self::new(&parts.join("/")).ok()
    }

    /// How a link in the file at this path leads to `target`, a path from the project's root: [`SourcePath::join`] turned around.
    pub fn relative(&self, target: &str) -> String {
        let from: Vec<&str> = self.parent().split('/').filter(|part| !part.is_empty()).collect();
        let to: Vec<&str> = target.split('/').collect();
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..", from.len() - common);
        up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_inside_the_project() {
        for bad in ["", "/etc/passwd", "../x", "a/../../b", "a//b", "C:/x", r"..\x"] {
            assert!(SourcePath::new(bad).is_err(), "{bad}");
        }
        assert_eq!(SourcePath::new(r"content\a.md").map(|path| path.to_string()), Ok("content/a.md".to_owned()));
    }

    #[test]
    fn join_follows_relative_links() {
        let page = SourcePath::new("content/courses/a.md").expect("a path inside");
        assert_eq!(page.join("../cases/b.md").expect("inside").as_str(), "content/cases/b.md");
        assert_eq!(page.join("./img/x.png").expect("inside").as_str(), "content/courses/img/x.png");
        assert!(page.join("../../../x").is_none());
        for target in ["content/cases/b.md", "content/courses/b.md", "content/courses/img/x.png", "data/kpi.yaml"] {
            assert_eq!(page.join(&page.relative(target)).expect("inside").as_str(), target);
        }
    }
}
