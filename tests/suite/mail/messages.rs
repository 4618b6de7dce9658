//! Messages, as Python's `email` reads them: every header by its RFC, and none that a text smuggled in.

use super::postbox::{EMAIL, Post, Server, judged, openssl, python};
use offprint::mail::Options;
use offprint::mail::letter::Letter;
use offprint::mail::message::{Posting, Sender};
use offprint::mail::reader::Key;
use offprint::mail::recipients;
use offprint::render::Newsletter;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::fs;

/// What every message of these tests has, in its order.
const HEADERS: [&str; 13] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Auto-Submitted",
    "Precedence",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

#[test]
fn a_message_is_sound_in_every_header_and_part() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::with(&EMAIL.replace(
        "from = \"Papers <papers@example.org>\"",
        "from = \"Artikel über Zeilen <papers@example.org>\"\nreply_to = \"editor@example.org\"\nlist_id = \"rows.example.org\"",
    ));
    post.site.write("content/2026-11-23.md", "+++\ntitle = \"Größe und 长度\"\n+++\n## A paper on $\\\\ell^2$, of “quotes” & more\n\nText.\n");
    post.readers(&[
        "ada@example.org,\"Ada Example, Größte\",".to_owned(),
        "bo@example.org,,".to_owned(),
    ]);
    post.send(&server.url(), &[]).ends_with(0);
    let judged = judged(&python, None, &server.messages());
    assert_eq!(judged.len(), 2);
    for message in &judged {
        assert_eq!(message["defects"].as_array().unwrap().len(), 0, "{message}");
        assert_eq!(message["bare_line_ends"], 0);
        assert_eq!(message["is_ascii"], true);
        assert!(
            message["longest_line"].as_u64().unwrap() <= 998,
            "{message}"
        );
        assert_eq!(message["type"], "multipart/alternative");
        let parts = message["parts"].as_array().unwrap();
        assert_eq!(
            (parts[0]["type"].as_str(), parts[1]["type"].as_str()),
            (Some("text/plain"), Some("text/html"))
        );
        assert!(
            parts.iter().all(|part| part["charset"] == "utf-8"),
            "{parts:?}"
        );
        assert!(parts[1]["size"].as_u64().unwrap() < 90_000);
        let text = parts[0]["text"].as_str().unwrap();
        assert!(
            text.contains("Größe und 长度") && text.contains("https://example.org/papers/papers/"),
            "{text}"
        );
    }
    let headers = &judged[0]["headers"];
    assert_eq!(headers["Subject"], "Rows: Größe und 长度");
    assert_eq!(judged[0]["mailboxes"]["From"][0][0], "Artikel über Zeilen");
    assert_eq!(
        judged[0]["mailboxes"]["To"][0],
        serde_json::json!(["Ada Example, Größte", "ada@example.org"])
    );
    assert_eq!(
        judged[0]["mailboxes"]["Reply-To"][0][1],
        "editor@example.org"
    );
    assert_eq!(headers["List-Id"], "<rows.example.org>");
    assert_eq!(
        headers["List-Unsubscribe-Post"],
        "List-Unsubscribe=One-Click"
    );
    // An address of one's own, for each reader another.
    let ways = |message: &serde_json::Value| {
        message["headers"]["List-Unsubscribe"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (ada, bo) = (ways(&judged[0]), ways(&judged[1]));
    assert!(
        ada.starts_with("<https://example.org/leave?")
            && ada.ends_with(">, <mailto:leave@example.org>"),
        "{ada}"
    );
    assert_ne!(ada, bo);
    let token = &ada["<https://example.org/leave?".len()..ada.find('>').unwrap()];
    assert!(
        token.len() == 40 && token.bytes().all(|b| b.is_ascii_hexdigit()),
        "{token}"
    );
    for part in judged[0]["parts"].as_array().unwrap() {
        assert!(
            part["text"]
                .as_str()
                .unwrap()
                .contains(&format!("https://example.org/leave?{token}"))
        );
    }
    assert_ne!(headers["Message-ID"], judged[1]["headers"]["Message-ID"]);
}

#[test]
fn the_same_letter_to_the_same_reader_has_the_same_identifier() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::new();
    let list = post.readers(&["ada@example.org,,".to_owned()]);
    for _ in 0..2 {
        post.send(&server.url(), &[]).ends_with(0);
        fs::remove_file(list.with_extension("ledger")).unwrap();
    }
    post.site.write("content/2026-11-24.md", "## A paper\n");
    post.send(&server.url(), &[]).ends_with(0);
    let judged = judged(&python, None, &server.messages());
    let id = |index: usize| judged[index]["headers"]["Message-ID"].as_str().unwrap();
    assert_eq!(id(0), id(1));
    assert_ne!(id(0), id(2));
    assert!(id(0).ends_with("@example.org>"), "{}", id(0));
}

