//! The line with which a paper begins: its title, and what else stands there.
//!
//! `[Title](address) - Authors`, `**Title** (Authors, 2026) [PDF](address)`, `2026-11-23, **Title**,
//! Author et al., Paper: [id](address)`, `Title. Authors. [arXiv](address)`.

use super::evidence;
use super::labels::{self, Role};
use super::links::{self, Link};
use super::{dates, marks, people, titles};
use crate::model::link::LinkKind;

/// What a headline says.
#[derive(Debug, Default)]
pub struct Headline {
    pub title: String,
    /// Whether bold or a link sets the title off.
    pub is_marked: bool,
    /// Identifiers that stand for this paper and not in running text.
    pub ids: Vec<String>,
    /// Whether an address of a paper stands for this paper.
    pub has_paper: bool,
    pub addresses: Vec<(Option<LinkKind>, String)>,
    /// The page of the digest's own site to which the title leads.
    pub page: Option<String>,
    pub authors: Vec<String>,
    pub date: Option<String>,
    pub topics: Vec<String>,
    pub labelled: Vec<(Role, String)>,
    /// Running text behind all that, in Markdown.
    pub prose: String,
}

/// Reads a heading, whose text is the title as far as nothing says otherwise.
pub fn heading(text: &str) -> Headline {
    let mut headline = Headline::default();
    let rest = headline.start(text);
    let rest = match labels::label(rest) {
        Some(label) if label.role == Some(Role::Title) && !label.value.is_empty() => label.value,
        _ => rest,
    };
    let (title, behind) = match headline.marked_title(rest) {
        Some((title, behind)) if !goes_on(behind) => (title, behind),
        _ => {
            let all = links::replaced(rest, |link| match link.is_generic() || link.is_picture {
                true => String::new(),
                false => link.text.to_owned(),
            });
            headline.take_links(rest, "");
            (without_brackets(&all), "")
        }
    };
    headline.title = titled(&title);
    headline.parts(behind);
    headline
}

/// Reads an item of a list, or a line of a paragraph, whose text need not all be the title.
pub fn item(text: &str) -> Headline {
    let mut headline = Headline::default();
    let rest = headline.start(text);
    let (title, behind) = match headline.marked_title(rest) {
        Some(found) => found,
        // A link with words, later on, is what the text speaks of.
        None if !is_apart(rest) => return headline,
        None => plain_title(rest),
    };
    headline.title = titled(&title);
    headline.parts(behind);
    headline
}

/// Whether the first link of a text only says where the paper is.
fn is_apart(text: &str) -> bool {
    let links = links::links(text);
    links.first().is_none_or(|link| link.is_generic() || link.is_local())
}

/// A title without the id before it.
fn titled(title: &str) -> String {
    let title = titles::paper(title);
    let first = evidence::bare_ids(&title).next();
    match first {
        Some((at, id)) if title[..at].trim_matches(['[', '(', ' ']).is_empty() => {
            let rest = &title[at + id.len()..];
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "v])".contains(c));
            titles::paper(rest.trim_start_matches([' ', '-', '–', '—', ':', '·', '|', '.']))
        }
        _ => title,
    }
}

/// Brackets that are left empty when links go.
fn without_brackets(text: &str) -> String {
    let mut text = text.to_owned();
    for empty in ["[[]]", "[]", "()", "（）", "[ ]", "[ | ]", "( )"] {
        text = text.replace(empty, "");
    }
    let mut text = text.trim_end();
    while let Some(shorter) = [" |", " ·", " -", " –", " —"]
        .into_iter()
        .find_map(|sign| text.strip_suffix(sign))
    {
        text = shorter.trim_end();
    }
    text.to_owned()
}

/// Whether what stands behind a marked title belongs to it.
fn goes_on(behind: &str) -> bool {
    if behind.starts_with(char::is_alphanumeric) {
        return true;
    }
    let behind = behind.trim_start_matches(' ');
    let behind = behind.strip_prefix("**").unwrap_or(behind);
    behind.starts_with(|c: char| c.is_alphanumeric() || c == ':')
        && labels::label(behind).is_none()
        && !people::are_names(behind)
        && dates::first(behind).is_none()
}

/// How many parts a headline may have, and how many ends of its title are tried; hostile ones have
/// more.
const MOST_PARTS: usize = 64;

/// Signs that part what stands in a headline.
const SEPARATORS: &[&str] = &[" - ", " — ", " – ", " | ", " · ", " // ", " • ", "\n"];

/// The title of a line that sets it off by nothing, and what stands behind it.
fn plain_title(text: &str) -> (String, &str) {
    let links = links::links(text);
    let first_link = links.first().map_or(text.len(), |link| link.range.start);
    let code = text.find('`').unwrap_or(text.len());
    let end = first_link.min(code);
    let mut ends: Vec<(usize, usize)> = SEPARATORS
        .iter()
        .chain(&[". ", "  "])
        .flat_map(|sign| text[..end].match_indices(sign).map(|(at, _)| (at, at + sign.len())))
        .collect();
    ends.sort_unstable();
    for (at, next) in ends.iter().take(MOST_PARTS) {
        let rest = &text[*next..end];
        let segment = &rest[..separator(rest).unwrap_or(rest.len())];
        let sentence = segment.split(". ").next().unwrap_or(segment);
        let segment = segment.trim_matches([' ', '(', ')', '[', ',', '.', ':', '-', '—', '–', '*']);
        let is_end = segment.is_empty()
            || people::are_names(segment)
            || people::are_names(sentence.trim_end_matches([',', ' ']))
            || dates::is_all(segment)
            || labels::label(segment).is_some();
        if is_end {
            return (text[..*at].to_owned(), &text[*at..]);
        }
    }
    match ends.first() {
        Some((at, next)) if text[*next..end].len() >= 60 => (text[..*at].to_owned(), &text[*at..]),
        _ => {
            let title = text[..end].trim_end_matches([' ', '(', '[', ',', ':', '-', '—', '–', '*']);
            (title.to_owned(), &text[end..])
        }
    }
}

