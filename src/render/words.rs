//! Codes and shares that pages and exports write. Left out: whatever a language has words for, which
//! is in the theme's language tables.

use crate::model::digest::Announcement;

/// The word of templates and exports for how arXiv announced a paper; what is new needs none.
pub fn announcement(announcement: Announcement) -> Option<&'static str> {
    match announcement {
        Announcement::New => None,
        Announcement::Cross => Some("cross"),
        Announcement::Replacement => Some("replacement"),
    }
}

/// A part of all in per cent: `15%`, below ten with one decimal where it is not whole.
pub fn share(part: usize, all: usize) -> String {
    let per_mille = (part * 1000 + all / 2).checked_div(all).unwrap_or(0);
    let (whole, tenths) = (per_mille / 10, per_mille % 10);
    if whole >= 10 || tenths == 0 {
        format!("{}%", (per_mille + 5) / 10)
    } else {
        format!("{whole}.{tenths}%")
    }
}
