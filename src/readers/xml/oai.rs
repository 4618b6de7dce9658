//! Harvests of OAI-PMH: `ListRecords` and `GetRecord`, with the metadata that arXiv calls `arXiv`,
//! `arXivRaw` and `arXivOld`, or with Dublin Core.
//!
//! Left out: what an archive has deleted.

use super::element::{Element, Tree};
use super::feed::day;
use super::{arxiv, decoded, for_each, root};
use crate::diagnostic::Diagnostic;
use crate::markup::address;
use crate::model::date::Date;
use crate::model::identifier::ArxivId;
use crate::readers::intake::{Head, Intake, no_papers};
use crate::readers::record::space::folded;
use crate::readers::record::{RawRecord, Style, is_id, people};
use crate::readers::source::Source;
use crate::readers::value::Value;
use crate::readers::vocabulary::Role;
use crate::readers::{Format, Reading};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "OAI-PMH",
    recognise,
    parse: |source, _options| decoded(source, read),
};

fn recognise(source: &Source<'_>) -> Result<(), String> {
    let root = root(source)?;
    match root.name {
        "OAI-PMH" => Ok(()),
        _ => Err(root.refusal()),
    }
}

fn read(source: &Source<'_>) -> Reading {
    let mut harvest = Harvest {
        intake: Intake::new(source),
        answered: None,
        asked: None,
        has_answer: true,
    };
    let outcome = for_each(source, &["ListRecords", "GetRecord"], |tree| {
        harvest.take(&tree);
    });
    if let Err(fault) = outcome {
        return Reading::unreadable(fault);
    }
    if !harvest.has_answer {
        return harvest.intake.leave_out();
    }
    harvest.intake.finish(Head {
        date: source.date().or(harvest.asked).or(harvest.answered),
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

impl Harvest<'_> {
    fn take(&mut self, tree: &Tree<'_>) {
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
                let note = Diagnostic::note(note).code("partial-list");
                let note = note.help("fetch the other parts into files beside it");
                self.intake.diagnose(note, tree.offset);
            }
            "Identify" | "ListIdentifiers" | "ListMetadataFormats" | "ListSets" => {
                self.has_answer = false;
                let fault = format!("`{}` is an answer without papers", element.name());
                let fault = Diagnostic::warning(fault).code("no-papers");
                let fault = fault.help("ask for it with verb=ListRecords");
                self.intake.diagnose(fault, tree.offset);
            }
            _ => {}
        }
    }

    fn error(&mut self, tree: &Tree<'_>) {
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
                .code("error-answer")
                .help("fix the request and fetch the file again")
        };
        self.intake.diagnose(diagnostic, tree.offset);
    }

    fn record(&mut self, tree: &Tree<'_>) {
        let record = tree.root();
        let header = record.child("header");
        let status = header.and_then(|header| header.attribute("status"));
        if status.is_some_and(|status| status == "deleted") {
            let reason = "this record was deleted from its archive; it is left out";
            return self.intake.skip(reason, tree.offset);
        }
        let metadata = record.child("metadata");
        let Some(metadata) = metadata.and_then(|metadata| metadata.children().next()) else {
            let reason = "this record has no metadata; it is left out";
            return self.intake.skip(reason, tree.offset);
        };
        let mut raw = match metadata.name() {
            "arXiv" | "arXivRaw" | "arXivOld" => arxiv_record(metadata),
            "dc" => dublin_core(metadata),
            name => {
                let reason = format!(
                    "the metadata of this record, `{}`, are of no known kind; it is left out",
                    super::document::shown(name)
                );
                let mut raw = RawRecord::new(Style::DATA);
                raw.add_as((Role::Technical, 0), metadata.name(), metadata.text());
                return self.intake.reject(raw, &reason, tree.offset);
            }
        };
        for element in header.iter().flat_map(|header| header.children()) {
            let (role, text) = match element.name() {
                "identifier" => {
                    let id = arxiv::without_oai_prefix(&element.text()).to_owned();
                    (Role::Id, Cow::Owned(id))
                }
                _ => (Role::Technical, element.text()),
            };
            raw.add_as((role, 0), element.name(), text);
        }
        self.intake.take(raw, tree.offset);
    }
}

