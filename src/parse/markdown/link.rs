//! Where a link of a Markdown text leads: classification of destinations. Does not know which pages there are.

use super::codes::{ABSOLUTE_LINK, EMPTY_LINK, FORBIDDEN_LINK, OUTSIDE_LINK};
use crate::diagnostic::{Code, Text};
use crate::source::SourcePath;
use crate::text;

/// Where a link or an image leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Another Markdown page of the project.
    Page {
        /// Its source.
        path: SourcePath,
        /// What stands behind `#`, decoded; a heading of that page, by its text or id.
        fragment: Option<String>,
    },
    /// Another file of the project.
    Asset(SourcePath),
    /// A heading of the same page: what stands behind `#`, decoded. See [`super::Markdown::anchor`].
    Here(String),
    /// An address with `http:` or `https:`. Already in the HTML; never a hole.
    External(String),
}

/// Why a destination is refused.
pub(super) struct Refusal {
    pub(super) code: &'static Code,
    pub(super) message: Text,
    pub(super) hint: Text,
}

/// Classifies `destination` (entities decoded) as written on the page at `path`.
pub(super) fn classify(path: &SourcePath, destination: &str) -> Result<LinkTarget, Refusal> {
    // Browsers drop white space and control characters before they look for a scheme.
    let shown: String = destination.chars().filter(|c| !is_dropped(*c)).collect();
    if shown.is_empty() {
        let hint = text!("リンク先を `( )` の中に書いてください", "write the destination between the parentheses");
        return Err(Refusal { code: &EMPTY_LINK, message: text!("リンク先が空です", "the link has no destination"), hint });
    }
    if let Some(scheme) = scheme(&shown) {
        if shown.len() == destination.len() && (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
            return match shown[scheme.len()..].strip_prefix("://") {
                Some(_) if sentence_end(&shown).is_some() => {
                    let right = sentence_end(&shown).unwrap_or_default();
                    Err(Refusal {
                        code: &FORBIDDEN_LINK,
                        message: text!(
                            "アドレスの終わりに、文の「。」や「）」などが付いています",
                            "the address ends with the punctuation of a sentence"
                        ),
                        hint: text!("`{right}` と書いてください", "write `{right}`"),
                    })
                }
                Some(rest) if is_this_machine(rest) => Err(Refusal {
                    code: &FORBIDDEN_LINK,
                    message: text!("「{destination}」は自分のパソコンだけを指します", "\"{destination}\" is only your own machine"),
                    hint: text!(
                        "このファイルから見た相対パスで `.md` ファイルを指してください（例: `../courses/x.md`）",
                        "point to the `.md` file by a path relative to this file, such as `../courses/x.md`"
                    ),
                }),
                Some(rest) if rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') => Ok(LinkTarget::External(shown)),
                _ => Err(forbidden(destination)),
            };
        }
        return Err(forbidden(destination));
    }
    if shown.starts_with('\\') || shown.starts_with("//") || shown.starts_with("/\\") {
        return Err(forbidden(destination));
    }
    if shown.starts_with('/') {
        let right = source_of_address(path, &shown).unwrap_or_else(|| "../courses/x.md".to_owned());
        return Err(Refusal {
            code: &ABSOLUTE_LINK,
            message: text!("「{destination}」は `/` で始まるリンクです", "\"{destination}\" begins with `/`"),
            hint: text!(
                "このファイルから見た相対パスで `.md` ファイルを指してください（例: `{right}`）",
                "point to the `.md` file by a path relative to this file, such as `{right}`"
            ),
        });
    }
    relative(path, destination)
}

