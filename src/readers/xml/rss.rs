//! RSS 2.0, and RSS 1.0 with its items beside the channel: arXiv's announcements of today and of
//! former years, the feeds of digest sites and of journals.

use super::element::{Element, Tree};
use super::feed::{self, Feed, Form, Item, Written};
use super::namespaces::Space;
use super::{for_each, mending, root};
use crate::model::link::LinkKind;
use crate::readers::{Format, Input, Options, Reading};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "RSS feed",
    recognise,
    read,
};

fn recognise(input: Input<'_>) -> Result<(), String> {
    let root = root(input)?;
    // RDF is written for many ends.
    let is_rss = ["purl.org/rss/1.0/", "netscape.com/rdf/simple/"]
        .iter()
        .any(|address| root.attributes.contains(address));
    match root.name {
        "rss" => Ok(()),
        "RDF" if is_rss => Ok(()),
        "RDF" => Err("its RDF is no RSS".to_owned()),
        _ => Err(root.refusal()),
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    mending(input, read_mended)
}

fn read_mended(input: Input<'_>) -> Reading {
    let mut feed = Feed::default();
    let outcome = for_each(input, &["channel"], |tree| take(&mut feed, &tree));
    match outcome {
        Ok(()) => feed::read(input, feed),
        Err(fault) => Reading::unreadable(fault),
    }
}

fn take<'a>(feed: &mut Feed<'a>, tree: &Tree<'a>) {
    let element = tree.root();
    match (element.space(), element.name()) {
        (Space::Plain, "item") => feed.items.push(item(tree)),
        (Space::Plain, "title") => feed.title = written(element).into_plain(),
        (Space::Plain, "link") => feed.addresses.push(element.text()),
        (Space::Plain, "managingEditor" | "webMaster") => feed.editors.extend(person(element)),
        // The day of publication says more than the time of generation.
        (Space::Plain, "pubDate") => feed.dates.push((0, element.text())),
        (Space::Plain, "lastBuildDate") => feed.dates.push((1, element.text())),
        (Space::Dc, "date") => feed.dates.push((2, element.text())),
        (Space::Dc, "creator" | "publisher") => feed.editors.push(element.text()),
        (Space::Atom, "link") => feed.addresses.extend(element.attribute("href")),
        _ => {}
    }
}

fn item<'a>(tree: &Tree<'a>) -> Item<'a> {
    let element = tree.root();
    let mut item = Item::new(tree.spot);
    // RSS 1.0 names an item by its address.
    item.id = element.attribute("about").unwrap_or_default();
    for element in element.children() {
        match (element.space(), element.name()) {
            (Space::Plain, local) => match local {
                "guid" => item.id = element.text(),
                "title" => item.title = written(element),
                "description" => item.summary = written(element),
                "link" => item.links.push((None, element.text())),
                "enclosure" => item.links.extend(enclosure(element)),
                "author" => item.authors.extend(person(element)),
                "category" => item.categories.push(element.text()),
                "pubDate" => item.published = Some(element.text()),
                _ => {}
            },
            (Space::Content, "encoded") => item.content = written(element),
            (Space::Atom, "link") => {
                let address = element.attribute("href");
                item.links.extend(address.map(|address| (None, address)));
            }
            _ => feed::take_module(&mut item, element),
        }
    }
    item
}

fn enclosure<'a>(element: Element<'_, 'a>) -> Option<(Option<LinkKind>, Cow<'a, str>)> {
    (element.attribute("type")? == "application/pdf")
        .then(|| element.attribute("url"))
        .flatten()
        .map(|address| (Some(LinkKind::Pdf), address))
}

/// The name of a person who wrote a paper. `address@example.org (A Name)`, which RSS asks for, is
/// who wrote the post.
fn person<'a>(element: Element<'_, 'a>) -> Option<Cow<'a, str>> {
    Some(element.text()).filter(|text| !text.contains('@'))
}

fn written<'a>(element: Element<'_, 'a>) -> Written<'a> {
    // `rdf:parseType="Literal"` and careless feeds have tags where they should be escaped.
    let has_elements = element.children().next().is_some();
    Written {
        text: if has_elements {
            Cow::Borrowed(element.source())
        } else {
            element.text()
        },
        form: if has_elements {
            Form::Html
        } else {
            Form::Unsaid
        },
    }
}
