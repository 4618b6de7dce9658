//! What tells a paper: identifiers, addresses of places that publish papers, words that name one.

use super::word_lists;
use crate::markup::address;
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::record::words::{is_wide, words};
use crate::readers::vocabulary;
use std::collections::BTreeSet;

/// Hosts whose pages carry the arXiv id of the paper they show.
const CARRIERS: &[&str] = &[
    "huggingface.co",
    "hf.co",
    "alphaxiv.org",
    "papers.cool",
    "ar5iv.org",
    "ar5iv.labs.arxiv.org",
    "arxiv.org",
    "export.arxiv.org",
    "cn.arxiv.org",
    "browse.arxiv.org",
    "scholar.archive.org",
    "paperswithcode.com",
    "arxivxplorer.com",
    "emergentmind.com",
    "themoonlight.io",
    "scirate.com",
    "arxiv-sanity-lite.com",
];

/// Hosts that publish papers.
const PUBLISHERS: &[&str] = &[
    "openreview.net",
    "aclanthology.org",
    "aclweb.org",
    "proceedings.mlr.press",
    "proceedings.neurips.cc",
    "papers.nips.cc",
    "papers.neurips.cc",
    "nips.cc",
    "openaccess.thecvf.com",
    "jmlr.org",
    "ecva.net",
    "isca-archive.org",
    "dl.acm.org",
    "usenix.org",
    "vldb.org",
    "ieeexplore.ieee.org",
    "link.springer.com",
    "nature.com",
    "science.org",
    "sciencedirect.com",
    "biorxiv.org",
    "medrxiv.org",
    "chemrxiv.org",
    "mdpi.com",
    "cell.com",
    "pnas.org",
    "pubmed.ncbi.nlm.nih.gov",
    "hal.science",
    "hal.archives-ouvertes.fr",
    "eprint.iacr.org",
    "papers.ssrn.com",
    "semanticscholar.org",
    "inspirehep.net",
    "journals.aps.org",
    "iopscience.iop.org",
    "academic.oup.com",
    "onlinelibrary.wiley.com",
    "tandfonline.com",
    "zenodo.org",
    "ojs.aaai.org",
    "ijcai.org",
];

/// What names a paper: two of one kind name two papers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Arxiv(String),
    Doi(String),
    /// An address at a publisher, or of a PDF.
    Address(String),
}

impl Key {
    fn kind(&self) -> u8 {
        match self {
            Self::Arxiv(_) => 0,
            Self::Doi(_) => 1,
            Self::Address(_) => 2,
        }
    }
}

/// How many papers the keys name at least.
pub fn papers_in<'k>(keys: impl IntoIterator<Item = &'k Key>) -> usize {
    let keys: BTreeSet<&Key> = keys.into_iter().collect();
    let of_kind = |kind| keys.iter().filter(|key| key.kind() == kind).count();
    // A paper has one arXiv id and one DOI, and may lie in several places.
    match (of_kind(0), of_kind(1), of_kind(2)) {
        (0, 0, addresses) => addresses,
        (arxiv, dois, _) => arxiv.max(dois),
    }
}

/// The paper that an address leads to, be it on the web or a file beside the digest whose name has the id.
pub fn key(url: &str) -> Option<Key> {
    if !address::is_web(url) {
        if url.starts_with('#') || url.starts_with("mailto:") {
            return None;
        }
        let path = url.split(['?', '#']).next().unwrap_or(url);
        let name = path
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or(path);
        let id = ArxivId::in_slug(name).map(|id| Key::Arxiv(id.as_str().to_owned()));
        let doi = || Some(Key::Doi(Doi::parse(url)?.as_str().to_owned()));
        let is_pdf = name.to_ascii_lowercase().ends_with(".pdf");
        return id
            .or_else(doi)
            .or_else(|| is_pdf.then(|| Key::Address(path.to_owned())));
    }
    if let Some(id) = id_in_address(url) {
        return Some(id);
    }
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let has_path = path
        .splitn(4, '/')
        .nth(3)
        .is_some_and(|path| path.len() > 3);
    let host = bare_host(url)?;
    let is_publisher = PUBLISHERS
        .iter()
        .any(|known| host == *known || host.ends_with(&format!(".{known}")));
    let is_pdf = path.to_ascii_lowercase().ends_with(".pdf");
    (has_path && (is_publisher || is_pdf)).then(|| Key::Address(path.to_owned()))
}

/// The identifier in an address: an arXiv id in its usual form, or a DOI.
fn id_in_address(url: &str) -> Option<Key> {
    if let Some(id) = ArxivId::parse(url) {
        return Some(Key::Arxiv(id.as_str().to_owned()));
    }
    if let Some(doi) = Doi::parse(url) {
        return Some(Key::Doi(doi.as_str().to_owned()));
    }
    let host = bare_host(url)?;
    if !CARRIERS.contains(&host.as_str()) {
        return None;
    }
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let parts = path.split('/').skip(1);
    parts
        .filter_map(|part| ArxivId::parse(part.strip_suffix(".pdf").unwrap_or(part)))
        .map(|id| Key::Arxiv(id.as_str().to_owned()))
        .next()
}

