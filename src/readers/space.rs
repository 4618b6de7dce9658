//! White space and control characters, of which texts in digests have too many.

use std::borrow::Cow;

/// Text on one line: every run of white space is a space, control characters are gone.
pub fn folded(text: &str) -> String {
    if is_folded(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if word.chars().all(char::is_control) {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|c| !c.is_control()));
    }
    line
}

/// An address that was wrapped over lines, on one line again.
pub fn joined(address: &str) -> Cow<'_, str> {
    let address = address.trim();
    if address.contains(['\n', '\r']) {
        Cow::Owned(address.split_whitespace().collect())
    } else {
        Cow::Borrowed(address)
    }
}

/// Text unwrapped: line ends within a paragraph are spaces; blank lines part paragraphs.
pub fn unwrapped(text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return folded(text);
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = folded(line);
        match paragraphs.last_mut() {
            _ if line.is_empty() => open = false,
            Some(paragraph) if open => {
                paragraph.push(' ');
                paragraph.push_str(&line);
            }
            _ => {
                paragraphs.push(line);
                open = true;
            }
        }
    }
    paragraphs.join("\n\n")
}

/// Whether a text is on one line already; most are, and need only be copied.
fn is_folded(text: &str) -> bool {
    // Without a way out of the loop, so that it looks at many bytes at a time.
    let is_printable = text
        .bytes()
        .fold(true, |so_far, byte| so_far & (b' '..0x7f).contains(&byte));
    is_printable && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ")
}
