//! Lines and columns of offsets, counted on from the last one that was asked.

use crate::readers::intake::Spot;

/// Tells lines and columns of offsets, which are asked in their order.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
    column: usize,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            offset: 0,
            line: 1,
            column: 1,
        }
    }

    pub fn of(&mut self, offset: usize) -> Spot {
        let between = self.text.get(self.offset..offset).unwrap_or_default();
        let on_the_line = match between.rfind('\n') {
            Some(last) => {
                self.line += memchr::memchr_iter(b'\n', between.as_bytes()).count();
                self.column = 1;
                &between[last + 1..]
            }
            None => between,
        };
        self.column += on_the_line.chars().count();
        self.offset = offset;
        Spot {
            line: self.line,
            column: Some(self.column),
        }
    }
}
