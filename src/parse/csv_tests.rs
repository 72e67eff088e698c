//! Tests of reading CSV tables.

use super::*;
use crate::field::{Field, Fields, Reader, Shape, Value};
use crate::notation::Misread;
use crate::parse::decode::{Decoded, decode_record};
use crate::source::SourcePath;

const COLUMNS: Columns = Columns {
    known: &["id", "name", "capacity", "date", "open", "tags", "apply.close", "updated"],
    required: &["id", "name"],
    spoken: &[],
    declared: Some(Row2::DECLARED),
};

#[derive(Debug, Fields)]
struct Apply {
    close: String,
}

#[derive(Debug, Fields)]
struct Row2 {
    #[field(ja = "番号")]
    id: String,
    #[field(ja = "名前")]
    name: String,
    capacity: Option<u32>,
    #[field(ja = "日付")]
    date: Option<Day>,
    open: Option<bool>,
    #[field(default)]
    tags: Vec<String>,
    apply: Option<Apply>,
}

#[derive(Debug, Fields)]
struct Common {
    updated: Option<String>,
}

#[derive(Debug)]
struct Day(String);

impl Field for Day {
    fn shape() -> Shape {
        Shape::Text
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        reader.parsed(value, |text| match text.len() == 10 {
            true => Ok(Self(text.to_owned())),
            false => Err(Misread { code: &BAD_DATE, message: text!("「{text}」は日付でない", "no date"), hint: None }),
        })
    }
}

static BAD_DATE: Code = Code::error("bad-date", "", "");

fn run(text: &str) -> (Vec<Decoded<Row2, Common>>, Vec<String>) {
    let file = SourceFile::text_file(SourcePath::new("data/x.csv").expect("inside"), text.as_bytes().into(), text.into());
    let mut findings = Diagnostics::default();
    let raw = records(&file, "rows", COLUMNS, &mut findings);
    let decoded = raw.into_iter().map(|raw| decode_record(raw, &mut findings)).collect();
    findings.sort();
    let shown = findings
        .iter()
        .map(|finding| {
            let at = file.position(finding.place.as_ref().expect("every finding has a place").start);
            format!("{}:{} {} {}", at.line, at.column, finding.code.name, finding.message.ja)
        })
        .collect();
    (decoded, shown)
}

fn findings(text: &str) -> Vec<String> {
    run(text).1
}

#[test]
fn a_table_of_excel_is_read() {
    let (rows, findings) = run(
        "id,name,capacity,open,tags,apply.close,updated,,\nr1,\"研修, 初級\",\"１，２００\",○,表；集計,2026-04-01,2026-05-01,,\n001,x,,×,,,,,\n,,,,,,,,\n",
    );
    assert_eq!(findings, Vec::<String>::new());
    let rows: Vec<_> = rows.into_iter().filter_map(Decoded::usable).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].value.name.as_str(), rows[0].value.capacity, rows[0].value.open), ("研修, 初級", Some(1200), Some(true)));
    assert_eq!(rows[0].value.tags, ["表", "集計"]);
    assert_eq!(rows[0].value.apply.as_ref().map(|apply| apply.close.as_str()), Some("2026-04-01"));
    assert_eq!(rows[0].common.updated.as_deref(), Some("2026-05-01"));
    assert_eq!((rows[1].value.id.as_str(), rows[1].value.open, rows[1].value.date.as_ref().map(|day| &day.0)), ("001", Some(false), None));
}

#[test]
fn cells_are_placed_and_rows_counted_as_in_excel() {
    let found = findings("id,name,capacity\na,\"一\n二\",1\n\nb,x,多い\nc,,1\n");
    assert_eq!(
        found,
        [
            "5:5 wrong-type 4行目の列「capacity」: 0以上の整数が必要ですが、文字「多い」が書かれています",
            "6:1 missing-key 5行目: 必須の項目 `name` がありません",
            "2:3 csv-line-break 2行目の列「name」のセルの中に改行があります",
        ]
    );
}

#[test]
fn headers_are_checked() {
    assert_eq!(
        findings("id,nmae,,id,色\na,x,,b,赤\n"),
        [
            "1:4 csv-header 「nmae」という列はありません",
            "1:9 csv-header C列の見出しが空です",
            "1:10 csv-header 列「id」が2つあります",
            "1:13 csv-header 「色」という列はありません",
        ]
    );
    assert_eq!(findings("id,capacity\n"), ["1:1 csv-header 必須の列「name」がありません"]);
}

#[test]
fn tables_for_the_eye_are_reported() {
    let found = findings("令和8年度 研修一覧,,\n,,\nid,name,capacity\na,x,1\n,y,2\nb,z,3,余り\n合計,,6\n\n※ 定員は見込み,,\n");
    assert_eq!(
        found,
        [
            "1:1 csv-shape 1行目「令和8年度 研修一覧」は、見出しではなく表の題名です",
            "5:1 csv-shape 5行目の最初のセルが空です（結合したセルを解除した跡かもしれません）",
            "6:7 csv-shape 6行目の「余り」に見出しがありません（見出しは3列）",
            "7:1 csv-shape 7行目は「合計」の行です",
            "9:1 csv-shape 9行目「※ 定員は見込み」は、表の下の注記です",
        ]
    );
}

