//! [`When`]: the time of a session as offices announce it: a day, several days, only a month or a span of months, or not decided yet.

use super::{Day, Misread, Month, normal};

/// When something takes place, as exactly as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// On these days; one or more, the earliest first.
    Days(Vec<Day>),
    /// In a month, or between the first and the last of several.
    Months(Month, Month),
    /// Nobody knows yet.
    Undecided,
}

impl When {
    /// Reads what [`Day::parse`] reads, several days (`2027-01-12、2027-01-19`, `2027/1/12・19・26`, `令和9年1月12日、19日`), a month
    /// (`2027年2月`, `令和9年2月頃`), months (`2027年4月～9月`), and `未定`.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let clean = normal(text);
        if matches!(&*clean, "未定" | "調整中" | "検討中" | "日程調整中" | "後日決定" | "TBD") {
            return Ok(Self::Undecided);
        }
        let single = match Day::parse(text) {
            Ok(day) => return Ok(Self::Days(vec![day])),
            Err(misread) => misread,
        };
        days(&clean).or_else(|| months(&clean)).ok_or(single)
    }

    /// The days, where they are known.
    pub fn days(&self) -> &[Day] {
        match self {
            Self::Days(days) => days,
            Self::Months(..) | Self::Undecided => &[],
        }
    }

    /// The first day on which it may take place.
    pub fn first(&self) -> Option<Day> {
        match self {
            Self::Days(days) => days.first().copied(),
            Self::Months(from, _) => Some(from.day()),
            Self::Undecided => None,
        }
    }

    /// The last day on which it may take place.
    pub fn last(&self) -> Option<Day> {
        match self {
            Self::Days(days) => days.last().copied(),
            Self::Months(_, to) => Some(last_of_month(*to)),
            Self::Undecided => None,
        }
    }
}

fn last_of_month(month: Month) -> Day {
    let later = month.day().plus(31);
    later.plus(-i32::from(later.day()))
}

/// Days one after another. A later one may leave out what it shares with the one before: `1/19` the year, `19日` the month too.
fn days(clean: &str) -> Option<When> {
    let parts: Vec<&str> = clean.split(['、', ',', '・', '，', '\n', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut days = vec![Day::parse(parts.first()?).ok()?];
    for part in &parts[1..] {
        let last = *days.last()?;
        let day = Day::parse(part).ok().or_else(|| continued(last, part))?;
        if day <= last {
            return None;
        }
        days.push(day);
    }
    (days.len() > 1).then_some(When::Days(days))
}

/// `19`, `19日`, `2/9`, `2月9日` after a day of the same year.
fn continued(before: Day, part: &str) -> Option<Day> {
    let numbers: Option<Vec<i8>> =
        part.trim_end_matches('日').split(['月', '/', '-', '.']).map(|number| number.trim().parse().ok()).collect();
    match numbers?[..] {
        [day] => Day::new(before.year(), before.month(), day),
        [month, day] => Day::new(before.year(), month, day),
        _ => None,
    }
}

/// `2027年2月頃`, `2027年4月～9月`, `2026年12月～2027年2月`.
fn months(clean: &str) -> Option<When> {
    let clean = ["頃", "ごろ", "中", "予定"].iter().fold(clean, |rest, word| rest.trim_end_matches(word).trim_end());
    let (from, to) = match clean.split_once(['~', '〜', '～', '-', '−']).filter(|(_, to)| to.contains('月')) {
        Some((from, to)) => (from.trim(), Some(to.trim())),
        None => (clean, None),
    };
    let month = |text: &str| Month::parse(text).ok().filter(|month| !month.is_day());
    let from = month(from).or_else(|| month(&format!("{from}月")))?;
    let to = match to {
        None => from,
        Some(to) => month(to).or_else(|| {
            let number = to.strip_suffix('月')?;
            month(&format!("{}-{number}", from.day().year()))
        })?,
    };
    (from <= to).then_some(When::Months(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Option<String>, Option<String>) {
        let when = When::parse(text).unwrap_or_else(|misread| panic!("{text}: {}", misread.message.ja));
        (when.days().iter().map(|day| day.iso()).collect(), when.first().map(Day::iso), when.last().map(Day::iso))
    }

    #[test]
    fn days_are_read_as_offices_list_them() {
        let three = ["2027-01-12", "2027-01-19", "2027-01-26"];
        for text in [
            "2027-01-12、2027-01-19、2027-01-26",
            "2027/1/12・19・26",
            "令和9年1月12日、19日、26日",
            "2027年1月12日、1月19日、1月26日",
            "2027-01-12, 2027-01-19, 2027-01-26",
            "２０２７／１／１２・１９・２６",
        ] {
            assert_eq!(read(text).0, three, "{text}");
        }
        assert_eq!(read("2026-12-10").0, ["2026-12-10"]);
        assert_eq!(read("2027年1月30日、2月6日").0, ["2027-01-30", "2027-02-06"]);
    }

    #[test]
    fn months_and_what_is_not_decided_are_read() {
        let span = |from: &str, to: &str| (Vec::new(), Some(from.to_owned()), Some(to.to_owned()));
        for text in ["2027年2月", "2027年2月頃", "令和9年2月ごろ", "2027-02", "2027年2月中"] {
            assert_eq!(read(text), span("2027-02-01", "2027-02-28"), "{text}");
        }
        for text in ["2027年4月～9月", "令和9年4月〜9月", "2027年4~9月"] {
            assert_eq!(read(text), span("2027-04-01", "2027-09-30"), "{text}");
        }
        assert_eq!(read("2026年12月～2027年2月"), span("2026-12-01", "2027-02-28"));
        assert_eq!(read("未定"), (Vec::new(), None, None));
        assert_eq!(read("調整中"), (Vec::new(), None, None));
    }

    #[test]
    fn what_is_none_of_them_is_told_as_a_date() {
        for text in ["4月～9月", "2月頃", "2027-02-30", "2027-01-19、2027-01-12", "いつか", "2027年13月", "2027/1/12・32"] {
            assert!(When::parse(text).is_err(), "{text}");
        }
    }
}
