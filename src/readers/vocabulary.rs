//! What digests call the fields of a paper, in every language and format.
//!
//! Names are compared by their letters and digits alone, without case, so that `arxiv_id`, `arxivId` and
//! `arXiv ID` are one. A word in brackets behind a name tells the language of a text: `摘要 (English)`.
//! A format may give a field its role itself and ask nobody.

use crate::model::link::LinkKind;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// What a field says of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Title,
    Authors,
    Abstract,
    /// A text beside the abstract, under its own name.
    Section,
    /// What the editor of the digest says of the paper.
    Note,
    /// A score or another short fact, under its own name.
    Fact,
    Id,
    /// An address, an object of addresses, or a list; with what it leads to, where the name says so.
    Address(Option<LinkKind>),
    /// The name of a file or page, in which an arXiv id may hide.
    Slug,
    Date,
    Venue,
    Topics,
    Votes,
    /// The authors' comment on arXiv.
    Comment,
    Announcement,
    Picture,
    FormerKeys,
    /// Whether there are more authors than are named.
    MoreAuthors,
    /// A record within the record, as `paper` is in the daily-papers API.
    Inner,
    /// An object of sections by a language model, as `AI` is in daily-arXiv.
    Generated,
    /// A field for programs, which no reader is shown: other papers, numbers of a model, pictures of
    /// people.
    Technical,
    /// What concerns nobody but the owner of the data: notes and files of a reference manager.
    Private,
}

/// The role of a field, and its rank among the fields of that role: the smallest counts first.
pub type Meaning = (Role, u8);

/// Ranks of [`Role::Abstract`] from which on a text stands in for an abstract.
pub const STAND_IN: u8 = 4;

/// Longest name that is looked at, in bytes without signs.
const LONGEST: usize = 48;

/// The role of a field with this name.
pub fn role(name: &str) -> Option<Meaning> {
    let mut buffer = [0_u8; LONGEST];
    if let Some(meaning) = letters(name, &mut buffer).and_then(|name| NAMES.get(name)) {
        return Some(*meaning);
    }
    qualified(name)
        .or_else(|| translated(name))
        .or_else(|| is_score(name).then_some((Role::Fact, 0)))
}

/// Whether a name ends in the word "score".
fn is_score(name: &str) -> bool {
    let end = name.len().saturating_sub("score".len());
    let end = name.get(end..);
    end.is_some_and(|end| end.eq_ignore_ascii_case("score"))
}

/// The role of a name with the code of a language behind it: `summary_zh`, `titleJa`.
fn translated(name: &str) -> Option<Meaning> {
    let base = without_language(name)?;
    let mut buffer = [0_u8; LONGEST];
    let (role, rank) = *NAMES.get(letters(base, &mut buffer)?)?;
    Some(match role {
        Role::Title => (role, TRANSLATION),
        Role::Abstract if rank < STAND_IN => (role, TRANSLATION),
        Role::Abstract => (role, STAND_IN + 2),
        _ => (role, rank),
    })
}

/// Codes of languages that stand behind names.
const LANGUAGES: &[&str] = &[
    "zh", "cn", "en", "ja", "jp", "ko", "de", "fr", "es", "pt", "ru",
];

/// A name without the code of a language at its end.
fn without_language(name: &str) -> Option<&str> {
    let (base, code) = name.split_at_checked(name.len().checked_sub(2)?)?;
    let is_separate = base.ends_with(['_', '-', ' '])
        || code.starts_with(char::is_uppercase) && base.ends_with(char::is_lowercase);
    (is_separate && LANGUAGES.contains(&&*code.to_lowercase())).then_some(base)
}

/// The role of a name with a language in brackets behind it.
fn qualified(name: &str) -> Option<Meaning> {
    let open = name.find(['(', '（', '['])?;
    let mut buffer = [0_u8; LONGEST];
    let (role, rank) = *NAMES.get(letters(&name[..open], &mut buffer)?)?;
    let inside = name[open..].trim_matches(|c: char| !c.is_alphanumeric());
    let inside = inside.to_lowercase();
    let is_in = |list: &str| list.split(' ').any(|word| word == inside);
    Some(match role {
        Role::Title | Role::Abstract if is_in(ORIGINAL) => (role, 0),
        Role::Title | Role::Abstract if is_in(TRANSLATED) => (role, TRANSLATION),
        _ => (role, rank),
    })
}

