//! The title with which a record begins, and what stands around it on its line.

use super::dates;
use super::evidence::{self, is_generic, is_name_like, is_title_like};
use super::line;
use super::marks;
use crate::readers::document::inline::{self, Piece, PieceKind, split};
use crate::readers::record::people;
use crate::readers::vocabulary;
use std::borrow::Cow;

/// How sure it is that a text is a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It only stands where a title can.
    Plain,
    /// It is set in bold, numbered, or a link.
    Marked,
    /// It links to a paper.
    Linked,
}

/// The title of a line.
#[derive(Debug, Clone)]
pub struct Lead<'a> {
    /// Plain text, cleaned.
    pub title: String,
    pub url: Option<String>,
    pub strength: Strength,
    /// The date that stands before the title.
    pub date: Option<String>,
    /// Names of authors that stand before the title.
    pub before: Vec<Piece<'a>>,
    /// What follows the title.
    pub rest: Vec<Piece<'a>>,
}

/// The title with which a line begins.
pub fn lead<'a>(line: &[Piece<'a>]) -> Option<Lead<'a>> {
    let (start, is_numbered) = beginning(line);
    let dated = line.first().filter(|first| {
        let text = inline::text(std::slice::from_ref(first));
        start > 0 && dates::is_all(marks::trimmed(&text).trim_end_matches([',', ':', ' ']))
    });
    let line = &line[start..];
    let first = line.first()?;
    let rest = || line[1..].to_vec();
    if let Some(date) = dated {
        let mut lead = lead(line)?;
        lead.date = Some(inline::text(std::slice::from_ref(date)));
        return Some(lead);
    }
    match &first.kind {
        PieceKind::Link(url) => {
            let text = inline::text(&first.children);
            let is_paper = evidence::key(url).is_some();
            let strength = if is_paper {
                Strength::Linked
            } else {
                Strength::Marked
            };
            if is_paper && is_name_like(&text) && !is_title_like(&text) {
                return named(text, url, &line[1..]);
            }
            (is_title_like(&text) || is_paper && is_name_like(&text)).then(|| Lead {
                title: cleaned(&text),
                url: Some(url.to_string()),
                strength,
                date: None,
                before: Vec::new(),
                rest: rest(),
            })
        }
        PieceKind::Strong | PieceKind::Strike => marked(first, &line[1..], is_numbered),
        PieceKind::Span(_) if is_markup(first) => {
            let mut opened = first.children.clone();
            opened.extend(rest());
            lead(&opened)
        }
        PieceKind::Emphasis => {
            let text = inline::text(&first.children);
            let next = inline::text(&line[1..]);
            let has_names = next.trim_start().starts_with(['(', '（']);
            (has_names && is_title_like(&text)).then(|| Lead {
                title: cleaned(&text),
                url: None,
                strength: Strength::Marked,
                date: None,
                before: Vec::new(),
                rest: rest(),
            })
        }
        PieceKind::Text(_) if line::label(line).is_some() => None,
        PieceKind::Text(_) | PieceKind::Math(_) | PieceKind::Code(_) => plain(line, is_numbered),
        _ => None,
    }
}

/// A line that is a title since its column says so.
pub fn whole<'a>(line: &[Piece<'a>]) -> Option<Lead<'a>> {
    let text = inline::text(line);
    is_name_like(&text).then(|| Lead {
        title: cleaned(&text),
        url: None,
        strength: Strength::Plain,
        date: None,
        before: Vec::new(),
        rest: Vec::new(),
    })
}

/// Makes the whole of a line the title where a word goes on behind what is linked or bold of it.
pub fn complete(lead: &mut Lead<'_>) {
    let rest = inline::text(&lead.rest);
    let goes_on = lead.strength > Strength::Plain
        && rest.starts_with(char::is_alphanumeric)
        && lead.rest.len() == 1;
    if goes_on {
        lead.title = cleaned(&format!("{}{rest}", lead.title));
        lead.rest.clear();
    }
}

