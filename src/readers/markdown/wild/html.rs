//! HTML in a Markdown document, turned into the Markdown that says the same.
//!
//! Digests wrap their papers in `<div>`, `<details>`, `<span>` and `<font>`, and write whole tables
//! in HTML; our renderer shows HTML as text. Here tags that HTML knows are turned into Markdown or
//! go, and scripts, buttons, navigation and tweets go with all they hold. Pseudo-tags such as
//! `<think>` are text and stay, as does all that stands in code.

use super::labels;
use super::source::Source;
use super::tags::{Meaning, Tag};
use std::collections::BTreeSet;

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

    fn act(&mut self, meaning: Meaning, tag: &Tag<'a>) {
        // Pages keep the paper's id beside their buttons.
        if let Some(id) = tag.attribute("data-arxiv-id")
            && id.len() < 40
            && !id.contains('`')
        {
            self.space();
            self.push(&format!("`{id}` "));
        }
        let is_tweet = tag.has_class(&["twitter-tweet", "instagram-media"]);
        match meaning {
            Meaning::Dropped | Meaning::Block
                if !tag.is_close && (meaning == Meaning::Dropped || is_tweet) =>
            {
                if let Some(length) = self.find(&format!("</{}", tag.name), true) {
                    self.skip(length);
                }
                self.block();
            }
            Meaning::Dropped | Meaning::Block => self.block(),
            Meaning::Inline => {}
            Meaning::Break if self.is_pipe_row || self.row.is_some() => {
                self.out.text.push_str("<br>");
            }
            Meaning::Break if self.summary.is_some() => self.space(),
            Meaning::Break => self.begin_line(),
            Meaning::Rule => self.block(),
            Meaning::List => {
                let depth = self.list_depth;
                self.list_depth = if tag.is_close {
                    depth.saturating_sub(1)
                } else {
                    (depth + 1).min(8)
                };
                if self.list_depth.max(depth) == 1 {
                    self.block();
                }
            }
            Meaning::Item => self.item(tag.is_close),
            Meaning::Heading(_) if tag.is_close => self.block(),
            Meaning::Heading(level) => {
                self.block();
                self.out.text.push_str(&"######"[..level]);
                self.out.text.push(' ');
            }
            Meaning::Summary => self.summary(tag.is_close),
            Meaning::Strong => self.mark("**", tag.is_close),
            Meaning::Emphasis => self.mark("*", tag.is_close),
            Meaning::Code => self.mark("`", tag.is_close),
            Meaning::Link => self.link(tag),
            Meaning::Span => self.span(tag),
            Meaning::Superscript => self.superscript(tag),
            Meaning::Table => {
                self.end_row();
                self.is_table = false;
                self.block();
                self.is_table = !tag.is_close && self.find("</table", true).is_some();
                self.has_head = false;
            }
            Meaning::Row => {
                self.end_row();
                if !tag.is_close && self.is_table {
                    self.fresh_line();
                    self.out.text.push('|');
                    self.row = Some(0);
                }
            }
            Meaning::Cell => {
                if let Some(cells) = &mut self.row
                    && tag.is_close
                {
                    *cells += 1;
                    self.out.text.push_str(" |");
                } else {
                    self.space();
                }
            }
        }
    }

    /// Parts what was written from what comes.
    fn block(&mut self) {
        if self.row.is_some() || self.is_pipe_row {
            self.space();
        } else if self.summary.is_none() && !self.is_table {
            self.fresh_line();
            if !self.out.text.ends_with("\n\n") {
                self.begin_line();
            }
        }
    }

    /// A line of its own for what comes.
    fn fresh_line(&mut self) {
        if !self.out.last_line().trim().is_empty() {
            self.begin_line();
        }
    }

    fn mark(&mut self, mark: &str, is_close: bool) {
        self.out.text.push_str(mark);
        // `<b>One</b><b>Two</b>` are two.
        if is_close && self.body[self.at..].starts_with('<') {
            self.space();
        }
    }

    fn item(&mut self, is_close: bool) {
        if self.row.is_some() || self.is_pipe_row || is_close {
            self.space();
            return;
        }
        self.fresh_line();
        let depth = self.list_depth.saturating_sub(1);
        self.out
            .replace_last_line(&format!("{}- ", "  ".repeat(depth)));
    }

    fn link(&mut self, tag: &Tag<'a>) {
        if !tag.is_close {
            let address = tag.attribute("href").map(str::trim);
            if address.is_some() {
                self.out.text.push('[');
            }
            self.links.push(address);
        } else if let Some(Some(address)) = self.links.pop() {
            let is_plain = !address.contains(|c: char| c.is_whitespace() || "()<>".contains(c));
            let written = match is_plain {
                true => format!("]({address})"),
                false => format!("](<{}>)", address.replace(['<', '>', '\n'], "")),
            };
            self.push(&written);
            if self.body[self.at..].starts_with('<') {
                self.space();
            }
        }
    }

    fn span(&mut self, tag: &Tag<'a>) {
        if !tag.is_close {
            let is_within = self.spans.iter().any(|end| !end.is_empty());
            let (begin, end) = match () {
                () if is_within => ("", ""),
                () if tag.has_class(CHIPS) => ("`", "`"),
                () if tag.has_class(KEYS) => ("**", ":** "),
                () => ("", ""),
            };
            self.out.text.push_str(begin);
            self.spans.push(end);
        } else {
            self.out.text.push_str(self.spans.pop().unwrap_or_default());
            if self.body[self.at..].starts_with('<') {
                self.space();
            }
        }
    }

    /// Marks at names, such as `<sup>1,*</sup>`, are no text.
    fn superscript(&mut self, tag: &Tag<'a>) {
        let rest = &self.body[self.at..];
        let end = rest.find('<').filter(|end| *end <= 8);
        if !tag.is_close
            && let Some(end) = end
            && !rest[..end].contains(char::is_alphabetic)
        {
            self.skip(end);
        }
    }

    /// What a closed `<details>` shows is a heading, a label, or says no more than "Details".
    fn summary(&mut self, is_close: bool) {
        if !is_close {
            self.block();
            self.summary = Some(self.out.text.len());
            return;
        }
        let Some(start) = self.summary.take() else {
            return;
        };
        let text = self.out.text[start..].trim().to_owned();
        self.out.truncate(start);
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）'));
        if labels::role_of(bare).is_some() {
            self.out.text.push_str(&format!("**{bare}:**"));
        } else if labels::is_handle(bare) {
        } else if text.starts_with('#') || self.is_pipe_row || self.row.is_some() {
            self.out.text.push_str(&text);
        } else {
            self.out.text.push_str(&format!("###### {text}"));
        }
        self.block();
    }

    fn end_row(&mut self) {
        let Some(cells) = self.row.take() else { return };
        if !self.has_head {
            self.has_head = true;
            self.begin_line();
            self.out.text.push_str(&format!("|{}", "---|".repeat(cells)));
        }
    }
}
