//! Front matter of Markdown pages other than courses: news, trends, plain pages and sections.

use super::{NAME, SUMMARY};
use crate::field::Fields;
use crate::notation::{Day, Id};
use std::collections::BTreeMap;

/// Free fields of a page, as written; the templates read them as `page.extra`.
pub type Extra = BTreeMap<String, serde_yaml::Value>;

/// Front matter of a plain page, or of the text of a section (`_index.md`).
#[derive(Clone, Debug, Fields)]
pub struct Page {
    /// Title.
    #[field(ja = "題名", also = NAME)]
    pub title: String,
    /// One sentence, for lists and search.
    #[field(ja = "概要", also = SUMMARY, help = "一覧と検索のための一文")]
    pub description: Option<String>,
    /// Date of the page.
    #[field(ja = "日付", also = ["日", "年月日", "開催日", "実施日", "試験日"], help = "ページの日付")]
    pub date: Option<Day>,
    /// Order in its section; smaller first.
    #[field(ja = "並び順", also = ["順番", "順"], help = "フォルダーの中の順番（小さいほど先）")]
    pub weight: Option<i64>,
    /// Last part of the address, when it is not the file's name.
    #[field(ja = "アドレスの名前", help = "アドレスの最後の部分。ファイルの名前を半角にできないときに書きます")]
    pub slug: Option<Id>,
    /// Whether the page is left out (`status: draft` says the same).
    #[field(ja = "下書き", help = "下書き（`status: draft` と同じ）", default)]
    pub draft: bool,
    /// Fields of the portal's own theme.
    #[field(
        ja = "テーマの項目",
        help = "自分のテーマで使う項目（テンプレートが `page.extra` として読みます。入れたままのテーマでは、どこにも出ません）",
        default
    )]
    pub extra: Extra,
}

/// Front matter of a news item.
#[derive(Clone, Debug, Fields)]
pub struct News {
    /// Permanent name; the file's name when absent.
    #[field(ja = "id", also = ["番号"], help = "書かなければファイルの名前")]
    pub id: Option<Id>,
    /// Title.
    #[field(ja = "題名", also = NAME)]
    pub title: String,
    /// What kind of news, in a word (お知らせ, 募集 …).
    #[field(ja = "種類", help = "種類を一語で（お知らせ、募集、表彰 など）")]
    pub category: Option<String>,
    /// When it was published.
    #[field(ja = "公開日", also = ["日付", "日", "年月日", "開催日", "実施日", "試験日", "掲載日"], help = "お知らせの日付")]
    pub published: Day,
    /// One sentence.
    #[field(ja = "概要", also = SUMMARY, help = "一文の説明")]
    pub summary: Option<String>,
    /// Short text to paste into the bulletin board or a mail.
    #[field(ja = "転記用の文", help = "掲示板やメールに貼れる文（転記用の文）")]
    pub board_text: Option<String>,
    /// Records it points to.
    #[field(ja = "関係する記録", help = "関係する記録。どれか1つに id を書きます", default)]
    pub links: Vec<Link>,
    /// Fields of the portal's own theme.
    #[field(
        ja = "テーマの項目",
        help = "自分のテーマで使う項目（テンプレートが `page.extra` として読みます。入れたままのテーマでは、どこにも出ません）",
        default
    )]
    pub extra: Extra,
}

/// A pointer to a record: exactly one of the keys.
#[derive(Clone, Debug, Fields)]
pub struct Link {
    /// A course.
    #[field(ja = "研修", to = "courses")]
    pub course: Option<Id>,
    /// An exam.
    #[field(ja = "試験", also = ["試験名", "資格"], to = "exams")]
    pub exam: Option<Id>,
    /// A case study.
    #[field(ja = "活用事例", to = "cases")]
    pub case: Option<Id>,
    /// An external content.
    #[field(ja = "外部コンテンツ", to = "external")]
    pub external: Option<Id>,
    /// An indicator.
    #[field(ja = "指標", also = ["指標名"], to = "kpi")]
    pub kpi: Option<Id>,
    /// A talent category.
    #[field(ja = "人材区分", also = ["レベル", "対象", "対象レベル"], to = "levels")]
    pub level: Option<Id>,
}

/// Front matter of a trend article.
#[derive(Clone, Debug, Fields)]
pub struct Trend {
    /// Permanent name; the file's name when absent.
    #[field(ja = "id", also = ["番号"], help = "書かなければファイルの名前")]
    pub id: Option<Id>,
    /// Title.
    #[field(ja = "題名", also = NAME)]
    pub title: String,
    /// One sentence.
    #[field(ja = "概要", also = SUMMARY, help = "一文の説明")]
    pub summary: String,
    /// When it was published.
    #[field(ja = "日付", also = ["日", "年月日", "開催日", "実施日", "試験日", "公開日", "掲載日"], help = "書いた日")]
    pub published: Day,
    /// The last day on which it is current.
    #[field(ja = "古くなる日", help = "この日から、古い記事として扱います")]
    pub expires: Option<Day>,
    /// What it rests on.
    #[field(ja = "出典", default)]
    pub sources: Vec<Citation>,
    /// Skills it concerns.
    #[field(ja = "スキル", to = "skills", help = "関係するスキル", default)]
    pub skills: Vec<Id>,
    /// Talent categories it speaks to.
    #[field(ja = "人材区分", also = ["レベル", "対象", "対象レベル"], to = "levels", help = "読んでほしい人材区分", default)]
    pub levels: Vec<Id>,
    /// Fields of the portal's own theme.
    #[field(
        ja = "テーマの項目",
        help = "自分のテーマで使う項目（テンプレートが `page.extra` として読みます。入れたままのテーマでは、どこにも出ません）",
        default
    )]
    pub extra: Extra,
}

/// A source of an article.
#[derive(Clone, Debug, Fields)]
pub struct Citation {
    /// Title.
    #[field(ja = "題名", also = NAME)]
    pub title: String,
    /// Address.
    #[field(ja = "アドレス", also = ["リンク"], text = Address)]
    pub url: Option<String>,
    /// Its date.
    #[field(ja = "日付", also = ["日", "年月日", "開催日", "実施日", "試験日"])]
    pub date: Option<Day>,
}
