//! A mail server as it is on Debian (Exim), with STARTTLS, with TLS from the beginning, and with a login.

use super::postbox::{Certificates, Post, Run};
use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Its configuration (exim.org/docs.html, "The Exim Specification").
const CONFIGURATION: &str = "\
exim_path = /usr/sbin/exim4
spool_directory = FOLDER/spool
log_file_path = FOLDER/spool/log-%slog
pid_file_path = FOLDER/exim.pid
primary_hostname = localhost
keep_environment =
daemon_smtp_ports = STARTTLS : IMPLICIT
tls_on_connect_ports = IMPLICIT
local_interfaces = 127.0.0.1
tls_advertise_hosts = *
tls_certificate = FOLDER/server.pem
tls_privatekey = FOLDER/server.key
auth_advertise_hosts = ${if def:tls_in_cipher{*}{}}
acl_smtp_rcpt = rcpt
never_users =
smtp_accept_queue_per_connection = 0
deliver_drop_privilege = true
begin acl
rcpt:
  deny local_parts = nobody
       message = there is nobody of this name
  accept authenticated = *
  deny message = log in first
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${if and{{eq{$auth2}{ada}}{eq{$auth3}{secret}}}}
  server_set_id = $auth2
begin routers
all:
  driver = accept
  transport = store
begin transports
store:
  driver = appendfile
  directory = FOLDER/mail
  maildir_format
  create_directory
  envelope_to_add
";

/// Exim on loopback, which ends with the test.
struct Exim {
    child: Child,
    folder: TempDir,
    starttls: u16,
    implicit: u16,
}

impl Exim {
    /// None, visibly, without Exim or without the right to run it.
    fn start(certificates: &Certificates) -> Option<Self> {
        let program = Path::new("/usr/sbin/exim4");
        let is_root = fs::metadata("/proc/self").is_ok_and(|about| {
            use std::os::unix::fs::MetadataExt as _;
            about.uid() == 0
        });
        if !program.exists() || !is_root {
            eprintln!(
                "SKIPPED: a Debian mail server needs exim4-daemon-light, and root to start it"
            );
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let free = || {
            TcpListener::bind("127.0.0.1:0")
                .unwrap()
                .local_addr()
                .unwrap()
                .port()
        };
        let (starttls, implicit) = (free(), free());
        let text = CONFIGURATION
            .replace("FOLDER", folder.path().to_str().unwrap())
            .replace("STARTTLS", &starttls.to_string())
            .replace("IMPLICIT", &implicit.to_string());
        for name in ["server.pem", "server.key"] {
            fs::copy(certificates.file(name), path(name)).unwrap();
        }
        for name in ["spool", "mail"] {
            fs::create_dir(path(name)).unwrap();
        }
        let owned = Command::new("chown")
            .args(["-R", "Debian-exim"])
            .arg(folder.path())
            .status();
        assert!(owned.unwrap().success());
        // Exim reads no configuration that others could write.
        fs::write(path("exim.conf"), text).unwrap();
        let log = fs::File::create(path("log")).unwrap();
        let child = Command::new(program)
            .arg("-C")
            .arg(path("exim.conf"))
            .arg("-bdf")
            .stderr(log)
            .spawn()
            .unwrap();
        let server = Self {
            child,
            folder,
            starttls,
            implicit,
        };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", starttls)).is_err() {
            let log = || fs::read_to_string(server.folder.path().join("log")).unwrap_or_default();
            assert!(started.elapsed() < Duration::from_secs(20), "{}", log());
            thread::sleep(Duration::from_millis(50));
        }
        Some(server)
    }

