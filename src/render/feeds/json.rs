//! A feed as JSON Feed (jsonfeed.org/version/1.1).

use super::entry::Entry;
use super::{Feed, publisher};
use crate::render::scene::Scene;
use serde::Serialize;

#[derive(Serialize)]
struct FeedJson<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    language: &'a str,
    authors: [AuthorJson<'a>; 1],
    items: Vec<ItemJson<'a>>,
}

#[derive(Serialize)]
struct AuthorJson<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    /// An item has to have one of the two.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    date_published: &'a str,
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<AuthorJson<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
}

pub fn write(scene: &Scene<'_>, feed: &Feed<'_>, buffer: &mut Vec<u8>) {
    let options = scene.options;
    let value = FeedJson {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: format!("{}{}", feed.base, feed.page),
        feed_url: format!("{}{}", feed.base, feed.path),
        description: &options.description,
        language: &options.language,
        authors: [AuthorJson {
            name: publisher(options),
        }],
        items: feed.entries.iter().map(item).collect(),
    };
    serde_json::to_writer(&mut *buffer, &value)
        .expect("texts and lists always serialise, and memory takes every byte");
    buffer.push(b'\n');
}

fn item(entry: &Entry) -> ItemJson<'_> {
    ItemJson {
        id: &entry.id,
        url: &entry.url,
        external_url: entry.external_url.as_deref(),
        title: &entry.title,
        content_html: entry.html.as_deref(),
        content_text: entry.html.is_none().then_some(&entry.title),
        date_published: &entry.published,
        date_modified: &entry.updated,
        authors: entry
            .authors
            .iter()
            .map(|name| AuthorJson { name })
            .collect(),
        tags: &entry.topics,
    }
}
