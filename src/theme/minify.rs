//! Minifying templates once, at theme load, so that no page needs it.
//!
//! 1. `tags::scan` cuts a template into text and template tags;
//! 2. `markup::tokens` reads the text as HTML, each template tag standing for one reserved character;
//! 3. `space::settle` removes the white space that no browser shows;
//! 4. `mask::write` writes plain HTML in which whatever must stay as it is stands for a reserved character;
//! 5. minify-html takes care of attributes, quotes, entities and inner runs of white space;
//! 6. the reserved characters become what they stood for, and the result is held against the source:
//!    the same template tags in the same order, each in the same kind of place, values always in quotes.
//!
//! A template that cannot be treated so gives a `MinifyFault`, and is used as it was written.
//! Left out: JavaScript and inline styles, which stay as they are, and templates that open an element
//! which another template closes.

mod compare;
mod markup;
mod mask;
mod nesting;
mod space;
mod tags;

use std::panic::catch_unwind;

use markup::Token;
use mask::Table;
use tags::Piece;

/// Why a template was left as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MinifyFault {
    /// A `{{`, `{%` or `{#` without its end.
    #[error("line {line}: the template tag that begins here has no end")]
    OpenTemplateTag {
        /// Line in the template, from 1.
        line: usize,
    },
    /// HTML that cannot be read: a tag, an attribute value, a comment or a raw element has no end.
    #[error("line {line}: the HTML that begins here has no end, or cannot be read")]
    BrokenMarkup {
        /// Line in the template, from 1, of the nearest template tag before the fault.
        line: usize,
    },
    /// A condition or loop begins within an HTML tag and ends outside of it.
    #[error(
        "line {line}: a condition or loop begins inside an HTML tag and ends outside, or the other way round"
    )]
    SplitTag {
        /// Line in the template, from 1.
        line: usize,
    },
    /// An attribute value without quotes is put together from literal text, conditions and expressions.
    #[error("line {line}: an attribute value that holds an expression needs quotes")]
    UnquotedValue {
        /// Line in the template, from 1.
        line: usize,
    },
    /// More elements within each other than can be minified without exhausting the stack.
    #[error("elements are nested more than {limit} deep")]
    TooDeep {
        /// The greatest depth.
        limit: usize,
    },
    /// The template uses characters that are reserved for minifying, or has too many tags for them.
    #[error("the template uses private characters above U+EFFFF, or has more than {limit} tags")]
    Reserved {
        /// The greatest number of tags.
        limit: usize,
    },
    /// Minifying would have dropped, moved or unquoted something.
    #[error("minifying would change the meaning: {what}")]
    Changed {
        /// What was about to change.
        what: &'static str,
    },
    /// The minifier stopped with a fault of its own.
    #[error("the HTML minifier failed")]
    Failed,
}

/// The template, minified: rendered, it means what the source means when rendered.
///
/// White space goes only where a browser shows none (next to the tags of blocks, directly within tables and
/// lists, in runs); that between inline elements stays. Comments, of HTML and of the template, go. The contents of
/// `pre`, `code`, `textarea`, `title`, `script` and `style`, template tags, and attributes that hold template
/// tags, stay to the letter; only the dashes of `{%- -%}` are applied and dropped.
///
/// # Errors
///
/// A [`MinifyFault`] when the source cannot be read as HTML with template tags, or when the result would not
/// hold the same template tags in the same kind of places. Never panics.
pub fn template(source: &str) -> Result<String, MinifyFault> {
    let before = tags::scan(source)?;
    let minified = squeeze(&before)?;
    if !same_places(&before, &minified)? {
        return Err(MinifyFault::Changed {
            what: "a template tag would be lost, added, moved or unquoted",
        });
    }
    Ok(minified)
}

/// A rendered page, minified by the same rules as [`template`]; as it was where it cannot be read.
///
/// Meant for the check that a minified template renders like its source: `page(raw) == page(minified)`.
pub fn page(html: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(html) else {
        return html.to_vec();
    };
    match squeeze(&[Piece::Text(text.to_owned())]) {
        Ok(minified) => minified.into_bytes(),
        Err(_) => html.to_vec(),
    }
}

