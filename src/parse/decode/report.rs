//! How a [`Problem`] of a record is said: code, sentence, hint and place. Changes no value.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text, closest};
use crate::field::{
    self, ChoiceDecl, Declared, Found, Listed, Notation, Problem, RecordDecl, Step, Wanted, is_blank, nearest_key, nearest_value,
};
use crate::notation::{BAD_ID, Misread};
use crate::parse::excel::{Holds, excel_damage};
use crate::parse::explain::narrowed;
use crate::parse::yaml::{DUPLICATE_KEY, YAML_HABIT};
use crate::source::{Origin, Place};
use crate::text;
use serde_yaml::Value;

/// A key that the kind does not have.
pub static UNKNOWN_KEY: Code = Code::error(
    "unknown-key",
    "その種類の記録にない項目が書かれています。つづりを直すか、行を消してください。表（CSV）では、見出しの列名が項目にあたります",
    "a key that records of this kind do not have; correct its spelling or delete the line",
);
/// A key that is needed and not there.
pub static MISSING_KEY: Code =
    Code::error("missing-key", "必須の項目がありません。示された項目を書き足してください", "a required key is not there; add it");
/// A text where a number is wanted, and the like.
pub static WRONG_TYPE: Code = Code::error(
    "wrong-type",
    "値の種類が違います。数字・文字・リスト・「項目: 値」の組・true か false のうち、求められているものに書き直してください",
    "the value is of the wrong type; write what is wanted: a number, text, a list, a mapping, true or false",
);
/// A word that is none of those allowed.
pub static UNKNOWN_VALUE: Code = Code::error(
    "unknown-value",
    "決められた値のどれでもありません。示された値の中から選んでください",
    "the value is none of those allowed; choose one of the values listed",
);
/// A key with nothing behind it.
pub static EMPTY_VALUE: Code = Code::error(
    "empty-value",
    "値が空か、空白（全角スペースを含む）だけです。値を書くか、不要な項目なら行ごと消してください",
    "the value is empty or only spaces; write a value or delete the line",
);
/// The record whose problems are told.
pub(super) struct Case<'a> {
    pub origin: &'a Origin,
    pub notation: Notation,
    /// The fields that every record may have and this one does not have itself.
    pub common: &'a [&'static Declared],
    pub id: Option<&'a str>,
}

/// Reports a record that is no mapping at all.
pub(super) fn not_a_record(value: &Value, origin: &Origin, findings: &mut Diagnostics) {
    let found = match value {
        Value::Tagged(_) => return,
        Value::Null => text!("ここに記録がありません", "there is no record here"),
        Value::Sequence(_) => text!("「項目: 値」の組が必要なところに、リストがあります", "a list stands where a mapping is needed"),
        other => {
            let shown = excerpt(&scalar(other));
            text!("「項目: 値」の組が必要なところに、文字「{shown}」があります", "the text \"{shown}\" stands where a mapping is needed")
        }
    };
    let hint = text!(
        "`id: …` `title: …` のように、1行に1項目ずつ、項目の名前・半角の `:`・半角スペース・値の順に書いてください",
        "write one `key: value` per line"
    );
    findings.push(Diagnostic::new(&WRONG_TYPE, found).at(origin.place("")).hint(hint));
}

fn holds(wanted: &Wanted) -> Holds {
    match wanted {
        Wanted::Described(_) => Holds::Date,
        Wanted::Number | Wanted::Whole { .. } => Holds::Number,
        _ => Holds::Anything,
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        _ => String::new(),
    }
}

