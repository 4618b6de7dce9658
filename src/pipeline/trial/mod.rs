//! A theme on trial: every template rendered on sample sites that have what real digests have.
//!
//! One sample has everything at once (six hundred authors, titles of a page, Chinese, Arabic,
//! formulas, papers with a title and nothing else, several digests of one day, an empty one), the
//! second has nothing at all, and each is tried with an address and without one. A mistake is taken
//! out of its template and the samples are rendered again, until no further one shows.
//!
//! Left out: how pages look, and whether their HTML is sound.

use super::content::{self, ContentFolder};
use crate::collate;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::digest::Digest;
use crate::model::library::Library;
use crate::model::prose::Prose;
use crate::model::section::{Fact, Section};
use crate::render::views::{HiddenFieldView, SubscribeFormView};
use crate::theme::{self, Theme};
use crate::{pages, render};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

const FULL: &str = include_str!("full.md");
const UNTITLED: &str = include_str!("untitled.json");
const TOPIC: &str = include_str!("topic.md");
const PAGE: &str = include_str!("page.md");
const AUTHORS: &str = "[[author]]\nname = \"Author 1\"\naliases = [\"Author One\"]\norcid = \"0000-0002-1825-0097\"\n";

/// Rounds after which a theme has been tried enough.
const ROUNDS: usize = 100;

/// Papers on one page of a topic, so few that the samples fill several.
const PER_PAGE: usize = 3;

/// Columns between what the engine points at, which may be the value, and the field's own place.
const NEAR: usize = 40;

/// A site in memory.
struct Sample {
    library: Library,
    content: ContentFolder,
    address: Option<&'static str>,
}

/// Every mistake of the theme called `name`, under the templates of the site at `root`, and what is
/// to be noted about it.
///
/// # Errors
/// Why the theme cannot be loaded, so that none of it was tried.
pub fn of_theme(
    root: &Path,
    name: &str,
    config: &Config,
) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut theme = theme::load(root, name, &config.language)?;
    let mut found = std::mem::take(&mut theme.diagnostics);
    found.extend(unused(&theme));
    found.extend(theme.language.gaps().into_iter().map(Diagnostic::note));
    let samples = samples();
    let mut fields = BTreeSet::new();
    for sample in &samples {
        fields.extend(with_site(sample, config, |content, options| {
            render::fields(content, &theme, options)
        }));
    }
    found.extend(theme.engine.unknown_fields(&fields));
    for sample in &samples {
        for _ in 0..ROUNDS {
            let mistakes = with_site(sample, config, |content, options| {
                render::mistakes(content, &mut theme, options)
            });
            let is_over = mistakes.is_empty() || !theme.engine.leave_out(&mistakes);
            for mistake in mistakes {
                if !is_told(&found, &mistake) {
                    found.push(mistake);
                }
            }
            if is_over {
                break;
            }
        }
    }
    Ok(found)
}

/// A component that no template calls was not tried.
fn unused(theme: &Theme) -> Vec<Diagnostic> {
    let unused = theme.engine.unused_components().into_iter();
    unused
        .map(|(name, file)| {
            Diagnostic::note(format!(
                "the component `{name}` is called by no template, so it was not tried"
            ))
            .in_file(file)
        })
        .collect()
}

/// Whether a mistake on the same line of the same file is known; a mistyped field is one mistake,
/// whoever noticed it.
fn is_told(found: &[Diagnostic], mistake: &Diagnostic) -> bool {
    let place = |fault: &Diagnostic| (fault.file.clone(), fault.line);
    let is_column = |fault: &Diagnostic| match (fault.column, mistake.column) {
        (Some(a), Some(b)) => a.abs_diff(b) <= NEAR,
        (a, b) => a == b,
    };
    found
        .iter()
        .any(|fault| place(fault) == place(mistake) && is_column(fault))
}

