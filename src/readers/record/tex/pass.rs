//! One walk over a text.

use super::accents::{Accent, accent, name};
use super::groups::Groups;
use super::quotes::{Quote, quotes};
use super::table::{self, Command};
use crate::markup::{self, Span};
use std::ops::Range;

/// The text with what is TeX outside its formulas resolved.
pub(super) fn over(text: &str) -> String {
    let formulas = formulas(text);
    let quotes = quotes(text, &formulas);
    let mut pass = Pass {
        text,
        at: 0,
        out: String::with_capacity(text.len()),
        groups: Groups::of(text, &formulas),
        formulas: formulas.into_iter().peekable(),
        quotes: quotes.into_iter().peekable(),
        dropped: Vec::new(),
        is_in_address: false,
        over_escaped: [b'"', b'\'', b'.'].map(|symbol| (symbol, is_over_escaped(text, symbol))),
    };
    pass.walk();
    pass.out
}

fn formulas(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut formulas = Vec::new();
    for span in markup::spans(text) {
        let (Span::Text(source) | Span::Math(source)) = span;
        if matches!(span, Span::Math(_)) {
            formulas.push(at..at + source.len());
        }
        at += source.len();
    }
    formulas
}

/// Whether a text has backslashes before a mark that is no accent: `\"so called\" ones`, `don\'t`,
/// `1\.2`. Then none of them is an accent in this text.
fn is_over_escaped(text: &str, symbol: u8) -> bool {
    let escaped = [b'\\', symbol];
    memchr::memmem::find_iter(text.as_bytes(), &escaped).any(|at| {
        let is_escaped_itself = text[..at].ends_with('\\');
        let follows = text[at + 2..].chars().next();
        !is_escaped_itself
            && match follows {
                None => true,
                Some('{' | '\\') => false,
                Some(c) if !c.is_alphabetic() => true,
                // A name may end in the letter that `\'s` is; in a sentence it is the genitive.
                Some('s') => symbol == b'\'' && text[at + 3..].starts_with(' '),
                Some(c) => symbol == b'\'' && matches!(c, 't' | 'v'),
            }
    })
}

/// A text as it is walked over.
pub(super) struct Pass<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) out: String,
    pub(super) groups: Groups,
    formulas: std::iter::Peekable<std::vec::IntoIter<Range<usize>>>,
    quotes: std::iter::Peekable<std::vec::IntoIter<Quote>>,
    /// Closing braces that are not written, the next one last, each with what comes in its place.
    dropped: Vec<(usize, String)>,
    /// Within a web address, hyphens and tildes are what they are.
    pub(super) is_in_address: bool,
    /// Marks that have a backslash before them in this text, and are no accents.
    over_escaped: [(u8, bool); 3],
}

impl Pass<'_> {
    fn walk(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if let Some(formula) = self.formulas.next_if(|formula| formula.start <= self.at) {
                self.copy(formula.end.saturating_sub(self.at));
                continue;
            }
            while self.quotes.next_if(|quote| quote.at < self.at).is_some() {}
            match byte {
                b'\\' => self.backslash(),
                b'{' => self.open(),
                b'}' => self.close(),
                b'-' => self.hyphens(),
                b'~' => self.tie(),
                b'`' | b'\'' => match self.quotes.next_if(|quote| quote.at == self.at) {
                    Some(quote) => self.write(quote.written, quote.length),
                    None => self.copy(1),
                },
                b':' if self.rest().starts_with("://") => {
                    self.is_in_address = true;
                    self.copy("://".len());
                }
                b' ' | b'\n' | b'\t' | b'\r' if self.is_in_address => {
                    self.is_in_address = false;
                    self.copy(1);
                }
                _ => self.copy(self.inactive()),
            }
        }
    }

    /// Length of the text up to the next byte that may need more than to be copied, at least 1.
    fn inactive(&self) -> usize {
        let behind = &self.text.as_bytes()[self.at + 1..];
        let active = if self.is_in_address {
            behind
                .iter()
                .position(|byte| ACTIVE_IN_ADDRESS[usize::from(*byte)])
        } else {
            behind.iter().position(|byte| ACTIVE[usize::from(*byte)])
        };
        1 + active.unwrap_or(behind.len())
    }

    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    pub(super) fn copy(&mut self, length: usize) {
        let end = self.at + length;
        self.out.push_str(&self.text[self.at..end]);
        self.at = end;
    }

    pub(super) fn write(&mut self, written: &str, length: usize) {
        self.out.push_str(written);
        self.at += length;
    }

    /// A space, and no second one beside it.
    pub(super) fn write_space(&mut self) {
        self.is_in_address = false;
        let is_there = |c: Option<char>| c.is_some_and(char::is_whitespace);
        if is_there(self.before()) {
            self.skip_spaces();
        } else if !is_there(self.after(0)) {
            self.out.push(' ');
        }
    }

    pub(super) fn skip_spaces(&mut self) {
        self.at += self.rest().bytes().take_while(|byte| *byte == b' ').count();
    }

    pub(super) fn before(&self) -> Option<char> {
        self.out.chars().next_back()
    }

    pub(super) fn after(&self, length: usize) -> Option<char> {
        self.text[self.at + length..].chars().next()
    }

    /// A group loses its braces where they belong to what it begins with: `{\em x}`, `{\"o}`.
    fn open(&mut self) {
        let belongs = self.rest().starts_with("{\\") && {
            match table::command(name(self.text, self.at + 2)) {
                Some(Command::Declaration | Command::Letter(_) | Command::Symbol(_)) => true,
                Some(_) => false,
                None => self.accent_at(self.at + 1).is_some(),
            }
        };
        match self.groups.close(self.at).filter(|_| belongs) {
            Some(close) => {
                self.drop_brace(close);
                self.at += 1;
            }
            None => self.copy(1),
        }
    }

    fn close(&mut self) {
        self.is_in_address = false;
        match self.dropped.pop_if(|(close, _)| *close == self.at) {
            Some((_, written)) => self.write(&written, 1),
            None => self.copy(1),
        }
    }

    /// Leaves out the closing brace at `close`.
    pub(super) fn drop_brace(&mut self, close: usize) {
        self.replace_brace(close, String::new());
    }

    /// Writes something else for the closing brace at `close`.
    pub(super) fn replace_brace(&mut self, close: usize, written: String) {
        self.dropped.push((close, written));
    }

    /// The accent that begins with the backslash at `at`.
    pub(super) fn accent_at(&self, at: usize) -> Option<Accent> {
        let symbol = self.text.as_bytes().get(at + 1).copied();
        if symbol.is_some_and(|symbol| self.is_over_escaped(symbol)) {
            return None;
        }
        accent(self.text, &self.groups, at)
    }

    pub(super) fn is_over_escaped(&self, symbol: u8) -> bool {
        self.over_escaped.contains(&(symbol, true))
    }

    /// Goes on at `end`, without what stands before it.
    pub(super) fn skip_to(&mut self, end: usize) {
        self.at = end;
        while self
            .formulas
            .next_if(|formula| formula.start < end)
            .is_some()
        {}
    }
}

/// Bytes that may need more than to be copied. A dollar may begin a formula.
const ACTIVE: [bool; 256] = table_of(b"\\{}-~`':$");

/// The same within a web address, which white space ends.
const ACTIVE_IN_ADDRESS: [bool; 256] = table_of(b"\\{}-~`':$ \n\t\r");

const fn table_of(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}
