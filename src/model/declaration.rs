//! What people write beside digests: declared topics and standing pages.

/// A topic as `content/topics/*.md` declares it.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicDeclaration {
    pub title: String,
    /// Other names that count as this topic.
    pub aliases: Vec<String>,
    /// Phrases that put a paper into this topic when its title or abstract has them.
    pub keywords: Vec<String>,
    /// Whether it is no topic of this site: neither it nor its aliases get a page.
    pub is_hidden: bool,
    /// Title or alias of the topic above it.
    pub parent: Option<String>,
    /// Markdown.
    pub introduction: Option<String>,
    /// The file, relative to the site's root, with `/`.
    pub source: String,
}

/// A page that stands by itself, from `content/pages/*.md`.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingPage {
    /// Name of its address: `about` gives `about.html`.
    pub slug: String,
    pub title: String,
    pub description: Option<String>,
    /// Markdown.
    pub body: String,
    /// The file, relative to the site's root, with `/`.
    pub source: String,
}
