//! Tables: their rows and cells, and tables whose rows are papers.
//!
//! Two kinds of papers are known: rows whose head names columns (`| Publish Date | Title | Authors |
//! PDF | Code |`), and the weekly form, whose one cell holds title and text and whose other one
//! holds links.

use super::draft::{Draft, is_null};
use super::evidence;
use super::headline;
use super::labels::{self, Role};
use super::links;
use super::marks;
use super::outline::{Block, Outline};
use super::weekly;

/// The cells of a row. Bars that are escaped or stand in code belong to their cell.
pub fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut is_escaped = false;
    for (at, byte) in row.bytes().enumerate() {
        match byte {
            b'|' if !is_escaped => {
                cells.push(row[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    if !row[start..].trim().is_empty() {
        cells.push(row[start..].trim());
    }
    cells
}

/// The rows of a table that names the properties of one paper (`| 作者 | … |`), as label and value;
/// empty where the table does not.
pub fn properties<'a>(outline: &'a Outline, table: &'a Block) -> Vec<(Role, &'a str, &'a str)> {
    let rows = outline.lines(table).map(cells);
    rows.filter_map(|cells| match cells[..] {
        [name, value] => {
            let name = name.trim_matches(['*', ' ']);
            Some((labels::role_of(name)?, name, value))
        }
        _ => None,
    })
    .collect()
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Title,
    Of(Role),
    Unknown,
}

/// The papers of a table, with the index of their row; empty where it holds none.
pub fn papers(outline: &Outline, table: &Block) -> Vec<(Draft, usize)> {
    let mut rows = outline.lines(table).map(cells);
    let Some(head) = rows.next() else {
        return Vec::new();
    };
    let rows: Vec<Vec<&str>> = rows.collect();
    let mut columns: Vec<Column> = head.iter().map(|name| column(name)).collect();
    let Some(title) = title_column(&mut columns, &rows) else {
        return Vec::new();
    };
    let has_evidence = |row: &&Vec<&str>| row.iter().any(|cell| has_paper(cell));
    let sound = rows.iter().filter(has_evidence).count();
    let is_named = columns
        .iter()
        .any(|column| matches!(column, Column::Of(role) if is_of_papers(*role)));
    if sound == 0 || (sound * 2 < rows.len() && !is_named) {
        return Vec::new();
    }
    let drafts = rows.iter().enumerate().map(|(index, row)| {
        let draft = draft(&whole(row, columns.len(), title), &columns);
        (draft, index + 1)
    });
    drafts.collect()
}

fn column(name: &str) -> Column {
    let name = name.trim_matches(['*', ' ', '`']);
    let lower = name.to_lowercase();
    let lower = marks::without_pictographs(&lower);
    if matches!(
        lower.as_str(),
        "paper"
            | "papers"
            | "title & authors"
            | "name"
            | "论文"
            | "論文"
            | "논문"
            | "title/authors"
    ) {
        return Column::Title;
    }
    match labels::role_of(name) {
        Some(Role::Title | Role::OriginalTitle) => Column::Title,
        Some(role) => Column::Of(role),
        None => Column::Unknown,
    }
}

/// Whether a column of this kind makes its table one of papers.
fn is_of_papers(role: Role) -> bool {
    matches!(
        role,
        Role::Authors | Role::Abstract | Role::OriginalAbstract | Role::Links | Role::Venue
    )
}

/// The column of the titles: the one that its head names, else the one whose cells are links with
/// words to papers.
fn title_column(columns: &mut [Column], rows: &[Vec<&str>]) -> Option<usize> {
    if let Some(at) = columns.iter().position(|column| *column == Column::Title) {
        for column in &mut columns[at + 1..] {
            if *column == Column::Title {
                *column = Column::Of(Role::Links);
            }
        }
        return Some(at);
    }
    let at = (0..columns.len()).find(|at| {
        let titled = rows.iter().filter(|row| {
            row.get(*at).is_some_and(|cell| {
                links::links(cell)
                    .first()
                    .is_some_and(|link| !link.is_generic() && evidence::is_of_paper(link.address))
            })
        });
        !rows.is_empty() && titled.count() * 2 > rows.len()
    })?;
    columns[at] = Column::Title;
    Some(at)
}

fn has_paper(cell: &str) -> bool {
    !evidence::ids(cell).is_empty()
        || links::links(cell).iter().any(|link| {
            let says_paper = link.text.trim().eq_ignore_ascii_case("paper");
            evidence::is_of_paper(link.address) || (says_paper && !link.is_local())
        })
}

/// A row with as many cells as there are columns. A bar in a title that nobody escaped has parted
/// it, so what is too much belongs to the title.
fn whole(row: &[&str], columns: usize, title: usize) -> Vec<String> {
    let surplus = row.len().saturating_sub(columns);
    if surplus == 0 || title + surplus >= row.len() {
        return row.iter().map(|cell| (*cell).to_owned()).collect();
    }
    let mut whole: Vec<String> = row[..title].iter().map(|cell| (*cell).to_owned()).collect();
    whole.push(row[title..=title + surplus].join("|"));
    whole.extend(
        row[title + surplus + 1..]
            .iter()
            .map(|cell| (*cell).to_owned()),
    );
    whole
}

fn draft(row: &[String], columns: &[Column]) -> Draft {
    let title = columns.iter().position(|column| *column == Column::Title);
    let cell = title.and_then(|at| row.get(at)).map_or("", String::as_str);
    let is_only_text = !columns.iter().any(|column| {
        matches!(column, Column::Of(role) if !matches!(role, Role::Links | Role::Code | Role::Ignored))
    });
    let mut draft = match is_only_text {
        true => weekly::draft(cell),
        false => Draft::of(headline::heading(&cell.replace("<br>", " "))),
    };
    for (cell, column) in row.iter().zip(columns) {
        let cell = cell.replace("\\|", "|");
        match column {
            Column::Title => {}
            _ if is_null(&cell) => {}
            Column::Of(role @ (Role::Links | Role::Code | Role::Project)) => {
                let kind = match role {
                    Role::Code => Some(crate::model::link::LinkKind::Code),
                    Role::Project => Some(crate::model::link::LinkKind::Project),
                    _ => None,
                };
                draft.add_links(&cell, kind);
            }
            Column::Of(role) => draft.take(*role, "", &cell.replace("<br>", "\n")),
            Column::Unknown => {
                if has_paper(&cell) || cell.contains("](http") {
                    draft.add_links(&cell, None);
                }
            }
        }
    }
    draft
}
