//! Taking a bibliography apart into entries and fields.
//!
//! A scanner of our own: the crate `biblatex`, with which the tests compare it, refuses a whole file
//! for one fault, a lone `$` in an abstract included, and the stack overflows where braces or
//! references are nested deeply. Here nothing recurses, and a fault costs the entry it is in.
//!
//! More is understood than BibTeX's grammar has: comments with `%` between fields, fields without
//! commas between them, values without braces. Text between entries is a comment.

use super::scanner::{Head, Scanner};

/// An entry with a key and fields.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// In lower case.
    pub(super) kind: String,
    pub(super) key: &'a str,
    pub(super) fields: Vec<Field<'a>>,
    /// Where its `@` stands.
    pub(super) offset: usize,
    /// What is wrong with it, although its fields could be read.
    pub(super) fault: Option<String>,
}

#[derive(Debug)]
pub(super) struct Field<'a> {
    /// In lower case.
    pub(super) name: String,
    /// Put together with `#` in the source.
    pub(super) value: Vec<Part<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// What stood in braces, in quotes, or was a number.
    Text(&'a str),
    /// The name of an `@string`, or of a month.
    Name(&'a str),
}

/// What a bibliography holds.
#[derive(Debug, Default)]
pub(super) struct Entries<'a> {
    pub(super) items: Vec<Item<'a>>,
    /// The definitions of `@string`.
    pub(super) strings: Vec<Field<'a>>,
    /// What stands between entries, and what `@comment` and `@preamble` hold.
    pub(super) comments: Vec<&'a str>,
}

#[derive(Debug)]
pub(super) enum Item<'a> {
    Entry(Entry<'a>),
    /// An entry with a value that has no end.
    Broken {
        offset: usize,
        fault: String,
        source: &'a str,
    },
    /// What is wrong with an `@string`, which is no record.
    Fault {
        offset: usize,
        fault: String,
    },
}

/// Fields, and what is wrong although they could be read.
type Fields<'a> = (Vec<Field<'a>>, Option<String>);

/// The entries of a text.
pub(super) fn entries(text: &str) -> Entries<'_> {
    let mut scanner = Scanner::new(text);
    let mut entries = Entries::default();
    let mut behind = 0;
    while let Some(head) = scanner.next_head() {
        let offset = head.offset;
        entries.comment(&text[behind..offset]);
        match head.kind.as_str() {
            "comment" | "preamble" => {
                scanner.skip_group(&head);
                entries.comment(scanner.since(offset));
            }
            "string" => {
                let (strings, fault) = match fields(&mut scanner, &head) {
                    Ok((strings, fault)) => (strings, fault),
                    Err(fault) => (Vec::new(), Some(fault)),
                };
                entries.strings.extend(strings);
                let fault = fault.map(|fault| Item::Fault { offset, fault });
                entries.items.extend(fault);
            }
            _ => {
                let key = scanner.key(&head);
                let item = match fields(&mut scanner, &head) {
                    Ok((fields, fault)) => Item::Entry(Entry {
                        kind: head.kind,
                        key,
                        fields,
                        offset,
                        fault,
                    }),
                    Err(fault) => Item::Broken {
                        offset,
                        fault,
                        source: scanner.since(offset),
                    },
                };
                entries.items.push(item);
            }
        }
        behind = scanner.offset();
    }
    entries.comment(&text[behind..]);
    entries
}

impl<'a> Entries<'a> {
    fn comment(&mut self, text: &'a str) {
        let text = text.trim();
        if text.contains(char::is_alphabetic) {
            self.comments.push(text);
        }
    }
}

/// The fields up to the end of the entry; the scanner stands behind it, or at the next entry.
fn fields<'a>(scanner: &mut Scanner<'a>, head: &Head) -> Result<Fields<'a>, String> {
    let mut fields = Vec::new();
    loop {
        scanner.skip_to_field();
        if scanner.eat(head.close) {
            return Ok((fields, None));
        }
        if scanner.is_at_end() || scanner.is_at_head() {
            if let Some(last) = fields.last().filter(|last| has_swallowed(last)) {
                return Err(format!("the value of `{}` is not closed", last.name));
            }
            let fault = format!("this entry is not closed by `{}`", char::from(head.close));
            return Ok((fields, Some(fault)));
        }
        let name = scanner.word(head);
        if name.is_empty() {
            scanner.skip_stray()?;
            continue;
        }
        if !scanner.eat_equals() {
            continue;
        }
        let value = value(scanner, head)
            .map_err(|delimiter| format!("the value of `{name}` is not closed by `{delimiter}`"))?;
        fields.push(Field {
            name: name.to_ascii_lowercase(),
            value,
        });
    }
}

/// Whether other fields are in a value, so that what closes it was meant to close the entry.
fn has_swallowed(field: &Field<'_>) -> bool {
    let begins_field = |text: &str| {
        let text = text.trim_start();
        let name = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        name.len() < text.len() && name.trim_start().starts_with('=')
    };
    field.value.iter().any(|part| match part {
        Part::Text(text) => text.split([',', '\n']).skip(1).any(begins_field),
        Part::Name(_) => false,
    })
}

/// A value; where it is not closed, what is missing.
fn value<'a>(scanner: &mut Scanner<'a>, head: &Head) -> Result<Vec<Part<'a>>, char> {
    let mut parts = Vec::new();
    loop {
        if let Some(text) = scanner.delimited()? {
            parts.push(Part::Text(text));
        } else {
            let word = scanner.word(head);
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                parts.push(Part::Text(word));
            } else if !word.is_empty() {
                parts.push(Part::Name(word));
            }
        }
        if !scanner.eat_joint() {
            return Ok(parts);
        }
    }
}
