//! All exams, by kind.

use crate::model::{Exam, ExamKind, Key};
use crate::notation::grouped;
use crate::render::frame::Head;
use crate::render::rows_catalogue::{checked, ended, exam_next, intro, scheme};
use crate::render::rows_dates::{Sitting, sitting_row, span};
use crate::render::shape::{Cell, Column, Link, Table};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::{Dataset, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
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
    name: &'static str,
    table: Table,
}

/// The page of all exams.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "exams", "資格・試験", "国家試験や資格の内容、申込、日程です。");
    let groups: Vec<Group> =
        [ExamKind::National, ExamKind::Public, ExamKind::Vendor].into_iter().filter_map(|kind| group(at, kind)).collect();
    let view = View {
        intro_html: intro(at, prose, "exams"),
        sittings: coming(at),
        groups,
        ended: at.site.exams.iter().filter(|(_, exam)| ended(at, exam)).map(|(key, _)| at.exam(key)).collect(),
        deadlines: at.href(&Output::Deadlines),
        calendar: at.href(&Output::CalendarFile),
        csv: at.href(&Output::Csv(Dataset::Exams)),
    };
    Shown::new("exams.html", head, &view)
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
    let name = words::exam_kind(kind);
    let columns = vec![
        Column::text("試験"),
        Column::text("数える区分"),
        Column::short("時期の型"),
        Column::text("次の日程"),
        Column::num("受験料（円）"),
        Column::short("スキルレベル"),
        Column::short("確認"),
    ];
    let mut table = Table::new(caption, format!("{name}の時期と費用"), columns);
    let exams = at.site.exams.iter().filter(|(_, exam)| exam.kind == kind && !ended(at, exam));
    exams.for_each(|(key, exam)| table.push(row(at, key, exam)));
    (!table.rows.is_empty()).then_some(Group { id, name, table })
}

fn row(at: &Viewpoint, key: Key<Exam>, exam: &Exam) -> Vec<Cell> {
    let name = Cell { sub: Some(exam.provider.name.clone()), ..Cell::from(at.exam(key)) };
    let levels = at.chips(exam.counts_for.iter().copied());
    let fee = exam.fee.map_or_else(|| "要確認".to_owned(), |fee| grouped(fee as f64, 0));
    let standing = checked(&exam.meta).map_or_else(|| Cell::text("―"), |state| Cell { state: Some(state), ..Cell::default() });
    vec![
        name,
        if levels.is_empty() { Cell::text("―") } else { Cell::levels(levels) },
        Cell::text(words::timing(exam.timing)),
        exam_next(at, key),
        Cell::text(fee),
        Cell::text(scheme(exam).unwrap_or_else(|| "―".to_owned())),
        standing,
    ]
}
