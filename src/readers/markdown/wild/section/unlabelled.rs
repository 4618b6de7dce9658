//! Lines of a section that no label names: names, links, topics, a date, running text.

use super::{Mode, Reader};
use crate::readers::categories::is_category;
use crate::readers::markdown::wild::draft::Draft;
use crate::readers::markdown::wild::signs::{has_paper, is_references};
use crate::readers::markdown::wild::{dates, evidence, labels, links, people, titles};

impl Reader<'_, '_> {
    /// Takes lines that no label names.
    pub(super) fn unlabelled(&mut self, lines: Vec<String>) {
        if lines.iter().all(|line| line.trim().is_empty()) {
            return;
        }
        let text = lines.join("\n");
        let bare = text.trim_start_matches(['-', ' ']).trim();
        let is_emphasised = bare.len() > 2
            && bare.starts_with(['*', '_'])
            && bare.ends_with(['*', '_'])
            && !bare.starts_with("**");
        if self.is_in_sections() {
            self.add_text(lines);
            return;
        }
        let draft = &mut *self.draft;
        if categories(bare, draft) || (self.is_over && !has_paper(bare)) {
            return;
        }
        if is_references(bare) {
            draft.add_links(bare, None);
            chips(bare, draft);
        } else if chips(bare, draft) {
        } else if self.is_first
            && draft.authors.is_empty()
            && (is_emphasised && names_in_emphasis(bare) || people::are_names(bare))
        {
            draft.authors = people::names(bare.trim_matches(['*', '_']));
        } else if self.is_first && is_emphasised && is_translated_title(bare, &draft.title) {
        } else if dates::is_all(bare) && bare.len() < 40 {
            draft.date.get_or_insert_with(|| bare.to_owned());
            if let Some(date) = dates::first(bare) {
                draft.date = Some(date.to_string());
            }
        } else if titles::is_nothing(bare)
            || labels::is_handle(bare)
            || (self.mode == Mode::Page && bare.chars().count() < 60)
        {
        } else {
            self.is_first = false;
            push_item(&mut draft.texts, text);
        }
    }
}

/// Adds a piece of text; an item of a list is added to the list before it.
pub fn push_item(texts: &mut Vec<String>, text: String) {
    let is_item = |line: &str| {
        let line = line.trim_start();
        line.starts_with("- ") || line.starts_with("1. ")
    };
    match texts.last_mut() {
        Some(last) if is_item(&text) && last.lines().last().is_some_and(is_item) => {
            last.push('\n');
            last.push_str(&text);
        }
        _ => texts.push(text),
    }
}

/// Takes a line of links to categories of arXiv: `[cs.LG](https://arxiv.org/list/cs.LG/recent)`.
fn categories(line: &str, draft: &mut Draft) -> bool {
    let links = links::links(line);
    let are = !links.is_empty()
        && links
            .iter()
            .all(|link| link.address.contains("arxiv.org/list/") && is_category(link.text));
    if are {
        draft
            .topics
            .extend(links.iter().map(|link| link.text.to_owned()));
    }
    are
}

/// Takes a line of topics in code.
pub fn chips(line: &str, draft: &mut Draft) -> bool {
    let outside: String = line.split('`').step_by(2).collect();
    let without = links::replaced(&outside, |_| String::new());
    let left = without.chars().filter(|c| c.is_alphanumeric()).count();
    if !line.contains('`') || left > 24 {
        return false;
    }
    for chip in line.split('`').skip(1).step_by(2) {
        if evidence::ids(&format!("`{chip}`")).is_empty() {
            draft.add_topics(&format!("`{chip}`"));
        }
    }
    true
}

/// Whether emphasis holds names; those of one word too, since hardly anything else stands there.
fn names_in_emphasis(line: &str) -> bool {
    let inside = line.trim_matches(['*', '_']).trim();
    let names = people::names(inside);
    let is_short = |name: &String| {
        name.split_whitespace().count() <= 4
            && (name.is_ascii() || name.chars().filter(|c| *c >= '\u{2E80}').count() <= 5)
    };
    people::are_names(inside)
        || (names.len() > 1 && names.iter().all(is_short) && !inside.contains([':', '：']))
}

/// Whether a line in emphasis is the title in another language than the title is.
fn is_translated_title(line: &str, title: &str) -> bool {
    let wide = |text: &str| text.chars().any(|c| c >= '\u{2E80}');
    wide(line) && !wide(title) && !line.contains('\n') && !line.contains(['。', '！'])
}