    /// How many messages each reader has got, when all that were taken are delivered.
    fn received(&self, expected: usize) -> BTreeMap<String, usize> {
        let started = Instant::now();
        loop {
            let files: Vec<PathBuf> = fs::read_dir(self.folder.path().join("mail/new"))
                .map(|files| files.map(|file| file.unwrap().path()).collect())
                .unwrap_or_default();
            if files.len() >= expected || started.elapsed() > Duration::from_secs(30) {
                // Time for one too many.
                thread::sleep(Duration::from_millis(300));
                let mut counts = BTreeMap::new();
                for file in fs::read_dir(self.folder.path().join("mail/new"))
                    .into_iter()
                    .flatten()
                {
                    let text = fs::read_to_string(file.unwrap().path()).unwrap();
                    let to = text
                        .lines()
                        .find_map(|line| line.strip_prefix("Envelope-to: "));
                    *counts.entry(to.unwrap().to_owned()).or_default() += 1;
                }
                return counts;
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn sending(&self, post: &Post, url: &str, password: &str) -> Command {
        let mut command = post.sending(url, &[]);
        command
            .env("SMTP_USER", "ada")
            .env("SMTP_PASSWORD", password);
        command
    }
}

impl Drop for Exim {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends to readers by way of Exim in runs that are ended by `signal`, and in a last one; gives how many
/// messages each reader has got, and the numbers of those who have it by the ledger and those of whom
/// it knows no answer.
fn in_many_runs(signal: &str) -> Option<(BTreeMap<String, usize>, usize, usize)> {
    let certificates = Certificates::make()?;
    let server = Exim::start(&certificates)?;
    let post = Post::with(&certificates.trust());
    let mut readers: Vec<String> = (0..150)
        .map(|number| format!("reader-{number}@example.org,Größe {number},"))
        .collect();
    readers.push("nobody@example.org,,".to_owned());
    post.readers(&readers);
    let starttls = format!("smtp://127.0.0.1:{}", server.starttls);
    let implicit = format!("smtps://localhost:{}", server.implicit);

    let run =
        |url: &str, password: &str| Run::of(server.sending(&post, url, password).output().unwrap());
    run(&starttls, "wrong").ends_with(1).says("535");
    // Without a login it takes nothing, and none of that is the readers' fault.
    let anonymous = post.send(&starttls, &[]);
    anonymous.ends_with(1).says("log in first");
    assert_eq!(anonymous.counts(), [0, 0, 0, 0, 151]);
    assert!(server.received(0).is_empty());

    for number in 0..8 {
        let url = if number % 2 == 0 {
            &starttls
        } else {
            &implicit
        };
        let mut command = server.sending(&post, url, "secret");
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(50 + 17 * number));
        let ended = Command::new("kill")
            .arg(signal)
            .arg(child.id().to_string())
            .status();
        assert!(ended.unwrap().success());
        child.wait().unwrap();
    }
    let last = run(&implicit, "secret");
    last.ends_with(0);
    let [sent, had, _, refused, left] = last.counts();
    assert_eq!((sent + had, refused, left), (150, 1, 0));
    let ledger = fs::read_to_string(post.outside.path().join("readers.ledger")).unwrap();
    let count = |step: &str| ledger.lines().filter(|line| line.starts_with(step)).count();
    let (known, handed) = (
        count("sent "),
        ledger.lines().filter(|line| line.ends_with(" +")).count(),
    );
    Some((server.received(known), known, handed - known))
}

#[test]
fn a_real_server_takes_each_message_once_from_runs_that_are_stopped() {
    let Some((received, known, in_doubt)) = in_many_runs("-TERM") else {
        return;
    };
    assert_eq!((received.len(), known, in_doubt), (150, 150, 0));
    assert!(received.values().all(|count| *count == 1), "{received:?}");
}

/// Exim drops a message whose sender is gone before it has answered. Nobody can know, so it counts as
/// sent: rather one letter less than two.
#[test]
fn a_real_server_takes_no_message_twice_from_runs_that_are_killed() {
    let Some((received, known, in_doubt)) = in_many_runs("-KILL") else {
        return;
    };
    assert!(received.values().all(|count| *count == 1), "{received:?}");
    assert!(
        in_doubt <= 8 && known + in_doubt == 150,
        "{known} {in_doubt}"
    );
    assert!(
        (known..=150).contains(&received.len()),
        "{} {known}",
        received.len()
    );
}
