//! A reading as people can check it.

use offprint::model::digest::{Digest, Mention};
use offprint::model::prose::Prose;
use offprint::readers::Reading;
use std::fmt::Write as _;

/// All of a reading; fields that are empty are left out.
pub fn reading(format: &str, reading: &Reading) -> String {
    let mut out = format!("{format}, {} records\n", reading.records);
    for d in &reading.digests {
        digest(&mut out, d);
    }
    for entry in reading.report.entries() {
        let (name, count, example) = (&entry.name, entry.count, &entry.example);
        let reason = entry.reason.text();
        let _ = write!(out, "\nunused: {name} ({count}), {reason}: {example}\n");
    }
    for diagnostic in &reading.diagnostics {
        let code = diagnostic
            .code
            .map_or(String::new(), |code| format!(" [{code}]"));
        let _ = write!(out, "\n{}{code}\n", diagnostic.to_text());
    }
    out
}

fn digest(out: &mut String, digest: &Digest) {
    let title = digest.title.as_deref().unwrap_or("(no title)");
    let _ = write!(out, "\ndigest of {}: {title}\n", digest.date);
    block(out, "introduction", digest.introduction.as_deref());
    for m in &digest.mentions {
        mention(out, m);
    }
}

fn mention(out: &mut String, mention: &Mention) {
    let record = &mention.record;
    let _ = write!(out, "\nline {}: {}\n", mention.line, record.title);
    let more = record.has_more_authors.then(|| "et al.".to_owned());
    let authors: Vec<String> = record.authors.iter().cloned().chain(more).collect();
    line(out, "authors", &authors.join(" | "));
    line(
        out,
        "arxiv",
        record.arxiv.as_ref().map_or("", |id| id.as_str()),
    );
    line(
        out,
        "doi",
        record.doi.as_ref().map_or("", |doi| doi.as_str()),
    );
    line(
        out,
        "date",
        &record.date.map_or(String::new(), |d| d.to_string()),
    );
    line(out, "venue", record.venue.as_deref().unwrap_or_default());
    for link in &record.links {
        line(out, &format!("{:?}", link.kind).to_lowercase(), &link.url);
    }
    line(out, "topics", &record.topics.join(" | "));
    line(out, "formerly", &record.former_keys.join(" | "));
    line(
        out,
        "votes",
        &mention.votes.map_or(String::new(), |v| v.to_string()),
    );
    let announcement = mention
        .announcement
        .map(|how| format!("{how:?}").to_lowercase());
    line(out, "announced", &announcement.unwrap_or_default());
    line(
        out,
        "comment",
        record.comment.as_deref().unwrap_or_default(),
    );
    for fact in &mention.facts {
        line(out, &format!("fact {}", fact.label), &fact.value);
    }
    block(out, "note", mention.note.as_deref());
    match &record.abstract_text {
        Some(Prose::Markdown(text)) => block(out, "markdown", Some(text)),
        Some(Prose::Plain(text)) => block(out, "abstract", Some(text)),
        None => {}
    }
    for section in &mention.sections {
        let label = section.label.as_deref().unwrap_or("(no label)");
        let generated = if section.is_generated {
            ", generated"
        } else {
            ""
        };
        let form = match section.text {
            Prose::Markdown(_) => ", markdown",
            Prose::Plain(_) => "",
        };
        let name = format!("section {label}{generated}{form}");
        block(out, &name, Some(section.text.source()));
    }
}

fn line(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "  {name}: {value}");
    }
}

fn block(out: &mut String, name: &str, text: Option<&str>) {
    let Some(text) = text else { return };
    let _ = writeln!(out, "  {name}:");
    for line in text.lines() {
        let _ = writeln!(out, "  | {line}");
    }
}
