//! What a text says of a day: the day in any office notation, the same day once more in the other calendar, its weekday, and what follows.
//!
//! `2027年2月19日（金・祝）`, `2024(R6).4.1`, `2027/2/21 0:00:00`, `21-Feb-27`. Parts that contradict one another are told; which of them is
//! right is not guessed.

use super::date::{Day, ERAS, Time, WEEKDAYS};
use super::weekday::{WeekdayNote, weekday_note};
use super::{AMBIGUOUS_YEAR, BAD_DATE, EXCEL_DATE, FiscalYear, Misread, kanji_numbers, normal};
use crate::diagnostic::Text;
use crate::text;
use jiff::civil;

/// Reads the day with which a text begins; gives what follows it, without spaces around it.
pub(super) fn read(text: &str) -> Result<(Day, String), Misread> {
    let shown = text.trim();
    let clean = kanji_numbers(&normal(text));
    if is_serial(&clean) {
        return Err(excel_serial(&clean));
    }
    if let Some((day, rest)) = english(&clean) {
        return Ok((day, rest.trim().to_owned()));
    }
    let cut = Cut::of(&clean);
    let day = plain(&cut.core, shown).map_err(|misread| match meant(shown) {
        Some(_) if !cut.rest.is_empty() => unreadable(shown),
        _ => misread,
    })?;
    cut.check(day, shown)?;
    Ok((day, cut.rest))
}

/// The month of a text that names no day: `2024年3月（令和6年3月）`.
pub(super) fn read_month(text: &str) -> Option<Result<Day, Misread>> {
    let shown = text.trim();
    let clean = kanji_numbers(&normal(text));
    let cut = Cut::of(&clean);
    let month = |core: &str| {
        let (year, rest) = read_year(core, shown).ok()?;
        Some((year, rest.trim_end_matches('月').trim_start_matches('0').parse::<i8>().ok()?))
    };
    let (year, number) = month(&cut.core).filter(|_| cut.rest.is_empty() && cut.weekday.is_none())?;
    let Some(first) = Day::new(year, number, 1) else { return Some(Err(unreadable(shown))) };
    let agrees = |pair: &str| month(pair).map_or_else(|| year_of(pair) == Some(year), |pair| pair == (year, number));
    Some(match &cut.pair {
        Some(pair) if !agrees(pair) => Err(disagreeing(shown)),
        // The era of a month is that of its last days: 令和元年5月, 平成31年4月.
        _ => check_era(&cut.core, first.plus(27), shown).map(|()| first),
    })
}

/// What follows a day is a time, and it is midnight: so Excel and other programs write a day alone.
pub(super) fn is_midnight(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['T', 't']);
    let rest = rest.strip_suffix("+09:00").or_else(|| rest.strip_suffix(['Z', 'z'])).unwrap_or(rest);
    matches!(rest.trim_end_matches(".000"), "0:00" | "00:00" | "0:00:00" | "00:00:00")
}

/// Why a day cannot be followed by `rest`, where only a day is wanted.
pub(super) fn surplus(shown: &str, day: Day, rest: &str) -> Misread {
    let iso = day.iso();
    if is_range(rest) {
        return Misread {
            code: &BAD_DATE,
            message: text!("「{shown}」は期間です。ここに書けるのは1つの日付だけです", "\"{shown}\" is a period where one date is wanted"),
            hint: Some(text!(
                "{iso} のように、1つの日付だけを書いてください（期間は from と to、複数の日は日ごとの行にします）",
                "write one date, such as {iso}; a period has `from` and `to`, several days have a line each"
            )),
        };
    }
    let clock = rest.trim_start_matches(['T', 't']);
    if let Some(time) = Time::parse(clock).ok().or_else(|| Time::meant(clock)).map(Time::words) {
        return Misread {
            code: &BAD_DATE,
            message: text!(
                "「{shown}」には時刻が付いています。ここに書けるのは日付だけです",
                "\"{shown}\" has a time where only a date is wanted"
            ),
            hint: Some(text!(
                "もしかして: {iso}（時刻 {time} は、時刻の項目があればそちらに書きます）",
                "did you mean: {iso} (the time {time} belongs into a field of its own)"
            )),
        };
    }
    if rest.contains(|c: char| c.is_ascii_digit()) {
        return unreadable(shown);
    }
    Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」には、日付のあとに「{rest}」があります", "\"{shown}\" has \"{rest}\" behind the date"),
        hint: Some(text!("もしかして: {iso}", "did you mean: {iso}")),
    }
}

