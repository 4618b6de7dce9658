//! Which parts of a document are papers.
//!
//! A record is a repeated structure: sections of a level, items, rows, paragraphs that begin with a title,
//! elements of a class. Evidence decides which nodes of the tree are records, from the leaves up:
//!
//! 1. [`make_runs`] puts a paragraph that begins with a title and what follows it under one node.
//! 2. [`Search::visit`] asks each node whether it is about one paper: it has a title, and outside of the
//!    papers within it one identifier, labels or names. A node that holds several papers is a group;
//!    of a node with one paper in it and that paper, the larger one is the record if both have one
//!    title.
//! 3. [`Search::join`] adds nodes with a title alone that stand among records of their shape.

use super::boilerplate;
use super::evidence::{self, Key, is_generic, papers_in};
use super::line::{is_references, label};
use super::title::{self, Lead, Strength};
use crate::model::title::normal_title;
use crate::readers::document::inline::{self, Piece, PieceKind};
use crate::readers::document::tree::{Kind, NodeId, Tree};
use crate::readers::record::people;
use crate::readers::record::words::count_words;
use crate::readers::vocabulary::{self, Role};
use std::collections::{HashMap, HashSet};

/// A part of the document that is about one paper.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    pub node: NodeId,
    pub lead: Lead<'a>,
    /// The text block that has the title.
    pub block: NodeId,
    /// What names the paper.
    pub key: Option<Key>,
    certainty: Certainty,
}

/// How sure it is that a node is a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    /// It has a title.
    Weak,
    /// It has names or labels that papers have, or speaks of one paper.
    Likely,
    /// It links to one paper.
    Sure,
}

/// Finds the records of a document, in its order.
pub fn records<'a>(tree: &mut Tree<'a>) -> Vec<Record<'a>> {
    make_runs(tree, Tree::ROOT);
    let mut search = Search {
        facts: facts(tree),
        heads: heads(tree),
        tree,
        weak: Vec::new(),
    };
    let mut records = search.visit(Tree::ROOT);
    search.join(&mut records);
    records.sort_by_key(|record| (tree.node(record.node).start, record.node));
    records
}

/// Puts paragraphs that begin with a title, each with what follows it, under nodes of their own. In a
/// container without headings, what stands between two rules is such a run too.
fn make_runs(tree: &mut Tree<'_>, id: NodeId) {
    for child in tree.children(id).to_vec() {
        make_runs(tree, child);
    }
    if !matches!(
        tree.node(id).kind,
        Kind::Root | Kind::Section(_) | Kind::Element { .. } | Kind::Quote
    ) {
        return;
    }
    let children = tree.children(id).to_vec();
    let is_start = |tree: &Tree<'_>, child: NodeId| {
        let node = tree.node(child);
        let lines = inline::lines(&node.pieces);
        let lead = lines.first().and_then(|line| title::lead(line));
        node.kind == Kind::Paragraph
            && lead.is_some_and(|lead| {
                lead.strength > Strength::Plain && !lead.url.is_some_and(|url| url.starts_with('#'))
            })
    };
    let is_end = |tree: &Tree<'_>, child: NodeId| {
        matches!(
            tree.node(child).kind,
            Kind::Section(_) | Kind::Rule | Kind::Heading(_)
        )
    };
    let starts: Vec<usize> = (0..children.len())
        .filter(|at| is_start(tree, children[*at]))
        .collect();
    let rules = children
        .iter()
        .filter(|child| tree.node(**child).kind == Kind::Rule)
        .count();
    let has_sections = children
        .iter()
        .any(|child| matches!(tree.node(*child).kind, Kind::Section(_)));
    let mut runs: Vec<(usize, usize)> = Vec::new();
    if !starts.is_empty() {
        for (index, &start) in starts.iter().enumerate() {
            let next = starts.get(index + 1).copied().unwrap_or(children.len());
            let end = (start + 1..next)
                .find(|at| is_end(tree, children[*at]))
                .unwrap_or(next);
            runs.push((start, end));
        }
    } else if rules >= 2 && !has_sections {
        let mut start = 0;
        for at in 0..=children.len() {
            if at == children.len() || is_end(tree, children[at]) {
                if at > start {
                    runs.push((start, at));
                }
                start = at + 1;
            }
        }
    }
    for (start, end) in runs.into_iter().rev() {
        tree.group(id, start, end);
    }
}

