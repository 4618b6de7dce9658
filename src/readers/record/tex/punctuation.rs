//! Hyphens and ties, judged by what stands before and behind them.

use super::pass::Pass;

impl Pass<'_> {
    pub(super) fn hyphens(&mut self) {
        let length = self.rest().bytes().take_while(|byte| *byte == b'-').count();
        let (before, after) = (self.before(), self.after(length));
        let is_drawn = matches!(before, Some('<' | '!' | '|')) || matches!(after, Some('>' | '|'));
        let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let is_line = |c: Option<char>| c.is_none_or(|c| c == '\n');
        match length {
            _ if self.is_in_address || is_drawn => self.copy(length),
            2 if (ends_word(before) && begins_word(after))
                || (is_space(before) && is_space(after)) =>
            {
                self.write("–", length);
            }
            3 if !(is_line(before) && is_line(after)) => self.write("—", length),
            _ => self.copy(length),
        }
    }

    pub(super) fn tie(&mut self) {
        let (before, after) = (self.before(), self.after(1));
        // Between numbers it is a range, as people in East Asia write it: `60%~70%`, `1M~4M`.
        let is_range = after.is_some_and(char::is_numeric) && self.is_behind_number();
        if !self.is_in_address && ends_word(before) && begins_word(after) && !is_range {
            self.write(" ", 1);
        } else {
            self.copy(1);
        }
    }

    /// Whether the last word begins with a digit.
    fn is_behind_number(&self) -> bool {
        /// Longest number that is looked at, in characters.
        const MAX: usize = 12;
        let last = self.out.chars().rev().take(MAX);
        let number = last.take_while(|c| c.is_alphanumeric() || ".,%".contains(*c));
        number.last().is_some_and(char::is_numeric)
    }
}

fn ends_word(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_alphanumeric() || ")]}$.,;:!?%\"'”’…".contains(c))
}

fn begins_word(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_alphanumeric() || "([{$\\\"'“‘`".contains(c))
}
