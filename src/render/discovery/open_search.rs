//! `opensearch.xml`, by which browsers offer a site's search (OpenSearch 1.1, draft 6).

use crate::markup;
use crate::pages::permalinks;
use crate::render::scene::Scene;
use crate::render::xml::{Out, text, write_into};
use std::io;

/// Characters of the names that the format allows.
const SHORT_NAME: usize = 16;
const LONG_NAME: usize = 48;
const DESCRIPTION: usize = 1024;

pub fn write(scene: &Scene<'_>, buffer: &mut Vec<u8>) {
    buffer.clear();
    write_into(buffer, |out| whole(scene, out));
}

fn whole(scene: &Scene<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let title = &scene.options.title;
    let template = format!("{}{}?q={{searchTerms}}", scene.base(), permalinks::SEARCH);
    out.create_element("OpenSearchDescription")
        .with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/"))
        .write_inner_content(|out| {
            text(out, "ShortName", &cut(title, SHORT_NAME))?;
            text(out, "LongName", &cut(title, LONG_NAME))?;
            let description = scene.language.word("description_search");
            text(out, "Description", &cut(description, DESCRIPTION))?;
            out.create_element("Url")
                .with_attribute(("type", "text/html"))
                .with_attribute(("template", template.as_str()))
                .write_empty()?;
            text(out, "InputEncoding", "UTF-8")
        })?;
    Ok(())
}

/// A text of so many characters at most, in whole words where it has some.
fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let short = markup::excerpt(text, limit);
    short
        .chars()
        .take(limit)
        .collect::<String>()
        .trim()
        .to_owned()
}