/// Whether what follows a day leads to another one: `～9(金)`, `から2月21日`, `・20日`.
fn is_range(rest: &str) -> bool {
    let rest = rest.trim_start();
    let joined = ["~", "〜", "-", "–", "—", "―", "ー", "から", "より", "・", "、", ",", "及び", "および", "と", "又は", "または"];
    joined.iter().any(|word| rest.strip_prefix(word).is_some_and(|after| after.contains(|c: char| c.is_ascii_digit())))
}

/// A text about a day, cut into its parts.
struct Cut {
    /// The day itself, without spaces: `2027年2月19日`.
    core: String,
    /// The same once more, in brackets: `令和9年2月19日`, `令和9`.
    pair: Option<String>,
    weekday: Option<WeekdayNote>,
    rest: String,
}

impl Cut {
    fn of(clean: &str) -> Self {
        let (mut core, end) = core(clean);
        let (mut pair, mut weekday) = (None, None);
        let mut rest = clean[end..].trim();
        loop {
            if weekday.is_none()
                && let Some(note) = weekday_note(rest)
            {
                weekday = Some(note);
                rest = rest[note.len..].trim_start();
                continue;
            }
            let Some((inside, after)) = rest.strip_prefix(['(', '[']).and_then(|rest| rest.split_once([')', ']'])) else { break };
            if pair.is_some() || !is_date_like(inside) {
                break;
            }
            pair = Some(inside.replace(' ', ""));
            rest = after.trim_start();
            if !is_complete(&core) {
                let (more, end) = self::core(rest);
                core.push_str(&more);
                rest = rest[end..].trim_start();
            }
        }
        Self { core, pair, weekday, rest: rest.to_owned() }
    }

    /// Whether the other parts say the same as the day.
    fn check(&self, day: Day, shown: &str) -> Result<(), Misread> {
        if let Some(pair) = &self.pair {
            let same = match plain(pair, pair) {
                Ok(other) => other == day,
                Err(_) if pair.ends_with("年度") => FiscalYear::parse(pair)? == FiscalYear::of(day),
                Err(misread) => match year_of(pair) {
                    Some(year) => year == day.year(),
                    None => return Err(misread),
                },
            };
            if !same {
                return Err(disagreeing(shown));
            }
        }
        match self.weekday.and_then(|note| note.weekday).filter(|named| *named != day.weekday()) {
            Some(named) => Err(wrong_weekday(shown, day, named)),
            None => Ok(()),
        }
    }
}

/// The characters that belong to a day at the start of a text, without spaces, and where they end.
fn core(text: &str) -> (String, usize) {
    let mut core = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '日' if core.is_empty() => return (core, at),
            '日' => {
                core.push(c);
                return (core, at + c.len_utf8());
            }
            '0'..='9' | '-' | '/' | '.' | '年' | '月' | '元' => core.push(c),
            ' ' if is_complete(&core) => return (core, at),
            ' ' => {}
            _ if !core.contains(|c: char| c.is_ascii_digit()) && begins_era(&core, c) => core.push(c),
            _ => return (core, at),
        }
    }
    (core, text.len())
}

fn begins_era(core: &str, c: char) -> bool {
    let letter = core.is_empty() && ERAS.iter().any(|era| era.letter == c.to_ascii_uppercase());
    letter || ERAS.iter().any(|era| era.name.strip_prefix(core).is_some_and(|rest| rest.starts_with(c)))
}

/// Whether year, month and day are all there.
fn is_complete(core: &str) -> bool {
    core.ends_with(|c: char| c.is_ascii_digit()) && core.split(['-', '/', '.', '年', '月']).filter(|part| !part.is_empty()).count() > 2
}

/// Whether the words in brackets behind a date are a date, a month or a year themselves.
fn is_date_like(inside: &str) -> bool {
    let (core, end) = core(inside);
    let core = core.as_str();
    (end == inside.len() || &inside[end..] == "度") && core.contains(|c: char| c.is_ascii_digit() || c == '元')
}

