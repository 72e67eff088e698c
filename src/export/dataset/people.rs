//! Departments, the level × department matrix, leaders, awards and communities as tables. Nobody's name unless the author gave it.

use super::{From, Row, rows};
use crate::export::table::{DataTable, Sheet};
use crate::model::wording;
use crate::model::{Award, Column, Community, Department, Leader, MatrixCell};
use crate::route::{Dataset, Fixed, Output};

/// 所属
pub(super) fn departments(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Department>>::new(Dataset::Departments, "所属", "1行が1つの所属です。");
    sheet.id(|(_, department)| &department.meta.id);
    sheet.column("name", "名前", "所属の名前", |(_, department)| &department.name);
    sheet.column("yomi", "読み", "ひらがなの読み", |(_, department)| &department.yomi);
    sheet.reference(site, "group", "グループ", "属するグループのID", |(_, department)| department.group);
    sheet.reference(site, "parent_group", "上のグループ", "グループが属するグループのID", move |(_, department)| {
        site[department.group?].parent
    });
    sheet.column("ext", "内線", "内線", |(_, department)| &department.ext);
    sheet.column("leader_expected", "リーダーを置く", "true=デジタル推進リーダーを置く所属", |(_, department)| {
        department.leader_expected
    });
    sheet.column("leader_count", "リーダーの数", "指定されているデジタル推進リーダーの数", move |(key, _)| {
        site.links.department_leaders[*key].len()
    });
    sheet.unit("人");
    sheet.meta(site, |(_, department)| &department.meta);
    sheet.fill(rows(&site.departments))
}

/// レベル × 部局
pub(super) fn matrix(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<&MatrixCell>::new(
        Dataset::Matrix,
        "レベルと部局の表",
        "1行が人材区分と部局の組み合わせです。weight は相対的な多さ（0〜4）で、人数ではありません。",
    );
    let target = move |cell: &&MatrixCell| match cell.column {
        Column::Group(group) => (&site[group].meta.id, site[group].name.as_str()),
        Column::Department(department) => (&site[department].meta.id, site[department].name.as_str()),
    };
    sheet.column("id", "ID", "人材区分のIDと部局のIDを -- でつないだもの", move |cell| {
        format!("{}--{}", site[cell.level].meta.id, target(cell).0)
    });
    sheet.reference(site, "level", "人材区分", "人材区分のID", |cell| Some(cell.level));
    sheet.column("target_kind", "部局の種類", "group=グループ、department=所属", |cell| match cell.column {
        Column::Group(_) => "group",
        Column::Department(_) => "department",
    });
    sheet.column("target", "部局", "グループまたは所属のID", move |cell| target(cell).0);
    sheet.column("target_name", "部局（名前）", "グループまたは所属の名前", move |cell| target(cell).1);
    sheet.column("weight", "多さ", "0=想定なし、1=少数、2=ある程度、3=多い、4=とても多い", |cell| cell.weight);
    sheet.column("weight_words", "多さ（日本語）", "weight の日本語の言い方", |cell| wording::weight(cell.weight));
    sheet.column("note", "補足", "補足", |cell| &cell.note);
    sheet.page(from, |_| Output::Fixed(Fixed::Matrix));
    sheet.fill(&site.matrix)
}

/// デジタル推進リーダー
pub(super) fn leaders(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<(usize, &Leader)>::new(
        Dataset::Leaders,
        "デジタル推進リーダー",
        "1行が1人のデジタル推進リーダーの指定です。指定は認定とは別です。",
    );
    sheet.column("id", "ID", "所属のIDと、その所属での順番を -- でつないだもの", move |(at, leader)| {
        let of_department = &site.links.department_leaders[leader.department];
        let place = of_department.iter().position(|leader| leader == at).unwrap_or_default();
        format!("{}--{}", site[leader.department].meta.id, place + 1)
    });
    sheet.reference(site, "department", "所属", "所属のID", |(_, leader)| Some(leader.department));
    sheet.year("designated_year", "指定の年度", "指定された年度", |(_, leader)| Some(leader.designated_fy));
    sheet.column("name", "名前", "名前。載せていないことが多い", |(_, leader)| &leader.name);
    sheet.reference(
        site,
        "level_recognized",
        "認定された区分",
        "認定された人材区分のID。空なら認定の記録なし",
        |(_, leader)| leader.level_recognized,
    );
    sheet.column("contact", "内線", "連絡先の内線", |(_, leader)| &leader.contact);
    sheet.page(from, |_| Output::Fixed(Fixed::Leaders));
    sheet.column("sample", "見本", "true=使い方を示すために作った架空の内容", |(_, leader)| leader.sample);
    sheet.fill(site.leaders.iter().enumerate())
}

/// 表彰
pub(super) fn awards(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Award>>::new(Dataset::Awards, "表彰", "1行が1つの表彰です。");
    sheet.id(|(_, award)| &award.meta.id);
    sheet.year("fiscal_year", "年度", "表彰の年度", |(_, award)| Some(award.fiscal_year));
    sheet.column("title", "名前", "表彰の名前", |(_, award)| &award.title);
    sheet.reference(site, "department", "所属", "表彰された所属のID", |(_, award)| award.department);
    sheet.reference(site, "case", "事例", "表彰された事例のID", |(_, award)| award.case);
    sheet.column("reason", "理由", "表彰の理由", |(_, award)| &award.reason);
    sheet.page(from, |_| Output::Fixed(Fixed::Awards));
    sheet.meta(site, |(_, award)| &award.meta);
    sheet.fill(rows(&site.awards))
}

/// コミュニティ
pub(super) fn communities(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Community>>::new(Dataset::Communities, "コミュニティ", "1行が1つのコミュニティです。");
    sheet.id(|(_, community)| &community.meta.id);
    sheet.column("name", "名前", "コミュニティの名前", |(_, community)| &community.name);
    sheet.column("platform", "場所", "どこで活動しているか", |(_, community)| &community.platform);
    sheet.choice(
        "access",
        "使う回線",
        "lgwan=LGWAN、internet=インターネット、both=どちらも、intranet=庁内",
        |(_, community)| Some(community.access),
    );
    sheet.column("who", "対象", "だれのためのものか", |(_, community)| &community.who);
    sheet.column("join", "参加のしかた", "参加のしかた", |(_, community)| &community.join);
    sheet.column("summary", "概要", "何をしているか", |(_, community)| &community.summary);
    sheet.column("url", "アドレス", "アドレス", |(_, community)| &community.url);
    sheet.page(from, |_| Output::Fixed(Fixed::Communities));
    sheet.meta(site, |(_, community)| &community.meta);
    sheet.fill(rows(&site.communities))
}
