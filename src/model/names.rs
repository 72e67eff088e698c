//! [`Names`]: every id that was declared, before anything is resolved. It answers "which record is meant?" and, when none is,
//! says why: unknown (with the closest id), of another kind, a draft.

use super::Key;
use crate::diagnostic::{Cause, Code, Diagnostic, Diagnostics, closest};
use crate::notation::{Day, Id};
use crate::source::{Origin, Place};
use crate::text;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// No record has this id.
pub static UNKNOWN_ID: Code = Code::error(
    "unknown-id",
    "参照しているidがありません。つづりを確かめるか、先にその記録を作ってください",
    "no record has this id; check the spelling, or create the record first",
);
/// The id exists, but belongs to a record of another kind.
pub static WRONG_KIND: Code = Code::error(
    "wrong-kind",
    "idはありますが、種類が違います（たとえば、研修の項目に試験のidが書かれている）。求められている種類のidを書いてください",
    "the id exists, but belongs to a record of another kind",
);
/// Something published refers to a draft.
pub static HIDDEN_REFERENCE: Code = Code::error(
    "hidden-reference",
    "公開するものから、下書きのものを参照しています。先に公開するか、参照を外してください",
    "something published refers to a draft; publish it first or remove the reference",
);
/// Something published refers to an archived record.
pub static ARCHIVED_REFERENCE: Code = Code::warning(
    "archived-reference",
    "公開中のものから、アーカイブ（archived）の記録を参照しています。新しい記録に替えてください",
    "something published refers to an archived record; point to its successor",
);
/// Something shown refers to something that has ended. A warning: it comes about by the mere passing of time.
pub static ENDED_REFERENCE: Code = Code::warning(
    "ended-reference",
    "公開中のものから、掲載の終わった（publish_until を過ぎた）記録を参照しています。参照を外すか、新しい記録に替えてください",
    "something published refers to a record whose publication has ended; remove the reference or point to its successor",
);
/// Two records of one kind have the same id.
pub static DUPLICATE_ID: Code = Code::error(
    "duplicate-id",
    "同じ種類に同じidが2つあります。どちらかのidを変えるか、消してください",
    "two records of one kind have the same id; rename or remove one",
);

/// The codes of assembling.
pub static CODES: &[&Code] = &[
    &UNKNOWN_ID,
    &WRONG_KIND,
    &HIDDEN_REFERENCE,
    &ARCHIVED_REFERENCE,
    &ENDED_REFERENCE,
    &super::publication::ENDLESS_KIND,
    &DUPLICATE_ID,
    &super::course::BAD_RULE,
    &super::course::REQUIREMENT_LEVEL,
    &super::meta::LISTED_TWICE,
];

/// What can be referred to by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// 計画
    Plan,
    /// 取組方針
    Pillar,
    /// 取組事項
    Initiative,
    /// 人材区分
    Level,
    /// スキルの分類
    SkillCategory,
    /// スキル
    Skill,
    /// 研修
    Course,
    /// 外部コンテンツ
    External,
    /// 試験
    Exam,
    /// 試験の日程
    ExamSession,
    /// 活用事例
    Case,
    /// ツール
    Tool,
    /// 部局のグループ
    Group,
    /// 所属
    Department,
    /// 表彰
    Award,
    /// コミュニティ
    Community,
    /// 指標
    Kpi,
    /// ロードマップの行
    Lane,
    /// 推進体制の組織
    Body,
    /// 人材確保の方法
    Recruitment,
    /// 用語
    Term,
    /// 参考資料
    Reference,
    /// お知らせ
    News,
    /// 技術の動き
    Trend,
}

