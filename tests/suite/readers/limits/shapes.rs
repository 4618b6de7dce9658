//! Files that are dear to read, in any size.

use std::fmt::Write as _;

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

pub const SHAPES: &[Shape] = &[
    // Any kind of text.
    shape("one line", "content/2026-11-23.txt", |n| {
        "word ".repeat(n / 5)
    }),
    shape("one line of json", "content/2026-11-23.json", |n| {
        "word ".repeat(n / 5)
    }),
    shape("one line of markdown", "content/2026-11-23.md", |n| {
        "word ".repeat(n / 5)
    }),
    shape("blank lines", "content/2026-11-23.txt", |n| {
        "\n".repeat(n) + "a"
    }),
    shape("blank lines of markdown", "content/2026-11-23.md", |n| {
        "\n".repeat(n) + "a"
    }),
    shape("blank lines of yaml", "content/2026-11-23.yaml", |n| {
        "\n".repeat(n) + "a: b"
    }),
    shape("lines of a letter", "content/2026-11-23.txt", |n| {
        "a\nab\n".repeat(n / 5)
    }),
    shape(
        "lines of a letter in markdown",
        "content/2026-11-23.md",
        |n| "a\n".repeat(n / 2),
    ),
    shape("brackets", "content/2026-11-23.txt", |n| "[".repeat(n)),
    shape("braces", "content/2026-11-23.txt", |n| "{".repeat(n)),
    shape("zeros", "content/2026-11-23.txt", |n| "\0".repeat(n)),
    shape("title and abstract lines", "content/2026-11-23.txt", |n| {
        let mut text = String::new();
        while text.len() < n {
            let _ = write!(
                text,
                "A title number {}\nAn abstract that is a bit longer than its title, and ends.\n",
                text.len()
            );
        }
        text
    }),
    // JSON.
    shape("lists in lists", "content/2026-11-23.json", |n| {
        nested("[", "]", n)
    }),
    shape("objects in objects", "content/2026-11-23.json", |n| {
        nested("{\"a\":", "}", n) + "1"
    }),
    shape("papers in papers", "content/2026-11-23.json", |n| {
        nested("{\"papers\":[", "]}", n)
    }),
    shape("open lists", "content/2026-11-23.json", |n| "[".repeat(n)),
    shape("offprint papers", "content/2026-11-23.json", |n| {
        papers("{\"papers\":[", "]}", n, |i| {
            format!(
                r#"{{"title":"A title number {i}","authors":["First Author","Second Author"],"abstract":"Some text of a paper, to be read.","url":"https://a.example/{i}"}}"#
            )
        })
    }),
    shape("offprint titles", "content/2026-11-23.json", |n| {
        papers("{\"papers\":[", "]}", n, |_| "{\"title\":\"a\"}".to_owned())
    }),
    shape("offprint numbers", "content/2026-11-23.json", |n| {
        papers("{\"papers\":[", "]}", n, |_| "1".to_owned())
    }),
    shape("hugging face numbers", "content/2026-11-23.json", |n| {
        papers("[{\"paper\":{\"title\":\"a\"}},", "]", n, |_| {
            "1".to_owned()
        })
    }),
    shape("day json numbers", "content/2026-11-23.json", |n| {
        papers("[{\"title\":\"a\",\"arxiv_id\":\"b\"},", "]", n, |_| {
            "1".to_owned()
        })
    }),
    shape(
        "day json numbers among papers",
        "content/2026-11-23.json",
        |n| {
            papers("[", "]", n, |_| {
                "1,{\"title\":\"a\",\"arxiv_id\":\"b\"}".to_owned()
            })
        },
    ),
    shape("day json papers", "content/2026-11-23.json", |n| {
        papers("{\"items\":[", "]}", n, |i| {
            format!(
                r#"{{"title":"A title number {i}","arxiv_id":"2601.90001","summary":"Some text of a paper, to be read."}}"#
            )
        })
    }),
    shape("json of many days", "content/x.json", |n| {
        papers("{", "}", n, |i| {
            format!(
                r#""{:04}-{:02}-{:02}":[{{"title":"A title number {i}","summary":"Some text."}}]"#,
                1000 + i / 336,
                1 + i / 28 % 12,
                1 + i % 28
            )
        })
    }),
    shape("json of days in turn", "content/x.json", |n| {
        papers("[", "]", n, |i| {
            format!(
                r#"{{"2026-01-{:02}":[{{"title":"A title number {i}","summary":"Some text."}}]}}"#,
                1 + i % 28
            )
        })
    }),
    shape("json of a long topic", "content/2026-11-23.json", |n| {
        let name = "topic ".repeat(n / 12);
        papers(&format!("{{\"{name}\":["), "]}", n, |i| {
            format!(r#"{{"title":"A title {i}","summary":"Some text."}}"#)
        })
    }),
    shape("json of a long note", "content/2026-11-23.json", |n| {
        let note = "note ".repeat(n / 10);
        papers(
            &format!(r#"{{"insights":[{{"title":"A group","summary":"{note}","papers":["#),
            "]}]}",
            n,
            |i| format!(r#"{{"title":"A title {i}","summary":"Some text."}}"#),
        )
    }),
    shape(
        "json that cites one paper",
        "content/2026-11-23.json",
        |n| {
            papers("[", "]", n, |i| {
                format!(
                    r#"{{"title":"Group {i}","insight":"It says this.","papers":["2601.90001"]}}"#
                )
            })
        },
    ),
    shape("json of many authors", "content/2026-11-23.json", |n| {
        papers(
            r#"[{"title":"A title","summary":"b","authors":["#,
            "]}]",
            n,
            |i| format!("\"First Author {i}\""),
        )
    }),
    shape("json of joined authors", "content/2026-11-23.json", |n| {
        format!(
            r#"[{{"title":"A title","summary":"b","authors":"{}"}}]"#,
            "First Author, ".repeat(n / 14)
        )
    }),
    shape("json of many topics", "content/2026-11-23.json", |n| {
        papers(
            r#"[{"title":"A title","summary":"b","topics":["#,
            "]}]",
            n,
            |i| format!("\"topic {i}\""),
        )
    }),
    shape("json of many links", "content/2026-11-23.json", |n| {
        papers(
            r#"[{"title":"A title","summary":"b","links":["#,
            "]}]",
            n,
            |i| format!("\"https://a.example/{i}\""),
        )
    }),
    shape(
        "json of links that are none",
        "content/2026-11-23.json",
        |n| {
            papers(
                r#"{"papers":[{"title":"A title","links":["#,
                "]}]}",
                n,
                |_| "\"a\"".to_owned(),
            )
        },
    ),
    shape("json of many former keys", "content/2026-11-23.json", |n| {
        papers(
            r#"{"papers":[{"title":"A title","former_keys":["#,
            "]}]}",
            n,
            |i| format!("\"key-{i}\""),
        )
    }),
    shape("json of a long title", "content/2026-11-23.json", |n| {
        format!(r#"{{"papers":[{{"title":"{}"}}]}}"#, "word ".repeat(n / 5))
    }),
    shape("json of a long date", "content/2026-11-23.json", |n| {
        format!(
            r#"{{"papers":[{{"title":"a","date":"{}"}}]}}"#,
            "word ".repeat(n / 5)
        )
    }),
    shape("json of a long address", "content/2026-11-23.json", |n| {
        format!(
            r#"{{"papers":[{{"title":"a","url":"{}"}}]}}"#,
            "word ".repeat(n / 5)
        )
    }),
    shape("json of escapes", "content/2026-11-23.json", |n| {
        format!(
            r#"{{"papers":[{{"title":"{}"}}]}}"#,
            "\\u00e9".repeat(n / 6)
        )
    }),
    shape("json lines", "content/2026-11-23.jsonl", |n| {
        "{\"title\":\"a\",\"id\":\"b\"}\n".repeat(n / 23)
    }),
    shape("broken json lines", "content/2026-11-23.jsonl", |n| {
        "{}\n".to_owned() + &"{a\n".repeat(n / 3)
    }),
    shape("topic json", "content/x.json", |n| {
        papers("{\"a\":{", "}}", n, |i| {
            format!(
                r#""2601.{:05}":"|**2026-{:02}-{:02}**|**A title**|First Author et.al.|[2601.90001](http://arxiv.org/abs/2601.90001)|null|""#,
                i % 100_000,
                1 + i % 12,
                1 + i % 28
            )
        })
    }),
    shape("topic json of bars", "content/2026-11-23.json", |n| {
        format!(r#"{{"a":{{"b":"|**a**|{}"}}}}"#, "|".repeat(n))
    }),
    shape(
        "topic json of an open title",
        "content/2026-11-23.json",
        |n| format!(r#"{{"a":{{"b":"|**a**|**{}"}}}}"#, "a|".repeat(n / 2)),
    ),
    shape("topic json of labels", "content/2026-11-23.json", |n| {
        format!(
            r#"{{"a":{{"b":"- 2026-11-23, **a**, b, {}"}}}}"#,
            "Code: ".repeat(n / 6)
        )
    }),
    shape(
        "topic json of a long topic",
        "content/2026-11-23.json",
        |n| {
            let name = "topic ".repeat(n / 12);
            papers(&format!("{{\"{name}\":{{"), "}}", n, |i| {
                format!(r#""2601.{:05}":"|**a {i}**|b|""#, i % 100_000)
            })
        },
    ),
    shape("semantic scholar", "content/2026-11-23.json", |n| {
        papers("{\"data\":[", "]}", n, |i| {
            format!(
                r#"{{"paperId":"{i}","title":"A title","authors":[{{"name":"First Author"}}]}}"#
            )
        })
    }),
    // Python.
    shape("python lists in lists", "content/2026-11-23.jsonl", |n| {
        format!("{{'title': {}", nested("[", "]", n))
    }),
    shape("python calls in calls", "content/2026-11-23.jsonl", |n| {
        format!("{{'title': {}", nested("f(", ")", n))
    }),
    shape("python texts in a row", "content/2026-11-23.jsonl", |n| {
        format!("{{'title': {}}}", "'a' ".repeat(n / 4))
    }),
    shape("python escapes", "content/2026-11-23.jsonl", |n| {
        format!("{{'title': '{}'}}", "\\n".repeat(n / 2))
    }),
    shape("python lines", "content/2026-11-23.jsonl", |n| {
        "{'title':'a','id':'b'}\n".repeat(n / 23)
    }),
    shape("python set of numbers", "content/2026-11-23.jsonl", |n| {
        format!("{{'title': 'a', 'authors': {{{}}}}}", "1,".repeat(n / 2))
    }),
    shape("list of python texts", "content/2026-11-23.json", |n| {
        papers("[", "]", n, |_| "\"{'title':'a','id':'b'}\"".to_owned())
    }),
    // Tables, fields and YAML.
    shape("csv", "content/2026-11-23.csv", |n| {
        "title,authors,abstract\n".to_owned()
            + &"A title,First Author,Some text of a paper\n".repeat(n / 42)
    }),
    shape("csv of a letter", "content/2026-11-23.csv", |n| {
        "title,authors\n".to_owned() + &"a,b\n".repeat(n / 4)
    }),
    shape("csv of an open quote", "content/2026-11-23.csv", |n| {
        "title,authors\n\"".to_owned() + &"a,b\n".repeat(n / 4)
    }),
    shape("csv of quotes", "content/2026-11-23.csv", |n| {
        "title,authors\n".to_owned() + &"\"".repeat(n)
    }),
    shape("csv of commas", "content/2026-11-23.csv", |n| {
        "title,authors\n".to_owned() + &",".repeat(n)
    }),
    shape("csv of lists", "content/2026-11-23.csv", |n| {
        format!("title,authors\na,\"['a', {}\"\n", nested("[", "]", n))
    }),
    shape("labelled titles", "content/2026-11-23.txt", |n| {
        "Authors: a\n".to_owned() + &"Title: a\n".repeat(n / 9)
    }),
    shape(
        "labelled text that goes on",
        "content/2026-11-23.txt",
        |n| "Title: a\nAbstract: b\n".to_owned() + &"a b\n".repeat(n / 4),
    ),
    shape("labelled fields", "content/2026-11-23.txt", |n| {
        "Title: a\n".to_owned() + &"Link: a\n".repeat(n / 8)
    }),
    shape("labelled colons", "content/2026-11-23.txt", |n| {
        "Title: a\nAuthors: b\n".to_owned() + &":".repeat(n)
    }),
    shape("yaml list", "content/2026-11-23.yaml", |n| {
        "- title: a\n  id: b\n".repeat(n / 19)
    }),
    shape("yaml numbers", "content/2026-11-23.yaml", |n| {
        "- 1\n".repeat(n / 4)
    }),
    shape("yaml lists in lists", "content/2026-11-23.yaml", |n| {
        nested("[", "]", n)
    }),
    shape("yaml dashes", "content/2026-11-23.yaml", |n| {
        "- ".repeat(n / 2)
    }),
    shape("yaml objects in objects", "content/2026-11-23.yaml", |n| {
        nested("{a: ", "}", n)
    }),
    shape("yaml laughs", "content/2026-11-23.yaml", |n| {
        laughs(n, "x0: &a0 [lol]\n", |text, i| {
            let before = i - 1;
            let _ = writeln!(
                text,
                "x{i}: &a{i} [*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before}]"
            );
        })
    }),
    shape("yaml laughs of a paper", "content/2026-11-23.yaml", |n| {
        let text = "word ".repeat(n / 5);
        let again = "- *p\n".repeat(90);
        format!("papers:\n- &p\n  title: a\n  abstract: {text}\n{again}")
    }),
    shape("yaml anchors", "content/2026-11-23.yaml", |n| {
        papers("papers: [", "]", n, |i| format!("&a{i} b"))
    }),
    shape("yaml block", "content/2026-11-23.yaml", |n| {
        "title: a\nabstract: |\n".to_owned() + &"  word\n".repeat(n / 7)
    }),
    shape("yaml quotes", "content/2026-11-23.yaml", |n| {
        format!("title: \"{}\"\nid: b\n", "\\n".repeat(n / 2))
    }),
    // XML.
    shape("atom entries", "content/2026-11-23.xml", |n| {
        atom(n, |i| {
            format!(
                "<entry><id>http://arxiv.org/abs/2601.{:05}</id><title>A title {i}</title><summary>Some text of a paper.</summary><author><name>First Author</name></author></entry>",
                i % 100_000
            )
        })
    }),
    shape("atom entries of nothing", "content/2026-11-23.xml", |n| {
        atom(n, |_| "<entry/>".to_owned())
    }),
    shape("elements in elements", "content/2026-11-23.xml", |n| {
        atom(n, |i| {
            if i == 0 {
                nested("<a>", "</a>", n)
            } else {
                String::new() + " "
            }
        })
    }),
    shape("open elements", "content/2026-11-23.xml", |n| {
        format!("<feed><entry>{}", "<a>".repeat(n / 3))
    }),
    shape("an entry of many elements", "content/2026-11-23.xml", |n| {
        format!(
            "<feed><entry><title>a</title>{}</entry></feed>",
            "<a/>".repeat(n / 4)
        )
    }),
    shape("an entry of many authors", "content/2026-11-23.xml", |n| {
        entry(&"<author><name>First Author</name></author>".repeat(n / 42))
    }),
    shape("an entry of many links", "content/2026-11-23.xml", |n| {
        entry(
            &(0..n / 40)
                .map(|i| format!("<link href=\"https://a.example/{i}\"/>"))
                .collect::<String>(),
        )
    }),
    shape(
        "an element of many attributes",
        "content/2026-11-23.xml",
        |n| {
            format!(
                "<feed><entry><title {}>a</title></entry></feed>",
                "a='b' ".repeat(n / 6)
            )
        },
    ),
    shape("many namespaces", "content/2026-11-23.xml", |n| {
        format!(
            "<feed {}><entry/></feed>",
            (0..n / 12)
                .map(|i| format!("xmlns:a{i}='b' "))
                .collect::<String>()
        )
    }),
    shape("laughs of entities", "content/2026-11-23.xml", |n| {
        let declared = laughs(n, "<!ENTITY a0 'lol'>", |text, i| {
            let _ = write!(
                text,
                "<!ENTITY a{i} '{}'>",
                format!("&a{};", i - 1).repeat(10)
            );
        });
        format!("<!DOCTYPE feed [{declared}]><feed><entry><title>&a9;</title></entry></feed>")
    }),
    shape("references", "content/2026-11-23.xml", |n| {
        entry(&format!("<title>{}</title>", "&amp;".repeat(n / 5)))
    }),
    shape("references that are none", "content/2026-11-23.xml", |n| {
        entry(&format!("<title>{}</title>", "&".repeat(n)))
    }),
    shape("cdata", "content/2026-11-23.xml", |n| {
        entry(&format!(
            "<title>a</title><summary type='html'>{}</summary>",
            "<![CDATA[<p>a]]>".repeat(n / 16)
        ))
    }),
    shape("open cdata", "content/2026-11-23.xml", |n| {
        format!("<feed><entry>{}", "<![CDATA[".repeat(n / 9))
    }),
    shape("open comments", "content/2026-11-23.xml", |n| {
        format!("<feed><entry>{}", "<!-- ".repeat(n / 5))
    }),
    shape("comments before a page", "content/2026-11-23.xml", |n| {
        "<!---->".repeat(n / 7)
    }),
    shape("html scripts", "content/2026-11-23.xml", |n| {
        html(n, "<script a='b'>")
    }),
    shape("html scripts and comments", "content/2026-11-23.xml", |n| {
        html(n, "<script a='b'><!--</script>")
    }),
    shape("html comments", "content/2026-11-23.xml", |n| {
        html(n, "<!--")
    }),
    shape("html open tags", "content/2026-11-23.xml", |n| {
        html(n, "<a href=\"")
    }),
    shape("html quotes in tags", "content/2026-11-23.xml", |n| {
        html(n, "<p \"")
    }),
    shape("html less-than signs", "content/2026-11-23.xml", |n| {
        html(n, "<")
    }),
    shape("html paragraphs", "content/2026-11-23.xml", |n| {
        html(n, "<p>a")
    }),
    shape("html line ends", "content/2026-11-23.xml", |n| {
        html(n, "<br> ")
    }),
    shape("html links", "content/2026-11-23.xml", |n| {
        html(n, "<a href='https://a.example/x'>this https URL</a> ")
    }),
    shape("html tags in links", "content/2026-11-23.xml", |n| {
        html(n, "<a href='x'>")
    }),
    shape("rss items", "content/2026-11-23.xml", |n| {
        rss(n, |i| {
            format!(
                "<item><title>A title {i}</title><link>https://a.example/{i}</link><description>Some text of a paper.</description></item>"
            )
        })
    }),
    shape("rss creators", "content/2026-11-23.xml", |n| {
        rss(n, |i| {
            if i == 0 {
                format!(
                    "<item><title>a</title><link>https://arxiv.org/abs/2601.90001</link><dc:creator>{}</dc:creator></item>",
                    "A (B), ".repeat(n / 7)
                )
            } else {
                " ".to_owned()
            }
        })
    }),
    shape("rss parentheses", "content/2026-11-23.xml", |n| {
        rss(n, |i| {
            if i == 0 {
                format!(
                    "<item><title>a</title><link>https://arxiv.org/abs/2601.90001</link><dc:creator>{}</dc:creator></item>",
                    "(".repeat(n)
                )
            } else {
                " ".to_owned()
            }
        })
    }),
    shape("rss items of nothing", "content/2026-11-23.xml", |n| {
        rss(n, |_| "<item/>".to_owned())
    }),
    shape("oai records", "content/2026-11-23.xml", |n| {
        let record = "<record><header><identifier>oai:arXiv.org:2601.90001</identifier></header><metadata><arXiv xmlns='x'><id>2601.90001</id><title>A title</title><abstract>Some text.</abstract></arXiv></metadata></record>";
        format!(
            "<OAI-PMH><ListRecords>{}</ListRecords></OAI-PMH>",
            record.repeat(n / record.len())
        )
    }),
    shape("oai records of nothing", "content/2026-11-23.xml", |n| {
        format!(
            "<OAI-PMH><ListRecords>{}</ListRecords></OAI-PMH>",
            "<record/>".repeat(n / 9)
        )
    }),
    shape("encoded twice", "content/2026-11-23.xml", |n| {
        entry(&format!("<title>{}</title>", "Ã©".repeat(n / 4)))
    }),
    // What texts hold.
    shape("addresses in parentheses", "content/2026-11-23.json", |n| {
        comment(&"http://a.b(x".repeat(n / 12))
    }),
    shape("addresses of colons", "content/2026-11-23.json", |n| {
        comment(&"http://".repeat(n / 7))
    }),
    shape("schemes", "content/2026-11-23.json", |n| {
        comment(&"://".repeat(n / 3))
    }),
    shape("tex braces", "content/2026-11-23.json", |n| {
        abstract_text(&nested("{", "}", n))
    }),
    shape("tex open braces", "content/2026-11-23.json", |n| {
        abstract_text(&"{".repeat(n))
    }),
    shape("tex declarations", "content/2026-11-23.json", |n| {
        abstract_text(&nested("{\\\\em ", "}", n))
    }),
    shape("tex commands", "content/2026-11-23.json", |n| {
        abstract_text(&nested("\\\\emph{", "}", n))
    }),
    shape("tex open commands", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\emph{".repeat(n / 7))
    }),
    shape("tex links", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\href{".repeat(n / 7))
    }),
    shape("tex accents", "content/2026-11-23.json", |n| {
        abstract_text(&nested("\\\\'{", "}", n))
    }),
    shape("tex dollars", "content/2026-11-23.json", |n| {
        abstract_text(&"$".repeat(n))
    }),
    shape("tex formulas", "content/2026-11-23.json", |n| {
        abstract_text(&"$a$ ".repeat(n / 4))
    }),
    shape("tex open formulas", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\(".repeat(n / 3))
    }),
    shape("tex environments", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\begin{a}".repeat(n / 10))
    }),
    shape("tex quotes", "content/2026-11-23.json", |n| {
        abstract_text(&"`a'".repeat(n / 3))
    }),
    shape("tex open quotes", "content/2026-11-23.json", |n| {
        abstract_text(&"``a ".repeat(n / 4))
    }),
    shape("tex hyphens", "content/2026-11-23.json", |n| {
        abstract_text(&"-".repeat(n))
    }),
    shape("tex ties", "content/2026-11-23.json", |n| {
        abstract_text(&"~".repeat(n))
    }),
    shape("tex backslashes", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\".repeat(n / 2))
    }),
    shape("many authors by and", "content/2026-11-23.json", |n| {
        format!(
            r#"[{{"title":"A title","summary":"b","authors":"{}"}}]"#,
            "Author, First and ".repeat(n / 18)
        )
    }),
    shape("dates", "content/2026-11-23.json", |n| {
        format!(
            r#"[{{"title":"A title","summary":"b","date":"{}"}}]"#,
            "12 ".repeat(n / 3)
        )
    }),
    // Markdown and bibliographies.
    shape("markdown headings", "content/2026-11-23.md", |n| {
        "## A title of a paper\n\nSome text of it.\n\n".repeat(n / 41)
    }),
    shape(
        "markdown headings of a letter",
        "content/2026-11-23.md",
        |n| "## a\n".repeat(n / 5),
    ),
    shape("markdown hashes", "content/2026-11-23.md", |n| {
        "#".repeat(n)
    }),
    shape("markdown unknown fields", "content/2026-11-23.md", |n| {
        "## a\n- Athors: b\n".repeat(n / 17)
    }),
    shape("markdown fields", "content/2026-11-23.md", |n| {
        "## a\n".to_owned() + &"- Code: b\n".repeat(n / 10)
    }),
    shape("markdown broken ids", "content/2026-11-23.md", |n| {
        "## a\n- arXiv: b\n".repeat(n / 16)
    }),
    shape("markdown stars", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"*".repeat(n)
    }),
    shape("markdown stars and letters", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"*a ".repeat(n / 3)
    }),
    shape("markdown bars", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"|".repeat(n)
    }),
    shape("markdown tables", "content/2026-11-23.md", |n| {
        "# a\n\n| Title | Authors |\n|---|---|\n".to_owned()
            + &"| [A title](https://arxiv.org/abs/2601.90001) | First Author |\n".repeat(n / 63)
    }),
    shape("markdown table of a letter", "content/2026-11-23.md", |n| {
        "# a\n\n| Title | Authors |\n|---|---|\n".to_owned() + &"|a|b|\n".repeat(n / 6)
    }),
    shape("markdown table of columns", "content/2026-11-23.md", |n| {
        format!(
            "# a\n\n{}\n{}\n|a|\n",
            "|a".repeat(n / 5),
            "|-".repeat(n / 5)
        )
    }),
    shape("markdown quotes", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"> ".repeat(n / 2)
    }),
    shape("markdown lists", "content/2026-11-23.md", |n| {
        "# a\n\n".to_owned() + &"- ".repeat(n / 2)
    }),
    shape("markdown list of links", "content/2026-11-23.md", |n| {
        "# a\n\n".to_owned()
            + &"- [A title](https://arxiv.org/abs/2601.90001): text\n".repeat(n / 52)
    }),
    shape("markdown nested list", "content/2026-11-23.md", |n| {
        let mut text = "# a\n\n".to_owned();
        let mut depth = 0;
        while text.len() < n {
            let _ = writeln!(text, "{}- a", "  ".repeat(depth % 500));
            depth += 1;
        }
        text
    }),
    shape("markdown brackets", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"[".repeat(n)
    }),
    shape("markdown links in links", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &nested("[", "](x)", n)
    }),
    shape(
        "markdown heading of brackets",
        "content/2026-11-23.md",
        |n| "## ".to_owned() + &"[".repeat(n),
    ),
    shape("markdown code", "content/2026-11-23.md", |n| {
        let mut text = "## a\n\n".to_owned();
        let mut length = 1;
        while text.len() < n {
            text += &"`".repeat(length);
            text += " ";
            length += 1;
        }
        text
    }),
    shape("markdown fences", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"```\n## b\n".repeat(n / 9)
    }),
    shape("markdown references", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned()
            + &(0..n / 36)
                .map(|i| format!("[a{i}]\n\n[a{i}]: https://a.example\n\n"))
                .collect::<String>()
    }),
    shape("markdown footnotes", "content/2026-11-23.md", |n| {
        (0..n / 40)
            .map(|i| format!("## b{i}\n\na[^{i}]\n\n[^{i}]: text\n\n"))
            .collect()
    }),
    shape(
        "markdown footnotes in a chain",
        "content/2026-11-23.md",
        |n| {
            "## a\n\na[^0]\n\n".to_owned()
                + &(0..n / 26)
                    .map(|i| format!("[^{i}]: b[^{}]\n\n", i + 1))
                    .collect::<String>()
        },
    ),
    shape(
        "markdown papers of one footnote",
        "content/2026-11-23.md",
        |n| {
            format!(
                "{}\n[^1]: {}\n",
                "## a\n\nb[^1]\n\n".repeat(n / 28),
                "word ".repeat(n / 10)
            )
        },
    ),
    shape("markdown of many topics", "content/2026-11-23.md", |n| {
        let topics: Vec<String> = (0..n / 24).map(|i| format!("\"topic {i}\"")).collect();
        format!(
            "+++\ntopics = [{}]\n+++\n{}",
            topics.join(","),
            "## a\n".repeat(n / 10)
        )
    }),
    shape("markdown of a long topic", "content/2026-11-23.md", |n| {
        format!(
            "+++\ntopics = [\"{}\"]\n+++\n{}",
            "word ".repeat(n / 10),
            "## a\n".repeat(n / 10)
        )
    }),
    shape("markdown of a long key", "content/2026-11-23.md", |n| {
        format!("+++\n{} = 1\n+++\n## a\n", "a".repeat(n))
    }),
    shape("markdown of many keys", "content/2026-11-23.md", |n| {
        format!(
            "---\n{}---\n## a\n",
            (0..n / 10)
                .map(|i| format!("t{i}: a\n"))
                .collect::<String>()
        )
    }),
    shape("markdown of toml lists", "content/2026-11-23.md", |n| {
        format!("+++\na = {}\n+++\n## a\n", nested("[", "]", n))
    }),
    shape("markdown of yaml laughs", "content/2026-11-23.md", |n| {
        format!(
            "---\n{}---\n## a\n",
            laughs(n, "x0: &a0 [lol]\n", |text, i| {
                let before = i - 1;
                let _ = writeln!(
                    text,
                    "x{i}: &a{i} [*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before}]"
                );
            })
        )
    }),
    shape("bibtex", "content/2026-11-23.bib", |n| {
        (0..n / 110).map(|i| format!("@article{{key{i}, title = {{A {{T}}itle}}, author = {{Author, First and Author, Second}}, year = 2026, doi = {{10.1000/{i}}}}}\n")).collect()
    }),
    shape("bibtex of a letter", "content/2026-11-23.bib", |n| {
        (0..n / 22)
            .map(|i| format!("@misc{{a{i},title={{a}}}}\n"))
            .collect()
    }),
    shape("bibtex braces", "content/2026-11-23.bib", |n| {
        format!("@article{{a, title = {}}}\n", nested("{", "}", n))
    }),
    shape("bibtex open braces", "content/2026-11-23.bib", |n| {
        format!("@article{{a, title = {}\n", "{".repeat(n))
    }),
    shape("bibtex open entries", "content/2026-11-23.bib", |n| {
        "@article{a, title = {b}\n".repeat(n / 24)
    }),
    shape("bibtex at signs", "content/2026-11-23.bib", |n| {
        "@".repeat(n)
    }),
    shape("bibtex strings in strings", "content/2026-11-23.bib", |n| {
        "@string{a0 = \"lol\"}\n".to_owned()
            + &(1..n.min(1 << 20) / 90)
                .map(|i| {
                    format!(
                        "@string{{a{i} = a{0} # a{0} # a{0} # a{0} # a{0} # a{0}}}\n",
                        i - 1
                    )
                })
                .collect::<String>()
            + "@misc{b, title = a99}\n"
    }),
    shape("bibtex authors", "content/2026-11-23.bib", |n| {
        format!(
            "@article{{a, title = {{b}}, author = {{{}}}}}\n",
            "Author, First and ".repeat(n / 18)
        )
    }),
    shape("bibtex crossrefs", "content/2026-11-23.bib", |n| {
        (0..n / 50)
            .map(|i| format!("@misc{{a{i}, title = {{b}}, crossref = {{a{}}}}}\n", i + 1))
            .collect()
    }),
    shape("ris", "content/2026-11-23.ris", |n| {
        "TY  - JOUR\nTI  - a\nER  - \n".repeat(n / 26)
    }),
    shape("ris text that goes on", "content/2026-11-23.ris", |n| {
        "TY  - JOUR\nTI  - a\nAB  - b\n".to_owned() + &"      c\n".repeat(n / 8)
    }),
];

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

