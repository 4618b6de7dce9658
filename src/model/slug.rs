//! Names for addresses: lower-case ASCII, short, harmless on every file system.

use xxhash_rust::xxh3::xxh3_64;

/// Longest key or slug, in bytes.
pub const LONGEST: usize = 80;

/// A text as a slug of `[a-z0-9-]`, at most [`LONGEST`] bytes; empty where nothing is left.
///
/// Letters of other scripts are transliterated. A slug that has to be cut ends in eight hex
/// digits of the whole text's hash, so that two long titles with one beginning stay apart.
pub fn slug(text: &str) -> String {
    guarded(hyphenated(text, false), text)
}

/// Like [`slug`], but keeps full stops, as in `2601.00001` and `10.1000-182`.
pub fn identifier_slug(text: &str) -> String {
    guarded(hyphenated(text, true), text)
}

/// Whether `text` has the form that [`slug`] and [`identifier_slug`] give.
pub fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST
        && text
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
        && !text.starts_with(['.', '-'])
        && !text.ends_with(['.', '-'])
        && !text.contains("..")
        && !is_device_name(text)
}

/// A slug that differs from `slug` and depends on `text` alone, for the rare case of two texts
/// with one slug.
pub fn distinguished(slug: &str, text: &str) -> String {
    let digits = format!("{:08x}", xxh3_64(text.as_bytes()) & 0xffff_ffff);
    let kept = slug
        .get(..slug.len().min(LONGEST - digits.len() - 1))
        .unwrap_or(slug)
        .trim_end_matches(['-', '.']);
    if kept.is_empty() {
        digits
    } else {
        format!("{kept}-{digits}")
    }
}

fn hyphenated(text: &str, keep_dots: bool) -> String {
    let ascii;
    let text = if text.is_ascii() {
        text
    } else {
        ascii = deunicode::deunicode(text);
        &ascii
    };
    let mut slug = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => slug.push(char::from(byte)),
            b'A'..=b'Z' => slug.push(char::from(byte.to_ascii_lowercase())),
            b'.' if keep_dots && !slug.is_empty() && !slug.ends_with(['.', '-']) => slug.push('.'),
            // An apostrophe does not part a word: "Newton's" is `newtons`.
            b'\'' => {}
            _ if !slug.is_empty() && !slug.ends_with(['-', '.']) => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(slug.trim_end_matches(['-', '.']).len());
    slug
}

fn guarded(slug: String, text: &str) -> String {
    let is_device = is_device_name(&slug);
    // The name of a device is one with any extension too.
    let slug = if is_device {
        slug.replace('.', "-")
    } else {
        slug
    };
    if slug.len() > LONGEST {
        let room = &slug[..LONGEST - 9];
        let cut = room.rfind('-').filter(|&at| at > LONGEST / 2);
        distinguished(&room[..cut.unwrap_or(room.len())], text)
    } else if is_device {
        distinguished(&slug, text)
    } else {
        slug
    }
}

/// Names that Windows reserves, with any extension: a checkout with such a file fails there.
fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.as_bytes()[3].is_ascii_digit())
}
