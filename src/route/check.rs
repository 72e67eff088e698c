//! What must hold for the list of outputs: no two at one path, names that every system can hold, links and anchors that lead somewhere.

use super::{Export, Output, RecordPage, RoutePath, Routes};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::model::names::missing_page;
use crate::model::{Publication, Recorded, Site};
use crate::parse::Markdown;
use crate::parse::markdown::{Link, LinkTarget};
use crate::source::{Place, SourcePath, Sources};
use crate::text;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Two outputs at one path.
pub static ADDRESS_COLLISION: Code = Code::error(
    "address-collision",
    "2つのページが同じ場所に出力されます（大文字と小文字、全角と半角の違いだけでも同じとみなします）。どちらかのファイル名かidを変えてください",
    "two outputs have the same path, perhaps after folding case and width; rename one",
);
/// A name that some system cannot hold.
pub static BAD_ADDRESS: Code = Code::error(
    "bad-address",
    "出力の名前がWindowsで使えないか、長すぎます。ファイル名か slug を変えてください",
    "the output's name cannot be used on Windows or is too long; change the file name or the slug",
);
/// The link leads to no file.
pub static BROKEN_LINK: Code = Code::error(
    "broken-link",
    "リンク先のファイルがありません。場所とつづり（大文字・小文字も）を確かめてください",
    "the link leads to no file; check place and spelling, upper and lower case too",
);
/// The page has no such heading.
pub static BROKEN_ANCHOR: Code = Code::error(
    "broken-anchor",
    "リンク先のページに、その見出しがありません。見出しの文字を確かめてください",
    "the page has no such heading",
);
/// A link to a page that is not shown.
pub static LINK_TO_HIDDEN: Code = Code::error(
    "link-to-hidden",
    "リンク先は下書きか、公開日がまだ先のページです。先に公開するか、リンクを外してください",
    "the link leads to a draft or to a page that is not published yet",
);

/// A link to a page that has ended. A warning: it comes about by the mere passing of time.
pub static LINK_TO_ENDED: Code = Code::warning(
    "link-to-ended",
    "リンク先は、掲載の終わった（publish_until を過ぎた）ページです。リンクを外すか、代わりのページに替えてください",
    "the link leads to a page whose publication has ended; remove it or point to its successor",
);

/// A path as a forgiving file system sees it.
pub(super) fn fold(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfkc().flat_map(char::to_lowercase).collect() }
}

/// The finding that two outputs want one path.
pub(super) fn collision(site: &Site, path: &RoutePath, first: &Output, second: &Output) -> Diagnostic {
    let finding =
        Diagnostic::new(&ADDRESS_COLLISION, text!("「{path}」に出力されるものが2つあります", "two outputs want to be at \"{path}\""));
    let finding = match place(site, second) {
        Some(place) => finding.at(place),
        None => finding,
    };
    match place(site, first) {
        Some(place) => finding.related(place, text!("もう1つはここです", "the other one is here")),
        None => finding.hint(text!(
            "この場所は自動で作るページが使います。別の名前に変えてください",
            "a generated page uses this path; choose another name"
        )),
    }
}

/// Checks a path against what Windows and a file share can hold.
pub(super) fn name(site: &Site, path: &RoutePath, output: &Output, findings: &mut Diagnostics) {
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let bad = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default().to_lowercase();
        let numbered = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem.as_bytes()[3].is_ascii_digit();
        RESERVED.contains(&&*stem)
            || numbered
            || part.ends_with(['.', ' '])
            || part.chars().any(|c| c.is_control() || "<>:\"|?*\\".contains(c))
            || part == ".."
            || part.is_empty()
    };
    let found = path.as_str().split('/').find(|part| bad(part));
    let finding = match found {
        Some(part) => Diagnostic::new(&BAD_ADDRESS, text!("「{part}」という名前は出力に使えません", "the name \"{part}\" cannot be used")),
        None if path.as_str().chars().count() > 200 => {
            Diagnostic::new(&BAD_ADDRESS, text!("出力の場所が200文字を超えています", "the path is longer than 200 characters"))
        }
        None => return,
    };
    findings.push(match place(site, output) {
        Some(place) => finding.at(place),
        None => finding,
    });
}

