//! What many pages share, worked out once: the cards of all papers and topics, and which topics
//! are neighbours.

use super::pictures::Sizes;
use super::views::{DigestCard, LinkView, PaperCard, PictureView, SiteView, TopicCard};
use super::{Content, Options, course};
use crate::markup::{self, Foreign};
use crate::model::digest::Prose;
use crate::model::library::{DigestIndex, Edition, Library, PaperIndex, TopicIndex};
use crate::model::paper::Paper;
use crate::model::period::Span;
use crate::pages::cards::Card;
use crate::pages::{Shows, permalinks};
use crate::theme::language::Language;
use rayon::prelude::*;
use std::collections::BTreeSet;
use tera::Value;

/// Longest beginning of an abstract on a card, in characters.
const EXCERPT: usize = 420;

/// Authors named on a card.
const NAMED_AUTHORS: usize = 6;

/// Neighbours named on a topic's page.
const NEIGHBOURS: usize = 6;

/// The content of a site with the values that its pages share.
#[derive(Debug)]
pub struct Scene<'a> {
    pub content: Content<'a>,
    pub options: &'a Options,
    /// The site's fixed words.
    pub language: &'a Language,
    /// Pictures of papers that are there.
    pictures: Sizes,
    /// A card a paper. Values are shared, so that a list of them costs no copying.
    pub paper_cards: Vec<Value>,
    pub topic_links: Vec<LinkView>,
    pub digest_links: Vec<LinkView>,
    /// For each paper the language of its title, where that is not the site's.
    foreign: Vec<Option<Foreign>>,
    /// For each topic those below it, by name.
    pub children: Vec<Vec<TopicIndex>>,
    /// For each topic those that share papers with it, the closest first.
    pub neighbours: Vec<Vec<TopicIndex>>,
    /// The pictures for sharing that there are.
    pub cards: BTreeSet<Card>,
    /// Weeks, months and years that have a page.
    spans: BTreeSet<Span>,
}

impl<'a> Scene<'a> {
    pub fn new(
        content: Content<'a>,
        options: &'a Options,
        language: &'a Language,
        pictures: Sizes,
    ) -> Self {
        let library = content.library;
        let mut scene = Self {
            content,
            options,
            language,
            pictures,
            paper_cards: Vec::new(),
            topic_links: library
                .topics
                .iter()
                .map(|topic| {
                    link(
                        &topic.name,
                        markup::escape(&topic.name),
                        permalinks::topic(topic, 1),
                    )
                })
                .collect(),
            digest_links: Vec::new(),
            foreign: foreign(library, &options.language),
            children: children(library),
            neighbours: neighbours(library),
            cards: cards(content),
            spans: library.periods.iter().map(|period| period.span).collect(),
        };
        scene.digest_links = library
            .digests
            .iter()
            .map(|d| scene.edition_link(d))
            .collect();
        scene.paper_cards = (0..library.papers.len())
            .into_par_iter()
            .with_min_len(32)
            .map(|index| Value::from_serializable(&scene.paper_card(PaperIndex(index))))
            .collect();
        scene
    }

