//! Sittings of courses and exams, all deadlines, and holidays as tables.

use super::{From, Row, rows};
use crate::export::dates;
use crate::export::table::{DataTable, Sheet};
use crate::model::agenda::Due;
use crate::model::{Course, ExamSession, Key, Session};
use crate::notation::Day;
use crate::route::{Dataset, Output, RecordPage};
use crate::schema::Apply;

/// The columns of an application, the same for courses and exams.
fn apply<'a, R: 'a>(sheet: &mut Sheet<'a, R>, read: impl Fn(&R) -> Option<&'a Apply> + Copy + 'a) {
    sheet.column("apply_open", "申込開始", "申込みが始まる日", move |row| read(row).and_then(|apply| apply.open));
    sheet.deadline("apply_internal_close", "庁内取りまとめの締切", "担当課へ名簿を出す締切", move |row| {
        read(row)?.internal_close
    });
    sheet.deadline("apply_group_close", "団体申込の締切", "団体で申し込む締切", move |row| read(row)?.group_close);
    sheet.deadline("apply_close", "個人申込の締切", "個人で申し込む締切", move |row| Some(read(row)?.close));
    sheet.column("apply_how", "申込方法", "申込みのしかた", move |row| read(row).and_then(|apply| apply.how.as_deref()));
}

/// 研修の日程
pub(super) fn courses(from: From<'_>) -> DataTable {
    type Sitting<'a> = (Key<Course>, &'a Course, &'a Session);
    let site = from.site;
    let mut sheet = Sheet::<Sitting>::new(Dataset::CourseSessions, "研修の日程", "1行が研修の1回の日程です。");
    sheet.column("id", "ID", "研修のIDと日程のIDを -- でつないだもの", |(_, course, session)| {
        format!("{}--{}", course.meta.id, session.value.id)
    });
    sheet.reference(site, "course", "研修", "研修のID", |(course, ..)| Some(*course));
    sheet.column("session", "日程のID", "研修の中での日程のID", |(.., session)| &session.value.id);
    sheet.column("label", "回", "第1回など", |(.., session)| &session.value.label);
    sheet.choice(
        "status",
        "状態",
        "confirmed=確定、tentative=予定・要確認、full=満席、closed=受付終了、postponed=延期、cancelled=中止",
        |(.., session)| Some(session.status()),
    );
    sheet.column("date", "開始日", "最初の日。月だけが決まっているときと未定のときは空", |(.., session)| {
        session.when().days().first().copied()
    });
    sheet.column("until", "終了日", "最後の日。1日なら開始日と同じ", |(.., session)| {
        session.until().or_else(|| session.when().days().last().copied())
    });
    sheet.column("start", "開始時刻", "始まる時刻", |(.., session)| session.value.start);
    sheet.column("end", "終了時刻", "終わる時刻", |(.., session)| session.value.end);
    sheet.choices(
        "format",
        "方法",
        "この回の方法。研修と違うときも、ここに書いたものが正しい",
        |(_, course, session)| session.value.format.map_or_else(|| course.format.clone(), |format| vec![format]),
    );
    sheet.column("place", "場所", "会場", |(.., session)| &session.value.place);
    sheet.column("capacity", "定員", "定員", |(.., session)| session.value.capacity).unit("人");
    apply(&mut sheet, |(.., session)| session.value.apply.as_ref());
    sheet.column("archive_until", "録画の期限", "録画を見られる最後の日", |(.., session)| session.value.archive_until);
    sheet.page(from, |(course, ..)| Output::Record(RecordPage::Course(*course)));
    sheet.column("updated", "更新日", "研修の内容を最後に変えた日", |(_, course, _)| course.meta.updated);
    sheet.column("unverified", "要確認", "true=まだ出典と照らし合わせていない", |(_, course, _)| course.meta.unverified);
    sheet.column("sample", "見本", "true=使い方を示すために作った架空の内容", |(_, course, _)| course.meta.sample);
    sheet.fill(site.courses.iter().flat_map(|(key, course)| course.sessions.iter().map(move |session| (key, course, session))))
}

