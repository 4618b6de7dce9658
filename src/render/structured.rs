//! What a page is, for programs: JSON-LD with the types of schema.org.
//!
//! A paper's page is a page about a `ScholarlyArticle`, lists are `CollectionPage`s, and every page
//! says by a `BreadcrumbList` where it stands. Addresses have to be absolute, so a site without one
//! says nothing. Only what the input gave is said.

use super::html;
use super::scene::Scene;
use crate::markup;
use crate::model::library::{DigestIndex, PaperIndex};
use crate::model::person_name::{self, Name};
use crate::pages::{Page, Shows, permalinks};
use serde_json::{Map, Value, json};

/// What a page says of itself elsewhere: plain text.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub title: &'a str,
    pub description: &'a str,
}

/// The data of a page, ready to stand in a `script` element; none for pages that are not listed.
pub fn data(scene: &Scene<'_>, page: &Page, said: Said<'_>) -> Option<String> {
    let base = scene.options.base_url.as_deref()?;
    let address = html::canonical(scene, page)?;
    let mut graph = match page.shows {
        Shows::Redirect(_)
        | Shows::NotFound
        | Shows::Reading
        | Shows::Newsletter(_)
        | Shows::File(_) => return None,
        Shows::Index => vec![site(scene, base, said)],
        _ => vec![of_page(scene, page, &address, base, said)],
    };
    if page.shows != Shows::Index {
        graph.push(crumbs(scene, page, base, said.title));
    }
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    // No text may end the element that it stands in.
    Some(data.to_string().replace('<', "\\u003c"))
}

fn site(scene: &Scene<'_>, base: &str, said: Said<'_>) -> Value {
    let mut site = Map::new();
    site.insert("@type".to_owned(), json!("WebSite"));
    site.insert("@id".to_owned(), json!(base));
    site.insert("url".to_owned(), json!(base));
    site.insert("name".to_owned(), json!(scene.options.title));
    put(&mut site, "description", said.description);
    put(&mut site, "inLanguage", &scene.options.language);
    Value::Object(site)
}

fn of_page(scene: &Scene<'_>, page: &Page, address: &str, base: &str, said: Said<'_>) -> Value {
    let library = scene.library();
    let mut data = Map::new();
    let kind = match page.shows {
        Shows::Paper(_) | Shows::Search | Shows::Subscribe | Shows::Standing(_) => "WebPage",
        _ => "CollectionPage",
    };
    data.insert("@type".to_owned(), json!(kind));
    data.insert("@id".to_owned(), json!(address));
    data.insert("url".to_owned(), json!(address));
    put(&mut data, "name", said.title);
    put(&mut data, "description", said.description);
    put(&mut data, "inLanguage", &scene.options.language);
    let site = json!({ "@type": "WebSite", "@id": base, "name": scene.options.title });
    data.insert("isPartOf".to_owned(), site);
    match page.shows {
        Shows::Paper(index) => {
            let newest = library.paper(index).newest_mention();
            let date = library.digest(newest.digest).date;
            put(&mut data, "dateModified", &date.to_string());
            data.insert("mainEntity".to_owned(), article(scene, index));
        }
        Shows::Digest(index) => {
            let digest = library.digest(index);
            put(&mut data, "datePublished", &digest.date.to_string());
            data.insert("mainEntity".to_owned(), list(digest.papers.len()));
        }
        Shows::Topic { topic, .. } => {
            let papers = library.topic(topic).papers.len();
            data.insert("mainEntity".to_owned(), list(papers));
        }
        Shows::Author(index) => {
            let author = library.author(index);
            let mut person = Map::new();
            let kind = if person_name::is_group(&author.name) {
                "Organization"
            } else {
                "Person"
            };
            put(&mut person, "@type", kind);
            put(&mut person, "name", &author.name);
            let other = author.other_names.iter().map(|name| json!(name));
            put_list(&mut person, "alternateName", other.collect());
            if let Some(orcid) = &author.orcid {
                put(&mut person, "sameAs", &orcid.url());
            }
            data.insert("about".to_owned(), Value::Object(person));
            data.insert("mainEntity".to_owned(), list(author.papers.len()));
        }
        _ => {}
    }
    Value::Object(data)
}

