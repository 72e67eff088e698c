//! Tests of importing, with workbooks as people make them.

use super::*;
use crate::diagnostic::Severity;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// The records of a small portal.
struct Office;

impl Names for Office {
    fn id(&self, column: &str, name: &str) -> Option<String> {
        let id = match (column, name) {
            ("department" | "owner" | "target", "情報政策課") => "digital-strategy",
            ("department" | "owner" | "target", "総務課") => "general",
            ("levels" | "level", "レベル1") => "level-1",
            ("levels" | "level", "全職員") => "all-staff",
            ("kpi", "職員の充足率") => "fill",
            ("exam", "データ活用検定") => "data-exam",
            _ => return None,
        };
        Some(id.to_owned())
    }
    fn has(&self, stem: &str, id: &str) -> bool {
        [("glossary", "rpa"), ("exam_sessions", "data-exam-r9-1")].contains(&(stem, id))
    }
    fn says(&self, stem: &str, id: &str, field: &str) -> Option<String> {
        let says = match (stem, id, field) {
            ("glossary", "rpa", "yomi") => "あーるぴーえー",
            ("exam_sessions", "data-exam-r9-1", "exam") => "data-exam",
            ("exam_sessions", "data-exam-r9-1", "label") => "第１回",
            ("exam_sessions", "data-exam-r9-1", "date") => "2027-04-18",
            _ => return None,
        };
        Some(says.to_owned())
    }
    fn elsewhere(&self, stem: &str, id: &str) -> Option<String> {
        ((stem, id) == ("exam_sessions", "data-exam-r9-1")).then(|| "data/exams.yaml".to_owned())
    }
}

fn run(bytes: &[u8], kind: Kind, sheet: Option<&str>) -> (Option<Imported>, Vec<String>) {
    let mut findings = Diagnostics::default();
    let imported = import(&SourcePath::new("表.xlsx").unwrap(), bytes, kind, sheet, &Office, &mut findings);
    findings.sort();
    (imported, findings.iter().map(|finding| format!("{}: {}", finding.code.name, finding.message.ja)).collect())
}

fn lines(imported: Option<Imported>) -> Vec<String> {
    let text = String::from_utf8(imported.expect("a table").csv).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.ends_with("\r\n"));
    text.lines().map(str::to_owned).collect()
}

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn row(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        sheet.write(row, column as u16, *text).unwrap();
    }
}

#[test]
fn a_table_as_offices_keep_it_becomes_plain() {
    let plain = Format::new();
    let bytes = book(|sheet| {
        sheet.merge_range(0, 0, 0, 5, "成果指標の実績（令和7年度）", &plain).unwrap();
        row(sheet, 2, &["No.", "指標名", "年度", "実績値※1", "", "備考"]);
        for (at, (kpi, year)) in [("level1-fill", "R5"), ("level1-fill", "令和６年度"), ("ict-tools", "2025")].iter().enumerate() {
            let at = at as u32 + 3;
            sheet.write(at, 0, at - 2).unwrap();
            row(sheet, at, &["", kpi, year]);
        }
        let percent = Format::new().set_num_format("0%");
        sheet.write_with_format(3, 3, 0.61, &percent).unwrap();
        sheet.write_with_format(4, 3, Formula::new("=D4+0.01").set_result("0.62"), &percent).unwrap();
        sheet.write(5, 3, "７０．５").unwrap();
        sheet.write(5, 5, "調査の\nやり方が変わった").unwrap();
        sheet.write(6, 1, "合　計").unwrap();
        sheet.write(6, 3, 132).unwrap();
        sheet.write(8, 1, "※1 各年度末の値").unwrap();
    });
    let (imported, said) = run(&bytes, Kind::KpiActual, None);
    assert_eq!(
        lines(imported),
        ["kpi,fiscal_year,value,notes", "level1-fill,R5,61%,", "level1-fill,令和６年度,62%,", "ict-tools,2025,70.5,調査のやり方が変わった",],
        "{said:#?}"
    );
    for expected in [
        "import-skipped: Sheet1!A1: 「成果指標の実績（令和7年度）」の行は、見出しの上の題名とみて読みません",
        "import-skipped: Sheet1!A3: 「No.」の列は、行の番号とみて読みません",
        "import-skipped: Sheet1!B7: 「合　計」の行は、合計などとみて読みません",
        "import-skipped: Sheet1!B9: 「※1 各年度末の値」は、表の注や区切りとみて読みません",
        "import-doubt: Sheet1!F6: セルの中の改行を消して「調査のやり方が変わった」とつなげました",
    ] {
        assert!(said.iter().any(|said| said == expected), "{expected}\nnot in {said:#?}");
    }
}

