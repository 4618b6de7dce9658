//! The functions that templates can call: the site's words, with their blanks filled.
//!
//! - `{{ say(of="topics") }}` is a word of the language table, and
//!   `{{ say(of="page_of", number=2, total=3) }}` a sentence with its blanks filled;
//! - `{{ count(of="papers", n=116) }}` is a number of things, `116 papers`.
//!
//! and the filter `wrap`, which sets text in lines, for templates that are no HTML:
//! `{{ paper.title | wrap(width=72, first="1. ", rest="   ") }}`.
//!
//! They are functions and no values, since components see functions and nothing else of a page.

use super::language::{Language, fill};
use crate::diagnostic::nearest;
use crate::markup;
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Makes the functions of a language known to an engine.
pub fn register(tera: &mut Tera, language: &Arc<Language>) {
    let words = Arc::clone(language);
    tera.register_function("say", move |blanks: Kwargs, _: &State<'_>| {
        say(&words, &blanks)
    });
    let words = Arc::clone(language);
    tera.register_function("count", move |arguments: Kwargs, _: &State<'_>| {
        count(&words, &arguments)
    });
    tera.register_filter("wrap", |text: &str, lines: Kwargs, _: &State<'_>| {
        wrap(text, &lines)
    });
}

/// The sentence called `of`. Where a blank is filled with markup the whole is markup, and the rest
/// of it is escaped.
fn say(language: &Language, arguments: &Kwargs) -> TeraResult<Value> {
    let name: &str = arguments.must_get("of")?;
    let Some(form) = language.words().get(name) else {
        let known = language.words().keys().map(String::as_str);
        let meant = nearest(name, known)
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(Error::message(format!(
            "the language tables have no word `{name}`{meant}"
        )));
    };
    if arguments.iter().nth(1).is_none() {
        return Ok(Value::normal_string(form));
    }
    let values: Vec<(String, &Value)> = arguments
        .iter()
        .filter_map(|(key, value)| Some((key.as_str()?.to_owned(), value)))
        .collect();
    let is_markup = values.iter().any(|(_, value)| value.is_safe());
    let texts: Vec<(&str, String)> = values
        .iter()
        .map(|(key, value)| {
            let text = value.to_string();
            let is_plain = is_markup && !value.is_safe();
            (
                key.as_str(),
                if is_plain {
                    markup::escape(&text)
                } else {
                    text
                },
            )
        })
        .collect();
    let blanks: Vec<(&str, &str)> = texts.iter().map(|(key, text)| (*key, &**text)).collect();
    Ok(if is_markup {
        Value::safe_string(&fill(&markup::escape(form), &blanks))
    } else {
        Value::from(fill(form, &blanks))
    })
}

/// Columns of a line of mail (RFC 5322, section 2.1.1, allows 78; quotations need some).
const COLUMNS: usize = 72;

/// Text in lines of `width` columns, 72 where nothing else is said; the first begins with `first`, the
/// others with `rest`. A word that is longer, such as an address, stays whole.
fn wrap(text: &str, lines: &Kwargs) -> TeraResult<String> {
    let width: usize = lines.get("width")?.unwrap_or(COLUMNS);
    let first: &str = lines.get("first")?.unwrap_or_default();
    let rest: &str = lines.get("rest")?.unwrap_or_default();
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    Ok(textwrap::fill(text, options))
}

fn count(language: &Language, arguments: &Kwargs) -> TeraResult<String> {
    let name: &str = arguments.must_get("of")?;
    let number: usize = arguments.must_get("n")?;
    language.counted(name, number).ok_or_else(|| {
        let known: Vec<&str> = language.countable().collect();
        Error::message(format!(
            "the language tables cannot count `{name}`, only {}",
            known.join(", ")
        ))
    })
}
