//! What is told of the texts of a page, and what is right.

use super::Diagnostics;
use crate::model::rule::testing::run_scan;
use crate::source::SourceFile;

/// What is told of days and times.
fn scan(file: &SourceFile, findings: &mut Diagnostics) {
    let mut all = Diagnostics::default();
    super::scan(file, &mut all);
    all.retain(|finding| finding.code.name != "careless-text");
    findings.extend(all);
}

fn page(text: &str) -> Vec<String> {
    let page = format!("---\ntitle: 題\npublished: 2026-11-20\nupdated: 2026-11-24\n---\n\n{text}\n");
    run_scan(scan, &[("content/news/n.md", &page)])
}

/// Each with the code of what is told.
const WRONG: &[(&str, &str)] = &[
    ("令和9年2月30日まで", "impossible-day"),
    ("2027年1月32日（金）", "impossible-day"),
    ("2027-02-29に行います", "impossible-day"),
    ("2027/02/29", "impossible-day"),
    ("R9.2.30", "impossible-day"),
    ("13月に行います", "impossible-day"),
    ("令和8年13月", "impossible-day"),
    ("0月5日", "impossible-day"),
    ("4月31日", "impossible-day"),
    ("4/31まで", "impossible-day"),
    ("2/30(火)", "impossible-day"),
    ("二月三十日", "impossible-day"),
    ("２月３０日", "impossible-day"),
    ("4月1日～31日", "impossible-day"),
    ("令和9年2月1日～29日", "impossible-day"),
    ("令和0年", "impossible-day"),
    ("平成0年4月1日", "impossible-day"),
    ("令和元年4月1日", "impossible-day"),
    ("令和元年4月", "impossible-day"),
    ("第5四半期", "impossible-day"),
    ("25時まで", "impossible-day"),
    ("12月4日 26:00まで", "impossible-day"),
    ("13:30～25:00", "impossible-day"),
    ("13時75分", "impossible-day"),
    ("13:75から", "impossible-day"),
    ("午後13時", "impossible-day"),
    ("午前15時30分", "impossible-day"),
    ("24時30分", "impossible-day"),
    ("営業 10時～31時", "impossible-day"),
    ("13:30～26:00", "impossible-day"),
    ("令和9年2月19日（木）", "wrong-weekday"),
    ("2027年2月19日(木)13:30から", "wrong-weekday"),
    ("2026-12-04（木）", "wrong-weekday"),
    ("R8.12.4(木)", "wrong-weekday"),
    ("令和8年12月4日（木・祝）", "wrong-weekday"),
    ("令和8年12月4日木曜日", "wrong-weekday"),
    ("令和8年12月4日㈭", "wrong-weekday"),
    ("令和8年12月4日(Thu)", "wrong-weekday"),
    ("令和8年10月5日（月）～9日（木）", "wrong-weekday"),
    ("令和8年10月5日(月)～10/9(木)", "wrong-weekday"),
    ("令和8年12月25日（金）～令和9年1月4日（火）", "wrong-weekday"),
    ("令和9年1月12日（火）、19日（水）、26日（火）", "wrong-weekday"),
    ("令和8年12月5日・6日（日・月）", "wrong-weekday"),
    ("12月4日（木）", "doubtful-weekday"),
    ("12/4(木)17時", "doubtful-weekday"),
    ("1月8日（木）正午", "doubtful-weekday"),
    ("2月29日（月）", "doubtful-weekday"),
    ("2月29日まで", "doubtful-weekday"),
    ("平成38年", "ended-era"),
    ("平成38年度", "ended-era"),
    ("昭和65年4月1日", "ended-era"),
    ("令和80年", "ended-era"),
    ("令和2026年12月4日", "ended-era"),
    ("令和8年（2027年）", "two-calendars"),
    ("令和8年度（2027年度）", "two-calendars"),
    ("2026年（令和7年）", "two-calendars"),
    ("2026(R7)", "two-calendars"),
    ("令和8(2025)年", "two-calendars"),
    ("2026年（令和9年）12月4日", "two-calendars"),
    ("10月9日～10月5日", "backward-range"),
    ("10月9日（金）～5日（月）", "backward-range"),
    ("10月9日から10月5日まで", "backward-range"),
    ("令和9年2月1日～令和9年1月5日", "backward-range"),
    ("令和8年度～令和6年度", "backward-range"),
    ("2027年～2025年", "backward-range"),
    ("17:00～13:30", "backward-range"),
    ("11時から10時まで", "backward-range"),
    ("10/9～10/5", "backward-range"),
];

