//! Who gets it, who must not, and who has it: readers, suppression, ledger.

use offprint::mail::ledger::{Ledger, LedgerError, State};
use offprint::mail::reader::{Key, Reader, plain_hash};
use offprint::mail::recipients;
use offprint::mail::server::{Encryption, Server};
use offprint::mail::suppression::Suppression;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn key() -> Key {
    Key::new(Some("a key for tests".to_owned()))
}

fn reader(address: &str) -> Reader {
    key().reader("papers.example.org", address)
}

#[test]
fn readers_are_read_and_faults_are_told_without_their_addresses() {
    let text = "\u{FEFF}Email, Name ,topics\n\
        ada@example.org,Ada Example,\"Rows, Columns\"\n\
        # a note\n\
        ADA@example.org,,\n\
        bo@example.org,,Rows;Cells\n\
        nobody,,\n\
        ,,\n\
        \"x y\"@example.org,,\n\
        \"a@example.org\r\nBcc: b@example.org\",,\n\
        grüße@example.org,,\n\
        c@example.org,\"C\r\nBcc: d@example.org\",\n\
        d@example.org, \"Example, Dee\",\n\
        e@example.org,E,Rows,Cells\n\
        f@example.org,=?utf-8?q?F?=,\n\
        g@example.org,\"G,\nh@example.org,H\n";
    let (readers, noticed) = recipients::read(text.as_bytes(), "readers.csv").unwrap();
    let found: Vec<_> = readers
        .iter()
        .map(|reader| {
            (
                reader.address.to_string(),
                reader.name.as_deref(),
                reader.topics.join("|"),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                "ada@example.org".to_owned(),
                Some("Ada Example"),
                "Rows|Columns".to_owned()
            ),
            ("bo@example.org".to_owned(), None, "Rows|Cells".to_owned()),
            (
                "f@example.org".to_owned(),
                Some("= ?utf-8?q?F?="),
                String::new()
            ),
        ]
    );
    let told: Vec<String> = noticed.iter().map(|one| one.to_text()).collect();
    insta::assert_snapshot!("readers_faults", told.join("\n"));
    assert!(!told.join("").contains("example.org"), "{told:?}");

    let fault = recipients::read(b"name,topics\nAda,Rows\n", "readers.csv").unwrap_err();
    assert!(fault.to_text().contains("there is no column `address`"));
}

proptest! {
    /// Whatever is in the file, what comes out can be an address, and each is there once.
    #[test]
    fn no_file_of_readers_gives_what_is_no_address(text in "(address|email),name\n([a-z@.\" ,\r\n<>:;é]{0,40}\n){0,9}") {
        let (readers, _) = recipients::read(text.as_bytes(), "readers.csv").unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for reader in readers {
            let address = reader.address.to_string();
            prop_assert!(address.is_ascii() && address.matches('@').count() == 1);
            prop_assert!(!address.contains(|c: char| c.is_control() || " <>,;\"".contains(c)), "{address}");
            prop_assert!(seen.insert(address.to_lowercase()));
        }
    }
}

#[test]
fn who_left_is_known_by_address_by_hash_and_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("left.csv");
    let mut none = Suppression::open(None).unwrap();
    assert!(
        !none
            .has(&key(), "papers.example.org", "ada@example.org")
            .unwrap()
    );
    assert!(
        Suppression::open(Some(&path)).is_err(),
        "a mistyped name would write to those who left"
    );
    fs::write(
        &path,
        format!(
            "# left\nADA@example.org,2026-11-01\n{}\n{}\n",
            plain_hash("Bo@Example.org"),
            reader("cy@example.org").as_str()
        ),
    )
    .unwrap();
    let mut list = Suppression::open(Some(&path)).unwrap();
    let mut has = |address: &str| list.has(&key(), "papers.example.org", address).unwrap();
    assert!(has("Ada@Example.org") && has("bo@example.org") && has("cy@example.org"));
    assert!(!has("dee@example.org") && !has("da@example.org"));
    fs::write(&path, "dee@example.org\n").unwrap();
    assert!(has("dee@example.org"));
    // The file may be in the middle of being written: who was in it stays in it.
    assert!(has("ada@example.org"));
    let token = key()
        .token("papers.example.org", "eve@example.org")
        .unwrap();
    fs::write(
        &path,
        format!("who,when\n\"Fay\" <fay@example.org>, 2026\n{token}\nnobody\n\n# x\n"),
    )
    .unwrap();
    assert!(has("eve@example.org") && has("fay@example.org"));
    assert_eq!(list.unclear(), [4]);
    fs::write(&path, "d\0e\0e\0@\0x\0").unwrap();
    assert!(Suppression::open(Some(&path)).is_err(), "UTF-16 is no list");
}

/// Opens the ledger as on a machine that was started once.
fn open(path: &Path, edition: &str, machine: &str, key: &Key) -> Result<Ledger, LedgerError> {
    Ledger::open(
        path,
        edition,
        Some(machine),
        &key.fingerprint("papers.example.org"),
        "2026-11-24T06:00:00Z".parse().unwrap(),
    )
}

