//! Whether fields are those of a paper, for formats in which anything may stand.

use super::address::is_id;
use crate::readers::value::{Fields, Value};
use crate::readers::vocabulary::{self, Role};

/// Whether fields are those of a paper: a title, and something else that papers have.
pub fn is_paper(fields: &Fields<'_>) -> bool {
    let is_more = |role| matches!(role, Role::Abstract | Role::Date) || is_of_papers_alone(role);
    has_title(fields) && has(fields, is_more) || inner(fields).is_some_and(is_paper)
}

/// Whether fields say who wrote the paper or where it is; ideas have a title and a text as well.
pub fn is_identified(fields: &Fields<'_>) -> bool {
    has(fields, is_of_papers_alone) || inner(fields).is_some_and(is_identified)
}

/// Whether a field has a title in it.
pub fn has_title(fields: &Fields<'_>) -> bool {
    has(fields, |role| role == Role::Title)
}

fn is_of_papers_alone(role: Role) -> bool {
    matches!(role, Role::Authors | Role::Id | Role::Address(_))
}

fn has(fields: &Fields<'_>, is_wanted: impl Fn(Role) -> bool) -> bool {
    fields.iter().any(|(name, value)| {
        let role = vocabulary::role(name).map(|(role, _)| role);
        role.is_some_and(&is_wanted) && !value.is_empty() && !is_other(role, value)
    })
}

/// Whether a text under the name of an address is none: `"source": "a magazine"`.
fn is_other(role: Option<Role>, value: &Value<'_>) -> bool {
    matches!((role, value), (Some(Role::Address(_)), Value::Text(text))
        if !text.contains('/') && !is_id(text))
}

/// The record within the record, if there is one.
fn inner<'v, 'a>(fields: &'v Fields<'a>) -> Option<&'v Fields<'a>> {
    fields.iter().find_map(|(name, value)| match value {
        Value::Map(inner) if matches!(vocabulary::role(name), Some((Role::Inner, _))) => {
            Some(inner)
        }
        _ => None,
    })
}
