//! Tables of Markdown, each in an element that can scroll.

use pulldown_cmark::Alignment;

/// The table that is open.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
}

impl Table {
    pub(super) fn start(out: &mut String, alignments: Vec<Alignment>) -> Self {
        out.push_str("<div class=\"table\">\n<table>\n");
        Self {
            alignments,
            ..Self::default()
        }
    }

    pub(super) fn start_head(&mut self, out: &mut String) {
        self.in_head = true;
        self.column = 0;
        out.push_str("<thead>\n<tr>");
    }

    pub(super) fn end_head(&mut self, out: &mut String) {
        self.in_head = false;
        out.push_str("</tr>\n</thead>\n");
    }

    pub(super) fn start_row(&mut self, out: &mut String) {
        self.column = 0;
        let first = !std::mem::replace(&mut self.has_body, true);
        out.push_str(if first { "<tbody>\n<tr>" } else { "<tr>" });
    }

    /// Begins a cell; how it is aligned is a class, since the site's policy forbids style attributes.
    pub(super) fn start_cell(&mut self, out: &mut String) {
        let alignment = self.alignments.get(self.column);
        self.column += 1;
        out.push_str(if self.in_head { "<th" } else { "<td" });
        out.push_str(match alignment {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
    }

    pub(super) fn end_cell(&self, out: &mut String) {
        out.push_str(if self.in_head { "</th>" } else { "</td>" });
    }

    /// Ends the table; one without rows has no body.
    pub(super) fn end(&self, out: &mut String) {
        if self.has_body {
            out.push_str("</tbody>\n");
        }
        out.push_str("</table>\n</div>\n");
    }
}
