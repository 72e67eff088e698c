//! Marks that stay visible in running text: emphasis, links and codes that did not become what they were meant to be, and the inline
//! marks of other tools.
//!
//! Looks at text as it is shown, so code and whatever was read as Markdown never come here. Every look ahead is bounded: the whole is
//! linear. Does not know where the text stands.

use super::character::{is_cjk, position};
use super::codes::{FOREIGN_MARKUP, FULLWIDTH_MARKUP, LEFTOVER_EMPHASIS, LEFTOVER_MARKUP};
use crate::diagnostic::{Code, Text};
use crate::text;

/// Something that readers would see.
#[derive(Debug)]
pub(super) struct Leftover {
    /// Its first byte in the text.
    pub(super) at: usize,
    /// Its length.
    pub(super) length: usize,
    pub(super) kind: Kind,
}

/// What it is.
#[derive(Debug)]
pub(super) enum Kind {
    /// `](`: a link that is none. Its cause stands in the source.
    Link,
    /// Said by these words.
    Said {
        code: &'static Code,
        message: Text,
        hint: Text,
        /// What is surely meant.
        corrected: Option<String>,
    },
}

/// How far a mark and its partner may be apart, in bytes.
const FAR: usize = 400;

/// What stays visible in `text`, in order.
pub(super) fn find(text: &str) -> Vec<Leftover> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = position(bytes, at, is_special) {
        at = next;
        match look(text, at) {
            Some((length, kind)) => {
                found.push(Leftover { at, length, kind });
                at += length.max(1);
            }
            None => at += 1,
        }
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

fn is_special(byte: u8, next: u8) -> bool {
    let pair = (byte == next) & ((byte == b'*') | (byte == b'~') | (byte == b'[') | (byte == b'=') | (byte == b'\''));
    let single = (byte == b'$') | (byte == b'^') | (byte == b'`') | (byte == b'_') | (byte == b'~') | (byte == b'{');
    let link = (byte == b']') & (next == b'(');
    let tag = (byte == b'<') & ((next == b'!') | (next == b'h'));
    let entity = (byte == b'&') & ((next == b'#') | next.is_ascii_alphabetic());
    let emoji = (byte == b':') & next.is_ascii_lowercase();
    let wide = (byte == 0xEF) & (next == 0xBD);
    let comment = (byte == b'-') & (next == b'-');
    let wave = (byte == 0xE3) & (next == 0x80);
    pair | single | link | tag | entity | emoji | wide | comment | wave
}

/// The text behind `at`, as far as anything is looked for.
fn ahead(text: &str, at: usize) -> &str {
    let mut end = (at + FAR).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// What begins at `at`: its length, and what to say.
fn look(text: &str, at: usize) -> Option<(usize, Kind)> {
    let rest = ahead(text, at);
    match rest.as_bytes()[0] {
        b'*' => Some((2, emphasis("**"))),
        b']' => Some((2, Kind::Link)),
        b'~' if rest.starts_with("~~") => {
            let inner = between(rest, "~~", "~~")?;
            (!inner.is_empty()).then(|| (inner.len() + 4, emphasis("~~")))
        }
        b'~' => script(text, at, '~', "sub"),
        b'^' if rest.starts_with("^[") => foreign(
            rest,
            rest.find(']')? + 1,
            "脚注",
            "`[^1]` と書き、離れた行に `[^1]: 注の文` と書いてください",
            "write `[^1]`, and `[^1]: note` on a line of its own",
        ),
        b'^' => script(text, at, '^', "sup"),
        b'_' => underscores(text, at),
        b'`' => {
            let length = rest.bytes().take_while(|byte| *byte == b'`').count();
            Some((
                length,
                said(
                    &LEFTOVER_MARKUP,
                    text!("「`」が組にならず、そのまま表示されます", "a backquote has no partner and stays visible"),
                    text!(
                        "コードの始めと終わりに、同じ数の「`」を書いてください。文字として出すなら前に `\\` を付けます",
                        "put as many backquotes behind the code as before it, or write `\\` before one that is text"
                    ),
                    None,
                ),
            ))
        }
        b'[' => wiki(rest),
        b'=' => highlight(text, at, rest),
        b'\'' => {
            let marks = rest.bytes().take_while(|byte| *byte == b'\'').count();
            let quote = "'".repeat(marks);
            let inner = (2..=5).contains(&marks).then(|| between(rest, &quote, &quote)).flatten()?;
            let wiki = marks > 2 || inner.chars().any(is_cjk);
            (wiki && !inner.trim().is_empty()).then(|| {
                let right = format!("**{}**", inner.trim());
                (inner.len() + 2 * marks, said_foreign(&rest[..inner.len() + 2 * marks], "ウィキの強調", right))
            })
        }
        b'$' => maths(text, at, rest),
        b'{' => braces(rest),
        b'<' if rest.starts_with("<!--") => Some((
            4,
            said(
                &LEFTOVER_MARKUP,
                text!("コメントの終わりの `-->` がありません", "the comment has no `-->`"),
                text!("コメントの終わりに `-->` を書くか、`<!--` を消してください", "end it by `-->` or remove `<!--`"),
                None,
            ),
        )),
        b'<' if rest.starts_with("<http://") || rest.starts_with("<https://") => Some((
            1,
            said(
                &LEFTOVER_MARKUP,
                text!(
                    "`< >` の中のアドレスに空白があるか、`>` がないので、そのまま表示されます",
                    "the address in `< >` has a blank or no `>`"
                ),
                text!("`[ページの名前](アドレス)` と書いてください", "write `[name of the page](address)`"),
                None,
            ),
        )),
        b'-' if rest.starts_with("-->") => Some((
            3,
            said(
                &LEFTOVER_MARKUP,
                text!("`-->` がそのまま表示されます（始まりの `<!--` がありません）", "`-->` stays visible; there is no `<!--`"),
                text!(
                    "`-->` を消すか、前に `<!--` を書いてください。矢印なら `→` と書きます",
                    "remove `-->`, or write `<!--` before it; an arrow is `→`"
                ),
                None,
            ),
        ))
        .filter(|_| text.trim() == "-->" || text.trim_end().ends_with("-->") && !text[..at].ends_with(['-', ' '])),
        b'&' => entity(rest),
        b':' => emoji(text, at, rest),
        _ => wide(text, at, rest),
    }
}

fn said(code: &'static Code, message: Text, hint: Text, corrected: Option<String>) -> Kind {
    Kind::Said { code, message, hint, corrected }
}

fn emphasis(mark: &str) -> Kind {
    said(
        &LEFTOVER_EMPHASIS,
        text!("`{mark}` が強調にならず、そのまま表示されます", "`{mark}` stays visible"),
        text!(
            "`{mark}` の内側の空白を取り、組になっているか確かめてください",
            "remove blanks inside `{mark}` and check that it comes in pairs"
        ),
        None,
    )
}

/// A mark of another tool with what to write instead.
fn said_foreign(words: &str, name: &str, right: String) -> Kind {
    said(
        &FOREIGN_MARKUP,
        text!("「{words}」は{name}の書き方で、ここではそのまま表示されます", "\"{words}\" is markup of another tool and stays visible"),
        text!("`{right}` と書いてください", "write `{right}`"),
        Some(right),
    )
}

fn foreign(rest: &str, length: usize, name: &str, ja: &str, en: &str) -> Option<(usize, Kind)> {
    let words = &rest[..length];
    Some((
        length,
        said(
            &FOREIGN_MARKUP,
            text!(
                "「{words}」はほかの道具の{name}の書き方で、ここではそのまま表示されます",
                "\"{words}\" is markup of another tool and stays visible"
            ),
            text!("{ja}", "{en}"),
            None,
        ),
    ))
}

/// What stands between two marks at the beginning of `rest`.
fn between<'a>(rest: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let inner = rest.strip_prefix(open)?;
    inner.find(close).map(|end| &inner[..end])
}

/// `H~2~O`, `x^2^`.
fn script(text: &str, at: usize, mark: char, tag: &str) -> Option<(usize, Kind)> {
    let rest = &ahead(text, at)[1..];
    let inner = &rest[..rest.find(mark).filter(|end| *end <= 12)?];
    let base = before(text, at).filter(|c| c.is_alphanumeric() || *c == ')')?;
    let short = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-'));
    // 「10~20~30」 is a range of ranges.
    let chemical = mark == '^' || base.is_ascii_alphabetic() && inner.len() <= 3;
    (short && chemical).then(|| {
        let words = format!("{mark}{inner}{mark}");
        (inner.len() + 2, said_foreign(&words, if mark == '~' { "下付き文字" } else { "上付き文字" }, format!("<{tag}>{inner}</{tag}>")))
    })
}

/// `は__強調__だ`, `は_強調_だ`: within Japanese words `_` is no mark.
fn underscores(text: &str, at: usize) -> Option<(usize, Kind)> {
    let rest = ahead(text, at);
    let run = rest.bytes().take_while(|byte| *byte == b'_').count();
    if run > 2 || text[..at].ends_with('_') {
        return None;
    }
    let mark = &rest[..run];
    let inner = between(rest, mark, mark)?;
    let after = rest[2 * run + inner.len()..].chars().next();
    let tight = !inner.is_empty() && inner.trim() == inner && !inner.contains('_') && inner.chars().any(is_cjk);
    let beside = before(text, at).is_some_and(is_cjk) || after.is_some_and(is_cjk);
    (tight && beside && after != Some('_')).then(|| {
        let length = inner.len() + 2 * run;
        let right = format!("{0}{inner}{0}", "*".repeat(run));
        let words = &rest[..length];
        (
            length,
            said(
                &LEFTOVER_EMPHASIS,
                text!("「{words}」は強調にならず、そのまま表示されます", "\"{words}\" stays visible"),
                text!("`{right}` と書いてください", "write `{right}`"),
                Some(right),
            ),
        )
    })
}

/// `[[ページ名]]`.
fn wiki(rest: &str) -> Option<(usize, Kind)> {
    let inner = between(rest, "[[", "]]")?;
    let length = inner.len() + 4;
    let plain = inner.trim();
    // 「[[1]]」 is a citation, `[[ -f x ]]` a condition.
    if plain.len() != inner.len() || plain.is_empty() || plain.chars().all(|c| c.is_numeric() || matches!(c, ',' | '-' | ' ')) {
        return None;
    }
    if plain.eq_ignore_ascii_case("toc") || plain.eq_ignore_ascii_case("_toc_") {
        return foreign(
            rest,
            length,
            "目次",
            "目次はページに自動で付きます。この行を消してください",
            "a page has its table of contents by itself; remove the line",
        );
    }
    let name = plain.split(['|', '>']).next().unwrap_or(plain).trim();
    foreign(
        rest,
        length,
        "リンク",
        &format!("`[{name}](ファイル.md)` のように、このファイルから見たファイルの場所を書いてください"),
        &format!("write `[{name}](file.md)` with the path from this file"),
    )
}

/// `==蛍光==`.
fn highlight(text: &str, at: usize, rest: &str) -> Option<(usize, Kind)> {
    let inner = between(rest, "==", "==")?;
    let length = inner.len() + 4;
    let outside = |c: Option<char>| c.is_none_or(|c| c != '=' && !c.is_ascii_alphanumeric());
    let tight = !inner.is_empty() && inner.trim() == inner && !inner.contains('=');
    let words = inner.chars().any(is_cjk) || outside(before(text, at)) && outside(rest[length..].chars().next());
    (tight && words && before(text, at) != Some('=') && !rest[length..].starts_with('='))
        .then(|| (length, said_foreign(&rest[..length], "蛍光ペン", format!("**{inner}**"))))
}

/// `$E=mc^2$`, `$$…$$`. Prices and variables are none.
fn maths(text: &str, at: usize, rest: &str) -> Option<(usize, Kind)> {
    let formula = |length: usize| {
        foreign(
            rest,
            length,
            "数式",
            "式は文字で書くか（`E = mc<sup>2</sup>`）、図にして置いてください",
            "write the formula in letters (`E = mc<sup>2</sup>`) or put it as a picture",
        )
    };
    if rest.starts_with("$$") {
        if text.trim() == "$$" {
            return formula(2);
        }
        let inner = between(rest, "$$", "$$")?;
        return if inner.trim().is_empty() { None } else { formula(inner.len() + 4) };
    }
    let inner = between(rest, "$", "$")?;
    let after = rest[inner.len() + 2..].chars().next();
    let apart = before(text, at).is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '$' | '\\'))
        && after.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '$' | '{' | '_'));
    let tight = !inner.is_empty() && inner.trim() == inner && !inner.starts_with('{') && !inner.chars().any(is_cjk);
    let variable = inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
    let signs = inner.contains(['\\', '^', '=', '<', '>', '+', '{']) || inner.contains("_");
    let price = inner.starts_with(|c: char| c.is_ascii_digit()) && !inner.contains(['\\', '^']);
    let name = inner.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') && inner.len() > 2;
    (apart && tight && (variable || signs) && !price && !name).then(|| formula(inner.len() + 2)).flatten()
}

