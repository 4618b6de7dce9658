//! An element with everything in it.
//!
//! Text stays where it stands in the file and is decoded when it is asked for.

use super::namespaces::Space;
use crate::readers::tagged;
use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;

/// An element of a document that was read whole.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The element, then all elements in it, in the order of their tags.
    pub(super) nodes: Vec<Node<'a>>,
    /// Where it begins in the file.
    pub offset: usize,
}

/// One element within a [`Tree`].
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) name: &'a str,
    pub(super) space: Space,
    /// The attributes as they are written.
    pub(super) attributes: &'a str,
    /// What stands between its tags.
    pub(super) source: &'a str,
    /// How many nodes it takes: itself and all in it.
    pub(super) size: usize,
}

impl<'a> Tree<'a> {
    pub fn root(&self) -> Element<'_, 'a> {
        Element { nodes: &self.nodes }
    }
}

/// A view of an element.
#[derive(Debug, Clone, Copy)]
pub struct Element<'t, 'a> {
    /// It, and all in it; never empty.
    nodes: &'t [Node<'a>],
}

impl<'t, 'a> Element<'t, 'a> {
    /// Its name without a prefix.
    pub fn name(self) -> &'a str {
        self.nodes[0].name
    }

    pub fn space(self) -> Space {
        self.nodes[0].space
    }

    /// What stands between its tags, as it is written.
    pub fn source(self) -> &'a str {
        self.nodes[0].source
    }

    /// Its characters, and those of the elements in it.
    pub fn text(self) -> Cow<'a, str> {
        text(self.source())
    }

    /// The value of an attribute, by its name without a prefix.
    pub fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        attribute(self.nodes[0].attributes, name)
    }

    pub fn children(self) -> impl Iterator<Item = Self> + use<'t, 'a> {
        let mut rest = &self.nodes[1..];
        std::iter::from_fn(move || {
            let size = rest.first()?.size;
            let (nodes, after) = rest.split_at(size);
            rest = after;
            Some(Self { nodes })
        })
    }

    /// The first child of a name, whatever namespace it has.
    pub fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }
}

/// The value of an attribute among those of a tag.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let found = Attributes::new(attributes, 0)
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(match found.value {
        Cow::Borrowed(value) => tagged::decoded(value),
        Cow::Owned(value) => Cow::Owned(tagged::decoded(&value).into_owned()),
    })
}

/// The characters in a stretch of XML: CDATA sections are taken as they are, comments and tags are
/// left out.
fn text(source: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'<', b'&', source.as_bytes()).is_none() {
        return Cow::Borrowed(source);
    }
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut out = String::with_capacity(source.len());
    // That it can be read has been seen when the element was.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Text(text) => out.push_str(&text),
            Event::CData(text) => out.push_str(&text),
            Event::GeneralRef(name) if tagged::push_character(&mut out, &name) => {}
            Event::GeneralRef(name) => {
                out.push('&');
                out.push_str(&name);
                out.push(';');
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Cow::Owned(out)
}
