//! The letters of one day: one for each choice of topics that readers have made.

use crate::diagnostic::Diagnostic;
use crate::mail::letter::Letter;
use crate::mail::recipients::Recipient;
use crate::model::library::TopicIndex;
use crate::pipeline::newsletter::Desk;
use std::collections::{BTreeMap, BTreeSet};

/// Letters by their topics.
pub struct Letters<'a> {
    /// The topics of readers who have chosen none.
    usual: &'a [TopicIndex],
    /// None where the day has nothing on these topics.
    by_topics: BTreeMap<Vec<TopicIndex>, Option<Letter>>,
    /// What each name means that readers have written and the site knows.
    known: BTreeMap<String, TopicIndex>,
}

impl<'a> Letters<'a> {
    /// Composes each letter once, before anything is sent. None where a template has a mistake.
    pub fn compose(
        desk: &Desk<'_>,
        usual: &'a [TopicIndex],
        recipients: &[Recipient],
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let names = recipients.iter().flat_map(|recipient| &recipient.topics);
        let names: BTreeSet<&String> = names.collect();
        let meant = names.iter().map(|name| (*name, desk.topic(name)));
        let (known, unknown): (Vec<_>, Vec<_>) = meant.partition(|(_, meant)| meant.is_ok());
        let known = known
            .into_iter()
            .filter_map(|(name, meant)| Some((name.clone(), meant.ok()?)));
        let mut letters = Self {
            usual,
            by_topics: BTreeMap::new(),
            known: known.collect(),
        };
        let mut noticed: Vec<Diagnostic> = unknown
            .into_iter()
            .map(|(name, _)| unknown_topic(name))
            .collect();
        let choices = recipients
            .iter()
            .filter_map(|recipient| letters.topics(recipient));
        for topics in choices.collect::<BTreeSet<_>>() {
            match desk.letter(&topics, true) {
                Ok(letter) => {
                    letters.by_topics.insert(topics, letter);
                }
                Err(fault) => {
                    noticed.push(fault);
                    return (None, noticed);
                }
            }
        }
        (Some(letters), noticed)
    }

    /// A reader's letter; none where the day has nothing for the reader.
    pub fn of(&self, recipient: &Recipient) -> Option<&Letter> {
        self.by_topics.get(&self.topics(recipient)?)?.as_ref()
    }

    /// None where the reader wants only topics that the site does not have.
    fn topics(&self, recipient: &Recipient) -> Option<Vec<TopicIndex>> {
        if recipient.topics.is_empty() {
            return Some(self.usual.to_vec());
        }
        let names = recipient.topics.iter();
        let topics: BTreeSet<TopicIndex> = names
            .filter_map(|name| self.known.get(name).copied())
            .collect();
        (!topics.is_empty()).then(|| topics.into_iter().collect())
    }
}

/// What is in the wrong column may be an address, which has no place in a log.
fn unknown_topic(name: &str) -> Diagnostic {
    let named = match name.contains('@') {
        true => "a topic".to_owned(),
        false => format!("the topic `{name}`"),
    };
    Diagnostic::warning(format!(
        "some readers want {named}, which the site does not have"
    ))
    .help("they get what else they have chosen, and nothing where that is all")
}
