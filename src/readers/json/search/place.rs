//! What the names say under which the search for papers is.

use crate::model::date::Date;
use crate::readers::record::{LONGEST_TOPIC, dates, is_id};
use crate::readers::vocabulary::{self, Role};
use std::borrow::Cow;

/// What is known of the place at which the search is.
#[derive(Clone, Default)]
pub struct Place<'a> {
    pub key: Option<Cow<'a, str>>,
    pub topic: Option<Cow<'a, str>>,
    pub day: Option<Date>,
    pub note: Option<String>,
    /// Where the group begins in memory that the note is of.
    pub group: Option<usize>,
    /// Whether it is in a list `papers`, in which everything is meant to be one.
    pub is_for_papers: bool,
    /// Whether it is in a list of ideas, which have a title and a text as papers do.
    pub is_of_ideas: bool,
}

impl<'a> Place<'a> {
    /// Goes into what stands under a name: a day, an id, or a topic.
    pub fn enter(&mut self, name: Cow<'a, str>) {
        let day = || dates::parse(&name).ok()?.exact();
        if is_id(&name) {
            self.key = Some(name);
        } else if let Some(day) = day() {
            self.day = Some(day);
        } else if !is_field(&name)
            && !is_group(&name)
            && name.len() <= LONGEST_TOPIC
            && name.chars().any(char::is_alphabetic)
        {
            self.topic = Some(name);
        }
    }
}

/// Whether a name is that of a field with a list of something else than papers. A topic may be called
/// "Methods" or "Datasets".
fn is_field(name: &str) -> bool {
    let role = vocabulary::role(name).map(|(role, _)| role);
    !matches!(
        role,
        None | Some(Role::Section | Role::Fact | Role::Address(Some(_)))
    )
}

/// What lists are called that hold what somebody thinks about papers.
const IDEAS: &[&str] = &[
    "insights",
    "highlights",
    "clusters",
    "themes",
    "trends",
    "predictions",
];

/// What groups of papers are called, whatever they are about.
const GROUPS: &[&str] = &[
    "sections",
    "groups",
    "days",
    "digests",
    "deep_dive",
    "quick_skim",
    "must_read",
    "picks",
    "featured",
    "selected",
    "recommended",
    "others",
];

/// Whether a list of this name holds ideas about papers.
pub fn is_of_ideas(name: &str) -> bool {
    IDEAS.contains(&name)
}

/// Whether a name says nothing about the papers beneath; `top5` is such a name too.
fn is_group(name: &str) -> bool {
    let count = name
        .strip_prefix("top")
        .map(|rest| rest.trim_start_matches(['_', '-']));
    let is_top = count.is_some_and(|count| count.bytes().all(|byte| byte.is_ascii_digit()));
    is_top || is_of_ideas(name) || GROUPS.contains(&name)
}