impl Entity {
    /// Name in Japanese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Plan => ("計画", "plan"),
            Self::Pillar => ("取組方針", "pillar"),
            Self::Initiative => ("取組事項", "initiative"),
            Self::Level => ("人材区分", "level"),
            Self::SkillCategory => ("スキルの分類", "skill category"),
            Self::Skill => ("スキル", "skill"),
            Self::Course => ("研修", "course"),
            Self::External => ("外部コンテンツ", "external content"),
            Self::Exam => ("試験", "exam"),
            Self::ExamSession => ("試験の日程", "exam session"),
            Self::Case => ("活用事例", "case"),
            Self::Tool => ("ツール", "tool"),
            Self::Group => ("部局のグループ", "group"),
            Self::Department => ("所属", "department"),
            Self::Award => ("表彰", "award"),
            Self::Community => ("コミュニティ", "community"),
            Self::Kpi => ("指標", "indicator"),
            Self::Lane => ("ロードマップの行", "lane"),
            Self::Body => ("組織", "body"),
            Self::Recruitment => ("人材確保の方法", "recruitment method"),
            Self::Term => ("用語", "term"),
            Self::Reference => ("参考資料", "reference"),
            Self::News => ("お知らせ", "news item"),
            Self::Trend => ("技術の動き", "trend article"),
        }
    }

    /// Where its records usually stand: a data file, or the folder of its pages.
    pub fn home(self) -> &'static str {
        match self {
            Self::Plan | Self::Pillar | Self::Initiative | Self::Reference => "data/plans.yaml",
            Self::Level => "data/levels.yaml",
            Self::SkillCategory | Self::Skill => "data/skills.yaml",
            Self::Course => "content/courses/",
            Self::External => "data/external.yaml",
            Self::Exam | Self::ExamSession => "data/exams.yaml",
            Self::Case => "data/cases.yaml",
            Self::Tool => "data/tools.yaml",
            Self::Group | Self::Department => "data/departments.yaml",
            Self::Award => "data/awards.yaml",
            Self::Community => "data/communities.yaml",
            Self::Kpi => "data/kpi.yaml",
            Self::Lane => "data/roadmap.yaml",
            Self::Body => "data/organization.yaml",
            Self::Recruitment => "data/recruitment.yaml",
            Self::Term => "data/glossary.yaml",
            Self::News => "content/news/",
            Self::Trend => "content/trends/",
        }
    }
}

/// The cause of every finding that misses the record `id` of `entity`, whose records stand in `home`; where it is a page, also of every link to it.
pub fn missing_record(entity: Entity, id: &str, home: &str) -> Cause {
    let (ja, en) = entity.words();
    if home.ends_with('/') {
        return missing_page(&format!("{home}{id}.md"));
    }
    Cause {
        key: format!("record {en} {id}"),
        message: text!(
            "{ja}「{id}」を指していますが、{home} に、このidの記録がありません",
            "the {en} \"{id}\" is referred to, but {home} has no record of that id"
        ),
        hint: None,
    }
}

/// The cause of every finding that misses the page or file at `path`.
pub fn missing_page(path: &str) -> Cause {
    Cause {
        key: format!("file {path}"),
        message: text!("{path} を指していますが、このファイルがありません", "{path} is referred to, but there is no such file"),
        hint: None,
    }
}

/// Where the id stands: of a map with ids for keys, the key.
fn place_of(origin: &Origin, field: &str, id: &Id) -> Place {
    let is_key = field.strip_suffix(id.as_str()).is_some_and(|rest| rest.ends_with('.'));
    if is_key { origin.key(field) } else { origin.place(field) }
}

/// The name of the field at the end of a path; of a map with ids for keys (`skills.data-read`) its own.
fn name_of<'a>(field: &'a str, id: &Id) -> &'a str {
    let path = field.strip_suffix(id.as_str()).and_then(|rest| rest.strip_suffix('.')).unwrap_or(field);
    let last = path.rsplit('.').next().unwrap_or(path);
    last.split('[').next().unwrap_or(last)
}

/// A resolved type that can be referred to.
pub trait Named: Sized {
    /// Which entity it is.
    const ENTITY: Entity;
}

/// Whether a declared record can be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Shown at this position of its table.
    Shown(usize),
    /// Shown, but no longer offered.
    Archived(usize),
    /// Left out of this build: a draft, or not published yet.
    Hidden,
    /// Left out of this build: this day was its last.
    Ended(Day),
    /// Its record has errors of its own; references to it are silent.
    Broken,
}

struct Declared {
    standing: Standing,
    place: Place,
}

/// All declared ids.
#[derive(Default)]
pub struct Names {
    /// Whether this run shows drafts.
    pub shows_drafts: bool,
    kinds: BTreeMap<Entity, HashMap<Id, Declared>>,
    incomplete: BTreeSet<Entity>,
}

impl Names {
    /// None yet.
    pub fn new(shows_drafts: bool) -> Self {
        Self { shows_drafts, ..Self::default() }
    }

    /// Not all records of `entity` could be read: unknown ids of it are silent.
    pub fn incomplete(&mut self, entity: Entity) {
        self.incomplete.insert(entity);
    }

