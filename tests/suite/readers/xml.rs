//! Atom, RSS and OAI-PMH.

use super::{adds_up, changed_fixture, format_of, hold_to_snapshots, read};
use crate::site_test::{SiteTest, manifest_folder, shared_data};
use offprint::diagnostic::Severity;
use offprint::model::digest::Mention;
use offprint::model::prose::Prose;
use offprint::readers::Reading;
use proptest::prelude::*;
use std::fs;
use std::time::{Duration, Instant};

#[test]
fn atom_fixtures_read_as_expected() {
    hold_to_snapshots("atom");
}

#[test]
fn rss_fixtures_read_as_expected() {
    hold_to_snapshots("rss");
}

#[test]
fn oai_fixtures_read_as_expected() {
    hold_to_snapshots("oai-pmh");
}

#[test]
fn the_real_files_hold_as_many_papers_as_they_should() {
    let Some(folder) = shared_data("samples") else {
        return;
    };
    for (name, records, papers) in [
        ("arxiv-api-atom/query-testing-100.xml", 100, 100),
        ("arxiv-api-atom/id-astro-ph_0601001.xml", 1, 1),
        ("arxiv-api-atom/QUIRK-empty-feed.xml", 0, 0),
        ("arxiv-api-atom/QUIRK-error-feed.xml", 0, 0),
        ("arxiv-rss/rss.arxiv.org-atom-cs.AI-2025-08-20.xml", 7, 7),
        ("arxiv-rss/QUIRK-empty-sunday.xml", 0, 0),
        ("arxiv-rss/alloevil-site-feed.xml", 51, 50),
        ("oai-pmh/hep-th-ListRecords.xml", 3, 3),
        ("oai-pmh/GetRecord-entities.xml", 1, 1),
    ] {
        let text = fs::read_to_string(folder.join(name)).expect("it is UTF-8");
        let reading = read(&format!("content/{name}"), &text);
        adds_up(&reading);
        assert_eq!(reading.records, records, "{name}");
        let mentions = mentions(&reading);
        assert_eq!(mentions.len(), papers, "{name}");
        if papers == 0 {
            assert_eq!(reading.diagnostics.len(), 1, "{name}");
        }
        for diagnostic in &reading.diagnostics {
            assert_ne!(diagnostic.severity, Severity::Error, "{name}");
        }
        for mention in mentions {
            let record = &mention.record;
            assert!(record.arxiv.is_some(), "{name}: {}", record.title);
            for boilerplate in ["📄", "📊", "(20", "arXiv:", "  ", "&amp;", "&lt;", "\u{89}"] {
                assert!(!record.title.contains(boilerplate), "{}", record.title);
            }
            let prose = abstract_of(mention);
            assert!(!prose.is_empty(), "{name}: {}", record.title);
            for boilerplate in [
                "Announce Type",
                "Abstract:",
                "<p>",
                "&amp;",
                "&lt;",
                "&quot;",
            ] {
                assert!(!prose.contains(boilerplate), "{name}: {prose}");
            }
            for author in &record.authors {
                assert!(!author.contains(['Ã', ',', '<']), "{name}: {author}");
            }
            let line = text.lines().nth(mention.line - 1).unwrap_or_default();
            assert!(
                ["<entry>", "<item>", "<record>"].contains(&line.trim()),
                "{name}:{}: {line}",
                mention.line
            );
        }
    }
}

#[test]
fn a_file_may_have_any_name_and_begin_with_anything_that_xml_allows() {
    let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>A</title></entry></feed>";
    let rss = "<rss><channel><item><title>A</title></item></channel></rss>";
    let rdf = "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
               xmlns=\"http://purl.org/rss/1.0/\"><item><title>A</title></item></r:RDF>";
    let oai = "<o:OAI-PMH xmlns:o=\"http://www.openarchives.org/OAI/2.0/\"><o:GetRecord>\
               <o:record><metadata><dc xmlns=\"http://purl.org/dc/elements/1.1/\">\
               <title>A</title></dc></metadata></o:record></o:GetRecord></o:OAI-PMH>";
    for (text, format) in [
        (feed, "Atom feed"),
        (rss, "RSS feed"),
        (rdf, "RSS feed"),
        (oai, "OAI-PMH"),
    ] {
        for before in [
            "",
            "\u{feff}",
            "\n \n",
            "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n",
            "<!-- a comment with <rss> and <feed> in it -->\n",
            "<?xml version='1.0'?><?xml-stylesheet href='a.css'?><!DOCTYPE any>\n",
        ] {
            for name in ["a.xml", "a.atom", "a.rss", "a.txt", "a"] {
                let text = format!("{before}{text}\n<!-- behind -->\n");
                let name = format!("content/2026-01-02-{name}");
                assert_eq!(format_of(&name, &text), Some(format), "{name}: {text}");
                assert_eq!(titles(&read(&name, &text)), ["A"], "{name}: {text}");
            }
        }
    }
}

