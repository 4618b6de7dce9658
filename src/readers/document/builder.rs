//! Making a tree of what begins and ends.
//!
//! Blocks of Markdown are well nested; those of HTML need not be. An end that fits nothing open is
//! passed over, and what a container leaves open ends with it.

use super::inline::{Piece, PieceKind};
use super::tree::{Kind, Node, NodeId, Tree};
use std::ops::Range;

/// Deepest nesting of blocks, and of inline elements; what is deeper is flat.
const DEEPEST: usize = 64;
const DEEPEST_INLINE: usize = 16;

/// A tree in the making.
pub struct Builder<'a> {
    source: &'a str,
    nodes: Vec<Node<'a>>,
    /// Open blocks, the root first. With each whether Markdown began it.
    open: Vec<(NodeId, bool)>,
    /// Inline elements that are open, and what begins with the next text block again.
    inline: Vec<Piece<'a>>,
    /// The block of text that is open, if it is the innermost one.
    is_in_text: bool,
    /// How many blocks are not made, since they are nested too deeply.
    too_deep: usize,
}

impl<'a> Builder<'a> {
    pub fn new(source: &'a str) -> Self {
        let root = Node {
            kind: Kind::Root,
            start: 0,
            end: source.len(),
            parent: 0,
            children: Vec::new(),
            pieces: Vec::new(),
        };
        Self {
            source,
            nodes: vec![root],
            open: vec![(Tree::ROOT, true)],
            inline: Vec::new(),
            is_in_text: false,
            too_deep: 0,
        }
    }

