//! The date of an entry: `date`, or `year`, `month` and `day`.

/// A date as the model reads it: `2017`, `2017-06`, `2017-06-18`.
///
/// `date` may be a range, of which the beginning counts, and may have marks for what is uncertain.
pub(super) fn date(
    date: Option<&str>,
    year: Option<&str>,
    month: Option<&str>,
    day: Option<&str>,
) -> Option<String> {
    if let Some(date) = date.and_then(from_date) {
        return Some(date);
    }
    let year = four_digits(year?)?;
    let (month, day_in_month) = month.map(from_month).unwrap_or_default();
    let day = day.and_then(|day| number(day, 31)).or(day_in_month);
    Some(written(year, month, day))
}

fn from_date(text: &str) -> Option<String> {
    let mut ends = text.split('/').map(str::trim);
    let begin = ends.find(|end| !end.is_empty() && *end != "..")?;
    let begin = begin.trim_end_matches(['?', '~', '%']);
    let mut parts = begin.split(['T', ' ']).next()?.split('-');
    let year = parts.next()?;
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        // `c. 1850`, `June 2017`.
        let (month, day) = from_month(text);
        return Some(written(four_digits(text)?, month, day));
    }
    // Seasons have numbers from 21.
    let month = parts.next().and_then(|month| number(month, 12));
    let day = parts.next().and_then(|day| number(day, 31));
    Some(written(year, month, day))
}

fn written(year: &str, month: Option<u8>, day: Option<u8>) -> String {
    match (month, day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year.to_owned(),
    }
}

/// A month, and perhaps a day: `jun`, `June`, `6`, `2 sep`, `July 30th`, `10~mar`, `Jan-Feb`.
fn from_month(text: &str) -> (Option<u8>, Option<u8>) {
    let words = || {
        text.split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let Some(month) = words().find_map(named) else {
        return (number(text, 12), None);
    };
    let day = words().find_map(|word| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        number(digits, 31)
    });
    (Some(month), day)
}

fn named(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word = word.get(..3)?.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| *month == word)?;
    u8::try_from(index + 1).ok()
}

fn number(text: &str, most: u8) -> Option<u8> {
    let text = text.trim();
    let number = text.parse().ok()?;
    (1..=most).contains(&number).then_some(number)
}

/// The first four digits in a row, of which there are no more.
fn four_digits(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|digits| digits.len() == 4)
}
