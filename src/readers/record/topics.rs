//! Topics of a record, however a digest writes them.

use super::categories::is_category;
use super::keywords;
use crate::readers::value::{Fields, Value};
use std::borrow::Cow;

/// The topics of a value: a list of texts or of objects with a name, or one text with commas. arXiv's
/// categories stand with spaces between them too. Gives what else objects say of a topic.
pub fn take_topics<'a>(value: Value<'a>, topics: &mut Vec<Cow<'a, str>>, rest: &mut Fields<'a>) {
    match value {
        Value::List(values) => {
            for value in values {
                match value {
                    Value::Map(mut fields) => {
                        let name = fields.iter().position(|(name, _)| is_name(name));
                        let name = name.map(|at| fields.remove(at));
                        topics.extend(name.and_then(|(_, value)| value.into_text()));
                        rest.append(&mut fields);
                    }
                    Value::List(_) => take_topics(value, topics, rest),
                    value => topics.extend(value.into_text()),
                }
            }
        }
        Value::Text(text) | Value::Markdown(text) => {
            let is_category = |word: &str| word.contains('.') || word.contains('-');
            let words: Vec<&str> = text.split_whitespace().collect();
            let parts: Vec<&str> = if text.contains([',', ';', '，', '、']) {
                text.split([',', ';', '，', '、']).collect()
            } else if words.len() > 1 && words.iter().all(|word| is_category(word)) {
                words
            } else {
                vec![&text]
            };
            let parts = parts.into_iter().map(str::trim);
            topics.extend(parts.map(|part| Cow::Owned(part.to_owned())));
        }
        Value::Map(mut fields) => rest.append(&mut fields),
        _ => {}
    }
}

/// Whether a topic says something about the paper: how far its owner got with it, and a field of
/// science that a repository adds to all of its papers, do not.
pub fn is_meaningful(topic: &str) -> bool {
    !keywords::is_status(topic) && !topic.trim_start().starts_with("FOS:")
}

/// The category of `Robotics (cs.RO)`, as arXiv's own lists write it; another topic as it is.
pub fn category_in(topic: &str) -> &str {
    topic
        .strip_suffix(')')
        .and_then(|topic| topic.rsplit_once(" ("))
        .map(|(_, category)| category)
        .filter(|category| is_category(category))
        .unwrap_or(topic)
}

/// Whether a field of a topic that is an object is its name.
fn is_name(name: &str) -> bool {
    matches!(
        name,
        "name" | "display_name" | "label" | "term" | "tag" | "category" | "value"
    )
}
