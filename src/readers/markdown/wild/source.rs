//! The text of a document as the shapes read it, and where its lines stood in the file.

/// Markdown without HTML. Lines have been added and left out, so each knows where it came from.
#[derive(Debug, Default)]
pub struct Source {
    pub text: String,
    /// Where each line begins in `text`, and its line in the document's body, from 1.
    lines: Vec<(usize, usize)>,
}

impl Source {
    /// Begins a line that came from a line of the body.
    pub fn begin_line(&mut self, line: usize) {
        if !self.lines.is_empty() {
            self.text.push('\n');
        }
        self.lines.push((self.text.len(), line));
    }

    /// The line of the body, from 1, from which an offset in the text came.
    pub fn line_of(&self, offset: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= offset);
        after.checked_sub(1).map_or(1, |index| self.lines[index].1)
    }

    /// The line that is being written.
    pub fn last_line(&self) -> &str {
        self.lines
            .last()
            .map_or("", |(start, _)| &self.text[*start..])
    }

    /// Takes back what was written behind an offset.
    pub fn truncate(&mut self, offset: usize) {
        self.text.truncate(offset);
        while self.lines.len() > 1 && self.lines.last().is_some_and(|(start, _)| *start > offset) {
            self.lines.pop();
        }
    }

    /// The lines with where they came from.
    pub fn lines(&self) -> impl Iterator<Item = (&str, usize)> {
        self.lines.iter().enumerate().map(|(index, (start, line))| {
            let end = self
                .lines
                .get(index + 1)
                .map_or(self.text.len(), |(next, _)| next - 1);
            (&self.text[*start..end], *line)
        })
    }

    /// The whole last line replaced.
    pub fn replace_last_line(&mut self, text: &str) {
        if let Some((start, _)) = self.lines.last() {
            self.text.truncate(*start);
            self.text.push_str(text);
        }
    }
}
