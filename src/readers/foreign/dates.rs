//! Dates as headings and preambles write them: days, and weeks of which the last day counts.

use crate::model::date::{Date, month_named};
use std::collections::BTreeSet;

/// A part of a text that matters to dates.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number(i16, usize),
    Month(i8),
    /// A sign between: `-`, `.`, `/`, `年`, and so on.
    Sign(char),
    /// A word that is no month.
    Word,
}

/// The first day that a text names in full: `2026-11-23`, `2026.11.23`, `2026年11月23日`, `November
/// 23, 2026`, `23 Nov 2026`.
pub fn first(text: &str) -> Option<Date> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| day_at(&tokens[at..]).map(|(date, _)| date))
}

/// The last day of the week that a heading names: `(June 23 - June 29) - 2025`, `Jun 23-29, 2025`;
/// or its only day. A heading without a year is of the year that is handed in.
pub fn of_heading(text: &str, year: Option<i16>) -> Option<Date> {
    let tokens = tokens(text);
    let days: Vec<Date> = (0..tokens.len())
        .filter_map(|at| day_at(&tokens[at..]).map(|(date, _)| date))
        .collect();
    if let Some(last) = days.last() {
        return Some(*last);
    }
    let written = tokens.iter().rev().find_map(|token| match token {
        Token::Number(year, 4) => Some(*year).filter(|year| (1990..2100).contains(year)),
        _ => None,
    });
    let year = written.or(year)?;
    let mut month = None;
    let mut last = None;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Month(number) => month = Some(*number),
            Token::Number(day, 1 | 2) => {
                let is_before_month = matches!(tokens.get(index + 1), Some(Token::Month(_)));
                let month = match tokens.get(index + 1) {
                    Some(Token::Month(number)) if is_before_month => Some(*number),
                    _ => month,
                };
                if let Some(month) = month {
                    last = date(year, month.into(), *day).or(last);
                }
            }
            _ => {}
        }
    }
    last
}

/// Whether a heading names a day or a week and little else, so that it tells when the papers under
/// it came.
pub fn is_all(text: &str) -> bool {
    let words = tokens(text)
        .iter()
        .filter(|token| matches!(token, Token::Word))
        .count();
    first(text).is_some() && words <= 1
}

/// Whether a text names a week.
pub fn is_week(text: &str) -> bool {
    let is_range = tokens(text).windows(3).any(|three| {
        matches!(
            three,
            [
                Token::Number(_, 1 | 2),
                Token::Sign('-'),
                Token::Month(_) | Token::Number(_, 1 | 2)
            ]
        )
    });
    is_range
        && tokens(text)
            .iter()
            .any(|token| matches!(token, Token::Month(_)))
}

/// The last day of a week whose heading has no year, in a list that goes back in time: the newest
/// such day before the week above it.
pub fn before(text: &str, above: Date) -> Option<Date> {
    [above.year(), above.year() - 1]
        .into_iter()
        .filter_map(|year| of_heading(text, Some(year)))
        .find(|date| *date < above)
}

/// The month that a text names with its year and little else: `2018-02`, `January 2026 (12 papers)`.
pub fn month(text: &str) -> Option<String> {
    let tokens = tokens(text);
    let words = tokens
        .iter()
        .filter(|token| matches!(token, Token::Word))
        .count();
    if words > 2 {
        return None;
    }
    tokens
        .windows(3)
        .find_map(|three| match three {
            [
                Token::Number(year, 4),
                Token::Sign('-' | '.' | '/' | '年'),
                Token::Number(month, 1 | 2),
            ] if (1990..2100).contains(year) && (1..=12).contains(month) => {
                Some(format!("{year:04}-{month:02}"))
            }
            _ => None,
        })
        .or_else(|| {
            tokens.windows(2).find_map(|two| match two {
                [Token::Month(month), Token::Number(year, 4)]
                | [Token::Number(year, 4), Token::Month(month)]
                    if (1990..2100).contains(year) =>
                {
                    Some(format!("{year:04}-{month:02}"))
                }
                _ => None,
            })
        })
}

/// The year that a text names.
pub fn year(text: &str) -> Option<i16> {
    tokens(text).into_iter().find_map(|token| match token {
        Token::Number(year, 4) if (1990..2100).contains(&year) => Some(year),
        _ => None,
    })
}

/// The year in a file's name, where it is the only one.
pub fn year_in_path(path: &str) -> Option<i16> {
    let years = tokens(path).into_iter().filter_map(|token| match token {
        Token::Number(year, 4) if (1990..2100).contains(&year) => Some(year),
        _ => None,
    });
    let years: BTreeSet<i16> = years.collect();
    years.first().copied().filter(|_| years.len() == 1)
}

/// A day at the beginning of tokens, and how many it takes.
fn day_at(tokens: &[Token]) -> Option<(Date, usize)> {
    match *tokens {
        [
            Token::Number(year, 4),
            Token::Sign('-' | '.' | '/' | '年' | '_' | '년'),
            Token::Number(month, 1 | 2),
            Token::Sign('-' | '.' | '/' | '月' | '_' | '월'),
            Token::Number(day, 1 | 2),
            ..,
        ] => Some((date(year, month, day)?, 5)),
        [
            Token::Month(month),
            Token::Number(day, 1 | 2),
            Token::Number(year, 4),
            ..,
        ]
        | [
            Token::Number(day, 1 | 2),
            Token::Month(month),
            Token::Number(year, 4),
            ..,
        ] => Some((date(year, month.into(), day)?, 3)),
        [
            Token::Number(day, 1 | 2),
            Token::Sign('-'),
            Token::Month(month),
            Token::Sign('-'),
            Token::Number(year, 4),
            ..,
        ] => Some((date(year, month.into(), day)?, 5)),
        [
            Token::Month(month),
            Token::Number(day, 1 | 2),
            Token::Sign(','),
            Token::Number(year, 4),
            ..,
        ] => Some((date(year, month.into(), day)?, 4)),
        _ => None,
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let narrow = |number: i16| i8::try_from(number).ok();
    Date::new(year, narrow(month)?, narrow(day)?)
        .ok()
        .filter(|date| (1900..2200).contains(&date.year()))
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = |is: fn(&char) -> bool| -> usize {
            rest.chars().take_while(is).map(char::len_utf8).sum()
        };
        let taken = if c.is_ascii_digit() {
            let length = length(char::is_ascii_digit);
            tokens.push(Token::Number(rest[..length].parse().unwrap_or(-1), length));
            // `23rd`, `1st`.
            let suffix = ["st", "nd", "rd", "th"]
                .into_iter()
                .find(|suffix| rest[length..].starts_with(suffix));
            length + suffix.map_or(0, str::len)
        } else if "年月日년월일".contains(c) {
            tokens.push(Token::Sign(c));
            c.len_utf8()
        } else if c.is_alphabetic() {
            let length = length(|c| c.is_alphabetic() && !"年月日년월일".contains(*c));
            tokens.push(month_named(&rest[..length]).map_or(Token::Word, Token::Month));
            length
        } else {
            match c {
                '–' | '—' | '~' | '～' => tokens.push(Token::Sign('-')),
                '-' | '.' | '/' | '_' | ',' => tokens.push(Token::Sign(c)),
                _ => {}
            }
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    tokens
}
