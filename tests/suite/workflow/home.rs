//! A repository with a new site, its remote, the site that readers see, and the source of papers.

use crate::fetch::server::{Reply, Server};
use crate::site_test::{Tree, offprint, tree};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// A repository with a new site, its remote, and the site that readers see.
pub struct Home {
    pub folder: TempDir,
    pub server: Server,
    /// Path of the published site, with a slash at both ends.
    pub base: &'static str,
    source: Arc<Mutex<Daily>>,
    /// What the owner has set as secrets and variables, beside what is always there.
    pub secrets: BTreeMap<&'static str, String>,
}

/// What the source has today.
#[derive(Clone, Copy)]
pub enum Daily {
    Papers(u32),
    Nothing,
    Down,
}

/// What one run of the workflow did.
#[derive(Debug, Default)]
pub struct Night {
    /// All that its steps printed.
    pub log: String,
    pub summary: String,
    /// Output `changed` of the build; none where the run failed before.
    pub changed: Option<String>,
    /// Output `newsletter`, without which that job is not run.
    pub newsletter: Option<String>,
    pub failed_at: Option<String>,
}

pub fn has_tools() -> bool {
    let missing = ["bash", "git", "jq"].into_iter().find(|tool| {
        let found = Command::new(tool).arg("--version").output();
        !found.is_ok_and(|output| output.status.success())
    });
    if let Some(tool) = missing {
        let test = std::thread::current();
        let name = test.name().unwrap_or("a test");
        let _ = writeln!(std::io::stderr(), "SKIPPED {name}: there is no {tool} here");
    }
    missing.is_none()
}

impl Home {
    pub fn new(base: &'static str, host: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let live = folder.path().join("live");
        let source = Arc::new(Mutex::new(Daily::Papers(3)));
        let told = Arc::clone(&source);
        let server = Server::new(move |asked| {
            let path = asked.target.split('?').next().unwrap_or_default();
            if path == "/api/daily_papers" {
                return daily(&asked.target, *told.lock().unwrap());
            }
            let file = path.strip_prefix(base).map(|below| live.join(below));
            match file.and_then(|file| fs::read(file).ok()) {
                Some(bytes) => Reply::Whole(200, String::new(), bytes),
                None => Reply::status(404),
            }
        });
        let home = Self {
            folder,
            server,
            base,
            source,
            secrets: BTreeMap::new(),
        };
        let mut init = offprint();
        init.args(["init", "--host", host]).arg(home.repository());
        let init = init.output();
        assert!(init.unwrap().status.success());
        let path = home.repository().join("offprint.toml");
        let text = fs::read_to_string(&path).unwrap();
        let address = home.server.url("/api/daily_papers");
        let source = format!(
            "source = \"huggingface\"\naddress = \"{address}\"\nallow_hosts = [\"127.0.0.1\"]"
        );
        let text = text.replacen("source = \"huggingface\"", &source, 1);
        fs::write(path, text).unwrap();
        let bin = home.folder.path().join("bin");
        fs::create_dir(&bin).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_offprint"), bin.join("offprint")).unwrap();
        home.git(&["init", "--quiet", "--initial-branch=main"]);
        home.git(&[
            "init",
            "--quiet",
            "--bare",
            "--initial-branch=main",
            "../remote",
        ]);
        let remote = home.folder.path().join("remote");
        home.git(&["remote", "add", "origin", remote.to_str().unwrap()]);
        home.commit_all("A new site");
        home.git(&["push", "--quiet", "origin", "main"]);
        home
    }

