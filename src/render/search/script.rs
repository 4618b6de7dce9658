//! Scripts that put no space between words.
//!
//! Each of their characters is made a word, in the index here and in the query by the page's script.
//! A query of several is looked up as a phrase, so it is found wherever it stands. No dictionary has
//! to agree with that of a reader's browser.

/// A text with spaces around every character of Chinese and Japanese; the text itself where it has
/// none.
pub fn spaced(text: &str) -> String {
    if !text.chars().any(is_unspaced) {
        return text.to_owned();
    }
    let mut spaced = String::with_capacity(text.len() * 2);
    let mut after_unspaced = false;
    for c in text.chars() {
        let is_unspaced = is_unspaced(c);
        let is_apart = spaced.is_empty() || spaced.ends_with(char::is_whitespace);
        if (is_unspaced || after_unspaced) && !is_apart && !c.is_whitespace() {
            spaced.push(' ');
        }
        spaced.push(c);
        after_unspaced = is_unspaced;
    }
    spaced
}

/// Han, hiragana and katakana. The script of the page has the same ranges.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}
