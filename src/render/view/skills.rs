//! All skills: by category, and in 五十音 order.

use crate::model::{Key, Skill};
use crate::render::frame::Head;
use crate::render::index_rows::{IndexRow, IndexRows};
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

/// The list of all skills.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "skills", at.words.say("menu.skills"), at.words.say("lead.skills"));
    let rows = rows(at);
    let view = View {
        intro_html: at.site.section_text("skills").map_or_else(String::new, |page| prose.html(at, &page.body)),
        categories: categories(at),
        index: IndexRows::of(at.words)
            .rows()
            .map(|row| {
                let id = anchor(&row);
                Named {
                    name: row.name.to_owned(),
                    href: if rows.iter().any(|row| row.id == id) { format!("#{id}") } else { String::new() },
                }
            })
            .collect(),
        rows,
    };
    head.section("by-category", at.words.say("skills.by_category"));
    head.section("by-kana", at.words.say("skills.by_kana"));
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
        groups.push(LinkGroup { id: "category".to_owned(), name: at.words.say("list.others").to_owned(), note: None, items: rest });
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
    let index = IndexRows::of(at.words);
    let row = |row: IndexRow| LinkGroup {
        id: anchor(&row),
        name: row.title(at.words),
        note: None,
        items: skills
            .iter()
            .filter(|(_, skill)| index.holds(&row, &skill.yomi, &skill.name))
            .map(|(key, skill)| Link { note: Some(skill.yomi.clone()).filter(|yomi| !yomi.is_empty()), ..at.skill(*key) })
            .collect(),
    };
    index.rows().map(row).filter(|row| !row.items.is_empty()).collect()
}

/// The anchor of a row.
fn anchor(row: &IndexRow) -> String {
    format!("kana-{}", row.latin())
}