/// Words that say in which language a text is.
const ORIGINAL: &str = "原文 en english 英文 original 英語 영문";
const TRANSLATED: &str =
    "zh zh-cn cn chinese 中文 翻译 译文 中译 ja japanese 日本語 ko korean 한국어 translated";

/// Rank of a translation among titles and abstracts.
const TRANSLATION: u8 = 3;

/// Whether a name says that a language model wrote the text: `ai_summary`, `AI 总结`, `GPT-4 review`.
pub fn is_generated(name: &str) -> bool {
    let begins = |text: &str, begin: &str| {
        let start = text.get(..begin.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(begin))
    };
    let is_model = |word: &str| {
        MODELS.iter().any(|model| word.eq_ignore_ascii_case(model)) || begins(word, "gpt")
    };
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(is_model)
        || begins(name, "aisummary")
        || name.starts_with("ai") && name[2..].starts_with(char::is_uppercase)
        || (0..name.len()).any(|at| name.is_char_boundary(at) && begins(&name[at..], "generated"))
}

const MODELS: &[&str] = &[
    "ai", "llm", "chatgpt", "gemini", "claude", "deepseek", "kimi", "qwen",
];

/// Whether a field of this name holds so much that concerns programs alone that its value is passed over
/// while it is read.
pub fn is_bulky(name: &str) -> bool {
    matches!(
        name,
        "references"
            | "citations"
            | "reference"
            | "is-referenced-by"
            | "embedding"
            | "embeddings"
            | "vector"
            | "specter"
            | "tokens"
    )
}

/// Whether a list of papers may stand under this name.
pub fn is_list(name: &str) -> bool {
    let mut buffer = [0_u8; LONGEST];
    letters(name, &mut buffer).is_some_and(|name| {
        let is_of_others = |name: &str| OF_OTHERS.iter().any(|begin| name.starts_with(begin));
        LISTS.contains(&name) || name.ends_with("papers") && !is_of_others(name)
    })
}

/// How the names of lists begin that a paper has: those of other papers.
const OF_OTHERS: &[&str] = &[
    "related",
    "similar",
    "cited",
    "citing",
    "reference",
    "nearest",
];

const LISTS: &[&str] = &[
    "data",
    "items",
    "results",
    "entries",
    "articles",
    "records",
    "hits",
    "works",
    "publications",
    "preprints",
    "documents",
    "docs",
    "posts",
    "list",
    "paperlist",
    "feed",
    "response",
    "output",
    "payload",
    "message",
    "body",
    "论文",
    "论文列表",
];

/// A name as people read it: `why_it_matters` and `whyItMatters` are "Why it matters". A name with spaces
/// stays as it is.
pub fn label(name: &str) -> String {
    let name = name.trim().trim_end_matches([':', '：']).trim();
    let mut buffer = [0_u8; LONGEST];
    match letters(name, &mut buffer) {
        Some("tldr" | "tldrtext") => return "TL;DR".to_owned(),
        Some("aisummary") => return "AI summary".to_owned(),
        _ => {}
    }
    if name.contains(char::is_whitespace) || !name.is_ascii() {
        return name.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    for part in name.split(['_', '-', '.']).filter(|part| !part.is_empty()) {
        let mut word = String::new();
        let mut was_lower = false;
        for c in part.chars() {
            if c.is_ascii_uppercase() && was_lower {
                words.push(std::mem::take(&mut word));
            }
            was_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
            word.push(c);
        }
        words.push(word);
    }
    let language = words.pop_if(|last| {
        without_language(name).is_some_and(|base| base.len() + last.len() == name.len())
    });
    let mut label = String::new();
    for word in words {
        let known = SPELLINGS
            .iter()
            .find(|known| known.eq_ignore_ascii_case(&word));
        let is_acronym = word.len() > 1 && !word.contains(|c: char| c.is_ascii_lowercase());
        if !label.is_empty() {
            label.push(' ');
        }
        match known {
            Some(known) => label.push_str(known),
            None if label.is_empty() => {
                let mut rest = word.chars();
                label.extend(rest.next().map(|c| c.to_ascii_uppercase()));
                label.push_str(rest.as_str());
            }
            None if is_acronym => label.push_str(&word),
            None => label.push_str(&word.to_lowercase()),
        }
    }
    match language {
        Some(language) => format!("{label} ({})", language.to_lowercase()),
        None => label,
    }
}

/// Words that are always written in one way.
const SPELLINGS: &[&str] = &[
    "AI", "LLM", "GPT", "GitHub", "arXiv", "HF", "URL", "ID", "DOI",
];

/// The letters and digits of a name, in lower case; none where there are too many.
fn letters<'b>(name: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut length = 0;
    for c in name.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                *buffer.get_mut(length)? = c.to_ascii_lowercase() as u8;
                length += 1;
            }
        } else if c.is_alphanumeric() {
            for c in c.to_lowercase() {
                let end = length + c.len_utf8();
                c.encode_utf8(buffer.get_mut(length..end)?);
                length = end;
            }
        }
    }
    std::str::from_utf8(&buffer[..length])
        .ok()
        .filter(|name| !name.is_empty())
}