/// 試験の日程
pub(super) fn exams(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet = Sheet::<Row<ExamSession>>::new(Dataset::ExamSessions, "試験の日程", "1行が試験の1回の日程です。");
    sheet.id(|(_, session)| &session.meta.id);
    sheet.reference(site, "exam", "試験", "試験のID", |(_, session)| Some(session.exam));
    sheet.column("label", "回", "令和8年度 第1回など", |(_, session)| &session.label);
    sheet.choice(
        "status",
        "確かさ",
        "confirmed=確定、tentative=予定・要確認、full=満席、closed=受付終了、postponed=延期、cancelled=中止",
        |(_, session)| Some(session.status),
    );
    sheet.column("from", "試験日（最初）", "試験の日、または期間の最初の日", |(_, session)| {
        session.days().map(|(from, _)| from)
    });
    sheet.column("to", "試験日（最後）", "試験の日、または期間の最後の日", |(_, session)| {
        session.days().map(|(_, to)| to)
    });
    sheet.column(
        "fixed_day",
        "決まった日",
        "true=決まった1日、false=期間の中から選ぶ。空なら未定",
        |(_, session)| session.days().map(|_| session.date.is_some()),
    );
    apply(&mut sheet, |(_, session)| session.apply.as_ref());
    sheet.column("result", "結果発表", "結果が発表される日", |(_, session)| session.result);
    sheet.page(from, |(_, session)| Output::Record(RecordPage::Exam(session.exam)));
    sheet.marks(site, |(_, session)| &session.meta);
    sheet.fill(rows(&site.exam_sessions))
}

/// 締切
pub(super) fn deadlines(from: From<'_>) -> DataTable {
    let site = from.site;
    let mut sheet =
        Sheet::<&Due>::new(Dataset::Deadlines, "締切", "1行が1つの締切です。研修、試験、外部コンテンツをまとめ、早い順に並べています。");
    sheet.column("id", "ID", "対象の種類とIDに、何の締切かを -- でつないだもの", move |due| {
        dates::due_id(site, due).join("--")
    });
    sheet.deadline("deadline", "締切", "締切の日", |due| Some(due.deadline));
    sheet.choice(
        "action",
        "することの種類",
        "apply-internal=庁内取りまとめ、apply-group=団体申込、apply=申込、register=受講登録、finish=受講期限",
        |due| Some(due.action),
    );
    sheet.column("kind", "対象の種類", "course=研修、exam=試験、external=外部コンテンツ", |due| dates::kind(due.subject));
    sheet
        .column("subject", "対象", "研修、試験、外部コンテンツのID", move |due| &dates::subject(site, due.subject).meta.id);
    sheet.column("subject_name", "対象（名前）", "研修、試験、外部コンテンツの名前", move |due| {
        dates::subject(site, due.subject).title
    });
    sheet.column("session", "日程のID", "日程のID。日程によらない締切は空", move |due| {
        dates::subject(site, due.subject).session
    });
    sheet.column("label", "回", "第1回など", move |due| dates::subject(site, due.subject).label);
    sheet.column("tentative", "予定", "true=日程がまだ確定していない", move |due| {
        dates::subject(site, due.subject).tentative()
    });
    sheet.column("past", "終わった", "true=このデータを作った日には過ぎていた", move |due| {
        due.deadline.day < site.today()
    });
    sheet.page(from, move |due| dates::subject(site, due.subject).output);
    sheet.column("updated", "更新日", "対象の内容を最後に変えた日", move |due| dates::subject(site, due.subject).updated());
    sheet.column("unverified", "要確認", "true=まだ出典と照らし合わせていない", move |due| {
        dates::subject(site, due.subject).unverified()
    });
    sheet.column("sample", "見本", "true=使い方を示すために作った架空の内容", move |due| {
        dates::subject(site, due.subject).sample
    });
    sheet.fill(&from.figures.dues)
}

/// 祝日
pub(super) fn holidays(from: From<'_>) -> DataTable {
    let mut sheet =
        Sheet::<(Day, &str)>::new(Dataset::Holidays, "祝日", "1行が1日の祝日です。締切の前の開庁日を求めるために使っています。");
    sheet.column("date", "日付", "祝日の日付。この一覧の中で一つに決まる", |(day, _)| *day);
    sheet.column("name", "名前", "祝日の名前", |(_, name)| *name);
    sheet.column("weekday", "曜日", "曜日", |(day, _)| crate::notation::WEEKDAYS[day.weekday()]);
    sheet.fill(from.site.calendar.holidays())
}
