//! Files of JSON and Python.

use super::{Shape, nested, papers, shape};

pub const SHAPES: &[Shape] = &[
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
];