    pub fn library(&self) -> &'a Library {
        self.content.library
    }

    pub fn site(&self) -> SiteView {
        let mut pages: Vec<LinkView> = self
            .content
            .standing
            .iter()
            .map(|page| {
                link(
                    &page.title,
                    self.inline(&page.title),
                    permalinks::standing(page),
                )
            })
            .collect();
        pages.sort_by(|a, b| a.title.cmp(&b.title));
        SiteView {
            title: self.options.title.clone(),
            description: self.options.description.clone(),
            author: self.options.author.clone(),
            language: self.options.language.clone(),
            base_url: self.options.base_url.clone(),
            generator: concat!("Offprint ", env!("CARGO_PKG_VERSION")).to_owned(),
            paper_count: self.library().papers.len(),
            digest_count: self.library().digests.len(),
            topic_count: self.library().topics.len(),
            pages,
        }
    }

    /// A line of text as inline markup.
    pub fn inline(&self, text: &str) -> String {
        markup::inline(text, self.options.markup)
    }

    /// A link whose title may have math, and may be in a language that is not the site's.
    fn text_link(&self, title: &str, path: String, foreign: Option<Foreign>) -> LinkView {
        let html = in_language(self.inline(title), foreign);
        link(&markup::bare(title), html, path)
    }

    /// The language of a paper's abstract, where that is not the site's.
    pub fn foreign_abstract(&self, paper: &Paper) -> Option<Foreign> {
        let (Prose::Markdown(text) | Prose::Plain(text)) = paper.abstract_text.as_ref()?;
        markup::foreign(text, &self.options.language)
    }

    pub fn topic_links_of(&self, paper: PaperIndex) -> Vec<LinkView> {
        self.library().topics_of[paper.0]
            .iter()
            .map(|topic| self.topic_links[topic.0].clone())
            .collect()
    }

    pub fn paper_link(&self, index: PaperIndex) -> LinkView {
        let paper = self.library().paper(index);
        let path = permalinks::paper(&paper.key);
        self.text_link(&paper.title, path, self.foreign[index.0])
    }

    pub fn digest_link(&self, digest: DigestIndex) -> LinkView {
        self.digest_links[digest.0].clone()
    }

    /// The page of a week, a month or a year, if there is one.
    pub fn span_link(&self, span: Span) -> Option<LinkView> {
        let title = self.language.span(span);
        let is_there = self.spans.contains(&span);
        is_there.then(|| link(&title, markup::escape(&title), permalinks::span(span)))
    }

    fn edition_link(&self, digest: &Edition) -> LinkView {
        let path = permalinks::digest(digest);
        match &digest.title {
            Some(title) => {
                let foreign = markup::foreign(title, &self.options.language);
                self.text_link(title, path, foreign)
            }
            None => {
                let date = self.language.date(digest.date);
                link(&date, markup::escape(&date), path)
            }
        }
    }

    pub fn digest_card(&self, index: DigestIndex) -> DigestCard {
        let digest = self.library().digest(index);
        let LinkView {
            title,
            title_html,
            path,
        } = self.digest_link(index);
        DigestCard {
            path,
            title,
            title_html,
            has_title: digest.title.is_some(),
            date: digest.date.to_string(),
            date_text: self.language.date(digest.date),
            day: digest.date.day(),
            paper_count: digest.papers.len(),
        }
    }

    pub fn topic_card(&self, index: TopicIndex) -> TopicCard {
        let topic = self.library().topic(index);
        let introduction = topic.introduction.as_deref().map(markup::text_of_markdown);
        TopicCard {
            path: permalinks::topic(topic, 1),
            name: topic.name.clone(),
            paper_count: topic.papers.len(),
            summary_html: introduction.map_or_else(String::new, |text| {
                self.inline(markup::first_sentence(&text))
            }),
            course: course::of_topic(self, index),
        }
    }

    /// Topics with papers, those with most papers first.
    pub fn largest_topics(&self) -> Vec<TopicIndex> {
        let topics = &self.library().topics;
        let mut order: Vec<TopicIndex> = (0..topics.len()).map(TopicIndex).collect();
        order.retain(|index| !topics[index.0].papers.is_empty());
        order.sort_by_key(|index| (std::cmp::Reverse(topics[index.0].papers.len()), *index));
        order
    }

    /// The beginning of a paper's abstract as plain text with math spans.
    pub fn excerpt(&self, paper: PaperIndex, limit: usize) -> String {
        match &self.library().paper(paper).abstract_text {
            Some(Prose::Plain(text)) => markup::excerpt(text, limit),
            Some(Prose::Markdown(text)) => markup::excerpt(&markup::text_of_markdown(text), limit),
            None => String::new(),
        }
    }

    /// A paper's picture, if it has one that is there.
    pub fn picture(&self, paper: &Paper) -> Option<PictureView> {
        let path = paper.picture.as_ref()?;
        let (width, height) = *self.pictures.get(path)?;
        Some(PictureView {
            path: permalinks::file(path),
            width,
            height,
        })
    }

    /// Authors in one line: all of them up to four, else three and the number of the others.
    fn by(&self, paper: &Paper) -> String {
        let authors = &paper.authors;
        let joined = |names: &[String], last: &str| {
            let blanks = [("names", &*names.join(", ")), ("last", last)];
            self.language.say("names_last", &blanks)
        };
        match authors.len() {
            0 => String::new(),
            _ if paper.has_more_authors => {
                let named = authors.len().min(NAMED_AUTHORS);
                format!(
                    "{} {}",
                    authors[..named].join(", "),
                    self.language.word("et_al")
                )
            }
            1 => authors[0].clone(),
            2..=4 => joined(&authors[..authors.len() - 1], &authors[authors.len() - 1]),
            count => joined(&authors[..3], &self.language.count("others", count - 3)),
        }
    }

    fn paper_card(&self, index: PaperIndex) -> PaperCard {
        let library = self.library();
        let paper = library.paper(index);
        let named = paper.authors.len().min(NAMED_AUTHORS);
        let newest = paper.newest_mention().digest;
        let LinkView {
            title,
            title_html,
            path,
        } = self.paper_link(index);
        PaperCard {
            key: paper.key.clone(),
            path,
            title,
            title_html,
            by: self.by(paper),
            authors: paper.authors[..named].to_vec(),
            more_authors: paper.authors.len() - named,
            has_more_authors: paper.has_more_authors,
            excerpt_html: in_language(
                self.inline(&self.excerpt(index, EXCERPT)),
                self.foreign_abstract(paper),
            ),
            topics: self.topic_links_of(index),
            date: paper.date.map(|date| date.to_string()),
            date_text: paper.date.map(|date| self.language.partial_date(date)),
            venue: paper.venue.clone(),
            votes: library.votes_of[index.0],
            picture: self.picture(paper),
            digest: self.digest_link(newest),
            shown: library.digest(newest).date.to_string(),
        }
    }
}

