//! A digest as a newsletter: what was trending on its day, then its papers by topic.
//!
//! Each paper is named once. How much is said of it depends on how much room there is, which is
//! [`Detail`]'s; a reader's own choice of topics is in [`Wanted`]. Left out: the form of a message.

mod groups;

use super::DESCRIPTION;
use crate::markup;
use crate::model::digest::Prose;
use crate::model::library::{DigestIndex, Edition, PaperIndex, TopicIndex};
use crate::model::paper::PlacedPaper;
use crate::pages::{Page, Shows, permalinks};
use crate::render::scene::Scene;
use crate::render::views::{
    LetterGroupView, LetterPaperView, LinkView, MailView, NewsletterView, PageView,
};
use std::collections::BTreeSet;
use tera::Context;

/// Trending papers that a newsletter begins with.
const TRENDING: usize = 5;

/// Longest introduction, in characters.
const INTRODUCTION: usize = 600;

/// Longest subject. More than about 60 characters are not shown in lists of mail.
const SUBJECT: usize = 120;

/// Titles that stand beside the subject.
const AT_ONCE: usize = 3;

/// How much a newsletter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    /// Longest text of a trending paper, in characters, and of another; 0 for none.
    pub trending: usize,
    pub others: usize,
    /// Papers that are named at most, beside those that are trending.
    pub papers: usize,
}

impl Detail {
    /// From the fullest to the shortest that names every paper.
    pub const STEPS: [Self; 4] = [
        Self::of(320, 220),
        Self::of(240, 120),
        Self::of(160, 0),
        Self::of(0, 0),
    ];

    const fn of(trending: usize, others: usize) -> Self {
        Self {
            trending,
            others,
            papers: usize::MAX,
        }
    }
}

/// Which newsletter is wanted.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    pub digest: DigestIndex,
    /// The reader's choice; all topics where it is empty.
    pub topics: &'a [TopicIndex],
    pub detail: Detail,
    /// What only a message says.
    pub mail: Option<MailView>,
}

impl Wanted<'_> {
    /// The page that shows the newsletter.
    pub fn page(digest: DigestIndex) -> Self {
        Self {
            digest,
            topics: &[],
            detail: Detail::STEPS[0],
            mail: None,
        }
    }

    fn is_chosen(&self, scene: &Scene<'_>, paper: PaperIndex) -> bool {
        let of_paper = &scene.library().topics_of[paper.0];
        self.topics.is_empty() || self.topics.iter().any(|topic| of_paper.contains(topic))
    }
}

/// Inserts `newsletter`; gives its subject.
pub fn fill(scene: &Scene<'_>, wanted: &Wanted<'_>, context: &mut Context) -> String {
    let view = view(scene, wanted);
    context.insert("newsletter", &view);
    view.subject
}

/// What the templates of a message see, and what is told of it elsewhere.
#[derive(Debug)]
pub struct LetterContext {
    pub context: Context,
    pub subject: String,
    pub papers: usize,
    /// Path of the page that shows it, whether or not there is one.
    pub path: String,
}

/// Everything that the templates of a message see beside `site`. Links are absolute.
pub fn context(scene: &Scene<'_>, wanted: &Wanted<'_>) -> LetterContext {
    let page = Page {
        path: permalinks::newsletter(scene.library().digest(wanted.digest)),
        shows: Shows::Newsletter(wanted.digest),
    };
    let mut context = Context::new();
    let view = view(scene, wanted);
    context.insert("newsletter", &view);
    context.insert(
        "page",
        &PageView {
            kind: "newsletter",
            root: scene.base().to_owned(),
            title: view.subject.clone(),
            description: String::new(),
            canonical: super::canonical(scene, &page),
            feeds: Vec::new(),
            json_ld: None,
            card: None,
            card_alt: String::new(),
            path: page.path.clone(),
        },
    );
    LetterContext {
        context,
        subject: view.subject,
        papers: view.paper_count,
        path: page.path,
    }
}

