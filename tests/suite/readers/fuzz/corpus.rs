//! The sound files that are damaged: the fixtures, each with the format that takes it, and a text
//! for each format that has none.

use crate::site_test::{manifest_folder, shared_data, tree};
use offprint::readers::source::Source;
use offprint::readers::{self, Format};
use std::path::Path;

/// A file to begin with.
#[derive(Debug, Clone)]
pub struct Seed {
    /// Path in a site.
    pub name: String,
    pub text: String,
    /// The name of the format that takes it, if any does.
    format: Option<&'static str>,
}

/// All files to begin with.
#[derive(Debug)]
pub struct Corpus {
    pub seeds: Vec<Seed>,
}

/// Longest file that is taken, in bytes; many inputs say more than long ones.
const LONGEST: usize = 16_000;

impl Corpus {
    /// The fixtures and the texts below; the real samples too, where that is asked and they are
    /// here.
    pub fn gather(with_samples: bool) -> Self {
        let mut seeds = seeds_in(&manifest_folder().join("tests/fixtures"));
        if with_samples && let Some(samples) = shared_data("samples") {
            seeds.extend(seeds_in(&samples));
        }
        for (name, text) in TEXTS {
            seeds.push(seed(name, (*text).to_owned()));
        }
        Self { seeds }
    }

    /// Those that a format takes.
    pub fn of(&self, format: &Format) -> Vec<&Seed> {
        let is_taken = |seed: &&Seed| seed.format == Some(format.name);
        self.seeds.iter().filter(is_taken).collect()
    }
}

fn seeds_in(folder: &Path) -> Vec<Seed> {
    let files = tree(folder).into_iter();
    files
        .filter(|(name, _)| !name.ends_with(".snap"))
        .filter_map(|(name, bytes)| {
            let mut text = String::from_utf8(bytes).ok()?;
            text.truncate(text.floor_char_boundary(LONGEST));
            let name = name.rsplit('/').next().unwrap_or(&name);
            Some(seed(name, text))
        })
        .collect()
}

fn seed(name: &str, text: String) -> Seed {
    let name = format!("content/{name}");
    let format = readers::recognise(&Source::new(&name, &text));
    let format = format.ok().map(|format| format.name);
    Seed { name, text, format }
}

