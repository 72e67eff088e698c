//! The route to a level: groups in order, each with its rule in words (すべて／3つから2つ／どれか1つ), and the goal as an arm.
//!
//! Arrows run between groups only. More than four columns continue in a further row.

use super::{NODE, Node, Plate, WIDTH, head_right};
use crate::render::Words;
use crate::render::chart::board::Spot;
use crate::render::chart::svg::{Frame, Svg};
use crate::render::chart::text::{LABEL, fitted, plain, width, wrapped};

/// A route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Prefix of the ids; unique on its page.
    pub id: String,
    /// 「レベル1までの道すじ」.
    pub title: String,
    /// The groups in order; empty ones are left out.
    pub groups: Vec<Group>,
    /// Where the route leads: 「レベル1 認定の目安」; may be empty.
    pub goal: String,
    /// A sentence for the end of the description; may be empty.
    pub remark: String,
}

/// What has to be done at one step of a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The rule in words: すべて, 3つから2つ, どれか1つ.
    pub rule: String,
    /// What the rule is about.
    pub nodes: Vec<Node>,
}

const COLUMNS: usize = 4;
const LANE: f64 = 200.0;
const STEP: f64 = 222.0;
const TOP: f64 = 30.0;
const PAD: f64 = 12.0;
const GAP: f64 = 26.0;
const GOAL: f64 = 72.0;

enum Column {
    Group(String, Vec<Plate>),
    Goal(String),
}

/// Draws the route; empty when it has no groups.
pub fn draw(route: &Route, words: &Words) -> String {
    let groups = route.groups.iter().filter(|group| !group.nodes.is_empty());
    let mut columns: Vec<Column> =
        groups.map(|group| Column::Group(plain(&group.rule), group.nodes.iter().map(Plate::of).collect())).collect();
    if columns.is_empty() {
        return String::new();
    }
    let goal = plain(&route.goal);
    if !goal.is_empty() {
        columns.push(Column::Goal(goal));
    }
    let rows: Vec<&[Column]> = columns.chunks(COLUMNS).collect();
    let heights: Vec<f64> = rows.iter().map(|row| row.iter().map(Column::height).fold(0.0, f64::max)).collect();
    let height = heights.iter().map(|height| TOP + height + 24.0).sum::<f64>() - 16.0;
    // Continued rows need room for the arrows that lead out of one row and into the next.
    let margin = if rows.len() > 1 { 28.0 } else { 2.0 };
    let desc = description(route, words);
    let view = (-margin - 2.0, 0.0, WIDTH + 2.0 * margin, height);
    let mut svg = Svg::framed(&Frame { id: &route.id, class: "chart", view, title: &route.title, desc: &desc, data: &[] });
    let mut top = 0.0;
    for (index, row) in rows.iter().enumerate() {
        paint_row(&mut svg, row, top, (index > 0, index + 1 < rows.len()));
        top += TOP + heights[index] + 24.0;
    }
    svg.done()
}

impl Column {
    fn height(&self) -> f64 {
        match self {
            Self::Group(_, plates) => plates.iter().map(Plate::height).sum::<f64>() + GAP * (plates.len() as f64 - 1.0) + 2.0 * PAD,
            Self::Goal(_) => GOAL,
        }
    }
}

/// Paints one row whose upper edge is `top`; `continues` says whether it comes from a row before and goes on in one after.
fn paint_row(svg: &mut Svg, row: &[Column], top: f64, continues: (bool, bool)) {
    let lane_top = top + TOP;
    let reach = row.iter().filter(|column| matches!(column, Column::Group(..))).map(Column::height).fold(f64::INFINITY, f64::min);
    let middle = lane_top + (if reach.is_finite() { reach } else { GOAL }) / 2.0;
    let last = row.len() - 1;
    for (index, column) in row.iter().enumerate() {
        let x = -2.0 + STEP * index as f64;
        match column {
            Column::Group(rule, plates) => paint_group(svg, rule, plates, x, lane_top, column.height()),
            Column::Goal(words) => paint_goal(svg, words, x + 10.0, middle),
        }
        if index > 0 || continues.0 {
            let tip = if matches!(column, Column::Goal(_)) { x + 8.0 } else { x };
            svg.stroke("c-edge", (x - STEP + LANE, middle), (tip - 8.0, middle));
            head_right(svg, tip, middle);
        }
        if index == last && continues.1 {
            svg.stroke("c-edge", (x + LANE, middle), (x + LANE + 14.0, middle));
            head_right(svg, x + LANE + 22.0, middle);
        }
    }
}

fn paint_group(svg: &mut Svg, rule: &str, plates: &[Plate], x: f64, top: f64, height: f64) {
    svg.rect("c-lane", x, top, LANE, height, 10.0);
    svg.label("c-muted c-strong", Spot::start(x + PAD, top - 8.0), &fitted(rule, LABEL, LANE - PAD), rule);
    let mut y = top + PAD;
    for plate in plates {
        plate.paint(svg, x + PAD, y);
        y += plate.height() + GAP;
    }
}