impl Case<'_> {
    /// Reports `problem` below `steps`.
    pub(super) fn report(&self, steps: &[Step], problem: &Problem, findings: &mut Diagnostics) {
        let path = path_of(steps);
        let (finding, place) = match problem {
            Problem::UnknownKey { key, declared } => {
                let place = self.origin.key(&join(&path, key));
                (self.unknown_key(&path, key, declared), place)
            }
            Problem::MissingKey(key) => match self.origin.header().filter(|_| path.is_empty() && !self.origin.has_key(key)) {
                Some(header) => (missing_column(key), header),
                None => (self.missing_key(&path, key), head(self.origin.place(&path))),
            },
            Problem::TwiceTheSame(key) => (twice(key), self.origin.key(&join(&path, key))),
            Problem::UnknownValue { found, known } => (unknown_value(&path, found, known), self.origin.place(&path)),
            Problem::WrongType { found, wanted } => (self.wrong_type(&path, found, wanted), self.origin.place(&path)),
            Problem::NoList { text, items } => (self.no_list(&path, text, items), self.origin.place(&path)),
            Problem::Empty => (empty(&path), self.origin.key(&path)),
            Problem::Misread(misread) => (self.misread(&path, misread), self.origin.place(&path)),
        };
        // `open: yes` is an error of its own; that yes is no truth value need not be said twice.
        findings.withdraw(&YAML_HABIT, &place);
        // What is wrong with a column is said once, not for every row.
        let of_column = self.origin.header().is_some_and(|header| header.start <= place.start && place.end <= header.end);
        if of_column {
            findings.push(finding.at(place));
            return;
        }
        let mut finding = self.in_table(&path, finding);
        let surely = match problem {
            Problem::WrongType { found, wanted } => field::value(last_key(&path), found, wanted),
            Problem::UnknownKey { key, declared } => {
                let common = if path.is_empty() { self.common } else { &[] };
                field::key(key, declared, common).filter(|meant| !self.origin.has_key(&join(&path, meant))).map(str::to_owned)
            }
            Problem::UnknownValue { found, known } => field::choice(found, known).map(|value| value.code.to_owned()),
            _ => None,
        };
        if let Some(text) = surely {
            finding = finding.correction(place.clone(), text);
        }
        finding.record = self.id.map(str::to_owned);
        findings.push(finding.at(place));
    }

    /// In a table, the sentence begins with the row and the column as Excel shows them.
    fn in_table(&self, path: &str, mut finding: Diagnostic) -> Diagnostic {
        if let Notation::Table { row } = self.notation {
            let Text { ja, en } = &finding.message;
            finding.message = match path {
                "" => text!("{row}行目: {ja}", "row {row}: {en}"),
                column => text!("{row}行目の列「{column}」: {ja}", "row {row}, column \"{column}\": {en}"),
            };
        }
        finding
    }

    fn unknown_key(&self, path: &str, key: &str, declared: &'static RecordDecl) -> Diagnostic {
        let common: &[&'static Declared] = if path.is_empty() { self.common } else { &[] };
        let all: Vec<&str> = declared.fields.iter().chain(common.iter().copied()).map(|field| field.key).collect();
        let near = nearest_key(key, declared, common);
        let message = match self.notation {
            Notation::Plain => text!("`{key}` という項目はありません", "there is no key `{key}`"),
            Notation::Table { .. } => text!("「{key}」という列はありません", "there is no column \"{key}\""),
        };
        let finding = Diagnostic::new(&UNKNOWN_KEY, message);
        match near {
            None if (key == "draft" || closest(key, ["draft"]).is_some()) && all.contains(&"status") => {
                finding.hint(text!("`status: draft` と書いてください", "write `status: draft`"))
            }
            Some(near) if self.origin.has_key(&join(path, near)) => finding.hint(text!(
                "`{near}` はすでにあります。同じことなら、どちらかを消してください",
                "there is a `{near}` already; if both say the same, remove one"
            )),
            Some(_) => finding.did_you_mean(near),
            None => {
                let list = all.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
                finding.hint(text!("次の項目から選ぶか、行を消してください: {list}", "known keys: {list}"))
            }
        }
    }

    fn missing_key(&self, path: &str, key: &str) -> Diagnostic {
        let message = match path {
            "" => text!("必須の項目 `{key}` がありません", "the required key `{key}` is missing"),
            path => {
                let Text { ja, en } = spoken(path);
                text!("{ja}に必須の項目 `{key}` がありません", "the required key `{key}` is missing in {en}")
            }
        };
        let hint = match self.notation {
            Notation::Plain => text!("`{key}: …` の行を書き足してください", "add a line `{key}: …`"),
            Notation::Table { .. } => {
                text!("列「{key}」のセルに値を入れてください（列がなければ見出しから足してください）", "fill the cell of column \"{key}\"")
            }
        };
        Diagnostic::new(&MISSING_KEY, message).hint(hint)
    }

    fn wrong_type(&self, path: &str, found: &Found, wanted: &Wanted) -> Diagnostic {
        if let (Notation::Table { .. }, Found::Text(text) | Found::Number(text)) = (self.notation, found)
            && let Some(finding) = excel_damage(text, holds(wanted))
        {
            return finding;
        }
        let (want, have) = (wanted_text(wanted), found_text(found));
        let (ja, en) = (format!("{}が必要ですが、{}", want.ja, have.ja), format!("{} is needed, but {}", want.en, have.en));
        let message = match (self.notation, path) {
            (Notation::Table { .. }, _) | (_, "") => Text { ja: ja.trim_start().to_owned(), en },
            _ => {
                let at = spoken(path);
                Text { ja: format!("{}には{ja}", at.ja), en: format!("{}: {en}", at.en) }
            }
        };
        let finding = Diagnostic::new(&WRONG_TYPE, message);
        let key = last_key(path);
        let item = path.ends_with(']') && matches!((found, wanted), (Found::Text(_), Wanted::Mapping));
        let hint = match item {
            true => Some(text!("`{{ 項目: 値 }}` の形で書いてください", "write `{{ key: value }}`")),
            false => wrong_type_hint(key, found, wanted, self.notation),
        };
        match hint {
            Some(hint) => finding.hint(hint),
            None => finding,
        }
    }

    fn no_list(&self, path: &str, text: &str, items: &Listed) -> Diagnostic {
        let finding = self.wrong_type(path, &Found::Text(text.to_owned()), &Wanted::List);
        let key = last_key(path);
        match items {
            _ if text.starts_with(['-', '・', '－', '＊', '*', '●', '•']) => finding,
            Listed::Right(items) => {
                let items = items.join(", ");
                finding.hint(text!("1つだけでも角かっこで囲み、`{key}: [{items}]` と書いてください", "write a list: `{key}: [{items}]`"))
            }
            Listed::NoneOf(known) => {
                let list = known.codes().join(", ");
                finding.hint(text!(
                    "次の値から選び、1つだけでも `{key}: [ ]` の角かっこの中に書いてください: {list}",
                    "write one or more of these between the brackets of `{key}: [ ]`: {list}"
                ))
            }
            Listed::Names(names) => {
                let finding = finding.hint(text!(
                    "名前ではなくid（半角の小文字・数字と -）を、1つだけでも `{key}: [ ]` の角かっこの中に書いてください",
                    "write ids, not names, between the brackets of `{key}: [ ]`"
                ));
                match names.as_slice() {
                    [name] => finding.reference(key, name),
                    _ => finding,
                }
            }
        }
    }

    fn misread(&self, path: &str, misread: &Misread) -> Diagnostic {
        let word = quoted(&misread.message.ja);
        if let Notation::Table { .. } = self.notation
            && let Some(finding) = word.and_then(|word| excel_damage(word, Holds::Date))
        {
            return finding;
        }
        let is_id = misread.code == &BAD_ID;
        let mut finding = Diagnostic::new(misread.code, misread.message.clone());
        if let Some(word) = word.filter(|_| is_id && last_key(path) != "id") {
            finding = finding.reference(last_key(path), word);
        }
        match &misread.hint {
            Some(hint) => finding.hint(hint.clone()),
            None if is_id => finding.hint(text!(
                "名前ではなく、その記録のid（半角の小文字・数字と -、例: csv-first-step）を書いてください",
                "write the id of the record (lower-case ASCII letters, digits and `-`), not its name"
            )),
            None => finding,
        }
    }
}

