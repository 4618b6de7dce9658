//! HTML in a Markdown document, turned into the Markdown that says the same.
//!
//! Digests wrap their papers in `<div>`, `<details>`, `<span>` and `<font>`, and write whole tables
//! in HTML; our renderer shows HTML as text. Here tags that HTML knows are turned into Markdown or
//! go, and scripts, buttons, navigation and tweets go with all they hold. Pseudo-tags such as
//! `<think>` are text and stay, as does all that stands in code.

mod act;
mod tags;

use super::source::Source;
use std::collections::BTreeSet;
use tags::Tag;

/// A document's body without HTML.
pub fn without_tags(body: &str) -> Source {
    let mut writer = Writer {
        body,
        ..Writer::default()
    };
    writer.begin_line();
    let mut fence: Option<&str> = None;
    while writer.at < body.len() {
        let rest = &body[writer.at..];
        if writer.is_line_start() {
            let line = rest.lines().next().unwrap_or_default();
            let mark = fence_of(line);
            if fence.is_some() || mark.is_some() {
                let closes = |open: &str| mark.is_some_and(|mark| mark.starts_with(open));
                fence = match fence {
                    Some(open) if closes(open) => None,
                    Some(open) => Some(open),
                    None => mark,
                };
                writer.out.text.push_str(line);
                writer.at += line.len();
                writer.end_line();
                continue;
            }
            if let Some((marks, length)) = title_below(rest) {
                writer.out.text.push_str(marks);
                writer.out.text.push(' ');
                writer.skip(length);
                continue;
            }
            writer.is_pipe_row = line.trim_start().starts_with('|');
            if line.trim_start().starts_with('<') {
                writer.at += line.len() - line.trim_start().len();
            }
        }
        writer.step();
    }
    writer.end_row();
    writer.out
}

/// The run of backticks or tildes with which a line opens or closes a code block.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ['`', '~'].into_iter().find_map(|mark| {
        let length = line.len() - line.trim_start_matches(mark).len();
        let is_fence = length >= 3 && !(mark == '`' && line[length..].contains('`'));
        is_fence.then(|| &line[..length])
    })
}

/// The marks of a heading that says no more than `Title:`, and how far it is to the title, which stands on
/// the line below.
fn title_below(text: &str) -> Option<(&str, usize)> {
    let (line, below) = text.split_once('\n')?;
    let words = line.trim_start_matches('#');
    let marks = &line[..line.len() - words.len()];
    let is_label = !marks.is_empty() && words.trim().eq_ignore_ascii_case("title:");
    let title = below.trim_start_matches([' ', '\t']);
    let is_title = !title.is_empty() && !title.starts_with(['#', '\n', '\r', '-', '*']);
    (is_label && is_title).then(|| (marks, text.len() - title.len()))
}

#[derive(Default)]
struct Writer<'a> {
    body: &'a str,
    at: usize,
    /// How many line ends lie before `at`.
    line: usize,
    out: Source,
    /// Within a line of a Markdown table.
    is_pipe_row: bool,
    /// Within a row of an HTML table: how many cells it has so far.
    row: Option<usize>,
    /// Within an HTML table that is closed somewhere.
    is_table: bool,
    /// Whether the HTML table has its head already.
    has_head: bool,
    list_depth: usize,
    /// Where the text of `<summary>` begins.
    summary: Option<usize>,
    links: Vec<Option<&'a str>>,
    spans: Vec<&'static str>,
    /// What has been looked for and does not come any more, so that it is looked for but once.
    missing: BTreeSet<String>,
}

/// Longest code within a line that is looked for, in bytes.
const LONGEST_CODE: usize = 1024;

/// Classes of spans that hold a topic, and of such that name what stands beside them.
const CHIPS: &[&str] = &["chip", "tag", "badge", "pill", "category", "keyword"];
const KEYS: &[&str] = &["key", "label"];

impl<'a> Writer<'a> {
    fn begin_line(&mut self) {
        self.out.begin_line(self.line + 1);
    }

    fn is_line_start(&self) -> bool {
        self.at == 0 || self.body.as_bytes()[self.at - 1] == b'\n'
    }

    /// The next piece of text, up to and with one character that means something.
    fn step(&mut self) {
        let rest = &self.body[self.at..];
        let length = memchr::memchr3(b'<', b'`', b'\n', rest.as_bytes()).unwrap_or(rest.len());
        self.push(&rest[..length]);
        self.at += length;
        match rest.as_bytes().get(length) {
            Some(b'\n') => self.end_line(),
            Some(b'`') => self.code_span(),
            Some(_) => self.tag(),
            None => {}
        }
    }

    fn end_line(&mut self) {
        if self.at >= self.body.len() {
            return;
        }
        self.at += 1;
        self.line += 1;
        if self.row.is_some() || self.summary.is_some() {
            self.space();
        } else if !self.is_table {
            self.begin_line();
        }
    }

    fn push(&mut self, text: &str) {
        if self.row.is_some() {
            self.out.text.push_str(&text.replace('|', "\\|"));
        } else if !self.is_table {
            self.out.text.push_str(text);
        }
    }

    fn space(&mut self) {
        if !self.out.text.ends_with([' ', '\n']) {
            self.out.text.push(' ');
        }
    }

    /// Code within a line, which holds no tags; or backticks that open nothing.
    fn code_span(&mut self) {
        let rest = &self.body.as_bytes()[self.at..];
        let near = &rest[..rest.len().min(LONGEST_CODE)];
        let line = &near[..memchr::memchr(b'\n', near).unwrap_or(near.len())];
        let ticks = line.iter().take_while(|byte| **byte == b'`').count();
        let end = memchr::memmem::find(&line[ticks..], &line[..ticks]);
        let length = end.map_or(ticks, |end| ticks + end + ticks);
        self.push(&self.body[self.at..self.at + length]);
        self.at += length;
    }

    fn tag(&mut self) {
        let rest = &self.body[self.at..];
        let is_escaped = self.body[..self.at].ends_with('\\');
        if rest.starts_with("<!--") {
            if let Some(end) = self.find("-->", false) {
                self.skip(end);
                return;
            }
        } else if !is_escaped
            && let Some(tag) = Tag::at(rest)
            && let Some(meaning) = tag.meaning()
        {
            self.skip(tag.length);
            self.act(meaning, &tag);
            return;
        }
        self.push("<");
        self.at += 1;
    }

    /// How far it is from here to behind a text.
    fn find(&mut self, wanted: &str, is_tag: bool) -> Option<usize> {
        if self.missing.contains(wanted) {
            return None;
        }
        let rest = &self.body.as_bytes()[self.at..];
        let is_here = |at: &usize| {
            rest.get(*at..at + wanted.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(wanted.as_bytes()))
        };
        let first = wanted.as_bytes().first().copied().unwrap_or(b'<');
        let Some(start) = memchr::memchr_iter(first, rest).find(is_here) else {
            self.missing.insert(wanted.to_owned());
            return None;
        };
        let end = start + wanted.len();
        Some(if is_tag {
            end + memchr::memchr(b'>', &rest[end..]).map_or(0, |at| at + 1)
        } else {
            end
        })
    }

    /// Leaves out the next bytes.
    fn skip(&mut self, length: usize) {
        let skipped = &self.body.as_bytes()[self.at..self.at + length];
        self.line += memchr::memchr_iter(b'\n', skipped).count();
        self.at += length;
    }
}
