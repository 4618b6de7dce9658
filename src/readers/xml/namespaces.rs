//! Namespaces of elements, as far as readers tell them apart.
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
    Rdf,
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
        match declared.find(|(_, known, _)| *known == prefix) {
            // Some RSS has a namespace of its maker's.
            Some((.., Space::Other)) if prefix.is_empty() => Space::Plain,
            Some((.., space)) => *space,
            None => usual_meaning(prefix),
        }
    }
}

fn of_address(address: &str) -> Space {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    match rest.trim_end_matches(['/', '#']) {
        "" | "purl.org/rss/1.0" | "my.netscape.com/rdf/simple/0.9" => Space::Plain,
        "channel.netscape.com/rdf/simple/0.9" | "backend.userland.com/rss2" => Space::Plain,
        "www.w3.org/2005/Atom" | "purl.org/atom/ns" => Space::Atom,
        "arxiv.org/schemas/atom" => Space::Arxiv,
        "purl.org/dc/elements/1.1" | "purl.org/dc/terms" => Space::Dc,
        "purl.org/rss/1.0/modules/content" => Space::Content,
        "www.w3.org/1999/02/22-rdf-syntax-ns" => Space::Rdf,
        rest if rest.starts_with("prismstandard.org/namespaces/") => Space::Prism,
        _ => Space::Other,
    }
}

fn usual_meaning(prefix: &str) -> Space {
    match prefix {
        "" => Space::Plain,
        "atom" => Space::Atom,
        "arxiv" => Space::Arxiv,
        "dc" | "dcterms" => Space::Dc,
        "content" => Space::Content,
        "prism" => Space::Prism,
        "rdf" => Space::Rdf,
        _ => Space::Other,
    }
}