/// Hands the plan of a sample to `work`.
fn with_site<R>(
    sample: &Sample,
    config: &Config,
    work: impl FnOnce(render::Content<'_>, &render::Options) -> R,
) -> R {
    let standing = &sample.content.pages;
    let page_options = pages::Options { per_page: PER_PAGE };
    let cards = pages::cards::Options {
        papers: true,
        ..pages::cards::Options::default()
    };
    let extras = pages::Extras {
        cards,
        search: config.search,
        base_url: sample.address,
        newsletters: true,
    };
    let plan = pages::plan(&sample.library, standing, &page_options, extras);
    let content = render::Content {
        library: &sample.library,
        standing,
        pages: &plan.pages,
    };
    let options = render::Options {
        title: config.title.clone(),
        // A site may say nothing of itself.
        description: sample.address.map(str::to_owned).unwrap_or_default(),
        author: sample.address.map(str::to_owned).unwrap_or_default(),
        language: config.language.clone(),
        base_url: sample.address.map(str::to_owned),
        feeds: config.feeds.clone(),
        per_page: PER_PAGE,
        markup: config.markup,
        newsletter: Some(render::NewsletterOptions::default()),
        subscribe: sample.address.map(|_| subscribe()),
    };
    work(content, &options)
}

/// A form with everything that a service may want.
fn subscribe() -> SubscribeFormView {
    let field = HiddenFieldView {
        name: "list".to_owned(),
        value: "1".to_owned(),
    };
    SubscribeFormView {
        action: "https://lists.example.org/subscribe".to_owned(),
        host: "lists.example.org".to_owned(),
        origin: "https://lists.example.org".to_owned(),
        email_field: "email".to_owned(),
        hidden: vec![field],
        trap: Some("nonce".to_owned()),
    }
}

fn samples() -> Vec<Sample> {
    let crowd: Vec<String> = (1..=600).map(|number| format!("Author {number}")).collect();
    let long = "and so on ".repeat(200);
    let extremes = format!(
        "## A title that does not end {long}\n- Authors: {}\n- Topics: Samples\n- Votes: 3\n\n{}\n",
        crowd.join(", "),
        "A long abstract goes on. ".repeat(400)
    );
    // Months in which one topic fell, one rose and one is new.
    let october = many(&[("Rows", 12), ("Columns", 3)]);
    let november = many(&[("Rows", 2), ("Columns", 13), ("Trees", 4)]);
    let full = [
        ("content/2026-10-05.md", &*october),
        ("content/2026-11-03.md", &*november),
        ("content/2026-11-19.md", "No paper today.\n"),
        ("content/2026-11-20.md", FULL),
        ("content/2026-11-21-morning.json", UNTITLED),
        ("content/2026-11-21-evening.md", &*extremes),
        ("content/2026-11-21.md", FULL),
        ("content/2026-11-23.md", FULL),
        ("content/authors.toml", AUTHORS),
        ("content/topics/parts.md", TOPIC),
        ("content/pages/about.md", PAGE),
    ];
    let address = Some("https://example.org/papers/");
    vec![
        sample(&full, address),
        sample(&full, None),
        sample(&[], address),
        sample(&[], None),
    ]
}

/// A digest with so many papers on each topic.
fn many(topics: &[(&str, usize)]) -> String {
    let mut digest = String::new();
    for (topic, papers) in topics {
        for number in 0..*papers {
            let _ = writeln!(
                digest,
                "## {topic} {number} of {papers}\n- Topics: {topic}\n- Votes: {number}\n"
            );
        }
    }
    digest
}

/// Gives the first paper of each digest that has a title sections, facts and a comment: several where
/// all are generated, and others where one is.
fn add_sections(digests: &mut [Digest]) {
    let titled = digests.iter_mut().filter(|digest| digest.title.is_some());
    for (number, digest) in titled.enumerate() {
        let Some(mention) = digest.mentions.first_mut() else {
            continue;
        };
        let section = |label: Option<&str>, text: Prose, is_generated: bool| Section {
            label: label.map(str::to_owned),
            text,
            is_generated,
        };
        let text = format!("Text {number} with $x^2$ and https://example.org/.");
        mention.sections = vec![
            section(None, Prose::Plain(text.clone()), number == 0),
            section(
                Some("Method: $n < m$"),
                Prose::Markdown(format!("## A heading\n\n*{text}*")),
                true,
            ),
            section(
                Some("動機"),
                Prose::Plain(format!("这是摘要{number}。")),
                number == 0,
            ),
        ];
        mention.facts = vec![Fact {
            label: "Quality".to_owned(),
            value: "8/10 & more".to_owned(),
        }];
        mention.record.comment = Some("12 pages, see https://example.org/code".to_owned());
    }
}

fn sample(texts: &[(&str, &str)], address: Option<&'static str>) -> Sample {
    let mut content = content::of_texts(texts);
    let mut digests = std::mem::take(&mut content.digests);
    add_sections(&mut digests);
    let mut options = collate::Options::default();
    options.topics.min_papers = 1;
    options.authors.enabled = true;
    let declarations = collate::Declarations {
        topics: &content.topics,
        authors: &content.authors,
    };
    Sample {
        library: collate::collate(digests, declarations, &options).library,
        content,
        address,
    }
}
