//! Plans, pillars and measures, references, road map, organisation and recruitment as tables.

use super::{From, Row, rows};
use crate::export::table::{DataTable, Sheet};
use crate::model::{Body, Initiative, Key, Lane, LaneItem, Meta, Pillar, Plan, Recruitment, Reference};
use crate::route::{Dataset, Fixed, Output};

/// 計画
pub(super) fn plans(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Plan>>::new(Dataset::Plans, "計画", "1行が1つの方針または計画です。古いものが先です。");
    sheet.id(|(_, plan)| &plan.meta.id);
    sheet.column("title", "名前", "決定されたときの名前", |(_, plan)| &plan.title);
    sheet.column("short", "短い名前", "短い名前", |(_, plan)| &plan.short);
    sheet.column("adopted", "決定", "決定された月または日", |(_, plan)| plan.adopted);
    sheet.year("period_from", "期間の最初", "計画期間の最初の年度", |(_, plan)| plan.period.map(|period| period.from));
    sheet.year("period_to", "期間の最後", "計画期間の最後の年度", |(_, plan)| plan.period.map(|period| period.to));
    sheet.reference(site, "parent", "上の計画", "属する計画のID", |(_, plan)| plan.parent);
    sheet.reference(site, "predecessor", "前の計画", "前の計画のID", |(_, plan)| plan.predecessor);
    sheet.column("summary", "概要", "何のためのものか", |(_, plan)| &plan.summary);
    sheet.column("position", "位置づけ", "計画の中での位置づけ", |(_, plan)| &plan.position);
    sheet.column("scope", "範囲", "対象の範囲", |(_, plan)| &plan.scope);
    sheet.column("audience", "読む人", "だれのために書かれたか", |(_, plan)| &plan.audience);
    sheet.column("vision", "めざす姿", "めざす姿", |(_, plan)| &plan.vision);
    sheet.column("contents", "内容", "定めていること", |(_, plan)| &plan.contents);
    sheet.column("review", "見直し", "いつどのように見直すか", |(_, plan)| &plan.review);
    sheet.column("history", "改定", "決定のあとの改定（年月: 内容）", |(_, plan)| {
        plan.history.iter().map(|revision| format!("{}: {}", revision.date.iso(), revision.note)).collect::<Vec<_>>()
    });
    sheet.column("related", "関係する計画", "このポータルにない関係する計画", |(_, plan)| &plan.related);
    sheet.page(from, |_| Output::Fixed(Fixed::Plans));
    sheet.meta(site, |(_, plan)| &plan.meta);
    sheet.fill(rows(&site.plans))
}

/// A pillar or a measure.
#[derive(Clone, Copy)]
enum Measure<'a> {
    Pillar(Key<Pillar>, &'a Pillar),
    Initiative(&'a Initiative),
}

impl<'a> Measure<'a> {
    fn meta(self) -> &'a Meta {
        match self {
            Self::Pillar(_, pillar) => &pillar.meta,
            Self::Initiative(initiative) => &initiative.meta,
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Pillar(..) => "pillar",
            Self::Initiative(_) => "initiative",
        }
    }

    fn pillar(self) -> Option<Key<Pillar>> {
        match self {
            Self::Pillar(key, _) => Some(key),
            Self::Initiative(initiative) => initiative.pillar,
        }
    }
}

/// 取組方針と取組事項
pub(super) fn initiatives(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet =
        Sheet::<Measure>::new(Dataset::Initiatives, "取組方針と取組事項", "1行が1つの取組方針（pillar）または取組事項（initiative）です。");
    sheet.column("key", "キー", "種類とIDを -- でつないだもの。この一覧の中で一つに決まる", |measure| {
        format!("{}--{}", measure.kind(), measure.meta().id)
    });
    sheet.column("id", "ID", "取組方針または取組事項のID", |measure| &measure.meta().id);
    sheet.column("kind", "種類", "pillar=取組方針、initiative=取組事項", |measure| measure.kind());
    sheet.reference(site, "plan", "計画", "計画のID", move |measure| measure.pillar().and_then(|pillar| site[pillar].plan));
    sheet.reference(site, "pillar", "取組方針", "取組方針のID", |measure| measure.pillar());
    sheet.column("number", "番号", "計画または取組方針の中での番号", |measure| match measure {
        Measure::Pillar(_, pillar) => pillar.number,
        Measure::Initiative(initiative) => initiative.number,
    });
    sheet.column("title", "名前", "名前", |measure| match *measure {
        Measure::Pillar(_, pillar) => &pillar.title,
        Measure::Initiative(initiative) => &initiative.title,
    });
    sheet.column("items", "内容", "何をするか", |measure| match *measure {
        Measure::Pillar(_, pillar) => &pillar.items,
        Measure::Initiative(initiative) => &initiative.items,
    });
    sheet.column("examples", "取組事例", "取組事例", |measure| match *measure {
        Measure::Pillar(..) => None,
        Measure::Initiative(initiative) => Some(&initiative.examples),
    });
    sheet.page(from, |_| Output::Fixed(Fixed::Plans));
    sheet.meta(site, |measure| measure.meta());
    let pillars = site.pillars.iter().map(|(key, pillar)| Measure::Pillar(key, pillar));
    sheet.fill(pillars.chain(site.initiatives.values().map(Measure::Initiative)))
}

