//! What becomes of each tag.

use super::tags::{Meaning, Tag};
use super::{CHIPS, KEYS, Writer};
use crate::readers::markdown::wild::labels;

impl<'a> Writer<'a> {
    /// Does what a tag, which has been skipped, means.
    pub(super) fn act(&mut self, meaning: Meaning, tag: &Tag<'a>) {
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

    pub(super) fn end_row(&mut self) {
        let Some(cells) = self.row.take() else { return };
        if !self.has_head {
            self.has_head = true;
            self.begin_line();
            self.out
                .text
                .push_str(&format!("|{}", "---|".repeat(cells)));
        }
    }
}
