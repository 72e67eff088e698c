//! The courses with one value of a field: a static page instead of a filter.

use super::courses::{FacetGroup, facet_name, value_pages};
use crate::field::Choice;
use crate::render::facets::fragment;
use crate::render::frame::Head;
use crate::render::rows::{course_row, offered, requirement_id, sort_courses};
use crate::render::shape::{CourseRow, Link};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{CourseFacet, Fixed, Output, RequirementFacet};
use crate::schema::Requirement;
use serde::Serialize;

#[derive(Serialize)]
struct View {
    facets: Vec<FacetGroup>,
    courses: Vec<CourseRow>,
    archived: Vec<Link>,
    all: String,
    /// The list of all courses with this value chosen.
    combine: String,
    /// The page of the talent category, when the list is that of one.
    level: Option<Link>,
}

/// The courses that `facet` holds.
pub fn show(at: &Viewpoint, _: &Prose, facet: CourseFacet) -> Shown {
    let name = facet_name(at, facet);
    let mut keys: Vec<_> = at.site.courses.iter().filter(|(_, course)| facet.holds(course)).map(|(key, _)| key).collect();
    sort_courses(at, &mut keys);
    let (current, archived): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| offered(&at.site[*key]));
    let lead = match facet {
        CourseFacet::Level(key) => at.words.fill("course.by_level", &[("name", &at.site[key].name)]),
        CourseFacet::Requirement(_) => at.words.fill("course.by_requirement", &[("name", &name)]),
        CourseFacet::Format(_) => at.words.fill("course.by_format", &[("name", &name)]),
    };
    let head = Head {
        title: at.words.fill("course.by_title", &[("name", &name)]),
        lead: Some(lead.into()),
        above: vec![Output::Fixed(Fixed::Courses)],
        ..Head::default()
    };
    let view = View {
        facets: value_pages(at, Some(facet)),
        combine: combine(at, facet),
        courses: current.into_iter().map(|key| course_row(at, key)).collect(),
        archived: archived.into_iter().map(|key| at.course(key)).collect(),
        all: at.href(&Output::Fixed(Fixed::Courses)),
        level: match facet {
            CourseFacet::Level(key) => Some(at.level(key)),
            _ => None,
        },
    };
    Shown::new("courses_by.html", head, &view)
}

fn combine(at: &Viewpoint, facet: CourseFacet) -> String {
    let (question, value) = match facet {
        CourseFacet::Level(key) => ("level", at.site[key].meta.id.as_str()),
        CourseFacet::Requirement(RequirementFacet::Mandatory) => ("required", requirement_id(Requirement::Mandatory)),
        CourseFacet::Requirement(RequirementFacet::Elective) => ("required", requirement_id(Requirement::Elective)),
        CourseFacet::Requirement(RequirementFacet::Optional) => ("required", requirement_id(Requirement::Optional)),
        CourseFacet::Format(format) => ("format", format.code()),
    };
    format!("{}#{}", at.href(&Output::Fixed(Fixed::Courses)), fragment(&[(question, value)]))
}
