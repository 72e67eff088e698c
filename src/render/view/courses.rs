//! The course list: all courses, mandatory first, then by date, with a static page for each single value.

use crate::model::{Format, Key, Level};
use crate::render::frame::Head;
use crate::render::rows::{course_row, offered, sort_courses};
use crate::render::shape::{Alternate, Counted, CourseRow, Link};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::{CourseFacet, Dataset, Output, RequirementFacet};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    facets: Vec<FacetGroup>,
    courses: Vec<CourseRow>,
    archived: Vec<Link>,
    csv: String,
}

/// Links to the pages of one facet.
#[derive(Serialize)]
pub(super) struct FacetGroup {
    id: &'static str,
    name: &'static str,
    items: Vec<Counted>,
}

/// The list of all courses.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "courses", "研修一覧", "レベル、形式、必須かどうかで探せます。必須のものから並びます。");
    let mut keys: Vec<_> = at.site.courses.keys().collect();
    sort_courses(at, &mut keys);
    let (current, archived): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| offered(&at.site[*key]));
    let view = View {
        intro_html: at.site.section_text("courses").map_or_else(String::new, |page| prose.html(at, &page.body)),
        facets: facets(at, None),
        courses: current.into_iter().map(|key| course_row(at, key)).collect(),
        archived: archived.into_iter().map(|key| at.course(key)).collect(),
        csv: at.href(&Output::Csv(Dataset::Courses)),
    };
    if !view.csv.is_empty() {
        head.alternates.push(Alternate { media: "text/csv", title: "研修一覧（CSV）".to_owned(), href: view.csv.clone() });
    }
    Shown::new("courses.html", head, &view)
}

/// The pages of single values that this site has, in three groups; `current` is the page being made.
pub(super) fn facets(at: &Viewpoint, current: Option<CourseFacet>) -> Vec<FacetGroup> {
    use RequirementFacet::{Elective, Mandatory, Optional};
    let formats =
        [Format::Classroom, Format::Elearning, Format::Online, Format::Ojt, Format::StudyGroup, Format::Briefing, Format::Dispatch];
    let group = |id, name, facets: Vec<CourseFacet>| FacetGroup {
        id,
        name,
        items: facets
            .into_iter()
            .filter(|facet| at.has(&Output::CoursesBy(*facet)))
            .map(|facet| Counted {
                name: facet_name(at, facet),
                href: at.href(&Output::CoursesBy(facet)),
                count: at.site.courses.values().filter(|course| offered(course) && facet.holds(course)).count(),
                current: current == Some(facet),
            })
            .collect(),
    };
    let groups = [
        group("by-level", "人材区分", at.site.levels.keys().map(CourseFacet::Level).collect()),
        group("by-requirement", "必須・選択", [Mandatory, Elective, Optional].map(CourseFacet::Requirement).to_vec()),
        group("by-format", "受け方", formats.map(CourseFacet::Format).to_vec()),
    ];
    groups.into_iter().filter(|group| !group.items.is_empty()).collect()
}

/// What a facet is called.
pub(super) fn facet_name(at: &Viewpoint, facet: CourseFacet) -> String {
    let level = |key: Key<Level>| at.site[key].label.clone();
    match facet {
        CourseFacet::Level(key) => level(key),
        CourseFacet::Requirement(RequirementFacet::Mandatory) => "必須".to_owned(),
        CourseFacet::Requirement(RequirementFacet::Elective) => "選択".to_owned(),
        CourseFacet::Requirement(RequirementFacet::Optional) => "任意".to_owned(),
        CourseFacet::Format(format) => words::format(format).to_owned(),
    }
}
