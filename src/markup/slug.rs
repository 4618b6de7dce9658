//! Ids of headings, made from their text.

use std::collections::HashMap;

/// The ids that one text has given away.
#[derive(Default)]
pub(super) struct Slugs {
    /// How often each was asked for.
    taken: HashMap<String, usize>,
}

impl Slugs {
    /// A slug of `text` that was not given before: its letters and digits in lower case, with hyphens
    /// between the words; `section` if it has none, and numbered from 2 where it is asked for again.
    pub(super) fn unique(&mut self, text: &str) -> String {
        let slug = slug(text);
        let Some(times) = self.taken.get_mut(&slug) else {
            self.taken.insert(slug.clone(), 1);
            return slug;
        };
        let mut number = *times;
        let numbered = loop {
            number += 1;
            let numbered = format!("{slug}-{number}");
            if !self.taken.contains_key(&numbered) {
                break numbered;
            }
        };
        self.taken.insert(slug, number);
        self.taken.insert(numbered.clone(), 1);
        numbered
    }
}

/// Longest slug, in bytes.
const MAX_LENGTH: usize = 80;

fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut parted = false;
    for character in text.chars().flat_map(char::to_lowercase) {
        if !character.is_alphanumeric() {
            parted = !slug.is_empty();
            continue;
        }
        if slug.len() + character.len_utf8() >= MAX_LENGTH {
            break;
        }
        if std::mem::take(&mut parted) {
            slug.push('-');
        }
        slug.push(character);
    }
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug
    }
}
