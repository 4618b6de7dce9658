//! How parts of a formula stand to each other: what is a factor, and what needs brackets.

use super::scripts::is_script;
use super::tree::Node;
use unicode_normalization::char::is_combining_mark;

/// Operators that begin a factor.
const OPENING: &str = "([{|∥⟨⌊⌈∑∏∫∂∇√";

/// Whether an element multiplies what stands before it.
pub(super) fn is_factor(node: &Node) -> bool {
    let Node::Element { name, children } = node else {
        return false;
    };
    match name.as_str() {
        "mo" => alone(node).chars().any(|c| OPENING.contains(c)),
        "mspace" | "mtext" => false,
        "mrow" | "mstyle" | "mpadded" | "semantics" => children.first().is_some_and(is_factor),
        "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover" => {
            let base = children.first();
            base.is_some_and(|base| {
                is_factor(base) || alone(base).chars().any(char::is_alphanumeric)
            })
        }
        _ => true,
    }
}

/// The text within an element.
pub(super) fn alone(node: &Node) -> String {
    match node {
        Node::Text(text) => text.clone(),
        Node::Element { children, .. } => children.iter().map(alone).collect(),
    }
}

/// A part of a fraction, in brackets where it would be read otherwise.
pub(super) fn term(text: &str) -> String {
    match is_single(&without_scripts(text)) {
        true => text.to_owned(),
        false => format!("({text})"),
    }
}

/// Whether a text is one number, or one letter with its accents.
pub(super) fn is_single(text: &str) -> bool {
    let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let mut letters = text.chars().filter(|c| !is_combining_mark(*c) && *c != '′');
    let is_letter = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_alphabetic() || c == '∞');
    is_number || is_letter
}

/// A text without the scripts at its end.
pub(super) fn without_scripts(text: &str) -> String {
    let mut rest: Vec<char> = text.chars().collect();
    while rest.len() > 1 && rest.last().is_some_and(|c| is_script(*c)) {
        rest.pop();
    }
    rest.into_iter().collect()
}

/// Relations and arrows: U+2190 to U+21FF, and those among the mathematical operators.
pub(super) fn is_relation(c: char) -> bool {
    matches!(c, '=' | '<' | '>' | '≤' | '≥' | ':' | '∣')
        || ('\u{2190}'..='\u{21FF}').contains(&c)
        || ('\u{2208}'..='\u{220D}').contains(&c)
        || ('\u{223C}'..='\u{228B}').contains(&c)
        || ('\u{27F5}'..='\u{27FF}').contains(&c)
        || ('\u{2A7D}'..='\u{2ABF}').contains(&c)
}
