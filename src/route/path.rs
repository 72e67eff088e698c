//! [`RoutePath`]: where an output lies below the site's root.

use std::fmt;
use std::sync::Arc;

/// A path below the site's root: `kpi/level1-fill/index.html`. ASCII where Shirube makes it; never empty, never `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoutePath(Arc<str>);

impl RoutePath {
    /// The path `path`.
    pub(super) fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The page of the directory `address` (`""` is the root).
    pub(super) fn page(address: &str) -> Self {
        if address.is_empty() { Self::new("index.html") } else { Self::new(format!("{address}/index.html")) }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The directory of a page, without `index.html` and slashes at the ends.
    pub fn address(&self) -> &str {
        self.0.strip_suffix("index.html").unwrap_or(&self.0).trim_end_matches('/')
    }

    /// The name by which a text links to it: that of the file from which a page of its own would be made (`content/exams/ip.md`).
    pub fn as_source(&self) -> String {
        match self.0.strip_suffix("/index.html") {
            Some(address) if address.contains('/') => format!("content/{address}.md"),
            Some(address) => format!("content/{address}/_index.md"),
            None if &*self.0 == "index.html" => "content/_index.md".to_owned(),
            None => format!("content/{}", self.0),
        }
    }

    /// Whether it is an HTML page.
    pub fn is_page(&self) -> bool {
        self.0.ends_with(".html")
    }

    /// The relative link from the page at `self` to `to`, always with the file's name, so that it works from a file share.
    pub fn href(&self, to: &RoutePath) -> String {
        let mut href = String::with_capacity(to.0.len() + 12);
        self.write_href(to, &mut href);
        href
    }

    /// Appends what [`RoutePath::href`] gives.
    pub fn write_href(&self, to: &RoutePath, out: &mut String) {
        let here = self.0.rsplit_once('/').map_or("", |(directory, _)| directory);
        let (mut here_parts, mut to_rest) = (here.split('/').filter(|part| !part.is_empty()).peekable(), &*to.0);
        while let (Some(part), Some((directory, rest))) = (here_parts.peek(), to_rest.split_once('/')) {
            if *part != directory {
                break;
            }
            here_parts.next();
            to_rest = rest;
        }
        for _ in here_parts {
            out.push_str("../");
        }
        write_encoded(to_rest, out);
    }
}

/// Percent-encodes what may not stand in the path of an address.
fn write_encoded(path: &str, out: &mut String) {
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.extend(['%', char::from(HEX[usize::from(byte >> 4)]), char::from(HEX[usize::from(byte & 15)])]);
        }
    }
}

impl fmt::Display for RoutePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RoutePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_link_to_pages_by_the_names_of_files() {
        let source = |path: &str| RoutePath::new(path).as_source();
        assert_eq!(source("index.html"), "content/_index.md");
        assert_eq!(source("exams/index.html"), "content/exams/_index.md");
        assert_eq!(source("exams/ip/index.html"), "content/exams/ip.md");
        assert_eq!(source("data/exams.csv"), "content/data/exams.csv");
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let href = |from: &str, to: &str| RoutePath::new(from).href(&RoutePath::new(to));
        assert_eq!(href("index.html", "kpi/index.html"), "kpi/index.html");
        assert_eq!(href("kpi/a/index.html", "kpi/b/index.html"), "../b/index.html");
        assert_eq!(href("kpi/a/index.html", "index.html"), "../../index.html");
        assert_eq!(href("kpi/index.html", "kpi/index.html"), "index.html");
        assert_eq!(href("a/index.html", "a/図.png"), "%E5%9B%B3.png");
        assert_eq!(href("404.html", "assets/x.css"), "assets/x.css");
    }
}
