//! Harvests of OAI-PMH: `ListRecords` and `GetRecord`, with the metadata that arXiv calls `arXiv`,
//! `arXivRaw` and `arXivOld`, or with Dublin Core.
//!
//! Left out: affiliations, submitters, comments, licences, and what an archive has deleted.

use super::element::{Element, Tree};
use super::{arxiv, day, for_each, mending, people, root};
use crate::diagnostic::Diagnostic;
use crate::model::date::Date;
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::categories::is_category;
use crate::readers::intake::{Head, Intake, no_papers};
use crate::readers::raw_record::{Body, RawRecord, Typography};
use crate::readers::space::folded;
use crate::readers::{Format, Input, Options, Reading};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "OAI-PMH",
    recognise,
    read,
};

fn recognise(input: Input<'_>) -> Result<(), String> {
    let root = root(input)?;
    match root.name {
        "OAI-PMH" => Ok(()),
        _ => Err(root.refusal()),
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    mending(input, read_mended)
}

fn read_mended(input: Input<'_>) -> Reading {
    let mut harvest = Harvest {
        intake: Intake::new(input),
        answered: None,
        asked: None,
        has_answer: true,
    };
    let outcome = for_each(input, &["ListRecords", "GetRecord"], |tree| {
        harvest.take(&tree);
    });
    if let Err(fault) = outcome {
        return Reading::unreadable(fault);
    }
    if !harvest.has_answer {
        return harvest.intake.leave_out();
    }
    harvest.intake.finish(Head {
        date: input.date().or(harvest.asked).or(harvest.answered),
        ..Head::default()
    })
}

/// What has been read of a harvest.
struct Harvest<'a> {
    intake: Intake<'a>,
    /// The day of the answer.
    answered: Option<Date>,
    /// The day whose records were asked for.
    asked: Option<Date>,
    has_answer: bool,
}

impl<'a> Harvest<'a> {
    fn take(&mut self, tree: &Tree<'a>) {
        let element = tree.root();
        match element.name() {
            "record" => self.record(tree),
            "responseDate" => self.answered = day(&element.text()),
            "request" => {
                let (from, until) = (element.attribute("from"), element.attribute("until"));
                self.asked = from
                    .filter(|from| until.as_ref() == Some(from))
                    .and_then(|from| day(&from));
            }
            "error" => self.error(tree),
            "resumptionToken" if !element.text().trim().is_empty() => {
                let note = match element.attribute("completeListSize") {
                    Some(size) => format!("this is a part of a list of {} records", folded(&size)),
                    None => "this is a part of a longer list".to_owned(),
                };
                self.intake.report(
                    Diagnostic::note(note).help("fetch the other parts into files beside it"),
                    tree.spot,
                );
            }
            "Identify" | "ListIdentifiers" | "ListMetadataFormats" | "ListSets" => {
                self.has_answer = false;
                let warning = format!("`{}` is an answer without papers", element.name());
                self.intake.report(
                    Diagnostic::warning(warning).help("ask for it with verb=ListRecords"),
                    tree.spot,
                );
            }
            _ => {}
        }
    }

    fn error(&mut self, tree: &Tree<'a>) {
        self.has_answer = false;
        let code = tree.root().attribute("code").unwrap_or_default();
        let text = folded(&tree.root().text());
        let said = match (&*code, &*text) {
            (code, "") => code.to_owned(),
            (code, text) => format!("{code}: {text}"),
        };
        let diagnostic = if code == "noRecordsMatch" {
            no_papers(&format!("the archive has no papers for this ({said})"))
        } else {
            Diagnostic::error(format!("the archive answered with an error ({said})"))
                .help("mend the request and fetch the file again")
        };
        self.intake.report(diagnostic, tree.spot);
    }

    fn record(&mut self, tree: &Tree<'a>) {
        let record = tree.root();
        let header = record.child("header");
        let status = header.and_then(|header| header.attribute("status"));
        if status.is_some_and(|status| status == "deleted") {
            let reason = "this record was deleted from its archive; it is left out";
            self.intake.skip(reason, tree.spot);
            return;
        }
        let metadata = record.child("metadata");
        let Some(metadata) = metadata.and_then(|metadata| metadata.children().next()) else {
            let reason = "this record has no metadata; it is left out";
            self.intake.skip(reason, tree.spot);
            return;
        };
        let mut raw = match metadata.name() {
            "arXiv" | "arXivRaw" | "arXivOld" => arxiv_record(metadata),
            "dc" => dublin_core(metadata),
            name => {
                let reason = format!(
                    "the metadata of this record, `{}`, are of no known kind; it is left out",
                    super::fault::shown(name)
                );
                self.intake.skip(&reason, tree.spot);
                return;
            }
        };
        if let Some(id) = header.and_then(|header| header.child("identifier")) {
            let id = arxiv::without_oai_prefix(&id.text()).to_owned();
            raw.ids.push(Cow::Owned(id));
        }
        self.intake.take(raw, tree.spot);
    }
}