/// What stands between the first 「 and 」 of a sentence: the value it speaks of.
fn quoted(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once('「')?;
    rest.split_once('」').map(|(inside, _)| inside)
}

fn missing_column(key: &str) -> Diagnostic {
    let hint = text!("見出しの行に `{key}` を足し、各行に値を入れてください", "add the column `{key}`");
    Diagnostic::new(&MISSING_KEY, text!("必須の列「{key}」がありません", "the column \"{key}\" is missing")).hint(hint)
}

fn twice(key: &str) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, text!("`{key}` とその別名が両方書かれています", "`{key}` is given twice, once by another name"))
        .hint(text!("どちらかを消してください", "delete one of them"))
}

fn unknown_value(path: &str, found: &str, known: &'static ChoiceDecl) -> Diagnostic {
    let list = known.codes().join(", ");
    let message = match path {
        "" => text!("「{found}」という値は使えません", "the value \"{found}\" is not allowed"),
        path => {
            let Text { ja, en } = spoken(path);
            text!("{ja}に「{found}」という値は使えません", "{en} cannot be \"{found}\"")
        }
    };
    let hint = match nearest_value(found, known).map(|near| near.code) {
        Some(near) => text!("もしかして: {near}（次の値が使えます: {list}）", "did you mean: {near} (allowed: {list})"),
        None => text!("次の値から選んでください: {list}", "allowed: {list}"),
    };
    Diagnostic::new(&UNKNOWN_VALUE, message).hint(hint)
}

