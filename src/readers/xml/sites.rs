//! What the feeds of digest sites and journals say of papers.
//!
//! An item is a paper if its link, its guid or its text names one. In a feed of which no item names
//! any, every item is taken: that is how digests of journals look. The author of an item may well
//! be the editor of the site, and its date is that of the post; neither is the paper's. What
//! arXiv has announced and somebody else hands on is read as arXiv means it. Left out: the links
//! within posts, most of which lead to other posts.

use super::feed::{Feed, Item, Written, host};
use super::{arxiv, html, people};
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::intake::Intake;
use crate::readers::raw_record::{Body, RawRecord, Typography};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What an item is about.
enum Subject {
    /// The paper with this identifier, in any form.
    Paper(String),
    /// Several papers.
    Several,
    Unsaid,
}

/// Takes the papers of a feed; items that are none are skipped with the reason.
pub fn take(intake: &mut Intake<'_>, feed: Feed<'_>) {
    let hosts: BTreeSet<String> = feed.hosts().collect();
    let subjects: Vec<Subject> = feed.items.iter().map(subject).collect();
    let names_papers = subjects
        .iter()
        .any(|subject| !matches!(subject, Subject::Unsaid));
    let editors = editors(&feed);
    for (item, subject) in feed.items.into_iter().zip(subjects) {
        let spot = item.spot;
        if arxiv::is_announcement(&item) {
            intake.take(arxiv::raw_record(item), spot);
            continue;
        }
        let reason = match &subject {
            // An overview; a paper elsewhere may well cite others.
            Subject::Several if !leads_away(&item, &hosts) => {
                Some("this record names several papers and is none of them; it is left out")
            }
            Subject::Unsaid if names_papers && leads_home(&item, &hosts) => {
                Some("this record leads to the feed's own site and names no paper; it is left out")
            }
            _ => None,
        };
        match (reason, subject) {
            (Some(reason), _) => intake.skip(reason, spot),
            (None, Subject::Paper(id)) => intake.take(raw_record(item, Some(id), &editors), spot),
            (None, _) => intake.take(raw_record(item, None, &editors), spot),
        }
    }
}

fn raw_record<'a>(item: Item<'a>, id: Option<String>, editors: &BTreeSet<String>) -> RawRecord<'a> {
    let authors = authors(&item);
    let is_edited = authors.iter().all(|name| editors.contains(&**name));
    let body = body(item.summary, item.content);
    let title = item.title.into_plain();
    let is_arxiv = id.as_deref().is_some_and(|id| ArxivId::parse(id).is_some());
    let mut links = item.links;
    if links.is_empty() && item.id.trim_start().starts_with("http") {
        links.push((None, item.id));
    }
    let mut ids: Vec<Cow<'a, str>> = id.map(Cow::Owned).into_iter().collect();
    links.retain(|(_, address)| match paper_at(address) {
        Some(id) => {
            ids.push(Cow::Owned(id));
            false
        }
        None => true,
    });
    ids.extend(item.identifiers);
    RawRecord {
        title: Cow::Owned(bare_title(&title).to_owned()),
        authors: if is_edited { Vec::new() } else { authors },
        body: Body::Plain(body),
        ids,
        addresses: links,
        date: item.issued,
        venue: item.venue,
        topics: item.categories,
        announcement: item.announcement,
        typography: if is_arxiv {
            Typography::Tex
        } else {
            Typography::Finished
        },
        ..RawRecord::default()
    }
}

/// The summary, or the whole article where that is all there is, or where the summary is cut.
fn body<'a>(summary: Written<'a>, content: Written<'a>) -> Cow<'a, str> {
    let summary = summary.into_plain();
    if content.is_empty() {
        return summary;
    }
    let content = content.into_plain();
    let is_cut = ["...", "…", "[…]", "[...]"]
        .iter()
        .any(|end| summary.trim_end().ends_with(end));
    if summary.trim().is_empty() || (is_cut && content.len() > summary.len()) {
        content
    } else {
        summary
    }
}

fn authors<'a>(item: &Item<'a>) -> Vec<Cow<'a, str>> {
    let mut authors = item.authors.clone();
    authors.retain(|name| people::is_name(name));
    if authors.is_empty() {
        authors = people::creators(&item.creators);
    }
    authors
}

/// The names of those who make the feed: it says so itself, or they stand with every item.
fn editors(feed: &Feed<'_>) -> BTreeSet<String> {
    let mut editors: BTreeSet<String> = feed.editors.iter().map(|name| name.to_string()).collect();
    let lists = feed.items.iter().map(authors);
    let mut lists = lists.filter(|names| !names.is_empty());
    if let (Some(first), Some(second)) = (lists.next(), lists.next())
        && first == second
        && lists.all(|names| names == first)
    {
        editors.extend(first.into_iter().map(Cow::into_owned));
    }
    editors
}

