//! Words of a text in any script, for telling prose from short values and for measuring how much of a
//! text is used.

/// Whether a character is written without spaces around words, so that it counts as a word itself.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

/// How many words a text has: runs of letters, and each character of a script without spaces.
pub fn count_words(text: &str) -> usize {
    words(text).count()
}

/// The words of a text, with two letters at least, or one character of a script without spaces.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| !is_wide(c) && !c.is_alphabetic());
            let first = rest.chars().next()?;
            let end = if is_wide(first) {
                first.len_utf8()
            } else {
                rest.find(|c: char| is_wide(c) || !c.is_alphabetic())
                    .unwrap_or(rest.len())
            };
            let (word, after) = rest.split_at(end);
            rest = after;
            if is_wide(first) || word.chars().nth(1).is_some() {
                return Some(word);
            }
        }
    })
}

/// Whether a text says something in a sentence or two, and is no name, number or label: five words, or ten
/// characters of a script without spaces.
pub fn is_prose(text: &str) -> bool {
    let mut weight = 0;
    for word in words(text) {
        weight += if word.chars().next().is_some_and(is_wide) {
            1
        } else {
            2
        };
        if weight >= 10 {
            return text.trim().contains(char::is_whitespace) || text.chars().any(is_wide);
        }
    }
    false
}
