//! The template engine: every template twice, as written and minified.
//!
//! Pages are rendered from the minified templates, so that no page has to be minified by itself.
//! When that fails, the page is rendered once more from the templates as written, whose lines
//! and columns people can find.

use super::faults;
use super::fields;
use super::functions;
use super::language::Language;
use super::masking;
use super::minify;
use super::templates::{Source, Sources};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;
use std::sync::Arc;
use tera::{Context, ErrorKind, Tera, Value};

/// Loaded templates.
#[derive(Debug)]
pub struct Engine {
    written: Tera,
    /// `None` where minifying changed what a page says.
    minified: Option<Tera>,
    sources: Sources,
    language: Arc<Language>,
}

impl Engine {
    /// Loads templates, which speak `language`; all of them or none. Also gives notes on templates
    /// that could not be minified and are used as written.
    ///
    /// # Errors
    /// Mistakes in templates, each with file, line and column.
    pub fn load(
        sources: Sources,
        language: &Arc<Language>,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let written = tera(
            &sources.layers,
            language,
            sources.templates.iter().map(|t| (&*t.name, &*t.text)),
        )
        .map_err(|error| faults_of_all(&error, &sources.templates))?;
        let mut notes = Vec::new();
        let texts: Vec<String> = sources
            .templates
            .iter()
            .map(|source| {
                if !source.name.ends_with(".html") {
                    return source.text.clone();
                }
                minify::template(&source.text).unwrap_or_else(|fault| {
                    notes.push(
                        Diagnostic::note(format!(
                            "this template is used without minifying: {fault}"
                        ))
                        .in_file(&source.file),
                    );
                    source.text.clone()
                })
            })
            .collect();
        let named = sources.templates.iter().map(|t| &*t.name);
        let minified = tera(
            &sources.layers,
            language,
            named.zip(texts.iter().map(|text| &**text)),
        )
        .ok();
        let engine = Self {
            written,
            minified,
            sources,
            language: Arc::clone(language),
        };
        Ok((engine, notes))
    }

    /// Sets a value that every template sees.
    pub fn set_global(&mut self, name: &'static str, value: &Value) {
        for tera in [Some(&mut self.written), self.minified.as_mut()]
            .into_iter()
            .flatten()
        {
            tera.global_context().insert_value(name, value.clone());
        }
    }

    /// Renders a page into `buffer`, which is emptied first.
    ///
    /// # Errors
    /// A diagnostic with file, line, column, what is missing, and the page.
    pub fn render(
        &self,
        template: &str,
        context: &Context,
        page: &str,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        buffer.clear();
        let tera = self.minified.as_ref().unwrap_or(&self.written);
        match tera.render_to(template, context, &mut *buffer) {
            Ok(()) => Ok(()),
            Err(error) => {
                let plain = self.written.render_to(template, context, std::io::sink());
                let error = plain.err().unwrap_or(error);
                Err(faults::rendering(&error, &self.sources.templates, page))
            }
        }
    }

    /// Whether the minified templates say the same of this page as the written ones; both are
    /// minified as whole pages for that. Content can make a page that the minifier does not read
    /// (hundreds of quotations within each other, characters that it reserves); such a page tells
    /// nothing of the templates, so it speaks for them.
    ///
    /// # Errors
    /// As [`Engine::render`].
    pub fn minifies_well(
        &self,
        template: &str,
        context: &Context,
        page: &str,
    ) -> Result<bool, Diagnostic> {
        let Some(minified) = &self.minified else {
            return Ok(true);
        };
        let fault = |error| faults::rendering(&error, &self.sources.templates, page);
        let written = self.written.render(template, context).map_err(fault)?;
        let minified = minified.render(template, context).map_err(fault)?;
        let is_same = minify::page(written.as_bytes()) == minify::page(minified.as_bytes());
        Ok(is_same || !is_readable(&written) || !is_readable(&minified))
    }

    /// Takes out of the templates what these diagnostics point at, and goes on with the templates as
    /// written; false where nothing could be taken out. Globals have to be set again.
    pub fn leave_out(&mut self, faults: &[Diagnostic]) -> bool {
        let mut sources = self.sources.clone();
        let masked = faults
            .iter()
            .map(|fault| masking::mask(&mut sources.templates, fault));
        if masked.filter(|is_masked| *is_masked).count() == 0 {
            return false;
        }
        let named = sources.templates.iter().map(|t| (&*t.name, &*t.text));
        match tera(&sources.layers, &self.language, named) {
            Ok(written) => {
                self.written = written;
                self.minified = None;
                self.sources = sources;
                true
            }
            Err(_) => false,
        }
    }

    /// A mistake for each field that a template names and that is not among the `known` ones.
    pub fn unknown_fields(&self, known: &BTreeSet<String>) -> Vec<Diagnostic> {
        fields::unknown(&self.sources.templates, known)
    }

    /// Components that no template calls, each with the file that has it.
    pub fn unused_components(&self) -> Vec<(String, String)> {
        let all = &self.sources.templates;
        let has_call = |name: &str| {
            let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            let call = format!("<{name}");
            all.iter().any(|source| {
                let mut calls = source.text.match_indices(&call);
                calls.any(|(at, _)| ends(&source.text[at + call.len()..]))
            })
        };
        let components = all.iter().flat_map(|source| {
            let starts = source.text.split("component ").skip(1);
            let names = starts.filter_map(|rest| rest.split_once('(').map(|(name, _)| name.trim()));
            names.map(|name| (name.to_owned(), source.file.clone()))
        });
        components.filter(|(name, _)| !has_call(name)).collect()
    }

    /// Renders from the templates as written from now on.
    pub fn stop_minifying(&mut self) {
        self.minified = None;
    }
}

/// Whether the minifier reads a page: then it drops a comment before it.
fn is_readable(page: &str) -> bool {
    const COMMENT: &str = "<!--?-->";
    !minify::page(format!("{COMMENT}{page}").as_bytes()).starts_with(COMMENT.as_bytes())
}

/// The engine stops at the first template that it cannot read; the others are asked here, so that
/// one run reports them all.
fn faults_of_all(error: &tera::Error, sources: &[Source]) -> Vec<Diagnostic> {
    let unreadable: Vec<Diagnostic> = sources
        .iter()
        .filter_map(|source| {
            let error = Tera::new()
                .add_raw_template(&source.name, &source.text)
                .err()?;
            matches!(error.kind(), ErrorKind::SyntaxError(_))
                .then(|| faults::loading(&error, sources))
        })
        .flatten()
        .collect();
    if unreadable.is_empty() {
        faults::loading(error, sources)
    } else {
        unreadable
    }
}

/// An engine in which a name without a layer is looked for in each, in their order.
fn tera<'a>(
    layers: &[String],
    language: &Arc<Language>,
    templates: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    functions::register(&mut tera, language);
    // Share cards are SVG, and no text may become markup there either.
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    tera.set_fallback_prefixes(layers.iter().map(|layer| format!("{layer}/")))?;
    tera.add_raw_templates(templates)?;
    Ok(tera)
}
