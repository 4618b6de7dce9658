//! What the addresses in a site lead to.

use super::findings::Fault;
use super::page::{Address, PageFacts};
use super::tree::Tree;
use crate::diagnostic::nearest;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};

/// In sites with more files nothing similar is looked for: it would take longer than the rest.
const FEW_FILES: usize = 3000;

/// The page that is shown at any depth.
const NOT_FOUND: &str = "404.html";

/// All that addresses of a site can lead to.
#[derive(Debug)]
pub(super) struct Links<'a> {
    tree: &'a Tree,
    pages: &'a BTreeMap<&'a str, PageFacts>,
    /// Scheme and host of the site, where it has an address.
    origin: Option<&'a str>,
    /// Path of its root, with a slash at both ends.
    base: &'a str,
}

/// What the addresses of a page lead to.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// How many lead into the site.
    pub inside: usize,
    pub outside: BTreeSet<String>,
    pub faults: Vec<Fault>,
}

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a path from the root of the site, decoded, and a place on the page.
    Inside { path: String, fragment: String },
    /// To another host.
    Outside(String),
    /// To the own host, and out of the site.
    Beyond,
    /// Nowhere that could be looked at, as an e-mail address does.
    Else,
}

impl<'a> Links<'a> {
    pub fn new(
        tree: &'a Tree,
        pages: &'a BTreeMap<&'a str, PageFacts>,
        base_url: Option<&'a str>,
    ) -> Self {
        let parts = base_url.and_then(|url| {
            let host = url.find("://")? + 3;
            let path = host + url[host..].find('/')?;
            Some((&url[..path], &url[path..]))
        });
        Self {
            tree,
            pages,
            origin: parts.map(|(origin, _)| origin),
            base: parts.map_or("/", |(_, base)| base),
        }
    }

    /// Judges all addresses of a page.
    pub fn judge(&self, name: &str, page: &PageFacts) -> Judged {
        let mut judged = Judged::default();
        for Address { text, offset } in &page.addresses {
            let fault = match self.target(name, text) {
                Target::Else => None,
                Target::Outside(url) => {
                    judged.outside.insert(url);
                    None
                }
                Target::Beyond => Some(Fault::error(
                    format!("the address `{text}` leads out of the site"),
                    "write addresses from the page, or from the root with the path of base_url",
                )),
                Target::Inside { path, fragment } => {
                    judged.inside += 1;
                    if name == NOT_FOUND && is_relative(text) {
                        Some(Fault::error(
                            format!(
                                "the address `{text}` is relative, but this page is shown at any depth"
                            ),
                            "begin addresses with {{ page.root }}",
                        ))
                    } else {
                        self.fault(text, &path, &fragment)
                    }
                }
            };
            judged.faults.extend(fault.map(|fault| fault.at(*offset)));
        }
        judged
    }

    /// The absolute addresses in a text that begin with that of the site, each as far as an address
    /// can go in XML, JSON or Markdown.
    pub fn own<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let Some(origin) = self.origin else {
            return Vec::new();
        };
        let home = format!("{origin}{}", self.base);
        let ends = |c: char| c.is_whitespace() || "\"'<>()[]\\{}|`&".contains(c);
        let starts = text.match_indices(home.as_str());
        starts
            .map(|(at, _)| {
                let rest = &text[at..];
                &rest[..rest.find(ends).unwrap_or(rest.len())]
            })
            .collect()
    }

    /// What is wrong with an address that leads to a path of the site.
    pub fn fault(&self, text: &str, path: &str, fragment: &str) -> Option<Fault> {
        let Some(found) = self.find(path) else {
            let mut fault = Fault::error(
                format!("the address `{text}` leads to nothing"),
                "mend the link, or bring back what it led to",
            );
            if self.tree.files.len() <= FEW_FILES {
                let names = self.tree.files.keys().map(String::as_str);
                fault.meant = nearest(path, names).map(str::to_owned);
            }
            return Some(fault);
        };
        // `#` and `#top` lead to the top of any page, and `#:~:` to words on it (WHATWG HTML,
        // "Navigating to a fragment"; WICG, "Scroll to Text Fragment").
        if fragment.is_empty() || fragment == "top" || fragment.starts_with(":~:") {
            return None;
        }
        let page = self.pages.get(found.as_str())?;
        if page.ids.contains(fragment) {
            return None;
        }
        let mut fault = Fault::error(
            format!("the address `{text}` leads to a place that the page does not have"),
            "mend the part behind `#`; it is the id of an element there",
        );
        fault.meant = nearest(fragment, page.ids.iter().map(String::as_str)).map(str::to_owned);
        Some(fault)
    }

    /// The file that hosts give for a path, decoded and from the root of the site.
    fn find(&self, path: &str) -> Option<String> {
        if path.is_empty() || path.ends_with('/') {
            let index = format!("{path}index.html");
            return self.tree.has(&index).then_some(index);
        }
        [
            path.to_owned(),
            format!("{path}.html"),
            format!("{path}/index.html"),
        ]
        .into_iter()
        .find(|name| self.tree.has(name))
    }

    /// Where an address in the file `name` leads.
    pub fn target(&self, name: &str, address: &str) -> Target {
        let (whole, fragment) = address.split_once('#').unwrap_or((address, ""));
        let (address, _query) = whole.split_once('?').unwrap_or((whole, ""));
        let from_root = if let Some(scheme_end) = scheme_end(address) {
            let scheme = address[..scheme_end].to_ascii_lowercase();
            if scheme != "http" && scheme != "https" {
                return Target::Else;
            }
            let Some(rest) = self.origin.and_then(|origin| below_origin(address, origin)) else {
                return Target::Outside(whole.to_owned());
            };
            rest
        } else if address.starts_with("//") {
            return Target::Outside(format!("https:{whole}"));
        } else {
            address
        };
        let decoded = decoded(from_root);
        let path = if decoded.starts_with('/') {
            match decoded.strip_prefix(self.base) {
                Some(path) => resolved("", path),
                None if format!("{decoded}/") == self.base => Some(String::new()),
                None if scheme_end(address).is_some() => {
                    return Target::Outside(whole.to_owned());
                }
                None => None,
            }
        } else if decoded.is_empty() {
            Some(name.to_owned())
        } else {
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            resolved(folder, &decoded)
        };
        match path {
            Some(path) => Target::Inside {
                path,
                fragment: self::decoded(fragment),
            },
            None => Target::Beyond,
        }
    }
}