/// `{{…}}`, `{% … %}`, `{.class}`, `{: .x}`, `{/* */}`.
fn braces(rest: &str) -> Option<(usize, Kind)> {
    let template = |length: usize| {
        foreign(
            rest,
            length,
            "部品",
            "この部分を消し、見せたい内容を文・画像・リンクとして書いてください（囲みは `:::note`）",
            "remove it and write what it shows as text, image or link (boxes: `:::note`)",
        )
    };
    if rest.starts_with("{{") {
        return template(rest.find("}}").map_or(2, |end| end + 2));
    }
    for (open, close) in [("{%", "%}"), ("{/*", "*/}")] {
        if let Some(inner) = between(rest, open, close) {
            return template(open.len() + inner.len() + close.len());
        }
    }
    let inner = between(rest, "{", "}")?;
    let list = inner.strip_prefix(':').unwrap_or(inner).trim();
    let name = |word: &str| {
        let rest = word.strip_prefix(['.', '#']).unwrap_or_default();
        rest.starts_with(|c: char| c.is_alphabetic()) && rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
            || word
                .split_once('=')
                .is_some_and(|(key, value)| key.bytes().all(|byte| byte.is_ascii_lowercase()) && value.starts_with('"') && value.len() > 1)
    };
    // `{#なし}` in a sentence may be anything; with a class or several words it is a list of attributes.
    let attributes = !list.is_empty() && list.split(' ').filter(|word| !word.is_empty()).all(name) && (inner.starts_with([':', '.', '#']));
    attributes.then(|| {
        foreign(
            rest,
            inner.len() + 2,
            "クラスや属性",
            "消してください。見た目はテーマが決めます（`{#名前}` は見出しの行の終わりにだけ書けます）",
            "remove it; the theme decides the look (`{#id}` stands at the end of a heading only)",
        )
    })?
}