fn list(length: usize) -> Value {
    json!({ "@type": "ItemList", "numberOfItems": length })
}

fn article(scene: &Scene<'_>, index: PaperIndex) -> Value {
    let library = scene.library();
    let paper = library.paper(index);
    let mut article = Map::new();
    article.insert("@type".to_owned(), json!("ScholarlyArticle"));
    put(&mut article, "name", &markup::bare(&paper.title));
    let authors: Vec<Value> = paper.authors.iter().map(|name| author(name)).collect();
    put_list(&mut article, "author", authors);
    if let Some(date) = paper.date {
        put(&mut article, "datePublished", &date.to_string());
    }
    if let Some(venue) = &paper.venue {
        let venue = json!({ "@type": "CreativeWork", "name": venue });
        article.insert("isPartOf".to_owned(), venue);
    }
    let (arxiv, doi) = (paper.arxiv.as_ref(), paper.doi.as_ref());
    let named = |kind: &str, value: &str| json!({ "@type": "PropertyValue", "propertyID": kind, "value": value });
    let ids = [
        arxiv.map(|id| named("arXiv", id.as_str())),
        doi.map(|doi| named("DOI", doi.as_str())),
    ];
    put_list(
        &mut article,
        "identifier",
        ids.into_iter().flatten().collect(),
    );
    let elsewhere = [arxiv.map(|id| id.abstract_url()), doi.map(|doi| doi.url())];
    let elsewhere = elsewhere.into_iter().flatten().map(Value::from);
    put_list(&mut article, "sameAs", elsewhere.collect());
    let topics = library.topics_of[index.0].iter();
    let topics = topics.map(|topic| json!(library.topic(*topic).name));
    put_list(&mut article, "keywords", topics.collect());
    Value::Object(article)
}

fn author(name: &str) -> Value {
    let kind = match person_name::parts(name) {
        Name::Whole(name) if person_name::is_group(name) => "Organization",
        _ => "Person",
    };
    json!({ "@type": kind, "name": name })
}

/// From the front page to the page itself, which needs no address.
fn crumbs(scene: &Scene<'_>, page: &Page, base: &str, title: &str) -> Value {
    let word = |name: &str| scene.language.word(name).to_owned();
    let library = scene.library();
    let above: Option<(String, String)> = match page.shows {
        Shows::Paper(index) => {
            let DigestIndex(newest) = library.paper(index).newest_mention().digest;
            let digest = &scene.digest_links[newest];
            Some((digest.title.clone(), digest.path.clone()))
        }
        Shows::Topic { .. } => Some((word("topics"), permalinks::TOPICS.to_owned())),
        Shows::Author(_) => Some((word("authors"), permalinks::AUTHORS.to_owned())),
        Shows::Digest(_) | Shows::Period(_) => {
            Some((word("title_archive"), permalinks::ARCHIVE.to_owned()))
        }
        _ => None,
    };
    let mut items = vec![json!({
        "@type": "ListItem", "position": 1, "name": scene.options.title, "item": base,
    })];
    if let Some((name, path)) = above {
        items.push(json!({
            "@type": "ListItem", "position": 2, "name": name, "item": format!("{base}{path}"),
        }));
    }
    items.push(json!({ "@type": "ListItem", "position": items.len() + 1, "name": title }));
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

fn put(object: &mut Map<String, Value>, name: &str, text: &str) {
    if !text.is_empty() {
        object.insert(name.to_owned(), json!(text));
    }
}

fn put_list(object: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        object.insert(name.to_owned(), Value::Array(values));
    }
}
