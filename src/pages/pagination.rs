//! Cutting a list into pages.

use std::ops::Range;

/// Number of pages that a list needs; an empty list has one page, which says so.
pub fn page_count(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page.max(1)).max(1)
}

/// Positions of the items on page `number`, from 1.
pub fn range(items: usize, per_page: usize, number: usize) -> Range<usize> {
    let per_page = per_page.max(1);
    let start = per_page.saturating_mul(number.saturating_sub(1)).min(items);
    start..(start + per_page).min(items)
}
