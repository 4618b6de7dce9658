//! Where in a text a line and a column are, found from the place that was asked for last.
//!
//! Faults are mostly reported in the order of the file. Were each looked for from the beginning, a
//! file of many broken records would take a time that grows with the square of its size.

use crate::diagnostic::SHOWN_BEFORE;
use memchr::memchr;

/// A place in a text.
#[derive(Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    line: usize,
    /// Where the line begins, in bytes.
    line_start: usize,
    column: usize,
    /// Where the column is, in bytes.
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            line: 1,
            line_start: 0,
            column: 1,
            at: 0,
        }
    }

    /// What stands around a column of a line, both from 1, to the end of the line; and the column
    /// at which that begins. Empty where the text has no such line.
    pub fn part(&mut self, line: usize, column: Option<usize>) -> (&'a str, usize) {
        let column = column.unwrap_or(1);
        if line < self.line {
            *self = Self::new(self.text);
        } else if line == self.line && column < self.column {
            (self.column, self.at) = (1, self.line_start);
        }
        self.go_to_line(line);
        if self.line != line {
            return ("", 1);
        }
        self.go_to_column(column);
        let before = &self.text[self.line_start..self.at];
        let mut shown = before.char_indices().rev().take(SHOWN_BEFORE);
        let (count, start) = shown.by_ref().fold((0, self.at), |(count, _), (index, _)| {
            (count + 1, self.line_start + index)
        });
        let rest = &self.text[start..];
        // No more than is shown is looked at: the line may be the whole file.
        let rest = &rest[..rest.floor_char_boundary(LONGEST)];
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest[..end].strip_suffix('\r').unwrap_or(&rest[..end]);
        (line, self.column - count)
    }

    fn go_to_line(&mut self, line: usize) {
        while self.line < line
            && let Some(end) = memchr(b'\n', &self.text.as_bytes()[self.at..])
        {
            self.line += 1;
            self.line_start = self.at + end + 1;
            self.column = 1;
            self.at = self.line_start;
        }
    }

    /// Goes on to a column, or to the end of the line.
    fn go_to_column(&mut self, column: usize) {
        let rest = self.text[self.at..].chars();
        for c in rest.take_while(|c| *c != '\n').take(column - self.column) {
            self.column += 1;
            self.at += c.len_utf8();
        }
    }
}

/// The most of a line that is handed over, in bytes.
const LONGEST: usize = 1_000;