/// An address that a sentence has lent its last mark: the address without it. A mark behind Japanese may belong to a name.
fn sentence_end(address: &str) -> Option<&str> {
    // A full-width parenthesis that closed the link, with the sentence that followed it: 「（https://a.jp）を見る」.
    if let Some((right, _)) = address.split_once('）')
        && !right.contains('（')
        && right.is_ascii()
    {
        return Some(right);
    }
    let right = address.trim_end_matches(['。', '、', '，', '．', '」', '』', '）', '】', '，']);
    (right.len() < address.len() && right.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/')).then_some(right)
}

fn is_this_machine(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    host.eq_ignore_ascii_case("localhost") || host.starts_with("127.")
}

/// The file of the page that is published at an address such as `/courses/x/`, as it is written on the page at `path`.
fn source_of_address(path: &SourcePath, address: &str) -> Option<String> {
    let (address, fragment) = address.split_once('#').map_or((address, String::new()), |(address, at)| (address, format!("#{at}")));
    let place = address.trim_start_matches('/').trim_end_matches("index.html").trim_end_matches('/');
    let place = place.strip_suffix(".html").or_else(|| place.strip_suffix(".md")).unwrap_or(place);
    let place = place.strip_prefix("content/").unwrap_or(place);
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let target = match place.split('/').all(plain) {
        true if place.contains('/') => format!("content/{place}.md"),
        true => format!("content/{place}/_index.md"),
        false => return None,
    };
    Some(path.relative(&target) + &fragment)
}

/// Whether an image at this destination would be fetched from elsewhere.
pub(super) fn is_remote(destination: &str) -> bool {
    let shown: String = destination.chars().filter(|c| !is_dropped(*c)).collect();
    shown.starts_with("//")
        || scheme(&shown).is_some_and(|scheme| matches!(&*scheme.to_ascii_lowercase(), "http" | "https" | "data" | "ftp"))
}

fn relative(path: &SourcePath, destination: &str) -> Result<LinkTarget, Refusal> {
    let (file, fragment) =
        destination.split_once('#').map_or((destination, None), |(file, fragment)| (file, Some(percent_decode(fragment))));
    if file.is_empty() {
        return Ok(LinkTarget::Here(fragment.unwrap_or_default()));
    }
    let file = percent_decode(file.split('?').next().unwrap_or_default());
    if file.contains([':', '\\']) || file.chars().any(is_dropped_or_control) {
        return Err(forbidden(destination));
    }
    let Some(target) = path.join(&file) else {
        return Err(Refusal {
            code: &OUTSIDE_LINK,
            message: text!("「{destination}」はサイトのフォルダーの外を指しています", "\"{destination}\" leads out of the project"),
            hint: text!("サイトのフォルダーの中のファイルを指してください", "point to a file inside the project"),
        });
    };
    if target.extension().eq_ignore_ascii_case("md") {
        Ok(LinkTarget::Page { path: target, fragment: fragment.filter(|fragment| !fragment.is_empty()) })
    } else {
        Ok(LinkTarget::Asset(target))
    }
}

fn forbidden(destination: &str) -> Refusal {
    // Windows writes its own separator into paths inside the project.
    if destination.contains('\\') && !destination.starts_with('\\') && scheme(destination).is_none() {
        let right = destination.replace('\\', "/");
        return Refusal {
            code: &FORBIDDEN_LINK,
            message: text!("「{destination}」の区切りが `\\` になっています", "\"{destination}\" is separated by `\\`"),
            hint: text!("`{right}` と書いてください", "write `{right}`"),
        };
    }
    let (message, code) =
        (text!("「{destination}」の形のリンクは使えません", "links of the form \"{destination}\" are not allowed"), &FORBIDDEN_LINK);
    // `ttps://`, `https:/x`, `https:x`: an address that lost a letter.
    let address = ["https:", "ttps:", "http:", "ttp:"].iter().find_map(|word| destination.strip_prefix(word));
    if let Some(rest) = address.map(|rest| rest.trim_start_matches('/')).filter(|rest| rest.contains('.') && !rest.contains(is_dropped)) {
        return Refusal { code, message, hint: text!("`https://{rest}` と書いてください", "write `https://{rest}`") };
    }
    let drive = destination.len() > 2 && destination.as_bytes()[0].is_ascii_alphabetic() && destination.as_bytes()[1] == b':';
    if drive || destination.starts_with('\\') || destination.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:")) {
        let name = destination.rsplit(['\\', '/']).next().unwrap_or_default();
        let hint = text!(
            "自分のパソコンや共有フォルダーのファイルへのリンクは、ほかの人には開けません。ファイルをこのページと同じフォルダーに置き、`{name}` と書いてください",
            "nobody else can open a file on your computer or share; put it beside this page and write `{name}`"
        );
        return Refusal { code, message, hint };
    }
    Refusal {
        code,
        message,
        hint: text!(
            "`https://` のアドレスか、このファイルから見た相対パスを書いてください。メールアドレスや共有フォルダーへのリンクは載せられません",
            "write an `https://` address or a path relative to this file; mail addresses and network shares cannot be linked"
        ),
    }
}