#[test]
fn what_excel_has_done_is_named() {
    let found = findings("id,name,capacity,date\na,########,1.0E+05,46000\nb,=A1+1,#REF!,1月5日\nc,1月5日の会,1,5-Jan\nd,x,1,2026-1-5\n");
    assert_eq!(
        found,
        [
            "2:3 excel-damage 2行目の列「name」: セルが「########」になっています（列の幅が足りず、値が表示されていません）",
            "2:12 excel-damage 2行目の列「capacity」: 数字が指数の形「1.0E+05」になっています",
            "2:20 excel-damage 2行目の列「date」: 日付がExcelの通し番号「46000」になっています",
            "3:3 excel-damage 3行目の列「name」: セルに数式「=A1+1」が入っています",
            "3:9 excel-damage 3行目の列「capacity」: セルがExcelの数式エラー「#REF!」のままです",
            "3:15 excel-damage 3行目の列「date」: 日付「1月5日」に年がありません（Excelが書き換えた形です）",
            "4:12 excel-damage 4行目の列「date」: 日付「5-Jan」に年がありません（Excelが書き換えた形です）",
            "5:7 bad-date 5行目の列「date」: 「2026-1-5」は日付でない",
        ]
    );
}

#[test]
fn other_separators_are_understood() {
    assert!(findings("id\tname\na\tx\n").is_empty());
    assert!(findings("id;name\na;x\n").is_empty());
    assert!(findings("").is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "[,;\t\"\nidname.a研#=0-9]{0,80}") {
        run(&text);
    }
}

#[test]
fn a_quote_that_is_not_closed_is_named_where_it_opens() {
    let found = "3:3 csv-shape セルの引用符（\"）が閉じられていません";
    assert_eq!(findings("id,name\na,x\nb,\"山田,,\nc,y\n"), [found]);
    assert_eq!(findings("id,name\na,x\nb,\"山田\nc,\"y\"\n"), [found]);
    assert!(findings("id,name\na,\"x, \"\"y\"\"\"\nb,5\" の画面\n").is_empty());
}

#[test]
fn a_shifted_row_is_one_finding() {
    assert_eq!(findings("id,name,capacity\na,山田,太郎,30\n"), ["2:9 csv-shape 2行目の「30」に見出しがありません（見出しは3列）"]);
}

#[test]
fn a_wrong_column_is_said_once_at_its_name() {
    let text = "id,nmae\na,x\nb,y\n";
    let file = SourceFile::text_file(SourcePath::new("data/x.csv").expect("inside"), text.as_bytes().into(), text.into());
    let mut findings = Diagnostics::default();
    for raw in records(&file, "rows", Columns { known: &[], required: &[], spoken: &[], declared: Some(Row2::DECLARED) }, &mut findings) {
        let _ = decode_record::<Row2, Common>(raw, &mut findings);
    }
    findings.sort();
    let said: Vec<_> =
        findings.iter().map(|finding| (finding.place.as_ref().map(|place| place.start), finding.message.ja.as_str())).collect();
    assert_eq!(said, [(Some(3), "「nmae」という列はありません")]);
}

#[test]
fn headers_that_are_missing_repeated_or_divided_otherwise_are_told_once() {
    assert_eq!(findings("id|name\na|研修\n"), ["1:3 csv-shape 値の区切りが半角のコンマ（,）ではなく「|」になっています"]);
    assert_eq!(findings("id，name\na，研修\n"), ["1:3 csv-shape 値の区切りが半角のコンマ（,）ではなく「，」になっています"]);
    assert_eq!(findings("2026-01-01,研修,3\n2026-01-02,演習,4\n"), ["1:1 csv-header 1行目に、見出しではなく値があります"]);
    assert_eq!(findings("id,name\na,研修\nid,name\nb,演習\n"), ["3:1 csv-shape 3行目は、見出しの行の繰り返しです"]);
    assert_eq!(findings("id,name,date\n番号,名前,日付\na,研修,2026-01-01\n"), ["2:1 csv-shape 2行目は、見出しの行の繰り返しです"]);
}

#[test]
fn signs_for_the_same_as_above_and_totals_in_brackets_are_no_values() {
    assert_eq!(findings("id,name\na,研修\nb,〃\n"), ["3:3 csv-shape 3行目の列「name」の「〃」は、上の行と同じ値とは読まれません"]);
    assert_eq!(findings("id,name,capacity\na,研修,3\n【合計】,,3\n"), ["3:1 csv-shape 3行目は「【合計】」の行です"]);
}