/// What follows scheme and host in an absolute address of that origin; `/` where nothing does.
fn below_origin<'t>(address: &'t str, origin: &str) -> Option<&'t str> {
    let head = address.get(..origin.len())?;
    let rest = &address[origin.len()..];
    match head.eq_ignore_ascii_case(origin) {
        true if rest.is_empty() => Some("/"),
        true if rest.starts_with('/') => Some(rest),
        _ => None,
    }
}

/// Where the scheme of an absolute address ends (RFC 3986, section 3.1).
fn scheme_end(address: &str) -> Option<usize> {
    let end = address.find(':')?;
    let is_scheme = address[..end].starts_with(|c: char| c.is_ascii_alphabetic())
        && address[..end]
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(end)
}

fn is_relative(address: &str) -> bool {
    !address.starts_with(['/', '#']) && !address.is_empty() && scheme_end(address).is_none()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A path from a folder without `.` and `..`; none where it leads above the root.
fn resolved(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut is_folder = false;
    for segment in path.split('/') {
        is_folder = matches!(segment, "" | "." | "..");
        match segment {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            segment => parts.push(segment),
        }
    }
    let mut resolved = parts.join("/");
    if is_folder && !resolved.is_empty() {
        resolved.push('/');
    }
    Some(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_where_browsers_go() {
        let tree = Tree {
            files: BTreeMap::new(),
        };
        let pages = BTreeMap::new();
        let inside = |path: &str, fragment: &str| Target::Inside {
            path: path.to_owned(),
            fragment: fragment.to_owned(),
        };
        let outside = |url: &str| Target::Outside(url.to_owned());
        let links = Links::new(&tree, &pages, Some("https://example.org/a/b/"));
        for (address, target) in [
            ("", inside("papers/x.html", "")),
            ("#id", inside("papers/x.html", "id")),
            ("y.html?q=1#a%20b", inside("papers/y.html", "a b")),
            ("./y%20z.html", inside("papers/y z.html", "")),
            ("../", inside("", "")),
            ("..", inside("", "")),
            ("../topics/", inside("topics/", "")),
            ("../../y.html", Target::Beyond),
            ("/y.html", Target::Beyond),
            ("/a/b/y.html", inside("y.html", "")),
            ("/a/b", inside("", "")),
            ("https://example.org/a/b/y.html#z", inside("y.html", "z")),
            ("HTTPS://EXAMPLE.org/a/b/", inside("", "")),
            ("https://example.org/c", outside("https://example.org/c")),
            (
                "https://example.org.evil/a/b/",
                outside("https://example.org.evil/a/b/"),
            ),
            ("//cdn.example/x", outside("https://cdn.example/x")),
            (
                "https://example.com/forum?id=a#b",
                outside("https://example.com/forum?id=a"),
            ),
            ("mailto:a@example.org", Target::Else),
            ("data:,x", Target::Else),
            ("2601:x.html", inside("papers/2601:x.html", "")),
        ] {
            assert_eq!(links.target("papers/x.html", address), target, "{address}");
        }
    }
}