/// `&nbsp;` that stays visible, `&br;`.
fn entity(rest: &str) -> Option<(usize, Kind)> {
    let end = rest.find(';').filter(|end| *end <= 10)?;
    let name = &rest[1..end];
    let known = matches!(
        name,
        "nbsp" | "lt" | "gt" | "amp" | "quot" | "apos" | "copy" | "reg" | "yen" | "hellip" | "mdash" | "ndash" | "ensp" | "emsp" | "thinsp"
    ) || name
        .strip_prefix('#')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'x'));
    let words = &rest[..=end];
    if name == "br" {
        return Some((end + 1, said_foreign(words, "ウィキの改行", "<br>".to_owned())));
    }
    known.then(|| {
        (
            end + 1,
            said(
                &LEFTOVER_MARKUP,
                text!(
                    "「{words}」が文字に変わらず、そのまま表示されます（`&` が二重に置き換わっています）",
                    "\"{words}\" stays visible: its `&` was escaped twice"
                ),
                text!("表したい文字（空白や記号）を、そのまま書いてください", "write the character itself"),
                None,
            ),
        )
    })
}

/// `:smile:`. Times (10:30:00) and paths are none.
fn emoji(text: &str, at: usize, rest: &str) -> Option<(usize, Kind)> {
    let inner = between(rest, ":", ":")?;
    let name = (2..=30).contains(&inner.len())
        && inner.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-'));
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '/' | '.' | '_' | '-' | '`'));
    let length = inner.len() + 2;
    (name && apart(before(text, at)) && apart(rest[length..].chars().next()))
        .then(|| foreign(rest, length, "絵文字", "絵文字そのものを入れるか、消してください", "put the picture itself, or remove it"))?
}