#[test]
fn signatures_hold_and_cover_what_they_must() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let openssl = |arguments: &str| openssl(folder.path(), arguments);
    if openssl("genrsa -traditional -out key.pem 2048").is_none() {
        eprintln!("SKIPPED: a key for tests needs openssl");
        return;
    }
    let public = String::from_utf8(openssl("rsa -in key.pem -pubout").unwrap()).unwrap();
    let public: String = public
        .lines()
        .filter(|line| !line.starts_with("---"))
        .collect();
    let record = format!("rows._domainkey.example.org=v=DKIM1; k=rsa; p={public}");
    let key = fs::read_to_string(folder.path().join("key.pem")).unwrap();

    let server = Server::start(&python, &[]);
    let email = format!("{EMAIL}dkim_domain = \"example.org\"\ndkim_selector = \"rows\"\n");
    let post = Post::with(&email);
    post.site.write("content/2026-11-23.md", "+++\ntitle = \"Ein langer Titel, der über mehrere Zeilen geht, weil er so lang ist, dass er gefaltet werden muß\"\n+++\n## A paper\n\nText  with   spaces \n");
    post.readers(&["ada@example.org,Ada Größte,".to_owned()]);
    let run = super::postbox::Run::of(
        post.sending(&server.url(), &[])
            .env("DKIM_KEY", &key)
            .output()
            .unwrap(),
    );
    run.ends_with(0);
    let files = server.messages();
    let message = &judged(&python, Some(&record), &files)[0];
    assert_eq!(message["dkim"], true, "{message}");
    let signature = message["headers"]["DKIM-Signature"]
        .as_str()
        .unwrap()
        .to_owned();
    for name in [
        "from",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "subject",
        "message-id",
    ] {
        assert!(
            signature.contains(&format!("{name}:")) || signature.contains(&format!(":{name}")),
            "{signature}"
        );
    }
    // One letter more, and it does not hold.
    let text = fs::read_to_string(&files[0]).unwrap();
    fs::write(&files[0], text.replace("One-Click", "Two-Click")).unwrap();
    assert_eq!(judged(&python, Some(&record), &files)[0]["dkim"], false);

    // A key without a domain, a domain without a key, a key of another form. Who only composes needs none.
    post.run(&[]).ends_with(0);
    assert!(!post.composed("2026-11-23.eml").contains("DKIM-Signature"));
    post.send(&server.url(), &[])
        .ends_with(1)
        .says("DKIM_KEY, which holds its key, is not");
    let wrong = |key: &str| {
        super::postbox::Run::of(
            post.sending(&server.url(), &[])
                .env("DKIM_KEY", key)
                .output()
                .unwrap(),
        )
    };
    wrong("-----BEGIN PRIVATE KEY-----\nMII\n")
        .ends_with(1)
        .says("openssl rsa -traditional");
    let garbled =
        wrong("-----BEGIN RSA PRIVATE KEY-----\nMIIsecret\n-----END RSA PRIVATE KEY-----");
    garbled.ends_with(1).says("the DKIM key cannot be read");
    assert!(!garbled.stderr.contains("MIIsecret"));
}

fn sender() -> Sender {
    let options = Options {
        from: Some("Papers <papers@example.org>".to_owned()),
        list_unsubscribe: Some(
            "https://example.org/leave?{token}, mailto:leave@example.org".to_owned(),
        ),
        ..Options::default()
    };
    Sender::new(&options, Key::new(Some("a key".to_owned())), None).unwrap()
}

