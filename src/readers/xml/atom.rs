//! Atom: the answers of arXiv's API, arXiv's announcements, and the feeds of digest sites.
//!
//! Left out: the affiliations of authors, arXiv's comments, and what is said of licences.

use super::element::{Element, Tree};
use super::feed::{self, Feed, Form, Item, Written};
use super::namespaces::Space;
use super::{for_each, mending, root};
use crate::model::link::LinkKind;
use crate::readers::{Format, Input, Options, Reading};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Atom feed",
    recognise,
    read,
};

fn recognise(input: Input<'_>) -> Result<(), String> {
    let root = root(input)?;
    match (root.name, root.space) {
        ("feed", Space::Atom | Space::Plain) => Ok(()),
        _ => Err(root.refusal()),
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    mending(input, read_mended)
}

fn read_mended(input: Input<'_>) -> Reading {
    let mut feed = Feed::default();
    let outcome = for_each(input, &[], |tree| take(&mut feed, &tree));
    match outcome {
        Ok(()) => feed::read(input, feed),
        Err(fault) => Reading::unreadable(fault),
    }
}

fn take<'a>(feed: &mut Feed<'a>, tree: &Tree<'a>) {
    let element = tree.root();
    if !matches!(element.space(), Space::Atom | Space::Plain) {
        return;
    }
    match element.name() {
        "entry" => feed.items.push(item(tree)),
        "title" => feed.title = written(element).into_plain(),
        "id" => feed.addresses.push(element.text()),
        "link" => feed.addresses.extend(element.attribute("href")),
        "author" => feed.editors.extend(name(element)),
        "updated" | "modified" => feed.dates.push((0, element.text())),
        _ => {}
    }
}

fn item<'a>(tree: &Tree<'a>) -> Item<'a> {
    let mut item = Item::new(tree.spot);
    let mut updated = None;
    for element in tree.root().children() {
        match (element.space(), element.name()) {
            (Space::Atom | Space::Plain, local) => match local {
                "id" => item.id = element.text(),
                "title" => item.title = written(element),
                "summary" => item.summary = written(element),
                "content" => item.content = written(element),
                "link" => item.links.extend(link(element)),
                "author" => item.authors.extend(name(element)),
                "category" => item.categories.extend(element.attribute("term")),
                "published" | "issued" => item.published = Some(element.text()),
                "updated" | "modified" => updated = Some(element.text()),
                _ => {}
            },
            _ => feed::take_module(&mut item, element),
        }
    }
    item.published = item.published.take().or(updated);
    item
}

/// Where a link leads; none of those to the feed, to pictures and to other forms of the entry.
fn link<'a>(element: Element<'_, 'a>) -> Option<(Option<LinkKind>, Cow<'a, str>)> {
    let relation = element
        .attribute("rel")
        .unwrap_or(Cow::Borrowed("alternate"));
    let kind = element.attribute("type").unwrap_or_default();
    if !matches!(&*relation, "alternate" | "related" | "enclosure" | "via")
        || !(kind.is_empty() || kind == "text/html" || kind == "application/pdf")
    {
        return None;
    }
    let is_pdf = kind == "application/pdf";
    Some((is_pdf.then_some(LinkKind::Pdf), element.attribute("href")?))
}

fn name<'a>(author: Element<'_, 'a>) -> Option<Cow<'a, str>> {
    author.child("name").map(Element::text)
}

/// A text with what its `type` says of it.
fn written<'a>(element: Element<'_, 'a>) -> Written<'a> {
    let kind = element.attribute("type").unwrap_or_default();
    match &*kind {
        "html" | "text/html" => Written {
            text: element.text(),
            form: Form::Html,
        },
        "xhtml" | "application/xhtml+xml" => Written {
            text: Cow::Borrowed(element.source()),
            form: Form::Html,
        },
        "" | "text" | "text/plain" => Written {
            text: element.text(),
            form: Form::Plain,
        },
        // A picture or the like.
        _ => Written::default(),
    }
}