/// What the lines of a text block say about papers.
#[derive(Debug, Default, Clone)]
struct Facts {
    /// Papers that lines made of links and ids name, and such that stand in other text.
    references: Vec<Key>,
    prose: Vec<Key>,
    /// Whether papers in other text are links with words of their own, as in a sentence.
    is_cited: bool,
    has_label: bool,
    has_names: bool,
    words: usize,
}

fn facts(tree: &Tree<'_>) -> HashMap<NodeId, Facts> {
    let blocks = tree.text_blocks(Tree::ROOT);
    blocks
        .into_iter()
        .map(|block| (block, facts_of(tree, block)))
        .collect()
}

fn facts_of(tree: &Tree<'_>, block: NodeId) -> Facts {
    let mut facts = Facts::default();
    if tree.node(block).kind == Kind::Code {
        return facts;
    }
    for (index, line) in inline::lines(&tree.node(block).pieces)
        .into_iter()
        .enumerate()
    {
        let keys = keys(line);
        let labelled = label(line);
        let role = labelled.as_ref().and_then(|label| label.role);
        facts.has_label |= matches!(role, Some(Role::Authors | Role::Abstract))
            && labelled.as_ref().is_some_and(|label| {
                vocabulary::role(&label.name).is_some_and(|(_, rank)| rank < vocabulary::STAND_IN)
            });
        let is_reference =
            is_references(line) || matches!(role, Some(Role::Address(_) | Role::Id | Role::Inner));
        if is_reference {
            facts.references.extend(keys);
        } else {
            let mut links = inline::links(line).into_iter();
            facts.is_cited |= links.any(|(url, text)| {
                evidence::key(url).is_some() && !is_generic(&text) && !text.contains("://")
            });
            facts.prose.extend(keys);
        }
        let text = inline::text(line);
        facts.words += count_words(&text);
        let is_latin = text.chars().any(|c| c.is_ascii_alphabetic());
        let has_several = text.contains([',', '，', '、', ';'])
            || text.contains(" and ")
            || text.contains("et al");
        facts.has_names |= index <= 1
            && is_latin
            && has_several
            && people::are_names(text.trim_matches(['*', '_', ' ', '.']));
    }
    facts
}

/// The papers that a line names.
pub fn keys(line: &[Piece<'_>]) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for piece in line {
        piece.walk(&mut |piece| match &piece.kind {
            PieceKind::Link(url) => keys.extend(evidence::key(url)),
            PieceKind::Text(text) | PieceKind::Code(text) => {
                keys.extend(evidence::bare_ids(text).map(|(_, id)| Key::Arxiv(id)));
                let urls = crate::markup::address::find(text);
                keys.extend(urls.iter().filter_map(|url| evidence::key(url)));
            }
            _ => {}
        });
    }
    keys
}

/// For each table what its columns are called.
fn heads(tree: &Tree<'_>) -> HashMap<NodeId, Vec<String>> {
    let mut heads = HashMap::new();
    for id in 0..tree.len() {
        if tree.node(id).kind == Kind::Table {
            heads.insert(id, columns(tree, id));
        }
    }
    heads
}

/// The names of a table's columns, from its head or, in HTML, from a first row of names.
pub fn columns(tree: &Tree<'_>, table: NodeId) -> Vec<String> {
    let Some(&first) = tree.children(table).first() else {
        return Vec::new();
    };
    let cells: Vec<String> = tree
        .children(first)
        .iter()
        .map(|cell| tree.text(*cell))
        .collect();
    let is_head = tree.node(first).kind == Kind::Row { is_head: true }
        || cells
            .iter()
            .filter(|name| vocabulary::role(super::marks::trimmed(name)).is_some())
            .count()
            >= 2;
    if is_head { cells } else { Vec::new() }
}

