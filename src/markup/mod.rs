//! Untrusted Markdown or plain text in, safe HTML out.
//!
//! The steps, and where each is done:
//!
//! 1. *What is math, and what is money*: `math` finds the spans between dollars; one rule for
//!    plain text and for Markdown.
//! 2. *Markdown*: `markdown` parses, `writer` walks the events and writes block HTML with the
//!    help of `table`, `image`, `footnotes` and `slug`; raw HTML becomes visible text. `prose`
//!    gives the text alone; `as_markdown` writes plain text as Markdown.
//! 3. *Plain text*: `plain` writes titles and abstracts of imported records, which are not Markdown,
//!    and resolves what is left of TeX in them (`\%`, `\&`).
//! 4. *Destinations*: `destination` holds the links of content to an allow-list of schemes;
//!    [`address`] finds web addresses in running text.
//! 5. *Formulas*: `formula` makes MathML of TeX, which `mathml` rebuilds from an allow-list; `unicode` writes them in characters for places that
//!    hold text alone. *Code*: `highlight` colours it by classes.
//! 6. *Excerpts*: `excerpt` shortens plain text without cutting a formula.
//! 7. *Languages*: `script` tells a text that is not in the site's language.
//! 8. *Escaping*: `escape`, through which every piece of text passes on its way out.
//!
//! Nothing here knows a paper, reads a file or fails: text that cannot be understood is shown as it
//! was written. The output holds no script, no style attribute and no `javascript:` address.

pub mod address;

mod as_markdown;
mod destination;
mod escape;
mod excerpt;
mod footnotes;
mod formula;
mod highlight;
mod image;
mod markdown;
mod math;
mod mathml;
mod plain;
mod prose;
mod script;
mod slug;
mod table;
mod unicode;
mod writer;

pub use as_markdown::markdown_of_line;
pub use escape::escape;
pub use excerpt::{excerpt, first_sentence};
pub use markdown::{markdown, markdown_below};
pub use math::{Span, spans};
pub use plain::{bare, inline, linked, plain, unescaped};
pub use prose::text_of_markdown;
pub use script::{Foreign, foreign};
pub use unicode::unicode;

/// What is done beyond plain markup: the `[markup]` table of the configuration.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Turn TeX between dollars into MathML. When off, the TeX stays visible as code.
    pub math: bool,
    /// Colour code blocks whose language is known.
    pub highlight: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            math: true,
            highlight: true,
        }
    }
}

/// Where on the site a text is shown.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// What leads from the page to the site's root: `""` or `"../"`. Links in content are written
    /// from the root, so this is put before every relative destination.
    pub root: &'a str,
    /// A prefix of element ids, so that several texts on one page never share a heading's or a
    /// footnote's id.
    pub scope: &'a str,
}