/// The paper that an item names: by its links first, else in its text, where several make it an
/// overview.
fn subject(item: &Item<'_>) -> Subject {
    let links = item.links.iter().map(|(_, address)| address);
    let named = links
        .chain([&item.id])
        .chain(&item.identifiers)
        .find_map(|address| paper_at(address));
    if let Some(id) = named.or_else(|| bracketed(&item.title.plain()).map(|(id, _)| id.to_owned()))
    {
        return Subject::Paper(id);
    }
    let mut named = BTreeSet::new();
    for written in [&item.summary, &item.content] {
        if written.is_html() {
            named.extend(html::addresses(&written.text).filter_map(|address| paper_at(&address)));
        }
        named.extend(addresses_in(&written.plain()).filter_map(paper_at));
    }
    match named.len() {
        0 => Subject::Unsaid,
        1 => named.pop_first().map_or(Subject::Unsaid, Subject::Paper),
        _ => Subject::Several,
    }
}

/// The identifier of the paper that an address leads to: one of arXiv's or of a DOI, or one whose
/// last part is an id of arXiv's, as on Hugging Face and other sites about papers.
fn paper_at(address: &str) -> Option<String> {
    let address = arxiv::without_oai_prefix(address);
    if let Some(id) = ArxivId::parse(address) {
        return Some(id.as_str().to_owned());
    }
    if let Some(doi) = Doi::parse(address) {
        return Some(doi.as_str().to_owned());
    }
    let path = host(address).map(|_| address.split(['?', '#']).next().unwrap_or(address))?;
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    let last = [".html", ".pdf", ".md"]
        .iter()
        .find_map(|extension| last.strip_suffix(extension))
        .unwrap_or(last);
    ArxivId::parse(last).map(|id| id.as_str().to_owned())
}

/// The words of a text that may be the addresses of papers. An `arXiv:2601.00001` in a text cites
/// another paper more often than not, and is none.
fn addresses_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        c.is_whitespace() || c.is_control() || "()[]<>{}\"|`，。；、（）《》「」".contains(c)
    })
    .map(|word| word.trim_end_matches(['.', ',', ';', ':', '!', '\'']))
    .filter(|word| {
        let lower = word.get(..8).unwrap_or_default().to_ascii_lowercase();
        lower.starts_with("http") || lower.starts_with("doi:10.")
    })
}

/// Whether the item leads to the site of the feed and nowhere else.
fn leads_home(item: &Item<'_>, hosts: &BTreeSet<String>) -> bool {
    let led = led_to(item);
    !led.is_empty() && led.iter().all(|host| hosts.contains(host))
}

/// Whether the item leads to a site that is not the feed's.
fn leads_away(item: &Item<'_>, hosts: &BTreeSet<String>) -> bool {
    led_to(item).iter().any(|host| !hosts.contains(host))
}

/// The hosts to which an item leads.
fn led_to(item: &Item<'_>) -> Vec<String> {
    let links = item.links.iter().map(|(_, address)| address);
    let mut led: Vec<String> = links.filter_map(|address| host(address)).collect();
    if led.is_empty() {
        led.extend(host(&item.id));
    }
    led
}

/// The title without what sites put around it: pictographs or an arXiv id before it, and the day
/// behind it.
fn bare_title(title: &str) -> &str {
    let mut bare = title.trim().trim_start_matches(is_pictograph);
    if let Some((_, rest)) = bracketed(bare) {
        bare = rest;
    }
    let bare = without_day(bare.trim());
    if bare.is_empty() { title } else { bare }
}

/// `[2601.00001] A title`: the id and the title.
fn bracketed(title: &str) -> Option<(&str, &str)> {
    let (id, rest) = title
        .trim_start_matches(is_pictograph)
        .strip_prefix('[')?
        .split_once(']')?;
    ArxivId::parse(id).map(|_| (id, rest.trim_start()))
}

/// The title without ` (2026-08-22)` at its end.
fn without_day(title: &str) -> &str {
    let Some((rest, day)) = title
        .strip_suffix([')', '）'])
        .and_then(|rest| rest.rsplit_once(['(', '（']))
    else {
        return title;
    };
    let is_day = day.len() == "2026-08-22".len() && crate::model::date::parse(day).is_ok();
    if is_day { rest.trim_end() } else { title }
}

/// Pictures in place of characters, what varies them, and spaces between them.
fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c),
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x2300..=0x23FF
        | 0xFE0F | 0x200D | 0xE0020..=0xE007F)
        || c.is_whitespace()
}
