//! The days of a notice: it is shown until its own deadline and not for years after it, was published in the year of which it speaks, and
//! names one deadline for one thing.

use super::claim::{Claim, Claimed, UntilSaid};
use super::years::day_of;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::model::{News, Site};
use crate::notation::Day;
use crate::source::SourcePath;
use crate::text;
use std::collections::{BTreeSet, HashMap};

/// The days of a notice do not fit its text.
pub static NOTICE_DAYS: Code = Code::warning(
    "notice-days",
    "お知らせの公開日・掲載の終わり（publish_until）・ファイル名の日付が文の締切と合わないか、同じことの締切が2つの日付で書かれています。違う方を直してください",
    "the day of publication, `publish_until` or the name of a notice does not fit the deadline in its text, or one deadline is given with two days; mend the wrong one",
);

/// Nobody shows a notice that long after its deadline.
const LONG: i32 = 300;

/// Looks through the notices.
pub(super) fn check(site: &Site, claims: &HashMap<&SourcePath, &[Claim]>, findings: &mut Diagnostics) {
    for news in site.news.values() {
        name(news, findings);
        let claims = claims.get(&news.meta.origin.path).copied().unwrap_or_default();
        let until: Vec<(&Claim, &UntilSaid)> = claims
            .iter()
            .filter_map(|claim| match &claim.what {
                Claimed::Until(until) => Some((claim, until)),
                _ => None,
            })
            .collect();
        if !until.is_empty() {
            shown(news, &until, findings);
            twice(&until, findings);
        }
    }
}

fn tell(news: &News, field: &str, message: Text, claim: &Claim, findings: &mut Diagnostics) {
    findings.push(
        Diagnostic::new(&NOTICE_DAYS, message)
            .at(news.meta.origin.place(field))
            .record(news.meta.id.as_str())
            .related(claim.place.clone(), text!("文の締切", "the deadline in the text"))
            .hint(text!(
                "年や月の打ち間違いではありませんか。どちらかを直してください",
                "the year or the month may be mistyped; mend one of the two"
            )),
    );
}

/// 2026-11-04-csv.md that was published in another year.
fn name(news: &News, findings: &mut Diagnostics) {
    let digits: String =
        news.meta.id.as_str().chars().take_while(|c| c.is_ascii_digit() || *c == '-').filter(char::is_ascii_digit).collect();
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|digits| digits.parse::<i32>().ok());
    let (8, Some(year), Some(month), Some(day)) = (digits.len(), number(0..4), number(4..6), number(6..8)) else { return };
    let Some(named) = day_of(year, month, day).filter(|named| *named != news.published) else { return };
    if (named.month(), named.day()) == (news.published.month(), news.published.day()) {
        let (words, named) = (news.published.words(), named.words());
        let message = text!("公開日は{words}ですが、ファイル名は{named}です", "published on {words}, but the file is named after {named}");
        let hint = text!("年の打ち間違いではありませんか。違う方を直してください", "the year may be mistyped; mend the wrong one");
        let told = Diagnostic::new(&NOTICE_DAYS, message).at(news.meta.origin.place("published")).record(news.meta.id.as_str());
        findings.push(told.hint(hint));
    }
}

/// The first such day from `from` on.
fn next(said: &UntilSaid, from: Day) -> Option<Day> {
    match said.year {
        Some(year) => day_of(year, said.month, said.day),
        None => (0..2).find_map(|more| day_of(i32::from(from.year()) + more, said.month, said.day).filter(|day| *day >= from)),
    }
}

/// It is shown on the day of its deadline, and not for a year after it.
fn shown(news: &News, until: &[(&Claim, &UntilSaid)], findings: &mut Diagnostics) {
    let Some(end) = news.meta.publish_until.filter(|end| *end >= news.published) else { return };
    let days = |from| until.iter().filter_map(move |(claim, said)| Some((next(said, from)?, *claim)));
    let (Some(first), Some(last)) = (days(news.published).min_by_key(|day| day.0), days(news.published).max_by_key(|day| day.0)) else {
        return;
    };
    let shown = end.words();
    if first.0 > end {
        let words = first.0.words();
        let message =
            text!("掲載の終わり（{shown}）が、文の締切（{words}）より前です", "it is shown until {shown}, but the deadline is {words}");
        tell(news, "publish_until", message, first.1, findings);
    } else if last.0.days_until(end) >= LONG {
        // From the day of its last change on, the same words mean a day near the end: then the day of publication is the odd one.
        let anew = news.meta.updated.and_then(|updated| days(updated).max_by_key(|day| day.0));
        if let Some(anew) = anew.filter(|anew| anew.0 > last.0 && anew.0.days_until(end) < LONG) {
            let (words, day) = (news.published.words(), anew.0.words());
            let message = text!(
                "公開日（{words}）が、文の締切（{day}）の1年ほど前です",
                "published on {words}, about a year before its deadline, {day}"
            );
            tell(news, "published", message, anew.1, findings);
        } else {
            let words = last.0.words();
            let message = text!(
                "掲載の終わり（{shown}）が、文の締切（{words}）の1年ほど後です",
                "it is shown until {shown}, about a year after its deadline, {words}"
            );
            tell(news, "publish_until", message, last.1, findings);
        }
    }
}

