//! The words of the theme: `i18n/<language>.toml`, for templates (`{{ "nav.skip" | t }}`), views and scripts.
//!
//! The language of the portal is that of site.toml. A project's own theme may say single words otherwise. What authors write is not here.

use super::dates::Dates;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::field::{Choice, RecordDecl};
use crate::source::{Origin, SourcePath, Sources};
use crate::{parse, schema, text};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;
use tera::{Kwargs, State, Tera, Value};

/// A language the theme has no words for.
pub static NO_WORDS: Code = Code::error(
    "no-words",
    "site.toml の language に書かれた言語のことばが、テーマにありません。themes/<テーマ名>/i18n/<言語>.toml を作ってください",
    "the theme has no words in the language of site.toml",
);
/// A word that nothing uses, or that is no text.
pub static BAD_WORDS: Code = Code::error(
    "bad-words",
    "テーマのことば（i18n）に、使われない名前か、文字でない値があります。もとのテーマの名前に合わせてください",
    "a word of the theme is unknown or is no text",
);

/// The words of one language by their name, `group.name`.
#[derive(Clone, Debug, Default)]
pub struct Words {
    words: BTreeMap<String, String>,
    /// Whether it is Japanese.
    japanese: bool,
    /// The patterns of the group `date`, taken apart.
    pub(super) dates: Dates,
}

impl Words {
    /// The words of the language of `config`: those of the default theme, and over them those of the project's own theme. `default` gives
    /// the text of a file of the default theme, `used` tells whether a file of the project's theme asks for a word. `None` after a finding.
    pub fn load<'a>(
        sources: &Sources,
        config: &Config,
        default: impl Fn(&str) -> Option<&'a [u8]>,
        used: impl Fn(&str) -> bool,
        findings: &mut Diagnostics,
    ) -> Option<Arc<Self>> {
        let language = &config.language;
        let name = format!("i18n/{language}.toml");
        let own = sources.get(&format!("themes/{}/{name}", config.theme));
        let built_in = default(&name);
        if built_in.is_none() && own.is_none() {
            findings.push(
                Diagnostic::new(
                    &NO_WORDS,
                    text!("テーマに、言語「{language}」のことばがありません", "there are no words in \"{language}\""),
                )
                .at(config.place("language"))
                .hint(text!("language を \"ja\" か \"en\" にするか、{name} を作ってください", "write \"ja\" or \"en\", or create {name}")),
            );
            return None;
        }
        let mut words = Self::of_choices(language);
        // What a new language does not say yet is said in English.
        for file in [built_in.is_none().then(|| default("i18n/en.toml")).flatten(), built_in].into_iter().flatten() {
            let path = SourcePath::new(&name).expect("a language is a plain word");
            let tree = parse::toml::read(&path, &String::from_utf8_lossy(file), 0, findings)?;
            tree.documents.iter().for_each(|document| words.take("", &document.value, &mut |_, _| {}));
        }
        if let Some(file) = own {
            let tree = parse::toml::read(&file.path, file.text()?, 0, findings)?;
            let origin = Origin::new(file.path.clone(), tree.spans.clone(), "");
            let known = words.words.clone();
            for document in &tree.documents {
                words.take("", &document.value, &mut |key, is_text| {
                    let finding = if !is_text {
                        Diagnostic::new(&BAD_WORDS, text!("「{key}」が文字ではありません", "\"{key}\" is no text"))
                            .hint(text!("半角の引用符で囲んでください", "put it into quotes"))
                    } else if !known.contains_key(key) && !key.starts_with("own.") && !used(key) {
                        Diagnostic::new(&BAD_WORDS, text!("「{key}」ということばは使われません", "nothing uses the word \"{key}\""))
                            .did_you_mean(closest(key, known.keys().map(String::as_str)))
                            .hint(text!("名前を直すか、消してください", "mend the name or leave it out"))
                    } else {
                        return;
                    };
                    findings.push(finding.at(origin.place(key)));
                });
            }
        }
        words.dates = Dates::new(&words.words);
        Some(Arc::new(words))
    }

    /// The words of the default theme in `language`, for tests.
    #[cfg(test)]
    pub(super) fn of_default(language: &str) -> Self {
        let mut words = Self::of_choices(language);
        let file = super::theme::default_file(&format!("i18n/{language}.toml")).expect("a language of the default theme");
        let path = SourcePath::new("words.toml").expect("a plain name");
        let tree = parse::toml::read(&path, &String::from_utf8_lossy(file), 0, &mut Diagnostics::default()).expect("TOML");
        tree.documents.iter().for_each(|document| words.take("", &document.value, &mut |_, _| {}));
        words.dates = Dates::new(&words.words);
        words
    }

    /// The words of all choices by `choice.<its name>.<code>`, which a theme may say otherwise: Japanese, or English in any other language.
    fn of_choices(language: &str) -> Self {
        let mut words = Self { japanese: language == "ja", ..Self::default() };
        for choice in schema::choices() {
            for value in choice.values {
                let word = if language == "ja" { value.ja } else { value.en };
                words.words.insert(format!("choice.{}.{}", choice.name, value.code), word.to_owned());
            }
        }
        words
    }

    /// A value of a choice in words.
    pub fn choice<T: Choice>(&self, value: T) -> &str {
        let declared = value.declared();
        self.words.get(&format!("choice.{}.{}", T::DECLARED.name, declared.code)).map_or(declared.ja, String::as_str)
    }

    /// What a field is called: `field.<record>.<key>` of a theme, else the heading of its declaration; in another language than Japanese its key.
    pub fn field(&self, declared: &'static RecordDecl, key: &'static str) -> String {
        let field = declared.field(key);
        let heading = || if self.japanese { field.ja.to_owned() } else { capitalized(&key.replace('_', " ")) };
        self.words.get(&format!("field.{}.{key}", declared.name)).map_or_else(heading, Clone::clone)
    }

    /// Adds all texts of `value`, and tells `tell` of each name and whether it is a text.
    fn take(&mut self, above: &str, value: &parse::yaml::Value, tell: &mut dyn FnMut(&str, bool)) {
        let Some(table) = value.as_mapping() else {
            match value.as_str() {
                Some(text) => {
                    tell(above, true);
                    self.words.insert(above.to_owned(), text.to_owned());
                }
                None => tell(above, false),
            }
            return;
        };
        for (key, value) in table {
            let key = key.as_str().unwrap_or_default();
            let name = if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
            self.take(&name, value, tell);
        }
    }

    /// The word `name`; its name when there is none, which a test excludes for the program's own.
    pub fn say<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name).map_or(name, String::as_str)
    }

    /// The word `name` with its places `{…}` filled. Where `n` is 1 and a word `name.one` exists, that one is taken, else `name.other`
    /// when there is no `name`.
    pub fn fill(&self, name: &str, values: &[(&str, &dyn Display)]) -> String {
        let values: Vec<(&str, String)> = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
        let form = self.form(name, values.iter().any(|(name, value)| *name == "n" && value == "1"));
        filled(form.unwrap_or(name), &|place| values.iter().find(|(name, _)| *name == place).map(|(_, value)| value.as_str().into()))
    }

    /// What the scripts say, as an object: the words of the group `script`, without its name.
    pub fn of_scripts(&self) -> BTreeMap<&str, &str> {
        self.words.iter().filter_map(|(name, word)| Some((name.strip_prefix("script.")?, word.as_str()))).collect()
    }

    fn form(&self, name: &str, one: bool) -> Option<&str> {
        let of = |form: &str| self.words.get(&format!("{name}.{form}"));
        one.then(|| of("one")).flatten().or_else(|| self.words.get(name)).or_else(|| of("other")).map(String::as_str)
    }

    /// The filter `t` of templates: `{{ "list.count" | t(n=12) }}`.
    pub(super) fn teach(self: &Arc<Self>, tera: &mut Tera) {
        let words = self.clone();
        tera.register_filter("t", move |name: &str, values: Kwargs, _: &State| -> tera::TeraResult<String> {
            let one = values.get::<i64>("n").ok().flatten() == Some(1);
            let form = words.form(name, one).ok_or_else(|| tera::Error::message(format!("i18n: {name}?")))?;
            if !form.contains('{') {
                return Ok(form.to_owned());
            }
            Ok(filled(form, &|place| values.get::<Value>(place).ok().flatten().map(|value| value.to_string().into())))
        });
    }
}

