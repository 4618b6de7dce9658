//! The feeds of all topics as one file that feed readers take in: OPML 2.0 (opml.org/spec2.opml).

use crate::model::library::TopicIndex;
use crate::pages::{file, permalinks};
use crate::render::scene::Scene;
use crate::render::xml::{Out, clean, text, write_into};
use std::io;

pub fn write(scene: &Scene<'_>, buffer: &mut Vec<u8>) {
    buffer.clear();
    write_into(buffer, |out| whole(scene, out));
}

fn whole(scene: &Scene<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let title = format!("{}: {}", scene.options.title, scene.language.word("topics"));
    out.create_element("opml")
        .with_attribute(("version", "2.0"))
        .write_inner_content(|out| {
            out.create_element("head")
                .write_inner_content(|out| text(out, "title", &title))?;
            out.create_element("body").write_inner_content(|out| {
                let topics = scene.library().topics.iter().enumerate();
                topics
                    .filter(|(_, topic)| !topic.papers.is_empty())
                    .try_for_each(|(index, _)| outline(scene, TopicIndex(index), out))
            })?;
            Ok(())
        })?;
    Ok(())
}

fn outline(scene: &Scene<'_>, index: TopicIndex, out: &mut Out<'_>) -> io::Result<()> {
    let (library, base) = (scene.library(), scene.base());
    let topic = library.topic(index);
    let name = clean(&topic.name);
    let feed = permalinks::feed(file::Feed::Topic(index), library);
    // The type of every feed is `rss`, of whatever form it is.
    out.create_element("outline")
        .with_attribute(("type", "rss"))
        .with_attribute(("text", name.as_str()))
        .with_attribute(("title", name.as_str()))
        .with_attribute(("xmlUrl", format!("{base}{feed}").as_str()))
        .with_attribute((
            "htmlUrl",
            format!("{base}{}", permalinks::topic(topic, 1)).as_str(),
        ))
        .write_empty()?;
    Ok(())
}