#[test]
fn xml_that_no_reader_knows_is_named() {
    let message = |text: &str| read("content/a.xml", text).diagnostics[0].message.clone();
    assert_eq!(
        message("<?xml version=\"1.0\"?><opml version=\"2.0\"><body/></opml>"),
        "is XML of a kind that no reader knows: its outermost element is `opml`"
    );
    assert_eq!(
        message("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>"),
        "is XML of a kind that no reader knows: its outermost element is `RDF`"
    );
    assert_eq!(
        message("<feed xmlns:x=\"urn:a\""),
        "is not XML: the file ends within a tag"
    );
    assert_eq!(
        message("<?xml version=\"1.0\"?>\n"),
        "is not XML: there is no element in it"
    );
    assert_eq!(message("words"), "is not XML: it begins with text");
}

#[test]
fn titles_lose_what_sites_put_around_them() {
    for (written, title) in [
        ("📄 Lamps (2026-08-22)", "Lamps"),
        ("🔥⚡️ Lamps（2026-08-22）", "Lamps"),
        ("[2601.90001] Lamps", "Lamps"),
        ("🤖 [2601.90001v2] Lamps (2026-08-22)", "Lamps"),
        ("[Re] Lamps (2026)", "[Re] Lamps (2026)"),
        ("(2026-08-22)", "(2026-08-22)"),
        ("📄", "📄"),
        ("$O(n)$ lamps (part 1)", "$O(n)$ lamps (part 1)"),
        ("3D lamps", "3D lamps"),
        ("&lt;think&gt; &amp;amp; lamps", "<think> & lamps"),
        ("H&lt;sub&gt;2&lt;/sub&gt;O", "H2O"),
        (
            "<![CDATA[A <i>lamp</i>]]> &#8211; and on",
            "A lamp – and on",
        ),
        ("<i>Markup</i> as it is", "Markup as it is"),
    ] {
        let text = format!(
            "<rss><channel><item><title>{written}</title>\
             <link>https://arxiv.org/abs/2601.90001</link></item></channel></rss>"
        );
        assert_eq!(titles(&read("content/2026-01-02.xml", &text)), [title]);
    }
}

#[test]
fn descriptions_become_plain_text() {
    for (written, text) in [
        (
            "<p>One.</p>\n\n<p>Two,\nwrapped.</p>",
            "One.\n\nTwo, wrapped.",
        ),
        ("One.<br><br/>Two.", "One.\n\nTwo."),
        ("<ul><li>One<li>Two</ul>After", "One\n\nTwo\n\nAfter"),
        ("Two lines\n\nwithout tags", "Two lines\n\nwithout tags"),
        (
            "a < b and <think>c</think> and <video> d",
            "a < b and <think>c</think> and <video> d",
        ),
        ("between <s> and nothing", "between <s> and nothing"),
        (
            "<former architecture. It goes on",
            "<former architecture. It goes on",
        ),
        (
            "an <img> token, <p>and a tag",
            "an <img> token,\n\nand a tag",
        ),
        ("<script>if (a < b) {}</script><p>Shown</p>", "Shown"),
        (
            "<style>p { color: red }</style>Shown<!-- not <p> this -->.",
            "Shown.",
        ),
        (
            "<p>Shown <!-- too, for it never ends",
            "Shown <!-- too, for it never ends",
        ),
        ("<img alt='a > b' src=\"x.png\">Shown", "Shown"),
        (
            "<p>caf&eacute; &amp; &#x201C;tea&#8221; &#150; &nope; &\n</p>",
            "café & “tea” – &nope; &",
        ),
        ("x &amp;lt; y", "x &lt; y"),
        ("&beta;&Omega; &le; &nbsp;1", "βΩ ≤ 1"),
        (
            "<jats:title>Abstract</jats:title><jats:p>Text</jats:p>",
            "Text",
        ),
        (
            "<jats:sec><jats:title>Aim</jats:title><jats:p>Text</jats:p></jats:sec>",
            "Aim: Text",
        ),
        ("<p>so <math><mi>x</mi></math> is</p>", "so x is"),
        (
            "see <a href=\"https://a.example/b\">here</a>",
            "see https://a.example/b",
        ),
        (
            "code <a href=\"https://code.example/a?b=1&amp;c=2\">this https URL</a>.",
            "code https://code.example/a?b=1&c=2.",
        ),
        ("<a href='https://a.example'>words</a>", "words"),
        ("ends in a <", "ends in a <"),
        ("<p title=\"never ended>Text", "Text"),
        ("cut in the mid...", "cut in the mid..."),
    ] {
        let feed = format!(
            "<rss><channel><item><title>A</title><description><![CDATA[{written}]]>\
             </description></item></channel></rss>"
        );
        let reading = read("content/2026-01-02.xml", &feed);
        assert_eq!(abstract_of(mentions(&reading)[0]), text, "{written}");
    }
}

