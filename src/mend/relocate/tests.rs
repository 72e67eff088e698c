//! Moves on small projects.

use super::*;
use crate::mend::testing::{options, sources};

const LEVELS: &str = "- id: a\n  kind: base\n  name: 全職員\n  skills: {s: 1}\n- {id: b, kind: base, name: 別, prerequisites: [a]}\n";
const SKILLS: &str = "- {id: s, name: 技, yomi: わざ, category: c, summary: 文, steps: {}}\n";
const COURSE: &str = "---\r\ntitle: 題\r\nsummary: 文\r\nlevels: [a, b]\r\nrequirement: {a: mandatory, b: elective}\r\nskills: {s: 1}\r\nformat: [online]\r\n---\r\n";

fn project() -> Vec<(&'static str, String)> {
    vec![
        ("data/levels.yaml", LEVELS.into()),
        ("data/skills.yaml", format!("skill_categories:\n- {{id: c, name: 類}}\nskills:\n{SKILLS}")),
        ("content/courses/one.md", format!("{COURSE}\r\n[二](two.md) [図](img/a.svg) `[二](two.md)` ![図](<img/a.svg>)\r\n\r\n## 節\r\n")),
        (
            "content/courses/two.md",
            COURSE.replace("題", "別の題").replace("文", "別の文").replace("format", "prerequisites: [one]\r\nformat")
                + "\r\n[一][x] と [一](./one.md#節 \"題\")\r\n\r\n[x]: one.md\r\n",
        ),
        ("content/guide/first.md", "---\ntitle: 題\n---\n[一](../courses/one.md)\n".into()),
        ("content/courses/img/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>".into()),
    ]
}

fn moved(old: &str, new: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let files = project();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let (sources, reading) = sources(&files);
    let relocated = relocate(&sources, reading, LoadOptions::default(), &options(), old, new)?;
    let text =
        |change: Change| (change.path.to_string(), change.after.map_or("gone".into(), |bytes| String::from_utf8(bytes).expect("UTF-8")));
    Ok(relocated.changes.into_iter().map(text).collect())
}

#[test]
fn links_to_a_page_and_in_it_follow_it() {
    let changes = moved("content/guide/first.md", "content/about/deep/start.md").expect("moved");
    assert_eq!(changes["content/guide/first.md"], "gone");
    assert_eq!(changes["content/about/deep/start.md"], "---\naliases: [/guide/first/]\ntitle: 題\n---\n[一](../../courses/one.md)\n");
    let changes = moved("content/courses/img/a.svg", "content/media/図 1.svg").expect("moved");
    let page = &changes["content/courses/one.md"];
    assert!(page.contains("[図](../media/図%201.svg)") && page.contains("![図](<../media/図%201.svg>)"), "{page}");
    assert_eq!(changes.len(), 3);
}

#[test]
fn a_course_takes_its_id_along() {
    let changes = moved("content/courses/one.md", "content/courses/uno.md").expect("moved");
    let two = &changes["content/courses/two.md"];
    assert!(two.contains("prerequisites: [uno]\r\n"), "{two}");
    assert!(two.contains("[一](./uno.md#節 \"題\")\r\n") && two.contains("[x]: uno.md\r\n"), "{two}");
    assert!(changes["content/courses/uno.md"].starts_with("---\r\naliases: [one]\r\ntitle"), "{changes:#?}");
    assert!(changes["content/courses/uno.md"].contains("[二](two.md)"));
    assert_eq!(changes, moved("course:one", "course:uno").expect("moved"));
}

#[test]
fn what_was_renamed_by_hand_is_followed() {
    let mut files = project();
    files.iter_mut().filter(|(path, _)| *path == "content/courses/one.md").for_each(|(path, _)| *path = "content/courses/uno.md");
    let by_hand = |files: &[(&str, String)], old: &str, new: &str| {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let (sources, reading) = sources(&files);
        let relocated = relocate(&sources, reading, LoadOptions::default(), &options(), old, new)?;
        let text = |change: Change| (change.path.to_string(), String::from_utf8(change.after.expect("nothing goes away")).expect("UTF-8"));
        Ok::<_, Refusal>(relocated.changes.into_iter().map(text).collect::<BTreeMap<_, _>>())
    };
    let mut fresh = moved("content/courses/one.md", "content/courses/uno.md").expect("moved");
    assert_eq!(fresh.remove("content/courses/one.md").as_deref(), Some("gone"));
    let changes = by_hand(&files, "content/courses/one.md", "content/courses/uno.md").expect("followed");
    assert_eq!(changes, fresh);
    assert_eq!(by_hand(&files, "course:one", "course:uno").expect("followed"), fresh);

    let mut files = project();
    files
        .iter_mut()
        .filter(|(path, _)| *path == "data/levels.yaml")
        .for_each(|(_, text)| *text = text.replace("id: a\n", "id: all-staff\n"));
    let changes = by_hand(&files, "level:a", "level:all-staff").expect("followed");
    assert!(changes["content/courses/two.md"].contains("levels: [all-staff, b]"), "{changes:#?}");
    assert!(changes["data/levels.yaml"].contains("prerequisites: [all-staff]"), "{changes:#?}");
    assert!(by_hand(&files, "level:x", "level:y").is_err() && by_hand(&files, "content/x.md", "content/y.md").is_err());
}

