//! Footnotes of one text: their numbers, and the list of them at its end.
//!
//! Ids contain a colon (`fn:1`, `fnref:1`), which ids of headings never do.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape::push_escaped;

/// The footnotes met so far.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The number of each label that was referred to, from 1, in the order of first references.
    numbers: HashMap<String, usize>,
    /// How often each number was referred to.
    references: Vec<usize>,
    /// Labels and HTML of the definitions, in the order of the text.
    definitions: Vec<(String, String)>,
}

impl Footnotes {
    /// Appends the mark of a footnote; within a link it is no link itself.
    pub(super) fn push_reference(
        &mut self,
        out: &mut String,
        label: &str,
        scope: &str,
        in_link: bool,
    ) {
        let next = self.references.len() + 1;
        let number = *self.numbers.entry(label.to_lowercase()).or_insert(next);
        if number == next {
            self.references.push(0);
        }
        if in_link {
            push_formatted(out, format_args!("<sup>{number}</sup>"));
            return;
        }
        self.references[number - 1] += 1;
        out.push_str("<sup><a href=\"#");
        push_escaped(out, scope);
        push_formatted(out, format_args!("fn:{number}\" id=\""));
        push_escaped(out, scope);
        push_formatted(
            out,
            format_args!(
                "{}\">{number}</a></sup>",
                mark(number, self.references[number - 1])
            ),
        );
    }

    /// Takes the HTML of a definition.
    pub(super) fn define(&mut self, label: &str, html: String) {
        self.definitions.push((label.to_lowercase(), html));
    }

    /// Appends the list of footnotes, with links back to their marks. Definitions that nothing refers
    /// to come last, so that no text is lost.
    pub(super) fn push_list(&mut self, out: &mut String, scope: &str) {
        if self.definitions.is_empty() {
            return;
        }
        let mut bodies: Vec<Option<String>> = vec![None; self.references.len()];
        for (label, html) in std::mem::take(&mut self.definitions) {
            let place = self
                .numbers
                .get(&label)
                .and_then(|number| bodies.get_mut(number - 1));
            match place {
                Some(body @ None) => *body = Some(html),
                _ => bodies.push(Some(html)),
            }
        }
        out.push_str("<div class=\"footnotes\">\n<ol>\n");
        for (index, body) in bodies.into_iter().enumerate() {
            let number = index + 1;
            let body = body.unwrap_or_default();
            out.push_str("<li id=\"");
            push_escaped(out, scope);
            push_formatted(out, format_args!("fn:{number}\">"));
            // The links back stand at the end of the last paragraph, if there is one.
            let paragraph = body.strip_suffix("</p>\n");
            out.push_str(paragraph.unwrap_or(&body));
            for time in 1..=self.references.get(index).copied().unwrap_or(0) {
                out.push_str(" <a href=\"#");
                push_escaped(out, scope);
                push_formatted(out, format_args!("{}\">↩</a>", mark(number, time)));
            }
            out.push_str(if paragraph.is_some() {
                "</p>\n</li>\n"
            } else {
                "</li>\n"
            });
        }
        out.push_str("</ol>\n</div>\n");
    }
}

/// The id of a footnote's mark, without its scope: `fnref:2`, and `fnref:2:3` for the third.
fn mark(number: usize, time: usize) -> String {
    if time == 1 {
        format!("fnref:{number}")
    } else {
        format!("fnref:{number}:{time}")
    }
}

fn push_formatted(out: &mut String, arguments: std::fmt::Arguments) {
    // Writing to a string never fails.
    let _ = out.write_fmt(arguments);
}