fn empty(path: &str) -> Diagnostic {
    let Text { ja, en } = spoken(path);
    Diagnostic::new(&EMPTY_VALUE, text!("{ja}の値が空です", "{en} is empty"))
        .hint(text!("値を書くか、不要な項目なら行ごと消してください", "write a value, or delete the line"))
}

fn wanted_text(wanted: &Wanted) -> Text {
    match wanted {
        Wanted::Text => text!("文字", "text"),
        Wanted::Number => text!("数字", "a number"),
        Wanted::Whole { min: 0, max } if *max > 255 => text!("0以上の整数", "a whole number from 0"),
        Wanted::Whole { min, max } if *min > -(1 << 15) && *max < 1 << 16 => {
            text!("{min}から{max}までの整数", "a whole number from {min} to {max}")
        }
        Wanted::Whole { .. } => text!("整数", "a whole number"),
        Wanted::Bool => text!(" true か false ", "true or false"),
        Wanted::List => text!("リスト", "a list"),
        Wanted::Mapping => text!("「項目: 値」の組", "a mapping"),
        Wanted::Several(count) => text!("{count}個の値のリスト", "a list of {count} values"),
        Wanted::Described(words) => words.clone(),
    }
}

fn found_text(found: &Found) -> Text {
    match found {
        Found::Text(text) => {
            let text = excerpt(text);
            text!("文字「{text}」が書かれています", "the text \"{text}\" is written")
        }
        Found::Number(number) => text!("数字 {number} が書かれています", "the number {number} is written"),
        Found::Bool(value) => text!("{value} が書かれています", "{value} is written"),
        Found::Nothing => text!("何も書かれていません", "nothing is written"),
        Found::List => text!("リストが書かれています", "a list is written"),
        Found::Mapping => text!("「項目: 値」の組が書かれています", "a mapping is written"),
    }
}

