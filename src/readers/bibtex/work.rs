//! The work that an entry describes: what its fields mean.

use super::names;
use super::text::{text, verbatim};
use crate::model::date::DateFault;
use crate::model::link::LinkKind;
use crate::readers::record::placeholders::is_mail_address;
use crate::readers::record::words::is_prose;
use crate::readers::record::{RawRecord, Style, dates, is_category, preprint};
use crate::readers::value::Value;
use crate::readers::vocabulary::Role;
use std::borrow::Cow;

/// The record of an entry of a kind with these fields, each as it is in the source.
pub(super) fn raw_record<'s>(fields: Vec<(&'s str, Cow<'s, str>)>, kind: &str) -> RawRecord<'s> {
    let mut work = Work {
        fields,
        record: RawRecord::new(Style::default()),
    };
    let title = work.title("title", "subtitle");
    work.add_venue(title.as_deref(), kind);
    work.add(Role::Title, "title", title);
    work.add_people(kind);
    work.add_date();
    work.add_ids();
    work.add_rest();
    work.record
}

/// An entry of which the fields are taken one by one.
struct Work<'s> {
    /// What has been taken is empty.
    fields: Vec<(&'s str, Cow<'s, str>)>,
    record: RawRecord<'s>,
}

impl<'s> Work<'s> {
    fn source(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let found = fields.find(|(known, value)| *known == name && !value.is_empty());
        found.map(|(_, value)| &**value)
    }

