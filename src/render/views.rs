//! What templates see: the contract with themes, version `api = "1"`.
//!
//! Templates never see the model, only the types below, turned into template values field by
//! field. Every template has `site` ([`SiteView`]) and `page` ([`PageView`]); the table says what
//! else each one has.
//!
//! | template        | also has                                                                                   |
//! |-----------------|--------------------------------------------------------------------------------------------|
//! | `index.html`    | `trending` (list of [`RisingView`], the first five), `digest` ([`DigestView`], the newest, or none), `mentions` (its first 120), `digests` ([`DigestCard`], the ten newest), `topics` ([`TopicCard`], the 40 largest) |
//! | `digest.html`   | `digest` ([`DigestView`]), `mentions` (list of [`MentionView`])                            |
//! | `paper.html`    | `paper` ([`PaperView`])                                                                    |
//! | `topics.html`   | `topics` (list of [`TopicCard`], by name)                                                  |
//! | `topic.html`    | `topic` ([`TopicView`]), `papers` (list of [`PaperCard`], newest first), `pager` ([`PagerView`]) |
//! | `authors.html`  | `authors` (list of [`AuthorCard`], by family name; the 2,000 with the most papers) |
//! | `author.html`   | `author` ([`AuthorView`]), `papers` (list of [`PaperCard`], newest first), `co_authors` (list of [`AuthorCard`], those with the most common papers) |
//! | `trending.html` | `trending` (list of [`RisingView`]), `formula` ([`FormulaView`])                          |
//! | `period.html`   | `period` ([`PeriodView`]), `digests` (list of [`DigestCard`], newest first), `papers` (list of [`PaperCard`], the best first) |
//! | `archive.html`  | `years` (list of [`YearView`], newest first), `weekdays` (their seven names, from Monday)  |
//! | `page.html`     | `body_html`, the standing page's text                                                      |
//! | `subscribe.html` | `subscription` ([`SubscriptionView`]); the form is `site.subscribe`            |
//! | `email/newsletter.html`, `email/newsletter.txt` | `newsletter` ([`NewsletterView`]); the styles of the first are put into its elements when it is sent, but for those in a `style` element with `data-css-inline="keep"` |
//! | `reading.html`  | nothing more: what a reader keeps is on the reader's device                                |
//! | `search.html`   | `search` ([`SearchView`]), `topics` ([`TopicCard`], the 40 largest) |
//! | `404.html`      | `digest` ([`DigestCard`], the newest, or none), `topics` ([`TopicCard`], the 40 largest) |
//! | `redirect.html` | `target`, the address that the page moved to, relative to this one                         |
//! | `card.svg`      | `card` ([`CardView`]); it has no `page`, and is drawn as the picture `page.card` of others  |
//!
//! Two rules hold everywhere. A field that ends in `_html` is finished, safe markup: write
//! `{{ x.title_html | safe }}`; every other string is plain text, and the engine escapes it. A
//! `path` is relative to the root of the site: write `{{ page.root }}{{ x.path }}`, which is
//! right at any depth, under any base path, from a disk and in a message.
//!
//! The site's fixed words are asked of the functions `say` and `count`, which know the theme's
//! language tables: `{{ say(of="topics") }}`, `{{ count(of="papers", n=3) }}`. The filter `wrap` sets text in lines of 72 columns: `{{ paper.title | wrap(first="1. ", rest="   ") }}`. Every text among the
//! views is in the site's language already.
//!
//! An optional field is `none` where the input had nothing; it is never left out, so
//! `{% if paper.venue %}` is always allowed.

mod archive;
mod author;
mod card;
mod newsletter;
mod paper;
mod worked_out;

pub use archive::*;
pub use author::*;
pub use card::*;
pub use newsletter::*;
pub use paper::*;
pub use worked_out::*;

use serde::Serialize;

/// The names under which templates find the views: `site`, which is global, and those of the table.
pub const NAMES: &[&str] = &[
    "author",
    "authors",
    "body_html",
    "card",
    "co_authors",
    "digest",
    "digests",
    "formula",
    "mentions",
    "newsletter",
    "page",
    "pager",
    "paper",
    "papers",
    "period",
    "search",
    "site",
    "subscription",
    "target",
    "topic",
    "topics",
    "trending",
    "weekdays",
    "years",
];

/// The site as a whole; the same on every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    pub title: String,
    /// One line under the title; may be empty.
    pub description: String,
    /// Who publishes the site; may be empty.
    pub author: String,
    /// BCP 47 tag for the `lang` attribute.
    pub language: String,
    /// Absolute address of the root, with a final slash, where it is configured.
    pub base_url: Option<String>,
    /// Product name and version, for `<meta name="generator">`.
    pub generator: String,
    pub paper_count: usize,
    pub digest_count: usize,
    pub topic_count: usize,
    /// Authors with a page.
    pub author_count: usize,
    /// Whether there is a page `search.html`.
    pub has_search: bool,
    /// Whether there is Offprint's page `subscribe.html`, and no standing page in its place.
    pub has_subscribe: bool,
    /// The form by which readers subscribe by mail, where a service is configured.
    pub subscribe: Option<SubscribeFormView>,
    /// Standing pages such as *About*, by title.
    pub pages: Vec<LinkView>,
}

