//! What people write beside digests: `content/topics/*.md` and `content/pages/*.md`.

use super::front_matter;
use super::{Input, Options};
use crate::diagnostic::Diagnostic;
use crate::model::declaration::{StandingPage, TopicDeclaration};
use crate::model::slug;

/// Reads a declared topic; its title is its file's name where the front matter has none.
///
/// # Errors
/// A diagnostic that points at the fault.
pub fn topic(input: Input<'_>) -> Result<TopicDeclaration, Diagnostic> {
    let document = front_matter::split(input)?;
    Ok(TopicDeclaration {
        title: document
            .text("title")
            .unwrap_or_else(|| stem(input).replace('-', " ")),
        aliases: document.list("aliases"),
        keywords: document.list("keywords"),
        is_hidden: document.flag("hidden"),
        parent: document.text("parent"),
        introduction: text_of(document.body),
        source: input.name.to_owned(),
    })
}

/// Reads a standing page; `None` for a draft that is not asked for.
///
/// # Errors
/// A diagnostic that points at the fault.
pub fn page(input: Input<'_>, options: Options) -> Result<Option<StandingPage>, Diagnostic> {
    let document = front_matter::split(input)?;
    if document.flag("draft") && !options.drafts {
        return Ok(None);
    }
    let name = document
        .text("slug")
        .unwrap_or_else(|| stem(input).to_owned());
    let slug = slug::slug(&name);
    if slug.is_empty() {
        return Err(
            Diagnostic::error("no address can be made of this file's name")
                .in_file(input.name)
                .at_line(input.text, 1)
                .help("add `slug = \"…\"` to the front matter"),
        );
    }
    Ok(Some(StandingPage {
        slug,
        title: document
            .text("title")
            .unwrap_or_else(|| stem(input).replace('-', " ")),
        description: document.text("description"),
        body: document.body.trim().to_owned(),
        source: input.name.to_owned(),
    }))
}

fn stem<'a>(input: Input<'a>) -> &'a str {
    let name = input.name.rsplit('/').next().unwrap_or(input.name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn text_of(body: &str) -> Option<String> {
    let body = body.trim();
    (!body.is_empty()).then(|| body.to_owned())
}
