//! What the names say under which the search for papers is.

use crate::model::date::Date;
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::dates;
use crate::readers::loose::aliases;
use crate::readers::record::LONGEST_TOPIC;
use std::borrow::Cow;

/// What is known of the place at which the search is.
#[derive(Clone, Default)]
pub struct Place<'a> {
    pub key: Option<Cow<'a, str>>,
    pub topic: Option<Cow<'a, str>>,
    pub day: Option<Date>,
    pub note: Option<String>,
    /// Whether it is in a list `papers`, in which everything is meant to be one.
    pub is_for_papers: bool,
}

impl<'a> Place<'a> {
    /// Goes into what stands under a name: a day, an id, or a topic.
    pub fn enter(&mut self, name: Cow<'a, str>) {
        let day = || dates::parse(&name).ok()?.exact();
        if ArxivId::parse(&name).is_some() || Doi::parse(&name).is_some() {
            self.key = Some(name);
        } else if let Some(day) = day() {
            self.day = Some(day);
        } else if aliases::role(&name).is_none()
            && !GROUPS.contains(&&*name)
            && name.len() <= LONGEST_TOPIC
            && name.chars().any(char::is_alphabetic)
        {
            self.topic = Some(name);
        }
    }
}

/// What groups of papers are called, whatever they are about.
const GROUPS: &[&str] = &[
    "insights",
    "highlights",
    "sections",
    "groups",
    "clusters",
    "themes",
    "trends",
    "days",
    "digests",
];
