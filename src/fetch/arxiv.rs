//! What arXiv announces (info.arxiv.org/help/rss.html, info.arxiv.org/help/api/user-manual.html).
//!
//! The day that is announced now comes from the feed of the categories, which says how each paper is
//! announced. Days that were missed come from the API, by when their papers were submitted; it lists new
//! papers of the categories, cross-lists among them, and cannot tell which were revised. What another day
//! has is left out of them: so a holiday, of which the next announcement has all papers, is no day.

use super::client::{Answer, Client, FetchError};
use super::days;
use super::known::Known;
use super::store::Store;
use super::{Day, Failure, Query, Take};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::date::{self, Date};
use crate::model::digest::Mention;
use crate::readers::{self, Reading, source::Source};
use jiff::Timestamp;
use jiff::tz::TimeZone;

const FEED: &str = "https://rss.arxiv.org/atom/";
const API: &str = "https://export.arxiv.org/api/query";

/// Papers in an answer of the API, and in all answers to one question, at most.
const SLICE: usize = 2000;
const MOST: usize = 30_000;

/// How often an empty page is taken for a whim.
const EMPTY_PAGES: usize = 3;

/// Fetches the day that is announced now, and before it those that were missed.
pub fn fetch(
    query: &Query,
    categories: &[String],
    store: &Store,
    client: &Client<'_>,
    today: Date,
    take: &mut Take<'_>,
) -> Result<(), Failure> {
    let places = Places::of(query.address.as_deref(), categories);
    let (announced, noticed) = announced(&places.feed, query, client)?;
    let mut known = store.known();
    if let Some(day) = query.date {
        // Only the feed knows how papers of its day are announced.
        match announced.filter(|announced| announced.date == day) {
            Some(announced) => take(announced, noticed)?,
            None if days::is_weekend(day) => take(Day::without_papers(day), Vec::new())?,
            None => {
                // What the file of the day itself has is no other day's.
                known.forget(&store.mentions(day));
                take_submitted(&places.api, categories, day, &known, client, take)?
            }
        };
        return Ok(());
    }
    // First what only today can be had; a day that the API does not give is asked for another night.
    let announced = announced.unwrap_or_else(|| Day::without_papers(today));
    let until = announced.date;
    known.extend(&announced.mentions);
    take(announced, noticed)?;
    let missed = store.first().into_iter();
    let missed = missed.flat_map(|first| days::between(first, until));
    for day in missed.filter(|day| !store.has(*day)) {
        take_submitted(&places.api, categories, day, &known, client, take)?;
    }
    Ok(())
}

/// Where arXiv is asked.
struct Places {
    feed: String,
    api: String,
}

impl Places {
    /// A mirror has both below one address, as arXiv has them: `atom/` and `api/query`.
    fn of(mirror: Option<&str>, categories: &[String]) -> Self {
        let list = categories.join("+");
        match mirror {
            None => Self {
                feed: format!("{FEED}{list}"),
                api: API.to_owned(),
            },
            Some(mirror) => {
                let mirror = mirror.trim_end_matches('/');
                Self {
                    feed: format!("{mirror}/atom/{list}"),
                    api: format!("{mirror}/api/query"),
                }
            }
        }
    }
}

/// What the feed announces, and on which day; none where it announces nothing.
fn announced(
    url: &str,
    query: &Query,
    client: &Client<'_>,
) -> Result<(Option<Day>, Vec<Diagnostic>), FetchError> {
    let answer = client.get(url)?;
    let text = answer.text()?;
    if !text.contains("<feed") || element(text, "updated").is_none() {
        return Err(answer.useless("it is no feed of arXiv"));
    }
    if !text.contains("<entry") {
        return Ok((None, Vec::new()));
    }
    // The feed itself is made at a fixed hour, which is the day before in winter.
    let published = element(text, "published").unwrap_or_default();
    let date = date::parse(published)
        .map_err(|_| answer.useless(&format!("its date `{published}` cannot be read")))?;
    let (mut mentions, noticed) = read(&answer, date)?;
    mentions.retain(|mention| {
        let kind = mention.announcement;
        kind.is_none_or(|kind| query.announce.contains(&kind))
    });
    Ok((Some(Day { date, mentions }), noticed))
}

/// Takes the papers that were submitted for a day.
fn take_submitted(
    api: &str,
    categories: &[String],
    day: Date,
    known: &Known,
    client: &Client<'_>,
    take: &mut Take<'_>,
) -> Result<bool, Failure> {
    let (begin, end) = days::submitted_for(day);
    let minute = |moment: Timestamp| {
        let moment = TimeZone::UTC.to_datetime(moment);
        moment.strftime("%Y%m%d%H%M").to_string()
    };
    let any: Vec<String> = categories
        .iter()
        .map(|name| format!("cat:{name}"))
        .collect();
    let asked = format!(
        "({})+AND+submittedDate:[{}+TO+{}]",
        any.join("+OR+"),
        minute(begin),
        minute(end)
    );
    let mut found = Day::without_papers(day);
    let mut noticed = Vec::new();
    let mut seen = Known::default();
    let (mut start, mut empty_pages) = (0, 0);
    while start < MOST {
        let url = format!(
            "{api}?search_query={asked}&start={start}&max_results={SLICE}&sortBy=submittedDate&sortOrder=ascending"
        );
        let answer = client.get(&url)?;
        let text = answer.text()?;
        let total = element(text, "opensearch:totalResults").and_then(|n| n.parse::<usize>().ok());
        let Some(total) = total else {
            return Err(answer.useless("it is no answer of arXiv").into());
        };
        if total == 0 {
            break;
        }
        let entries = text.matches("<entry>").count() + text.matches("<entry ").count();
        if entries == 0 {
            // It is known to answer with an empty page now and then.
            empty_pages += 1;
            if empty_pages < EMPTY_PAGES {
                continue;
            }
            let why = format!("it says that there are {total} papers and gives {start}");
            return Err(answer.useless(&why).into());
        }
        start += entries;
        let (mentions, more) = read(&answer, day)?;
        noticed.extend(more);
        let new = mentions.into_iter().filter(|mention| {
            let record = &mention.record;
            !known.has(record) && seen.add(record)
        });
        found.mentions.extend(new);
        if start >= total {
            break;
        }
    }
    take(found, noticed)
}

/// The papers of an answer.
fn read(answer: &Answer, day: Date) -> Result<(Vec<Mention>, Vec<Diagnostic>), FetchError> {
    let name = format!("{day}-arxiv.xml");
    let source = Source::new(&name, answer.text()?);
    let format = readers::recognise(&source).map_err(|fault| answer.useless(&fault.message))?;
    let Reading {
        digests,
        diagnostics,
        ..
    } = format.read(&source, readers::Options::default());
    let mentions: Vec<Mention> = digests
        .into_iter()
        .flat_map(|digest| digest.mentions)
        .collect();
    if let Some(fault) = diagnostics
        .iter()
        .find(|one| one.severity == Severity::Error)
    {
        return Err(answer.useless(&fault.message));
    }
    if mentions.is_empty() {
        let said = diagnostics.first().map(|one| one.message.clone());
        return Err(answer.useless(&said.unwrap_or_else(|| "it has no papers".to_owned())));
    }
    Ok((mentions, diagnostics))
}

/// The text of the first element of a name. That of a feed itself stands before its entries.
fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}"))?;
    let (_, rest) = rest.split_once('>')?;
    let (inside, _) = rest.split_once(&format!("</{name}>"))?;
    Some(inside.trim())
}