fn atom(size: usize, entry: impl Fn(usize) -> String) -> String {
    let mut text = "<feed><link href='https://arxiv.org/'/>".to_owned();
    let mut number = 0;
    while text.len() < size {
        text += &entry(number);
        number += 1;
    }
    text + "</feed>"
}

fn entry(inside: &str) -> String {
    format!(
        "<feed><link href='https://arxiv.org/'/><entry><id>http://arxiv.org/abs/2601.90001</id>{inside}</entry></feed>"
    )
}

fn rss(size: usize, item: impl Fn(usize) -> String) -> String {
    let mut text = "<rss><channel><link>https://a.example/</link>".to_owned();
    let mut number = 0;
    while text.len() < size {
        text += &item(number);
        number += 1;
    }
    text + "</channel></rss>"
}

/// A feed whose one item is a piece of HTML, many times.
fn html(size: usize, piece: &str) -> String {
    let escaped = piece.replace('&', "&amp;").replace('<', "&lt;");
    let description = escaped.repeat(size / escaped.len());
    format!(
        "<rss><channel><item><title>a</title><link>https://b.example</link><description>&lt;p&gt;{description}</description></item></channel></rss>"
    )
}

fn comment(text: &str) -> String {
    format!(r#"[{{"title":"A title","summary":"b","comment":"{text}"}}]"#)
}

fn abstract_text(text: &str) -> String {
    format!(r#"[{{"title":"A title","arxiv_id":"2601.90001","abstract":"a {text} b"}}]"#)
}
