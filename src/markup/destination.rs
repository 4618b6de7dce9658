//! Where links and images of content may lead.
//!
//! The schemes `http`, `https` and `mailto`, and places on the site itself; nothing else, whatever
//! spaces or control characters hide it (browsers drop tabs and line ends within an address: WHATWG URL,
//! 4.4, steps 1 to 3).

use super::address;
use super::escape::push_escaped;

/// A destination that may stand in a page, percent-encoded but not yet escaped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Destination {
    pub(super) href: String,
    pub(super) kind: Kind,
}

/// What a destination leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `http` or `https`.
    Web,
    /// `mailto`.
    Mail,
    /// A place on the site.
    Site,
}

/// Judges the destination that content gives; `None` if nothing may lead there. `root` is what leads
/// from the page to the site's root.
pub(super) fn destination(written: &str, root: &str) -> Option<Destination> {
    let written = written.trim();
    if let Some((scheme, rest)) = split_scheme(written) {
        let kind = match scheme.as_str() {
            "http" | "https" => Kind::Web,
            "mailto" => Kind::Mail,
            _ => return None,
        };
        let mut href = scheme + ":";
        push_encoded(&mut href, rest);
        let sound = match kind {
            Kind::Web => address::host(&href).is_some(),
            _ => !rest.trim().is_empty(),
        };
        return sound.then_some(Destination { href, kind });
    }
    let mut encoded = String::with_capacity(written.len());
    push_encoded(&mut encoded, written);
    if encoded.is_empty() || encoded.starts_with("//") {
        return None;
    }
    if encoded.starts_with('#') {
        return Some(Destination {
            href: encoded,
            kind: Kind::Site,
        });
    }
    let path = encoded.strip_prefix('/').unwrap_or(&encoded);
    // Without its slash a path must not begin with what would then be a scheme, nor be empty.
    let first = path.split(['/', '?', '#']).next().unwrap_or_default();
    let dot = if root.is_empty() && (first.contains(':') || path.is_empty()) {
        "./"
    } else {
        ""
    };
    Some(Destination {
        href: format!("{root}{dot}{path}"),
        kind: Kind::Site,
    })
}

/// Appends the opening tag of a link.
pub(super) fn push_link_start(out: &mut String, destination: &Destination, title: &str) {
    out.push_str("<a href=\"");
    push_escaped(out, &destination.href);
    if !title.is_empty() {
        out.push_str("\" title=\"");
        push_escaped(out, title);
    }
    out.push_str(match destination.kind {
        Kind::Web => "\" rel=\"noopener noreferrer\">",
        Kind::Mail | Kind::Site => "\">",
    });
}

/// Appends a web address as a link whose text is the address.
pub(super) fn push_web_link(out: &mut String, url: &str) {
    match destination(url, "") {
        Some(destination) => {
            push_link_start(out, &destination, "");
            push_escaped(out, url);
            out.push_str("</a>");
        }
        None => push_escaped(out, url),
    }
}

/// Parts a scheme, in lower case and without hidden characters, from what follows its colon. An
/// address has one if a colon comes before any `/`, `?` or `#`.
fn split_scheme(address: &str) -> Option<(String, &str)> {
    let end = address.find([':', '/', '?', '#'])?;
    let rest = address[end..].strip_prefix(':')?;
    let visible = address[..end]
        .chars()
        .filter(|c| !is_hidden(*c) && !c.is_whitespace());
    Some((visible.map(|c| c.to_ascii_lowercase()).collect(), rest))
}

fn is_hidden(character: char) -> bool {
    character.is_control()
}

/// Appends an address with everything encoded that no address may hold (WHATWG URL, "URL code
/// points"), and without control characters. What is encoded already stays as it is.
pub(super) fn push_encoded(out: &mut String, address: &str) {
    let mut in_fragment = false;
    for (at, character) in address.char_indices() {
        let keep = match character {
            '%' => {
                let hex = address.as_bytes().get(at + 1..at + 3);
                hex.is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            }
            '#' => !std::mem::replace(&mut in_fragment, true),
            c if is_hidden(c) => continue,
            c if c.is_whitespace() => false,
            c if c.is_ascii() => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(c),
            c => c.is_alphanumeric(),
        };
        if keep {
            out.push(character);
        } else {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                out.push('%');
                for digit in [byte >> 4, byte & 0xF] {
                    out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
                }
            }
        }
    }
}
