//! Titles of papers and names of groups, as a person would write them.

use super::labels;
use super::links;
use super::marks;
use super::words;
use crate::markup;

/// The text of a stretch of Markdown, on one line.
pub fn text_of(markdown: &str) -> String {
    // Read as a heading, so that `2. ` or `> ` in it are no list and no quote.
    markup::text_of_markdown(&format!("# {}", markdown.trim()))
}

/// A paper's title in Markdown, cleaned.
pub fn paper(markdown: &str) -> String {
    cleaned(&text_of(markdown))
}

/// A paper's title without number, pictographs, and what stands in brackets behind it and says only
/// when.
pub fn cleaned(text: &str) -> String {
    let mut title = marks::trimmed(text);
    if let Some(rest) = marks::after_ordinal(title)
        && !rest.is_empty()
    {
        title = marks::trimmed(rest);
    }
    // A tag of the kind of page: `[论文解读] Title`.
    if let Some(inside) = title.strip_prefix(['[', '【'])
        && let Some((tag, rest)) = inside.split_once([']', '】'])
        && tag.chars().count() <= 8
        && !tag.is_ascii()
        && !rest.trim().is_empty()
    {
        title = rest.trim();
    }
    title = without_date(title);
    let title = title.trim_matches(|c: char| c.is_whitespace() || matches!(c, '·' | '`'));
    let title = title.strip_prefix("| ").unwrap_or(title);
    let title = title.strip_suffix(" |").unwrap_or(title).trim();
    let quoted = [('"', '"'), ('“', '”'), ('《', '》'), ('「', '」')];
    for (open, close) in quoted {
        if let Some(inside) = title.strip_prefix(open).and_then(|t| t.strip_suffix(close))
            && !inside.contains([open, close])
        {
            return inside.trim().to_owned();
        }
    }
    title.to_owned()
}

/// A title without the date in brackets behind it.
fn without_date(title: &str) -> &str {
    for (open, close) in [('(', ')'), ('（', '）'), ('[', ']')] {
        if let Some(rest) = title.strip_suffix(close)
            && let Some(at) = rest.rfind(open)
            && at > 0
        {
            let inside = &rest[at + open.len_utf8()..];
            let is_date = inside.len() <= 12
                && inside.len() >= 8
                && inside.starts_with(|c: char| c.is_ascii_digit())
                && inside
                    .chars()
                    .all(|c| c.is_ascii_digit() || "-/.年月日".contains(c));
            if is_date {
                return title[..at].trim_end();
            }
        }
    }
    title
}

/// The name of a group of papers: without links to other places of the page, number, pictographs
/// and count.
pub fn group(markdown: &str) -> String {
    let without_anchors = links::replaced(markdown, |link| match link {
        link if link.is_picture => String::new(),
        link if link.address.starts_with('#') && link.is_generic() => String::new(),
        link => link.text.to_owned(),
    });
    let text = text_of(&without_anchors.replace("[]", ""));
    let text = marks::without_pictographs(&text);
    let name = marks::after_ordinal(&text).filter(|rest| !rest.is_empty());
    let name = marks::without_count(name.unwrap_or(&text));
    let name = name.trim_end_matches([':', '：']).trim();
    // `Keyword: SLAM` is about SLAM.
    let kinds = ["Keyword: ", "Topic: ", "Category: "];
    let about = kinds.iter().find_map(|kind| name.strip_prefix(kind));
    about.unwrap_or(name).trim().to_owned()
}

/// Whether the name of a group says nothing about the papers in it.
pub fn is_generic(name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    name.is_empty()
        || is_of_page(name)
        || marks::is_count(name)
        || labels::role_of(name).is_some_and(|role| role != labels::Role::Topics)
}

/// Whether a name is that of a part of a page, such as its table of contents.
pub fn is_of_page(name: &str) -> bool {
    let name = name.to_lowercase();
    words::has(GENERIC, &name) || words::all(GENERIC_PARTS).any(|part| name.contains(part))
}

const GENERIC: &str = "papers; paper; paper list; papers list; list of papers; list; all papers; \
     new papers; latest papers; recent papers; latest; today; today's papers; \
     daily papers; arxiv papers; arxiv; articles; publications; contents; content; \
     table of contents; toc; index; details; paper details; introduction; overview; \
     about; misc; miscellaneous; other; others; other papers; uncategorized; unknown; \
     none; n/a; top papers; featured papers; hot papers; trending papers; must read; \
     must-read; statistics; stats; references; sources; appendix; links; 论文列表; 论文; \
     论文详情; 详细论文; 今日论文; 今日精选; 最新论文; 全部论文; 论文概览; 论文速览; \
     论文总览; 精选论文; 推荐论文; 重点论文; 目录; 分类目录; 其他; 其它; 未分类; 概览; \
     详情; 当日统计; 统计; 论文汇总; 论文解读; 每日论文; 关键词云图; 订阅渠道; 语音播报; \
     論文一覧; 論文; 論文リスト; 目次; その他; 一覧; 今日の論文; 논문; 논문 목록; 목차; \
     기타; 오늘의 논문";

const GENERIC_PARTS: &str = "table of contents; updated on; last updated; papers of the week; papers of the day; \
     论文统计; 论文列表; 今日论文; 近期论文; 论文趋势; 兴趣领域导航; \
     latest arxiv digest; topic navigator; browse by topic";

/// Whether a text says that there is nothing this time.
pub fn is_nothing(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if text.chars().count() > 60 {
        return false;
    }
    let begins =
        |phrase: &str| text.starts_with(phrase) || (!phrase.is_ascii() && text.contains(phrase));
    // `Total papers shown: **0**`
    let (name, count) = text.rsplit_once([':', '：']).unwrap_or_default();
    let is_none = count.trim_matches(['*', ' ', '_']) == "0"
        && ["paper", "论文", "論文", "논문"]
            .iter()
            .any(|word| name.contains(word));
    is_none || words::all(NOTHING).any(begins)
}

const NOTHING: &str = "no matches; no match; no papers; no new papers; \
     no relevant papers; no entries; nothing today; nothing new; none today; 暂无; \
     今日无; 今天没有; 没有匹配; 没有论文; 没有相关; 无匹配; 无相关论文; 該当なし; \
     該当する論文は; 新着論文は; 없습니다; 没有产出; 本次无; keine; aucun; ningún";
