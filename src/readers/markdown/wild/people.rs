//! Names of people in Markdown: telling them from other text, and taking the marks off them.

use super::links;
use super::titles;
use crate::readers::authors;

/// The names in a piece of Markdown.
pub fn names(markdown: &str) -> Vec<String> {
    let bare = links::replaced(markdown, |link| link.text.to_owned());
    let bare = bare
        .replace(['·', '•', '|', '；'], ", ")
        .replace(['、', '，'], ", ");
    let text = titles::text_of(&bare.replace("**", "").replace('`', ""));
    let text: String = text.chars().filter(|c| !is_mark(*c)).collect();
    let mut names: Vec<String> = authors::split(&text)
        .into_iter()
        .map(|name| name.trim_matches(['*', ' ', ':', '：']).to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    // The full stop behind a list is none of a name, as that behind an initial is.
    if let Some(last) = names.last_mut()
        && let Some(name) = last.strip_suffix('.')
        && name
            .split_whitespace()
            .last()
            .is_some_and(|word| word.chars().count() > 2)
        && !name.ends_with("al")
    {
        *last = name.to_owned();
    }
    match are_turned(&names) {
        true => names
            .chunks(2)
            .map(|pair| format!("{} {}", pair[1], pair[0]))
            .collect(),
        false => names,
    }
}

/// Whether the parts are family names and first names in turn (`Family, First, Family, First`):
/// hardly a word stands with another.
fn are_turned(parts: &[String]) -> bool {
    let single = parts
        .iter()
        .filter(|part| {
            !part.contains(' ') && part.is_char_boundary(1) && !part.chars().all(is_wide)
        })
        .count();
    parts.len() >= 2 && parts.len().is_multiple_of(2) && single * 10 >= parts.len() * 7
}

/// Marks at names that lead to footnotes.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡' | '✉' | '§' | '¶' | '*' | '📧' | '\u{FE0F}'
    )
}

/// Whether a text is a list of names, or one name, and nothing else.
pub fn are_names(text: &str) -> bool {
    let text = text.trim();
    let (list, has_tail) = without_tail(text);
    if list.is_empty()
        || list.len() > 20_000
        || list.contains([':', '：', '?', '!', '。', '$', '/'])
    {
        return false;
    }
    let names = names(list);
    let sound = names.iter().filter(|name| is_name(name)).count();
    match names.len() {
        0 => false,
        1 => sound == 1 && (has_tail || words(&names[0]) >= 2) && !list.ends_with('.'),
        count => {
            let full = names.iter().filter(|name| words(name) >= 2).count();
            sound == count && full * 5 >= count * 3
        }
    }
}

/// A list without *et al.* or *等 7 位作者* behind it, and whether there was such.
fn without_tail(text: &str) -> (&str, bool) {
    let text = text.trim_end_matches(['.', ' ', ',']);
    let lower = text.to_lowercase();
    for tail in ["et al", "et.al", "et. al", "and others", "ら"] {
        if lower.ends_with(tail) && text.is_char_boundary(text.len() - tail.len()) {
            return (
                text[..text.len() - tail.len()].trim_end_matches([' ', ',']),
                true,
            );
        }
    }
    if let Some((list, tail)) = text.rsplit_once('等')
        && tail.chars().count() <= 8
    {
        return (list.trim_end_matches([' ', ',']), true);
    }
    (text, false)
}

/// Words of a name; each sign of a Chinese, Japanese or Korean name counts as one.
fn words(name: &str) -> usize {
    if name.contains(|c: char| !is_wide(c)) {
        name.split_whitespace().count()
    } else {
        name.chars().count()
    }
}

fn is_wide(c: char) -> bool {
    ('\u{2E80}'..='\u{9FFF}').contains(&c) || ('\u{AC00}'..='\u{D7AF}').contains(&c)
}

fn is_name(name: &str) -> bool {
    let count = name.split_whitespace().count();
    if name.chars().all(is_wide) {
        return (2..=4).contains(&name.chars().count());
    }
    let is_word_of_name = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || !c.is_ascii())
            || PARTICLES.contains(&word.to_lowercase().as_str())
    };
    (1..=6).contains(&count)
        && name.len() <= 60
        && !name.contains(|c: char| c.is_ascii_digit() || "()[]{}<>=+%#@\"“”".contains(c))
        && name.split_whitespace().all(is_word_of_name)
}

const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el",
    "al", "bin", "ben", "ibn", "ten", "ter", "zu", "zur", "y", "e", "and", "jr", "jr.", "al-",
];
