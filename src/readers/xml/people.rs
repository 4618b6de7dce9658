//! Authors as metadata of papers write them: one name an element, or all in one text, with
//! affiliations in parentheses or with links around the names.

use super::html;
use crate::readers::authors;
use std::borrow::Cow;

/// The names in the elements that may hold several each.
pub fn creators<'a>(texts: &[Cow<'a, str>]) -> Vec<Cow<'a, str>> {
    if let [text] = texts {
        return owned(names(text));
    }
    let each = texts.iter().map(|text| single(text));
    each.filter(|name| is_name(name)).map(Cow::Owned).collect()
}

/// The names in one text.
pub fn names(text: &str) -> Vec<String> {
    let linked = html::link_texts(text);
    if !linked.is_empty() {
        let names = linked.into_iter().map(Cow::into_owned);
        return names.filter(|name| is_name(name)).collect();
    }
    let text = without_affiliations(&html::plain(text));
    // `The Example Collaboration: A. Author, B. Author`
    let mut names = authors::split(&text.replace("ollaboration:", "ollaboration,"));
    names.retain(|name| is_name(name));
    names
}

/// One name, which may stand family name first: `Author, First`.
pub fn single(text: &str) -> String {
    let text = without_affiliations(&html::plain(text));
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    match parts[..] {
        [family, first] if !family.is_empty() && !first.is_empty() => format!("{first} {family}"),
        [family, first, suffix] if [family, first, suffix].iter().all(|part| !part.is_empty()) => {
            format!("{first} {family} {suffix}")
        }
        _ => text,
    }
}

/// Whether it can be a name: a collaboration may be followed by an author `:`.
pub fn is_name(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn owned<'a>(names: Vec<String>) -> Vec<Cow<'a, str>> {
    names.into_iter().map(Cow::Owned).collect()
}

/// The text without what stands in parentheses behind names: `A. Author (1), B. Author (Example
/// University) ((1) Example Laboratory)`. What stands within a name is kept: `Ann (Nan) Author`.
fn without_affiliations(text: &str) -> String {
    if !text.contains('(') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('(') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(length) = group(rest) else {
            break;
        };
        let (group, behind) = rest.split_at(length);
        rest = behind;
        let after = rest.trim_start();
        let is_behind_name = after.is_empty()
            || after.starts_with([',', ';', '(', '&'])
            || after.starts_with("and ");
        if !is_behind_name {
            out.push_str(group);
        }
    }
    out.push_str(rest);
    out
}

/// How long the group is that the parenthesis at the beginning opens.
fn group(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
