//! The frame of every page: menu, crumbs, footer, freshness. What the theme's README calls `site` and `page`.

use super::phrase::phrased;
use super::rows_progress::{Kept, kept_page};
use super::shape::{Alternate, Date, Fresh, Named, TocEntry, Told};
use super::viewpoint::Viewpoint;
use crate::model::due::overdue_since;
use crate::model::{Meta, Page, Recorded, Site, parent};
use crate::parse::Markdown;
use crate::route::{Export, Fixed, MenuGroup, Output, RecordPage, ThemePart, page_output};
use crate::schema::Extra;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a page kind says about its page; the frame adds the rest.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Title without the site's name.
    pub title: String,
    /// The h1, when it differs from the title.
    pub heading_html: Option<String>,
    /// One sentence under the h1.
    pub lead: Option<Told>,
    /// One sentence for lists and search engines; the lead when absent.
    pub description: Option<Told>,
    /// The record that the page shows is invented, so that its description says so, too.
    pub sample: bool,
    /// The pages above this one, home excepted.
    pub above: Vec<Output>,
    /// The line at the end.
    pub fresh: Option<Fresh>,
    /// The sections of the page, in order.
    pub toc: Vec<TocEntry>,
    /// Calendar files, tables, feeds of the same content.
    pub alternates: Vec<Alternate>,
}

impl Head {
    /// The head of a fixed page: title and lead are those of its section's text, or the given ones.
    pub fn of_section(at: &Viewpoint, address: &str, title: &str, lead: &str) -> Self {
        let text = at.site.section_text(address);
        let lead = text.and_then(|page| page.description.clone()).unwrap_or_else(|| lead.to_owned());
        Self {
            title: text.map_or_else(|| title.to_owned(), |page| page.title.clone()),
            lead: (!lead.is_empty()).then_some(Told { words: lead, sample: false }),
            sample: text.is_some_and(|page| page.meta().sample),
            fresh: text.map(|page| fresh(at, page.meta())),
            ..Self::default()
        }
    }

    /// The head of a record's page.
    pub fn of_record(at: &Viewpoint, record: &impl Recorded, above: Output) -> Self {
        Self {
            title: record.title().to_owned(),
            sample: record.meta().sample,
            fresh: Some(fresh(at, record.meta())),
            above: vec![above],
            ..Self::default()
        }
    }

    /// Adds a section to the page's contents.
    pub fn section(&mut self, id: &str, text: &str) {
        self.toc.push(TocEntry { id: id.to_owned(), text: text.to_owned() });
    }

    /// Adds the second-level headings of a text to the page's contents.
    pub fn sections_of(&mut self, body: &Markdown) {
        self.toc.extend(
            body.headings
                .iter()
                .filter(|heading| heading.level == 2)
                .map(|heading| TocEntry { id: heading.id.clone(), text: heading.text.clone() }),
        );
    }
}

/// The freshness line of a record.
pub fn fresh(at: &Viewpoint, meta: &Meta) -> Fresh {
    Fresh {
        updated: meta.updated.map(|day| at.words.date(day)),
        checked: meta.checked_on.or(meta.last_reviewed_on).map(|day| at.words.date(day)),
        owner: meta.owner.map(|owner| at.owner(owner)),
        sources: at.source(meta).into_iter().collect(),
        stale: at.stale(meta),
        overdue: overdue_since(at.site, meta).map(|day| at.words.date(day)),
    }
}

/// `site` of the templates. The same for all pages of one directory level and menu position.
#[derive(Debug, Serialize)]
pub(super) struct SiteFrame {
    id: Option<String>,
    title: String,
    subtitle: String,
    lang: String,
    organization: String,
    home: String,
    search: String,
    stylesheet: String,
    icon: String,
    scripts: BTreeMap<String, String>,
    feeds: Vec<Feed>,
    menu: Vec<MenuEntries>,
    footer: Vec<Named>,
    contact: Option<Contact>,
    built: Date,
    subnav: Option<Subnav>,
}

