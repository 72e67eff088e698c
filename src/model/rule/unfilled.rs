//! Nothing unfinished goes out: what a template left to be written, what offices put into a form until they know better, example addresses
//! and extensions of zeros.
//!
//! Looks at the files as they were written, so that no field can be forgotten. In a draft these are no mistakes: they are listed when drafts
//! are asked for. Comments and code are not looked at. What a field may be is judged elsewhere; of a place that is still to be filled nothing
//! else is said ([`settle`]).

use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::notation::unfilled::{WRITE_HERE, is_example_address, may_hold, unfilled};
use crate::parse::decode::RawRecord;
use crate::parse::toml::read as read_toml;
use crate::parse::yaml::Value;
use crate::parse::{front_matter, is_draft, raw_records};
use crate::source::{Origin, Place, SourceFile};
use crate::{source, text};
use std::collections::HashMap;

/// Something is still to be written in what is published.
pub static UNFILLED: Code = Code::error(
    "unfilled",
    "書くところが残っています（「ここを書く」、例のアドレス、0だけの内線など）。本当の内容に直すか、要らなければ行ごと消してください",
    "something is still to be written (ここを書く, an example address, an extension of zeros …); write it, or remove the line",
);
/// Something is still to be written in a draft.
pub static TO_WRITE: Code = Code::notice(
    "to-write",
    "下書きに、まだ書くところがあります。公開する前に書いてください",
    "a draft has something still to be written; write it before publishing",
);

/// An example address as it stands in prose. It may be meant as one, so it stops nothing.
pub static EXAMPLE_ADDRESS: Code = Code::warning(
    "example-address",
    "文の中に、例のためのアドレス（example）があります。本当のアドレスに直してください。例として見せるなら、前後を ` で囲みます",
    "a text holds an address that is reserved for examples; write the real one, or put it between backticks when it is an example",
);

/// Looks through a file.
pub fn scan(file: &SourceFile, findings: &mut Diagnostics) {
    let path = file.path.as_str();
    let Some(text) = file.text() else { return };
    let looked_at = path.starts_with("content/") || path.starts_with("data/") || path == "site.toml";
    if !looked_at || !(may_hold(text) || text.contains("000") || text.contains("０００") || text.contains("example")) {
        return;
    }
    let mut of_reading = Diagnostics::default();
    match file.path.extension() {
        "md" => {
            let head = front_matter::read(file, "page", &mut of_reading);
            let draft = head.record.as_ref().is_some_and(|record| is_draft(&record.value));
            head.record.iter().for_each(|record| fields(record, findings));
            body(file, &text[head.body_offset..], head.body_offset, draft, findings);
        }
        "toml" => {
            if let Some(tree) = read_toml(&file.path, text, 0, &mut of_reading) {
                let mut walk = Walk { draft: false, sample: true, findings };
                let origin = Origin::new(file.path.clone(), tree.spans, "");
                tree.documents.iter().for_each(|document| walk.value(&document.value, &origin, "", ""));
            }
        }
        _ => raw_records(file).iter().for_each(|record| fields(record, findings)),
    }
}

/// The values of a record.
fn fields(record: &RawRecord, findings: &mut Diagnostics) {
    let sample = record.value.get("sample").and_then(Value::as_bool) == Some(true);
    Walk { draft: is_draft(&record.value), sample, findings }.value(&record.value, &record.origin, "", "");
}

struct Walk<'a> {
    draft: bool,
    sample: bool,
    findings: &'a mut Diagnostics,
}

impl Walk<'_> {
    /// `value` at `path`, which is called `key`.
    fn value(&mut self, value: &Value, origin: &Origin, path: &str, key: &str) {
        match value {
            Value::Mapping(mapping) => {
                for (name, value) in mapping {
                    let Some(name) = name.as_str().map(str::to_owned).or_else(|| name.as_i64().map(|number| number.to_string())) else {
                        continue;
                    };
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    if name.contains(WRITE_HERE) {
                        self.findings.push(left_over(&name, self.draft).at(origin.key(&path)));
                    }
                    self.value(value, origin, &path, &name);
                }
            }
            Value::Sequence(items) => {
                items.iter().enumerate().for_each(|(at, item)| self.value(item, origin, &format!("{path}[{at}]"), key));
            }
            Value::String(words) => self.words(words, origin, path, key),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, origin: &Origin, path: &str, key: &str) {
        let place = || origin.place(path);
        if let Some(left) = words.lines().flat_map(|line| unfilled(line, true).into_iter().map(move |range| &line[range])).next() {
            self.findings.push(left_over(left, self.draft).at(place()));
        } else if !self.sample && is_example_address(words.trim()) {
            self.findings.push(example(self.draft).at(place()));
        } else if !self.sample && matches!(key, "ext" | "contact" | "phone") && is_zeros(words) {
            self.findings.push(zeros(words, self.draft).at(place()));
        }
    }
}

