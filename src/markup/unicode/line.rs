//! A formula on one line.

use super::scripts::{Accent, accent_above, accent_below, lowered, raised};
use super::terms::{alone, is_factor, is_relation, is_single, term, without_scripts};
use super::tree::{BINOMIAL, Node};
use unicode_normalization::UnicodeNormalization as _;

/// Writes a formula on one line, without space around it; none where characters cannot say what it
/// says.
pub(super) fn write(math: &Node) -> Option<String> {
    write_all(std::slice::from_ref(math))
}

/// Elements that stand for something else or show nothing.
const SILENT: [&str; 4] = ["annotation", "annotation-xml", "mphantom", "maligngroup"];

/// Operators with a space on each side, beside the relations.
const SPACED: &str = "+−±∓×⋅∪∩∧∨⊕⊗∖";

#[derive(Default)]
struct Line {
    text: String,
    /// Whether a word (`log`) was written last, from which letters keep their distance.
    is_after_word: bool,
    /// Whether something could not be said.
    is_lost: bool,
}

impl Line {
    /// Writes elements of a row; `after` is what follows it.
    fn row(&mut self, nodes: &[Node], after: Option<&Node>) {
        for (at, node) in nodes.iter().enumerate() {
            self.node(node, nodes.get(at + 1).or(after));
        }
    }

    fn node(&mut self, node: &Node, next: Option<&Node>) {
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
            ("munder", [base, below]) => self.accented(base, below, accent_below, false),
            ("mover", [base, above]) => self.accented(base, above, accent_above, true),
            ("mfrac", [above, below]) => self.fraction(above, below, next),
            ("msqrt", inner) => self.root(inner, None, next),
            ("mroot", [inner, degree]) => {
                self.root(std::slice::from_ref(inner), Some(degree), next);
            }
            ("mtable", rows) => self.table(rows),
            ("semantics", [shown, ..]) => self.node(shown, next),
            (BINOMIAL, _) => self.is_lost = true,
            (_, children) => self.row(children, next),
        }
    }

    /// What a part says by itself.
    fn part(&mut self, nodes: &[Node]) -> String {
        write_all(nodes).unwrap_or_else(|| {
            self.is_lost = true;
            String::new()
        })
    }

    fn single(&mut self, node: &Node) -> String {
        self.part(std::slice::from_ref(node))
    }

    /// Whether what comes now would be taken for a factor of what stands here.
    fn follows_factor(&self) -> bool {
        self.text
            .ends_with(|c: char| c.is_alphanumeric() || ")]}|′".contains(c))
    }

    fn push(&mut self, text: &str) {
        self.is_after_word = false;
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
        if self.text.ends_with(char::is_alphanumeric) && (is_word || self.is_after_word) {
            self.space();
        }
        self.push(name);
        self.is_after_word = is_word;
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

    fn fraction(&mut self, above: &Node, below: &Node, next: Option<&Node>) {
        let (above, below) = (self.single(above), self.single(below));
        let fraction = format!("{}/{}", term(&above), term(&below));
        let is_factor = self.follows_factor() || next.is_some_and(is_factor);
        self.push(&if is_factor {
            format!("({fraction})")
        } else {
            fraction
        });
    }

    fn root(&mut self, inner: &[Node], degree: Option<&Node>, next: Option<&Node>) {
        let inner = self.part(inner);
        let degree = degree.map(|degree| self.single(degree));
        let small = degree.as_deref().map(raised);
        let small = match small {
            None => String::new(),
            Some(Some(small)) => small,
            Some(None) => return self.is_lost = true,
        };
        if !small.is_empty() && self.follows_factor() {
            self.space();
        }
        let is_clear = is_single(&inner) && !next.is_some_and(is_factor);
        let inner = if is_clear {
            inner
        } else {
            format!("({inner})")
        };
        self.push(&format!("{small}√{inner}"));
    }

    fn scripts(&mut self, base: &Node, down: Option<&Node>, up: Option<&Node>) {
        let written = self.single(base);
        let is_one = written.chars().count() <= 1 || is_single(&written);
        if is_one || written.chars().all(char::is_alphabetic) {
            self.node(base, None);
        } else {
            self.push(&format!("({written})"));
        }
        if let Some(down) = down {
            let text = self.single(down);
            self.script(&text, '_', lowered);
        }
        if let Some(up) = up {
            let text = self.single(up);
            self.script(&text, '^', raised);
        }
    }

    fn script(&mut self, text: &str, mark: char, small: fn(&str) -> Option<String>) {
        // A prime, or a star.
        let is_mark = |c: char| "′″‴*†".contains(c);
        if text.is_empty() || (mark == '^' && text.chars().all(is_mark)) {
            return self.push(text);
        }
        match small(text) {
            Some(small) => self.push(&small),
            None if is_single(text) => {
                self.push(&format!("{mark}{text}"));
                // A letter that follows is not its part.
                self.is_after_word = true;
            }
            None => self.push(&format!("{mark}({text})")),
        }
    }

    /// A base with something above or below it: an accent, or a script.
    fn accented(&mut self, base: &Node, other: &Node, accents: fn(&str) -> Accent, is_up: bool) {
        let (written, other_text) = (self.single(base), self.single(other));
        match accents(&other_text) {
            Accent::None if is_up => self.scripts(base, None, Some(other)),
            Accent::None => self.scripts(base, Some(other), None),
            Accent::Mark(mark) if is_single(&without_scripts(&written)) => {
                let mut letters = written.chars();
                self.text.extend(letters.next());
                self.text.push(mark);
                self.text.extend(letters);
                self.is_after_word = false;
            }
            Accent::Mark(_) | Accent::Brace => self.is_lost = true,
        }
    }

    /// Rows with semicolons between, cells with commas.
    fn table(&mut self, rows: &[Node]) {
        let mut lines = Vec::new();
        for row in rows {
            let cells: Vec<String> = match row {
                Node::Element { children, .. } => {
                    children.iter().map(|cell| self.single(cell)).collect()
                }
                Node::Text(text) => vec![text.clone()],
            };
            lines.push(cells.join(", "));
        }
        self.push(&format!("[{}]", lines.join("; ")));
    }
}

fn write_all(nodes: &[Node]) -> Option<String> {
    let mut line = Line::default();
    line.row(nodes, None);
    // A letter with an accent is one character where there is one.
    (!line.is_lost).then(|| line.text.trim().nfc().collect())
}
