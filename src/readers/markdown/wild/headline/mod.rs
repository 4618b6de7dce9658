//! The line with which a paper begins: its title, and what else stands there.
//!
//! `[Title](address) - Authors`, `**Title** (Authors, 2026) [PDF](address)`, `2026-11-23, **Title**,
//! Author et al., Paper: [id](address)`, `Title. Authors. [arXiv](address)`.

mod parts;

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
    let Some(link) = links.first() else {
        return true;
    };
    // An address alone goes on with a sentence, unless a sign parts it: `Builds on https://…`.
    let before = text[..link.range.start].trim_end();
    let is_parted = !link.text.is_empty() || !before.ends_with(char::is_alphanumeric);
    (link.is_generic() && is_parted) || link.is_local()
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
        .flat_map(|sign| {
            text[..end]
                .match_indices(sign)
                .map(|(at, _)| (at, at + sign.len()))
        })
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
            let separated =
                behind.trim_start_matches([',', ' ', ':', '-', '|', '·', '，', '：', '—']);
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
            let is_label = (title.trim_end().ends_with([':', '：'])
                || behind.starts_with([':', '：']))
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
        let behind = text[end..]
            .strip_prefix(&text[..start])
            .unwrap_or(&text[end..]);
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
}
