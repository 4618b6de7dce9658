//! `offprint check`: what is told of a finished site and of its content.

use crate::site_test::{SiteTest, offprint, shared_data, tree};
use offprint::check::host::Host;
use offprint::check::outside::{self, Cache, Outcome, Probe};
use offprint::check::{self, Options, Report};
use offprint::model::date::{self, Date};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Mutex;
use std::time::Duration;
use tempfile::TempDir;

/// A page without faults.
fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>A page</title></head><body>{body}</body></html>\n"
    )
}

/// A finished site, written by hand.
fn finished(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let whole = [
        ("index.html", page("<p id=top>Front</p>")),
        ("404.html", page("<a href=\"/\">Front</a>")),
    ];
    let whole = whole.iter().map(|(path, text)| (*path, text.as_str()));
    for (path, text) in whole.chain(files.iter().copied()) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn look(folder: &Path, base_url: Option<&str>, options: &Options) -> Report {
    check::site(folder, base_url, options).unwrap()
}

/// What is told of a site, a text each.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let folder = finished(files);
    texts(&look(folder.path(), None, &Options::default()))
}

fn texts(report: &Report) -> Vec<String> {
    report.diagnostics.iter().map(|one| one.to_text()).collect()
}

#[track_caller]
fn says(told: &[String], text: &str) {
    assert!(
        told.iter().any(|one| one.contains(text)),
        "`{text}` is not in {told:#?}"
    );
}

#[test]
fn a_sound_site_has_no_faults() {
    let body = "<a href=\"papers/a%20b.html#one\">One</a> <a href=\"papers/a%20b\">Two</a> <a href=#here id=here>Three</a> \
        <a href=\"https://example.com/x\">Four</a> <a href=\"mailto:a@example.com\">Five</a> <a href=./?q=1>Six</a> \
        <a href=\"papers/\" aria-label=Seven></a> <a href=#top>Eight</a> <img src=pic.png alt=\"\"> \
        <a href=index.html><img src=pic.png alt=Nine></a> <label>Ten <input name=q></label> <label for=e>E</label><input id=e> \
        <svg role=img><title>Eleven</title></svg> <button>Twelve</button> <input type=hidden> <a id=old>no link</a>";
    let site = [
        ("about.html", &*page(body)),
        (
            "papers/a b.html",
            &*page("<h1 id=one>One</h1><a href=\"../about.html#here\">Back</a>"),
        ),
        (
            "papers/index.html",
            &*page("<a name=old></a><a href=#old>Old</a>"),
        ),
        ("pic.png", "a picture"),
        ("style.css", "body { background: url(\"pic.png\") }"),
    ];
    assert_eq!(told(&site), Vec::<String>::new());
}

#[test]
fn every_fault_is_told_with_its_place() {
    let body = "\n<a href=\"papers/2601.00002.html\">Broken</a>\n<a href=\"about.html#ide\">Nowhere</a> <p id=idea>\n\
        <p id=twice></p><p id=twice></p>\n<img src=about.html>\n<a href=about.html></a><button> </button>\n\
        <a href=\"../up.html\">Out</a> <input name=q> <iframe src=about.html></iframe>";
    let folder = finished(&[
        ("about.html", &*page(body)),
        ("papers/2601.00001.html", "<p>No title, no language"),
        ("Papers/2601.00001.html", &*page("")),
        ("style.css", "body { background: url(pic.png) }"),
        (".well-known/security.txt", "Contact: mailto:a@example.com"),
        ("empty.txt", ""),
        ("404.html", &*page("<a href=index.html>Front</a>")),
        (
            "feed.xml",
            "<link>https://example.org/gone.html</link><id>https://example.org/about.html</id>",
        ),
    ]);
    let report = look(
        folder.path(),
        Some("https://example.org/"),
        &Options::default(),
    );
    insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("check_faults", texts(&report).join("\n"));
    });
}

#[test]
fn a_fault_of_many_pages_is_told_once() {
    let broken = page("<a href=\"/gone.html\">Gone</a>");
    let all = told(&[
        ("a.html", &broken),
        ("b.html", &broken),
        ("c.html", &broken),
    ]);
    assert_eq!(all.len(), 1, "{all:#?}");
    says(
        &all,
        "error: a.html:1:73: the address `/gone.html` leads to nothing; so have 2 other pages",
    );
}

