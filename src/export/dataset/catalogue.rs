//! External contents, exams, cases and tools as tables.

use super::{From, Row, rows};
use crate::export::table::{DataTable, Sheet};
use crate::field::Fields;
use crate::model::{Case, Exam, External, Key, Recommended, Tool};
use crate::route::{Dataset, Fixed, Output, RecordPage};
use crate::schema;

/// 外部コンテンツ
pub(super) fn external(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet =
        Sheet::<Row<External>>::new(Dataset::External, "外部コンテンツ", "1行が、国や民間などが提供する1つの学習コンテンツです。");
    sheet.id(|(_, external)| &external.meta.id);
    sheet.column("title", "名前", "コンテンツの名前", |(_, external)| &external.title);
    sheet.column("summary", "概要", "説明", |(_, external)| &external.summary);
    sheet.column("provider", "提供者", "提供者の名前", |(_, external)| &external.provider.name);
    sheet.column("provider_yomi", "提供者の読み", "ひらがなの読み", |(_, external)| &external.provider.yomi);
    sheet.choice(
        "provider_kind",
        "提供者の種類",
        "national=国・独立行政法人、public=公的団体、private=民間、partner=民間（連携協定）",
        |(_, external)| Some(external.provider.kind),
    );
    sheet.column("url", "アドレス", "コンテンツのアドレス", |(_, external)| &external.url);
    sheet.references(site, "levels", "対象の区分", "対象の人材区分のID", |(_, external)| external.levels.clone());
    sheet.references(site, "skills", "スキル", "役立つスキルのID", |(_, external)| external.skills.clone());
    sheet.column("topic", "分野", "何についてか", |(_, external)| &external.topic);
    sheet.choice("format", "形", "portal、mooc、video、pdf、elearning、exercise、classroom、community、site", |(_, external)| {
        Some(external.format)
    });
    sheet.column("cost", "費用", "0は無料。空なら内容による", |(_, external)| external.cost).unit("円");
    sheet.column("cost_note", "費用の補足", "費用が変わる条件", |(_, external)| &external.cost_note);
    sheet.column("minutes", "時間", "かかる時間", |(_, external)| external.minutes).unit("分");
    sheet.column("period_from", "開始日", "実施の最初の日", |(_, external)| {
        external.period.as_ref().and_then(|period| period.from)
    });
    sheet.column("period_to", "終了日", "実施の最後の日", |(_, external)| external.period.as_ref().and_then(|period| period.to));
    sheet.deadline("register_close", "登録の締切", "受講登録の締切", |(_, external)| {
        external.period.as_ref().and_then(|period| period.register_close)
    });
    sheet.choice(
        "access",
        "使う回線",
        "lgwan=LGWAN、internet=インターネット、both=どちらも、intranet=庁内",
        |(_, external)| Some(external.access),
    );
    sheet.column("join", "参加できる人", "だれが参加できるか", |(_, external)| &external.join);
    sheet.field(schema::External::DECLARED, "certificate", |(_, external)| &external.certificate);
    let recommended =
        |of: fn(&Recommended) -> &str| move |(_, external): &Row<External>| external.recommended.as_ref().map(|it| of(it).to_owned());
    sheet.reference(site, "recommended_by", "すすめる所属", "すすめる所属のID", |(_, external)| {
        external.recommended.as_ref().and_then(|recommended| recommended.by)
    });
    sheet.column("recommended_reason", "すすめる理由", "すすめる理由", recommended(|it| &it.reason));
    sheet.column("recommended_until", "すすめる期限", "この日まですすめる", |(_, external)| {
        external.recommended.as_ref().and_then(|recommended| recommended.until)
    });
    sheet.page(from, |_| Output::Fixed(Fixed::Externals));
    sheet.meta(site, |(_, external)| &external.meta);
    sheet.fill(rows(&site.external))
}

