//! A paper's page.

use super::{DESCRIPTION, Spot, sections};
use crate::markup::{self, address};
use crate::model::library::{AuthorIndex, PaperIndex};
use crate::model::link::LinkKind;
use crate::model::paper::{Paper, Place};
use crate::model::prose::Prose;
use crate::pages::permalinks;
use crate::render::citation;
use crate::render::scene::{self, Scene};
use crate::render::views::{
    LinkView, OutsideLinkView, PaperCourseView, PaperMentionView, PaperView, RelatedView,
};
use tera::Context;

/// Inserts `paper`.
pub fn fill(scene: &Scene<'_>, at: Spot<'_>, index: PaperIndex, context: &mut Context) {
    let library = scene.library();
    let paper = library.paper(index);
    let (previous, next) = neighbours(scene, paper.newest_mention());
    let view = PaperView {
        key: paper.key.clone(),
        path: permalinks::paper(&paper.key),
        title: markup::bare(&paper.title),
        title_html: scene.paper_link(index).title_html,
        authors: paper.authors.clone(),
        has_more_authors: paper.has_more_authors,
        author_links: author_links(scene, index),
        abstract_html: match &paper.abstract_text {
            Some(Prose::Markdown(text)) => at.markdown(scene, text, "abstract-"),
            Some(Prose::Plain(text)) => markup::plain(text, scene.options.markup),
            None => String::new(),
        },
        abstract_text: abstract_text(paper),
        abstract_lang: paper
            .abstract_text
            .as_ref()
            .and_then(|text| scene.foreign(text.source()))
            .map(|foreign| foreign.tag),
        digest_sections: sections::views(scene, at, paper),
        date: paper.date.map(|date| date.to_string()),
        date_text: paper.date.map(|date| scene.language.partial_date(date)),
        venue: paper.venue.clone(),
        comment_html: markup::linked(
            paper.comment.as_deref().unwrap_or_default(),
            scene.options.markup,
        ),
        votes: library.votes_of[index.0],
        picture: scene.picture(paper),
        topics: scene.topic_links_of(index),
        links: links(scene, paper),
        arxiv: paper.arxiv.as_ref().map(ToString::to_string),
        doi: paper.doi.as_ref().map(ToString::to_string),
        any_doi: any_doi(paper),
        first_shown: library.first_shown(index.0).to_string(),
        mentions: paper
            .mentions
            .iter()
            .enumerate()
            .map(|(number, place)| mention(scene, at, *place, paper.mentions.get(number + 1)))
            .collect(),
        course: course(scene, paper),
        related: related(scene, index),
        citation: citation::view(paper),
        previous,
        next,
    };
    context.insert("paper", &view);
}

/// The beginning of the main text; where there is none, how the paper is cited.
pub fn description(scene: &Scene<'_>, index: PaperIndex) -> String {
    let beginning = scene.excerpt(index, DESCRIPTION);
    if beginning.is_empty() {
        citation::text(scene.library().paper(index))
    } else {
        beginning
    }
}

fn author_links(scene: &Scene<'_>, index: PaperIndex) -> Vec<Option<LinkView>> {
    let library = scene.library();
    let authors = library.authors_of.get(index.0).into_iter().flatten();
    let link = |author: &Option<AuthorIndex>| {
        let author = library.author((*author)?);
        let name = markup::escape(&author.name);
        Some(scene::link(&author.name, name, permalinks::author(author)))
    };
    authors.map(link).collect()
}

fn abstract_text(paper: &Paper) -> Option<String> {
    let text = match paper.abstract_text.as_ref()? {
        Prose::Plain(text) => markup::bare(text),
        Prose::Markdown(text) => markup::bare(&markup::text_of_markdown(text)),
    };
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// arXiv registers a DOI for each of its papers (info.arxiv.org/help/doi.html).
fn any_doi(paper: &Paper) -> Option<String> {
    let arxiv = || {
        let id = paper.arxiv.as_ref()?;
        Some(format!("10.48550/arXiv.{id}"))
    };
    paper.doi.as_ref().map(ToString::to_string).or_else(arxiv)
}

/// What a reader can follow, the paper itself first.
fn links(scene: &Scene<'_>, paper: &Paper) -> Vec<OutsideLinkView> {
    let mut links: Vec<(&'static str, String)> = Vec::new();
    if let Some(arxiv) = &paper.arxiv {
        links.push(("abstract", arxiv.abstract_url()));
        links.push(("pdf", arxiv.pdf_url()));
    }
    if let Some(doi) = &paper.doi {
        links.push(("doi", doi.url()));
    }
    for link in &paper.links {
        let label = match link.kind {
            LinkKind::Code => "code",
            LinkKind::Project => "project",
            LinkKind::Page => "page",
            LinkKind::Pdf => "pdf",
        };
        links.push((label, link.url.clone()));
    }
    links
        .into_iter()
        .map(|(kind, url)| OutsideLinkView {
            kind,
            label: scene.language.word(&format!("link_{kind}")).to_owned(),
            host: address::host(&url).unwrap_or_default().to_owned(),
            url,
        })
        .collect()
}

/// A mention; `before` is the one before it.
fn mention(
    scene: &Scene<'_>,
    at: Spot<'_>,
    place: Place,
    before: Option<&Place>,
) -> PaperMentionView {
    let digest = scene.library().digest(place.digest);
    let placed = &digest.papers[place.position];
    let note = placed.note.as_ref().map_or_else(String::new, |note| {
        at.markdown(scene, note, &format!("note-{}-", digest.slug))
    });
    PaperMentionView {
        digest: scene.digest_link(place.digest),
        date: digest.date.to_string(),
        date_text: scene.language.date(digest.date),
        rank: place.position + 1,
        rose: before.map(|before| super::rose(before.position, place.position)),
        votes: placed.votes,
        facts: sections::facts(placed),
        note_html: note,
    }
}

/// How the paper went through the digests, where several showed it.
fn course(scene: &Scene<'_>, paper: &Paper) -> Option<PaperCourseView> {
    let [newest, .., first] = paper.mentions[..] else {
        return None;
    };
    let digests = &scene.library().digests;
    // Digests without papers say nothing about any paper.
    let in_a_row = (0..=newest.digest.0)
        .rev()
        .filter(|&digest| !digests[digest].papers.is_empty());
    let shown = paper.mentions.iter().map(|place| place.digest.0);
    Some(PaperCourseView {
        first: scene.digest_link(first.digest),
        times: paper.mentions.len(),
        streak: in_a_row.zip(shown).take_while(|(a, b)| a == b).count(),
    })
}

fn related(scene: &Scene<'_>, index: PaperIndex) -> Vec<RelatedView> {
    let related = scene.library().related_of[index.0].iter();
    related
        .map(|related| {
            let LinkView {
                title,
                title_html,
                path,
            } = scene.paper_link(related.paper);
            RelatedView {
                title,
                title_html,
                path,
                because: related.because.clone(),
            }
        })
        .collect()
}

/// The papers before and after a place in its digest.
fn neighbours(scene: &Scene<'_>, place: Place) -> (Option<LinkView>, Option<LinkView>) {
    let papers = &scene.library().digest(place.digest).papers;
    let at = |position: Option<usize>| {
        let placed = papers.get(position?)?;
        Some(scene.paper_link(placed.paper))
    };
    (
        at(place.position.checked_sub(1)),
        at(Some(place.position + 1)),
    )
}
