//! XML as feeds and sitemaps are written: a declaration, and no character that XML 1.0 has not.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// What writes into a buffer.
pub type Out<'a> = Writer<&'a mut Vec<u8>>;

/// Writes a document into `buffer`, with a line end behind it.
pub fn write_into(buffer: &mut Vec<u8>, body: impl FnOnce(&mut Out<'_>) -> io::Result<()>) {
    let mut out = Writer::new(&mut *buffer);
    let declaration = BytesDecl::new("1.0", Some("utf-8"), None);
    out.write_event(Event::Decl(declaration))
        .and_then(|()| body(&mut out))
        .expect("memory takes every byte");
    buffer.push(b'\n');
}

/// Writes an element that holds a text.
///
/// # Errors
/// Those of what is written into.
pub fn text(out: &mut Out<'_>, element: &str, text: &str) -> io::Result<()> {
    out.create_element(element)
        .write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// A text without the characters that XML 1.0 does not have.
pub fn clean(text: &str) -> String {
    let is_allowed = |c: &char| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_allowed).collect()
}
