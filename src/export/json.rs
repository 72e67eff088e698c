//! A [`DataTable`] as JSON, and the dictionary of all tables.
//!
//! One row is one line, so that two builds can be compared line by line. Numbers are numbers, lists are arrays, no value is `null`.

use super::table::{Column, DataTable, Value};
use crate::model::Site;
use serde_json::{Map, Number, Value as Json, json};

/// The JSON of `table`.
pub(super) fn table(table: &DataTable) -> Vec<u8> {
    let mut head = heading(table);
    let rows: Vec<Json> = table.rows.iter().map(|values| row(&table.columns, values)).collect();
    head.insert("columns".to_owned(), Json::Array(columns(table)));
    head.insert("rows".to_owned(), Json::Array(rows));
    lines(&head)
}

/// The dictionary of `tables`: what every list, every file and every column is.
pub(super) fn dictionary(site: &Site, tables: &[DataTable]) -> Vec<u8> {
    let mut head = Map::new();
    head.insert("title".to_owned(), json!(site.config.title));
    head.insert("organization".to_owned(), json!(site.config.organization));
    head.insert("rules".to_owned(), json!(RULES));
    let datasets = tables.iter().map(|table| {
        let mut entry = heading(table);
        let name = table.dataset.name();
        entry.insert("rows".to_owned(), json!(table.rows.len()));
        entry.insert("key".to_owned(), json!(table.columns.first().map(|column| &column.name)));
        entry.insert("csv".to_owned(), json!(format!("{name}.csv")));
        entry.insert("json".to_owned(), json!(format!("{name}.json")));
        entry.insert("columns".to_owned(), Json::Array(columns(table)));
        Json::Object(entry)
    });
    head.insert("datasets".to_owned(), Json::Array(datasets.collect()));
    let mut text = serde_json::to_string_pretty(&Json::Object(head)).expect("no map with keys that are no words");
    text.push('\n');
    text.into_bytes()
}

/// How all files are written.
const RULES: &[&str] = &[
    "CSVはUTF-8（BOM付き）、改行はCRLF、1行目は列の名前です。1つの表に1つの一覧だけを入れ、セルの中に改行はありません。",
    "最初の列は、その一覧の中で一つに決まるキーです。",
    "空のセル（JSONではnull）は値がないことを表します。0ではありません。",
    "日付は2026-11-22、月までの日付は2026-11、時刻は13:30の形です。年度は始まる年の西暦で、2026は令和8年度です。",
    "並びはCSVでは ; でつなぎ、JSONでは配列です。CSVでは、値の中の ; を全角の ； にします。",
    "真偽はtrueとfalseです。数に桁区切りと単位は付けません。単位は列のunitにあります。",
    "CSVで = + - @ から始まる言葉は、表計算ソフトが式として実行しないように、先頭に ' を付けます。JSONでは付けません。",
    "sampleがtrueの行は、使い方を示すために作った架空の内容です。unverifiedがtrueの行は、まだ出典と照らし合わせていません。",
];

fn heading(table: &DataTable) -> Map<String, Json> {
    let DataTable { dataset, title_ja, description_ja, updated, columns: _, rows: _ } = table;
    let mut head = Map::new();
    head.insert("name".to_owned(), json!(dataset.name()));
    head.insert("title".to_owned(), json!(title_ja));
    head.insert("description".to_owned(), json!(description_ja));
    head.insert("updated".to_owned(), json!(updated.map(|day| day.iso())));
    head
}

fn columns(table: &DataTable) -> Vec<Json> {
    let column = |Column { name, label, description, unit, kind }: &Column| {
        let unit = (!unit.is_empty()).then_some(unit);
        json!({ "name": name, "label": label, "description": description, "kind": kind.word(), "unit": unit })
    };
    table.columns.iter().map(column).collect()
}

fn row(columns: &[Column], values: &[Value]) -> Json {
    Json::Object(columns.iter().zip(values).map(|(column, value)| (column.name.to_string(), json_value(value))).collect())
}

