//! Removes the white space that no browser shows.
//!
//! White space next to the tags of a block is never shown, nor is white space directly within a table or a list. Between
//! inline elements and next to text it is, so there every run becomes one space, which stays: what a condition or
//! a component will put next to it is not known here.

use super::MinifyFault;
use super::markup::Token;
use super::mask::{SPACE, Table};
use super::nesting::{Nesting, is_void};
use super::tags::Kind;

/// Elements that begin and end a line of their own (HTML standard, section 15.3).
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Elements that are never shown where they stand.
const HIDDEN: &[&str] = &[
    "base", "link", "meta", "script", "style", "template", "title", "source", "track", "param",
];

/// Elements that hold no text of their own, so that white space directly within them is never shown.
const WITHOUT_TEXT: &[&str] = &[
    "colgroup", "datalist", "defs", "dl", "g", "head", "html", "menu", "ol", "optgroup", "picture",
    "select", "svg", "symbol", "table", "tbody", "tfoot", "thead", "tr", "ul",
];

/// Settles the white space of every text.
///
/// # Errors
///
/// [`MinifyFault::TooDeep`].
pub(super) fn settle(tokens: &mut Vec<Token>, table: &Table) -> Result<(), MinifyFault> {
    let (parent_of, contents) = parents(tokens, table)?;
    let is_block: Vec<bool> = tokens.iter().map(is_block_tag).collect();
    for at in 0..tokens.len() {
        let parent = parent_of[at].and_then(|parent| match &tokens[parent] {
            Token::Open(element) if contents[parent].certain => {
                Some((element.name.as_str(), contents[parent].only_blocks))
            }
            _ => None,
        });
        let Token::Text(text) = &tokens[at] else {
            continue;
        };
        let unseen = parent.is_some_and(|(name, only_blocks)| {
            WITHOUT_TEXT.contains(&name) && holds_no_text(text, table)
                || only_blocks && BLOCK.contains(&name)
        });
        let next_to = |block: Option<&bool>| unseen || block.copied().unwrap_or(false);
        let before = next_to(at.checked_sub(1).and_then(|before| is_block.get(before)));
        let after = next_to(is_block.get(at + 1));
        let settled = if unseen {
            text.chars().filter(|c| !c.is_ascii_whitespace()).collect()
        } else {
            collapse(text, before, after, table)
        };
        tokens[at] = Token::Text(settled);
    }
    tokens.retain(|token| !matches!(token, Token::Text(text) if text.is_empty()));
    Ok(())
}

/// What a start tag encloses.
#[derive(Debug, Clone, Copy)]
struct Content {
    /// Nothing directly but blocks, hidden elements, conditions and white space.
    only_blocks: bool,
    /// Whether the element begins and ends under the same conditions, and so do those directly within it: only
    /// then is it sure to enclose what stands between its tags.
    certain: bool,
}

/// For each token the place of its parent's start tag, and for each start tag what it encloses.
fn parents(
    tokens: &[Token],
    table: &Table,
) -> Result<(Vec<Option<usize>>, Vec<Content>), MinifyFault> {
    let mut nesting = Nesting::default();
    let mut parent_of = Vec::with_capacity(tokens.len());
    let mut contents = vec![
        Content {
            only_blocks: true,
            certain: true
        };
        tokens.len()
    ];
    // How many conditions, loops and parts are open; and how many were at each start tag.
    let mut depth = 0_i32;
    let mut depth_at = vec![0; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        if let Token::Open(element) = token {
            nesting.make_room(&element.name);
        }
        let parent = nesting.innermost();
        parent_of.push(parent);
        let harmless = match token {
            Token::Open(element) => [BLOCK, HIDDEN]
                .iter()
                .any(|list| list.contains(&element.name.as_str())),
            Token::Text(text) => {
                let is_flow = |c| {
                    matches!(
                        table.kind(c),
                        Some(Kind::FlowStart | Kind::FlowMiddle | Kind::FlowEnd | Kind::Silent)
                    )
                };
                text.chars().all(|c| c.is_ascii_whitespace() || is_flow(c))
            }
            Token::Close(_) | Token::Doctype(_) => true,
        };
        if !harmless && let Some(parent) = parent {
            contents[parent].only_blocks = false;
        }
        match token {
            Token::Open(element) if !element.self_closing && !is_void(&element.name) => {
                nesting.enter(&element.name, at)?;
                depth_at[at] = depth;
            }
            Token::Close(name) => {
                nesting.leave(name);
                if let (Some(left), Some(parent)) = (parent, nesting.innermost()) {
                    contents[parent].certain &= depth_at[left] == depth;
                }
            }
            Token::Text(text) => {
                for kind in text.chars().filter_map(|c| table.kind(c)) {
                    let least = match kind {
                        Kind::FlowStart | Kind::PartStart => {
                            depth += 1;
                            continue;
                        }
                        Kind::FlowMiddle => depth,
                        Kind::FlowEnd | Kind::PartEnd => {
                            depth -= 1;
                            depth + 1
                        }
                        Kind::Value | Kind::Silent | Kind::Verbatim => continue,
                    };
                    nesting
                        .open()
                        .filter(|open| depth_at[*open] >= least)
                        .for_each(|open| contents[open].certain = false);
                }
            }
            _ => {}
        }
    }
    Ok((parent_of, contents))
}

fn is_block_tag(token: &Token) -> bool {
    match token {
        Token::Open(element) => BLOCK.contains(&element.name.as_str()),
        Token::Close(name) => BLOCK.contains(&name.as_str()),
        Token::Text(_) | Token::Doctype(_) => false,
    }
}

/// Whether a text is white space and template tags alone. The body of a component call does not count: the component may
/// look at it.
fn holds_no_text(text: &str, table: &Table) -> bool {
    text.chars().all(|c| match table.kind(c) {
        Some(kind) => !matches!(kind, Kind::PartStart | Kind::PartEnd | Kind::Verbatim),
        None => c.is_ascii_whitespace(),
    })
}

/// Makes one space of every run of white space, and none of a run that touches a block. Tags that write nothing
/// are no end of a run.
fn collapse(text: &str, block_before: bool, block_after: bool, table: &Table) -> String {
    let mut collapsed = String::with_capacity(text.len());
    let mut silent = String::new();
    let mut space = false;
    let mut at_start = true;
    for character in text.chars() {
        if character.is_ascii_whitespace() {
            space = true;
        } else if table.kind(character) == Some(Kind::Silent) {
            silent.push(character);
        } else {
            collapsed.push_str(&silent);
            if space && !(at_start && block_before) {
                collapsed.push(SPACE);
            }
            collapsed.push(character);
            silent.clear();
            (space, at_start) = (false, false);
        }
    }
    collapsed.push_str(&silent);
    if space && !block_after && !(at_start && block_before) {
        collapsed.push(SPACE);
    }
    collapsed
}