#[test]
fn authors_are_split_and_lose_their_affiliations() {
    for (written, authors) in [
        ("<c>A. One, B. Two</c>", "A. One|B. Two"),
        ("<c>A. One (X, Y), B. Two (Z (W))</c>", "A. One|B. Two"),
        (
            "<c>A. One (1), B. Two (1 and 2) and C. Three ((1) X, (2) Y)</c>",
            "A. One|B. Two|C. Three",
        ),
        ("<c>Ann (Nan) One, B. Two</c>", "Ann (Nan) One|B. Two"),
        ("<c>An unclosed (one, B. Two</c>", "An unclosed (one|B. Two"),
        (
            "<c>The X Collaboration: A. One, B. Two</c>",
            "The X Collaboration|A. One|B. Two",
        ),
        (
            "<c>&lt;a href='x'&gt;A. One&lt;/a&gt;, &lt;a href='y'&gt;B. Two, Jr.&lt;/a&gt; (X)</c>",
            "A. One|B. Two, Jr.",
        ),
        ("<c>One, A.</c><c>Two, B.</c><c>:</c>", "A. One|B. Two"),
        ("<c>A. One</c><c>B. Two</c>", "A. One|B. Two"),
        ("<c> </c>", ""),
    ] {
        let creators = written
            .replace("<c>", "<dc:creator>")
            .replace("</c>", "</dc:creator>");
        let text = format!(
            "<rss><channel><link>http://rss.arxiv.org/rss/cs</link><item><title>A</title>\
             <guid>oai:arXiv.org:2601.90001v1</guid>{creators}</item></channel></rss>"
        );
        let reading = read("content/2026-01-02.xml", &text);
        let found = mentions(&reading)[0].record.authors.join("|");
        assert_eq!(found, authors, "{written}");
    }
}

#[test]
fn the_editor_of_a_site_is_no_author() {
    let feed = |authors: [&str; 3]| {
        let items: String = authors
            .iter()
            .map(|names| {
                format!("<item><title>A</title><link>https://a.example</link>{names}</item>")
            })
            .collect();
        let text =
            format!("<rss><channel><managingEditor>Boss</managingEditor>{items}</channel></rss>");
        let reading = read("content/2026-01-02.xml", &text);
        let lists = mentions(&reading)
            .into_iter()
            .map(|m| m.record.authors.join("|"));
        lists.collect::<Vec<_>>()
    };
    let one = "<dc:creator>One</dc:creator>";
    let two = "<author>Two</author>";
    let mail = "<author>three@a.example (Three)</author>";
    let boss = "<dc:creator>Boss</dc:creator>";
    assert_eq!(feed([one, one, ""]), ["", "", ""]);
    assert_eq!(feed([one, two, mail]), ["One", "Two", ""]);
    assert_eq!(feed([one, boss, ""]), ["One", "", ""]);
}

