//! What people write beside digests: `content/topics/*.md`, `content/pages/*.md` and
//! `content/authors.toml`.

use super::front_matter;
use super::{Input, Options};
use crate::diagnostic::{Diagnostic, line_and_column};
use crate::model::author::{AuthorDeclaration, Orcid};
use crate::model::declaration::{StandingPage, TopicDeclaration};
use crate::model::slug;
use serde::Deserialize;
use std::collections::HashSet;
use toml::Spanned;

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

/// The file of authors, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorsFile {
    #[serde(default)]
    author: Vec<Spanned<AuthorTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorTable {
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    orcid: Option<Spanned<String>>,
    slug: Option<Spanned<String>>,
    papers: Option<Vec<String>>,
}

/// Reads what is said of authors: a table `[[author]]` each.
///
/// # Errors
/// A diagnostic that points at the fault.
pub fn authors(input: Input<'_>) -> Result<Vec<AuthorDeclaration>, Diagnostic> {
    let file: AuthorsFile = toml::from_str(input.text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        Diagnostic::error(error.message().to_owned())
            .in_file(input.name)
            .at_offset(input.text, offset)
            .help("an author is a table [[author]] with `name`, and with `aliases`, `orcid`, `slug` or `papers`")
    })?;
    let mut taken = HashSet::new();
    for written in file
        .author
        .iter()
        .filter_map(|table| table.get_ref().slug.as_ref())
    {
        let slug = written.get_ref();
        let refused = if slug.is_empty() || slug::slug(slug) != *slug || slug == "index" {
            format!("`{slug}` cannot be an address")
        } else if !taken.insert(slug.clone()) {
            format!("two authors have the address `{slug}`")
        } else {
            continue;
        };
        return Err(Diagnostic::error(refused)
            .in_file(input.name)
            .at_offset(input.text, written.span().start)
            .help("write small letters, digits and hyphens, each author's its own: jane-smith-of-physics"));
    }
    let tables = file.author.into_iter();
    tables.map(|table| author(input, table)).collect()
}

fn author(input: Input<'_>, table: Spanned<AuthorTable>) -> Result<AuthorDeclaration, Diagnostic> {
    let (line, _) = line_and_column(input.text, table.span().start);
    let table = table.into_inner();
    let orcid = table.orcid.map(|written| {
        Orcid::parse(written.get_ref()).ok_or_else(|| {
            Diagnostic::error(format!("`{}` is no ORCID", written.get_ref()))
                .in_file(input.name)
                .at_offset(input.text, written.span().start)
                .help("write it like 0000-0002-1825-0097; its last sign is a check digit")
        })
    });
    if !table.name.get_ref().chars().any(char::is_alphanumeric) {
        return Err(Diagnostic::error("an author needs a name")
            .in_file(input.name)
            .at_offset(input.text, table.name.span().start)
            .help("write the name as papers have it"));
    }
    Ok(AuthorDeclaration {
        name: table.name.into_inner(),
        aliases: table.aliases,
        orcid: orcid.transpose()?,
        slug: table.slug.map(Spanned::into_inner),
        papers: table.papers,
        source: input.name.to_owned(),
        line,
    })
}

fn stem<'a>(input: Input<'a>) -> &'a str {
    let name = input.name.rsplit('/').next().unwrap_or(input.name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn text_of(body: &str) -> Option<String> {
    let body = body.trim();
    (!body.is_empty()).then(|| body.to_owned())
}
