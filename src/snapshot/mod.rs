//! `compile`: sources in, a finished, immutable portal out; and `render`: one output of it, in any order, on any thread.

mod weigh;

use crate::asset::Inspected;
use crate::config::{Config, Options};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::holding::Holdings;
use crate::model::{Figures, Site, assemble, rule};
use crate::parse::{Edited, settings};
use crate::render::{Prose, Renderer, Theme};
use crate::route::{BrokenLinks, Output, RoutePath, Routes, ThemePart, links, route};
use crate::source::{PerFile, SourceFile, SourcePath, Sources};
use crate::{asset, config, deliver, export, holding, model, notation, office, parse, render, route, search, source, text};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;

/// A defect of the program itself.
pub static INTERNAL: Code = Code::error(
    "internal-error",
    "プログラムの不具合です。公開中のサイトは前のままです。このメッセージを担当者に伝えてください",
    "a defect of the program; the published site is untouched; please report this message",
);

/// The codes of this room.
pub static CODES: &[&Code] = &[&INTERNAL, &weigh::FINDING_SETTING, &weigh::FINDING_SETTING_ENDED, &weigh::FINDING_SETTING_UNUSED];

/// Every code, by name.
pub fn codes() -> Vec<&'static Code> {
    let lists = [
        source::CODES,
        holding::CODES,
        notation::CODES,
        config::CODES,
        parse::CODES,
        parse::markdown::CODES,
        office::CODES,
        model::names::CODES,
        asset::CODES,
        holding::CODES,
        route::CODES,
        render::CODES,
        deliver::CODES,
        CODES,
    ];
    let mut codes: Vec<&'static Code> = lists.into_iter().flatten().copied().chain(rule::codes()).collect();
    codes.sort_by_key(|code| code.name);
    codes.dedup_by_key(|code| code.name);
    codes
}

/// A portal, ready to be rendered.
#[derive(Debug)]
pub struct Snapshot {
    whole: Arc<Whole>,
    /// The words of the pages rendered so far, until the index of the search is made of them.
    words: Mutex<BTreeMap<String, search::Page>>,
    /// Made when its first file is asked for.
    search: OnceLock<search::Index>,
    sources: Arc<Sources>,
}

/// What joins all files.
#[derive(Debug)]
struct Whole {
    site: Site,
    routes: Arc<Routes>,
    figures: Arc<Figures>,
    renderer: Arc<Renderer>,
    /// What was found in joining them, but for the links.
    findings: Arc<Diagnostics>,
    broken_links: BrokenLinks,
}

/// What compiling gives: the portal, unless there is none, and everything that was found.
#[derive(Debug)]
pub struct Compiled {
    /// `None` when site.toml or the theme cannot be read.
    pub snapshot: Option<Snapshot>,
    /// All findings, sorted.
    pub findings: Diagnostics,
    /// The files, to show the words that a finding speaks of.
    pub sources: Arc<Sources>,
}

/// What a compile learnt. It only saves work: with any cache, compiling gives the same portal and the same findings.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    theme: Option<Known>,
    scanned: PerFile<rule::Scanned>,
    files: parse::Files,
    assets: PerFile<Inspected>,
    whole: Option<(Options, Arc<Whole>)>,
}

impl Cache {
    /// Every record and every page of the files, shown or not.
    pub fn entries(&self) -> Vec<parse::Entry> {
        self.files.entries()
    }

    /// What the files hold; only what is shown with `options`, where these are given.
    pub fn holdings(&self, options: Option<&Options>) -> Holdings {
        let mut holdings = self.files.holdings(options);
        if let Some((_, whole)) = &self.whole {
            let config = &whole.site.config;
            holdings.id = config.id.as_ref().map(ToString::to_string).unwrap_or_default();
            holdings.title.clone_from(&config.title);
        }
        holdings
    }