#[derive(Debug, Serialize)]
struct Feed {
    title: String,
    href: String,
}

#[derive(Clone, Debug, Serialize)]
struct MenuEntries {
    name: String,
    href: String,
    current: &'static str,
    items: Vec<MenuItem>,
}

#[derive(Clone, Debug, Serialize)]
struct MenuItem {
    name: String,
    href: String,
    current: &'static str,
}

#[derive(Debug, Serialize)]
struct Contact {
    office: String,
    ext: Option<String>,
    sample: bool,
}

/// `page` of the templates.
#[derive(Debug, Serialize)]
pub(super) struct PageFrame {
    title: String,
    heading_html: String,
    lead: Option<Told>,
    description: Option<String>,
    crumbs: Vec<Named>,
    has_samples: bool,
    fresh: Option<Fresh>,
    toc: Vec<TocEntry>,
    alternates: Vec<Alternate>,
    /// The record that can be marked.
    kept: Option<Kept>,
    /// It is a course: it can be begun and completed.
    markable: bool,
    /// The page of one's own record.
    progress: String,
    /// What the page says for the portal's own theme.
    extra: Extra,
}

#[derive(Debug, Serialize)]
struct Subnav {
    label: String,
    items: Vec<MenuItem>,
}

/// The entry of the menu that an output belongs to.
pub(super) fn position(site: &Site, output: &Output) -> Option<Output> {
    let page = match output {
        Output::Fixed(Fixed::Home) => return None,
        Output::Record(page) => page,
        other => return Some(other.clone()),
    };
    Some(Output::Fixed(match page {
        RecordPage::Level(_) => Fixed::Levels,
        RecordPage::LevelSkillMap(_) => Fixed::SkillMap,
        RecordPage::Skill(_) => Fixed::Skills,
        RecordPage::CoursesBy(_) | RecordPage::Course(_) => Fixed::Courses,
        RecordPage::Exam(_) => Fixed::Exams,
        RecordPage::CalendarYear(_) => Fixed::Calendar,
        RecordPage::CasesBy(_) | RecordPage::Case(_) => Fixed::Cases,
        RecordPage::Trend(_) => Fixed::Trends,
        RecordPage::News(_) => Fixed::NewsList,
        RecordPage::Kpi(_) | RecordPage::KpiReport(_) => Fixed::Kpis,
        RecordPage::Assessment(_) => Fixed::Assessments,
        RecordPage::Page(key) => return section_entry(site, parent(&site[*key].address)),
        RecordPage::Section(address) => return section_entry(site, address),
        RecordPage::Ended(at) => return position(site, &super::view::list_of_ended(&site.publications[*at])),
        RecordPage::Tags | RecordPage::Tag(_) => return None,
    }))
}

/// Whether the frame itself links to the page of `output`: then its links are its own, and no page beside it shares them.
pub(super) fn is_target(site: &Site, output: &Output) -> bool {
    match output {
        Output::Record(RecordPage::Page(key)) => in_footer(&site[*key]),
        output => position(site, output).as_ref() == Some(output),
    }
}

/// Pages that the footer links to when they exist.
fn in_footer(page: &Page) -> bool {
    matches!(&*page.address, "about/accessibility" | "about/contact")
}

/// The menu entry of the section at `address`: a generated page, or the topmost section.
fn section_entry(site: &Site, address: &str) -> Option<Output> {
    let top = address.split('/').next().filter(|top| !top.is_empty())?;
    Fixed::at(top)
        .map(Output::Fixed)
        .or_else(|| site.sections.contains_key(top).then(|| Output::Record(RecordPage::Section(top.to_owned()))))
}

/// Sections at the top that no generated page stands for; they join the last group of the menu.
fn own_sections(at: &Viewpoint) -> impl Iterator<Item = (Output, String)> {
    let top = at.site.sections.iter().filter(|(address, _)| !address.is_empty() && !address.contains('/'));
    let own = top.filter(|(address, _)| Fixed::at(address).is_none());
    own.take(10).map(|(address, _)| (Output::Record(RecordPage::Section(address.clone())), at.section_title(address)))
}