/// Three zeros or more, and nothing else.
fn is_zeros(words: &str) -> bool {
    let zeros = words.chars().filter(|c| matches!(c, '0' | '０')).count();
    zeros >= 3 && words.chars().all(|c| matches!(c, '0' | '０' | '-' | '－' | '‐' | ' '))
}

fn code(draft: bool) -> &'static Code {
    if draft { &TO_WRITE } else { &UNFILLED }
}

fn left_over(left: &str, draft: bool) -> Diagnostic {
    let message: Text = if draft {
        text!("まだ書くところがあります（「{left}」）", "there is something still to be written (\"{left}\")")
    } else {
        text!("書くところが残っています（「{left}」）", "something is still to be written (\"{left}\")")
    };
    Diagnostic::new(code(draft), message).hint(text!(
        "本当の内容に直すか、要らなければ行ごと消してください。まだ公開しないなら `status: draft` と書きます",
        "write it, or remove the line; `status: draft` keeps the record back"
    ))
}

fn example(draft: bool) -> Diagnostic {
    let message = text!("例のためのアドレス（example）です。本物ではありません", "this address is reserved for examples; it leads nowhere");
    Diagnostic::new(code(draft), message).hint(text!(
        "本当のアドレスに直すか、行ごと消してください（見本の記録なら `sample: true` と書きます）",
        "write the real address, or remove the line (`sample: true` for an invented record)"
    ))
}

fn bare() -> Diagnostic {
    let message = text!("例のためのアドレス（example）です。開けません", "this address is reserved for examples; it leads nowhere");
    Diagnostic::new(&EXAMPLE_ADDRESS, message).hint(text!(
        "本当のアドレスに直すか、例として見せるなら、前後を ` で囲んでください",
        "write the real address, or put it between backticks when it is an example"
    ))
}

fn zeros(words: &str, draft: bool) -> Diagnostic {
    let message = text!("内線「{words}」は、本当の番号ではありません", "\"{words}\" is no real extension");
    Diagnostic::new(code(draft), message).hint(text!(
        "本当の内線に直すか、行ごと消してください（見本の記録なら `sample: true` と書きます）",
        "write the real extension, or remove the line (`sample: true` for an invented record)"
    ))
}

/// The text of a page, line by line; code and comments excepted.
fn body(file: &SourceFile, text: &str, offset: usize, draft: bool, findings: &mut Diagnostics) {
    let mut fence: Option<(char, usize)> = None;
    let mut comment = false;
    for (start, line) in source::lines(text) {
        let mark = line.trim_start_matches([' ', '>']);
        let fence_mark = mark.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = fence_mark.map_or(0, |c| mark.chars().take_while(|other| *other == c).count());
        match (fence, fence_mark) {
            (Some((open, least)), Some(c)) if c == open && length >= least && mark[length..].trim().is_empty() => {
                fence = None;
                continue;
            }
            (Some(_), _) => continue,
            (None, Some(c)) if length >= 3 => {
                fence = Some((c, length));
                continue;
            }
            _ => {}
        }
        let was_comment = comment;
        comment = match (line.rfind("<!--"), line.rfind("-->")) {
            (Some(open), close) => close.is_none_or(|close| close < open),
            (None, Some(_)) => false,
            (None, None) => comment,
        };
        if was_comment || comment || line.contains("<!--") {
            continue;
        }
        let place = |from: usize, to: usize| Place::new(file.path.clone(), offset + start + from..offset + start + to);
        let left = if may_hold(line) { unfilled(line, false) } else { Vec::new() };
        for range in left {
            findings.push(left_over(&line[range.clone()], draft).at(place(range.start, range.end)));
        }
        for (from, to) in example_links(line) {
            let is_bare = !line[..from].ends_with("](");
            let finding = if is_bare && !draft { bare() } else { example(draft) };
            findings.push(finding.at(place(from, to)));
        }
    }
}

