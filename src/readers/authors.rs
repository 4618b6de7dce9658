//! Authors who stand in one text: `First Author, Second Author and Third Author`.
//!
//! Left out: guessing where the text does not say. A name alone stays as it is written.

/// The names in a text. They are parted by semicolons, by commas, or by *and*; names that come
/// family name first (`Author, First; Author, Second` and `Author, First and Author, Second`) are turned
/// around.
pub fn split(text: &str) -> Vec<String> {
    let by_semicolon: Vec<&str> = parts(text.split(';'));
    let by_and: Vec<&str> = parts(by_semicolon.iter().flat_map(|part| part.split(" and ")));
    let is_turned = by_and.len() > 1 && by_and.iter().all(|part| is_family_first(part));
    if is_turned {
        return by_and.into_iter().map(turned).collect();
    }
    let mut names: Vec<String> = Vec::new();
    // Where there are semicolons, a comma belongs to a name: `Example, Inc.; First Author`.
    let separator = if text.contains(';') { ';' } else { ',' };
    for part in parts(text.split(separator)) {
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

/// The parts without white space around them; empty ones are left out.
fn parts<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
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
        "Jr" | "jr" | "Sr" | "sr" | "II" | "III" | "IV"
    )
}
