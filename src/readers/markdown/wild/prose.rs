//! Running text taken over from a digest: as an abstract, or as an editor's Markdown.

use super::links;
use crate::readers::raw_record::Body;
use std::borrow::Cow;

/// The body of a paper. Text without any markup is plain, so that nothing in it can be taken for
/// some; that is how abstracts are pasted.
pub fn body(markdown: &str) -> Body<'static> {
    let text = unescaped(markdown);
    if has_markup(&text) {
        Body::Markdown(Cow::Owned(tidy(markdown)))
    } else {
        Body::Plain(Cow::Owned(decoded(&text)))
    }
}

/// Markdown without what only made sense on the page it was written for: links to other files,
/// pictures, empty lines.
pub fn tidy(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut is_code = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        let line = match is_code || !line.contains(['[', '<']) {
            true => Cow::Borrowed(line),
            false => Cow::Owned(links::replaced(line, |link| {
                let written = &line[link.range.clone()];
                match link {
                    link if link.is_picture => String::new(),
                    link if link.is_furniture() => String::new(),
                    link if link.is_local() => link.text.to_owned(),
                    _ => written.to_owned(),
                }
            })),
        };
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.replace("<br>", " ").trim().to_owned()
}

/// Whether a text is made of links to other places of its site, or to furniture.
pub fn is_navigation(text: &str) -> bool {
    let links = links::links(text);
    let leads_away = links
        .iter()
        .any(|link| !link.is_local() && !link.is_furniture());
    let without = links::replaced(text, |_| String::new());
    !links.is_empty() && !leads_away && without.chars().filter(|c| c.is_alphanumeric()).count() <= 8
}

/// Text of which every sign was escaped, as tools for chats do (`state\-of\-the\-art`), without
/// the backslashes. TeX has its own backslashes and is left alone.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    let is_escaped = text.contains("\\-") || text.contains("\\.") || text.contains("\\+");
    if !is_escaped {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let is_escape =
            c == '\\' && next.is_some_and(|c| c.is_ascii_punctuation() && c != '$' && c != '\\');
        if !is_escape {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a text has Markdown that a reader would see as markup.
fn has_markup(text: &str) -> bool {
    let begins_block = |line: &str| {
        let line = line.trim_start();
        line.starts_with("- ")
            || line.starts_with("* ")
            || line.starts_with('#')
            || line.starts_with("> ")
            || line.starts_with('|')
            || line.starts_with("```")
            || line.starts_with("1. ")
    };
    text.contains("](")
        || text.matches("**").count() > 1
        || text.matches('`').count() > 1
        || text.lines().any(begins_block)
}

/// The signs that HTML writes as words.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = text.replace("&nbsp;", " ");
    for (word, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        out = out.replace(word, sign);
    }
    out
}