    /// The portal of `before`, when nothing but texts of pages has been edited since, with these texts.
    fn edited(&self, options: &Options, before: &Self, sources: &Sources) -> Option<Whole> {
        let (options_then, whole) = before.whole.as_ref()?;
        let (theme, theme_then) = (self.theme.as_ref()?, before.theme.as_ref()?);
        let same_assets = self.assets.renewed(&before.assets).is_some_and(|renewed| renewed.is_empty());
        if !Arc::ptr_eq(&theme.theme, &theme_then.theme) || options != options_then || !same_assets {
            return None;
        }
        let edited = self.files.edited(&before.files)?;
        // Which files are published hangs on the links to them.
        let same_files = |page: &Edited| page.now.files().eq(page.then.files());
        edited.iter().all(same_files).then(|| whole.edited(&edited, sources))
    }
}

/// A theme, the files it depends on, and what was found in them.
#[derive(Clone, Debug)]
struct Known {
    files: Vec<SourceFile>,
    theme: Arc<Theme>,
    findings: Diagnostics,
}

/// Makes a portal of `sources`. `findings` are those of reading the sources.
pub fn compile(sources: Arc<Sources>, options: &Options, findings: Diagnostics) -> Compiled {
    compile_again(sources, options, findings, &Cache::default()).0
}

/// Does what [`compile`] does, but takes from `before` what has not changed; gives the cache for the next time.
pub fn compile_again(sources: Arc<Sources>, options: &Options, mut findings: Diagnostics, before: &Cache) -> (Compiled, Cache) {
    let mut cache = Cache::default();
    let whole = catch_unwind(AssertUnwindSafe(|| {
        let config = settings(&sources, &mut findings);
        let mut of_theme = Diagnostics::default();
        let (known, (scanned, files, assets)) = rayon::join(
            || config.as_ref().and_then(|config| theme(&sources, config, before.theme.as_ref(), &mut of_theme)),
            // Without a configuration the files are still read, so that all mistakes are found in one run.
            || {
                let scanned = rule::scan(&sources, &before.scanned);
                (scanned, parse::Files::read(&sources, options, &before.files), assets(&sources, &before.assets))
            },
        );
        findings.extend(of_theme);
        scanned.iter().for_each(|(_, scanned)| findings.repeat(&scanned.findings));
        files.findings(&mut findings);
        rule::settle_merges(&scanned, &mut findings);
        cache = Cache { theme: known, scanned, files, assets, whole: None };
        let (config, known) = config.zip(cache.theme.as_ref())?;
        let whole = cache
            .edited(options, before, &sources)
            .unwrap_or_else(|| Whole::new(cache.files.joined(), config, options, known.theme.clone(), &cache.assets, &sources));
        whole.findings(&mut findings);
        rule::agree(&whole.site, &cache.scanned, &mut findings);
        model::suggest(&whole.site, &sources, &mut findings);
        model::renamed(&whole.site, &sources, &mut findings);
        rule::records::name(&whole.site, &mut findings);
        weigh::weigh(&whole.site.config, options.today, &mut findings);
        Some(Arc::new(whole))
    }));
    let whole = whole.unwrap_or_else(|panic| {
        findings.push(internal(&*panic, "compile"));
        None
    });
    cache.whole = whole.clone().map(|whole| (options.clone(), whole));
    let snapshot = whole.map(|whole| Snapshot { whole, words: Mutex::default(), search: OnceLock::new(), sources: sources.clone() });
    rule::unfilled::settle(&mut findings, options);
    findings.sort();
    (Compiled { snapshot, findings, sources }, cache)
}

