//! Colouring of code by a few classes.
//!
//! Where the usual generators write a span for every scope, this writes one for each run of the same
//! class: `hl-k` keyword, `hl-s` string, `hl-c` comment, `hl-n` number or constant, `hl-f` function,
//! `hl-t` type or tag, `hl-v` parameter or attribute. What has no class stands bare. Colours are the
//! theme's.

use std::panic::catch_unwind;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::escape::push_escaped;

/// Appends `code` with spans, or returns `false` and appends nothing: the language is unknown, or the
/// code too long to be worth it.
pub(super) fn push_highlighted(out: &mut String, code: &str, language: &str) -> bool {
    if code.len() > MAX_CODE || code.lines().any(|line| line.len() > MAX_LINE) {
        return false;
    }
    let Some(syntax) = syntax(language) else {
        return false;
    };
    // The grammars are data with regular expressions; a fault in one must not end a build.
    match catch_unwind(|| spans(code, syntax)) {
        Ok(Some(html)) => {
            out.push_str(&html);
            true
        }
        _ => false,
    }
}

/// The language after a fence: its first word, as in `rust,ignore` and `{python}`, in lower case and
/// with nothing in it that a class may not hold.
pub(super) fn language(info: &str) -> String {
    let words = info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ':'));
    let word = words
        .map(|word| word.trim_start_matches('.'))
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let kept = word
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.'));
    kept.flat_map(char::to_lowercase).collect()
}

/// Longest code that is coloured, in bytes.
const MAX_CODE: usize = 64 << 10;

/// Longest line of it, in bytes: the grammars' expressions are slow on minified code.
const MAX_LINE: usize = 2 << 10;

/// Loading takes some milliseconds, so it waits for the first code block.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The class of a scope, by the beginning of its name; the first that fits. An empty class ends the
/// search: code within a string is no string.
const CLASSES: &[(&str, &str)] = &[
    ("source", ""),
    ("meta.interpolation", ""),
    ("meta.template.expression", ""),
    ("comment", "hl-c"),
    ("punctuation.definition.comment", "hl-c"),
    ("string", "hl-s"),
    ("constant.character", "hl-s"),
    ("constant", "hl-n"),
    ("keyword.operator.word", "hl-k"),
    ("keyword.operator.logical.python", "hl-k"),
    ("keyword.operator", ""),
    ("keyword", "hl-k"),
    ("storage", "hl-k"),
    ("entity.name.function", "hl-f"),
    ("support.function", "hl-f"),
    ("variable.function", "hl-f"),
    ("support.macro", "hl-f"),
    ("entity.name", "hl-t"),
    ("entity.other.inherited-class", "hl-t"),
    ("support.type", "hl-t"),
    ("support.class", "hl-t"),
    ("variable.parameter", "hl-v"),
    ("variable.language", "hl-v"),
    ("entity.other.attribute-name", "hl-v"),
];

static SCOPES: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
    let parsed = CLASSES
        .iter()
        .map(|(name, class)| Some((Scope::new(name).ok()?, *class)));
    parsed.flatten().collect()
});

/// The grammar for a name as it stands after a fence: a language's name, an extension, or a name that
/// people write for one.
fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let token = match language {
        "" | "text" | "txt" | "plain" | "plaintext" => return None,
        "shell" | "console" | "zsh" | "shell-session" => "sh",
        "ts" | "typescript" | "tsx" | "jsx" | "mjs" => "js",
        "python3" | "ipython" => "py",
        "golang" => "go",
        "jsonc" | "jsonl" | "json5" => "json",
        other => other,
    };
    SYNTAXES.find_syntax_by_token(token)
}

fn spans(code: &str, syntax: &SyntaxReference) -> Option<String> {
    let mut writer = Writer {
        html: String::with_capacity(code.len() * 2),
        class: "",
        space: Vec::new(),
    };
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut rest = code;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.find('\n').map_or(rest.len(), |at| at + 1));
        rest = after;
        let mut done = 0;
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            writer.push(line.get(done..at)?, class(&scopes));
            done = at;
            scopes.apply(&change).ok()?;
        }
        writer.push(&line[done..], class(&scopes));
    }
    writer.switch("");
    Some(writer.html)
}

/// The class of the innermost scope that has one.
fn class(scopes: &ScopeStack) -> &'static str {
    let mut classes = scopes.as_slice().iter().rev().filter_map(|scope| {
        SCOPES
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(*scope))
            .map(|(_, class)| *class)
    });
    classes.next().unwrap_or_default()
}

/// Writes runs of one class as one span. White space looks the same in every class: it joins runs, and
/// stands outside of them at their ends.
struct Writer<'a> {
    html: String,
    class: &'static str,
    /// Text from which the white space at the end is not yet written.
    space: Vec<&'a str>,
}

impl<'a> Writer<'a> {
    fn push(&mut self, text: &'a str, class: &'static str) {
        let visible = text.trim();
        if visible.is_empty() {
            self.space.push(text);
            return;
        }
        let (before, after) = text.split_once(visible).unwrap_or_default();
        self.space.push(before);
        self.switch(class);
        push_escaped(&mut self.html, visible);
        self.space.push(after);
    }

    /// Ends the run that is open, unless it is of `class`, and begins one.
    fn switch(&mut self, class: &'static str) {
        let changes = class != self.class;
        if changes && !self.class.is_empty() {
            self.html.push_str("</span>");
        }
        for space in self.space.drain(..) {
            push_escaped(&mut self.html, space);
        }
        if changes && !class.is_empty() {
            self.html.push_str("<span class=\"");
            self.html.push_str(class);
            self.html.push_str("\">");
        }
        self.class = class;
    }
}
