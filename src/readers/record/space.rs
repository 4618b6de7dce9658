//! White space and control characters, of which texts in digests have too many.

use std::borrow::Cow;

/// Text on one line: every run of white space is a space, control characters are gone.
pub fn folded(text: &str) -> String {
    on_one_line(text).into_owned()
}

/// The same, copied only where it is not on one line already.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    push_folded(&mut line, text);
    Cow::Owned(line)
}

/// Appends the words of a text with a space between two, and before the first where something stands
/// there.
fn push_folded(line: &mut String, text: &str) {
    if !text.is_empty() && is_folded(text) {
        return push_word(line, text, true);
    }
    let mut is_parted = true;
    let mut rest = text;
    while !rest.is_empty() {
        // Nearly all of a text is such a run, with at most a space between two words.
        let run = length_of_run(rest.as_bytes());
        if run > 0 {
            push_word(line, &rest[..run], is_parted);
            is_parted = false;
            rest = &rest[run..];
            continue;
        }
        let mut behind = rest.chars();
        match behind.next() {
            Some(c) if c.is_whitespace() => is_parted = true,
            Some(c) if c.is_control() => {}
            Some(c) => {
                push_word(line, &rest[..c.len_utf8()], is_parted);
                is_parted = false;
            }
            None => break,
        }
        rest = behind.as_str();
    }
}

fn push_word(line: &mut String, word: &str, is_parted: bool) {
    if is_parted && !line.is_empty() && !line.ends_with('\n') {
        line.push(' ');
    }
    line.push_str(word);
}

/// Length of the beginning of a text in which nothing is to be changed: characters that are no white
/// space, and spaces that stand alone between two of them.
fn length_of_run(bytes: &[u8]) -> usize {
    let mut end = 0;
    loop {
        match length_of_plain(&bytes[end..]) {
            0 if end > 0 && bytes[end..].starts_with(b" ") => {
                match length_of_plain(&bytes[end + 1..]) {
                    0 => return end,
                    length => end += 1 + length,
                }
            }
            0 => return end,
            length => end += length,
        }
    }
}

/// Length of the character at the beginning, where it is surely neither white space nor a control
/// character; else 0.
fn length_of_plain(bytes: &[u8]) -> usize {
    match bytes {
        [b'!'..=b'~', ..] => 1,
        [0xC3..=0xDF, ..] => 2,
        // The ideographic space, and blocks that have spaces.
        [0xE3, 0x80, 0x80, ..] | [0xE1 | 0xE2, ..] => 0,
        [0xE0..=0xEF, ..] => 3,
        [0xF0..=0xF4, ..] => 4,
        _ => 0,
    }
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
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return folded(text);
    }
    let mut paragraphs = String::with_capacity(text.len());
    let mut is_parted = false;
    for line in text.lines() {
        let end = paragraphs.len();
        if is_parted && end > 0 {
            paragraphs.push_str("\n\n");
        }
        let start = paragraphs.len();
        push_folded(&mut paragraphs, line);
        if paragraphs.len() == start {
            // A blank line, also one of control characters alone.
            paragraphs.truncate(end);
            is_parted = true;
        } else {
            is_parted = false;
        }
    }
    paragraphs
}

/// Whether a text is on one line already; most are, and need only be copied.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a way out of the loops, so that they look at many bytes at a time.
    let is_printable = bytes
        .iter()
        .fold(true, |so_far, byte| so_far & (b' '..0x7f).contains(byte));
    is_printable && !has_pair(bytes, b' ') && !text.starts_with(' ') && !text.ends_with(' ')
}

/// Whether a byte stands twice in a row.
pub fn has_pair(bytes: &[u8], wanted: u8) -> bool {
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    // Without a way out, as above.
    pairs.fold(false, |so_far, (one, next)| {
        so_far | ((*one == wanted) & (*next == wanted))
    })
}
