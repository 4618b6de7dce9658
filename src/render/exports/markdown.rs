//! A digest as Markdown, `digests/<date>.md`: the documented form, for language models and for
//! people who want the text. It reads back as a digest.
//!
//! The sections that a digest gives about a paper follow the abstract, each under a heading of the
//! third level with the class `section`: `### Motivation {.section}`. One that a language model wrote
//! has the class `generated` too, one without a label has nothing before the braces. All headings within the text of a section are of deeper levels.

mod nested;

use crate::markup;
use crate::model::library::DigestIndex;
use crate::model::link::LinkKind;
use crate::model::paper::PlacedPaper;
use crate::model::prose::Prose;
use crate::model::section::Section;
use crate::render::scene::Scene;
use std::fmt::Write as _;

/// Levels of the headings of papers and of sections.
const PAPER: usize = 2;
const SECTION: usize = 3;

/// Writes a digest.
pub fn write(scene: &Scene<'_>, index: DigestIndex, buffer: &mut Vec<u8>) {
    let digest = scene.library().digest(index);
    let mut text = String::from("+++\n");
    if let Some(title) = &digest.title {
        let _ = writeln!(text, "title = {}", toml::Value::from(title.as_str()));
    }
    let _ = writeln!(text, "date = {}\n+++", digest.date);
    if let Some(introduction) = &digest.introduction {
        let _ = writeln!(
            text,
            "\n{}",
            nested::nested(introduction, "introduction", PAPER)
        );
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
    let title = markup::markdown_of_line(&paper.title);
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
        &markup::markdown_of_line(paper.venue.as_deref().unwrap_or_default()),
    );
    field(
        "Comment",
        &one_line(paper.comment.as_deref().unwrap_or_default()),
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
    for fact in &placed.facts {
        // The first colon that is not escaped ends the label.
        let label = one_line(&fact.label).replace(':', "\\:");
        field("Fact", &format!("{label}: {}", one_line(&fact.value)));
    }
    if let Some(note) = &placed.note {
        // A field is one line: a note of several keeps its words.
        field(
            "Note",
            &note.split_whitespace().collect::<Vec<_>>().join(" "),
        );
    }
    field("Formerly", &paper.former_keys.join(", "));
    if let Some(source) = &paper.abstract_text {
        push_prose(source, &paper.key, PAPER, text);
    }
    for (number, section) in (1..).zip(&placed.sections) {
        let scope = format!("{}/section-{number}", paper.key);
        push_section(section, &scope, text);
    }
}

fn push_section(section: &Section, scope: &str, text: &mut String) {
    let label = one_line(section.label.as_deref().unwrap_or_default());
    let gap = if label.is_empty() { "" } else { " " };
    let generated = if section.is_generated {
        " .generated"
    } else {
        ""
    };
    let _ = writeln!(text, "\n### {label}{gap}{{.section{generated}}}");
    push_prose(&section.text, scope, SECTION, text);
}

/// Appends a text below a heading of that level; `scope` keeps its footnotes apart from others.
fn push_prose(prose: &Prose, scope: &str, heading: usize, text: &mut String) {
    match prose {
        Prose::Markdown(source) => {
            let _ = writeln!(text, "\n{}", nested::nested(source, scope, heading));
        }
        Prose::Plain(source) => {
            for paragraph in source.split("\n\n") {
                let _ = writeln!(text, "\n{}", markup::markdown_of_line(paragraph));
            }
        }
    }
}

/// A line of plain text as Markdown.
fn one_line(text: &str) -> String {
    markup::markdown_of_line(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Names as the value of a field. One that has a comma itself makes it a list with semicolons.
fn listed(names: &[&str]) -> String {
    match names {
        [name] if name.contains(',') => format!("{name};"),
        names if names.iter().any(|name| name.contains([',', ';'])) => names.join("; "),
        names => names.join(", "),
    }
}
