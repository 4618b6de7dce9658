//! Which element stands within which, as minify-html sees it.

use super::MinifyFault;

/// minify-html recurses once an element; at this depth it stays far from the end of a worker's stack.
const LIMIT: usize = 120;

/// Elements without content or end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
];

/// Elements whose end tag may be left out, in groups that end each other.
const OPTIONAL_END: &[&[&str]] = &[
    &["li"],
    &["dt", "dd"],
    &["p"],
    &["rt", "rp"],
    &["option"],
    &["optgroup"],
    &["tr"],
    &["td", "th"],
    &["tbody"],
    &["thead"],
    &["tfoot"],
    &["colgroup"],
    &["body"],
    &["html"],
    &["head"],
];

/// Whether an element has neither content nor end tag.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// The open elements, the innermost last, each with a number of the caller.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Vec<(String, usize)>,
}

impl Nesting {
    /// The number of the innermost open element.
    pub(super) fn innermost(&self) -> Option<usize> {
        self.open.last().map(|(_, number)| *number)
    }

    /// The numbers of all open elements.
    pub(super) fn open(&self) -> impl Iterator<Item = usize> {
        self.open.iter().map(|(_, number)| *number)
    }

    /// Ends an element that ends of itself where an element `name` begins: `<li>` before `<li>`.
    pub(super) fn make_room(&mut self, name: &str) {
        if let Some((last, _)) = self.open.last()
            && OPTIONAL_END
                .iter()
                .any(|group| group.contains(&last.as_str()) && group.contains(&name))
        {
            self.open.pop();
        }
    }

    /// Enters an element.
    ///
    /// # Errors
    ///
    /// [`MinifyFault::TooDeep`].
    pub(super) fn enter(&mut self, name: &str, number: usize) -> Result<(), MinifyFault> {
        if self.open.len() >= LIMIT {
            return Err(MinifyFault::TooDeep { limit: LIMIT });
        }
        self.open.push((name.to_owned(), number));
        Ok(())
    }

    /// Leaves the innermost element if it has this name, or the one around it if the innermost needs no end tag.
    pub(super) fn leave(&mut self, name: &str) {
        let [.., (outer, _), (inner, _)] = self.open.as_slice() else {
            if self.open.last().is_some_and(|(last, _)| last == name) {
                self.open.pop();
            }
            return;
        };
        if inner == name {
            self.open.pop();
        } else if outer == name
            && OPTIONAL_END
                .iter()
                .any(|group| group.contains(&inner.as_str()))
        {
            self.open.truncate(self.open.len() - 2);
        }
    }
}