/// Links of a line that lead to a host that is reserved for examples: links with words of their own, and bare addresses below .jp. Those
/// in code are spoken of, and so is what a line calls an example.
fn example_links(line: &str) -> Vec<(usize, usize)> {
    if !line.contains("example") || line.contains('例') {
        return Vec::new();
    }
    let in_code = |at: usize| line[..at].matches('`').count() % 2 == 1;
    let addresses = line.match_indices("http").filter(|(at, _)| !in_code(*at)).map(|(at, _)| {
        let rest = &line[at..];
        let length = rest.find(|c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, ')' | '>' | '"' | ']')).unwrap_or(rest.len());
        (at, at + length)
    });
    let is_left_over = |(from, to): &(usize, usize)| {
        let address = &line[*from..*to];
        let host = address.split('/').nth(2).unwrap_or_default();
        let named = line[..*from].ends_with("](") && !line[..*from].ends_with(&format!("[{address}]("));
        // An image of another server is refused for what it is.
        let is_image = named && line[..*from].rfind('[').is_some_and(|open| line[..open].ends_with('!'));
        !is_image && is_example_address(address) && (named || host.trim_end_matches('.').ends_with(".jp"))
    };
    addresses.filter(is_left_over).collect()
}

/// Of a place that is still to be filled nothing else is said, and what drafts lack is said when drafts are asked for.
pub fn settle(findings: &mut Diagnostics, options: &Options) {
    let is_own = |finding: &Diagnostic| finding.code == &UNFILLED || finding.code == &TO_WRITE;
    let mut places: HashMap<source::SourcePath, Vec<(usize, usize)>> = HashMap::new();
    for place in findings.iter().filter(|finding| is_own(finding)).filter_map(|finding| finding.place.as_ref()) {
        places.entry(place.path.clone()).or_default().push((place.start, place.end));
    }
    if places.is_empty() {
        return;
    }
    let is_unfilled = |place: &Place| {
        places
            .get(&place.path)
            .is_some_and(|places| places.iter().any(|(start, end)| *start <= place.start && place.end <= *end && start < end))
    };
    findings.retain(|finding| match is_own(finding) {
        true => options.drafts || finding.code != &TO_WRITE,
        false => !finding.place.as_ref().is_some_and(is_unfilled),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run_scan;

    fn news(head: &str, body: &str) -> Vec<String> {
        run_scan(scan, &[("content/news/a.md", &format!("---\ntitle: 題\npublished: 2026-11-20\n{head}---\n{body}\n"))])
    }

    #[test]
    fn every_field_and_every_line_is_looked_at() {
        assert_eq!(
            news("summary: ここを書く\n", "ここを書く\n\n## TODO\n"),
            ["unfilled: ここを書く", "unfilled: ここを書く", "unfilled: TODO"]
        );
        let yaml = "# summary: ここを書く\n- {id: a, effect: {before: ここを書く}, tools: [x, ここを書く], ext: \"0000\", url: https://www.example.jp/a}\n";
        assert_eq!(
            run_scan(scan, &[("data/cases.yaml", yaml)]),
            ["unfilled: ここを書く", "unfilled: ここを書く", "unfilled: 0000", "unfilled: https://www.example.jp/a"]
        );
        assert_eq!(run_scan(scan, &[("data/holidays.csv", "date,name\n2027-01-01,ここを書く\n")]), ["unfilled: ここを書く"]);
        assert_eq!(run_scan(scan, &[("site.toml", "title = \"ここを書く\"\norganization = \"○○県\"\n")]).len(), 2);
    }

    #[test]
    fn drafts_and_samples_are_told_apart() {
        assert_eq!(news("status: draft\n", "ここを書く"), ["to-write: ここを書く"]);
        assert_eq!(run_scan(scan, &[("content/a.md", "---\ntitle: 題\ndraft: true\n---\nここを書く\n")]), ["to-write: ここを書く"]);
        let sample = "- {id: a, ext: \"0000\", url: https://www.example.jp/a, sample: true}\n";
        assert!(run_scan(scan, &[("data/external.yaml", sample)]).is_empty());
        assert_eq!(run_scan(scan, &[("data/external.yaml", &sample.replace("id: a", "id: a, title: ここを書く"))]).len(), 1);
    }

    #[test]
    fn what_is_spoken_of_is_left_alone() {
        for body in [
            "「ここを書く」を直します。",
            "`ここを書く` を直します。",
            "```yaml\ntitle: ここを書く\nurl: https://www.example.jp/\n```",
            "<!-- ここを書く -->",
            "<!--\nここを書く\n-->",
            "アドレスの例は https://www.example.jp/ です。",
            "`https://www.example.jp/` と書きます。",
            "see <https://example.com/> and https://example.org/x",
            "user@example.jp と書かれた欄",
        ] {
            assert!(news("", body).is_empty(), "{body}: {:?}", news("", body));
        }
        assert_eq!(news("", "詳しくは[案内](https://www.example.com/a)"), ["unfilled: https://www.example.com/a"]);
        assert_eq!(news("", "詳しくは https://www.example.jp/a を"), ["example-address: https://www.example.jp/a"]);
    }
}
