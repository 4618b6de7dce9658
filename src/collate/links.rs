//! Links that stand in a paper's abstract: code hosts and project pages.
//!
//! An arXiv or DOI address in an abstract is that of another paper, so it never becomes the
//! paper's own identifier: it stays in the text, where the page makes it a link. So do addresses
//! that lead neither to code nor to a project.

use crate::markup::address;
use crate::model::digest::Record;
use crate::model::link::{Link, LinkKind};

/// Adds the links of the abstract to the record's own.
pub fn add_found(record: &mut Record) {
    let Some(text) = &record.abstract_text else {
        return;
    };
    if !text.source().contains("://") {
        return;
    }
    for url in address::find(text.source()) {
        if let Some(kind @ (LinkKind::Code | LinkKind::Project)) = LinkKind::of_address(&url) {
            record.add_link(Link { kind, url });
        }
    }
}
