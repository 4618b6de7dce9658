//! The parts of a YAML file that are read by themselves: its documents, and the items of its list.
//!
//! A fault in one part costs no other, and nothing of one part is of use in another, since anchors end
//! with their document. Left out: everything within a part.

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    pub text: &'a str,
    /// Where it begins in the file.
    pub start: usize,
}

impl Part<'_> {
    /// Where the first line begins on which something stands that is no comment.
    pub fn first_line(&self) -> usize {
        let lines = self.text.split_inclusive('\n');
        let before = lines.take_while(|line| is_comment(line)).map(str::len);
        self.start + before.sum::<usize>()
    }

    /// Whether nothing stands in it but comments.
    pub fn is_empty(&self) -> bool {
        self.text.lines().all(is_comment)
    }
}

fn is_comment(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// The documents of a file, separated by `---`, that hold something. Such a line begins a document wherever it
/// stands, also within a text (YAML 1.2, 9.1.2).
pub fn documents(text: &str) -> Vec<Part<'_>> {
    let is_marker = |line: &str| {
        let rest = line
            .strip_prefix("---")
            .or_else(|| line.strip_prefix("..."));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let mut documents = Vec::new();
    let mut open = Part { text, start: 0 };
    for start in line_starts(text) {
        if is_marker(&text[start..]) {
            documents.push(Part {
                text: &text[open.start..start],
                ..open
            });
            // What stands behind the marker on its line is of the document.
            let start = start + "---".len();
            open = Part {
                text: &text[start..],
                start,
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
    for start in line_starts(text) {
        let whole = text[start..].lines().next().unwrap_or_default();
        if is_comment(whole) {
            continue;
        }
        let indent = whole.len() - whole.trim_start().len();
        let is_item = whole.trim_start().starts_with("- ") || whole.trim() == "-";
        let is_outermost = is_item && *outermost.get_or_insert(indent) == indent;
        if is_outermost || outermost.is_some_and(|outermost| indent <= outermost) {
            if let Some(last) = items.last_mut().filter(|_| is_open) {
                last.text = &last.text[..document.start + start - last.start];
            }
            is_open = is_outermost;
        }
        if is_outermost {
            items.push(Part {
                text: &text[start..],
                start: document.start + start,
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