/// The title of a heading, which may be all of it.
pub fn heading<'a>(pieces: &[Piece<'a>]) -> Option<Lead<'a>> {
    let flat: Vec<Piece<'a>> = pieces
        .iter()
        .map(|piece| match piece.kind {
            PieceKind::Break { .. } => Piece::new(PieceKind::Text(Cow::Borrowed(" ")), 0..0),
            _ => piece.clone(),
        })
        .collect();
    let (start, is_numbered) = beginning(&flat);
    if let Some(found) = lead(&flat).filter(|lead| lead.strength == Strength::Linked) {
        return Some(found);
    }
    let line = &flat[start..];
    let mut links = inline::links(line).into_iter();
    let url = links
        .find(|(_, text)| !is_generic(text))
        .map(|(url, _)| url.to_owned());
    // Links that say where they lead stand behind the title.
    let is_reference =
        |piece: &Piece<'_>| piece.url().is_some() && is_generic(&inline::text(&piece.children));
    let is_badge = |piece: &Piece<'_>| {
        let is_span = matches!(piece.kind, PieceKind::Span(_) | PieceKind::Code(_));
        is_span && inline::text(std::slice::from_ref(piece)).chars().count() <= 24
    };
    let mut end = line.iter().position(is_reference).unwrap_or(line.len());
    while end > 1 && (is_badge(&line[end - 1]) || line[end - 1].is_blank()) {
        end -= 1;
    }
    let (title, rest) = line.split_at(end);
    let text = inline::text(title);
    let text = text.trim_end_matches(['[', '(', ' ']);
    let strength = match (&url, is_numbered) {
        (Some(url), _) if evidence::key(url).is_some() => Strength::Linked,
        (Some(_), _) | (None, true) => Strength::Marked,
        (None, false) => Strength::Plain,
    };
    (is_title_like(text) || url.is_some() && is_name_like(text)).then(|| Lead {
        title: cleaned(text),
        url,
        strength,
        date: None,
        before: Vec::new(),
        rest: rest.to_vec(),
    })
}

/// Where a line begins behind numbers, pictographs, pictures and tags; and whether there is a number.
fn beginning(line: &[Piece<'_>]) -> (usize, bool) {
    let mut is_numbered = false;
    for (index, piece) in line.iter().enumerate() {
        let text = inline::text(std::slice::from_ref(piece));
        let bare = marks::trimmed(&text);
        let is_number = marks::after_ordinal(&format!("{} ", bare)).is_some_and(str::is_empty)
            || (!bare.is_empty()
                && bare.bytes().all(|byte| byte.is_ascii_digit())
                && bare.len() <= 4);
        is_numbered |= is_number;
        let is_tag = matches!(piece.kind, PieceKind::Strong)
            && matches!(piece.children.as_slice(), [Piece { kind: PieceKind::Code(code), .. }] if code.len() <= 24);
        // `2026-01-30, **Title**`
        let is_date = index == 0 && dates::is_all(bare.trim_end_matches([',', ':', ' ']));
        let is_skipped = bare.is_empty()
            || is_date
            || is_number
            || is_tag
            || matches!(piece.kind, PieceKind::Image(_) | PieceKind::Break { .. })
            || matches!(&piece.kind, PieceKind::Span(_))
                && !is_markup(piece)
                && bare.chars().count() <= 24;
        if !is_skipped {
            return (index, is_numbered || marks::after_ordinal(bare).is_some());
        }
    }
    (line.len(), is_numbered)
}

/// Whether an element only changes how its text looks: one that holds other markup, or much text.
fn is_markup(piece: &Piece<'_>) -> bool {
    let text = inline::text(&piece.children);
    is_title_like(&text)
}

/// `[Short](url): The full title`, as lists have it.
fn named<'a>(name: String, url: &str, rest: &[Piece<'a>]) -> Option<Lead<'a>> {
    let lead = |title: String, rest: Vec<Piece<'a>>| Lead {
        title,
        url: Some(url.to_owned()),
        strength: Strength::Linked,
        date: None,
        before: Vec::new(),
        rest,
    };
    if let Some(first) = rest.first()
        && let PieceKind::Text(text) = &first.kind
        && let Some(behind) = text.trim_start().strip_prefix([':', '：'])
        && is_title_like(behind.split(['|', '.']).next().unwrap_or_default())
    {
        let offset = text.len() - behind.len();
        let (_, tail) = split(first, offset);
        let mut line = vec![tail];
        line.extend_from_slice(&rest[1..]);
        let full = plain(&line, false)?;
        return Some(lead(
            format!("{}: {}", cleaned(&name), full.title),
            full.rest,
        ));
    }
    Some(lead(cleaned(&name), rest.to_vec()))
}

