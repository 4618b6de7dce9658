//! What the feeds of digest sites and journals say of papers.
//!
//! An item is a paper if its link, its guid or its text names one. In a feed of which no item names
//! any, every item is taken: that is how digests of journals look. The author of an item may well
//! be the editor of the site, and its date is that of the post; neither is the paper's. What
//! arXiv has announced and somebody else publishes is read as arXiv means it.
//!
//! The longest text of an item is the abstract; one that is not a part of it is a section.
//!
//! Left out: the links within posts, most of which lead to other posts.

use super::arxiv;
use super::feed::{Feed, Item, Written, host};
use crate::markup::address;
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::intake::Intake;
use crate::readers::record::RawRecord;
use crate::readers::record::space::folded;
use crate::readers::value::Value;
use crate::readers::vocabulary::Role;
use crate::readers::{tagged, vocabulary};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What an item is about.
enum Subject {
    /// The paper with this identifier, in any form.
    Paper(String),
    /// Several papers.
    Several,
    Unknown,
}

/// Takes the papers of a feed; items that are none are skipped with the reason.
pub fn take(intake: &mut Intake<'_>, feed: Feed<'_>) {
    let hosts: BTreeSet<String> = feed.hosts().collect();
    let subjects: Vec<Subject> = feed.items.iter().map(subject).collect();
    let names_papers = subjects
        .iter()
        .any(|subject| !matches!(subject, Subject::Unknown));
    let editors = editors(&feed);
    for (item, subject) in feed.items.into_iter().zip(subjects) {
        let offset = item.offset;
        if arxiv::is_announcement(&item) {
            intake.take(arxiv::raw_record(item), offset);
            continue;
        }
        let reason = match &subject {
            // An overview; a paper elsewhere may well cite others.
            Subject::Several if !leads_away(&item, &hosts) => {
                Some("this record names several papers and is none of them; it is left out")
            }
            Subject::Unknown if names_papers && leads_home(&item, &hosts) => {
                Some("this record leads to the feed's own site and names no paper; it is left out")
            }
            _ => None,
        };
        let id = match subject {
            Subject::Paper(id) => Some(id),
            _ => None,
        };
        let record = raw_record(item, id, &editors);
        match reason {
            Some(reason) => intake.reject(record, reason, offset),
            None => intake.take(record, offset),
        }
    }
}

fn raw_record<'a>(item: Item<'a>, id: Option<String>, editors: &[Value<'_>]) -> RawRecord<'a> {
    let people = item.people();
    let mut record = item.record;
    let title = item.title.into_plain();
    let title = bare_title(&title);
    record.add_as((Role::Title, 1), "title", title.to_owned());
    // Who makes the feed did not write its papers.
    let role = match people.iter().all(|name| editors.contains(name)) {
        true => Role::Technical,
        false => Role::Authors,
    };
    record.add_as((role, 0), "author", Value::List(people));
    add_texts(&mut record, title, item.texts);
    let mut links = item.links;
    if links.is_empty() && item.id.trim_start().starts_with("http") {
        links.push((None, item.id));
    }
    let links = links
        .into_iter()
        .map(|(kind, address)| match paper_at(&address) {
            Some(id) => (Role::Id, Cow::Owned(id)),
            None => (Role::Address(kind), address),
        });
    let links: Vec<_> = links.collect();
    let id = id.into_iter().map(|id| (Role::Id, Cow::Owned(id)));
    let others = item.identifiers.into_iter().map(|id| (Role::Id, id));
    for (role, value) in id.chain(links).chain(others) {
        record.add_as((role, 0), "link", value);
    }
    if let Some(published) = item.published {
        record.add_as((Role::Technical, 0), "published", published);
    }
    let topics = item.categories.into_iter().map(Value::from);
    record.add_as(
        (Role::Topics, 0),
        "categories",
        Value::List(topics.collect()),
    );
    record
}

/// Adds the texts of an item. A paragraph that is an address alone is a link.
fn add_texts<'a>(record: &mut RawRecord<'a>, title: &str, texts: Vec<(&'a str, Written<'a>)>) {
    let texts = texts
        .into_iter()
        .map(|(name, written)| (name, written.into_plain()));
    let mut texts: Vec<_> = texts.collect();
    texts.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
    for (index, (name, mut text)) in texts.into_iter().enumerate() {
        let is_address = |part: &&str| address::is_web(part.trim());
        if text.split("\n\n").any(|part| is_address(&part)) {
            let mut parts: Vec<&str> = text.split("\n\n").collect();
            if let Some(original) = original_title(title, &parts) {
                let original = parts.remove(original).to_owned();
                record.add_as((Role::Title, 0), "title", original);
            }
            let (links, rest): (Vec<&str>, Vec<&str>) = parts.into_iter().partition(is_address);
            for link in links {
                record.add(Role::Address(None), link.to_owned());
            }
            text = Cow::Owned(rest.join("\n\n"));
        }
        match index {
            0 => record.add_as((Role::Abstract, 0), name, text),
            _ => record.add_section(vocabulary::label(name), text, false),
        }
    }
}

/// Which paragraph is the title, where the title of the item is but a summary: it stands among the paragraphs
/// as well, behind the address of the paper, before which there are one or two titles.
fn original_title(title: &str, parts: &[&str]) -> Option<usize> {
    const LONGEST: usize = 300;
    let address = parts.iter().position(|part| address::is_web(part.trim()))?;
    let title = folded(title);
    let is_title = |part: &&str| part.len() <= LONGEST && !part.trim_end().ends_with(['.', '。']);
    let is_repeated = parts[address..].iter().any(|part| folded(part) == title);
    ((1..=2).contains(&address) && is_repeated && parts[..address].iter().all(is_title))
        .then(|| address - 1)
}

/// The names of those who make the feed: it says so itself, or they stand with every item.
fn editors<'a>(feed: &Feed<'a>) -> Vec<Value<'a>> {
    let editors = feed.editors.iter().map(|name| Value::from(name.clone()));
    let mut editors: Vec<Value<'a>> = editors.collect();
    let lists = feed.items.iter().map(Item::people);
    let mut lists = lists.filter(|names| !names.is_empty());
    if let (Some(first), Some(second)) = (lists.next(), lists.next())
        && first == second
        && lists.all(|names| names == first)
    {
        editors.extend(first);
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
    for (_, written) in &item.texts {
        if written.is_html() {
            named.extend(tagged::addresses(&written.text).filter_map(|address| paper_at(&address)));
        }
        named.extend(addresses_in(&written.plain()).filter_map(paper_at));
    }
    match named.len() {
        0 => Subject::Unknown,
        1 => named.pop_first().map_or(Subject::Unknown, Subject::Paper),
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
