//! What JSON says of a paper, whoever shows it.
//!
//! | field | is |
//! |---|---|
//! | `key`             | name of the paper's address |
//! | `url`             | address of the paper's page on this site |
//! | `title`           | plain text with `$…$` math |
//! | `authors`         | list of names |
//! | `more_authors`    | whether there are authors whom no digest names |
//! | `abstract`        | text, or `null` |
//! | `abstract_format` | `plain` or `markdown` |
//! | `date`            | ISO date of the paper, or `null` |
//! | `venue`           | text, or `null` |
//! | `comment`         | the authors' comment, plain text with `$…$` math, where there is one |
//! | `picture`         | path of a picture among the site's files, where there is one |
//! | `arxiv`, `doi`    | identifiers, or `null` |
//! | `links`           | list of `{"kind", "url"}`; kinds are `code`, `project`, `page`, `pdf` |
//! | `topics`          | list of names |
//! | `found_topics`    | those of them that were found in the text; they are not read back |
//! | `former_keys`     | names of addresses that it had before |

use crate::model::library::PaperIndex;
use crate::model::link::Link;
use crate::model::prose::Prose;
use crate::pages::permalinks;
use crate::render::scene::Scene;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Facts<'a> {
    key: &'a str,
    url: String,
    title: &'a str,
    authors: &'a [String],
    more_authors: bool,
    #[serde(rename = "abstract")]
    abstract_text: Option<&'a str>,
    abstract_format: Option<&'static str>,
    date: Option<String>,
    venue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<&'a str>,
    arxiv: Option<&'a str>,
    doi: Option<&'a str>,
    links: &'a [Link],
    topics: Vec<&'a str>,
    found_topics: Vec<&'a str>,
    former_keys: &'a [String],
}

/// The facts of a paper; `root` leads from the file to the root of the site.
pub fn of<'a>(scene: &Scene<'a>, index: PaperIndex, root: &str) -> Facts<'a> {
    let library = scene.library();
    let paper = library.paper(index);
    let topics: Vec<&str> = library.topics_of[index.0]
        .iter()
        .map(|topic| library.topic(*topic).name.as_str())
        .collect();
    Facts {
        key: &paper.key,
        url: url(scene, &permalinks::paper(&paper.key), root),
        title: &paper.title,
        authors: &paper.authors,
        more_authors: paper.has_more_authors,
        abstract_text: paper.abstract_text.as_ref().map(Prose::source),
        abstract_format: paper.abstract_text.as_ref().map(|text| match text {
            Prose::Markdown(_) => "markdown",
            Prose::Plain(_) => "plain",
        }),
        date: paper.date.map(|date| date.to_string()),
        venue: paper.venue.as_deref(),
        comment: paper.comment.as_deref(),
        picture: paper.picture.as_deref(),
        arxiv: paper.arxiv.as_ref().map(|id| id.as_str()),
        doi: paper.doi.as_ref().map(|doi| doi.as_str()),
        links: &paper.links,
        found_topics: topics[library.told_of[index.0]..].to_vec(),
        topics,
        former_keys: &paper.former_keys,
    }
}

/// An address, absolute where the site has one.
pub fn url(scene: &Scene<'_>, path: &str, root: &str) -> String {
    let root = scene.options.base_url.as_deref().unwrap_or(root);
    format!("{root}{path}")
}
