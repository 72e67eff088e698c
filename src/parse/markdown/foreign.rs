//! Lines that other tools read as markup and that would be shown here as they are: blocks of MkDocs, Docusaurus, Hugo, Sphinx, AsciiDoc,
//! wikis. What to write instead is said with each.
//!
//! Looks at lines; those in code are passed over. Marks within a line are in [`super::leftover`].

use super::character::is_cjk;
use super::codes::{FOREIGN_MARKUP, FULLWIDTH_MARKUP, MISREAD_TEXT};
use super::lint::holds;
use super::place::Locator;
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::{source, text};
use std::ops::Range;

/// What a line is, and what to write.
struct Said {
    name: &'static str,
    hint: Text,
    /// The lines that belong to it, and what to write in their place.
    correction: Option<(Range<usize>, String)>,
}

/// A line with its place.
struct Line<'a> {
    at: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn body(&self) -> &'a str {
        self.text.trim_start_matches([' ', '\t', '>']).trim_end()
    }

    fn range(&self) -> Range<usize> {
        let at = self.at + (self.text.len() - self.text.trim_start_matches([' ', '\t', '>']).len());
        at..at + self.body().len()
    }
}

/// Reports foreign lines of `text`. `code`: ascending ranges that hold code. Gives the ranges of lines that have been told of.
pub(super) fn check(text: &str, code: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) -> Vec<Range<usize>> {
    let lines: Vec<Line> = source::lines(text).map(|(at, text)| Line { at, text }).collect();
    let mut told: Vec<Range<usize>> = Vec::new();
    for index in 0..lines.len() {
        let line = &lines[index];
        if !may_begin(line.body()) || holds(&told, line.at) || holds(code, line.range().start) {
            continue;
        }
        if let Some(length) = pasted_head(&text[line.at..]) {
            told.push(line.at..line.at + length);
            let field = lines[index + 1].body();
            let finding = Diagnostic::new(
                &MISREAD_TEXT,
                text!(
                    "「{field}」は、ファイルの先頭の `---` の間に書く項目です。ここでは本文として表示されます",
                    "\"{field}\" belongs between the `---` at the head of a file; here it is shown as text"
                ),
            );
            findings.push(
                finding
                    .hint(text!(
                        "この `---` から次の `---` までを消し、要る項目はファイルの先頭の `---` の間に書いてください（別のページなら、別のファイルにします）",
                        "remove everything from this `---` to the next, and write what is needed at the head of the file (another page is another file)"
                    ))
                    .at(locator.place_original(line.range())),
            );
            continue;
        }
        let Some(said) = foreign(&lines, index) else { continue };
        let shown: String = line.body().chars().take(60).collect();
        let name = said.name;
        let finding = Diagnostic::new(
            &FOREIGN_MARKUP,
            text!(
                "「{shown}」は{name}の書き方で、ここではそのまま表示されます",
                "\"{shown}\" is markup of another tool and would be shown as it is"
            ),
        )
        .hint(said.hint)
        .at(locator.place_original(line.range()));
        // The text of a tab is indented: that it becomes code has the same cause.
        let within = if name == "タブ" { lines[last_indented(&lines, index)].range().end } else { line.range().end };
        let whole = said.correction.as_ref().map_or_else(|| line.range().start..within, |(range, _)| range.clone());
        told.push(line.at.min(whole.start)..whole.end.max(line.at + line.text.len()));
        findings.push(match said.correction.filter(|_| locator.is_exact()) {
            Some((range, text)) => finding.correction(locator.place_original(range), text),
            None => finding,
        });
    }
    fullwidth_fences(&lines, code, locator, findings);
    told
}

/// Keys that stand at the head of pages, here or with other tools.
const HEAD_KEYS: [&str; 24] = [
    "title",
    "summary",
    "description",
    "status",
    "draft",
    "published",
    "updated",
    "date",
    "publish_from",
    "publish_until",
    "id",
    "order",
    "weight",
    "layout",
    "tags",
    "categories",
    "author",
    "slug",
    "permalink",
    "levels",
    "department",
    "sample",
    "aliases",
    "sidebar_position",
];

/// The most lines that such a head has.
const HEAD_LINES: usize = 60;