struct Search<'t, 'a> {
    tree: &'t Tree<'a>,
    facts: HashMap<NodeId, Facts>,
    heads: HashMap<NodeId, Vec<String>>,
    /// Nodes that have a title and no other evidence.
    weak: Vec<Record<'a>>,
}

impl<'a> Search<'_, 'a> {
    /// The records in a node, itself included.
    fn visit(&mut self, id: NodeId) -> Vec<Record<'a>> {
        let node = self.tree.node(id);
        if node.kind == Kind::Hidden {
            return Vec::new();
        }
        let mut inner = Vec::new();
        for &child in &node.children {
            inner.extend(self.visit(child));
        }
        let is_candidate = matches!(
            node.kind,
            Kind::Section(_)
                | Kind::Item
                | Kind::Row { is_head: false }
                | Kind::Run
                | Kind::Quote
                | Kind::Element { .. }
        );
        if !is_candidate {
            return inner;
        }
        let Some(own) = self.record(id, &inner) else {
            return inner;
        };
        if inner.is_empty() {
            if own.certainty == Certainty::Weak {
                self.weak.push(own);
                return inner;
            }
            return vec![own];
        }
        if !self.is_larger(&own, &inner) {
            return inner;
        }
        let known = inner.into_iter().find_map(|record| record.key);
        vec![Record {
            key: own.key.or(known),
            ..own
        }]
    }

    /// Whether a node is the record, and what was found within it are parts of that.
    fn is_larger(&self, own: &Record<'a>, inner: &[Record<'a>]) -> bool {
        if own.certainty == Certainty::Sure {
            return true;
        }
        let [only] = inner else { return false };
        let (a, b) = (
            normal_title(&own.lead.title),
            normal_title(&only.lead.title),
        );
        let is_same = a.starts_with(&b) || b.starts_with(&a);
        let is_translation = own.lead.title.is_ascii() != only.lead.title.is_ascii();
        let is_marked = own.lead.strength >= Strength::Marked;
        let is_block = !matches!(self.tree.node(only.node).kind, Kind::Section(_));
        is_same
            || (is_marked
                && is_block
                && is_translation
                && matches!(self.tree.node(own.node).kind, Kind::Section(_)))
    }

    /// The record that a node is by itself, without what is found within it.
    fn record(&self, id: NodeId, inner: &[Record<'a>]) -> Option<Record<'a>> {
        let within: HashSet<NodeId> = inner
            .iter()
            .flat_map(|record| self.tree.text_blocks(record.node))
            .collect();
        let (lead, block) = self.lead(id)?;
        let is_wrapper =
            matches!(self.tree.node(id).kind, Kind::Element { .. }) && inner.len() == 1;
        if within.contains(&block) && !is_wrapper {
            return None;
        }
        if lead.url.as_deref().is_some_and(|url| url.starts_with('#')) {
            return None;
        }
        let mut references: Vec<&Key> = Vec::new();
        let mut prose: Vec<&Key> = Vec::new();
        let (mut has_label, mut has_names, mut words) = (false, false, 0);
        let mut is_cited = false;
        for at in self.tree.text_blocks(id) {
            let Some(facts) = self.facts.get(&at).filter(|_| !within.contains(&at)) else {
                continue;
            };
            references.extend(&facts.references);
            prose.extend(&facts.prose);
            is_cited |= facts.is_cited;
            has_label |= facts.has_label;
            has_names |= facts.has_names && at != block;
            words += facts.words;
        }
        let is_row = matches!(self.tree.node(id).kind, Kind::Row { .. });
        if is_row {
            references.append(&mut prose);
            has_label |= self.has_column(id, &[Role::Authors, Role::Abstract]);
        }
        let title_key = lead.url.as_deref().and_then(evidence::key);
        let first = references.first().map(|key| (*key).clone());
        let named = papers_in(references.iter().copied());
        let certainty = if title_key.is_some() || named == 1 {
            Certainty::Sure
        } else if named > 1 {
            // Several papers, of which none is in the title: a group, or a paper with its references.
            let is_titled = lead.strength >= Strength::Marked && first.is_some() && words > 60;
            if !is_titled {
                return None;
            }
            Certainty::Likely
        } else if has_label
            || (has_names && words >= 20)
            || (papers_in(prose.iter().copied()) == 1
                && (lead.strength > Strength::Plain || !is_cited))
        {
            Certainty::Likely
        } else {
            Certainty::Weak
        };
        let key = title_key.or(first).or_else(|| {
            let only = papers_in(prose.iter().copied()) == 1;
            prose.first().filter(|_| only).map(|key| (*key).clone())
        });
        Some(Record {
            node: id,
            lead,
            block,
            key,
            certainty,
        })
    }

    /// The title of a node, and the text block that has it.
    fn lead(&self, id: NodeId) -> Option<(Lead<'a>, NodeId)> {
        let tree = self.tree;
        match &tree.node(id).kind {
            Kind::Section(_) => {
                let heading = tree.heading(id)?;
                if let Some(lead) = self.titled_beneath(id, heading) {
                    return Some(lead);
                }
                let name = boilerplate::group_name(&tree.text(heading));
                let lead = title::heading(&tree.node(heading).pieces)?;
                (!boilerplate::is_generic_group(&name)).then_some((lead, heading))
            }
            Kind::Row { .. } => self.lead_of_row(id),
            Kind::Element { .. } => {
                let blocks = tree.text_blocks(id);
                let leads = blocks.into_iter().take(8).filter_map(|block| {
                    let node = tree.node(block);
                    let lead = match node.kind {
                        Kind::Heading(_) => title::heading(&node.pieces).map(|mut lead| {
                            lead.strength = lead.strength.max(Strength::Marked);
                            lead
                        }),
                        _ => first_line(tree, block),
                    };
                    Some((lead?, block))
                });
                let mut best: Option<(Lead<'a>, NodeId)> = None;
                for (lead, block) in leads {
                    if best
                        .as_ref()
                        .is_none_or(|(known, _)| known.strength < lead.strength)
                    {
                        best = Some((lead, block));
                    }
                }
                best.filter(|(lead, _)| lead.strength > Strength::Plain)
            }
            _ => {
                let blocks = tree.text_blocks(id);
                let mut blocks = blocks
                    .into_iter()
                    .filter(|block| !tree.node(*block).pieces.iter().all(Piece::is_blank));
                let block = blocks.next()?;
                if let Some(lead) = first_line(tree, block) {
                    return Some((lead, block));
                }
                // An address alone, and the title beneath it.
                let lines = inline::lines(&tree.node(block).pieces);
                let is_address = lines.len() == 1 && is_references(lines[0]);
                let next = blocks.next().filter(|_| is_address)?;
                let lead = first_line(tree, next)?;
                Some((lead, next))
            }
        }
    }

    /// The title of a section whose heading only says that a title follows: `### Title:`.
    fn titled_beneath(&self, id: NodeId, heading: NodeId) -> Option<(Lead<'a>, NodeId)> {
        let tree = self.tree;
        let label = label(&tree.node(heading).pieces)?;
        if label.role != Some(Role::Title) {
            return None;
        }
        let (line, block) = if label.rest.iter().all(Piece::is_blank) {
            let block = *tree.children(id).get(1)?;
            (
                inline::lines(&tree.node(block).pieces).first()?.to_vec(),
                block,
            )
        } else {
            (label.rest, heading)
        };
        let text = inline::text(&line);
        let lead = title::lead(&line).filter(|lead| lead.url.is_some());
        let lead = lead.unwrap_or_else(|| Lead {
            title: title::cleaned(&text),
            url: None,
            strength: Strength::Marked,
            date: None,
            before: Vec::new(),
            rest: Vec::new(),
        });
        Some((lead, block))
    }

    fn lead_of_row(&self, row: NodeId) -> Option<(Lead<'a>, NodeId)> {
        let tree = self.tree;
        let cells = tree.children(row);
        let mut best: Option<(Lead<'a>, NodeId)> = None;
        for (index, &cell) in cells.iter().enumerate() {
            let Some(block) = tree.text_blocks(cell).into_iter().next() else {
                continue;
            };
            let role = self.role_of_column(row, index);
            let whole = || {
                let is_title = role == Some(Role::Title);
                is_title
                    .then(|| title::whole(&tree.node(block).pieces))
                    .flatten()
            };
            let Some(mut lead) = first_line(tree, block).or_else(whole) else {
                continue;
            };
            match role {
                Some(Role::Title | Role::Inner) => {
                    title::complete(&mut lead);
                    lead.strength = lead.strength.max(Strength::Marked);
                }
                Some(_) if lead.strength == Strength::Plain => continue,
                _ => {}
            }
            let is_better = best.as_ref().is_none_or(|(known, _)| {
                known.strength < lead.strength || role == Some(Role::Title)
            });
            if is_better {
                best = Some((lead, block));
            }
        }
        best
    }

    fn role_of_column(&self, row: NodeId, column: usize) -> Option<Role> {
        let name = self.heads.get(&self.tree.node(row).parent)?.get(column)?;
        vocabulary::role(super::marks::trimmed(name)).map(|(role, _)| role)
    }

    fn has_column(&self, row: NodeId, wanted: &[Role]) -> bool {
        let count = self.tree.children(row).len();
        (0..count).any(|column| {
            self.role_of_column(row, column)
                .is_some_and(|role| wanted.contains(&role))
        })
    }

    /// Adds the nodes with a title alone that stand among records of their shape.
    fn join(&mut self, records: &mut Vec<Record<'a>>) {
        let tree = self.tree;
        let shape = |id: NodeId| std::mem::discriminant(&tree.node(id).kind);
        let mut siblings: HashMap<NodeId, Vec<&Record<'a>>> = HashMap::new();
        for record in records.iter() {
            siblings
                .entry(tree.node(record.node).parent)
                .or_default()
                .push(record);
        }
        let inside: HashSet<NodeId> = records.iter().map(|record| record.node).collect();
        let mut joined = Vec::new();
        for weak in std::mem::take(&mut self.weak) {
            let parent = tree.node(weak.node).parent;
            let Some(known) = siblings.get(&parent) else {
                continue;
            };
            let is_within = tree
                .ancestors(weak.node)
                .any(|above| inside.contains(&above));
            let alike = known
                .iter()
                .filter(|record| shape(record.node) == shape(weak.node))
                .count();
            let all = tree
                .children(parent)
                .iter()
                .filter(|id| shape(**id) == shape(weak.node))
                .count();
            let is_list = matches!(tree.node(weak.node).kind, Kind::Item | Kind::Row { .. });
            let is_marked = weak.lead.strength >= Strength::Marked
                && known
                    .iter()
                    .all(|record| record.lead.strength >= Strength::Marked);
            let links = tree.links(weak.node);
            let is_paper = |text: &str| {
                let text = text.trim().to_lowercase();
                text == "paper" || text == "pdf"
            };
            let leads_elsewhere = links
                .iter()
                .find(|(_, text)| is_paper(text))
                .or(links.first())
                .is_some_and(|(url, _)| evidence::is_of_other(url));
            let fits = if is_list {
                alike * 2 >= all
            } else {
                is_marked && alike >= 2
            };
            if fits && !is_within && !leads_elsewhere && alike > 0 {
                joined.push(weak);
            }
        }
        records.extend(joined);
        if records.is_empty() {
            return;
        }
        records.retain(|record| !is_generic(&record.lead.title));
    }
}

/// The title with which a text block begins.
fn first_line<'a>(tree: &Tree<'a>, block: NodeId) -> Option<Lead<'a>> {
    let lines = inline::lines(&tree.node(block).pieces);
    title::lead(lines.first()?)
}
