//! Breaking a text into lines of a width.
//!
//! Widths are in proportion to the size of the type, so that 10 is a line of ten ems.

use super::font::Face;

/// The text in lines of `width` at most, as few as it needs and about equally long; none where it
/// needs more than `most`.
pub fn balanced(face: &Face, text: &str, width: f32, most: usize) -> Option<Vec<String>> {
    let Broken { lines, cuts } = broken(face, text, width, most);
    if lines.len() > most {
        return None;
    }
    // The narrowest width that needs no further line, to a fiftieth of the whole.
    let (mut narrow, mut wide) = (width / 2.0, width);
    let mut best = lines;
    for _ in 0..6 {
        let middle = (narrow + wide) / 2.0;
        let narrower = broken(face, text, middle, most);
        if narrower.lines.len() <= best.len() && narrower.cuts <= cuts {
            best = narrower.lines;
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    Some(best)
}

/// The beginning of the text in `most` lines at most, with an ellipsis where it is cut.
pub fn cut(face: &Face, text: &str, width: f32, most: usize) -> Vec<String> {
    let mut lines = broken(face, text, width, most).lines;
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            end_with_ellipsis(face, last, width);
        }
    }
    lines
}

/// How wide a line is.
pub fn width(face: &Face, text: &str) -> f32 {
    text.chars().map(|character| face.width(character)).sum()
}

fn end_with_ellipsis(face: &Face, line: &mut String, most: f32) {
    loop {
        let end = line.trim_end_matches(|c: char| c == ' ' || c.is_ascii_punctuation());
        line.truncate(end.len());
        if line.is_empty() || width(face, line) + face.width('…') <= most {
            break;
        }
        line.pop();
    }
    line.push('…');
}

/// A text in lines.
struct Broken {
    lines: Vec<String>,
    /// How often a word was cut because it is wider than a line.
    cuts: usize,
}

/// The text in lines; reading stops at the first line behind `most`.
fn broken(face: &Face, text: &str, most_wide: f32, most: usize) -> Broken {
    let space = face.width(' ');
    let (mut lines, mut cuts): (Vec<String>, usize) = (Vec::new(), 0);
    let mut line = String::new();
    let mut filled = 0.0;
    for word in text.split_whitespace() {
        for (place, part) in parts(word).enumerate() {
            let gap = if place > 0 || line.is_empty() {
                0.0
            } else {
                space
            };
            let wide = width(face, part);
            if filled + gap + wide <= most_wide {
                if gap > 0.0 {
                    line.push(' ');
                }
                line.push_str(part);
                filled += gap + wide;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                filled = 0.0;
            }
            // What is wider than a line is cut between any two characters.
            for character in part.chars() {
                let wide = face.width(character);
                if filled + wide > most_wide && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    filled = 0.0;
                    cuts += 1;
                }
                line.push(character);
                filled += wide;
                if lines.len() > most {
                    return Broken { lines, cuts };
                }
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    Broken { lines, cuts }
}

/// A word in the parts after which a line may end: behind hyphens, dashes and strokes within it.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(['-', '‐', '–', '—', '/'])
}