/// How long the head of a page is that begins at the first line of `text`; `None` when none does.
pub(super) fn pasted_head(text: &str) -> Option<usize> {
    let mut lines = source::lines(text).take(HEAD_LINES);
    if lines.next()?.1.trim_end() != "---" {
        return None;
    }
    let mut known = false;
    for (at, line) in lines {
        if line.trim_end() == "---" {
            return known.then_some(at + line.trim_end().len());
        }
        let key = line.split_once([':', '：']).map_or("", |(key, _)| key.trim());
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        let goes_on = !line.trim().is_empty() && line.starts_with([' ', '\t', '-', '#']);
        if !is_key && !goes_on {
            return None;
        }
        known |= is_key && HEAD_KEYS.contains(&key);
    }
    None
}

/// Nearly all lines begin otherwise.
fn may_begin(body: &str) -> bool {
    body.starts_with(|c: char| {
        matches!(c, '!' | '?' | '=' | '[' | '#' | '@' | '{' | '.' | '*' | '<' | '-' | '\\' | ':' | '|' | '＃' | '｜' | '+' | '>')
            || c.is_ascii_alphabetic()
    })
}

fn foreign(lines: &[Line], index: usize) -> Option<Said> {
    let body = lines[index].body();
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.body().is_empty());
    let (alone_above, alone_below) = (blank(index.checked_sub(1)), blank(Some(index + 1)));
    let gone = |name: &'static str, ja: &str, en: &str| Said { name, hint: text!("{ja}", "{en}"), correction: None };
    match body.as_bytes()[0] {
        b'!' | b'?' => admonition(lines, index),
        b'=' if body.starts_with("=== ") && body.contains(['"', '\'']) => {
            let name = body.trim_start_matches(['=', '!', '+', ' ']).trim_matches(['"', '\'']);
            Some(gone(
                "タブ",
                &format!("`### {name}` のような見出しにし、その下に字下げをせずに書いてください"),
                &format!("write a heading `### {name}` and its text below it, not indented"),
            ))
        }
        b'=' => {
            let level = body.bytes().take_while(|byte| *byte == b'=').count();
            let name = body.trim_matches('=').trim();
            let wiki = (1..=6).contains(&level) && body[level..].starts_with([' ', '\u{3000}']) && !name.is_empty() && alone_above;
            let heading = wiki && (body.ends_with('=') || level > 1 && alone_below);
            if heading {
                let right = format!("{} {name}", "#".repeat(level.clamp(2, 6)));
                return Some(Said {
                    name: "ほかの道具の見出し",
                    hint: text!("`{right}` と書いてください", "write `{right}`"),
                    correction: Some((lines[index].range(), right)),
                });
            }
            (level >= 4 && name.is_empty() && alone_above).then(|| {
                gone(
                    "囲みの線",
                    "この線を消すか、区切りなら `---` と書き、前後に空行を入れてください。囲みは `:::note` です",
                    "remove it, or write `---` between empty lines; a box is `:::note`",
                )
            })
        }
        b'[' => square(&lines[index], alone_above, alone_below),
        b'#' => {
            let name: String = body[1..].chars().take_while(char::is_ascii_lowercase).collect();
            let rest = &body[1 + name.len()..];
            let known = matches!(
                &*name,
                "contents" | "br" | "hr" | "ls" | "ref" | "include" | "comment" | "pcomment" | "clear" | "table" | "toc" | "lsx"
            );
            let whole = rest.is_empty() || rest.starts_with('(') && rest.ends_with([')', ';']);
            (known && whole).then(|| match &*name {
                "contents" | "toc" => contents(lines[index].range()),
                _ => gone(
                    "ウィキの命令",
                    "この行を消してください（区切りの線は `---`、改行は `<br>` です）",
                    "remove the line (a rule is `---`, a line break `<br>`)",
                ),
            })
        }
        b'@' => {
            let kind: String = body.strip_prefix("@[").map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect())?;
            let rest = &body[2 + kind.len()..];
            if kind.eq_ignore_ascii_case("toc") && rest == "]" {
                return Some(contents(lines[index].range()));
            }
            (!kind.is_empty() && rest.starts_with("](")).then(|| {
                gone("埋め込み", "`[ページの名前](アドレス)` のリンクにしてください", "write a link `[name of the page](address)`")
            })
        }
        b'{' => {
            let name: String = body[1..].chars().take_while(char::is_ascii_lowercase).collect();
            let rest = &body[1 + name.len()..];
            let known = matches!(
                &*name,
                "info"
                    | "note"
                    | "tip"
                    | "warning"
                    | "code"
                    | "toc"
                    | "panel"
                    | "noformat"
                    | "expand"
                    | "quote"
                    | "color"
                    | "column"
                    | "section"
            );
            let macro_of_wiki = known && (rest.starts_with('}') || rest.starts_with(':') && rest.contains('}'));
            if macro_of_wiki && name == "toc" {
                return Some(contents(lines[index].range()));
            }
            (macro_of_wiki).then(|| {
                gone(
                    "ウィキの囲み",
                    "囲みは `:::note` の行で始めて `:::` の行で閉じ、コードは ``` の行で囲んでください",
                    "a box begins with `:::note` and ends with `:::`; code stands between lines of ```",
                )
            })
        }
        b'.' => {
            let name = body.strip_prefix(".. ")?;
            let directive = name.split_once("::").is_some_and(|(name, _)| {
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
            });
            directive.then(|| {
                gone(
                    "Sphinx（reStructuredText）",
                    "囲みは `:::note` … `:::`、画像は `![何の図か](ファイル)`、コードは ``` で書いてください",
                    "write boxes as `:::note` … `:::`, images as `![what it shows](file)`, code between ```",
                )
            })
        }
        b'*' => stars(body, &lines[index], alone_above, alone_below),
        b'<' if body.starts_with("<<< @") || body.starts_with("<<< ./") => Some(gone(
            "ファイルの取り込み",
            "取り込むファイルの中身を ``` の行で囲んで書いてください",
            "write the code itself between lines of ```",
        )),
        b'-' if body.starts_with("--8<--") => {
            Some(gone("ファイルの取り込み", "取り込むファイルの中身を書いてください", "write the content itself"))
        }
        b'\\' => {
            let name: String = body[1..].chars().take_while(char::is_ascii_alphabetic).collect();
            let known =
                matches!(&*name, "newpage" | "pagebreak" | "tableofcontents" | "clearpage" | "begin" | "end" | "section" | "maketitle");
            known.then(|| match &*name {
                "tableofcontents" => contents(lines[index].range()),
                _ => gone("TeX", "この行を消してください", "remove the line"),
            })
        }
        b':' => {
            let meaning = body.strip_prefix(':')?;
            let wide = meaning.starts_with("   ");
            if !meaning.starts_with([' ', '\t']) || meaning.trim().is_empty() {
                return None;
            }
            // Markdown itself reads three blanks below a term.
            let term = index.checked_sub(1).map(|above| lines[above].body()).filter(|term| !term.is_empty())?;
            if wide || term.starts_with([':', '|', '#']) {
                return None;
            }
            let right = format!(":   {}", meaning.trim());
            Some(Said {
                name: "ほかの道具の用語の一覧",
                hint: text!(
                    "用語の一覧なら、コロンの後に半角スペースを3つ入れて `{right}` と書いてください。ふつうの文なら、コロンを前の行の終わりに移してください",
                    "for a list of terms put three blanks behind the colon: `{right}`; in a sentence, move the colon to the end of the line above"
                ),
                correction: None,
            })
        }
        b'|' if body == "||<" || body == "|<" => {
            Some(gone("はてな記法", "コードは ``` の行で囲んでください", "put code between lines of ```"))
        }
        _ if body.starts_with('｜') => {
            let (base, rest) = body.strip_prefix('｜')?.split_once('《')?;
            let (reading, _) = rest.split_once('》')?;
            (!base.is_empty() && super::words::is_reading(reading))
                .then(|| gone("ルビ", &format!("`{{{base}|{reading}}}` と書いてください"), &format!("write `{{{base}|{reading}}}`")))
        }
        _ => words(lines, index, alone_above),
    }
}

