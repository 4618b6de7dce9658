//! Dates as digests write them: `Sat, 22 Aug 2026 04:40:06 +0000`, `2026年7月28日（v1）`, `jun 2017`.
//!
//! The day is the one that is written; times and zones are not looked at. Left out: dates that mean
//! two days, such as `03/04/2026`, and dates counted in seconds.

use crate::model::date::{self, Date, DateFault};
use crate::model::partial_date::PartialDate;
use crate::readers::value::Value;

/// The first date in a text, as exact as it is written.
///
/// # Errors
/// [`DateFault`], which tells a day that the calendar lacks from a text that is no date.
pub fn parse(text: &str) -> Result<PartialDate, DateFault> {
    let text = text.trim();
    match date::parse(text) {
        Ok(date) => return Ok(date.into()),
        Err(fault @ DateFault::NoSuchDay(_)) => return Err(fault),
        Err(DateFault::NotADate(_)) => {}
    }
    let words = words(text);
    let found = dotted(text)
        .or_else(|| numeric(&words))
        .or_else(|| named(&words));
    found.unwrap_or_else(|| Err(DateFault::NotADate(text.to_owned())))
}

/// A number with its count of digits, or a word of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Number(i16, usize),
    Month(i8),
    /// `T`, `日`, `st`: what may stand behind a number and says nothing.
    Other,
}

/// Longest part of a text in which a date is looked for, in words.
const LONGEST: usize = 12;

/// The words of a text; signs and spaces between them are dropped.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        if !first.is_alphanumeric() {
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let end = rest
            .find(|c: char| !c.is_alphanumeric() || c.is_ascii_digit() != is_digit)
            .unwrap_or(rest.len());
        let word = &rest[..end];
        rest = &rest[end..];
        words.push(if is_digit {
            match word.parse() {
                Ok(number) => Word::Number(number, word.len()),
                Err(_) => Word::Other,
            }
        } else {
            date::month_named(word).map_or(Word::Other, Word::Month)
        });
        if words.len() == LONGEST {
            break;
        }
    }
    words
}

/// A day before its month and year with full stops between, which has one meaning: `31.02.2026`.
fn dotted(text: &str) -> Option<Result<PartialDate, DateFault>> {
    let mut parts = text.split('.').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.get(..4)?;
    let number = |text: &str| text.parse::<i8>().ok();
    let is_year = year.bytes().all(|byte| byte.is_ascii_digit());
    let (day, month) = (number(day)?, number(month)?);
    is_year.then(|| made(year.parse().unwrap_or_default(), Some(month), Some(day)))
}

/// A year of four digits with a month and a day behind it, where there are any: `2026.06.29`,
/// `2026年7月28日`, `2017-06`, `2017`.
fn numeric(words: &[Word]) -> Option<Result<PartialDate, DateFault>> {
    // A name of a month decides better.
    if words.iter().any(|word| matches!(word, Word::Month(_))) {
        return None;
    }
    let at = words
        .iter()
        .position(|word| matches!(word, Word::Number(1000.., 4)))?;
    let Word::Number(year, _) = words[at] else {
        return None;
    };
    let mut behind = words[at + 1..].iter().filter_map(|word| match word {
        Word::Number(number, 1 | 2) => i8::try_from(*number).ok(),
        _ => None,
    });
    match behind.next() {
        // A season, as bibliographies number them.
        Some(21..=24) => Some(made(year, None, None)),
        month => Some(made(year, month, behind.next())),
    }
}

/// A month's name with a year and perhaps a day around it: `June 29, 2025`, `1-Apr-2026`, `jun 2017`.
fn named(words: &[Word]) -> Option<Result<PartialDate, DateFault>> {
    let at = words
        .iter()
        .position(|word| matches!(word, Word::Month(_)))?;
    let Word::Month(month) = words[at] else {
        return None;
    };
    let year = words.iter().find_map(|word| match word {
        Word::Number(year @ 1000.., 4) => Some(*year),
        _ => None,
    })?;
    let day = |word: Option<&Word>| match word {
        Some(Word::Number(day, 1 | 2)) => i8::try_from(*day).ok(),
        _ => None,
    };
    // The day stands right before the month or right behind it; `2 sep` and `Sep 2nd` alike.
    let before = at.checked_sub(1).and_then(|before| day(words.get(before)));
    let behind = day(words.get(at + 1));
    Some(made(year, Some(month), before.or(behind)))
}

fn made(year: i16, month: Option<i8>, day: Option<i8>) -> Result<PartialDate, DateFault> {
    let no_such = || {
        let parts = [month, day].map(|part| part.map(|part| format!("-{part:02}")));
        let [month, day] = parts.map(Option::unwrap_or_default);
        DateFault::NoSuchDay(format!("{year}{month}{day}"))
    };
    match (month, day) {
        (Some(month), Some(day)) => Date::new(year, month, day)
            .map(PartialDate::from)
            .map_err(|_| no_such()),
        (Some(month), None) => PartialDate::of_month(year, month).ok_or_else(no_such),
        (None, _) => PartialDate::of_year(year).ok_or_else(no_such),
    }
}

/// The date that a value gives, as text: a text, a number, or the parts of a date as CSL has them
/// (`{"date-parts": [[2017, 6, 15]]}`, `{"year", "month", "day"}`, `{"raw"}`).
pub fn in_value(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Map(fields) => {
            let field = |wanted: &str| {
                let found = fields.iter().find(|(name, _)| name == wanted);
                found.map(|(_, value)| value)
            };
            let listed = field("date-parts").and_then(in_value);
            let parts = ["year", "month", "day"].map(field);
            let parts: Vec<&Value<'_>> = parts.into_iter().flatten().collect();
            let written = || {
                let texts = [
                    field("raw"),
                    field("literal"),
                    field("date"),
                    field("value"),
                ];
                let mut texts = texts.into_iter().flatten().filter_map(Value::text);
                let found = texts.find(|text| text.contains(|c: char| c.is_ascii_digit()));
                found.map(|text| text.into_owned())
            };
            listed.or_else(|| from_parts(&parts)).or_else(written)
        }
        Value::List(values) => match values.first()? {
            inner @ (Value::List(_) | Value::Map(_)) => in_value(inner),
            // A range of dates begins with its first.
            Value::Text(text) if text.parse::<i16>().is_err() => Some(text.to_string()),
            _ => from_parts(&values.iter().collect::<Vec<_>>()),
        },
        value => value.text().map(|text| text.into_owned()),
    }
}

/// Year, month and day, as far as they are there. Seasons have numbers from 13.
fn from_parts(parts: &[&Value<'_>]) -> Option<String> {
    let mut numbers = parts.iter().map(|part| part.count());
    let year = numbers.next()??;
    let mut within = |most: u64| numbers.next().flatten().filter(|n| (1..=most).contains(n));
    let (month, day) = (within(12), within(31));
    match (month, day) {
        _ if year == 0 => None,
        (Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
        (Some(month), None) => Some(format!("{year:04}-{month:02}")),
        _ => Some(format!("{year:04}")),
    }
}