fn menu(at: &Viewpoint, output: &Output) -> Vec<MenuEntries> {
    let current = position(at.site, output);
    MenuGroup::ALL
        .iter()
        .map(|(group, name)| {
            let own: Vec<_> = if *group == MenuGroup::Site { own_sections(at).collect() } else { Vec::new() };
            let fixed = Fixed::ALL.iter().filter_map(|page| Some((*page, page.menu().filter(|(of, _)| of == group)?.1)));
            let pages = fixed.map(|(page, word)| (Output::Fixed(page), at.words.say(word).to_owned())).chain(own);
            let items: Vec<MenuItem> =
                pages.map(|(page, name)| MenuItem { current: mark(&page, output, current.as_ref()), href: at.href(&page), name }).collect();
            let inside = items.iter().any(|item| !item.current.is_empty());
            let on_first = items.first().is_some_and(|item| item.current == "page");
            MenuEntries {
                name: at.words.say(name).to_owned(),
                href: items.first().map_or_else(String::new, |item| item.href.clone()),
                current: if on_first {
                    "page"
                } else if inside {
                    "true"
                } else {
                    ""
                },
                items,
            }
        })
        .collect()
}

/// `page` on the page itself, `true` below it.
fn mark(page: &Output, output: &Output, current: Option<&Output>) -> &'static str {
    match current {
        _ if page == output => "page",
        Some(current) if current == page => "true",
        _ => "",
    }
}

impl SiteFrame {
    pub(super) fn new(at: &Viewpoint, output: &Output) -> Self {
        let site = at.site;
        let config = &site.config;
        let contact = config.contact.as_ref().and_then(|contact| {
            let department = &site[site.departments.key(contact.owner.as_str())?];
            Some(Contact {
                office: department.name.clone(),
                ext: contact.ext.clone().or_else(|| department.ext.clone()),
                sample: department.meta.invents("ext"),
            })
        });
        let menu = menu(at, output);
        let group = menu.iter().find(|group| !group.current.is_empty());
        let feed = |title: &str, output: Output| Feed { title: at.words.beside(&config.title, title), href: at.href(&output) };
        let footer = [
            ("menu.glossary", Output::Fixed(Fixed::Glossary)),
            ("menu.updates", Output::Fixed(Fixed::Updates)),
            ("menu.data", Output::Fixed(Fixed::Data)),
        ];
        let mut about: Vec<_> = site.sections.get("about").map_or_else(Vec::new, |section| section.pages.clone());
        about.retain(|key| in_footer(&site[*key]));
        about.sort_unstable();
        let about = about.into_iter().map(|key| Named { name: site[key].title.clone(), href: at.href(&page_output(key, &site[key])) });
        Self {
            id: config.id.as_ref().map(ToString::to_string),
            title: config.title.clone(),
            subtitle: config.subtitle.clone(),
            lang: config.language.clone(),
            organization: config.organization.clone(),
            home: at.href(&Output::Fixed(Fixed::Home)),
            search: at.href(&Output::Fixed(Fixed::Search)),
            stylesheet: at.href(&Output::Theme(ThemePart::Stylesheet)),
            icon: at.href(&Output::Theme(ThemePart::File("icon.svg".to_owned()))),
            scripts: at
                .routes
                .scripts()
                .map(|name| (name.to_owned(), at.href(&Output::Theme(ThemePart::Script(name.to_owned())))))
                .collect(),
            feeds: vec![
                feed(at.words.say("menu.news"), Output::Export(Export::NewsFeed)),
                feed(at.words.say("menu.trends"), Output::Export(Export::TrendFeed)),
            ],
            subnav: group.map(|group| Subnav { label: group.name.clone(), items: group.items.clone() }),
            menu,
            footer: footer
                .into_iter()
                .map(|(name, output)| Named { name: at.words.say(name).to_owned(), href: at.href(&output) })
                .chain(about)
                .collect(),
            contact,
            built: at.words.date(site.today()),
        }
    }

