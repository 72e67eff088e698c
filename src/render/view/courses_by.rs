//! The courses with one value of a field: a static page instead of a filter.

use super::courses::{FacetGroup, facet_name, facets};
use crate::render::frame::Head;
use crate::render::rows::{course_row, offered, sort_courses};
use crate::render::shape::{CourseRow, Link};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{CourseFacet, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    facets: Vec<FacetGroup>,
    courses: Vec<CourseRow>,
    archived: Vec<Link>,
    all: String,
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
        lead: Some(lead),
        above: vec![Output::Courses],
        ..Head::default()
    };
    let view = View {
        facets: facets(at, Some(facet)),
        courses: current.into_iter().map(|key| course_row(at, key)).collect(),
        archived: archived.into_iter().map(|key| at.course(key)).collect(),
        all: at.href(&Output::Courses),
        level: match facet {
            CourseFacet::Level(key) => Some(at.level(key)),
            _ => None,
        },
    };
    Shown::new("courses_by.html", head, &view)
}
