//! The names of labels, in the languages in which digests come.
//!
//! In lower case, parted by bars. One name has one role.

use super::Role;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The role of each name.
pub static ROLES: LazyLock<HashMap<&'static str, Role>> = LazyLock::new(|| {
    let names = NAMES.iter().flat_map(|(role, names)| {
        let names = names.split('|').map(str::trim);
        names.map(move |name| (name, *role))
    });
    names.collect()
});

const NAMES: &[(Role, &str)] = &[
    (
        Role::Authors,
        "authors | author | author(s) | by | written by | authors and affiliations | 作者 | \
         论文作者 | 作者列表 | 作者与机构 | 作者与单位 | 作者信息 | 著者 | 저자 | autoren | autor | \
         autores | auteurs | auteur",
    ),
    (
        Role::Title,
        "title | paper title | 标题 | 题目 | 论文标题 | 论文题目 | 论文名称 | 题名 | タイトル | \
         題名 | 論文名 | 제목 | 논문 제목 | titel | título | titre",
    ),
    (
        Role::OriginalTitle,
        "original title | english title | 原文标题 | 英文标题 | 原标题 | 英文题目 | 原题 | 原題 | \
         原論文タイトル | 원제 | 영문 제목 | originaltitel",
    ),
    (
        Role::TranslatedTitle,
        "chinese title | translated title | 中文标题 | 中文题目 | 标题翻译 | 邦題 | \
         日本語タイトル",
    ),
    (
        Role::Abstract,
        "abstract | 摘要 | 论文摘要 | 要旨 | アブストラクト | 抄録 | 초록 | abstrakt | resumen | \
         résumé | paper abstract",
    ),
    (
        Role::OriginalAbstract,
        "original abstract | english abstract | full abstract | 英文摘要 | 原文摘要 | 原始摘要 | \
         摘要原文 | 英語要旨 | 영문 초록",
    ),
    (
        Role::TranslatedAbstract,
        "chinese abstract | translated abstract | translation | 中文摘要 | 摘要翻译 | 翻译 | \
         中文翻译 | 日本語要旨 | 日本語訳 | 한글 초록",
    ),
    (
        Role::Summary,
        "tl;dr | tldr | tl,dr | summary | ai summary | one-sentence summary | \
         one sentence summary | one-line summary | one-sentence takeaway | takeaway | \
         key takeaway | in short | in brief | gist | description | overview | 一句话 | \
         一句话总结 | 一句话要点 | 一句话概括 | 一句话摘要 | 先用一句话判断 | 总结 | 简介 | \
         论文简介 | 概述 | 概要 | 导读 | 论文速览 | 论文总结 | 中文总结 | ai总结 | ai 总结 | \
         内容概要 | 核心要点 | 要点 | 要約 | 要点まとめ | ひとことで | 요약 | 한줄요약 | \
         한줄 요약 | zusammenfassung | sommaire",
    ),
    (
        Role::Part,
        "motivation | background | problem | method | methods | methodology | approach | result | \
         results | findings | key findings | conclusion | conclusions | contribution | \
         contributions | key contributions | main contributions | key points | key insight | \
         key insights | key idea | core idea | highlights | innovation | limitations | \
         significance | impact | why it matters | why it's interesting | 动机 | 研究动机 | 背景 | \
         研究背景 | 问题 | 研究问题 | 方法 | 研究方法 | 结果 | 实验结果 | 结论 | 贡献 | 主要贡献 | \
         核心贡献 | 创新点 | 核心创新 | 创新 | 亮点 | 核心思想 | 核心观点 | 主要发现 | 局限 | \
         局限性 | 意义 | 推荐理由 | ai comments | ai comment | ai 点评 | 点评 | 不用术语来说 | \
         背景と目的 | 手法 | 結果 | 結論 | 課題 | 新規性 | 방법 | 결과 | 결론",
    ),
    (
        Role::Date,
        "date | published | publish date | published date | publication date | published on | \
         submitted | submitted on | submission date | posted | posted on | release date | \
         发布日期 | 发布时间 | 发表日期 | 发表时间 | 提交日期 | 提交时间 | 日期 | 发布 | 发表 | \
         时间 | 初回投稿日 | 投稿日 | 公開日 | 発表日 | 日付 | 발행일 | 게시일 | 날짜 | datum | \
         veröffentlicht | fecha | publié",
    ),
    (
        Role::Topics,
        "category | categories | main category | primary category | primary | arxiv category | \
         arxiv categories | subject | subjects | subject area | tags | tag | keywords | keyword | \
         key words | topic | topics | area | field | fields | 分类 | 类别 | 主分类 | 学科 | \
         学科分类 | 领域 | 研究领域 | 所属领域 | arxiv所属领域 | arxiv 所属领域 | arxiv分类 | \
         arxiv 分类 | 关键词 | 关键字 | 标签 | 主任务 | 任务 | 主題 | 主分類 | 主分類・副分類 | \
         分野 | カテゴリ | カテゴリー | キーワード | タグ | 카테고리 | 분야 | 키워드 | 태그 | \
         kategorien | schlagwörter | categorías | palabras clave | catégories | mots-clés",
    ),
    (
        Role::Links,
        "link | links | url | urls | pdf | paper | paper link | paper links | paper url | arxiv | \
         arxiv link | arxiv url | arxiv id | arxiv page | pdf link | abs | abstract page | \
         abstractページ | html | doi | id | paper id | source | sources | read | read more | \
         full text | original | hugging face | hf | huggingface | openreview | 论文 | 论文链接 | \
         链接 | 论文地址 | 地址 | 原文 | 原文链接 | 论文id | 论文编号 | 编号 | 来源 | 阅读原文 | \
         下载链接 | 下载 | pdf链接 | arxiv链接 | arxiv编号 | リンク | 論文 | 論文リンク | 링크 | \
         논문 | 논문 링크 | 원문 | enlace | enlaces | lien | liens",
    ),
    (
        Role::Code,
        "code | code link | code url | codes | github | repo | repository | code repository | \
         implementation | source code | model | models | dataset | 代码 | 代码链接 | 代码地址 | \
         开源代码 | 开源 | 源码 | コード | 코드 | código | quellcode",
    ),
    (
        Role::Project,
        "project | project page | project link | project url | homepage | website | web | demo | \
         项目 | 项目主页 | 项目链接 | 项目地址 | 主页 | プロジェクト | 프로젝트 | projekt",
    ),
    (
        Role::Votes,
        "votes | vote | upvotes | upvote | likes | like | favorites | favourites | 点赞 | 点赞数 | \
         赞 | 投票 | 票数 | いいね | 추천 | 좋아요 | hf upvotes",
    ),
    (
        Role::Venue,
        "venue | journal | conference | journal ref | journal reference | journal-ref | \
         published in | publication | 会议 | 期刊 | 期刊/会议 | 会议/期刊 | 发表于 | 出处 | \
         掲載誌 | 会議 | 학회 | 저널 | zeitschrift | revista",
    ),
    (
        Role::Comment,
        "comment | comments | note | notes | 备注 | 评论 | 注释 | コメント | 비고",
    ),
    (
        Role::Ignored,
        "matched | matches | ai abstract | matched keywords | score | scores | relevance | \
         relevancy | relevance score | rank | rating | affiliation | affiliations | institution | \
         institutions | organization | license | version | retweets | updated | last updated | \
         update date | update | revised | stars | citations | cited by | views | comments count | \
         机构 | 单位 | 通讯单位 | 作者单位 | 评分 | 得分 | 相关度 | 相关性 | 许可 | 许可证 | 更新 | \
         更新日期 | 更新时间 | 最終更新日 | 最后更新 | 引用 | 引用数 | 匹配领域 | 匹配 | 排名 | \
         建议 | 日榜 | ライセンス | 所属 | 소속",
    ),
];
