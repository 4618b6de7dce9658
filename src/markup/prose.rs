//! The plain text of Markdown, in the form that [`inline`](super::inline) reads.
//!
//! That form is plain text with math: dollars delimit formulas, and a literal dollar or backslash that
//! could be taken for more is escaped.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::{events, mark_money};

/// What a Markdown text says, without its markup, on one line: math keeps its dollars, code within a
/// line and images are their text. Footnotes, code blocks and tables are left out, since on one line
/// they say nothing.
pub fn text_of_markdown(source: &str) -> String {
    let source = mark_money(source);
    // A lone dollar can open nothing.
    let dollars = source.bytes().filter(|byte| *byte == b'$').count() > 1;
    let mut text = String::with_capacity(source.len());
    let mut left_out = 0_usize;
    for event in events(&source) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_) | Tag::CodeBlock(_) | Tag::Table(_)) => {
                left_out += 1;
            }
            Event::End(TagEnd::FootnoteDefinition | TagEnd::CodeBlock | TagEnd::Table) => {
                left_out = left_out.saturating_sub(1);
            }
            _ if left_out > 0 => {}
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                push_literal(&mut text, &part, dollars);
            }
            Event::InlineMath(tex) => push_math(&mut text, "$", &tex),
            Event::DisplayMath(tex) => push_math(&mut text, "$$", &tex),
            Event::SoftBreak | Event::HardBreak | Event::Rule => push_space(&mut text),
            Event::Start(tag) if is_block(&tag.to_end()) => push_space(&mut text),
            Event::End(tag) if is_block(&tag) => push_space(&mut text),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

fn push_math(text: &mut String, dollars: &str, tex: &str) {
    text.push_str(dollars);
    text.extend(tex.chars().map(|c| if c == '\n' { ' ' } else { c }));
    text.push_str(dollars);
}

/// Appends text in which nothing may be taken for math or for an escape.
fn push_literal(text: &mut String, literal: &str, dollars: bool) {
    let mut characters = literal.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '$' if dollars => text.push_str("\\$"),
            // A backslash before a letter or a space is no escape, and reads better alone.
            '\\' if !characters
                .peek()
                .is_some_and(|c| c.is_alphanumeric() || *c == ' ') =>
            {
                text.push_str("\\\\")
            }
            c if c.is_whitespace() => push_space(text),
            c => text.push(c),
        }
    }
}
