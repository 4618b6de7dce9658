//! What a fetched file says is what the answer said.

use offprint::fetch::digest_file;
use offprint::model::digest::Mention;
use offprint::readers;
use offprint::readers::source::Source;
use std::fs;
use std::path::Path;

#[test]
fn what_is_read_from_a_file_is_what_was_read_from_the_answer() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut compared = 0;
    for (folder, end) in [
        ("huggingface", ".json"),
        ("atom", ".xml"),
        ("atom", ".atom"),
        ("rss", ".xml"),
        ("semantic-scholar", ".json"),
    ] {
        for entry in fs::read_dir(fixtures.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if !name.ends_with(end) {
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            let name = format!("2026-11-23-{name}");
            let source = Source::new(&name, &text);
            let Ok(format) = readers::recognise(&source) else {
                continue;
            };
            let reading = format.read(&source, readers::Options::default());
            for digest in reading.digests {
                let written = digest_file::write(digest.date, "huggingface", &digest.mentions);
                let source = Source::new("content/2026-11-23-huggingface.json", &written);
                let own = readers::recognise(&source).expect("it is our own form");
                assert_eq!(own.name, "Offprint JSON");
                let again = own.read(&source, readers::Options::default());
                let bare = |mentions: &[Mention]| -> Vec<Mention> {
                    let bare = mentions.iter().cloned().map(|mut mention| {
                        mention.line = 0;
                        mention
                    });
                    bare.collect()
                };
                assert_eq!(
                    bare(&again.digests[0].mentions),
                    bare(&digest.mentions),
                    "{name}"
                );
                assert_eq!(again.digests[0].date, digest.date);
                compared += digest.mentions.len();
            }
        }
    }
    assert!(compared > 20, "only {compared} papers were compared");
}
