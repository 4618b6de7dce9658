//! A document of Markdown or HTML as one tree, whatever it is about.
//!
//! 1. `markdown` turns the events of pulldown-cmark into calls of the builder, and hands HTML blocks on.
//! 2. `html` turns the tokens of html5gum into the same calls, for those blocks and for whole files.
//! 3. `builder` makes nodes of them: blocks with children, and text blocks with inline pieces.
//! 4. `tree` holds the nodes; headings and what follows them are sections.
//! 5. `inline` and `write` give text back: plain, or as Markdown.
//!
//! Nothing here knows a paper.

mod builder;
mod html;
pub mod inline;
mod markdown;
mod rows;
pub mod tree;
mod write;

use tree::Tree;

/// The tree of a text of Markdown.
pub fn of_markdown(source: &str) -> Tree<'_> {
    markdown::tree(source)
}

/// The tree of a page of HTML.
pub fn of_html(source: &str) -> Tree<'_> {
    html::tree(source)
}
