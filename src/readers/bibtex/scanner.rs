//! Walking through the source of a bibliography.
//!
//! Each byte is looked at a fixed number of times, however the braces stand.

use memchr::memchr;

/// How an entry begins: `@article{`.
#[derive(Debug)]
pub(super) struct Head {
    /// In lower case.
    pub(super) kind: String,
    /// What closes the entry: `}`, or `)`.
    pub(super) close: u8,
    /// Where its `@` stands.
    pub(super) offset: usize,
}

/// A place in a source.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Whether the line at `seen` begins with `%`.
    is_comment: bool,
    seen: usize,
    /// Whether a value has run to the end of the file. Since then, none goes beyond a line that
    /// begins an entry, so that a brace too few costs one entry and is not looked for to the end
    /// again and again.
    is_guarded: bool,
    /// Whether `\{` and `\}` count as braces: from where one value would have no end otherwise.
    counts_escaped: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            is_comment: text.trim_start().starts_with('%'),
            seen: 0,
            is_guarded: false,
            counts_escaped: false,
        }
    }

    /// Goes behind the next head of an entry, past everything that is none.
    pub(super) fn next_head(&mut self) -> Option<Head> {
        loop {
            self.at += memchr(b'@', self.text.as_bytes().get(self.at..)?)?;
            let found = head(&self.text[self.at..]);
            self.look_at_line();
            let Some((name, length)) = found.filter(|_| !self.is_comment) else {
                self.at += 1;
                continue;
            };
            let offset = self.at;
            self.at += length;
            let opens_with_parenthesis = self.text.as_bytes()[self.at - 1] == b'(';
            return Some(Head {
                kind: name.to_ascii_lowercase(),
                close: if opens_with_parenthesis { b')' } else { b'}' },
                offset,
            });
        }
    }

    fn look_at_line(&mut self) {
        let between = &self.text.as_bytes()[self.seen..self.at];
        if let Some(last) = memchr::memrchr(b'\n', between) {
            let line = &self.text[self.seen + last + 1..];
            self.is_comment = line.trim_start_matches([' ', '\t']).starts_with('%');
        }
        self.seen = self.at;
    }

    /// What stands between an offset and here.
    pub(super) fn since(&self, offset: usize) -> &'a str {
        self.text.get(offset..self.at).unwrap_or_default()
    }

    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Skips the rest of an entry whose head has been read.
    pub(super) fn skip_group(&mut self, head: &Head) {
        if head.close == b'}' {
            self.at -= 1;
            // One that is not closed goes up to the next entry.
            let _ = self.delimited();
        }
    }

    /// The key of an entry; nothing where fields begin at once.
    pub(super) fn key(&mut self, head: &Head) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(|byte| {
            matches!(byte, b',' | b'=' | b'{' | b'"' | b'@') || byte == head.close
        });
        let Some(end) = end else { return "" };
        match rest.as_bytes()[end] {
            b',' => {
                self.at += end + 1;
                rest[..end].trim()
            }
            // A key alone.
            byte if byte == head.close => {
                self.at += end;
                rest[..end].trim()
            }
            _ => "",
        }
    }

    /// Skips white space, commas and comments.
    pub(super) fn skip_to_field(&mut self) {
        loop {
            self.skip_spaces();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'%') => {
                    let rest = &self.text.as_bytes()[self.at..];
                    self.at += memchr(b'\n', rest).unwrap_or(rest.len());
                }
                _ => return,
            }
        }
    }

    fn skip_spaces(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    pub(super) fn is_at_head(&self) -> bool {
        head(&self.text[self.at..]).is_some()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn eat_equals(&mut self) -> bool {
        self.skip_spaces();
        let is_there = self.eat(b'=');
        self.skip_spaces();
        is_there
    }

    /// Skips the `#` between two parts of a value.
    pub(super) fn eat_joint(&mut self) -> bool {
        self.skip_spaces();
        let is_there = self.eat(b'#');
        self.skip_spaces();
        is_there
    }

    /// A name, a number, or any word without delimiters.
    pub(super) fn word(&mut self, head: &Head) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| {
            c.is_whitespace()
                || matches!(c, ',' | '=' | '#' | '{' | '}' | '"' | '%')
                || c == char::from(head.close)
        });
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// Skips what is no field: a stray brace or quote with what it encloses, or a character.
    pub(super) fn skip_stray(&mut self) -> Result<(), String> {
        match self.delimited() {
            Ok(Some(_)) => {}
            Ok(None) => {
                self.at += self.text[self.at..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8)
            }
            Err(delimiter) => return Err(format!("a value is not closed by `{delimiter}`")),
        }
        Ok(())
    }

    /// A text in braces or quotes, without them; `None` where there is neither. If it is not closed,
    /// what is missing; the scanner then stands at the next entry.
    pub(super) fn delimited(&mut self) -> Result<Option<&'a str>, char> {
        let (quote, missing) = match self.peek() {
            Some(b'{') => (false, '}'),
            Some(b'"') => (true, '"'),
            _ => return Ok(None),
        };
        let start = self.at + 1;
        let found = match self.end_of(start, quote) {
            End::File(_) if !self.is_guarded => {
                self.is_guarded = true;
                self.end_of(start, quote)
            }
            end => end,
        };
        let end = match found {
            End::Found(end) => end,
            End::File(Some(end)) | End::Entry(_, Some(end)) => {
                self.counts_escaped = true;
                end
            }
            End::File(None) => {
                self.at = self.text.len();
                return Err(missing);
            }
            End::Entry(at, None) => {
                self.at = at;
                return Err(missing);
            }
        };
        self.at = end + 1;
        Ok(Some(&self.text[start..end]))
    }

    /// Where a text ends that begins at `start`. Escaped braces are characters; but where a field
    /// follows, as behind `{C:\}`, or the text would have no end, they are braces, as BibTeX has it.
    fn end_of(&self, start: usize, is_quote: bool) -> End {
        let bytes = self.text.as_bytes();
        let depth_of_end = i64::from(!is_quote);
        let (mut depth, mut depth_of_all) = (depth_of_end, depth_of_end);
        let mut other = None;
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            let is_escaped = byte == b'\\';
            at += usize::from(is_escaped);
            let change = match bytes.get(at) {
                Some(b'{') => 1,
                Some(b'}') => -1,
                Some(b'"') if is_quote && depth <= 0 => {
                    if !is_escaped || self.is_before_separator(at + 1) {
                        return End::Found(at);
                    }
                    0
                }
                Some(b'\n') if self.is_guarded => {
                    let line = &self.text[at + 1..];
                    if head(line.trim_start_matches([' ', '\t'])).is_some() {
                        return End::Entry(at + 1, other);
                    }
                    0
                }
                _ => 0,
            };
            let counts = !is_escaped || self.counts_escaped;
            depth_of_all += change;
            if counts {
                depth += change;
            }
            if !is_quote && change == -1 {
                if depth == 0 && counts {
                    return End::Found(at);
                }
                if depth_of_all == 0 && other.is_none() {
                    if self.is_before_field(at + 1) {
                        return End::Found(at);
                    }
                    other = Some(at);
                }
            }
            at += 1;
        }
        End::File(other)
    }

    /// Whether a comma and another field follow.
    fn is_before_field(&self, at: usize) -> bool {
        let Some(rest) = self.text[at..].trim_start().strip_prefix(',') else {
            return false;
        };
        let name = rest.trim_start();
        let behind = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        behind.len() < name.len() && behind.trim_start().starts_with('=')
    }

    fn is_before_separator(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default().trim_start();
        rest.is_empty() || rest.starts_with([',', '}', ')', '#'])
    }
}

/// How the search for the end of a text ended. The places in options are those where it ends if
/// escaped braces count.
enum End {
    Found(usize),
    File(Option<usize>),
    /// At a line that begins an entry.
    Entry(usize, Option<usize>),
}

/// Kind and length of the head of an entry.
pub(super) fn head(text: &str) -> Option<(&str, usize)> {
    let after = text.strip_prefix('@')?.trim_start_matches([' ', '\t']);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let end = after.find(|c| !is_name(c))?;
    let name = &after[..end];
    let behind = after[end..].trim_start();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !behind.starts_with(['{', '(']) {
        return None;
    }
    Some((name, text.len() - behind.len() + 1))
}
