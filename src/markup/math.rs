//! Finding math in plain text: which dollars delimit a formula and which are money.
//!
//! The conversion itself is in `formula`. The rule for single dollars is pandoc's
//! (`tex_math_dollars`), widened where content that is plainly TeX touches a word or a digit, as in
//! `10$\times$` and `32$\times$32`, and narrowed by what stands before the opening dollar (`US$5`).

use memchr::memchr2;

/// A stretch of plain text: words, or a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    /// Text as it is written, with what is left of TeX in it; see [`unescaped`](super::unescaped).
    Text(&'a str),
    /// A formula with its delimiters.
    Math(&'a str),
}

/// Cuts plain text into text and formulas, for those who write it in other forms than HTML.
/// Concatenated, the spans are the text.
pub fn spans(text: &str) -> impl Iterator<Item = Span<'_>> {
    let mut rest = text;
    pieces(text).map(move |piece| {
        let (source, after) = rest.split_at(piece.len());
        rest = after;
        match piece {
            Piece::Text(text) => Span::Text(text),
            Piece::Math(_) => Span::Math(source),
        }
    })
}

/// How a formula is delimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// `$…$`
    Dollar,
    /// `$$…$$`
    Dollars,
    /// `\(…\)`
    Parenthesis,
    /// `\[…\]`
    Bracket,
}

impl Delimiter {
    pub(super) fn open(self) -> &'static str {
        match self {
            Self::Dollar => "$",
            Self::Dollars => "$$",
            Self::Parenthesis => "\\(",
            Self::Bracket => "\\[",
        }
    }

    pub(super) fn close(self) -> &'static str {
        match self {
            Self::Dollar => "$",
            Self::Dollars => "$$",
            Self::Parenthesis => "\\)",
            Self::Bracket => "\\]",
        }
    }

    /// Whether the formula is set on a line of its own.
    pub(super) fn is_display(self) -> bool {
        matches!(self, Self::Dollars | Self::Bracket)
    }
}

/// A formula: the TeX between its delimiters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Math<'a> {
    pub(super) tex: &'a str,
    pub(super) delimiter: Delimiter,
}

/// A stretch of plain text, as [`pieces`] cuts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Math(Math<'a>),
}

impl Piece<'_> {
    /// Its length in the text, in bytes, delimiters included.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Math(math) => {
                math.tex.len() + math.delimiter.open().len() + math.delimiter.close().len()
            }
        }
    }
}

/// Longest TeX that is taken as a formula, in bytes; longer stretches are text in which two dollars
/// happen to stand.
pub(super) const MAX_TEX: usize = 4096;

/// Cuts plain text into text and math. Concatenated, the pieces are the text.
pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces {
        text,
        at: 0,
        found: None,
    }
}

/// See [`pieces`].
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    found: Option<Math<'a>>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(math) = self.found.take() {
            return Some(self.step(Piece::Math(math)));
        }
        let (text, start) = (self.text, self.at);
        if start == text.len() {
            return None;
        }
        let bytes = text.as_bytes();
        let mut at = start;
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'$', b'\\', rest)) {
            at += found;
            if let Some(math) = math_at(text, at) {
                if at == start {
                    return Some(self.step(Piece::Math(math)));
                }
                self.found = Some(math);
                return Some(self.step(Piece::Text(&text[start..at])));
            }
            // `\$`, `\\` and an unclosed `$$` are passed over as one.
            let pair = matches!(bytes.get(at + 1), Some(b'$' | b'\\'));
            at += if pair && (bytes[at] == b'\\' || bytes[at + 1] == b'$') {
                2
            } else {
                1
            };
        }
        Some(self.step(Piece::Text(&text[start..])))
    }
}

