//! `mv`: a page, a file or a record under another name, with every link and every id that leads to it.
//!
//! Works in memory: the move is tried on the sources, compiled, and compared with what was found before; when anything new is found, nothing is
//! done. Links are rewritten at their exact places ([`link`]); references by id are found by letting the compiler miss the old id
//! ([`reference`]). What was renamed by hand is put back first, in memory, and then moved like anything else. Does not write; [`super::files`] does.

mod link;
mod reference;
#[cfg(test)]
mod tests;

use super::edit::{Edit, bytes_after, disjoint};
use super::files::Change;
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Text, closest};
use crate::model::parent;
use crate::notation::Id;
use crate::route::RoutePath;
use crate::snapshot::{Compiled, Snapshot, compile};
use crate::source::{LoadOptions, Origin, Place, SourcePath, Sources, read_bytes};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What moving changes.
#[derive(Clone, Debug)]
pub struct Relocated {
    /// The files that become others, the one that moves as one that goes away and one that comes.
    pub changes: Vec<Change>,
    /// What was done, line by line.
    pub told: Vec<Text>,
}

/// Why nothing is moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is.
    pub message: Text,
    /// What to do.
    pub hint: Option<Text>,
}

impl Refusal {
    fn new(message: Text, hint: Text) -> Self {
        Self { message, hint: Some(hint) }
    }
}

/// Moves `old` to `new`: both are paths of files below `content/`, or both are `KIND:ID`. `reading` are the findings of reading `sources`,
/// which was done as `load` says; `options` should show drafts, which have links too.
pub fn relocate(
    sources: &Sources,
    reading: Diagnostics,
    load: LoadOptions,
    options: &Options,
    old: &str,
    new: &str,
) -> Result<Relocated, Refusal> {
    let mut bench = Bench { sources: sources.clone(), reading, load, options: options.clone() };
    let undone = bench.undo(old, new);
    let named_by_hand = undone.as_ref().map(|(old, new)| (old.as_str(), new.as_str()));
    let (old, new) = named_by_hand.unwrap_or((old, new));
    let before = bench.compiled();
    let Some(snapshot) = &before.snapshot else {
        return Err(Refusal::new(
            text!("サイトを読めません", "the portal cannot be read"),
            text!("shirube check で示される問題を先に直してください", "mend what shirube check says first"),
        ));
    };
    let told = match (reference::kind_and_id(old), reference::kind_and_id(new)) {
        (Some(from), Some(to)) => {
            let record = reference::find(snapshot.site(), from)?;
            let id = reference::new_id(snapshot.site(), &record, from, to)?;
            match record.meta.origin.path.extension() {
                "md" => {
                    let path = record.meta.origin.path.clone();
                    let target = named(&path, id.as_str());
                    bench.move_file(&before, snapshot, &path, &target)?
                }
                _ => bench.rename_record(&before, snapshot, &record.meta.origin, from.1, &id)?,
            }
        }
        (None, None) => {
            let (from, to) = paths(&bench.sources, old, new)?;
            bench.move_file(&before, snapshot, &from, &to)?
        }
        _ => {
            return Err(Refusal::new(
                text!("一方がファイルの場所、もう一方が「種類:id」です", "one is a path, the other KIND:ID"),
                text!("どちらも場所にするか、どちらも「種類:id」にしてください", "write two paths, or KIND:ID twice"),
            ));
        }
    };
    Ok(Relocated { changes: bench.changes(sources), told })
}

/// The path of a page whose name is `id`: `id.md`, or `id/index.md` when it has a folder of its own.
fn named(path: &SourcePath, id: &str) -> SourcePath {
    let path = if path.file_name() == "index.md" {
        format!("{}/{id}/index.md", parent(path.parent()))
    } else {
        format!("{}/{id}.md", path.parent())
    };
    SourcePath::new(&path).expect("an id has no separators, so the path stays inside")
}

/// A path as it was typed, with slashes only.
fn clean(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches("./").to_owned()
}

