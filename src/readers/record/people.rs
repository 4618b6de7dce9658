//! The names of authors, however a digest writes them.
//!
//! A list of names, or names that stand in one text: `First Author, Second Author and Third Author`,
//! `Author, First and Author, Second`. Words that stand for people who are not named (`et al.`,
//! `等 7 位作者`) are no name; that there are more authors is remembered. E-mail addresses are left
//! out. Left out too: guessing where the text does not say. A name alone stays as it is written.

use super::space::on_one_line;
use crate::readers::value::{Fields, Value};
use std::borrow::Cow;

/// Authors as a person would write them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authors {
    /// Given name first; none is empty.
    pub names: Vec<String>,
    /// Whether the input says that there are others.
    pub has_more: bool,
    /// What stands in parentheses behind names.
    pub affiliations: Vec<String>,
}

/// The authors of a list. Where the list was not made with care, a name may come family name first,
/// and a list of one may be a text with all of them.
pub fn listed<'a>(raw: impl Iterator<Item = Cow<'a, str>>, is_careless: bool) -> Authors {
    let mut affiliations = Vec::new();
    let names = raw.map(|text| match is_careless {
        true => without_affiliations(text, &mut affiliations),
        false => text,
    });
    let mut authors = named(names, is_careless);
    authors.affiliations = affiliations;
    authors
}

fn named<'a>(mut raw: impl Iterator<Item = Cow<'a, str>>, is_careless: bool) -> Authors {
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
    // `The Example Collaboration: A. Author, B. Author`
    if text.contains("ollaboration:") {
        return split(&text.replace("ollaboration:", "ollaboration,"));
    }
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
    let without_suffix = text
        .rsplit_once(',')
        .filter(|(_, end)| is_suffix(end.trim()));
    let text = without_suffix.map_or(text, |(name, _)| name);
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
    if let Some((name, suffix)) = text.rsplit_once(',')
        && is_suffix(suffix.trim())
    {
        return format!("{}, {}", turned(name), suffix.trim());
    }
    match text.split_once(',') {
        Some((family, first)) => format!("{} {}", first.trim(), family.trim()),
        None => text.to_owned(),
    }
}

