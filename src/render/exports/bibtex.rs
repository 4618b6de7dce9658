//! BibTeX: one `@misc` entry a paper, or `@article` where the input names a venue.
//!
//! Text is written in UTF-8, as BibLaTeX and every current reference manager read it; characters
//! that mean something to TeX are escaped outside of math spans, and titles keep their capitals
//! by a second pair of braces.

use crate::markup;
use crate::model::paper::Paper;

/// The entry of one paper, with a line end behind it.
pub fn entry(paper: &Paper) -> String {
    let kind = if paper.venue.is_some() {
        "article"
    } else {
        "misc"
    };
    let mut entry = format!("@{kind}{{{},\n", paper.key);
    let mut field = |name: &str, value: &str| {
        entry.push_str(&format!("  {name} = {{{value}}},\n"));
    };
    field("title", &format!("{{{}}}", escaped(&paper.title)));
    if !paper.authors.is_empty() {
        let mut authors: Vec<String> = paper.authors.iter().map(|name| author(name)).collect();
        if paper.has_more_authors {
            authors.push("others".to_owned());
        }
        field("author", &authors.join(" and "));
    }
    if let Some(venue) = &paper.venue {
        field("journal", &escaped(venue));
    }
    if let Some(date) = paper.date {
        field("year", &date.year().to_string());
        if let Some(month) = date.month() {
            field("month", &month.to_string());
        }
    }
    if let Some(doi) = &paper.doi {
        field("doi", &doi.as_str().replace('{', "%7B").replace('}', "%7D"));
    }
    if let Some(arxiv) = &paper.arxiv {
        field("eprint", arxiv.as_str());
        field("archiveprefix", "arXiv");
        field("url", &arxiv.abstract_url());
    } else if let Some(doi) = &paper.doi {
        field("url", &doi.url());
    }
    entry.push_str("}\n");
    entry
}

/// A name; one that holds the word that parts names, as a collaboration's does, or a comma, which would
/// turn it around, is kept whole.
fn author(name: &str) -> String {
    let escaped = escaped(name);
    let mut words = name.split_whitespace();
    if name.contains(',') || words.any(|word| word.eq_ignore_ascii_case("and")) {
        format!("{{{escaped}}}")
    } else {
        escaped
    }
}

/// Text with TeX's own characters escaped, math spans as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for span in markup::spans(text) {
        match span {
            markup::Span::Math(source) if is_balanced(source) => out.push_str(source),
            markup::Span::Math(source) => escape_into(&mut out, source),
            markup::Span::Text(text) => escape_into(&mut out, &markup::unescaped(text)),
        }
    }
    out
}

fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "\\&",
            b'%' => "\\%",
            b'$' => "\\$",
            b'#' => "\\#",
            b'_' => "\\_",
            // BibTeX counts a brace behind a backslash too, so that one alone would swallow the
            // rest of the file.
            b'{' => "{\\textbraceleft}",
            b'}' => "{\\textbraceright}",
            b'~' => "{\\textasciitilde}",
            b'^' => "{\\textasciicircum}",
            _ => "{\\textbackslash}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Whether TeX takes the character for more than itself.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'&' | b'%' | b'$' | b'#' | b'_' | b'{' | b'}' | b'~' | b'^' | b'\\'
    )
}

/// Whether braces are balanced: a field with others would swallow the rest of the file.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    let mut is_escaped = false;
    for c in text.chars() {
        match c {
            // BibTeX itself does not know the backslash: an escaped brace counts too.
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && !is_escaped
}
