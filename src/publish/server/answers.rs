//! Requests in, responses out.

use super::Content;
use super::hosting::{self, Found};
use super::screen::{Screen, Shown};
use crate::diagnostic::Diagnostic;
use crate::markup;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use std::convert::Infallible;
use std::sync::Arc;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

const SCRIPT: &str = include_str!("live.js");

/// The page for missing addresses.
const NOT_FOUND: &str = "404.html";

/// Answers everything that is asked of the server.
pub fn router(screen: Arc<Screen>) -> Router {
    Router::new()
        .route("/__offprint/live.js", get(script))
        .route("/__offprint/events", get(events))
        .fallback(site)
        .with_state(screen)
        .layer(middleware::from_fn(only_local))
}

async fn only_local(request: Request, next: Next) -> Response<Body> {
    let host = request.headers().get(header::HOST);
    let is_local = host.is_none_or(|host| host.to_str().is_ok_and(hosting::is_local));
    if is_local {
        next.run(request).await
    } else {
        plain(
            StatusCode::FORBIDDEN,
            "this server answers to localhost alone\n",
        )
    }
}

async fn script() -> Response<Body> {
    with_type(
        StatusCode::OK,
        "text/javascript; charset=utf-8",
        SCRIPT.into(),
    )
}

async fn events(
    State(screen): State<Arc<Screen>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let news = WatchStream::new(screen.news());
    let events = news.map(|news| {
        let text = serde_json::to_string(&news).expect("texts always serialise");
        Ok(Event::default().data(text))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn site(State(screen): State<Arc<Screen>>, request: Request) -> Response<Body> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return plain(
            StatusCode::METHOD_NOT_ALLOWED,
            "a static site is only read\n",
        );
    }
    let path = request.uri().path().to_owned();
    let query = request.uri().query().map(str::to_owned);
    let shown = screen.shown();
    // Rendering takes its time, and this thread is the only one that answers.
    let answer = tokio::task::spawn_blocking(move || answer(&shown, &path, query.as_deref()));
    let broken = |_| plain(StatusCode::INTERNAL_SERVER_ERROR, "the preview broke off\n");
    answer.await.unwrap_or_else(broken)
}

fn answer(shown: &Shown, path: &str, query: Option<&str>) -> Response<Body> {
    let Some(files) = &shown.files else {
        let faults = shown.news.faults.as_deref().unwrap_or_default();
        return fault_page(
            shown,
            "There is no version of this site without faults yet",
            faults,
        );
    };
    let Some(meant) = decoded(path) else {
        return plain(StatusCode::BAD_REQUEST, "the path is not UTF-8\n");
    };
    match hosting::find(&meant, &shown.base, |path| files.has(path)) {
        Found::File(path) => file(shown, StatusCode::OK, &path, files.read(&path)),
        Found::Folder => redirect(&format!("{path}/"), query),
        Found::Host => redirect(&shown.base, query),
        Found::Missing => match files.read(NOT_FOUND) {
            Content::Missing => plain(StatusCode::NOT_FOUND, "there is no such page\n"),
            found => file(shown, StatusCode::NOT_FOUND, NOT_FOUND, found),
        },
    }
}

fn file(shown: &Shown, status: StatusCode, path: &str, content: Content) -> Response<Body> {
    match content {
        Content::File(mut bytes) => {
            let kind = mime_guess::from_path(path).first_or_octet_stream();
            let mut kind = kind.to_string();
            if kind == "text/html" {
                bytes.extend_from_slice(live(shown).as_bytes());
            }
            if kind.starts_with("text/") {
                kind.push_str("; charset=utf-8");
            }
            with_type(status, &kind, bytes.into())
        }
        Content::Missing => plain(StatusCode::NOT_FOUND, "there is no such file\n"),
        Content::Fault(faults) => {
            let texts: Vec<String> = faults.iter().map(Diagnostic::to_text).collect();
            fault_page(shown, "This page cannot be rendered", &texts.join("\n\n"))
        }
    }
}

/// What is shown in the place of a page that has faults.
fn fault_page(shown: &Shown, heading: &str, faults: &str) -> Response<Body> {
    let text = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Faults</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
         <body style=\"font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 3rem auto; padding: 0 1rem\">\
         <h1>{heading}</h1><pre style=\"white-space: pre-wrap\">{}</pre>{}",
        markup::escape(faults),
        live(shown)
    );
    with_type(
        StatusCode::INTERNAL_SERVER_ERROR,
        "text/html; charset=utf-8",
        text.into(),
    )
}

/// The script at the end of every page.
fn live(shown: &Shown) -> String {
    let version = &shown.news.version;
    format!("<script src=\"/__offprint/live.js\" data-version=\"{version}\"></script>")
}

fn redirect(to: &str, query: Option<&str>) -> Response<Body> {
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    let mut response = plain(StatusCode::MOVED_PERMANENTLY, "");
    if let Ok(location) = HeaderValue::try_from(format!("{to}{query}")) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    with_type(status, "text/plain; charset=utf-8", text.into())
}

fn with_type(status: StatusCode, kind: &str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::try_from(kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    // What is looked at is being changed.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The path of a request without percent-encoding (RFC 3986, section 2.1).
fn decoded(path: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8();
    Some(decoded.ok()?.into_owned())
}
