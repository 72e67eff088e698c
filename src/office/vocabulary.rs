//! What offices call the columns of each kind, beyond the words that mean the same everywhere: the one table of headings, per kind and field.
//!
//! Also says which fields a kind needs that a list of an office may lack. Reads no table.

use crate::field::{Fields, RecordDecl, folded};
use crate::parse;
use crate::schema::{Common, Course, Kind};

/// What a project knows of its records, for names in a table.
pub trait Names {
    /// The id of the record that a name means in a column; `None` where it is not certain.
    fn id(&self, column: &str, name: &str) -> Option<String>;
    /// Whether a record of the kind has that id.
    fn has(&self, stem: &str, id: &str) -> bool;
    /// What that record says in a field, as a cell would say it; `None` where it says nothing.
    fn says(&self, stem: &str, id: &str, field: &str) -> Option<String>;
    /// The file of the project that has that record and is not the one that is written; `None` where what is written is no data of it.
    fn elsewhere(&self, stem: &str, id: &str) -> Option<String>;
}

/// The columns of a table that is wanted, and what they may be called.
pub(super) struct Vocabulary<'a> {
    /// The name of the kind: `kpi_actuals`, `courses`.
    pub stem: &'a str,
    /// All columns that the kind has.
    pub known: Vec<String>,
    /// The records that are there.
    pub names: &'a dyn Names,
    /// The declaration of its records.
    declared: &'static RecordDecl,
}

/// The columns of a list of courses: fields of the page, and of its sitting.
#[rustfmt::skip]
const COURSE_COLUMNS: &[&str] = &[
    "id", "title", "yomi", "summary", "levels", "requirement", "format", "instructor", "provider", "partner", "duration_minutes", "cost",
    "owner", "date", "start", "end", "place", "capacity", "apply.open", "apply.close", "apply.how", "notes",
];

/// Fields, each with what it may be called.
type Headings = &'static [(&'static str, &'static [&'static str])];

