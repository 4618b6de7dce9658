//! Links in a line of Markdown, and what their words say they lead to.

use crate::markup::address;
use crate::model::link::LinkKind;
use std::ops::Range;

/// A link in a text: `[text](address)`, `<address>`, or an address alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'a> {
    pub range: Range<usize>,
    /// Empty for an address alone; that of the picture where a picture is the link.
    pub text: &'a str,
    pub address: &'a str,
    /// A picture that leads nowhere.
    pub is_picture: bool,
}

/// The links of a text in their order, none within another.
pub fn links(text: &str) -> Vec<Link<'_>> {
    let mut found: Vec<Link<'_>> = Vec::new();
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(step) = memchr::memchr3(b'[', b']', b'\\', &bytes[at..]) {
        at += step;
        match bytes[at] {
            b'[' => open.push(at),
            b'\\' => at += 1,
            _ => {
                let start = open.pop();
                if let Some(start) = start
                    && let Some((address, length)) = destination(&text[at + 1..])
                {
                    let end = at + 1 + length;
                    push(&mut found, text, start, at, address, end);
                    at = end - 1;
                }
            }
        }
        at = (at + 1).min(bytes.len());
    }
    add_bare(text, &mut found);
    found
}

fn push<'a>(
    found: &mut Vec<Link<'a>>,
    text: &'a str,
    start: usize,
    close: usize,
    address: &'a str,
    end: usize,
) {
    let is_picture = text[..start].ends_with('!');
    let start = start - usize::from(is_picture);
    let mut inside = &text[start + 1 + usize::from(is_picture)..close];
    while found.last().is_some_and(|link| link.range.start >= start) {
        if let Some(within) = found.pop()
            && within.is_picture
        {
            inside = within.text;
        }
    }
    found.push(Link {
        range: start..end,
        text: inside,
        address,
        is_picture,
    });
}

/// Longest destination with its title, and how long most are, in bytes.
const LONGEST: usize = 4096;
const USUAL: usize = 256;

/// How deep parentheses stand in an address.
const DEEPEST: usize = 8;