/// A title in bold. Bold text with a colon is a label.
fn marked<'a>(first: &Piece<'a>, rest: &[Piece<'a>], is_numbered: bool) -> Option<Lead<'a>> {
    let text = inline::text(&first.children);
    let bare = text.trim();
    let next = inline::text(rest);
    let has_colon = bare.ends_with([':', '：']) || next.trim_start().starts_with([':', '：']);
    let name = bare.trim_end_matches([':', '：']);
    if vocabulary::role(name).is_some() || (has_colon && name.split_whitespace().count() <= 3) {
        return None;
    }
    let links = inline::links(&first.children);
    let url = links
        .iter()
        .find(|(_, text)| !is_generic(text))
        .map(|(url, _)| (*url).to_owned());
    let is_paper = url.as_deref().and_then(evidence::key).is_some();
    let title = cleaned(name);
    // `1) **Name** - what it is`
    let is_entry = is_numbered && next.trim_start().starts_with(['-', '–', '—']);
    (is_title_like(&title) || (is_paper || is_entry) && is_name_like(&title)).then(|| Lead {
        title,
        strength: if is_paper {
            Strength::Linked
        } else {
            Strength::Marked
        },
        url,
        date: None,
        before: Vec::new(),
        rest: rest.to_vec(),
    })
}

/// What separates a title from what follows it.
const SEPARATORS: &[&str] = &[
    " — ", " – ", " - ", " | ", "｜", " · ", ": http", " [[", " [", " (http", "；", " ; ", " // ",
];

/// A title in plain text: up to a link, a separator or the end of the first sentence. Where names stand
/// before a quoted title, as in a bibliography, that is the title.
fn plain<'a>(line: &[Piece<'a>], is_numbered: bool) -> Option<Lead<'a>> {
    let is_text = |piece: &Piece<'_>| {
        matches!(
            piece.kind,
            PieceKind::Text(_)
                | PieceKind::Math(_)
                | PieceKind::Code(_)
                | PieceKind::Emphasis
                | PieceKind::Span(_)
        )
    };
    if let Some(cited) = cited(line) {
        return Some(cited);
    }
    let end = line
        .iter()
        .position(|piece| !is_text(piece))
        .unwrap_or(line.len());
    let text = inline::text(&line[..end]);
    // Two spaces are how tables set a short name apart from what is said of it.
    let ordinal = marks::after_ordinal(&text).map_or(0, |rest| text.len() - rest.len());
    let double = text[ordinal..].trim_start().find("  ");
    let double = double.map(|at| at + text.len() - text[ordinal..].trim_start().len());
    let double = double.filter(|at| is_numbered || *at > 8);
    let cut = SEPARATORS
        .iter()
        .filter_map(|separator| Some((text.find(separator)?, separator.len())))
        .chain(double.or_else(|| sentence_end(&text)).map(|at| (at, 0)))
        .chain(text.find(" This paper ").map(|at| (at, 1)))
        .min()
        .unwrap_or((text.len(), 0));
    let cut = names_behind(&text).map_or(cut, |at| cut.min((at, 1)));
    let title = balanced(&text[..cut.0]);
    let is_sentence =
        !is_numbered && cut.0 == text.len() && end == line.len() && title.ends_with('.');
    if is_sentence {
        return None;
    }
    let cut = (title.len(), cut.1 * usize::from(title.len() == cut.0));
    let title = title.trim_end_matches(['[', '(', ':', ',', ' ', '-', '–', '—']);
    let is_set_apart = is_numbered && double == Some(cut.0);
    let bare = without_id(title);
    let is_named = bare.len() < title.len() && is_name_like(bare);
    let is_short_title = is_set_apart && is_name_like(title);
    if !(is_title_like(title) || is_named || is_short_title) {
        return None;
    }
    let rest = behind(&line[..end], cut.0 + cut.1).into_iter();
    Some(Lead {
        title: cleaned(title),
        url: None,
        strength: if is_numbered {
            Strength::Marked
        } else {
            Strength::Plain
        },
        date: None,
        before: Vec::new(),
        rest: rest.chain(line[end..].iter().cloned()).collect(),
    })
}

/// A text without a bracket at its end that nothing closes: `Title (read more on`.
fn balanced(text: &str) -> &str {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push(at),
            ')' | '）' => drop(open.pop()),
            _ => {}
        }
    }
    &text[..open.first().copied().unwrap_or(text.len())]
}

