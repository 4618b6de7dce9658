//! Plain text with math: titles and abstracts of imported records.
//!
//! They are no Markdown: a line that begins with `# `, `1.` or `>10x` is just that line. What they do
//! have is formulas between dollars, what is left of TeX (`\%`, `\&`), and bare addresses.

use super::address;
use super::escape::{is_dropped, push_escaped};
use super::formula::{Setting, push_math};
use super::math::{Piece, Span, pieces, spans};
use super::{Options, destination};
use memchr::{memchr, memchr3};

/// Paragraphs of HTML. Blank lines part paragraphs, other line ends are spaces; web addresses become
/// links.
pub fn plain(text: &str, options: Options) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8 + 8);
    for paragraph in paragraphs(text) {
        out.push_str("<p>");
        push_pieces(&mut out, paragraph, Setting::AsWritten, options);
        out.push_str("</p>\n");
    }
    out
}

/// HTML for within a line, in which web addresses are links.
pub fn linked(text: &str, options: Options) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push_pieces(&mut out, text.trim(), Setting::Inline, options);
    out
}

fn push_pieces(out: &mut String, text: &str, setting: Setting, options: Options) {
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => push_linked(out, text),
            Piece::Math(math) => push_math(out, math, setting, options.math),
        }
    }
}

/// HTML for within a line, without links: for titles and excerpts. Displayed formulas are set within
/// the line too.
pub fn inline(text: &str, options: Options) -> String {
    let text = text.trim();
    let is_plain = text
        .bytes()
        .fold(true, |so_far, byte| so_far & !is_special(byte));
    if is_plain {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => push_text(&mut out, text, push_escaped),
            Piece::Math(math) => push_math(&mut out, math, Setting::Inline, options.math),
        }
    }
    out
}

/// Text for places that hold no markup, such as `<title>` or a feed's title: what is left of TeX is
/// resolved as in [`inline`], formulas stay TeX between their dollars. Not escaped.
pub fn bare(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    for span in spans(text) {
        match span {
            Span::Text(text) => push_text(&mut out, text, push_kept),
            Span::Math(source) => push_kept(&mut out, source),
        }
    }
    out
}

/// The characters that a stretch of plain text stands for: line ends are spaces and what is left of TeX
/// (`\%`, `\&`) is resolved. For text between formulas, as [`spans`] gives it. Not escaped.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, text, push_kept);
    out
}

/// Whether a byte is, or begins, a character that may be dropped.
fn may_be_dropped(byte: u8) -> bool {
    matches!(byte, 0..0x20 | 0x7F | 0xC2 | 0xEF)
}

fn push_kept(out: &mut String, text: &str) {
    // Hardly any text has a character that is dropped. Without a way out of the loop, it looks at
    // many bytes at a time.
    let may_drop = text
        .bytes()
        .fold(false, |so_far, byte| so_far | may_be_dropped(byte));
    if may_drop {
        out.extend(text.chars().filter(|character| !is_dropped(*character)));
    } else {
        out.push_str(text);
    }
}

/// Whether a byte keeps [`inline`] from its short way. 0xC2 and 0xEF begin characters that are
/// dropped.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'$' | b'\\' | b'<' | b'>' | b'&' | b'"' | 0..0x20 | 0x7F | 0xC2 | 0xEF
    )
}

/// The characters that TeX, or over-escaped Markdown, writes after a backslash for themselves.
fn is_escapable(byte: u8) -> bool {
    b"$%&_#{}-*\\".contains(&byte)
}

/// Appends text through `push`, with line ends as spaces and escapes resolved.
fn push_text(out: &mut String, text: &str, mut push: impl FnMut(&mut String, &str)) {
    let bytes = text.as_bytes();
    if memchr3(b'\\', b'\n', b'\t', bytes).is_none() && memchr(b'\r', bytes).is_none() {
        push(out, text);
        return;
    }
    let (mut at, mut kept) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).copied().is_some_and(is_escapable) => {
                push(out, &text[kept..at]);
                kept = at + 1;
                at += 2;
            }
            b'\n' | b'\r' | b'\t' => {
                push(out, &text[kept..at]);
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                at += 1;
                kept = at;
            }
            _ => at += 1,
        }
    }
    push(out, &text[kept..]);
}

/// Appends text in which web addresses are links.
fn push_linked(out: &mut String, text: &str) {
    let mut done = 0;
    for found in address::spans(text) {
        let wrapping = Wrapping::around(&text[done..found.start], &text[found.end..]);
        push_text(
            out,
            &text[done..found.start - wrapping.before],
            push_escaped,
        );
        out.push_str(wrapping.gap);
        destination::push_web_link(out, &found.address);
        done = found.end + wrapping.after;
    }
    push_text(out, &text[done..], push_escaped);
}

/// What TeX puts around an address: `\url{…}`, `{…}`, and the tie in `at~…`, which is a space.
#[derive(Default)]
struct Wrapping {
    /// Bytes before the address that are not shown.
    before: usize,
    /// What is shown in their place.
    gap: &'static str,
    /// Bytes after the address that are not shown.
    after: usize,
}

impl Wrapping {
    fn around(before: &str, after: &str) -> Self {
        if before.ends_with('~') {
            return Self {
                before: 1,
                gap: " ",
                after: 0,
            };
        }
        if before.ends_with('{') && after.starts_with('}') {
            let length = if before.ends_with("\\url{") {
                "\\url{".len()
            } else {
                1
            };
            return Self {
                before: length,
                gap: "",
                after: 1,
            };
        }
        Self::default()
    }
}

/// The paragraphs of a text, trimmed; none is empty.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim();
        let mut end = rest.len();
        for (at, _) in rest.match_indices('\n') {
            if rest[at + 1..]
                .trim_start_matches([' ', '\t', '\r'])
                .starts_with('\n')
            {
                end = at;
                break;
            }
        }
        let (paragraph, after) = rest.split_at(end);
        rest = after;
        (!paragraph.is_empty()).then(|| paragraph.trim_end())
    })
}