/// What a newsletter says. It is empty where the digest has no paper on the reader's topics.
pub fn view(scene: &Scene<'_>, wanted: &Wanted<'_>) -> NewsletterView {
    let library = scene.library();
    let digest = library.digest(wanted.digest);
    let chosen: Vec<&PlacedPaper> = digest
        .papers
        .iter()
        .filter(|placed| wanted.is_chosen(scene, placed.paper))
        .collect();
    let leaders = library.leaders_of[wanted.digest.0].iter().copied();
    let leading: Vec<PaperIndex> = leaders
        .filter(|paper| !chosen.is_empty() && wanted.is_chosen(scene, *paper))
        .take(TRENDING)
        .collect();
    let mut writer = Writer {
        scene,
        digest: wanted.digest,
        number: 0,
    };
    let trending: Vec<LetterPaperView> = leading
        .iter()
        .map(|paper| writer.paper(*paper, wanted.detail.trending))
        .collect();
    let led: BTreeSet<PaperIndex> = leading.into_iter().collect();
    let others = chosen.iter().map(|placed| placed.paper);
    let others: Vec<PaperIndex> = others.filter(|paper| !led.contains(paper)).collect();
    let grouped = groups::by_topic(library, &others, wanted.topics);
    let mut room = wanted.detail.papers;
    let mut groups = Vec::new();
    for group in grouped {
        let shown = group.papers.len().min(room);
        room -= shown;
        let papers = group.papers[..shown].iter();
        let papers: Vec<_> = papers
            .map(|paper| writer.paper(*paper, wanted.detail.others))
            .collect();
        if !papers.is_empty() {
            groups.push(LetterGroupView {
                topic: group.topic.map(|topic| scene.topic_links[topic.0].clone()),
                papers,
            });
        }
    }
    let shown: usize = groups.iter().map(|group| group.papers.len()).sum();
    let introduction = digest.introduction.as_deref().map(markup::text_of_markdown);
    NewsletterView {
        subject: subject(scene, digest),
        preheader: preheader(&trending, &groups),
        digest: scene.digest_link(wanted.digest),
        has_title: digest.title.is_some(),
        date: digest.date.to_string(),
        date_text: scene.language.date(digest.date),
        introduction: introduction.map_or_else(String::new, |text| shortened(&text, INTRODUCTION)),
        paper_count: chosen.len(),
        topics: wanted
            .topics
            .iter()
            .map(|topic| scene.topic_links[topic.0].clone())
            .collect(),
        left_out: others.len() - shown,
        trending,
        groups,
        path: path(scene, digest),
        mail: wanted.mail.clone(),
    }
}

/// Numbers papers as it goes.
struct Writer<'a> {
    scene: &'a Scene<'a>,
    digest: DigestIndex,
    number: usize,
}

impl Writer<'_> {
    fn paper(&mut self, index: PaperIndex, limit: usize) -> LetterPaperView {
        self.number += 1;
        let library = self.scene.library();
        let paper = library.paper(index);
        let digest = library.digest(self.digest);
        let placed = digest.papers.iter().find(|placed| placed.paper == index);
        // By what was known on the day: a later digest may show it again.
        let before = paper
            .mentions
            .iter()
            .find(|mention| library.digest(mention.digest).date <= digest.date);
        LetterPaperView {
            number: self.number,
            title: markup::unicode(&paper.title),
            path: permalinks::paper(&paper.key),
            by: self.scene.by(paper),
            text: text(placed, paper.abstract_text.as_ref(), limit),
            votes: placed.and_then(|placed| placed.votes),
            shown: match (placed, before) {
                (None, Some(mention)) => Some(self.scene.digest_link(mention.digest)),
                _ => None,
            },
        }
    }
}

/// What the editor says of a paper, else the beginning of its abstract.
fn text(placed: Option<&PlacedPaper>, abstract_text: Option<&Prose>, limit: usize) -> String {
    let note = placed.and_then(|placed| placed.note.as_deref());
    let text = match (limit, note, abstract_text) {
        (0, ..) | (_, None, None) => return String::new(),
        (_, Some(note), _) => markup::text_of_markdown(note),
        (_, _, Some(Prose::Markdown(text))) => markup::text_of_markdown(text),
        (_, _, Some(Prose::Plain(text))) => text.clone(),
    };
    shortened(&text, limit)
}

fn shortened(text: &str, limit: usize) -> String {
    markup::unicode(&markup::excerpt(text, limit))
}

/// As the owner wants it, else the site's name and the digest's.
fn subject(scene: &Scene<'_>, digest: &Edition) -> String {
    let date = scene.language.date(digest.date);
    let own = digest.title.as_deref().map(markup::unicode);
    let blanks = [
        ("site", scene.options.title.as_str()),
        ("digest", own.as_deref().unwrap_or(&date)),
        ("date", &date),
    ];
    let form = scene.options.newsletter.as_ref();
    let subject = match form.and_then(|options| options.subject.as_deref()) {
        Some(form) => crate::theme::language::fill(form, &blanks),
        None => scene.language.say("newsletter_subject", &blanks),
    };
    markup::excerpt(&subject, SUBJECT)
}

/// The first titles.
fn preheader(trending: &[LetterPaperView], groups: &[LetterGroupView]) -> String {
    let others = groups.iter().flat_map(|group| &group.papers);
    let titles = trending.iter().chain(others).take(AT_ONCE);
    let titles: Vec<&str> = titles.map(|paper| paper.title.as_str()).collect();
    markup::excerpt(&titles.join(" · "), DESCRIPTION)
}

/// A link to the newest digest that has a newsletter.
pub fn newest(scene: &Scene<'_>) -> Option<LinkView> {
    let index = scene.library().newest_digest()?;
    let path = path(scene, scene.library().digest(index))?;
    Some(LinkView {
        path,
        ..scene.digest_link(index)
    })
}

/// The page that shows a digest as a newsletter, where there is one.
pub fn path(scene: &Scene<'_>, digest: &Edition) -> Option<String> {
    let is_there = scene.options.newsletter.is_some() && !digest.papers.is_empty();
    is_there.then(|| permalinks::newsletter(digest))
}
