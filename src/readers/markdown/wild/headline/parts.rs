//! What stands behind a title: authors, dates, topics, links, and at last running text.

use super::{Headline, MOST_PARTS, separator, without_brackets};
use crate::readers::categories::is_category;
use crate::readers::markdown::wild::labels::{self, Role};
use crate::readers::markdown::wild::{dates, evidence, links, marks, people};

impl Headline {
    /// Reads what stands behind the title, from front to back; running text is all that is left
    /// once it has begun.
    pub(super) fn parts(&mut self, behind: &str) {
        let mut rest = behind;
        let links = links::links(behind);
        let mut label = "";
        for _ in 0..MOST_PARTS {
            let trimmed = rest.trim_start_matches(|c: char| {
                c.is_whitespace()
                    || marks::is_pictograph(c)
                    || ",.;:-–—|·•*_/()[]（）【】，。：".contains(c)
            });
            rest = trimmed;
            let at = behind.len() - rest.len();
            if rest.is_empty() {
                return;
            }
            let coming = &links[links.partition_point(|link| link.range.end <= at)..];
            // The bracket of a link has been taken for one of the text's.
            if let Some(link) = coming.first().filter(|link| link.range.contains(&at)) {
                self.take(link, label);
                label = "";
                rest = &behind[link.range.end..];
                continue;
            }
            if let Some(inside) = rest.strip_prefix('`')
                && let Some(end) = inside.find('`')
            {
                self.chip(&inside[..end]);
                rest = &inside[end + 1..];
                continue;
            }
            let next_link = coming
                .first()
                .map_or(rest.len(), |link| link.range.start - at);
            let next = [separator(rest), rest.find(['(', ')', '`', '（', '）'])]
                .into_iter()
                .flatten()
                .min()
                .unwrap_or(rest.len())
                .min(next_link);
            let piece = rest[..next].trim_end_matches([' ', '[', '(', '*', ',', '-', '—', '–']);
            if self.piece(piece, &mut label) {
                rest = &rest[next..];
            } else {
                self.prose = prose(rest);
                self.tail(rest);
                return;
            }
        }
    }

    /// Takes a piece of what stands behind the title; says whether it was no running text.
    fn piece<'a>(&mut self, piece: &'a str, label: &mut &'a str) -> bool {
        if let Some((first, last)) = piece.rsplit_once([',', '.'])
            && let Some(role) = labels::role_of(last.trim())
            && matches!(role, Role::Links | Role::Code | Role::Project)
            && last.trim_end().ends_with([':', '：'])
        {
            *label = last;
            return first.trim().is_empty() || self.piece(first.trim(), &mut "");
        }
        if let Some(labelled) = labels::label(piece)
            && let Some(role) = labelled.role
        {
            *label = labelled.name;
            if !labelled.value.is_empty() {
                self.labelled.push((role, labelled.value.to_owned()));
            }
            return true;
        }
        if labels::role_of(piece).is_some() {
            *label = piece;
            return true;
        }
        let without_year = piece
            .rsplit_once([',', ' '])
            .filter(|(_, year)| is_year(year))
            .map_or(piece, |(names, _)| names.trim_end_matches([',', ' ']));
        let without_by = without_year.strip_prefix("by ").unwrap_or(without_year);
        if self.authors.is_empty() && people::are_names(without_by) {
            self.authors = people::names(without_by);
            if without_year.len() < piece.len() {
                self.date.get_or_insert(piece[piece.len() - 4..].to_owned());
            }
            return true;
        }
        if piece.chars().count() <= 24 {
            if let Some(date) = dates::first(piece) {
                self.date = Some(date.to_string());
            } else if is_year(piece) {
                self.date.get_or_insert(piece.to_owned());
            } else if is_category(piece) {
                self.topics.push(piece.to_owned());
            }
            for (_, id) in evidence::bare_ids(piece) {
                self.add_id(id);
            }
            return piece.split_whitespace().count() <= 3 && piece.is_ascii();
        }
        false
    }

    fn chip(&mut self, inside: &str) {
        let ids = evidence::ids(&format!("`{inside}`"));
        if ids.is_empty() {
            self.topics.push(inside.trim().to_owned());
        }
        for id in ids {
            self.add_id(id);
        }
    }

    /// Links in running text that say no more than where the paper is are the paper's.
    fn tail(&mut self, prose: &str) {
        for link in links::links(prose) {
            if link.is_generic() && evidence::is_of_paper(link.address) {
                self.take(&link, "");
            }
        }
    }
}

/// Running text without the links that say no more than where the paper is.
fn prose(text: &str) -> String {
    let kept = links::replaced(text, |link| {
        if link.is_generic() && (evidence::is_of_paper(link.address) || link.is_furniture()) {
            String::new()
        } else {
            format!("[{}]({})", link.text, link.address)
        }
    });
    without_brackets(&kept).trim().to_owned()
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && text.starts_with(['1', '2'])
}
