//! What damaged and hostile files have taught: one test for each fault that `fuzz` and `limits` found.

use super::{adds_up, format_of, read};
use offprint::diagnostic::{Diagnostic, Severity};
use offprint::markup::address;
use offprint::readers::Reading;
use std::fmt::Write as _;

fn titles(reading: &Reading) -> Vec<&str> {
    let mentions = reading.digests.iter().flat_map(|digest| &digest.mentions);
    mentions
        .map(|mention| mention.record.title.as_str())
        .collect()
}

/// The first line of each message.
fn said(reading: &Reading) -> Vec<String> {
    let first_line = |text: String| text.lines().next().unwrap_or_default().to_owned();
    let messages = reading.diagnostics.iter();
    messages
        .map(|message| first_line(message.to_text()))
        .collect()
}

#[test]
fn of_very_many_faults_a_thousand_are_told_and_all_are_counted() {
    let mut text = String::from("{\"papers\":[{\"title\":\"A title\"}");
    for _ in 0..5_000 {
        text.push_str(",\n1");
    }
    text.push_str("]}");
    let reading = read("content/2026-11-23.json", &text);
    assert_eq!(reading.records, 5_001);
    assert_eq!(titles(&reading), ["A title"]);
    assert_eq!(reading.diagnostics.len(), 1_001);
    assert_eq!(reading.diagnostics[999].line, Some(1_001));
    assert_eq!(
        said(&reading)[1_000],
        "warning: content/2026-11-23.json:1:1: 4000 more faults of this file are not listed"
    );
}

#[test]
fn faults_on_one_long_line_show_what_stands_there() {
    let mut text = String::from("{\"papers\":[");
    for number in 0..500 {
        let _ = write!(text, "{{\"title\":\"Ä title\"}},{number},");
    }
    text.push_str("\"the last\"]}");
    let reading = read("content/2026-11-23.json", &text);
    adds_up(&reading);
    let is_skip = |fault: &&Diagnostic| fault.code == Some("record-left-out");
    let last = reading.diagnostics.iter().rfind(is_skip);
    let last = last.expect("there are faults");
    let column = text[..text.find("\"the last\"").expect("it is there")]
        .chars()
        .count()
        + 1;
    assert_eq!((last.line, last.column), (Some(1), Some(column)));
    let shown = last.to_text();
    let caret = shown
        .lines()
        .find(|line| line.ends_with('^'))
        .expect("a caret");
    let source = shown
        .lines()
        .find(|line| line.starts_with("    1 |"))
        .expect("a line");
    let at = caret.chars().count() - 1;
    assert!(
        source
            .chars()
            .skip(at)
            .collect::<String>()
            .starts_with("\"the last\""),
        "{shown}"
    );
}

#[test]
fn faults_in_any_order_and_behind_the_end_are_shown_at_their_places() {
    // The heading's fault comes behind those of the papers, and stands before them.
    let text =
        "### A stray heading\n\nText.\n\n## A paper\n- Votes: many\n\n## Another\n- Date: never\n";
    let reading = read("content/2026-11-23.md", text);
    for diagnostic in &reading.diagnostics {
        let line = diagnostic.line.expect("it has a line");
        let source = text.lines().nth(line - 1).expect("it is in the file");
        assert!(diagnostic.to_text().contains(&format!("{line} | {source}")));
    }
}