#[test]
fn the_ledger_tells_who_has_an_edition() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger");
    let [sent, refused, put_off, handed, begun] =
        ["a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org"].map(reader);
    let mut ledger = open(&path, "2026-11-23", "one", &key()).unwrap();
    for one in [&sent, &refused, &put_off, &handed, &begun] {
        assert_eq!(ledger.state(one), State::Open);
        ledger.begin(one).unwrap();
    }
    ledger.hand_over(&sent).unwrap();
    ledger.sent(&sent).unwrap();
    ledger.refused(&refused, 550).unwrap();
    ledger.unsent(&put_off, Some(451)).unwrap();
    ledger.hand_over(&handed).unwrap();
    assert!(matches!(
        open(&path, "2026-11-23", "one", &key()),
        Err(LedgerError::Locked { .. })
    ));
    drop(ledger);
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains('@'), "{text}");

    let states =
        |ledger: &Ledger| [&sent, &refused, &put_off, &handed, &begun].map(|one| ledger.state(one));
    use State::{Open, Refused, Sent};
    // Killed, and started again: what was not handed over was not sent.
    let ledger = open(&path, "2026-11-23", "one", &key()).unwrap();
    assert_eq!(states(&ledger), [Sent, Refused, Open, Sent, Open]);
    drop(ledger);
    // The machine stopped: the last lines may be lost, so what was begun counts as sent.
    fs::write(&path, &text).unwrap();
    let ledger = open(&path, "2026-11-23", "two", &key()).unwrap();
    assert_eq!(states(&ledger), [Sent, Refused, Open, Sent, Sent]);
    drop(ledger);
    // Another edition is another matter.
    let ledger = open(&path, "2026-11-24", "two", &key()).unwrap();
    assert_eq!(states(&ledger), [Open; 5]);
    drop(ledger);
    // With another key nobody is known, so everybody would get it twice.
    let other = Key::new(Some("another".to_owned()));
    assert!(matches!(
        open(&path, "2026-11-23", "two", &other),
        Err(LedgerError::OtherReaders { .. })
    ));
    // Also for another edition: hashes of those who left would mean nobody.
    let next = open(&path, "2026-11-25", "two", &other);
    assert!(matches!(next, Err(LedgerError::OtherReaders { .. })));
    // The readers of another list are others, too.
    let list = key().fingerprint("other.example.org");
    let now = "2026-11-24T06:00:00Z".parse().unwrap();
    let other_list = Ledger::open(&path, "2026-11-23", Some("two"), &list, now);
    assert!(matches!(other_list, Err(LedgerError::OtherReaders { .. })));
}

#[test]
fn a_ledger_that_was_cut_anywhere_can_be_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger");
    let mut ledger = open(&path, "2026-11-23", "one", &key()).unwrap();
    let (ada, bo) = (reader("a@x.org"), reader("b@x.org"));
    ledger.begin(&ada).unwrap();
    ledger.hand_over(&ada).unwrap();
    ledger.sent(&ada).unwrap();
    ledger.begin(&bo).unwrap();
    drop(ledger);
    let whole = fs::read(&path).unwrap();
    for end in 0..=whole.len() {
        fs::write(&path, &whole[..end]).unwrap();
        let mut ledger = open(&path, "2026-11-23", "one", &key()).unwrap();
        let has_handed = String::from_utf8_lossy(&whole[..end])
            .contains(&format!("begun 2026-11-23 {} +", ada.as_str()));
        assert_eq!(ledger.state(&ada) == State::Sent, has_handed, "{end}");
        ledger.sent(&bo).unwrap();
        drop(ledger);
        assert_eq!(
            open(&path, "2026-11-23", "one", &key()).unwrap().state(&bo),
            State::Sent,
            "{end}"
        );
    }
    fs::write(&path, "address,name\nada@example.org,Ada\n").unwrap();
    assert!(matches!(
        open(&path, "2026-11-23", "one", &key()),
        Err(LedgerError::Foreign { .. })
    ));
    assert!(
        fs::read_to_string(&path).unwrap().starts_with("address"),
        "it was not touched"
    );
}

#[test]
fn servers_are_named_and_passwords_are_not() {
    let server =
        |text| Server::parse(text).map(|server| (server.host, server.port, server.encryption));
    let is = |host: &str, port, encryption| Ok((host.to_owned(), port, encryption));
    assert_eq!(
        server("smtp://mail.example.org"),
        is("mail.example.org", 587, Encryption::StartTls)
    );
    assert_eq!(
        server("smtps://mail.example.org/"),
        is("mail.example.org", 465, Encryption::Implicit)
    );
    assert_eq!(
        server("smtp://[::1]:2525"),
        is("::1", 2525, Encryption::StartTls)
    );
    for wrong in [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://a b",
        "smtp://x:99999",
    ] {
        assert!(server(wrong).is_err(), "{wrong}");
    }
    let why = server("smtp://ada:secret@mail.example.org").unwrap_err();
    assert!(
        why.contains("SMTP_PASSWORD") && !why.contains("secret"),
        "{why}"
    );
}