    /// Declares `id`. A second declaration is a finding at `place` and is refused.
    pub fn declare(&mut self, entity: Entity, id: &Id, place: Place, standing: Standing, findings: &mut Diagnostics) -> bool {
        let kind = self.kinds.entry(entity).or_default();
        if let Some(first) = kind.get(id) {
            let (ja, en) = entity.words();
            findings.push(
                Diagnostic::new(&DUPLICATE_ID, text!("{ja}のid「{id}」が2回使われています", "the {en} id \"{id}\" is used twice"))
                    .at(place)
                    .record(id.as_str())
                    .related(first.place.clone(), text!("1つ目はここです", "first used here"))
                    .hint(text!("どちらかのidを変えるか、記録を消してください", "change one of the ids, or remove a record")),
            );
            return false;
        }
        kind.insert(id.clone(), Declared { standing, place });
        true
    }

    /// The record that `id` means, for the field `field` of `origin`; `None` after saying why not.
    pub fn find<T: Named>(&self, id: &Id, origin: &Origin, field: &str, findings: &mut Diagnostics) -> Option<Key<T>> {
        match self.kinds.get(&T::ENTITY).and_then(|kind| kind.get(id)).map(|declared| declared.standing) {
            Some(Standing::Shown(at)) => return Some(Key::new(at)),
            Some(Standing::Archived(at)) => {
                findings.push(
                    Diagnostic::new(&ARCHIVED_REFERENCE, text!("「{id}」はアーカイブ（archived）の記録です", "\"{id}\" is archived"))
                        .at(origin.place(field))
                        .hint(text!("代わりの新しい記録のidに替えてください", "point to the record that replaced it")),
                );
                return Some(Key::new(at));
            }
            Some(Standing::Hidden) => {
                findings.push(
                    Diagnostic::new(&HIDDEN_REFERENCE, text!("「{id}」はまだ下書きです", "\"{id}\" is still a draft"))
                        .at(origin.place(field))
                        .hint(text!("先に公開するか、この参照を外してください", "publish it first, or remove the reference")),
                );
            }
            Some(Standing::Ended(until)) => {
                let (words, iso) = (until.words(), until.iso());
                findings.push(
                    Diagnostic::new(
                        &ENDED_REFERENCE,
                        text!("「{id}」の掲載は{words}に終わりました。ここには出ません", "\"{id}\" ended on {iso} and is left out here"),
                    )
                    .at(origin.place(field))
                    .hint(text!("この参照を外すか、代わりのidに替えてください", "remove the reference, or point to its successor")),
                );
            }
            Some(Standing::Broken) => {}
            None if self.incomplete.contains(&T::ENTITY) => {}
            None => findings.push(self.unknown(T::ENTITY, id).at(place_of(origin, field, id)).reference(name_of(field, id), id.as_str())),
        }
        None
    }

    /// Whether `id` was shown and has ended.
    pub fn ended<T: Named>(&self, id: &Id) -> bool {
        let declared = self.kinds.get(&T::ENTITY).and_then(|kind| kind.get(id));
        declared.is_some_and(|declared| matches!(declared.standing, Standing::Ended(_)))
    }

    /// Whether `id` was declared as `entity`, in whatever standing.
    pub fn knows(&self, entity: Entity, id: &str) -> bool {
        self.kinds.get(&entity).is_some_and(|kind| kind.contains_key(id))
    }

    /// The finding that `id` is none of `entity`.
    pub fn unknown(&self, entity: Entity, id: &Id) -> Diagnostic {
        let (ja, en) = entity.words();
        if let Some((other, declared)) = self.kinds.iter().find_map(|(other, kind)| kind.get(id).map(|declared| (*other, declared))) {
            let (other_ja, other_en) = other.words();
            return Diagnostic::new(
                &WRONG_KIND,
                text!(
                    "「{id}」は{other_ja}のidです。ここに書けるのは{ja}のidです",
                    "\"{id}\" is the id of a {other_en}; a {en} is wanted here"
                ),
            )
            .related(declared.place.clone(), text!("このidの記録はここです", "declared here"))
            .hint(text!("{ja}のidに直すか、外してください", "write the id of a {en}, or remove it"));
        }
        let kind = self.kinds.get(&entity);
        let known = kind.into_iter().flat_map(|kind| kind.keys().map(Id::as_str));
        let home = kind.into_iter().flat_map(HashMap::values).map(|declared| declared.place.path.as_str()).min();
        let home = home.filter(|_| !entity.home().ends_with('/')).unwrap_or(entity.home());
        Diagnostic::new(&UNKNOWN_ID, text!("{ja}「{id}」はありません", "there is no {en} \"{id}\""))
            .cause(missing_record(entity, id.as_str(), home))
            .hint(text!("つづりを確かめるか、先に{ja}の記録を作ってください", "check the spelling, or create the record first"))
            .did_you_mean(closest(id.as_str(), known))
    }
}
