//! Nodes and pieces as Markdown again.
//!
//! What was written as Markdown on one line stays as it was written. What comes from HTML, or goes over
//! lines within a quote or an item, is written anew. Links to other files of the digest's own
//! repository lead nowhere on a site, and pictures are not shown: both leave their text alone.

use super::inline::{Piece, PieceKind};
use super::tree::{Kind, NodeId, Tree};
use crate::markup;
use crate::markup::address;

impl Tree<'_> {
    /// Nodes as Markdown, each a block of its own.
    pub fn markdown(&self, nodes: &[NodeId]) -> String {
        let mut out = String::new();
        for &node in nodes {
            self.push_block(&mut out, node, "");
        }
        out.trim_matches('\n').trim_end().to_owned()
    }

    /// Some items of a list as Markdown.
    pub fn markdown_of_items(&self, list: NodeId, items: &[NodeId]) -> String {
        let mark = match self.node(list).kind {
            Kind::List(Some(_)) => "1. ",
            _ => "- ",
        };
        let mut out = String::new();
        for (index, &item) in items.iter().enumerate() {
            self.push_item(&mut out, item, mark, "", index > 0);
        }
        out.trim_matches('\n').trim_end().to_owned()
    }

    /// Pieces as Markdown. A break of a line stays one.
    pub fn markdown_of(&self, pieces: &[Piece<'_>]) -> String {
        let mut out = String::new();
        self.push_pieces(&mut out, pieces, "\n");
        out.trim().to_owned()
    }

    fn push_block(&self, out: &mut String, id: NodeId, indent: &str) {
        let node = self.node(id);
        match &node.kind {
            Kind::Hidden => {}
            Kind::Heading(level) => {
                let mut line = String::new();
                self.push_pieces(&mut line, &node.pieces, " ");
                if !line.trim().is_empty() {
                    let marks = "#".repeat(usize::from(*level));
                    self.push_paragraph(out, &format!("{marks} {}", line.trim()), indent);
                }
            }
            Kind::Paragraph | Kind::Summary => {
                let mut text = String::new();
                self.push_pieces(&mut text, &node.pieces, "\n");
                let text = text.trim();
                if !text.is_empty() {
                    let is_summary = node.kind == Kind::Summary;
                    let text = match is_summary && !text.contains("**") {
                        true => format!("**{text}**"),
                        false => text.to_owned(),
                    };
                    self.push_paragraph(out, &text, indent);
                }
                self.push_children(out, id, indent);
            }
            Kind::Code => {
                let code = super::inline::text(&node.pieces);
                let fence = match code.contains("```") {
                    true => "~~~~~~",
                    false => "```",
                };
                let code = format!("{fence}\n{}\n{fence}", code.trim_end_matches('\n'));
                self.push_paragraph(out, &code, indent);
            }
            Kind::Rule => {}
            Kind::List(first) => {
                for (index, &item) in node.children.iter().enumerate() {
                    let mark = match first {
                        Some(first) => format!("{}. ", first.saturating_add(index as u64)),
                        None => "- ".to_owned(),
                    };
                    self.push_item(out, item, &mark, indent, index > 0);
                }
            }
            Kind::Quote => {
                let mut inside = String::new();
                for &child in &node.children {
                    self.push_block(&mut inside, child, "");
                }
                let lines = inside.trim_matches('\n').lines();
                let quoted: Vec<String> = lines
                    .map(|line| format!("> {line}").trim_end().to_owned())
                    .collect();
                if !quoted.is_empty() {
                    self.push_paragraph(out, &quoted.join("\n"), indent);
                }
            }
            Kind::Table => self.push_table(out, id, indent),
            Kind::Cell => self.push_children(out, id, indent),
            _ => self.push_children(out, id, indent),
        }
    }

    fn push_children(&self, out: &mut String, id: NodeId, indent: &str) {
        for &child in self.children(id) {
            self.push_block(out, child, indent);
        }
    }

    fn push_paragraph(&self, out: &mut String, text: &str, indent: &str) {
        if !out.is_empty() && !out.ends_with("\n\n") && !out.ends_with("- ") && !out.ends_with(". ")
        {
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        let is_in_item = out.ends_with("- ") || out.ends_with(". ");
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                out.push('\n');
            }
            if (index > 0 || !is_in_item) && !line.is_empty() {
                out.push_str(indent);
            }
            out.push_str(line);
        }
        out.push('\n');
    }

    fn push_item(&self, out: &mut String, id: NodeId, mark: &str, indent: &str, is_next: bool) {
        if self.text(id).trim().is_empty() {
            return;
        }
        if !out.is_empty() {
            while out.ends_with("\n\n") {
                out.pop();
            }
            if !out.ends_with('\n') {
                out.push('\n');
            }
            if !is_next && indent.is_empty() {
                out.push('\n');
            }
        }
        out.push_str(indent);
        out.push_str(mark);
        let inner = format!("{indent}{}", " ".repeat(mark.len()));
        for &child in self.children(id) {
            self.push_block(out, child, &inner);
        }
        if !out.ends_with('\n') {
            out.push('\n');
        }
    }

    fn push_table(&self, out: &mut String, id: NodeId, indent: &str) {
        let rows: Vec<Vec<String>> = self
            .children(id)
            .iter()
            .map(|row| {
                let cells = self.children(*row).iter();
                let cells = cells.map(|cell| {
                    let text = self.markdown(&[*cell]);
                    text.split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                        .replace('|', "\\|")
                });
                cells.collect()
            })
            .collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        let line = |cells: &[String]| {
            let cells = (0..width).map(|at| cells.get(at).map_or("", String::as_str));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
        let rule = format!("|{}", "---|".repeat(width));
        lines.insert(1.min(lines.len()), rule);
        self.push_paragraph(out, &lines.join("\n"), indent);
    }

    fn push_pieces(&self, out: &mut String, pieces: &[Piece<'_>], line_end: &str) {
        let mut before: Option<usize> = None;
        for piece in pieces {
            if let Some(text) = self.verbatim(piece) {
                // An escape may stand between two pieces.
                let gap = before.and_then(|end| self.source.get(end..piece.range.start));
                if let Some(gap) = gap.filter(|gap| *gap == "\\") {
                    out.push_str(gap);
                }
                out.push_str(text);
                before = Some(piece.range.end);
                continue;
            }
            before = None;
            self.push_piece(out, piece, line_end);
        }
    }

    /// A piece as it was written, where that is Markdown on one line that means the same anywhere.
    fn verbatim(&self, piece: &Piece<'_>) -> Option<&str> {
        let text = self
            .source
            .get(piece.range.clone())
            .filter(|text| !text.is_empty())?;
        let mut is_sound = !text.contains('\n');
        piece.walk(&mut |inner| {
            is_sound &= match &inner.kind {
                PieceKind::Link(url) => {
                    address::is_web(url) && (text.contains("](") || text.contains("://"))
                }
                PieceKind::Image(_)
                | PieceKind::Span(_)
                | PieceKind::Break { .. }
                | PieceKind::Footnote(_) => false,
                _ => !inner.range.is_empty(),
            };
        });
        is_sound.then_some(text)
    }

    fn push_piece(&self, out: &mut String, piece: &Piece<'_>, line_end: &str) {
        let marked = |out: &mut String, mark: &str| {
            let mut inside = String::new();
            self.push_pieces(&mut inside, &piece.children, line_end);
            let bare = inside.trim();
            if bare.is_empty() {
                return out.push_str(&inside);
            }
            // Emphasis does not begin or end with white space.
            out.push_str(&inside[..inside.len() - inside.trim_start().len()]);
            for part in [mark, bare, mark] {
                out.push_str(part);
            }
            out.push_str(&inside[inside.trim_end().len()..]);
        };
        match &piece.kind {
            PieceKind::Text(text) => out.push_str(&markup::markdown_of_line(text)),
            PieceKind::Code(code) => {
                let mark = if code.contains('`') { "``" } else { "`" };
                let gap = if code.contains('`') { " " } else { "" };
                for part in [mark, gap, code, gap, mark] {
                    out.push_str(part);
                }
            }
            PieceKind::Math(math) => {
                out.push_str(&math.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            PieceKind::Break { .. } => out.push_str(line_end),
            PieceKind::Strong => marked(out, "**"),
            PieceKind::Emphasis => marked(out, "*"),
            PieceKind::Strike => marked(out, "~~"),
            PieceKind::Link(url) if address::is_web(url) => {
                let mut inside = String::new();
                self.push_pieces(&mut inside, &piece.children, " ");
                match inside.trim() {
                    "" => out.push_str(&format!("<{}>", address::encoded(url))),
                    inside => out.push_str(&format!("[{inside}](<{}>)", address::encoded(url))),
                }
            }
            PieceKind::Link(_) | PieceKind::Span(_) => {
                self.push_pieces(out, &piece.children, line_end);
            }
            PieceKind::Image(_) | PieceKind::Footnote(_) => {}
        }
    }
}
