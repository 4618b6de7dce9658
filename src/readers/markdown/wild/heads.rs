//! Which blocks begin a paper: headings, lines in bold, links alone, items of lists.
//!
//! The evidence is an id or an address of a paper in the head itself, or labels and addresses just
//! beneath it. A head without evidence names a group.

use super::headline::{self, Headline};
use super::labels;
use super::outline::{Block, Kind, Outline};
use super::signs;
use super::tables;
use super::titles;
use super::{evidence, links};

/// A block that begins something.
#[derive(Debug)]
pub enum Head {
    Paper(Box<Headline>),
    Group,
    /// Text, a table, code, a rule.
    None,
}

/// Level of a line in bold or a link alone, beneath all headings, and of the first items.
pub const LINE: usize = 7;
const ITEM: usize = 8;

/// The level of a block among heads: headings before lines before items.
pub fn level(block: &Block) -> usize {
    match block.kind {
        Kind::Heading(level) => level,
        _ if block.depth > 0 => ITEM + block.depth,
        _ => LINE,
    }
}

/// What begins with the block at `index`.
pub fn head(outline: &Outline, index: usize) -> Head {
    let block = &outline.blocks[index];
    match block.kind {
        Kind::Heading(_) => heading(outline, index),
        Kind::Text if block.opens_item => item(outline, index),
        Kind::Text if block.depth == 0 => line(outline, index),
        _ => Head::None,
    }
}

/// The blocks from behind `index` to the next that stands no deeper than the block at `index`.
pub fn beneath(outline: &Outline, index: usize) -> &[Block] {
    let block = &outline.blocks[index];
    let behind = &outline.blocks[index + 1..];
    let end = match block.kind {
        Kind::Heading(_) => behind
            .iter()
            .position(|next| matches!(next.kind, Kind::Heading(_))),
        Kind::Text if block.depth > 0 => behind.iter().position(|next| {
            next.depth < block.depth || (next.depth == block.depth && next.opens_item)
        }),
        _ => behind.iter().position(|next| {
            matches!(next.kind, Kind::Heading(_) | Kind::Rule)
                || looks_like_line_head(outline, next)
        }),
    };
    &behind[..end.unwrap_or(behind.len())]
}

/// Most blocks that are looked at for evidence beneath a head.
const MOST_BLOCKS: usize = 40;

fn heading(outline: &Outline, index: usize) -> Head {
    let block = &outline.blocks[index];
    let text = outline.text(block);
    let headline = headline::heading(&text);
    if headline.title.is_empty() || is_furniture(&text) {
        return Head::Group;
    }
    if !headline.ids.is_empty() || headline.has_paper {
        return Head::Paper(Box::new(headline));
    }
    let beneath = beneath(outline, index);
    let beneath = &beneath[..beneath.len().min(MOST_BLOCKS)];
    let first = index + 1;
    // What holds papers is none.
    let holds_papers = beneath
        .iter()
        .enumerate()
        .any(|(at, block)| match block.kind {
            Kind::Table => {
                tables::properties(outline, block).is_empty()
                    && !tables::papers(outline, block).is_empty()
            }
            Kind::Text if block.opens_item && block.depth == 1 => {
                matches!(item(outline, first + at), Head::Paper(_))
            }
            Kind::Text if block.depth == 0 => matches!(line(outline, first + at), Head::Paper(_)),
            _ => false,
        });
    if holds_papers {
        return Head::Group;
    }
    let own: Vec<&Block> = beneath
        .iter()
        .filter(|block| block.depth <= 1 && !leads_into_page(outline, block))
        .collect();
    match signs::is_of_paper(outline, own) {
        true => Head::Paper(Box::new(headline)),
        false => Head::Group,
    }
}

/// Whether an item is nothing but a link to a place on the page, as in a table of contents.
fn leads_into_page(outline: &Outline, block: &Block) -> bool {
    let text = outline.text(block);
    let text = text.trim();
    let links = links::links(text);
    let whole = links.first().filter(|link| link.range == (0..text.len()));
    block.opens_item && whole.is_some_and(|link| link.address.starts_with('#'))
}

