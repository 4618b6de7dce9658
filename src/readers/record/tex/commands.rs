//! What begins with a backslash.

use super::accents::{after_letter, name};
use super::pass::Pass;
use super::table::{self, Command};

impl Pass<'_> {
    pub(super) fn backslash(&mut self) {
        let Some(next) = self.after(1) else {
            return self.copy(1);
        };
        if next.is_ascii_alphabetic() {
            return self.command();
        }
        match next {
            '%' | '&' | '_' | '#' => {
                self.at += 1;
                self.copy(1);
            }
            '\\' => {
                self.at += 2;
                self.at += skip_dimension(self.rest());
                self.write_space();
            }
            ' ' | '\n' | ',' | ';' => {
                self.at += 2;
                self.write_space();
            }
            '!' | '@' => self.at += 2,
            '~' | '^' if self.text[self.at + 2..].starts_with("{}") => {
                self.at += 1;
                self.copy(1);
                self.at += 2;
            }
            '~' if self.is_in_address => {
                self.at += 1;
                self.copy(1);
            }
            '"' | '\'' | '.' if self.is_over_escaped(next as u8) => {
                self.at += 1;
                self.copy(1);
            }
            '"' | '\'' | '.' | '`' | '^' | '~' | '=' => self.accent(),
            _ => self.copy(1 + next.len_utf8()),
        }
    }

    /// An accent; where it is none, the backslash and the character behind it stay.
    fn accent(&mut self) {
        match self.accent_at(self.at) {
            Some(accent) => {
                self.out.push_str(&accent.letter);
                if let Some(close) = accent.close {
                    self.drop_brace(close);
                }
                self.at = accent.end;
            }
            None => self.copy(2),
        }
    }

    fn command(&mut self) {
        let name = name(self.text, self.at + 1);
        let length = 1 + name.len();
        let after = self.at + length;
        match table::command(name) {
            Some(Command::Letter(letter)) => {
                self.out.push(letter);
                self.at = after_letter(self.text, after);
            }
            Some(Command::Symbol(written)) => {
                self.out.push_str(written);
                self.at = after + empty_group(self.text, after);
            }
            Some(Command::Space) => {
                self.at = after + empty_group(self.text, after);
                self.write_space();
            }
            Some(Command::Paragraph) => self.write("\n\n", length),
            Some(Command::Removed) => self.at = after + empty_group(self.text, after),
            Some(Command::Declaration) => self.declaration(after),
            Some(Command::Wrapper) => match self.groups.close(after) {
                Some(close) => {
                    self.drop_brace(close);
                    self.at = after + 1;
                }
                None => self.copy(length),
            },
            Some(Command::SecondArgument) => self.second_argument(after),
            Some(Command::Link) => self.link(after),
            Some(Command::RemovedWithArgument) => self.remove(after),
            None if self.accent_at(self.at).is_some() => self.accent(),
            // Its argument keeps its braces, whatever is in it.
            None => self.copy(length + usize::from(self.text[after..].starts_with('{'))),
        }
    }

    /// `\em` and its like: with the space behind it, or with the braces of `\bf{x}`.
    fn declaration(&mut self, after: usize) {
        self.at = after;
        if let Some(close) = self.groups.close(after) {
            self.drop_brace(close);
            self.at += 1;
        } else {
            self.skip_spaces();
        }
    }

    /// Leaves out the first of two arguments. Gives where the second one closes; `None` where there
    /// are no two, and the name of the command alone is written.
    fn skip_first(&mut self, after: usize) -> Option<usize> {
        let second = self.groups.close(after).map(|close| close + 1);
        match second.and_then(|open| Some((open, self.groups.close(open)?))) {
            Some((open, close)) => {
                self.skip_to(open + 1);
                Some(close)
            }
            None => {
                self.copy(after - self.at);
                None
            }
        }
    }

    fn second_argument(&mut self, after: usize) {
        if let Some(close) = self.skip_first(after) {
            self.drop_brace(close);
        }
    }

    /// `\href{u}{t}`: the text, and behind it the address, which is a link of the paper.
    fn link(&mut self, after: usize) {
        let Some(close) = self.skip_first(after) else {
            return;
        };
        let address = self.text[after + 1..self.at].trim_end_matches(['{', '}']);
        let is_told = self.text[self.at..close].contains("://");
        if address.starts_with("http") && !is_told {
            self.replace_brace(close, format!(" ({address})"));
        } else {
            self.drop_brace(close);
        }
    }

    /// Leaves out a command with its arguments, and what stood around it for its sake.
    fn remove(&mut self, after: usize) {
        let open = after + optional(&self.text[after..]);
        let Some(close) = self.groups.close(open) else {
            return self.copy(after - self.at);
        };
        self.skip_to(close + 1);
        let is_enclosed = matches!(
            (self.before(), self.after(0)),
            (Some('('), Some(')')) | (Some('['), Some(']'))
        );
        if is_enclosed {
            self.out.pop();
            self.at += 1;
        }
        let needs_no_space = self
            .after(0)
            .is_none_or(|c| c.is_whitespace() || ".,;:!?)]".contains(c));
        if needs_no_space && self.out.ends_with(' ') {
            self.out.pop();
        }
    }
}

/// The length of `{}`, which only ends the name of a command.
fn empty_group(text: &str, at: usize) -> usize {
    if text[at..].starts_with("{}") { 2 } else { 0 }
}

/// The length of the `[2pt]` that may follow the end of a line.
fn skip_dimension(text: &str) -> usize {
    const UNITS: &[&str] = &["pt", "em", "ex", "cm", "mm"];
    let inside = text
        .strip_prefix('[')
        .and_then(|rest| rest.get(..rest.bytes().take(10).position(|byte| byte == b']')?));
    match inside {
        Some(inside) if UNITS.iter().any(|unit| inside.ends_with(unit)) => inside.len() + 2,
        _ => 0,
    }
}

/// The length of the star and the arguments in brackets that a command may have before its braces.
fn optional(text: &str) -> usize {
    /// Longest argument in brackets, in bytes.
    const MAX: usize = 200;
    let mut length = usize::from(text.starts_with('*'));
    while text[length..].starts_with('[') {
        let inside = text.as_bytes().iter().skip(length).take(MAX);
        match inside.clone().position(|byte| *byte == b']') {
            Some(end) => length += end + 1,
            None => break,
        }
    }
    length
}
