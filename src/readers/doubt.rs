//! Readings that are probably not what the file says.
//!
//! A wrong reading looks like a right one: the number of papers may be as expected and their text
//! another paper's. What gives such a reading away is a warning, each with a code of its own:
//!
//! 1. `shared-id`: two titles of one digest have one identifier; the second becomes a paper of its own.
//! 2. `cut-titles`: titles end in dots.
//! 3. `bare-records`: most records have neither link, author nor text.
//! 4. `few-records`: the file links to many papers and few were read.
//! 5. `words-unused`: less than 80 % of the words of the file are used.
//!
//! Left out: dates that do not exist, which are the record's.

use super::Reading;
use super::record::words::words;
use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::model::digest::{Digest, Mention, Record};
use crate::model::identifier::{ArxivId, Doi};
use crate::model::title::normal_title;
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};

/// Takes an identifier away from each mention that shares it with an earlier one of another title. Gives
/// what to say of it, with the line of the mention.
pub fn separate_shared_ids(mentions: &mut [Mention]) -> Vec<(usize, Diagnostic)> {
    let mut doubts = Vec::new();
    for (index, earlier) in shared_ids(mentions) {
        let known = &mentions[earlier].record;
        let record = &mentions[index].record;
        let Some(id) = id_of(record).map(str::to_owned) else {
            continue;
        };
        if !are_different(&known.title, &record.title) {
            continue;
        }
        let fault = format!(
            "`{}` has the identifier {id} of `{}`; it is published without the identifier",
            record.title, known.title
        );
        let line = mentions[index].line;
        let record = &mut mentions[index].record;
        (record.arxiv, record.doi) = (None, None);
        record.links.retain(|link| !link.url.contains(&id));
        doubts.push((
            line,
            Diagnostic::warning(fault)
                .code("shared-id")
                .help("give each paper its own link; one of the two was probably copied"),
        ));
    }
    doubts
}

/// The mentions that have the identifier of an earlier one, each with the first that has it.
fn shared_ids(mentions: &[Mention]) -> Vec<(usize, usize)> {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(mentions.len());
    let mut shared = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let Some(id) = id_of(&mention.record) else {
            continue;
        };
        let earlier = *first.entry(id).or_insert(index);
        if earlier < index {
            shared.push((index, earlier));
        }
    }
    shared
}

fn id_of(record: &Record) -> Option<&str> {
    let arxiv = record.arxiv.as_ref().map(ArxivId::as_str);
    arxiv.or_else(|| record.doi.as_ref().map(Doi::as_str))
}

/// Whether two titles are of different papers: neither is the beginning of the other, and they have few
/// words in common.
fn are_different(one: &str, other: &str) -> bool {
    let (a, b) = (normal_title(one), normal_title(other));
    if a.is_empty() || b.is_empty() || a.starts_with(&b) || b.starts_with(&a) {
        return false;
    }
    let set = |text: &str| -> BTreeSet<String> { words(text).map(str::to_lowercase).collect() };
    let (a, b) = (set(one), set(other));
    let common = a.intersection(&b).count();
    // A translation has no word in common, and is no other paper.
    let is_translated = one.is_ascii() != other.is_ascii();
    !is_translated && common * 2 < a.len().min(b.len())
}

/// What gives a reading away whose records came from structure alone.
pub fn doubts(source: &Source<'_>, reading: &Reading) -> Vec<Diagnostic> {
    let mentions = || reading.digests.iter().flat_map(|digest| &digest.mentions);
    let count = mentions().count();
    let mut doubts = Vec::new();
    let is_cut = |title: &str| title.ends_with('…') || title.ends_with("...");
    let mut cut = mentions().filter(|mention| is_cut(&mention.record.title));
    if let Some(first) = cut.next() {
        let number = 1 + cut.count();
        let titles = if number == 1 {
            "title ends"
        } else {
            "titles end"
        };
        doubts.push(
            at(source, first.line, Diagnostic::warning(format!(
                "{number} {titles} in dots, such as `{}`; where no other digest has the full title, the cut one is published",
                first.record.title
            )))
            .code("cut-titles")
            .help("write the full titles, or add a digest that has them"),
        );
    }
    let mut bare = mentions().filter(|mention| is_bare(mention));
    if reading.is_by_structure
        && count >= 3
        && let Some(first) = bare.next()
    {
        let number = 1 + bare.count();
        if number * 2 > count {
            doubts.push(
                at(source, first.line, Diagnostic::warning(format!(
                    "{number} of {count} records have a title and neither link, author nor text, such as `{}`; they may be no papers",
                    first.record.title
                )))
                .code("bare-records")
                .help("`offprint inspect` shows what was read; a name that begins with `_` leaves a file out"),
            );
        }
    }
    if reading.is_by_structure {
        let linked = linked_papers(source.text);
        if linked >= 10 && count * 3 < linked {
            let papers = if count == 1 {
                "paper was"
            } else {
                "papers were"
            };
            doubts.push(
                at(
                    source,
                    1,
                    Diagnostic::warning(format!(
                        "the file links to {linked} papers and {count} {papers} read"
                    )),
                )
                .code("few-records")
                .help("`offprint inspect` shows what was read and what was not"),
            );
        }
        let used = share_used(source.text, reading);
        if used < LEAST_USED && words(source.text).nth(FEWEST_WORDS).is_some() {
            doubts.push(
                at(
                    source,
                    1,
                    Diagnostic::warning(format!(
                        "only {:.0} % of the words of this file are used",
                        used * 100.0
                    )),
                )
                .code("words-unused")
                .help("`offprint inspect` shows what was read and what was not"),
            );
        }
    }
    doubts
}