/// Whether a heading stands over part of a paper or of the page, whatever is beneath it.
fn is_furniture(text: &str) -> bool {
    let name = titles::group(text);
    labels::role_of(&name).is_some() || titles::is_generic(&name)
}

fn item(outline: &Outline, index: usize) -> Head {
    let block = &outline.blocks[index];
    let text = outline.text(block);
    let first_line = text.lines().next().unwrap_or_default();
    if labels::label(first_line).is_some_and(|label| label.role != Some(labels::Role::Title)) {
        return Head::None;
    }
    let is_in_lines = text
        .lines()
        .skip(1)
        .any(|line| labels::label(line).is_some());
    let headline = match is_in_lines {
        true => headline::item(first_line),
        false => headline::item(&text),
    };
    if !is_title(&headline.title) {
        return Head::None;
    }
    if !headline.ids.is_empty() || headline.has_paper {
        return Head::Paper(Box::new(headline));
    }
    let beneath = beneath(outline, index);
    let beneath = &beneath[..beneath.len().min(MOST_BLOCKS)];
    let own: Vec<&Block> = beneath
        .iter()
        .filter(|next| next.depth <= block.depth + 1)
        .collect();
    let is_paper = signs::is_of_paper(outline, own.iter().copied())
        || (is_in_lines && signs::is_of_paper(outline, [block]));
    match (is_paper, beneath.iter().any(|next| next.opens_item)) {
        (true, _) => Head::Paper(Box::new(headline)),
        (false, true) if text.len() < 80 => Head::Group,
        _ => Head::None,
    }
}

/// A paragraph that begins with a title in bold, or with nothing but a link to a paper.
fn line(outline: &Outline, index: usize) -> Head {
    let block = &outline.blocks[index];
    if !looks_like_line_head(outline, block) {
        return Head::None;
    }
    let text = outline.text(block);
    let first_line = text.lines().next().unwrap_or_default();
    let headline = headline::heading(first_line);
    if !is_title(&headline.title) {
        return Head::None;
    }
    if !headline.ids.is_empty() || headline.has_paper {
        return Head::Paper(Box::new(headline));
    }
    let beneath = beneath(outline, index);
    let own: Vec<&Block> = std::iter::once(block)
        .chain(beneath)
        .filter(|block| block.depth <= 1)
        .take(MOST_BLOCKS)
        .collect();
    if signs::is_of_paper(outline, own) {
        return Head::Paper(Box::new(headline));
    }
    let is_over_list = beneath
        .first()
        .is_some_and(|next| next.opens_item || next.kind == Kind::Table);
    match is_over_list && text.lines().count() == 1 && text.len() < 80 {
        true => Head::Group,
        false => Head::None,
    }
}

fn looks_like_line_head(outline: &Outline, block: &Block) -> bool {
    if block.kind != Kind::Text || block.depth > 0 {
        return false;
    }
    let Some(line) = outline.lines(block).next() else {
        return false;
    };
    let line = line.trim();
    if labels::label(line).is_some() {
        return false;
    }
    let is_bold = line.starts_with("**")
        && line.len() > 4
        && line[2..]
            .find("**")
            .is_some_and(|end| end + 4 >= line.len() || line[end + 4..].contains("]("));
    let is_link = links::links(line).first().is_some_and(|link| {
        link.range == (0..line.len()) && !link.is_generic() && evidence::is_of_paper(link.address)
    });
    is_bold || is_link
}

/// Whether a heading is as long as titles of papers are, and no name of a section.
pub fn is_long(title: &str) -> bool {
    let wide = title.chars().filter(|c| *c >= '\u{2E80}').count();
    wide >= 9 || title.split_whitespace().count() >= 5
}

/// Whether a text can be the title of a paper.
fn is_title(title: &str) -> bool {
    let length = title.chars().count();
    let wide = title.chars().filter(|c| *c >= '\u{2E80}').count();
    (wide >= 4 || (length >= 4 && title.split_whitespace().count() >= 2) || length >= 8)
        && length <= 400
}
