//! Names in their parts, as CSL and Crossref have them.

use crate::readers::authors;
use crate::readers::json::lenient::Text;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// The authors of an item; some tools write them as one text.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum People<'a> {
    Listed(#[serde(borrow)] Vec<Person<'a>>),
    Joined(Cow<'a, str>),
    Other(IgnoredAny),
}

/// Somebody, or an institution.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Person<'a> {
    Written(#[serde(borrow)] Cow<'a, str>),
    #[serde(rename_all = "kebab-case")]
    Named {
        #[serde(borrow)]
        family: Option<Text<'a>>,
        #[serde(borrow)]
        given: Option<Text<'a>>,
        #[serde(borrow)]
        dropping_particle: Option<Text<'a>>,
        #[serde(borrow)]
        non_dropping_particle: Option<Text<'a>>,
        #[serde(borrow)]
        suffix: Option<Text<'a>>,
        #[serde(borrow)]
        literal: Option<Text<'a>>,
        /// That of an institution, in Crossref.
        #[serde(borrow)]
        name: Option<Text<'a>>,
    },
    Other(IgnoredAny),
}

impl People<'_> {
    /// The names in reading order.
    pub(super) fn into_names(self) -> Vec<Cow<'static, str>> {
        let names = match self {
            Self::Listed(people) => people.into_iter().filter_map(Person::into_name).collect(),
            Self::Joined(names) => authors::split(&names),
            Self::Other(_) => Vec::new(),
        };
        names.into_iter().map(Cow::Owned).collect()
    }
}

impl Person<'_> {
    /// `First van Last, Jr`.
    fn into_name(self) -> Option<String> {
        let text = |field: Option<Text<'_>>| field.and_then(Text::into_text).map(Cow::into_owned);
        let name = match self {
            Self::Written(name) => name.into_owned(),
            Self::Other(_) => return None,
            Self::Named {
                family,
                given,
                dropping_particle,
                non_dropping_particle,
                suffix,
                literal,
                name,
            } => {
                let parts = [given, dropping_particle, non_dropping_particle, family];
                let name = joined(&parts.map(|part| text(part).unwrap_or_default()), " ")
                    .or_else(|| text(literal))
                    .or_else(|| text(name))?;
                joined(&[name, text(suffix).unwrap_or_default()], ", ")?
            }
        };
        Some(name)
    }
}

/// The parts that say something; `None` where there are none.
fn joined(parts: &[String], separator: &str) -> Option<String> {
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(separator))
}
