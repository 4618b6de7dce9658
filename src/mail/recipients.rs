//! The file of readers: CSV with the columns `address`, `name` and `topics`, outside the site.
//!
//! Faults are told by the line, since an address has no place in a log.

use crate::diagnostic::Diagnostic;
use lettre::Address;
use std::collections::BTreeSet;

/// A reader of the newsletter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub address: Address,
    pub name: Option<String>,
    /// The topics that the reader wants, as they are written; all of them where there are none.
    pub topics: Vec<String>,
}

/// Longest address (RFC 5321, section 4.5.3.1.3, without the brackets).
const LONGEST: usize = 254;

/// Longest name that is written before an address, in characters.
const LONGEST_NAME: usize = 100;

/// Reads the file from its bytes; also gives what is wrong with it. `file` is what people call it.
///
/// Each address is taken once, whatever its case.
///
/// # Errors
/// Where there is no column of addresses.
pub fn read(bytes: &[u8], file: &str) -> Result<(Vec<Recipient>, Vec<Diagnostic>), Diagnostic> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .comment(Some(b'#'))
        .from_reader(bytes);
    let columns: Vec<String> = match reader.byte_headers() {
        Ok(names) => names
            .iter()
            .map(|name| String::from_utf8_lossy(name).to_lowercase())
            .collect(),
        Err(error) => {
            return Err(Diagnostic::error(format!("cannot be read: {error}")).in_file(file));
        }
    };
    let column = |names: &[&str]| {
        columns
            .iter()
            .position(|column| names.contains(&column.as_str()))
    };
    let Some(address_at) = column(&["address", "email", "e-mail"]) else {
        return Err(Diagnostic::error("there is no column `address`")
            .in_file(file)
            .at_line("", 1)
            .help("the first line names the columns: address,name,topics"));
    };
    let (name_at, topics_at) = (column(&["name"]), column(&["topics", "topic"]));
    let mut recipients = Vec::new();
    let mut noticed = Vec::new();
    let mut seen = BTreeSet::new();
    for record in reader.byte_records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                noticed.push(warning(file, line, "this line cannot be read"));
                continue;
            }
        };
        let line = record.position().map_or(1, csv::Position::line);
        if record.len() > columns.len() {
            noticed.push(warning(file, line, "this line has more fields than the first line names; several topics stand in quotes"));
            continue;
        }
        // A quotation mark without its other takes in all lines up to the next.
        let goes_on = record
            .iter()
            .any(|field| field.contains(&b'\n') || field.contains(&b'\r'));
        if goes_on {
            noticed.push(warning(
                file,
                line,
                "a quotation of this line goes on over others; they are left out with it",
            ));
            continue;
        }
        let field = |at: Option<usize>| {
            let bytes = at.and_then(|at| record.get(at)).unwrap_or_default();
            std::str::from_utf8(bytes)
        };
        let (Ok(address), Ok(name), Ok(topics)) =
            (field(Some(address_at)), field(name_at), field(topics_at))
        else {
            noticed.push(warning(file, line, "this line is not UTF-8"));
            continue;
        };
        match self::address(address) {
            Ok(address) if seen.insert(address.to_string().to_lowercase()) => {
                recipients.push(Recipient {
                    address,
                    name: self::name(name),
                    topics: topics
                        .split([',', ';', '|'])
                        .map(str::trim)
                        .filter(|topic| !topic.is_empty())
                        .map(str::to_owned)
                        .collect(),
                })
            }
            Ok(_) => noticed.push(
                warning(file, line, "the address of this line stood before")
                    .help("it gets one message"),
            ),
            Err(why) => noticed.push(warning(file, line, why)),
        }
    }
    Ok((recipients, noticed))
}

/// Reads an address that mail can be sent to without extensions of SMTP.
fn address(text: &str) -> Result<Address, &'static str> {
    if text.is_empty() {
        return Err("this line has no address");
    }
    // lettre takes quoted local parts, in which nearly everything may stand.
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"(),:;<>[\\]".contains(&byte);
    if !text.is_ascii() {
        return Err(
            "the address of this line has letters beyond ASCII, to which not every server can send",
        );
    }
    if text.len() > LONGEST || !text.bytes().all(is_plain) {
        return Err("what this line has is no address");
    }
    text.parse().map_err(|_| "what this line has is no address")
}

fn name(text: &str) -> Option<String> {
    let name = super::message::one_line(text);
    let name: String = name.chars().take(LONGEST_NAME).collect();
    (!name.is_empty()).then_some(name)
}

fn warning(file: &str, line: u64, message: &str) -> Diagnostic {
    let line = usize::try_from(line).unwrap_or(1);
    Diagnostic::warning(message.to_owned())
        .in_file(file)
        .at_line("", line)
        .help("nothing is sent to it; the others get theirs")
}
