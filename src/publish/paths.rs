//! Which paths a file of the site may have.
//!
//! The rules are the narrowest of the places a site is copied to: Linux, macOS and Windows
//! disks, and the hosts that take an archive of the folder. What Windows refuses is listed in
//! Microsoft's "Naming Files, Paths, and Namespaces".

use std::collections::HashMap;
use std::fmt;

use super::error::PublishError;

/// The file that Offprint itself adds to every site.
pub(super) const MANIFEST: &str = "manifest.json";

/// The longest name that common file systems store, in bytes.
const LONGEST_NAME: usize = 255;

/// What is wrong with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// The path or a part of it has no characters (`a//b`, `/a`, `a/`).
    EmptyName,
    /// A part begins with a dot: hosts leave such files out, and `..` leaves the output.
    LeadingDot,
    /// A part ends in a dot or a space, which Windows drops.
    TrailingDotOrSpace,
    /// A character that some file system or archive cannot hold.
    Character(char),
    /// A name that Windows keeps for a device, such as `con` or `lpt1.txt`.
    Device,
    /// A part is longer than 255 bytes.
    TooLong,
    /// The path of the manifest.
    Manifest,
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyName => f.write_str(
                "it must be relative, with one `/` between names and none at its end; \
                 give every part a name",
            ),
            Self::LeadingDot => {
                f.write_str("no name in it may begin with a dot; rename the file or its folder")
            }
            Self::TrailingDotOrSpace => f.write_str(
                "no name in it may end in a dot or a space; rename the file or its folder",
            ),
            Self::Character(c) => write!(
                f,
                "the character `{}` is not allowed in it; rename the file or its folder",
                c.escape_debug()
            ),
            Self::Device => f.write_str(
                "it has a name that Windows keeps for a device; rename the file or its folder",
            ),
            Self::TooLong => write!(
                f,
                "it has a name of more than {LONGEST_NAME} bytes; shorten it"
            ),
            Self::Manifest => f.write_str(
                "Offprint writes its list of files there; rename the file \
                 (the manifest of a web application may be `site.webmanifest`)",
            ),
        }
    }
}

/// Refuses a path that leaves the output, or that some disk or host cannot hold.
pub(super) fn check(path: &str) -> Result<(), PublishError> {
    match fault(path) {
        None => Ok(()),
        Some(fault) => Err(PublishError::Path {
            path: path.to_owned(),
            fault,
        }),
    }
}

/// The folders above a path, the outermost first: `a/b/c` gives `a`, `a/b`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// Refuses two paths, of files or of their folders, that differ only in case.
pub(super) fn check_case<'a>(paths: impl Iterator<Item = &'a str>) -> Result<(), PublishError> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for path in paths {
        for part in folders_of(path).chain([path]) {
            let first = *seen.entry(part.to_lowercase()).or_insert(part);
            if first != part {
                return Err(PublishError::CaseCollision {
                    first: first.to_owned(),
                    second: part.to_owned(),
                });
            }
        }
    }
    Ok(())
}

fn fault(path: &str) -> Option<PathFault> {
    if path.eq_ignore_ascii_case(MANIFEST) {
        return Some(PathFault::Manifest);
    }
    path.split('/').find_map(fault_of_name)
}

fn fault_of_name(name: &str) -> Option<PathFault> {
    if name.is_empty() {
        return Some(PathFault::EmptyName);
    }
    if name.starts_with('.') {
        return Some(PathFault::LeadingDot);
    }
    // A colon is the drive of `c:name`, which would replace the whole path, not only extend it.
    let refused =
        |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    if let Some(c) = name.chars().find(|&c| refused(c)) {
        return Some(PathFault::Character(c));
    }
    if name.ends_with(['.', ' ']) {
        return Some(PathFault::TrailingDotOrSpace);
    }
    if name.len() > LONGEST_NAME {
        return Some(PathFault::TooLong);
    }
    is_device(name).then_some(PathFault::Device)
}

/// Windows looks only at what stands before the first dot, and takes superscript digits too.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ');
    if ["con", "prn", "aux", "nul", "conin$", "conout$"]
        .iter()
        .any(|device| stem.eq_ignore_ascii_case(device))
    {
        return true;
    }
    let Some((kind, number)) = stem.split_at_checked(3) else {
        return false;
    };
    let mut number = number.chars();
    (kind.eq_ignore_ascii_case("com") || kind.eq_ignore_ascii_case("lpt"))
        && matches!(number.next(), Some('0'..='9' | '¹' | '²' | '³'))
        && number.next().is_none()
}
