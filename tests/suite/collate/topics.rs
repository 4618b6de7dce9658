//! Topics: declared, given, folded, counted and named.

use super::{declared, digests, library, options, topics_of};
use offprint::collate::{self, Collation, fold};
use offprint::model::library::Library;
use offprint::model::topic::Origin;

/// Name and number of papers of each topic.
fn counts(library: &Library) -> Vec<(&str, usize)> {
    let topics = library.topics.iter();
    topics
        .map(|topic| (topic.name.as_str(), topic.papers.len()))
        .collect()
}

/// Papers, each with these topics.
fn given(topics: &[&str]) -> String {
    let papers = topics.iter().enumerate();
    papers
        .map(|(at, topics)| format!("## Paper {at}\n- Topics: {topics}\n\n"))
        .collect()
}

fn with_declarations(text: &str, topics: &[(&str, &str)]) -> Collation {
    let digests = digests(&[("2026-11-23.md", text)]);
    collate::collate(
        digests,
        collate::Declarations {
            topics: &declared(topics),
            authors: &[],
        },
        &options(2),
    )
}

#[test]
fn spellings_of_one_subject_are_one_topic_by_the_most_frequent() {
    let text = given(&[
        "pde-solver",
        "PDE Solvers",
        "PDE solver",
        "PDE Solvers",
        "pde solvers",
    ]);
    let library = library(&[("2026-11-23.md", &text)]);
    assert_eq!(counts(&library), [("PDE Solvers", 5)]);
    assert_eq!(library.topics[0].slug, "pde-solvers");
    assert_eq!(library.topics[0].origin, Origin::Given);
}

#[test]
fn names_that_fold_to_one_and_names_that_do_not() {
    for (a, b) in [
        ("Fine-tuning", "fine tuning"),
        ("fine-tuning", "finetuning"),
        ("Large Language Models", "large language model"),
        ("theories", "theory"),
        ("benchmarks", "Benchmark"),
        ("searches", "search"),
        ("\u{ff27}\u{ff30}\u{ff34}", "GPT"),
    ] {
        assert_eq!(fold::name(a), fold::name(b), "{a} and {b}");
    }
    for (a, b) in [
        ("C", "C++"),
        ("C++", "C#"),
        ("loss", "los"),
        ("physics", "physic"),
        ("GPT-4", "GPT-5"),
        ("analysis", "analysi"),
        ("corpus", "corpu"),
    ] {
        assert_ne!(fold::name(a), fold::name(b), "{a} and {b}");
    }
    assert_eq!(fold::name(" -- \u{1f600} "), "");
}

#[test]
fn a_given_topic_needs_papers_and_a_declared_one_does_not() {
    let text = given(&["rare, common", "common", "x"]);
    let library = with_declarations(&text, &[("quiet.md", "")]).library;
    assert_eq!(counts(&library), [("common", 2), ("quiet", 0)]);
    assert_eq!(topics_of(&library, "paper-0"), ["common"]);
    assert_eq!(topics_of(&library, "paper-2"), [""; 0]);
}

#[test]
fn declarations_take_in_aliases_and_keywords() {
    let text = "## Plain\n- Topics: PEFT\n\n## LoRA for all\n\n## By its abstract\n\n\
                It needs low-rank  adapters, no more.\n\n## Not this\n\nHigh rank adapters.\n";
    let topic = "+++\ntitle = \"Parameter-efficient tuning\"\naliases = [\"peft\"]\n\
                 keywords = [\"lora\", \"low-rank adapter\"]\n+++\nAn *introduction*.\n";
    let library = with_declarations(text, &[("peft.md", topic)]).library;
    assert_eq!(counts(&library), [("Parameter-efficient tuning", 3)]);
    assert_eq!(library.topics[0].origin, Origin::Declared);
    assert_eq!(
        library.topics[0].introduction.as_deref(),
        Some("An *introduction*.")
    );
    assert_eq!(topics_of(&library, "not-this"), [""; 0]);
    assert_eq!(topics_of(&library, "plain"), ["Parameter-efficient tuning"]);
}

#[test]
fn a_keyword_is_found_as_whole_words() {
    let topic = "+++\ntitle = \"Rows\"\nkeywords = [\"row\"]\n+++\n";
    let text = "## Row upon row\n\n## Rows of tables\n\n## Narrow growth\n\n## A row-wise view\n";
    let library = with_declarations(text, &[("rows.md", topic)]).library;
    assert_eq!(counts(&library), [("Rows", 3)]);
}

