//! Servers and readers for tests of mail: aiosmtpd on loopback, certificates, and sites that have a
//! newsletter.

use crate::site_test::{SiteTest, manifest_folder, offprint};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// A Python that has aiosmtpd and dkimpy: that of `OFFPRINT_TEST_PYTHON`, else the system's. None, visibly,
/// where there is none.
pub fn python() -> Option<PathBuf> {
    let python = std::env::var_os("OFFPRINT_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    let tried = Command::new(&python)
        .args(["-c", "import aiosmtpd, dkim"])
        .output();
    if tried.is_ok_and(|output| output.status.success()) {
        return Some(PathBuf::from(python));
    }
    assert!(
        std::env::var_os("OFFPRINT_TEST_PYTHON").is_none(),
        "OFFPRINT_TEST_PYTHON lacks aiosmtpd or dkimpy"
    );
    eprintln!(
        "SKIPPED: a mail server for tests needs a Python with aiosmtpd and dkimpy (OFFPRINT_TEST_PYTHON)"
    );
    None
}

/// A mail server that ends with the test.
pub struct Server {
    child: Child,
    pub port: u16,
    folder: TempDir,
}

impl Server {
    /// Starts smtp_server.py with these arguments.
    pub fn start(python: &Path, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(python)
            .arg(manifest_folder().join("tests/suite/mail/smtp_server.py"))
            .arg(folder.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let port = line.trim().parse().unwrap_or_else(|_| {
            panic!(
                "{}",
                fs::read_to_string(folder.path().join("log")).unwrap_or_default()
            )
        });
        Self {
            child,
            port,
            folder,
        }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// How many messages each reader has got.
    pub fn received(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        let text = fs::read_to_string(self.folder.path().join("received")).unwrap_or_default();
        for address in text.lines() {
            *counts.entry(address.to_owned()).or_default() += 1;
        }
        counts
    }

    /// The files of the messages, in their order.
    pub fn messages(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().path());
        let mut files: Vec<PathBuf> = files
            .filter(|path| path.extension().is_some_and(|end| end == "eml"))
            .collect();
        files.sort();
        files
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What Python's `email` says of messages.
pub fn judged(python: &Path, dkim: Option<&str>, files: &[PathBuf]) -> Vec<Value> {
    let mut command = Command::new(python);
    command.arg(manifest_folder().join("tests/suite/mail/judge.py"));
    if let Some(record) = dkim {
        command.args(["--dkim", record]);
    }
    let output = command.args(files).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A site with a newsletter, and a folder outside it for its readers.
pub struct Post {
    pub site: SiteTest,
    pub outside: TempDir,
}

/// What a run of `offprint email` did.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub json: Value,
}

impl Run {
    pub fn of(output: Output) -> Self {
        let stdout = String::from_utf8(output.stdout).unwrap();
        Self {
            code: output.status.code(),
            json: serde_json::from_str(&stdout).unwrap_or_default(),
            stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn ends_with(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(
            self.stderr.contains(text),
            "no `{text}` in:\n{}",
            self.stderr
        );
        self
    }

    /// Numbers of readers: sent, had, suppressed, refused, left.
    pub fn counts(&self) -> [u64; 5] {
        ["sent", "had", "suppressed", "refused", "left"]
            .map(|name| self.json["readers"][name].as_u64().unwrap_or(u64::MAX))
    }
}

/// The `[email]` table of tests: nobody waits.
pub const EMAIL: &str = "[email]\nfrom = \"Papers <papers@example.org>\"\n\
    list_unsubscribe = \"https://example.org/leave?{token}, mailto:leave@example.org\"\n\
    per_minute = 1000000\nretry_seconds = [0, 0]\ntimeout_seconds = 5\n";

/// A digest in which two topics have papers.
pub const DIGEST: &str = "+++\ntitle = \"Rows & columns\"\n+++\nThree papers.\n\n\
    ## [A paper on rows](https://arxiv.org/abs/2611.00001)\n- Authors: Ada Example\n- Topics: Rows\n- Votes: 3\n\nRows, $O(n^2)$ of them.\n\n\
    ## A paper on columns\n- Topics: Columns\n\nColumns.\n\n\
    ## A paper on both\n- Topics: Rows, Columns\n\nBoth.\n";

impl Post {
    pub fn new() -> Self {
        Self::with(EMAIL)
    }

    /// With this `[email]` table.
    pub fn with(email: &str) -> Self {
        let head = "title = \"Rows\"\nbase_url = \"https://example.org/papers/\"\n[topics]\nmin_papers = 1\n";
        Self {
            site: SiteTest::new()
                .file("offprint.toml", format!("{head}{email}"))
                .file("content/2026-11-23.md", DIGEST),
            outside: tempfile::tempdir().unwrap(),
        }
    }

    /// Writes the file of readers, with or without its head.
    pub fn readers(&self, lines: &[String]) -> PathBuf {
        let path = self.outside.path().join("readers.csv");
        fs::write(
            &path,
            format!("address,name,topics\n{}\n", lines.join("\n")),
        )
        .unwrap();
        path
    }

    /// `offprint email --json` on the day after the digest.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = offprint();
        command
            .args(["email", "--json", "--root"])
            .arg(self.site.root())
            .arg("--output")
            .arg(self.outside.path().join("newsletter"))
            .args(arguments)
            // 24 November 2026
            .env("SOURCE_DATE_EPOCH", "1795500000")
            .env("OFFPRINT_MAIL_KEY", "a key for tests");
        for name in ["SMTP_URL", "SMTP_USER", "SMTP_PASSWORD", "DKIM_KEY"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// Sends to the readers of the file by way of a server.
    pub fn send(&self, url: &str, arguments: &[&str]) -> Run {
        Run::of(self.sending(url, arguments).output().unwrap())
    }

    pub fn sending(&self, url: &str, arguments: &[&str]) -> Command {
        let list = self.outside.path().join("readers.csv");
        let mut command = self.command(&["--send", "--recipients", list.to_str().unwrap()]);
        command.args(arguments).env("SMTP_URL", url);
        command
    }

    /// A file that was composed.
    pub fn composed(&self, name: &str) -> String {
        fs::read_to_string(self.outside.path().join("newsletter").join(name)).unwrap()
    }
}

/// Runs openssl in a folder; gives what it prints, or none where it is missing or fails.
pub fn openssl(folder: &Path, arguments: &str) -> Option<Vec<u8>> {
    let mut command = Command::new("openssl");
    let output = command
        .args(arguments.split(' '))
        .current_dir(folder)
        .output();
    output
        .ok()
        .filter(|output| output.status.success())
        .map(|output| output.stdout)
}

/// Certificates for 127.0.0.1 and localhost, signed by an authority of their own.
pub struct Certificates {
    folder: TempDir,
}

impl Certificates {
    /// None, visibly, without openssl.
    pub fn make() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let openssl = |arguments: &str| openssl(folder.path(), arguments).is_some();
        fs::write(
            folder.path().join("names"),
            "subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n",
        )
        .unwrap();
        let is_made = openssl(
            "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=Tests -addext basicConstraints=critical,CA:TRUE",
        ) && openssl(
            "req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost",
        ) && openssl(
            "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -days 2 -extfile names",
        );
        if !is_made {
            eprintln!("SKIPPED: certificates for tests need openssl");
            return None;
        }
        Some(Self { folder })
    }

    pub fn file(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// A line of `[email]` by which the authority is believed.
    pub fn trust(&self) -> String {
        format!("{EMAIL}ca_file = {:?}\n", self.file("ca.pem"))
    }
}