/// A style sheet, minified; as it was where it cannot be read.
///
/// No vendor prefixes are added and no newer syntax is rewritten for older browsers.
pub fn css(source: &str) -> String {
    const OPEN: &str = "<style>";
    const CLOSE: &str = "</style>";
    if source.to_ascii_lowercase().contains("</style") {
        return source.to_owned();
    }
    let settings = minify_html::Cfg {
        minify_css: true,
        ..settings()
    };
    let wrapped = format!("{OPEN}{source}{CLOSE}");
    run(&wrapped, &settings)
        .ok()
        .and_then(|minified| Some(minified.strip_prefix(OPEN)?.strip_suffix(CLOSE)?.to_owned()))
        .unwrap_or_else(|| source.to_owned())
}

/// What minify-html may do. Whatever a checker of HTML would complain about is off, and so is everything that
/// depends on what follows an element, which a template does not know.
fn settings() -> minify_html::Cfg {
    minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        // Style sheets select on `input[type=text]`.
        keep_input_type_text_attr: true,
        allow_noncompliant_unquoted_attribute_values: false,
        allow_optimal_entities: false,
        allow_removing_spaces_between_attributes: false,
        keep_comments: false,
        keep_ssi_comments: false,
        minify_css: false,
        minify_doctype: false,
        minify_js: false,
        preserve_brace_template_syntax: false,
        preserve_chevron_percent_template_syntax: false,
        remove_bangs: false,
        remove_processing_instructions: false,
    }
}

/// Runs minify-html, which is known to panic on odd input.
fn run(html: &str, settings: &minify_html::Cfg) -> Result<String, MinifyFault> {
    let bytes = catch_unwind(|| minify_html::minify(html.as_bytes(), settings))
        .map_err(|_| MinifyFault::Failed)?;
    String::from_utf8(bytes).map_err(|_| MinifyFault::Failed)
}

/// Minifies markup that is already cut into text and template tags.
fn squeeze(pieces: &[Piece]) -> Result<String, MinifyFault> {
    // Within an element that it does not know, minify-html neither trims nor drops white space: a template may
    // be a fragment whose outer spaces matter.
    const OPEN: &str = "<x-fragment>";
    const CLOSE: &str = "</x-fragment>";

    let (mut table, flat) = Table::flatten(pieces)?;
    let mut tokens = markup::tokens(&flat, &mut table)?;
    space::settle(&mut tokens, &table)?;
    let masked = mask::write(&tokens, &mut table)?;
    let minified = run(&format!("{OPEN}{masked}{CLOSE}"), &settings())?;
    let minified = minified
        .strip_prefix(OPEN)
        .and_then(|rest| rest.strip_suffix(CLOSE))
        .ok_or(MinifyFault::Changed {
            what: "an element is not closed",
        })?;
    let skeleton = |html: &str| -> Result<Vec<String>, MinifyFault> {
        // A copy, because reading enters new characters into the table.
        let mut scratch = table.clone();
        Ok(compare::skeleton(&markup::tokens(html, &mut scratch)?))
    };
    if skeleton(&masked)? != skeleton(minified)? {
        return Err(MinifyFault::Changed {
            what: "a tag would be lost, added or moved",
        });
    }
    Ok(table.restore(minified))
}

/// Whether the minified template holds the template tags of `before`, in the same order and the same kind of places,
/// and no expression in an attribute value without quotes.
fn same_places(before: &[Piece], minified: &str) -> Result<bool, MinifyFault> {
    let read = |pieces: &[Piece]| -> Result<_, MinifyFault> {
        let (mut table, flat) = Table::flatten(pieces)?;
        let tokens = markup::tokens(&flat, &mut table)?;
        let had_unquoted = tokens.iter().any(Token::was_requoted);
        Ok((compare::places(&tokens, &table), had_unquoted))
    };
    let (wanted, _) = read(before)?;
    // A result that cannot be read is not the template that could.
    let found = tags::scan(minified).and_then(|after| read(&after));
    Ok(found == Ok((wanted, false)))
}