/// 試験
pub(super) fn exams(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Exam>>::new(Dataset::Exams, "試験・資格", "1行が1つの試験です。日程は exam-sessions にあります。");
    sheet.id(|(_, exam)| &exam.meta.id);
    sheet.column("name", "名前", "試験の名前", |(_, exam)| &exam.name);
    sheet.column("abbr", "略号", "略号", |(_, exam)| &exam.abbr);
    sheet.column("yomi", "読み", "並べるときの読み", |(_, exam)| &exam.yomi);
    sheet.column("provider", "実施者", "実施者の名前", |(_, exam)| &exam.provider.name);
    sheet.column("provider_yomi", "実施者の読み", "ひらがなの読み", |(_, exam)| &exam.provider.yomi);
    sheet.choice(
        "provider_kind",
        "実施者の種類",
        "national=国・独立行政法人、public=公的団体、private=民間、partner=民間（連携協定）",
        |(_, exam)| Some(exam.provider.kind),
    );
    sheet.choice("kind", "種類", "national=国家試験、public=公的資格、vendor=民間・ベンダー資格", |(_, exam)| {
        Some(exam.kind)
    });
    sheet.choice(
        "timing",
        "受けられる時期",
        "fixed_day=決まった日、window=期間の中から選ぶ、year_round=通年、per_venue=会場ごと",
        |(_, exam)| Some(exam.timing),
    );
    sheet.column("summary", "概要", "何を問う試験か", |(_, exam)| &exam.summary);
    sheet.column("scheme", "外部の基準", "段階を定める外部の基準の名前", |(_, exam)| {
        exam.scheme_level.as_ref().map(|of| of.scheme.as_str())
    });
    sheet.column(
        "scheme_level",
        "外部の基準の段階",
        "外部の基準での段階。人材区分のレベルではない",
        |(_, exam)| exam.scheme_level.as_ref().map(|of| of.level),
    );
    sheet.references(site, "counts_for", "数える区分", "認定で数える人材区分のID", |(_, exam)| exam.counts_for.clone());
    sheet.references(site, "skills", "スキル", "示せるスキルのID", |(_, exam)| exam.skills.clone());
    sheet.column("fee", "受験料", "受験料", |(_, exam)| exam.fee).unit("円");
    sheet.column("fee_note", "受験料の補足", "受験料が変わる条件", |(_, exam)| &exam.fee_note);
    sheet
        .column("booking_months_ahead", "予約できる月数", "何か月先まで予約できるか", |(_, exam)| {
            exam.booking_months_ahead
        })
        .unit("か月");
    sheet.column("form", "方式", "試験の方式", |(_, exam)| &exam.form);
    sheet.column("pass", "合格の基準", "合格の基準", |(_, exam)| &exam.pass);
    sheet.column("retake", "再受験", "もう一度受けるときの決まり", |(_, exam)| &exam.retake);
    sheet.references(site, "prepare", "準備になる研修", "準備になる研修のID", |(_, exam)| exam.prepare.clone());
    sheet.year("valid_from", "最初の年度", "この年度から実施", |(_, exam)| exam.valid_from);
    sheet.year("valid_to", "最後の年度", "この年度まで実施", |(_, exam)| exam.valid_to);
    sheet.reference(site, "successor", "後の試験", "後を継ぐ試験のID", |(_, exam)| exam.successor);
    sheet.reference(site, "predecessor", "前の試験", "前の試験のID", |(_, exam)| exam.predecessor);
    sheet.column("history", "変更の記録", "いつ何が変わったか（年度〜年度: 内容）", |(_, exam)| {
        let span = |from: Option<_>, until: Option<_>| {
            let words = |year: Option<crate::notation::FiscalYear>| year.map_or_else(String::new, crate::notation::FiscalYear::words);
            format!("{}〜{}", words(from), words(until))
        };
        exam.history.iter().map(|change| format!("{}: {}", span(change.from, change.until), change.note)).collect::<Vec<_>>()
    });
    sheet.column("url", "アドレス", "実施者のページ", |(_, exam)| &exam.url);
    sheet.page(from, |(key, _)| Output::Record(RecordPage::Exam(*key)));
    sheet.meta(site, |(_, exam)| &exam.meta);
    sheet.fill(rows(&site.exams))
}

