//! The addresses of a site: the one place that decides them.
//!
//! All are paths from the site's root, `name.html` files (DESIGN §5).

use super::cards::Card;
use super::file::{Collection, Feed, File, Form};
use super::search::Part;
use crate::model::author::Author;
use crate::model::date::Date;
use crate::model::declaration::StandingPage;
use crate::model::library::{Edition, Library};
use crate::model::period::Span;
use crate::model::topic::Topic;

pub const INDEX: &str = "index.html";
pub const NOT_FOUND: &str = "404.html";
pub const TOPICS: &str = "topics/index.html";
pub const TRENDING: &str = "trending.html";
pub const ARCHIVE: &str = "digests/index.html";
pub const AUTHORS: &str = "authors/index.html";
pub const READING: &str = "reading.html";
pub const SUBSCRIBE: &str = "subscribe.html";
pub const OPEN_SEARCH: &str = "opensearch.xml";
pub const SEARCH: &str = "search.html";
/// Words of the library, one a line, for queries that are mistyped.
pub const SEARCH_WORDS: &str = "pagefind/words.txt";

/// The address of a file of the site, whose name may have letters and spaces that addresses have
/// not.
pub fn file(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'/');
        if is_plain {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

pub fn paper(key: &str) -> String {
    format!("papers/{key}.html")
}

/// Page `number` of a topic, from 1.
pub fn topic(topic: &Topic, number: usize) -> String {
    if number <= 1 {
        format!("topics/{}.html", topic.slug)
    } else {
        format!("topics/{}-{number}.html", topic.further_pages)
    }
}

pub fn author(author: &Author) -> String {
    format!("authors/{}.html", author.slug)
}

/// A feed. Its address ends in `.xml` or `.json`, for which every host has a type.
pub fn feed(feed: Feed, library: &Library) -> String {
    match feed {
        Feed::Site => "feed.xml".to_owned(),
        Feed::SiteJson => "feed.json".to_owned(),
        Feed::Digests => "digests/feed.xml".to_owned(),
        Feed::Topic(index) => format!("topics/{}.xml", library.topic(index).slug),
        Feed::Author(index) => format!("authors/{}.xml", library.author(index).slug),
    }
}

/// Papers for other programs.
pub fn export(collection: Collection, form: Form, library: &Library) -> String {
    let extension = form.extension();
    match collection {
        Collection::Digest(index) => digest_file(library.digest(index), extension),
        Collection::Topic(index) => format!("topics/{}.{extension}", library.topic(index).slug),
    }
}

/// The address of a file that is no HTML.
pub fn of_file(file: File, library: &Library) -> String {
    match file {
        File::Card(of) => card(of, library),
        File::Feed(of) => feed(of, library),
        File::FeedList => "topics.opml".to_owned(),
        File::Export(collection, form) => export(collection, form, library),
        File::Papers => "papers.json".to_owned(),
        File::PapersOf(year) => format!("papers-{year}.json"),
        File::Sitemap => "sitemap.xml".to_owned(),
        File::SitemapPart(number) => format!("sitemap-{number}.xml"),
        File::Robots => "robots.txt".to_owned(),
        File::OpenSearch => OPEN_SEARCH.to_owned(),
        File::Llms => "llms.txt".to_owned(),
    }
}

/// Path of the site's root at its host, with slashes at both ends.
pub fn base_path(base_url: &str) -> &str {
    let after_scheme = base_url.split_once("://");
    after_scheme
        .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))
        .unwrap_or("/")
}

/// A week, a month or a year.
pub fn span(span: Span) -> String {
    format!("digests/{span}.html")
}

pub fn digest(digest: &Edition) -> String {
    digest_file(digest, "html")
}

/// The digests of a day as they are sent by mail.
pub fn newsletter(date: Date) -> String {
    format!("newsletters/{date}.html")
}

fn digest_file(digest: &Edition, extension: &str) -> String {
    format!("digests/{}.{extension}", digest.slug)
}

/// A picture for sharing: beside the page that it is of.
pub fn card(card: Card, library: &Library) -> String {
    match card {
        Card::Front => "card.png".to_owned(),
        Card::Digest(index) => digest_file(library.digest(index), "png"),
        Card::Topic(index) => format!("topics/{}.png", library.topic(index).slug),
        Card::Paper(index) => format!("papers/{}.png", library.paper(index).key),
    }
}

/// The folder of a part of the search index, without a final slash.
pub fn search_part(part: &Part) -> String {
    let Part { year, number, .. } = part;
    if *number == 1 {
        format!("pagefind/{year}")
    } else {
        format!("pagefind/{year}-{number}")
    }
}

/// The address of a day.
pub fn day(date: Date) -> String {
    format!("digests/{date}.html")
}

pub fn standing(page: &StandingPage) -> String {
    format!("{}.html", page.slug)
}