#[test]
fn what_arxiv_announced_is_read_alike_in_the_feed_of_another() {
    let path = manifest_folder().join("tests/fixtures/rss/arxiv-today.xml");
    let text = fs::read_to_string(path).expect("the fixture is there");
    let own = read("content/2026-01-02.xml", &text);
    let handed_on = text.replace("rss.arxiv.org", "reader.example");
    let other = read("content/2026-01-02.xml", &handed_on);
    assert_eq!(mentions(&own), mentions(&other));
}

#[test]
fn the_day_of_a_feed_is_that_of_its_path_or_its_own() {
    for (name, head, item, day) in [
        (
            "2026-01-02.xml",
            "<pubDate>Sun, 27 Apr 2025 00:00:00 -0400</pubDate>",
            "",
            "2026-01-02",
        ),
        (
            "a.xml",
            "<pubDate>Sun, 27 Apr 2025 00:00:00 -0400</pubDate>",
            "",
            "2025-04-27",
        ),
        (
            "a.xml",
            "<lastBuildDate>Mon, 5 May 2025 0:00 GMT</lastBuildDate><pubDate>4 May 2025 01:00 GMT</pubDate>",
            "",
            "2025-05-04",
        ),
        (
            "a.xml",
            "<dc:date>2023-01-12T20:30:00-05:00</dc:date>",
            "",
            "2023-01-12",
        ),
        (
            "a.xml",
            "<pubDate>soon</pubDate>",
            "<pubDate>Fri, 09-Jan-2026 10:00:00 GMT</pubDate>",
            "2026-01-09",
        ),
    ] {
        let text =
            format!("<rss><channel>{head}<item><title>A</title>{item}</item></channel></rss>");
        let reading = read(&format!("content/{name}"), &text);
        assert_eq!(reading.digests[0].date.to_string(), day, "{head}{item}");
        assert_eq!(mentions(&reading)[0].record.date, None);
    }
}

#[test]
fn what_was_encoded_twice_is_read_as_it_was_meant() {
    let twice: String = "Sören Łukasz’s 灯".bytes().map(char::from).collect();
    let feed = |title: &str| format!("<feed>\n<entry><title>{title}</title></entry></feed>");
    let reading = read("content/2026-01-02.xml", &feed(&twice));
    assert_eq!(titles(&reading), ["Sören Łukasz’s 灯"]);
    assert_eq!(
        reading.diagnostics[0].to_text().lines().next(),
        Some(
            "note: content/2026-01-02.xml:2:16: was encoded as UTF-8 twice; it is read as it was meant"
        )
    );
    for title in ["Sören", "Ã©tude: 灯", "plain", "à la Ã©"] {
        let reading = read("content/2026-01-02.xml", &feed(title));
        assert_eq!(titles(&reading), [title]);
        assert!(reading.diagnostics.is_empty());
    }
}

#[test]
fn cut_at_any_byte_it_is_reported_and_never_half_read() {
    for name in [
        "atom/arxiv-api.xml",
        "rss/arxiv-today.xml",
        "rss/arxiv-2023.rdf",
        "oai-pmh/arxiv.xml",
        "oai-pmh/dublin-core.xml",
    ] {
        let path = manifest_folder().join("tests/fixtures").join(name);
        let text = fs::read_to_string(path).expect("the fixture is there");
        for (cut, _) in text.trim_end().char_indices().skip(1) {
            let reading = read("content/2026-01-02.xml", &text[..cut]);
            assert!(reading.digests.is_empty(), "{name} cut at {cut}");
            let fault = &reading.diagnostics[0];
            assert_eq!(fault.severity, Severity::Error, "{name} cut at {cut}");
            assert!(fault.line.is_some(), "{name} cut at {cut}");
            assert_eq!(
                fault.help.as_deref(),
                Some("the file is cut short: fetch or write it again"),
                "{name} cut at {cut}: {}",
                fault.to_text()
            );
        }
    }
}

