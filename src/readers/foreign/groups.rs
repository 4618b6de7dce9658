//! What stands above a record: names of groups, which are topics; days, which are digests; months, which are
//! dates of papers.

use super::structure::Record;
use super::{add_topic, boilerplate, dates};
use crate::model::date::Date;
use crate::readers::document::inline::{self, Piece};
use crate::readers::document::tree::{Kind, NodeId, Tree};
use crate::readers::record::{LONGEST_TOPIC, RawRecord};
use crate::readers::source::Source;
use crate::readers::vocabulary::Role;
use std::collections::{BTreeMap, HashMap};

/// What the name of a group says.
#[derive(Debug, Clone, PartialEq)]
enum Meaning {
    Day(Date),
    /// A month, as it is written.
    Month(String),
    Topic(String),
    /// The title of the digest.
    Title,
}

/// The groups of a document.
#[derive(Debug)]
pub struct Groups {
    /// The title of the digest, where its first heading is above all records.
    pub title: Option<String>,
    meanings: HashMap<NodeId, Meaning>,
    /// What the headings of days say.
    titles: Vec<(Date, String)>,
    /// For each record the groups that it is in, the outermost first.
    above: BTreeMap<NodeId, Vec<NodeId>>,
}

impl Groups {
    pub fn find(source: &Source<'_>, tree: &Tree<'_>, records: &[Record<'_>]) -> Self {
        let mut groups = Self {
            title: None,
            meanings: HashMap::new(),
            titles: Vec::new(),
            above: BTreeMap::new(),
        };
        let mut order = Vec::new();
        for record in records {
            let mut above: Vec<NodeId> = tree
                .ancestors(record.node)
                .filter(|id| matches!(tree.node(*id).kind, Kind::Section(_) | Kind::Element { .. }))
                .collect();
            above.reverse();
            for &id in &above {
                if !order.contains(&id) {
                    order.push(id);
                }
            }
            groups.above.insert(record.node, above);
        }
        let mut year = dates::year_in_path(source.name);
        let mut last: Option<Date> = None;
        for &id in &order {
            let Some(text) = name(tree, id) else { continue };
            year = dates::year(&text).or(year);
            let holds_all = records
                .iter()
                .all(|record| groups.above[&record.node].contains(&id));
            let day = day(&text, year, last);
            let meaning = if let Some(day) = day.filter(|_| !holds_all || records.len() == 1) {
                last = Some(day);
                Some(Meaning::Day(day))
            } else if holds_all && groups.title.is_none() && tree.node(id).kind == Kind::Section(1)
            {
                groups.title =
                    Some(boilerplate::group_name(&text)).filter(|title| !title.is_empty());
                Some(Meaning::Title)
            } else if let Some(day) = day {
                last = Some(day);
                Some(Meaning::Day(day))
            } else if let Some(month) = dates::month(&text) {
                Some(Meaning::Month(month))
            } else {
                let name = boilerplate::group_name(&text);
                let is_topic = !boilerplate::is_generic_group(&name) && name.len() <= LONGEST_TOPIC;
                is_topic.then_some(Meaning::Topic(name))
            };
            if let Some(Meaning::Day(day)) = meaning
                && !dates::is_all(&text)
            {
                groups.titles.push((day, text.clone()));
            }
            if let Some(meaning) = meaning {
                groups.meanings.insert(id, meaning);
            }
        }
        groups
    }

    /// Whether the name of a group says something that is used.
    pub fn is_used(&self, id: NodeId) -> bool {
        self.meanings.contains_key(&id)
    }

    /// The day that a section is of.
    pub fn day_of_section(&self, id: NodeId) -> Option<Date> {
        match self.meanings.get(&id) {
            Some(Meaning::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// The title of the digest of a day: its heading, where that says more than the day.
    pub fn title_of_day(&self, day: Option<Date>) -> Option<String> {
        let found = self.titles.iter().find(|(of, _)| Some(*of) == day);
        found.map(|(_, title)| title.clone())
    }

    /// The day under which a record stands.
    pub fn day(&self, record: &Record<'_>) -> Option<Date> {
        let above = self.above.get(&record.node)?;
        above.iter().rev().find_map(|id| self.day_of_section(*id))
    }

    /// Adds to a record what its groups say of it.
    pub fn add(&self, record: &Record<'_>, raw: &mut RawRecord<'_>) {
        let own = std::mem::take(&mut raw.fields);
        let has_date = own.iter().any(|field| field.role == Some(Role::Date));
        let has_topic = |name: &String| {
            let mut topics = own
                .iter()
                .filter(|field| field.role == Some(Role::Topics))
                .filter_map(|field| field.value.text());
            topics.any(|topic| topic == name.as_str())
        };
        for id in self.above.get(&record.node).into_iter().flatten() {
            match self.meanings.get(id) {
                Some(Meaning::Topic(name)) if !has_topic(name) => add_topic(raw, name.clone()),
                Some(Meaning::Month(month)) if !has_date => raw.add(Role::Date, month.clone()),
                _ => {}
            }
        }
        raw.fields.extend(own);
    }
}

/// The name of a group: the heading of a section, or what `details` shows.
fn name(tree: &Tree<'_>, id: NodeId) -> Option<String> {
    let named = match &tree.node(id).kind {
        Kind::Section(_) => tree.heading(id)?,
        Kind::Element { name, .. } if *name == "details" => {
            let children = tree.children(id).iter().copied();
            children
                .into_iter()
                .find(|child| tree.node(*child).kind == Kind::Summary)?
        }
        _ => return None,
    };
    // `[Back]` is no part of a name.
    let blocks = tree.text_blocks(named);
    let pieces = blocks.iter().flat_map(|block| &tree.node(*block).pieces);
    let pieces = pieces.filter(|piece| !piece.url().is_some_and(|url| url.starts_with('#')));
    let pieces: Vec<Piece<'_>> = pieces.cloned().collect();
    let text = inline::text(&pieces).replace("[]", "").replace("[ ]", "");
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The day or the last day of the week that a heading names.
fn day(text: &str, year: Option<i16>, last: Option<Date>) -> Option<Date> {
    if dates::is_all(text) {
        return dates::of_heading(text, year);
    }
    if !dates::is_week(text) {
        return None;
    }
    let exact = dates::of_heading(text, dates::year(text));
    let before = || dates::before(text, last?);
    exact
        .or_else(before)
        .or_else(|| dates::of_heading(text, year))
}
