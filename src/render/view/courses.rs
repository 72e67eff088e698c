//! The course list: all courses, mandatory first, then by date, with a static page for each single value.

use crate::field::Choice;
use crate::model::{Format, Key, Level, Tally};
use crate::render::facets::{self, Panel, Question};
use crate::render::frame::Head;
use crate::render::rows::{course_row, offered, sort_courses};
use crate::render::shape::{Alternate, Counted, CountedList, CourseRow, Current, Link};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{CourseFacet, Dataset, Export, Output, RecordPage, RequirementFacet};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    panel: Panel,
    facets: Vec<FacetGroup>,
    courses: Vec<CourseRow>,
    archived: Vec<Link>,
    csv: String,
}

/// Links to the pages of one facet.
#[derive(Serialize)]
pub(super) struct FacetGroup {
    id: &'static str,
    name: String,
    links: CountedList,
}

/// The list of all courses.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "courses", at.words.say("courses.title"), at.words.say("courses.lead"));
    let mut keys: Vec<_> = at.site.courses.keys().collect();
    sort_courses(at, &mut keys);
    let (current, archived): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| offered(&at.site[*key]));
    let rows: Vec<CourseRow> = current.into_iter().map(|key| course_row(at, key)).collect();
    let view = View {
        panel: Panel::new(at, "list", rows.iter().map(|row| &row.data), questions(at)),
        intro_html: at.site.section_text("courses").map_or_else(String::new, |page| prose.html(at, &page.body)),
        facets: value_pages(at, None),
        courses: rows,
        archived: archived.into_iter().map(|key| at.course(key)).collect(),
        csv: at.href(&Output::Export(Export::Csv(Dataset::Courses))),
    };
    if !view.csv.is_empty() {
        head.alternates.push(Alternate { media: "text/csv", title: at.words.say("courses.csv").to_owned(), href: view.csv.clone() });
    }
    Shown::new("courses.html", head, &view)
}

/// What one can ask of the courses.
fn questions(at: &Viewpoint) -> Vec<Question> {
    vec![
        Question::open("level", facets::levels(at)),
        Question::open("area", facets::areas(at)),
        Question::open("length", facets::lengths(at)),
        Question::open("required", facets::said(at, "filter.requirements", ["mandatory", "elective", "optional"])),
        Question::open("format", Format::ALL.iter().map(|format| (format.code().to_owned(), at.words.choice(*format).to_owned()))),
        Question::folded("skill", facets::skills(at)),
        Question::folded("cost", facets::costs(at)),
        Question::folded("network", facets::networks(at)),
        Question::folded("office", facets::departments(at)),
    ]
}

/// The pages of single values that this site has, in three groups; `current` is the page being made.
pub(super) fn value_pages(at: &Viewpoint, current: Option<CourseFacet>) -> Vec<FacetGroup> {
    use RequirementFacet::{Elective, Mandatory, Optional};
    let group = |id, name, facets: Vec<CourseFacet>| FacetGroup {
        id,
        name: at.words.say(name).to_owned(),
        links: facets
            .into_iter()
            .filter(|facet| at.has(&Output::Record(RecordPage::CoursesBy(*facet))))
            .map(|facet| Counted {
                name: facet_name(at, facet),
                href: at.href(&Output::Record(RecordPage::CoursesBy(facet))),
                count: Tally::of(at.site.courses.values().filter(|course| offered(course) && facet.holds(course))),
                current: (current == Some(facet)).then_some(Current::Page),
            })
            .collect::<Vec<_>>()
            .into(),
    };
    let groups = [
        group("by-level", "filter.level", at.site.levels.keys().map(CourseFacet::Level).collect()),
        group("by-requirement", "filter.required", [Mandatory, Elective, Optional].map(CourseFacet::Requirement).to_vec()),
        group("by-format", "filter.format", Format::ALL.iter().copied().map(CourseFacet::Format).collect()),
    ];
    groups.into_iter().filter(|group| !group.links.items.is_empty()).collect()
}

/// What a facet is called.
pub(super) fn facet_name(at: &Viewpoint, facet: CourseFacet) -> String {
    let level = |key: Key<Level>| at.site[key].label.clone();
    match facet {
        CourseFacet::Level(key) => level(key),
        CourseFacet::Requirement(RequirementFacet::Mandatory) => at.words.say("filter.requirements.mandatory").to_owned(),
        CourseFacet::Requirement(RequirementFacet::Elective) => at.words.say("filter.requirements.elective").to_owned(),
        CourseFacet::Requirement(RequirementFacet::Optional) => at.words.say("filter.requirements.optional").to_owned(),
        CourseFacet::Format(format) => at.words.choice(format).to_owned(),
    }
}
