//! The organisation that carries the plans: a tree of bodies, what each does, whom each works with.

use super::page::section_text;
use crate::model::{Body, Key};
use crate::render::frame::Head;
use crate::render::shape::{Fact, Link};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text_html: String,
    tree: Vec<Node>,
    partners: Vec<Fact>,
}

/// A body with those below it.
#[derive(Serialize)]
struct Node {
    name: String,
    href: String,
    role: Option<String>,
    note: Option<String>,
    sample: bool,
    children: Vec<Node>,
}

/// The page of the organisation.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "organization", at.words.say("menu.organization"), at.words.say("lead.organization"));
    let text_html = section_text(at, prose, "organization", &mut head);
    let tree: Vec<Node> = below(at, None);
    let partners = partners(at);
    head.section("tree", at.words.say("organization.tree"));
    if !partners.is_empty() {
        head.section("partners", at.words.say("organization.partners"));
    }
    Shown::new("organization.html", head, &View { text_html, tree, partners })
}

/// The bodies directly below `above`. A circle of bodies hangs on nothing, so it never gets here.
fn below(at: &Viewpoint, above: Option<Key<Body>>) -> Vec<Node> {
    at.site.bodies.iter().filter(|(_, body)| body.parent == above).map(|(key, _)| node(at, key)).collect()
}

fn node(at: &Viewpoint, key: Key<Body>) -> Node {
    let body = &at.site[key];
    let department = body.department.map(|key| &at.site[key]);
    let extension = department.and_then(|department| department.ext.as_ref()).map(|ext| at.words.fill("contact.ext", &[("ext", &ext)]));
    let notes: Vec<String> = body.head.iter().map(|head| at.words.fill("organization.head", &[("name", &head)])).chain(extension).collect();
    Node {
        name: body.name.clone(),
        href: String::new(),
        role: body.role.clone(),
        note: (!notes.is_empty()).then(|| notes.join(at.words.say("list.space"))),
        sample: body.meta.sample || department.is_some_and(|department| department.ext.is_some() && department.meta.invents("ext")),
        children: below(at, Some(key)),
    }
}

fn partners(at: &Viewpoint) -> Vec<Fact> {
    let site = at.site;
    let leaders = at.href(&Output::Fixed(Fixed::Leaders));
    let link = |key: &Key<Body>| {
        let body = &site[*key];
        let department = body.department.filter(|department| !site.links.department_leaders[*department].is_empty());
        let href = department.filter(|_| !leaders.is_empty()).map(|key| format!("{leaders}#{}", site[key].meta.id));
        Link { title: body.name.clone(), href: href.unwrap_or_default(), ..Link::default() }
    };
    let with = site.bodies.values().filter(|body| !body.with.is_empty());
    with.map(|body| Fact::links(body.name.clone(), body.with.iter().map(link).collect())).collect()
}
