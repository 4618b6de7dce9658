//! One form for the spellings of one subject: `PDE solvers`, `pde-solver` and `PDE Solver`.

use unicode_normalization::UnicodeNormalization;

/// A name without case, hyphens, spaces and plurals, so that `fine-tuning`, `fine tuning` and
/// `finetuning` are one; empty where it has no letter and no digit.
pub fn name(name: &str) -> String {
    words(name).concat()
}

/// The words of a text, each folded. `+` and `#` stay, for C++ and C#.
pub fn words(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '+' | '#');
    let normal;
    let text = if text.is_ascii() {
        text
    } else {
        normal = text.nfkc().collect::<String>();
        &normal
    };
    text.split(|c| !is_part(c))
        .filter(|word| !word.is_empty())
        .map(|word| singular(word.to_lowercase()))
        .collect()
}

/// The singular of an English noun, where its plural is a simple one. Short words and those in
/// `-ss`, `-us`, `-is` and `-ics` (`loss`, `corpus`, `analysis`, `physics`) are none.
fn singular(mut word: String) -> String {
    if word.len() < 4 || !word.is_ascii() || !word.ends_with('s') {
        return word;
    }
    if ["ss", "us", "is", "ics"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        return word;
    }
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if ["ches", "shes", "sses", "xes"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        word.truncate(word.len() - 2);
    } else {
        word.truncate(word.len() - 1);
    }
    word
}
