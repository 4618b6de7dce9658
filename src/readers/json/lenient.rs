//! JSON values as people write them: numbers in quotes, one text instead of a list, `null`s.

use crate::readers::authors;
use serde::Deserialize;
use std::borrow::Cow;

/// A text; numbers count as their digits, anything else as nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Text<'a> {
    Written(#[serde(borrow)] Cow<'a, str>),
    Number(serde_json::Number),
    Other(serde::de::IgnoredAny),
}

impl<'a> Text<'a> {
    pub fn into_text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Written(text) => Some(text),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Other(_) => None,
        }
    }

    /// The text as a count of votes; negative and broken counts are none.
    pub fn as_votes(&self) -> Option<u64> {
        match self {
            Self::Written(text) => text.trim().parse().ok(),
            Self::Number(number) => number.as_u64().or_else(|| whole_number(number.as_f64()?)),
            Self::Other(_) => None,
        }
    }

    /// The text as an identifier. A number can only be an arXiv id that lost its quotes, and with
    /// them the zeros at its end: `2601.1` is `2601.10000`.
    pub fn into_id(self) -> Option<Cow<'a, str>> {
        if let Self::Number(number) = &self
            && number.is_f64()
        {
            let number = number.as_f64()?;
            // Ids have five digits since January 2015, four before.
            let digits = if number < 1501.0 { 4 } else { 5 };
            let width = "2601.".len() + digits;
            return Some(Cow::Owned(format!("{number:0width$.digits$}")));
        }
        self.into_text()
    }
}

/// Names: a list of texts or of objects with a `name`, or one text with commas.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Names<'a> {
    Listed(#[serde(borrow)] Vec<Name<'a>>),
    Joined(Cow<'a, str>),
    Other(serde::de::IgnoredAny),
}

/// One name.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Name<'a> {
    Written(#[serde(borrow)] Cow<'a, str>),
    Object {
        #[serde(borrow)]
        name: Cow<'a, str>,
    },
    Other(serde::de::IgnoredAny),
}

impl<'a> Names<'a> {
    pub fn into_list(self) -> Vec<Cow<'a, str>> {
        match self {
            Self::Listed(names) => names
                .into_iter()
                .filter_map(|name| match name {
                    Name::Written(name) | Name::Object { name } => Some(name),
                    Name::Other(_) => None,
                })
                .collect(),
            Self::Joined(names) => names
                .split(',')
                .map(|name| Cow::Owned(name.trim().to_owned()))
                .collect(),
            Self::Other(_) => Vec::new(),
        }
    }

    /// As [`Names::into_list`], but one text is read as a list of people.
    pub fn into_people(self) -> Vec<Cow<'a, str>> {
        match self {
            Self::Joined(names) => authors::split(&names).into_iter().map(Cow::Owned).collect(),
            names => names.into_list(),
        }
    }
}

/// `12` of `12.0`, which is how some tools write counts.
fn whole_number(number: f64) -> Option<u64> {
    let text = number.to_string();
    text.parse().ok()
}
