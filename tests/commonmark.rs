//! The examples of CommonMark 0.31.2 against the house's Markdown, and the list of those that differ on purpose.

use serde_json::Value;
use shirube::diagnostic::Diagnostics;
use shirube::parse::markdown::{Dialect, Options, parse};
use shirube::source::SourcePath;
use std::collections::BTreeMap;

/// Why an example differs, and the numbers of the examples. One that no longer differs must be struck out.
const DEVIATIONS: &[(&str, &[u32])] = &[
    ("HTML comments are dropped", &[177, 179, 308, 309, 625, 626]),
    (
        "raw HTML is refused and shown as text",
        &[
            21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171,
            172, 173, 174, 175, 176, 178, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 201, 344, 475, 476, 477, 491, 494,
            524, 536, 613, 614, 615, 616, 617, 623, 627, 628, 629, 630, 631, 642, 643,
        ],
    ),
];

fn ours(markdown: &str) -> String {
    let path = SourcePath::new("a.md").expect("a path inside");
    let options = Options { highlight: false, dialect: Dialect::CommonMark, ..Options::default() };
    let mut html = String::new();
    parse(&path, markdown, 0, &options, &mut Diagnostics::default()).fill(&mut html, &mut |_, _| {});
    html
}

/// Both ways of writing the same document: empty elements and quotes in text.
fn normal(html: &str) -> String {
    html.replace(" />", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("<li>\n", "<li>")
        .replace("\n</li>", "</li>")
        .trim_end()
        .to_owned()
}

#[test]
fn examples_of_commonmark_hold_but_for_the_listed_ones() {
    let spec: Vec<Value> = serde_json::from_str(include_str!("commonmark/spec.json")).expect("the fixture is JSON");
    assert_eq!(spec.len(), 652);
    let reasons: BTreeMap<u32, &str> =
        DEVIATIONS.iter().flat_map(|(reason, numbers)| numbers.iter().map(move |number| (*number, *reason))).collect();
    let mut wrong = Vec::new();
    for example in &spec {
        let number = example["example"].as_u64().expect("a number") as u32;
        let markdown = example["markdown"].as_str().expect("a text");
        let wanted = normal(example["html"].as_str().expect("a text"));
        let got = normal(&ours(markdown));
        match (got == wanted, reasons.get(&number)) {
            (false, None) => wrong.push(format!("{number} ({}): {markdown:?}\n  wanted {wanted:?}\n  got    {got:?}", example["section"])),
            (true, Some(reason)) => wrong.push(format!("{number} no longer differs ({reason}): strike it out")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}