/// `text` with its places `{name}` replaced; a place without a value stays as it is.
fn filled<'a>(text: &str, value: &dyn Fn(&str) -> Option<std::borrow::Cow<'a, str>>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, inner)) = rest.split_once('{') {
        out.push_str(before);
        match inner.split_once('}').and_then(|(name, after)| Some((value(name)?, after))) {
            Some((value, after)) => {
                out.push_str(&value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// `word` with its first letter in upper case.
fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pairs: &[(&str, &str)]) -> Arc<Words> {
        let words = pairs.iter().map(|(name, word)| ((*name).to_owned(), (*word).to_owned())).collect();
        Arc::new(Words { words, ..Words::default() })
    }

    #[test]
    fn places_are_filled_and_unknown_ones_stay() {
        let words = words(&[("a", "{n}件（{of}件中）"), ("b.one", "{n} course"), ("b.other", "{n} courses")]);
        assert_eq!(words.fill("a", &[("n", &3), ("of", &12)]), "3件（12件中）");
        assert_eq!(words.fill("a", &[("n", &3)]), "3件（{of}件中）");
        assert_eq!(words.fill("b", &[("n", &1)]), "1 course");
        assert_eq!(words.fill("b", &[("n", &2)]), "2 courses");
    }

    #[test]
    fn templates_ask_for_words_by_name() {
        let words = words(&[("x.skip", "本文へ"), ("x.count", "{n}件")]);
        let mut tera = Tera::default();
        words.teach(&mut tera);
        tera.add_raw_template("a", "{{ \"x.skip\" | t }} {{ \"x.count\" | t(n=7) }}").unwrap();
        assert_eq!(tera.render("a", &tera::Context::new()).unwrap(), "本文へ 7件");
        tera.add_raw_template("b", "{{ \"x.nothing\" | t }}").unwrap();
        assert!(tera.render("b", &tera::Context::new()).is_err());
    }
}
