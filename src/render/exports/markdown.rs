//! A digest as Markdown, `digests/<date>.md`: the documented form, for language models and for
//! people who want the text. It reads back as a digest.

use crate::markup;
use crate::model::digest::Prose;
use crate::model::library::DigestIndex;
use crate::model::link::LinkKind;
use crate::model::paper::PlacedPaper;
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
        let _ = writeln!(text, "\n{introduction}");
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
        Some(address) => writeln!(text, "\n## [{title}]({address})\n"),
        None => writeln!(text, "\n## {title}\n"),
    };
    let topics: Vec<&str> = library.topics_of[placed.paper.0]
        .iter()
        .map(|topic| library.topic(*topic).name.as_str())
        .collect();
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "- {name}: {value}");
        }
    };
    field("Authors", &paper.authors.join("; "));
    field("Topics", &topics.join(", "));
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
            let _ = writeln!(text, "\n{source}");
        }
        Some(Prose::Plain(source)) => {
            for paragraph in source.split("\n\n") {
                let _ = writeln!(text, "\n{}", escaped(paragraph));
            }
        }
        None => {}
    }
}

/// Plain text as Markdown that shows just that text, math spans as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for span in markup::spans(text) {
        match span {
            markup::Span::Math(source) => out.push_str(source),
            markup::Span::Text(text) => {
                let text = markup::unescaped(text);
                for c in text.chars() {
                    let at_line_start = out.is_empty() || out.ends_with('\n');
                    let is_marker = at_line_start && matches!(c, '+' | '-' | '=' | ':');
                    let ends_number = matches!(c, '.' | ')') && line_is_number(&out);
                    if is_marker
                        || ends_number
                        || matches!(
                            c,
                            '\\' | '`'
                                | '*'
                                | '_'
                                | '['
                                | ']'
                                | '<'
                                | '>'
                                | '#'
                                | '|'
                                | '~'
                                | '$'
                                | '&'
                                | '!'
                        )
                    {
                        out.push('\\');
                    }
                    out.push(c);
                }
            }
        }
    }
    out
}

/// Whether what stands on the last line so far is a number, which with a full stop behind it
/// would begin a list.
fn line_is_number(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or(text);
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}
