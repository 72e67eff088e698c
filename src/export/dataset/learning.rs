//! Levels, skills, the skill map, courses and assessment rules as tables.

use super::{From, Row, rows};
use crate::export::table::{DataTable, Sheet};
use crate::model::names::Entity;
use crate::model::skill_map::{Cell, Programme};
use crate::model::{Assessment, Course, Key, Level, Requirement, Rule, Skill};
use crate::route::{Dataset, Output, RecordPage};

/// 人材区分
pub(super) fn levels(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Level>>::new(Dataset::Levels, "人材区分", "1行が1つの人材区分（レベル、全職員、管理、外部人材）です。");
    sheet.id(|(_, level)| &level.meta.id);
    sheet.choice("kind", "種類", "base=全職員、level=レベル、management=管理、external=外部人材", |(_, level)| {
        Some(level.kind)
    });
    sheet.column("number", "レベルの番号", "kind が level のとき1〜4", |(_, level)| level.number);
    sheet.column("name", "名前", "人材区分の名前", |(_, level)| &level.name);
    sheet.column("label", "短い名前", "一覧で使う短い名前", |(_, level)| &level.label);
    sheet.column("short", "略称", "狭い画面で使う名前", |(_, level)| &level.short);
    sheet.column("summary", "概要", "どんな人材か", |(_, level)| &level.summary);
    sheet.column("stated", "計画の文言", "計画に書かれている言葉のまま", |(_, level)| &level.stated);
    sheet.column("audience", "対象", "だれが目指すか", |(_, level)| &level.audience);
    sheet.column("rationale", "必要な理由", "なぜ必要か", |(_, level)| level.rationale.as_ref().map(|text| text.text.as_str()));
    sheet.column("development", "育て方", "どのように育てるか", |(_, level)| &level.development);
    sheet.column("role", "役割", "役割", |(_, level)| &level.role);
    sheet.column("mindset", "マインドセット", "心構え", |(_, level)| &level.mindset);
    sheet.references(site, "skills", "必要なスキル", "スキルセットのスキルのID", |(_, level)| {
        level.skills.iter().map(|(skill, _)| *skill).collect::<Vec<Key<Skill>>>()
    });
    sheet.column("skill_steps", "必要な段階", "skills と同じ並びで、必要な段階（1〜4）", |(_, level)| {
        steps(&level.skills)
    });
    sheet.references(site, "prerequisites", "先に必要な区分", "先に到達しておく人材区分のID", |(_, level)| {
        level.prerequisites.clone()
    });
    sheet.choice("priority", "優先度", "mandatory=必須、focus=重点的に育成、as-needed=必要に応じて", |(_, level)| {
        level.priority
    });
    sheet.column("level_from", "レベルの下限", "管理の区分が受け持つ最初のレベル", |(_, level)| {
        level.level_range.map(|(from, _)| from)
    });
    sheet.column("level_to", "レベルの上限", "管理の区分が受け持つ最後のレベル", |(_, level)| {
        level.level_range.map(|(_, to)| to)
    });
    sheet.column("level_rule", "目指すレベル", "範囲の中でどのレベルを目指すか", |(_, level)| &level.level_rule);
    sheet.references(site, "supplements", "補う区分", "外部人材が補う人材区分のID", |(_, level)| level.supplements.clone());
    sheet.column("self_check", "自己チェック", "true=自己チェックがある", |(_, level)| level.self_check);
    sheet.choice("recognition", "認定制度", "planned=検討中、trial=試行、running=運用", |(_, level)| level.recognition);
    sheet.column("note", "補足", "説明", |(_, level)| level.note.as_ref().map(|text| text.text.as_str()));
    sheet.page(from, |(key, _)| Output::Record(RecordPage::Level(*key)));
    sheet.meta(site, |(_, level)| &level.meta);
    sheet.fill(rows(&site.levels))
}

/// Steps of `skills`, in their order.
fn steps(skills: &[(Key<Skill>, u8)]) -> Vec<String> {
    skills.iter().map(|(_, step)| step.to_string()).collect()
}