/// Where the thing behind an output was written.
fn place(site: &Site, output: &Output) -> Option<Place> {
    let origin = match output {
        Output::Record(RecordPage::Level(key))
        | Output::Record(RecordPage::LevelSkillMap(key))
        | Output::Record(RecordPage::Assessment(key)) => &site[*key].meta.origin,
        Output::Record(RecordPage::Skill(key)) => &site[*key].meta.origin,
        Output::Record(RecordPage::Course(key)) | Output::Export(Export::CourseCalendar(key)) => &site[*key].meta.origin,
        Output::Record(RecordPage::Exam(key)) | Output::Export(Export::ExamCalendar(key)) => &site[*key].meta.origin,
        Output::Record(RecordPage::Case(key)) => &site[*key].meta.origin,
        Output::Record(RecordPage::Trend(key)) => &site[*key].meta.origin,
        Output::Record(RecordPage::News(key)) => &site[*key].meta.origin,
        Output::Record(RecordPage::Kpi(key)) => &site[*key].meta.origin,
        Output::Record(RecordPage::Page(key)) => &site[*key].meta.origin,
        Output::Record(RecordPage::Ended(at)) => &site.publications[*at].origin,
        Output::Asset(path) => return Some(Place::file(path.clone())),
        Output::Redirect { to, .. } => return redirect_place(site, to),
        _ => return None,
    };
    Some(origin.place("id"))
}

/// The record whose alias a redirect is.
fn redirect_place(site: &Site, to: &RoutePath) -> Option<Place> {
    let id = to.address().rsplit('/').next()?;
    let metas = site
        .courses
        .values()
        .map(Recorded::meta)
        .chain(site.pages.values().map(Recorded::meta))
        .chain(site.exams.values().map(Recorded::meta))
        .chain(site.kpis.values().map(Recorded::meta));
    metas.into_iter().find(|meta| meta.id.as_str() == id && !meta.aliases.is_empty()).map(|meta| meta.origin.place("aliases"))
}

/// What is wrong with the links of each text, by the file that it stands in.
pub type BrokenLinks = BTreeMap<SourcePath, Diagnostics>;

/// Checks every link of the texts in the files for which `of` holds.
pub fn links(site: &Site, sources: &Sources, routes: &Routes, of: impl Fn(&SourcePath) -> bool) -> BrokenLinks {
    let bodies: Vec<(&SourcePath, &Markdown)> = site.bodies().into_iter().filter(|(path, _)| of(path)).collect();
    // A page whose head has mistakes is not shown, but a link to it is no mistake.
    let body_of = |path| routes.body_of_source(site, path).or_else(|| site.unusable.get(path).map(|body| &**body));
    let found: Vec<(&SourcePath, Diagnostics)> = bodies
        .par_iter()
        .map(|(path, body)| {
            let mut findings = Diagnostics::default();
            for link in &body.links {
                match &link.target {
                    LinkTarget::Page { path, .. } if let Some(at) = routes.ended(path) => {
                        findings.push(to_ended(link, &site.publications[at]));
                    }
                    LinkTarget::Page { path, fragment } => match (body_of(path), fragment) {
                        (Some(target), Some(fragment)) => anchor(link, target, fragment, &mut findings),
                        (Some(_), None) => {}
                        (None, fragment) if routes.linked(path).is_some() => {
                            fragment.iter().for_each(|fragment| findings.push(within_generated(link, fragment)));
                        }
                        (None, _) => missing(link, path, sources, routes).into_iter().for_each(|finding| findings.push(finding)),
                    },
                    LinkTarget::Asset(path) if routes.linked(path).is_none() => {
                        missing(link, path, sources, routes).into_iter().for_each(|finding| findings.push(finding));
                    }
                    LinkTarget::Here(fragment) => anchor(link, body, fragment, &mut findings),
                    LinkTarget::Asset(_) | LinkTarget::External(_) => {}
                }
            }
            (*path, findings)
        })
        .collect();
    let mut broken = BrokenLinks::new();
    for (path, findings) in found.into_iter().filter(|(_, findings)| !findings.is_empty()) {
        broken.entry(path.clone()).or_default().extend(findings);
    }
    broken
}

/// What a link leads to has ended: its page says so.
fn to_ended(link: &Link, ended: &Publication) -> Diagnostic {
    let title = &ended.title;
    let (words, iso) = ended.until.map(|until| (until.words(), until.iso())).unwrap_or_default();
    Diagnostic::new(
        &LINK_TO_ENDED,
        text!("リンク先「{title}」の掲載は{words}に終わりました", "the link's target \"{title}\" ended on {iso}"),
    )
    .at(link.place.clone())
    .related(ended.origin.place("publish_until"), text!("終わりの日", "its last day"))
    .hint(text!(
        "リンクを外すか、代わりのページに替えてください（読む人には「掲載を終了しました」と出ます）",
        "remove the link, or point to its successor; readers are told that it has ended"
    ))
}

/// A generated page has no headings that a text may name.
fn within_generated(link: &Link, fragment: &str) -> Diagnostic {
    Diagnostic::new(
        &BROKEN_ANCHOR,
        text!("自動で作るページの中の場所（#{fragment}）は指せません", "no place (#{fragment}) within a generated page can be linked to"),
    )
    .at(link.place.clone())
    .hint(text!("`#` から後を消してください", "remove `#` and what follows"))
}