#[test]
fn no_file_takes_long_or_much() {
    let begun = Instant::now();
    let message = |text: &str| {
        let reading = read("content/2026-01-02.xml", text);
        assert_eq!(reading.digests.len(), 0);
        reading.diagnostics[0].message.clone()
    };
    let deep = format!("<feed><entry>{}", "<a>".repeat(1_000_000));
    assert_eq!(
        message(&deep),
        "has elements in each other, more than 64 deep"
    );
    let wide = format!("<feed><entry>{}</entry></feed>", "<a/>".repeat(1_000_000));
    assert_eq!(message(&wide), "has a record of more than 100000 elements");
    let spaces: String = (0..100_000).map(|n| format!(" xmlns:n{n}=\"u\"")).collect();
    assert_eq!(
        message(&format!("<feed><entry{spaces}/></feed>")),
        "declares more namespaces than are read"
    );
    // Whatever a description is made of, it is read in linear time.
    for piece in [
        "<p",
        "<a \"",
        "<a '>",
        "<!--",
        "<script>",
        "<p><i>",
        "</a>",
        "&",
        "(",
        "[",
        "<a href=x>",
        "https://",
        "[2601.90001]",
    ] {
        let text = format!(
            "<rss><channel><item><title>A</title><description><![CDATA[{0}]]></description>\
             <dc:creator><![CDATA[{0}]]></dc:creator></item></channel></rss>",
            piece.repeat(200_000)
        );
        let each = Instant::now();
        assert_eq!(read("content/2026-01-02.xml", &text).records, 1);
        assert!(each.elapsed() < Duration::from_secs(10), "{piece}");
    }
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn pseudo_tags_and_scripts_are_text_on_the_page() {
    let site = SiteTest::new().file(
        "content/2026-01-02.xml",
        "<feed><id>http://arxiv.org/api/x</id><entry><id>http://arxiv.org/abs/2601.90001v1</id>\
         <title>On &lt;script&gt;alert(1)&lt;/script&gt;</title>\
         <summary>Some &lt;think&gt; and &lt;img src=x onerror=alert(1)&gt;</summary>\
         <link href=\"javascript:alert(1)\"/></entry></feed>",
    );
    site.build().succeeds().has_account(1, 1, 0, 0);
    site.page("papers/2601.90001.html")
        .says("On &lt;script")
        .says("&lt;think")
        .does_not_say("<script>alert")
        .does_not_say("<img src=x")
        .does_not_say("javascript:");
}

/// Documents with a `#` at each place where prose may stand.
const WITH_PROSE: &[&str] = &[
    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:arxiv=\"http://arxiv.org/schemas/atom\" \
     xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:x=\"urn:x\"><title>#</title><subtitle>#</subtitle>\
     <rights>#</rights><x:note>#</x:note><entry><id>urn:1</id><title>#</title><summary>#</summary>\
     <content type=\"html\">&lt;p&gt;#&lt;/p&gt;&lt;p&gt;#&lt;/p&gt;</content><arxiv:comment>#</arxiv:comment>\
     <arxiv:journal_ref>#</arxiv:journal_ref><category term=\"#\"/><author><name>#</name>\
     <arxiv:affiliation>#</arxiv:affiliation></author><contributor><name>#</name></contributor>\
     <rights>#</rights><dc:source>#</dc:source><dc:coverage>#</dc:coverage><x:tldr>#</x:tldr><x:odd>#</x:odd>\
     <x:outer><x:inner>#</x:inner><x:other>#</x:other></x:outer></entry></feed>",
    "<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
     xmlns:prism=\"http://prismstandard.org/namespaces/basic/2.0/\"><channel><title>#</title>\
     <description>#</description><copyright>#</copyright><item><title>#</title><description>#</description>\
     <content:encoded><![CDATA[<h2>#</h2><ul><li>#<li>#</ul><table><tr><td>#</td></tr></table>]]>\
     </content:encoded><category>#</category><source>#</source><prism:publicationName>#\
     </prism:publicationName><prism:section>#</prism:section><motivation>#</motivation><odd>#</odd></item>\
     <item><description>#</description><odd>#</odd></item></channel></rss>",
    "<OAI-PMH><ListRecords><record><header><setSpec>#</setSpec></header><metadata>\
     <arXiv><title>#</title><authors>#</authors><abstract>#</abstract><comments>#</comments>\
     <journal-ref>#</journal-ref><report-no>#</report-no><license>#</license><proxy>#</proxy><odd>#</odd>\
     </arXiv></metadata></record><record><metadata><dc><title>#</title><title>#</title><creator>#</creator>\
     <contributor>#</contributor><publisher>#</publisher><description>#</description>\
     <description>#</description><description>Comment: #</description><subject>#</subject><rights>#</rights>\
     <coverage>#</coverage><identifier>#</identifier></dc></metadata></record></ListRecords></OAI-PMH>",
];

/// Holds a reading to all words of a document with prose in place of each `#`. The report shows the first of
/// several texts alone, so that names must not repeat where texts are reported.
pub fn holds_every_word(name: &str, document: &str, prose: &[String]) {
    let mut texts = prose.iter().cycle();
    let mut text = String::new();
    let mut words = Vec::new();
    for part in document.split_inclusive('#') {
        text.push_str(part.trim_end_matches('#'));
        if part.ends_with('#') {
            let number = words.len();
            let next = texts.next().expect("there is some");
            let next: Vec<String> = next
                .split(' ')
                .map(|word| format!("{word}{}", letters(number)))
                .collect();
            text.push_str(&next.join(" "));
            words.push(next);
        }
    }
    let reading = read(name, &text);
    adds_up(&reading);
    let mut kept = String::new();
    for digest in &reading.digests {
        offprint::readers::doubt::texts_of(digest, &mut |text: &str| {
            kept.push_str(text);
            kept.push(' ');
        });
    }
    for entry in reading.report.entries() {
        kept.push_str(&entry.example);
        kept.push(' ');
    }
    let kept: std::collections::BTreeSet<&str> =
        kept.split(|c: char| !c.is_alphanumeric()).collect();
    for word in words.iter().flatten() {
        assert!(
            kept.contains(word.as_str()),
            "{word} is lost: {text}\n{reading:#?}"
        );
    }
}

/// A number in letters, so that it makes words different.
fn letters(number: usize) -> String {
    let digit = |n: usize| char::from(b'a' + u8::try_from(n % 26).expect("below 26"));
    [digit(number / 26), digit(number)].iter().collect()
}

/// Six words.
pub fn prose() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[b-d]{3,6}( [b-d]{3,6}){5}", 1..30)
}

