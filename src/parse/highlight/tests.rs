//! What holds for every language and any input.

use super::render::unrender;
use super::*;
use proptest::prelude::*;

fn shown(language: &str, code: &str) -> String {
    highlight(language, code).replace("<span class=\"", "⟨").replace("\">", ":").replace("</span>", "⟩")
}

#[test]
fn words_of_each_language_have_their_classes() {
    for (language, code, meant) in [
        ("json", "{\"a\": [1, \"x\\n\", true]}", "{⟨a:\"a\"⟩: [⟨n:1⟩, ⟨s:\"x⟩⟨e:\\n⟩⟨s:\"⟩, ⟨b:true⟩]}"),
        (
            "python",
            "@x.y\ndef f(a):  # 注\n    return f'{a!r}{{' + rb\"\\d\"",
            "⟨m:@x.y⟩\n⟨k:def⟩ ⟨f:f⟩(a):  ⟨c:# 注⟩\n    ⟨k:return⟩ ⟨s:f'⟩{a!r}⟨s:{{'⟩ + ⟨s:rb\"\\d\"⟩",
        ),
        ("sql", "SELECT count(*) FROM t WHERE a = 'x''y' -- 注", "⟨k:SELECT⟩ ⟨f:count⟩(*) ⟨k:FROM⟩ t ⟨k:WHERE⟩ a = ⟨s:'x''y'⟩ ⟨c:-- 注⟩"),
        ("bash", "X=1; grep -r \"$X $(ls a)\" | wc # n", "⟨v:X⟩=⟨n:1⟩; ⟨f:grep⟩ ⟨a:-r⟩ ⟨s:\"⟩⟨v:$X⟩ $(⟨f:ls⟩ a)⟨s:\"⟩ | ⟨f:wc⟩ ⟨c:# n⟩"),
        ("sh", "cat <<'E'\nif $x\nE\ndone", "⟨f:cat⟩ ⟨s:&lt;&lt;'E'⟩\n⟨s:if $x\nE⟩\n⟨k:done⟩"),
        (
            "powershell",
            "Get-ChildItem -Path $dir | Where-Object { $_.Length -gt 10 } # n",
            "⟨f:Get-ChildItem⟩ ⟨a:-Path⟩ ⟨v:$dir⟩ | ⟨f:Where-Object⟩ { ⟨v:$_⟩.Length ⟨k:-gt⟩ ⟨n:10⟩ } ⟨c:# n⟩",
        ),
        (
            "vba",
            "Sub Main() ' 注\n  Dim d As Date\n  d = #2026/04/01#\n  MsgBox \"a\"\"b\"\nEnd Sub",
            "⟨k:Sub⟩ ⟨f:Main⟩() ⟨c:' 注⟩\n  ⟨k:Dim⟩ d ⟨k:As⟩ ⟨t:Date⟩\n  d = ⟨n:#2026/04/01#⟩\n  MsgBox ⟨s:\"a\"\"b\"⟩\n⟨k:End Sub⟩",
        ),
        (
            "yaml",
            "a: 1 # 注\nb:\n  - 'x'\n  - *y\nc: |\n  text\nd: true",
            "⟨a:a⟩: ⟨n:1⟩ ⟨c:# 注⟩\n⟨a:b⟩:\n  - ⟨s:'x'⟩\n  - ⟨v:*y⟩\n⟨a:c⟩: |\n  ⟨s:text⟩\n⟨a:d⟩: ⟨b:true⟩",
        ),
        ("toml", "[a.b]\nc = \"d\" # 注\ne = [\n  1,\n]", "⟨g:[a.b]⟩\n⟨a:c⟩ = ⟨s:\"d\"⟩ ⟨c:# 注⟩\n⟨a:e⟩ = [\n  ⟨n:1⟩,\n]"),
        ("js", "const r = /a[/]b/g; f(`x${y}`) / 2", "⟨k:const⟩ r = ⟨s:/a[/]b/g⟩; ⟨f:f⟩(⟨s:`x⟩${y}⟨s:`⟩) / ⟨n:2⟩"),
        (
            "html",
            "<a href=\"x\">&amp;<!-- c --></a><script>let a</script>",
            "&lt;⟨g:a⟩ ⟨a:href⟩=⟨s:\"x\"⟩&gt;⟨e:&amp;amp;⟩⟨c:&lt;!-- c --&gt;⟩&lt;/⟨g:a⟩&gt;&lt;⟨g:script⟩&gt;⟨k:let⟩ a&lt;/⟨g:script⟩&gt;",
        ),
        ("css", "a.b { color: #fff; margin: 0 1px } /* c */", "⟨g:a⟩⟨t:.b⟩ { ⟨a:color⟩: ⟨n:#fff⟩; ⟨a:margin⟩: ⟨n:0⟩ ⟨n:1px⟩ } ⟨c:/* c */⟩"),
        ("diff", "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z", "⟨m:--- a\n+++ b\n@@ -1 +1 @@⟩\n⟨d:-x⟩\n⟨i:+y⟩\n z"),
        ("csv", "名,数\n\"a,\"\"b\",1", "⟨a:名⟩,⟨a:数⟩\n⟨s:\"a,\"\"b\"⟩,⟨n:1⟩"),
    ] {
        assert_eq!(shown(language, code), meant.replace("⟨k:End Sub⟩", "⟨k:End⟩ ⟨k:Sub⟩"), "{language}");
    }
}

const LANGUAGES: [&str; 14] =
    ["json", "python", "sql", "bash", "powershell", "vba", "yaml", "toml", "js", "html", "css", "diff", "csv", "rust"];

#[test]
fn hostile_code_is_read_in_linear_time() {
    // A quadratic lexer would take minutes here.
    for unit in [
        "\"", "'", "{", "$(", "<<", "\"$(", "f'{", "f\"{'{", "/*", "${", "/[", "<a ", "<!--", "`${", "#", "\\", "@\"", "<<A ", "[", "a:",
        "- ", "あ", "|", "<script>", "\"\"", "$", "=", "''''",
    ] {
        let code = unit.repeat(50_000 / unit.len());
        for language in LANGUAGES.iter().filter(|language| **language != "rust") {
            assert_eq!(unrender(&highlight(language, &code)).len(), code.len(), "{language} {unit}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn the_code_is_never_changed(code in "([a-zA-Z0-9あ。 \\n\\t\"'`\\\\${}()\\[\\]<>/*#@:;=|,.!&_~-]|f\"|\\$\\(|<<E\\n|\\nE\\n|\"\"\"|/\\*|<!--|</script|<script>|@\"|\\r\\n|def |Sub |\\u{0}){0,60}", at in 0..13_usize) {
        let language = LANGUAGES[at];
        prop_assert_eq!(unrender(&highlight(language, &code)), code.replace('\u{0}', ""));
    }

    #[test]
    fn grammars_keep_the_code_too(code in "[a-z{}()\"'/*#<>&あ\\n ]{0,40}") {
        prop_assert_eq!(unrender(&highlight("rust", &code)), code);
    }
}
