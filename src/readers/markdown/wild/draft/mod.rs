//! A paper in the making: what the shapes find, until it becomes a raw record.

mod record;

use super::evidence;
use super::headline::Headline;
use super::labels::Role;
use super::links;
use super::{dates, people, titles};
use crate::model::link::LinkKind;
use crate::readers::categories::is_category;
use crate::readers::placeholders::is_placeholder;

/// What is known of one paper. Texts are Markdown as they stand.
#[derive(Debug, Default)]
pub struct Draft {
    pub title: String,
    original_title: Option<String>,
    pub authors: Vec<String>,
    abstract_: Option<String>,
    original_abstract: Option<String>,
    translated_abstract: Option<String>,
    summaries: Vec<String>,
    parts: Vec<String>,
    /// Running text without a label.
    pub texts: Vec<String>,
    /// The text under headings of the paper's own, which a page of one paper has.
    pub sections: Vec<String>,
    pub date: Option<String>,
    pub topics: Vec<String>,
    pub ids: Vec<String>,
    pub addresses: Vec<(Option<LinkKind>, String)>,
    pub votes: Option<u64>,
    pub venue: Option<String>,
    /// Names of pages in which an id may hide.
    pub slugs: Vec<String>,
}

impl Draft {
    /// A paper of which nothing but the title is known, or not even that.
    pub fn titled(title: String) -> Self {
        Self {
            title,
            ..Self::default()
        }
    }

    /// A paper that begins with a headline.
    pub fn of(headline: Headline) -> Self {
        let mut draft = Self {
            title: headline.title,
            authors: headline.authors,
            date: headline.date,
            topics: headline.topics,
            ids: headline.ids,
            addresses: headline.addresses,
            slugs: headline.page.into_iter().collect(),
            ..Self::default()
        };
        for (role, value) in headline.labelled {
            draft.take(role, "", &value);
        }
        if !headline.prose.is_empty() {
            draft.texts.push(headline.prose);
        }
        draft
    }

    /// Takes the value of a label. What is said first stands.
    pub fn take(&mut self, role: Role, name: &str, value: &str) {
        let value = value.trim();
        if is_null(value) {
            return;
        }
        let text = || value.to_owned();
        match role {
            Role::Authors if self.authors.is_empty() => self.authors = people::names(value),
            Role::OriginalTitle => {
                self.original_title
                    .get_or_insert_with(|| titles::paper(value));
            }
            Role::Title if self.title.is_empty() => self.title = titles::paper(value),
            Role::Abstract => {
                self.abstract_.get_or_insert_with(text);
            }
            Role::OriginalAbstract => {
                self.original_abstract.get_or_insert_with(text);
            }
            Role::TranslatedAbstract => {
                self.translated_abstract.get_or_insert_with(text);
            }
            Role::Summary => self.summaries.push(text()),
            Role::Part => self.parts.push(format!("**{name}:** {value}")),
            Role::Date => {
                let date = || dates::first(value).map_or_else(text, |date| date.to_string());
                self.date.get_or_insert_with(date);
            }
            Role::Topics => self.add_topics(value),
            Role::Links => self.add_links(value, None),
            Role::Code => self.add_links(value, Some(LinkKind::Code)),
            Role::Project => self.add_links(value, Some(LinkKind::Project)),
            Role::Votes if self.votes.is_none() => {
                let digits: String = value
                    .chars()
                    .take_while(|c| c.is_ascii_digit() || *c == ',')
                    .collect();
                self.votes = digits.replace(',', "").parse().ok();
            }
            Role::Venue => {
                self.venue.get_or_insert_with(|| titles::text_of(value));
            }
            Role::Comment => {
                if let Some(venue) = venue_in(value) {
                    self.venue.get_or_insert(venue);
                }
            }
            Role::Authors | Role::Title | Role::TranslatedTitle | Role::Votes | Role::Ignored => {}
        }
    }