fn contents(range: Range<usize>) -> Said {
    Said {
        name: "目次",
        hint: text!("目次はページに自動で付きます。この行を消してください", "a page has its table of contents by itself; remove the line"),
        correction: Some((range, String::new())),
    }
}

fn indent_of(line: &Line) -> usize {
    line.text.len() - line.text.trim_start().len()
}

/// The last of the lines below one that are indented further than it.
fn last_indented(lines: &[Line], index: usize) -> usize {
    let indent = indent_of(&lines[index]);
    let mut last = index;
    for (at, line) in lines.iter().enumerate().skip(index + 1) {
        let inner = line.text.strip_prefix(&lines[index].text[..indent]);
        if inner.is_some_and(|text| text.starts_with("    ") || text.starts_with('\t')) {
            last = at;
        } else if !line.text.trim().is_empty() {
            break;
        }
    }
    last
}

/// `!!! note "題"` and `??? info` with their indented text.
fn admonition(lines: &[Line], index: usize) -> Option<Said> {
    let body = lines[index].body();
    let rest = body.strip_prefix("!!!").or_else(|| body.strip_prefix("???"))?;
    let rest = rest.strip_prefix('+').unwrap_or(rest);
    let rest = rest.strip_prefix(' ')?.trim();
    let (kind, title) = rest.split_once(' ').unwrap_or((rest, ""));
    if !kind.starts_with(|c: char| c.is_ascii_alphabetic()) && !kind.chars().all(is_cjk) || kind.is_empty() {
        return None;
    }
    let title = title.trim().trim_matches(['"', '\'', '“', '”']);
    let indent = indent_of(&lines[index]);
    let last = last_indented(lines, index);
    let opening = [":::", kind].concat() + &if title.is_empty() { String::new() } else { format!(" {title}") };
    let inner = lines[index + 1..=last].iter().map(|line| {
        let text = line.text.get(indent..).unwrap_or_default();
        text.strip_prefix("    ").or_else(|| text.strip_prefix('\t')).unwrap_or(text).to_owned()
    });
    let whole = std::iter::once(opening.clone())
        .chain(inner)
        .chain([":::".to_owned()])
        .collect::<Vec<_>>()
        .join(&format!("\n{}", &lines[index].text[..indent]));
    let end = lines[last].at + lines[last].text.trim_end().len();
    Some(Said {
        name: "MkDocs",
        hint: text!(
            "`{opening}` の行で始め、字下げしない文を書き、`:::` の行で閉じてください",
            "begin with a line `{opening}`, write the text without indentation, and end with a line `:::`"
        ),
        correction: Some((lines[index].range().start..end, whole)),
    })
}

