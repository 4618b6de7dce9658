//! The values that each page's template gets.

mod archive;
mod author;
mod calendar;
mod changes;
mod digest;
mod front;
pub mod newsletter;
mod paper;
mod period;
mod search;
pub mod sections;
mod subscribe;
mod topic;
mod trending;

use super::cards;
use super::scene::Scene;
use super::structured::{self, Said};
use super::views::{FeedView, PageView};
use crate::markup::{self, Place};
use crate::pages::file::Feed;
use crate::pages::{Page, Shows, permalinks};
pub use front::description as front_description;
use tera::{Context, Value};

/// Everything that the template of a page sees beside `site`. Pages that are no HTML have only
/// `page`.
pub fn context(scene: &Scene<'_>, page: &Page) -> Context {
    let mut context = Context::new();
    let at = Spot::of(scene, page);
    let word = |name: &str| scene.language.word(name).to_owned();
    let (kind, title, description) = match &page.shows {
        Shows::Index => {
            front::index(scene, at, &mut context);
            ("index", String::new(), front::description(scene))
        }
        Shows::NotFound => {
            front::not_found(scene, &mut context);
            ("404", word("title_404"), String::new())
        }
        Shows::Paper(index) => {
            let title = scene.library().paper(*index).title.clone();
            paper::fill(scene, at, *index, &mut context);
            ("paper", title, paper::description(scene, *index))
        }
        Shows::Topics => {
            topic::list(scene, &mut context);
            ("topics", word("topics"), word("description_topics"))
        }
        Shows::Topic { topic, number } => {
            topic::fill(scene, at, *topic, *number, &mut context);
            let (title, description) = topic::title(scene, *topic, *number);
            ("topic", title, description)
        }
        Shows::Authors => {
            author::list(scene, &mut context);
            ("authors", word("authors"), word("description_authors"))
        }
        Shows::Author(index) => {
            author::fill(scene, *index, &mut context);
            let (title, description) = author::title(scene, *index);
            ("author", title, description)
        }
        Shows::Trending => {
            trending::fill(scene, &mut context);
            (
                "trending",
                word("title_trending"),
                word("description_trending"),
            )
        }
        Shows::Period(index) => {
            period::fill(scene, *index, &mut context);
            let (title, description) = period::title(scene, *index);
            ("period", title, description)
        }
        Shows::Search => {
            search::fill(scene, &mut context);
            ("search", word("search"), word("description_search"))
        }
        Shows::Subscribe => {
            subscribe::fill(scene, &mut context);
            (
                "subscribe",
                word("subscribe"),
                word("description_subscribe"),
            )
        }
        Shows::Newsletter(index) => {
            let wanted = newsletter::Wanted::page(*index);
            let title = newsletter::fill(scene, &wanted, &mut context);
            ("newsletter", title, String::new())
        }
        Shows::Reading => ("reading", word("reading"), word("description_reading")),
        Shows::Archive => {
            archive::fill(scene, &mut context);
            (
                "archive",
                word("title_archive"),
                word("description_archive"),
            )
        }
        Shows::Digest(index) => {
            digest::fill(scene, at, *index, usize::MAX, &mut context);
            let (title, description) = digest::title(scene, *index);
            ("digest", title, description)
        }
        Shows::Standing(index) => {
            let standing = &scene.content.standing[*index];
            let body = at.markdown(scene, &standing.body, "text-");
            context.insert_value("body_html", Value::from(body));
            let beginning =
                || markup::excerpt(&markup::text_of_markdown(&standing.body), DESCRIPTION);
            let description = standing.description.clone().unwrap_or_else(beginning);
            ("page", standing.title.clone(), description)
        }
        Shows::Redirect(target) => {
            context.insert("target", &format!("{}{target}", at.root));
            ("redirect", word("title_redirect"), String::new())
        }
        Shows::File(_) => ("file", String::new(), String::new()),
    };
    let (card, card_alt) = cards::of_page(scene, page);
    let (title, description) = (markup::bare(&title), markup::bare(&description));
    let said = Said {
        title: &title,
        description: &description,
    };
    let view = PageView {
        kind,
        path: page.path.clone(),
        root: at.root.to_owned(),
        canonical: canonical(scene, page),
        feeds: feeds(scene, page),
        json_ld: structured::data(scene, page, said),
        title,
        description,
        card,
        card_alt,
    };
    context.insert("page", &view);
    context
}