/// The formats of arXiv, which differ in how they write authors and dates.
fn arxiv_record<'a>(metadata: Element<'_, 'a>) -> RawRecord<'a> {
    let mut raw = RawRecord::new(Style::DATA);
    for element in metadata.children() {
        let name = element.name();
        let role = match name {
            "title" => Role::Title,
            "abstract" => Role::Abstract,
            "created" => Role::Date,
            "journal-ref" => Role::Venue,
            "comments" => Role::Comment,
            "license" | "report-no" => Role::Fact,
            "updated" | "submitter" | "proxy" | "msc-class" | "acm-class" => Role::Technical,
            "authors" => {
                add_authors(&mut raw, element);
                continue;
            }
            "categories" => {
                let owned = |subject: &str| Cow::Owned(subject.to_owned());
                let subjects = element.text().split_whitespace().map(owned).collect();
                arxiv::add_subjects(&mut raw, subjects);
                continue;
            }
            "id" | "doi" => {
                for id in element.text().split_whitespace() {
                    raw.add_as((Role::Id, 0), name, id.to_owned());
                }
                continue;
            }
            // The first of them is that of the paper.
            "version" => {
                if !raw.has(Role::Date) {
                    let date = element.child("date").map(Element::text);
                    raw.add_as((Role::Date, 1), "date", date.unwrap_or_default());
                }
                Role::Technical
            }
            _ => {
                raw.add_named(name, element.text());
                continue;
            }
        };
        raw.add_as((role, 0), name, element.text());
    }
    raw
}

/// One element a name, or all names in one text.
fn add_authors<'a>(raw: &mut RawRecord<'a>, element: Element<'_, 'a>) {
    let mut names = Vec::new();
    let mut affiliations: Vec<String> = Vec::new();
    for author in element.children().filter(|child| child.name() == "author") {
        let (of_place, of_name): (Vec<_>, Vec<_>) = author
            .children()
            .partition(|part| part.name() == "affiliation");
        affiliations.extend(of_place.iter().map(|part| folded(&part.text())));
        let fields = of_name.iter();
        let fields = fields.map(|part| (Cow::Borrowed(part.name()), folded(&part.text()).into()));
        names.push(Value::Map(fields.collect()));
    }
    let names = match names.is_empty() {
        true => Value::from(element.text()),
        false => Value::List(names),
    };
    let mut seen = BTreeSet::new();
    affiliations.retain(|name| seen.insert(name.clone()));
    raw.add_as((Role::Authors, 0), "authors", names);
    raw.add_as((Role::Fact, 0), "affiliations", affiliations.join("; "));
}

/// Dublin Core, in which one kind of element may hold several kinds of things.
fn dublin_core<'a>(metadata: Element<'_, 'a>) -> RawRecord<'a> {
    let mut raw = RawRecord::new(Style::DATA);
    let (mut creators, mut contributors, mut comments) = (Vec::new(), Vec::new(), Vec::new());
    let texts = |wanted: &'static str| {
        let elements = metadata.children();
        elements
            .filter(move |element| element.name() == wanted)
            .map(Element::text)
    };
    let is_arxiv = texts("identifier").any(|id| ArxivId::parse(&id).is_some());
    for element in metadata.children() {
        let (name, text) = (element.name(), element.text());
        let role = match name {
            "title" => Role::Title,
            "creator" => {
                creators.push(people::single(&text));
                continue;
            }
            "contributor" => {
                contributors.push(folded(&text));
                continue;
            }
            "description" => match text.trim_start().strip_prefix("Comment:") {
                Some(comment) => {
                    comments.push(folded(comment));
                    continue;
                }
                None => Role::Abstract,
            },
            "subject" if is_arxiv && is_code(&text) => Role::Technical,
            "subject" => {
                raw.add_as((Role::Topics, 0), name, Value::List(vec![text.into()]));
                continue;
            }
            "identifier" if is_id(&text) => Role::Id,
            "identifier" if address::is_web(text.trim()) => Role::Address(None),
            // What is neither an address nor a DOI is where a paper of arXiv was published.
            "identifier" if is_arxiv && !raw.has(Role::Venue) => Role::Venue,
            "date" if !raw.has(Role::Date) => Role::Date,
            "publisher" | "rights" => Role::Fact,
            _ => Role::Technical,
        };
        let name = if name == "rights" { "license" } else { name };
        raw.add_as((role, 0), name, text);
    }
    raw.add_as((Role::Authors, 0), "creators", Value::List(creators));
    raw.add_as((Role::Fact, 0), "contributors", contributors.join("; "));
    raw.add_as((Role::Comment, 0), "comment", comments.join("; "));
    raw
}

/// Whether a subject is one or more codes of a classification: `68T05; 62H30`, `I.2.7`.
fn is_code(subject: &str) -> bool {
    subject.split([';', ',']).all(|code| {
        !code.trim().contains(char::is_whitespace) && code.contains(|c: char| c.is_ascii_digit())
    })
}
