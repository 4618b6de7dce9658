//! One form for the spellings of one subject: `PDE solvers`, `pde-solver` and `PDE Solver`.

use memchr::memmem;
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
        .map(|word| folded(word.to_lowercase()))
        .collect()
}

/// Hands on a single word in its folded form, which takes no memory where the word is short and
/// ASCII, as nearly all are.
pub fn with_word<T>(word: &str, then: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; 32];
    if let Some(buffer) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        buffer.copy_from_slice(word.as_bytes());
        buffer.make_ascii_lowercase();
        let end = ending(buffer);
        let text = &buffer[..buffer.len() - end.cut];
        if end.put.is_empty() && !is_british(text) {
            return then(std::str::from_utf8(text).unwrap_or_default());
        }
    }
    let word = if word.is_ascii() {
        word.to_lowercase()
    } else {
        word.nfkc().collect::<String>().to_lowercase()
    };
    then(&folded(word))
}

fn folded(mut word: String) -> String {
    let end = ending(word.as_bytes());
    word.truncate(word.len() - end.cut);
    word.push_str(end.put);
    if is_british(word.as_bytes()) {
        for (british, american) in SPELLINGS {
            word = word.replace(british, american);
        }
    }
    word
}

/// Two spellings of one word that are met in titles all the time. The last may begin a word or
/// stand within it, the others end one.
const SPELLINGS: [(&str, &str); 4] = [
    ("isation", "ization"),
    ("odelling", "odeling"),
    ("abelling", "abeling"),
    ("parametri", "parameteri"),
];

fn is_british(word: &[u8]) -> bool {
    let [endings @ .., (within, _)] = SPELLINGS;
    word.len() > 8
        && (endings
            .iter()
            .any(|(end, _)| word.ends_with(end.as_bytes()))
            || memmem::find(word, within.as_bytes()).is_some())
}

/// What is cut from the end of a word, in bytes, and what is put there.
#[derive(Debug, Clone, Copy)]
struct Ending {
    cut: usize,
    put: &'static str,
}

/// How a word in small letters becomes its singular, where it is an English noun with a simple
/// plural. Short words and those in `-ss`, `-us`, `-is` and `-ics` (`loss`, `corpus`, `analysis`,
/// `physics`) are none.
fn ending(word: &[u8]) -> Ending {
    let cut = |cut, put| Ending { cut, put };
    let ends = |end: &str| word.ends_with(end.as_bytes());
    if word.len() < 4 || !ends("s") || !word.is_ascii() {
        return cut(0, "");
    }
    if ["ss", "us", "is", "ics"].into_iter().any(ends) {
        return cut(0, "");
    }
    if word.len() > 4 && ends("ies") {
        cut(3, "y")
    } else if ["ches", "shes", "sses", "xes"].into_iter().any(ends) {
        cut(2, "")
    } else {
        cut(1, "")
    }
}
