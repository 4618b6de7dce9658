//! Characters written as `&amp;`, `&#8217;` or `&eacute;`.
//!
//! Nothing that a document declares is expanded. A name that HTML does not know stays as it is written.

use html5gum::{Token, Tokenizer};
use memchr::memchr;
use quick_xml::escape::resolve_xml_entity;
use std::borrow::Cow;

/// The longest name between `&` and `;`.
const LONGEST: usize = 32;

/// The text with the characters in place of their names.
pub fn decoded(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('&') {
        let end = after.bytes().take(LONGEST + 1).position(|b| b == b';');
        rest = match end {
            Some(end) if push_character(&mut out, &after[..end]) => &after[end + 1..],
            _ => {
                out.push('&');
                after
            }
        };
        let next = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(out)
}

/// Adds what stands for the name between `&` and `;`; says whether the name is known.
pub fn push_character(out: &mut String, name: &str) -> bool {
    let Some(number) = name.strip_prefix('#') else {
        return push_named(out, name);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    let character = match code {
        Err(_) | Ok(0) => None,
        // As browsers do: these numbers are meant in the encoding of old Windows.
        Ok(code @ 0x80..0xA0) => WINDOWS.chars().nth((code - 0x80) as usize),
        Ok(code) => char::from_u32(code),
    };
    out.extend(character);
    character.is_some()
}

fn push_named(out: &mut String, name: &str) -> bool {
    if let Some(known) = resolve_xml_entity(name) {
        out.push_str(known);
        return true;
    }
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    // The table of quick-xml is wrong for a fifth of the names of HTML; that of html5gum is private.
    let entity = format!("&{name};");
    let start = out.len();
    for token in Tokenizer::new(&entity).flatten() {
        if let Token::String(text) = token {
            out.push_str(&String::from_utf8_lossy(&text));
        }
    }
    // Of an unknown name, the beginning may have been known: `&notin` is none of `&notinside;`.
    let is_known = !out[start..].ends_with(';') || name == "semi";
    if !is_known {
        out.truncate(start);
    }
    is_known
}

/// The characters 0x80 to 0x9F of Windows-1252; five of them are none.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