/// A year alone: `2024`, `2024年`, `令和6`, `R6年`.
pub(super) fn year_of(text: &str) -> Option<i16> {
    let year = text.trim_end_matches('年');
    if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) {
        return year.parse().ok();
    }
    read_year(year, year).ok().filter(|(_, rest)| rest.is_empty() && year.len() != 4).map(|(year, _)| year)
}

/// The day, in one notation and without anything around it.
fn plain(clean: &str, shown: &str) -> Result<Day, Misread> {
    if let Some(read) = year_last(clean, shown) {
        return read;
    }
    let (year, rest) = read_year(clean, shown)?;
    let mut parts = rest.trim_end_matches('日').split(['-', '/', '.', '月']).filter(|part| !part.is_empty());
    let (month, day) = (parts.next().and_then(|part| part.parse().ok()), parts.next().and_then(|part| part.parse().ok()));
    let (Some(month), Some(day), None) = (month, day, parts.next()) else {
        let month_alone = rest.trim_end_matches('月').trim_start_matches('0').parse().ok().filter(|month| (1..=12).contains(month));
        return Err(month_alone.map_or_else(|| unreadable(shown), |month: i8| without_day(shown, year, month)));
    };
    let date = Day::new(year, month, day).ok_or_else(|| not_in_calendar(shown, year, month))?;
    check_era(clean, date, shown)?;
    Ok(date)
}

fn not_in_calendar(shown: &str, year: i16, month: i8) -> Misread {
    let hint = match civil::Date::new(year, month, 1).ok().map(civil::Date::days_in_month) {
        Some(last) => text!("{year}年{month}月は{last}日までです。日付を確かめてください", "{year}-{month:02} has {last} days"),
        None => text!("月は1から12までです。日付を確かめてください", "months are 1 to 12"),
    };
    Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」は暦にない日付です", "\"{shown}\" does not exist in the calendar"),
        hint: Some(hint),
    }
}

/// `2/21/2027`, as English settings write a day: month and day change places from country to country.
fn year_last(clean: &str, shown: &str) -> Option<Result<Day, Misread>> {
    let parts: Vec<&str> = clean.split(['/', '-', '.']).collect();
    let &[first, second, year] = parts.as_slice() else { return None };
    let is_number = |text: &&str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if ![first, second].iter().all(is_number) || year.len() != 4 {
        return None;
    }
    let (first, second, year): (i8, i8, i16) = (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    Some(match (Day::new(year, first, second), Day::new(year, second, first)) {
        (Some(one), Some(other)) if one != other => {
            let (one, other) = (one.iso(), other.iso());
            Err(Misread {
                code: &BAD_DATE,
                message: text!(
                    "「{shown}」は、月と日のどちらが先か決まりません",
                    "\"{shown}\" does not say whether the month or the day is first"
                ),
                hint: Some(text!("{one} か {other} のどちらかを書いてください", "write {one} or {other}")),
            })
        }
        (Some(day), _) | (None, Some(day)) => Ok(day),
        (None, None) => Err(not_in_calendar(shown, year, if first > 12 { second } else { first })),
    })
}

/// `21-Feb-27`, `21 Feb 2027`, `Feb 21, 2027`, and what follows.
fn english(clean: &str) -> Option<(Day, &str)> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let month = |word: &str| {
        let word = word.to_ascii_lowercase();
        MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(&word)).map(|at| at as i8 + 1)
    };
    let mut words = Vec::new();
    let mut rest = clean;
    while words.len() < 3 {
        rest = rest.trim_start_matches([' ', '-', '/', ',', '.']);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        words.push(&rest[..end]);
        rest = &rest[end..];
    }
    let (day, month, year) = match (month(words[0]), month(words[1])) {
        (Some(month), None) => (words[1], month, words[2]),
        (None, Some(month)) if words[0].len() == 4 => (words[2], month, words[0]),
        (None, Some(month)) => (words[0], month, words[2]),
        _ => return None,
    };
    let number: i16 = year.parse().ok()?;
    // Excel counts two digits from 1930 to 2029.
    let year = match year.len() {
        4 => number,
        2 if number < 30 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    Some((Day::new(year, month, day.parse().ok()?)?, rest))
}

