//! What machines write where they have nothing to say, and what is nobody's business.

/// Texts that stand where a program or a model failed to give one, in lower case.
const PLACEHOLDERS: &[&str] = &[
    "error",
    "n/a",
    "na",
    "nan",
    "none",
    "null",
    "nil",
    "undefined",
    "unknown",
    "placeholder",
    "todo",
    "tbd",
    "-",
    "--",
    "…",
    "...",
    "[]",
    "{}",
    "summary generation failed",
    "failed to generate summary",
    "generation failed",
    "error generating summary",
    "abstract not available",
    "no abstract",
    "no abstract available",
    "no abstract found",
    "no summary available",
    "摘要生成失败",
    "生成失败",
    "暂无摘要",
    "暂无",
    "无",
];

/// Whether a text says that there is none: `Error`, `Summary generation failed.`, `N/A`.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    // Most texts are longer than any placeholder.
    if text.len() > 40 {
        return false;
    }
    let bare = text.trim_end_matches(['.', '!', '。']).to_lowercase();
    bare.is_empty() && !text.contains('!')
        || PLACEHOLDERS.contains(&&*bare)
        || bare.ends_with(" analysis unavailable")
        || bare.ends_with(" analysis failed")
}

/// Whether a text is a place on somebody's machine: `/home/…`, `C:\…`, `file://…`.
pub fn is_local_path(text: &str) -> bool {
    let text = text.trim();
    let is_drive = matches!(text.as_bytes(), [letter, b':', b'\\' | b'/', ..]
        if letter.is_ascii_alphabetic());
    let homes = ["/home/", "/Users/", "/root/", "/tmp/", "~/", "\\\\"];
    is_drive
        || homes.iter().any(|home| text.starts_with(home))
        || text
            .get(.."file:".len())
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"))
}

/// Whether a text is an e-mail address, with or without `mailto:`.
pub fn is_mail_address(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("mailto:")
        || (text.contains('@') && !text.contains('/') && !text.contains(char::is_whitespace))
}
