//! The theme: templates, stylesheet, scripts, words, icons. The default theme is part of the program; a project's own `themes/<name>/` replaces
//! single files of it.

use super::fault;
use super::i18n::{self, Words};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::route::ThemeNames;
use crate::source::{Place, SourcePath, Sources};
use crate::text;
use include_dir::{Dir, include_dir};
use memchr::memmem;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::Tera;

static DEFAULT: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme that does not exist.
pub static NO_THEME: Code = Code::error(
    "no-theme",
    "site.toml の theme に書かれたテーマがありません。フォルダー themes/ の中の名前か default を書いてください",
    "the theme named in site.toml does not exist",
);
/// A template that cannot be read or run.
pub static BAD_TEMPLATE: Code =
    Code::error("bad-template", "テンプレートに誤りがあります。示された場所を直してください", "a template has an error");

/// The codes of this room.
pub static CODES: &[&Code] = &[&NO_THEME, &BAD_TEMPLATE, &i18n::NO_WORDS, &i18n::BAD_WORDS];

/// A loaded theme.
pub struct Theme {
    pub(super) tera: Tera,
    /// `shirube-<hash>.css` and its bytes.
    pub stylesheet: (String, Vec<u8>),
    /// The scripts by the name of their file in `static/js/`: `<name>-<hash>.js` and its bytes.
    pub scripts: BTreeMap<String, (String, Vec<u8>)>,
    /// What the pages say.
    pub words: Arc<Words>,
    /// Files passed on as they are.
    pub files: BTreeMap<String, Vec<u8>>,
    icons: Vec<(String, String)>,
    origin: BTreeMap<String, SourcePath>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("stylesheet", &self.stylesheet.0).finish_non_exhaustive()
    }
}

impl Theme {
    /// Loads the theme that `config` names. `None` after a finding.
    pub fn load(sources: &Sources, config: &Config, findings: &mut Diagnostics) -> Option<Self> {
        let name = &config.theme;
        let directory = format!("themes/{name}/");
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        embedded(&DEFAULT, &mut files);
        let mut origin = BTreeMap::new();
        let own: Vec<_> = sources.below(&directory).collect();
        if own.is_empty() && name != "default" {
            findings.push(
                Diagnostic::new(&NO_THEME, text!("テーマ「{name}」がありません", "there is no theme \"{name}\""))
                    .at(config.place("theme"))
                    .hint(text!(
                        "themes/{name}/ を作るか、theme = \"default\" にしてください",
                        "create themes/{name}/ or write theme = \"default\""
                    )),
            );
            return None;
        }
        for file in own {
            let inner = &file.path.as_str()[directory.len()..];
            let bytes = file.text().map_or_else(|| file.bytes.to_vec(), |text| text.as_bytes().to_vec());
            files.insert(inner.to_owned(), bytes);
            origin.insert(inner.to_owned(), file.path.clone());
        }
        let words = Words::load(sources, config, default_file, |word| asks_for(sources, &directory, word), findings)?;
        Self::from_files(files, origin, words, config, findings)
    }

    fn from_files(
        files: BTreeMap<String, Vec<u8>>,
        origin: BTreeMap<String, SourcePath>,
        words: Arc<Words>,
        config: &Config,
        findings: &mut Diagnostics,
    ) -> Option<Self> {
        let text = |name: &str| String::from_utf8_lossy(files.get(name).map_or(&[][..], Vec::as_slice)).into_owned();
        // A project's own styles come last, so that they win.
        let stylesheet = [text("static/tokens.css"), text("static/theme.css"), foot_of_sheets(config, &words), text("static/own.css")];
        let stylesheet: String = stylesheet.iter().filter(|part| !part.is_empty()).map(|part| format!("{}\n", part.trim_end())).collect();
        let stylesheet = stylesheet.into_bytes();
        let scripts = files.keys().filter_map(|name| name.strip_prefix("static/js/")?.strip_suffix(".js"));
        let scripts = scripts.map(|name| {
            // What explains a script to its authors is not sent to readers.
            let written = text(&format!("static/js/{name}.js"));
            let mut script = minifier::js::minify(&written).map_or_else(|_| written.clone(), |short| short.to_string());
            if name == "core" {
                script.insert_str(0, &said(&config.language, &words));
            }
            let script = script.into_bytes();
            (name.to_owned(), (hashed(name, "js", &script), script))
        });
        let scripts = scripts.collect();
        let icons = text("icons.svg")
            .lines()
            .filter_map(|line| Some((line.split("id=\"i-").nth(1)?.split('"').next()?.to_owned(), line.trim().to_owned())))
            .collect();
        let mut tera = Tera::default();
        words.teach(&mut tera);
        let templates: Vec<(String, String)> = files
            .keys()
            .filter_map(|name| name.strip_prefix("templates/"))
            .map(|name| (name.to_owned(), text(&format!("templates/{name}"))))
            .collect();
        let passed_on = files.iter().filter_map(|(name, bytes)| {
            let inner = name.strip_prefix("static/")?;
            (!matches!(inner, "tokens.css" | "theme.css" | "own.css") && !inner.starts_with("js/"))
                .then(|| (inner.to_owned(), bytes.clone()))
        });
        let mut theme = Self {
            stylesheet: (hashed("shirube", "css", &stylesheet), stylesheet),
            scripts,
            words,
            files: passed_on.collect(),
            icons,
            origin,
            tera: Tera::default(),
        };
        if let Err(error) = tera.add_raw_templates(templates) {
            findings.push(theme.finding(&error));
            return None;
        }
        theme.tera = tera;
        Some(theme)
    }

