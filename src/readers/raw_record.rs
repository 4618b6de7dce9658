//! A paper as a reader finds it.
//!
//! What readers fill and [`super::record`] makes a mention of: text under the names of the model, and
//! nothing cleaned. Left out: every rule of what such text means.

use crate::model::link::LinkKind;
use std::borrow::Cow;

/// A paper as a reader finds it: every field optional, nothing cleaned.
#[derive(Debug, Clone, Default)]
pub struct RawRecord<'a> {
    /// Plain text with math spans.
    pub title: Cow<'a, str>,
    pub authors: Vec<Cow<'a, str>>,
    pub body: Body<'a>,
    /// The editor's note, in Markdown.
    pub note: Option<Cow<'a, str>>,
    /// Identifiers in any form: arXiv ids, DOIs, or addresses of either.
    pub ids: Vec<Cow<'a, str>>,
    /// Addresses, with what they lead to where the format says so.
    pub addresses: Vec<(Option<LinkKind>, Cow<'a, str>)>,
    pub date: Option<Cow<'a, str>>,
    pub venue: Option<Cow<'a, str>>,
    /// Path of a picture among the site's own files.
    pub picture: Option<Cow<'a, str>>,
    pub topics: Vec<Cow<'a, str>>,
    pub votes: Option<u64>,
    /// How arXiv announced the paper: `new`, `cross`, `replace` or `replace-cross`.
    pub announcement: Option<Cow<'a, str>>,
    pub former_keys: Vec<Cow<'a, str>>,
    /// Names of files and pages in which an arXiv id may hide, for a record without one.
    pub slugs: Vec<Cow<'a, str>>,
    pub typography: Typography,
    /// Whether the digest cites the paper, so that an identifier without a title is enough.
    pub is_citation: bool,
}

impl RawRecord<'_> {
    /// The record by itself, when the text it was read from goes.
    pub fn into_owned(self) -> RawRecord<'static> {
        let text = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let texts = |texts: Vec<Cow<'_, str>>| texts.into_iter().map(text).collect();
        RawRecord {
            title: text(self.title),
            authors: texts(self.authors),
            body: match self.body {
                Body::None => Body::None,
                Body::Plain(body) => Body::Plain(text(body)),
                Body::Markdown(body) => Body::Markdown(text(body)),
            },
            note: self.note.map(text),
            ids: texts(self.ids),
            addresses: self
                .addresses
                .into_iter()
                .map(|(kind, address)| (kind, text(address)))
                .collect(),
            date: self.date.map(text),
            venue: self.venue.map(text),
            picture: self.picture.map(text),
            topics: texts(self.topics),
            votes: self.votes,
            announcement: self.announcement.map(text),
            former_keys: texts(self.former_keys),
            slugs: texts(self.slugs),
            typography: self.typography,
            is_citation: self.is_citation,
        }
    }
}

/// How the texts of a raw record are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Typography {
    /// As they are to be read; nothing but white space is changed.
    #[default]
    Finished,
    /// With the TeX that arXiv and bibliographies keep outside formulas: accents, dashes, quotes,
    /// `\%`, `\emph{…}`.
    Tex,
}

/// The abstract of a raw record.
#[derive(Debug, Clone, Default)]
pub enum Body<'a> {
    #[default]
    None,
    /// Imported text, perhaps wrapped over lines.
    Plain(Cow<'a, str>),
    /// An editor's Markdown.
    Markdown(Cow<'a, str>),
}