#[test]
fn headings_over_two_rows_and_days_of_excel_are_understood() {
    let bytes = book(|sheet| {
        let plain = Format::new();
        for (column, word) in ["id", "試験", "回", "状態"].iter().enumerate() {
            sheet.merge_range(1, column as u16, 2, column as u16, word, &plain).unwrap();
        }
        sheet.merge_range(1, 4, 1, 5, "申込", &plain).unwrap();
        row(sheet, 2, &["", "", "", "", "開始", "締切"]);
        sheet.merge_range(1, 6, 2, 6, "試験日", &plain).unwrap();
        for (at, number) in [(3, "1"), (4, "2")] {
            row(sheet, at, &[&format!("ip-r8-{number}"), "", &format!("第{number}回"), "confirmed", "R8.11.1"]);
            let day = |month| ExcelDateTime::from_ymd(2026, 12, month).unwrap();
            sheet.write_with_format(at, 5, day(1).and_hms(17, 0, 0).unwrap(), &Format::new().set_num_format("yyyy/m/d h:mm")).unwrap();
            sheet.write_with_format(at, 6, day(20), &Format::new().set_num_format("m\"月\"d\"日\"")).unwrap();
        }
        sheet.merge_range(3, 1, 4, 1, "ip", &plain).unwrap();
    });
    let (imported, said) = run(&bytes, Kind::ExamSession, None);
    assert_eq!(
        lines(imported),
        [
            "id,exam,label,status,apply.open,apply.close,date",
            "ip-r8-1,ip,第1回,confirmed,R8.11.1,2026-12-01T17:00,2026-12-20",
            "ip-r8-2,ip,第2回,confirmed,R8.11.1,2026-12-01T17:00,2026-12-20",
        ],
        "{said:#?}"
    );
    assert!(said.contains(&"import-filled: Sheet1!B4: 「ip」は結合されたセルなので、2行すべての値にしました".to_owned()), "{said:#?}");
    assert!(said.iter().any(|said| said.starts_with("import-doubt: Sheet1!G4: 年が表示されていない日付です")), "{said:#?}");
}

#[test]
fn what_cannot_be_taken_is_told_with_its_cell_and_nothing_is_made() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["日付", "名称", "メモ"]);
        row(sheet, 1, &["2027-02-30", "ない日"]);
        sheet.write(2, 0, 46_348).unwrap();
        row(sheet, 2, &["", "通し番号"]);
        sheet.write(3, 0, Formula::new("=Z1").set_result("#REF!")).unwrap();
        row(sheet, 3, &["", "誤り"]);
    });
    let (imported, said) = run(&bytes, Kind::Holiday, None);
    assert_eq!(imported, None);
    for begin in
        ["import-skipped: Sheet1!C1: 「メモ」という列はないので、読みません", "bad-date: Sheet1!A2:", "excel-d", "excel-damage: Sheet1!A4:"]
    {
        assert!(said.iter().any(|said| said.starts_with(begin)), "{begin}\nnot in {said:#?}");
    }
    assert!(said.iter().any(|said| said.contains("Sheet1!A3: ") && said.contains("通し番号")), "{said:#?}");
}

