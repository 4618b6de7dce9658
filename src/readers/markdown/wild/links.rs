//! Links in a line of Markdown, and what their words say they lead to.

use crate::markup::address;
use std::ops::Range;

/// A link in a text: `[text](address)`, `<address>`, or an address alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'a> {
    pub range: Range<usize>,
    /// Empty for an address alone; that of the picture where a picture is the link.
    pub text: &'a str,
    pub address: &'a str,
    /// A picture that leads nowhere.
    pub is_picture: bool,
}

/// The links of a text in their order, none within another.
pub fn links(text: &str) -> Vec<Link<'_>> {
    let mut found: Vec<Link<'_>> = Vec::new();
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(step) = memchr::memchr3(b'[', b']', b'\\', &bytes[at..]) {
        at += step;
        match bytes[at] {
            b'[' => open.push(at),
            b'\\' => at += 1,
            _ => {
                let start = open.pop();
                if let Some(start) = start
                    && let Some((address, length)) = destination(&text[at + 1..])
                {
                    let end = at + 1 + length;
                    push(&mut found, text, start, at, address, end);
                    at = end - 1;
                }
            }
        }
        at = (at + 1).min(bytes.len());
    }
    add_bare(text, &mut found);
    found
}

fn push<'a>(
    found: &mut Vec<Link<'a>>,
    text: &'a str,
    start: usize,
    close: usize,
    address: &'a str,
    end: usize,
) {
    let is_picture = text[..start].ends_with('!');
    let start = start - usize::from(is_picture);
    let mut inside = &text[start + 1 + usize::from(is_picture)..close];
    while found.last().is_some_and(|link| link.range.start >= start) {
        if let Some(within) = found.pop()
            && within.is_picture
        {
            inside = within.text;
        }
    }
    found.push(Link {
        range: start..end,
        text: inside,
        address,
        is_picture,
    });
}

/// Longest destination with its title, and how long most are, in bytes.
const LONGEST: usize = 4096;
const USUAL: usize = 256;

/// How deep parentheses stand in an address.
const DEEPEST: usize = 8;

/// The destination at the beginning of a text, `(address "title")`, and its length.
fn destination(text: &str) -> Option<(&str, usize)> {
    let inside = beginning(text, LONGEST).strip_prefix('(')?;
    if let Some(angled) = inside.strip_prefix('<') {
        let end = angled.find(['>', '\n'])?;
        let close = angled[end..].find(')')?;
        return Some((&angled[..end], 2 + end + close + 1));
    }
    let mut depth = 0_usize;
    let mut address_end = None;
    let mut quote = false;
    for (at, c) in inside.char_indices() {
        match c {
            '"' if address_end.is_some() => quote = !quote,
            _ if quote => {}
            '(' if depth == DEEPEST => return None,
            '(' => depth += 1,
            ')' if depth == 0 => {
                let end = address_end.unwrap_or(at);
                return Some((&inside[..end], 1 + at + 1));
            }
            ')' => depth -= 1,
            c if c.is_whitespace() && address_end.is_none() => address_end = Some(at),
            // What follows an address is a title in quotes, or this is no link.
            c if address_end.is_some() && !c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// Adds the addresses that stand alone.
fn add_bare<'a>(text: &'a str, found: &mut Vec<Link<'a>>) {
    let mut bare = Vec::new();
    let mut done = 0;
    for sign in memchr::memmem::find_iter(text.as_bytes(), "://") {
        let scheme = ["https", "http"]
            .into_iter()
            .find(|scheme| text[..sign].ends_with(scheme));
        let Some(start) = scheme
            .map(|scheme| sign - scheme.len())
            .filter(|start| *start >= done)
        else {
            continue;
        };
        let near = found.get(found.partition_point(|link| link.range.end <= start));
        if let Some(link) = near.filter(|link| link.range.start <= start) {
            done = link.range.end;
            continue;
        }
        let Some(length) = [USUAL, LONGEST]
            .into_iter()
            .find_map(|most| bare_length(&text[start..], most))
        else {
            continue;
        };
        done = start + length;
        let is_angled = text[..start].ends_with('<') && text[done..].starts_with('>');
        bare.push(Link {
            range: match is_angled {
                true => start - 1..done + 1,
                false => start..done,
            },
            text: "",
            address: &text[start..done],
            is_picture: false,
        });
    }
    found.extend(bare);
    found.sort_by_key(|link| link.range.start);
}

/// The length of the address at the beginning of a text, if it ends within so many bytes. One out of
/// which TeX's escapes have been taken is none.
fn bare_length(text: &str, most: usize) -> Option<usize> {
    let near = beginning(text, most);
    let word = near.split(char::is_whitespace).next().unwrap_or(near);
    let address = address::find(word).into_iter().next()?;
    let is_whole = address.len() < near.len() || near.len() == text.len();
    (is_whole && word.starts_with(&address)).then_some(address.len())
}

/// At most so many bytes of a text.
fn beginning(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// A text with each of its links replaced.
pub fn replaced(text: &str, with: impl Fn(&Link<'_>) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for link in links(text) {
        if link.range.start < done {
            continue;
        }
        out.push_str(&text[done..link.range.start]);
        out.push_str(&with(&link));
        done = link.range.end;
    }
    out.push_str(&text[done..]);
    out
}
