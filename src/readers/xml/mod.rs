//! What the XML formats share.
//!
//! - `document` reads a file element by element, `element` is what it gives, `fault` what is wrong
//!   with it, `places` where; `namespaces` and `entities` say what names in it mean;
//! - `html` makes text of the HTML that feeds hold;
//! - `feed` is what Atom and RSS have in common: `atom` and `rss` fill it, `arxiv` and `sites` say
//!   what the feeds of arXiv and those of everybody else mean by it;
//! - `oai` reads harvests, which are no feeds; `people` is for names in both.

mod arxiv;
pub mod atom;
mod document;
mod element;
mod entities;
mod fault;
mod feed;
mod html;
mod namespaces;
pub mod oai;
mod people;
mod places;
pub mod rss;
mod sites;
mod twice_encoded;

use super::{Input, Reading};
use crate::diagnostic::Diagnostic;
use crate::model::date::{self, Date};
use document::Document;
use element::Tree;
use namespaces::Space;

/// What is wrong with a file that looks like XML or HTML and that no reader of XML takes; `None`
/// where it never was meant to be any.
pub fn syntax_fault(input: Input<'_>) -> Option<Diagnostic> {
    if is_html_page(input.text) {
        let fault = format!("is no digest: {HTML_PAGE}");
        return Some(
            Diagnostic::error(fault)
                .in_file(input.name)
                .at_line(input.text, 1)
                .help("fetch the feed's own address; for arXiv https://rss.arxiv.org/atom/cs.LG"),
        );
    }
    let is_meant = matches!(input.extension().as_str(), "xml" | "atom" | "rss" | "rdf")
        || unmarked(input.text).starts_with("<?xml");
    if !is_meant {
        return None;
    }
    match Document::root(input.text) {
        Err(fault) => Some(fault.into_diagnostic(input)),
        Ok((name, ..)) => Some(
            Diagnostic::error(format!(
                "is XML of a kind that no reader knows: its outermost element is `{}`",
                fault::shown(name)
            ))
            .in_file(input.name)
            .at_line(input.text, 1)
            .help("Atom, RSS and OAI-PMH are read; a name that begins with `_` is left out"),
        ),
    }
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
        let name = fault::shown(self.name);
        format!("its outermost element is `{name}`")
    }
}

const HTML_PAGE: &str = "it is an HTML page: the address was fetched without its feed";

/// The outermost element, without reading further.
///
/// # Errors
/// Says why there is none, for the recognising of formats.
fn root<'a>(input: Input<'a>) -> Result<Root<'a>, String> {
    if !unmarked(input.text).starts_with('<') {
        return Err("it is not XML".to_owned());
    }
    if is_html_page(input.text) {
        return Err(HTML_PAGE.to_owned());
    }
    let (name, space, attributes) =
        Document::root(input.text).map_err(|_| "it is not sound XML".to_owned())?;
    Ok(Root {
        name,
        space,
        attributes,
    })
}

/// Reads a file as it was meant, should it have been encoded twice.
fn mending(input: Input<'_>, read: fn(Input<'_>) -> Reading) -> Reading {
    let Some((text, first)) = twice_encoded::mended(input.text) else {
        return read(input);
    };
    let mut reading = read(Input {
        text: &text,
        ..input
    });
    reading.diagnostics.push(
        Diagnostic::note("was encoded as UTF-8 twice; it is read as it was meant")
            .in_file(input.name)
            .at_offset(input.text, first)
            .help("fetch it again, and save its bytes as they come"),
    );
    reading
}

/// Hands every element to `take`, in order. The root and elements with the names of containers
/// are gone into.
///
/// # Errors
/// The first fault of the document. A feed that is cut short or broken is not read in part: the
/// day would be published without its rest.
fn for_each<'a>(
    input: Input<'a>,
    containers: &'static [&'static str],
    mut take: impl FnMut(Tree<'a>),
) -> Result<(), Diagnostic> {
    let mut document = Document::new(input.text, containers);
    loop {
        match document.next_element() {
            Ok(Some(tree)) => take(tree),
            Ok(None) => return Ok(()),
            Err(fault) => return Err(fault.into_diagnostic(input)),
        }
    }
}

/// The day that a date tells, also in the form of RSS: `Sun, 27 Apr 2025 00:00:00 -0400`.
fn day(text: &str) -> Option<Date> {
    if let Ok(date) = date::parse(text) {
        return Some(date);
    }
    let text = text
        .split_once(',')
        .map_or(text, |(_weekday, text)| text)
        .trim();
    let mut words = text.split([' ', '-']).filter(|word| !word.is_empty());
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = month.get(..3)?.to_ascii_lowercase();
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let month = months.iter().position(|name| *name == month)? + 1;
    date::parse(&format!("{year}-{month:02}-{day:0>2}")).ok()
}

/// The text without a byte order mark and white space before it.
fn unmarked(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim_start()
}

/// Whether a file is a page of the web. Comments may stand before its first tag.
fn is_html_page(text: &str) -> bool {
    let mut text = unmarked(text);
    while let Some(comment) = text
        .strip_prefix("<!--")
        .or_else(|| text.strip_prefix("<?"))
    {
        let end = if text.starts_with("<?") { "?>" } else { "-->" };
        let Some((_, after)) = comment.split_once(end) else {
            return false;
        };
        text = after.trim_start();
    }
    let begins = |word: &str| {
        let head = text.get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word))
            && text[word.len()..].starts_with(|c: char| c.is_ascii_whitespace() || c == '>')
    };
    begins("<!doctype html") || begins("<html")
}