/// 活用事例
pub(super) fn cases(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Case>>::new(Dataset::Cases, "活用事例", "1行が1つの活用事例です。");
    sheet.id(|(_, case)| &case.meta.id);
    sheet.column("title", "名前", "事例の名前", |(_, case)| &case.title);
    sheet.reference(site, "department", "所属", "取り組んだ所属のID", |(_, case)| case.department);
    sheet.references(site, "tools", "ツール", "使ったツールのID", |(_, case)| case.tools.clone());
    sheet.references(site, "levels", "人材区分", "参考になる人材区分のID", |(_, case)| case.levels.clone());
    sheet.references(site, "skills", "スキル", "使ったスキルのID", |(_, case)| case.skills.clone());
    sheet.column("problem", "困っていたこと", "取組の前の状態", |(_, case)| &case.problem);
    sheet.column("body", "したこと", "取り組んだ内容", |(_, case)| case.body.as_ref().map(|text| text.text.as_str()));
    sheet.column("effect_measure", "効果の指標", "何を測ったか", |(_, case)| &case.effect.measure);
    sheet.quantity("effect_before", "取組前", "取組の前の値。単位は effect_unit", |(_, case)| Some(case.effect.before));
    sheet.quantity("effect_after", "取組後", "取組の後の値。単位は effect_unit", |(_, case)| Some(case.effect.after));
    sheet.column("effect_unit", "効果の単位", "取組前と取組後の値の単位", |(_, case)| &case.effect.unit);
    sheet.column("effect_measured_on", "測った日", "効果を測った日", |(_, case)| case.effect.measured_on);
    sheet.column("effort_weeks", "かかった期間", "取組にかかった週の数", |(_, case)| case.effort.map(|effort| effort.weeks)).unit("週");
    sheet.column("effort_cost", "かかった費用", "取組にかかった費用", |(_, case)| case.effort.map(|effort| effort.cost)).unit("円");
    sheet.reference(site, "contact", "問い合わせ先", "問い合わせ先の所属のID", |(_, case)| {
        case.contact.as_ref().and_then(|(owner, _)| *owner)
    });
    sheet.column("contact_ext", "内線", "問い合わせ先の内線", |(_, case)| {
        case.contact.as_ref().and_then(|(_, ext)| ext.as_deref())
    });
    sheet.column("published", "公開日", "公開した日", |(_, case)| case.published);
    sheet.reference(site, "award", "表彰", "受けた表彰のID", |(_, case)| case.award);
    sheet.reference(site, "initiative", "取組事項", "属する取組事項のID", |(_, case)| case.initiative);
    sheet.column("reuse", "自分の課でもできるか", "ほかの所属で使うときの手がかり", |(_, case)| {
        case.reuse.as_ref().map(|text| text.text.as_str())
    });
    sheet.page(from, |(key, _)| Output::Record(RecordPage::Case(*key)));
    sheet.meta(site, |(_, case)| &case.meta);
    sheet.fill(rows(&site.cases))
}

/// ツール
pub(super) fn tools(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<Tool>>::new(Dataset::Tools, "ツール", "1行が1つのツールです。");
    sheet.id(|(_, tool)| &tool.meta.id);
    sheet.column("name", "名前", "ツールの名前", |(_, tool)| &tool.name);
    sheet.column("yomi", "読み", "ひらがなの読み", |(_, tool)| &tool.yomi);
    sheet.column("summary", "概要", "何に使うか", |(_, tool)| &tool.summary);
    sheet.column("introduced", "使い始め", "使い始めた月または日", |(_, tool)| tool.introduced);
    sheet.column("category", "種類", "ツールの種類", |(_, tool)| &tool.category);
    sheet.column("case_count", "事例の数", "このツールを使った事例の数", move |(key, _)| site.links.tool_cases[*key].len()).unit("件");
    sheet.references(site, "courses", "研修", "このツールを扱う研修のID", move |(key, _)| {
        site.links.tool_courses[*key].clone()
    });
    sheet.page(from, move |(key, _): &(Key<Tool>, _)| {
        if site.links.tool_cases[*key].is_empty() { Output::Fixed(Fixed::Cases) } else { Output::Record(RecordPage::CasesBy(*key)) }
    });
    sheet.meta(site, |(_, tool)| &tool.meta);
    sheet.fill(rows(&site.tools))
}