impl Whole {
    /// Joins everything.
    fn new(
        parsed: parse::Parsed,
        config: Config,
        options: &Options,
        theme: Arc<Theme>,
        assets: &PerFile<Inspected>,
        sources: &Sources,
    ) -> Self {
        let mut findings = Diagnostics::default();
        let site = assemble(parsed, config, options.clone(), &mut findings);
        let ((routes, broken_links, of_routes), (figures, of_rules, prose)) = rayon::join(
            || {
                let mut findings = Diagnostics::default();
                let routes = route(&site, sources, &theme.names(), &mut findings);
                let broken_links = links(&site, sources, &routes, |_| true);
                (routes, broken_links, findings)
            },
            || {
                let mut findings = Diagnostics::default();
                rule::check(&site, &mut findings);
                let sizes = assets.iter().filter_map(|(file, seen)| Some((file.path.clone(), seen.size?))).collect();
                (Figures::of(&site), findings, Prose::new(&site, sizes))
            },
        );
        findings.extend(of_rules);
        findings.extend(of_routes);
        of_assets(&site, &routes, assets, &mut findings);
        Self {
            site,
            routes: Arc::new(routes),
            figures: Arc::new(figures),
            renderer: Arc::new(Renderer::new(theme, prose)),
            findings: Arc::new(findings),
            broken_links,
        }
    }

    /// The same with other texts of some pages. Of what joins all files only links read these: those in them, and those to their
    /// headings.
    fn edited(&self, edited: &[Edited], sources: &Sources) -> Self {
        let site = self.site.with_texts(&edited.iter().map(|page| (page.path, page.now)).collect());
        let (routes, figures, renderer, findings) =
            (self.routes.clone(), self.figures.clone(), self.renderer.clone(), self.findings.clone());
        let same_headings =
            edited.iter().all(|page| page.now.headings.iter().map(|it| &it.id).eq(page.then.headings.iter().map(|it| &it.id)));
        let broken_links = if same_headings {
            let is_edited = |path: &SourcePath| edited.iter().any(|page| page.path == path);
            let mut broken_links = self.broken_links.clone();
            broken_links.retain(|path, _| !is_edited(path));
            broken_links.extend(links(&site, sources, &routes, is_edited));
            broken_links
        } else {
            links(&site, sources, &routes, |_| true)
        };
        Self { site, routes, figures, renderer, findings, broken_links }
    }

    fn findings(&self, findings: &mut Diagnostics) {
        findings.repeat(&self.findings);
        self.broken_links.values().for_each(|found| findings.repeat(found));
    }
}

/// The theme; the one of `before` when nothing that it depends on has changed. `None` after a finding.
fn theme(sources: &Sources, config: &Config, before: Option<&Known>, findings: &mut Diagnostics) -> Option<Known> {
    let files: Vec<&SourceFile> = sources.get("site.toml").into_iter().chain(sources.below("themes/")).collect();
    let same = |known: &&Known| {
        let pairs = known.files.iter().zip(&files);
        known.files.len() == files.len() && pairs.into_iter().all(|(then, now)| then.path == now.path && then.says_the_same(now))
    };
    let known = match before.filter(same) {
        Some(known) => known.clone(),
        None => {
            let mut found = Diagnostics::default();
            let theme = Theme::load(sources, config, &mut found);
            let files = files.into_iter().cloned().collect();
            match theme {
                Some(theme) => Known { files, theme: Arc::new(theme), findings: found },
                None => {
                    findings.extend(found);
                    return None;
                }
            }
        }
    };
    findings.repeat(&known.findings);
    Some(known)
}

impl Snapshot {
    /// The portal.
    pub fn site(&self) -> &Site {
        &self.whole.site
    }

    /// What is computed over the whole portal.
    pub fn figures(&self) -> &Figures {
        &self.whole.figures
    }

    /// Weighs findings that came after compiling as site.toml says.
    pub fn weigh(&self, findings: &mut Diagnostics) {
        weigh::weigh_later(&self.whole.site.config, self.whole.site.today(), findings);
    }

    /// Every output.
    pub fn routes(&self) -> &Routes {
        &self.whole.routes
    }

    /// Every output in two passes: the index of the search is made of the pages, so its files come when the pages are done.
    pub fn passes(&self) -> [Vec<(&RoutePath, &Output)>; 2] {
        let (search, pages) = self.routes().iter().partition(|(_, output)| matches!(output, Output::Search(_)));
        [pages, search]
    }