#[test]
fn a_sheet_is_chosen_by_its_headings_and_hidden_ones_are_left() {
    let mut book = Workbook::new();
    row(book.add_worksheet().set_name("表紙").unwrap(), 0, &["祝日の一覧", "令和8年"]);
    let shown = book.add_worksheet().set_name("R9 年").unwrap();
    row(shown, 0, &["日付", "名称"]);
    row(shown, 1, &["2027-01-01", "元日"]);
    let hidden = book.add_worksheet().set_name("旧").unwrap();
    hidden.set_hidden(true);
    row(hidden, 0, &["日付", "名称"]);
    row(hidden, 1, &["2026-02-30", "元日"]);
    let bytes = book.save_to_buffer().unwrap();
    let (imported, said) = run(&bytes, Kind::Holiday, None);
    assert_eq!(imported.as_ref().and_then(|imported| imported.sheet.as_deref()), Some("R9 年"), "{said:#?}");
    assert_eq!(lines(imported), ["date,name", "2027-01-01,元日"]);
    let (imported, said) = run(&bytes, Kind::Holiday, Some("旧"));
    assert!(imported.is_none() && said.iter().any(|said| said.starts_with("bad-date: 旧!A2:")), "{said:#?}");
    let (_, said) = run(&bytes, Kind::Holiday, Some("R9年"));
    assert_eq!(said, ["import-file: 「R9年」というシートはありません"]);
}

#[test]
fn cells_merged_over_columns_and_values_below_no_heading_are_refused() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["日付", "名称"]);
        row(sheet, 1, &["2027-01-01", "元日", "振替?"]);
        sheet.merge_range(2, 0, 2, 1, "未定", &Format::new()).unwrap();
        row(sheet, 3, &["2027-01-11", "成人の日"]);
    });
    let (imported, said) = run(&bytes, Kind::Holiday, None);
    assert_eq!(imported, None);
    assert!(said.iter().any(|said| said.starts_with("import-heading: Sheet1!C2: C列に見出しがない")), "{said:#?}");
    assert!(said.iter().any(|said| said.starts_with("import-cell: Sheet1!A3: 「未定」のセルが、2つの列")), "{said:#?}");
}

