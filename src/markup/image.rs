//! Images of Markdown: those of the site are shown, those of others become links.

use super::destination::{Destination, Kind, push_link_start};
use super::escape::push_escaped;

/// The image that is open: its alternative text is still to come.
pub(super) struct Image {
    destination: Option<Destination>,
    title: String,
    alt: String,
    /// How many images are open, one within the alternative text of the other.
    depth: usize,
}

impl Image {
    /// An image at a destination that was judged already; with none, its text alone is shown.
    pub(super) fn new(destination: Option<Destination>, title: String) -> Self {
        Self {
            destination,
            title,
            alt: String::new(),
            depth: 1,
        }
    }

    pub(super) fn push_alt(&mut self, text: &str) {
        self.alt.push_str(text);
    }

    /// An image begins in the alternative text of this one.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
    }

    /// An image ends; whether it is this one.
    pub(super) fn leave(&mut self) -> bool {
        self.depth -= 1;
        self.depth == 0
    }

    /// Appends the image. Within a link, an image of another site is its text.
    pub(super) fn push(self, out: &mut String, in_link: bool) {
        let Self {
            destination,
            title,
            alt,
            ..
        } = self;
        match destination {
            Some(Destination {
                href,
                kind: Kind::Site,
            }) => {
                out.push_str("<img src=\"");
                push_escaped(out, &href);
                out.push_str("\" loading=\"lazy\" alt=\"");
                push_escaped(out, &alt);
                if !title.is_empty() {
                    out.push_str("\" title=\"");
                    push_escaped(out, &title);
                }
                out.push_str("\">");
            }
            Some(destination) if destination.kind == Kind::Web && !in_link => {
                push_link_start(out, &destination, &title);
                // A link needs some text.
                let text = if alt.is_empty() {
                    &destination.href
                } else {
                    &alt
                };
                push_escaped(out, text);
                out.push_str("</a>");
            }
            _ => push_escaped(out, &alt),
        }
    }
}