const RIGHT: &[&str] = &[
    "令和9年2月19日（金）",
    "12月4日（金）13時30分",
    "2026年11月23日（月・祝）",
    "令和8年11月23日（月・勤労感謝の日）",
    "10/5(月)～9(金)",
    "令和8年10月5日（月）～9日（金）",
    "令和8年12月25日（金）～1月4日（月）",
    "令和9年1月12日（火）、19日（火）、26日（火）",
    "毎週（金）",
    "第2金曜日",
    "12月4日（金曜日）",
    "12月4日㈮",
    "12月4日金曜",
    "令和8年4月1日から令和9年3月31日まで",
    "11月1日～10月31日",
    "12月～3月",
    "22:00～6:00",
    "17:15～8:45",
    "午後1時～3時",
    "10時～3時",
    "24時まで",
    "24:00",
    "午後0時30分",
    "1/2に減ります",
    "比率は 30:70 です",
    "| 55:45 | 60:40 |",
    "v2.13.30 を入れる",
    "平成15年法律第57号",
    "1月8日（金）正午",
    "来年1月8日（木）",
    "`2月30日` は例です",
    "2月30日のような存在しない日付",
    "旧暦の2月30日",
    "192.168.13.31",
    "平成31年5月1日",
    "平成31年度",
    "令和元年度",
    "令和元年5月1日（水）",
    "令和8年度（2026年度）",
    "2019年（令和元年）",
    "2019年（平成31年）",
    "令和8年度（令和7年12月に実施）",
    "10月9日から10月5日に変更",
    "2月28日～3月1日",
    "2028年2月29日（火）",
    "8月1日～31日（土日祝除く）",
    "4月1日～9月30日（月～金）",
    "4月7日～6月30日（月・水・金）",
    "令和8年12月5日・6日（土・日）",
    "12月4日（金）、5日（土）",
    "深夜25時の放送",
    "営業 10時～26時",
    "店舗の営業時間が26時などの場合",
    "夜間の受付 17:15～29:00",
    "〇月〇日までに提出",
    "XXXX年〇月〇日 〇時～〇時",
    "24時間365日",
    "31日間",
    "申込は12/4（金）から12/11（金）まで",
    "2026-12-04T17:00",
    "16:9の画面",
    "(1) 2/3 以上",
    "令和8年4月10日（金）に始めました",
];

#[test]
fn what_cannot_be_is_told() {
    let wrong: Vec<_> = WRONG
        .iter()
        .filter(|(text, code)| {
            let told = page(text);
            told.is_empty() || !told.iter().all(|told| told.starts_with(&format!("{code}: ")))
        })
        .map(|(text, code)| (text, code, page(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_right_is_left_alone() {
    let wrong: Vec<_> = RIGHT.iter().map(|text| (text, page(text))).filter(|(_, told)| !told.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn findings_stand_on_the_words() {
    assert_eq!(page("締切: 2027年1月32日（金）です"), ["impossible-day: 2027年1月32日（金）"]);
    assert_eq!(page("日時 **17:00**～13:30"), ["backward-range: 17:00**～13:30"]);
    let yaml = "- { id: a, date: 2026-02-30, label: 2月30日 }\n# 2月30日\n";
    assert_eq!(run_scan(scan, &[("data/exams.yaml", yaml)]), ["impossible-day: 2月30日"]);
    let csv = "id,date,note\na,2026-02-30,令和9年2月19日（木）\n";
    assert_eq!(run_scan(scan, &[("data/leaders.csv", csv)]), ["wrong-weekday: 令和9年2月19日（木）"]);
    let table = "| 13:30 | 説明 |\n| 25:30 | 演習 |\n| 15:00 | 質問 |\n";
    assert_eq!(page(table), ["impossible-day: 25:30"]);
}

#[test]
fn a_year_comes_from_the_record_alone() {
    let yaml = "- { id: a, published: 2026-11-20, note: 12月4日（木） }\n- { id: b, published: 2025-11-20, note: 12月4日（木） }\n- { id: c, note: 12月4日（月） }\n";
    assert_eq!(run_scan(scan, &[("data/cases.yaml", yaml)]), ["doubtful-weekday: 12月4日（木）"]);
}