#[test]
fn csv_is_read_as_excel_writes_it() {
    let table = "祝日の一覧\r\n\r\n日付,名称\r\n2027/1/1,元日\r\n令和9年1月11日,\"成人\"\"の日\"\r\n";
    let expected = ["date,name", "2027/1/1,元日", "令和9年1月11日,\"成人\"\"の日\""];
    let tabs = table.replace(',', "\t");
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(tabs.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [format!("\u{feff}{table}").into_bytes(), utf16] {
        let (imported, said) = run(&bytes, Kind::Holiday, None);
        assert_eq!(said, ["import-skipped: A1: 「祝日の一覧」の行は、見出しの上の題名とみて読みません"]);
        assert_eq!(lines(imported), expected);
    }
    let (_, said) = run("日付,名称\n2027-02-30,x\n".as_bytes(), Kind::Holiday, None);
    assert!(said[0].starts_with("bad-date: A2: "), "{said:#?}");
}

#[test]
fn the_table_that_is_made_is_read_without_findings() {
    let bytes = book(|sheet| {
        row(sheet, 3, &["日付", "名称", "出典"]);
        row(sheet, 4, &["2027-01-01", "元日, \"一月\"", "内閣府"]);
    });
    let csv = run(&bytes, Kind::Holiday, None).0.expect("a table").csv;
    let (text, _) = exported_text(&csv).unwrap();
    let path = SourcePath::new("data/holidays.csv").unwrap();
    assert!(parse::data(&SourceFile::text_file(path, csv.into(), text.into())).is_empty());
}

#[test]
fn what_is_no_workbook_is_refused() {
    for (bytes, begin) in [
        (&b"PK\x03\x04damaged"[..], "import-file: Excelのブックとして"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "import-file: 古い形式"),
        (b"%PDF-1.7", "import-file: 文字のファイルとして"),
        ("日付,名称\n\"2027-01-01,元日\n".as_bytes(), "import-file: 2行目で"),
        ("これは,表ではない\n".as_bytes(), "import-heading: 見出しの行が"),
        ("日付,名称\n".as_bytes(), "import-file: 見出しの下に"),
    ] {
        let (imported, said) = run(bytes, Kind::Holiday, None);
        assert!(imported.is_none() && said[0].starts_with(begin), "{said:#?}");
    }
}

#[test]
fn only_errors_keep_a_table_from_being_made() {
    for code in CODES {
        assert_eq!(
            code.severity == Severity::Error,
            matches!(code.name, "import-file" | "import-heading" | "import-cell"),
            "{}",
            code.name
        );
    }
}

/// A workbook of texts.
fn texts(rows: &[&[&str]]) -> Vec<u8> {
    book(|sheet| rows.iter().enumerate().for_each(|(at, texts)| row(sheet, at as u32, texts)))
}

fn assert_said(said: &[String], expected: &[&str]) {
    for begin in expected {
        assert!(said.iter().any(|said| said.starts_with(begin)), "{begin}\nnot in {said:#?}");
    }
}

#[test]
fn fiscal_years_across_become_records() {
    let bytes = book(|sheet| {
        let plain = Format::new();
        row(sheet, 0, &["番号", "指標名", "単位", "基準値（R5）", "", "", "", "目標", "担当課"]);
        sheet.merge_range(0, 4, 0, 6, "実績", &plain).unwrap();
        row(sheet, 1, &["", "", "", "", "R6", "令和７年度", "2026", "R10"]);
        for column in [0, 1, 2, 3, 8] {
            let word = ["番号", "指標名", "単位", "基準値（R5）", "", "", "", "", "担当課"][column as usize];
            sheet.merge_range(0, column, 1, column, word, &plain).unwrap();
        }
        row(sheet, 2, &["1", "職員の充足率", "％", "50", "", "", "", "80", "総務課"]);
        sheet.write(2, 4, 61).unwrap();
        sheet.write(2, 5, 63.5).unwrap();
        row(sheet, 3, &["2", "ict-tools", "件", "", "", "集計中", "", "", ""]);
        row(sheet, 4, &["3"]);
    });
    let (imported, said) = run(&bytes, Kind::KpiActual, None);
    assert_eq!(imported, None);
    assert_said(&said, &["bad-number: Sheet1!F4: 列「value」: 「集計中」", "import-skipped: Sheet1!A5: 「3」など、番号や"]);
    let bytes = texts(&[&["指標", "R6実績", "R7", "R8見込", "R9目標"], &["職員の充足率", "61%", "", "70", "80"], &["b", "1", "2", "", ""]]);
    let (imported, said) = run(&bytes, Kind::KpiActual, None);
    assert_eq!(lines(imported), ["kpi,fiscal_year,value", "fill,R6,61%", "b,R6,1", "b,R7,2"]);
    assert_said(&said, &["import-skipped: Sheet1!D1: 「R8見込」", "import-skipped: Sheet1!E1: 「R9目標」", "import-named: Sheet1!A2:"]);
    let both = texts(&[&["指標", "年度", "R6", "R7"], &["b", "R7", "1", "2"]]);
    assert_said(&run(&both, Kind::KpiActual, None).1, &["import-heading: Sheet1!C1: 「R6」の列と `fiscal_year` の列"]);
}

#[test]
fn departments_across_become_cells_of_the_matrix() {
    let bytes = texts(&[&["人材区分", "情報政策課", "総務課", "計"], &["レベル1", "3", "", "3"], &["全職員", "1", "2", "3"]]);
    let (imported, said) = run(&bytes, Kind::MatrixCell, None);
    let expected = ["level,target,weight", "level-1,digital-strategy,3", "all-staff,digital-strategy,1", "all-staff,general,2"];
    assert_eq!(lines(imported), expected, "{said:#?}");
}

#[test]
fn a_list_of_leaders_is_taken_with_what_repeats_and_without_what_is_not_asked() {
    let rows: &[&[&str]] = &[
        &["推進リーダー名簿"],
        &["No.", "部", "所属", "職", "内線", "指定年度"],
        &["1", "政策部", "情報政策課", "主査", "0123", "R8"],
        &["2", "〃", "同上", "主任", "", "〃"],
        &["", "政策部計", "", "2名"],
    ];
    let bytes = book(|sheet| {
        rows.iter().enumerate().for_each(|(at, texts)| row(sheet, at as u32, texts));
        sheet.write(3, 4, 456).unwrap();
    });
    let (imported, said) = run(&bytes, Kind::Leader, None);
    assert_eq!(lines(imported), ["department,contact,designated_fy", "digital-strategy,0123,R8", "digital-strategy,456,R8"]);
    assert_said(
        &said,
        &[
            "import-skipped: Sheet1!B2: 「部」という列はないので",
            "import-filled: Sheet1!C4: 「同上」を、上の行の「情報政策課」に",
            "import-doubt: Sheet1!E4: 「456」は、先頭の0",
            "import-skipped: Sheet1!B5: 「政策部計」の行は、合計",
        ],
    );
}

#[test]
fn periods_in_one_cell_and_sittings_without_ids_are_read() {
    let rows: &[&[&str]] = &[
        &["令和8年度　試験日程"],
        &["試験区分", "回", "試験日", "申込期間", "合格発表"],
        &["データ活用検定", "第1回", "令和8年4月19日（日曜日）", "1月16日（金）10時～2月4日（水）18時", "令和8年7月2日（木）12時"],
        &["データ活用検定", "秋期", "10月11日（日）", "令和8年7月7日から28日まで", ""],
    ];
    let (imported, said) = run(&texts(rows), Kind::ExamSession, None);
    assert!(imported.is_some(), "{said:#?}");
    assert_eq!(
        lines(imported),
        [
            "id,exam,label,date,apply.open,apply.close,result",
            "data-exam-r8-1,data-exam,第1回,令和8年4月19日（日曜日）,2026-01-16,2026-02-04T18:00,2026-07-02",
            "data-exam-r8,data-exam,秋期,2026-10-11,令和8年7月7日,2026-07-28,",
        ],
        "{said:#?}"
    );
    let wrong = texts(&[&["試験", "回", "試験日", "申込期間"], &["ip", "第1回", "2026-04-19", "令和8年2月28日～2月30日"]]);
    assert_said(&run(&wrong, Kind::ExamSession, None).1, &["bad-date: Sheet1!D2: "]);
}

#[test]
fn an_example_beside_the_table_is_not_read_and_a_second_table_is_doubted() {
    let mut book = Workbook::new();
    for (name, value) in [("実績", "50"), ("記入例", "99")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        row(sheet, 0, &["#", "指標", "年度", "実績"]);
        row(sheet, 1, &["1", "a", "R7", value]);
    }
    let (imported, said) = run(&book.save_to_buffer().unwrap(), Kind::KpiActual, None);
    assert_eq!(lines(imported), ["kpi,fiscal_year,value", "a,R7,50"]);
    assert_said(&said, &["import-skipped: シート「記入例」は、記入の例とみて"]);
    let rows: &[&[&str]] =
        &[&["指標", "年度", "実績"], &["a", "R7", "50"], &[], &["本庁のみ"], &["指標", "年度", "実績"], &["a", "R8", "60"]];
    assert_said(&run(&texts(rows), Kind::KpiActual, None).1, &["import-doubt: Sheet1!A5: 「本庁のみ」の表を"]);
}

#[test]
fn the_holidays_of_the_cabinet_office_are_read_as_they_are() {
    let (imported, said) = run("国民の祝日・休日月日,国民の祝日・休日名称\r\n2027/1/1,元日\r\n".as_bytes(), Kind::Holiday, None);
    assert_eq!((lines(imported), said.len()), (vec!["date,name".to_owned(), "2027/1/1,元日".to_owned()], 0));
}

#[test]
fn lists_without_ids_get_them_and_keep_those_that_are_there() {
    let (imported, said) = run(&texts(&[&["用語", "よみ", "説明"], &["BPR", "ビーピーアール", "業務の見直し"]]), Kind::Term, None);
    assert_eq!(lines(imported), ["id,term,yomi,body", "bpr,BPR,びーぴーあーる,業務の見直し"], "{said:#?}");
    let (imported, said) = run(
        &texts(&[&["名称", "ＵＲＬ", "対象", "説明"], &["学びのサイト", "https://manabi.go.jp/", "全職員", "無料"]]),
        Kind::External,
        None,
    );
    let lines = lines(imported);
    assert_eq!(lines[0], "id,title,url,levels,summary,provider.name,provider.yomi,provider.kind,topic,format,access,status");
    assert_eq!(
        lines[1],
        "manabi-go-jp,学びのサイト,https://manabi.go.jp/,all-staff,無料,ここを書く,ここをかく,ここを書く,ここを書く,ここを書く,ここを書く,draft"
    );
    assert_said(&said, &["import-left: Sheet1!A1: `access` が書かれていない1件", "import-id: Sheet1!A2: idのない1件に、名前から"]);
}

#[test]
fn one_list_of_the_organisation_gives_groups_and_departments() {
    let rows: &[&[&str]] = &[
        &["局", "部", "課", "係", "内線"],
        &["政策局", "デジタル部", "情報政策課", "", "0001"],
        &["", "", "", "企画係", "0002"],
        &["総務局", "人事部", "研修課", "", "0003"],
    ];
    let (groups, said) = run(&texts(rows), Kind::Group, None);
    assert_eq!(lines(groups)[1..3], ["group-1,政策局,1,", "group-2,デジタル部,2,group-1"], "{said:#?}");
    let (departments, said) = run(&texts(rows), Kind::Department, None);
    let expected = [
        "id,name,group,ext,yomi,status",
        "department-1,情報政策課,group-2,0001,ここをかく,draft",
        "department-2,研修課,group-4,0003,ここをかく,draft",
    ];
    assert_eq!(lines(departments), expected, "{said:#?}");
}

#[test]
fn a_list_of_courses_becomes_drafts() {
    let rows: &[&[&str]] = &[
        &["令和8年度　職員研修計画一覧"],
        &["No", "研修種別", "研修名", "対象", "実施時期", "定員", "会場", "申込期間", "備考"],
        &["1", "必修", "表の見方", "全職員", "10月5日(月)・6日(火)", "30名", "5階研修室", "9月1日～9月18日", "※PC持参"],
        &["", "", "表の見方", "", "11月9日(月) 13:30～16:30", "", "", "", ""],
        &["2", "選択", "RPA入門", "係長級", "11月中旬（予定）", "", "オンライン", "未定", ""],
        &["", "合計", "2研修"],
    ];
    let mut findings = Diagnostics::default();
    let path = SourcePath::new("一覧.xlsx").unwrap();
    let pages = import_courses(&path, &texts(rows), None, &Office, &mut findings).expect("pages");
    let said: Vec<String> = findings.iter().map(|finding| format!("{}: {}", finding.code.name, finding.message.ja)).collect();
    assert_eq!(pages.iter().map(|page| page.id.as_str()).collect::<Vec<_>>(), ["course-1", "rpa"]);
    for line in [
        "levels: [all-staff]\nrequirement: mandatory\nformat: [classroom]\n",
        "  - id: course-1-1\n    label: 第1回\n    date: 2026-10-05、2026-10-06\n    place: \"5階研修室\"\n    capacity: 30\n    apply: { open: 2026-09-01, close: 2026-09-18 }\n",
        "  - id: course-1-2\n    label: 第2回\n    date: 2026-11-09\n    start: \"13:30\"\n    end: \"16:30\"\n",
        "status: draft\n---\n\n## 一覧から\n\n* 備考: ※PC持参\n",
    ] {
        assert!(pages[0].markdown.contains(line), "{line}\nnot in {}", pages[0].markdown);
    }
    assert!(pages[1].markdown.contains("levels: [ここを書く]") && pages[1].markdown.contains("* 対象: 係長級"), "{}", pages[1].markdown);
    assert_said(&said, &["import-doubt: Sheet1!D5: 「係長級」は項目に書けない", "import-doubt: Sheet1!E5: 「11月中旬（予定）」"]);

    let wrong = texts(&[&["令和8年度"], &["研修名", "実施日"], &["RPA入門", "10月5日(火)"]]);
    let mut findings = Diagnostics::default();
    assert_eq!(import_courses(&path, &wrong, None, &Office, &mut findings), None, "the weekday is wrong");
    assert!(findings.iter().any(|finding| finding.message.ja.starts_with("Sheet1!B3: ")));
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_judged_without_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        run(&bytes, Kind::Exam, None);
        run(&bytes, Kind::Department, None);
        run(&[b"PK\x03\x04", bytes.as_slice()].concat(), Kind::Exam, None);
    }
}

