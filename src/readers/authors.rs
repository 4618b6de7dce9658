//! The names of authors, however a digest writes them.
//!
//! A list of names, or names that stand in one text: `First Author, Second Author and Third Author`,
//! `Author, First and Author, Second`. Words that stand for people who are not named (`et al.`,
//! `等 7 位作者`) are no name; that there are more authors is remembered. E-mail addresses are left
//! out. Left out too: guessing where the text does not say. A name alone stays as it is written.

use super::space::on_one_line;
use std::borrow::Cow;

/// Authors as a person would write them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authors {
    /// Given name first; none is empty.
    pub names: Vec<String>,
    /// Whether the input says that there are others.
    pub has_more: bool,
}

/// The authors of a list. Where the list was not made with care, a name may come family name first,
/// and a list of one may be a text with all of them.
pub fn listed<'a>(raw: impl Iterator<Item = Cow<'a, str>>, is_careless: bool) -> Authors {
    let mut raw = raw;
    let mut authors = Authors::default();
    match (raw.next(), raw.next()) {
        (Some(all), None) if is_careless && is_joined(&all) && !is_group(&all) => {
            let (all, has_more) = without_more(all.trim());
            authors.has_more = has_more;
            if is_family_first_alone(all) {
                authors.add(&on_one_line(all), true);
            } else {
                split(all)
                    .iter()
                    .for_each(|name| authors.add(&on_one_line(name), true));
            }
        }
        // One by one: there may be many.
        (first, second) => {
            let names = first.into_iter().chain(second).chain(raw);
            names.for_each(|name| authors.add(&on_one_line(&name), is_careless));
        }
    }
    authors
}

/// The names in a text. They are parted by semicolons, by commas, or by *and*; names that come
/// family name first (`Author, First; Author, Second` and `Author, First and Author, Second`) are turned
/// around. Words such as `et al.` stay, for [`listed`] to take.
pub fn split(text: &str) -> Vec<String> {
    let has_lines = is_name_by_line(text);
    let is_between = |c: char| matches!(c, ';' | '；' | '|' | '·') || (c == '\n' && has_lines);
    let by_semicolon: Vec<&str> = parts(text.split(is_between));
    let by_and: Vec<&str> = parts(by_semicolon.iter().flat_map(|part| part.split(" and ")));
    let is_turned = by_and.len() > 1
        && by_and
            .iter()
            .all(|part| is_family_first(part) || is_more(part));
    if is_turned {
        return by_and.into_iter().map(turned).collect();
    }
    let mut names: Vec<String> = Vec::new();
    // Where there are semicolons, a comma belongs to a name: `Example, Inc.; First Author`.
    let texts = if by_semicolon.len() > 1 {
        by_semicolon
    } else {
        parts(text.split([',', '，', '、', ';']))
    };
    for part in texts {
        if is_suffix(part)
            && let Some(name) = names.last_mut()
        {
            name.push_str(", ");
            name.push_str(part);
            continue;
        }
        let part = part.strip_prefix("and ").unwrap_or(part);
        let part = part.strip_prefix("& ").unwrap_or(part);
        let around_and = part.split(" and ").flat_map(|part| part.split(" & "));
        names.extend(parts(around_and).into_iter().map(str::to_owned));
    }
    names
}

impl Authors {
    /// Adds a name, unless there is none in the text.
    fn add(&mut self, text: &str, is_careless: bool) {
        let (name, has_more) = without_more(text);
        self.has_more |= has_more;
        let name = without_address(name);
        let name = without_homonym_number(&name);
        let name = name
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '*'))
            .trim_start_matches("by ");
        // A collaboration is parted from its speakers by a `:` that stands where a name would.
        if !name.chars().any(char::is_alphabetic) || is_placeholder(name) {
            return;
        }
        self.names
            .push(if is_careless && is_family_first_alone(name) {
                turned(name)
            } else {
                name.to_owned()
            });
    }
}

/// The parts without white space around them; empty ones are left out.
fn parts<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether a text has a name on each of its lines. Where anything else parts its names, or a line has but
/// one word, the text was wrapped.
fn is_name_by_line(text: &str) -> bool {
    let is_parted = text.contains([',', '，', '、', ';', '；', '|', '·']) || text.contains(" and ");
    let is_name = |line: &str| line.trim().contains(' ') || line.contains(is_cjk);
    !is_parted && parts(text.lines()).into_iter().all(is_name)
}

fn is_joined(text: &str) -> bool {
    let signs = [',', ';', '，', '、', '；', '|', '·', '\n', '&'];
    text.trim().contains(signs) || text.contains(" and ")
}

/// A group whose name has an *and* in it.
fn is_group(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let is_of_people = [
        "Collaboration",
        "Collaborations",
        "Consortium",
        "Team",
        "Group",
    ];
    is_of_people.contains(&last) && !text.contains([',', ';'])
}

