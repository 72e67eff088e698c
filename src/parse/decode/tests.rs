//! Tests of decoding records with all their findings.

use super::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::field::{Choice, Field, Shape};
use crate::notation::Misread;
use crate::parse::yaml;
use crate::source::{SourceFile, SourcePath};
use crate::text;
use std::collections::BTreeMap;

static BAD_DATE: Code = Code::error("bad-date", "", "");

#[derive(Debug, PartialEq)]
struct Day(String);

impl Field for Day {
    fn shape() -> Shape {
        Shape::Text
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        reader.parsed(value, |text| {
            let valid = text.len() == 10 && text.as_bytes()[4] == b'-' && !text.ends_with("-30");
            let hint = Some(text!("2月は28日まで", "February has 28 days"));
            match valid {
                true => Ok(Self(text.to_owned())),
                false => Err(Misread { code: &BAD_DATE, message: text!("日付「{text}」はない", "no date"), hint }),
            }
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Choice)]
enum Format {
    #[choice("classroom", ja = "集合", en = "Classroom")]
    Classroom,
    #[choice("elearning", ja = "eラーニング", en = "E-learning")]
    Elearning,
    #[choice("study-group", ja = "勉強会", en = "Study group")]
    StudyGroup,
}

#[derive(Debug, Fields)]
struct Apply {
    close: Day,
}

#[derive(Debug, Fields)]
struct Session {
    id: String,
    date: Day,
    apply: Option<Apply>,
}

#[derive(Debug, Fields)]
struct Course {
    id: String,
    title: String,
    format: Option<Format>,
    #[field(default)]
    levels: Vec<String>,
    capacity: Option<u32>,
    cost: Option<f64>,
    open: Option<bool>,
    #[field(default)]
    skills: BTreeMap<String, u8>,
    range: Option<(u8, u8)>,
    #[field(default)]
    sessions: Vec<Session>,
}

#[derive(Debug, Fields)]
struct Common {
    updated: Option<Day>,
    #[field(default)]
    tags: Vec<String>,
}

fn courses(text: &str) -> (Vec<Decoded<Course, Common>>, Vec<String>) {
    let path = SourcePath::new("data/courses.yaml").expect("inside");
    let file = SourceFile::text_file(path, text.as_bytes().into(), text.into());
    let mut findings = Diagnostics::default();
    let records = yaml::records(&file, "courses", &["groups"], &mut findings);
    let decoded = records.into_iter().map(|raw| decode_record(raw, &mut findings)).collect();
    findings.sort();
    (decoded, findings.iter().map(|finding| shown(&file, finding)).collect())
}

fn shown(file: &SourceFile, finding: &Diagnostic) -> String {
    let place = finding.place.as_ref().expect("every finding has a place");
    let position = file.position(place.start);
    format!("{}:{} {} {}", position.line, position.column, finding.code.name, finding.message.ja)
}

fn findings(text: &str) -> Vec<String> {
    courses(text).1
}

#[test]
fn a_right_record_is_read() {
    let text = "- id: a\n  title: 1.10\n  format: study-group\n  levels: [x, 001]\n  capacity: 30\n  cost: 1\n  open: true\n  skills: {data: 2}\n  range: [1, 4]\n  updated: 2026-04-01\n  tags: [表]\n  sessions:\n  - {id: s, date: 2026-12-10, apply: {close: 2026-11-29}}\n";
    let (decoded, findings) = courses(text);
    assert_eq!(findings, Vec::<String>::new());
    let course = decoded.into_iter().next().and_then(Decoded::usable).expect("nothing is wrong");
    assert_eq!((course.value.id.as_str(), course.value.title.as_str()), ("a", "1.10"));
    assert_eq!(course.value.levels, ["x", "001"]);
    assert_eq!(course.value.format, Some(Format::StudyGroup));
    assert_eq!((course.value.capacity, course.value.cost, course.value.open), (Some(30), Some(1.0), Some(true)));
    assert_eq!(course.value.skills["data"], 2);
    assert_eq!(course.value.range, Some((1, 4)));
    assert_eq!(course.value.sessions[0].date, Day("2026-12-10".into()));
    assert_eq!(course.value.sessions[0].id, "s");
    assert_eq!(course.value.sessions[0].apply.as_ref().map(|apply| apply.close.0.as_str()), Some("2026-11-29"));
    assert_eq!(course.common.updated, Some(Day("2026-04-01".into())));
    assert_eq!(course.common.tags, ["表"]);
    assert_eq!(course.origin.place("sessions[0].date").start, text.find("2026-12-10").expect("in the text"));
}

#[test]
fn all_errors_of_all_records_are_found_in_one_run_at_their_places() {
    let text = "\
- id: a
  titel: 研修
  capacity: 30名
  format: clasroom
  levels: [x, {y: 1}, z]
  updated: 2026-02-30
  open: はい
  sessions:
    - id: s1
      date: 2026-02-30
    - date: 2026-12-10
      room: 1
      apply: {clos: 2026-11-30}
- id: b
  title: よし
  tags: 表, 集計
";
    let (decoded, found) = courses(text);
    assert_eq!(
        found,
        [
            "2:3 unknown-key `titel` という項目はありません",
            "3:13 wrong-type `capacity` には0以上の整数が必要ですが、文字「30名」が書かれています",
            "4:11 unknown-value `format` に「clasroom」という値は使えません",
            "5:15 wrong-type `levels` の2番目には文字が必要ですが、「項目: 値」の組が書かれています",
            "6:12 bad-date 日付「2026-02-30」はない",
            "7:9 wrong-type `open` には true か false が必要ですが、文字「はい」が書かれています",
            "10:13 bad-date 日付「2026-02-30」はない",
            "11:7 missing-key `sessions` の2番目に必須の項目 `id` がありません",
            "12:7 unknown-key `room` という項目はありません",
            "13:15 unknown-key `clos` という項目はありません",
            "16:9 wrong-type `tags` にはリストが必要ですが、文字「表, 集計」が書かれています",
        ]
    );
    assert!(matches!(&decoded[0], Decoded::Broken { id: Some(id), .. } if id == "a"));
    assert!(matches!(&decoded[1], Decoded::Usable(record) if record.common.tags.is_empty()));
}

#[test]
fn a_wrong_value_is_reported_once_also_when_it_is_needed() {
    assert_eq!(findings("- id: a\n  title: [x]\n"), ["2:10 wrong-type `title` には文字が必要ですが、リストが書かれています"]);
    assert_eq!(
        findings("- id: a\n  title: x\n  range: [1, い]\n"),
        ["3:14 wrong-type `range` の2番目には0から255までの整数が必要ですが、文字「い」が書かれています"]
    );
    assert_eq!(findings("- id: a\n  title: x\n  sessions: [{id: s, date: 2026-1-1}]\n"), ["3:28 bad-date 日付「2026-1-1」はない"]);
}

#[test]
fn yes_is_no_truth_value_and_that_is_said_once() {
    assert_eq!(
        findings("- id: a\n  title: x\n  open: yes\n"),
        ["3:9 wrong-type `open` には true か false が必要ですが、文字「yes」が書かれています"]
    );
    assert_eq!(findings("- id: a\n  title: no\n"), ["2:10 yaml-habit `no` は文字「no」と読まれます（true・false の意味にはなりません）"]);
}

#[test]
fn empty_texts_are_errors() {
    let found = findings("- id: a\n  title:\n- id: b\n  title: 　\n- id: c\n  title: \"\"\n- id: d\n  title: x\n  levels:\n  format:\n");
    assert_eq!(
        found,
        ["2:3 empty-value `title` の値が空です", "4:3 empty-value `title` の値が空です", "6:3 empty-value `title` の値が空です"]
    );
}

#[test]
fn hints_offer_the_right_spelling() {
    let path = SourcePath::new("data/courses.yaml").expect("inside");
    let text = "- id: a\n  Title: x\n  title: x\n  capacity: ３０人\n  format: elerning\n  levels: a、b\n  cost: 0100\n";
    let file = SourceFile::text_file(path, text.as_bytes().into(), text.into());
    let mut findings = Diagnostics::default();
    for raw in yaml::records(&file, "courses", &[], &mut findings) {
        let _ = decode_record::<Course, Common>(raw, &mut findings);
    }
    findings.sort();
    let hints: Vec<_> = findings.iter().filter_map(|finding| finding.hint.as_ref().map(|hint| hint.ja.as_str())).collect();
    assert_eq!(
        hints,
        [
            "`title` はすでにあります。同じことなら、どちらかを消してください",
            "単位などを付けず、半角の数字だけで `capacity: 30` と書いてください",
            "もしかして: elearning（次の値が使えます: classroom, elearning, study-group）",
            "1つだけでも角かっこで囲み、`levels: [a, b]` と書いてください",
            "単位などを付けず、半角の数字だけで `cost: 100` と書いてください",
        ]
    );
    assert!(findings.iter().all(|finding| finding.record.as_deref() == Some("a")));
}

#[test]
fn what_is_no_record_is_said() {
    assert_eq!(
        findings("- id: a\n  title: x\n- ただの文\n- [x]\n"),
        [
            "3:3 wrong-type 「項目: 値」の組が必要なところに、文字「ただの文」があります",
            "4:3 wrong-type 「項目: 値」の組が必要なところに、リストがあります"
        ]
    );
}

#[derive(Debug, Default, Fields, PartialEq)]
struct Rule {
    all: Option<Vec<Rule>>,
    course: Option<String>,
    at_least: Option<AtLeast>,
}

#[derive(Debug, Fields, PartialEq)]
struct AtLeast {
    n: u8,
    of: Vec<Rule>,
}

#[derive(Debug, Fields)]
struct Assessment {
    rule: Rule,
}

#[derive(Debug, Fields)]
struct Nothing {}

fn assessment(text: &str) -> (Option<Rule>, Vec<String>) {
    let file = SourceFile::text_file(SourcePath::new("data/a.yaml").expect("inside"), text.as_bytes().into(), text.into());
    let mut findings = Diagnostics::default();
    let raw = yaml::records(&file, "rules", &[], &mut findings).remove(0);
    let record = decode_record::<Assessment, Nothing>(raw, &mut findings).usable();
    findings.sort();
    (record.map(|record| record.value.rule), findings.iter().map(|finding| shown(&file, finding)).collect())
}

#[test]
fn a_record_may_hold_its_like() {
    let (rule, findings) = assessment("- rule:\n    all:\n    - course: a\n    - at_least: {n: 1, of: [{course: b}]}\n");
    assert!(findings.is_empty(), "{findings:?}");
    let course = |id: &str| Rule { course: Some(id.to_owned()), ..Rule::default() };
    let at_least = Rule { at_least: Some(AtLeast { n: 1, of: vec![course("b")] }), ..Rule::default() };
    assert_eq!(rule, Some(Rule { all: Some(vec![course("a"), at_least]), ..Rule::default() }));
    let (rule, findings) = assessment("- rule:\n    all:\n    - cuorse: a\n    - at_least: {n: い, off: []}\n    - course: [x]\n");
    assert_eq!(rule, None);
    assert_eq!(
        findings,
        [
            "3:7 unknown-key `cuorse` という項目はありません",
            "4:21 wrong-type `rule` の `all` の2番目の `at_least` の `n` には0から255までの整数が必要ですが、文字「い」が書かれています",
            "4:24 unknown-key `off` という項目はありません",
            "5:15 wrong-type `rule` の `all` の3番目の `course` には文字が必要ですが、リストが書かれています",
        ]
    );
}

proptest::proptest! {
    #[test]
    fn any_record_is_judged_without_panic(text in "((id|title|levels|skills|sessions|range|apply|tags|format)[:：] ?[a-z0-9一-三\\[\\]{},: \"'-]{0,12}\n( {0,4}-? ?)?){0,12}") {
        let (decoded, findings) = courses(&text);
        let broken = decoded.iter().any(|decoded| matches!(decoded, Decoded::Broken { .. }));
        assert!(!broken || !findings.is_empty(), "a record is broken without a finding: {text}");
    }
}
