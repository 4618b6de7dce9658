//! `offprint serve`: what a host would answer, and what happens when sources change.

use crate::site_test::{SiteTest, offprint, tree};
use offprint::publish::server::hosting::{Found, find, is_local};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;
use ureq::Agent;

const DIGEST: &str = "## A paper with a page\n- Topics: Rows\n\nIts summary.\n";

/// How long anything may take on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that runs until the value is dropped.
struct Server {
    process: Child,
    /// Address of the site's root, with a final slash.
    home: String,
    lines: Receiver<String>,
    agent: Agent,
}

/// What was answered.
struct Answer {
    status: u16,
    location: Option<String>,
    kind: String,
    text: String,
}

impl Server {
    fn of(site: &SiteTest, arguments: &[&str]) -> Self {
        let mut command: Command = offprint();
        command
            .args(["serve", "--port", "0", "--root"])
            .arg(site.root())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = command.spawn().expect("the program runs");
        let out = BufReader::new(process.stdout.take().expect("it is piped"));
        let (tell, lines) = mpsc::channel();
        thread::spawn(move || {
            out.lines()
                .map_while(Result::ok)
                .all(|line| tell.send(line).is_ok())
        });
        let agent = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build();
        let mut server = Self {
            process,
            home: String::new(),
            lines,
            agent: agent.into(),
        };
        let told = server.line_with("the site is shown at ");
        let address = told.split_whitespace().nth(5).expect("the address");
        server.home = address.to_owned();
        server
    }

