//! Calendar dates: days without time or zone.
//!
//! Left out: the clock. "Now" is a value that somebody hands in.

pub use jiff::civil::Date;

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// The text has the form of a date, but the calendar lacks that day.
    #[error("there is no day {0}")]
    NoSuchDay(String),
    /// The text does not have the form of a date.
    #[error("`{0}` is not a date")]
    NotADate(String),
}

/// Reads `2026-11-23`, `2026/11/23` or `20261123`, also with a time behind it
/// (`2026-11-23T09:15:18Z`, `2026-11-23 09:15`).
///
/// # Errors
/// [`DateFault`], which tells a date that does not exist from a text that is no date.
pub fn parse(text: &str) -> Result<Date, DateFault> {
    let text = text.trim();
    let day = text
        .split_once(['T', 't', ' '])
        .map_or(text, |(day, _time)| day);
    let no_date = || DateFault::NotADate(text.to_owned());
    let is_compact = day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = if is_compact {
        vec![&day[..4], &day[4..6], &day[6..]]
    } else {
        let separator = if day.contains('/') { '/' } else { '-' };
        day.split(separator).collect()
    };
    let [year, month, day] = parts[..] else {
        return Err(no_date());
    };
    let number = |digits: &str, longest: usize| {
        let is_number = digits.len() <= longest && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse::<i16>().ok().filter(|_| is_number)
    };
    let (Some(number_of_year), Some(month), Some(day)) =
        (number(year, 4), number(month, 2), number(day, 2))
    else {
        return Err(no_date());
    };
    if year.len() != 4 {
        return Err(no_date());
    }
    let narrow = |number: i16| i8::try_from(number).unwrap_or_default();
    Date::new(number_of_year, narrow(month), narrow(day))
        .map_err(|_| DateFault::NoSuchDay(text.to_owned()))
}

/// The month that an English name means, also one cut to three letters; case does not matter.
pub fn month_named(name: &str) -> Option<i8> {
    let is_meant = |month: &&str| {
        let is_cut = name.len() == 3 || (name.len() == 4 && name.eq_ignore_ascii_case("sept"));
        month.eq_ignore_ascii_case(name)
            || (is_cut
                && month
                    .get(..name.len())
                    .is_some_and(|cut| cut.eq_ignore_ascii_case(name)))
    };
    let index = MONTHS.iter().position(is_meant)?;
    i8::try_from(index + 1).ok()
}

/// The months' English names.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The first date in a path: `2026-11-23`, `2026_11_23`, `20261123`, `2026/11/23` or `23-Nov-2026`.
///
/// The file's own name is asked before its folders, so that
/// `2025-archive-2025-01-01/2025-11-23.json` is of November.
pub fn in_path(path: &str) -> Option<Date> {
    let name_start = path.rfind('/').map_or(0, |slash| slash + 1);
    first_in(&path[name_start..]).or_else(|| first_in(path))
}

/// The text in a file's name that has the form of a date which does not exist: `2026-02-30`.
pub fn impossible_in_name(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let start =
        starts(name).find(|&at| matches!(date_at(&name.as_bytes()[at..]), Some(Err(()))))?;
    name.get(start..start + "2026-02-30".len())
}

fn first_in(text: &str) -> Option<Date> {
    starts(text).find_map(|at| {
        let numeric = date_at(&text.as_bytes()[at..]).and_then(Result::ok);
        numeric.or_else(|| named_date_at(&text[at..]))
    })
}

/// A date such as `1-Apr-2026` at the very start of a text.
fn named_date_at(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, ['-', '_', ' ', '.']);
    let (day, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 || day.len() > 2 {
        return None;
    }
    Date::new(
        rest[..4].parse().ok()?,
        month_named(month)?,
        day.parse().ok()?,
    )
    .ok()
}

/// Where a number begins.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    (0..bytes.len())
        .filter(|&at| bytes[at].is_ascii_digit() && (at == 0 || !bytes[at - 1].is_ascii_digit()))
}

/// A date at the very start of `bytes`, with or without one separator between its parts; an error
/// where the form is that of a date with separators, but the calendar lacks the day.
fn date_at(bytes: &[u8]) -> Option<Result<Date, ()>> {
    let separator = match bytes.get(4)? {
        byte @ (b'-' | b'_' | b'/' | b'.') => Some(*byte),
        _ => None,
    };
    let width = usize::from(separator.is_some());
    let number = |from: usize, len: usize| -> Option<i16> {
        let digits = bytes.get(from..from + len)?;
        digits
            .iter()
            .all(u8::is_ascii_digit)
            .then(|| digits.iter().fold(0, |n, d| n * 10 + i16::from(d - b'0')))
    };
    let (month_at, day_at) = (4 + width, 6 + 2 * width);
    if separator.is_some() && bytes.get(day_at - 1).copied() != separator {
        return None;
    }
    if bytes.get(day_at + 2).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(month_at, 2)?, number(day_at, 2)?);
    if !(1900..2200).contains(&year) {
        return None;
    }
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    match Date::new(year, month, day) {
        Ok(date) => Some(Ok(date)),
        // Eight digits in a row may be any number.
        Err(_) => separator.map(|_| Err(())),
    }
}
