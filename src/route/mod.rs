//! `Site → Routes`: every output is listed before one byte is rendered. Collisions, links and anchors are settled here.
//!
//! Nothing here renders. A page kind exists when it has a variant of [`Output`], a line in [`list`], a view and a template.

mod check;
mod dataset;
mod file;
mod folder;
mod list;
mod output;
mod path;

pub use check::{BrokenLinks, links};
pub use dataset::Dataset;
pub use output::{CourseFacet, Export, Fixed, MenuGroup, Output, RecordPage, RequirementFacet, SearchFile, ThemePart, tag_slug};
pub use path::RoutePath;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Key, Page, Recorded, Site};
use crate::parse::Markdown;
use crate::source::{SourcePath, Sources};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The codes of this room.
pub static CODES: &[&Code] = &[
    &check::ADDRESS_COLLISION,
    &check::BAD_ADDRESS,
    &check::BROKEN_LINK,
    &check::BROKEN_ANCHOR,
    &check::LINK_TO_HIDDEN,
    &check::LINK_TO_ENDED,
    &folder::FOLDER_WITHOUT_TITLE,
    &file::UNLINKED_FILE,
    &file::PUBLISH_FOLDER,
    &file::NOT_REMOVED,
];

/// What the routes must know of the theme: names only.
#[derive(Clone, Debug)]
pub struct ThemeNames {
    /// Hashed name of the stylesheet.
    pub stylesheet: String,
    /// Hashed names of the scripts, by their plain ones.
    pub scripts: BTreeMap<String, String>,
    /// Files that are passed on as they are.
    pub files: Vec<String>,
}

/// All outputs by path, and where the sources of pages went.
#[derive(Clone, Debug)]
pub struct Routes {
    outputs: BTreeMap<RoutePath, Output>,
    paths: HashMap<Output, RoutePath>,
    sources: HashMap<SourcePath, (RoutePath, Output)>,
}

impl Routes {
    /// All outputs in order of their paths.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&RoutePath, &Output)> {
        self.outputs.iter()
    }

    /// Where an output lies; `None` when this site does not have it.
    pub fn path(&self, output: &Output) -> Option<&RoutePath> {
        self.paths.get(output)
    }

    /// The plain names of the theme's scripts.
    pub fn scripts(&self) -> impl Iterator<Item = &str> {
        self.paths.keys().filter_map(|output| match output {
            Output::Theme(ThemePart::Script(name)) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The files beside the pages that are published.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.outputs.values().filter_map(|output| match output {
            Output::Asset(path) => Some(path),
            _ => None,
        })
    }

    /// The output at a path.
    pub fn output(&self, path: &str) -> Option<(&RoutePath, &Output)> {
        self.outputs.get_key_value(&RoutePath::new(path))
    }

    /// Where the page made from a source file, or the asset, lies.
    pub fn of_source(&self, source: &SourcePath) -> Option<&RoutePath> {
        self.sources.get(source).map(|(path, _)| path)
    }

    /// Where a link to `target` leads: to what is made from that file, or to what is generated where a file of that name would stand:
    /// `content/exams/ip.md` is the page of an exam, `content/data/exams.csv` a table. `None` when nothing is published there, or only
    /// a page that sends on.
    pub fn linked(&self, target: &SourcePath) -> Option<&RoutePath> {
        self.of_source(target).or_else(|| {
            let (path, output) = self.outputs.get_key_value(&generated(target)?)?;
            output.is_generated().then_some(path)
        })
    }

    /// The position of what has ended and had its page where a link to `target` leads.
    pub fn ended(&self, target: &SourcePath) -> Option<usize> {
        let output = self.sources.get(target).map(|(_, output)| output).or_else(|| self.outputs.get(&generated(target)?));
        match output? {
            Output::Record(RecordPage::Ended(at)) => Some(*at),
            _ => None,
        }
    }

    /// Where a page at the place of `target` now sends on to.
    pub(crate) fn sent_on(&self, target: &SourcePath) -> Option<&RoutePath> {
        match self.outputs.get(&generated(target)?)? {
            Output::Redirect { to, .. } => Some(to),
            _ => None,
        }
    }

    /// The text of a page that is made from a Markdown file.
    pub fn body<'a>(&self, site: &'a Site, output: &Output) -> Option<&'a Markdown> {
        match output {
            Output::Record(RecordPage::Course(key)) => Some(&*site[*key].body),
            Output::Record(RecordPage::News(key)) => Some(&*site[*key].body),
            Output::Record(RecordPage::Trend(key)) => Some(&*site[*key].body),
            Output::Record(RecordPage::Page(key)) => Some(&*site[*key].body),
            output => site.section_text(self.path(output)?.address()).map(|page| &*page.body),
        }
    }

    /// The same by its file.
    pub fn body_of_source<'a>(&self, site: &'a Site, source: &SourcePath) -> Option<&'a Markdown> {
        self.body(site, &self.sources.get(source)?.1)
    }
}

