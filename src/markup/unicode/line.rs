//! A formula on one line.

use super::scripts::{combining, lowered, raised};
use super::tree::Node;
use unicode_normalization::UnicodeNormalization as _;

/// Writes a formula on one line, without space around it.
pub(super) fn write(math: &Node) -> String {
    let mut line = Line::default();
    line.node(math);
    // A letter with an accent is one character where there is one.
    line.text.trim().nfc().collect()
}

/// Elements that stand for something else or show nothing.
const SILENT: [&str; 4] = ["annotation", "annotation-xml", "mphantom", "maligngroup"];

/// Operators with a space on each side, beside the relations.
const SPACED: &str = "+−±∓×⋅∪∩∧∨⊕⊗∖";

#[derive(Default)]
struct Line {
    text: String,
}

impl Line {
    fn node(&mut self, node: &Node) {
        let (name, children) = match node {
            Node::Text(text) => return self.push(text),
            Node::Element { name, children } => (name.as_str(), children.as_slice()),
        };
        match (name, children) {
            (name, _) if SILENT.contains(&name) => {}
            ("mspace", _) => self.space(),
            ("mo", _) => self.operator(&alone(node)),
            ("mi", _) => self.name(&alone(node)),
            ("msup", [base, up]) => self.scripts(base, None, Some(up)),
            ("msub", [base, down]) => self.scripts(base, Some(down), None),
            ("msubsup" | "munderover", [base, down, up]) => {
                self.scripts(base, Some(down), Some(up));
            }
            ("munder", [base, down]) => self.scripts(base, Some(down), None),
            ("mover", [base, over]) => self.over(base, over),
            ("mfrac", [above, below]) => {
                let (above, below) = (operand(above), operand(below));
                self.push(&format!("{above}/{below}"));
            }
            ("msqrt", _) => {
                let inner = write_all(children);
                self.push(&format!("√{}", in_brackets(&inner)));
            }
            ("mroot", [inner, degree]) => {
                let degree = raised(&write(degree)).unwrap_or_default();
                self.push(&format!("{degree}√{}", operand(inner)));
            }
            ("mtable", rows) => self.table(rows),
            ("semantics", [shown, ..]) => self.node(shown),
            _ => {
                for child in children {
                    self.node(child);
                }
            }
        }
    }

    fn push(&mut self, text: &str) {
        // TeX's and MathML's invisible operators, and what only keeps a place.
        let is_shown = |c: &char| !matches!(c, '\u{2061}'..='\u{2064}' | '\u{200B}' | '\u{FEFF}');
        let shown = text.chars().filter(is_shown);
        self.text.extend(shown.map(|c| match c {
            // Spaces of all widths.
            c if c.is_whitespace() => ' ',
            '∗' => '*',
            c => c,
        }));
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// An identifier; the name of a function (`log`) keeps its distance from letters.
    fn name(&mut self, name: &str) {
        let is_word = name.chars().count() > 1 && name.chars().all(char::is_alphabetic);
        let follows_letter = self.text.ends_with(char::is_alphanumeric);
        let follows_word = self
            .text
            .rsplit(|c: char| !c.is_ascii_alphabetic())
            .next()
            .is_some_and(|word| word.len() > 1);
        if follows_letter && (is_word || follows_word) {
            self.space();
        }
        self.push(name);
    }

    fn operator(&mut self, operator: &str) {
        let mut characters = operator.chars();
        let (Some(first), None) = (characters.next(), characters.next()) else {
            // `lim` and its like.
            return self.name(operator);
        };
        let is_first = self.text.trim_end().is_empty()
            || self
                .text
                .trim_end()
                .ends_with(['(', '[', '{', ',', '=', '|', '∥']);
        match first {
            ',' | ';' => {
                self.push(operator);
                self.space();
            }
            // A sign, or what stands where a term should.
            _ if is_first => self.push(operator),
            _ if is_relation(first) || SPACED.contains(first) => {
                self.space();
                self.push(operator);
                self.space();
            }
            '-' => {
                self.space();
                self.push("−");
                self.space();
            }
            _ => self.push(operator),
        }
    }

    fn scripts(&mut self, base: &Node, down: Option<&Node>, up: Option<&Node>) {
        let written = write(base);
        if written.chars().count() > 1 && !is_atom(&written) && up.is_some() {
            self.push(&format!("({written})"));
        } else {
            self.node(base);
        }
        if let Some(down) = down {
            self.script(&write(down), '_', lowered);
        }
        if let Some(up) = up {
            self.script(&write(up), '^', raised);
        }
    }

    fn script(&mut self, text: &str, mark: char, small: fn(&str) -> Option<String>) {
        if text.is_empty() {
            return;
        }
        if let Some(small) = small(text) {
            return self.push(&small);
        }
        // A prime, or a star.
        if mark == '^'
            && text
                .chars()
                .all(|c| matches!(c, '′' | '″' | '‴' | '*' | '∗' | '†'))
        {
            return self.push(text);
        }
        self.text.push(mark);
        self.push(&in_brackets(text));
    }

    fn over(&mut self, base: &Node, over: &Node) {
        let (below, above) = (write(base), write(over));
        match combining(&above) {
            Some(mark) if below.chars().count() == 1 => {
                self.push(&below);
                self.text.push(mark);
            }
            Some(_) => self.push(&below),
            None => self.scripts(base, None, Some(over)),
        }
    }

    /// Rows with semicolons between, cells with commas.
    fn table(&mut self, rows: &[Node]) {
        let rows = rows.iter().map(|row| match row {
            Node::Element { children, .. } => {
                let cells: Vec<String> = children.iter().map(write).collect();
                cells.join(", ")
            }
            Node::Text(text) => text.clone(),
        });
        let rows: Vec<String> = rows.collect();
        self.push(&format!("[{}]", rows.join("; ")));
    }
}

fn write_all(nodes: &[Node]) -> String {
    let mut line = Line::default();
    for node in nodes {
        line.node(node);
    }
    line.text.trim().to_owned()
}

/// The text within an element.
fn alone(node: &Node) -> String {
    match node {
        Node::Text(text) => text.clone(),
        Node::Element { children, .. } => children.iter().map(alone).collect(),
    }
}

fn operand(node: &Node) -> String {
    in_brackets(&write(node))
}

fn in_brackets(text: &str) -> String {
    if is_atom(text) {
        text.to_owned()
    } else {
        format!("({text})")
    }
}

/// Whether a term can do without brackets.
fn is_atom(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_alphanumeric() || matches!(c, '.' | '∞' | '′') || ('\u{300}'..'\u{370}').contains(&c)
    })
}

/// Relations and arrows: U+2190 to U+21FF, and those among the mathematical operators.
fn is_relation(c: char) -> bool {
    matches!(c, '=' | '<' | '>' | '≤' | '≥' | ':' | '∣')
        || ('\u{2190}'..='\u{21FF}').contains(&c)
        || ('\u{2208}'..='\u{220D}').contains(&c)
        || ('\u{223C}'..='\u{228B}').contains(&c)
        || ('\u{27F5}'..='\u{27FF}').contains(&c)
        || ('\u{2A7D}'..='\u{2ABF}').contains(&c)
}