static NAMES: LazyLock<HashMap<String, Meaning, Quick>> = LazyLock::new(|| {
    let mut names = HashMap::with_hasher(Quick::default());
    for (meaning, list) in TABLE {
        for name in list.split('|') {
            let mut buffer = [0_u8; LONGEST];
            if let Some(name) = letters(name, &mut buffer) {
                names.insert(name.to_owned(), *meaning);
            }
        }
    }
    names
});

type Quick = BuildHasherDefault<NameHasher>;

/// The hash of a name (FNV-1a). The table does not grow, so that nobody can fill it with names of one hash.
struct NameHasher(u64);

impl Default for NameHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for NameHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// Names, between bars, and what they mean.
const TABLE: &[(Meaning, &str)] = &[
    (
        (Role::Title, 0),
        "original title | english title | title en | 原文标题 | 英文标题 | 原标题 | 英文题目 | 原题 | 原題 | \
         原論文タイトル | 원제 | 영문 제목 | originaltitel",
    ),
    (
        (Role::Title, 1),
        "title | paper title | article title | work title | paper name | 标题 | 题目 | 论文标题 | \
         論文標題 | 论文题目 | 论文名称 | 题名 | タイトル | 題名 | 論文名 | 제목 | 논문 제목 | titel | \
         título | titre",
    ),
    ((Role::Title, 2), "display name | headline"),
    (
        (Role::Title, TRANSLATION),
        "chinese title | translated title | title zh | title cn | 中文标题 | 中文题目 | 标题翻译 | 邦題 | \
         日本語タイトル",
    ),
    (
        (Role::Authors, 0),
        "authors full | full authors | all authors",
    ),
    (
        (Role::Authors, 1),
        "authors | author | author(s) | creators | creator | author names | author list | authors list | \
         authors string | byline | by | written by | authorships | authors and affiliations | 作者 | \
         论文作者 | 作者列表 | 作者与机构 | 作者与单位 | 作者信息 | 著者 | 저자 | autoren | autor | \
         autores | auteurs | auteur",
    ),
    ((Role::Authors, 2), "first author | 第一作者"),
    (
        (Role::Abstract, 0),
        "original abstract | english abstract | full abstract | arxiv abstract | 英文摘要 | 原文摘要 | \
         原始摘要 | 摘要原文 | 英語要旨 | 영문 초록",
    ),
    (
        (Role::Abstract, 1),
        "abstract | abstract text | paper abstract | abstract note | 摘要 | 论文摘要 | 要旨 | \
         アブストラクト | 抄録 | 초록 | abstrakt | resumen | résumé",
    ),
    ((Role::Abstract, 2), "abstract en | summary en"),
    (
        (Role::Abstract, TRANSLATION),
        "chinese abstract | translated abstract | translation | abstract zh | abstract cn | 中文摘要 | \
         摘要翻译 | 翻译 | 中文翻译 | 日本語要旨 | 日本語訳 | 한글 초록",
    ),
    (
        (Role::Abstract, STAND_IN),
        "summary | 概要 | paper summary | 论文简介 | 简介 | 要約 | 요약 | zusammenfassung | sommaire",
    ),
    (
        (Role::Abstract, STAND_IN + 1),
        "description | content | text | snippet | overview | 概述 | 内容概要",
    ),
    (
        (Role::Section, 0),
        "tl;dr | tldr text | one sentence summary | one sentence takeaway | one-line summary | one liner | \
         takeaway | takeaways | key takeaway | key takeaways | in short | in brief | gist | ai summary | \
         ai abstract | 一句话 | 一句话总结 | 一句话要点 | 一句话概括 | 一句话摘要 | 先用一句话判断 | 总结 | \
         导读 | 论文速览 | 论文总结 | 中文总结 | ai总结 | 核心要点 | 要点 | 要点まとめ | ひとことで | \
         한줄요약 | 한줄 요약",
    ),
    (
        (Role::Section, 1),
        "motivation | background | problem | problem statement | method | methods | methodology | approach | \
         result | results | finding | findings | key findings | conclusion | conclusions | contribution | \
         contributions | key contributions | main contributions | key points | key insight | key insights | \
         insight | insights | key idea | core idea | highlight | highlights | innovation | innovations | \
         limitation | limitations | significance | why it matters | why it's interesting | why read | \
         reasoning | review | comments by the editor | strengths | weaknesses | future work | task | claim | \
         动机 | 研究动机 | 背景 | 研究背景 | 问题 | 研究问题 | 方法 | 研究方法 | 结果 | 实验结果 | 结论 | \
         贡献 | 主要贡献 | 核心贡献 | 创新点 | 核心创新 | 创新 | 亮点 | 核心思想 | 核心观点 | 主要发现 | \
         局限 | 局限性 | 意义 | 推荐理由 | 推荐语 | ai comments | ai comment | ai 点评 | 点评 | \
         不用术语来说 | 评述 | 背景と目的 | 手法 | 結果 | 結論 | 課題 | 新規性 | 방법 | 결과 | 결론",
    ),
    ((Role::Generated, 0), "ai"),
    (
        (Role::Note, 0),
        "editor note | editor's note | note | notes | editorial note | my note | my notes",
    ),
    (
        (Role::Id, 0),
        "arxiv id | arxiv | arxiv number | eprint | doi | external ids | ids | arxiv编号 | 论文编号",
    ),
    (
        (Role::Id, 1),
        "id | paper id | entry id | identifier | key | guid | pid | 编号 | 论文id",
    ),
    (
        (Role::Address(None), 0),
        "url | urls | link | links | abs | abs url | abs link | abstract url | abstract page | paper url | \
         paper link | paper links | arxiv url | arxiv link | arxiv page | html | html url | landing page | \
         doi url | hf url | hf link | hf | hugging face | huggingface url | entry url | source url | source | \
         sources | external url | read | read more | full text | original | openreview | abstractページ | 链接 | \
         论文链接 | 论文地址 | 地址 | 原文 | 原文链接 | 来源 | 阅读原文 | 下载链接 | 下载 | arxiv链接 | \
         リンク | 論文リンク | 링크 | 논문 링크 | 원문 | enlace | enlaces | lien | liens | tweet | \
         tweet url | tweet link | twitter | announcement url | blog | blog url | video | video url | slides | \
         poster | url slides | url video | url poster | url source | openreview url | semantic scholar url | alphaxiv",
    ),
    ((Role::Inner, 0), "paper | 论文 | 論文 | 논문"),
    (
        (Role::Address(Some(LinkKind::Pdf)), 0),
        "url pdf | url preprint | pdf | pdf url | pdf link | pdf links | open access pdf | pdf链接",
    ),
    (
        (Role::Address(Some(LinkKind::Code)), 0),
        "url code | url dataset | code | code url | code link | code links | codes | github | github url | github link | github repo | \
         repo | repo url | repository | repository url | code repository | official code | implementation | \
         source code | model | models | dataset | 代码 | 代码链接 | 代码地址 | 开源代码 | 开源 | 源码 | \
         コード | 코드 | código | quellcode",
    ),
    (
        (Role::Address(Some(LinkKind::Project)), 0),
        "url project | project | project url | project page | project link | project website | demo | homepage | website | \
         web | 项目 | 项目主页 | 项目链接 | 项目地址 | 主页 | プロジェクト | 프로젝트 | projekt",
    ),
    ((Role::Address(Some(LinkKind::Page)), 0), "page"),
    (
        (Role::Date, 0),
        "published | published at | published date | publication date | publish date | date published | \
         published on | pub date | submitted | submitted date | submitted on | submission date | \
         arxiv submitted | created | posted | posted on | release date | 发布日期 | 发布时间 | 发表日期 | \
         发表时间 | 提交日期 | 提交时间 | 发布 | 发表 | 时间 | 初回投稿日 | 投稿日 | 公開日 | 発表日 | 발행일 | \
         게시일 | veröffentlicht | publié",
    ),
    ((Role::Date, 1), "date | 日期 | 日付 | 날짜 | datum | fecha"),
    (
        (Role::Date, 2),
        "updated | update date | updated at | last updated | update | revised | 更新日期 | 更新 | 更新时间 | \
         最終更新日 | 最后更新",
    ),
    ((Role::Date, 3), "year | publication year | 年份"),
    (
        (Role::Venue, 0),
        "venue | journal ref | journal reference | journal | container title | publication title | \
         publication venue | published in | publication | booktitle | 会议 | 期刊 | 期刊/会议 | 会议/期刊 | \
         发表于 | 出处 | 掲載誌 | 会議 | 학회 | 저널 | zeitschrift | revista",
    ),
    ((Role::Venue, 1), "conference"),
    (
        (Role::Topics, 0),
        "topics | topic | categories | category | main category | primary category | primary | tags | tag | \
         keywords | keyword | key words | manual tags | subjects | subject | subject area | ai keywords | \
         fields of study | area | areas | field | fields | arxiv category | arxiv categories | 分类 | 类别 | \
         主分类 | 学科 | 学科分类 | 领域 | 研究领域 | 所属领域 | arxiv所属领域 | arxiv分类 | 关键词 | 关键字 | \
         标签 | 主任务 | 任务 | 主題 | 主分類 | 主分類・副分類 | 分野 | カテゴリ | カテゴリー | キーワード | \
         タグ | 카테고리 | 분야 | 키워드 | 태그 | kategorien | schlagwörter | categorías | palabras clave | \
         catégories | mots-clés",
    ),
    (
        (Role::Votes, 0),
        "upvotes | upvote | votes | vote | likes | like | hf upvotes | num upvotes | upvote count | favorites | \
         favourites | points | 点赞 | 点赞数 | 赞 | 投票 | 票数 | いいね | 추천 | 좋아요",
    ),
    (
        (Role::Comment, 0),
        "comment | comments | arxiv comment | arxiv comments | author comment | 评论 | 备注 | 注释 | コメント | 비고",
    ),
    (
        (Role::Announcement, 0),
        "announce type | announcement type | announcement",
    ),
    ((Role::Picture, 0), "picture"),
    (
        (Role::Fact, 0),
        "score | scores | quality | quality score | rating | ratings | relevance | relevancy | relevance score | \
         novelty | importance | impact | difficulty | confidence | rank score | stars | github stars | citations | \
         citation count | cited by | influential citation count | views | reads | retweets | affiliation | \
         affiliations | institution | institutions | organization | organisation | license | matched | matches | \
         matched keywords | verdict | decision | recommendation | reading time | 机构 | 单位 | 通讯单位 | \
         作者单位 | 评分 | 得分 | 相关度 | 相关性 | 许可 | 许可证 | 引用 | 引用数 | 匹配领域 | 匹配 | 排名 | \
         paper type | venue type | code stars | github forks | publisher | type of paper | 建议 | 日榜 | ライセンス | 所属 | 소속",
    ),
    (
        (Role::Technical, 0),
        "references | reference | embedding | embeddings | vector | avatar | avatar url | thumbnail | \
         thumbnail url | image | image url | images | icon | logo | cover | media urls | media url | user | \
         user id | submitted by | uuid | hash | checksum | sha | slug | file | filename | file name | path | \
         local path | pdf path | crawled at | fetched at | scraped at | processed at | timestamp | language | \
         lang | publication types | publication type | ai summary model | disclaimer | code last update | discussion id | submitted on daily at | submitted on daily by | github repo added by | \
         arxiv version | schema version | generated at | first seen at | last seen at | corpus id | \
         num comments | comments count | is author participating | version | index | rank",
    ),
];
