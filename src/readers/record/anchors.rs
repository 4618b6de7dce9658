//! Links of HTML in plain text, as pages of arXiv leave them in abstracts:
//! `<a href="https://…">this https URL</a>`.
//!
//! What is shown is their address, and their text where it says anything. Nothing else of HTML is looked at:
//! most that begins with `<` is meant as it is written.

use crate::markup::address;
use std::borrow::Cow;

/// A text with the addresses of its links in their place.
pub fn resolved(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'<', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut from = 0;
    for start in memchr::memmem::find_iter(text.as_bytes(), "<a ") {
        if start < from {
            continue;
        }
        if let Some((shown, length)) = anchor(&text[start..]) {
            out.push_str(&text[from..start]);
            out.push_str(&shown);
            from = start + length;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Longest link that is looked at, in bytes.
const LONGEST: usize = 2_000;

/// What to show for the link that begins a text, and its length.
fn anchor(text: &str) -> Option<(String, usize)> {
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let (tag, rest) = near.split_once('>')?;
    let (words, _) = rest.split_once("</a>")?;
    if words.contains('<') {
        return None;
    }
    let (_, value) = tag.split_once("href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (url, _) = value[1..].split_once(quote)?;
    let url = url.replace("&amp;", "&");
    if !address::is_web(&url) {
        return None;
    }
    let length = tag.len() + ">".len() + words.len() + "</a>".len();
    let words = words.trim();
    let shown = if says_nothing(words) {
        url
    } else {
        format!("{words} ({url})")
    };
    Some((shown, length))
}

/// Whether the words of a link say no more than its address, as arXiv's `this https URL` does.
pub fn says_nothing(words: &str) -> bool {
    let lower = words.to_lowercase();
    words.contains("://") && !words.contains(char::is_whitespace)
        || matches!(
            &*lower,
            "" | "here" | "link" | "url" | "this link" | "this url"
        )
        || lower.ends_with("https url")
        || lower.ends_with("http url")
}
