//! Atom and RSS: the answers of arXiv's API, arXiv's announcements of today and of former years, the feeds of
//! digest sites and of journals.
//!
//! Both have a head, and items with much the same fields under different names. What these mean depends on who
//! wrote the feed: see `arxiv` and `sites`.

use super::element::{Element, Tree};
use super::namespaces::Space;
use super::{arxiv, decoded, for_each, root, sites};
use crate::markup::address;
use crate::model::date::Date;
use crate::model::link::LinkKind;
use crate::model::partial_date::PartialDate;
use crate::readers::intake::{Head, Intake};
use crate::readers::record::{Field, RawRecord, Style, dates, people};
use crate::readers::report::{Reason, Unused};
use crate::readers::source::Source;
use crate::readers::value::Value;
use crate::readers::vocabulary::{self, Role};
use crate::readers::{Format, Reading, tagged};
use std::borrow::Cow;

/// The entries in the table of formats.
pub const ATOM: Format = Format {
    name: "Atom feed",
    recognise: |source| {
        let root = root(source)?;
        match (root.name, root.space) {
            ("feed", Space::Atom | Space::Plain) => Ok(()),
            _ => Err(root.refusal()),
        }
    },
    parse: |source, _options| decoded(source, |source| read(source, true)),
};
pub const RSS: Format = Format {
    name: "RSS feed",
    recognise: |source| {
        let root = root(source)?;
        // RDF is written for many ends.
        let is_rss = ["purl.org/rss/1.0/", "netscape.com/rdf/simple/"];
        let is_rss = is_rss
            .iter()
            .any(|address| root.attributes.contains(address));
        match root.name {
            "rss" => Ok(()),
            "RDF" if is_rss => Ok(()),
            "RDF" => Err("its RDF is no RSS".to_owned()),
            _ => Err(root.refusal()),
        }
    },
    parse: |source, _options| decoded(source, |source| read(source, false)),
};

/// A feed as its format gives it.
#[derive(Debug, Default)]
pub struct Feed<'a> {
    pub title: Cow<'a, str>,
    pub subtitle: Written<'a>,
    /// Its own addresses: of its site and of itself.
    pub addresses: Vec<Cow<'a, str>>,
    /// Who makes the feed.
    pub editors: Vec<Cow<'a, str>>,
    /// When it was published or written; the one of the lowest rank says most.
    pub dates: Vec<(u8, Cow<'a, str>)>,
    pub items: Vec<Item<'a>>,
    /// What else it has, by the names of the elements.
    pub rest: Vec<(&'a str, Cow<'a, str>)>,
}

/// An entry or item.
#[derive(Debug)]
pub struct Item<'a> {
    pub offset: usize,
    /// What distinguishes it from other items: often an address.
    pub id: Cow<'a, str>,
    pub title: Written<'a>,
    /// Summary, description and whole article, by the names of the elements.
    pub texts: Vec<(&'a str, Written<'a>)>,
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
    /// What means the same in every feed.
    pub record: RawRecord<'a>,
}

fn read(source: &Source<'_>, is_atom: bool) -> Reading {
    let mut feed = Feed::default();
    let containers: &[&str] = if is_atom { &[] } else { &["channel"] };
    match for_each(source, containers, |tree| feed.take(&tree, is_atom)) {
        Ok(()) => digest(source, feed),
        Err(fault) => Reading::unreadable(fault),
    }
}

impl<'a> Feed<'a> {
    fn take(&mut self, tree: &Tree<'a>, is_atom: bool) {
        let element = tree.root();
        let is_own = matches!(element.space(), Space::Plain | Space::Atom);
        match element.name() {
            "entry" | "item" if is_own => self.items.push(Item::new(tree, is_atom)),
            "title" if is_own => self.title = Written::of(element, is_atom).into_plain(),
            "subtitle" | "tagline" | "description" if is_own => {
                self.subtitle = Written::of(element, is_atom);
            }
            "id" | "link" if is_own => {
                let address = element.attribute("href");
                self.addresses
                    .push(address.unwrap_or_else(|| element.text()));
            }
            "author" if is_own => self
                .editors
                .extend(element.child("name").map(Element::text)),
            "managingEditor" | "webMaster" if is_own => self.editors.extend(person(element)),
            // The day of publication says more than the time of generation.
            "pubDate" | "updated" | "modified" if is_own => self.dates.push((0, element.text())),
            "lastBuildDate" if is_own => self.dates.push((1, element.text())),
            "date" if element.space() == Space::Dc => self.dates.push((2, element.text())),
            "creator" | "publisher" if element.space() == Space::Dc => {
                self.editors.push(element.text());
            }
            name => self.rest.push((name, element.text())),
        }
    }
}

