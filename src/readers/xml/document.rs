//! Reading a document element by element, so that no more than one record of it is at hand.
//!
//! Not recursive; depth and number of elements have limits, and nothing that a document declares
//! is expanded, so that no file can take more memory than a small multiple of its size.

use super::element::{Node, Tree};
use super::namespaces::{Space, Spaces};
use crate::diagnostic::Diagnostic;
use crate::readers::source::Source;
use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::{BytesStart, Event};

/// How deep elements may stand in each other.
const DEEPEST: usize = 64;

/// How many elements one record may have.
const MOST_ELEMENTS: usize = 100_000;

/// Gives the elements of a document one by one. Containers, which hold the records, are not given:
/// the elements in them are.
#[derive(Debug)]
pub struct Document<'a> {
    text: &'a str,
    /// Length of the byte order mark, of which the parser knows nothing.
    mark: usize,
    reader: Reader<&'a [u8]>,
    spaces: Spaces<'a>,
    containers: &'static [&'static str],
    /// Containers that are open.
    depth: usize,
    has_root: bool,
}

/// The element that is being read.
#[derive(Debug, Default)]
struct Open<'a> {
    nodes: Vec<Node<'a>>,
    /// Those whose end tag is still to come, and where what is in them begins.
    open: Vec<(usize, usize)>,
    offset: usize,
}

impl<'a> Document<'a> {
    /// The root is always a container; others are those children of containers that have one of
    /// these names.
    pub fn new(text: &'a str, containers: &'static [&'static str]) -> Self {
        let unmarked = text.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(unmarked);
        reader.config_mut().allow_dangling_amp = true;
        Self {
            text,
            mark: text.len() - unmarked.len(),
            reader,
            spaces: Spaces::default(),
            containers,
            depth: 0,
            has_root: false,
        }
    }

    /// The next element; none at the end of the document.
    ///
    /// # Errors
    /// The first fault of the document; nothing behind it can be trusted.
    pub fn next_element(&mut self) -> Result<Option<Tree<'a>>, Fault> {
        let mut open = Open::default();
        loop {
            let start = self.position();
            let event = self
                .reader
                .read_event()
                .map_err(|error| self.fault(&error))?;
            match event {
                Event::Start(tag) => self.start(&mut open, &tag, start)?,
                Event::Empty(tag) => {
                    self.start(&mut open, &tag, start)?;
                    if let Some(tree) = self.end(&mut open, self.position()) {
                        return Ok(Some(tree));
                    }
                }
                Event::End(_) => {
                    if let Some(tree) = self.end(&mut open, start) {
                        return Ok(Some(tree));
                    }
                }
                Event::DocType(declaration) if declaration.contains("<!ENTITY") => {
                    let message = "declares entities of its own, which are not expanded";
                    let help = "write the characters themselves, and take the DOCTYPE out";
                    return Err(Fault::new(message, start).help(help));
                }
                Event::Text(text)
                    if self.depth == 0 && open.nodes.is_empty() && !text.trim().is_empty() =>
                {
                    let indent = text.len() - text.trim_start().len();
                    return Err(Fault::new(
                        "is not XML: there is text outside of its element",
                        start + indent,
                    ));
                }
                Event::Eof => return self.finish(&open),
                _ => {}
            }
        }
    }

    /// The name and the namespace of the root, and its attributes as they are written.
    ///
    /// # Errors
    /// The fault because of which it is not known.
    pub fn root(text: &'a str) -> Result<(&'a str, Space, &'a str), Fault> {
        let mut document = Self::new(text, &[]);
        loop {
            let start = document.position();
            let event = document.reader.read_event();
            match event.map_err(|error| document.fault(&error))? {
                Event::Start(tag) | Event::Empty(tag) => {
                    let node = document.node(&tag, start, 1)?;
                    return Ok((node.name, node.space, node.attributes));
                }
                Event::Eof => return Err(Fault::cut(text, "there is no element in it")),
                Event::Text(text) if !text.trim().is_empty() => {
                    return Err(Fault::new("is not XML: it begins with text", start));
                }
                _ => {}
            }
        }
    }