/// The two paths that were typed.
fn paths(sources: &Sources, old: &str, new: &str) -> Result<(SourcePath, SourcePath), Refusal> {
    let (old, mut new) = (clean(old), clean(new));
    let Some(file) = sources.get(old.as_str()) else {
        let near = closest(&old, sources.iter().map(|file| file.path.as_str()));
        let is_folder = sources.below(&format!("{}/", old.trim_end_matches('/'))).next().is_some();
        let hint = match near {
            _ if is_folder => text!("フォルダーではなく、中のファイルを1つずつ移してください", "move the files of the folder one by one"),
            Some(near) => text!("もしかして: {near}", "did you mean: {near}"),
            None => text!("site.toml のあるフォルダーから見た場所を書いてください", "write the path below the folder with site.toml"),
        };
        return Err(Refusal::new(text!("「{old}」というファイルはありません", "there is no file \"{old}\""), hint));
    };
    if new.ends_with('/') || sources.below(&format!("{new}/")).next().is_some() {
        new = format!("{}/{}", new.trim_end_matches('/'), file.path.file_name());
    }
    let outside = || {
        Refusal::new(
            text!("移せるのは content/ の中のファイルだけです", "only files below content/ can be moved"),
            text!(
                "データの記録は「種類:id」（例: skill:data-read）で指定してください",
                "name a record of data as KIND:ID, such as skill:data-read"
            ),
        )
    };
    let target = SourcePath::new(&new).map_err(|_| outside())?;
    if !file.path.as_str().starts_with("content/") || !target.as_str().starts_with("content/") {
        return Err(outside());
    }
    if file.path.file_name() == "_index.md" {
        return Err(Refusal::new(
            text!("_index.md は、そのフォルダーの一覧の文章です", "_index.md is the text of its folder's list"),
            text!("手で移してください", "move it by hand"),
        ));
    }
    if target.extension() != file.path.extension() {
        let extension = file.path.extension();
        return Err(Refusal::new(
            text!("拡張子が変わります", "the extension would be another"),
            text!("同じ拡張子（.{extension}）にしてください", "keep the extension .{extension}"),
        ));
    }
    if target == file.path || sources.get(target.as_str()).is_some() {
        return Err(Refusal::new(
            text!("「{target}」はすでにあります", "\"{target}\" exists already"),
            text!("別の名前にしてください", "choose another name"),
        ));
    }
    Ok((file.path.clone(), target))
}

/// The project while something moves.
struct Bench {
    sources: Sources,
    reading: Diagnostics,
    load: LoadOptions,
    options: Options,
}

impl Bench {
    /// Takes back a name that was given by hand, in memory, so that it can be given again with all that follows from it: a file that lies at `new`
    /// while none lies at `old`, or a record with the id of `new` while none has that of `old`. Gives the two names as they are to be read.
    fn undo(&mut self, old: &str, new: &str) -> Option<(String, String)> {
        match (reference::kind_and_id(old), reference::kind_and_id(new)) {
            (Some(from), Some(to)) if from.0 == to.0 => self.undo_record(from, to),
            (None, None) => self.undo_file(old, new),
            _ => None,
        }
    }

    fn undo_file(&mut self, old: &str, new: &str) -> Option<(String, String)> {
        let (old, mut new) = (clean(old), clean(new));
        if self.sources.below(&format!("{}/", new.trim_end_matches('/'))).next().is_some() {
            new = format!("{}/{}", new.trim_end_matches('/'), old.rsplit('/').next()?);
        }
        let (was, is) = (SourcePath::new(&old).ok()?, SourcePath::new(&new).ok()?);
        let inside = |path: &SourcePath| path.as_str().starts_with("content/");
        let movable = inside(&was) && inside(&is) && was.extension() == is.extension() && is.file_name() != "_index.md";
        if !movable || self.sources.get(was.as_str()).is_some() || self.sources.get(is.as_str()).is_none() {
            return None;
        }
        // An id that was written anew as well.
        let compiled = self.compiled();
        let origin = compiled.snapshot.as_ref().and_then(|snapshot| reference::of_file(snapshot.site(), &is));
        let origin = origin.filter(|origin| origin.has_key("id") && name(&was) != name(&is));
        let edit = origin.and_then(|origin| reference::at(&self.sources, &origin.place("id"), name(&is), name(&was)));
        self.put(&is, &was, edit.into_iter().collect()).ok()?;
        Some((old, new))
    }