impl<'a> Item<'a> {
    fn new(tree: &Tree<'a>, is_atom: bool) -> Self {
        let mut item = Self {
            offset: tree.offset,
            // RSS 1.0 names an item by its address.
            id: tree.root().attribute("about").unwrap_or_default(),
            title: Written::default(),
            texts: Vec::new(),
            links: Vec::new(),
            authors: Vec::new(),
            creators: Vec::new(),
            categories: Vec::new(),
            identifiers: Vec::new(),
            published: None,
            record: RawRecord::new(Style::DATA),
        };
        let mut updated = None;
        let mut affiliations = Vec::new();
        for element in tree.root().children() {
            match element.name() {
                _ if !matches!(element.space(), Space::Atom | Space::Plain) => {
                    item.take_other(element)
                }
                "author" => item.take_author(element, &mut affiliations),
                "updated" | "modified" => updated = Some(element.text()),
                _ => item.take(element, is_atom),
            }
        }
        affiliations.dedup();
        item.record
            .add_as((Role::Fact, 0), "affiliations", affiliations.join("; "));
        match (&item.published, updated) {
            (None, updated) => item.published = updated,
            (Some(_), Some(updated)) => {
                item.record.add_as((Role::Technical, 0), "updated", updated);
            }
            (Some(_), None) => {}
        }
        item
    }

    /// Takes a child of Atom or RSS.
    fn take(&mut self, element: Element<'_, 'a>, is_atom: bool) {
        let name = element.name();
        match name {
            "id" | "guid" => self.id = element.text(),
            "title" => self.title = Written::of(element, is_atom),
            "summary" | "content" | "description" => {
                self.texts.push((name, Written::of(element, is_atom)));
            }
            "link" | "enclosure" => self.links.extend(link(element)),
            "contributor" => self.add(Role::Fact, "contributors", element),
            "category" => {
                let name = element
                    .attribute("label")
                    .or_else(|| element.attribute("term"));
                self.categories.push(name.unwrap_or_else(|| element.text()));
            }
            "pubDate" | "published" | "issued" => self.published = Some(element.text()),
            // What readers of the item write, on a page of its own.
            "comments" if !element.source().contains('#') => {
                self.add(Role::Address(None), name, element);
            }
            "rights" => self.add(Role::Fact, "license", element),
            "source" | "comments" => self.add(Role::Technical, name, element),
            _ => self.take_unknown(element),
        }
    }

    fn take_author(&mut self, element: Element<'_, 'a>, affiliations: &mut Vec<Cow<'a, str>>) {
        if element.children().next().is_none() {
            return match person(element) {
                Some(name) => self.authors.push(name),
                None => self.add(Role::Technical, "author", element),
            };
        }
        for part in element.children() {
            match part.name() {
                "name" => self.authors.push(part.text()),
                "affiliation" => affiliations.push(part.text()),
                name => self.add(Role::Technical, name, part),
            }
        }
    }

