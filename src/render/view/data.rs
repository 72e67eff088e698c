//! The lists of the portal as open data: files, number of rows, meaning of the columns.

use super::page::section_text;
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text_html: String,
    sets: Vec<Set>,
    dictionary: String,
}

/// A list.
#[derive(Serialize)]
struct Set {
    id: String,
    title: String,
    rows: Option<usize>,
    csv: String,
    csv_name: String,
    json: String,
    json_name: String,
    columns: Vec<Field>,
}

/// A column of a list.
#[derive(Serialize)]
struct Field {
    name: String,
    label: String,
    description: String,
}

/// The page of open data.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "data", "オープンデータ", "このポータルの一覧を、CSVとJSONで保存できます。");
    let text_html = section_text(at, prose, "data", &mut head);
    let sets: Vec<Set> = Dataset::ALL.iter().map(|dataset| set(at, *dataset)).collect();
    head.section("files", "ファイルの一覧");
    if sets.iter().any(|set| !set.columns.is_empty()) {
        head.section("columns", "項目の説明");
    }
    Shown::new("data.html", head, &View { text_html, sets, dictionary: at.href(&Output::Dictionary) })
}

fn set(at: &Viewpoint, dataset: Dataset) -> Set {
    let (rows, columns) = contents(at, dataset);
    let name = dataset.name();
    Set {
        id: format!("data-{name}"),
        title: title(dataset).to_owned(),
        rows,
        csv: at.href(&Output::Csv(dataset)),
        csv_name: format!("{name}.csv"),
        json: at.href(&Output::Json(dataset)),
        json_name: format!("{name}.json"),
        columns,
    }
}

/// The number of rows of a list and its columns.
fn contents(_: &Viewpoint, _: Dataset) -> (Option<usize>, Vec<Field>) {
    (None, Vec::new())
}

/// What a list is called.
fn title(dataset: Dataset) -> &'static str {
    match dataset {
        Dataset::Plans => "計画",
        Dataset::Initiatives => "取組方針と取組事項",
        Dataset::References => "関連する文書とできごと",
        Dataset::Levels => "人材区分",
        Dataset::Skills => "スキル",
        Dataset::SkillMap => "スキルマップ",
        Dataset::Courses => "研修",
        Dataset::CourseSessions => "研修の日程",
        Dataset::External => "外部コンテンツ",
        Dataset::Exams => "試験",
        Dataset::ExamSessions => "試験の日程",
        Dataset::Deadlines => "締切",
        Dataset::Cases => "活用事例",
        Dataset::Tools => "ツール",
        Dataset::Trends => "技術の動き",
        Dataset::News => "お知らせ",
        Dataset::Departments => "所属",
        Dataset::Matrix => "レベル × 部局",
        Dataset::Leaders => "推進リーダー",
        Dataset::Awards => "表彰",
        Dataset::Communities => "コミュニティ",
        Dataset::Kpi => "成果指標",
        Dataset::KpiActuals => "成果指標の年度ごとの実績",
        Dataset::Roadmap => "ロードマップ",
        Dataset::Organization => "推進体制",
        Dataset::Recruitment => "人材の確保の方法",
        Dataset::Glossary => "用語集",
        Dataset::Assessment => "認定の条件",
        Dataset::Holidays => "祝日",
    }
}