/// スキル
pub(super) fn skills(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Skill>>::new(Dataset::Skills, "スキル", "1行が1つのスキルです。段階1〜4の「できること」を含みます。");
    sheet.id(|(_, skill)| &skill.meta.id);
    sheet.column("name", "名前", "スキルの名前", |(_, skill)| &skill.name);
    sheet.column("yomi", "読み", "ひらがなの読み", |(_, skill)| &skill.yomi);
    sheet.reference(site, "category", "分類", "スキルの分類のID", |(_, skill)| skill.category);
    sheet.column("summary", "概要", "どんなスキルか", |(_, skill)| &skill.summary);
    sheet.column("refs", "他の基準", "他の基準との対応（基準:項目）", |(_, skill)| {
        skill.refs.iter().map(|(scheme, item)| format!("{scheme}:{item}")).collect::<Vec<_>>()
    });
    for (step, name, label) in [(1, "step1", "段階1"), (2, "step2", "段階2"), (3, "step3", "段階3"), (4, "step4", "段階4")] {
        let can = move |(_, skill): &Row<Skill>| skill.steps.get(&step).and_then(Clone::clone);
        sheet.column(name, format!("{label}のできること"), format!("{label}でできること"), can);
    }
    sheet.column("undefined_steps", "定めのない段階", "あえて定めていない段階", |(_, skill)| {
        skill.steps.iter().filter(|(_, can)| can.is_none()).map(|(step, _)| step.to_string()).collect::<Vec<_>>()
    });
    sheet.references(site, "levels", "必要とする区分", "このスキルを必要とする人材区分のID", move |(key, _)| {
        site.links.skill_levels[*key].iter().map(|(level, _)| *level).collect::<Vec<_>>()
    });
    sheet.column("level_steps", "必要な段階", "levels と同じ並びで、必要な段階", move |(key, _)| {
        site.links.skill_levels[*key].iter().map(|(_, step)| step.to_string()).collect::<Vec<_>>()
    });
    sheet.page(from, |(key, _)| Output::Record(RecordPage::Skill(*key)));
    sheet.meta(site, |(_, skill)| &skill.meta);
    sheet.fill(rows(&site.skills))
}

/// スキルマップ: one row per skill and level.
pub(super) fn skill_map(from: From<'_>) -> DataTable {
    type Place<'a> = (Key<Skill>, Key<Level>, &'a Cell);
    let site = from.site;
    let mut sheet = Sheet::<Place>::new(
        Dataset::SkillMap,
        "スキルマップ",
        "1行がスキルと人材区分の組み合わせです。必要な段階、そこへ導く研修と外部コンテンツ、研修のない組み合わせ（gap）が分かります。",
    );
    sheet.column("id", "ID", "スキルのIDと人材区分のIDを -- でつないだもの", move |(skill, level, _)| {
        format!("{}--{}", site[*skill].meta.id, site[*level].meta.id)
    });
    sheet.reference(site, "skill", "スキル", "スキルのID", |(skill, ..)| Some(*skill));
    sheet.reference(site, "category", "分類", "スキルの分類のID", move |(skill, ..)| site[*skill].category);
    sheet.reference(site, "level", "人材区分", "人材区分のID", |(_, level, _)| Some(*level));
    sheet.column("needed", "必要", "true=この人材区分に必要なスキル", |(.., cell)| cell.step.is_some());
    sheet.column("step", "必要な段階", "必要な段階（1〜4）。空なら必要としていない", |(.., cell)| cell.step);
    sheet.references(site, "courses", "研修", "導く研修のID", |(.., cell)| {
        cell.programmes.iter().filter_map(|(_, of)| if let Programme::Course(key) = of { Some(*key) } else { None }).collect::<Vec<_>>()
    });
    sheet.choices(
        "requirement",
        "受講の区分",
        "courses と同じ並びで、mandatory=必須、elective=選択、optional=任意",
        |(.., cell)| {
            let courses = cell.programmes.iter().filter(|(_, of)| matches!(of, Programme::Course(_)));
            courses.map(|(requirement, _)| *requirement).collect()
        },
    );
    sheet.references(site, "external", "外部コンテンツ", "導く外部コンテンツのID", |(.., cell)| {
        cell.programmes.iter().filter_map(|(_, of)| if let Programme::External(key) = of { Some(*key) } else { None }).collect::<Vec<_>>()
    });
    sheet.column("gap", "研修なし", "true=必要なのに、導く研修も外部コンテンツもない", |(.., cell)| cell.is_gap());
    sheet.column("sample", "見本", "true=スキル、区分に必要な段階、導く研修や外部コンテンツのどれかが架空", |(.., cell)| cell.sample);
    sheet.page(from, |(_, level, _)| Output::Record(RecordPage::LevelSkillMap(*level)));
    let map = &from.figures.skill_map;
    sheet.fill(map.rows.iter().flat_map(|row| row.cells.iter().zip(&map.columns).map(|(cell, level)| (row.skill, *level, cell))))
}

