//! What templates see of authors.

use serde::Serialize;

/// An author in a list.
#[derive(Debug, Clone, Serialize)]
pub struct AuthorCard {
    pub path: String,
    pub name: String,
    /// Papers that they wrote; among co-authors, papers that both wrote.
    pub paper_count: usize,
}

/// An author with what their page says.
#[derive(Debug, Clone, Serialize)]
pub struct AuthorView {
    pub path: String,
    /// As most papers write it.
    pub name: String,
    /// How other papers write it.
    pub other_names: Vec<String>,
    /// The identifier, and the address of the person's page.
    pub orcid: Option<String>,
    pub orcid_url: Option<String>,
    pub paper_count: usize,
    /// Path of their Atom feed, where the site has an address.
    pub feed_path: Option<String>,
}
