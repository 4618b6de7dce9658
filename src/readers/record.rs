//! The single road from what a format calls the fields of a paper to the model.
//!
//! Readers fill a [`RawRecord`] with text as they find it. Here, and nowhere else, white space is
//! folded, identifiers are found in ids and addresses, and links are told apart by what they lead
//! to. Left out: counting and placing, which is [`super::intake`]'s, and merging, which is
//! collating's work.

use super::placeholders::{is_local_path, is_mail_address, is_placeholder};
use super::raw_record::{Body, RawRecord, Typography};
use super::space::{folded, joined, unwrapped};
use super::{anchors, authors, dates, tex};
use crate::diagnostic::Diagnostic;
use crate::markup::address;
use crate::model::digest::{Announcement, Mention, Record};
use crate::model::identifier::{ArxivId, Doi};
use crate::model::link::{Link, LinkKind};
use crate::model::prose::Prose;
use crate::model::slug;
use std::borrow::Cow;

/// Longest name of a topic, in bytes; what is longer is a sentence, and would stand on every page.
pub const LONGEST_TOPIC: usize = 200;

/// How many topics and how many links a paper has at most. Whatever has more is no paper, and each of
/// them is compared with all others.
const MOST: usize = 100;

/// Makes a mention of the record that begins on `line`, and says which of its fields are left
/// out; `None` where it has no title, without which there is no paper.
pub fn mention(raw: RawRecord<'_>, line: usize) -> Option<(Mention, Vec<Diagnostic>)> {
    let written = raw.typography;
    let title = line_of_text(&raw.title, written);
    let authors = raw.authors.iter().map(|name| tidied(name, written));
    let authors = authors::listed(authors, written == Typography::Tex);
    let mut record = Record {
        title,
        authors: authors.names,
        has_more_authors: authors.has_more,
        abstract_text: prose(raw.body, written),
        venue: raw
            .venue
            .map(|venue| line_of_text(&venue, written))
            .filter(|venue| !is_placeholder(venue)),
        ..Record::default()
    };
    let mut faults = Faults::default();
    add_topics(&mut record, &raw.topics, written, &mut faults);
    for id in &raw.ids {
        identify(&mut record, id);
    }
    let mut surplus = 0;
    for (kind, address) in &raw.addresses {
        if record.links.len() < MOST {
            faults.extend(add_address(&mut record, *kind, &joined(address)));
        } else {
            surplus += 1;
        }
    }
    faults.extend(too_many(surplus, "links"));
    if record.arxiv.is_none() {
        record.arxiv = raw.slugs.iter().find_map(|slug| ArxivId::in_slug(slug));
    }
    let is_named = raw.is_citation && (record.arxiv.is_some() || record.doi.is_some());
    if record.title.is_empty() && !is_named {
        return None;
    }
    // What a built site calls a paper whose title nobody knew.
    let is_id = record.arxiv.is_some() && ArxivId::parse(&record.title) == record.arxiv
        || record.doi.is_some() && Doi::parse(&record.title) == record.doi;
    if is_id {
        record.title.clear();
    }
    if let Some(text) = raw.date.filter(|text| !is_placeholder(text)) {
        match dates::parse(&text) {
            Ok(date) => record.date = Some(date),
            Err(fault) => faults.extend(Some(
                Diagnostic::warning(format!("{fault}; the paper is shown without a date"))
                    .help("write dates as YYYY-MM-DD"),
            )),
        }
    }
    for key in raw.former_keys.iter().map(|key| folded(key)) {
        if slug::is_key(&key) {
            record.former_keys.push(key);
        } else if !key.is_empty() {
            faults.extend(Some(
                Diagnostic::warning(format!("`{key}` is no former address of a paper"))
                    .help("write the name of its page: `example` for papers/example.html"),
            ));
        }
    }
    if let Some(path) = raw.picture.filter(|path| !is_placeholder(path)) {
        match picture(&path) {
            Some(path) => record.picture = Some(path),
            None => faults.extend(Some(
                Diagnostic::warning("this picture is not shown: it is no file of the site")
                    .help("put it into static/ and write its path there, such as pictures/2601.00001.png; readers are sent to no other host"),
            )),
        }
    }
    let note = raw.note.map(|note| note.trim().to_owned());
    let mention = Mention {
        votes: raw.votes,
        note: note.filter(|note| !is_placeholder(note)),
        announcement: raw.announcement.and_then(|word| announcement(&word)),
        sections: Vec::new(),
        facts: Vec::new(),
        record,
        line,
    };
    Some((mention, faults.into_list()))
}

/// Kinds of picture that every browser shows.
const PICTURES: &[&str] = &["gif", "jpeg", "jpg", "png", "webp"];