#[test]
fn limits_are_those_of_the_host() {
    let large = "0".repeat(26 * 1024 * 1024);
    let folder = finished(&[("large.json", &large)]);
    let at = |host| {
        let options = Options {
            host,
            ..Options::default()
        };
        texts(&look(folder.path(), None, &options))
    };
    says(
        &at(Host::Cloudflare),
        "error: large.json: this file has 27262976 bytes; Cloudflare Pages takes 26214400 bytes at most",
    );
    for host in [Host::Github, Host::Gitlab, Host::Netlify, Host::Other] {
        assert_eq!(at(host), Vec::<String>::new(), "{host}");
    }
    fs::remove_file(folder.path().join("404.html")).unwrap();
    says(&at(Host::Cloudflare), "there is no 404.html");
}

#[test]
fn too_many_files_for_a_host_are_told() {
    let folder = finished(&[]);
    fs::create_dir(folder.path().join("papers")).unwrap();
    for number in 0..16_500 {
        fs::write(folder.path().join(format!("papers/{number}.txt")), "x").unwrap();
    }
    let options = Options {
        host: Host::Cloudflare,
        ..Options::default()
    };
    let near = texts(&look(folder.path(), None, &options));
    says(
        &near,
        "warning: the site has 16502 files; Cloudflare Pages takes 20000 files at most",
    );
}

#[test]
fn pages_over_budget_are_told() {
    // Text that does not compress well.
    let mut number = 1_u64;
    let words: String = (0..60_000)
        .map(|_| {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            format!("{:x} ", number >> 40)
        })
        .collect();
    let head = "<link rel=stylesheet href=style.css><script src=script.js></script>";
    let folder = finished(&[
        ("heavy.html", &page(&words)),
        (
            "light.html",
            &page(&format!("{head}{}", "the same ".repeat(60_000))),
        ),
        ("style.css", &words),
        ("script.js", &words),
        ("unused.js", &words),
    ]);
    let all = texts(&look(folder.path(), None, &Options::default()));
    assert_eq!(all.len(), 3, "{all:#?}");
    says(&all, "warning: heavy.html: the page has ");
    says(
        &all,
        "warning: light.html: the style sheets of the page has ",
    );
    says(&all, "warning: light.html: the scripts of the page has ");
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_never_published() {
    let folder = finished(&[]);
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("link.txt")).unwrap();
    let all = texts(&look(folder.path(), None, &Options::default()));
    says(&all, "error: link.txt: this is a symbolic link");
}

#[test]
fn a_site_is_the_same_below_any_path() {
    let body = "<a href=about.html>One</a><a href=gone.html>Two</a>";
    let at = |base: &str| {
        let absolute = page(&format!(
            "{body}<a href=\"{base}about.html\">Three</a><a href=\"{base}gone\">Four</a>"
        ));
        let missing = page(&format!("<a href=\"{base}\">Front</a>"));
        let folder = finished(&[("about.html", &absolute), ("404.html", &missing)]);
        let report = look(
            folder.path(),
            Some(&format!("https://example.org{base}")),
            &Options::default(),
        );
        let texts = texts(&report).join("\n");
        // Where the second fault stands depends on how long the first address is.
        (
            report.counts.links,
            texts.matches("leads to nothing").count(),
        )
    };
    assert_eq!(at("/"), at("/a/b/"));
    assert_eq!(at("/"), (5, 2));
}

fn run(site: &SiteTest, arguments: &[&str]) -> Output {
    let mut command = offprint();
    command
        .args(["check", "--root"])
        .arg(site.root())
        .args(arguments);
    command.output().unwrap()
}

