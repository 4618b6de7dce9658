//! Built pages as a browser would take them apart, for tests that ask what a page holds.
//!
//! A small reader of its own, so that no fault of the program's own reading hides another. It
//! knows what built pages use: tags, attributes with and without quotes, character references,
//! comments. Raw elements such as `script` are not to be there but for the theme's own, which are empty.

use crate::site_test::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    /// In the page's order, values decoded.
    pub attributes: Vec<(String, String)>,
    /// Whether a slash ends it, which closes an element of a formula and nothing else.
    pub has_slash: bool,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Start(Tag),
    End(String),
    /// Decoded.
    Text(String),
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta", "wbr"];

const BLOCKS: &[&str] = &[
    "article",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "body",
    "head",
    "html",
];

/// Takes a page apart.
pub fn read(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            pieces.push(Piece::Text(decoded(&rest[..at])));
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").expect("a comment ends").1;
        } else if let Some(declaration) = rest.strip_prefix("<!") {
            rest = declaration.split_once('>').expect("it ends").1;
        } else if let Some(end) = rest.strip_prefix("</") {
            let (name, after) = end.split_once('>').expect("a tag ends");
            pieces.push(Piece::End(name.trim().to_ascii_lowercase()));
            rest = after;
        } else {
            let (tag, after) = start_tag(&rest[1..]);
            pieces.push(Piece::Start(tag));
            rest = after;
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(decoded(rest)));
    }
    pieces
}

/// Every start tag of a page.
pub fn tags(html: &str) -> Vec<Tag> {
    let tags = read(html).into_iter().filter_map(|piece| match piece {
        Piece::Start(tag) => Some(tag),
        _ => None,
    });
    tags.collect()
}

/// What a reader of the page's `main` sees: a line a block, links with where they lead, formulas as
/// their TeX.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut in_math = false;
    let mut in_pre = false;
    let mut links: Vec<String> = Vec::new();
    let main = read(html)
        .into_iter()
        .skip_while(|piece| !matches!(piece, Piece::Start(tag) if tag.name == "main"))
        .take_while(|piece| *piece != Piece::End("main".to_owned()));
    for piece in main {
        match piece {
            Piece::Start(tag) => match tag.name.as_str() {
                // A drawing says in words what it shows, to those who do not see it.
                "math" | "svg" => in_math = true,
                "annotation" => {
                    in_math = false;
                    text.push('$');
                }
                "a" => {
                    links.push(tag.get("href").unwrap_or_default().to_owned());
                    text.push('[');
                }
                name if BLOCKS.contains(&name) => {
                    in_pre |= name == "pre";
                    text.push('\n');
                }
                _ => {}
            },
            Piece::End(name) => match name.as_str() {
                "math" | "svg" => in_math = false,
                "annotation" => {
                    in_math = true;
                    text.push('$');
                }
                "a" => text.push_str(&format!("]({})", links.pop().unwrap_or_default())),
                name if BLOCKS.contains(&name) => {
                    in_pre &= name != "pre";
                    text.push('\n');
                }
                _ => {}
            },
            Piece::Text(_) if in_math => {}
            Piece::Text(part) if in_pre => text.push_str(&part),
            Piece::Text(part) => push(&mut text, &part),
        }
    }
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

/// Appends text with every run of white space as one space.
fn push(text: &mut String, part: &str) {
    for c in part.chars() {
        if !c.is_ascii_whitespace() {
            text.push(c);
        } else if !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

/// What is wrong with a page that untrusted text went into; empty where nothing is.
pub fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut ids = BTreeSet::new();
    for piece in read(html) {
        match piece {
            Piece::Start(tag) => {
                faults.extend(fault_of(&tag));
                if let Some(id) = tag.get("id")
                    && !ids.insert(id.to_owned())
                {
                    faults.push(format!("two elements have the id {id}"));
                }
                let in_formula = open.iter().any(|name| name == "math" || name == "svg");
                let is_closed = VOID.contains(&tag.name.as_str()) || (in_formula && tag.has_slash);
                if !is_closed {
                    open.push(tag.name);
                }
            }
            Piece::End(name) => {
                if open.pop().as_ref() != Some(&name) {
                    faults.push(format!("</{name}> closes another element"));
                }
            }
            Piece::Text(text) => {
                if let Some(c) = text
                    .chars()
                    .find(|c| c.is_control() && *c != '\n' && *c != '\t')
                {
                    faults.push(format!("a control character {c:?} in the text"));
                }
            }
        }
    }
    faults.extend(
        open.into_iter()
            .map(|name| format!("<{name}> is not closed")),
    );
    faults
}

fn fault_of(tag: &Tag) -> Option<String> {
    const FORBIDDEN: &[&str] = &[
        "script", "style", "iframe", "object", "embed", "base", "form", "template",
    ];
    // The theme's charts are drawings of one path; any other drawing came from somewhere else.
    const OF_CHARTS: &[&str] = &[
        "class",
        "viewbox",
        "preserveaspectratio",
        "role",
        "aria-label",
        "aria-hidden",
    ];
    let is_chart = |name: &str| OF_CHARTS.contains(&name.to_lowercase().as_str());
    let is_drawn =
        tag.attributes.len() >= 3 && tag.attributes.iter().all(|(name, _)| is_chart(name));
    if tag.name == "svg" && !is_drawn {
        return Some(format!("an element <{}>", tag.name));
    }
    if FORBIDDEN.contains(&tag.name.as_str()) && !is_of_theme(tag) {
        return Some(format!("an element <{}>", tag.name));
    }
    let plain = |name: &str| {
        name.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':'))
    };
    if !plain(&tag.name) {
        return Some(format!("an element <{}>", tag.name));
    }
    tag.attributes.iter().find_map(|(name, value)| {
        let is_address = matches!(name.as_str(), "href" | "src" | "action" | "xlink:href");
        if name.starts_with("on") || name == "style" || name == "srcdoc" || !plain(name) {
            Some(format!("<{} {name}={value:?}>", tag.name))
        } else if is_address && !has_known_scheme(value) {
            Some(format!("<{} {name}={value:?}> leads elsewhere", tag.name))
        } else {
            None
        }
    })
}

