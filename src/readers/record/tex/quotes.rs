//! TeX's quotes: which backticks and apostrophes are a pair.
//!
//! A backtick also begins code, and an apostrophe is one: where no pair is clear, both stay.

use std::ops::Range;

/// What is written in place of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) at: usize,
    /// Its length in the text.
    pub(super) length: usize,
    pub(super) written: &'static str,
}

/// Longest text between single quotes, in bytes; longer stretches are none.
const MAX_SINGLE: usize = 300;

/// The quotes of a text, sorted. `formulas` are sorted too, and nothing in them is a quote.
pub(super) fn quotes(text: &str, formulas: &[Range<usize>]) -> Vec<Quote> {
    let bytes = text.as_bytes();
    let mut found = Found::default();
    if memchr::memchr(b'`', bytes).is_none() {
        return found.quotes;
    }
    let mut formulas = formulas.iter().peekable();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if let Some(formula) = formulas.next_if(|formula| formula.start <= at) {
            at = formula.end.max(at);
            continue;
        }
        match byte {
            b'\\' => at += 1 + usize::from(bytes.get(at + 1).is_some_and(u8::is_ascii)),
            b'`' | b'\'' => {
                let length = bytes[at..].iter().take_while(|b| **b == byte).count();
                let before = text[..at].chars().next_back();
                let after = text[at + length..].chars().next();
                found.mark(byte, at, length, before, after);
                at += length;
            }
            b'"' => {
                let has_text_before = at > 0 && !bytes[at - 1].is_ascii_whitespace();
                found.is_closed_straight |= found.double.is_some() && has_text_before;
                at += 1;
            }
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => {
                found.end_paragraph();
                at += 1;
            }
            _ => at += 1,
        }
    }
    found.end_paragraph();
    found.quotes.sort_unstable_by_key(|quote| quote.at);
    found.quotes
}

#[derive(Default)]
struct Found {
    quotes: Vec<Quote>,
    /// Where ``` `` ``` and `` ` `` stand that nothing has closed so far.
    double: Option<usize>,
    single: Option<usize>,
    /// Whether a `"` came after ``` `` ```.
    is_closed_straight: bool,
}

impl Found {
    fn mark(
        &mut self,
        byte: u8,
        at: usize,
        length: usize,
        before: Option<char>,
        after: Option<char>,
    ) {
        let touches_word_before = before.is_some_and(char::is_alphanumeric);
        let opens = !touches_word_before && after.is_some_and(|c| !c.is_whitespace());
        let closes = before.is_some_and(|c| !c.is_whitespace());
        match (byte, length) {
            (b'`', 2) if opens => {
                self.end_double();
                self.double = Some(at);
            }
            (b'`', 1) if opens => self.single = Some(at),
            (b'`', _) => {
                self.single = None;
                self.double = None;
                self.is_closed_straight = false;
            }
            (b'\'', 2) if closes => {
                self.single = None;
                self.is_closed_straight = false;
                if let Some(open) = self.double.take() {
                    self.pair(open, at, 2, ["“", "”"]);
                }
            }
            // An apostrophe is within a word, as in `don't`; before a backtick, it is code.
            (b'\'', 1) if closes && !after.is_some_and(|c| c.is_alphanumeric() || c == '`') => {
                if let Some(open) = self.single.take()
                    && at - open <= MAX_SINGLE
                {
                    self.pair(open, at, 1, ["‘", "’"]);
                }
            }
            _ => {}
        }
    }

    fn pair(&mut self, open: usize, close: usize, length: usize, written: [&'static str; 2]) {
        for (at, written) in [open, close].into_iter().zip(written) {
            self.quotes.push(Quote {
                at,
                length,
                written,
            });
        }
    }

    /// What ``` `` ``` opens and `"` closes is written with `"` on both sides.
    fn end_double(&mut self) {
        if let Some(at) = self.double.take()
            && std::mem::take(&mut self.is_closed_straight)
        {
            self.quotes.push(Quote {
                at,
                length: 2,
                written: "\"",
            });
        }
    }

    fn end_paragraph(&mut self) {
        self.end_double();
        self.single = None;
        self.is_closed_straight = false;
    }
}
