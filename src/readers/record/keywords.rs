//! Keywords of bibliographies.

/// The keywords of a text, parted by commas and semicolons.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';'])
        .map(str::trim)
        .filter(|keyword| !keyword.is_empty() && !is_status(keyword))
}

/// Whether a keyword only says how far its owner got with the paper.
pub fn is_status(keyword: &str) -> bool {
    ["unread", "read", "to read", "to-read", "toread", "reading"]
        .iter()
        .any(|status| keyword.eq_ignore_ascii_case(status))
}
