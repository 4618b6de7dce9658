//! JSON values as people write them: numbers in quotes, one text instead of a list, `null`s.

use crate::model::link::LinkKind;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// A text; numbers count as their digits, anything else as nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Text<'a> {
    Written(#[serde(borrow)] Cow<'a, str>),
    Number(serde_json::Number),
    Other(IgnoredAny),
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
            Self::Number(number) => number.as_u64(),
            Self::Other(_) => None,
        }
    }
}

/// Names: a list of texts or of objects with a `name`, or one text with commas.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Names<'a> {
    Listed(#[serde(borrow)] Vec<Name<'a>>),
    Joined(Cow<'a, str>),
    Other(IgnoredAny),
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
    Other(IgnoredAny),
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
}

/// A link: `{"kind", "url"}`, or an address alone. A kind that nobody knows is left to the address.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Link<'a> {
    Object {
        kind: Option<Kind>,
        #[serde(borrow)]
        url: Cow<'a, str>,
    },
    Written(#[serde(borrow)] Cow<'a, str>),
    Other(IgnoredAny),
}

/// What a link says that it leads to.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub enum Kind {
    Known(LinkKind),
    Unknown(IgnoredAny),
}

/// Links: a list of them; anything else holds none.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Links<'a> {
    Listed(#[serde(borrow)] Vec<Link<'a>>),
    Other(IgnoredAny),
}

impl<'a> Links<'a> {
    pub fn into_list(self) -> Vec<(Option<LinkKind>, Cow<'a, str>)> {
        let Self::Listed(links) = self else {
            return Vec::new();
        };
        links
            .into_iter()
            .filter_map(|link| match link {
                Link::Object {
                    kind: Some(Kind::Known(kind)),
                    url,
                } => Some((Some(kind), url)),
                Link::Object { url, .. } | Link::Written(url) => Some((None, url)),
                Link::Other(_) => None,
            })
            .collect()
    }
}
