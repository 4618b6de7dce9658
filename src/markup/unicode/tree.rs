//! MathML as a tree, without attributes but the one that makes a fraction none.

use crate::markup::mathml::character;
use quick_xml::Reader;
use quick_xml::events::Event;

/// An element, or the text in one.
#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    Element { name: String, children: Vec<Node> },
}

/// What a fraction without its line is called here.
pub(super) const BINOMIAL: &str = "binomial";

/// Deepest nesting that is read; what writes a tree goes as deep.
const DEEPEST: usize = 200;

/// Reads one element. None where it is not sound, or nested too deeply.
pub(super) fn read(xml: &str) -> Option<Node> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(String, Vec<Node>)> = Vec::new();
    loop {
        let finished = match reader.read_event().ok()? {
            Event::Start(start) if open.len() < DEEPEST => {
                let line = start.try_get_attribute("linethickness").ok()?;
                let name = match line {
                    Some(line) if line.value.starts_with('0') => BINOMIAL.to_owned(),
                    _ => start.local_name().as_ref().to_owned(),
                };
                open.push((name, Vec::new()));
                continue;
            }
            Event::Start(_) | Event::Eof => return None,
            Event::Empty(empty) => Node::Element {
                name: empty.local_name().as_ref().to_owned(),
                children: Vec::new(),
            },
            Event::End(_) => {
                let (name, children) = open.pop()?;
                Node::Element { name, children }
            }
            Event::Text(text) => Node::Text(text.to_string()),
            Event::GeneralRef(reference) => Node::Text(character(&reference)?),
            _ => continue,
        };
        match open.last_mut() {
            Some((_, siblings)) => siblings.push(finished),
            None => match finished {
                Node::Element { .. } => return Some(finished),
                Node::Text(_) => {}
            },
        }
    }
}