    /// The bytes of one output.
    pub fn render(&self, path: &RoutePath, output: &Output) -> Result<Cow<'_, [u8]>, Diagnostic> {
        catch_unwind(AssertUnwindSafe(|| self.body(path, output))).unwrap_or_else(|panic| Err(internal(&*panic, path.as_str())))
    }

    fn body(&self, path: &RoutePath, output: &Output) -> Result<Cow<'_, [u8]>, Diagnostic> {
        let Whole { site, routes, figures, renderer, .. } = &*self.whole;
        let theme = renderer.theme();
        match output {
            Output::Theme(ThemePart::Stylesheet) => Ok(Cow::Borrowed(&theme.stylesheet.1)),
            Output::Theme(ThemePart::Script(name)) => {
                Ok(theme.scripts.get(name).map_or_else(Cow::default, |(_, bytes)| Cow::Borrowed(bytes.as_slice())))
            }
            Output::Theme(ThemePart::File(name)) => {
                Ok(theme.files.get(name).map_or_else(Cow::default, |bytes| Cow::Borrowed(bytes.as_slice())))
            }
            Output::Search(file) => Ok(Cow::Owned(self.search.get_or_init(|| self.index()).file(*file).into_bytes())),
            Output::Asset(source) => Ok(self.sources.get(source.as_str()).map_or_else(Cow::default, |file| Cow::Borrowed(&*file.bytes))),
            Output::Export(export) => Ok(Cow::Owned(export::write(site, figures, routes, export))),
            Output::Fixed(_) | Output::Record(_) | Output::NotFound | Output::Redirect { .. } => self.page(path, output).map(Cow::Owned),
        }
    }

    fn page(&self, path: &RoutePath, output: &Output) -> Result<Vec<u8>, Diagnostic> {
        let Whole { site, routes, figures, renderer, .. } = &*self.whole;
        let html = renderer.page(site, routes, figures, path, output)?;
        if self.search.get().is_none() && search::searched(output) {
            let words = search::Page::read(std::str::from_utf8(&html).unwrap_or_default());
            self.words.lock().expect("no panic while the lock is held").insert(path.as_str().to_owned(), words);
        }
        Ok(html)
    }

    /// The index of the search. Pages that were not rendered yet are rendered for their words, on threads of their own: who waits for the
    /// index may hold all those of the pool.
    fn index(&self) -> search::Index {
        let known = std::mem::take(&mut *self.words.lock().expect("no panic while the lock is held"));
        let missing: Vec<_> =
            self.routes().iter().filter(|(path, output)| search::searched(output) && !known.contains_key(path.as_str())).collect();
        if !missing.is_empty() {
            thread::scope(|scope| {
                for part in missing.chunks(missing.len().div_ceil(rayon::current_num_threads())) {
                    // A page that cannot be rendered has no words; the finding is made when the page itself is asked for.
                    scope.spawn(|| part.iter().for_each(|(path, output)| drop(self.render(path, output))));
                }
            });
        }
        let mut words = std::mem::take(&mut *self.words.lock().expect("no panic while the lock is held"));
        words.extend(known);
        search::Index::of(self.site(), self.figures(), self.routes(), words)
    }
}

fn internal(panic: &(dyn std::any::Any + Send), what: &str) -> Diagnostic {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?");
    Diagnostic::new(
        &INTERNAL,
        text!("「{what}」を作っているときに不具合が起きました（{words}）", "a defect while making \"{what}\": {words}"),
    )
}

/// What was seen in each file beside the pages.
fn assets(sources: &Sources, before: &PerFile<Inspected>) -> PerFile<Inspected> {
    let files = sources.shared().filter(|file| file.path.as_str().starts_with("content/") && file.path.extension() != "md");
    PerFile::again(before, files, asset::inspect)
}