#[test]
fn topics_have_parents_but_never_in_a_circle() {
    let topic = |title: &str, parent: &str| {
        format!(
            "+++\ntitle = \"{title}\"\nparent = \"{parent}\"\naliases = [\"{title}-alias\"]\n+++\n"
        )
    };
    let files = [
        ("a.md", topic("A", "b-alias")),
        ("b.md", topic("B", "C")),
        ("c.md", topic("C", "A")),
        ("d.md", topic("D", "D-alias")),
        ("e.md", topic("E", "nowhere")),
        ("f.md", topic("F", "A")),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let collation = with_declarations("## X\n", &files);
    let topics = &collation.library.topics;
    let parents: Vec<&str> = topics
        .iter()
        .map(|topic| {
            topic
                .parent
                .map_or("", |parent| topics[parent.0].name.as_str())
        })
        .collect();
    assert_eq!(parents, ["B", "C", "", "", "", "A"]);
    let files: Vec<_> = collation
        .diagnostics
        .iter()
        .filter_map(|d| d.file.as_deref())
        .collect();
    assert_eq!(
        files,
        [
            "content/topics/c.md",
            "content/topics/d.md",
            "content/topics/e.md"
        ]
    );
}

#[test]
fn a_name_that_two_declarations_claim_is_reported() {
    let first = "+++\ntitle = \"One\"\naliases = [\"shared\"]\n+++\n";
    let second = "+++\ntitle = \"Two\"\naliases = [\"Shared\"]\n+++\n";
    let collation = with_declarations(&given(&["shared"]), &[("1.md", first), ("2.md", second)]);
    assert_eq!(counts(&collation.library), [("One", 1), ("Two", 0)]);
    let text = collation.diagnostics[0].to_text();
    assert!(
        text.starts_with("warning: content/topics/2.md:1: `Shared` is a name of `One`"),
        "{text}"
    );
}

#[test]
fn addresses_of_topics_never_collide() {
    let names = [
        "C",
        "C++",
        "C#",
        "GPT",
        "GPT-4",
        "GPT4 Turbo",
        "index",
        "Index-2",
        "con",
        "\u{6570}\u{5b66}",
    ];
    let text = given(&names);
    let library = library(&[("2026-11-23.md", &text)]);
    assert_eq!(library.topics.len(), names.len());
    let mut addresses: Vec<String> = vec!["index".to_owned()];
    for topic in &library.topics {
        addresses.push(topic.slug.clone());
        // Its further pages, as many as there may ever be.
        addresses.extend((2..100).map(|page| format!("{}-{page}", topic.further_pages)));
    }
    let count = addresses.len();
    addresses.sort();
    addresses.dedup();
    assert_eq!(addresses.len(), count);
    let slug = |name: &str| {
        let topic = library.topics.iter().find(|topic| topic.name == name);
        topic.map(|topic| topic.slug.as_str())
    };
    assert_eq!(slug("GPT-4"), Some("gpt-4"));
    assert_eq!(slug("\u{6570}\u{5b66}"), Some("shu-xue"));
}

#[test]
fn a_declared_topic_chooses_its_address_first() {
    let text = given(&["C", "C", "C++"]);
    let library = with_declarations(&text, &[("cpp.md", "+++\ntitle = \"C++\"\n+++\n")]).library;
    let slugs: Vec<_> = library
        .topics
        .iter()
        .map(|t| (t.name.as_str(), t.slug.len()))
        .collect();
    assert_eq!(slugs, [("C", "c-00000000".len()), ("C++", "c".len())]);
}

#[test]
fn papers_of_a_topic_come_newest_first_then_by_rank() {
    let library = library(&[
        ("2026-11-22.md", "## Old\n- Topics: t\n"),
        ("2026-11-23.md", "## B\n- Topics: t\n\n## A\n- Topics: t\n"),
    ]);
    let papers = library.topics[0].papers.iter();
    let titles: Vec<_> = papers
        .map(|paper| library.paper(*paper).title.as_str())
        .collect();
    assert_eq!(titles, ["B", "A", "Old"]);
}
