//! What a page has: ids, addresses, and what lacks an alternative for those who cannot see it.
//!
//! Reads tags as a browser does (WHATWG HTML, "Tokenization"), without building a tree of them.

use super::findings::Fault;
use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What a page has.
#[derive(Debug, Default)]
pub(super) struct PageFacts {
    /// Ids, and names of anchors.
    pub ids: HashSet<String>,
    pub addresses: Vec<Address>,
    /// Style sheets and scripts that are loaded with it, as they are written.
    pub styles: Vec<String>,
    pub scripts: Vec<String>,
    /// What is wrong with the page by itself.
    pub faults: Vec<Fault>,
}

/// An address in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// As it is written, without character references.
    pub text: String,
    /// Where, in bytes.
    pub offset: usize,
}

/// Attributes that hold an address, whatever the element.
const ADDRESSES: [&str; 5] = ["href", "src", "poster", "action", "data"];

impl PageFacts {
    /// Reads a page. What is not UTF-8 in it is replaced.
    pub fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut reader = Reader::default();
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(&*text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => reader.start(&tag),
                Token::EndTag(tag) => reader.end(&tag.name),
                Token::String(said) => reader.text(&said.value),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        reader.finish()
    }
}

type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

/// An element that has to say something, until its end.
#[derive(Debug)]
struct Open {
    element: String,
    offset: usize,
    says: bool,
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    facts: PageFacts,
    open: Vec<Open>,
    has_language: bool,
    title: Option<String>,
    is_in_title: bool,
    /// How many labels are open.
    labels: usize,
    /// Ids that labels name, and fields that have none but an id.
    labelled: BTreeSet<String>,
    fields: Vec<(String, usize)>,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let get = |key: &str| value(&tag.attributes, key);
        for key in ["id", "name"] {
            let is_anchor = key == "id" || name == "a";
            if let Some(id) = get(key).filter(|id| is_anchor && !id.is_empty())
                && !self.facts.ids.insert(id.clone())
                && key == "id"
            {
                self.fault(
                    Fault::error(
                        format!("the id `{id}` is on this page twice"),
                        "ids have to be different, or links lead to the first one alone",
                    ),
                    tag.span.start,
                );
            }
        }
        self.addresses(&name, tag);
        self.alternatives(&name, tag);
    }

    fn addresses(&mut self, name: &str, tag: &StartTag<usize>) {
        for (key, held) in &tag.attributes {
            let key = String::from_utf8_lossy(key);
            let text = String::from_utf8_lossy(&held.value).trim().to_owned();
            let texts: Vec<String> = match (&*key, name) {
                ("data", element) if element != "object" => continue,
                (key, _) if ADDRESSES.contains(&key) => vec![text],
                ("srcset", _) => text
                    .split(',')
                    .filter_map(|part| part.split_whitespace().next())
                    .map(str::to_owned)
                    .collect(),
                ("content", "meta") => meta_address(&tag.attributes, text).into_iter().collect(),
                _ => continue,
            };
            for text in texts {
                self.facts.addresses.push(Address {
                    text,
                    offset: held.span.start,
                });
            }
        }
        let get = |key: &str| value(&tag.attributes, key);
        match name {
            "link" if get("rel").is_some_and(|rel| has_word(&rel, "stylesheet")) => {
                self.facts.styles.extend(get("href"));
            }
            "script" => self.facts.scripts.extend(get("src")),
            _ => {}
        }
    }

    fn alternatives(&mut self, name: &str, tag: &StartTag<usize>) {
        let offset = tag.span.start;
        let get = |key: &str| value(&tag.attributes, key);
        let says = |key: &str| get(key).is_some_and(|text| !text.trim().is_empty());
        let is_named = says("aria-label") || says("aria-labelledby") || says("title");
        let is_unseen = get("aria-hidden").as_deref() == Some("true") || get("hidden").is_some();
        if is_named || says("alt") {
            self.says();
        }
        match name {
            "html" => self.has_language = says("lang"),
            "title" if self.title.is_none() => {
                self.title = Some(String::new());
                self.is_in_title = true;
            }
            "img" if get("alt").is_none() && !is_unseen => self.fault(
                Fault::error(
                    "a picture has no alternative text".to_owned(),
                    "say in `alt` what it shows, or write `alt=\"\"` where it only decorates",
                ),
                offset,
            ),
            "iframe" if !is_named => self.fault(
                Fault::warning(
                    "a frame has no title".to_owned(),
                    "say in `title` what it holds",
                ),
                offset,
            ),
            "label" => {
                self.labels += 1;
                self.labelled.extend(get("for"));
            }
            "input" | "select" | "textarea" if !is_named && self.labels == 0 => {
                let kind = get("type").unwrap_or_default();
                if !["hidden", "submit", "button", "reset", "image"].contains(&&*kind) {
                    self.fields.push((get("id").unwrap_or_default(), offset));
                }
            }
            "a" if get("href").is_some() && !is_unseen => self.wait(name, is_named, offset),
            "button" if !is_unseen => self.wait(name, is_named, offset),
            "svg" if get("role").as_deref() == Some("img") && !is_unseen => {
                self.wait(name, is_named, offset);
            }
            _ => {}
        }
    }

    /// From here to its end, an element has to say something.
    fn wait(&mut self, element: &str, says: bool, offset: usize) {
        self.open.push(Open {
            element: element.to_owned(),
            offset,
            says,
        });
    }

    fn says(&mut self) {
        for open in &mut self.open {
            open.says = true;
        }
    }

    fn text(&mut self, said: &[u8]) {
        if self.is_in_title {
            let said = String::from_utf8_lossy(said);
            self.title.get_or_insert_default().push_str(&said);
        }
        if !said.trim_ascii().is_empty() {
            self.says();
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"title" => self.is_in_title = false,
            b"label" => self.labels = self.labels.saturating_sub(1),
            _ => {}
        }
        let is_it = |open: &Open| open.element.as_bytes() == name;
        let Some(at) = self.open.iter().rposition(is_it) else {
            return;
        };
        let open = self.open.remove(at);
        if !open.says {
            let (what, help) = match open.element.as_str() {
                "a" => ("a link", "give it a text, or an `aria-label`"),
                "button" => ("a button", "give it a text, or an `aria-label`"),
                _ => ("a drawing", "give it a `<title>`, or an `aria-label`"),
            };
            let fault = Fault::error(
                format!("{what} has no text, so nobody knows what it is"),
                help,
            );
            self.fault(fault, open.offset);
        }
    }

    fn fault(&mut self, fault: Fault, offset: usize) {
        self.facts.faults.push(fault.at(offset));
    }

    fn finish(mut self) -> PageFacts {
        for (id, offset) in std::mem::take(&mut self.fields) {
            if !self.labelled.contains(&id) {
                let fault = Fault::warning(
                    "a field has no label".to_owned(),
                    "put a `<label>` around it, or name its id in one by `for`",
                );
                self.fault(fault, offset);
            }
        }
        if !self.has_language {
            let fault = Fault::warning(
                "the page does not say its language".to_owned(),
                "set `lang` on `<html>`",
            );
            self.fault(fault, 0);
        }
        if self
            .title
            .as_deref()
            .is_none_or(|title| title.trim().is_empty())
        {
            let fault = Fault::warning(
                "the page has no title".to_owned(),
                "put a `<title>` into its head",
            );
            self.fault(fault, 0);
        }
        self.facts
    }
}

fn value(attributes: &Attributes, key: &str) -> Option<String> {
    let held = attributes.get(key.as_bytes())?;
    Some(String::from_utf8_lossy(&held.value).into_owned())
}

fn has_word(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace()
        .any(|one| one.eq_ignore_ascii_case(word))
}

/// The address in a `meta`: where it redirects to, or a picture or page of OpenGraph.
fn meta_address(attributes: &Attributes, content: String) -> Option<String> {
    let get = |key: &str| value(attributes, key).unwrap_or_default().to_lowercase();
    if get("http-equiv") == "refresh" {
        let (_, to) = content.split_once('=')?;
        return Some(to.trim().trim_matches(['\'', '"']).to_owned());
    }
    let names = [get("property"), get("name")];
    let is_address =
        |name: &String| ["og:url", "og:image", "twitter:image"].contains(&name.as_str());
    names.iter().any(is_address).then_some(content)
}