/// 研修
pub(super) fn courses(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Course>>::new(Dataset::Courses, "研修", "1行が1つの研修です。日程は course-sessions にあります。");
    sheet.id(|(_, course)| &course.meta.id);
    sheet.column("title", "名前", "研修の名前", |(_, course)| &course.title);
    sheet.column("yomi", "読み", "並べるときの読み", |(_, course)| &course.yomi);
    sheet.column("summary", "概要", "1文の説明", |(_, course)| &course.summary);
    sheet.references(site, "levels", "対象の区分", "対象の人材区分のID", |(_, course)| {
        course.levels.iter().map(|(level, _)| *level).collect::<Vec<Key<Level>>>()
    });
    sheet.choices(
        "requirement",
        "受講の区分",
        "levels と同じ並びで、mandatory=必須、elective=選択、optional=任意",
        |(_, course)| -> Vec<Requirement> { course.levels.iter().map(|(_, requirement)| *requirement).collect() },
    );
    sheet.references(site, "skills", "身につくスキル", "スキルのID", |(_, course)| {
        course.skills.iter().map(|(skill, _)| *skill).collect::<Vec<Key<Skill>>>()
    });
    sheet.column("skill_steps", "到達する段階", "skills と同じ並びで、到達する段階（1〜4）", |(_, course)| {
        steps(&course.skills)
    });
    sheet.choices(
        "format",
        "方法",
        "classroom=集合、elearning=eラーニング、online=オンライン配信、ojt=OJT、study-group=勉強会、briefing=説明会、dispatch=派遣",
        |(_, course)| course.format.clone(),
    );
    sheet.choice("instructor", "講師", "internal=内部講師、external=外部講師、partner=民間（連携協定）", |(_, course)| course.instructor);
    sheet.reference(site, "provider", "実施する所属", "実施する所属のID", |(_, course)| course.provider);
    sheet.column("partner", "協力先", "協力する企業や学校", |(_, course)| &course.partner);
    sheet.column("duration_minutes", "時間", "かかる時間", |(_, course)| course.duration_minutes).unit("分");
    sheet.column("cost", "費用", "受講者の負担。0は無料", |(_, course)| course.cost).unit("円");
    sheet.choice("access", "使う回線", "lgwan=LGWAN、internet=インターネット、both=どちらも、intranet=庁内", |(_, course)| course.access);
    sheet.references(site, "prerequisites", "先に受ける研修", "先に受ける研修のID", |(_, course)| {
        course.prerequisites.clone()
    });
    sheet.deadline("due", "受講期限", "終えるまでの期限", |(_, course)| course.due);
    sheet.column("every", "頻度", "どのくらいの間隔で受けるか", |(_, course)| &course.every);
    sheet.references(site, "related_kpi", "関係するKPI", "関係するKPIのID", |(_, course)| course.related_kpi.clone());
    sheet.references(site, "tools", "ツール", "扱うツールのID", |(_, course)| course.tools.clone());
    sheet.column("goals", "できるようになること", "終えたときにできること", |(_, course)| &course.goals);
    sheet.column("session_count", "日程の数", "course-sessions にある日程の数", |(_, course)| course.sessions.len()).unit("件");
    sheet.references(site, "exams", "つながる試験", "この研修が準備になる試験のID", move |(key, _)| {
        site.links.course_exams[*key].clone()
    });
    sheet.page(from, |(key, _)| Output::Record(RecordPage::Course(*key)));
    sheet.meta(site, |(_, course)| &course.meta);
    sheet.fill(rows(&site.courses))
}

/// A node of an assessment rule in its table.
struct Node<'a> {
    assessment: &'a Assessment,
    /// Its place: `r` is the root, `r1-2` the second node below the first.
    place: String,
    parent: Option<String>,
    depth: usize,
    what: What<'a>,
}

