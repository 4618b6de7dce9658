//! Titles as they are compared: without what differs from one source of a title to the next.

use std::iter::Peekable;
use std::str::Chars;
use unicode_normalization::UnicodeNormalization;

/// A title's letters and digits alone, without case, accents and TeX. `+` and `#` stay, for C++ and
/// C#. A symbol is its name, whether it stands as TeX or as a character: `$\alpha$` and `α` are
/// both `alpha`.
pub fn normal_title(title: &str) -> String {
    let mut normal = String::with_capacity(title.len());
    let mut rest = title.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\\' {
            push_command(&mut normal, &mut rest);
        } else if c.is_ascii() {
            if c.is_ascii_alphanumeric() || matches!(c, '+' | '#') {
                normal.push(c.to_ascii_lowercase());
            }
        } else {
            for c in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
                match SYMBOLS.iter().find(|(symbol, _)| *symbol == c) {
                    Some((_, name)) => normal.push_str(name),
                    None if c.is_alphanumeric() => normal.push(c),
                    None => {}
                }
            }
        }
    }
    if normal.is_empty() {
        // All signs and no letters: then the signs are the title.
        title.split_whitespace().collect()
    } else {
        normal
    }
}

/// Letters that two titles have in common where one of them is taken for a cut form of the other,
/// though nothing says that it is cut.
const LONG: usize = 20;

/// Whether a title is the beginning of another: one that ends in an ellipsis, or one so long that
/// two titles rarely begin alike.
pub fn is_cut_form(cut: &str, full: &str) -> bool {
    let kept = cut.trim_end();
    let kept = kept.strip_suffix('…').or_else(|| kept.strip_suffix("..."));
    let normal = normal_title(kept.unwrap_or(cut));
    let least = if kept.is_some() { 1 } else { LONG };
    let full = normal_title(full);
    full.len() > normal.len()
        && full.starts_with(&normal)
        && normal.chars().nth(least - 1).is_some()
}

/// Appends the name of a TeX command, if it is a symbol. One with an argument is not, nor is one
/// that chooses a font: `\mathbb{R}` is compared as `r`.
fn push_command(normal: &mut String, rest: &mut Peekable<Chars<'_>>) {
    let mut name = String::new();
    while let Some(letter) = rest.next_if(char::is_ascii_alphabetic) {
        name.push(letter.to_ascii_lowercase());
    }
    let is_font = name.starts_with("math") || name.starts_with("text");
    if rest.peek() != Some(&'{') && !is_font {
        normal.push_str(name.strip_prefix("var").unwrap_or(&name));
    }
}

/// Characters that titles have as TeX too, with the names that they have there.
const SYMBOLS: &[(char, &str)] = &[
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "epsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('ι', "iota"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('π', "pi"),
    ('ρ', "rho"),
    ('σ', "sigma"),
    ('ς', "sigma"),
    ('τ', "tau"),
    ('υ', "upsilon"),
    ('φ', "phi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
    ('∞', "infty"),
    ('×', "times"),
];
