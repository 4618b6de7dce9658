//! What of a text must be the same before and after minifying.

use super::markup::Token;
use super::mask::{FIRST_RESERVED, Table};
use super::tags::Kind;

/// The tags and reserved characters of an HTML text, in order.
pub(super) fn skeleton(tokens: &[Token]) -> Vec<String> {
    let is_reserved = |c: &char| *c >= FIRST_RESERVED;
    let mut marks = Vec::new();
    for token in tokens {
        match token {
            Token::Text(text) => marks.extend(text.chars().filter(is_reserved).map(String::from)),
            Token::Doctype(_) => marks.push("!".to_owned()),
            Token::Close(name) => marks.push(format!("/{name}")),
            Token::Open(element) => {
                marks.push(element.name.clone());
                let attributes = element
                    .attributes
                    .iter()
                    .flat_map(|attribute| attribute.raw.chars());
                marks.extend(attributes.filter(is_reserved).map(String::from));
            }
        }
    }
    marks
}

/// The kind of place a template tag stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Between tags.
    Text,
    /// In markup that stays to the letter.
    Verbatim,
    /// In the name of a tag.
    Name,
    /// Between attributes, or in the name of one.
    Tag,
    /// In an attribute value, between quotes.
    Quoted,
}

/// The template tags of an HTML text, in order, each with its place.
pub(super) fn places(tokens: &[Token], table: &Table) -> Vec<(Place, String)> {
    let mut places = Vec::new();
    for token in tokens {
        match token {
            Token::Text(text) => add_places(text, Place::Text, table, &mut places),
            Token::Doctype(_) => {}
            Token::Close(name) => add_places(name, Place::Name, table, &mut places),
            Token::Open(element) => {
                add_places(&element.name, Place::Name, table, &mut places);
                for attribute in &element.attributes {
                    let mut quote = None;
                    for character in attribute.raw.chars() {
                        match quote {
                            None if matches!(character, '"' | '\'') => quote = Some(character),
                            Some(mark) if mark == character => quote = None,
                            _ => {}
                        }
                        let place = if quote.is_some() {
                            Place::Quoted
                        } else {
                            Place::Tag
                        };
                        add_places(
                            character.encode_utf8(&mut [0; 4]),
                            place,
                            table,
                            &mut places,
                        );
                    }
                }
            }
        }
    }
    places
}

fn add_places(text: &str, place: Place, table: &Table, places: &mut Vec<(Place, String)>) {
    for tag in text.chars().filter_map(|character| table.entry(character)) {
        if tag.kind == Kind::Verbatim {
            add_places(&tag.text, Place::Verbatim, table, places);
        } else {
            places.push((place, tag.text.clone()));
        }
    }
}