/// `～～取消～～`, `｛漢字｜かんじ｝`, `〜〜取消〜〜`.
fn wide(text: &str, at: usize, rest: &str) -> Option<(usize, Kind)> {
    for mark in ["～～", "〜〜"] {
        if rest.starts_with(mark) && !rest[mark.len()..].starts_with(['～', '〜']) && !text[..at].ends_with(['～', '〜']) {
            let inner = between(rest, mark, mark)?;
            let length = inner.len() + 2 * mark.len();
            let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
            // 「え〜〜、そう〜〜」 draws out a vowel: its first mark ends a word.
            let meant = word(inner.chars().next()) && word(inner.chars().next_back()) && !rest[length..].starts_with(['～', '〜']);
            return meant.then(|| fullwidth(rest, length, format!("~~{inner}~~")));
        }
    }
    let inner = between(rest, "｛", "｝")?;
    let (base, reading) = inner.split_once(['｜', '|'])?;
    let length = inner.len() + 2 * "｛".len();
    (super::words::is_reading(reading) && base.chars().all(is_cjk)).then(|| fullwidth(rest, length, format!("{{{base}|{reading}}}")))
}

/// The first `length` bytes of `rest`, written in full width where `right` is meant.
fn fullwidth(rest: &str, length: usize, right: String) -> (usize, Kind) {
    let words = &rest[..length];
    let message = text!("「{words}」は Markdown として読まれません", "\"{words}\" is not read as Markdown");
    (length, said(&FULLWIDTH_MARKUP, message, text!("`{right}` と書いてください", "write `{right}`"), Some(right)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| &text[found.at..found.at + found.length]).collect()
    }

    #[test]
    fn what_stays_visible_is_found() {
        for (text, wanted) in [
            ("これは** 強調", "**"),
            ("文](a b.md)", "]("),
            ("~~ 取消 ~~", "~~ 取消 ~~"),
            ("は__強調__だ", "__強調__"),
            ("は_強調_だ", "_強調_"),
            ("[[用語集]]を", "[[用語集]]"),
            ("[[_TOC_]]", "[[_TOC_]]"),
            ("これは==大事==です", "==大事=="),
            ("'''太字'''", "'''太字'''"),
            ("式 $E=mc^2$ と", "$E=mc^2$"),
            ("変数$x$は", "$x$"),
            ("$$\\int x$$", "$$\\int x$$"),
            ("{{< figure src=\"a.png\" >}}", "{{< figure src=\"a.png\" >}}"),
            ("{% include a.html %}", "{% include a.html %}"),
            ("{.class}", "{.class}"),
            ("{: .warn #x}", "{: .warn #x}"),
            ("よい:smile:です", ":smile:"),
            ("空き&nbsp;です", "&nbsp;"),
            ("改行&br;です", "&br;"),
            ("H~2~O", "~2~"),
            ("x^2^", "^2^"),
            ("～～取消～～", "～～取消～～"),
            ("｛漢字｜かんじ｝", "｛漢字｜かんじ｝"),
            ("文^[注です]", "^[注です]"),
            ("始め <!-- 終わらない", "<!--"),
            ("`code", "`"),
        ] {
            assert_eq!(told(text), [wanted], "{text}");
        }
    }

    #[test]
    fn ordinary_text_is_silent() {
        for text in [
            "$100 と $200",
            "$100と$200",
            "US$5、A$6",
            "$HOME/$USER",
            "${a}_${b}",
            "{氏名}を入れる",
            "{ a: 1 }",
            "[[1]]",
            "[[ -f x ]]",
            "10:30",
            "10:30:45",
            "a:b:c",
            "std::vec::Vec",
            "a == b == c",
            "a==b",
            "1~2",
            "10~20~30",
            "約~5",
            "え～～、そう～～",
            "snake_case_name",
            "__init__",
            "a_b_c",
            "〜10時〜",
            "R&D; x",
            "AT&T",
            "&amp",
            "'80年代と'90年代",
            "x ^ y ^ z",
            "''",
            "C:\\a",
            "http://a/b:c",
            "{}",
            "#1",
            "~/a と ~/b",
            "-- 注 --",
            "5 → 6",
            "3,000～4,000円",
            "{#なし",
            "^_^",
            "[a]: b",
            "（^^）",
            "2^10",
            "１：２：３",
            "「''」",
        ] {
            assert_eq!(told(text), Vec::<&str>::new(), "{text}");
        }
    }
}