/// The path of a picture among the site's files; none for an address, a path that leads out of the
/// site, and a file that is no picture.
fn picture(path: &str) -> Option<String> {
    let path = path.trim().trim_start_matches("./");
    let path = path.strip_prefix('/').unwrap_or(path);
    let (_, extension) = path.rsplit_once('.')?;
    let is_known = PICTURES
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ' ');
    let is_within = path
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.'));
    (is_known && is_within && path.chars().all(is_plain)).then(|| path.to_owned())
}

/// What is wrong with a record: its first hundred faults, and how many more there are.
#[derive(Default)]
struct Faults {
    told: Vec<Diagnostic>,
    unsaid: usize,
}

impl Faults {
    fn extend(&mut self, fault: Option<Diagnostic>) {
        if self.told.len() < MOST {
            self.told.extend(fault);
        } else {
            self.unsaid += usize::from(fault.is_some());
        }
    }

    fn into_list(mut self) -> Vec<Diagnostic> {
        if self.unsaid > 0 {
            let unsaid = format!("{} more faults of this paper are not listed", self.unsaid);
            self.told.push(Diagnostic::warning(unsaid));
        }
        self.told
    }
}

/// What to say of a paper that has more of something than papers have.
fn too_many(surplus: usize, what: &str) -> Option<Diagnostic> {
    (surplus > 0).then(|| {
        Diagnostic::warning(format!(
            "this paper has more than {MOST} {what}; {surplus} are left out"
        ))
    })
}

/// Adds an address to the record: as its identifier, or as a link. Gives the fault of one that is
/// neither.
fn add_address(record: &mut Record, kind: Option<LinkKind>, address: &str) -> Option<Diagnostic> {
    // Where there is nothing, and what nobody is to see, nothing is missing.
    if is_placeholder(address) || is_local_path(address) || is_mail_address(address) {
        return None;
    }
    // An address that leads to code is not the paper's, also where it is a DOI.
    if kind.is_none() && identify(record, address) {
        return None;
    }
    if !address::is_web(address) {
        let fault = format!("`{address}` is not a web address; the link is left out");
        return Some(Diagnostic::warning(fault).help("addresses begin with https:// or http://"));
    }
    let kind = kind.or_else(|| LinkKind::of_address(address))?;
    record.add_link(Link {
        kind,
        url: address::encoded(address),
    });
    None
}

/// Reads an identifier into the record; says whether it was one.
fn identify(record: &mut Record, text: &str) -> bool {
    if let Some(arxiv) = ArxivId::parse(text) {
        record.arxiv.get_or_insert(arxiv);
        return true;
    }
    if let Some(doi) = Doi::parse(text) {
        record.doi.get_or_insert(doi);
        return true;
    }
    false
}

/// The words of arXiv's feeds: `new`, `cross`, `replace`, `replace-cross`.
fn announcement(word: &str) -> Option<Announcement> {
    match word.trim() {
        "new" => Some(Announcement::New),
        "cross" => Some(Announcement::Cross),
        word if word.starts_with("replace") => Some(Announcement::Replacement),
        _ => None,
    }
}

fn add_topics(
    record: &mut Record,
    names: &[Cow<'_, str>],
    written: Typography,
    faults: &mut Faults,
) {
    let mut surplus = 0;
    for name in names {
        if name.len() > LONGEST_TOPIC {
            let fault = format!(
                "`{}` is too long for a topic; it is left out",
                folded_beginning(name)
            );
            faults.extend(Some(Diagnostic::warning(fault)));
            continue;
        }
        let name = line_of_text(name, written);
        let name = name.trim_start_matches('#').trim_start();
        let topics = &mut record.topics;
        // A year or another number is about nothing.
        let is_name = name.chars().any(char::is_alphabetic)
            && !is_placeholder(name)
            && !address::is_web(name);
        if !is_name || topics.iter().any(|known| known == name) {
            continue;
        }
        if topics.len() < MOST {
            topics.push(name.to_owned());
        } else {
            surplus += 1;
        }
    }
    faults.extend(too_many(surplus, "topics"));
}

/// The beginning of a long text, on one line.
fn folded_beginning(text: &str) -> String {
    const SHOWN: usize = 60;
    folded(&text[..text.floor_char_boundary(SHOWN)]) + "…"
}

fn prose(body: Body<'_>, written: Typography) -> Option<Prose> {
    match body {
        Body::None => None,
        Body::Plain(text) => {
            let text = anchors::resolved(&text);
            let text = unwrapped(&tidied(&text, written));
            (!is_placeholder(&text)).then_some(Prose::Plain(text))
        }
        Body::Markdown(text) => {
            let text = text.trim_matches(['\n', '\r']).trim_end();
            (!is_placeholder(text)).then(|| Prose::Markdown(text.to_owned()))
        }
    }
}

/// A text of one line, as it is to be read.
fn line_of_text(text: &str, written: Typography) -> String {
    folded(&tidied(text, written))
}

fn tidied(text: &str, written: Typography) -> Cow<'_, str> {
    match written {
        Typography::Finished => Cow::Borrowed(text),
        Typography::Tex => tex::readable(text),
    }
}