#[test]
fn names_become_ids_only_where_ids_belong_and_the_name_is_certain() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["id", "名称", "levels", "備考"]);
        row(sheet, 1, &["course-a", "レベル1", "レベル1;level-2", "レベル1"]);
        row(sheet, 2, &["course-b", "別", "レベル9", ""]);
    });
    let (imported, said) = run(&bytes, Kind::External, None);
    assert!(imported.is_none());
    assert!(said.iter().any(|said| said == "import-named: Sheet1!C2: 「レベル1」を、その名前の記録のid「level-1」にしました"), "{said:#?}");
    assert!(said.iter().any(|said| said.starts_with("bad-id: Sheet1!C3: ")), "{said:#?}");
    assert_eq!(said.iter().filter(|said| said.starts_with("import-named") || said.starts_with("bad-id")).count(), 2, "{said:#?}");
}

#[test]
fn a_status_in_words_is_read_and_an_unclear_one_is_left_out() {
    let rows: &[&[&str]] = &[
        &["id", "試験", "回", "試験日", "状態"],
        &["a", "data-exam", "1", "2027-04-18", "確定"],
        &["b", "data-exam", "2", "2027-06-20", "予定"],
        &["c", "data-exam", "3", "2027-08-22", "中止"],
        &["d", "data-exam", "4", "2027-10-17", "○"],
    ];
    let (imported, said) = run(&texts(rows), Kind::ExamSession, None);
    let statuses: Vec<String> = lines(imported)[1..].iter().map(|line| line.rsplit(',').next().unwrap().to_owned()).collect();
    assert_eq!(statuses, ["confirmed", "tentative", "cancelled", ""], "{said:#?}");
    assert_said(&said, &["import-doubt: Sheet1!E5: 状態の「○」は意味が決まらないので、空にしました（「予定・要確認」"]);
    let rows: &[&[&str]] = &[&["用語", "よみ", "説明", "状態"], &["RPA", "あーるぴーえー", "自動化", "別途"]];
    let (imported, said) = run(&texts(rows), Kind::Term, None);
    assert!(lines(imported)[1].ends_with(",draft"), "nothing goes out by mistake: {said:#?}");
}