proptest! {
    #[test]
    fn every_word_arrives_or_is_reported(prose in prose(), index in 0..WITH_PROSE.len()) {
        holds_every_word("content/2026-01-02.xml", WITH_PROSE[index], &prose);
    }

    #[test]
    fn any_text_is_read_without_panic(
        text in "(<(/?[a-z]{1,3}|entry|title|/entry)( [a-z]=\"[^<]{0,3}\")?/?>|[&;#<>\"' \n]|\\PC){0,40}",
        root in prop::sample::select(vec!["feed", "rss", "OAI-PMH"]),
    ) {
        adds_up(&read("content/2026-01-02.xml", &text));
        adds_up(&read("content/2026-01-02.xml", &format!("<{root}>{text}</{root}>")));
        let item = format!(
            "<rss><channel><item><title>A</title><description><![CDATA[{}]]></description></item>\
             </channel></rss>",
            text.replace("]]>", "")
        );
        adds_up(&read("content/2026-01-02.xml", &item));
    }

    #[test]
    fn any_change_of_a_feed_is_read_without_panic(
        name in prop::sample::select(vec![
            "atom/arxiv-api.xml", "atom/site.atom", "atom/arxiv-announcements.xml",
            "rss/arxiv-today.xml", "rss/site.xml", "rss/arxiv-2023.rdf", "rss/journal.xml",
            "oai-pmh/arxiv.xml", "oai-pmh/raw.xml", "oai-pmh/dublin-core.xml",
        ]),
        at in 0.0..1.0f64,
        length in 0..40usize,
        piece in "(<[a-z/]{0,6}>|[&;<>\"'=/(){}, \n]|\\PC){0,4}",
    ) {
        let changed = changed_fixture(name, at, length, &piece);
        let reading = read("content/2026-01-02.xml", &changed);
        adds_up(&reading);
        for diagnostic in &reading.diagnostics {
            assert!(diagnostic.line.is_some(), "{}", diagnostic.to_text());
        }
    }
}

fn mentions(reading: &Reading) -> Vec<&Mention> {
    let digests = reading.digests.iter();
    digests.flat_map(|digest| &digest.mentions).collect()
}

fn titles(reading: &Reading) -> Vec<&str> {
    let mentions = mentions(reading).into_iter();
    mentions.map(|m| m.record.title.as_str()).collect()
}

fn abstract_of(mention: &Mention) -> &str {
    match &mention.record.abstract_text {
        Some(Prose::Plain(text)) => text,
        Some(Prose::Markdown(_)) => panic!("it is no Markdown"),
        None => "",
    }
}
