//! The files of a new site, from the folder `starter/`.
//!
//! A word between two `@` in them is a blank: `@title@`. A line that is nothing but a blank takes a text
//! of several lines, or goes.

use super::Host;
use include_dir::{Dir, include_dir};

static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// Where the nightly workflow lies on GitHub.
const WORKFLOW: &str = ".github/workflows/publish.yml";

/// What a new site is to be.
#[derive(Debug, Clone, Copy)]
pub struct Choices<'a> {
    pub title: &'a str,
    pub theme: &'a str,
    pub host: Host,
    pub base_url: Option<&'a str>,
    /// ISO date of the sample digest.
    pub today: &'a str,
}

/// A file of a new site.
#[derive(Debug)]
pub struct StarterFile {
    /// Path from the folder of the site, with `/`.
    pub path: String,
    pub text: String,
}

/// All files of a new site, sorted by path.
pub fn files(choices: Choices<'_>) -> Vec<StarterFile> {
    let base_url = match choices.base_url {
        Some(url) => format!("base_url = {}", quoted(url)),
        None => "# base_url = \"https://example.org/papers/\"".to_owned(),
    };
    let (title, theme) = (quoted(choices.title), quoted(choices.theme));
    let host = quoted(choices.host.name());
    let configuration = [
        ("title", title.as_str()),
        ("theme", &theme),
        ("base_url", &base_url),
        ("host", &host),
    ];
    let date = [("date", choices.today)];
    let mut files = vec![
        file(".gitignore", "site/gitignore", &[]),
        file("offprint.toml", "site/offprint.toml", &configuration),
        file(
            &format!("content/{}-sample.md", choices.today),
            "site/content/digest.md",
            &date,
        ),
        publishing(choices.host),
    ];
    for path in [
        "content/pages/about.md",
        "content/topics/hyperparameter-transfer.md",
    ] {
        files.push(file(path, &format!("site/{path}"), &[]));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The file by which a host, or GitHub for it, publishes the site every night.
fn publishing(host: Host) -> StarterFile {
    let of_program = [
        ("version", env!("CARGO_PKG_VERSION")),
        ("repository", env!("CARGO_PKG_REPOSITORY")),
    ];
    if host == Host::Gitlab {
        return file(".gitlab-ci.yml", "hosts/gitlab/gitlab-ci.yml", &of_program);
    }
    let part = |name: &str| {
        let text = text_of(&format!("hosts/{}/{name}.yml", host.name()));
        text.unwrap_or_default().trim_end_matches('\n')
    };
    let other = "${{ vars.BASE_URL }} # where it is not set, base_url of offprint.toml";
    // On GitHub's own host the site is published by a job of its own, after which letters can go.
    let (base_url, sent_base_url, needs, sent_if) = match host {
        Host::Github => (
            "${{ steps.pages.outputs.base_url }}",
            "${{ needs.build.outputs.base_url }}",
            "[build, deploy]",
            "${{ !cancelled() && needs.build.outputs.newsletter == 'true' && needs.build.result == 'success' && needs.deploy.result != 'failure' }}",
        ),
        _ => (
            other,
            other,
            "build",
            "needs.build.outputs.newsletter == 'true'",
        ),
    };
    let blanks = [
        (
            "newsletter",
            text_of("newsletter.yml")
                .unwrap_or_default()
                .trim_end_matches('\n'),
        ),
        (
            "install",
            text_of("install.yml")
                .unwrap_or_default()
                .trim_end_matches('\n'),
        ),
        ("permissions", part("permissions")),
        ("outputs", part("outputs")),
        ("address", part("address")),
        ("deploy", part("deploy")),
        ("base_url", base_url),
        ("sent_base_url", sent_base_url),
        ("needs", needs),
        ("sent_if", sent_if),
    ];
    let blanks: Vec<_> = blanks.into_iter().chain(of_program).collect();
    file(WORKFLOW, "workflow.yml", &blanks)
}

/// A file made of one in `starter/`, with its blanks filled in.
fn file(path: &str, from: &str, blanks: &[(&str, &str)]) -> StarterFile {
    let mut text = text_of(from)
        .expect("the files of starter/ are part of the program")
        .to_owned();
    for (name, value) in blanks {
        let blank = format!("@{name}@");
        if value.is_empty() {
            // With the empty line that parts it from the next.
            text = text.replace(&format!("{blank}\n\n"), "");
            text = text.replace(&format!("{blank}\n"), "");
        }
        text = text.replace(&blank, value);
    }
    StarterFile {
        path: path.to_owned(),
        text,
    }
}

fn text_of(path: &str) -> Option<&'static str> {
    STARTER.get_file(path)?.contents_utf8()
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
