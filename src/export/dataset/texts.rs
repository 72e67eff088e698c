//! News, trend articles and the glossary as tables.

use super::{From, Row, rows};
use crate::export::table::{DataTable, Sheet};
use crate::model::{News, Pointer, Site, Term, Trend};
use crate::route::{Dataset, Fixed, Output, RecordPage};

/// お知らせ
pub(super) fn news(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<News>>::new(Dataset::News, "お知らせ", "1行が1つのお知らせです。新しいものが先です。");
    sheet.id(|(_, news)| &news.meta.id);
    sheet.column("title", "題", "お知らせの題", |(_, news)| &news.title);
    sheet.column("category", "種類", "お知らせの種類", |(_, news)| &news.category);
    sheet.column("published", "公開日", "公開した日", |(_, news)| news.published);
    sheet.column("summary", "概要", "1文の説明", |(_, news)| &news.summary);
    sheet.column("board_text", "転記用の文", "掲示板やメールに貼り付ける短い文", |(_, news)| &news.board_text);
    sheet.column(
        "links",
        "関係する記録",
        "種類:ID の並び（course=研修、exam=試験、case=事例、external=外部コンテンツ、kpi=KPI、level=人材区分）",
        move |(_, news)| news.links.iter().map(|link| pointer(site, *link)).collect::<Vec<_>>(),
    );
    sheet.page(from, |(key, _)| Output::Record(RecordPage::News(*key)));
    sheet.meta(site, |(_, news)| &news.meta);
    sheet.fill(rows(&site.news))
}

fn pointer(site: &Site, pointer: Pointer) -> String {
    match pointer {
        Pointer::Course(key) => format!("course:{}", site[key].meta.id),
        Pointer::Exam(key) => format!("exam:{}", site[key].meta.id),
        Pointer::Case(key) => format!("case:{}", site[key].meta.id),
        Pointer::External(key) => format!("external:{}", site[key].meta.id),
        Pointer::Kpi(key) => format!("kpi:{}", site[key].meta.id),
        Pointer::Level(key) => format!("level:{}", site[key].meta.id),
    }
}

/// 技術の動き
pub(super) fn trends(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Trend>>::new(Dataset::Trends, "技術の動き", "1行が1つの記事です。新しいものが先です。");
    sheet.id(|(_, trend)| &trend.meta.id);
    sheet.column("title", "題", "記事の題", |(_, trend)| &trend.title);
    sheet.column("summary", "概要", "1文の説明", |(_, trend)| &trend.summary);
    sheet.column("published", "公開日", "公開した日", |(_, trend)| trend.published);
    sheet.column("expires", "古くなる日", "この日から最新ではない", |(_, trend)| trend.expires);
    sheet.column("current", "最新", "true=まだ古くなっていない", move |(_, trend)| trend.current(site.today()));
    sheet.references(site, "skills", "スキル", "関係するスキルのID", |(_, trend)| trend.skills.clone());
    sheet.references(site, "levels", "人材区分", "読んでほしい人材区分のID", |(_, trend)| trend.levels.clone());
    sheet.column("citations", "もとにしたもの", "もとにした資料の題", |(_, trend)| {
        trend.sources.iter().map(|source| source.title.clone()).collect::<Vec<_>>()
    });
    sheet.column(
        "citation_urls",
        "もとのアドレス",
        "citations と同じ並びで、アドレス。ないものは空",
        |(_, trend)| trend.sources.iter().map(|source| source.url.clone().unwrap_or_default()).collect::<Vec<_>>(),
    );
    sheet.column("citation_dates", "もとの日付", "citations と同じ並びで、日付。ないものは空", |(_, trend)| {
        trend.sources.iter().map(|source| source.date.map_or_else(String::new, |date| date.iso())).collect::<Vec<_>>()
    });
    sheet.page(from, |(key, _)| Output::Record(RecordPage::Trend(*key)));
    sheet.meta(site, |(_, trend)| &trend.meta);
    sheet.fill(rows(&site.trends))
}

/// 用語集
pub(super) fn glossary(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Term>>::new(Dataset::Glossary, "用語集", "1行が1つの用語です。");
    sheet.id(|(_, term)| &term.meta.id);
    sheet.column("term", "用語", "用語", |(_, term)| &term.term);
    sheet.column("yomi", "読み", "ひらがなの読み", |(_, term)| &term.yomi);
    sheet.column("full", "正式な名前", "略語の正式な名前", |(_, term)| &term.full);
    sheet.column("body", "意味", "意味", |(_, term)| term.body.text.as_str());
    sheet.references(site, "see", "関係する用語", "関係する用語のID", |(_, term)| term.see.clone());
    sheet.column("variants", "ほかの書き方", "ほかの書き方", |(_, term)| &term.variants);
    sheet.column("mark", "本文で説明", "true=本文で最初に出たときに説明する", |(_, term)| term.mark);
    sheet.page(from, |_| Output::Fixed(Fixed::Glossary));
    sheet.meta(site, |(_, term)| &term.meta);
    sheet.fill(rows(&site.glossary))
}
