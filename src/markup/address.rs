//! Web addresses in running text, which may be full of TeX.
//!
//! An address here is `http` or `https`. One road finds them for links in texts and for the links of a
//! record. Addresses without a scheme (`github.com/a/b`) are not looked for: `e.g.this` would be one.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// The addresses in `text`, each once, in order: without the punctuation, brackets, braces and ties that
/// stand around them, and with TeX's escapes (`\_`, `\%`) resolved.
pub fn find(text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let addresses = spans(text).map(|found| found.address);
    addresses
        .filter(|address| seen.insert(address.clone()))
        .map(Cow::into_owned)
        .collect()
}

/// Whether `url` is one whole `http` or `https` address with a host.
pub fn is_web(url: &str) -> bool {
    host(url).is_some()
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`\\".contains(c))
}

/// An address with the characters percent-encoded that may not stand in one, such as `|` or a brace.
pub fn encoded(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    super::destination::push_encoded(&mut encoded, url);
    encoded
}

/// The host of a web address, as it is written, without user and port; `None` if the address is not
/// `http` or `https` or its host is malformed.
pub fn host(url: &str) -> Option<&str> {
    let authority_and_path = strip_scheme(url)?;
    let end = authority_and_path
        .find(['/', '?', '#', '\\'])
        .unwrap_or(authority_and_path.len());
    let authority = &authority_and_path[..end];
    let host_and_port = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let (host, port) = host_and_port.split_once(':').unwrap_or((host_and_port, ""));
    let well_formed = !host.is_empty()
        && !host.starts_with('.')
        && !host.contains("..")
        && host
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'))
        && port.len() <= 5
        && port.bytes().all(|byte| byte.is_ascii_digit());
    well_formed.then_some(host)
}

/// An address within a text.
pub(super) struct Found<'a> {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends, in bytes.
    pub(super) end: usize,
    pub(super) address: Cow<'a, str>,
}

/// The addresses in a text, with their places.
pub(super) fn spans(text: &str) -> impl Iterator<Item = Found<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let colon = from + text[from..].find("://")?;
            let start = scheme_start(&text[from..colon]).map(|start| from + start);
            from = colon + "://".len();
            let Some(start) = start else { continue };
            let end = from + end_of(&text[from..], text[..start].ends_with('\''));
            let address = unescape(&text[start..end]);
            from = end;
            let domain =
                host(&address).is_some_and(|host| host.trim_end_matches('.').contains('.'));
            if domain {
                return Some(Found {
                    start,
                    end,
                    address,
                });
            }
        }
    })
}

/// Where the scheme at the end of `before` begins. A letter may stand before it: texts taken from
/// pages glue words to addresses.
fn scheme_start(before: &str) -> Option<usize> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let start = before.len().checked_sub(scheme.len())?;
        before
            .get(start..)?
            .eq_ignore_ascii_case(scheme)
            .then_some(start)
    })
}

fn strip_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(rest)
}

/// The length of the address whose part after `://` is at the beginning of `text`.
fn end_of(text: &str, quoted: bool) -> usize {
    let mut open = Vec::new();
    let mut end = text.len();
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        // A parenthesis that is not closed soon never is, for what is looked for here.
        if open.first().is_some_and(|first| at - first > LONGEST_GROUP) {
            break;
        }
        let after = &text[at + character.len_utf8()..];
        let stops = match character {
            '\\' => match after.bytes().next() {
                Some(escaped) if ESCAPED_IN_TEX.contains(&escaped) => {
                    characters.next();
                    false
                }
                _ => true,
            },
            '(' => {
                open.push(at);
                starts_address(after)
            }
            ')' => open.pop().is_none(),
            ',' | ';' => starts_address(after),
            '\'' => quoted || after.starts_with('\''),
            _ => !is_address_character(character),
        };
        if stops {
            end = at;
            break;
        }
    }
    // An opening parenthesis without its closing one belongs to the text: `https://a.b(see`.
    if let Some(&unclosed) = open.first() {
        end = end.min(unclosed);
    }
    text[..end]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '~'])
        .len()
}

/// Longest part of an address in parentheses, in bytes. Without an end, a text of many addresses would
/// be gone through once for each of them.
const LONGEST_GROUP: usize = 300;

/// What TeX writes after a backslash and means literally.
const ESCAPED_IN_TEX: &[u8] = b"_%#&~$-";

fn starts_address(text: &str) -> bool {
    ["https://", "http://"].into_iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Whether a character goes on with an address. Letters of other alphabets do, but not Chinese,
/// Japanese or Korean ones, which follow an address without a space.
fn is_address_character(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '@' | '!' | '*' | '+' | '=' | '%' | '&' => {
            true
        }
        _ => character.is_alphanumeric() && ('\u{80}'..'\u{2000}').contains(&character),
    }
}

fn unescape(address: &str) -> Cow<'_, str> {
    if address.contains('\\') {
        address.replace('\\', "").into()
    } else {
        address.into()
    }
}
