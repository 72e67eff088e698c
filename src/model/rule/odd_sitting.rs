//! A sitting unlike all others: on a Sunday or a holiday, in a room called オンライン, with an id of another year, with a number that its id
//! does not have.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Course, Format, Session, Site};
use crate::notation::FiscalYear;
use crate::text;

/// A sitting that may be mistyped.
pub static ODD_SITTING: Code = Code::warning(
    "odd-sitting",
    "回の日付・場所・id・番号が、ほかの回や開き方（format）と合いません（集合の回が日曜・祝日、場所が「オンライン」や内線、id の年度や番号が違うなど）。打ち間違いなら直してください",
    "the day, the place, the id or the number of a sitting does not fit the others or its format (on a Sunday, a room called オンライン, an id of another year); mend it if it is mistyped",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let mut tell = |session: &Session, course: &Course, field: &str, ja: String, en: String| {
        let hint = text!("打ち間違いなら直してください", "mend it if it is mistyped");
        let finding = Diagnostic::new(&ODD_SITTING, text!("{ja}", "{en}")).at(session.origin.place(field));
        findings.push(finding.record(course.meta.id.as_str()).hint(hint));
    };
    let all = || site.courses.values().flat_map(|course| course.sessions.iter().map(move |session| (course, session)));
    // Where two sittings are on closed days, the portal holds such sittings.
    let closed: Vec<_> = all()
        .filter_map(|(course, session)| {
            let day = session.first().filter(|_| is_gathering(course, session))?;
            (day.weekday() == 0 || site.calendar.holiday(day).is_some()).then_some((course, session, day))
        })
        .collect();
    let gatherings = all().filter(|(course, session)| session.first().is_some() && is_gathering(course, session)).count();
    if let [(course, session, day)] = &closed[..]
        && gatherings > 3
        && session.value.label.as_deref().is_none_or(|label| !["日曜", "休日", "祝日", "土日"].iter().any(|word| label.contains(word)))
    {
        let field = if session.value.moved_to.is_some() { "moved_to" } else { "date" };
        let words = day.words();
        let en = format!("the only sitting on a Sunday or holiday is on {words}");
        tell(session, course, field, format!("{words}は日曜か祝日です。集まる回でこの日だけですが、日付の間違いではありませんか"), en);
    }
    for (course, session) in all() {
        if let Some(place) = session.value.place.as_deref()
            && let Some((ja, en)) = wrong_place(course, session, place.trim())
        {
            tell(session, course, "place", ja, en);
        }
    }
    for course in site.courses.values() {
        numbers(course, &mut tell);
    }
    let years: Vec<_> = all().filter_map(|(course, session)| Some((course, session, year_in(session.value.id.as_str())?))).collect();
    let (right, wrong): (Vec<_>, Vec<_>) =
        years.into_iter().filter(|(_, session, _)| session.first().is_some()).partition(|(_, session, year)| {
            let named = session.value.label.as_deref().is_some_and(|label| label.contains(&year.words()));
            named || session.first().is_some_and(|day| FiscalYear::of(day) == *year)
        });
    // Only where the ids of a portal have the years of their sittings.
    if right.len() > 2 && wrong.len() * 3 <= right.len() {
        for (course, session, year) in wrong {
            let (id, said) = (&session.value.id, year.words());
            let own = session.first().map(|day| FiscalYear::of(day).words()).unwrap_or_default();
            let en = format!("the id {id} is of {said}, the day of {own}");
            tell(session, course, "id", format!("id「{id}」は{said}ですが、日付は{own}です。写したあとの直し忘れではありませんか"), en);
        }
    }
}

/// Whether people come together for it.
fn is_gathering(course: &Course, session: &Session) -> bool {
    let form = session.value.format.or(course.format.first().copied().filter(|_| course.format.len() == 1));
    form == Some(Format::Classroom) && session.value.until.is_none()
}

fn wrong_place(course: &Course, session: &Session, place: &str) -> Option<(String, String)> {
    let formats = session.value.format.map_or_else(|| course.format.clone(), |format| vec![format]);
    let remote = ["オンライン", "Web会議", "WEB会議", "ウェブ会議", "Zoom", "Teams", "Webex"].contains(&place);
    if remote && formats == [Format::Classroom] {
        let ja = format!("場所が「{place}」ですが、集合（classroom）の回です。どちらかの間違いではありませんか");
        return Some((ja, format!("the place is {place}, but the sitting is held in a classroom")));
    }
    if place.chars().all(|c| c.is_ascii_digit() || "-ー－‐".contains(c) || ('０'..='９').contains(&c)) {
        let ja = format!("場所が「{place}」です。内線などの番号ではありませんか");
        return Some((ja, format!("the place {place} is a number")));
    }
    let room = ["会議室", "研修室", "庁舎", "ホール"].iter().any(|word| place.contains(word));
    let sent = ["配信", "オンライン", "Web", "中継", "サテライト", "視聴", "同時"].iter().any(|word| place.contains(word));
    let is_remote = |format: &Format| matches!(format, Format::Online | Format::Elearning);
    (room && !sent && !formats.is_empty() && formats.iter().all(is_remote)).then(|| {
        let ja = format!("場所が「{place}」ですが、オンラインの回です。format か場所の間違いではありませんか");
        (ja, format!("the place is {place}, but the sitting is held online"))
    })
}

