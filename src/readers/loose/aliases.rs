//! What digests call the fields of a paper.
//!
//! Names are compared by their letters and digits alone, so that `arxiv_id`, `arxivId` and `arXiv ID`
//! are one. Left out on purpose: what is said about a paper by a program that chose it (`score`,
//! `relevance`, `matched_keywords`), counts that are no votes (`citationCount`, `stars`), pictures,
//! and places on somebody's machine (`file`, `path`).

/// What a field says of a paper. Where a record has several fields of one role, the smaller rank
/// counts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Title,
    Authors,
    /// The paper's abstract; a summary counts as one where there is nothing better.
    Abstract,
    /// What an editor or a model says of it in a sentence.
    Brief,
    Id,
    /// An address of any kind, an object of such, or a list.
    Address,
    Pdf,
    Code,
    Project,
    Date,
    Venue,
    Topics,
    Votes,
    /// The authors' comment, in which addresses may stand.
    Comment,
    Announcement,
    /// A record that stands within a record, as `paper` does in the daily-papers API.
    Inner,
}

/// Longest name of a field that is looked at, in bytes without signs.
const LONGEST: usize = 32;

/// The role of a field with this name, and its rank among the fields of that role.
pub fn role(name: &str) -> Option<(Role, u8)> {
    // Most names are such that nothing needs to be dropped.
    let is_bare = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if name.bytes().all(is_bare) {
        return role_of_letters(name);
    }
    let mut buffer = [0_u8; LONGEST];
    role_of_letters(letters(name, &mut buffer)?)
}