/// What a row of the table of assessment rules says.
#[derive(Clone, Copy)]
enum What<'a> {
    Rule(&'a Rule),
    Keep(&'a Key<Course>, &'a str),
}

/// 認定の条件: the rule trees, one row per node.
pub(super) fn assessment(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Node>::new(
        Dataset::Assessment,
        "認定の条件",
        "1行が認定の条件の1つの節です。parent をたどると条件の木になります。rule が keep の行は、認定を保つために繰り返すものです。",
    );
    sheet.column("id", "ID", "人材区分のIDと節の名前を -- でつないだもの", |node| {
        format!("{}--{}", node.assessment.meta.id, node.place)
    });
    sheet.reference(site, "level", "人材区分", "認定する人材区分のID", |node| Some(node.assessment.level));
    sheet.column("node", "節", "r が一番上。r1-2 は1番目の下の2番目", |node| node.place.clone());
    sheet.column("parent", "上の節", "上の節の名前", |node| node.parent.clone());
    sheet.column("depth", "深さ", "一番上が0", |node| node.depth);
    sheet.column(
        "rule",
        "条件の種類",
        "all=すべて、at_least=count 個以上、course=研修の修了、exam=試験の合格、work=実務経験、level=人材区分の認定、keep=認定を保つための受講",
        |node| rule_word(node.what),
    );
    sheet.column("count", "必要な数", "at_least のとき、満たす節の数", |node| match node.what {
        What::Rule(Rule::AtLeast(count, ..)) => Some(*count),
        _ => None,
    });
    sheet.column("options", "選べる数", "下にある節の数", |node| match node.what {
        What::Rule(Rule::All(below) | Rule::AtLeast(_, below, _)) => Some(below.len()),
        _ => None,
    });
    sheet.column("target", "対象のID", "研修、試験、人材区分のID", move |node| match node.what {
        What::Rule(Rule::Course(course)) | What::Keep(course, _) => Some(&site[*course].meta.id),
        What::Rule(Rule::Exam(exam)) => Some(&site[*exam].meta.id),
        What::Rule(Rule::Level(level)) => Some(&site[*level].meta.id),
        What::Rule(Rule::All(_) | Rule::AtLeast(..) | Rule::Work(..) | Rule::Ended(_)) => None,
    });
    sheet.column("target_name", "対象の名前", "研修、試験、人材区分の名前", move |node| match node.what {
        What::Rule(Rule::Course(course)) | What::Keep(course, _) => Some(&site[*course].title),
        What::Rule(Rule::Exam(exam)) => Some(&site[*exam].name),
        What::Rule(Rule::Level(level)) => Some(&site[*level].name),
        What::Rule(Rule::All(_) | Rule::AtLeast(..) | Rule::Work(..) | Rule::Ended(_)) => None,
    });
    sheet.column("work_role", "実務の役割", "work のとき、どの役割での経験か", |node| match node.what {
        What::Rule(Rule::Work(role, _)) => Some(role),
        _ => None,
    });
    sheet.column("work_months", "実務の月数", "work のとき、必要な月数", |node| match node.what {
        What::Rule(Rule::Work(_, months)) => Some(*months),
        _ => None,
    });
    sheet.unit("か月");
    sheet.column("every", "頻度", "keep のとき、どのくらいの間隔で繰り返すか", |node| match node.what {
        What::Keep(_, every) => Some(every),
        What::Rule(_) => None,
    });
    sheet.reference(site, "recognized_by", "認定する所属", "認定する所属のID", |node| node.assessment.recognized_by);
    sheet.column("note", "補足", "説明", |node| &node.assessment.note);
    sheet.page(from, |node| Output::Record(RecordPage::Assessment(node.assessment.level)));
    sheet.meta(site, |node| &node.assessment.meta);
    sheet.fill(site.assessments.iter().flat_map(nodes))
}

fn rule_word(what: What) -> &'static str {
    match what {
        What::Rule(Rule::All(_)) => "all",
        What::Rule(Rule::AtLeast(..)) => "at_least",
        What::Rule(Rule::Course(_) | Rule::Ended(Entity::Course)) => "course",
        What::Rule(Rule::Exam(_) | Rule::Ended(_)) => "exam",
        What::Rule(Rule::Work(..)) => "work",
        What::Rule(Rule::Level(_)) => "level",
        What::Keep(..) => "keep",
    }
}

