//! The text of a file, and the only place that turns an offset into a line and a column.
//!
//! Lines are indexed on first use, by a mark for each block of the text, so that a file of one very long
//! line costs no more than any other, and the index is a small part of the file.

use crate::diagnostic::{Diagnostic, SHOWN_BEFORE};
use crate::model::date::{self, Date};
use memchr::{memchr, memchr_iter, memrchr};
use std::sync::OnceLock;

/// A file as readers see it.
#[derive(Debug)]
pub struct Source<'a> {
    /// Path relative to the site's root, with `/`.
    pub name: &'a str,
    /// Without a byte order mark.
    pub text: &'a str,
    index: OnceLock<Vec<Mark>>,
}

/// A place in a file, from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// What is known of the beginning of a block.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// From 1.
    line: u32,
    /// Characters of that line before the block.
    before: u32,
}

/// Bytes between two marks.
const BLOCK: usize = 4096;

/// The most of a line that a diagnostic is given, in bytes.
const LONGEST_SHOWN: usize = 1_000;

impl<'a> Source<'a> {
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self {
            name,
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            index: OnceLock::new(),
        }
    }

    /// The name of the file without its folders.
    pub fn file_name(&self) -> &'a str {
        self.name.rsplit('/').next().unwrap_or(self.name)
    }

    /// Extension in lower case, without the dot.
    pub fn extension(&self) -> String {
        self.file_name()
            .rsplit_once('.')
            .map_or_else(String::new, |(_, extension)| extension.to_lowercase())
    }

    /// Whether the extension is that of Markdown.
    pub fn is_markdown(&self) -> bool {
        matches!(self.extension().as_str(), "md" | "markdown")
    }

    /// The date in the file's path.
    pub fn date(&self) -> Option<Date> {
        date::in_path(self.name)
    }

    /// Where a part of the text begins. The part must be a slice of the text; of any other it is 0.
    pub fn offset_of(&self, part: &str) -> usize {
        let offset = part.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        if offset <= self.text.len() { offset } else { 0 }
    }

    /// The offset of a line and a column as a parser reports them, both from 1, within a part of the
    /// text that begins at `start`. The column counts bytes.
    pub fn offset_at(&self, start: usize, line: usize, column: usize) -> usize {
        let part = &self.text[self.text.floor_char_boundary(start)..];
        let line_start = match line {
            0 | 1 => 0,
            line => memchr_iter(b'\n', part.as_bytes())
                .nth(line - 2)
                .map_or(part.len(), |end| end + 1),
        };
        (start + line_start + column.saturating_sub(1)).min(self.text.len())
    }

    /// The line and column of an offset.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let block = offset / BLOCK;
        let mark = self.index.get_or_init(|| marks(self.text.as_bytes()))[block];
        let between = &self.text.as_bytes()[block * BLOCK..offset];
        let (line, before, on_line) = match memrchr(b'\n', between) {
            Some(last) => {
                let lines = memchr_iter(b'\n', between).count();
                (mark.line as usize + lines, 0, &between[last + 1..])
            }
            None => (mark.line as usize, mark.before as usize, between),
        };
        Position {
            line,
            column: before + characters(on_line) + 1,
        }
    }

    /// A diagnostic about a place in the file, with the line that it stands on.
    pub fn point(&self, diagnostic: Diagnostic, offset: usize) -> Diagnostic {
        let offset = self.text.floor_char_boundary(offset);
        let Position { line, column } = self.position(offset);
        // No more than is shown is looked at: the line may be the whole file.
        let before = self.text[..offset].char_indices().rev();
        let before = before
            .take(SHOWN_BEFORE)
            .take_while(|(_, c)| *c != '\n')
            .map(|(at, _)| at);
        let (count, start) = before.fold((0, offset), |(count, _), at| (count + 1, at));
        let rest = &self.text[start..];
        let rest = &rest[..rest.floor_char_boundary(LONGEST_SHOWN)];
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let shown = rest[..end].strip_suffix('\r').unwrap_or(&rest[..end]);
        diagnostic
            .shortened()
            .in_file(self.name)
            .at_part(line, Some(column), shown, column - count)
    }
}

fn marks(text: &[u8]) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(text.len() / BLOCK + 1);
    let mut mark = Mark { line: 1, before: 0 };
    for block in text.chunks(BLOCK) {
        marks.push(mark);
        // Files are below 4 GiB, so that neither number overflows.
        match memrchr(b'\n', block) {
            Some(last) => {
                mark.line += narrow(memchr_iter(b'\n', block).count());
                mark.before = narrow(characters(&block[last + 1..]));
            }
            None => mark.before += narrow(characters(block)),
        }
    }
    marks.push(mark);
    marks
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}