/// 参考資料
pub(super) fn references(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Reference>>::new(Dataset::References, "参考資料", "1行が、計画が参照している1つの文書または出来事です。");
    sheet.id(|(_, reference)| &reference.meta.id);
    sheet.column("title", "名前", "文書または出来事の名前", |(_, reference)| &reference.title);
    sheet.column("issuer", "出した人", "だれが出したか、したか", |(_, reference)| &reference.issuer);
    sheet.column("date", "時期", "月または日", |(_, reference)| reference.date);
    sheet.column("note", "意味", "計画にとっての意味", |(_, reference)| &reference.note);
    sheet.column("url", "アドレス", "公開されているアドレス", |(_, reference)| &reference.url);
    sheet.page(from, |_| Output::Fixed(Fixed::Plans));
    sheet.meta(site, |(_, reference)| &reference.meta);
    sheet.fill(rows(&site.references))
}

/// ロードマップ: one row per bar or milestone.
pub(super) fn roadmap(from: From<'_>) -> DataTable {
    type Item<'a> = (Key<Lane>, &'a Lane, usize, &'a LaneItem);
    let site = from.site;
    let mut sheet = Sheet::<Item>::new(Dataset::Roadmap, "ロードマップ", "1行がロードマップの1つの帯または節目です。");
    sheet.column("id", "ID", "列のIDと、その列での順番を -- でつないだもの", |(_, lane, at, _)| {
        format!("{}--{}", lane.meta.id, at + 1)
    });
    sheet.reference(site, "lane", "列", "ロードマップの列のID", |(lane, ..)| Some(*lane));
    sheet.reference(site, "plan", "計画", "計画のID", |(_, lane, ..)| lane.plan);
    sheet.column("label", "内容", "帯または節目に書かれている言葉", |(.., item)| &item.label);
    sheet.year("from", "最初の年度", "最初の年度", |(.., item)| Some(item.from));
    sheet.year("to", "最後の年度", "最後の年度", |(.., item)| Some(item.to.unwrap_or(item.from)));
    sheet.column("at", "節目の時期", "節目の月または日。帯なら空", |(.., item)| item.at);
    sheet.column("open_ended", "その後も続く", "true=最後の年度のあとも続く", |(.., item)| item.open_ended);
    sheet.column("occasional", "随時", "true=随時行う", |(.., item)| item.occasional);
    sheet.page(from, |_| Output::Fixed(Fixed::Roadmap));
    sheet.meta(site, |(_, lane, ..)| &lane.meta);
    let items = site.lanes.iter().flat_map(|(key, lane)| lane.items.iter().enumerate().map(move |(at, item)| (key, lane, at, item)));
    sheet.fill(items)
}

/// 推進体制
pub(super) fn organization(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Body>>::new(Dataset::Organization, "推進体制", "1行が推進体制の1つの組織です。");
    sheet.id(|(_, body)| &body.meta.id);
    sheet.column("name", "名前", "組織の名前", |(_, body)| &body.name);
    sheet.column("head", "長", "長の職名", |(_, body)| &body.head);
    sheet.reference(site, "parent", "上の組織", "上の組織のID", |(_, body)| body.parent);
    sheet.column("role", "役割", "役割", |(_, body)| &body.role);
    sheet.references(site, "with", "連携する組織", "連携する組織のID", |(_, body)| body.with.clone());
    sheet.reference(site, "department", "所属", "あたる所属のID", |(_, body)| body.department);
    sheet.page(from, |_| Output::Fixed(Fixed::Organization));
    sheet.meta(site, |(_, body)| &body.meta);
    sheet.fill(rows(&site.bodies))
}

/// 人材確保の方法
pub(super) fn recruitment(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Recruitment>>::new(Dataset::Recruitment, "人材確保の方法", "1行が、外部の人材を確保する1つの方法です。");
    sheet.id(|(_, way)| &way.meta.id);
    sheet.column("name", "名前", "方法の名前", |(_, way)| &way.name);
    sheet.column("when", "使うとき", "どんなときに選ぶか", |(_, way)| &way.when);
    sheet.column("example", "例", "例", |(_, way)| &way.example);
    sheet.reference(site, "plan", "計画", "この文言の計画のID", |(_, way)| way.plan);
    sheet.reference(site, "supersedes", "前の書き方", "置き換えた古い行のID", |(_, way)| way.supersedes);
    sheet.page(from, |_| Output::Fixed(Fixed::Recruitment));
    sheet.meta(site, |(_, way)| &way.meta);
    sheet.fill(rows(&site.recruitment))
}
