//! Whether two texts about one paper say the same.

use super::fold;
use std::collections::HashSet;

/// How many of a text's runs of three words a text has that it is a variant of, in percent.
const SHARED: usize = 60;

/// Whether two texts differ in white space at most.
pub fn is_same(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// Whether nearly all that a text says stands in another: the same abstract with a few other words,
/// or its beginning.
pub fn is_variant(text: &str, of: &str) -> bool {
    if is_same(text, of) {
        return true;
    }
    let (words, known) = (words(text), words(of));
    if words.len() < 3 {
        return words.is_empty() || known.windows(words.len()).any(|run| run == words);
    }
    let known: HashSet<&[String]> = known.windows(3).collect();
    let runs = words.windows(3);
    let (all, shared) = (runs.len(), runs.filter(|run| known.contains(run)).count());
    shared * 100 >= all * SHARED
}

/// The words of a text, each folded. In scripts that are written without spaces each character
/// counts as one.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in fold::words(text) {
        if word.chars().any(is_unspaced) {
            words.extend(word.chars().map(String::from));
        } else {
            words.push(word);
        }
    }
    words
}

/// Whether a character is of a script without spaces: Thai, or one from the CJK blocks on.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{2e80}'..='\u{a4cf}' | '\u{20000}'..='\u{3ffff}')
}