/// `[TOC]`, `[NOTE]`, `[!NOTE]` outside of a quotation.
fn square(line: &Line, alone_above: bool, alone_below: bool) -> Option<Said> {
    let (body, range, quoted) = (line.body(), line.range(), line.text.trim_start().starts_with('>'));
    let gone = |name: &'static str, ja: String, en: String| Said { name, hint: Text { ja, en }, correction: None };
    if let Some((kind, _)) = body.strip_prefix("[!").and_then(|rest| rest.split_once(']')) {
        let known = kind.chars().count() <= 12 && kind.chars().all(char::is_alphabetic) && !body.contains("](");
        return (known && !kind.is_empty() && !(quoted && alone_above)).then(|| match quoted {
            false => gone(
                "囲み",
                format!("`> [!{kind}]` のように、この行と続く行の前に `> ` を付けてください"),
                format!("write `> ` before this line and those that follow: `> [!{kind}]`"),
            ),
            true => gone(
                "囲み",
                "引用の1行目に書いてください（前の行との間に、`>` のない空行を入れます）".to_owned(),
                "it stands in the first line of a quotation: put an empty line above it".to_owned(),
            ),
        });
    }
    let inner = body.strip_prefix('[')?.strip_suffix(']')?;
    let plain = inner.trim_matches(['[', ']', '_', ':']);
    let is_contents = plain.eq_ignore_ascii_case("toc") || matches!(inner, ":contents" | "目次:自動");
    if is_contents {
        return Some(contents(range));
    }
    let block = matches!(inner, "NOTE" | "TIP" | "IMPORTANT" | "WARNING" | "CAUTION" | "quote" | "verse" | "discrete")
        || inner.starts_with("source,")
        || inner.starts_with("cols=")
        || inner.starts_with('%') && inner[1..].starts_with(|c: char| c.is_ascii_lowercase());
    (block && alone_above && !alone_below).then(|| {
        gone(
            "AsciiDoc",
            "囲みは `:::note` … `:::`、コードは ``` で書いてください".to_owned(),
            "write boxes as `:::note` … `:::`, code between ```".to_owned(),
        )
    })
}

