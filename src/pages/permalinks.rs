//! The addresses of a site: the one place that decides them.
//!
//! All are paths from the site's root, `name.html` files (DESIGN §5).

use super::cards::Card;
use super::search::Part;
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
pub const READING: &str = "reading.html";
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

/// The newest papers of a topic as an Atom feed.
pub fn topic_feed(topic: &Topic) -> String {
    format!("topics/{}.xml", topic.slug)
}

/// A week, a month or a year.
pub fn span(span: Span) -> String {
    format!("digests/{span}.html")
}

pub fn digest(digest: &Edition) -> String {
    digest_file(digest, "html")
}

/// The digest as another kind of file.
pub fn digest_file(digest: &Edition, extension: &str) -> String {
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
