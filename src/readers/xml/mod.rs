//! What the XML formats share.
//!
//! - `document` reads a file element by element, `element` is what it gives, `namespaces` what the names in it
//!   belong to;
//! - `feed` reads Atom and RSS, `arxiv` and `sites` know what the feeds of arXiv and those of everybody else mean;
//! - `oai` reads harvests, which are no feeds.

mod arxiv;
mod document;
mod element;
pub mod feed;
mod namespaces;
pub mod oai;
mod sites;

use super::Reading;
use super::source::Source;
use crate::diagnostic::Diagnostic;
use document::{Document, shown};
use element::Tree;
use namespaces::Space;

/// What is wrong with a file that looks like XML and that no format takes; `None` where it was never meant
/// to be XML.
pub fn syntax_fault(source: &Source<'_>) -> Option<Diagnostic> {
    let is_meant = matches!(source.extension().as_str(), "xml" | "atom" | "rss" | "rdf")
        || source.text.trim_start().starts_with("<?xml");
    if !is_meant {
        return None;
    }
    Some(match Document::root(source.text) {
        Err(fault) => fault.into_diagnostic(source),
        Ok((name, ..)) => {
            let name = shown(name);
            let fault = Diagnostic::error(format!(
                "is XML of a kind that no reader knows: its outermost element is `{name}`"
            ));
            let fault = fault
                .code("unknown-format")
                .help("Atom, RSS and OAI-PMH are read; a name that begins with `_` is left out");
            source.point(fault, 0)
        }
    })
}

/// The outermost element of a file.
struct Root<'a> {
    name: &'a str,
    space: Space,
    attributes: &'a str,
}

impl Root<'_> {
    /// Why a format does not take it.
    fn refusal(&self) -> String {
        let name = shown(self.name);
        format!("its outermost element is `{name}`")
    }
}

/// The outermost element, without reading further.
///
/// # Errors
/// Why there is none, for the recognising of formats.
fn root<'a>(source: &Source<'a>) -> Result<Root<'a>, String> {
    let begin = source.text.trim_start_matches('\u{feff}').trim_start();
    if !begin.starts_with('<') {
        return Err("it is not XML".to_owned());
    }
    match Document::root(source.text) {
        Ok((name, space, attributes)) => Ok(Root {
            name,
            space,
            attributes,
        }),
        Err(_) => Err("it is not sound XML".to_owned()),
    }
}

/// Reads a file as it was meant, should it have been encoded twice.
fn decoded(source: &Source<'_>, read: fn(&Source<'_>) -> Reading) -> Reading {
    let Some((text, first)) = decoded_twice(source.text) else {
        return read(source);
    };
    let mut reading = read(&Source::new(source.name, &text));
    let note = Diagnostic::note("was encoded as UTF-8 twice; it is read as it was meant")
        .code("encoded-twice")
        .help("fetch it again, and save its bytes as they come");
    reading.diagnostics.push(source.point(note, first));
    reading
}

/// The text of a file whose UTF-8 was taken for Latin-1 and encoded again, so that `é` is `Ã©`, as it was meant,
/// and where the first character stands that shows it.
///
/// A file is decoded as a whole or not at all. That a text which was meant so has no character above
/// U+00FF, and gives UTF-8 byte by byte, does not happen by chance.
fn decoded_twice(text: &str) -> Option<(String, usize)> {
    let marks = text.len() - text.trim_start_matches('\u{feff}').len();
    // Most files have nothing but ASCII for long.
    let blocks = text.as_bytes()[marks..].chunks(4096);
    let ascii: usize = blocks
        .take_while(|block| block.is_ascii())
        .map(<[u8]>::len)
        .sum();
    let rest = &text[marks + ascii..];
    let first = marks + ascii + rest.bytes().position(|byte| !byte.is_ascii())?;
    let bytes: Option<Vec<u8>> = text[first..]
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    let rest = String::from_utf8(bytes?).ok()?;
    Some((format!("{}{rest}", &text[..first]), first))
}

/// Gives every element to `take`, in order. Of the root and of containers, the elements in them are given.
///
/// # Errors
/// The first fault of the document. A feed that is cut short or broken is not read in part: the
/// day would be published without its rest.
fn for_each<'a>(
    source: &Source<'a>,
    containers: &'static [&'static str],
    mut take: impl FnMut(Tree<'a>),
) -> Result<(), Diagnostic> {
    let mut document = Document::new(source.text, containers);
    loop {
        match document.next_element() {
            Ok(Some(tree)) => take(tree),
            Ok(None) => return Ok(()),
            Err(fault) => return Err(fault.into_diagnostic(source)),
        }
    }
}
