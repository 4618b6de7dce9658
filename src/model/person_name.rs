//! Names of people in parts, as reference managers want them.

/// A name in parts, or as a whole where it has none that are sure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name<'a> {
    Parted { family: &'a str, given: &'a str },
    Whole(&'a str),
}

/// Words that begin a family name, in small letters as people write them.
const PARTICLES: &[&str] = &[
    "af", "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el",
    "la", "le", "ten", "ter", "van", "von", "zu", "zum", "zur",
];

/// Words of groups, which have no family name.
const GROUPS: &[&str] = &[
    "and",
    "collaboration",
    "community",
    "consortium",
    "group",
    "inc",
    "lab",
    "labs",
    "the",
    "team",
];

/// Whether a name says itself that it is one of a group.
pub fn is_group(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.any(|word| GROUPS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// `Family, Given` and `Given van der Family` in parts. Names of groups, single words and names
/// without spaces, as Chinese ones in their own script, stay whole.
pub fn parts(name: &str) -> Name<'_> {
    let name = name.trim();
    if let Some((family, given)) = name.split_once(',') {
        return match (family.trim(), given.trim()) {
            ("", _) | (_, "") => Name::Whole(name),
            (family, given) => Name::Parted { family, given },
        };
    }
    if is_group(name) {
        return Name::Whole(name);
    }
    let Some(last) = name.rfind(char::is_whitespace) else {
        return Name::Whole(name);
    };
    let mut start = last;
    while let Some(before) = name[..start].trim_end().rfind(char::is_whitespace) {
        let word = name[before..start].trim();
        // A capital makes it a name: Van Nguyen is no particle and a name.
        if !PARTICLES.contains(&word) {
            break;
        }
        start = before;
    }
    Name::Parted {
        family: name[start..].trim(),
        given: name[..start].trim(),
    }
}