fn paint_goal(svg: &mut Svg, words: &str, x: f64, middle: f64) {
    svg.arm("c-node c-node--goal", x, middle - GOAL / 2.0, NODE, GOAL, 24.0);
    let room = NODE - 18.0 - 22.0;
    // 「レベル1 認定の目安」: the space is where the author would break the line.
    let parts: Vec<String> = words.split([' ', '\u{3000}']).map(str::to_string).collect();
    let breaks_well = parts.len() == 2 && parts.iter().all(|part| width(part, LABEL) <= room);
    let lines = if breaks_well { parts } else { wrapped(words, LABEL, room, 2) };
    let mut line = middle + 5.0 - 11.0 * (lines.len() as f64 - 1.0);
    for short in &lines {
        svg.label("c-on-goal", Spot::start(x + 18.0, line), short, words);
        line += 22.0;
    }
}

/// The whole route in words.
fn description(route: &Route, words: &Words) -> String {
    let mut steps = Vec::new();
    for group in route.groups.iter().filter(|group| !group.nodes.is_empty()) {
        let names: Vec<String> = group.nodes.iter().map(|node| words.fill("chart.quoted", &[("name", &node.title)])).collect();
        steps.push(words.fill("chart.of_these", &[("names", &names.join(words.say("chart.between"))), ("rule", &group.rule)]));
    }
    let goal = if route.goal.is_empty() { String::new() } else { words.fill("chart.goal", &[("goal", &route.goal)]) };
    {
        let steps = format!("{}{goal}", steps.join(words.say("chart.then")));
        format!("{}{}", words.fill("chart.sentence", &[("text", &steps)]), route.remark)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;
    use crate::render::chart::picture::{Picture, read};
    use crate::render::chart::spoken;
    use proptest::prelude::*;

    fn node(title: &str, note: &str, role: Role) -> Node {
        Node { title: title.to_string(), note: note.to_string(), role }
    }

    fn level_1() -> Route {
        let group = |rule: &str, nodes| Group { rule: rule.to_string(), nodes };
        Route {
            id: "pg".to_string(),
            title: "レベル1までの道すじ".to_string(),
            groups: vec![
                group("すべて", vec![node("情報セキュリティ研修", "必須・毎年度", Role::Must), node("デジタルの基礎", "必須", Role::Must)]),
                group("どれか1つ", vec![node("ITパスポート試験", "資格・通年", Role::Exam), node("統計の基礎", "研修なし", Role::Gap)]),
            ],
            goal: "レベル1 認定の目安".to_string(),
            remark: String::new(),
        }
    }

    fn drawn(route: &Route) -> (Picture, String) {
        let svg = draw(route, &spoken("ja"));
        let picture = read(&svg);
        picture.check(&svg);
        (picture, svg)
    }

    #[test]
    fn a_route_shows_and_says_its_groups_and_its_goal() {
        let (picture, svg) = drawn(&level_1());
        for words in ["すべて", "どれか1つ", "情報セキュリティ研修", "ITパスポート試験", "レベル1"] {
            assert!(picture.shows(words), "{words}\n{svg}");
        }
        assert_eq!(
            picture.desc,
            "「情報セキュリティ研修」「デジタルの基礎」（すべて）、つぎに「ITパスポート試験」「統計の基礎」（どれか1つ）、そしてレベル1 認定の目安。"
        );
        assert_eq!(svg.matches("c-head").count(), 2);
    }

    #[test]
    fn more_than_four_columns_continue_in_a_further_row() {
        let mut route = level_1();
        let group = route.groups[0].clone();
        route.groups.extend([group.clone(), group.clone(), group]);
        let (_, svg) = drawn(&route);
        assert!(svg.contains(r#"viewBox="-30 0 922 "#), "{svg}");
        assert_eq!(svg.matches("c-head").count(), 6, "{svg}");
    }

    #[test]
    fn a_route_without_groups_is_no_picture() {
        assert_eq!(draw(&Route { groups: Vec::new(), ..level_1() }, &spoken("ja")), "");
    }

    #[test]
    fn what_had_to_be_cut_is_told_in_full() {
        let mut route = level_1();
        route.groups[0].nodes[0].title = "とても長い名前の研修で二行にも入りきらないもの".to_string();
        assert!(drawn(&route).1.contains("<title>とても長い名前の研修で二行にも入りきらないもの</title>"));
    }

    proptest! {
        #[test]
        fn words_stay_apart_and_inside(
            groups in proptest::collection::vec(("\\PC{0,30}", proptest::collection::vec(("\\PC{0,40}", "\\PC{0,20}"), 0..5)), 1..9),
            goal in "\\PC{0,30}",
        ) {
            let mut groups: Vec<Group> = groups
                .into_iter()
                .map(|(rule, nodes)| Group { rule, nodes: nodes.iter().map(|(title, note)| node(title, note, Role::Elective)).collect() })
                .collect();
            groups.push(level_1().groups[0].clone());
            drawn(&Route { groups, goal, ..level_1() });
        }
    }
}