fn scheme(shown: &str) -> Option<&str> {
    let (scheme, _) = shown.split_once(':')?;
    let word = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    word.then_some(scheme)
}

fn is_dropped(c: char) -> bool {
    c <= ' '
        || matches!(c, '\u{7F}'..='\u{A0}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn is_dropped_or_control(c: char) -> bool {
    c != ' ' && is_dropped(c)
}

/// Decodes `%E3%81%82`; what is no UTF-8 after decoding stays as it was.
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        match digits.filter(|_| bytes[at] == b'%').and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(destination: &str) -> Result<LinkTarget, &'static str> {
        classify(&SourcePath::new("content/courses/a.md").expect("inside"), destination).map_err(|refusal| refusal.code.name)
    }

    fn inside(path: &str) -> SourcePath {
        SourcePath::new(path).expect("inside")
    }

    #[test]
    fn relative_links_are_followed() {
        assert_eq!(target("../cases/b.md"), Ok(LinkTarget::Page { path: inside("content/cases/b.md"), fragment: None }));
        let fragment = Some("概要".to_owned());
        assert_eq!(target("b.md#%E6%A6%82%E8%A6%81"), Ok(LinkTarget::Page { path: inside("content/courses/b.md"), fragment }));
        assert_eq!(target("%E8%A1%A8.pdf"), Ok(LinkTarget::Asset(inside("content/courses/表.pdf"))));
        assert_eq!(target("#見出し"), Ok(LinkTarget::Here("見出し".into())));
        assert_eq!(target("https://example.go.jp/あ"), Ok(LinkTarget::External("https://example.go.jp/あ".into())));
    }

    #[test]
    fn disguised_schemes_are_refused() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            " javascript:x",
            "java\u{200B}script:x",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "mailto:a@example.jp",
            "tel:110",
            r"\server\share",
            r"\\server\share",
            "//example.com/x",
            r"C:\share\x.md",
            "C:/x.md",
            r"..\x.md",
            "javascript%3Aalert(1)",
            "http:example",
            "ht\ntps://example.com",
            "a%00.md",
        ] {
            assert_eq!(target(bad), Err("forbidden-link"), "{bad:?}");
        }
        assert_eq!(target("/courses/"), Err("absolute-link"));
        let hint = |destination| {
            let path = SourcePath::new("content/courses/a.md").expect("inside");
            classify(&path, destination).expect_err("refused").hint.ja
        };
        for (bad, right) in [
            ("https://www.digital.go.jp。", "`https://www.digital.go.jp`"),
            ("https://www.digital.go.jp/a/）", "`https://www.digital.go.jp/a/`"),
            ("ttps://www.digital.go.jp/", "`https://www.digital.go.jp/`"),
            ("https:/www.digital.go.jp/", "`https://www.digital.go.jp/`"),
            ("/courses/b/", "`b.md`"),
            ("/cases/b/index.html#x", "`../cases/b.md#x`"),
            ("/cases/", "`../cases/_index.md`"),
            (r"C:\docs\b.pdf", "`b.pdf`"),
            (r"\\server\share\b.pdf", "`b.pdf`"),
            ("file:///C:/docs/b.pdf", "`b.pdf`"),
            ("http://localhost:8000/courses/b/", "`../courses/x.md`"),
        ] {
            assert!(hint(bad).contains(right), "{bad}: {}", hint(bad));
        }
        assert!(target("https://ja.wikipedia.org/wiki/モーニング娘。").is_ok(), "the mark belongs to the name");
        assert_eq!(target("../../../x.md"), Err("outside-link"));
        assert_eq!(target("..%2f..%2f..%2fx.md"), Err("outside-link"));
        assert_eq!(target(" "), Err("empty-link"));
    }
}
