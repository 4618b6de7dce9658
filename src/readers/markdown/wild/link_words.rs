//! What the words of a link say it leads to, and which links are no concern of a paper.

use super::links::Link;
use super::words;
use crate::markup::address;
use crate::model::link::LinkKind;

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
            || words::has(GENERIC, &words)
            || self.text.contains("://")
            || words
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | 'v' | '-'))
            || words.starts_with("arxiv") && words.len() < 24
            || words.starts_with("doi")
            || (words.chars().count() <= 12 && GENERIC_ENDS.iter().any(|end| words.contains(end)))
    }

    /// What the words of the link say it leads to, or what the label before it says.
    pub fn kind(&self, label: &str) -> Option<LinkKind> {
        let words = self.words();
        let label = label.to_lowercase();
        let says = |wanted: &[&str]| {
            wanted.iter().any(|word| {
                words == *word
                    || (words.is_empty()
                        || self.text.contains("://")
                        || words == "link"
                        || words == "链接")
                        && label.contains(word)
            })
        };
        if says(&[
            "code",
            "github",
            "代码",
            "コード",
            "코드",
            "repo",
            "repository",
            "codes",
            "源码",
        ]) {
            Some(LinkKind::Code)
        } else if says(&[
            "project",
            "project page",
            "demo",
            "website",
            "homepage",
            "项目",
            "主页",
            "项目主页",
        ]) {
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
        let host = address::host(self.address)
            .unwrap_or_default()
            .to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        self.is_picture || FURNITURE_HOSTS.contains(&host)
    }
}

/// Whether a word says where a link leads and not what it is about: `PDF`, `link`.
pub fn is_generic(word: &str) -> bool {
    words::has(GENERIC, &word.to_lowercase())
}

const GENERIC: &str = "abs; pdf; html; link; links; paper; papers; arxiv; abstract; url; doi; code; \
     github; project; project page; page; website; homepage; demo; hf; huggingface; \
     hugging face; openreview; here; read; read more; read paper; full text; source; \
     original; tweet; twitter; x; video; slides; blog; post; data; dataset; model; \
     models; back; top; back to top; tldr; details; more; alphaxiv; cool; kimi; 论文; \
     链接; 原文; 代码; 阅读论文; 阅读原文; 项目; 主页; 查看论文; 论文链接; 下载; \
     pdf下载; 论文原文; arxiv 原文; pdf 下载; 详情; 返回; 논문; 링크; 원문; 論文; \
     リンク; コード; paper link; new hf; new arxiv; semantic scholar; google scholar; \
     acl anthology; preprint; media; press release";

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