    /// Where the parser is, in bytes of the text.
    fn position(&self) -> usize {
        self.mark + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn start(
        &mut self,
        open: &mut Open<'a>,
        tag: &BytesStart<'_>,
        start: usize,
    ) -> Result<(), Fault> {
        let depth = self.depth + open.open.len() + 1;
        if depth > DEEPEST {
            let message = format!("has elements in each other, more than {DEEPEST} deep");
            return Err(Fault::new(message, start));
        }
        if self.depth == 0 && self.has_root {
            let message = "is not XML: there is a second document behind the first";
            return Err(Fault::new(message, start));
        }
        let node = self.node(tag, start, depth)?;
        let is_root = !self.has_root;
        self.has_root = true;
        if open.open.is_empty() && (is_root || self.containers.contains(&node.name)) {
            self.depth += 1;
            return Ok(());
        }
        if open.nodes.is_empty() {
            open.offset = start;
        } else if open.nodes.len() == MOST_ELEMENTS {
            let message = format!("has a record of more than {MOST_ELEMENTS} elements");
            return Err(Fault::new(message, start));
        }
        open.open.push((open.nodes.len(), self.position()));
        open.nodes.push(node);
        Ok(())
    }

    /// Closes the innermost element or container. Gives the element that is complete with it.
    fn end(&mut self, open: &mut Open<'a>, end: usize) -> Option<Tree<'a>> {
        self.spaces.leave(self.depth + open.open.len());
        let Some((index, inside)) = open.open.pop() else {
            self.depth = self.depth.saturating_sub(1);
            return None;
        };
        let size = open.nodes.len() - index;
        let node = &mut open.nodes[index];
        node.source = self.text.get(inside..end).unwrap_or_default();
        node.size = size;
        open.open.is_empty().then(|| Tree {
            nodes: std::mem::take(&mut open.nodes),
            offset: open.offset,
        })
    }

    fn node(
        &mut self,
        tag: &BytesStart<'_>,
        start: usize,
        depth: usize,
    ) -> Result<Node<'a>, Fault> {
        let name_length = tag.name().into_inner().len();
        let inside = start + '<'.len_utf8();
        // Cut out of the text, since the event itself does not live long enough.
        let tag = self
            .text
            .get(inside..inside + tag.len())
            .unwrap_or_default();
        let (name, attributes) = tag.split_at(name_length.min(tag.len()));
        if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            let fault = Fault::new("is not XML: this `<` begins no tag", start);
            return Err(fault.help("write `&lt;` where the character is meant"));
        }
        if !self.spaces.enter(depth, tag, name_length) {
            return Err(Fault::new("declares more namespaces than are read", start));
        }
        let (prefix, name) = name.split_once(':').unwrap_or(("", name));
        Ok(Node {
            name,
            space: self.spaces.of_prefix(prefix),
            attributes,
            source: "",
            size: 1,
        })
    }

    fn finish(&self, open: &Open<'a>) -> Result<Option<Tree<'a>>, Fault> {
        if !self.has_root {
            return Err(Fault::cut(self.text, "there is no element in it"));
        }
        if self.depth == 0 {
            return Ok(None);
        }
        let unclosed = open.open.last().map(|(index, _)| open.nodes[*index].name);
        Err(Fault::cut(
            self.text,
            match unclosed {
                Some(name) => format!("the file ends within `{}`", shown(name)),
                None => "the file ends before its last end tag".to_owned(),
            },
        ))
    }

    fn fault(&self, error: &Error) -> Fault {
        let error_at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
        Fault::of_parser(error, self.text, self.mark + error_at, self.position())
    }
}

/// What is wrong with a document.
#[derive(Debug)]
pub struct Fault {
    message: String,
    offset: usize,
    help: &'static str,
}

impl Fault {
    pub fn new(message: impl Into<String>, offset: usize) -> Self {
        Self {
            message: message.into(),
            offset,
            help: "fix the file at this place, or fetch it again",
        }
    }

    pub fn cut(text: &str, message: impl Into<String>) -> Self {
        Self {
            message: format!("is not XML: {}", message.into()),
            offset: text.len(),
            help: "the file is cut short: fetch or write it again",
        }
    }

    /// Says how to fix it.
    #[must_use]
    pub fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// What a parser says that has come to `position`, of what stands at `offset`.
    pub fn of_parser(error: &Error, text: &str, offset: usize, position: usize) -> Self {
        match error {
            // A parser that looks for the end of something and does not find it is at the end.
            Error::Syntax(_) if position >= text.len() || offset + 2 >= text.len() => {
                Self::cut(text, "the file ends within a tag")
            }
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                let (expected, found) = (shown(expected), shown(found));
                let message =
                    format!("is not XML: `</{found}>` stands where `</{expected}>` is due");
                Self::new(message, offset)
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
                let message = format!("is not XML: `</{}>` closes nothing", shown(found));
                Self::new(message, offset)
            }
            error => Self::new(format!("is not XML: {error}"), offset),
        }
    }

    pub fn into_diagnostic(self, source: &Source<'_>) -> Diagnostic {
        let fault = Diagnostic::error(self.message);
        source.point(fault.code("not-xml").help(self.help), self.offset)
    }
}

/// A name in a message, which may be of any length.
pub fn shown(name: &str) -> String {
    const MOST: usize = 40;
    let shown = name.chars().filter(|c| !c.is_control());
    match name.chars().nth(MOST) {
        Some(_) => shown.take(MOST).chain(['…']).collect(),
        None => shown.collect(),
    }
}