fn json_value(value: &Value) -> Json {
    match value {
        Value::Empty => Json::Null,
        Value::Text(text) => json!(text),
        Value::Number(number, 0) if number.fract() == 0.0 && number.abs() < 9e15 => Json::Number((*number as i64).into()),
        // The decimals of the CSV, so that both files say the same number.
        Value::Number(..) => value.words().parse().ok().and_then(Number::from_f64).map_or(Json::Null, Json::Number),
        Value::Bool(yes) => json!(yes),
        Value::List(items) => json!(items),
    }
}

/// An object whose arrays have one item per line.
fn lines(object: &Map<String, Json>) -> Vec<u8> {
    let mut out = String::from("{\n");
    for (at, (key, value)) in object.iter().enumerate() {
        out.push_str(if at > 0 { ",\n" } else { "" });
        out.push_str(&format!("  {}: ", json!(key)));
        match value {
            Json::Array(items) if !items.is_empty() => {
                let items: Vec<String> = items.iter().map(|item| format!("    {item}")).collect();
                out.push_str(&format!("[\n{}\n  ]", items.join(",\n")));
            }
            value => out.push_str(&value.to_string()),
        }
    }
    out.push_str("\n}\n");
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use crate::export::testing::small;
    use crate::route::{Dataset, Export};
    use serde_json::{Value as Json, json};

    const KPI: &str = "kpi:
  - id: a
    name: 割合
    unit: \"%\"
    kind: reach
    baseline: { value: 約30, fiscal_year: R4 }
    target: { value: 80以上, fiscal_year: R8 }
    notes: { n1: 注 }
kpi_actuals:
  - { kpi: a, fiscal_year: R5, value: 38.0, source: 調査 }
  - { kpi: a, fiscal_year: R6, comment: 測っていない }
";

    #[test]
    fn numbers_lists_and_gaps_keep_their_kind() {
        let text = small(None, &[("data/kpi.yaml", KPI)]).text(&Export::Json(Dataset::Kpi));
        let json: Json = serde_json::from_str(&text).expect("JSON");
        let row = &json["rows"][0];
        assert_eq!(json["name"], "kpi");
        assert_eq!(row["statement"], "約30（R4） → 80以上（R8）");
        assert_eq!((&row["baseline"], &row["baseline_words"], &row["baseline_year"]), (&json!(30), &json!("約30"), &json!(2022)));
        assert_eq!((&row["latest"], &row["latest_words"], &row["rate"]), (&json!(38.0), &json!("38.0"), &json!(16.0)));
        assert_eq!(
            (&row["notes"], &row["levels"], &row["plan"], &row["sample"]),
            (&json!(["n1: 注"]), &json!([]), &Json::Null, &json!(false))
        );
        assert_eq!(text.lines().filter(|line| line.starts_with("    {\"id\":\"a\"")).count(), 1, "one row is one line");
    }

    #[test]
    fn a_year_without_a_value_is_a_gap_and_not_zero() {
        let text = small(None, &[("data/kpi.yaml", KPI)]).text(&Export::Json(Dataset::KpiActuals));
        let json: Json = serde_json::from_str(&text).expect("JSON");
        assert_eq!(json["rows"][1]["id"], "a--2024");
        assert_eq!((&json["rows"][1]["value"], &json["rows"][1]["fiscal_year_words"]), (&Json::Null, &json!("令和6年度")));
        assert_eq!(json["rows"][0]["value"], json!(38.0));
    }

    #[test]
    fn the_dictionary_describes_every_list() {
        let text = small(None, &[("data/kpi.yaml", KPI)]).text(&Export::Dictionary);
        let json: Json = serde_json::from_str(&text).expect("JSON");
        let names: Vec<&str> = json["datasets"].as_array().expect("a list").iter().filter_map(|entry| entry["name"].as_str()).collect();
        assert_eq!(names, Dataset::ALL.iter().map(|dataset| dataset.name()).collect::<Vec<_>>());
        let kpi = json["datasets"].as_array().and_then(|all| all.iter().find(|entry| entry["name"] == "kpi")).expect("the indicators");
        assert_eq!((&kpi["rows"], &kpi["csv"], &kpi["key"]), (&json!(1), &json!("kpi.csv"), &json!("id")));
        assert_eq!(kpi["columns"][0]["label"], "ID");
    }
}