/// 「*見出し」 of PukiWiki, `*[HTML]: …`.
fn stars(body: &str, line: &Line, alone_above: bool, alone_below: bool) -> Option<Said> {
    if let Some((name, _)) = body.strip_prefix("*[").and_then(|rest| rest.split_once("]: ")) {
        return Some(Said {
            name: "略語",
            hint: text!(
                "「{name}」の説明は、用語集に足してください（`shirube new glossary ID`）",
                "put the meaning of \"{name}\" into the glossary"
            ),
            correction: None,
        });
    }
    let level = body.bytes().take_while(|byte| *byte == b'*').count();
    let name = body[level..].trim();
    let short = name.chars().count() <= 30 && !name.contains(['*', '。', '、']) && !body[level..].starts_with(' ');
    let note = ["印", "注", "※", "必須", "１", "２"].iter().any(|word| name.starts_with(word));
    let heading = (1..=3).contains(&level) && short && !note && name.starts_with(|c: char| is_cjk(c) && c.is_alphanumeric());
    (heading && alone_above && (alone_below || level == 1))
        .then(|| {
            let right = format!("{} {name}", "#".repeat(level + 1));
            Said {
                name: "ウィキの見出し",
                hint: text!(
                    "見出しなら `{right}`、箇条書きなら `- {name}` と書いてください",
                    "write `{right}` for a heading, `- {name}` for an item"
                ),
                correction: None,
            }
        })
        .filter(|_| !line.text.starts_with(' '))
}

/// Lines that begin with a word: `import … from`, `NOTE: …`, `h2. …`.
fn words(lines: &[Line], index: usize, alone_above: bool) -> Option<Said> {
    let body = lines[index].body();
    let gone = |name: &'static str, ja: &str, en: &str| Said { name, hint: text!("{ja}", "{en}"), correction: None };
    let quoted_end = |text: &str| text.trim_end_matches(';').ends_with(['"', '\'']);
    let import =
        body.strip_prefix("import ").is_some_and(|rest| (rest.contains(" from ") || rest.starts_with(['"', '\''])) && quoted_end(rest));
    let export = ["export default ", "export const ", "export function "].iter().any(|word| body.starts_with(word))
        && body.contains(['=', '{', '(']);
    if alone_above && (import || export) || import && index.checked_sub(1).is_some_and(|above| lines[above].body().starts_with("import ")) {
        return Some(gone(
            "MDX",
            "この行を消し、部品の代わりに文・画像・リンクを書いてください",
            "remove the line, and write text, images and links in place of components",
        ));
    }
    if let Some((heading, name)) = body.split_once(". ")
        && let Some(level) = heading.strip_prefix('h').and_then(|level| level.parse::<usize>().ok()).filter(|level| (1..=6).contains(level))
        && alone_above
    {
        let right = format!("{} {}", "#".repeat(level.max(2)), name.trim());
        return Some(Said {
            name: "Textile",
            hint: text!("`{right}` と書いてください", "write `{right}`"),
            correction: Some((lines[index].range(), right)),
        });
    }
    let (kind, rest) = body.split_once(": ")?;
    (matches!(kind, "NOTE" | "TIP" | "IMPORTANT" | "WARNING" | "CAUTION")
        && alone_above
        && !rest.trim().is_empty()
        && rest.chars().any(is_cjk))
    .then(|| {
        let kind = kind.to_lowercase();
        Said {
            name: "AsciiDoc",
            hint: text!(
                "`:::{kind}` の行で始め、次の行に文を書き、`:::` の行で閉じてください",
                "begin with a line `:::{kind}`, write the text below it, and end with a line `:::`"
            ),
            correction: Some((lines[index].range(), format!(":::{kind}\n{}\n:::", rest.trim()))),
        }
    })
}

/// `：：：note` typed full-width.
fn fullwidth_fences(lines: &[Line], code: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) {
    for line in lines.iter().filter(|line| line.body().starts_with("：：")) {
        let body = line.body();
        let colons = body.chars().take_while(|c| matches!(c, '：' | ':')).count();
        let rest = body.trim_start_matches(['：', ':']);
        if colons < 3 || holds(code, line.range().start) {
            continue;
        }
        let right = format!("{}{}", ":".repeat(colons), rest.replace('\u{3000}', " "));
        let place = locator.place_original(line.range());
        findings.push(
            Diagnostic::new(&FULLWIDTH_MARKUP, text!("「{body}」は囲みとして読まれません", "\"{body}\" is not read as a box"))
                .hint(text!("半角で `{right}` と書いてください", "write `{right}`"))
                .at(place.clone())
                .correction(place, right),
        );
    }
}
