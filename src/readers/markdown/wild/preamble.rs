//! What a document says of itself: its title, its day, and an introduction.

use super::dates;
use super::evidence;
use super::heads;
use super::labels;
use super::links;
use super::marks;
use super::outline::{Kind, Outline};
use super::prose;
use super::titles;
use super::walk::Walk;
use crate::diagnostic::Diagnostic;
use crate::model::date::{self, Date};
use crate::readers::Input;
use crate::readers::front_matter::Document;

/// The heading that names the whole document: the first one, if it is the only one of the first
/// level.
pub fn title(outline: &Outline) -> Option<usize> {
    let mut headings = outline
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| matches!(block.kind, Kind::Heading(_)));
    let (index, first) = headings.next()?;
    let is_only =
        first.kind == Kind::Heading(1) && headings.all(|(_, other)| other.kind != Kind::Heading(1));
    is_only.then_some(index)
}

/// The title as a person would write it.
pub fn title_text(outline: &Outline, title: Option<usize>) -> Option<String> {
    let text = outline.text(&outline.blocks[title?]);
    let text = titles::text_of(&links::replaced(&text, |link| match link.is_picture {
        true => String::new(),
        false => link.text.to_owned(),
    }));
    let text = marks::without_pictographs(&text);
    (!text.is_empty()).then_some(text)
}

/// The day of the document. The front matter's comes first, unless it has a time of day, which is
/// when the file was made; then that of the path; then what the title says or when it was updated.
///
/// # Errors
/// The fault of a date in the front matter, where no other is known.
pub fn date(
    input: Input<'_>,
    document: &Document<'_>,
    outline: &Outline,
) -> Result<Option<Date>, Diagnostic> {
    let given = document.date("date");
    let is_time = document
        .text("date")
        .is_some_and(|text| text.contains(':') && text.len() > 10);
    // Folders are named `1-Apr-2026` too.
    let path = input.date().or_else(|| dates::first(input.name));
    let other = || path.or_else(|| inner(document, outline));
    match given {
        Ok(Some(date)) if is_time => Ok(path.or(Some(date))),
        Ok(given) => Ok(given.or_else(other)),
        Err(mut fault) => match other() {
            Some(date) => Ok(Some(date)),
            None => {
                fault.message.push_str("; the digest is left out");
                Err(fault)
            }
        },
    }
}

/// How many blocks belong to the beginning of a document.
const BEGINNING: usize = 30;

/// The day that the title names, or the line that tells when the document was updated.
fn inner(document: &Document<'_>, outline: &Outline) -> Option<Date> {
    if let Some(date) = document
        .text("title")
        .as_deref()
        .and_then(|text| dates::of_heading(text, None))
    {
        return Some(date);
    }
    let says_when = |text: &str| {
        let text = text.to_lowercase();
        [
            "updat",
            "date",
            "更新",
            "日期",
            "generated",
            "created",
            "生成",
            "last run",
        ]
        .iter()
        .any(|word| text.contains(word))
    };
    let beginning = outline.blocks.iter().take(BEGINNING).enumerate();
    beginning
        .into_iter()
        .find_map(|(index, block)| match block.kind {
            Kind::Heading(level) => {
                let text = outline.text(block);
                let is_title = level == 1 && index < 10;
                if is_title {
                    dates::of_heading(&text, None)
                } else {
                    dates::first(&text).filter(|_| says_when(&text))
                }
            }
            Kind::Text => outline
                .lines(block)
                .filter(|line| line.len() < 120 && says_when(line))
                .find_map(dates::first),
            _ => None,
        })
}

/// The day to which the page of a paper leads back: that in the address of its first link to another
/// page of its site.
pub fn day_above(outline: &Outline) -> Option<Date> {
    let beginning = outline.blocks.iter().take(BEGINNING);
    beginning
        .filter(|block| block.kind == Kind::Text)
        .find_map(|block| {
            let text = outline.text(block);
            let links = links::links(&text);
            let days = links.iter().filter(|link| link.is_local());
            days.filter_map(|link| date::in_path(link.address)).next()
        })
}

/// Whether a document says that there are no papers: every heading but its title stands over words
/// that say so, or over nothing.
pub fn says_nothing(outline: &Outline, title: Option<usize>) -> bool {
    let mut is_said = false;
    // What stands before the first heading, under the title and behind a rule is the page's.
    let mut is_of_page = true;
    for (index, block) in outline.blocks.iter().enumerate() {
        let text = outline.text(block);
        match block.kind {
            Kind::Heading(_) => is_of_page = Some(index) == title,
            Kind::Rule => is_of_page = true,
            _ if titles::is_nothing(&text) => is_said = true,
            _ if !is_of_page && !prose::is_navigation(&text) => return false,
            _ => {}
        }
    }
    is_said
}

/// Whether a document has some headings and each of them is that of a part of a page, as in an index
/// of days.
pub fn is_furniture(outline: &Outline, title: Option<usize>) -> bool {
    let headings =
        outline.blocks.iter().enumerate().filter(|(index, block)| {
            matches!(block.kind, Kind::Heading(_)) && Some(*index) != title
        });
    let mut count = 0;
    let are = headings.into_iter().all(|(_, block)| {
        count += 1;
        titles::is_of_page(&titles::group(&outline.text(block)))
    });
    are && count > 1
}

/// Text of an editor before the first paper: paragraphs that are sentences, and no notes on how
/// the page is made.
pub fn introduction(outline: &Outline, walk: &Walk, title: Option<usize>) -> Option<String> {
    let first = walk.papers.iter().map(|paper| paper.blocks.0).min()?;
    let mut texts = Vec::new();
    for (index, block) in outline.blocks[..first].iter().enumerate() {
        if matches!(block.kind, Kind::Heading(_)) && Some(index) != title {
            break;
        }
        if block.kind != Kind::Text || block.depth > 0 || heads::level(block) != heads::LINE {
            continue;
        }
        let text = outline.text(block);
        let length: usize = text
            .chars()
            .map(|c| if c >= '\u{2E80}' { 3 } else { 1 })
            .sum();
        let is_sentence = text.trim_end().ends_with(['.', '!', '?', '。', '！', '？']);
        let is_editorial = length >= 240
            && is_sentence
            && labels::label(&text).is_none()
            && evidence::ids(&text).is_empty()
            && !text.contains('`');
        if is_editorial {
            texts.push(prose::tidy(&text));
        }
    }
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}
