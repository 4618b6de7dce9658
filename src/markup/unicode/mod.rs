//! Formulas in characters, for places that hold text alone: messages, and whatever a person reads
//! without a browser. `$\ell^2$` is ℓ², `$\frac{a+b}{2}$` is (a + b)/2.
//!
//! 1. `formula` makes MathML of TeX, so that both forms of a formula understand the same TeX;
//! 2. `tree` reads that MathML;
//! 3. `line` writes it on one line, with the brackets that `terms` finds needed, with the superscripts and subscripts of `scripts` where Unicode has
//!    them, and with `^` and `_` where not.
//!
//! A formula that cannot be converted, or that a line would not say unmistakably, stays TeX, without its
//! dollars.

mod line;
mod scripts;
mod terms;
mod tree;

use super::formula;
use super::math::{Piece, pieces};
use super::plain::unescaped;

/// Plain text with math spans as characters alone: what is left of TeX is resolved, and formulas are
/// written in Unicode. On one line, not escaped.
pub fn unicode(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => out.push_str(&unescaped(text)),
            Piece::Math(math) => out.push_str(&in_line(math.tex)),
        }
    }
    out
}

fn in_line(tex: &str) -> String {
    let written = formula::mathml(tex, false)
        .and_then(|mathml| tree::read(&mathml))
        .and_then(|math| line::write(&math))
        .filter(|line| !line.is_empty());
    written.unwrap_or_else(|| unescaped(tex.trim()))
}
