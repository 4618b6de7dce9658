//! Files that are dear to read, in any size.

mod json;
mod markdown;
mod tables;
mod texts;
mod xml;

/// A file of any size.
pub struct Shape {
    pub name: &'static str,
    /// Its path in a site.
    pub path: &'static str,
    /// The file with about so many bytes.
    pub make: fn(usize) -> String,
}

const fn shape(name: &'static str, path: &'static str, make: fn(usize) -> String) -> Shape {
    Shape { name, path, make }
}

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Shape> {
    [
        texts::SHAPES,
        json::SHAPES,
        tables::SHAPES,
        xml::SHAPES,
        markdown::SHAPES,
    ]
    .into_iter()
    .flatten()
}

/// Brackets in brackets, half a file of each.
fn nested(open: &str, close: &str, size: usize) -> String {
    let depth = size / (open.len() + close.len());
    open.repeat(depth) + &close.repeat(depth)
}

/// Elements with commas between them, until the file is full.
fn papers(begin: &str, end: &str, size: usize, element: impl Fn(usize) -> String) -> String {
    let mut text = begin.to_owned();
    let mut number = 0;
    while number == 0 || text.len() < size {
        if number > 0 {
            text.push(',');
        }
        text += &element(number);
        number += 1;
    }
    text + end
}

/// Declarations each of which stands for many of the one before; no more than 30 of them, in files of
/// any size, since they are what grows.
fn laughs(size: usize, first: &str, more: impl Fn(&mut String, usize)) -> String {
    let mut text = first.to_owned();
    for number in 1..30 {
        more(&mut text, number);
    }
    let rest = size.saturating_sub(text.len());
    text + &" ".repeat(rest.saturating_sub(1)) + "\n"
}