/// Whether an element is one that the theme has itself: a script of its own, a form that leads back
/// to its page, the words of the script.
fn is_of_theme(tag: &Tag) -> bool {
    let has_only = |known: &[&str]| {
        tag.attributes
            .iter()
            .all(|(name, _)| known.contains(&&**name))
    };
    match tag.name.as_str() {
        // Data, which no browser runs.
        "script" if tag.get("type") == Some("application/ld+json") => has_only(&["type"]),
        "script" => {
            let path = tag.get("src").unwrap_or_default();
            let path = path.trim_start_matches("../").trim_start_matches('/');
            let scripts = ["folio.js", "scheme.js", "search.js"];
            let is_own = scripts
                .iter()
                .any(|name| path.ends_with(&format!("assets/{name}")));
            has_only(&["src", "defer"]) && is_own && !path.contains(':')
        }
        "form" if tag.get("class") == Some("seek") => {
            let action = tag.get("action").unwrap_or_default();
            action.ends_with("search.html") && !action.contains(':')
        }
        "form" => has_only(&["id"]),
        "template" => tag.get("id") == Some("words"),
        _ => false,
    }
}

fn has_known_scheme(address: &str) -> bool {
    match address.find([':', '/', '?', '#']) {
        Some(at) if address[at..].starts_with(':') => {
            matches!(&address[..at], "http" | "https" | "mailto")
        }
        _ => !address.starts_with("//") && !address.contains(['\t', '\n', '\\']),
    }
}

/// Follows every link of every page of a built site, and gives what leads nowhere. Links have to
/// be relative but on the page for missing addresses, where they begin with `base_path`.
pub fn broken_links(tree: &Tree, base_path: &str) -> Vec<String> {
    let pages: BTreeMap<&str, Vec<Tag>> = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
            (path.as_str(), tags(html))
        })
        .collect();
    let mut faults = Vec::new();
    for (page, tags) in &pages {
        for address in tags.iter().filter_map(address_of) {
            if let Err(fault) = follow(&address, page, &pages, tree, base_path) {
                faults.push(format!("{page}: {address}: {fault}"));
            }
        }
    }
    faults
}

/// Where a tag leads, if it does.
fn address_of(tag: &Tag) -> Option<String> {
    let refresh = tag
        .get("content")
        .filter(|_| tag.get("http-equiv") == Some("refresh"))
        .and_then(|content| content.split_once("url="));
    tag.get("href")
        .or_else(|| tag.get("src"))
        .or(refresh.map(|(_, url)| url))
        .map(str::to_owned)
}

fn follow(
    address: &str,
    page: &str,
    pages: &BTreeMap<&str, Vec<Tag>>,
    tree: &Tree,
    base_path: &str,
) -> Result<(), &'static str> {
    if ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
    {
        return Ok(());
    }
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    let target = if page == "404.html" && !path.is_empty() {
        path.strip_prefix(base_path)
            .ok_or("does not begin with the base path")?
            .to_owned()
    } else if path.is_empty() {
        page.to_owned()
    } else {
        resolved(page, path).ok_or("is not relative, or leaves the site")?
    };
    if !tree.contains_key(&target) {
        return Err("there is no such file");
    }
    let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
        return Ok(());
    };
    let has_id = pages[target.as_str()]
        .iter()
        .any(|tag| tag.get("id") == Some(fragment));
    if has_id {
        Ok(())
    } else {
        Err("no element has that id")
    }
}

/// A relative path as seen from a page.
fn resolved(page: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" => return None,
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The tag that begins at `rest`, behind its `<`, and what follows it.
fn start_tag(rest: &str) -> (Tag, &str) {
    let name_end = rest
        .find(|c: char| c.is_ascii_whitespace() || c == '>')
        .expect("a tag ends");
    let mut tag = Tag {
        name: rest[..name_end].trim_end_matches('/').to_ascii_lowercase(),
        attributes: Vec::new(),
        has_slash: rest[..name_end].ends_with('/'),
    };
    let mut rest = &rest[name_end..];
    loop {
        let before = rest;
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        tag.has_slash |=
            rest.starts_with('>') && before[..before.len() - rest.len()].ends_with('/');
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))
            .expect("a tag ends");
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            tag.attributes.push((name, String::new()));
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).expect("a value ends"),
            _ => {
                let end = value
                    .find(|c: char| c.is_ascii_whitespace() || c == '>')
                    .expect("a tag ends");
                // As in HTML, a slash at the end of a bare value belongs to the value.
                value.split_at(end)
            }
        };
        tag.attributes.push((name, decoded(value)));
        rest = after;
    }
}

/// Text with its character references resolved.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest.split_once(';').and_then(|(name, after)| {
            let c = match &name[1..] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "nbsp" => '\u{a0}',
                number => {
                    let number = number.strip_prefix('#')?;
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16),
                        None => number.parse(),
                    };
                    char::from_u32(code.ok()?)?
                }
            };
            Some((c, after))
        });
        match reference {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
