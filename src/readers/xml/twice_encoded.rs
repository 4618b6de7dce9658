//! UTF-8 that was taken for Latin-1 and encoded again: `é` is `Ã©`, and every accent of a file is
//! lost.
//!
//! A file is mended as a whole or not at all. That a text which was meant so has no character above
//! U+00FF, and gives UTF-8 byte by byte, does not happen by chance.

/// The text as it was meant, and where the first character stands that gives it away.
pub fn mended(text: &str) -> Option<(String, usize)> {
    let first = text
        .char_indices()
        .find(|(_, c)| !c.is_ascii() && *c != '\u{feff}')?
        .0;
    let bytes: Option<Vec<u8>> = text[first..]
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    let rest = String::from_utf8(bytes?).ok()?;
    Some((format!("{}{rest}", &text[..first]), first))
}
