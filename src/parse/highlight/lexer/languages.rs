//! The languages of the [`engine`](super::engine): words, quotes, comments. Tables only.

use super::super::Class::{Constant, Function, Keyword, Str, Type};
use super::engine::{Habit, Language, Quote, Ready};
use std::sync::LazyLock;

static READY: LazyLock<Vec<Ready>> =
    LazyLock::new(|| [&JSON, &PYTHON, &SQL, &BASH, &POWERSHELL, &VBA, &TOML, &SCRIPT].into_iter().map(Ready::new).collect());

/// The language of that name, in lower case.
pub(super) fn find(name: &str) -> Option<&'static Ready> {
    READY.iter().find(|ready| ready.language.names.contains(&name))
}

/// All names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    READY.iter().flat_map(|ready| ready.language.names.iter().copied())
}

const fn quote(open: &'static str, close: &'static str, escape: u8) -> Quote {
    Quote { open, close, escape, doubled: false, lines: false, hole: None, class: Str }
}

const PLAIN: Language = Language {
    names: &[],
    words: &[],
    any_case: false,
    line_comments: &[],
    block_comments: &[],
    strings: &[],
    word_bytes: b"",
    sigils: b"",
    names_after: &[],
    calls: false,
    habit: Habit::None,
};

static JSON: Language = Language {
    names: &["json", "jsonc", "json5", "geojson"],
    words: &[(Constant, "true false null")],
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    strings: &[quote("\"", "\"", b'\\')],
    habit: Habit::Json,
    ..PLAIN
};

static PYTHON: Language = Language {
    names: &["python", "py", "python3"],
    words: &[
        (
            Keyword,
            "and as assert async await break class continue def del elif else except finally for from global if import in is lambda match case \
             nonlocal not or pass raise return try while with yield",
        ),
        (Constant, "True False None NotImplemented Ellipsis self cls __name__ __file__"),
        (Type, "int str float bool bytes list dict set tuple object type complex frozenset Exception ValueError TypeError KeyError"),
    ],
    line_comments: &["#"],
    strings: &[
        Quote { lines: true, hole: Some(("{", b'{', b'}')), ..quote("\"\"\"", "\"\"\"", b'\\') },
        Quote { lines: true, hole: Some(("{", b'{', b'}')), ..quote("'''", "'''", b'\\') },
        Quote { hole: Some(("{", b'{', b'}')), ..quote("\"", "\"", b'\\') },
        Quote { hole: Some(("{", b'{', b'}')), ..quote("'", "'", b'\\') },
    ],
    names_after: &[("def", Function), ("class", Type)],
    calls: true,
    habit: Habit::Python,
    ..PLAIN
};

static SQL: Language = Language {
    names: &["sql", "mysql", "postgresql", "postgres", "sqlite", "plsql", "tsql"],
    words: &[
        (
            Keyword,
            "add all alter analyze and any as asc begin between by call cascade case cast check collate column commit constraint create cross \
             current cursor database declare default deferrable delete desc distinct do drop each else elsif end escape except exists explain \
             extension fetch filter first following for foreign from full function grant group having if ilike in index inner insert intersect \
             into is isolation join key language last lateral left like limit lock loop materialized merge natural next no not nulls of off offset on \
             only or order outer over partition preceding primary procedure raise range recursive references refresh release replace \
             restrict return returning returns revoke right rollback row rows savepoint schema select sequence set similar some start table temp \
             temporary then to transaction trigger truncate unbounded union unique update using vacuum values view when where while window with work",
        ),
        (Constant, "true false null current_date current_time current_timestamp current_user"),
        (
            Type,
            "int integer bigint smallint serial bigserial numeric decimal real float double precision char character varchar nvarchar text date time \
             timestamp timestamptz interval boolean bool bytea blob clob json jsonb uuid money xml array",
        ),
    ],
    any_case: true,
    line_comments: &["--"],
    block_comments: &[("/*", "*/")],
    strings: &[
        Quote { doubled: true, lines: true, ..quote("'", "'", 0) },
        Quote { doubled: true, lines: true, ..quote("\"", "\"", 0) },
        Quote { lines: true, ..quote("`", "`", 0) },
    ],
    names_after: &[("function", Function), ("procedure", Function)],
    calls: true,
    ..PLAIN
};

