//! Rows of Markdown that stand in JSON, as the cv-arxiv-daily family keeps its papers:
//! `|**2026-03-30**|**Title**|First Author et.al.|[2603.00001](http://…)|null|` and
//! `- 2026-03-06, **Title**, First Author et.al., Paper: [http://…](http://…), Code: **[…](…)**`.
//!
//! A cell is known by what it holds, not by its place: versions of the tool differ.

use crate::markup::address;
use crate::model::link::LinkKind;
use crate::readers::record::words::is_prose;
use crate::readers::record::{RawRecord, Style, dates};
use crate::readers::vocabulary::Role;
use std::borrow::Cow;

/// The record of a row; none where the text is no row.
pub fn record(row: &str) -> Option<RawRecord<'_>> {
    let row = row.trim();
    let parts = if row.starts_with('|') {
        cells(row)
    } else if row.starts_with(['-', '*']) {
        items(row.trim_start_matches(['-', '*']).trim_start())
    } else {
        return None;
    };
    let mut raw = RawRecord::new(Style::DATA);
    for part in parts {
        let text = bare(&part);
        let found = address::find(&part);
        let has_title = raw.has(Role::Title);
        if let Some(title) = emphasised(&part).filter(|_| !has_title && !found.is_empty()) {
            raw.add(Role::Title, title.to_owned());
        } else if !found.is_empty() && is_prose(&without_links(&text)) {
            raw.add_section("", without_links(&text), false);
        }
        let is_code = text.starts_with("Code") || text.starts_with("link");
        let is_address = !found.is_empty();
        for url in found {
            let kind = LinkKind::of_address(&url);
            let kind = (is_code && kind.is_some()).then_some(LinkKind::Code);
            raw.add(Role::Address(kind), url);
        }
        if is_address || matches!(&*text, "" | "null") {
            continue;
        }
        let is_before_title = !raw.has(Role::Title);
        if is_before_title && !raw.has(Role::Date) && dates::parse(&text).is_ok() {
            raw.add(Role::Date, text);
        } else if is_before_title {
            raw.add(Role::Title, text);
        } else if !raw.has(Role::Authors) {
            raw.add(Role::Authors, text);
        } else {
            raw.add_named("cell", text);
        }
    }
    raw.has(Role::Title).then_some(raw)
}

/// A text without the addresses behind its links, and without brackets.
fn without_links(text: &str) -> String {
    let words = text.split(['[', ']', '(', ')']);
    words.filter(|part| !part.contains("://")).collect()
}

/// The cells of a row of a table. A bar behind a backslash belongs to its cell; so does one within the
/// emphasis that a title stands in.
fn cells(row: &str) -> Vec<Cow<'_, str>> {
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    // Whether emphasis begins the last cell and has not ended.
    let mut is_emphasised = false;
    for cell in row.trim_matches('|').split('|') {
        let has_odd = cell.matches("**").count() % 2 == 1;
        match cells.last_mut() {
            Some(last) if is_emphasised || last.ends_with('\\') => {
                let last = last.to_mut();
                if last.ends_with('\\') {
                    last.pop();
                }
                last.push('|');
                last.push_str(cell);
                is_emphasised = last.starts_with("**") && is_emphasised != has_odd;
            }
            _ => {
                is_emphasised = cell.starts_with("**") && has_odd;
                cells.push(Cow::Borrowed(cell));
            }
        }
    }
    cells
}

/// The parts of an item: date, title in emphasis, authors up to the first label, links.
fn items(item: &str) -> Vec<Cow<'_, str>> {
    let mut parts = Vec::new();
    let Some((date, rest)) = item.split_once(',') else {
        return parts;
    };
    parts.push(Cow::Borrowed(date));
    let rest = rest.trim_start();
    let (title, rest) = match rest
        .strip_prefix("**")
        .and_then(|rest| rest.split_once("**"))
    {
        Some((title, rest)) => (title, rest.trim_start_matches([',', ' '])),
        None => rest.split_once(',').unwrap_or((rest, "")),
    };
    parts.push(Cow::Borrowed(title));
    let labels = ["Paper:", "Code:", "Project:", "PDF:", "Link:"];
    let found = labels.iter().flat_map(|label| rest.match_indices(label));
    let mut ends: Vec<usize> = found.map(|(at, _)| at).collect();
    ends.sort_unstable();
    let mut start = 0;
    // A label begins its part.
    for end in ends.into_iter().filter(|at| *at > 0) {
        parts.push(Cow::Borrowed(&rest[start..end]));
        start = end;
    }
    parts.push(Cow::Borrowed(&rest[start..]));
    parts
}

/// The text in emphasis that begins a part, as a title does that is a link or has one behind it.
fn emphasised(part: &str) -> Option<&str> {
    let rest = part
        .trim_start()
        .trim_start_matches('[')
        .strip_prefix("**")?;
    let (text, _) = rest.split_once("**")?;
    (!text.trim().is_empty() && !text.contains("://")).then_some(text)
}

/// A part without the marks of emphasis and the commas around it.
fn bare(part: &str) -> String {
    let mut text = part.trim().trim_matches(',').trim();
    while let Some(inside) = text
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"))
    {
        text = inside.trim();
    }
    // A row that was cut has no end of its emphasis.
    text = text.strip_prefix("**").unwrap_or(text);
    text.replace("\\|", "|")
}
