//! Inline content of a text block.

use std::borrow::Cow;
use std::ops::Range;

/// A piece of inline content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    pub kind: PieceKind<'a>,
    /// Where it stands in the source; empty where it was made of HTML, whose source is no Markdown.
    pub range: Range<usize>,
    pub children: Vec<Piece<'a>>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PieceKind<'a> {
    /// Without character references.
    Text(Cow<'a, str>),
    Code(Cow<'a, str>),
    /// A formula with its dollars.
    Math(Cow<'a, str>),
    /// A line end; hard where the author asked for one.
    Break {
        is_hard: bool,
    },
    Strong,
    Emphasis,
    Strike,
    Link(Cow<'a, str>),
    /// A picture with its address; its children are the alternative text.
    Image(Cow<'a, str>),
    /// A reference to a footnote.
    Footnote(Cow<'a, str>),
    /// An element of HTML without meaning for text, with its class.
    Span(Cow<'a, str>),
}

impl<'a> Piece<'a> {
    pub fn new(kind: PieceKind<'a>, range: Range<usize>) -> Self {
        Self {
            kind,
            range,
            children: Vec::new(),
        }
    }

    /// Whether it is white space or nothing.
    pub fn is_blank(&self) -> bool {
        match &self.kind {
            PieceKind::Text(text) => text.trim().is_empty(),
            PieceKind::Break { .. } => true,
            PieceKind::Code(_) | PieceKind::Math(_) | PieceKind::Footnote(_) => false,
            PieceKind::Image(_) => false,
            _ => self.children.iter().all(Piece::is_blank),
        }
    }

    /// The address of a link or picture.
    pub fn url(&self) -> Option<&str> {
        match &self.kind {
            PieceKind::Link(url) => Some(url),
            _ => None,
        }
    }

    /// Calls with this piece and everything in it.
    pub fn walk<'p>(&'p self, visit: &mut impl FnMut(&'p Piece<'a>)) {
        visit(self);
        for child in &self.children {
            child.walk(visit);
        }
    }
}

/// The links in pieces, in their order, with their texts.
pub fn links<'p>(pieces: &'p [Piece<'_>]) -> Vec<(&'p str, String)> {
    let mut links = Vec::new();
    for piece in pieces {
        piece.walk(&mut |piece| {
            if let PieceKind::Link(url) = &piece.kind {
                links.push((&**url, text(&piece.children)));
            }
        });
    }
    links
}

/// The text of pieces on one line, with alternative texts of pictures left out.
pub fn text(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for piece in pieces {
        push_text(&mut out, piece);
    }
    out
}

fn push_text(out: &mut String, piece: &Piece<'_>) {
    match &piece.kind {
        PieceKind::Text(text) | PieceKind::Code(text) | PieceKind::Math(text) => out.push_str(text),
        PieceKind::Break { .. } => out.push(' '),
        PieceKind::Image(_) | PieceKind::Footnote(_) => {}
        _ => piece
            .children
            .iter()
            .for_each(|child| push_text(out, child)),
    }
}

/// The pieces of a text block in lines: a break anywhere, also within emphasis, ends one.
pub fn lines<'p, 'a>(pieces: &'p [Piece<'a>]) -> Vec<&'p [Piece<'a>]> {
    pieces
        .split(|piece| matches!(piece.kind, PieceKind::Break { .. }))
        .filter(|line| !line.iter().all(Piece::is_blank))
        .collect()
}

/// A piece of text in two. A part that is what the source says keeps its place there.
pub fn split<'a>(piece: &Piece<'a>, at: usize) -> (Piece<'a>, Piece<'a>) {
    let PieceKind::Text(text) = &piece.kind else {
        return (
            piece.clone(),
            Piece::new(PieceKind::Text(Cow::Borrowed("")), 0..0),
        );
    };
    let at = text.floor_char_boundary(at);
    let (head, tail) = match text {
        Cow::Borrowed(text) => (Cow::Borrowed(&text[..at]), Cow::Borrowed(&text[at..])),
        Cow::Owned(text) => (
            Cow::Owned(text[..at].to_owned()),
            Cow::Owned(text[at..].to_owned()),
        ),
    };
    let (from, to) = (piece.range.start, piece.range.end);
    let ranges = match piece.range.len() == text.len() {
        true => (from..from + at, from + at..to),
        false => (0..0, 0..0),
    };
    (
        Piece::new(PieceKind::Text(head), ranges.0),
        Piece::new(PieceKind::Text(tail), ranges.1),
    )
}
