//! What many pages share, worked out once: the cards of all papers and topics, and which topics
//! are neighbours.

mod kin;
mod papers;

use super::pictures::Sizes;
use super::views::{DigestCard, LinkView, SiteView, TopicCard};
use super::{Content, Options, course};
use crate::markup::{self, Foreign};
use crate::model::library::{DigestIndex, Edition, Library, PaperIndex, TopicIndex};
use crate::model::period::Span;
use crate::pages::cards::Card;
use crate::pages::file::File;
use crate::pages::{Shows, permalinks};
use crate::theme::language::Language;
use papers::in_language;
use rayon::prelude::*;
use std::collections::BTreeSet;
use tera::Value;

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
            foreign: papers::foreign(library, &options.language),
            children: kin::children(library),
            neighbours: kin::neighbours(library),
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

    /// Absolute address of the root, with a final slash; empty where the site has none.
    pub fn base(&self) -> &'a str {
        self.options.base_url.as_deref().unwrap_or_default()
    }

    /// How many papers have an English title on a site of another language.
    pub fn english_titles(&self) -> usize {
        let foreign = self.foreign.iter().flatten();
        foreign.filter(|foreign| foreign.tag == "en").count()
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
            author_count: self.library().authors.len(),
            has_search: self
                .content
                .pages
                .iter()
                .any(|page| page.shows == Shows::Search),
            has_subscribe: self
                .content
                .pages
                .iter()
                .any(|page| page.shows == Shows::Subscribe),
            subscribe: self.options.subscribe.clone(),
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
}

/// A link within the site.
pub fn link(title: &str, title_html: String, path: String) -> LinkView {
    LinkView {
        title: title.to_owned(),
        title_html,
        path,
    }
}

fn cards(content: Content<'_>) -> BTreeSet<Card> {
    let shown = content.pages.iter().filter_map(|page| match page.shows {
        Shows::File(File::Card(card)) => Some(card),
        _ => None,
    });
    shown.collect()
}
