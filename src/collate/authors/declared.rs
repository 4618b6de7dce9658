//! Whose a name is, where the site's owner says so.

use super::forms::{self, Form};
use crate::diagnostic::Diagnostic;
use crate::model::author::AuthorDeclaration;
use std::collections::{HashMap, HashSet};

/// What is declared, by name.
pub struct Declared<'a> {
    declarations: &'a [AuthorDeclaration],
    by_form: HashMap<Form, Vec<usize>>,
    used: HashSet<usize>,
}

impl<'a> Declared<'a> {
    pub fn new(declarations: &'a [AuthorDeclaration]) -> Self {
        let mut by_form: HashMap<Form, Vec<usize>> = HashMap::new();
        for (index, declaration) in declarations.iter().enumerate() {
            let names = [&declaration.name].into_iter().chain(&declaration.aliases);
            for name in names {
                let declared = by_form.entry(forms::fold(name)).or_default();
                if !declared.contains(&index) {
                    declared.push(index);
                }
            }
        }
        Self {
            declarations,
            by_form,
            used: HashSet::new(),
        }
    }

    /// The declaration of a name in a paper: the one that names the paper, else the first that names
    /// none.
    pub fn of(&mut self, form: &Form, key: &str) -> Option<usize> {
        let declared = self.by_form.get(form)?;
        let names_paper = |index: &&usize| {
            let papers = self.declarations[**index].papers.as_ref();
            papers.is_some_and(|papers| papers.iter().any(|paper| paper == key))
        };
        let names_none = |index: &&usize| self.declarations[**index].papers.is_none();
        let found = declared.iter().find(names_paper);
        let found = *found.or_else(|| declared.iter().find(names_none))?;
        self.used.insert(found);
        Some(found)
    }

    /// A note on each declaration of nobody.
    pub fn unused(&self) -> Vec<Diagnostic> {
        let declarations = self.declarations.iter().enumerate();
        declarations
            .filter(|(index, _)| !self.used.contains(index))
            .map(|(_, declaration)| {
                Diagnostic::note(format!(
                    "no paper has an author `{}` as this says",
                    declaration.name
                ))
                .in_file(&declaration.source)
                .at_line("", declaration.line)
                .help("names are compared without case and accents; `papers` are keys, as in the address of a paper's page")
            })
            .collect()
    }
}