impl<'a> Pieces<'a> {
    fn step(&mut self, piece: Piece<'a>) -> Piece<'a> {
        self.at += piece.len();
        piece
    }
}

/// The formula that begins at byte `at`, where a `$` or a `\` stands.
fn math_at(text: &str, at: usize) -> Option<Math<'_>> {
    let rest = &text[at..];
    let delimiter = match rest.as_bytes() {
        [b'$', b'$', ..] => Delimiter::Dollars,
        [b'$', ..] => Delimiter::Dollar,
        [b'\\', b'(', ..] => Delimiter::Parenthesis,
        [b'\\', b'[', ..] => Delimiter::Bracket,
        _ => return None,
    };
    let inside = &rest[delimiter.open().len()..];
    let tex = &inside[..length(inside, delimiter)?];
    if tex.trim().is_empty() || crosses_paragraph(tex) {
        return None;
    }
    let accepted = match delimiter {
        Delimiter::Dollars => true,
        Delimiter::Dollar => {
            let before = text[..at].chars().next_back();
            let after = inside[tex.len() + 1..].chars().next();
            is_math(before, tex, after)
        }
        // Over-escaped Markdown has `\(GPT\-4\)` and `\[1\.2\]`; these two escapes are no TeX math.
        Delimiter::Parenthesis | Delimiter::Bracket => !tex.contains("\\-") && !tex.contains("\\."),
    };
    accepted.then_some(Math { tex, delimiter })
}

/// The length of the TeX that `inside` begins with: up to the closing delimiter. The next possible
/// delimiter decides, so that a text of many openings takes no more than one look at each byte.
fn length(inside: &str, delimiter: Delimiter) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    while at <= MAX_TEX {
        match (*bytes.get(at)?, bytes.get(at + 1), delimiter) {
            (b'$', _, Delimiter::Dollar) => return Some(at),
            (b'$', Some(b'$'), Delimiter::Dollars) => return Some(at),
            (b'\\', Some(b')'), Delimiter::Parenthesis) => return Some(at),
            (b'\\', Some(b']'), Delimiter::Bracket) => return Some(at),
            (b'\\', Some(b'('), Delimiter::Parenthesis) => return None,
            (b'\\', Some(b'['), Delimiter::Bracket) => return None,
            // The byte after a backslash never closes.
            (b'\\', Some(next), _) if next.is_ascii() => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// Whether `$tex$` between the characters `before` and `after` is a formula, and not two amounts of
/// money.
pub(super) fn is_math(before: Option<char>, tex: &str, after: Option<char>) -> bool {
    let (Some(first), Some(last)) = (tex.chars().next(), tex.chars().next_back()) else {
        return false;
    };
    if first.is_whitespace() || last.is_whitespace() || tex.len() > MAX_TEX || before == Some('\\')
    {
        return false;
    }
    let touches_word = before.is_some_and(is_western_alphanumeric);
    let touches_digit = after.is_some_and(|c| c.is_ascii_digit());
    if is_tex(tex) {
        // `US$5^*` is still money, and so is `$5\,000–$6`.
        return !(first.is_ascii_digit() && (touches_word || touches_digit));
    }
    !touches_word && !touches_digit && !is_prose(tex) && !tex.ends_with('/')
}

/// Whether `tex` has something that only TeX has: a command, a script or a group.
fn is_tex(tex: &str) -> bool {
    let bytes = tex.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'^' | b'_' | b'{' => at == 0 || bytes[at - 1] != b'\\',
        b'\\' => bytes
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_alphabetic() || b",;:!|{".contains(next)),
        _ => false,
    })
}

/// Whether TeX without any command reads like a sentence: three words of three letters or more.
fn is_prose(tex: &str) -> bool {
    let words = tex
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= 3);
    words.count() >= 3
}

/// Letters and digits that belong to the word they touch; Chinese or Japanese text has no spaces
/// around a formula.
fn is_western_alphanumeric(character: char) -> bool {
    character.is_alphanumeric() && character < '\u{2E80}'
}

/// Whether `text` has a blank line.
fn crosses_paragraph(text: &str) -> bool {
    text.match_indices('\n').any(|(at, _)| {
        let next_line = text[at + 1..].split('\n').next().unwrap_or_default();
        text[at + 1..].contains('\n') && next_line.trim().is_empty()
    })
}
