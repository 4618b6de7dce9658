//! What Atom and RSS have in common: a head, and items with much the same fields under different
//! names. `atom` and `rss` fill these; who wrote the feed decides what they mean.

use super::element::Element;
use super::namespaces::Space;
use super::{arxiv, day, entities, html, sites};
use crate::markup::address;
use crate::model::date::Date;
use crate::model::link::LinkKind;
use crate::readers::intake::{Head, Intake, Spot};
use crate::readers::{Input, Reading};
use std::borrow::Cow;

/// A feed as its format tells it.
#[derive(Debug, Default)]
pub struct Feed<'a> {
    pub title: Cow<'a, str>,
    /// Its own addresses: of its site and of itself.
    pub addresses: Vec<Cow<'a, str>>,
    /// Who makes the feed.
    pub editors: Vec<Cow<'a, str>>,
    /// When it was published or written; of the lowest rank, where that tells most.
    pub dates: Vec<(u8, Cow<'a, str>)>,
    pub items: Vec<Item<'a>>,
}

/// An entry or item.
#[derive(Debug)]
pub struct Item<'a> {
    pub spot: Spot,
    /// What tells it from other items: often an address.
    pub id: Cow<'a, str>,
    pub title: Written<'a>,
    pub summary: Written<'a>,
    /// The whole article, where the summary is less.
    pub content: Written<'a>,
    pub links: Vec<(Option<LinkKind>, Cow<'a, str>)>,
    /// Names, each in an element of its own.
    pub authors: Vec<Cow<'a, str>>,
    /// Names that may stand together in one element.
    pub creators: Vec<Cow<'a, str>>,
    pub categories: Vec<Cow<'a, str>>,
    /// DOIs and the like, in any form.
    pub identifiers: Vec<Cow<'a, str>>,
    /// When the item was published, which need not be when the paper was.
    pub published: Option<Cow<'a, str>>,
    /// When the paper was published.
    pub issued: Option<Cow<'a, str>>,
    pub venue: Option<Cow<'a, str>>,
    pub announcement: Option<Cow<'a, str>>,
}

impl Item<'_> {
    pub fn new(spot: Spot) -> Self {
        Self {
            spot,
            id: Cow::default(),
            title: Written::default(),
            summary: Written::default(),
            content: Written::default(),
            links: Vec::new(),
            authors: Vec::new(),
            creators: Vec::new(),
            categories: Vec::new(),
            identifiers: Vec::new(),
            published: None,
            issued: None,
            venue: None,
            announcement: None,
        }
    }
}

/// A text, and whether it is HTML.
#[derive(Debug, Clone, Default)]
pub struct Written<'a> {
    pub text: Cow<'a, str>,
    pub form: Form,
}

/// What a text of a feed is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    #[default]
    Plain,
    Html,
    /// RSS does not say.
    Unsaid,
}

impl<'a> Written<'a> {
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it is HTML, as it says itself or as it looks.
    pub fn is_html(&self) -> bool {
        match self.form {
            Form::Plain => false,
            Form::Html => true,
            Form::Unsaid => html::is_html(&self.text),
        }
    }

    /// The text as people read it.
    pub fn plain(&self) -> Cow<'_, str> {
        match self.form {
            Form::Plain => Cow::Borrowed(&self.text),
            Form::Unsaid if !self.is_html() => entities::decoded(&self.text),
            Form::Html | Form::Unsaid => html::plain(&self.text),
        }
    }

    /// As [`Written::plain`], where the item itself is given away.
    pub fn into_plain(self) -> Cow<'a, str> {
        match self.plain() {
            Cow::Borrowed(text) if text.len() == self.text.len() => self.text,
            Cow::Borrowed(text) => Cow::Owned(text.to_owned()),
            Cow::Owned(text) => Cow::Owned(text),
        }
    }
}

impl Feed<'_> {
    /// The host of the feed's own site.
    pub fn hosts(&self) -> impl Iterator<Item = String> {
        self.addresses.iter().filter_map(|address| host(address))
    }

    /// The day of the feed; where it tells none, that of its newest item.
    fn day(&self) -> Option<Date> {
        let newest = || {
            let days = self.items.iter().filter_map(|item| item.published.as_ref());
            days.filter_map(|text| day(text)).max()
        };
        let mut dates: Vec<_> = self.dates.iter().collect();
        dates.sort_by_key(|(rank, _)| *rank);
        dates
            .into_iter()
            .find_map(|(_, text)| day(text))
            .or_else(newest)
    }
}

/// Takes a child of an item that belongs to one of the modules which Atom and RSS share.
pub fn take_module<'a>(item: &mut Item<'a>, element: Element<'_, 'a>) {
    match (element.space(), element.name()) {
        (Space::Dc, "creator") => item.creators.push(element.text()),
        (Space::Dc, "subject") => item.categories.push(element.text()),
        (Space::Dc, "identifier") | (Space::Arxiv | Space::Prism, "doi" | "DOI") => {
            item.identifiers.push(element.text());
        }
        (Space::Dc, "date") if item.published.is_none() => item.published = Some(element.text()),
        (Space::Prism, "publicationDate" | "coverDate") if item.issued.is_none() => {
            item.issued = Some(element.text());
        }
        (Space::Arxiv, "journal_ref" | "journal_reference") | (Space::Prism, "publicationName") => {
            item.venue = Some(element.text());
        }
        (Space::Arxiv, "announce_type") => item.announcement = Some(element.text()),
        _ => {}
    }
}

/// The host of an address, by which sites are told apart.
pub fn host(address: &str) -> Option<String> {
    let host = address::host(address.trim())?.to_ascii_lowercase();
    Some(match host.strip_prefix("www.") {
        Some(host) => host.to_owned(),
        None => host,
    })
}

/// The digest that a feed is.
pub fn read<'a>(input: Input<'a>, feed: Feed<'a>) -> Reading {
    let mut intake = Intake::new(input);
    let head = Head {
        date: input.date().or_else(|| feed.day()),
        title: arxiv::digest_title(&feed.title),
        ..Head::default()
    };
    let has_answer = if feed.hosts().any(|host| arxiv::is_host(&host)) {
        arxiv::take(&mut intake, feed)
    } else {
        sites::take(&mut intake, feed);
        true
    };
    if has_answer {
        intake.finish(head)
    } else {
        intake.leave_out()
    }
}