#[test]
fn an_indicator_is_judged_by_its_target_and_the_rest_is_left_to_be_written() {
    let rows: &[&[&str]] = &[&["指標名", "目標値（R10）", "R7実績"], &["研修の修了率", "85%", "61%"], &["満足度", "", "70%"]];
    let (imported, said) = run(&texts(rows), Kind::Kpi, None);
    let lines = lines(imported);
    assert_eq!(lines[0], "id,name,target.value,target.fiscal_year,kind,status", "{said:#?}");
    assert!(lines[1].ends_with(",85%,R10,reach,") && lines[2].ends_with(",,,ここを書く,draft"), "{lines:#?}");
    assert_said(
        &said,
        &["import-left: Sheet1!A1: `kind` が書かれていない1件は、「ここを書く」として", "import-skipped: Sheet1!C1: 「R7実績」"],
    );
}

#[test]
fn a_sitting_that_another_file_has_is_known_again_and_not_written_twice() {
    let rows: &[&[&str]] = &[
        &["令和9年度　試験日程"],
        &["試験区分", "回", "試験日"],
        &["データ活用検定", "第1回", "2027-04-25"],
        &["データ活用検定", "第2回", "2027-10-17"],
    ];
    let (imported, said) = run(&texts(rows), Kind::ExamSession, None);
    assert_eq!(lines(imported)[1..], ["data-exam-r9-2,data-exam,第2回,2027-10-17"], "{said:#?}");
    assert_said(
        &said,
        &[
            "import-there: Sheet1!A3: 「data-exam-r9-1」は data/exams.yaml にもうあるので、書きませんでした。表と違うところ: date 2027-04-25（今は 2027-04-18）",
        ],
    );
    let (imported, said) = run(&texts(&[&["id", "試験", "回"], &["data-exam-r9-1", "data-exam", "第1回"]]), Kind::ExamSession, None);
    assert_eq!(imported.map(|imported| imported.rows), Some(0), "{said:#?}");
    assert_said(&said, &["import-skipped: Sheet1!A2: 1件は、同じ記録が data/exams.yaml にもうある"]);
}