fn anchor(link: &Link, target: &Markdown, fragment: &str, findings: &mut Diagnostics) {
    if fragment.is_empty() || target.anchor(fragment).is_some() {
        return;
    }
    let known = target.headings.iter().map(|heading| heading.id.as_str());
    findings.push(
        Diagnostic::new(&BROKEN_ANCHOR, text!("「#{fragment}」という見出しがありません", "there is no heading \"#{fragment}\""))
            .at(link.place.clone())
            .hint(text!(
                "リンク先のページの見出しを確かめるか、`#` から後を消してください",
                "check the headings of that page, or remove `#` and what follows"
            ))
            .did_you_mean(closest(fragment, known)),
    );
}

/// Why nothing is published at `path`; `None` when its file could not be read, which is a finding of its own.
fn missing(link: &Link, path: &SourcePath, sources: &Sources, routes: &Routes) -> Option<Diagnostic> {
    if let Some(file) = sources.get(path.as_str()) {
        if path.extension() == "md" && file.text().is_none() {
            return None;
        }
        let message = text!("リンク先「{path}」は、まだ公開されていません", "the link's target \"{path}\" is not published");
        let hint = text!("リンク先を先に公開するか、リンクを外してください", "publish it first, or remove the link");
        return Some(Diagnostic::new(&LINK_TO_HIDDEN, message).at(link.place.clone()).hint(hint));
    }
    let finding = Diagnostic::new(&BROKEN_LINK, text!("リンク先「{path}」がありません", "the link's target \"{path}\" does not exist"))
        .at(link.place.clone())
        .cause(missing_page(path.as_str()))
        .hint(text!("場所とつづりを確かめるか、リンクを外してください", "check place and spelling, or remove the link"));
    let written = path.file_name();
    if written.starts_with("www.") || written.nfkc().any(|c| c == ':') {
        let address: String = written.nfkc().collect();
        let right = if address.contains("://") { address } else { format!("https://{address}") };
        return Some(finding.hint(text!("サイトの外なら `{right}` と書いてください", "for another site, write `{right}`")));
    }
    if written.contains('@') {
        return Some(finding.hint(text!(
            "メールアドレスへのリンクは載せられません。課名と内線を書いてください",
            "mail addresses cannot be linked; write the section and its extension"
        )));
    }
    if let Some(heading) = written.strip_prefix('＃') {
        return Some(finding.hint(text!("見出しへのリンクなら、半角で `#{heading}` と書いてください", "write `#{heading}` for a heading")));
    }
    if let Some(now) = routes.sent_on(path) {
        let right = link.place.path.relative(&now.as_source());
        return Some(finding.hint(text!("名前が変わりました。`{right}` と書いてください", "it has another name now: write `{right}`")));
    }
    let wanted = fold(&normalized(path.as_str()));
    if let Some(file) = sources.iter().find(|file| fold(file.path.as_str()) == wanted) {
        let right = link.place.path.relative(file.path.as_str());
        return Some(finding.hint(text!(
            "もしかして: {right}（大文字・小文字や全角・半角の違いは別のファイルになります）",
            "did you mean: {right} (case and width make different files)"
        )));
    }
    let same_name = sources.iter().find(|file| file.path.file_name() == path.file_name()).map(|file| file.path.as_str());
    let same_name = same_name.or_else(|| page_at(path, sources));
    if let Some(near) = same_name {
        return Some(finding.did_you_mean(Some(&link.place.path.relative(near))));
    }
    let files = sources.below("content/").map(|file| file.path.to_string());
    let generated = routes.iter().filter(|(_, output)| output.is_generated()).map(|(path, _)| path.as_source());
    let known: BTreeSet<String> = files.chain(generated).collect();
    let near = closest(path.as_str(), known.iter().map(String::as_str));
    Some(finding.did_you_mean(near.map(|near| link.place.path.relative(near)).as_deref()))
}

/// The page whose address was written instead of its file: `x/index.html`, `x/`, `x.html`.
fn page_at<'a>(path: &SourcePath, sources: &'a Sources) -> Option<&'a str> {
    let address = path.as_str().trim_end_matches("/index.html");
    let address = address.strip_suffix(".html").unwrap_or(address);
    let stem = address.rsplit('/').next()?;
    let (page, section) = (format!("{stem}.md"), format!("{stem}/_index.md"));
    let pages = || sources.below("content/").map(|file| file.path.as_str());
    let named = |name: &str| pages().find(|path| path.strip_suffix(name).is_some_and(|folder| folder.ends_with('/')));
    named(&page).or_else(|| named(&section))
}

/// A path with full-width slashes and points made half-width, and what they divide resolved.
fn normalized(path: &str) -> String {
    let plain = path.replace(['／', '＼', '\\'], "/").replace('．', ".");
    let mut parts: Vec<&str> = Vec::new();
    for part in plain.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