/// `Author, First`: one comma, and something on both sides that is no suffix.
fn is_family_first(text: &str) -> bool {
    text.split_once(',').is_some_and(|(family, first)| {
        !family.trim().is_empty()
            && !first.trim().is_empty()
            && !first.contains(',')
            && !is_suffix(first.trim())
    })
}

/// Whether a text alone is one name, family name first: `Author, First`, `van der Author, F. G.`.
/// Two names of two words each are two people.
fn is_family_first_alone(text: &str) -> bool {
    let Some((family, first)) = text.split_once(',') else {
        return false;
    };
    let is_particle = |word: &str| word.starts_with(char::is_lowercase);
    let family_words = family.split_whitespace().filter(|word| !is_particle(word));
    let is_initial = |word: &str| word.trim_end_matches('.').chars().count() <= 2;
    is_family_first(text)
        && !text.contains(" and ")
        && !text.contains([';', '；', '|'])
        && text.is_ascii() | !text.chars().any(is_cjk)
        && (family_words.count() <= 1 || first.split_whitespace().all(is_initial))
}

/// Characters of names that are written without spaces, so that a comma parts two people.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn turned(text: &str) -> String {
    match text.split_once(',') {
        Some((family, first)) => format!("{} {}", first.trim(), family.trim()),
        None => text.to_owned(),
    }
}

/// What follows a name after a comma and belongs to it.
fn is_suffix(text: &str) -> bool {
    matches!(
        text.trim_end_matches('.'),
        "Jr" | "jr" | "Sr" | "sr" | "II" | "III" | "IV" | "Inc" | "Ltd" | "LLC" | "PhD" | "Ph.D"
    )
}

/// What stands for people who are not named, in lower case, at the end of a text.
const MORE: &[&str] = &[
    "et al.",
    "et al",
    "et. al.",
    "et. al",
    "et.al.",
    "et.al",
    "et alii",
    "and others",
    "others",
    "u. a.",
    "ほか",
    "等人",
    "等",
    "...",
    "…",
];

fn is_more(text: &str) -> bool {
    let (rest, has_more) = without_more(text);
    has_more && rest.trim().is_empty()
}

/// A text without the words at its end that stand for further authors, and whether there were any.
fn without_more(text: &str) -> (&str, bool) {
    let trimmed = text.trim_end_matches([' ', ',', ';']);
    // Most names end in a letter that none of these words ends in.
    if trimmed.ends_with(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'l' | 'i' | 'e' | 's')) {
        return (trimmed, false);
    }
    if let Some(rest) = without_count(trimmed) {
        return (rest, true);
    }
    for more in MORE {
        let Some(at) = trimmed.len().checked_sub(more.len()) else {
            continue;
        };
        let ends = trimmed
            .get(at..)
            .is_some_and(|end| end.eq_ignore_ascii_case(more));
        let rest = trimmed.get(..at).unwrap_or_default();
        // `others` in `Brothers` is none.
        if ends && (!rest.ends_with(char::is_alphanumeric) || !more.is_ascii()) {
            return (rest.trim_end_matches([' ', ',', ';']), true);
        }
    }
    (trimmed, false)
}

/// A text without `等 7 位作者`, `and 12 more authors` or `+ 3 more` at its end.
fn without_count(text: &str) -> Option<&str> {
    let words = [
        "位作者",
        "位",
        "人",
        "名",
        "more authors",
        "others",
        "more",
        "authors",
    ];
    let mut rest = text;
    for word in words {
        if let Some(before) = rest.strip_suffix(word) {
            rest = before.trim_end();
            break;
        }
    }
    let before_digits = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    if rest.len() == text.len() || before_digits.len() == rest.len() {
        return None;
    }
    let before = before_digits.trim_end();
    if before.is_empty() && rest.len() < text.len() && text.ends_with(['e', 's']) {
        return Some(before);
    }
    ["等", "他", "外", "and", "+", "&"]
        .iter()
        .find_map(|word| before.strip_suffix(word))
        .map(|rest| rest.trim_end_matches([' ', ',', ';']))
}

/// A name without the e-mail address that stands in it or behind it.
fn without_address(name: &str) -> Cow<'_, str> {
    if !name.contains('@') {
        return Cow::Borrowed(name);
    }
    let words = name.split_whitespace().filter(|word| !word.contains('@'));
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// A name without the number by which DBLP tells people of one name apart: `First Author 0001`.
fn without_homonym_number(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, number)) if number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit()) => {
            rest
        }
        _ => name,
    }
}

fn is_placeholder(name: &str) -> bool {
    [
        "unknown",
        "nan",
        "n/a",
        "none",
        "null",
        "anonymous",
        "unknown authors",
        "error",
    ]
    .iter()
    .any(|placeholder| name.eq_ignore_ascii_case(placeholder))
}
