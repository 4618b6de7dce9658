//! MathML from a library, rebuilt from what a page may hold.
//!
//! A library that writes markup is not trusted to escape: text that it copied unescaped would become
//! elements of the page. So its output is parsed, and a new text is written from an allow-list:
//!
//! 1. [`rebuilt`] reads the XML strictly. What is not well-formed, holds a foreign element, a comment,
//!    more than one root, or nests too deeply is refused as a whole.
//! 2. [`push_start`] writes the attributes that are known and short; all others are dropped, above
//!    all `href`, `id`, `style` and event handlers. Of a style, classes stand for what matters
//!    (the site's content policy forbids style attributes).
//! 3. A display style of rows and fractions goes to an `mstyle` element: MathML Core lets any
//!    element have that attribute, validators do not.
//!
//! Links (`a`, of `\href` and `\ref`) are dropped and their text stays.

use super::escape::push_escaped;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements of MathML Core (W3C) that a formula may hold, and `menclose` of MathML 3.
const ELEMENTS: &[&str] = &[
    "annotation",
    "math",
    "menclose",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
    "semantics",
];

/// Elements that hold text. Within one, a parser of HTML is back in HTML.
const TOKENS: &[&str] = &["annotation", "mi", "mn", "mo", "mtext"];

/// Attributes that change how a formula looks and nothing else.
const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "depth",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// Classes that the library gives and the themes know.
const CLASSES: &[&str] = &[
    "math-core-sans-serif-font",
    "math-core-serif-font",
    "menclose-downdiagonalstrike",
    "menclose-horizontalstrike",
    "menclose-updiagonalstrike",
];

/// Deepest nesting of elements.
const DEEPEST: usize = 400;

/// Longest value of an attribute, in bytes.
const LONGEST_VALUE: usize = 64;

/// A formula written anew from the elements and attributes of the allow-list; none where it holds
/// anything else.
pub(super) fn rebuilt(mathml: &str) -> Option<String> {
    let mut reader = Reader::from_str(mathml);
    let mut out = String::with_capacity(mathml.len());
    let mut open: Vec<Open> = Vec::new();
    let mut is_finished = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let is_first = open.is_empty() && !is_finished;
                let element = push_element(&mut out, &start, open.last(), is_first)?;
                if open.len() >= DEEPEST {
                    return None;
                }
                open.push(element);
            }
            Event::Empty(start) => {
                if open.is_empty() {
                    return None;
                }
                let element = push_element(&mut out, &start, open.last(), false)?;
                if element.name.starts_with('m') && element.end == format!("</{}>", element.name) {
                    out.truncate(out.len() - ">".len());
                    out.push_str("/>");
                } else {
                    out.push_str(&element.end);
                }
            }
            Event::End(_) => {
                out.push_str(&open.pop()?.end);
                is_finished = open.is_empty();
            }
            Event::Text(text) => {
                let text = &*text;
                if open.is_empty() && !text.trim().is_empty() {
                    return None;
                }
                push_escaped(&mut out, text);
            }
            Event::GeneralRef(reference) => {
                open.last()?;
                push_escaped(&mut out, &character(&reference)?);
            }
            Event::Eof => return (is_finished && open.is_empty()).then_some(out),
            _ => return None,
        }
    }
}

/// An element that is open.
struct Open {
    name: String,
    /// What closes it.
    end: String,
}

