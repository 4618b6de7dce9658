//! The words with which digests name what stands beside them: `**Authors:** …`, `摘要：…`.
//!
//! One table for all languages and shapes: lines, headings, the heads of tables.

mod names;

use super::marks;
use super::words;

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Authors,
    Title,
    /// The title as the authors wrote it, above which stands a translation.
    OriginalTitle,
    TranslatedTitle,
    Abstract,
    OriginalAbstract,
    TranslatedAbstract,
    /// What an editor or a model says of the whole paper.
    Summary,
    /// What an editor or a model says of one side of the paper.
    Part,
    Date,
    Topics,
    Links,
    Code,
    Project,
    Votes,
    Venue,
    Comment,
    /// Nothing that a site shows.
    Ignored,
}

impl Role {
    /// Whether what the label names is a fact of the paper that the documented form gives otherwise.
    pub fn is_foreign(self) -> bool {
        use Role::{
            Abstract, Authors, Date, Links, OriginalAbstract, OriginalTitle, Topics,
            TranslatedAbstract, TranslatedTitle,
        };
        matches!(
            self,
            Authors
                | OriginalTitle
                | TranslatedTitle
                | Abstract
                | OriginalAbstract
                | TranslatedAbstract
                | Date
                | Topics
                | Links
        )
    }
}

/// Words in brackets behind a label that say in which language its value is.
const ORIGINAL: &str = "原文; en; english; 英文; original; 英語; 영문";
const TRANSLATED: &str = "zh; zh-cn; cn; chinese; 中文; 翻译; 译文; 中译; ja; japanese; 日本語; ko; korean; \
     한국어; translated";

/// Words that open something and name nothing.
const HANDLES: &str = "details; detail; more; click; expand; table of contents; contents; toc; 详情; 展开; 目录; 查看; \
     詳細; 目次; 더보기";

/// The role of a name, in any case, with pictographs around it or a language in brackets behind.
pub fn role_of(name: &str) -> Option<Role> {
    if name.len() > 80 {
        return None;
    }
    let name = marks::without_pictographs(name);
    let name = name.trim_matches([' ', ':', '：', '*', '_', '`', '-']);
    let name = name.to_lowercase().replace('_', " ");
    let find = |wanted: &str| names::ROLES.get(wanted).copied();
    if let Some(role) = find(&name) {
        return Some(role);
    }
    let open = name.find(['(', '（'])?;
    let inside = name[open..].trim_matches(['(', '（', ')', '）', ' ']);
    let role = find(name[..open].trim())?;
    Some(match role {
        Role::Abstract if words::has(ORIGINAL, inside) => Role::OriginalAbstract,
        Role::Abstract if words::has(TRANSLATED, inside) => Role::TranslatedAbstract,
        Role::Title if words::has(ORIGINAL, inside) => Role::OriginalTitle,
        Role::Title if words::has(TRANSLATED, inside) => Role::TranslatedTitle,
        role => role,
    })
}

/// Whether a text invites to open something and says no more: "Details", "Click to expand".
pub fn is_handle(text: &str) -> bool {
    let text = text.to_lowercase();
    text.chars().count() <= 40 && words::all(HANDLES).any(|handle| text.starts_with(handle))
}

/// A line that begins with a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labelled<'a> {
    /// `None` for a name in bold that is no known label.
    pub role: Option<Role>,
    pub name: &'a str,
    pub value: &'a str,
    /// Whether the name is set in bold or the like, so that it can be nothing else.
    pub is_marked: bool,
}

/// The label at the beginning of a line: `**Name:** value`, `**Name**: value`, `Name: value`, also
/// behind pictographs.
pub fn label(line: &str) -> Option<Labelled<'_>> {
    let line = marks::after_pictographs(line);
    let opener = ["**", "__", "`", "*", "_"]
        .into_iter()
        .find(|opener| line.starts_with(opener));
    match opener {
        Some(opener) => marked(&line[opener.len()..], opener),
        None => plain(line),
    }
}

/// Longest name of a label, in bytes.
const LONGEST: usize = 60;

fn marked<'a>(inside: &'a str, opener: &str) -> Option<Labelled<'a>> {
    let end = inside.find(opener)?;
    let (name, rest) = (&inside[..end], &inside[end + opener.len()..]);
    let bare = name.trim().trim_end_matches([':', '：']);
    let rest = rest.trim_start();
    let value = rest.strip_prefix([':', '：']).unwrap_or(rest).trim_start();
    let has_colon = bare.len() < name.trim().len() || value.len() < rest.len();
    let role = role_of(bare).filter(|_| bare.len() <= LONGEST);
    let is_label = match role {
        Some(Role::Part) => has_colon || rest.is_empty(),
        Some(_) => has_colon || opener != "*" || rest.is_empty(),
        None => has_colon && matches!(opener, "**" | "__") && bare.chars().count() <= 30,
    };
    if is_label {
        return Some(Labelled {
            role,
            name: bare.trim(),
            value,
            is_marked: true,
        });
    }
    // All in bold: `**Authors: First Author, Second Author**`.
    let labelled = plain(name).filter(|_| rest.is_empty())?;
    Some(Labelled {
        is_marked: true,
        ..labelled
    })
}

fn plain(line: &str) -> Option<Labelled<'_>> {
    let colon = line
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let (name, value) = (&line[..colon.0], &line[colon.0 + colon.1.len_utf8()..]);
    if value.starts_with("//") {
        return None;
    }
    Some(Labelled {
        role: Some(role_of(name)?),
        name: name.trim(),
        value: value.trim_start(),
        is_marked: false,
    })
}