#[test]
fn two_equal_headings_are_told_and_the_rest_comes_in() {
    let wrong: &[&[&str]] = &[&["指標", "年度", "小計", "小計"], &["a", "R7", "50", "40"]];
    let (imported, said) = run(&texts(wrong), Kind::KpiActual, None);
    assert_eq!(imported, None);
    assert_said(
        &said,
        &[
            "import-heading: Sheet1!A1: 値の列が見つかりません（読まなかった列: Sheet1!C1「小計」、Sheet1!D1「小計」）",
            "import-doubt: Sheet1!D1: 見出し「小計」は Sheet1!C1 と同じで",
        ],
    );
    let right: &[&[&str]] = &[&["指標", "年度", "小計", "小計", "実績"], &["a", "R7", "50", "40", "90"]];
    assert_eq!(lines(run(&texts(right), Kind::KpiActual, None).0), ["kpi,fiscal_year,value", "a,R7,90"]);
}

#[test]
fn a_department_that_is_written_once_holds_for_the_people_below_it() {
    let rows: &[&[&str]] = &[&["課", "氏名", "指定年度"], &["情報政策課", "甲", "R8"], &["", "乙", "R7"], &["総務課", "丙", "R8"]];
    let (imported, said) = run(&texts(rows), Kind::Leader, None);
    let expected = ["department,name,designated_fy", "digital-strategy,甲,R8", "digital-strategy,乙,R7", "general,丙,R8"];
    assert_eq!(lines(imported), expected, "{said:#?}");
    assert_said(&said, &["import-doubt: Sheet1!A3: `department` が空なので、上の行と同じ「情報政策課」としました"]);
}

