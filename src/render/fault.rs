//! What is wrong with a template, in words for those who write one: what, where, what to do; what the template engine says stands beneath.
//!
//! The engine says it in English only. The commonest of its sentences are read here for the name that they complain of; of the others the kind
//! is said. Decides nothing.

use crate::diagnostic::{Diagnostic, Text};
use crate::text;
use tera::ErrorKind;

/// What is, and what to do about it.
pub(super) fn told(error: &tera::Error) -> (Text, Text) {
    let (said, (message, advice)) = match error.kind() {
        ErrorKind::SyntaxError(report) => (report.message().to_owned(), of_report(report.message(), SYNTAX)),
        ErrorKind::RenderingError(report) => (report.message().to_owned(), of_report(report.message(), RENDERING)),
        ErrorKind::MissingParent { current, parent } => (
            error.to_string(),
            (
                text!(
                    "テンプレート「{current}」の extends にある「{parent}」がありません",
                    "the template \"{current}\" extends \"{parent}\", which does not exist"
                ),
                text!("extends の名前を直してください", "mend the name behind `extends`"),
            ),
        ),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => (
            error.to_string(),
            (
                text!("テンプレート「{tpl}」が、めぐりめぐって自分自身を読み込んでいます", "the template \"{tpl}\" includes itself"),
                text!("extends か include のどれかを消してください", "remove one of the `extends` or `include`"),
            ),
        ),
        ErrorKind::TemplateNotFound(name) => (
            error.to_string(),
            (
                text!("テンプレート「{name}」がありません", "there is no template \"{name}\""),
                text!("themes/ の中のファイルの名前を確かめてください", "check the names of the files in themes/"),
            ),
        ),
        _ => (error.to_string(), of_report(&error.to_string(), RENDERING)),
    };
    let (Text { ja, en }, said) = (advice, with_sources(said, error));
    (message, text!("{ja}（テンプレートの仕組みの説明: {said}）", "{en} (the template engine says: {said})"))
}

/// A finding of `code` that says it.
pub(super) fn finding(code: &'static crate::diagnostic::Code, error: &tera::Error) -> Diagnostic {
    let (message, hint) = told(error);
    Diagnostic::new(code, message).hint(hint)
}

type Told = (Text, Text);

const SYNTAX: fn() -> Told = || {
    (
        text!("テンプレートの書き方に誤りがあります", "a template is not written as templates are"),
        text!(
            "かっこ（`{{{{ … }}}}`、`{{% … %}}`）と、if や for に対する endif や endfor が組になっているか確かめてください",
            "see that `{{{{ … }}}}` and `{{% … %}}` are closed, and that `if` and `for` have their ends"
        ),
    )
};

const RENDERING: fn() -> Told = || {
    (
        text!("テンプレートからページを作れません", "a template cannot make its page"),
        text!(
            "示された場所で使っている値を、もとのテンプレートと比べて直してください",
            "compare what is used at that place with the template that came with the theme"
        ),
    )
};

/// What a sentence of the engine means; `otherwise` when it is none of the known ones.
fn of_report(said: &str, otherwise: fn() -> Told) -> Told {
    let named = |begin: &str, end: &str| said.split_once(begin).and_then(|(_, rest)| rest.split_once(end)).map(|(name, _)| name);
    let spelling = || text!("つづりを確かめてください", "check its spelling");
    if let Some(name) = named("Variable `", "`").or_else(|| named("Field `", "`")) {
        return (
            text!("テンプレートが使っている「{name}」という値はありません", "a template uses \"{name}\", which does not exist"),
            text!(
                "つづりを確かめるか、`{{% if … %}}` で、あるときだけ使ってください",
                "check its spelling, or use it within `{{% if … %}}` only where it exists"
            ),
        );
    }
    for (begin, ja, en) in [
        ("Unknown filter `", "フィルター", "filter"),
        ("Unknown function `", "関数", "function"),
        ("Unknown component `", "部品（component）", "component"),
        ("Unknown template `", "テンプレート", "template"),
        ("Unknown test `", "判定（test）", "test"),
    ] {
        if let Some(name) = named(begin, "`") {
            return (text!("「{name}」という{ja}はありません", "there is no {en} \"{name}\""), spelling());
        }
    }
    if let Some((found, wanted)) = said.strip_prefix("Found ").and_then(|rest| rest.trim_end_matches('.').split_once(" but ")) {
        let (message, advice) = otherwise();
        let Text { ja, en } = message;
        if found.contains("end of input") {
            return (text!("{ja}（ファイルの終わりまでに閉じていません）", "{en} (it is not closed before the end of the file)"), advice);
        }
        return (text!("{ja}（{found} のところ）", "{en} (at {found}, where it {wanted})"), advice);
    }
    otherwise()
}

/// A sentence with those of its causes, in one line.
fn with_sources(said: String, error: &tera::Error) -> String {
    let mut words = said;
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        words.push_str(" / ");
        words.push_str(&inner.to_string());
        source = inner.source();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::{Context, Tera};

    /// What is told of a template, when it is read or when it is run.
    fn of(template: &str) -> (String, String) {
        let mut tera = Tera::default();
        let error = match tera.add_raw_templates([("page.html", template)]) {
            Err(error) => error,
            Ok(()) => tera.render("page.html", &Context::new()).expect_err("an error"),
        };
        let (message, hint) = told(&error);
        (message.ja, hint.ja)
    }

    #[test]
    fn the_commonest_faults_are_said_in_japanese_with_the_name_they_are_about() {
        for (template, message) in [
            ("{{ titel }}", "テンプレートが使っている「titel」という値はありません"),
            ("{{ 1 | uper }}", "「uper」というフィルターはありません"),
            ("{{ nix() }}", "「nix」という関数はありません"),
            ("{% if true %}x", "テンプレートの書き方に誤りがあります"),
            ("{{ title", "テンプレートの書き方に誤りがあります"),
            ("{% extends \"bsae.html\" %}", "テンプレート「page.html」の extends にある「bsae.html」がありません"),
            ("{% include \"futer.html\" %}", "「futer.html」というテンプレートはありません"),
            ("{{ 1 / 0 }}", "テンプレートからページを作れません"),
        ] {
            let (told, hint) = of(template);
            assert!(told.starts_with(message), "{template}: {told}");
            assert!(hint.contains("（テンプレートの仕組みの説明: "), "{template}: {hint}");
            assert!(!hint.contains('\n'), "{template}: {hint}");
        }
    }
}
