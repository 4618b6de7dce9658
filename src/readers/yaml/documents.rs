//! The parts of a YAML file that are read by themselves: its documents, and the items of its list.
//!
//! A fault in one part costs no other, and nothing of one part is of use in another, since anchors end
//! with their document. Left out: everything within a part.

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    pub text: &'a str,
    /// The line on which it begins, from 1.
    pub line: usize,
}

impl Part<'_> {
    /// The first line on which something stands that is no comment.
    pub fn first_line(&self) -> usize {
        let is_content =
            |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let before = self.text.lines().position(is_content).unwrap_or(0);
        self.line + before
    }

    /// Whether nothing stands in it but comments.
    pub fn is_empty(&self) -> bool {
        self.text
            .lines()
            .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    }
}

/// The documents of a file, parted by `---`, that hold something. Such a line begins a document wherever it
/// stands, also within a text (YAML 1.2, 9.1.2).
pub fn documents(text: &str) -> Vec<Part<'_>> {
    let is_marker = |line: &str| {
        let rest = line
            .strip_prefix("---")
            .or_else(|| line.strip_prefix("..."));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let mut documents = Vec::new();
    let mut open = Part { text, line: 1 };
    for (line, start) in (1..).zip(line_starts(text)) {
        if is_marker(&text[start..]) {
            let open_at = offset(text, open.text);
            documents.push(Part {
                text: &text[open_at..start],
                ..open
            });
            // What stands behind the marker on its line is of the document.
            open = Part {
                text: &text[start + "---".len()..],
                line,
            };
        }
    }
    documents.push(open);
    documents.retain(|document| !document.is_empty());
    documents
}

/// The items of the outermost list of a document.
pub fn items(document: Part<'_>) -> Vec<Part<'_>> {
    let text = document.text;
    let mut items: Vec<Part<'_>> = Vec::new();
    let mut outermost = None;
    let mut is_open = false;
    for (line, start) in (document.line..).zip(line_starts(text)) {
        let whole = text[start..].lines().next().unwrap_or_default();
        if whole.trim().is_empty() || whole.trim_start().starts_with('#') {
            continue;
        }
        let indent = whole.len() - whole.trim_start().len();
        let is_item = whole.trim_start().starts_with("- ") || whole.trim() == "-";
        let is_outermost = is_item && *outermost.get_or_insert(indent) == indent;
        if is_outermost || outermost.is_some_and(|outermost| indent <= outermost) {
            if let Some(last) = items.last_mut().filter(|_| is_open) {
                last.text = &last.text[..start - offset(text, last.text)];
            }
            is_open = is_outermost;
        }
        if is_outermost {
            items.push(Part {
                text: &text[start..],
                line,
            });
        }
    }
    items
}

/// Where the lines of a text begin.
fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    std::iter::once(0)
        .chain(ends.map(|end| end + 1))
        .filter(|start| *start < text.len())
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr().addr().saturating_sub(text.as_ptr().addr())
}
