//! The daily papers of Hugging Face (`huggingface_hub`, `HfApi.list_daily_papers`).
//!
//! `GET /api/daily_papers?date=…&p=…&limit=…` answers with a list, which is empty on weekends. The date
//! that was asked is the day; what the answer says of days is New York's and often one off.

use super::client::{Answer, Client, FetchError};
use super::days;
use super::known::Known;
use super::store::Store;
use super::{Day, Failure, Query, Take};
use crate::diagnostic::Diagnostic;
use crate::model::date::Date;
use crate::readers::{self, source::Source};
use serde_json::value::RawValue;

const ADDRESS: &str = "https://huggingface.co/api/daily_papers";

/// Papers that are asked for at once.
const LIMIT: usize = 100;

/// An answer with fewer is the last one. It is the number that the API gives where none is asked for,
/// and may fall back to.
const FULL: usize = 50;

/// Answers for a day, at most; a day has some dozens of papers.
const PAGES: usize = 20;

/// Fetches the days that are due, each by itself.
pub fn fetch(
    query: &Query,
    store: &Store,
    client: &Client<'_>,
    today: Date,
    take: &mut Take<'_>,
) -> Result<(), Failure> {
    let address = query.address.as_deref().unwrap_or(ADDRESS);
    let mut get = |day: Date| -> Result<bool, Failure> {
        let (day, diagnostics) = of_day(address, day, client)?;
        take(day, diagnostics)
    };
    match (query.date, store.newest()) {
        (Some(day), _) => {
            get(day)?;
        }
        (None, Some(newest)) => {
            for day in days::since(newest, today) {
                get(day)?;
            }
        }
        // The first time: the last day that has papers, of the two that a reader would call today.
        (None, None) => {
            if !get(today)? {
                get(days::before(today))?;
            }
        }
    }
    Ok(())
}

/// The name of the format of an answer.
const FORMAT: &str = "Hugging Face daily papers JSON";

fn of_day(
    address: &str,
    date: Date,
    client: &Client<'_>,
) -> Result<(Day, Vec<Diagnostic>), FetchError> {
    let mut day = Day::without_papers(date);
    let mut diagnostics = Vec::new();
    let mut seen = Known::default();
    for page in 0..PAGES {
        let mark = if address.contains('?') { '&' } else { '?' };
        let url = format!("{address}{mark}date={date}&limit={LIMIT}&p={page}");
        let answer = client.get(&url)?;
        let count = count(&answer)?;
        if count == 0 {
            break;
        }
        let name = format!("{date}-huggingface.json");
        let source = Source::new(&name, answer.text()?);
        let format = readers::recognise(&source).map_err(|why| answer.useless(&why.message))?;
        if format.name != FORMAT {
            return Err(answer.useless(&format!("it is no {FORMAT}")));
        }
        let reading = format.read(&source, readers::Options::default());
        let mentions = reading
            .digests
            .into_iter()
            .flat_map(|digest| digest.mentions);
        let before = day.mentions.len();
        for mention in mentions {
            if seen.add(&mention.record) {
                day.mentions.push(mention);
            }
        }
        if before == 0 && day.mentions.is_empty() {
            return Err(answer.useless("none of its papers can be read"));
        }
        diagnostics.extend(reading.diagnostics);
        // A page that says nothing new is the last one, said again.
        if count < FULL || day.mentions.len() == before {
            break;
        }
    }
    Ok((day, diagnostics))
}

/// How many papers an answer lists.
fn count(answer: &Answer) -> Result<usize, FetchError> {
    let list: Result<Vec<&RawValue>, _> = serde_json::from_str(answer.text()?);
    let list =
        list.map_err(|error| answer.useless(&format!("it is no list of papers ({error})")))?;
    Ok(list.len())
}
