//! A subject with a page.

use super::library::{PaperIndex, TopicIndex};

/// Where a topic comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A file in `content/topics/`.
    Declared,
    /// The input names it.
    Given,
    /// The text speaks of it.
    Found,
}

/// A subject, with its papers.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Name of its address.
    pub slug: String,
    /// What the names of its second and further pages begin with.
    pub further_pages: String,
    /// Name as people write it.
    pub name: String,
    pub origin: Origin,
    /// Markdown.
    pub introduction: Option<String>,
    pub parent: Option<TopicIndex>,
    /// Newest first.
    pub papers: Vec<PaperIndex>,
}