/// The letters and digits of a name, without case; `None` where there are too many.
fn letters<'b>(name: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut length = 0;
    for c in name.chars().filter(|c| c.is_alphanumeric()) {
        let c = c.to_ascii_lowercase();
        let end = length + c.len_utf8();
        c.encode_utf8(buffer.get_mut(length..end)?);
        length = end;
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

fn role_of_letters(name: &str) -> Option<(Role, u8)> {
    use Role::*;
    Some(match name {
        "originaltitle" | "titleen" | "原文标题" | "英文标题" => (Title, 0),
        "title" | "papertitle" | "articletitle" | "worktitle" | "标题" | "题目" | "论文标题"
        | "論文標題" | "タイトル" | "題名" | "제목" => (Title, 1),
        "displayname" | "headline" => (Title, 2),

        "authorsfull" | "fullauthors" | "allauthors" => (Authors, 0),
        "authors" | "author" | "creators" | "creator" | "authornames" | "authorlist"
        | "authorslist" | "authorsstring" | "byline" | "authorships" | "作者" | "著者" | "저자" => {
            (Authors, 1)
        }
        "firstauthor" | "第一作者" => (Authors, 2),

        "abstract" | "abstracttext" | "paperabstract" | "arxivabstract" | "originalabstract"
        | "abstractnote" | "原文摘要" | "英文摘要" => (Abstract, 0),
        "abstracten" | "summaryen" => (Abstract, 1),
        "summary" | "摘要" | "概要" | "要旨" | "초록" => (Abstract, 2),
        "description" | "content" | "text" | "snippet" => (Abstract, 3),

        "tldr"
        | "tldrtext"
        | "onesentencesummary"
        | "onesentencetakeaway"
        | "oneliner"
        | "aisummary"
        | "takeaway" => (Brief, 0),
        "ai" => (Brief, 1),

        "arxivid" | "arxiv" | "arxivnumber" | "eprint" | "doi" | "externalids" | "ids" => (Id, 0),
        "id" | "paperid" | "entryid" | "identifier" | "key" | "guid" | "pid" | "编号" => (Id, 1),

        "url" | "link" | "links" | "abs" | "absurl" | "abslink" | "abstracturl" | "paperurl"
        | "paperlink" | "arxivurl" | "arxivlink" | "paper" | "htmlurl" | "landingpage"
        | "doiurl" | "hfurl" | "hflink" | "huggingfaceurl" | "entryurl" | "sourceurl"
        | "externalurl" | "链接" | "论文链接" | "地址" | "リンク" | "링크" => {
            // `paper` is an address only where it is a text, see `Inner`.
            (if name == "paper" { Inner } else { Address }, 0)
        }
        "pdf" | "pdfurl" | "pdflink" | "pdflinks" | "openaccesspdf" => (Pdf, 0),
        "code" | "codeurl" | "codelink" | "codelinks" | "github" | "githuburl" | "githublink"
        | "githubrepo" | "repo" | "repourl" | "repository" | "repositoryurl" | "officialcode"
        | "代码" | "代码链接" => (Code, 0),
        "project" | "projecturl" | "projectpage" | "projectlink" | "projectwebsite" | "demo"
        | "homepage" | "项目主页" => (Project, 0),

        "published" | "publishedat" | "publisheddate" | "publicationdate" | "publishdate"
        | "datepublished" | "pubdate" | "submitted" | "submitteddate" | "submissiondate"
        | "arxivsubmitted" | "created" | "发布日期" | "发布时间" | "提交日期" | "公開日"
        | "発表日" => (Date, 0),
        "date" | "日期" | "日付" | "날짜" => (Date, 1),
        "updated" | "updatedate" | "updatedat" | "lastupdated" | "更新日期" => (Date, 2),
        "year" | "publicationyear" | "年份" => (Date, 3),

        "venue" | "journalref" | "journal" | "containertitle" | "publicationtitle"
        | "publicationvenue" | "publishedin" | "booktitle" | "会议" | "期刊" => (Venue, 0),
        "conference" => (Venue, 1),

        "topics" | "topic" | "categories" | "category" | "primarycategory" | "tags"
        | "keywords" | "keyword" | "manualtags" | "subjects" | "subject" | "aikeywords"
        | "fieldsofstudy" | "area" | "areas" | "arxivcategories" | "分类" | "关键词" | "标签"
        | "领域" | "カテゴリ" => (Topics, 0),

        "upvotes" | "votes" | "likes" | "hfupvotes" | "numupvotes" | "upvotecount"
        | "favorites" | "points" | "点赞" => (Votes, 0),

        "comment" | "comments" | "arxivcomment" | "备注" => (Comment, 0),
        "announcetype" | "announcementtype" => (Announcement, 0),
        _ => return None,
    })
}

/// Whether a field within a field is of use: the parts of names, and what an object's value stands
/// under.
pub fn is_part(name: &str) -> bool {
    matches!(
        name,
        "name"
            | "family"
            | "given"
            | "firstName"
            | "lastName"
            | "first_name"
            | "last_name"
            | "fullname"
            | "full_name"
            | "display_name"
            | "hidden"
            | "term"
            | "label"
            | "tag"
            | "value"
            | "href"
            | "keyname"
            | "forenames"
            | "literal"
            // What a model says of a paper, and what a group of papers is about.
            | "task"
            | "claim"
            | "insight"
            | "reason"
    )
}

/// Whether a list of papers may stand under this name.
pub fn is_list(name: &str) -> bool {
    let mut buffer = [0_u8; LONGEST];
    let Some(name) = letters(name, &mut buffer) else {
        return false;
    };
    matches!(
        name,
        "papers"
            | "data"
            | "items"
            | "results"
            | "entries"
            | "articles"
            | "records"
            | "hits"
            | "works"
            | "publications"
            | "preprints"
            | "documents"
            | "docs"
            | "posts"
            | "list"
            | "paperlist"
            | "dailypapers"
            | "recommendedpapers"
            | "toppapers"
            | "newpapers"
            | "trendingpapers"
            | "selectedpapers"
            | "feed"
            | "response"
            | "output"
            | "payload"
            | "message"
            | "body"
            | "论文"
            | "论文列表"
    )
}
