//! placeholder until the helper's
use std::borrow::Cow;
pub fn readable(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}
