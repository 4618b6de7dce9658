//! The rows of a table and where they begin.
//!
//! A quote that is never closed would make one cell of the rest of the file. Such a row is left out, and
//! the next line begins the next row.

use ::csv::{Reader, ReaderBuilder, StringRecord};

/// The rows of a text, one after the other.
pub struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    /// Reads the text from `base` on.
    reader: Reader<&'a [u8]>,
    base: usize,
    /// How many bytes may be read again behind open quotes, so that reading takes linear time.
    spare: usize,
}

impl<'a> Rows<'a> {
    /// The rows of a text from a place on.
    pub fn new(text: &'a str, delimiter: u8, base: usize) -> Self {
        Self {
            text,
            delimiter,
            reader: reader(&text[base..], delimiter),
            base,
            spare: text.len().saturating_mul(4),
        }
    }

    /// The next row and its offset, or why it cannot be read.
    pub fn next_row(&mut self) -> Option<(usize, Result<StringRecord, String>)> {
        let mut row = StringRecord::new();
        let from = self.place();
        let is_there = self.reader.read_record(&mut row);
        // Blank lines before a row are passed over with it, and so may be the end of the last one.
        let blank = self.text[from..]
            .bytes()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let start = from + blank.count();
        match is_there {
            Ok(false) => None,
            Ok(true) if self.is_open(start) => {
                self.begin_anew_behind_the_line_of(start);
                let reason = "this row has a quote that is not closed; it is left out";
                Some((start, Err(reason.to_owned())))
            }
            Ok(true) => Some((start, Ok(row))),
            Err(fault) => {
                let reason = format!("this row cannot be read ({fault}); it is left out");
                Some((start, Err(reason)))
            }
        }
    }

    /// Up to where the text has been read.
    fn place(&self) -> usize {
        let read = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        self.base.saturating_add(read).min(self.text.len())
    }

    /// Whether the row that begins at a place, and has just been read, has a quote that nothing closes: it
    /// contains a line break, and the next quote stands within a cell, or there is none.
    fn is_open(&self, start: usize) -> bool {
        let row = self.text[start..self.place()].trim_end();
        row.contains('\n') && !is_sound(row.as_bytes(), self.delimiter)
    }

    fn begin_anew_behind_the_line_of(&mut self, start: usize) {
        let Some(spare) = self.spare.checked_sub(self.place() - start) else {
            return;
        };
        self.spare = spare;
        let end = memchr::memchr(b'\n', &self.text.as_bytes()[start..]);
        self.base = end.map_or(self.text.len(), |end| start + end + 1);
        self.reader = reader(&self.text[self.base..], self.delimiter);
    }
}

/// Whether each cell of a row that begins with a quote ends with one.
fn is_sound(row: &[u8], delimiter: u8) -> bool {
    let mut rest = row;
    loop {
        if let [b'"', inside @ ..] = rest {
            let Some(end) = end_of_quoted(inside) else {
                return false;
            };
            rest = &inside[end + 1..];
            if !matches!(rest.first(), None | Some(b'\r' | b'\n')) && rest[0] != delimiter {
                return false;
            }
        }
        match memchr::memchr(delimiter, rest) {
            Some(end) => rest = &rest[end + 1..],
            None => return true,
        }
    }
}

/// Where the quote stands that closes a cell; two in a row are a quote within it.
fn end_of_quoted(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', &text[at..])?;
        if text.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

fn reader(text: &str, delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes())
}