/// Lists all outputs of `site`.
pub fn route(site: &Site, sources: &Sources, theme: &ThemeNames, findings: &mut Diagnostics) -> Routes {
    let published = file::published(site, sources);
    file::check(site, sources, &published, findings);
    let mut routes = Routes { outputs: BTreeMap::new(), paths: HashMap::new(), sources: HashMap::new() };
    let listed: Vec<(Output, RoutePath, String, Diagnostics)> = list::outputs(site, &published, theme)
        .into_par_iter()
        .map(|output| {
            let path = output.path(site, theme);
            let fold = check::fold(path.as_str());
            let mut findings = Diagnostics::default();
            check::name(site, &path, &output, &mut findings);
            (output, path, fold, findings)
        })
        .collect();
    routes.paths.reserve(listed.len());
    let mut outputs: Vec<(RoutePath, Output)> = Vec::with_capacity(listed.len());
    let mut folded: HashMap<String, usize> = HashMap::with_capacity(listed.len());
    for (output, path, fold, named) in listed {
        if let Some(first) = folded.get(&fold) {
            findings.push(check::collision(site, &path, &outputs[*first].1, &output));
            continue;
        }
        findings.extend(named);
        folded.insert(fold, outputs.len());
        routes.paths.insert(output.clone(), path.clone());
        outputs.push((path, output));
    }
    // A map is made of what is in order much faster than one by one.
    outputs.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    routes.outputs = outputs.into_iter().collect();
    folder::check(site, sources, findings);
    let of_sources = sources_of(site, &published);
    routes.sources.reserve(of_sources.len());
    for (source, output) in of_sources {
        if let Some(path) = routes.paths.get(&output) {
            routes.sources.insert(source, (path.clone(), output));
        }
    }
    routes
}

/// Where an output would lie that is named by a file of `content/`.
fn generated(target: &SourcePath) -> Option<RoutePath> {
    let path = target.as_str().strip_prefix("content/")?;
    Some(match path.strip_suffix(".md") {
        Some(page) => RoutePath::page(page.strip_suffix("_index").map_or(page, |folder| folder.trim_end_matches('/'))),
        None if target.extension().is_empty() => RoutePath::page(path),
        None => RoutePath::new(path),
    })
}

/// Which output each source file becomes.
fn sources_of(site: &Site, published: &BTreeSet<&SourcePath>) -> Vec<(SourcePath, Output)> {
    let courses = site.courses.iter().map(|(key, course)| (course.meta.origin.path.clone(), Output::Record(RecordPage::Course(key))));
    let news = site.news.iter().map(|(key, news)| (news.meta.origin.path.clone(), Output::Record(RecordPage::News(key))));
    let trends = site.trends.iter().map(|(key, trend)| (trend.meta.origin.path.clone(), Output::Record(RecordPage::Trend(key))));
    let pages = site.pages.iter().map(|(key, page)| (page.meta().origin.path.clone(), page_output(key, page)));
    let assets = published.iter().map(|path| ((*path).clone(), Output::Asset((*path).clone())));
    let ended = list::ended(site).map(|at| (site.publications[at].origin.path.clone(), Output::Record(RecordPage::Ended(at))));
    let ended = ended.filter(|(path, _)| path.extension() == "md");
    courses.chain(news).chain(trends).chain(pages).chain(ended).chain(assets).collect()
}

/// The output that shows `page`: the generated page of the same address, its section, or a page of its own.
pub fn page_output(key: Key<Page>, page: &Page) -> Output {
    match Fixed::at(&page.address).filter(|_| page.is_section) {
        Some(fixed) => Output::Fixed(fixed),
        None if page.is_section => Output::Record(RecordPage::Section(page.address.clone())),
        None => Output::Record(RecordPage::Page(key)),
    }
}

/// All tags of plain pages, in order.
pub fn tags(site: &Site) -> BTreeSet<&str> {
    site.pages.values().flat_map(|page| page.meta.tags.iter().map(String::as_str)).collect()
}