/// What follows a name after a comma and belongs to it.
pub fn is_suffix(text: &str) -> bool {
    matches!(
        text.trim_end_matches('.').to_ascii_lowercase().as_str(),
        "jr" | "sr"
            | "ii"
            | "iii"
            | "iv"
            | "2nd"
            | "3rd"
            | "inc"
            | "ltd"
            | "llc"
            | "phd"
            | "ph.d"
            | "md"
            | "m.d"
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
pub fn without_more(text: &str) -> (&str, bool) {
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

/// A text without what stands in parentheses behind names, which is added to the affiliations:
/// `A. Author (1), B. Author (Example University) ((1) Example Laboratory)`. What stands within a name is kept:
/// `Ann (Nan) Author`.
pub fn without_affiliations<'a>(
    text: Cow<'a, str>,
    affiliations: &mut Vec<String>,
) -> Cow<'a, str> {
    if !text.contains('(') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(start) = rest.find('(') {
        let Some(length) = group(&rest[start..]) else {
            break;
        };
        let (before, behind) = rest.split_at(start + length);
        let after = behind.trim_start();
        let is_behind_name = after.is_empty()
            || after.starts_with([',', ';', '(', '&'])
            || after.starts_with("and ");
        if is_behind_name {
            out.push_str(&before[..start]);
            let inside = on_one_line(&before[start + 1..before.len() - 1]).into_owned();
            let is_name = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 3;
            if is_name(&inside) && !affiliations.contains(&inside) && affiliations.len() < 100 {
                affiliations.push(inside);
            }
        } else {
            out.push_str(before);
        }
        rest = behind;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// How long the group is that the parenthesis at the beginning opens.
fn group(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
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

/// One name of which it is known that no other stands in its text: `Author, First`, `Author, First, Jr.`.
pub fn single(text: &str) -> Value<'static> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let (family, given, suffix) = match parts[..] {
        _ if text.contains('(') => return text.to_owned().into(),
        [family, given] if !is_suffix(given) => (family, given, ""),
        [family, given, suffix] if is_suffix(suffix) => (family, given, suffix),
        _ => return text.to_owned().into(),
    };
    let fields = [("family", family), ("given", given), ("suffix", suffix)];
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    let fields = fields.map(|(name, value)| (Cow::Borrowed(name), value.to_owned().into()));
    Value::Map(fields.collect())
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

/// The name under which [`in_value`] gives people who are hidden.
pub const HIDDEN: &str = "hidden author";

/// The names of people in a value: a text with all of them, a list of texts, or objects. Gives what else
/// objects say of people.
pub fn in_value<'a>(value: Value<'a>, rest: &mut Fields<'a>) -> Vec<Cow<'a, str>> {
    match value {
        Value::List(values) => {
            let people = values.into_iter();
            people.filter_map(|value| person(value, rest)).collect()
        }
        // All of them, which [`listed`] splits.
        Value::Text(text) | Value::Markdown(text) => vec![text],
        value => person(value, rest).into_iter().collect(),
    }
}

/// A name; `{"name"}`, `{"given", "family"}`, `{"author": {"display_name"}}`, with particles and suffix
/// as CSL has them. Who is hidden is not named.
fn person<'a>(value: Value<'a>, rest: &mut Fields<'a>) -> Option<Cow<'a, str>> {
    let fields = match value {
        Value::Map(fields) => fields,
        value => return value.into_text(),
    };
    let mut is_hidden = false;
    let mut whole = None;
    let mut parts: [Option<Cow<'_, str>>; 5] = Default::default();
    for (name, value) in fields {
        let place = match &*name {
            "name" | "fullname" | "full_name" | "fullName" | "display_name" | "literal" => {
                whole = whole.or_else(|| value.into_text());
                continue;
            }
            "author" => {
                whole = whole.or_else(|| person(value, rest));
                continue;
            }
            "hidden" => {
                is_hidden |= value == Value::Flag(true);
                continue;
            }
            "given" | "firstName" | "first_name" | "first" | "forenames" => 0,
            "dropping-particle" => 1,
            "non-dropping-particle" => 2,
            "family" | "lastName" | "last_name" | "last" | "keyname" => 3,
            "suffix" => 4,
            _ => {
                rest.push((name, value));
                continue;
            }
        };
        parts[place] = value.into_text().filter(|part| !part.trim().is_empty());
    }
    let [given, dropping, particle, family, suffix] = parts;
    let named = [given, dropping, particle, family];
    let named: Vec<&str> = named.iter().flatten().map(|part| part.trim()).collect();
    let name = match (named.as_slice(), whole) {
        ([], whole) => whole?,
        ([one], Some(whole)) if !whole.trim().is_empty() && one.len() < whole.len() => whole,
        (parts, _) => Cow::Owned(parts.join(" ")),
    };
    if is_hidden {
        rest.push((Cow::Borrowed(HIDDEN), Value::Text(name)));
        return None;
    }
    Some(match suffix {
        Some(suffix) => Cow::Owned(format!("{name}, {}", suffix.trim())),
        None => name,
    })
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
    let names = split(list);
    let sound = names.iter().filter(|name| is_name(name)).count();
    match names.len() {
        0 => false,
        1 => {
            // A word of Chinese alone can be anything.
            let is_word = names[0].chars().all(is_cjk);
            sound == 1
                && (has_tail || (name_words(&names[0]) >= 2 && !is_word))
                && !list.ends_with('.')
        }
        count => {
            let full = names.iter().filter(|name| name_words(name) >= 2).count();
            sound == count && full * 5 >= count * 3
        }
    }
}

/// A list without *et al.* or *等 7 位作者* behind it, and whether there was such.
fn without_tail(text: &str) -> (&str, bool) {
    let text = text.trim_end_matches(['.', ' ', ',']);
    let (list, has_more) = without_more(text);
    if has_more {
        return (list, true);
    }
    if let Some((list, tail)) = text.rsplit_once('等')
        && tail.chars().count() <= 8
    {
        return (list.trim_end_matches([' ', ',']), true);
    }
    (text, false)
}

/// Words of a name; each character of a Chinese, Japanese or Korean name counts as one.
fn name_words(name: &str) -> usize {
    if name.contains(|c: char| !is_cjk(c)) {
        name.split_whitespace().count()
    } else {
        name.chars().count()
    }
}

fn is_name(name: &str) -> bool {
    let count = name.split_whitespace().count();
    if name.chars().all(is_cjk) {
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

/// Whether the parts are family names and first names in turn (`Family, First, Family, First`):
/// hardly a word stands with another.
pub fn are_turned(parts: &[String]) -> bool {
    let single = parts.iter().filter(|part| {
        !part.contains(' ') && part.is_char_boundary(1) && !part.chars().all(is_cjk)
    });
    parts.len() >= 2 && parts.len().is_multiple_of(2) && single.count() * 10 >= parts.len() * 7
}
