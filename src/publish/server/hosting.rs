//! What a request for a path leads to, by the rules of hosts of static files.
//!
//! `/file` is `file.html`, a folder is its `index.html`, its name without the final slash is redirected,
//! and whatever is not there is `404.html`. These are the rules of GitHub Pages; other hosts differ
//! in where they redirect, not in what is found.

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A file, by its path from the root of the site.
    File(String),
    /// A folder whose name lacks the final slash.
    Folder,
    /// The root of the host, where there is nothing but the way to the site.
    Host,
    Missing,
}

/// Finds what the path of a request leads to. `base` is the path of the site's root, with a slash at
/// both ends; `has` says which files there are.
pub fn find(path: &str, base: &str, has: impl Fn(&str) -> bool) -> Found {
    let Some(below) = path.strip_prefix(base) else {
        // At the root of the host there is nothing else, so whoever comes there is led on.
        return if Some(path) == base.strip_suffix('/') {
            Found::Folder
        } else if path == "/" {
            Found::Host
        } else {
            Found::Missing
        };
    };
    if below.is_empty() || below.ends_with('/') {
        let index = format!("{below}index.html");
        return if has(&index) {
            Found::File(index)
        } else {
            Found::Missing
        };
    }
    if has(below) {
        return Found::File(below.to_owned());
    }
    let page = format!("{below}.html");
    if has(&page) {
        return Found::File(page);
    }
    if has(&format!("{below}/index.html")) {
        return Found::Folder;
    }
    Found::Missing
}

/// Whether a `Host` header names this machine. Whoever can make a name lead here must not read
/// an unpublished site by it (DNS rebinding).
pub fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}