/// A link within the site.
pub fn link(title: &str, title_html: String, path: String) -> LinkView {
    LinkView {
        title: title.to_owned(),
        title_html,
        path,
    }
}

/// The language of each paper's title, where it is not the site's. A title may be too short to show
/// that it is English; its abstract tells.
fn foreign(library: &Library, site: &str) -> Vec<Option<Foreign>> {
    let papers = library.papers.par_iter().with_min_len(64);
    papers
        .map(|paper| {
            markup::foreign(&paper.title, site).or_else(|| {
                let (Prose::Plain(text) | Prose::Markdown(text)) = paper.abstract_text.as_ref()?;
                markup::foreign(text, site)
                    .filter(|foreign| foreign.tag == "en" && paper.title.is_ascii())
            })
        })
        .collect()
}

/// Inline markup that says its language, where that is not the site's.
fn in_language(html: String, foreign: Option<Foreign>) -> String {
    match foreign {
        Some(Foreign { tag, is_rtl }) if !html.is_empty() => {
            let direction = if is_rtl { " dir=\"rtl\"" } else { "" };
            format!("<span lang=\"{tag}\"{direction}>{html}</span>")
        }
        _ => html,
    }
}

fn cards(content: Content<'_>) -> BTreeSet<Card> {
    let shown = content.pages.iter().filter_map(|page| match page.shows {
        Shows::Card(card) => Some(card),
        _ => None,
    });
    shown.collect()
}

fn children(library: &Library) -> Vec<Vec<TopicIndex>> {
    let mut children = vec![Vec::new(); library.topics.len()];
    for (index, topic) in library.topics.iter().enumerate() {
        if let Some(parent) = topic.parent {
            children[parent.0].push(TopicIndex(index));
        }
    }
    children
}

/// Topics that share papers, by how many they share in proportion to their size (cosine).
fn neighbours(library: &Library) -> Vec<Vec<TopicIndex>> {
    let count = library.topics.len();
    (0..count)
        .into_par_iter()
        .map_init(
            || vec![0_u32; count],
            |shared, topic| {
                let papers = &library.topics[topic].papers;
                let mut met: Vec<TopicIndex> = Vec::new();
                for other in papers.iter().flat_map(|paper| &library.topics_of[paper.0]) {
                    if other.0 != topic {
                        if shared[other.0] == 0 {
                            met.push(*other);
                        }
                        shared[other.0] += 1;
                    }
                }
                // Compared as whole numbers, so that the order is the same on every machine:
                // shared² / size orders as shared / √size does.
                met.sort_by(|a, b| {
                    let weight = |t: &TopicIndex| {
                        (
                            u128::from(shared[t.0]).pow(2),
                            library.topics[t.0].papers.len() as u128,
                        )
                    };
                    let ((wa, na), (wb, nb)) = (weight(a), weight(b));
                    (wb * na).cmp(&(wa * nb)).then(a.cmp(b))
                });
                for other in &met {
                    shared[other.0] = 0;
                }
                met.truncate(NEIGHBOURS);
                met
            },
        )
        .collect()
}