/// The text to paste names one deadline, the page another one, for the same thing.
fn twice(until: &[(&Claim, &UntilSaid)], findings: &mut Diagnostics) {
    let days =
        |head: bool| until.iter().filter(|(_, said)| said.head == head).map(|(_, said)| (said.month, said.day)).collect::<BTreeSet<_>>();
    let (above, below) = (days(true), days(false));
    let (Some(_), Some(_)) = (above.first().filter(|_| above.len() == 1), below.first().filter(|_| below.len() == 1 && above != below))
    else {
        return;
    };
    let of = |head: bool| until.iter().filter(move |(_, said)| said.head == head);
    let same = |one: &UntilSaid, other: &UntilSaid| {
        one.about.is_empty() || other.about.is_empty() || one.about.iter().any(|word| other.about.contains(word))
    };
    let Some(((claim, _), (other, said))) =
        of(true).flat_map(|one| of(false).map(move |other| (one, other))).find(|(one, other)| same(one.1, other.1))
    else {
        return;
    };
    // What the records tell already needs no second reason.
    let known = |finding: &Diagnostic| {
        finding
            .place
            .as_ref()
            .is_some_and(|place| place.path == claim.place.path && [claim, other].iter().any(|it| it.line.contains(&place.start)))
    };
    if findings.iter().any(known) {
        return;
    }
    let (month, day) = (said.month, said.day);
    let message = text!("本文の締切（{month}月{day}日）と違う日付です", "another day than that of the text below, {month}/{day}");
    findings.push(
        Diagnostic::new(&NOTICE_DAYS, message)
            .at(claim.place.clone())
            .related(other.place.clone(), text!("本文の締切", "the deadline in the text"))
            .hint(text!("どちらが正しいかを確かめ、違う方を直してください", "mend the wrong one")),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::prose::scan;
    use crate::model::rule::testing::{options, site};
    use crate::source::Sources;

    fn found(path: &str, head: &str, body: &str) -> Vec<String> {
        let text = format!("---\ntitle: 募集\npublished: 2026-11-04\n{head}\n---\n\n{body}\n");
        let files = [(path, &*text)];
        let (site, _) = site(options(), &files);
        let sources = Sources::of_texts(&files);
        let claims: Vec<_> = sources.iter().map(|file| (&file.path, scan(file, &mut Diagnostics::default()))).collect();
        let mut findings = Diagnostics::default();
        check(&site, &claims.iter().map(|(path, claims)| (*path, &**claims)).collect(), &mut findings);
        let words = |finding: &Diagnostic| finding.place.as_ref().map(|place| text[place.start..place.end].to_owned());
        findings.iter().filter_map(words).collect()
    }

    fn news(head: &str, body: &str) -> Vec<String> {
        found("content/news/n.md", head, body)
    }

    #[test]
    fn it_is_shown_until_its_deadline() {
        let until = |day: &str| news(&format!("publish_until: {day}"), "締切 1月29日（金）です");
        assert_eq!(until("2026-12-08"), ["2026-12-08"]);
        assert_eq!(until("2028-01-29"), ["2028-01-29"]);
        for right in ["2027-01-29", "2027-01-31", "2027-03-31", "2027-09-30"] {
            assert!(until(right).is_empty(), "{right}");
        }
        assert!(news("publish_until: 2026-12-10", "締切は12月4日、民間は締切1月8日").is_empty());
        assert!(news("publish_until: 2026-12-10", "録画は3月5日まで公開します").is_empty());
        assert!(news("publish_until: 2028-03-31", "規程が変わりました").is_empty());
    }

    #[test]
    fn it_was_published_in_its_year() {
        let text = "---\ntitle: 1月29日までです\npublished: 2025-11-04\nupdated: 2026-11-10\npublish_until: 2027-01-29\n---\n\n文\n";
        let files = [("content/news/n.md", text)];
        let (site, _) = site(options(), &files);
        let sources = Sources::of_texts(&files);
        let claims: Vec<_> = sources.iter().map(|file| (&file.path, scan(file, &mut Diagnostics::default()))).collect();
        let mut findings = Diagnostics::default();
        check(&site, &claims.iter().map(|(path, claims)| (*path, &**claims)).collect(), &mut findings);
        let place = findings.iter().next().and_then(|finding| finding.place.clone()).expect("one");
        assert_eq!(&text[place.start..place.end], "2025-11-04");
        assert_eq!(found("content/news/2025-11-04-csv.md", "", "文"), ["2026-11-04"]);
        assert!(found("content/news/2026-11-04-csv.md", "", "文").is_empty());
        assert!(found("content/news/2026-10-30-csv.md", "", "文").is_empty());
    }

    #[test]
    fn one_thing_has_one_deadline() {
        let two = |board: &str, body: &str| news(&format!("board_text: {board}"), body);
        assert_eq!(two("困りごとを、11/20までにお寄せください。", "声を、11月30日（月）までに人事局へお寄せください。"), ["11/20"]);
        assert_eq!(two("登録をお願いします（12/16まで）。", "- 期日 12月18日（金）"), ["12/16"]);
        for (board, body) in [
            ("登録をお願いします（12/18まで）。", "- 期日 12月18日（金）"),
            ("申込は12/4まで。", "アンケートは12月25日までに回答してください"),
            ("取りまとめは12/4まで、締切は12/10まで。", "締切 12月11日（金）"),
            ("申込は12/4まで。", "録画は3月5日まで公開します"),
        ] {
            assert!(two(board, body).is_empty(), "{board}");
        }
    }
}