static BASH: Language = Language {
    names: &["bash", "sh", "shell", "zsh", "ksh", "shellscript"],
    words: &[
        (
            Keyword,
            "if then else elif fi for in do done while until case esac select function time break continue return export local declare typeset readonly",
        ),
        (Function, "cd echo printf read unset set shift source eval exec exit test trap wait alias"),
    ],
    line_comments: &["#"],
    strings: &[
        Quote { lines: true, ..quote("$'", "'", b'\\') },
        Quote { lines: true, hole: Some(("$(", b'(', b')')), ..quote("\"", "\"", b'\\') },
        Quote { lines: true, ..quote("'", "'", 0) },
    ],
    word_bytes: b"-./:@%+",
    sigils: b"$",
    names_after: &[("function", Function)],
    habit: Habit::Shell,
    ..PLAIN
};

static POWERSHELL: Language = Language {
    names: &["powershell", "ps1", "pwsh", "ps"],
    words: &[
        (
            Keyword,
            "begin break catch class continue data define do dynamicparam else elseif end enum exit filter finally for foreach from function \
             hidden if in param process return static switch throw trap try until using var while -eq -ne -gt -ge -lt -le -like -notlike -match \
             -notmatch -replace -contains -notcontains -in -notin -and -or -not -xor -is -isnot -as -split -join -band -bor -f -ceq -ieq -shl -shr",
        ),
        (Type, "string int long double decimal bool char byte datetime array hashtable pscustomobject void object switch xml regex"),
    ],
    any_case: true,
    line_comments: &["#"],
    block_comments: &[("<#", "#>")],
    strings: &[
        Quote { lines: true, hole: Some(("$(", b'(', b')')), ..quote("@\"", "\n\"@", 0) },
        Quote { lines: true, ..quote("@'", "\n'@", 0) },
        Quote { doubled: true, lines: true, hole: Some(("$(", b'(', b')')), ..quote("\"", "\"", b'`') },
        Quote { doubled: true, lines: true, ..quote("'", "'", 0) },
    ],
    word_bytes: b"-",
    sigils: b"$",
    names_after: &[("function", Function), ("filter", Function), ("class", Type)],
    calls: true,
    habit: Habit::PowerShell,
};

static VBA: Language = Language {
    names: &["vba", "vb", "vbnet", "vbscript", "vbs", "bas", "basic"],
    words: &[
        (
            Keyword,
            "addressof and as attribute base byref byval call case class close compare const declare dim do each else elseif end enum erase error \
             event exit explicit for friend function get global gosub goto if implements in is let lib like loop lset mod new next not on open \
             option optional or paramarray preserve print private property ptrsafe public put raiseevent randomize redim resume return rset select set \
             static step stop sub then to type typeof until wend while with withevents write xor",
        ),
        (
            Constant,
            "true false nothing null empty me vbcrlf vbcr vblf vbtab vbnullstring vbyes vbno vbok vbokonly vbyesno vbinformation vbexclamation",
        ),
        (
            Type,
            "boolean byte collection currency date double integer long longlong longptr object single string variant worksheet workbook range",
        ),
    ],
    any_case: true,
    line_comments: &["'"],
    strings: &[Quote { doubled: true, ..quote("\"", "\"", 0) }],
    names_after: &[("sub", Function), ("function", Function), ("property", Function), ("type", Type), ("class", Type), ("enum", Type)],
    calls: true,
    habit: Habit::Basic,
    ..PLAIN
};

static TOML: Language = Language {
    names: &["toml"],
    words: &[(Constant, "true false inf nan")],
    line_comments: &["#"],
    strings: &[
        Quote { lines: true, ..quote("\"\"\"", "\"\"\"", b'\\') },
        Quote { lines: true, ..quote("'''", "'''", 0) },
        quote("\"", "\"", b'\\'),
        quote("'", "'", 0),
    ],
    word_bytes: b"-",
    habit: Habit::Toml,
    ..PLAIN
};

static SCRIPT: Language = Language {
    names: &["javascript", "js", "typescript", "ts", "jsx", "tsx", "mjs", "cjs", "node"],
    words: &[
        (
            Keyword,
            "abstract as async await break case catch class const continue debugger declare default delete do else enum export extends finally for \
             from function get if implements import in instanceof interface keyof let namespace new of private protected public readonly return set \
             static switch throw try type typeof var void while with yield satisfies",
        ),
        (Constant, "true false null undefined NaN Infinity this super arguments globalThis"),
        (Type, "string number boolean any unknown never object symbol bigint Array Promise Map Set Date Error RegExp Record Partial"),
    ],
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    strings: &[
        Quote { lines: true, hole: Some(("${", b'{', b'}')), ..quote("`", "`", b'\\') },
        quote("\"", "\"", b'\\'),
        quote("'", "'", b'\\'),
    ],
    word_bytes: b"$",
    names_after: &[("function", Function), ("class", Type), ("interface", Type), ("enum", Type), ("extends", Type), ("new", Type)],
    calls: true,
    habit: Habit::Script,
    ..PLAIN
};
