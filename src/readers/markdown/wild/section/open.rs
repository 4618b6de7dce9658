//! The value of a label, which may go on over lines, and where it ends.

use crate::readers::markdown::wild::labels::{self, Labelled, Role};
use crate::readers::markdown::wild::outline::Block;

/// The value that goes on.
pub struct Open<'a> {
    pub label: Labelled<'a>,
    pub lines: Vec<String>,
    /// Whether a heading names it, so that all beneath is its value.
    pub is_heading: bool,
    /// How deep the label stands.
    pub depth: usize,
}

impl Open<'_> {
    /// Takes one more line, as it is or as Markdown has it.
    pub fn go_on(&mut self, line: &str, written: String, is_new: bool, block: &Block) {
        // Paragraphs stay apart.
        if is_new && !self.lines.is_empty() && !block.opens_item {
            self.lines.push(String::new());
        }
        let last = self.lines.last();
        let is_after_item =
            last.is_none_or(|last| last.is_empty() || last.trim_start().starts_with(['-', '1']));
        self.lines.push(match block.opens_item || is_after_item {
            true => written,
            false => line.to_owned(),
        });
    }

    /// The whole value: a list in one line, a text in its lines.
    pub fn value(&self) -> String {
        let is_list = self.label.role.is_some_and(is_metadata);
        if is_list {
            let items = self
                .lines
                .iter()
                .map(|line| line.trim().trim_start_matches("- "));
            let items: Vec<&str> = items.filter(|item| !item.is_empty()).collect();
            items.join(if self.label.role == Some(Role::Authors) {
                ", "
            } else {
                " "
            })
        } else {
            self.lines.join("\n")
        }
    }
}

/// Whether a label's value is a word or a list, and no running text.
pub fn is_metadata(role: Role) -> bool {
    !matches!(
        role,
        Role::Abstract
            | Role::OriginalAbstract
            | Role::TranslatedAbstract
            | Role::Summary
            | Role::Part
    )
}

/// A value cut where the next label begins on the same line.
pub fn parted(value: &str) -> Option<(&str, Labelled<'_>)> {
    [" | ", " · ", " ｜ ", "｜", ", ", "; "]
        .iter()
        .find_map(|sign| {
            value.match_indices(sign).take(16).find_map(|(at, sign)| {
                let label = labels::label(&value[at + sign.len()..])?;
                let is_label = label.role.is_some_and(is_metadata) || label.is_marked;
                // `[PDF](…)` is a link and `Links` its label; a comma parts names more often.
                (is_label && value[at + sign.len()..].contains([':', '：']))
                    .then_some((&value[..at], label))
            })
        })
}
