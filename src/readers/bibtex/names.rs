//! Lists of people: `First von Last and von Last, First and Last, Jr, First and {A Company}`.

use crate::readers::record::people::{self, is_suffix, without_more};

/// The names of a list in reading order, as they stand in the source: `First von Last, Jr`. The last is
/// `others` where the list says that there are more.
pub(super) fn people(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut has_others = false;
    for name in separated(list) {
        let (name, has_more) = without_more(name);
        has_others |= has_more;
        let mut parts = at_commas(name);
        while parts.len() > 1 && parts.last().is_some_and(|part| part.is_empty()) {
            parts.pop();
        }
        if let Some(person) = from_keys(&parts) {
            names.push(person);
            continue;
        }
        match parts[..] {
            [] => {}
            [name] => names.push(name.to_owned()),
            [last, first] => names.push(joined(&[first, last])),
            // `Author, First, PhD` has its suffix where BibTeX does not look for it.
            [last, first, suffix] if is_suffix(suffix) && !is_suffix(first) => {
                names.push(format!("{}, {suffix}", joined(&[first, last])));
            }
            [last, suffix, first] if is_suffix(suffix) || !last.contains(' ') => {
                names.push(with_suffix(&joined(&[first, last]), suffix));
            }
            // Somebody who wrote commas for `and`.
            _ => names.extend(people::split(name)),
        }
    }
    names.retain(|name| !name.is_empty());
    if has_others {
        names.push("others".to_owned());
    }
    names
}

fn with_suffix(name: &str, suffix: &str) -> String {
    if suffix.is_empty() {
        name.to_owned()
    } else {
        format!("{name}, {suffix}")
    }
}

fn joined(parts: &[&str]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.copied().collect::<Vec<_>>().join(" ")
}

/// `family=Author, given=First, prefix=van, suffix=Jr`, as BibLaTeX has it too.
fn from_keys(parts: &[&str]) -> Option<String> {
    let value = |wanted: &str| {
        parts.iter().find_map(|part| {
            let (key, value) = part.split_once('=')?;
            (key.trim() == wanted).then(|| value.trim().trim_matches('"'))
        })
    };
    let family = value("family")?;
    let [given, prefix] = ["given", "prefix"].map(|key| value(key).unwrap_or_default());
    let name = joined(&[given, prefix, family]);
    Some(with_suffix(&name, value("suffix").unwrap_or_default()))
}

/// The parts around ` and ` that is in no braces.
fn separated(list: &str) -> Vec<&str> {
    let bytes = list.as_bytes();
    let is_space = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    cut(list, |at| {
        let is_and = bytes[at..]
            .get(..3)
            .is_some_and(|word| word.eq_ignore_ascii_case(b"and"));
        (is_and && (at == 0 || is_space(at - 1)) && is_space(at + 3)).then_some(3)
    })
}

fn at_commas(name: &str) -> Vec<&str> {
    cut(name, |at| (name.as_bytes()[at] == b',').then_some(1))
}

/// Cuts a text where `separator` gives the length of one, outside braces. The parts are trimmed.
fn cut(text: &str, separator: impl Fn(usize) -> Option<usize>) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let (mut at, mut start, mut depth) = (0, 0, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                if let Some(length) = separator(at) {
                    parts.push(text[start..at].trim());
                    at += length;
                    start = at;
                    continue;
                }
            }
        }
        at += 1;
    }
    parts.push(text[start..].trim());
    parts
}
