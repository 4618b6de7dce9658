//! An editor's Markdown within a digest: its headings are below the one that it belongs to, none of
//! them looks like that of a section, and its footnotes get labels that no other paper has.
//!
//! Both are found by a Markdown parser, so that `[^a-z]` in code stays what it is and a line of
//! dashes under a text counts as the heading that it makes.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A place in the source, and what stands there instead.
type Edit = (Range<usize>, String);

/// The text as a part of a digest, below a heading of level `above`. Labels of footnotes get `scope` and a slash before them, once:
/// a paper's text is the same in every digest, and after any number of round trips.
pub fn nested(source: &str, scope: &str, above: usize) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_MATH;
    let prefix = format!("{scope}/");
    let mut edits: Vec<Edit> = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                edits.extend(without_class(source, &range));
                if level as usize <= above {
                    lower(source, range, above, &mut edits);
                }
            }
            Event::FootnoteReference(label) if !label.starts_with(&prefix) => {
                edits.extend(prefixed(source, range, &prefix));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                depth += 1;
                if !label.starts_with(&prefix) {
                    edits.extend(prefixed(source, range, &prefix));
                }
            }
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    applied(source, edits)
}

/// Puts the scope into the label of the reference or definition that stands at `range`.
fn prefixed(source: &str, range: Range<usize>, prefix: &str) -> Option<Edit> {
    let at = range.start + source[range].find("[^")? + 2;
    Some((at..at, prefix.to_owned()))
}

/// Escapes the brace at the end of a heading that would be read as a class: `{.section}`.
fn without_class(source: &str, range: &Range<usize>) -> Option<Edit> {
    let heading = &source[range.clone()];
    let (line, _) = heading.trim_end().split_once('\n').unwrap_or((heading, ""));
    let line = line.trim_end().trim_end_matches('#').trim_end();
    let brace = line.strip_suffix('}')?.rfind('{')?;
    let is_class = line[brace..].starts_with("{.") && !line[..brace].ends_with('\\');
    let at = range.start + brace;
    is_class.then(|| (at..at, "\\".to_owned()))
}

/// Lowers a heading by so many levels: `# x` to `### x`. One that is made by a line under it becomes a
/// heading of the other kind.
fn lower(source: &str, range: Range<usize>, by: usize, edits: &mut Vec<Edit>) {
    let heading = &source[range.clone()];
    if heading.starts_with('#') {
        edits.push((range.start..range.start, "#".repeat(by)));
        return;
    }
    edits.push((range.start..range.start, format!("{} ", "#".repeat(by + 2))));
    let text_end = range.start + heading.trim_end().rfind('\n').unwrap_or(heading.len());
    edits.push((
        text_end..range.start + heading.trim_end().len(),
        String::new(),
    ));
    for (at, _) in source[range.start..text_end].match_indices('\n') {
        edits.push((range.start + at..range.start + at + 1, " ".to_owned()));
    }
}

fn applied(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut text = String::with_capacity(source.len() + edits.len() * 16);
    let mut kept = 0;
    for (range, instead) in edits {
        text.push_str(&source[kept..range.start]);
        text.push_str(&instead);
        kept = range.end;
    }
    text.push_str(&source[kept..]);
    text
}