/// `46348` and `46348.5625`: how Excel counts days.
fn is_serial(clean: &str) -> bool {
    let (days, time) = clean.split_once('.').unwrap_or((clean, "5"));
    days.len() == 5
        && ("20000".."60000").contains(&days)
        && [days, time].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn wrong_weekday(shown: &str, day: Day, named: usize) -> Misread {
    let (right, named_word, iso) = (WEEKDAYS[day.weekday()], WEEKDAYS[named], day.iso());
    // A date copied from the year before keeps the weekday of that year.
    let slipped = [day.year() + 1, day.year() - 1].into_iter().filter_map(|year| Day::new(year, day.month(), day.day()));
    let slipped = slipped.into_iter().find(|other| other.weekday() == named).map(Day::iso);
    let hint = match slipped {
        Some(other) => text!(
            "日付を確かめ、曜日を付けずに {iso} のように書いてください（{named_word}曜日なのは {other} です）",
            "check the date and write it without a weekday, such as {iso} ({other} has that weekday)"
        ),
        None => text!(
            "日付を確かめ、曜日を付けずに {iso} のように書いてください",
            "check the date and write it without a weekday, such as {iso}"
        ),
    };
    Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」の曜日が合っていません（{right}曜日です）", "\"{shown}\": the weekday is wrong"),
        hint: Some(hint),
    }
}

fn disagreeing(shown: &str) -> Misread {
    Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」は、並べて書かれた2つの日付や年が合っていません", "\"{shown}\": the two dates or years do not agree"),
        hint: Some(text!(
            "西暦と和暦を確かめ、正しいほうだけを書いてください（令和の年に2018を足すと西暦です）",
            "check both and write only the right one (令和 + 2018 is the Gregorian year)"
        )),
    }
}

/// Reads the year at the start of `clean`; gives what follows it.
fn read_year<'a>(clean: &'a str, shown: &str) -> Result<(i16, &'a str), Misread> {
    for era in ERAS {
        let Some(rest) = clean
            .strip_prefix(era.name)
            .or_else(|| clean.strip_prefix(era.letter))
            .or_else(|| clean.strip_prefix(era.letter.to_ascii_lowercase()))
        else {
            continue;
        };
        let (number, rest) = match rest.strip_prefix('元') {
            Some(rest) => (1, rest),
            None => {
                let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                (rest[..digits].parse::<i16>().map_err(|_| unreadable(shown))?, &rest[digits..])
            }
        };
        let name = era.name;
        if !(1..=200).contains(&number) {
            return Err(Misread {
                code: &BAD_DATE,
                message: text!("{name}{number}年はありません", "there is no year {number} of {name}"),
                hint: Some(text!("元号の年を確かめてください（最初の年は{name}元年です）", "check the year; the first one is {name}元年")),
            });
        }
        return Ok((era.year_one + number - 1, rest.trim_start_matches(['年', '.', '-', '/'])));
    }
    let digits = clean.find(|c: char| !c.is_ascii_digit()).unwrap_or(clean.len());
    if digits == 4 && digits < clean.len() {
        return Ok((clean[..4].parse().map_err(|_| unreadable(shown))?, clean[4..].trim_start_matches(['年', '.', '-', '/'])));
    }
    let looks_like_a_date = clean.len() > digits && matches!(clean[digits..].chars().next(), Some('-' | '/' | '.' | '月' | '年'));
    if (1..=2).contains(&digits) && looks_like_a_date {
        return Err(Misread {
            code: &AMBIGUOUS_YEAR,
            message: text!("「{shown}」だけでは、どの年か決まりません", "\"{shown}\" has no four-digit year"),
            hint: Some(text!("2026-11-22 か 令和8年11月22日 のように書いてください", "write 2026-11-22 or 令和8年11月22日")),
        });
    }
    Err(unreadable(shown))
}