    /// Waits for a line of stdout with some text.
    fn line_with(&self, text: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("no line said `{text}`"));
            if line.contains(text) {
                return line;
            }
        }
    }

    /// Asks for a path below the site's root, or, with a slash at its front, below the host's.
    fn get(&self, path: &str) -> Answer {
        let url = match path.strip_prefix('/') {
            Some(path) => format!("{}{path}", self.origin()),
            None => format!("{}{path}", self.home),
        };
        let mut response = self.agent.get(&url).call().expect("an answer");
        let header = |name: &str| {
            let value = response.headers().get(name)?;
            Some(value.to_str().expect("text").to_owned())
        };
        Answer {
            status: response.status().as_u16(),
            location: header("location"),
            kind: header("content-type").unwrap_or_default(),
            text: response.body_mut().read_to_string().unwrap_or_default(),
        }
    }

    /// Scheme, host and port, with a final slash.
    fn origin(&self) -> &str {
        let end = self.home[7..].find('/').expect("a path") + 8;
        &self.home[..end]
    }

    /// What open pages are told, from now on.
    fn events(&self) -> Receiver<serde_json::Value> {
        let url = format!("{}__offprint/events", self.origin());
        let response = ureq::get(&url).call().expect("a stream");
        let (tell, events) = mpsc::channel();
        thread::spawn(move || {
            let lines = BufReader::new(response.into_body().into_reader()).lines();
            for line in lines.map_while(Result::ok) {
                if let Some(data) = line.strip_prefix("data: ") {
                    let _ = tell.send(serde_json::from_str(data).expect("JSON"));
                }
            }
        });
        events
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn site() -> SiteTest {
    SiteTest::new()
        .file(
            "offprint.toml",
            "title = \"Rows\"\n[topics]\nmin_papers = 1\n",
        )
        .file("content/2026-11-23.md", DIGEST)
        .file(
            "content/pages/about.md",
            "+++\ntitle = \"About\"\n+++\nText.\n",
        )
}

/// Writes a file in one step, as editors do, so that none is seen half written.
fn put(site: &SiteTest, path: &str, text: &str) {
    site.write(".half-written", text);
    let path = site.root().join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("can be made");
    fs::rename(site.root().join(".half-written"), path).expect("can be renamed");
}

#[test]
fn addresses_are_found_as_hosts_find_them() {
    let has = |path: &str| {
        [
            "index.html",
            "trending.html",
            "topics/index.html",
            "a b.css",
        ]
        .contains(&path)
    };
    for base in ["/", "/a/b/"] {
        let at = |path: &str| find(&format!("{base}{path}"), base, has);
        assert_eq!(at(""), Found::File("index.html".to_owned()));
        assert_eq!(at("trending.html"), Found::File("trending.html".to_owned()));
        assert_eq!(at("trending"), Found::File("trending.html".to_owned()));
        assert_eq!(at("topics"), Found::Folder);
        assert_eq!(at("topics/"), Found::File("topics/index.html".to_owned()));
        assert_eq!(at("a b.css"), Found::File("a b.css".to_owned()));
        // GitHub Pages knows no page behind a slash that is no folder's.
        assert_eq!(at("trending/"), Found::Missing);
        assert_eq!(at("../index.html"), Found::Missing);
        assert_eq!(at("nothing"), Found::Missing);
    }
    assert_eq!(find("/", "/a/b/", has), Found::Host);
    assert_eq!(find("/a/b", "/a/b/", has), Found::Folder);
    assert_eq!(find("/trending.html", "/a/b/", has), Found::Missing);
}

#[test]
fn only_names_of_this_machine_are_answered() {
    for host in [
        "localhost",
        "localhost:1111",
        "127.0.0.1:80",
        "[::1]:1111",
        "[::1]",
    ] {
        assert!(is_local(host), "{host}");
    }
    for host in [
        "example.org",
        "example.org:1111",
        "localhost.example.org",
        "127.0.0.1.nip.io",
        "",
    ] {
        assert!(!is_local(host), "{host}");
    }
}

#[test]
fn a_site_is_shown_below_the_path_of_its_address() {
    for (base_url, path) in [
        ("https://example.org/", "/"),
        ("https://example.org/a/b/", "/a/b/"),
    ] {
        let site = site();
        let before = tree(site.root());
        let server = Server::of(&site, &["--base-url", base_url]);
        assert!(server.home.ends_with(path) && server.home.starts_with("http://127.0.0.1:"));

        let front = server.get("");
        assert_eq!(
            (front.status, front.kind.as_str()),
            (200, "text/html; charset=utf-8")
        );
        assert!(front.text.contains("A paper with a page"), "{}", front.text);
        assert!(front.text.contains("/__offprint/live.js"), "{}", front.text);
        assert_eq!(server.get("papers/a-paper-with-a-page").status, 200);
        assert_eq!(server.get("about.html").status, 200);
        let style = server.get("assets/folio.css");
        assert_eq!(
            (style.status, style.kind.as_str()),
            (200, "text/css; charset=utf-8")
        );
        assert!(!style.text.contains("live.js"));

        let folder = server.get("topics?from=here");
        let to = format!("{path}topics/?from=here");
        assert_eq!((folder.status, folder.location), (301, Some(to)));
        let missing = server.get("papers/nothing.html");
        assert_eq!(missing.status, 404);
        // It may be shown at any depth, so its addresses begin at the root of the host.
        let link = format!("\"{path}topics/index.html\"");
        assert!(missing.text.contains(&link), "{}", missing.text);

        let search = server.get("pagefind/words.txt");
        assert_eq!(search.status, 200);
        assert!(search.text.contains("paper"), "{}", search.text);
        assert_eq!(server.get("pagefind/nothing").status, 404);
        assert_eq!(server.get("/__offprint/live.js").status, 200);
        drop(server);
        assert_eq!(tree(site.root()), before, "serving writes nothing");
    }
}

#[test]
fn other_hosts_and_methods_are_refused() {
    let site = site();
    let server = Server::of(&site, &[]);
    let foreign = server
        .agent
        .get(&server.home)
        .header("host", "example.org")
        .call()
        .expect("an answer");
    assert_eq!(foreign.status(), 403);
    let written = server
        .agent
        .post(&server.home)
        .send("text")
        .expect("an answer");
    assert_eq!(written.status(), 405);
}

#[test]
fn changes_are_shown_and_faults_leave_the_last_version() {
    let site = site();
    let server = Server::of(&site, &[]);
    let events = server.events();
    let next = || events.recv_timeout(PATIENCE).expect("news");
    let first = next();
    assert!(first["faults"].is_null());

    put(
        &site,
        "content/2026-11-24.md",
        "## Another paper\n\nIts summary.\n",
    );
    let second = next();
    assert_ne!(second["version"], first["version"]);
    assert!(
        server
            .line_with("content/2026-11-24.md")
            .contains("papers 2")
    );
    assert_eq!(server.get("papers/another-paper.html").status, 200);

    // A folder of sources that was not there when the server began.
    put(
        &site,
        "templates/page.html",
        "{% extends \"folio/page.html\" %}{% block content %}Ours.{% endblock %}",
    );
    assert_ne!(next()["version"], second["version"]);
    assert!(server.get("about.html").text.contains("Ours."));

    put(
        &site,
        "content/2026-11-25.json",
        "{\"date\": \"2026-11-25\", \"papers\": [",
    );
    let broken = next();
    let faults = broken["faults"].as_str().expect("faults");
    assert!(
        faults.starts_with("error: content/2026-11-25.json:1:"),
        "{faults}"
    );
    assert_eq!(server.get("papers/another-paper.html").status, 200);
    server.line_with("1 error; the last version stays");

    put(&site, "templates/page.html", "{{ page.tilte }}");
    let worse = next()["faults"].as_str().expect("faults").to_owned();
    assert!(worse.contains("templates/page.html:1:9"), "{worse}");
    assert!(
        server.get("about.html").text.contains("Ours."),
        "the last good one"
    );

    site.remove("content/2026-11-25.json");
    put(&site, "templates/page.html", "Whole again.");
    let mended = loop {
        let news = next();
        if news["faults"].is_null() {
            break news;
        }
    };
    assert_ne!(mended["version"], broken["version"]);
    // A version may have been made while the file was still being written.
    let is_whole = |_| server.get("about.html").text.contains("Whole again.");
    let waits = std::iter::repeat_with(|| thread::sleep(Duration::from_millis(50)));
    assert!(waits.take(200).any(is_whole));
}

#[test]
fn a_site_that_begins_with_faults_is_shown_when_they_are_mended() {
    let site = site().file("offprint.toml", "titel = \"Rows\"\n");
    let server = Server::of(&site, &[]);
    let events = server.events();
    let next = || events.recv_timeout(PATIENCE).expect("news");
    assert!(
        next()["faults"]
            .as_str()
            .expect("faults")
            .contains("`titel`")
    );
    let page = server.get("");
    assert_eq!(page.status, 500);
    assert!(page.text.contains("did you mean `title`?"), "{}", page.text);
    put(&site, "offprint.toml", "title = \"Rows\"\n");
    assert!(next()["faults"].is_null());
    assert_eq!(server.get("").status, 200);
}

#[test]
fn files_that_cannot_be_read_do_not_hide_the_others() {
    let site = site().file("content/2026-11-25.json", "{");
    let server = Server::of(&site, &[]);
    assert_eq!(server.get("papers/a-paper-with-a-page.html").status, 200);
    let news = server.events().recv_timeout(PATIENCE).expect("news");
    assert!(
        news["faults"]
            .as_str()
            .expect("faults")
            .contains("2026-11-25.json")
    );
}