    fn undo_record(&mut self, from: (&str, &str), to: (&str, &str)) -> Option<(String, String)> {
        let compiled = self.compiled();
        let site = compiled.snapshot.as_ref()?.site();
        if reference::find(site, from).is_ok() {
            return None;
        }
        let origin = reference::find(site, to).ok()?.meta.origin.clone();
        if origin.path.extension() == "md" {
            let old = named(&origin.path, from.1);
            return self.undo_file(old.as_str(), origin.path.as_str());
        }
        let edit = reference::at(&self.sources, &origin.place("id"), to.1, from.1)?;
        self.put(&origin.path, &origin.path, vec![edit]).ok()?;
        Some((format!("{}:{}", from.0, from.1), format!("{}:{}", to.0, to.1)))
    }

    fn compiled(&self) -> Compiled {
        compile(Arc::new(self.sources.clone()), &self.options, self.reading.clone())
    }

    /// Writes `edits` into the file at `path` and puts it at `target`.
    fn put(&mut self, path: &SourcePath, target: &SourcePath, edits: Vec<Edit>) -> Result<(), Refusal> {
        let file = self.sources.get(path.as_str()).expect("only files that were read are edited");
        let edits = disjoint(edits);
        let bytes = if edits.is_empty() { Some(file.bytes.to_vec()) } else { bytes_after(file, &edits) };
        let Some(bytes) = bytes else {
            return Err(Refusal::new(
                text!("「{path}」はUTF-8ではないので書き直せません", "\"{path}\" is not UTF-8 and cannot be rewritten"),
                text!("shirube fix --encoding でUTF-8に変えてください", "convert it with shirube fix --encoding"),
            ));
        };
        self.sources.remove(path);
        let mut reading = Diagnostics::default();
        let elsewhere = |finding: &&Diagnostic| path == target || finding.place.as_ref().is_none_or(|place| place.path != *path);
        self.reading.iter().filter(elsewhere).for_each(|finding| reading.push(finding.clone()));
        if let Some(file) = read_bytes(target.clone(), bytes, self.load, &mut Diagnostics::default()) {
            self.sources.insert(file);
        }
        self.reading = reading;
        Ok(())
    }

    /// Moves a page or another file, with the links to it and in it; gives what was done.
    fn move_file(&mut self, before: &Compiled, snapshot: &Snapshot, old: &SourcePath, new: &SourcePath) -> Result<Vec<Text>, Refusal> {
        let mut told = vec![text!("{old} → {new}", "{old} -> {new}")];
        let mut edits = link::rewritten(&self.sources, snapshot.site(), old, new);
        let record = reference::of_file(snapshot.site(), old);
        // A page that has an id which others may name.
        let renamed = record.and_then(|origin| {
            let (from, to) = (name(old), name(new));
            (from != to).then_some((origin, from.to_owned(), to.to_owned()))
        });
        if let Some((origin, from, to)) = &renamed {
            let id = Id::parse(to).map_err(|misread| Refusal { message: misread.message, hint: misread.hint })?;
            refuse_errors(before)?;
            if origin.has_key("id") {
                edits.entry(old.clone()).or_default().extend(reference::at(&self.sources, &origin.place("id"), from, id.as_str()));
            }
        }
        self.rewrite(edits, old, new, &mut told)?;
        if let Some((_, from, to)) = &renamed {
            self.rewrite_references(before, (from, to), Some((old, new)), &mut told)?;
        }
        if let Some((_, from, to)) = &renamed {
            self.follow_addresses(snapshot, (from, to), &mut told)?;
        }
        self.leave_former_address(snapshot, old, new, &mut told)?;
        self.same_findings(before, Some((old, new)))?;
        Ok(told)
    }