    /// Takes a child that does not belong to Atom or RSS.
    fn take_other(&mut self, element: Element<'_, 'a>) {
        let name = element.name();
        let meaning = match (element.space(), name) {
            (Space::Dc, "creator") => return self.creators.push(element.text()),
            (Space::Dc, "subject") => return self.categories.push(element.text()),
            (Space::Dc, "identifier") | (Space::Arxiv | Space::Prism, "doi" | "DOI") => {
                return self.identifiers.push(element.text());
            }
            (Space::Dc, "date") if self.published.is_none() => {
                self.published = Some(element.text());
                return;
            }
            (Space::Dc, "description") | (Space::Content, "encoded") => {
                return self.texts.push((name, Written::unknown(element)));
            }
            (Space::Arxiv, "primary_category") => {
                self.categories.splice(0..0, element.attribute("term"));
                return;
            }
            (Space::Dc, "rights") => return self.add(Role::Fact, "license", element),
            (Space::Prism, "publicationDate" | "coverDate") => Role::Date,
            (Space::Arxiv, "journal_ref" | "journal_reference")
            | (Space::Prism, "publicationName") => Role::Venue,
            (Space::Prism, "url") => Role::Address(None),
            (Space::Arxiv, "announce_type") => Role::Announcement,
            (Space::Arxiv, "comment") => Role::Comment,
            (Space::Dc | Space::Prism | Space::Technical, _) => Role::Technical,
            _ => return self.take_unknown(element),
        };
        self.add(meaning, name, element);
    }

    fn add(&mut self, role: Role, name: &'a str, element: Element<'_, 'a>) {
        self.record.add_as((role, 0), name, element.text());
    }

    /// Takes an element that is known by its name alone, and those in it.
    fn take_unknown(&mut self, element: Element<'_, 'a>) {
        if element.source().trim_start().starts_with('<') && element.children().next().is_some() {
            return element
                .children()
                .for_each(|child| self.take_unknown(child));
        }
        let name = element.name();
        // Another namespace has other titles, people and dates.
        let is_safe = |role: Role| {
            matches!(
                role,
                Role::Section
                    | Role::Fact
                    | Role::Note
                    | Role::Comment
                    | Role::Topics
                    | Role::Votes
            )
        };
        let is_own = matches!(element.space(), Space::Plain | Space::Atom);
        let meaning = vocabulary::role(name).filter(|(role, _)| is_own || is_safe(*role));
        self.record.fields.push(Field {
            name: Cow::Borrowed(name),
            role: meaning.map(|(role, _)| role),
            rank: meaning.map_or(0, |(_, rank)| rank),
            value: Written::unknown(element).into_plain().into(),
            is_generated: vocabulary::is_generated(name),
        });
    }

    /// The names of its authors; all of them may stand in one text.
    pub fn people(&self) -> Vec<Value<'a>> {
        let authors = self.authors.iter().filter(|name| is_name(name));
        let authors: Vec<Value<'a>> = authors.map(|name| name.clone().into()).collect();
        if !authors.is_empty() {
            return authors;
        }
        let linked = self
            .creators
            .iter()
            .flat_map(|text| tagged::link_texts(text));
        let linked: Vec<Value<'a>> = linked.map(|name| name.into_owned().into()).collect();
        match &self.creators[..] {
            _ if !linked.is_empty() => linked,
            [all] => vec![tagged::html(all).into_owned().into()],
            names => names
                .iter()
                .map(|name| people::single(&tagged::html(name)))
                .collect(),
        }
    }
}

/// Whether it can be a name: a collaboration may be followed by an author `:`.
fn is_name(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Where a link leads; none of those to the feed, to pictures and to other forms of the entry.
fn link<'a>(element: Element<'_, 'a>) -> Option<(Option<LinkKind>, Cow<'a, str>)> {
    let kind = element.attribute("type").unwrap_or_default();
    let is_pdf = kind == "application/pdf";
    if element.name() == "enclosure" {
        let address = element.attribute("url").filter(|_| is_pdf)?;
        return Some((Some(LinkKind::Pdf), address));
    }
    let Some(address) = element.attribute("href") else {
        return Some((None, element.text()));
    };
    let relation = element
        .attribute("rel")
        .unwrap_or(Cow::Borrowed("alternate"));
    let is_page = matches!(&*relation, "alternate" | "related" | "enclosure" | "via")
        && (is_pdf || kind.is_empty() || kind == "text/html");
    is_page.then_some((is_pdf.then_some(LinkKind::Pdf), address))
}

/// The name of a person who wrote a paper. `address@example.org (A Name)`, which RSS asks for, is
/// who wrote the post.
fn person<'a>(element: Element<'_, 'a>) -> Option<Cow<'a, str>> {
    Some(element.text()).filter(|text| !text.contains('@'))
}

