//! The nodes of a document.

use super::inline::{self, Piece};
use std::borrow::Cow;

/// Position of a node in its tree.
pub type NodeId = usize;

/// A document. The first node is its root.
#[derive(Debug)]
pub struct Tree<'a> {
    pub(super) source: &'a str,
    pub(super) nodes: Vec<Node<'a>>,
}

/// A block of a document.
#[derive(Debug)]
pub struct Node<'a> {
    pub kind: Kind<'a>,
    /// Where it begins and ends in the source.
    pub start: usize,
    pub end: usize,
    pub parent: NodeId,
    pub children: Vec<NodeId>,
    /// The content of a text block.
    pub pieces: Vec<Piece<'a>>,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind<'a> {
    Root,
    /// A heading of a level and what follows it, up to the next of the same or a higher level.
    Section(u8),
    Heading(u8),
    Paragraph,
    /// With the number that it begins with, where it is numbered.
    List(Option<u64>),
    Item,
    Table,
    Row {
        is_head: bool,
    },
    Cell,
    Quote,
    Code,
    Rule,
    /// An element of HTML that groups others.
    Element {
        name: &'static str,
        class: Cow<'a, str>,
    },
    /// What `details` shows while it is closed.
    Summary,
    /// A footnote, with its label.
    Footnote(Cow<'a, str>),
    /// What no reader of a page sees: comments, scripts, navigation.
    Hidden,
    /// Several siblings that stand together, as a paragraph and what follows it.
    Run,
}

impl<'a> Tree<'a> {
    /// The root of the document.
    pub const ROOT: NodeId = 0;

    pub fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id]
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn children(&self, id: NodeId) -> &[NodeId] {
        &self.nodes[id].children
    }

    /// Whether a node holds inline content and no blocks.
    pub fn is_text(&self, id: NodeId) -> bool {
        matches!(
            self.nodes[id].kind,
            Kind::Paragraph | Kind::Heading(_) | Kind::Summary | Kind::Code
        )
    }

    /// Text blocks in a node, in their order, itself included.
    pub fn text_blocks(&self, id: NodeId) -> Vec<NodeId> {
        let mut blocks = Vec::new();
        self.push_text_blocks(id, &mut blocks);
        blocks
    }

    fn push_text_blocks(&self, id: NodeId, blocks: &mut Vec<NodeId>) {
        let node = &self.nodes[id];
        if node.kind == Kind::Hidden {
            return;
        }
        if self.is_text(id) {
            blocks.push(id);
        }
        for &child in &node.children {
            self.push_text_blocks(child, blocks);
        }
    }

    /// The visible text of a node, its blocks separated by line ends.
    pub fn text(&self, id: NodeId) -> String {
        let blocks = self.text_blocks(id).into_iter();
        let texts: Vec<String> = blocks
            .map(|block| inline::text(&self.nodes[block].pieces))
            .collect();
        texts.join("\n")
    }

    /// Calls with every link in a node and its text, in their order.
    pub fn links(&self, id: NodeId) -> Vec<(&str, String)> {
        let mut links = Vec::new();
        for block in self.text_blocks(id) {
            links.extend(inline::links(&self.nodes[block].pieces));
        }
        links
    }

    /// The nodes above one, the nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            if at == Self::ROOT {
                return None;
            }
            at = self.nodes[at].parent;
            Some(at)
        })
    }

    /// The heading of a section.
    pub fn heading(&self, id: NodeId) -> Option<NodeId> {
        let first = *self.nodes[id].children.first()?;
        let is_heading = matches!(self.nodes[first].kind, Kind::Heading(_));
        (matches!(self.nodes[id].kind, Kind::Section(_)) && is_heading).then_some(first)
    }

    /// Puts siblings, from one position to another, under a node of their own; gives that.
    pub fn group(&mut self, parent: NodeId, from: usize, to: usize) -> NodeId {
        let id = self.nodes.len();
        let inside: Vec<NodeId> = self.nodes[parent].children.splice(from..to, [id]).collect();
        let start = inside.first().map_or(0, |first| self.nodes[*first].start);
        let end = inside.last().map_or(0, |last| self.nodes[*last].end);
        for &child in &inside {
            self.nodes[child].parent = id;
        }
        self.nodes.push(Node {
            kind: Kind::Run,
            start,
            end,
            parent,
            children: inside,
            pieces: Vec::new(),
        });
        id
    }
}
