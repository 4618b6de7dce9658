//! Signs beneath a head that it is a paper, and lines that only say where a paper is.

use super::labels::{self, Role};
use super::outline::{Block, Kind, Outline};
use super::{evidence, link_words, links, tables};
use crate::readers::categories::is_category;
use std::collections::BTreeSet;

/// Whether blocks say of what is above them that it is a paper: they name its authors or its
/// abstract, or give its address alone.
pub fn is_of_paper<'a>(outline: &Outline, blocks: impl IntoIterator<Item = &'a Block>) -> bool {
    let mut ids = BTreeSet::new();
    let mut has_label = false;
    for block in blocks {
        match block.kind {
            Kind::Table => {
                let properties = tables::properties(outline, block);
                has_label |= properties.iter().any(|(role, ..)| is_telling(*role));
            }
            Kind::Text => {
                for line in outline.lines(block) {
                    let role = labels::label(line).and_then(|label| label.role);
                    has_label |= role.is_some_and(is_telling);
                    if (role == Some(Role::Links) || is_references(line)) && has_paper(line) {
                        ids.extend(evidence::ids(line));
                        has_label |= ids.len() <= 1;
                    }
                }
            }
            _ => {}
        }
    }
    has_label && ids.len() <= 2
}

/// Whether a label tells that what stands above it is a paper.
fn is_telling(role: Role) -> bool {
    matches!(
        role,
        Role::Authors
            | Role::OriginalTitle
            | Role::Abstract
            | Role::OriginalAbstract
            | Role::TranslatedAbstract
    )
}

/// Whether a line has an id or an address of a paper.
pub fn has_paper(line: &str) -> bool {
    links::links(line)
        .iter()
        .any(|link| evidence::is_of_paper(link.address))
        || evidence::bare_ids(line).next().is_some()
}

/// Whether a line is made of links and ids, with words only to name them: `[abs](…) | [pdf](…)`,
/// `arXiv 2601.00001`.
pub fn is_references(line: &str) -> bool {
    let links = links::links(line);
    let ids = evidence::bare_ids(line).count();
    let is_titled = links
        .iter()
        .any(|link| !link.is_generic() && !link.is_local() && evidence::is_of_paper(link.address));
    if (links.is_empty() && ids == 0) || is_titled {
        return false;
    }
    let without = links::replaced(line, |_| " ".to_owned());
    let left: String = without.split('`').step_by(2).collect();
    let mut words = left
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-'))
        .filter(|word| word.contains(char::is_alphabetic));
    words.all(says_where)
}

/// Whether a word only says what kind of address or id stands beside it. `Builds on` does not.
fn says_where(word: &str) -> bool {
    link_words::is_generic(word)
        || labels::role_of(word).is_some()
        || is_category(word)
        || evidence::bare_ids(word).next().is_some()
        || word.starts_with(|c: char| c.is_ascii_digit())
}