    fn take(&mut self, name: &str) -> Option<Cow<'s, str>> {
        let mut fields = self.fields.iter_mut();
        let found = fields.find(|(known, value)| *known == name && !value.is_empty());
        found.map(|(_, value)| std::mem::take(value))
    }

    fn take_text(&mut self, name: &str) -> Option<String> {
        self.take(name).map(|source| text(&source))
    }

    fn verbatim(&self, name: &str) -> Option<String> {
        self.source(name).map(verbatim)
    }

    fn add(&mut self, role: Role, name: &'static str, value: Option<impl Into<Value<'s>>>) {
        if let Some(value) = value {
            self.record.add_as((role, 0), name, value);
        }
    }

    /// `Title: Subtitle`.
    fn title(&mut self, title: &str, subtitle: &str) -> Option<String> {
        let title = self.take_text(title)?;
        Some(match self.take_text(subtitle) {
            Some(subtitle) if title.ends_with([':', '?', '!', '.']) => {
                format!("{title} {subtitle}")
            }
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title,
        })
    }

    /// Who wrote it, and for books who edited it.
    fn add_people(&mut self, kind: &str) {
        let list = |source: &str| -> Vec<String> {
            let people = names::people(source);
            // Some tools escape the braces around parts of a name.
            let bare = |name: &str| name.replace("\\{", "").replace("\\}", "");
            let names = people.iter().map(|name| match name.contains('\\') {
                true => text(&bare(name)),
                false => text(name),
            });
            names.collect()
        };
        let authors = self.take("author").map(|source| list(&source));
        let has_author = authors.is_some();
        let authors = authors.map(|names| names.into_iter().map(Value::from).collect());
        self.add(Role::Authors, "author", authors.map(Value::List));
        let editors = self.take("editor").map(|source| list(&source).join(", "));
        let role = match is_book(kind) || kind == "incollection" || !has_author {
            true => Role::Fact,
            false => Role::Technical,
        };
        self.add(role, "editors", editors);
    }

    /// `date`, or `year`, `month` and `day`.
    fn add_date(&mut self) {
        let [date, year, month, day] =
            ["date", "year", "month", "day"].map(|name| self.verbatim(name));
        let parts = year.as_ref().map(|year| {
            let [month, day] = [month, day].map(Option::unwrap_or_default);
            format!("{year} {month} {day}")
        });
        let is_date = |text: &&String| !matches!(dates::parse(text), Err(DateFault::NotADate(_)));
        let written = [&date, &parts, &year];
        let first = written.into_iter().flatten().find(is_date);
        let written = first.or(date.as_ref()).or(year.as_ref()).cloned();
        let has_date = written.is_some();
        self.add(Role::Date, "date", written);
        if has_date {
            for name in ["date", "year", "month", "day"] {
                self.take(name);
            }
        }
    }

    /// Identifiers, also of arXiv where they stand for something else.
    fn add_ids(&mut self) {
        let kind = self.verbatim("eprinttype");
        let kind = kind.or_else(|| self.verbatim("archiveprefix"));
        let is_arxiv = kind.is_none_or(|kind| kind.eq_ignore_ascii_case("arxiv"));
        for name in ["eprint", "arxiv", "arxivid"] {
            let value = self.verbatim(name).filter(|_| is_arxiv || name != "eprint");
            let id = value
                .as_deref()
                .and_then(preprint::bare_id)
                .map(str::to_owned);
            if id.is_some() {
                self.take(name);
            }
            self.add(Role::Id, "eprint", id);
        }
        for name in [
            "journal",
            "journaltitle",
            "note",
            "number",
            "volume",
            "howpublished",
            "eid",
            "pages",
        ] {
            let value = self.verbatim(name);
            let id = value.as_deref().and_then(preprint::id).map(str::to_owned);
            if id.is_some() {
                self.take(name);
            }
            self.add(Role::Id, "eprint", id);
        }
    }

    fn add_venue(&mut self, title: Option<&str>, kind: &str) {
        let names: &[&str] = match kind {
            "thesis" | "phdthesis" | "mastersthesis" | "bachelorsthesis" => &[
                "journaltitle",
                "journal",
                "booktitle",
                "school",
                "institution",
            ],
            "report" | "techreport" => &["journaltitle", "journal", "booktitle", "institution"],
            kind if is_book(kind) => &["journaltitle", "journal", "booktitle", "publisher"],
            _ => &["journaltitle", "journal", "booktitle"],
        };
        for name in names {
            let Some(source) = self.source(name) else {
                continue;
            };
            let is_venue = !preprint::is_arxiv(&text(source))
                // Proceedings may have their own title there.
                && title != Some(text(source).as_str());
            if is_venue {
                let venue = self.title(name, "booksubtitle");
                return self.add(Role::Venue, "venue", venue);
            }
        }
    }

    fn add_rest(&mut self) {
        for (name, source) in std::mem::take(&mut self.fields) {
            if source.is_empty() {
                continue;
            }
            let meaning = match name {
                // BibLaTeX has the place of an event there.
                "venue" if self.record.has(Role::Venue) => Some((Role::Fact, 0)),
                name => meaning(name, &source),
            };
            let value: Value<'s> = match meaning {
                Some((Role::Technical, _)) => source.into(),
                Some((Role::Id, _)) => {
                    let id = verbatim(&source);
                    id.trim_start_matches("DOI ").to_owned().into()
                }
                Some((Role::Address(_), _)) => web(verbatim(&source)).into(),
                Some((Role::Note, _)) => self.public(text(&source)).into(),
                _ => text(&source).into(),
            };
            let name = label(name);
            match meaning {
                Some(meaning) => self.record.add_as(meaning, name, value),
                None => self.record.add_named(name, value),
            }
        }
    }
}

impl Work<'_> {
    /// A note without addresses of mail, which are nobody else's; without them, a few words say nothing.
    fn public(&mut self, note: String) -> String {
        let (private, rest): (Vec<&str>, Vec<&str>) =
            note.split(' ').partition(|word| is_mail_address(word));
        if private.is_empty() {
            return note;
        }
        let rest = rest.join(" ");
        let (shown, hidden) = match is_prose(&rest) {
            true => (rest, private.join(" ")),
            false => (String::new(), note),
        };
        self.record.add_as((Role::Technical, 0), "note", hidden);
        shown
    }
}

