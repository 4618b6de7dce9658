//! Filter sections and `set` blocks, each of which counts as one tag.

use super::{Kind, Piece, Tag, first_word};
use crate::theme::minify::MinifyFault;

/// Makes one tag of every filter section and `set` block.
pub(super) fn gather(pieces: Vec<Piece>) -> Result<Vec<Piece>, MinifyFault> {
    let mut gathered = Vec::new();
    let mut section: Option<(Tag, usize)> = None;
    for piece in pieces {
        let opens = matches!(&piece, Piece::Tag(tag) if opens_section(tag).is_some());
        match &mut section {
            None if opens => {
                if let Piece::Tag(tag) = piece {
                    section = Some((tag, 1));
                }
            }
            None => gathered.push(piece),
            Some((whole, depth)) => {
                match &piece {
                    Piece::Text(text) => whole.text.push_str(text),
                    Piece::Tag(tag) => {
                        whole.text.push_str(&tag.text);
                        if opens {
                            *depth += 1;
                        } else if matches!(first_word(tag_content(tag)), "endset" | "endfilter") {
                            *depth -= 1;
                        }
                    }
                }
                if *depth == 0
                    && let Some((mut whole, _)) = section.take()
                {
                    whole.kind = opens_section(&whole).unwrap_or(Kind::Value);
                    gathered.push(Piece::Tag(whole));
                }
            }
        }
    }
    match section {
        Some((whole, _)) => Err(MinifyFault::OpenTemplateTag { line: whole.line }),
        None => Ok(gathered),
    }
}

/// The kind of the section that a tag begins, if it begins one.
fn opens_section(tag: &Tag) -> Option<Kind> {
    if !tag.text.starts_with("{%") {
        return None;
    }
    let content = tag_content(tag);
    match first_word(content) {
        "filter" => Some(Kind::Value),
        word @ ("set" | "set_global") => {
            let name = content.trim_start()[word.len()..].trim_start();
            let after_name = name[first_word(name).len()..].trim_start();
            (!after_name.starts_with('=')).then_some(Kind::Silent)
        }
        _ => None,
    }
}

fn tag_content(tag: &Tag) -> &str {
    tag.text.get(2..).unwrap_or_default()
}