fn wrong_type_hint(key: &str, found: &Found, wanted: &Wanted, notation: Notation) -> Option<Text> {
    let in_table = notation != Notation::Plain;
    match (wanted, found) {
        (Wanted::Number | Wanted::Whole { .. }, Found::Text(text)) => {
            // The first number of `2日` or `1:30` is no number of minutes.
            let first = || field::leading_number(text).filter(|_| !key.ends_with("minutes"));
            let Some(number) = field::amount(key, text).or_else(first) else {
                return Some(match key {
                    key if key.ends_with("minutes") => text!(
                        "分に直し、半角の数字だけで書いてください（1時間半なら `{key}: 90`）",
                        "write the minutes, only digits (one and a half hours: `{key}: 90`)"
                    ),
                    "cost" | "fee" => text!(
                        "半角の数字だけで書いてください（無料なら 0、決まっていなければ項目ごと消す）",
                        "write only digits (0 when it is free; remove the key while it is not known)"
                    ),
                    _ => text!(
                        "半角の数字だけで書いてください（決まっていなければ項目ごと消す）",
                        "write only digits (remove the key while it is not known)"
                    ),
                });
            };
            Some(match in_table {
                true => text!("半角の数字だけで `{number}` と書いてください", "write only `{number}`"),
                false => {
                    text!("単位などを付けず、半角の数字だけで `{key}: {number}` と書いてください", "write only digits: `{key}: {number}`")
                }
            })
        }
        (Wanted::Bool, Found::Text(_) | Found::Number(_)) => Some(match in_table {
            true => text!("「はい」なら ○ か true、「いいえ」なら × か false と書いてください", "write ○ or true, × or false"),
            false => {
                text!("「はい」なら `true`、「いいえ」なら `false` と書いてください（yes・on・○ は使えません）", "write `true` or `false`")
            }
        }),
        (Wanted::List, Found::Text(text)) if text.starts_with(['-', '・', '－', '＊', '*', '●', '•']) => Some(text!(
            "1行に1つずつ、行の先頭を `- `（半角のハイフンと半角スペース）にして書いてください",
            "write one item per line, each beginning with `- ` (a hyphen and a space)"
        )),
        (Wanted::List, Found::Text(_) | Found::Number(_) | Found::Bool(_)) => {
            let items = match found {
                Found::Text(text) => field::items(text).join(", "),
                Found::Number(number) => number.clone(),
                _ => "…".to_owned(),
            };
            Some(text!("1つだけでも角かっこで囲み、`{key}: [{items}]` と書いてください", "write a list: `{key}: [{items}]`"))
        }
        (Wanted::Text, Found::List) => {
            Some(text!("角かっこや行頭の `-` を外し、値を1つだけ書いてください", "write one value, without brackets or `-`"))
        }
        (Wanted::Mapping, Found::List) => {
            Some(text!("`{key}: {{ 項目: 値, 項目: 値 }}` の形で書いてください", "write `{key}: {{ key: value, key: value }}`"))
        }
        (Wanted::Mapping, Found::Text(text)) if text.starts_with(['｛', '{']) && text.ends_with(['｝', '}']) => {
            let right = narrowed(text);
            Some(text!("半角で `{key}: {right}` と書いてください", "write `{key}: {right}`"))
        }
        (Wanted::Mapping, Found::Text(_)) => Some(text!(
            "`{key}: {{ 項目: 値 }}` の形か、`{key}:` の次の行から字下げして `項目: 値` の形で書いてください",
            "write `{key}: {{ key: value }}`, or `key: value` lines, indented, below `{key}:`"
        )),
        _ => None,
    }
}

/// A path as a person says it: `sessions[0].capacity` is the `capacity` of the first of the `sessions`.
fn spoken(path: &str) -> Text {
    let (mut ja, mut en) = (String::new(), String::new());
    for part in path.split('.') {
        let mut parts = part.split('[');
        let name = parts.next().unwrap_or_default();
        if !name.is_empty() {
            ja += &format!("{}`{name}` ", if ja.is_empty() { "" } else { "の " });
            en = if en.is_empty() { format!("`{name}`") } else { format!("`{name}` of {en}") };
        }
        for index in parts.filter_map(|index| index.trim_end_matches(']').parse::<usize>().ok()) {
            let number = index + 1;
            ja += &format!("{}{number}番目", if ja.is_empty() { "" } else { "の" });
            en = if en.is_empty() { format!("item {number}") } else { format!("item {number} of {en}") };
        }
    }
    Text { ja, en }
}

/// A text short enough to stand inside a sentence.
pub(in crate::parse) fn excerpt(text: &str) -> String {
    let first = text.lines().find(|line| !is_blank(line)).unwrap_or_default();
    match first.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", &first[..cut]),
        None => first.to_owned(),
    }
}

/// Only the first byte: a record that lacks something is not underlined as a whole.
fn head(place: Place) -> Place {
    Place { end: place.start, ..place }
}

fn path_of(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key) => path = join(&path, key),
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

fn join(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}

fn last_key(path: &str) -> &str {
    let last = path.rsplit('.').next().unwrap_or(path);
    last.split('[').next().unwrap_or(last)
}