/// A date in an era that had already ended, such as 平成32年, or had not begun.
fn check_era(clean: &str, date: Day, shown: &str) -> Result<(), Misread> {
    let Some(era) = ERAS
        .iter()
        .find(|era| clean.starts_with(era.name) || clean.starts_with(era.letter) || clean.starts_with(era.letter.to_ascii_lowercase()))
    else {
        return Ok(());
    };
    let begins = Day::new(era.first.0, era.first.1, era.first.2).is_some_and(|first| first <= date);
    // Forms filled in before a change of era may still name the old one in its last year; later years are slips.
    if begins && date.year() <= era.last_year {
        return Ok(());
    }
    let right = date.era_date();
    Err(Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」は元号の年が合っていません", "\"{shown}\": the era does not have that year"),
        hint: Some(text!("もしかして: {right}", "did you mean: {right}")),
    })
}

/// `20261022`.
fn run_together(shown: &str) -> Option<Misread> {
    let digits = normal(shown);
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = Day::parse(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])).ok()?;
    let iso = day.iso();
    Some(Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」は年・月・日の区切りがありません", "\"{shown}\" has no marks between year, month and day"),
        hint: Some(text!("もしかして: {iso}", "did you mean: {iso}")),
    })
}

fn excel_serial(digits: &str) -> Misread {
    let serial: i32 = digits.split('.').next().and_then(|days| days.parse().ok()).unwrap_or_default();
    let iso = Day::new(1899, 12, 30).map_or_else(String::new, |first| first.plus(serial).iso());
    Misread {
        code: &EXCEL_DATE,
        message: text!("「{digits}」はExcelの日付の通し番号のようです", "\"{digits}\" looks like an Excel date serial number"),
        hint: Some(text!(
            "もしかして: {iso}。Excelでセルの表示形式を「日付」か「文字列」にして保存し直してください",
            "did you mean {iso}? Format the cell as date or text in Excel and save again"
        )),
    }
}

/// `2026年10月` where a day is wanted.
fn without_day(shown: &str, year: i16, month: i8) -> Misread {
    Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」には日がありません", "\"{shown}\" names no day"),
        hint: Some(text!("{year}-{month:02}-01 のように、日まで書いてください", "write the day, too: {year}-{month:02}-01")),
    }
}

/// The day that was surely meant by a text with other hyphens, an `O` for a zero, `令8`, or words or a time of midnight behind it.
fn meant(shown: &str) -> Option<Day> {
    let clean = normal(shown).replace(['‐', '‑', '–', '—', '―', '−', 'ー'], "-").replace(['O', 'o'], "0");
    let clean = clean.trim_matches(['"', '\'', '“', '”', '‘', '’', '「', '」']);
    let era = [("令", "令和"), ("平", "平成"), ("昭", "昭和")];
    let era = era.iter().find_map(|(short, full)| clean.strip_prefix(short).filter(|_| !clean.starts_with(full)).map(|rest| (full, rest)));
    let clean = era.map_or_else(|| clean.to_owned(), |(full, rest)| format!("{full}{rest}"));
    let after = clean.char_indices().skip(2).find(|(_, c)| !c.is_ascii_digit() && !"-/.年月日元".contains(*c)).map(|(at, _)| at);
    let (date, rest) = clean.split_at(after.unwrap_or(clean.len()));
    let words = !rest.contains(|c: char| c.is_ascii_digit() || matches!(c, '~' | '〜' | '(' | 'T'));
    (words && date != shown).then(|| Day::parse(date).ok()).flatten()
}

fn unreadable(shown: &str) -> Misread {
    if let Some(misread) = run_together(shown) {
        return misread;
    }
    let undecided =
        matches!(normal(shown).as_str(), "未定" | "調整中" | "検討中" | "なし" | "無し" | "不明" | "随時" | "-" | "—" | "ー" | "―");
    let hint: Text = match meant(shown).map(Day::iso) {
        Some(iso) => text!("もしかして: {iso}", "did you mean: {iso}"),
        None if undecided => text!(
            "決まっていなければ、この項目を行ごと消してください（表ではセルを空にします）",
            "while it is not known, remove the line (in a table, leave the cell empty)"
        ),
        None => text!(
            "2026-11-22、2026/11/22、令和8年11月22日、R8.11.22 のどれかで、1つの日付だけを書いてください",
            "write one date: 2026-11-22, 2026/11/22, 令和8年11月22日 or R8.11.22"
        ),
    };
    Misread {
        code: &BAD_DATE, message: text!("「{shown}」は日付として読めません", "\"{shown}\" is not a date"), hint: Some(hint)
    }
}