/// `-2` of the id and 第2回 of the label, where all other sittings of the course agree.
fn numbers(course: &Course, tell: &mut impl FnMut(&Session, &Course, &str, String, String)) {
    let number = |session: &Session| -> Option<(u32, u32)> {
        let label = session.value.label.as_deref()?.strip_prefix('第')?;
        let said = label.split('回').next().filter(|said| said.len() < label.len())?.trim().parse().ok()?;
        Some((session.value.id.as_str().rsplit('-').next()?.parse().ok()?, said))
    };
    let all: Vec<_> = course.sessions.iter().filter_map(|session| Some((session, number(session)?))).collect();
    let (wrong, right): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, (id, label))| id != label);
    if let ([(session, (id, label))], true) = (&wrong[..], !right.is_empty()) {
        let ja = format!("第{label}回ですが、id は -{id} です。回の番号の間違いではありませんか");
        tell(session, course, "label", ja, format!("the label says {label}, the id {id}"));
    }
}

/// The fiscal year in an id: `bpr-intro-r8-2`.
pub(super) fn year_in(id: &str) -> Option<FiscalYear> {
    let mut years = id.split('-').filter(|part| part.strip_prefix('r').is_some_and(|digits| !digits.is_empty() && digits.len() < 3));
    match (years.next(), years.next()) {
        (Some(part), None) => FiscalYear::parse(&part.to_uppercase()).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(format: &str, sessions: &[&str]) -> Vec<String> {
        let rows: String = sessions.iter().map(|row| format!("- {{{row}}}\n")).collect();
        let text = format!("---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [{format}]\nsessions:\n{rows}---\n");
        run(check, &[("content/courses/c.md", &text)])
    }

    const WEEK: [&str; 4] = ["id: a, date: 2026-12-01", "id: b, date: 2026-12-02", "id: c, date: 2026-12-03", "id: d, date: 2026-12-04"];

    #[test]
    fn the_only_sunday_is_told() {
        let with = |row| found("classroom", &[&WEEK[..], &[row]].concat());
        assert_eq!(with("id: e, date: 2026-12-06"), ["odd-sitting: 2026-12-06"]);
        assert!(with("id: e, date: 2026-12-06, label: 日曜の回").is_empty());
        assert!(with("id: e, date: 2026-12-05").is_empty(), "a Saturday");
        let two = [&WEEK[..], &["id: e, date: 2026-12-06", "id: f, date: 2026-12-13"]].concat();
        assert!(found("classroom", &two).is_empty());
        assert!(found("online", &[&WEEK[..], &["id: e, date: 2026-12-06"]].concat()).is_empty());
    }

    #[test]
    fn places_fit_the_format() {
        assert_eq!(found("classroom", &["id: a, date: 2026-12-01, place: オンライン"]), ["odd-sitting: オンライン"]);
        assert_eq!(found("classroom", &["id: a, date: 2026-12-01, place: 22-100"]), ["odd-sitting: 22-100"]);
        assert_eq!(found("online", &["id: a, date: 2026-12-01, place: 合同庁舎 会議室"]), ["odd-sitting: 合同庁舎 会議室"]);
        for (format, place) in [
            ("classroom", "本庁舎 研修室（オンライン併用）"),
            ("classroom, online", "オンライン"),
            ("classroom, online", "合同庁舎 会議室"),
            ("online", "Teams"),
            ("online", "本庁舎 研修室から配信"),
        ] {
            assert!(found(format, &[&format!("id: a, date: 2026-12-01, place: {place}")]).is_empty(), "{format}: {place}");
        }
    }

    #[test]
    fn ids_have_the_year_and_the_number() {
        let rest =
            ["id: c-r8-1, label: 第1回, date: 2026-06-01", "id: c-r8-3, label: 第3回, date: 2026-12-01", "id: d-r8, date: 2026-12-02"];
        let with = |row| found("online", &[&rest[..], &[row]].concat());
        assert_eq!(with("id: c-r7-2, label: 第2回, date: 2026-07-01"), ["odd-sitting: c-r7-2"]);
        assert_eq!(with("id: c-r8-2, label: 第4回, date: 2026-07-01"), ["odd-sitting: 第4回"]);
        for right in [
            "id: c-r8-2, label: 第2回, date: 2026-07-01",
            "id: c-r8-2, label: 第2回（札幌）, date: 2027-03-31",
            "id: c-r8-2, label: 令和8年度 第2回, date: 2027-04-05",
            "id: c-extra, label: 第2回, date: 2026-07-01",
        ] {
            assert!(with(right).is_empty(), "{right}");
        }
    }
}