/// Share of a file's words below which its reading is in doubt.
const LEAST_USED: f64 = 0.8;

/// Words that a file has at least where the share of them says something.
const FEWEST_WORDS: usize = 200;

fn at(source: &Source<'_>, line: usize, diagnostic: Diagnostic) -> Diagnostic {
    source.point(diagnostic, source.offset_at(0, line, 1))
}

fn is_bare(mention: &Mention) -> bool {
    let record = &mention.record;
    record.authors.is_empty()
        && record.abstract_text.is_none()
        && record.links.is_empty()
        && record.arxiv.is_none()
        && record.doi.is_none()
        && mention.sections.is_empty()
        && mention.note.is_none()
}

/// How many arXiv papers a text links to.
fn linked_papers(text: &str) -> usize {
    let mut ids = BTreeSet::new();
    for (at, _) in text.match_indices("arxiv.org/") {
        let rest = &text[at..];
        let end = rest
            .find(|c: char| c.is_whitespace() || "()[]<>\"'|,".contains(c))
            .unwrap_or(rest.len());
        ids.extend(ArxivId::parse(&rest[..end]));
    }
    ids.len()
}

/// Share of the words of a text that the reading has, each about as often as it stands there; 1 for a text
/// without words. Addresses and tags have no words. A paper that a page shows in several places is read
/// once, so that a word may stand there some times more.
pub fn share_used(text: &str, reading: &Reading) -> f64 {
    let hasher = RandomState::new();
    let mut used: HashMap<u64, usize> = HashMap::new();
    let mut add = |text: &str| {
        for word in words(text) {
            *used.entry(hasher.hash_one(word)).or_default() += TIMES;
        }
    };
    for digest in &reading.digests {
        texts_of(digest, &mut add);
    }
    for entry in reading.report.entries() {
        if !entry.reason.is_loss() {
            add(&entry.example);
        }
    }
    let (mut total, mut found) = (0_u32, 0_u32);
    for word in words(&visible(text)) {
        total += 1;
        if let Some(count) = used
            .get_mut(&hasher.hash_one(word))
            .filter(|count| **count > 0)
        {
            *count -= 1;
            found += 1;
        }
    }
    if total == 0 {
        1.0
    } else {
        f64::from(found) / f64::from(total)
    }
}

/// How often a text may stand in a file that is read once.
const TIMES: usize = 4;

/// Everything that a digest has in words.
pub fn texts_of(digest: &Digest, add: &mut impl FnMut(&str)) {
    digest.title.as_deref().into_iter().for_each(&mut *add);
    digest
        .introduction
        .as_deref()
        .into_iter()
        .for_each(&mut *add);
    for mention in &digest.mentions {
        let record = &mention.record;
        add(&record.title);
        record.authors.iter().for_each(|name| add(name));
        record.topics.iter().for_each(|topic| add(topic));
        let texts = [&record.venue, &record.comment, &mention.note];
        texts.into_iter().flatten().for_each(|text| add(text));
        record
            .abstract_text
            .iter()
            .for_each(|text| add(text.source()));
        for section in &mention.sections {
            section.label.as_deref().into_iter().for_each(&mut *add);
            add(section.text.source());
        }
        for fact in &mention.facts {
            add(&fact.label);
            add(&fact.value);
        }
    }
}

/// A text without its addresses and tags.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', ':']) {
        if rest[at..].starts_with("://") {
            let scheme = rest[..at].trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let start = scheme.len();
            out.push_str(&rest[..start]);
            let behind = &rest[at..];
            let end = behind
                .find(|c: char| c.is_whitespace() || "()<>\"|]".contains(c))
                .unwrap_or(behind.len());
            out.push(' ');
            rest = &behind[end..];
        } else if rest[at..].starts_with('<')
            && let Some(end) = rest[at..]
                .find(['>', '\n'])
                .filter(|end| rest[at + end..].starts_with('>'))
            && rest[at + 1..]
                .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
        {
            out.push_str(&rest[..at]);
            out.push(' ');
            rest = &rest[at + end + 1..];
        } else {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
        }
    }
    out.push_str(rest);
    out
}