    /// Writes edits into their files; the file `old` comes to lie at `new`.
    fn rewrite(
        &mut self,
        edits: BTreeMap<SourcePath, Vec<Edit>>,
        old: &SourcePath,
        new: &SourcePath,
        told: &mut Vec<Text>,
    ) -> Result<(), Refusal> {
        let mut edits = edits;
        let own = edits.remove(old).unwrap_or_default();
        if !own.is_empty() {
            let count = own.len();
            told.push(text!("{new}: 中の{count}か所を書き直しました", "{new}: {count} places in it rewritten"));
        }
        self.put(old, new, own)?;
        self.rewrite_links(edits, told)
    }

    /// Writes other destinations into the links of files that stay where they are.
    fn rewrite_links(&mut self, edits: BTreeMap<SourcePath, Vec<Edit>>, told: &mut Vec<Text>) -> Result<(), Refusal> {
        for (path, edits) in edits {
            let count = edits.len();
            told.push(text!("{path}: リンクを{count}か所書き直しました", "{path}: {count} links rewritten"));
            self.put(&path, &path, edits)?;
        }
        Ok(())
    }

    /// Gives a record of a data file another id, and writes it wherever the old one stands; gives what was done.
    fn rename_record(
        &mut self,
        before: &Compiled,
        snapshot: &Snapshot,
        origin: &Origin,
        from: &str,
        to: &Id,
    ) -> Result<Vec<Text>, Refusal> {
        refuse_errors(before)?;
        let place = origin.place("id");
        let mut edits: Vec<Edit> = reference::at(&self.sources, &place, from, to.as_str()).into_iter().collect();
        if edits.is_empty() {
            return Err(Refusal::new(
                text!("「{from}」のidが書かれている場所が分かりません", "the place of the id \"{from}\" is not known"),
                text!("手で書き直してください", "rewrite it by hand"),
            ));
        }
        let path = &origin.path;
        let mut told = vec![text!("{path}: idを「{from}」から「{to}」に変えました", "{path}: id \"{from}\" is now \"{to}\"")];
        if reference::has_page(snapshot.site(), origin) {
            match reference::alias_in_data(&self.sources, origin, from) {
                Some(alias) => {
                    edits.push(alias);
                    told.push(text!("{path}: 前のidを aliases に残しました", "{path}: the old id stays in `aliases`"));
                }
                None => told.push(text!(
                    "{path}: aliases は書けませんでした（前のアドレスからは移動しません）",
                    "{path}: no `aliases` could be written (the old address leads nowhere)"
                )),
            }
        }
        let path = path.clone();
        self.put(&path, &path, edits)?;
        self.rewrite_references(before, (from, to.as_str()), None, &mut told)?;
        self.follow_addresses(snapshot, (from, to.as_str()), &mut told)?;
        self.same_findings(before, None)?;
        Ok(told)
    }

    /// Writes the new id wherever the compiler misses the old one.
    fn rewrite_references(
        &mut self,
        before: &Compiled,
        (from, to): (&str, &str),
        moved: Option<(&SourcePath, &SourcePath)>,
        told: &mut Vec<Text>,
    ) -> Result<(), Refusal> {
        // A reference can hide another one behind it: `requirement` is compared with `levels` of the same record.
        for _ in 0..6 {
            let now = self.compiled();
            let new = new_findings(before, &now, moved);
            let mut edits: BTreeMap<SourcePath, Vec<Edit>> = BTreeMap::new();
            for place in new.iter().filter_map(|finding| finding.place.as_ref()) {
                if let Some(edit) = reference::at(&self.sources, place, from, to) {
                    edits.entry(place.path.clone()).or_default().push(edit);
                }
            }
            if edits.is_empty() {
                return Ok(());
            }
            for (path, edits) in edits {
                let edits = disjoint(edits);
                let count = edits.len();
                told.push(text!("{path}: idを{count}か所書き直しました", "{path}: {count} ids rewritten"));
                self.put(&path, &path, edits)?;
            }
        }
        Ok(())
    }