#[test]
fn sites_that_are_built_have_no_errors() {
    for arguments in [
        &["--base-url", "https://example.org/a/b/"][..],
        &["--base-url", "https://papers.example/"],
        &[],
    ] {
        let site = SiteTest::copy_of("awkward");
        let before = tree(site.root());
        let output = run(&site, arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{error}");
        assert!(!error.contains("error:"), "{error}");
        assert_eq!(tree(site.root()), before, "checking publishes nothing");
    }
}

#[test]
fn faults_of_the_content_are_told() {
    let site = SiteTest::new()
        .file("offprint.toml", "base_url = \"https://example.org/\"\n[topics]\nfound = false\nmin_papers = 1\n")
        .file(
            "content/2026-11-23.md",
            "## Bare\n- Topics: Rows\n\n## Noted\n- Topics: Rows, Columns\n- Note: Worth it\n\n## Whole\n\nOn diagonal things.\n",
        )
        .file("content/topics/rows.md", "+++\ntitle = \"Rows\"\naliases = [\"Lines\"]\nkeywords = [\"diagonal things\", \"upright\"]\n+++\n")
        .file("content/topics/none.md", "+++\ntitle = \"Nothing\"\n+++\n")
        .file("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n[Gone](papers/gone.html)\n");
    let output = run(&site, &["--json"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    let told: Vec<String> = error.split("\n  help").map(str::to_owned).collect();
    assert_eq!(output.status.code(), Some(1), "{error}");
    says(
        &told,
        "warning: content/2026-11-23.md: 1 paper has no abstract: “Bare”",
    );
    says(
        &told,
        "warning: content/topics/none.md: the topic `Nothing` has no paper",
    );
    says(&told, "note: the topic `Columns` has one paper");
    says(
        &told,
        "note: content/topics/rows.md: `Lines`, `upright` are named by no digest and stand in no text",
    );
    says(&told, "the address `papers/gone.html` leads to nothing");
    assert!(!site.has_page("index.html"), "checking publishes nothing");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["sound"], false);
    assert_eq!(json["counts"]["pages"], fs_pages(&site));
}

/// How many pages the site has, once it is built.
fn fs_pages(site: &SiteTest) -> usize {
    site.build().succeeds();
    site.tree()
        .keys()
        .filter(|path| path.ends_with(".html"))
        .count()
}

#[test]
fn strict_makes_errors_of_warnings() {
    let site = SiteTest::new().file("content/2026-11-23.md", "## Bare\n");
    assert_eq!(
        run(&site, &["--base-url", "https://example.org/"])
            .status
            .code(),
        Some(0)
    );
    let strict = run(&site, &["--base-url", "https://example.org/", "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
}

#[test]
fn github_shows_faults_beside_their_lines() {
    let site = SiteTest::new()
        .file("offprint.toml", "\ntitel = \"X\"\n")
        .file("content/2026-11-23.md", "## Bare\n");
    let mut command = offprint();
    command.args(["check", "--root"]).arg(site.root());
    command
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_WORKSPACE", site.root().parent().unwrap());
    let output = command.output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    let folder = site.root().file_name().unwrap().to_str().unwrap();
    let expected = format!(
        "::error file={folder}/offprint.toml,line=2,col=1::there is no key `titel`%0Adid you mean `title`?"
    );
    assert!(error.contains(&expected), "{error}");
}

#[test]
fn the_daily_papers_have_no_broken_link() {
    let Some(data) = shared_data("hf") else {
        return;
    };
    let site = SiteTest::new();
    for entry in fs::read_dir(data).unwrap() {
        let path = entry.unwrap().path();
        // A tenth of them, which takes a tenth of the time.
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.ends_with("0.json") {
            fs::copy(&path, site.root().join("content").join(name)).unwrap();
        }
    }
    let output = run(
        &site,
        &["--quiet", "--base-url", "https://example.org/papers/"],
    );
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{error}");
}

/// Hosts that answer as they are told to, and remember what was asked.
#[derive(Default)]
struct Hosts {
    answers: BTreeMap<&'static str, Outcome>,
    asked: Mutex<Vec<String>>,
    paused: Mutex<Vec<u64>>,
}

impl Probe for Hosts {
    fn probe(&self, url: &str) -> Outcome {
        self.asked.lock().unwrap().push(url.to_owned());
        self.answers.get(url).cloned().unwrap_or(Outcome::Fine)
    }

    fn pause(&self, span: Duration) {
        self.paused.lock().unwrap().push(span.as_secs());
    }
}

fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}

fn links(urls: &[&str]) -> BTreeMap<String, String> {
    urls.iter()
        .map(|url| ((*url).to_owned(), "index.html".to_owned()))
        .collect()
}

#[test]
fn other_hosts_are_asked_politely_and_remembered() {
    let all = links(&[
        "https://arxiv.org/abs/2601.00001",
        "https://arxiv.org/abs/2601.00002",
        "https://example.com/busy",
        "https://example.com/fine",
        "https://example.com/gone",
        "https://nowhere.example/",
    ]);
    let hosts = Hosts {
        answers: BTreeMap::from([
            ("https://example.com/gone", Outcome::Gone),
            (
                "https://example.com/busy",
                Outcome::Unknown("it is busy (429)".to_owned()),
            ),
            (
                "https://nowhere.example/",
                Outcome::Unreachable("there is no such host".to_owned()),
            ),
        ]),
        ..Hosts::default()
    };
    let mut cache = Cache::default();
    let options = outside::Options::default();
    let (found, summary) = outside::check(&all, &hosts, &mut cache, options, day("2026-11-23"));
    let told: Vec<String> = found.iter().map(|one| one.to_text()).collect();
    says(
        &told,
        "warning: index.html: https://example.com/gone is gone",
    );
    says(
        &told,
        "note: index.html: whether https://example.com/busy is there cannot be told: it is busy (429)",
    );
    says(
        &told,
        "warning: index.html: https://nowhere.example/ cannot be reached: there is no such host",
    );
    assert_eq!(
        (
            summary.asked,
            summary.fine,
            summary.gone,
            summary.unreachable,
            summary.unknown
        ),
        (6, 3, 1, 1, 1)
    );
    let mut paused = hosts.paused.lock().unwrap().clone();
    paused.sort();
    assert_eq!(paused, [1, 1, 3], "between two requests to one host");

    // The next day only what was not fine is asked again; it is still told.
    hosts.asked.lock().unwrap().clear();
    let text = serde_json::to_string(&cache).unwrap();
    let mut cache: Cache = serde_json::from_str(&text).unwrap();
    let (found, summary) = outside::check(&all, &hosts, &mut cache, options, day("2026-11-24"));
    assert_eq!((found.len(), summary.asked, summary.known), (3, 3, 3));
    // After a month everything is asked, and what is no longer linked is forgotten.
    let fewer = links(&["https://example.com/fine"]);
    let (found, summary) = outside::check(&fewer, &hosts, &mut cache, options, day("2026-12-24"));
    assert_eq!((found.len(), summary.asked, summary.fine), (0, 1, 1));
}

#[test]
fn a_run_asks_a_host_only_so_often_and_goes_on_the_next_time() {
    let urls: Vec<String> = (0..5)
        .map(|number| format!("https://example.com/{number}"))
        .collect();
    let all = links(&urls.iter().map(String::as_str).collect::<Vec<_>>());
    let hosts = Hosts::default();
    let mut cache = Cache::default();
    let options = outside::Options {
        of_host: 2,
        ..outside::Options::default()
    };
    for (asked, left) in [(2, 3), (2, 1), (1, 0), (0, 0)] {
        let (_, summary) = outside::check(&all, &hosts, &mut cache, options, day("2026-11-23"));
        assert_eq!((summary.asked, summary.left), (asked, left));
    }
    assert_eq!(*hosts.asked.lock().unwrap(), urls, "each once");
}

#[test]
fn a_machine_that_is_not_connected_blames_no_link() {
    let all = links(&[
        "https://example.com/a",
        "https://example.net/b",
        "https://example.net/c",
    ]);
    let away = || Outcome::Unreachable("there is no network".to_owned());
    let hosts = Hosts {
        answers: BTreeMap::from([
            ("https://example.com/a", away()),
            ("https://example.net/b", away()),
            ("https://example.net/c", away()),
        ]),
        ..Hosts::default()
    };
    let mut cache = Cache::default();
    let options = outside::Options::default();
    let (found, summary) = outside::check(&all, &hosts, &mut cache, options, day("2026-11-23"));
    let told: Vec<String> = found.iter().map(|one| one.to_text()).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    says(&told, "warning: no other host can be reached");
    assert_eq!(summary.unreachable, 3);
    assert_eq!(cache, Cache::default(), "nothing was learnt");
}

proptest! {
    #[test]
    fn any_page_is_looked_at_without_a_panic(
        body in r#"(<(a|img|svg|label|input|title|script|style|!--|/a|meta|link|iframe)( (href|src|srcset|id|for|alt|content|rel|http-equiv)=["']?[a-z/#.:?%é&;,0-9 -]{0,12}["']?){0,3} ?/?>|[a-z<>&"' é]){0,20}"#,
        base in prop::sample::select(vec![None, Some("https://example.org/"), Some("https://example.org/a/b/")]),
    ) {
        let folder = finished(&[("a.html", &body), ("b.css", &body), ("c.xml", &body)]);
        let report = look(folder.path(), base, &Options::default());
        prop_assert_eq!(report.counts.pages, 3);
    }
}
