//! What templates see of papers.

use super::{LinkView, PaperCourseView, RelatedView};
use serde::Serialize;

/// An address outside the site.
#[derive(Debug, Clone, Serialize)]
pub struct OutsideLinkView {
    /// `abstract`, `pdf`, `doi`, `code`, `project` or `page`.
    pub kind: &'static str,
    /// The same in a word or two of the site's language.
    pub label: String,
    /// Address with the scheme `http` or `https`.
    pub url: String,
    /// Name of the host, for showing where the link leads.
    pub host: String,
}

/// A paper in a list.
#[derive(Debug, Clone, Serialize)]
pub struct PaperCard {
    pub key: String,
    pub path: String,
    pub title: String,
    pub title_html: String,
    /// Its authors in one line, in the site's language: all of them up to four, else three and the
    /// number of the others; may be empty.
    pub by: String,
    /// The first six authors.
    pub authors: Vec<String>,
    /// How many more there are.
    pub more_authors: usize,
    /// Whether there are authors whom no digest names.
    pub has_more_authors: bool,
    /// The beginning of the abstract (about 420 characters) as inline markup, of the first section where
    /// there is no abstract; may be empty.
    pub excerpt_html: String,
    pub topics: Vec<LinkView>,
    /// ISO date of the paper, where the input had it.
    pub date: Option<String>,
    /// The same, written out.
    pub date_text: Option<String>,
    pub venue: Option<String>,
    /// Largest number of votes that a digest gave.
    pub votes: Option<u64>,
    /// A picture among the site's own files, where the input names one that is there.
    pub picture: Option<PictureView>,
    /// The digest that showed it last, and the ISO date of that.
    pub digest: LinkView,
    pub shown: String,
}

/// A picture of a paper.
#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    pub path: String,
    /// In pixels.
    pub width: usize,
    pub height: usize,
}

/// A paper within a digest.
#[derive(Debug, Clone, Serialize)]
pub struct MentionView {
    /// Place in the digest, from 1.
    pub rank: usize,
    /// Votes that this digest gave.
    pub votes: Option<u64>,
    /// The editor's note in this digest; may be empty.
    pub note_html: String,
    /// Scores and the like that this digest gives.
    pub facts: Vec<FactView>,
    /// `cross` or `replacement`, where arXiv announced it as such on that day.
    pub announcement: Option<&'static str>,
    pub paper: PaperCard,
}

/// A paper with all that its page says.
#[derive(Debug, Clone, Serialize)]
pub struct PaperView {
    pub key: String,
    pub path: String,
    pub title: String,
    pub title_html: String,
    /// Every author that a digest names, in the paper's order.
    pub authors: Vec<String>,
    /// Whether there are authors whom no digest names.
    pub has_more_authors: bool,
    /// For each of them a link to their page; none where authors have no pages.
    pub author_links: Vec<Option<LinkView>>,
    /// Block markup; empty where no digest gave an abstract.
    pub abstract_html: String,
    /// The same as plain text, for programs.
    pub abstract_text: Option<String>,
    /// Language tag of the abstract where its script is not that of the site's language.
    pub abstract_lang: Option<&'static str>,
    /// What digests say beside the abstract, the newest digest first; each text once.
    pub digest_sections: Vec<DigestSectionsView>,
    pub date: Option<String>,
    pub date_text: Option<String>,
    pub venue: Option<String>,
    /// The authors' comment ("12 pages, 3 figures") as inline markup; may be empty.
    pub comment_html: String,
    /// Largest number of votes that a digest gave.
    pub votes: Option<u64>,
    /// A picture among the site's own files, where the input names one that is there.
    pub picture: Option<PictureView>,
    pub topics: Vec<LinkView>,
    pub links: Vec<OutsideLinkView>,
    /// arXiv id without version, and DOI, where known.
    pub arxiv: Option<String>,
    pub doi: Option<String>,
    /// A DOI by which programs find it: its own, else the one that arXiv gives each paper.
    pub any_doi: Option<String>,
    /// ISO date of the digest that showed it first.
    pub first_shown: String,
    /// Where it was shown, newest first.
    pub mentions: Vec<PaperMentionView>,
    /// How it went through the digests, where several showed it.
    pub course: Option<PaperCourseView>,
    /// The papers nearest to it, at most five.
    pub related: Vec<RelatedView>,
    pub citation: CitationView,
    /// The papers before and after it in the digest that showed it last.
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
}

/// The sections that one digest gives about a paper.
#[derive(Debug, Clone, Serialize)]
pub struct DigestSectionsView {
    /// The digest, where several give sections.
    pub digest: Option<LinkView>,
    /// Whether there are several sections and a language model wrote all of them.
    pub is_generated: bool,
    pub sections: Vec<SectionView>,
}

/// A labelled text about a paper.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// Inline markup; empty where it has no label.
    pub label_html: String,
    /// Block markup. Its headings are below one of level 3.
    pub text_html: String,
    /// Language tag of the text where its script is not that of the site's language.
    pub lang: Option<&'static str>,
    /// Whether a language model wrote it, where the input says so.
    pub is_generated: bool,
}

/// A short fact about a paper: "Quality", "8/10".
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    pub label: String,
    pub value: String,
}

/// One digest's mention, on a paper's page.
#[derive(Debug, Clone, Serialize)]
pub struct PaperMentionView {
    pub digest: LinkView,
    /// ISO date of the digest, and the same written out.
    pub date: String,
    pub date_text: String,
    pub rank: usize,
    /// Places by which it rose since the mention before; negative where it fell. None at the first.
    pub rose: Option<i64>,
    pub votes: Option<u64>,
    /// Scores and the like that the digest gives.
    pub facts: Vec<FactView>,
    /// What the editor of that digest wrote; may be empty.
    pub note_html: String,
}

/// How to cite a paper.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// One line of text.
    pub text: String,
    /// The same for reference managers: a BibTeX entry, a RIS record, a CSL-JSON item.
    pub bibtex: String,
    pub ris: String,
    pub csl: String,
}