/// `Names. "Title." Venue`, with the title in bold or between quotes.
fn cited<'a>(line: &[Piece<'a>]) -> Option<Lead<'a>> {
    let strong = line
        .iter()
        .position(|piece| piece.kind == PieceKind::Strong)?;
    let before = inline::text(&line[..strong]);
    let names = before
        .trim()
        .trim_end_matches(['"', '“', '”', '.', ' ', ',', ':']);
    let is_names = !before.trim().is_empty()
        && before.len() <= 400
        && (names.contains(',') || names.contains("et al"))
        && inline::links(&line[..strong]).is_empty();
    let title = inline::text(&line[strong].children);
    let title = title.trim().trim_end_matches([',', '.', '"', '”']);
    let is_title = is_title_like(title) && vocabulary::role(title).is_none();
    let is_quoted = before.trim_end().ends_with(['"', '“']);
    (is_names && is_title && (is_quoted || people::are_names(names))).then(|| {
        let mut before = line[..strong].to_vec();
        if let Some(Piece {
            kind: PieceKind::Text(text),
            ..
        }) = before.last_mut()
        {
            *text = Cow::Owned(text.trim_end().trim_end_matches(['"', '“']).to_owned());
        }
        Lead {
            title: cleaned(title),
            url: None,
            strength: Strength::Marked,
            date: None,
            before,
            rest: line[strong + 1..].to_vec(),
        }
    })
}

/// Where a title ends behind which names stand: `Title. First Author, Second Author.`
fn names_behind(text: &str) -> Option<usize> {
    let mut stops = text.match_indices(". ").map(|(at, _)| at);
    stops.find(|at| {
        let rest = text[*at + 1..].trim().trim_end_matches('.');
        rest.contains(',') && people::are_names(rest)
    })
}

/// Where the first sentence of a long line ends, whose title nothing else separates from the text.
fn sentence_end(text: &str) -> Option<usize> {
    const LONGEST_TITLE: usize = 200;
    if text.len() <= LONGEST_TITLE {
        return None;
    }
    let ends = [". ", "? ", "! ", "。"]
        .iter()
        .filter_map(|end| Some(text.find(end)? + end.trim_end().len()));
    ends.min()
}

/// The pieces behind so many bytes of their text.
fn behind<'a>(pieces: &[Piece<'a>], bytes: usize) -> Vec<Piece<'a>> {
    let mut left = bytes;
    let mut rest = Vec::new();
    for piece in pieces {
        let length = inline::text(std::slice::from_ref(piece)).len();
        if left == 0 {
            rest.push(piece.clone());
        } else if left >= length {
            left -= length;
        } else {
            rest.push(split(piece, left).1);
            left = 0;
        }
    }
    rest
}

/// A title without number, pictographs, quotes, and what stands in brackets around it and says only when
/// or what kind of page it is.
pub fn cleaned(text: &str) -> String {
    let mut title = marks::trimmed(text);
    if let Some(rest) = marks::after_ordinal(title).filter(|rest| !rest.is_empty()) {
        title = marks::trimmed(rest);
    }
    // A tag of the kind of page: `[论文解读] Title`, `【标签】Title`, `[new 001] Title`.
    if let Some(inside) = title.strip_prefix(['[', '【'])
        && let Some((tag, rest)) = inside.split_once([']', '】'])
        && tag.chars().count() <= 16
        && (!tag.is_ascii() || tag.contains(|c: char| c.is_ascii_digit()))
        && !rest.trim().is_empty()
    {
        title = rest.trim();
    }
    title = without_date(without_id(title));
    let title = title.trim_matches(|c: char| c.is_whitespace() || matches!(c, '·' | '`'));
    let title = title.strip_prefix("| ").unwrap_or(title);
    let title = title.strip_suffix(" |").unwrap_or(title).trim();
    let quoted = [
        ('"', '"'),
        ('“', '”'),
        ('《', '》'),
        ('「', '」'),
        ('*', '*'),
    ];
    for (open, close) in quoted {
        if let Some(inside) = title.strip_prefix(open).and_then(|t| t.strip_suffix(close))
            && !inside.contains([open, close])
        {
            return inside.trim().to_owned();
        }
    }
    title.to_owned()
}

/// A title without the arXiv id in front of it, as overviews have it.
fn without_id(title: &str) -> &str {
    match evidence::bare_ids(title).next() {
        Some((0, id)) => {
            let rest = title[id.len()..].trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|' | '·')
            });
            if rest.is_empty() { title } else { rest }
        }
        _ => title,
    }
}

/// A title without the date in brackets behind it.
fn without_date(title: &str) -> &str {
    for (open, close) in [('(', ')'), ('（', '）'), ('[', ']')] {
        if let Some(rest) = title.strip_suffix(close)
            && let Some(at) = rest.rfind(open)
            && at > 0
        {
            let inside = &rest[at + open.len_utf8()..];
            let is_date = (8..=12).contains(&inside.len())
                && inside.starts_with(|c: char| c.is_ascii_digit())
                && inside
                    .chars()
                    .all(|c| c.is_ascii_digit() || "-/.年月日".contains(c));
            if is_date {
                return title[..at].trim_end();
            }
        }
    }
    title
}
