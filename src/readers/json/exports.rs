//! How reference managers and publishers wrap their records: a list, `{"items": […]}`,
//! `{"references": […]}`, `{"message": {"items": […]}}`, one record in `message`, or one alone.

use super::{Elements, whole};
use crate::diagnostic::Diagnostic;
use crate::readers::Input;
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    items: Option<&'a RawValue>,
    #[serde(borrow)]
    references: Option<&'a RawValue>,
    #[serde(borrow)]
    message: Option<&'a RawValue>,
}

impl<'a> Envelope<'a> {
    fn lists(&self) -> impl Iterator<Item = &'a RawValue> {
        [self.items, self.references].into_iter().flatten()
    }
}

/// The records of an export, of whatever kind they are.
///
/// # Errors
/// A diagnostic with line and column of what is no JSON.
pub fn records<'a>(input: Input<'a>) -> Result<Elements<'a>, Diagnostic> {
    if input.text.trim_start().starts_with('[') {
        return whole(input);
    }
    let object: &RawValue = whole(input)?;
    Ok(within(object))
}

/// The records within an object, which is one itself if it holds none.
fn within(object: &RawValue) -> Elements<'_> {
    let Ok(envelope) = serde_json::from_str::<Envelope<'_>>(object.get()) else {
        return vec![object];
    };
    for list in envelope.lists() {
        if let Ok(records) = serde_json::from_str(list.get()) {
            return records;
        }
    }
    let Some(message) = envelope.message.filter(|m| m.get().starts_with('{')) else {
        return vec![object];
    };
    let inner: Option<Envelope<'_>> = serde_json::from_str(message.get()).ok();
    let list = inner.and_then(|inner| serde_json::from_str(inner.items?.get()).ok());
    list.unwrap_or_else(|| vec![message])
}

/// Whether some record of a file is of a kind, each of which has a field of the name `field`. Of a
/// list, the first decides where it is sound, so that a list of many megabytes is not read twice.
///
/// # Errors
/// Says why it is not: `what` names the kind.
pub fn recognise(
    input: Input<'_>,
    field: &str,
    what: &str,
    is_of_kind: impl Fn(&RawValue) -> bool,
) -> Result<(), String> {
    let text = input.text.trim_start();
    if !text.starts_with(['[', '{']) {
        return Err("it is not JSON".to_owned());
    }
    let quoted = format!("\"{field}\"");
    if memchr::memmem::find(text.as_bytes(), quoted.as_bytes()).is_none() {
        return Err(format!("it has no field `{field}`"));
    }
    if let Some(inside) = text.strip_prefix('[') {
        let mut values = serde_json::Deserializer::from_str(inside).into_iter::<&RawValue>();
        if let Some(Ok(first)) = values.next()
            && first.get().starts_with('{')
        {
            return if is_of_kind(first) {
                Ok(())
            } else {
                Err(format!("its first element is no {what}"))
            };
        }
    }
    let records = records(input).map_err(|fault| fault.message)?;
    if records.into_iter().any(is_of_kind) {
        Ok(())
    } else {
        Err(format!("it holds no {what}"))
    }
}