#[test]
fn a_message_quotes_no_more_of_a_file_than_people_read() {
    let long = "no address ".repeat(10_000);
    let text = format!(r#"{{"papers":[{{"title":"a","url":"{long}","date":"{long}"}}]}}"#);
    let reading = read("content/2026-11-23.json", &text);
    assert_eq!(reading.diagnostics.len(), 1);
    for message in said(&reading) {
        assert!(message.chars().count() < 400, "{message}");
        assert!(message.contains('…'));
    }
    let reported = reading.report.entries();
    assert_eq!(reported.len(), 1, "{reported:?}");
    assert!(reported[0].example.chars().count() < 100);
    let faults = read("content/x.json", &format!("\"{long}\""));
    assert!(said(&faults)[0].chars().count() < 400);
}

#[test]
fn the_place_of_a_json_fault_counts_characters() {
    let reading = read(
        "content/2026-11-23.json",
        "{\"papers\": [{\"title\": \"Über Äpfel\" x}]}",
    );
    assert!(
        said(&reading)[0].starts_with("error: content/2026-11-23.json:1:36: is not JSON"),
        "{:?}",
        said(&reading)
    );
}

#[test]
fn the_place_of_a_yaml_fault_is_in_the_file() {
    for text in [
        "title: a\nb",
        "title: a\rid: b\rc",
        "- a\n\u{85}- [",
        "\u{feff}title: a\nid: [",
    ] {
        let reading = read("content/2026-11-23.yaml", text);
        let fault = reading.diagnostics.first().expect("it is broken");
        assert_eq!(fault.severity, Severity::Error);
        let lines = text.split('\n').count();
        assert!(
            fault.line.is_some_and(|line| line <= lines),
            "{}",
            fault.to_text()
        );
    }
}

#[test]
fn yaml_of_many_papers_is_read_and_aliases_stand_for_a_few_things() {
    let many = "- title: A title\n  id: b\n".repeat(30_000);
    assert_eq!(read("content/2026-11-23.yaml", &many).records, 30_000);
    let few = "- &a {title: A title, topics: &t [b, c]}\n- {title: Another, topics: *t}\n";
    let reading = read("content/2026-11-23.yaml", few);
    assert_eq!(reading.digests[0].mentions[1].record.topics, ["b", "c"]);
    let mut laughs = String::from("a0: &a0 [lol]\n");
    for number in 1..12 {
        let before = format!("*a{},", number - 1).repeat(9);
        let _ = writeln!(laughs, "a{number}: &a{number} [{before}]");
    }
    let reading = read("content/2026-11-23.yaml", &laughs);
    assert_eq!(reading.diagnostics[0].severity, Severity::Error);
}

#[test]
fn a_day_that_comes_twice_in_a_file_is_one_digest() {
    let paper = |title: &str| format!("[{{\"title\": \"{title}\", \"summary\": \"Text.\"}}]");
    let day = |day: u32, title: &str| format!("{{\"2026-11-{day}\": {}}}", paper(title));
    let text = format!(
        "[{},\n{},\n{}]",
        day(22, "First"),
        day(23, "Second"),
        day(22, "Third")
    );
    let reading = read("content/x.json", &text);
    assert_eq!(reading.records, 3);
    assert_eq!(reading.digests.len(), 2);
    assert_eq!(titles(&reading), ["First", "Third", "Second"]);
    let lines: Vec<_> = reading
        .digests
        .iter()
        .flat_map(|digest| &digest.mentions)
        .collect();
    assert_eq!(
        lines.iter().map(|mention| mention.line).collect::<Vec<_>>(),
        [1, 3, 2]
    );
}

#[test]
fn records_that_are_none_keep_their_places_among_papers() {
    let paper = "{\"title\": \"A title\", \"summary\": \"Text.\"}";
    let text = format!("[1,\n{paper},\n2, 3,\n[{paper}, 4],\n{paper}, 5]");
    let reading = read("content/2026-11-23.json", &text);
    adds_up(&reading);
    let lines = |reading: &Reading| -> Vec<_> {
        reading
            .diagnostics
            .iter()
            .filter_map(|fault| fault.line)
            .collect()
    };
    assert_eq!((reading.records, lines(&reading)), (8, vec![1, 3, 3, 4, 5]));
    // Of very many, those that stand together are told together.
    let many = format!("[{paper}{}]", ",\n1".repeat(500));
    let reading = read("content/2026-11-23.json", &many);
    assert_eq!(reading.records, 501);
    assert_eq!(reading.diagnostics.len(), 100);
    assert!(said(&reading)[99].ends_with("401 records are no JSON objects; they are left out"));
}

#[test]
fn a_paper_has_no_more_than_a_hundred_topics_and_links() {
    let list = |form: &dyn Fn(usize) -> String| {
        let elements: Vec<String> = (0..150).map(form).collect();
        elements.join(",")
    };
    let text = format!(
        r#"{{"papers":[{{"title":"a","topics":[{}],"links":[{}]}}]}}"#,
        list(&|number| format!("\"topic {number}\"")),
        list(&|number| format!("\"https://a.example/{number}\"")),
    );
    let reading = read("content/2026-11-23.json", &text);
    let record = &reading.digests[0].mentions[0].record;
    assert_eq!((record.topics.len(), record.links.len()), (100, 100));
    let messages = said(&reading);
    assert!(messages[0].ends_with("this paper has more than 100 topics; 50 are left out"));
    assert!(messages[1].ends_with("this paper has more than 100 links; 50 are left out"));
}

#[test]
fn a_text_is_no_topic_and_is_not_handed_to_every_paper() {
    let long = "a sentence and no topic ".repeat(20);
    let row = r#""2601.90001": "|**A title**|First Author|""#;
    let text = format!("{{\"{long}\": {{{row}}}}}");
    let reading = read("content/2026-11-23.json", &text);
    assert!(reading.digests[0].mentions[0].record.topics.is_empty());
    assert!(said(&reading)[0].ends_with("is too long for a topic; it is left out"));
    let topics: Vec<String> = (0..40)
        .map(|number| format!("\"topic {number}\""))
        .collect();
    let text = format!(
        "+++\ntopics = [\"{long}\", {}]\n+++\n## A paper\n",
        topics.join(", ")
    );
    let reading = read("content/2026-11-23.md", &text);
    assert_eq!(reading.digests[0].mentions[0].record.topics.len(), 30);
    assert!(said(&reading)[0].contains("no more than 30 topics"));
}

#[test]
fn silent_elements_of_html_that_never_end_hide_nothing() {
    let html = "&lt;p&gt;One&lt;script a='b'&gt; two&lt;style a='b'&gt; three&lt;/style&gt; four &lt;script a='b'&gt;five";
    let text = format!(
        "<rss><channel><item><title>A title</title><link>https://b.example/x</link><description>{html}</description></item></channel></rss>"
    );
    assert_eq!(format_of("content/2026-11-23.xml", &text), Some("RSS feed"));
    let reading = read("content/2026-11-23.xml", &text);
    let prose = reading.digests[0].mentions[0].record.abstract_text.as_ref();
    assert_eq!(prose.expect("it has a text").source(), "One two four five");
}

#[test]
fn an_address_with_an_open_parenthesis_ends_before_it() {
    let found = address::find("see https://a.example/x(y and https://b.example/(z)/w");
    assert_eq!(found, ["https://a.example/x", "https://b.example/(z)/w"]);
    let long = format!("https://a.example/x({}", "y".repeat(5_000));
    assert_eq!(address::find(&long), ["https://a.example/x"]);
}

#[test]
fn parts_of_a_row_begin_at_their_labels() {
    let row = "- 2026-11-23, **A title**, First Author, Paper: [a](https://a.example/x), Code: [b](https://github.com/a/b), Project: https://a.github.io";
    let reading = read(
        "content/2026-11-23.json",
        &format!("{{\"a topic\": {{\"\": \"{row}\"}}}}"),
    );
    let record = &reading.digests[0].mentions[0].record;
    assert_eq!(record.authors, ["First Author"]);
    assert_eq!(record.links.len(), 3);
}