#[test]
fn nothing_of_a_list_of_courses_gets_lost() {
    let rows: &[&[&str]] = &[
        &["研修名", "対象", "実施日", "開始時刻", "終了時刻", "会場"],
        &["表の見方", "全職員", "2026-10-05", "午後いち", "16:30", ""],
        &["", "レベル1", "2026-11-09", "13:30", "16:30", ""],
        &["文書の書き方", "全職員", "", "", "", "5階研修室"],
    ];
    let mut findings = Diagnostics::default();
    let pages = import_courses(&SourcePath::new("一覧.xlsx").unwrap(), &texts(rows), None, &Office, &mut findings).expect("pages");
    let said: Vec<String> = findings.iter().map(|finding| format!("{}: {}", finding.code.name, finding.message.ja)).collect();
    assert_said(
        &said,
        &[
            "import-doubt: Sheet1!D2: 「午後いち」は項目に書けない",
            "import-doubt: Sheet1!A3: `title` が空なので、上の行と同じ「表の見方」",
            "import-doubt: Sheet1!B3: 「レベル1」は項目に書けない",
        ],
    );
    let first = &pages[0].markdown;
    assert!(
        first.contains("* 開始時刻: 午後いち") && first.contains("label: 第2回\n    date: 2026-11-09\n    start: \"13:30\"\n"),
        "{first}"
    );
    assert!(pages[1].markdown.contains("date: 未定\n    place: \"5階研修室\"\n"), "{}", pages[1].markdown);

    let mut findings = Diagnostics::default();
    let nameless = texts(&[&["研修名", "対象", "実施日"], &["", "全職員", "2026-10-05"]]);
    assert_eq!(import_courses(&SourcePath::new("一覧.xlsx").unwrap(), &nameless, None, &Office, &mut findings), None);
    assert!(findings.iter().any(|finding| finding.message.ja == "Sheet1!A2: 研修の名前が空で、どの研修の行か分かりません"));
}

#[test]
fn a_message_of_a_cell_names_no_line_in_any_language() {
    for (ja, en, short) in [
        ("4行目の列「value」: 数でない", "row 4, column \"value\": no number", ("列「value」: 数でない", "column \"value\": no number")),
        ("4行目: 数でない", "row 4: no number", ("数でない", "no number")),
        (
            "4行目の最初のセルが空です",
            "row 4 begins with an empty cell",
            ("この行の最初のセルが空です", "this row begins with an empty cell"),
        ),
        ("4月の値です", "rows of April", ("4月の値です", "rows of April")),
    ] {
        assert_eq!(without_line(ja, ("", "行目"), "この行"), short.0);
        assert_eq!(without_line(en, ("row ", ""), "this row"), short.1);
    }
}
