//! The path of a request → a route of the portal, or none.
//!
//! Pure text against the list of routes: no file is looked for, so no path can lead out. Percent signs are decoded once and strictly;
//! what is no plain path of plain names is no route. Names in another Unicode form (NFD from macOS) find their route, names in another
//! case do not: they would not on the real server.

use crate::route::{Output, RoutePath, Routes};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Where a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// To this output.
    Here(&'a RoutePath, &'a Output),
    /// To the page of a directory, which is asked for with a final `/`: this path.
    There(String),
    /// Nowhere.
    Nowhere,
}

/// Looks up the path of a request, as it was sent (`/kpi/`, `/img/%E5%9B%B3.png`).
pub fn find<'a>(routes: &'a Routes, raw: &str) -> Found<'a> {
    let Some(path) = plain(raw) else { return Found::Nowhere };
    let found = |path: &str| routes.output(path).or_else(|| other_form(routes, path));
    match path.strip_suffix('/') {
        Some(directory) => match found(&format!("{directory}/index.html")) {
            Some((path, output)) => Found::Here(path, output),
            None => Found::Nowhere,
        },
        None if path.is_empty() => routes.output("index.html").map_or(Found::Nowhere, |(path, output)| Found::Here(path, output)),
        None => match found(&path) {
            Some((path, output)) => Found::Here(path, output),
            // The address is made from the route, never from what was asked.
            None => match found(&format!("{path}/index.html")) {
                Some((page, _)) => Found::There(format!("/{}/", encoded(page.address()))),
                None => Found::Nowhere,
            },
        },
    }
}

/// The decoded path without its first `/`, when it is one: UTF-8, names without control characters and `\`, none empty, `.` or `..`.
pub fn plain(raw: &str) -> Option<String> {
    let rest = raw.strip_prefix('/')?;
    let mut bytes = Vec::with_capacity(rest.len());
    let mut raw = rest.bytes();
    while let Some(byte) = raw.next() {
        match byte {
            b'%' => {
                let mut digit = || raw.next().and_then(|byte| char::from(byte).to_digit(16));
                let byte = u8::try_from(digit()? * 16 + digit()?).ok()?;
                // An encoded separator is no separator, and no name has one.
                if byte == b'/' {
                    return None;
                }
                bytes.push(byte);
            }
            byte => bytes.push(byte),
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    if path.is_empty() {
        return Some(path);
    }
    let names = path.strip_suffix('/').unwrap_or(&path);
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(|c: char| c.is_control() || c == '\\');
    names.split('/').all(is_name).then_some(path)
}

/// The route that is `path` but for the Unicode form of its name.
fn other_form<'a>(routes: &'a Routes, path: &str) -> Option<(&'a RoutePath, &'a Output)> {
    if path.is_ascii() {
        return None;
    }
    let wanted: String = path.nfc().collect();
    let same = |route: &str| !route.is_ascii() && (if is_nfc(route) { route == wanted } else { route.nfc().eq(wanted.chars()) });
    routes.iter().find(|(route, _)| same(route.as_str()))
}

fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_are_paths() {
        for (raw, path) in
            [("/", ""), ("/kpi/", "kpi/"), ("/kpi/index.html", "kpi/index.html"), ("/%E5%9B%B3.png", "図.png"), ("/a%20b", "a b")]
        {
            assert_eq!(plain(raw).as_deref(), Some(path), "{raw}");
        }
        for raw in [
            "",
            "kpi",
            "*",
            "/../x",
            "/a/../b",
            "/%2e%2e/x",
            "/%2E%2E%2Fetc/passwd",
            "/a//b",
            "//etc/passwd",
            "/a/./b",
            "/a/.",
            "/%00",
            "/a%0d%0ab",
            "/%ff",
            "/%c0%ae%c0%ae/",
            "/%",
            "/%4",
            "/%zz",
            "/..%5cx",
            "/a\\b",
            "/a%2fb",
            "/a/%2e%2e",
        ] {
            assert_eq!(plain(raw), None, "{raw}");
        }
        // Decoded once: what remains is a name that no route has.
        assert_eq!(plain("/%252e%252e/x").as_deref(), Some("%2e%2e/x"));
    }

    #[test]
    fn redirects_are_made_of_ascii() {
        assert_eq!(encoded("図/a b"), "%E5%9B%B3/a%20b");
    }
}