    /// Topics in code, or parted by commas and the like.
    pub fn add_topics(&mut self, value: &str) {
        let marked: Vec<&str> = value.split('`').skip(1).step_by(2).collect();
        let topics: Vec<String> = if marked.is_empty() {
            let bare = links::replaced(value, |link| link.text.to_owned());
            titles::text_of(&bare)
                .split([',', ';', '，', '、', '；', '|', '·'])
                .map(str::to_owned)
                .collect()
        } else {
            marked.into_iter().map(str::to_owned).collect()
        };
        for topic in topics {
            let topic = category_in(&topic).unwrap_or(topic.trim().trim_start_matches('#').trim());
            // A topic is a word or a few, and no sentence.
            if !topic.is_empty() && topic.chars().count() <= 60 && !is_null(topic) {
                self.topics.push(topic.to_owned());
            }
        }
    }

    /// The addresses and ids of a value.
    pub fn add_links(&mut self, value: &str, kind: Option<LinkKind>) {
        let mut label = "";
        let mut done = 0;
        for link in links::links(value) {
            if link.range.start > done {
                label = &value[done..link.range.start];
            }
            done = link.range.end;
            if link.is_furniture() {
                continue;
            }
            if kind.is_none()
                && let Some(id) = evidence::id_in_address(link.address)
            {
                self.ids.push(id);
            }
            if !link.is_local() {
                let kind = kind.or_else(|| link.kind(label));
                self.addresses.push((kind, link.address.to_owned()));
            }
        }
        if kind.is_none() {
            self.ids.extend(evidence::ids(value));
            let bare = value.trim_matches(['`', ' ', '*']);
            if crate::model::identifier::Doi::parse(bare).is_some() {
                self.ids.push(bare.to_owned());
            }
        }
    }

    /// Whether it has a text of the paper, and not only of an editor.
    pub fn has_abstract(&self) -> bool {
        self.abstract_.is_some() || self.original_abstract.is_some()
    }

    pub fn has_summary(&self) -> bool {
        !self.summaries.is_empty()
    }

    /// Whether nothing is known but title, address and text, as in the documented form.
    pub fn is_bare(&self) -> bool {
        self.authors.is_empty()
            && self.topics.is_empty()
            && self.date.is_none()
            && self.original_title.is_none()
            && !self.has_abstract()
            && !self.has_summary()
    }

    /// Leaves out what was said of the paper so far.
    pub fn forget_summaries(&mut self) {
        self.summaries.clear();
    }

    /// Whether another draft is the same paper, shown once more under another heading.
    pub fn is_repeated_by(&self, other: &Self) -> bool {
        !self.ids.is_empty()
            && self.ids.first() == other.ids.first()
            && self.title == other.title
            && self.texts == other.texts
            && self.abstract_ == other.abstract_
    }
}

/// Whether a value stands for none.
pub fn is_null(value: &str) -> bool {
    let value = value
        .trim()
        .trim_matches(['*', '_', '`', '"', '/', '–', '—']);
    is_placeholder(value) || matches!(value, "未知" | "なし" | "없음")
}

/// The arXiv category in `Algebraic Geometry (math.AG)`.
fn category_in(topic: &str) -> Option<&str> {
    let inside = topic.trim().strip_suffix(')')?;
    let (_, inside) = inside.rsplit_once('(')?;
    is_category(inside).then_some(inside)
}

/// Where a comment says the paper is accepted.
fn venue_in(comment: &str) -> Option<String> {
    let text = titles::text_of(comment);
    let clauses = text.split([';', '.', ',', '|', '，', '。']);
    clauses.map(str::trim).find_map(|clause| {
        let lower = clause.to_lowercase();
        let begins = [
            "accepted at ",
            "accepted to ",
            "accepted by ",
            "accepted for publication in ",
            "accepted in ",
            "to appear in ",
            "to appear at ",
            "published in ",
            "published at ",
            "presented at ",
            "camera-ready for ",
            "accepted as a conference paper at ",
            "accepted as ",
        ];
        let length = begins
            .iter()
            .find(|begin| lower.starts_with(**begin))?
            .len();
        let venue = clause.get(length..)?.trim();
        let venue = venue.strip_prefix("the ").unwrap_or(venue);
        (!venue.is_empty() && venue.chars().count() <= 100).then(|| venue.to_owned())
    })
}