/// The page being rendered.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// Which kind of page: `index`, `digest`, `paper`, `topics`, `topic`, `trending`, `period`,
    /// `archive`, `authors`, `author`, `page`, `reading`, `subscribe`, `newsletter`, `search`, `404`,
    /// `redirect`.
    pub kind: &'static str,
    /// Path of the page from the root of the site.
    pub path: String,
    /// What leads from this page to the root: empty, or `../`, or absolute on the 404 page,
    /// which a host serves at any depth.
    pub root: String,
    /// Title without the site's name, as plain text; empty on the front page.
    pub title: String,
    /// One sentence for search engines, as plain text; may be empty.
    pub description: String,
    /// Absolute address of this page, where `base_url` is configured; that of the digest for a
    /// newsletter.
    pub canonical: Option<String>,
    /// Feeds to offer, that of the site first; none where `base_url` is not configured.
    pub feeds: Vec<FeedView>,
    /// What the page is, as JSON-LD that is safe in a `script` element of the type
    /// `application/ld+json`, where `base_url` is configured.
    pub json_ld: Option<String>,
    /// Absolute address of the picture to show beside a link to this page, 1200 by 630 pixels, where
    /// `base_url` is configured and cards are not turned off; none on `404` and `redirect`.
    pub card: Option<String>,
    /// What that picture says, as plain text; empty where there is none.
    pub card_alt: String,
}

/// A feed that feed readers find.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    pub title: String,
    pub path: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
}

/// A link to another page of the site.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    pub title: String,
    pub title_html: String,
    pub path: String,
}

/// A digest with what its page says about it; its papers are `mentions`.
#[derive(Debug, Clone, Serialize)]
pub struct DigestView {
    pub path: String,
    /// Title, or the date written out where the digest has none.
    pub title: String,
    pub title_html: String,
    /// Whether `title` is the digest's own, not its date.
    pub has_title: bool,
    /// ISO date.
    pub date: String,
    /// The date written out: `23 November 2026`.
    pub date_text: String,
    pub introduction_html: String,
    pub paper_count: usize,
    /// Topics of its papers, the most frequent first.
    pub topics: Vec<RegisterView>,
    /// Against the digest before it, where the two have papers in common.
    pub changes: Option<ChangesView>,
    /// The week, the month and the year of the digest.
    pub periods: Vec<LinkView>,
    pub older: Option<LinkView>,
    pub newer: Option<LinkView>,
    /// Paths of the digest as JSON and as Markdown.
    pub json_path: String,
    pub md_path: String,
    /// Path of the newsletter of its day, where newsletters have pages.
    pub newsletter_path: Option<String>,
    /// Paths of its papers as BibTeX, RIS and CSL-JSON, where it has any.
    pub bib_path: Option<String>,
    pub ris_path: Option<String>,
    pub csl_path: Option<String>,
}

/// A topic in a digest's register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterView {
    pub path: String,
    pub name: String,
    /// Ranks of the digest's papers on this topic.
    pub ranks: Vec<usize>,
}

/// A digest in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DigestCard {
    pub path: String,
    pub title: String,
    pub title_html: String,
    pub has_title: bool,
    pub date: String,
    pub date_text: String,
    /// Day of the month, for lists under a month's heading.
    pub day: i8,
    pub paper_count: usize,
}

/// A topic in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TopicCard {
    pub path: String,
    pub name: String,
    pub paper_count: usize,
    /// First sentence of a declared topic's introduction, as inline markup; may be empty.
    pub summary_html: String,
    pub course: Option<CourseView>,
}

/// A topic with what its page says about it.
#[derive(Debug, Clone, Serialize)]
pub struct TopicView {
    pub path: String,
    pub name: String,
    /// Introduction of a declared topic, on its first page; may be empty.
    pub introduction_html: String,
    pub paper_count: usize,
    pub parent: Option<LinkView>,
    pub children: Vec<LinkView>,
    /// Topics that share papers with this one, the closest first, at most six.
    pub neighbours: Vec<LinkView>,
    /// Whether the topic was found in the text, and nobody named it.
    pub is_found: bool,
    pub course: Option<CourseView>,
    /// Its papers with the most votes, on its first page; fewer than all of them, at most eight.
    pub most_voted: Vec<VotedView>,
    /// Path of its Atom feed, where the site has an address and the topic has papers.
    pub feed_path: Option<String>,
    /// Paths of its papers as BibTeX, RIS and CSL-JSON, where it has any.
    pub bib_path: Option<String>,
    pub ris_path: Option<String>,
    pub csl_path: Option<String>,
}

/// Where a page stands among the pages of one list.
#[derive(Debug, Clone, Serialize)]
pub struct PagerView {
    /// Number of this page, from 1.
    pub number: usize,
    /// Number of pages.
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// Pages worth a link: the first, the last and those around this one, in order.
    pub pages: Vec<PagerLink>,
}

/// Where the search index is.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// Paths of its bundles, newest first, without a final slash. Each is whole by itself; Pagefind
    /// merges them (pagefind.app/docs/multisite).
    pub bundles: Vec<String>,
    /// Path of a list of words, the most frequent first, by which mistyped words can be corrected.
    pub words_path: &'static str,
    /// How a day is written in the site's language, with the blanks `{day}`, `{month}` and `{year}`.
    pub day_form: String,
    /// The names of the months, from January.
    pub months: Vec<String>,
}

/// A page among those of a list.
#[derive(Debug, Clone, Serialize)]
pub struct PagerLink {
    /// From 1.
    pub number: usize,
    pub path: String,
    /// Whether pages before it are left out.
    pub is_after_gap: bool,
}