/// Text that tries to be more than text.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,30}",
        "[\r\n\t\0 ]{1,3}",
        Just("\r\nBcc: victim@example.org\r\n".to_owned()),
        Just("\nContent-Type: text/html\n\n<script>".to_owned()),
        Just("\r\n.\r\nMAIL FROM:<x@example.org>\r\n".to_owned()),
        Just("=?utf-8?q?=0D=0ABcc:_victim@example.org?=".to_owned()),
        Just("\u{2028}Bcc: x\u{85}X: y\u{b}Z: z\u{c}".to_owned()),
        Just("--offprint-0000\r\nContent-Type: text/plain\r\n\r\n".to_owned()),
        "[a-z]{900,1200}",
        "(é|漢|𝔁){300}",
    ];
    proptest::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

/// A message to a reader, if the reader has an address at all.
fn message(subject: &str, text: &str, name: &str, address: &str) -> Option<Vec<u8>> {
    let letter = Letter::of(Newsletter {
        subject: subject.to_owned(),
        html: format!("<p>{}</p>", offprint::markup::escape(text)),
        text: text.to_owned(),
        papers: 1,
    })
    .unwrap();
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let file = format!("address,name\n{},{}\n", quoted(address), quoted(name));
    let (readers, _) = recipients::read(file.as_bytes(), "readers.csv").unwrap();
    let posting = Posting {
        edition: "2026-11-23",
        now: "2026-11-24T06:00:00Z".parse().unwrap(),
    };
    let reader = readers.first()?;
    Some(sender().message(&letter, posting, reader).unwrap())
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("ada@example.org".to_owned()),
        "[a-z\r\n<>\"@. ,:]{1,20}@example\\.org",
        hostile().prop_map(|text| format!("ada@example.org{text}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Nothing that a digest or a list says becomes a header, or a line that is too long.
    #[test]
    fn no_text_becomes_a_header(subject in hostile(), text in hostile(), name in hostile(), address in address()) {
        let Some(message) = message(&subject, &text, &name, &address) else { return Ok(()) };
        prop_assert!(message.is_ascii());
        let message = String::from_utf8(message).unwrap();
        prop_assert!(!message.replace("\r\n", "").contains(['\r', '\n', '\0']));
        prop_assert!(message.lines().all(|line| line.len() <= 998));
        let head = message.split("\r\n\r\n").next().unwrap();
        let names: Vec<&str> = head
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split_once(':').map_or("", |(name, _)| name))
            .collect();
        prop_assert_eq!(names, HEADERS);
    }
}

#[test]
fn another_reader_of_messages_finds_no_more_headers_either() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut dice = TestRunner::deterministic();
    let mut files = Vec::new();
    let mut subjects = Vec::new();
    while files.len() < 200 {
        let of =
            |strategy: &dyn Fn(&mut TestRunner) -> String, dice: &mut TestRunner| strategy(dice);
        let text = |dice: &mut TestRunner| hostile().new_tree(dice).unwrap().current();
        let (subject, body, name) = (
            of(&text, &mut dice),
            of(&text, &mut dice),
            of(&text, &mut dice),
        );
        let to = address().new_tree(&mut dice).unwrap().current();
        let Some(message) = message(&subject, &body, &name, &to) else {
            continue;
        };
        let path = folder.path().join(format!("{}.eml", files.len()));
        fs::write(&path, message).unwrap();
        files.push(path);
        subjects.push(subject);
    }
    for (judged, subject) in judged(&python, None, &files).iter().zip(subjects) {
        let names: Vec<&str> = judged["names"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|name| name.as_str())
            .collect();
        assert_eq!(names, HEADERS, "{judged}");
        let parts: Vec<&str> = judged["parts"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|part| part["type"].as_str())
            .collect();
        assert_eq!(parts, ["text/plain", "text/html"], "{judged}");
        assert_eq!(
            judged["mailboxes"]["To"].as_array().unwrap().len(),
            1,
            "{judged}"
        );
        assert!(judged["longest_line"].as_u64().unwrap() <= 998);
        // What can be said is said, up to where it is cut.
        let letters =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let (said, meant) = (
            judged["headers"]["Subject"].as_str().unwrap(),
            letters(&subject),
        );
        assert!(meant.starts_with(&letters(said)), "{said}\n{subject}");
        assert!(
            said.chars().count() >= 190 || meant == letters(said),
            "{said}\n{subject}"
        );
    }
}
