//! arXiv as bibliographies name it: as a journal, in a note, in the number of a report.

use crate::model::identifier::ArxivId;

/// The id in a text that is about it alone: `arXiv:1706.05125 [cs]`, `arXiv preprint
/// arXiv:1706.05125`, `arXiv: 1706.05125`, `abs/1706.05125`. Other texts name other papers.
pub fn id(text: &str) -> Option<&str> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let behind = match lower.strip_prefix("abs/") {
        Some(_) => "abs/".len(),
        None if lower.starts_with(ARXIV) => lower.rfind(ARXIV)? + ARXIV.len(),
        None => return None,
    };
    bare_id(text.get(behind..)?.trim_start_matches([':', ' ', '.', '/']))
}

/// The id that a text begins with which is known to be one of arXiv.
pub fn bare_id(text: &str) -> Option<&str> {
    let id = text.trim().split([' ', ',', ';', '[']).next()?;
    let id = id.strip_prefix("abs/").unwrap_or(id);
    ArxivId::parse(id).map(|_| id)
}

/// Whether what is named as a venue is arXiv, which is none.
pub fn is_arxiv(venue: &str) -> bool {
    let venue = venue.trim().to_ascii_lowercase();
    venue.starts_with(ARXIV) || venue == "corr" || venue == "computing research repository"
}

const ARXIV: &str = "arxiv";
