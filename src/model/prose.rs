//! Running text, as an editor writes it or as it is imported.

/// Text of more than a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prose {
    /// Written by an editor for this site.
    Markdown(String),
    /// Imported: plain text with math spans, in which `# ` or `*` mean themselves.
    Plain(String),
}

impl Prose {
    /// The source, whichever form it has.
    pub fn source(&self) -> &str {
        match self {
            Self::Markdown(text) | Self::Plain(text) => text,
        }
    }
}