    pub fn finish(mut self) -> Tree<'a> {
        while self.open.len() > 1 {
            self.close_innermost(self.source.len());
        }
        self.end_text(self.source.len());
        self.close_sections(Tree::ROOT);
        Tree {
            source: self.source,
            nodes: self.nodes,
        }
    }

    /// Opens a block. One of text ends where the next block begins.
    pub fn open(&mut self, kind: Kind<'a>, start: usize, by_markdown: bool) {
        self.end_text(start);
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        let is_text = is_text(&kind);
        let id = self.add(kind, start);
        self.open.push((id, by_markdown));
        self.is_in_text = is_text;
    }

    /// Adds a block without content.
    pub fn leaf(&mut self, kind: Kind<'a>, range: Range<usize>) {
        self.end_text(range.start);
        let id = self.add(kind, range.start);
        self.nodes[id].end = range.end;
    }

    /// Closes the innermost block that Markdown began, with all that HTML left open in it.
    pub fn close_markdown(&mut self, end: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        self.end_text(end);
        while self.open.len() > 1 {
            let by_markdown = self
                .open
                .last()
                .is_some_and(|(_, by_markdown)| *by_markdown);
            self.close_innermost(end);
            if by_markdown {
                return;
            }
        }
    }

    /// Closes the innermost block of a kind that HTML began; what Markdown began around it ends no
    /// sooner. Says whether there was one.
    pub fn close_html(&mut self, end: usize, is_wanted: impl Fn(&Kind<'a>) -> bool) -> bool {
        let lowest = self.open.iter().rposition(|(_, by_markdown)| *by_markdown);
        let within = lowest.map_or(0, |at| at + 1)..self.open.len();
        let Some(at) = within
            .rev()
            .find(|at| is_wanted(&self.nodes[self.open[*at].0].kind))
        else {
            return false;
        };
        self.end_text(end);
        while self.open.len() > at {
            self.close_innermost(end);
        }
        true
    }

    /// Whether a block that HTML began, of a kind, is open within the innermost block of Markdown.
    pub fn has_html(&self, is_wanted: impl Fn(&Kind<'a>) -> bool) -> bool {
        let mut html = self
            .open
            .iter()
            .rev()
            .take_while(|(_, by_markdown)| !by_markdown);
        html.any(|(id, _)| is_wanted(&self.nodes[*id].kind))
    }

    /// The innermost block that HTML began and that is wanted.
    pub fn innermost_html(&self, is_wanted: impl Fn(&Kind<'a>) -> bool) -> Option<&Kind<'a>> {
        let mut html = self
            .open
            .iter()
            .rev()
            .take_while(|(_, by_markdown)| !by_markdown);
        let found = html.find(|(id, _)| is_wanted(&self.nodes[*id].kind));
        found.map(|(id, _)| &self.nodes[*id].kind)
    }

    /// Adds an inline piece without content.
    pub fn piece(&mut self, kind: PieceKind<'a>, range: Range<usize>) {
        let piece = Piece::new(kind, range);
        if !self.is_in_text && piece.is_blank() {
            return;
        }
        self.begin_text(piece.range.start);
        self.push(piece);
    }

    /// Opens an inline element.
    pub fn open_inline(&mut self, kind: PieceKind<'a>, range: Range<usize>) {
        if self.inline.len() < DEEPEST_INLINE {
            self.inline.push(Piece::new(kind, range));
        }
    }

    /// Closes the innermost inline element of a kind.
    pub fn close_inline(&mut self, is_wanted: impl Fn(&PieceKind<'a>) -> bool) {
        let Some(at) = self.inline.iter().rposition(|piece| is_wanted(&piece.kind)) else {
            return;
        };
        // What was opened within it is closed with it.
        while self.inline.len() > at {
            self.close_innermost_inline();
        }
    }

    fn close_innermost_inline(&mut self) {
        let Some(piece) = self.inline.pop() else {
            return;
        };
        let is_empty = piece.children.is_empty() && !matches!(piece.kind, PieceKind::Image(_));
        if is_empty || (!self.is_in_text && piece.is_blank()) {
            return;
        }
        self.begin_text(piece.range.start);
        self.push(piece);
    }

    fn push(&mut self, piece: Piece<'a>) {
        match self.inline.last_mut() {
            Some(open) => open.children.push(piece),
            None => {
                let (id, _) = self.open[self.open.len() - 1];
                self.nodes[id].pieces.push(piece);
            }
        }
    }

    /// A paragraph begins with the first text in a block that holds blocks.
    fn begin_text(&mut self, start: usize) {
        if !self.is_in_text {
            let start = start.max(self.nodes[self.open[self.open.len() - 1].0].start);
            let id = self.add(Kind::Paragraph, start);
            self.open.push((id, false));
            self.is_in_text = true;
        }
    }

    /// Ends the open block of text. Inline elements that are open go on in the next one.
    pub fn end_text(&mut self, end: usize) {
        if !self.is_in_text {
            return;
        }
        let (id, by_markdown) = self.open[self.open.len() - 1];
        let open = std::mem::take(&mut self.inline);
        let mut inner: Option<Piece<'a>> = None;
        let mut again = Vec::with_capacity(open.len());
        for mut piece in open.into_iter().rev() {
            again.push(Piece::new(piece.kind.clone(), 0..0));
            piece.children.extend(inner.take());
            inner = Some(piece).filter(|piece| !piece.children.is_empty());
        }
        self.nodes[id].pieces.extend(inner);
        again.reverse();
        self.inline = again;
        // One that somebody else closes stays open.
        if !by_markdown && self.nodes[id].kind == Kind::Paragraph {
            self.close_innermost(end);
        }
        self.is_in_text = false;
    }

    fn add(&mut self, kind: Kind<'a>, start: usize) -> NodeId {
        let (parent, _) = self.open[self.open.len() - 1];
        let id = self.nodes.len();
        self.nodes.push(Node {
            kind,
            start,
            end: start,
            parent,
            children: Vec::new(),
            pieces: Vec::new(),
        });
        self.nodes[parent].children.push(id);
        id
    }

    fn close_innermost(&mut self, end: usize) {
        if let Some((id, _)) = self.open.pop() {
            let node = &mut self.nodes[id];
            node.end = end.max(node.start);
            node.pieces.shrink_to_fit();
            node.children.shrink_to_fit();
            self.is_in_text = false;
            self.close_sections(id);
        }
    }

    /// Puts what follows a heading under it.
    fn close_sections(&mut self, id: NodeId) {
        let level = |nodes: &[Node<'a>], id: NodeId| match nodes[id].kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        };
        let children = std::mem::take(&mut self.nodes[id].children);
        if !children
            .iter()
            .any(|child| level(&self.nodes, *child).is_some())
        {
            self.nodes[id].children = children;
            return;
        }
        let end = self.nodes[id].end;
        // Sections that are open, the outermost first.
        let mut sections: Vec<(u8, NodeId)> = Vec::new();
        for child in children {
            if let Some(level) = level(&self.nodes, child) {
                let start = self.nodes[child].start;
                while let Some((_, section)) = sections.pop_if(|(above, _)| *above >= level) {
                    self.nodes[section].end = start;
                }
                let parent = sections.last().map_or(id, |(_, section)| *section);
                let section = self.nodes.len();
                self.nodes.push(Node {
                    kind: Kind::Section(level),
                    start,
                    end,
                    parent,
                    children: Vec::new(),
                    pieces: Vec::new(),
                });
                push_one(&mut self.nodes[parent].children, section);
                sections.push((level, section));
            }
            let parent = sections.last().map_or(id, |(_, section)| *section);
            self.nodes[child].parent = parent;
            push_one(&mut self.nodes[parent].children, child);
        }
    }
}

/// Adds to a list that often has no more than one.
fn push_one(list: &mut Vec<NodeId>, id: NodeId) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(id);
}

fn is_text(kind: &Kind<'_>) -> bool {
    matches!(
        kind,
        Kind::Paragraph | Kind::Heading(_) | Kind::Summary | Kind::Code
    )
}