#[test]
fn an_id_is_renamed_wherever_it_stands() {
    let changes = moved("level:a", "level:all-staff").expect("moved");
    let levels = &changes["data/levels.yaml"];
    assert!(levels.starts_with("- id: all-staff\n  aliases: [a]\n  kind: base"), "{levels}");
    assert!(levels.contains("prerequisites: [all-staff]"), "{levels}");
    let two = &changes["content/courses/two.md"];
    assert!(two.contains("levels: [all-staff, b]\r\nrequirement: {all-staff: mandatory, b: elective}"), "{two}");
    let changes = moved("skill:s", "skill:tech").expect("moved");
    assert!(changes["data/levels.yaml"].contains("skills: {tech: 1}"));
    assert!(changes["data/skills.yaml"].contains("{id: tech, aliases: [s], name"), "{changes:#?}");
}

#[test]
fn links_to_what_is_generated_for_a_record_follow_its_id() {
    let linking = "---\ntitle: 題\n---\n[a の区分](../levels/a.md) [技](../skills/s/index.html) [表](../data/levels.csv)\n";
    let with_links = |old: &str, new: &str| {
        let mut files = project();
        files.push(("content/guide/links.md", linking.into()));
        let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let (sources, reading) = sources(&files);
        let relocated = relocate(&sources, reading, LoadOptions::default(), &options(), old, new).expect("moved");
        let change = relocated.changes.into_iter().find(|change| change.path.as_str() == "content/guide/links.md").expect("a change");
        String::from_utf8(change.after.expect("a text")).expect("UTF-8")
    };
    assert_eq!(with_links("level:a", "level:all-staff"), linking.replace("levels/a.md", "levels/all-staff.md"));
    assert_eq!(with_links("skill:s", "skill:tech"), linking.replace("skills/s/index.html", "skills/tech/index.html"));
}

#[test]
fn what_was_found_before_may_stand_elsewhere_and_nothing_new_may_come() {
    let news = "---\ntitle: お知らせ\npublished: 2026-11-01\n---\n";
    let told = |more: &[(&'static str, String)], old: &str, new: &str| {
        let mut files = project();
        files.extend_from_slice(more);
        let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let (sources, reading) = sources(&files);
        relocate(&sources, reading, LoadOptions::default(), &options(), old, new).map(|_| ()).map_err(|refusal| refusal.message.ja)
    };
    let twin = || COURSE.replace("文", "さらに別の文");
    // Of courses with the same title the later file is told; moving the first one behind it turns them around.
    let twins = [("content/courses/twin.md", twin())];
    assert_eq!(told(&twins, "content/courses/one.md", "content/courses/uno.md"), Ok(()));
    assert_eq!(told(&twins, "content/courses/twin.md", "content/courses/a.md"), Ok(()));
    let three = [("content/courses/twin.md", twin()), ("content/courses/tz.md", COURSE.replace("文", "なお別の文"))];
    for new in ["a", "tr", "ty", "uno"] {
        assert_eq!(told(&three, "content/courses/one.md", &format!("content/courses/{new}.md")), Ok(()), "{new}");
    }
    // A page that becomes the twin of another one.
    let news = [("content/guide/notice.md", news.to_owned()), ("content/news/other.md", news.to_owned())];
    let refused = told(&news, "content/guide/notice.md", "content/news/notice.md").expect_err("a twin");
    assert!(refused.contains("新しい問題が出ます") && refused.contains("まったく同じです"), "{refused}");
    // That there are twins elsewhere makes no difference.
    let both = [twins.to_vec(), news.to_vec()].concat();
    assert!(told(&both, "content/guide/notice.md", "content/news/notice.md").is_err());
}

#[test]
fn what_cannot_be_moved_is_refused() {
    for (old, new, why) in [
        ("content/courses/on.md", "content/courses/x.md", "「content/courses/on.md」というファイルはありません"),
        ("content/courses/one.md", "content/courses/two.md", "「content/courses/two.md」はすでにあります"),
        ("content/courses/one.md", "site.toml", "移せるのは content/ の中のファイルだけです"),
        ("content/courses/one.md", "level:x", "一方がファイルの場所、もう一方が「種類:id」です"),
        ("level:a", "level:b", "「b」はすでにあります"),
        ("level:aa", "level:x", "level に「aa」というidはありません"),
        ("lebel:a", "lebel:x", "「lebel」という種類の記録はありません"),
    ] {
        assert_eq!(moved(old, new).expect_err(old).message.ja, why);
    }
}