/// Where the next separator is.
fn separator(text: &str) -> Option<usize> {
    SEPARATORS.iter().filter_map(|sign| text.find(sign)).min()
}

impl Headline {
    /// Takes what stands before the title: a number, a box to tick, a date.
    fn start<'a>(&mut self, text: &'a str) -> &'a str {
        let mut rest = text.trim();
        for tick in ["[ ] ", "[x] ", "[X] "] {
            rest = rest.strip_prefix(tick).unwrap_or(rest);
        }
        rest = marks::after_ordinal(rest).unwrap_or_else(|| marks::after_pictographs(rest));
        let open = rest.trim_start_matches(['*', '[', '(', '`']);
        let day = open.get(..10).unwrap_or_default();
        if open.starts_with(|c: char| c.is_ascii_digit())
            && let Some(date) = dates::first(day)
        {
            let behind = &open[10..];
            let behind = behind.trim_start_matches(['*', ']', ')', '`']);
            let separated = behind.trim_start_matches([',', ' ', ':', '-', '|', '·', '，', '：', '—']);
            if separated.len() < behind.len() && !behind.starts_with('(') {
                self.date = Some(date.to_string());
                rest = marks::after_pictographs(separated);
            }
        }
        rest
    }

    /// The title that bold, a link, emphasis or quotes set off, and what stands behind it.
    fn marked_title<'a>(&mut self, text: &'a str) -> Option<(String, &'a str)> {
        for mark in ["**", "__"] {
            let Some(inside) = text.strip_prefix(mark) else {
                continue;
            };
            let end = inside.find(mark)?;
            let (title, behind) = (&inside[..end], &inside[end + mark.len()..]);
            let has_link = title.contains("](");
            let is_label = (title.trim_end().ends_with([':', '：']) || behind.starts_with([':', '：']))
                && !has_link;
            if is_label || labels::role_of(title).is_some() {
                return None;
            }
            self.is_marked = true;
            self.take_links(title, "");
            let title = links::replaced(title, |link| match link.is_generic() {
                true => String::new(),
                false => link.text.to_owned(),
            });
            return Some((without_brackets(&title), behind));
        }
        let links = links::links(text);
        let first = links.first().filter(|link| link.range.start <= 1)?;
        let (start, end) = (first.range.start, first.range.end);
        let is_wrapped = start == 1 && !text.starts_with(['*', '_', '"', '“']);
        if is_wrapped || first.is_generic() || first.is_furniture() {
            return None;
        }
        self.is_marked = true;
        self.take(first, "");
        let behind = text[end..].strip_prefix(&text[..start]).unwrap_or(&text[end..]);
        Some((first.text.to_owned(), behind))
    }

    /// Takes all links of a text.
    fn take_links(&mut self, text: &str, label: &str) {
        for link in links::links(text) {
            self.take(&link, label);
        }
        for (_, id) in evidence::bare_ids(text) {
            self.add_id(id);
        }
    }

    fn take(&mut self, link: &Link<'_>, label: &str) {
        if link.is_furniture() {
            return;
        }
        if let Some(id) = evidence::id_in_address(link.address) {
            self.add_id(id);
        }
        if link.is_local() {
            self.page.get_or_insert_with(|| link.address.to_owned());
        } else {
            self.has_paper |= evidence::is_of_paper(link.address);
            self.addresses
                .push((link.kind(label), link.address.to_owned()));
        }
    }

    fn add_id(&mut self, id: String) {
        if !self.ids.contains(&id) {
            self.ids.push(id);
        }
    }

    /// Reads what stands behind the title, from front to back; running text is all that is left
    /// once it has begun.
    fn parts(&mut self, behind: &str) {
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

/// Archives of arXiv that have classes, and such that have none.
const WITH_CLASSES: &[&str] = &[
    "cs", "math", "stat", "eess", "econ", "physics", "q-bio", "q-fin", "astro-ph", "cond-mat",
    "nlin",
];
const WITHOUT_CLASSES: &[&str] = &[
    "hep-th", "hep-ph", "hep-ex", "hep-lat", "gr-qc", "quant-ph", "math-ph", "nucl-th", "nucl-ex",
];

/// Whether a text is the name of an arXiv category: `cs.CL`, `math.AG`, `hep-th`.
pub fn is_category(text: &str) -> bool {
    match text.split_once('.') {
        Some((archive, class)) => {
            WITH_CLASSES.contains(&archive)
                && (2..=17).contains(&class.len())
                && class.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
        }
        None => WITHOUT_CLASSES.contains(&text),
    }
}