/// The formats of arXiv, which differ in how they write authors and dates.
fn arxiv_record<'a>(metadata: Element<'_, 'a>) -> RawRecord<'a> {
    let mut raw = RawRecord {
        typography: Typography::Tex,
        ..RawRecord::default()
    };
    for element in metadata.children() {
        let text = element.text();
        match element.name() {
            "id" => raw.ids.push(text),
            "title" => raw.title = text,
            "abstract" => raw.body = Body::Plain(text),
            "authors" => raw.authors = authors(element),
            "created" => raw.date = Some(text),
            // The first of them is that of the paper.
            "version" if raw.date.is_none() => {
                raw.date = element.child("date").map(|date| dated(date.text()));
            }
            "doi" => raw.ids.extend(
                text.split_whitespace()
                    .map(|doi| Cow::Owned(doi.to_owned())),
            ),
            "journal-ref" => raw.venue = Some(text),
            "categories" => raw.topics.extend(
                text.split_whitespace()
                    .filter(|subject| is_category(subject))
                    .map(|subject| Cow::Owned(subject.to_owned())),
            ),
            _ => {}
        }
    }
    raw
}

/// One element a name, or all names in one text.
fn authors<'a>(element: Element<'_, 'a>) -> Vec<Cow<'a, str>> {
    let each: Vec<_> = element
        .children()
        .filter(|child| child.name() == "author")
        .collect();
    if each.is_empty() {
        let names = people::names(&element.text());
        return names.into_iter().map(Cow::Owned).collect();
    }
    let name = |author: Element<'_, 'a>| {
        let parts = ["forenames", "keyname", "suffix"];
        let parts = parts.iter().filter_map(|part| author.child(part));
        let parts: Vec<_> = parts.map(|part| folded(&part.text())).collect();
        parts.join(" ")
    };
    each.into_iter()
        .map(name)
        .filter(|name| people::is_name(name))
        .map(Cow::Owned)
        .collect()
}

/// Dublin Core, in which one kind of element may hold several kinds of things.
fn dublin_core<'a>(metadata: Element<'_, 'a>) -> RawRecord<'a> {
    let mut raw = RawRecord::default();
    let mut creators = Vec::new();
    let mut others = Vec::new();
    for element in metadata.children() {
        let text = element.text();
        if text.trim().is_empty() {
            continue;
        }
        match element.name() {
            "title" if raw.title.is_empty() => raw.title = text,
            "creator" => creators.push(people::single(&text)),
            "description"
                if matches!(raw.body, Body::None) && !text.trim_start().starts_with("Comment:") =>
            {
                raw.body = Body::Plain(text);
            }
            "date" if raw.date.is_none() => raw.date = Some(dated(text)),
            "subject" => raw.topics.push(text),
            "identifier" => {
                let is_id = ArxivId::parse(&text).is_some() || Doi::parse(&text).is_some();
                if is_id {
                    raw.ids.push(text);
                } else if super::feed::host(&text).is_some() {
                    raw.addresses.push((None, text));
                } else {
                    others.push(text);
                }
            }
            _ => {}
        }
    }
    creators.retain(|name| people::is_name(name));
    raw.authors = creators.into_iter().map(Cow::Owned).collect();
    if raw.ids.iter().any(|id| ArxivId::parse(id).is_some()) {
        raw.typography = Typography::Tex;
        raw.topics.retain(|subject| !is_code(subject));
        // What is neither an address nor a DOI is where the paper was published.
        raw.venue = others.into_iter().next();
    }
    raw
}

/// Whether a subject is one or more codes of a classification: `68T05; 62H30`, `I.2.7`.
fn is_code(subject: &str) -> bool {
    subject.split([';', ',']).all(|code| {
        !code.trim().contains(char::is_whitespace) && code.contains(|c: char| c.is_ascii_digit())
    })
}

/// A date in the form of the model, where it is one.
fn dated(text: Cow<'_, str>) -> Cow<'_, str> {
    match day(&text) {
        Some(day) => Cow::Owned(day.to_string()),
        None => text,
    }
}
