//! Faults of what a site is made of: papers of which little is known, topics that hold nothing, names
//! that lead nowhere.
//!
//! None of them keeps a site from being published; each is something that its editor can mend.

use crate::collate::fold;
use crate::diagnostic::Diagnostic;
use crate::model::declaration::TopicDeclaration;
use crate::model::library::{Library, PaperIndex};
use crate::model::topic::Origin;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many papers of a file are named.
const NAMED: usize = 3;

/// Reports the faults of a library. `given` are the names of topics as the digests write them.
pub fn check<'a>(
    library: &Library,
    declarations: &[TopicDeclaration],
    given: impl Iterator<Item = &'a str>,
) -> Vec<Diagnostic> {
    let mut found = without_abstract(library);
    found.extend(small_topics(library, declarations));
    found.extend(dead_names(library, declarations, given));
    found
}

/// For each digest file the papers whose page has nothing to read.
fn without_abstract(library: &Library) -> Vec<Diagnostic> {
    let mut by_file: BTreeMap<&str, (usize, Vec<&str>)> = BTreeMap::new();
    for (index, paper) in library.papers.iter().enumerate() {
        let has_text = !library.main_texts(PaperIndex(index)).is_empty();
        let has_note = paper.mentions.iter().any(|place| {
            let placed = &library.digest(place.digest).papers[place.position];
            placed.note.is_some()
        });
        if !has_text && !has_note {
            let digest = library.digest(paper.newest_mention().digest);
            let (count, named) = by_file.entry(&digest.source).or_default();
            *count += 1;
            if named.len() < NAMED {
                named.push(&paper.title);
            }
        }
    }
    let told = by_file.into_iter().map(|(file, (count, named))| {
        let titles: Vec<String> = named.iter().map(|title| format!("“{title}”")).collect();
        let more = count - named.len();
        let more = if more == 0 {
            String::new()
        } else {
            format!(" and {more} more")
        };
        let papers = if count == 1 {
            "paper has"
        } else {
            "papers have"
        };
        Diagnostic::warning(format!(
            "{count} {papers} no abstract: {}{more}",
            titles.join(", ")
        ))
        .shortened()
        .in_file(file)
        .help("write a sentence on each, or take them from a source that has abstracts")
    });
    told.collect()
}

/// Topics that a reader finds next to nothing in.
fn small_topics(library: &Library, declarations: &[TopicDeclaration]) -> Vec<Diagnostic> {
    let sources: HashMap<&str, &str> = declarations
        .iter()
        .map(|declaration| (declaration.title.as_str(), declaration.source.as_str()))
        .collect();
    let declared = library
        .topics
        .iter()
        .filter(|t| t.origin == Origin::Declared);
    let mut found: Vec<Diagnostic> = declared
        .filter(|topic| topic.papers.len() < 2)
        .map(|topic| {
            let count = if topic.papers.is_empty() {
                "no paper"
            } else {
                "one paper"
            };
            let told = Diagnostic::warning(format!("the topic `{}` has {count}", topic.name))
                .help("give it aliases or keywords that papers use, or remove it");
            match sources.get(topic.name.as_str()) {
                Some(source) => told.in_file(*source),
                None => told,
            }
        })
        .collect();
    let others = library
        .topics
        .iter()
        .filter(|t| t.origin != Origin::Declared);
    let single: Vec<&str> = others
        .filter(|topic| topic.papers.len() == 1)
        .map(|topic| topic.name.as_str())
        .collect();
    if let Some(first) = single.first() {
        let told = match single.len() - 1 {
            0 => format!("the topic `{first}` has one paper"),
            1 => format!("the topic `{first}` and another have one paper each"),
            more => format!("the topic `{first}` and {more} others have one paper each"),
        };
        found.push(
            Diagnostic::note(told)
                .help("raise topics.min_papers in offprint.toml, or join topics by aliases"),
        );
    }
    found
}

/// Aliases and keywords of topics that no digest names and no text has.
fn dead_names<'a>(
    library: &Library,
    declarations: &[TopicDeclaration],
    given: impl Iterator<Item = &'a str>,
) -> Vec<Diagnostic> {
    let given: HashSet<String> = given.map(fold::name).collect();
    let names = |declaration: &TopicDeclaration| {
        let all = declaration.aliases.iter().chain(&declaration.keywords);
        all.cloned().collect::<Vec<String>>()
    };
    let asked: Vec<Vec<String>> = declarations
        .iter()
        .flat_map(names)
        .map(|n| fold::words(&n))
        .collect();
    let said = phrases_said(library, &asked);
    let is_dead = |name: &&String| {
        let words = fold::words(name);
        !given.contains(&fold::name(name)) && !words.is_empty() && !said.contains(&words)
    };
    let mut found = Vec::new();
    for declaration in declarations {
        let all = names(declaration);
        let dead: Vec<String> = all
            .iter()
            .filter(is_dead)
            .map(|n| format!("`{n}`"))
            .collect();
        if !dead.is_empty() {
            let is = match dead.len() {
                1 => "is named by no digest and stands in no text",
                _ => "are named by no digest and stand in no text",
            };
            let told = format!("{} {is}", dead.join(", "));
            found.push(
                Diagnostic::note(told)
                    .in_file(&declaration.source)
                    .help("remove such aliases and keywords, or write them as papers do"),
            );
        }
    }
    found
}

/// Those of the phrases that some title or main text has.
fn phrases_said(library: &Library, phrases: &[Vec<String>]) -> HashSet<Vec<String>> {
    let mut by_first: HashMap<&str, Vec<&Vec<String>>> = HashMap::new();
    for phrase in phrases {
        if let Some(first) = phrase.first() {
            by_first.entry(first).or_default().push(phrase);
        }
    }
    let mut said = HashSet::new();
    if by_first.is_empty() {
        return said;
    }
    for (index, paper) in library.papers.iter().enumerate() {
        let texts = library.main_texts(PaperIndex(index)).into_iter();
        let texts = texts.map(|text| text.source());
        for text in std::iter::once(&*paper.title).chain(texts) {
            let words = fold::words(text);
            for at in 0..words.len() {
                for phrase in by_first.get(words[at].as_str()).into_iter().flatten() {
                    if words[at..].starts_with(phrase) {
                        said.insert((*phrase).clone());
                    }
                }
            }
        }
    }
    said
}
