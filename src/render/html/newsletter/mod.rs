//! The digests of a day as a newsletter: what was trending then, and the papers by topic.
//!
//! Each paper is named once. How much is said of it depends on how much room there is, which is
//! [`Detail`]'s; a reader's own choice of topics is in [`Wanted`]. Left out: the form of a message.

mod day;
mod groups;
mod papers;
mod wanted;

use super::DESCRIPTION;
use crate::markup;
use crate::model::date::Date;
use crate::model::library::PaperIndex;
use crate::pages::{Page, Shows, permalinks};
use crate::render::scene::Scene;
use crate::render::views::{LetterGroupView, LetterPaperView, LinkView, NewsletterView, PageView};
use crate::theme::language::fill as fill_in;
use day::Day;
use papers::{Writer, in_text, shortened};
use std::collections::BTreeSet;
use tera::Context;

pub use wanted::{Detail, Wanted};

/// Trending papers that a newsletter begins with.
const TRENDING: usize = 5;

/// Longest introduction, in characters.
const INTRODUCTION: usize = 600;

/// Longest subject. More than about 60 characters are not shown in lists of mail.
const SUBJECT: usize = 120;

/// Titles that stand beside the subject.
const AT_ONCE: usize = 3;

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