/// The feeds that a page offers: that of the site first, then those nearer to the page.
fn feeds(scene: &Scene<'_>, page: &Page) -> Vec<FeedView> {
    let library = scene.library();
    if scene.options.base_url.is_none() || library.papers.is_empty() {
        return Vec::new();
    }
    let site = &scene.options.title;
    let mut offered = vec![(Feed::Site, site.clone()), (Feed::SiteJson, site.clone())];
    match page.shows {
        Shows::Newsletter(_) => return Vec::new(),
        Shows::Index | Shows::Archive | Shows::Subscribe | Shows::Digest(_) | Shows::Period(_) => {
            let digests = scene.language.word("digests");
            offered.push((Feed::Digests, format!("{site}: {digests}")));
        }
        Shows::Topic { topic, .. } => {
            let name = &library.topic(topic).name;
            offered.push((Feed::Topic(topic), format!("{site}: {name}")));
        }
        Shows::Author(author) => {
            let name = &library.author(author).name;
            offered.push((Feed::Author(author), format!("{site}: {name}")));
        }
        _ => {}
    }
    let is_there = |feed: &Feed| match feed {
        Feed::Topic(topic) => !library.topic(*topic).papers.is_empty(),
        _ => true,
    };
    offered.retain(|(feed, _)| is_there(feed));
    offered
        .into_iter()
        .map(|(feed, title)| FeedView {
            title,
            path: permalinks::feed(feed, library),
            media_type: match feed {
                Feed::SiteJson => "application/feed+json",
                _ => "application/atom+xml",
            },
        })
        .collect()
}

/// Places by which something rose from one rank to another; negative where it fell.
fn rose(from: usize, to: usize) -> i64 {
    let rank = |rank: usize| i64::try_from(rank).unwrap_or(i64::MAX);
    rank(from) - rank(to)
}

/// Longest description for search engines, in characters.
const DESCRIPTION: usize = 160;

/// Where a page stands, for what has to be written relative to it.
#[derive(Clone, Copy)]
struct Spot<'a> {
    /// What leads to the root of the site.
    root: &'a str,
}

impl<'a> Spot<'a> {
    fn of(scene: &Scene<'a>, page: &Page) -> Self {
        let root = match page.shows {
            // A host serves this page for missing addresses at any depth.
            Shows::NotFound => scene
                .options
                .base_url
                .as_deref()
                .map_or("/", permalinks::base_path),
            _ if page.path.contains('/') => "../",
            _ => "",
        };
        Self { root }
    }

    /// Block markup of an editor's text; `scope` keeps the ids of several texts on a page apart.
    fn markdown(self, scene: &Scene<'_>, source: &str, scope: &str) -> String {
        let place = Place {
            root: self.root,
            scope,
        };
        markup::markdown(source, place, scene.options.markup)
    }

    /// The same for a text below a heading of that level.
    fn markdown_below(
        self,
        scene: &Scene<'_>,
        source: &str,
        scope: &str,
        heading: usize,
    ) -> String {
        let place = Place {
            root: self.root,
            scope,
        };
        markup::markdown_below(source, place, heading, scene.options.markup)
    }
}

/// Absolute address of the page itself; of the page that it leads to, for a redirect, and of the digest
/// for a newsletter. A page for
/// missing addresses has none.
pub fn canonical(scene: &Scene<'_>, page: &Page) -> Option<String> {
    let base = scene.options.base_url.as_ref()?;
    let path = match &page.shows {
        Shows::NotFound => return None,
        Shows::Redirect(target) => target,
        // The same in another form.
        Shows::Newsletter(digest) => {
            let path = permalinks::digest(scene.library().digest(*digest));
            return Some(format!("{base}{path}"));
        }
        _ => &page.path,
    };
    // The front page has one address, and it is the folder's.
    let path = if path == permalinks::INDEX { "" } else { path };
    Some(format!("{base}{path}"))
}
