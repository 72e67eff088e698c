//! All skills: by category, and in 五十音 order.

use crate::model::{Key, Skill, gojuon_row};
use crate::render::frame::Head;
use crate::render::shape::{Link, LinkGroup, Named};
use crate::render::{Prose, Shown, Viewpoint};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    categories: Vec<LinkGroup>,
    index: Vec<Named>,
    rows: Vec<LinkGroup>,
}

/// The rows of the 五十音 table, with the id of their anchor.
const ROWS: [(&str, &str); 11] = [
    ("あ", "kana-a"),
    ("か", "kana-ka"),
    ("さ", "kana-sa"),
    ("た", "kana-ta"),
    ("な", "kana-na"),
    ("は", "kana-ha"),
    ("ま", "kana-ma"),
    ("や", "kana-ya"),
    ("ら", "kana-ra"),
    ("わ", "kana-wa"),
    ("英数", "kana-other"),
];

/// The list of all skills.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "skills", "スキル一覧", "スキルごとに、できること、学べる研修、確かめられる試験を示します。");
    let rows = rows(at);
    let view = View {
        intro_html: at.site.section_text("skills").map_or_else(String::new, |page| prose.html(at, &page.body)),
        categories: categories(at),
        index: ROWS
            .iter()
            .map(|(name, id)| Named {
                name: (*name).to_owned(),
                href: if rows.iter().any(|row| row.id == *id) { format!("#{id}") } else { String::new() },
            })
            .collect(),
        rows,
    };
    head.section("by-category", "区分から探す");
    head.section("by-kana", "五十音から探す");
    Shown::new("skills.html", head, &view)
}

fn categories(at: &Viewpoint) -> Vec<LinkGroup> {
    let mut groups: Vec<LinkGroup> = at
        .site
        .skill_categories
        .values()
        .map(|category| LinkGroup {
            id: format!("category-{}", category.meta.id),
            name: category.name.clone(),
            note: category.summary.clone(),
            items: Vec::new(),
        })
        .collect();
    let mut rest = Vec::new();
    for (key, skill) in at.site.skills.iter() {
        match skill.category.and_then(|category| groups.get_mut(category.index())) {
            Some(group) => group.items.push(item(at, key)),
            None => rest.push(item(at, key)),
        }
    }
    if !rest.is_empty() {
        groups.push(LinkGroup { id: "category".to_owned(), name: "そのほか".to_owned(), note: None, items: rest });
    }
    groups.retain(|group| !group.items.is_empty());
    groups
}

/// A skill with the levels that need it.
fn item(at: &Viewpoint, key: Key<Skill>) -> Link {
    let levels = at.chips(at.site.links.skill_levels[key].iter().map(|(level, _)| *level));
    Link { levels, note: Some(at.site[key].summary.clone()), ..at.skill(key) }
}

fn rows(at: &Viewpoint) -> Vec<LinkGroup> {
    let mut skills: Vec<_> = at.site.skills.iter().collect();
    skills.sort_by(|(a, left), (b, right)| (&left.yomi, a).cmp(&(&right.yomi, b)));
    let row = |(name, id): &(&str, &str)| LinkGroup {
        id: (*id).to_owned(),
        name: if *name == "英数" { "英数".to_owned() } else { format!("{name}行") },
        note: None,
        items: skills
            .iter()
            .filter(|(_, skill)| gojuon_row(&skill.yomi) == *name)
            .map(|(key, skill)| Link { note: Some(skill.yomi.clone()), ..at.skill(*key) })
            .collect(),
    };
    ROWS.iter().map(row).filter(|row| !row.items.is_empty()).collect()
}
