//! `offprint init`: a site that builds at once, and never over anything.

use crate::site_test::{SiteTest, manifest_folder, offprint, tree};
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

const HOSTS: [(&str, &str); 4] = [
    ("github", ".github/workflows/publish.yml"),
    ("cloudflare", ".github/workflows/publish.yml"),
    ("netlify", ".github/workflows/publish.yml"),
    ("gitlab", ".gitlab-ci.yml"),
];

fn init(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = offprint();
    command.arg("init").arg(folder).args(arguments);
    command.output().expect("the program runs")
}

fn succeeds(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{error}");
    assert_eq!(error, "");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_new_site_builds_at_once_for_every_host_and_theme() {
    for (host, workflow) in HOSTS {
        for theme in ["folio", "ledger"] {
            let home = TempDir::new().unwrap();
            let site = home.path().join("deep/er");
            let base_url = "https://example.org/papers";
            let told = succeeds(&init(
                &site,
                &["--host", host, "--theme", theme, "--base-url", base_url],
            ));
            assert!(told.contains(workflow), "{told}");
            assert!(site.join(workflow).is_file());
            let build = offprint()
                .args(["build", "--strict", "--root"])
                .arg(&site)
                .output()
                .unwrap();
            let error = String::from_utf8_lossy(&build.stderr);
            assert_eq!(
                (build.status.code(), &*error),
                (Some(0), ""),
                "{host}, {theme}"
            );
            let page = fs::read_to_string(site.join("public/topics/hyperparameter-transfer.html"));
            assert!(page.unwrap().contains("A sample topic."));
            let front = fs::read_to_string(site.join("public/index.html")).unwrap();
            assert_eq!(front.contains("ledger.css"), theme == "ledger");
        }
    }
}

#[test]
fn no_blank_stays_empty() {
    for (host, _) in HOSTS {
        let home = TempDir::new().unwrap();
        succeeds(&init(home.path(), &["--host", host]));
        for (path, bytes) in tree(home.path()) {
            let text = String::from_utf8(bytes).unwrap();
            for blank in [
                "@title@",
                "@date@",
                "@version@",
                "@deploy@",
                "@address@",
                "@repository@",
                "@base_url@",
                "@permissions@",
                "@host@",
            ] {
                assert!(!text.contains(blank), "{path} of {host} has {blank}");
            }
            assert!(!text.contains("\n\n\n"), "{path} of {host}");
            assert!(
                text.ends_with('\n') && !text.ends_with("\n\n"),
                "{path} of {host}"
            );
        }
    }
}

#[test]
fn any_title_is_written_as_toml_can_hold_it() {
    for title in ["My \"papers\"", "It's\nmine", "\\ and 🗞 and '''", ""] {
        let home = TempDir::new().unwrap();
        succeeds(&init(home.path(), &["--title", title]));
        let text = fs::read_to_string(home.path().join("offprint.toml")).unwrap();
        let table: toml::Table = toml::from_str(&text).expect(&text);
        assert_eq!(table["title"].as_str(), Some(title));
    }
}

#[test]
fn nothing_is_written_over() {
    for (taken, said) in [
        ("offprint.toml", "there is a site in"),
        ("content/2026-01-01.md", "there is a site in"),
        (".gitignore", ".gitignore already"),
        (".github/workflows/publish.yml", "publish.yml already"),
    ] {
        let site = TempDir::new().unwrap();
        let path = site.path().join(taken);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
        let before = tree(site.path());
        let output = init(site.path(), &[]);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{error}");
        assert!(error.contains(said), "{error}");
        assert_eq!(tree(site.path()), before);
    }
}

#[test]
fn a_new_repository_is_a_good_place() {
    let site = TempDir::new().unwrap();
    for file in ["README.md", "LICENSE", ".git/config"] {
        let path = site.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "mine").unwrap();
    }
    succeeds(&init(site.path(), &[]));
    assert_eq!(fs::read(site.path().join("README.md")).unwrap(), b"mine");
}

#[test]
fn themes_and_hosts_that_there_are_not_are_named() {
    let site = TempDir::new().unwrap();
    let output = init(site.path(), &["--theme", "folioo"]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(error.contains("there are folio and ledger"), "{error}");
    assert_eq!(
        init(site.path(), &["--host", "githab"]).status.code(),
        Some(2)
    );
    assert!(tree(site.path()).is_empty());
}

#[test]
fn version_and_home_of_the_program_are_the_same_everywhere() {
    let read = |path: &str| fs::read_to_string(manifest_folder().join(path)).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let home = env!("CARGO_PKG_REPOSITORY");
    assert!(read("action.yml").contains(&format!("default: {version}\n")));
    let site = TempDir::new().unwrap();
    succeeds(&init(site.path(), &["--host", "gitlab"]));
    let pipeline = fs::read_to_string(site.path().join(".gitlab-ci.yml")).unwrap();
    assert!(pipeline.contains(&format!("{home}/releases/download/v{version}\n")));
    assert!(read("README.md").contains(home));
    // Other repositories of that name would be taken for ours.
    for file in ["README.md", "action.yml"] {
        let text = read(file);
        let mut places = text.match_indices("https://github.com/offprint").peekable();
        assert!(places.peek().is_some(), "{file}");
        for (at, _) in places {
            assert!(text[at..].starts_with(home), "{file}");
        }
    }
}

#[test]
fn actions_are_pinned_by_their_commits() {
    for (host, workflow) in HOSTS {
        let site = TempDir::new().unwrap();
        succeeds(&init(site.path(), &["--host", host]));
        let text = fs::read_to_string(site.path().join(workflow)).unwrap();
        for line in text.lines().filter(|line| line.contains("uses:")) {
            let commit = line.split_once('@').expect(line).1;
            let commit = commit.split(' ').next().unwrap();
            let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(is_commit, "{line}");
        }
    }
}

#[test]
fn a_command_without_a_site_says_how_to_make_one() {
    let site = SiteTest::new();
    fs::remove_dir(site.root().join("content")).unwrap();
    site.build().fails().says("make a site by `offprint init`");
}
