//! All exams, by kind.

use crate::model::{Exam, ExamKind, Key, Timing};
use crate::notation::grouped;
use crate::render::facets::{self, Panel, Question};
use crate::render::frame::Head;
use crate::render::rows_catalogue::{checked, ended, exam_kind_id, exam_next, exam_traits, intro, scheme, timing_id};
use crate::render::rows_dates::{Sitting, sitting_row, span};
use crate::render::shape::{Cell, Column, Link, Table};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Export, Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    panel: Panel,
    sittings: Vec<Sitting>,
    groups: Vec<Group>,
    ended: Vec<Link>,
    deadlines: String,
    calendar: String,
    csv: String,
}

/// The exams of one kind.
#[derive(Serialize)]
struct Group {
    id: &'static str,
    name: String,
    table: Table,
}

const KINDS: [ExamKind; 3] = [ExamKind::National, ExamKind::Public, ExamKind::Vendor];

/// The page of all exams.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "exams", at.words.say("exams.title"), at.words.say("exams.lead"));
    let groups: Vec<Group> = KINDS.into_iter().filter_map(|kind| group(at, kind)).collect();
    let rows = groups.iter().flat_map(|group| &group.table.rows).map(|row| &row.data);
    let view = View {
        panel: Panel::new(at, "list", rows, questions(at)),
        intro_html: intro(at, prose, "exams"),
        sittings: coming(at),
        groups,
        ended: at.site.exams.iter().filter(|(_, exam)| ended(at, exam)).map(|(key, _)| at.exam(key)).collect(),
        deadlines: at.href(&Output::Fixed(Fixed::Deadlines)),
        calendar: at.href(&Output::Export(Export::Calendar)),
        csv: at.href(&Output::Export(Export::Csv(Dataset::Exams))),
    };
    Shown::new("exams.html", head, &view)
}

/// What one can ask of exams.
fn questions(at: &Viewpoint) -> Vec<Question> {
    let timings = [Timing::FixedDay, Timing::Window, Timing::YearRound, Timing::PerVenue];
    vec![
        Question::open("level", facets::levels(at)),
        Question::open("area", facets::areas(at)),
        Question::open("timing", timings.map(|timing| (timing_id(timing).to_owned(), at.words.choice(timing).to_owned()))),
        Question::open("cost", facets::costs(at)),
        Question::open("holder", KINDS.map(|kind| (exam_kind_id(kind).to_owned(), at.words.choice(kind).to_owned()))),
        Question::folded("skill", facets::skills(at)),
    ]
}

/// Sittings of which something is still to come.
fn coming(at: &Viewpoint) -> Vec<Sitting> {
    let today = at.site.today();
    let sessions = at.site.exam_sessions.iter().filter(|(_, session)| span(session).is_some_and(|(_, last)| last >= today));
    sessions.filter_map(|(key, _)| sitting_row(at, key)).collect()
}

fn group(at: &Viewpoint, kind: ExamKind) -> Option<Group> {
    let (id, caption) = match kind {
        ExamKind::National => ("national", "table-national"),
        ExamKind::Public => ("public", "table-public"),
        ExamKind::Vendor => ("vendor", "table-vendor"),
    };
    let name = at.words.choice(kind);
    let say = |name| at.words.say(name);
    let exams = || at.site.exams.iter().filter(|(_, exam)| exam.kind == kind && !ended(at, exam));
    // Which levels an exam counts for is often the portal's own idea, while the exam is real.
    let mut counting = exams().filter(|(_, exam)| !exam.counts_for.is_empty()).peekable();
    let invented = counting.peek().is_some() && counting.all(|(_, exam)| exam.meta.invents("counts_for"));
    let columns = vec![
        Column::text(say("exams.exam")),
        Column { sample: invented, ..Column::text(say("exams.counts")) },
        Column::short(say("exams.timing")),
        Column::text(say("exams.next")),
        Column::num(say("exams.fee")),
        Column::short(say("exams.scheme")),
        Column::short(say("exams.checked")),
    ];
    let mut table = Table::new(caption, at.words.fill("exams.table", &[("name", &name)]), columns);
    exams().for_each(|(key, exam)| table.push_with(exam_traits(at, exam), row(at, key, exam, invented)));
    (!table.rows.is_empty()).then_some(Group { id, name: name.to_owned(), table })
}

/// `said`: the head of the column already says that the levels are invented.
fn row(at: &Viewpoint, key: Key<Exam>, exam: &Exam, said: bool) -> Vec<Cell> {
    let name = Cell { sub: Some(exam.provider.name.clone()), ..Cell::from(at.exam(key)) };
    let levels = at.chips(exam.counts_for.iter().copied());
    let fee = exam.fee.map_or_else(|| at.words.say("exams.unsure").to_owned(), |fee| grouped(fee as f64, 0));
    let standing = checked(at, &exam.meta).map_or_else(|| Cell::text("―"), |state| Cell { state: Some(state), ..Cell::default() });
    vec![
        name,
        if levels.is_empty() {
            Cell::text("―")
        } else {
            Cell { sample: !said && exam.meta.invents("counts_for"), ..Cell::levels(levels) }
        },
        Cell::text(at.words.choice(exam.timing)),
        exam_next(at, key),
        Cell::text(fee),
        Cell::text(scheme(exam).unwrap_or_else(|| "―".to_owned())),
        standing,
    ]
}
