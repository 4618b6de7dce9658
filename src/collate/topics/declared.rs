//! What belongs to a declared topic: its title, its aliases, and phrases in titles and abstracts.

use crate::collate::fold;
use crate::diagnostic::Diagnostic;
use crate::model::declaration::TopicDeclaration;
use crate::model::prose::Prose;
use std::collections::HashMap;

/// Declared topics, by what leads to them. Topics are numbered as the declarations are.
#[derive(Debug)]
pub struct Declared {
    by_name: HashMap<String, usize>,
    /// By the first word of a phrase: the whole phrase and its topic.
    phrases: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Declared {
    /// Also reports names that two declarations claim; the first in order keeps them.
    pub fn new(declarations: &[TopicDeclaration]) -> (Self, Vec<Diagnostic>) {
        let mut declared = Self {
            by_name: HashMap::new(),
            phrases: HashMap::new(),
        };
        let mut diagnostics = Vec::new();
        let titles = declarations.iter().enumerate().map(|(i, d)| (i, &d.title));
        let aliases = declarations
            .iter()
            .enumerate()
            .flat_map(|(i, d)| d.aliases.iter().map(move |alias| (i, alias)));
        for (index, name) in titles.chain(aliases) {
            let folded = fold::name(name);
            let holder = *declared.by_name.entry(folded).or_insert(index);
            if holder != index {
                diagnostics.push(
                    Diagnostic::warning(format!(
                        "`{name}` is a name of `{}` already",
                        declarations[holder].title
                    ))
                    .in_file(&declarations[index].source)
                    .at_line("", 1)
                    .help(format!(
                        "remove it here or in {}",
                        declarations[holder].source
                    )),
                );
            }
        }
        for (index, declaration) in declarations.iter().enumerate() {
            for keyword in &declaration.keywords {
                let words = fold::words(keyword);
                if let Some(first) = words.first() {
                    let phrases = declared.phrases.entry(first.clone()).or_default();
                    phrases.push((words, index));
                }
            }
        }
        (declared, diagnostics)
    }

    /// The topic that a folded name leads to.
    pub fn by_name(&self, folded: &str) -> Option<usize> {
        self.by_name.get(folded).copied()
    }

    /// Topics of which a keyword stands in the paper's title or main texts, in their order there.
    pub fn by_keywords(&self, title: &str, texts: &[&Prose]) -> Vec<usize> {
        let mut found = Vec::new();
        if self.phrases.is_empty() {
            return found;
        }
        let texts = texts.iter().map(|text| text.source());
        for text in std::iter::once(title).chain(texts) {
            let words = fold::words(text);
            for start in 0..words.len() {
                for (phrase, topic) in self.phrases.get(&words[start]).into_iter().flatten() {
                    if words[start..].starts_with(phrase) && !found.contains(topic) {
                        found.push(*topic);
                    }
                }
            }
        }
        found
    }

    /// For each declaration the topic above it. A name that leads nowhere is reported, and so is
    /// one by which a topic would stand above itself.
    pub fn parents(
        &self,
        declarations: &[TopicDeclaration],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Option<usize>> {
        let mut parents: Vec<Option<usize>> = vec![None; declarations.len()];
        for (own, declaration) in declarations.iter().enumerate() {
            let Some(name) = &declaration.parent else {
                continue;
            };
            let parent = self.by_name(&fold::name(name));
            let above = std::iter::successors(parent, |&topic| parents[topic]);
            let fault = if parent.is_none() {
                format!("`{name}` is no declared topic")
            } else if { above }.any(|topic| topic == own) {
                format!(
                    "with `{name}` above it, `{}` would stand above itself",
                    declaration.title
                )
            } else {
                parents[own] = parent;
                continue;
            };
            diagnostics.push(
                Diagnostic::warning(format!("{fault}; the topic is shown without a parent"))
                    .in_file(&declaration.source)
                    .at_line("", 1)
                    .help("name the title or an alias of another topic in content/topics/"),
            );
        }
        parents
    }
}