/// The destination at the beginning of a text, `(address "title")`, and its length.
fn destination(text: &str) -> Option<(&str, usize)> {
    let inside = beginning(text, LONGEST).strip_prefix('(')?;
    if let Some(angled) = inside.strip_prefix('<') {
        let end = angled.find(['>', '\n'])?;
        let close = angled[end..].find(')')?;
        return Some((&angled[..end], 2 + end + close + 1));
    }
    let mut depth = 0_usize;
    let mut address_end = None;
    let mut quote = false;
    for (at, c) in inside.char_indices() {
        match c {
            '"' if address_end.is_some() => quote = !quote,
            _ if quote => {}
            '(' if depth == DEEPEST => return None,
            '(' => depth += 1,
            ')' if depth == 0 => {
                let end = address_end.unwrap_or(at);
                return Some((&inside[..end], 1 + at + 1));
            }
            ')' => depth -= 1,
            c if c.is_whitespace() && address_end.is_none() => address_end = Some(at),
            // What follows an address is a title in quotes, or this is no link.
            c if address_end.is_some() && !c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// Adds the addresses that stand alone.
fn add_bare<'a>(text: &'a str, found: &mut Vec<Link<'a>>) {
    let mut bare = Vec::new();
    let mut done = 0;
    for sign in memchr::memmem::find_iter(text.as_bytes(), "://") {
        let scheme = ["https", "http"].into_iter().find(|scheme| text[..sign].ends_with(scheme));
        let Some(start) = scheme.map(|scheme| sign - scheme.len()).filter(|start| *start >= done)
        else {
            continue;
        };
        let near = found.get(found.partition_point(|link| link.range.end <= start));
        if let Some(link) = near.filter(|link| link.range.start <= start) {
            done = link.range.end;
            continue;
        }
        let Some(length) = [USUAL, LONGEST].into_iter().find_map(|most| bare_length(&text[start..], most))
        else {
            continue;
        };
        done = start + length;
        let is_angled = text[..start].ends_with('<') && text[done..].starts_with('>');
        bare.push(Link {
            range: match is_angled {
                true => start - 1..done + 1,
                false => start..done,
            },
            text: "",
            address: &text[start..done],
            is_picture: false,
        });
    }
    found.extend(bare);
    found.sort_by_key(|link| link.range.start);
}

/// The length of the address at the beginning of a text, if it ends within so many bytes. One out of
/// which TeX's escapes have been taken is none.
fn bare_length(text: &str, most: usize) -> Option<usize> {
    let near = beginning(text, most);
    let word = near.split(char::is_whitespace).next().unwrap_or(near);
    let address = address::find(word).into_iter().next()?;
    let is_whole = address.len() < near.len() || near.len() == text.len();
    (is_whole && word.starts_with(&address)).then_some(address.len())
}

/// At most so many bytes of a text.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A text with each of its links replaced.
pub fn replaced(text: &str, with: impl Fn(&Link<'_>) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for link in links(text) {
        if link.range.start < done {
            continue;
        }
        out.push_str(&text[done..link.range.start]);
        out.push_str(&with(&link));
        done = link.range.end;
    }
    out.push_str(&text[done..]);
    out
}

impl Link<'_> {
    /// The words of the link, bare and in lower case.
    fn words(&self) -> String {
        let text: String = self
            .text
            .chars()
            .filter(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '.' | '-' | '_'))
            .collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.to_lowercase()
    }

    /// Whether the words say where the link leads and not what the paper is called: `PDF`,
    /// `arXiv`, an id, an address.
    pub fn is_generic(&self) -> bool {
        let words = self.words();
        words.is_empty()
            || GENERIC.contains(&words.as_str())
            || self.text.contains("://")
            || words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'v' | '-'))
            || words.starts_with("arxiv") && words.len() < 24
            || words.starts_with("doi")
            || (words.chars().count() <= 12 && GENERIC_ENDS.iter().any(|end| words.contains(end)))
    }

    /// What the words of the link say it leads to, or what the label before it says.
    pub fn kind(&self, label: &str) -> Option<LinkKind> {
        let words = self.words();
        let label = label.to_lowercase();
        let says = |wanted: &[&str]| {
            wanted
                .iter()
                .any(|word| words == *word || (words.is_empty() || self.text.contains("://") || words == "link" || words == "链接") && label.contains(word))
        };
        if says(&["code", "github", "代码", "コード", "코드", "repo", "repository", "codes", "源码"]) {
            Some(LinkKind::Code)
        } else if says(&["project", "project page", "demo", "website", "homepage", "项目", "主页", "项目主页"]) {
            Some(LinkKind::Project)
        } else {
            None
        }
    }

    /// Whether the link leads to a place on the site it was written for, or to a part of its page.
    pub fn is_local(&self) -> bool {
        !address::is_web(self.address)
    }

    /// Whether it leads to what people say about the paper, to a badge, or to a place to pay.
    pub fn is_furniture(&self) -> bool {
        let host = address::host(self.address).unwrap_or_default().to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        self.is_picture || FURNITURE_HOSTS.contains(&host)
    }
}

const GENERIC: &[&str] = &[
    "abs", "pdf", "html", "link", "links", "paper", "papers", "arxiv", "abstract", "url", "doi", "code", "github",
    "project", "project page", "page", "website", "homepage", "demo", "hf", "huggingface",
    "hugging face", "openreview", "here", "read", "read more", "read paper", "full text", "source",
    "original", "tweet", "twitter", "x", "video", "slides", "blog", "post", "data", "dataset",
    "model", "models", "back", "top", "back to top", "tldr", "details", "more", "alphaxiv", "cool", "kimi",
    "论文", "链接", "原文", "代码", "阅读论文", "阅读原文", "项目", "主页", "查看论文", "论文链接", "下载", "pdf下载",
    "论文原文", "arxiv 原文", "pdf 下载", "详情", "返回", "논문", "링크", "원문", "論文", "リンク", "コード", "paper link",
    "new hf", "new arxiv", "semantic scholar", "google scholar", "acl anthology", "preprint", "media", "press release",
];

const GENERIC_ENDS: &[&str] = &["arxiv", "pdf", "阅读", "链接", "原文", "hugging", "github"];

const FURNITURE_HOSTS: &[&str] = &[
    "x.com",
    "twitter.com",
    "t.co",
    "img.shields.io",
    "shields.io",
    "badge.fury.io",
    "buymeacoffee.com",
    "ko-fi.com",
    "patreon.com",
    "facebook.com",
    "linkedin.com",
    "weibo.com",
    "pic.twitter.com",
    "youtube.com",
    "youtu.be",
    "reddit.com",
];