    pub fn repository(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    pub fn source_has(&self, daily: Daily) {
        *self.source.lock().unwrap() = daily;
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_in(&self.repository(), arguments)
    }

    pub fn git_in(&self, folder: &Path, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        let identity = [
            "-c",
            "user.name=Somebody",
            "-c",
            "user.email=somebody@example.org",
        ];
        command.args(identity).args(arguments).current_dir(folder);
        let output = clean(&mut command).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {error}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub fn commit_all(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    /// Messages of the remote's commits, the newest first.
    pub fn remote_log(&self) -> Vec<String> {
        let log = self.git_in(
            &self.folder.path().join("remote"),
            &["log", "--format=%s", "main"],
        );
        log.lines().map(str::to_owned).collect()
    }

    /// Runs the steps of the build job, and publishes as the rest of the workflow would.
    pub fn night(&self) -> Night {
        let text = fs::read_to_string(self.repository().join(".github/workflows/publish.yml"));
        let workflow: Value = serde_saphyr::from_str(&text.unwrap()).unwrap();
        let mut night = Night::default();
        for step in workflow["jobs"]["build"]["steps"].as_array().unwrap() {
            let Some(script) = step["run"].as_str() else {
                continue;
            };
            // What is tried is the program that was built here.
            if step["name"] == "Install Offprint" {
                continue;
            }
            let condition = step["if"].as_str();
            assert!(
                condition.is_none_or(|condition| condition == "github.event_name != 'push'"),
                "{condition:?}"
            );
            let output = self.step(script, &step["env"]);
            night.log += &String::from_utf8_lossy(&output.stdout);
            night.log += &String::from_utf8_lossy(&output.stderr);
            if !output.status.success() {
                night.failed_at = step["name"].as_str().map(str::to_owned);
                break;
            }
        }
        let read = |name: &str| fs::read_to_string(self.folder.path().join(name));
        night.summary = read("summary").unwrap_or_default();
        let outputs = read("output").unwrap_or_default();
        let output = |name: &str| {
            let mut lines = outputs.lines().rev();
            let value = lines.find_map(|line| line.strip_prefix(name));
            value
                .filter(|_| night.failed_at.is_none())
                .map(str::to_owned)
        };
        (night.changed, night.newsletter) = (output("changed="), output("wanted="));
        for name in ["summary", "output"] {
            let _ = fs::remove_file(self.folder.path().join(name));
        }
        let deploy = &workflow["jobs"]["deploy"];
        assert_eq!(deploy["if"], "needs.build.outputs.changed == 'true'");
        assert_eq!(deploy["needs"], "build");
        if night.changed.as_deref() == Some("true") {
            let live = self.folder.path().join("live");
            let _ = fs::remove_dir_all(&live);
            copy(&self.repository().join("public"), &live);
        }
        night
    }

    fn secret(&self, name: &str) -> String {
        self.secrets.get(name).cloned().unwrap_or_default()
    }

    /// Runs the job that sends the newsletter, as a machine of its own.
    pub fn newsletter(&self) -> Output {
        let text = fs::read_to_string(self.repository().join(".github/workflows/publish.yml"));
        let workflow: Value = serde_saphyr::from_str(&text.unwrap()).unwrap();
        let job = &workflow["jobs"]["newsletter"];
        assert_eq!(job["needs"], serde_json::json!(["build", "deploy"]));
        let steps = job["steps"].as_array().unwrap();
        let step = steps
            .iter()
            .find(|step| step["name"] == "Send the newsletter")
            .unwrap();
        let _ = fs::remove_dir_all(self.folder.path().join("post"));
        self.step(step["run"].as_str().unwrap(), &step["env"])
    }

    /// Runs the script of the pipeline, of which only the tools are missing.
    pub fn pipeline(&self, token: &str) -> Output {
        let text = fs::read_to_string(self.repository().join(".gitlab-ci.yml")).unwrap();
        let pipeline: Value = serde_saphyr::from_str(&text).unwrap();
        let lines = pipeline["pages"]["script"].as_array().unwrap();
        let lines: Vec<&str> = lines.iter().map(|line| line.as_str().unwrap()).collect();
        let file = self.folder.path().join("script.sh");
        fs::write(&file, lines.join("\n")).unwrap();
        let mut command = Command::new("sh");
        command.arg("-e").arg(file).current_dir(self.repository());
        clean(&mut command);
        self.with_program(&mut command);
        let base = self.base.trim_end_matches('/');
        let remote = self.folder.path().join("remote");
        let own = "https://oauth2:secret@gitlab.example/group/papers.git";
        for (name, value) in [
            ("CI_PAGES_URL", self.server.url(base)),
            ("CI_SERVER_HOST", "gitlab.example".to_owned()),
            ("CI_PROJECT_PATH", "group/papers".to_owned()),
            ("CI_COMMIT_BRANCH", "main".to_owned()),
            ("OFFPRINT_TOKEN", token.to_owned()),
            // What stands for GitLab's own address.
            ("GIT_CONFIG_COUNT", "1".to_owned()),
            (
                "GIT_CONFIG_KEY_0",
                format!("url.{}.insteadOf", remote.display()),
            ),
            ("GIT_CONFIG_VALUE_0", own.to_owned()),
        ] {
            command.env(name, value);
        }
        command.output().unwrap()
    }

    /// Puts the program before all others.
    fn with_program(&self, command: &mut Command) {
        let path = std::env::var("PATH").unwrap();
        let bin = self.folder.path().join("bin");
        command.env("PATH", format!("{}:{path}", bin.display()));
    }

    pub fn step(&self, script: &str, variables: &Value) -> Output {
        let file = self.folder.path().join("step.sh");
        fs::write(&file, script).unwrap();
        let mut command = Command::new("bash");
        // As `shell: bash` is run (docs.github.com, "Workflow syntax").
        command
            .args(["--noprofile", "--norc", "-eo", "pipefail"])
            .arg(file);
        command.current_dir(self.repository());
        clean(&mut command);
        self.with_program(&mut command);
        for (name, value) in variables.as_object().into_iter().flatten() {
            let value = match value.as_str().unwrap() {
                "${{ steps.pages.outputs.base_url }}" => {
                    self.server.url(self.base.trim_end_matches('/'))
                }
                "${{ inputs.base-url }}" => self.server.url(self.base),
                "${{ inputs.root }}" => ".".to_owned(),
                "${{ inputs.strict }}" => "true".to_owned(),
                "${{ secrets.HF_TOKEN }}" | "${{ inputs.previous }}" | "${{ inputs.output }}" => {
                    String::new()
                }
                "${{ github.token }}" => "secret".to_owned(),
                "${{ needs.build.outputs.base_url }}" => {
                    self.server.url(self.base.trim_end_matches('/'))
                }
                "${{ secrets.NEWSLETTER_READERS != '' }}" => {
                    self.secrets.contains_key("NEWSLETTER_READERS").to_string()
                }
                "${{ secrets.NEWSLETTER_READERS }}" => self.secret("NEWSLETTER_READERS"),
                "${{ secrets.NEWSLETTER_SUPPRESSED }}" => self.secret("NEWSLETTER_SUPPRESSED"),
                "${{ secrets.OFFPRINT_MAIL_KEY }}"
                | "${{ secrets.SMTP_USER }}"
                | "${{ secrets.SMTP_PASSWORD }}"
                | "${{ secrets.DKIM_KEY }}"
                | "${{ vars.SMTP_URL }}" => self.secret(name),
                other => panic!("{name} is {other}"),
            };
            command.env(name, value);
        }
        for (name, file) in [
            ("GITHUB_OUTPUT", "output"),
            ("GITHUB_STEP_SUMMARY", "summary"),
            ("RUNNER_TEMP", ""),
        ] {
            command.env(name, self.folder.path().join(file));
        }
        command.env("GITHUB_REF_NAME", "main");
        command.env("GITHUB_SERVER_URL", "https://github.com");
        command.output().unwrap()
    }

    pub fn live(&self) -> Tree {
        tree(&self.folder.path().join("live"))
    }
}

/// Without what the person who runs the tests has set.
pub fn clean(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars() {
        if name.starts_with("GIT_") || name.starts_with("GITHUB_") {
            command.env_remove(name);
        }
    }
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env_remove("HF_TOKEN")
        .env_remove("SOURCE_DATE_EPOCH")
}

/// Answers for the day that it is, and has nothing for others.
fn daily(target: &str, daily: Daily) -> Reply {
    let today = jiff::tz::TimeZone::UTC
        .to_datetime(jiff::Timestamp::now())
        .date();
    let papers = match daily {
        Daily::Down => return Reply::status(404),
        Daily::Papers(count) if target.contains(&format!("date={today}")) => count,
        _ => 0,
    };
    let papers: Vec<String> = (0..papers)
        .map(|number| {
            format!(
                r#"{{"paper": {{"id": "2611.{number:05}", "title": "Paper {number}", "summary": "On {number}.", "upvotes": 3}}}}"#
            )
        })
        .collect();
    Reply::json(format!("[{}]", papers.join(",")))
}

pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
}