    /// Rewrites the links to what is generated for a record that has another id now: its page, its calendar file.
    fn follow_addresses(&mut self, before: &Snapshot, (from, to): (&str, &str), told: &mut Vec<Text>) -> Result<(), Refusal> {
        let after = self.compiled();
        let Some(after) = &after.snapshot else { return Ok(()) };
        let now = |path: &RoutePath| {
            let parts: Vec<&str> = path.as_str().split('/').map(|part| if part == from { to } else { part }).collect();
            let path = parts.join("/");
            let is_new = before.routes().output(&path).is_none();
            after.routes().output(&path).filter(|_| is_new).map(|(path, _)| path.as_source())
        };
        let source = |path: &str| SourcePath::new(path).ok();
        let mut edits: BTreeMap<SourcePath, Vec<Edit>> = BTreeMap::new();
        for (path, _) in before.routes().iter().filter(|(path, _)| path.as_str().contains(from)) {
            let Some((was, is)) = now(path).and_then(|is| source(&path.as_source()).zip(source(&is))) else { continue };
            for (path, more) in link::rewritten(&self.sources, after.site(), &was, &is) {
                edits.entry(path).or_default().extend(more);
            }
        }
        self.rewrite_links(edits, told)
    }

    /// A page whose address is another one now leads there from the old one.
    fn leave_former_address(&mut self, before: &Snapshot, old: &SourcePath, new: &SourcePath, told: &mut Vec<Text>) -> Result<(), Refusal> {
        let after = self.compiled();
        let address =
            |snapshot: &Snapshot, path: &SourcePath| Some(snapshot.routes().of_source(path)?.address().trim_matches('/').to_owned());
        let (Some(was), Some(is)) = (address(before, old), after.snapshot.as_ref().and_then(|after| address(after, new))) else {
            return Ok(());
        };
        if was == is || new.extension() != "md" {
            return Ok(());
        }
        let alias = match (parent(&was) == parent(&is), was.contains('/')) {
            (true, _) => was.rsplit('/').next().unwrap_or_default().to_owned(),
            (false, true) => format!("/{was}/"),
            (false, false) => {
                told.push(text!(
                    "{new}: 前のアドレス「{was}」からの移動は残せませんでした",
                    "{new}: the old address \"{was}\" could not be kept"
                ));
                return Ok(());
            }
        };
        let origin = after.snapshot.as_ref().and_then(|after| reference::origin_of(after.site(), new));
        let edit = origin.and_then(|origin| reference::alias_in_page(&self.sources, &origin, &alias));
        match edit {
            Some(edit) => {
                told.push(text!("{new}: 前のアドレスを aliases に残しました", "{new}: the old address stays in `aliases`"));
                self.put(new, new, vec![edit])
            }
            None => {
                told.push(text!("{new}: aliases に「{alias}」を足してください", "{new}: add \"{alias}\" to `aliases`"));
                Ok(())
            }
        }
    }

    /// Refuses when anything worse than a notice is found that was not found before.
    fn same_findings(&self, before: &Compiled, moved: Option<(&SourcePath, &SourcePath)>) -> Result<(), Refusal> {
        let now = self.compiled();
        let new = new_findings(before, &now, moved);
        let refused = |finding: &&&Diagnostic| finding.severity() != Severity::Notice;
        let Some(first) = new.iter().find(refused) else { return Ok(()) };
        let line = first.place.as_ref().and_then(|place| Some((place, self.sources.get(place.path.as_str())?.position(place.start).line)));
        let at = line.map(|(place, line)| format!("{}:{line}: ", place.path)).unwrap_or_default();
        let Text { ja, en } = &first.message;
        Err(Refusal::new(
            text!("移すと、新しい問題が出ます。{at}{ja}", "moving would make a new finding: {at}{en}"),
            text!(
                "何も変えていません。先にこの場所を直すか、手で移してください",
                "nothing was changed; mend that place first, or move it by hand"
            ),
        ))
    }