/// The nodes of an assessment, each before those below it.
fn nodes(assessment: &Assessment) -> Vec<Node<'_>> {
    fn visit<'a>(assessment: &'a Assessment, rule: &'a Rule, place: String, parent: Option<&str>, depth: usize, nodes: &mut Vec<Node<'a>>) {
        nodes.push(Node { assessment, place: place.clone(), parent: parent.map(str::to_owned), depth, what: What::Rule(rule) });
        if let Rule::All(below) | Rule::AtLeast(_, below, _) = rule {
            for (at, rule) in below.iter().enumerate() {
                let joint = if depth == 0 { "" } else { "-" };
                visit(assessment, rule, format!("{place}{joint}{}", at + 1), Some(&place), depth + 1, nodes);
            }
        }
    }
    let mut found = Vec::new();
    visit(assessment, &assessment.rule, "r".to_owned(), None, 0, &mut found);
    let keep = assessment.keep.as_ref().map(|(course, every)| What::Keep(course, every));
    found.extend(keep.map(|what| Node { assessment, place: "keep".to_owned(), parent: None, depth: 0, what }));
    found
}

#[cfg(test)]
mod tests {
    use crate::export::table::DataTable;
    use crate::export::testing::small;
    use crate::route::Dataset;

    const LEVELS: &str = "levels:
  - { id: level-1, kind: level, number: 1, name: 一, skills: { data: 2, map: 1 } }
";
    const SKILLS: &str = "skill_categories: [{ id: it, name: IT }]
skills:
  - { id: data, name: データ, yomi: でーた, category: it, summary: 概要, steps: { 1: { can: [見る, 読む] }, 2: undefined } }
  - { id: map, name: 地図, yomi: ちず, category: it, summary: 概要, steps: { 1: { can: [開く] } } }
";
    const COURSE: &str =
        "---\ntitle: 研修\nsummary: 概要\nlevels: [level-1]\nskills: { data: 2 }\nrequirement: mandatory\nformat: [classroom]\n---\n";
    const RULES: &str = "assessment:
  - level: level-1
    rule: { all: [ { course: c }, { at_least: { n: 2, of: [ { work: { role: 係, months: 12 } }, { course: c } ] } } ] }
    keep: { course: c, every: 毎年度 }
";

    fn table(dataset: Dataset) -> DataTable {
        let files =
            [("data/levels.yaml", LEVELS), ("data/skills.yaml", SKILLS), ("content/courses/c.md", COURSE), ("data/assessment.yaml", RULES)];
        let portal = small(None, &files);
        crate::export::table(&portal.site, &portal.figures, &portal.routes, dataset)
    }

    fn columns(table: &DataTable, names: &[&str]) -> Vec<String> {
        let at = |name: &&str| table.columns.iter().position(|column| column.name == **name).expect("a column");
        table.rows.iter().map(|row| names.iter().map(|name| row[at(name)].words()).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn a_gap_is_what_a_level_needs_and_nothing_teaches() {
        let found = columns(&table(Dataset::SkillMap), &["id", "step", "courses", "requirement_words", "gap"]);
        assert_eq!(found, ["map--level-1|1|||true", "data--level-1|2|c|必須|false"]);
    }

    #[test]
    fn a_rule_tree_becomes_one_row_per_node() {
        let found = columns(&table(Dataset::Assessment), &["id", "parent", "rule", "count", "options", "target", "work_months", "every"]);
        let expected = [
            "level-1--r||all||2|||",
            "level-1--r1|r|course|||c||",
            "level-1--r2|r|at_least|2|2|||",
            "level-1--r2-1|r2|work||||12|",
            "level-1--r2-2|r2|course|||c||",
            "level-1--keep||keep|||c||毎年度",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_undefined_step_is_said_to_be_undefined() {
        let found = columns(&table(Dataset::Skills), &["id", "step1", "step2", "undefined_steps"]);
        assert_eq!(found, ["map|開く||", "data|見る;読む||2"]);
    }

    #[test]
    fn names_stand_beside_ids_in_the_same_order() {
        let found = columns(&table(Dataset::Levels), &["skills", "skills_names", "skill_steps"]);
        assert_eq!(found, ["map;data|地図;データ|1;2"]);
    }
}