/// Headings by kind: a field, a period over two fields (`apply.open..apply.close`), a place in an organisation (`rank:1`), or the unit of the
/// values in the row (`unit:`). `*` holds for every kind that has the fields. What means the same in tables, YAML and front matter (題名,
/// 締切, 担当) is in the vocabulary of `parse`.
#[rustfmt::skip]
const HEADINGS: &[(&str, Headings)] = &[
    ("*", &[
        ("apply.open..apply.close", &["申込期間", "申込み期間", "申し込み期間", "受付期間", "申込受付期間", "募集期間", "出願期間", "申請期間"]),
        ("window.from..window.to", &["試験期間", "受験期間", "実施期間"]),
        ("url", &["url", "リンク先", "サイトのアドレス", "ホームページ", "hp", "webサイト"]),
        ("yomi", &["読み方", "かな", "カナ", "ヨミ", "ヨミガナ"]),
        ("notes", &["摘要", "特記事項", "その他"]),
        ("unit:", &["単位"]),
    ]),
    ("kpi_actuals", &[
        ("kpi", &["成果指標", "評価指標", "kpi名", "指標の名称", "項目", "項目名"]),
        ("value", &["実績数値", "結果"]),
        ("owner", &["所管課", "主管課", "担当部署", "担当所属"]),
    ]),
    ("kpi", &[
        ("name", &["成果指標", "評価指標", "kpi名", "指標の名称"]),
        ("target.value", &["目標値", "目標数値"]),
        ("baseline.value", &["現状値", "現状"]),
        ("owner", &["所管課", "主管課", "担当部署", "担当所属"]),
    ]),
    ("exam_sessions", &[
        ("exam", &["試験区分", "試験の名称", "試験の種類", "資格名", "検定", "検定名"]),
        ("label", &["回数", "期", "実施回"]),
        ("date", &["試験実施日", "実施期日", "試験の日"]),
        ("result", &["合格発表日", "結果発表日", "発表"]),
    ]),
    ("holidays", &[
        ("date", &["国民の祝日・休日月日", "祝日・休日月日", "月日", "祝日の日付"]),
        ("name", &["国民の祝日・休日名称", "祝日・休日名称", "祝日名称", "祝日の名称", "祝日・休日"]),
    ]),
    ("glossary", &[
        ("term", &["用語名", "語句", "言葉", "ことば", "名称", "名前"]),
        ("body", &["説明", "意味", "解説", "用語の説明", "用語の意味", "内容", "定義", "概要"]),
        ("full", &["正式名称", "正式名", "英語", "英語名", "原語", "略さない形"]),
        ("variants", &["別名", "別称", "同義語", "ほかの書き方"]),
        ("see", &["関連語", "関連用語", "参照"]),
    ]),
    ("external", &[
        ("title", &["サイト名", "サイト", "コンテンツ名", "講座名", "教材名", "名称", "リンク名", "ページ名", "サービス名"]),
        ("summary", &["説明", "概要", "内容", "紹介", "コメント"]),
        ("provider.name", &["提供元", "提供者", "提供", "運営", "運営者", "運営元", "実施主体", "主催", "主催者", "作成者", "発行元"]),
        ("provider.yomi", &["提供元の読み", "提供元よみ"]),
        ("provider.kind", &["提供元の種類", "提供元の区分"]),
        ("topic", &["分野", "分類", "カテゴリ", "カテゴリー", "テーマ", "話題", "ジャンル"]),
        ("access", &["端末", "利用端末", "接続環境", "閲覧環境", "ネットワーク"]),
        ("levels", &["対象者", "受講対象"]),
        ("format", &["種類", "種別"]),
    ]),
    ("leaders", &[
        ("department", &["所属名", "所属課", "課名", "課室", "職場", "所属部署"]),
        ("name", &["リーダー氏名", "担当者氏名"]),
        ("contact", &["内線番号", "連絡先", "電話", "電話番号"]),
        ("level_recognized", &["認定レベル", "認定区分", "認定"]),
        ("designated_fy", &["任命年度", "指定年"]),
    ]),
    ("departments", &[
        ("rank:0", &["局", "局名"]),
        ("rank:1", &["部", "部名", "部局", "部局名"]),
        ("rank:2", &["課", "課名", "課室", "課室名", "課・室", "課・室名", "所属", "所属名", "部署", "部署名"]),
        ("rank:3", &["室", "室名", "室・出先", "出先", "出先機関", "事務所"]),
        ("rank:4", &["係", "係名", "班", "班名"]),
        ("name", &["所属名称"]),
        ("group", &["グループ", "部局グループ"]),
        ("ext", &["内線番号"]),
    ]),
    ("groups", &[
        ("rank:0", &["局", "局名"]),
        ("rank:1", &["部", "部名", "部局", "部局名"]),
        ("rank:2", &["課", "課名", "課室", "課室名", "課・室", "課・室名", "所属", "所属名", "部署", "部署名"]),
        ("rank:3", &["室", "室名", "室・出先", "出先", "出先機関", "事務所"]),
        ("rank:4", &["係", "係名", "班", "班名"]),
        ("name", &["グループ", "グループ名", "部局グループ"]),
    ]),
    ("matrix", &[
        ("target", &["所属", "課", "課名", "所属名", "部局", "部局名", "部", "対象所属"]),
        ("weight", &["人数", "配置", "重み", "量"]),
    ]),
    ("courses", &[
        ("title", &["研修名", "研修名称", "研修の名称", "研修", "講座名", "講座", "コース名", "科目", "科目名", "名称"]),
        ("requirement", &["研修種別", "種別", "必修・選択", "必須・任意", "受講区分"]),
        ("levels", &["対象者", "受講対象", "受講対象者", "対象職員"]),
        ("summary", &["研修内容", "研修の内容", "説明", "内容", "目的", "研修目的", "ねらい"]),
        ("format", &["実施形態", "実施形式", "研修方法", "形態", "方法"]),
        ("date", &["実施時期", "日程", "開催時期", "期日", "実施期日", "研修日", "研修日程", "時期", "実施予定", "開催日時", "日時"]),
        ("place", &["開催場所", "実施場所", "研修会場"]),
        ("capacity", &["定員数", "募集人数", "募集定員", "受講人数", "予定人数"]),
        ("provider", &["実施課", "主催課", "実施所属", "所管課", "主管課"]),
        ("start", &["開始時刻", "開始時間"]),
        ("end", &["終了時刻", "終了時間"]),
    ]),
];

/// Fields that a record needs and that lists of offices often lack: they are left to be written, and the record is a draft until then.
#[rustfmt::skip]
const LEFT_TO_WRITE: &[(&str, &[&str])] = &[
    ("glossary", &["yomi", "body"]),
    ("kpi", &["kind"]),
    ("external", &["provider.name", "provider.yomi", "provider.kind", "levels", "topic", "format", "access"]),
    ("departments", &["yomi", "group"]),
    ("communities", &["platform", "access", "who", "join"]),
];

/// The field that says which record a row is about; a table that says it once, above rows that leave it empty, means it for all of them.
#[rustfmt::skip]
const ABOUT: &[(&str, &str)] = &[
    ("leaders", "department"), ("matrix", "target"), ("kpi_actuals", "kpi"), ("exam_sessions", "exam"), ("courses", "title"),
];

impl<'a> Vocabulary<'a> {
    /// Of a kind of data.
    pub(super) fn of(kind: Kind, names: &'a dyn Names) -> Self {
        Self { stem: kind.stem(), known: parse::columns(kind), names, declared: kind.declared() }
    }