fn is_book(kind: &str) -> bool {
    let kind = kind.strip_prefix("mv").unwrap_or(kind);
    matches!(
        kind,
        "book"
            | "collection"
            | "proceedings"
            | "reference"
            | "inbook"
            | "bookinbook"
            | "suppbook"
            | "booklet"
    )
}

/// What a field means in bibliographies; none where it is no field of theirs.
fn meaning(name: &str, source: &str) -> Option<(Role, u8)> {
    let role = match name {
        "abstract" | "abstractnote" => Role::Abstract,
        "note" | "annote" | "annotation" | "addendum" => Role::Note,
        "keywords" | "keyword" => Role::Topics,
        "doi" => Role::Id,
        "url" | "howpublished" | "link" => Role::Address(None),
        "eprint" if source.trim_start().starts_with("http") => Role::Address(None),
        "code" | "github" => Role::Address(Some(LinkKind::Code)),
        "project" | "website" => Role::Address(Some(LinkKind::Project)),
        "pdf" => Role::Address(Some(LinkKind::Pdf)),
        "primaryclass" | "eprintclass" if is_category(source.trim()) => Role::Topics,
        "copyright" | "license" | "rights" | "origtitle" | "maintitle" | "titleaddon" => Role::Fact,
        "journal" | "journaltitle" | "booktitle" | "school" | "institution" | "eventtitle"
            if !preprint::is_arxiv(source) =>
        {
            Role::Fact
        }
        name if TECHNICAL.contains(&name) || MANAGERS.iter().any(|p| name.starts_with(p)) => {
            Role::Technical
        }
        _ => return None,
    };
    Some((role, 0))
}

/// Fields for styles and programs.
#[rustfmt::skip]
const TECHNICAL: &[&str] = &[
    "address", "archive", "archivelocation", "archiveprefix", "articleno", "bibsource", "biburl", "bookauthor", "bookpagination",
    "booksubtitle", "booktitleaddon", "chapter", "coden", "collection", "crossref", "day", "edition", "editora", "editorb",
    "editortype", "eid", "entryset", "entrysubtype", "entrytype", "eprint", "eprintclass", "eprinttype",
    "eventdate", "file", "files", "groups", "hyphenation", "ids", "isbn", "issn", "issue", "issue_date", "journal",
    "journaltitle", "key", "langid", "langidopts", "language", "lccn", "library", "localfile", "location", "month",
    "mrclass", "mrnumber", "mrreviewer", "number", "numpages", "options", "organization", "origdate", "origlanguage",
    "origlocation", "origpublisher", "owner", "pages", "pagetotal", "pagination", "part", "pmcid", "pmid",
    "presort", "primaryclass", "priority", "pubstate", "publisher", "qualityassured", "ranking", "readstatus",
    "related", "relatedtype", "s2id", "series", "shortauthor", "shorthand", "shortjournal", "shorttitle",
    "sortkey", "sortname", "sorttitle", "sortyear", "status", "timestamp", "tppubtype", "translator", "type",
    "urldate", "username", "venue_short", "version", "volume", "volumes", "xdata", "xref", "year", "zblnumber",
];

/// How fields of reference managers begin.
const MANAGERS: &[&str] = &[
    "bdsk-",
    "mendeley-",
    "citeulike-",
    "date-",
    "local-",
    "jabref",
    "zotero",
    "__",
];

/// The name of a field as people read it.
fn label(name: &str) -> Cow<'_, str> {
    Cow::Borrowed(match name {
        "booktitle" => "Book title",
        "eventtitle" => "Event",
        "howpublished" => "How published",
        "journaltitle" => "Journal",
        "titleaddon" => "Addition to the title",
        "maintitle" => "Part of",
        "origtitle" => "Original title",
        "copyright" | "rights" => "License",
        name => name,
    })
}

/// An address that may lack its scheme.
fn web(address: String) -> String {
    match address.starts_with("www.") {
        true => format!("https://{address}"),
        false => address,
    }
}
