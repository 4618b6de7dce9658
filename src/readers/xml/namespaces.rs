//! Namespaces of elements, as far as readers distinguish them.
//!
//! Prefixes are whatever a file calls them; where one is declared nowhere, which feeds written by
//! hand do, its usual meaning is taken.

use quick_xml::events::attributes::Attributes;
use quick_xml::name::PrefixDeclaration;

/// What the name of an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// No namespace, or one of RSS, whose elements mostly have none.
    Plain,
    Atom,
    /// arXiv's additions to Atom and RSS.
    Arxiv,
    /// Dublin Core.
    Dc,
    /// The module of RSS that holds whole articles.
    Content,
    /// PRISM, in which publishers describe articles.
    Prism,
    /// Pictures, podcasts, counters, and other things that concern programs alone.
    Technical,
    Other,
}

/// The most declarations that may hold at one place.
const MOST: usize = 256;

/// The declarations that hold at a place of a document.
#[derive(Debug, Default)]
pub struct Spaces<'a> {
    /// Depth of the element that declares, prefix, meaning.
    declared: Vec<(usize, &'a str, Space)>,
}

impl<'a> Spaces<'a> {
    /// Takes the declarations of a tag, which is all of it between `<` and `>`. Says whether there
    /// was room for them.
    pub fn enter(&mut self, depth: usize, tag: &'a str, name_length: usize) -> bool {
        if memchr::memmem::find(tag.as_bytes(), b"xmlns").is_none() {
            return true;
        }
        for attribute in Attributes::new(tag, name_length)
            .with_checks(false)
            .flatten()
        {
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Default) => "",
                Some(PrefixDeclaration::Named(prefix)) => prefix,
                None => continue,
            };
            if self.declared.len() == MOST {
                return false;
            }
            self.declared
                .push((depth, prefix, of_address(&attribute.value)));
        }
        true
    }

    /// Forgets what the element at a depth declared.
    pub fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(at, ..)| *at >= depth) {
            self.declared.pop();
        }
    }

    /// What a prefix means here; the empty one is that of names without any.
    pub fn of_prefix(&self, prefix: &str) -> Space {
        let mut declared = self.declared.iter().rev();
        // Most names have no prefix, and comparing two empty texts is slow where neither has an address.
        let is_meant = |known: &str| match prefix.is_empty() {
            true => known.is_empty(),
            false => known == prefix,
        };
        match declared.find(|(_, known, _)| is_meant(known)) {
            // Some RSS has a namespace of its maker's.
            Some((.., Space::Other)) if prefix.is_empty() => Space::Plain,
            Some((.., space)) => *space,
            None => usual_meaning(prefix),
        }
    }
}

/// The usual prefix of a namespace, and a part of its address that no other has.
const KNOWN: &[(Space, &str, &str)] = &[
    (Space::Atom, "atom", "www.w3.org/2005/Atom"),
    (Space::Atom, "atom", "purl.org/atom/ns"),
    (Space::Arxiv, "arxiv", "arxiv.org/schemas/atom"),
    (Space::Dc, "dc", "purl.org/dc/elements/1.1"),
    (Space::Dc, "dcterms", "purl.org/dc/terms"),
    (
        Space::Content,
        "content",
        "purl.org/rss/1.0/modules/content",
    ),
    (Space::Prism, "prism", "prismstandard.org/namespaces/"),
    (
        Space::Technical,
        "rdf",
        "www.w3.org/1999/02/22-rdf-syntax-ns",
    ),
    (Space::Technical, "media", "search.yahoo.com/mrss"),
    (Space::Technical, "itunes", "itunes.com/dtds"),
    (
        Space::Technical,
        "sy",
        "purl.org/rss/1.0/modules/syndication",
    ),
    (Space::Technical, "slash", "purl.org/rss/1.0/modules/slash"),
    (
        Space::Technical,
        "taxo",
        "purl.org/rss/1.0/modules/taxonomy",
    ),
    (Space::Plain, "", "purl.org/rss/1.0/"),
    (Space::Plain, "", "netscape.com/rdf/simple/0.9"),
    (Space::Plain, "", "backend.userland.com/rss2"),
];

fn of_address(address: &str) -> Space {
    if address.trim().is_empty() {
        return Space::Plain;
    }
    let mut known = KNOWN.iter();
    let found = known.find(|(.., part)| address.contains(part));
    found.map_or(Space::Other, |(space, ..)| *space)
}

fn usual_meaning(prefix: &str) -> Space {
    if prefix.is_empty() {
        return Space::Plain;
    }
    let mut known = KNOWN.iter();
    let found = known.find(|(_, usual, _)| *usual == prefix);
    found.map_or(Space::Other, |(space, ..)| *space)
}