/// Whether an address leads to something that is no paper by itself: code, a talk, a post, a place where
/// people talk.
pub fn is_of_other(url: &str) -> bool {
    let Some(host) = bare_host(url) else {
        return !address::is_web(url);
    };
    const OTHERS: &[&str] = &[
        "github.com",
        "gitlab.com",
        "youtube.com",
        "youtu.be",
        "medium.com",
        "x.com",
        "twitter.com",
        "t.co",
        "reddit.com",
        "linkedin.com",
        "facebook.com",
        "bilibili.com",
        "zhihu.com",
        "weibo.com",
        "wikipedia.org",
        "substack.com",
        "img.shields.io",
        "shields.io",
        "discord.gg",
        "slideshare.net",
        "speakerdeck.com",
        "docs.google.com",
        "drive.google.com",
        "towardsdatascience.com",
        "buymeacoffee.com",
        "ko-fi.com",
        "patreon.com",
        "badge.fury.io",
        "news.ycombinator.com",
    ];
    let is_other = OTHERS
        .iter()
        .any(|known| host == *known || host.ends_with(&format!(".{known}")));
    is_other || host.starts_with("blog.") || url.contains("/blog/")
}

fn bare_host(url: &str) -> Option<String> {
    let host = address::host(url)?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// arXiv ids of the new scheme in running text, with their places.
pub fn bare_ids(text: &str) -> impl Iterator<Item = (usize, String)> {
    memchr::memchr_iter(b'.', text.as_bytes()).filter_map(|dot| {
        let bytes = text.as_bytes();
        let start = dot.checked_sub(4)?;
        let digits = |range: std::ops::Range<usize>| {
            bytes
                .get(range)
                .is_some_and(|part| part.iter().all(u8::is_ascii_digit))
        };
        let length = bytes[dot + 1..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let before = text.get(..start)?;
        let is_apart = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        let named = before.trim_end_matches([':', '：', ' ', '[', '`', '(']);
        let is_named = named
            .len()
            .checked_sub(5)
            .and_then(|at| named.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case("arxiv"));
        let is_id = digits(start..dot) && is_apart && (length == 5 || (length == 4 && is_named));
        let id = text.get(start..dot + 1 + length).filter(|_| is_id)?;
        let behind = &text[dot + 1 + length..];
        let behind = behind.strip_prefix(['v', 'V']).map_or(behind, |version| {
            version.trim_start_matches(|c: char| c.is_ascii_digit())
        });
        let ends = !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '%');
        (ends && ArxivId::parse(id).is_some()).then(|| (start, id.to_owned()))
    })
}

/// Whether a text can be a title: some words, and none that only names a field, a link or a day.
pub fn is_title_like(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 1_000 || text.contains("://") || is_generic(text) || super::dates::is_all(text)
    {
        return false;
    }
    let mut letters = 0;
    let mut count = 0;
    for word in words(text) {
        let wide = word.chars().next().is_some_and(is_wide);
        count += 1;
        letters += if wide { 3 } else { word.chars().count() };
    }
    count >= 2 && letters >= 8
}

/// Whether a text can be the name that a paper goes by: one word that is no word for a link.
pub fn is_name_like(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && text.len() <= 80 && !text.contains("://") && !is_generic(text)
}

/// Whether a text says where a link leads, names a field, or is a number, and says nothing of what a paper
/// is called.
pub fn is_generic(text: &str) -> bool {
    let bare: String = text
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '.' | '-' | '_'))
        .collect();
    let bare = bare
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    bare.is_empty()
        || word_lists::has(LINK_WORDS, &bare)
        || vocabulary::role(&bare).is_some()
        || bare
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | 'v' | '-' | ' '))
        || bare.starts_with("arxiv") && bare.len() < 24
        || bare.starts_with("doi") && bare.len() < 40
        || bare.starts_with("link to ")
        || bare.starts_with("read more")
        || bare.starts_with("read the ")
        || (bare.chars().count() <= 8 && LINK_ENDS.iter().any(|end| bare.ends_with(end)))
        || (bare.len() <= 12
            && LINK_ENDS
                .iter()
                .any(|end| end.is_ascii() && bare.contains(end)))
}

const LINK_WORDS: &str = "abs; pdf; html; link; links; paper; papers; arxiv; abstract; url; doi; code; github; project; \
     project page; page; website; homepage; demo; hf; huggingface; hugging face; openreview; here; read; \
     read more; read paper; full text; source; original; tweet; twitter; x; video; slides; blog; post; data; \
     dataset; model; models; back; top; back to top; tldr; details; more; alphaxiv; cool; kimi; notes; note; \
     note-abc; poster; supplementary; appendix; supp; talk; bibtex; bib; cite; citation; full report; report; \
     the paper; this paper; original paper; show; expand; abstract page; view; view paper; download; \
     论文; 链接; 原文; 代码; 阅读论文; 阅读原文; 项目; 主页; 查看论文; 论文链接; 下载; pdf下载; 论文原文; \
     arxiv 原文; pdf 下载; 详情; 返回; 논문; 링크; 원문; 論文; リンク; コード; paper link; new hf; new arxiv; \
     semantic scholar; google scholar; acl anthology; preprint; media; press release; soon; coming soon; \
     tensorflow; pytorch; keras; torch; implementation; official; unofficial; review; summary; comment";

const LINK_ENDS: &[&str] = &["arxiv", "pdf", "阅读", "链接", "原文", "hugging", "github"];