    /// The group of the menu that the page belongs to, as a link to its first page.
    pub(super) fn group(&self) -> Option<Named> {
        let group = self.menu.iter().find(|group| !group.current.is_empty())?;
        Some(Named { name: group.name.clone(), href: group.href.clone() })
    }
}

impl PageFrame {
    pub(super) fn new(at: &Viewpoint, output: &Output, head: Head, group: Option<&Named>, has_samples: bool) -> Self {
        let Head { title, heading_html, lead, description, sample, above, fresh, toc, alternates } = head;
        let heading_html = heading_html.unwrap_or_else(|| phrased(&title));
        Self {
            crumbs: crumbs(at, output, group, &above, &title),
            description: description.or_else(|| lead.clone()).map(|told| at.words.told(&Told { sample: told.sample || sample, ..told })),
            title,
            heading_html,
            lead,
            has_samples,
            fresh,
            toc,
            alternates,
            kept: kept_page(at.site, output),
            markable: matches!(output, Output::Record(RecordPage::Course(_))),
            progress: at.href(&Output::Fixed(Fixed::Progress)),
            extra: extra(at, output),
        }
    }
}

/// The free fields of the page, or of the text of its section; none for pages without.
fn extra(at: &Viewpoint, output: &Output) -> Extra {
    let extra = match output {
        Output::Record(RecordPage::Course(key)) => Some(&at.site[*key].extra),
        Output::Record(RecordPage::News(key)) => Some(&at.site[*key].extra),
        Output::Record(RecordPage::Trend(key)) => Some(&at.site[*key].extra),
        Output::Record(RecordPage::Page(key)) => Some(&at.site[*key].extra),
        _ => at.site.section_text(at.here.address()).map(|page| &page.extra),
    };
    extra.cloned().unwrap_or_default()
}

/// Home, group, the pages above, the page itself. None on home.
fn crumbs(at: &Viewpoint, output: &Output, group: Option<&Named>, above: &[Output], title: &str) -> Vec<Named> {
    if *output == Output::Fixed(Fixed::Home) {
        return Vec::new();
    }
    let mut crumbs = vec![Named { name: at.words.say("frame.home").to_owned(), href: at.href(&Output::Fixed(Fixed::Home)) }];
    crumbs.extend(group.cloned());
    crumbs.extend(above.iter().map(|page| Named { name: name(at, page), href: at.href(page) }));
    crumbs.push(Named { name: title.to_owned(), href: String::new() });
    crumbs.dedup_by(|a, b| !a.href.is_empty() && a.href == b.href);
    crumbs
}

/// The way to a page of the menu in words: 「学ぶ › 研修一覧」. What the menu does not hold is named by its title.
pub fn trail(at: &Viewpoint, output: &Output, title: &str) -> String {
    let Output::Fixed(page) = output else { return title.to_owned() };
    let group = page.menu().and_then(|(group, _)| MenuGroup::ALL.iter().find(|(of, _)| *of == group));
    group.map_or_else(|| title.to_owned(), |(_, group)| format!("{} › {}", at.words.say(group), name(at, output)))
}

/// What a page above another is called.
pub fn name(at: &Viewpoint, output: &Output) -> String {
    match output {
        Output::Fixed(page) => page.menu().map_or_else(String::new, |(_, word)| at.words.say(word).to_owned()),
        Output::Record(RecordPage::Level(key)) => at.site[*key].label.clone(),
        Output::Record(RecordPage::Kpi(key)) => at.site[*key].name.clone(),
        Output::Record(RecordPage::Section(address)) => at.section_title(address),
        Output::Record(RecordPage::Tags) => at.words.say("menu.tags").to_owned(),
        _ => String::new(),
    }
}
