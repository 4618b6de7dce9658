//! What stands around the papers of a JSON file: what its outermost object says of the digest, and whether
//! it is an answer without papers.

use super::{DEEPEST, is_single};
use crate::readers::json::object::Object;
use crate::readers::loose::aliases;
use serde_json::value::RawValue;

/// What an object says about the papers in it.
#[derive(Debug, Default)]
pub struct Around {
    pub date: Option<String>,
    /// When the file was made.
    pub generated: Option<String>,
    pub title: Option<String>,
    pub introduction: Option<String>,
}

/// What the outermost object says of the digest; nothing where it is a paper itself.
pub fn around(root: &RawValue) -> Around {
    let mut around = Around::default();
    if is_single(root) {
        return around;
    }
    let Ok(Object(fields)) = serde_json::from_str(root.get()) else {
        return around;
    };
    for (name, value) in fields {
        let Ok(text) = serde_json::from_str::<String>(value.get()) else {
            continue;
        };
        // `lastUpdated` and `last_updated` are one.
        let name = name.to_lowercase().replace(['_', '-', ' '], "");
        let field = match &*name {
            "date" | "day" | "digestdate" | "reportdate" | "targetdate" => &mut around.date,
            "title" | "headline" => &mut around.title,
            "introduction" | "intro" | "overview" | "editorial" => &mut around.introduction,
            name if name.starts_with("generated") || name.ends_with("updated") => {
                &mut around.generated
            }
            "createdat" | "fetchedat" | "timestamp" | "updatedat" | "scrapedat" => {
                &mut around.generated
            }
            _ => continue,
        };
        field.get_or_insert(text);
    }
    around
}

/// Whether the file is an answer that holds an empty list of papers, as on a day without any, or that says
/// nothing but that there was an error.
pub fn is_empty_answer(root: &RawValue) -> bool {
    is_hollow(root, 0) || error(root).is_some() || is_hollow_report(root)
}

/// What an answer has that is an error.
const OF_ERRORS: &[&str] = &[
    "code",
    "detail",
    "error",
    "errors",
    "message",
    "msg",
    "reason",
    "status",
    "statuscode",
    "success",
];

/// What an answer says that is nothing but an error.
pub fn error(root: &RawValue) -> Option<String> {
    let Object(fields) = serde_json::from_str(root.get()).ok()?;
    let is_of_error = |name: &str| OF_ERRORS.contains(&&*name.to_lowercase());
    if !fields.iter().all(|(name, _)| is_of_error(name)) {
        return None;
    }
    let says_so = |name: &str| matches!(&*name.to_lowercase(), "error" | "errors" | "message");
    let (_, value) = fields.iter().find(|(name, _)| says_so(name))?;
    let text = serde_json::from_str::<String>(value.get());
    Some(text.unwrap_or_else(|_| value.get().to_owned()))
}

/// A report that says when it was made, and whose lists, whatever they are called, are all empty.
fn is_hollow_report(root: &RawValue) -> bool {
    let Ok(Object(fields)) = serde_json::from_str(root.get()) else {
        return false;
    };
    let lists: Vec<&str> = fields
        .iter()
        .map(|(_, value)| value.get())
        .filter(|text| text.starts_with('['))
        .collect();
    let is_empty = |list: &&str| list[1..].trim_start().starts_with(']');
    let around = around(root);
    (around.generated.is_some() || around.date.is_some())
        && !lists.is_empty()
        && lists.iter().all(is_empty)
}

fn is_hollow(root: &RawValue, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    if root.get().starts_with('[') {
        let elements: Vec<&RawValue> = serde_json::from_str(root.get()).unwrap_or_default();
        return elements.iter().all(|element| element.get() == "null");
    }
    let Ok(Object(fields)) = serde_json::from_str(root.get()) else {
        return false;
    };
    fields.iter().any(|(name, value)| {
        let text = value.get();
        let is_nothing =
            matches!(text, "null") || text.trim_matches(['[', ']', '{', '}']).trim().is_empty();
        aliases::is_list(name)
            && (is_nothing || (text.starts_with('{') && is_hollow(value, depth + 1)))
    })
}
