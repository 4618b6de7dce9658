//! Any other address: a feed, or a file of a form that Offprint reads.
//!
//! A feed goes some way back, so what was missed is in it. What no file has yet is today's, behind what
//! was fetched today already: a busy feed may have dropped that since.

use super::client::{Client, FetchError};
use super::store::Store;
use super::{Day, Failure, Query, Take};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::date::Date;
use crate::model::digest::{Digest, Mention};
use crate::readers::{self, source::Source};

/// Fetches what is new in a feed; with a date, what it says is of that day.
pub fn fetch(
    query: &Query,
    url: &str,
    store: &Store,
    client: &Client<'_>,
    today: Date,
    take: &mut Take<'_>,
) -> Result<(), Failure> {
    let url = query.address.as_deref().unwrap_or(url);
    let (digests, noticed) = read(url, client)?;
    let date = query.date.unwrap_or(today);
    let mentions = digests.into_iter().flat_map(|digest| {
        let of_digest = digest.date;
        digest
            .mentions
            .into_iter()
            .map(move |mention| (of_digest, mention))
    });
    let is_wanted = |(of_digest, mention): &(Date, Mention)| {
        let own = mention.record.date.and_then(|date| date.exact());
        query
            .date
            .is_none_or(|day| own.unwrap_or(*of_digest) == day)
    };
    let known = store.known();
    let mut of_day = store.mentions(date);
    let new = mentions.filter(is_wanted).map(|(_, mention)| mention);
    of_day.extend(new.filter(|mention| !known.has(&mention.record)));
    let day = Day {
        date,
        mentions: of_day,
    };
    take(day, noticed)?;
    Ok(())
}

fn read(url: &str, client: &Client<'_>) -> Result<(Vec<Digest>, Vec<Diagnostic>), FetchError> {
    let answer = client.get(url)?;
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    if answer.text()?.trim().is_empty() {
        return Err(answer.useless("it is empty"));
    }
    // A feed may say nothing of its day; that of the file counts in the end.
    let name = format!("1970-01-01-{name}");
    let source = Source::new(&name, answer.text()?);
    let format = readers::recognise(&source).map_err(|fault| answer.useless(&fault.message))?;
    // Anything is text: only files with a form of their own are taken.
    if ["Markdown", "HTML", "trending-papers text", "labelled text"].contains(&format.name) {
        return Err(answer.useless("it is no feed"));
    }
    let reading = format.read(&source, readers::Options::default());
    if let Some(fault) = reading
        .diagnostics
        .iter()
        .find(|one| one.severity == Severity::Error)
    {
        return Err(answer.useless(&fault.message));
    }
    Ok((reading.digests, reading.diagnostics))
}