    /// The files that are others than in `before`.
    fn changes(&self, before: &Sources) -> Vec<Change> {
        let gone = before.iter().filter(|file| self.sources.get(file.path.as_str()).is_none());
        let gone = gone.map(|file| Change { path: file.path.clone(), before: Some(file.bytes.clone()), after: None });
        let come = self.sources.iter().filter_map(|file| {
            let was = before.get(file.path.as_str()).map(|was| was.bytes.clone());
            (was.as_deref() != Some(&*file.bytes)).then(|| Change {
                path: file.path.clone(),
                before: was,
                after: Some(file.bytes.to_vec()),
            })
        });
        come.chain(gone).collect()
    }
}

/// The name under which a page is kept; for `name/index.md` that of the folder.
fn name(path: &SourcePath) -> &str {
    if path.stem() == "index" { path.parent().rsplit('/').next().unwrap_or_default() } else { path.stem() }
}

/// With errors, not every reference can be seen.
fn refuse_errors(before: &Compiled) -> Result<(), Refusal> {
    let errors = before.findings.count(Severity::Error);
    if errors == 0 {
        return Ok(());
    }
    Err(Refusal::new(
        text!(
            "エラーが{errors}件あるので、idを使っている場所をすべては確かめられません",
            "there are {errors} errors, so not every use of the id can be seen"
        ),
        text!(
            "shirube check --drafts --future で示されるエラーを先に直してください",
            "mend the errors that shirube check --drafts --future shows first"
        ),
    ))
}

/// The findings of `now` that `before` had not. Those that are the same are set off against each other, the surest first: the same words in the
/// same file; the same code in the same file, because words name what moved; the same code about the same files, because of two records that
/// say the same the later one is told, and which one that is may change.
fn new_findings<'a>(before: &'a Compiled, now: &'a Compiled, moved: Option<(&SourcePath, &SourcePath)>) -> Vec<&'a Diagnostic> {
    let seat = |place: &Place| match moved {
        Some((old, new)) if place.path == *old => new.clone(),
        _ => place.path.clone(),
    };
    let file = |finding: &Diagnostic| {
        // What sums up the whole portal stands at its first place, which may be another one now.
        finding.place.as_ref().filter(|_| finding.severity() != Severity::Notice).map(seat)
    };
    let concerned = |finding: &Diagnostic| -> BTreeSet<SourcePath> {
        finding.place.iter().chain(finding.related.iter().map(|related| &related.place)).map(seat).collect()
    };
    let (mut was, mut is): (Vec<_>, Vec<_>) = (before.findings.iter().collect(), now.findings.iter().collect());
    set_off(&mut was, &mut is, |finding| (finding.code.name, file(finding), finding.message.ja.clone()));
    set_off(&mut was, &mut is, |finding| (finding.code.name, file(finding)));
    set_off(&mut was, &mut is, |finding| (finding.code.name, concerned(finding)));
    is
}

/// Takes out of both what has the same key, one for one.
fn set_off<'a, K: Ord>(was: &mut Vec<&'a Diagnostic>, is: &mut Vec<&'a Diagnostic>, key: impl Fn(&Diagnostic) -> K) {
    let mut left: BTreeMap<K, usize> = BTreeMap::new();
    for finding in was.iter() {
        *left.entry(key(finding)).or_default() += 1;
    }
    let mut take = |finding: &Diagnostic| left.get_mut(&key(finding)).filter(|count| **count > 0).map(|count| *count -= 1).is_some();
    is.retain(|finding| !take(finding));
    // What is counted now has nothing to be set off against.
    was.retain(|finding| take(finding));
}