/// Writes the start of an element within `parent`. None for one that a formula does not hold there.
fn push_element(
    out: &mut String,
    start: &BytesStart<'_>,
    parent: Option<&Open>,
    is_first: bool,
) -> Option<Open> {
    let name = start.name();
    let name: &str = name.as_ref();
    let attributes = Attributes::read(start)?;
    let open = |end: String| Open {
        name: name.to_owned(),
        end,
    };
    let is_in_token = parent.is_some_and(|parent| TOKENS.contains(&&*parent.name));
    match name {
        "a" => return Some(open(String::new())),
        "span" if parent.is_some_and(|parent| parent.name == "mtext") => {
            push_start(out, "span", &attributes, |_| false);
            return Some(open("</span>".to_owned()));
        }
        "math" if is_first => {
            out.push_str(if attributes.has("display", "block") {
                "<math display=\"block\">"
            } else {
                "<math>"
            });
        }
        "annotation" if attributes.has("encoding", "application/x-tex") => {
            out.push_str("<annotation encoding=\"application/x-tex\">");
        }
        "math" | "annotation" => return None,
        _ if is_in_token || is_first || !ELEMENTS.contains(&name) => return None,
        "mrow" if attributes.is_styled() => {
            push_start(out, "mstyle", &attributes, |_| true);
            return Some(open("</mstyle>".to_owned()));
        }
        "mfrac" if attributes.is_styled() => {
            push_start(out, "mstyle", &attributes, is_style);
            push_start(out, "mfrac", &attributes, |name| !is_style(name));
            return Some(open("</mfrac></mstyle>".to_owned()));
        }
        "mtable" => push_start(out, name, &attributes, |name| name != "scriptlevel"),
        _ => push_start(out, name, &attributes, |_| true),
    }
    Some(open(format!("</{name}>")))
}

/// The attributes of an element, names and values resolved.
struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// None where they are not well-formed.
    fn read(start: &BytesStart<'_>) -> Option<Self> {
        let pairs = start.attributes().map(|attribute| {
            let attribute = attribute.ok()?;
            let value = quick_xml::escape::unescape(&attribute.value).ok()?;
            Some((attribute.key.as_ref().to_owned(), value.into_owned()))
        });
        pairs.collect::<Option<_>>().map(Self)
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.0
            .iter()
            .any(|(known, given)| known == name && given == value)
    }

    fn is_styled(&self) -> bool {
        self.0.iter().any(|(name, _)| name == "displaystyle")
    }
}

fn is_style(attribute: &str) -> bool {
    matches!(attribute, "displaystyle" | "scriptlevel")
}

/// Appends a start tag with those attributes that are on the list and `wanted` accepts.
fn push_start(
    out: &mut String,
    name: &str,
    attributes: &Attributes,
    wanted: impl Fn(&str) -> bool,
) {
    out.push('<');
    out.push_str(name);
    let mut classes: Vec<&str> = Vec::new();
    for (attribute, value) in &attributes.0 {
        match attribute.as_str() {
            "style" => classes.extend(classes_for(value)),
            "class" => {
                let given = value.split_ascii_whitespace();
                classes.extend(
                    given.filter_map(|class| CLASSES.iter().find(|known| **known == class)),
                );
            }
            known
                if ATTRIBUTES.contains(&known)
                    && wanted(known)
                    && is_plain(value)
                    && !is_great_length(value) =>
            {
                push_attribute(out, known, value);
            }
            _ => {}
        }
    }
    if !classes.is_empty() {
        push_attribute(out, "class", &classes.join(" "));
    }
    out.push('>');
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value);
    out.push('"');
}

/// The classes that stand for the declarations of a style.
fn classes_for(style: &str) -> impl Iterator<Item = &'static str> {
    let has = |declaration: &str| style.contains(declaration);
    let classes = [
        ("math-left", has("text-align: left")),
        ("math-right", has("text-align: right")),
        (
            "math-tight",
            has("padding-right: 0;") || has("padding-left: 0;"),
        ),
        ("math-line", has("0.05em solid") || has("0.05em dashed")),
        ("math-wide", has("width: 100%")),
        ("math-small-caps", has("small-caps")),
    ];
    classes
        .into_iter()
        .filter_map(|(class, is_set)| is_set.then_some(class))
}

/// Whether a value is one that MathML has: words, numbers and lengths.
fn is_plain(value: &str) -> bool {
    value.len() <= LONGEST_VALUE
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b" .+-%".contains(&byte))
}

/// Whether an attribute's value is a length beyond 20 em, with which a formula could push a page
/// apart.
fn is_great_length(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    number.len() < value.len()
        && number
            .parse::<f64>()
            .is_ok_and(|number| number.abs() > 20.0)
}

/// What a reference such as `&lt;` or `&#x2063;` stands for.
pub(super) fn character(reference: &BytesRef<'_>) -> Option<String> {
    if let Some(character) = reference.resolve_char_ref().ok()? {
        return Some(character.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(reference).map(str::to_owned)
}
