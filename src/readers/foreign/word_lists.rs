//! Lists of words in one text, parted by semicolons, so that a table of them can be read.

/// The words of a list.
pub fn all(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(';').map(str::trim)
}

/// Whether a list has a word.
pub fn has(list: &'static str, word: &str) -> bool {
    all(list).any(|known| known == word)
}
