//! A digest as Markdown, `digests/<date>.md`: the documented form, for language models and for
//! people who want the text. It reads back as a digest.

mod nested;

use crate::markup;
use crate::model::library::DigestIndex;
use crate::model::link::LinkKind;
use crate::model::paper::PlacedPaper;
use crate::model::prose::Prose;
use crate::render::scene::Scene;
use std::fmt::Write as _;

/// Writes a digest.
pub fn write(scene: &Scene<'_>, index: DigestIndex, buffer: &mut Vec<u8>) {
    let digest = scene.library().digest(index);
    let mut text = String::from("+++\n");
    if let Some(title) = &digest.title {
        let _ = writeln!(text, "title = {}", toml::Value::from(title.as_str()));
    }
    let _ = writeln!(text, "date = {}\n+++", digest.date);
    if let Some(introduction) = &digest.introduction {
        let _ = writeln!(text, "\n{}", nested::nested(introduction, "introduction"));
    }
    for placed in &digest.papers {
        push_paper(scene, placed, &mut text);
    }
    buffer.clear();
    buffer.extend_from_slice(text.as_bytes());
}

fn push_paper(scene: &Scene<'_>, placed: &PlacedPaper, text: &mut String) {
    let library = scene.library();
    let paper = library.paper(placed.paper);
    let title = escaped(&paper.title);
    let address = match (&paper.arxiv, &paper.doi) {
        (Some(arxiv), _) => Some(arxiv.abstract_url()),
        (None, Some(doi)) => Some(doi.url()),
        (None, None) => None,
    };
    let _ = match address {
        Some(address) => writeln!(text, "\n## [{title}]({address})"),
        None => writeln!(text, "\n## {title}"),
    };
    // What was found in the text is left out: whoever reads this would take it for told.
    let topics: Vec<&str> = library.topics_of[placed.paper.0]
        .iter()
        .take(library.told_of[placed.paper.0])
        .map(|topic| library.topic(*topic).name.as_str())
        .collect();
    let mut is_first = true;
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            let gap = if is_first { "\n" } else { "" };
            let _ = writeln!(text, "{gap}- {name}: {value}");
            is_first = false;
        }
    };
    let mut authors: Vec<&str> = paper.authors.iter().map(String::as_str).collect();
    if paper.has_more_authors && !authors.is_empty() {
        authors.push("et al.");
    }
    field("Authors", &listed(&authors));
    field("Topics", &listed(&topics));
    if paper.arxiv.is_some() {
        field("DOI", paper.doi.as_ref().map_or("", |doi| doi.as_str()));
    }
    field(
        "Date",
        &paper.date.map_or_else(String::new, |date| date.to_string()),
    );
    field(
        "Venue",
        &escaped(paper.venue.as_deref().unwrap_or_default()),
    );
    field("Picture", paper.picture.as_deref().unwrap_or_default());
    for link in &paper.links {
        let name = match link.kind {
            LinkKind::Code => "Code",
            LinkKind::Project => "Project",
            LinkKind::Page => "Page",
            LinkKind::Pdf => "PDF",
        };
        field(name, &link.url);
    }
    field(
        "Votes",
        &placed
            .votes
            .map_or_else(String::new, |votes| votes.to_string()),
    );
    if let Some(note) = &placed.note {
        // A field is one line: a note of several keeps its words.
        field(
            "Note",
            &note.split_whitespace().collect::<Vec<_>>().join(" "),
        );
    }
    field("Formerly", &paper.former_keys.join(", "));
    match &paper.abstract_text {
        Some(Prose::Markdown(source)) => {
            let _ = writeln!(text, "\n{}", nested::nested(source, &paper.key));
        }
        Some(Prose::Plain(source)) => {
            for paragraph in source.split("\n\n") {
                let _ = writeln!(text, "\n{}", escaped(paragraph));
            }
        }
        None => {}
    }
}

/// Names as the value of a field. One that has a comma itself makes it a list with semicolons.
fn listed(names: &[&str]) -> String {
    match names {
        [name] if name.contains(',') => format!("{name};"),
        names if names.iter().any(|name| name.contains([',', ';'])) => names.join("; "),
        names => names.join(", "),
    }
}

/// One paragraph of plain text as Markdown that shows just that text, math spans as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for span in markup::spans(text) {
        match span {
            markup::Span::Math(source) => push_math(&mut out, source),
            markup::Span::Text(text) => {
                let text = markup::unescaped(text);
                let rest = if out.is_empty() {
                    push_beginning(&mut out, &text)
                } else {
                    &text
                };
                push_escaped(&mut out, rest);
            }
        }
    }
    out
}

/// Appends a formula between dollars, the one way in which Markdown has it.
fn push_math(out: &mut String, source: &str) {
    let delimiters = [("\\(", "\\)", "$"), ("\\[", "\\]", "$$")];
    let found = delimiters.iter().find_map(|(open, close, dollars)| {
        let tex = source.strip_prefix(open)?.strip_suffix(close)?;
        Some((tex.trim(), dollars))
    });
    match found {
        Some((tex, dollars)) => {
            out.push_str(dollars);
            out.push_str(tex);
            out.push_str(dollars);
        }
        None => out.push_str(source),
    }
}

/// Appends what would make the beginning of a paragraph a list or a heading, escaped; gives the
/// rest.
fn push_beginning<'a>(out: &mut String, text: &'a str) -> &'a str {
    if text.starts_with(['+', '-', '=', ':']) {
        out.push('\\');
        return text;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        out.push_str(&text[..digits]);
        out.push('\\');
        out.push_str(&text[digits..=digits]);
        return &text[digits + 1..];
    }
    text
}

fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        out.push_str(&rest[..at]);
        out.push('\\');
        out.push_str(&rest[at..=at]);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Whether Markdown may take the character for more than itself.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'`'
            | b'*'
            | b'_'
            | b'['
            | b']'
            | b'<'
            | b'>'
            | b'#'
            | b'|'
            | b'~'
            | b'$'
            | b'&'
            | b'!'
    )
}
