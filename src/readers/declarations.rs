//! What people write beside digests: `content/topics/*.md`, `content/pages/*.md` and
//! `content/authors.toml`.

use super::source::Source;
use super::{Options, front_matter};
use crate::diagnostic::Diagnostic;
use crate::model::author::{AuthorDeclaration, Orcid};
use crate::model::declaration::{StandingPage, TopicDeclaration};
use crate::model::slug;
use serde::Deserialize;
use std::collections::HashSet;
use toml::Spanned;

/// What the front matter of a topic can say.
const TOPIC_KEYS: &[&str] = &["title", "aliases", "keywords", "hidden", "parent"];

/// What the front matter of a standing page can say.
const PAGE_KEYS: &[&str] = &["title", "description", "slug", "draft"];

/// Reads a declared topic; its title is its file's name where the front matter has none.
///
/// # Errors
/// A diagnostic that points at the fault.
pub fn topic(source: &Source<'_>) -> Result<TopicDeclaration, Diagnostic> {
    let document = front_matter::split(source)?;
    document.refuse_unknown(TOPIC_KEYS, "a topic")?;
    Ok(TopicDeclaration {
        title: document
            .text("title")
            .unwrap_or_else(|| stem(source).replace('-', " ")),
        aliases: document.list("aliases"),
        keywords: document.list("keywords"),
        is_hidden: document.flag("hidden"),
        parent: document.text("parent"),
        introduction: text_of(document.body),
        source: source.name.to_owned(),
    })
}

/// Reads a standing page; `None` for a draft that is not asked for.
///
/// # Errors
/// A diagnostic that points at the fault.
pub fn page(source: &Source<'_>, options: Options) -> Result<Option<StandingPage>, Diagnostic> {
    let document = front_matter::split(source)?;
    document.refuse_unknown(PAGE_KEYS, "a page")?;
    if document.flag("draft") && !options.drafts {
        return Ok(None);
    }
    let name = document
        .text("slug")
        .unwrap_or_else(|| stem(source).to_owned());
    let slug = slug::slug(&name);
    if slug.is_empty() {
        let fault = Diagnostic::error("no address can be made of this file's name")
            .code("no-slug")
            .help("add `slug = \"…\"` to the front matter");
        return Err(source.point(fault, 0));
    }
    Ok(Some(StandingPage {
        slug,
        title: document
            .text("title")
            .unwrap_or_else(|| stem(source).replace('-', " ")),
        description: document.text("description"),
        body: document.body.trim().to_owned(),
        source: source.name.to_owned(),
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
pub fn authors(source: &Source<'_>) -> Result<Vec<AuthorDeclaration>, Diagnostic> {
    let file: AuthorsFile = toml::from_str(source.text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let fault = Diagnostic::error(error.message().to_owned())
            .code("broken-authors")
            .help("an author is a table [[author]] with `name`, and with `aliases`, `orcid`, `slug` or `papers`");
        source.point(fault, offset)
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
        let fault = Diagnostic::error(refused)
            .code("bad-slug")
            .help("write small letters, digits and hyphens, different for each author: jane-smith-of-physics");
        return Err(source.point(fault, written.span().start));
    }
    let tables = file.author.into_iter();
    tables.map(|table| author(source, table)).collect()
}

fn author(
    source: &Source<'_>,
    table: Spanned<AuthorTable>,
) -> Result<AuthorDeclaration, Diagnostic> {
    let line = source.position(table.span().start).line;
    let table = table.into_inner();
    let orcid = table.orcid.map(|written| {
        Orcid::parse(written.get_ref()).ok_or_else(|| {
            let fault = Diagnostic::error(format!("`{}` is no ORCID", written.get_ref()))
                .code("bad-orcid")
                .help("write it like 0000-0002-1825-0097; its last character is a check digit");
            source.point(fault, written.span().start)
        })
    });
    if !table.name.get_ref().chars().any(char::is_alphanumeric) {
        let fault = Diagnostic::error("an author needs a name")
            .code("no-name")
            .help("write the name as papers have it");
        return Err(source.point(fault, table.name.span().start));
    }
    Ok(AuthorDeclaration {
        name: table.name.into_inner(),
        aliases: table.aliases,
        orcid: orcid.transpose()?,
        slug: table.slug.map(Spanned::into_inner),
        papers: table.papers,
        source: source.name.to_owned(),
        line,
    })
}

fn stem<'a>(source: &Source<'a>) -> &'a str {
    let name = source.file_name();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn text_of(body: &str) -> Option<String> {
    let body = body.trim();
    (!body.is_empty()).then(|| body.to_owned())
}
