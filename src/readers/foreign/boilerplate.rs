//! Text that only makes sense on the page it was written for: contents, navigation, badges, and words that
//! mean "nothing was found". The only list of such phrases.

use super::{evidence, marks, word_lists};
use crate::markup::address;
use crate::readers::document::inline::{self, Piece, PieceKind};
use crate::readers::document::tree::{Kind, NodeId, Tree};
use crate::readers::vocabulary::{self, Role};

/// The name of a group of papers: without number, pictographs and count.
pub fn group_name(text: &str) -> String {
    let text = marks::without_pictographs(text);
    let name = marks::after_ordinal(&text).filter(|rest| !rest.is_empty());
    let name = marks::without_count(name.unwrap_or(&text));
    let name = name.trim_end_matches([':', '：']).trim();
    // `Keyword: SLAM` is about SLAM.
    let kinds = ["Keyword: ", "Topic: ", "Category: "];
    let about = kinds.iter().find_map(|kind| name.strip_prefix(kind));
    about.unwrap_or(name).trim().to_owned()
}

/// Whether the name of a group says nothing about the papers in it.
pub fn is_generic_group(name: &str) -> bool {
    let lower = name.to_lowercase();
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric());
    lower.is_empty()
        || word_lists::has(GENERIC, lower)
        || word_lists::all(GENERIC_PARTS).any(|part| lower.contains(part))
        || marks::is_count(lower)
        || vocabulary::role(lower).is_some_and(|(role, _)| role != Role::Topics)
        || (lower.len() == 4 && lower.bytes().all(|byte| byte.is_ascii_digit()))
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

/// Whether a text means "nothing was found" this time.
fn is_nothing(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if text.chars().count() > 60 {
        return false;
    }
    let begins =
        |phrase: &str| text.starts_with(phrase) || (!phrase.is_ascii() && text.contains(phrase));
    word_lists::all(NOTHING).any(begins)
}

const NOTHING: &str = "no matches; no match; no papers; no new papers; no matching papers; \
     no relevant papers; no entries; nothing today; nothing new; none today; 暂无; \
     今日无; 今天没有; 没有匹配; 没有论文; 没有相关; 无匹配; 无相关论文; 該当なし; \
     該当する論文は; 新着論文は; 없습니다; 没有产出; 本次无; keine; aucun; ningún";

/// Whether a block is no text of its digest: links to other places of its page or site with a word or two
/// around them, badges, or words for "nothing was found".
pub fn is_boilerplate(tree: &Tree<'_>, id: NodeId) -> bool {
    let node = tree.node(id);
    match node.kind {
        Kind::Hidden | Kind::Rule => true,
        Kind::Paragraph | Kind::Summary | Kind::Heading(_) => {
            let text = inline::text(&node.pieces);
            is_nothing(&text) || is_navigation(&node.pieces) || is_invitation(&text)
        }
        Kind::List(_) => {
            let items = tree.children(id);
            !items.is_empty() && items.iter().all(|item| is_boilerplate(tree, *item))
        }
        Kind::Section(_) => {
            let body = &tree.children(id)[usize::from(tree.heading(id).is_some())..];
            !body.is_empty() && body.iter().all(|child| is_boilerplate(tree, *child))
        }
        Kind::Item | Kind::Element { .. } | Kind::Run | Kind::Quote => {
            let children = tree.children(id);
            children.iter().all(|child| is_boilerplate(tree, *child))
        }
        _ => false,
    }
}

/// Whether pieces are links within the page or its site, badges, or nothing.
fn is_navigation(pieces: &[Piece<'_>]) -> bool {
    let links = inline::links(pieces);
    let leads_away = links.iter().any(|(url, text)| {
        let is_badge = text.trim().is_empty();
        address::is_web(url) && !is_badge && !is_place_to_pay(url)
    });
    let is_anchored = !links.is_empty() && links.iter().all(|(url, _)| url.starts_with('#'));
    let mut outside = String::new();
    for piece in pieces {
        push_outside(piece, &mut outside);
    }
    let letters = outside.chars().filter(|c| c.is_alphabetic()).count();
    let is_picture = pieces
        .iter()
        .any(|piece| matches!(piece.kind, PieceKind::Image(_)));
    // The titles of papers beside the digest are no navigation.
    let has_titles = links
        .iter()
        .any(|(_, text)| text.split_whitespace().count() > 4);
    (is_anchored && letters <= 40)
        || (!leads_away && !has_titles && letters <= 8 && (!links.is_empty() || is_picture))
        || pieces.iter().all(Piece::is_blank)
}

fn push_outside(piece: &Piece<'_>, out: &mut String) {
    match &piece.kind {
        PieceKind::Link(_) | PieceKind::Image(_) => {}
        PieceKind::Text(text) | PieceKind::Code(text) | PieceKind::Math(text) => out.push_str(text),
        _ => piece
            .children
            .iter()
            .for_each(|child| push_outside(child, out)),
    }
}

fn is_place_to_pay(url: &str) -> bool {
    [
        "buymeacoffee.com",
        "ko-fi.com",
        "patreon.com",
        "shields.io",
        "badge.fury.io",
    ]
    .iter()
    .any(|host| url.contains(host))
        && evidence::is_of_other(url)
}

/// Whether a line asks to follow, subscribe or go back, and says no more.
fn is_invitation(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.chars().count() <= 48
        && [
            "back to top",
            "(back to top)",
            "subscribe",
            "share this",
            "star this repo",
            "回到顶部",
            "返回顶部",
        ]
        .iter()
        .any(|phrase| text.contains(phrase))
}
