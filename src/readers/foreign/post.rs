//! A file about one paper: a post, or notes.
//!
//! The front matter says so, or the whole page is about the paper that its title names. Headings on it are
//! the page's own text and never papers.

use super::dates;
use super::evidence::{self, papers_in};
use super::line;
use super::reading::{self, Footnotes, Read};
use super::structure::{Record, keys};
use super::title;
use crate::markup::address;
use crate::model::identifier::ArxivId;
use crate::model::title::normal_title;
use crate::readers::document::inline;
use crate::readers::document::tree::{Kind, NodeId, Tree};
use crate::readers::front_matter::Document;
use crate::readers::record::words::count_words;
use crate::readers::record::{RawRecord, is_id};
use crate::readers::source::Source;
use crate::readers::value::Value;
use crate::readers::vocabulary::{self, Meaning, Role, STAND_IN};
use std::borrow::Cow;

/// How clearly the front matter is that of one paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    None,
    /// Names or an address, which digests have too.
    Some,
    /// What only a paper has.
    Clear,
}

/// Keys of front matter that say something of the page, whatever the vocabulary makes of them.
fn meaning(name: &str) -> Option<Meaning> {
    Some(match name {
        "date" | "layout" | "permalink" | "comments" | "draft" | "published" | "slug"
        | "weight" | "toc" | "math" | "mathjax" | "katex" | "lastmod" | "type" | "template"
        | "sidebar" | "hidden" | "featured" | "image" | "thumbnail" | "header" | "list_format"
        | "parent" | "nav_order" => (Role::Technical, 0),
        "canonical_id" | "arxiv-id" | "arxivId" => (Role::Id, 0),
        "canonical_url" | "paperurl" | "paper_url" | "source_url" | "external_link" => {
            (Role::Address(None), 0)
        }
        "paperTitle" | "paper_title" => (Role::Title, 0),
        _ => return None,
    })
}

fn claim(document: &Document<'_>) -> Claim {
    let has_title = document.fields().iter().any(|(name, value)| {
        matches!(
            meaning(name).or_else(|| vocabulary::role(name)),
            Some((Role::Title, _))
        ) && !value.is_empty()
    });
    if !has_title {
        return Claim::None;
    }
    let mut claim = Claim::None;
    for (name, value) in document.fields() {
        if value.is_empty() {
            continue;
        }
        let text = value.text().unwrap_or_default();
        let is_paper = is_id(&text) || evidence::key(&text).is_some();
        let found = match meaning(name).or_else(|| vocabulary::role(name)) {
            Some((Role::Abstract, rank)) if rank < STAND_IN => Claim::Clear,
            Some((Role::Id | Role::Address(_) | Role::Inner, _)) if is_paper => Claim::Clear,
            Some((Role::Venue, _)) if !address::is_web(&text) => Claim::Clear,
            Some((Role::Address(_) | Role::Inner, _)) if address::is_web(&text) => Claim::Some,
            Some((Role::Authors, _)) if name == "authors" || matches!(value, Value::List(_)) => {
                Claim::Some
            }
            _ => Claim::None,
        };
        claim = claim.max(found);
    }
    claim
}

/// The one paper of a page and where it begins in the body; none where the document is not the page of
/// one paper.
pub fn read<'a>(
    source: &'a Source<'a>,
    document: &Document<'a>,
    tree: &Tree<'a>,
    records: &[Record<'a>],
    footnotes: &Footnotes,
) -> Option<(Read<'a>, usize)> {
    let claim = claim(document);
    let heading = page_heading(tree, document);
    let is_named_by_file = ArxivId::in_slug(source.file_name()).is_some();
    // A heading of the second level is that of a paper in our own form.
    let is_top = heading.is_some_and(|heading| tree.node(heading).kind == Kind::Heading(1));
    let is_about_one = (is_top || document.has_fields()) && is_about_one(tree, heading, records);
    let has_title = document.text("title").is_some() || document.text("paperTitle").is_some();
    let is_page = claim == Claim::Clear
        || (claim == Claim::Some && records.len() < 2)
        || is_about_one
        || (document.text("title").is_some() && refers_to_one(tree, records))
        || (records.is_empty()
            && (has_title || heading.is_some())
            && (is_named_by_file || ((has_title || is_top) && names_one(tree))));
    if !is_page {
        return None;
    }
    let mut raw = from_front_matter(document);
    if !raw.has(Role::Title) || claim == Claim::None {
        let lead = heading.and_then(|heading| title::heading(&tree.node(heading).pieces));
        let written = heading.map(|heading| inline::text(&tree.node(heading).pieces));
        let text = lead
            .as_ref()
            .map(|lead| lead.title.clone())
            .or(written.map(|text| title::cleaned(&text)));
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let is_other = document.text("title").is_none_or(|title| {
                let (a, b) = (normal_title(&title), normal_title(&text));
                !(a.contains(&b) || b.contains(&a))
            });
            if !raw.has(Role::Title)
                || (is_other
                    && evidence::is_title_like(&text)
                    && claim == Claim::None
                    && is_about_one)
            {
                raw.fields.retain(|field| field.role != Some(Role::Title));
                raw.add(Role::Title, text);
            }
        }
        if let Some(url) = lead.and_then(|lead| lead.url) {
            let role = if evidence::key(&url).is_some() || address::is_web(&url) {
                Role::Address(None)
            } else {
                Role::Slug
            };
            raw.add(role, url);
        }
    }
    if !raw.has(Role::Title) {
        return None;
    }
    raw.add(Role::Slug, source.file_name());
    let nodes = body(tree, heading);
    let start = heading.map_or(0, |heading| tree.node(heading).start);
    Some((reading::page(tree, &nodes, raw, footnotes), start))
}