    /// The names that routes need.
    pub fn names(&self) -> ThemeNames {
        ThemeNames {
            stylesheet: self.stylesheet.0.clone(),
            scripts: self.scripts.iter().map(|(name, (hashed, _))| (name.clone(), hashed.clone())).collect(),
            files: self.files.keys().cloned().collect(),
        }
    }

    /// The symbols that `html` uses, as one hidden SVG.
    pub(super) fn sprite(&self, html: &[u8]) -> String {
        const MARK: &[u8] = b"href=\"#i-";
        let names = memmem::find_iter(html, MARK).filter_map(|at| html[at + MARK.len()..].split(|byte| *byte == b'"').next());
        let mut used: Vec<&[u8]> = names.collect();
        used.sort_unstable();
        used.dedup();
        let symbols: String =
            self.icons.iter().filter(|(name, _)| used.binary_search(&name.as_bytes()).is_ok()).map(|(_, symbol)| symbol.as_str()).collect();
        if symbols.is_empty() {
            String::new()
        } else {
            format!("<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">{symbols}</svg>")
        }
    }

    /// A template error as a finding, at its place when the template is a file of the project.
    pub(super) fn finding(&self, error: &tera::Error) -> Diagnostic {
        let finding = fault::finding(&BAD_TEMPLATE, error);
        let report = match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => report,
            // Several faults are told as one, without a place but with the names of the files.
            _ => {
                let said = error.to_string();
                let named = |name: &str| name.strip_prefix("templates/").is_some_and(|name| said.contains(name));
                let path = self.origin.iter().find(|(name, _)| named(name)).map(|(_, path)| path.clone());
                return Diagnostic { place: path.map(Place::file), ..finding };
            }
        };
        match self.origin.get(&format!("templates/{}", report.filename())) {
            Some(path) => finding.at(Place::new(path.clone(), report.span().range.clone())),
            None => finding,
        }
    }
}

/// A file of the default theme.
pub(super) fn default_file(name: &str) -> Option<&'static [u8]> {
    DEFAULT.get_file(name).map(include_dir::File::contents)
}

/// Whether a template or script of the project's own theme asks for a word that the default theme does not know.
fn asks_for(sources: &Sources, directory: &str, word: &str) -> bool {
    // The forms of one word and the words of scripts are asked for without these parts of their names.
    let word = word.trim_end_matches(".one").trim_end_matches(".other").trim_start_matches("script.");
    let quoted = format!("\"{word}\"");
    sources.below(directory).any(|file| {
        let name = file.path.as_str();
        (name.ends_with(".html") || name.ends_with(".js")) && file.text().is_some_and(|text| text.contains(&quoted))
    })
}

/// The first line of the core script: the one global of the pages, with what the scripts say.
fn said(language: &str, words: &Words) -> String {
    let words = serde_json::json!({ "lang": language, "words": words.of_scripts() });
    format!("var shirube = window.shirube = {words};\n")
}

/// What stands at the foot of every sheet of paper: the name of the portal. Only a style can say it on each of them.
fn foot_of_sheets(config: &Config, words: &Words) -> String {
    let name = match config.subtitle.as_str() {
        "" => config.title.clone(),
        subtitle => words.beside(&config.title, subtitle),
    };
    let quoted: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => " ".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("@layer print {{ @page {{ @bottom-left {{ content: \"{quoted}\"; }} }} }}\n")
}

fn embedded(directory: &Dir, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in directory.files() {
        // A build of the program on Windows must give the same names.
        let name = file.path().to_string_lossy().replace('\\', "/");
        files.insert(name, file.contents().to_vec());
    }
    directory.dirs().for_each(|inner| embedded(inner, files));
}

fn hashed(stem: &str, extension: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    format!("{stem}-{}.{extension}", &hash[..12])
}
