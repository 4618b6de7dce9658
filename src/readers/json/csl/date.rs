//! Dates in their parts, as CSL and Crossref have them.

use crate::readers::json::lenient::Text;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// A date as CSL has it, or as documents that cite have it, or a text.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Date<'a> {
    Told(#[serde(borrow)] Told<'a>),
    Listed(Vec<Told<'a>>),
    Written(Text<'a>),
}

#[derive(Deserialize)]
#[serde(
    rename_all = "kebab-case",
    expecting = "an object with the parts of a date"
)]
pub(super) struct Told<'a> {
    #[serde(borrow)]
    date_parts: Option<Parts<'a>>,
    #[serde(borrow)]
    year: Option<Text<'a>>,
    #[serde(borrow)]
    month: Option<Text<'a>>,
    #[serde(borrow)]
    day: Option<Text<'a>>,
    #[serde(borrow)]
    raw: Option<Text<'a>>,
    #[serde(borrow)]
    literal: Option<Text<'a>>,
}

/// Dates from the first to the last of a range, each as year, month and day.
#[derive(Deserialize)]
#[serde(untagged)]
enum Parts<'a> {
    Listed(#[serde(borrow)] Vec<Vec<Text<'a>>>),
    Other(IgnoredAny),
}

impl Date<'_> {
    /// The date as the model reads it: `2017`, `2017-06`, `2017-06-18`, or what is written.
    pub(super) fn into_text(self) -> Option<String> {
        match self {
            Self::Told(told) => told.into_text(),
            Self::Listed(dates) => dates.into_iter().next()?.into_text(),
            Self::Written(text) => written([text]),
        }
    }
}

impl Told<'_> {
    fn into_text(self) -> Option<String> {
        let listed = match self.date_parts {
            Some(Parts::Listed(dates)) => dates.into_iter().next().unwrap_or_default(),
            Some(Parts::Other(_)) | None => Vec::new(),
        };
        let named = [self.year, self.month, self.day].into_iter().flatten();
        from_parts(listed)
            .or_else(|| from_parts(named.collect()))
            .or_else(|| written([self.raw, self.literal].into_iter().flatten()))
    }
}

/// The first text that has a digit; `in press` is no date.
fn written<'a>(texts: impl IntoIterator<Item = Text<'a>>) -> Option<String> {
    let mut texts = texts.into_iter().filter_map(Text::into_text);
    texts
        .find(|text| text.contains(|c: char| c.is_ascii_digit()))
        .map(Cow::into_owned)
}

fn from_parts(parts: Vec<Text<'_>>) -> Option<String> {
    let mut numbers = parts.into_iter().map(|part| part.as_votes());
    let year = numbers.next()??;
    // Seasons have numbers from 13.
    let mut within = |most: u64| numbers.next().flatten().filter(|n| (1..=most).contains(n));
    let (month, day) = (within(12), within(31));
    match (month, day) {
        _ if year == 0 => None,
        (Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
        (Some(month), None) => Some(format!("{year:04}-{month:02}")),
        _ => Some(format!("{year:04}")),
    }
}