/// The fields of the front matter. A single author beside other fields is the author of the post.
fn from_front_matter<'a>(document: &Document<'a>) -> RawRecord<'a> {
    let fields = document.fields().clone();
    let has_authors = fields.iter().any(|(name, _)| name == "authors");
    let mut raw = RawRecord::from_fields_as(fields, |name| {
        meaning(name).or_else(|| (name == "author" && has_authors).then_some((Role::Fact, 0)))
    });
    raw.style = super::reading::STYLE;
    for field in &mut raw.fields {
        if field.role == Some(Role::Title)
            && let Some(text) = field.value.text()
        {
            field.value = Value::Text(Cow::Owned(title::cleaned(&text)));
        }
        let is_one_name = |value: &Value<'_>| {
            value
                .text()
                .is_some_and(|text| !text.contains([',', ';']) && !text.contains(" and "))
        };
        if field.name == "author" && is_one_name(&field.value) {
            field.role = Some(Role::Fact);
            field.name = Cow::Borrowed("Post by");
        }
        if let Some(text) = field.value.text()
            && field.role == Some(Role::Id)
            && let Some((_, id)) = text
                .split_once(':')
                .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("arxiv"))
        {
            field.value = Value::Text(Cow::Owned(id.to_owned()));
        }
    }
    raw
}

/// The heading of the whole page: the first block, above all others, or one that says what the front
/// matter says.
fn page_heading(tree: &Tree<'_>, document: &Document<'_>) -> Option<NodeId> {
    let section = top_section(tree)?;
    let heading = tree.heading(section)?;
    let text = inline::text(&tree.node(heading).pieces);
    let is_alone = tree
        .children(Tree::ROOT)
        .iter()
        .filter(|child| matches!(tree.node(**child).kind, Kind::Section(_)))
        .count()
        == 1;
    let says_title = document.text("title").is_some_and(|title| {
        let (a, b) = (normal_title(&title), normal_title(&text));
        !b.is_empty() && (a.contains(&b) || b.contains(&a))
    });
    let is_above = tree.node(section).kind == Kind::Section(1) || !document.has_fields();
    (is_alone && is_above || says_title).then_some(heading)
}

fn top_section(tree: &Tree<'_>) -> Option<NodeId> {
    let mut children = tree.children(Tree::ROOT).iter().copied();
    children.find(|child| matches!(tree.node(*child).kind, Kind::Section(_)))
}

/// What stands on the page beside its heading.
fn body(tree: &Tree<'_>, heading: Option<NodeId>) -> Vec<NodeId> {
    let section = heading.map(|heading| tree.node(heading).parent);
    let mut nodes = Vec::new();
    for &child in tree.children(Tree::ROOT) {
        if Some(child) == section {
            nodes.extend(&tree.children(child)[1..]);
        } else {
            nodes.push(child);
        }
    }
    nodes
}

/// Whether the page is about the paper of its heading: the heading or what stands directly beneath it
/// names one paper, and other papers are a small part of the text.
fn is_about_one(tree: &Tree<'_>, heading: Option<NodeId>, records: &[Record<'_>]) -> bool {
    let Some(heading) = heading else { return false };
    if dates::is_week(&inline::text(&tree.node(heading).pieces)) {
        return false;
    }
    let section = tree.node(heading).parent;
    let linked = title::heading(&tree.node(heading).pieces).and_then(|lead| lead.url);
    if let [only] = records
        && only.node == section
    {
        return true;
    }
    let is_linked = linked.as_deref().and_then(evidence::key).is_some();
    let is_within = |id: NodeId| {
        records
            .iter()
            .any(|record| record.node == id || tree.ancestors(id).any(|above| above == record.node))
    };
    let is_in_row = |id| {
        is_within(id)
            && tree
                .ancestors(id)
                .any(|above| matches!(tree.node(above).kind, Kind::Row { .. }))
    };
    let mut found = Vec::new();
    for &child in &tree.children(section)[1..] {
        if matches!(tree.node(child).kind, Kind::Section(_)) {
            break;
        }
        if matches!(
            tree.node(child).kind,
            Kind::Paragraph | Kind::List(_) | Kind::Quote | Kind::Run | Kind::Table
        ) {
            for block in tree
                .text_blocks(child)
                .into_iter()
                .filter(|block| !is_in_row(*block))
            {
                found.extend(keys(&tree.node(block).pieces));
            }
        }
    }
    let is_small = share(tree, records) * 3.0 < 1.0;
    (is_linked || (papers_in(&found) == 1 && !is_within(heading))) && is_small
}

/// Whether the lines of links on a page name one paper, and what else looks like papers is a small part of
/// its text: the works that it cites.
fn refers_to_one(tree: &Tree<'_>, records: &[Record<'_>]) -> bool {
    let mut found = Vec::new();
    for block in tree.text_blocks(Tree::ROOT) {
        for line in inline::lines(&tree.node(block).pieces) {
            if line::is_references(line) {
                found.extend(keys(line));
            }
        }
    }
    papers_in(&found) == 1 && share(tree, records) < 0.5
}

/// Share of the words of a page that stand in records.
fn share(tree: &Tree<'_>, records: &[Record<'_>]) -> f64 {
    let words =
        |id: NodeId| f64::from(u32::try_from(count_words(&tree.text(id))).unwrap_or(u32::MAX));
    let inside: f64 = records.iter().map(|record| words(record.node)).sum();
    inside / words(Tree::ROOT).max(1.0)
}

/// Whether all links of the page name one paper.
fn names_one(tree: &Tree<'_>) -> bool {
    let mut found = Vec::new();
    for block in tree.text_blocks(Tree::ROOT) {
        found.extend(keys(&tree.node(block).pieces));
    }
    papers_in(&found) == 1
}
