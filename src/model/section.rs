//! What a digest says about a paper beside its abstract: labelled texts and short facts.
//!
//! Both have one form in JSON, wherever it is written:
//!
//! | | |
//! |---|---|
//! | section | `{"label": text or null, "text", "format": "markdown" or absent, "generated": true or absent}` |
//! | fact    | `{"label", "value"}` |

use super::prose::Prose;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A labelled piece of text that a digest gives about a paper beside its abstract: "Motivation",
/// "Method", "Why it matters".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// As the digest writes it, on one line; none for text without a label.
    pub label: Option<String>,
    pub text: Prose,
    /// Whether a language model wrote it, where the input says so.
    pub is_generated: bool,
}

/// A short fact that a digest gives about a paper: "Quality", "8/10".
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fact {
    /// On one line.
    pub label: String,
    /// Plain text on one line.
    pub value: String,
}

impl Serialize for Section {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_markdown = matches!(self.text, Prose::Markdown(_));
        let fields = 2 + usize::from(is_markdown) + usize::from(self.is_generated);
        let mut object = serializer.serialize_struct("Section", fields)?;
        object.serialize_field("label", &self.label)?;
        object.serialize_field("text", self.text.source())?;
        if is_markdown {
            object.serialize_field("format", "markdown")?;
        }
        if self.is_generated {
            object.serialize_field("generated", &true)?;
        }
        object.end()
    }
}