/// What there is to say of the files that are published.
fn of_assets(site: &Site, routes: &Routes, assets: &PerFile<Inspected>, findings: &mut Diagnostics) {
    let organization = &site.config.organization;
    let offices: Vec<&str> =
        site.departments.values().map(|office| &*office.name).chain(site.groups.values().map(|group| &*group.name)).collect();
    let is_office = |author: &str| author.contains(&**organization) || offices.iter().any(|office| author.contains(office));
    for (file, seen) in assets.iter().filter(|(file, _)| routes.of_source(&file.path).is_some()) {
        match &seen.refusal {
            Some(refusal) => findings.push(refusal.clone()),
            None => seen.left.finding(&file.path, is_office).into_iter().for_each(|finding| findings.push(finding)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::Day;

    fn options() -> Options {
        Options {
            today: Day::new(2026, 11, 22).expect("a day"),
            base_url: None,
            drafts: false,
            future: false,
            no_samples: false,
            highlight: true,
        }
    }

    /// Whether an edit of `a.md` from the first text to the second keeps what joins all files, and the codes found after it.
    fn edited(one: &str, other: &str) -> (bool, Vec<&'static str>) {
        let portal = |text: &str| {
            let b = "---\ntitle: B\n---\n[A](a.md#見出し)\n";
            Arc::new(Sources::of_texts(&[
                ("site.toml", "id = \"t\"\ntitle = \"T\"\norganization = \"O\"\n"),
                ("content/a.md", text),
                ("content/b.md", b),
            ]))
        };
        let options = options();
        let (_, before) = compile_again(portal(one), &options, Diagnostics::default(), &Cache::default());
        let (now, after) = compile_again(portal(other), &options, Diagnostics::default(), &before);
        let routes = |cache: &Cache| cache.whole.as_ref().map(|(_, whole)| Arc::as_ptr(&whole.routes)).expect("a portal");
        let fresh = compile(portal(other), &options, Diagnostics::default());
        assert!(now.findings.iter().eq(fresh.findings.iter()));
        let page = |compiled: &Compiled| {
            let snapshot = compiled.snapshot.as_ref().expect("a portal");
            let (path, output) = snapshot.routes().output("a/index.html").expect("a page");
            snapshot.render(path, output).expect("a page").into_owned()
        };
        assert_eq!(page(&now), page(&fresh));
        (routes(&before) == routes(&after), now.findings.iter().map(|finding| finding.code.name).collect())
    }

    #[test]
    fn a_text_is_put_into_the_portal_as_it_was() {
        let page = |text: &str| format!("---\ntitle: A\n---\n\n## 見出し\n\n{text}\n");
        assert_eq!(edited(&page("一"), &page("二")), (true, vec![]));
        assert_eq!(edited(&page("一"), &page("[無い](c.md)")), (true, vec!["broken-link"]));
        assert_eq!(edited(&page("[無い](c.md)"), &page("一")), (true, vec![]));
        assert_eq!(edited(&page("一"), &page("一").replace("## 見出し", "## 別の見出し")), (true, vec!["broken-anchor"]));
        assert_eq!(edited(&page("一"), &page("一").replace("title: A", "title: C")), (false, vec![]));
    }

    #[test]
    fn texts_link_to_what_is_generated() {
        let text = "---\ntitle: A\n---\n[一覧](exams/_index.md) [予定](../content/calendar/all.ics) [表](data/courses.csv)\n";
        let sources = Sources::of_texts(&[("site.toml", "id = \"t\"\ntitle = \"T\"\norganization = \"O\"\n"), ("content/a.md", text)]);
        let compiled = compile(Arc::new(sources), &options(), Diagnostics::default());
        assert_eq!(compiled.findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), Vec::<&str>::new());
        let snapshot = compiled.snapshot.expect("a portal");
        let (path, output) = snapshot.routes().output("a/index.html").expect("a page");
        let html = String::from_utf8(snapshot.render(path, output).expect("a page").into_owned()).expect("UTF-8");
        for href in ["../exams/index.html\">一覧", "../calendar/all.ics\">予定", "../data/courses.csv\">表"] {
            assert!(html.contains(href), "{href}");
        }
    }
}
