//! Escaping of text for HTML.
//!
//! It also drops the characters that neither HTML nor XML allows in text, so that nothing else needs
//! to think of them. It does not judge addresses; see `destination`.

/// Escapes `text` for HTML text and for double-quoted attributes.
///
/// Control characters other than tab and newline are dropped (a lone carriage return becomes a
/// newline), and so are the noncharacters U+FFFE and U+FFFF: HTML forbids the ones (HTML, 13.2.3.5) and XML
/// the others (XML 1.0, 2.2).
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(&mut out, text);
    out
}

/// Appends `text` to `out`, escaped as by [`escape`].
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut kept = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if !SPECIAL[usize::from(byte)] {
            at += 1;
            continue;
        }
        let (len, replacement) = match byte {
            b'<' => (1, "&lt;"),
            b'>' => (1, "&gt;"),
            b'&' => (1, "&amp;"),
            b'"' => (1, "&quot;"),
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => (1, "\n"),
            0xC2 if matches!(bytes.get(at + 1), Some(0x80..=0x9F)) => (2, ""),
            0xEF if matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])) => (3, ""),
            0xC2 | 0xEF => {
                at += 1;
                continue;
            }
            _ => (1, ""),
        };
        out.push_str(&text[kept..at]);
        out.push_str(replacement);
        at += len;
        kept = at;
    }
    out.push_str(&text[kept..]);
}

/// The bytes at which [`push_escaped`] must look closer. 0xC2 begins the C1 control characters and 0xEF
/// the noncharacters, among others.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = byte != b'\t' as usize && byte != b'\n' as usize;
        byte += 1;
    }
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'&' as usize] = true;
    table[b'"' as usize] = true;
    table[0x7F] = true;
    table[0xC2] = true;
    table[0xEF] = true;
    table
};

/// Whether `character` is one that [`escape`] drops.
pub(super) fn is_dropped(character: char) -> bool {
    matches!(character, '\0'..='\x08' | '\x0B'..='\x1F' | '\x7F'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
}