/// A text, and what it is written in.
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
    Unknown,
}

impl<'a> Written<'a> {
    /// The text of an element with what its `type` says of it.
    fn of(element: Element<'_, 'a>, is_atom: bool) -> Self {
        let kind = element.attribute("type").unwrap_or_default();
        let (text, form) = match &*kind {
            "" if !is_atom => return Self::unknown(element),
            "html" | "text/html" => (element.text(), Form::Html),
            "xhtml" | "application/xhtml+xml" => (Cow::Borrowed(element.source()), Form::Html),
            "" | "text" | "text/plain" => (element.text(), Form::Plain),
            // A picture or the like.
            _ => return Self::default(),
        };
        Self { text, form }
    }

    /// The text of an element that does not say what it is written in. `rdf:parseType="Literal"` and
    /// careless feeds have tags where they should be escaped.
    fn unknown(element: Element<'_, 'a>) -> Self {
        let has_elements = element.children().next().is_some();
        let (text, form) = match has_elements {
            true => (Cow::Borrowed(element.source()), Form::Html),
            false => (element.text(), Form::Unknown),
        };
        Self { text, form }
    }

    /// Whether it is HTML, as it says itself or as it looks.
    pub fn is_html(&self) -> bool {
        match self.form {
            Form::Plain => false,
            Form::Html => true,
            Form::Unknown => tagged::is_html(&self.text),
        }
    }

    /// The text as people read it.
    pub fn plain(&self) -> Cow<'_, str> {
        match self.form {
            Form::Plain => Cow::Borrowed(&self.text),
            Form::Html => tagged::html(&self.text),
            Form::Unknown => tagged::html_or_text(&self.text),
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
    /// The hosts of the feed's own site.
    pub fn hosts(&self) -> impl Iterator<Item = String> {
        self.addresses.iter().filter_map(|address| host(address))
    }

    /// The day of the feed; where it has none, that of its newest item.
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

/// The day that a date names.
pub fn day(text: &str) -> Option<Date> {
    dates::parse(text).ok().and_then(PartialDate::exact)
}

/// The host of an address, by which sites are distinguished.
pub fn host(address: &str) -> Option<String> {
    let host = address::host(address.trim())?.to_ascii_lowercase();
    Some(match host.strip_prefix("www.") {
        Some(host) => host.to_owned(),
        None => host,
    })
}

/// The digest that a feed is.
fn digest(source: &Source<'_>, mut feed: Feed<'_>) -> Reading {
    let mut intake = Intake::new(source);
    let date = source.date().or_else(|| feed.day());
    let is_arxiv = feed.hosts().any(|host| arxiv::is_host(&host));
    let mut rest = std::mem::take(&mut feed.rest);
    let title = std::mem::take(&mut feed.title);
    let subtitle = std::mem::take(&mut feed.subtitle).into_plain();
    for (name, text) in rest.drain(..) {
        intake.unused(&unused(name, text, Reason::Technical));
    }
    let has_answer = match is_arxiv {
        true => arxiv::take(&mut intake, feed),
        false => {
            sites::take(&mut intake, feed);
            true
        }
    };
    if !has_answer {
        return intake.leave_out();
    }
    // arXiv repeats what it was asked, and what it is.
    let is_query = arxiv::is_query(&title);
    if is_query {
        intake.unused(&unused("title", title.clone(), Reason::Boilerplate));
    }
    let is_shown = !is_arxiv && intake.count() > 0;
    if !is_shown {
        intake.unused(&unused("subtitle", subtitle.clone(), Reason::Boilerplate));
    }
    intake.finish(Head {
        date,
        title: (!is_query).then(|| title.into_owned()),
        introduction: is_shown.then(|| subtitle.into_owned()),
        ..Head::default()
    })
}

fn unused<'a>(name: &'a str, text: Cow<'a, str>, reason: Reason) -> Unused<'a> {
    Unused {
        name: Cow::Borrowed(name),
        text,
        reason,
    }
}
