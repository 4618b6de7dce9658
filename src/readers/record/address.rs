//! Identifiers and addresses of a record.

use super::placeholders::{is_local_path, is_mail_address, is_placeholder};
use crate::diagnostic::Diagnostic;
use crate::markup::address;
use crate::model::digest::Record;
use crate::model::identifier::{ArxivId, Doi};
use crate::model::link::{Link, LinkKind};
use crate::readers::value::Value;
use crate::readers::vocabulary::{self, Role};
use std::borrow::Cow;

/// Addresses with what they lead to, where the name of the field says so.
pub type Addresses<'a> = Vec<(Option<LinkKind>, Cow<'a, str>)>;

/// Takes the addresses out of a value: texts, lists of them, objects such as `{"url"}` and
/// `{"pdf", "code"}`. Gives what is left, with the name of the part of an object that it was.
///
/// An address that is an identifier is given as such, whatever it is said to lead to.
pub fn take_addresses<'a>(
    value: Value<'a>,
    kind: Option<LinkKind>,
    addresses: &mut Addresses<'a>,
    rest: &mut Vec<(Cow<'a, str>, Value<'a>)>,
) {
    match value {
        Value::List(values) => {
            for value in values {
                take_addresses(value, kind, addresses, rest);
            }
        }
        Value::Map(fields) => {
            for (name, value) in fields {
                let kind = match vocabulary::role(&name) {
                    Some((Role::Address(Some(kind)), _)) => Some(kind),
                    Some((Role::Address(None) | Role::Id | Role::Inner, _)) => kind,
                    _ if matches!(&*name, "href" | "value") => kind,
                    _ => {
                        rest.push((name, value));
                        continue;
                    }
                };
                take_addresses(value, kind, addresses, rest);
            }
        }
        Value::Text(text) | Value::Markdown(text) if !text.trim().is_empty() => {
            let is_paper = kind.is_some_and(|kind| kind != LinkKind::Code) && is_id(&text);
            if is_paper {
                addresses.push((None, text));
            } else if address::is_web(text.trim()) {
                addresses.push((kind, text));
            } else if kind.is_none() && is_id(&text) {
                addresses.push((None, text));
            } else {
                // `null or **[link](…)**` and other texts around an address.
                let found = address::find(&text);
                if found.is_empty() {
                    rest.push((Cow::Borrowed(""), Value::Text(text)));
                }
                addresses.extend(found.into_iter().map(|url| (kind, Cow::Owned(url))));
            }
        }
        Value::Whole(_) | Value::Fraction(_) => {
            if let Some(id) = value.clone().into_id().filter(|id| is_id(id)) {
                addresses.push((None, id));
            } else {
                rest.push((Cow::Borrowed(""), value));
            }
        }
        _ => {}
    }
}

/// Whether a text is an arXiv id or a DOI in any of their forms.
pub fn is_id(text: &str) -> bool {
    ArxivId::parse(text).is_some() || Doi::parse(text).is_some()
}

/// Adds an address to the record: as its identifier, or as a link. Gives the fault of one that is
/// neither.
pub fn add(record: &mut Record, kind: Option<LinkKind>, address: &str) -> Option<Diagnostic> {
    // Where there is nothing, and what nobody is to see, nothing is missing.
    let is_nothing = is_placeholder(address) || is_without_id(address);
    if is_nothing || is_local_path(address) || is_mail_address(address) {
        return None;
    }
    // An address that leads to code is not the paper's, also where it is a DOI.
    if kind.is_none() && identify(record, address) {
        return None;
    }
    if !address::is_web(address) {
        let fault = format!("`{address}` is not a web address; the link is left out");
        return Some(
            Diagnostic::warning(fault)
                .code("not-an-address")
                .help("addresses begin with https:// or http://"),
        );
    }
    let kind = kind.or_else(|| LinkKind::of_address(address))?;
    record.add_link(Link {
        kind,
        url: address::encoded(address),
    });
    None
}

/// Whether an address is what a program made of no id: `https://arxiv.org/pdf/`.
fn is_without_id(address: &str) -> bool {
    let address = address.trim().trim_end_matches('/');
    address.ends_with("//arxiv.org/abs") || address.ends_with("//arxiv.org/pdf")
}

/// Reads an identifier into the record; says whether it was one.
pub fn identify(record: &mut Record, text: &str) -> bool {
    if let Some(arxiv) = ArxivId::parse(text) {
        record.arxiv.get_or_insert(arxiv);
        return true;
    }
    if let Some(doi) = Doi::parse(text) {
        record.doi.get_or_insert(doi);
        return true;
    }
    false
}

/// The name of the license at an address: `CC BY-SA 4.0`.
pub fn license(url: &str) -> Option<String> {
    let (_, path) = url.trim().split_once("creativecommons.org/")?;
    let mut parts = path.split('/');
    let (kind, name) = (parts.next()?, parts.next()?.to_uppercase());
    let name = match (kind, &*name) {
        ("licenses", name) if !name.is_empty() => format!("CC {name}"),
        ("publicdomain", "ZERO") => "CC0".to_owned(),
        ("publicdomain", "MARK") => "Public Domain Mark".to_owned(),
        _ => return None,
    };
    let is_number = |part: &&str| part.starts_with(|c: char| c.is_ascii_digit());
    Some(match parts.next().filter(is_number) {
        Some(version) => format!("{name} {version}"),
        None => name,
    })
}

/// Whether an address under an unknown name leads to something for readers: no picture, feed or interface
/// of a program.
pub fn is_for_readers(name: &str, url: &str) -> bool {
    const PROGRAMS: &[&str] = &[
        "avatar", "thumb", "image", "img", "icon", "logo", "cover", "media", "figure", "picture",
        "pic", "photo", "favicon", "api", "rss", "feed", "badge", "banner", "user", "s2", "audio",
    ];
    const PICTURES: &[&str] = &[
        ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".mp4", ".webm", ".ico",
    ];
    let name = name.to_lowercase();
    let path = url.split(['?', '#']).next().unwrap_or(url).to_lowercase();
    !PROGRAMS.iter().any(|part| name.contains(part))
        && !PICTURES.iter().any(|end| path.ends_with(end))
}