/// Small files of the formats, by their names.
const TEXTS: &[(&str, &str)] = &[
    ("2026-11-23-empty.json", "[]\n"),
    (
        "day.json",
        r#"{"date": "2026-11-23", "topics": [{"title": "A group", "insight": "It is one.",
 "papers": [{"title": "A title", "authors": ["First Author", {"name": "Second Author"}],
 "abstract": "An abstract with $x^2$.", "arxiv_id": 2601.9, "links": {"pdf": "https://a.example/x.pdf"}}, 7,
 "https://arxiv.org/abs/2601.90002", "{'title': 'Another', 'date': '2026'}"]}],
 "2026-11-22": {"2601.90003": {"title": "A third", "summary": "Its text."}}}"#,
    ),
    (
        "2026-11-23-s2.json",
        r#"{"total": 1, "data": [{"paperId": "abc", "externalIds": {"ArXiv": "2601.90001", "DOI": "10.1000/x"},
 "title": "A title", "year": 2026, "authors": [{"authorId": "1", "name": "First Author"}], "abstract": null,
 "tldr": {"model": "x", "text": "In short."}, "openAccessPdf": {"url": "https://a.example/x.pdf"}}]}"#,
    ),
    (
        "2026-11-23-python.json",
        r#"["{'title': 'A title', 'authors': ['First Author'], 'summary': \"It's one.\", 'id': '2601.90001'}"]"#,
    ),
    (
        "2026-11-23.jsonl",
        concat!(
            r#"{"id": "2601.90001", "categories": ["cs.LG"], "pdf": "https://arxiv.org/pdf/2601.90001", "authors": ["First Author"], "title": "A title", "comment": "Code: https://github.com/a/b", "summary": "Its text.", "AI": {"tldr": "In short."}}"#,
            "\n\n",
            r#"{"id": "2601.90002", "title": "Another", "authors": "A, B and C", "published": "2026-11-22T00:00:00Z"}"#,
            "\n{}\n{broken\n"
        ),
    ),
    (
        "1-Apr-2026.jsonl",
        concat!(
            "{'title': 'A title', 'authors': [arxiv.Result.Author('First Author'), ('Second', 'Author')], 'published': datetime.datetime(2026, 4, 1, 0, 0, tzinfo=datetime.timezone.utc), 'summary': 'It\\'s \\x41 \\u00e9 \\U0001f600.'}\n",
            "{'title': \"Another\", 'links': {'a', 'b'}, 'n': -1.5e3, 'x': None, 'y': True, 'abstract': '''Long''' 'er'}\n"
        ),
    ),
    (
        "topics.json",
        r#"{"A topic": {"2601.90001": "|**2026-11-23**|**A title**|First Author et.al.|[2601.90001](http://arxiv.org/abs/2601.90001)|**[link](https://github.com/a/b)**|\n"},
 "Another": ["- 2026-11-22, **Another**, Second Author et.al., Paper: [http://arxiv.org/abs/2601.90002](http://arxiv.org/abs/2601.90002), Code: **[https://github.com/a/b](https://github.com/a/b)**\n"]}"#,
    ),
    (
        "2026-11-23.csv",
        "title,authors,abstract,url,date\r\n\"A title, with a comma\",\"['First Author', 'Second Author']\",\"An abstract\r\nover lines \"\"quoted\"\"\",https://arxiv.org/abs/2601.90001,2026-11-22\r\nAnother,A; B,,,\r\n",
    ),
    (
        "2026-11-23.tsv",
        "title\tauthors\tid\nA title\tFirst Author\t2601.90001\n",
    ),
    (
        "papers.txt",
        "Title: A title\nAuthors: First Author, Second Author\nPDF: https://arxiv.org/pdf/2601.90001\nPublished: 22 Aug 2026\nSummary: Its text\ngoes on.\n---\n**Title**: Another\n作者：甲，乙\n摘要：文本。\n=====\n",
    ),
    (
        "2026-11-23.yaml",
        "- title: \"A title: one\"\n  authors: [First Author, Second Author]\n  abstract: >\n    Folded\n    text.\n  arxiv: 2601.90001\n  tags: &t [a, b]\n- title: Another\n  tags: *t\n  links: {pdf: https://a.example/x.pdf}\n  note: |\n    A block.\n",
    ),
    (
        "paper.yml",
        "title: A title\nauthors:\n- First Author\n- name: Second Author\ndate: 2026-11-23\nurl: https://arxiv.org/abs/2601.90001\nsummary: 'It''s one.'\n",
    ),
    (
        "2026-11-23-digest.yaml",
        "date: 2026-11-23\ntitle: A digest\npapers:\n  - title: A title\n    id: 2601.90001\n  - ~\n  - 7\n",
    ),
    (
        "2026-11-23.bib",
        "% a comment\n@string{j = \"A Journal\"}\n@article{key2026, title = {A {T}itle}, author = \"Author, First and Second Author\", year = 2026, month = nov, journal = j # { of Things}, doi = {10.1000/x}, url = {https://a.example/\\_x}, abstract = {An \\'e and $x$.}}\n@comment{nothing}\n@misc{x, title = {Another}, eprint = {2601.90001}, archiveprefix = {arXiv}}\n",
    ),
    (
        "2026-11-23.ris",
        "TY  - JOUR\nTI  - A title\nAU  - Author, First\nPY  - 2026/11/23\nDO  - 10.1000/x\nAB  - Its text\n      goes on.\nER  - \n",
    ),
    (
        "2026-11-23-csl.json",
        r#"[{"id": "key", "type": "article-journal", "title": "A title", "author": [{"family": "Author", "given": "First"}, {"literal": "A Group"}], "issued": {"date-parts": [[2026, 11, 23]]}, "DOI": "10.1000/x", "abstract": "<jats:p>Its text.</jats:p>", "container-title": "A Journal"}]"#,
    ),
    (
        "table.md",
        "# Papers\n\n| Date | Title | Authors | PDF | Code |\n|---|:---|---|---|---|\n|**2026-11-23**|**A title**|First Author et.al.|[2601.90001](http://arxiv.org/abs/2601.90001)|null|\n| 2026-11-22 | Another \\| one | B | [x](https://a.example/x.pdf) | `c` |\n",
    ),
    (
        "2026-11-23-list.md",
        "# 2026-11-23\n\n- **[A title](https://arxiv.org/abs/2601.90001)** First Author. *A venue*, 2026.\n  > An abstract.\n1. [Another](https://arxiv.org/abs/2601.90002): its text[^1]\n\n<details><summary>Abstract</summary>\n\nText with <b>tags</b> &amp; ![a](b.png).\n\n</details>\n\n[^1]: A note.\n",
    ),
];
