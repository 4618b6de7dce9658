//! Which brace closes which, outside formulas.

use std::ops::Range;

/// The pairs of braces of a text. A brace without its partner is in none.
#[derive(Debug)]
pub(super) struct Groups {
    /// Where they open and close, sorted.
    pairs: Vec<(usize, usize)>,
}

impl Groups {
    /// `formulas` are sorted.
    pub(super) fn of(text: &str, formulas: &[Range<usize>]) -> Self {
        let bytes = text.as_bytes();
        if memchr::memchr(b'{', bytes).is_none() {
            return Self { pairs: Vec::new() };
        }
        let mut formulas = formulas.iter().peekable();
        let mut open = Vec::new();
        let mut pairs = Vec::new();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if let Some(formula) = formulas.next_if(|formula| formula.start <= at) {
                at = formula.end.max(at);
                continue;
            }
            match byte {
                // An escaped brace is a character; escaped ASCII is one byte.
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii) => at += 1,
                b'{' => open.push(at),
                b'}' => pairs.extend(open.pop().map(|start| (start, at))),
                _ => {}
            }
            at += 1;
        }
        pairs.sort_unstable();
        Self { pairs }
    }

    /// Where the group closes that opens at `open`; `None` if there is no brace, or nothing closes it.
    pub(super) fn close(&self, open: usize) -> Option<usize> {
        let found = self.pairs.binary_search_by_key(&open, |(open, _)| *open);
        found.ok().map(|index| self.pairs[index].1)
    }
}
