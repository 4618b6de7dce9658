//! The digests of a day as a newsletter: what was trending then, and the papers by topic.
//!
//! Each paper is named once. How much is said of it depends on how much room there is, which is
//! [`Detail`]'s; a reader's own choice of topics is in [`Wanted`]. Left out: the form of a message.

mod groups;

use super::DESCRIPTION;
use crate::markup;
use crate::model::date::Date;
use crate::model::digest::Prose;
use crate::model::library::{DigestIndex, Edition, Library, PaperIndex, TopicIndex};
use crate::model::paper::PlacedPaper;
use crate::pages::{Page, Shows, permalinks};
use crate::render::scene::Scene;
use crate::render::views::{
    LetterGroupView, LetterPaperView, LinkView, MailView, NewsletterView, PageView,
};
use crate::theme::language::fill as fill_in;
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
    /// One of the day's digests.
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
        path: permalinks::newsletter(scene.library().digest(wanted.digest).date),
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

/// What a newsletter says. It is empty where the day has no paper on the reader's topics.
pub fn view(scene: &Scene<'_>, wanted: &Wanted<'_>) -> NewsletterView {
    let library = scene.library();
    let day = Day::of(library, wanted.digest);
    let is_chosen = |paper: &PaperIndex| wanted.is_chosen(scene, *paper);
    let chosen: Vec<PaperIndex> = day.papers.iter().copied().filter(is_chosen).collect();
    let leaders = library.leaders_of[wanted.digest.0].iter().copied();
    let leading: Vec<PaperIndex> = leaders
        .filter(|paper| !chosen.is_empty() && is_chosen(paper))
        .take(TRENDING)
        .collect();
    let mut writer = Writer {
        scene,
        day: &day,
        number: 0,
    };
    let trending: Vec<LetterPaperView> = leading
        .iter()
        .map(|paper| writer.paper(*paper, wanted.detail.trending))
        .collect();
    let led: BTreeSet<PaperIndex> = leading.into_iter().collect();
    let others = chosen.iter().copied();
    let others: Vec<PaperIndex> = others.filter(|paper| !led.contains(paper)).collect();
    let mut room = wanted.detail.papers;
    let mut groups = Vec::new();
    for group in groups::by_topic(library, &others, wanted.topics) {
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
    let date_text = scene.language.date(day.date);
    let own_title = day.title.map(markup::unicode);
    let title = own_title.clone().unwrap_or_else(|| date_text.clone());
    let introduction = day.introduction.map(markup::text_of_markdown);
    NewsletterView {
        subject: subject(scene, &title, &date_text),
        preheader: preheader(&trending, &groups),
        has_title: own_title.is_some(),
        title,
        digests: day
            .digests
            .iter()
            .map(|digest| in_text(scene, digest))
            .collect(),
        date: day.date.to_string(),
        date_text,
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
        path: path(scene, day.date),
        mail: wanted.mail.clone(),
    }
}

/// The digests of a day as one.
struct Day<'a> {
    date: Date,
    /// Those with papers.
    digests: Vec<&'a Edition>,
    /// Each once, in the order in which they show them.
    papers: Vec<PaperIndex>,
    title: Option<&'a str>,
    introduction: Option<&'a str>,
}

impl<'a> Day<'a> {
    fn of(library: &'a Library, digest: DigestIndex) -> Self {
        let all = library.of_same_day(digest).iter();
        let digests: Vec<&Edition> = all.filter(|digest| !digest.papers.is_empty()).collect();
        let mut seen = BTreeSet::new();
        let papers = digests.iter().flat_map(|digest| &digest.papers);
        let papers = papers.map(|placed| placed.paper);
        Self {
            date: library.digest(digest).date,
            papers: papers.filter(|paper| seen.insert(*paper)).collect(),
            title: match digests.as_slice() {
                [only] => only.title.as_deref(),
                _ => None,
            },
            introduction: digests
                .iter()
                .find_map(|digest| digest.introduction.as_deref()),
            digests,
        }
    }

    fn placed(&self, paper: PaperIndex) -> impl Iterator<Item = &'a PlacedPaper> {
        let placed = self.digests.iter().flat_map(|digest| &digest.papers);
        placed.filter(move |placed| placed.paper == paper)
    }
}

/// Numbers papers as it goes.
struct Writer<'a> {
    scene: &'a Scene<'a>,
    day: &'a Day<'a>,
    number: usize,
}

impl Writer<'_> {
    fn paper(&mut self, index: PaperIndex, limit: usize) -> LetterPaperView {
        self.number += 1;
        let library = self.scene.library();
        let paper = library.paper(index);
        let placed: Vec<&PlacedPaper> = self.day.placed(index).collect();
        // By what was known on the day: a later digest may show it again.
        let mut before = paper
            .mentions
            .iter()
            .map(|mention| library.digest(mention.digest));
        let before = before.find(|digest| digest.date <= self.day.date);
        let note = placed.iter().find_map(|placed| placed.note.as_deref());
        LetterPaperView {
            number: self.number,
            title: markup::unicode(&paper.title),
            path: permalinks::paper(&paper.key),
            by: self.scene.by(paper),
            text: text(note, paper.abstract_text.as_ref(), limit),
            votes: placed.iter().filter_map(|placed| placed.votes).max(),
            shown: before
                .filter(|_| placed.is_empty())
                .map(|digest| in_text(self.scene, digest)),
        }
    }
}

/// A link to a digest for places that hold text alone.
fn in_text(scene: &Scene<'_>, digest: &Edition) -> LinkView {
    let title = digest.title.as_deref().map(markup::unicode);
    let title = title.unwrap_or_else(|| scene.language.date(digest.date));
    LinkView {
        title_html: markup::escape(&title),
        title,
        path: permalinks::digest(digest),
    }
}

/// What the editor says of a paper, else the beginning of its abstract.
fn text(note: Option<&str>, abstract_text: Option<&Prose>, limit: usize) -> String {
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

/// As the owner wants it, else the site's name and the title.
fn subject(scene: &Scene<'_>, title: &str, date: &str) -> String {
    let blanks = [
        ("site", scene.options.title.as_str()),
        ("digest", title),
        ("date", date),
    ];
    let options = scene.options.newsletter.as_ref();
    let subject = match options.and_then(|options| options.subject.as_deref()) {
        Some(form) => fill_in(form, &blanks),
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

/// A link to the newest newsletter, where newsletters have pages.
pub fn newest(scene: &Scene<'_>) -> Option<LinkView> {
    let digest = scene.library().digest(scene.library().newest_digest()?);
    let path = path(scene, digest.date).filter(|_| !digest.papers.is_empty())?;
    Some(LinkView {
        path,
        ..in_text(scene, digest)
    })
}

/// The page that shows the newsletter of a day with papers, where newsletters have pages.
pub fn path(scene: &Scene<'_>, date: Date) -> Option<String> {
    let options = scene.options.newsletter.as_ref();
    options.map(|_| permalinks::newsletter(date))
}