    /// Of course pages.
    pub(super) fn of_courses(names: &'a dyn Names) -> Self {
        Self { stem: "courses", known: COURSE_COLUMNS.iter().map(|name| (*name).to_owned()).collect(), names, declared: Course::DECLARED }
    }

    /// The keys that a heading may mean by the declarations of the kind.
    pub(super) fn meanings(&self, heading: &str) -> Vec<String> {
        let heading = folded(heading);
        [self.declared, Common::DECLARED].iter().flat_map(|declared| declared.meanings(&heading)).map(str::to_owned).collect()
    }

    /// Whether the kind has the column; below a group of free names (`skills.`) every name is one.
    pub(super) fn knows(&self, name: &str) -> bool {
        let below = |known: &str| known.strip_suffix('*').is_some_and(|begin| name.starts_with(begin) && name.len() > begin.len());
        self.known.iter().any(|known| known == name || below(known))
    }

    /// What a heading without spaces, units and marks is called in the table of headings.
    pub(super) fn field(&self, heading: &str) -> Option<&'static str> {
        let heading = heading.to_lowercase();
        let of = |stem: &str| HEADINGS.iter().find(|(of, _)| *of == stem).map_or(&[][..], |(_, fields)| fields);
        let said = of(self.stem).iter().chain(of("*")).filter(|(_, words)| words.contains(&&*heading));
        said.map(|(field, _)| *field).find(|field| match (field.split_once(".."), field.split_once(':')) {
            (Some((from, to)), _) => self.knows(from) && self.knows(to),
            (None, Some(("unit", _))) => !self.knows("unit") && self.knows("value"),
            (None, Some(_)) => true,
            (None, None) => self.knows(field),
        })
    }

    /// The fields that are left to be written where a list lacks them.
    pub(super) fn left_to_write(&self) -> &'static [&'static str] {
        LEFT_TO_WRITE.iter().find(|(stem, _)| *stem == self.stem).map_or(&[], |(_, fields)| fields)
    }

    /// The field that says which record a row is about, in a table that has several rows about one.
    pub(super) fn about(&self) -> Option<&'static str> {
        ABOUT.iter().find(|(stem, _)| *stem == self.stem).map(|(_, field)| *field)
    }

    /// The field that says what a record is called.
    pub(super) fn name(&self) -> Option<&'static str> {
        ["term", "title", "name"].into_iter().find(|name| self.knows(name) && self.knows("id"))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A project without records.
    pub(in crate::office) struct Nobody;

    impl Names for Nobody {
        fn id(&self, _: &str, _: &str) -> Option<String> {
            None
        }
        fn has(&self, _: &str, _: &str) -> bool {
            false
        }
        fn says(&self, _: &str, _: &str, _: &str) -> Option<String> {
            None
        }
        fn elsewhere(&self, _: &str, _: &str) -> Option<String> {
            None
        }
    }

    #[test]
    fn the_table_names_kinds_and_fields_that_there_are() {
        for (stem, fields) in HEADINGS.iter().filter(|(stem, _)| *stem != "*") {
            let vocabulary = match Kind::from_stem(stem) {
                Some(kind) => Vocabulary::of(kind, &Nobody),
                None => Vocabulary::of_courses(&Nobody),
            };
            assert_eq!(vocabulary.stem, *stem);
            for (field, words) in *fields {
                for word in *words {
                    assert_eq!(vocabulary.field(word), Some(*field), "{stem}: {word}");
                    assert!(fields.iter().filter(|(_, words)| words.contains(word)).count() == 1, "{stem}: {word} twice");
                }
            }
        }
        for (stem, fields) in LEFT_TO_WRITE {
            let vocabulary = Vocabulary::of(Kind::from_stem(stem).unwrap(), &Nobody);
            assert!(fields.iter().all(|field| vocabulary.knows(field)), "{stem}");
        }
        for (stem, field) in ABOUT {
            let vocabulary = Kind::from_stem(stem).map_or_else(|| Vocabulary::of_courses(&Nobody), |kind| Vocabulary::of(kind, &Nobody));
            assert!(vocabulary.stem == *stem && vocabulary.knows(field), "{stem}");
        }
    }

    #[test]
    fn a_heading_means_what_its_kind_has() {
        let of = |kind, word| Vocabulary::of(kind, &Nobody).field(word);
        assert_eq!(of(Kind::Term, "説明"), Some("body"));
        assert_eq!(of(Kind::External, "説明"), Some("summary"));
        assert_eq!(of(Kind::ExamSession, "申込期間"), Some("apply.open..apply.close"));
        assert_eq!(of(Kind::Holiday, "申込期間"), None);
        assert_eq!((of(Kind::KpiActual, "単位"), of(Kind::Kpi, "単位")), (Some("unit:"), None));
    }
}
