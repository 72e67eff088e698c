//! The response to a request: status, headers, body.
//!
//! Everything comes from memory. What is said of a request is said in our words; nothing of it is repeated but escaped.

use super::connection::Busy;
use super::edition::{Edition, Page};
use super::gate::{Refusal, admit};
use super::headers::{SECURITY_HEADERS, content_type};
use super::watch::Ring;
use super::{Server, desk, live};
use crate::diagnostic::{Diagnostic, Lang};
use crate::parse::markdown::escape;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION};
use hyper::{Method, Request, Response, StatusCode};
use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::mpsc;

/// Where the server's own pages are. No route of a portal begins so.
pub(super) const OWN: &str = "/_shirube/";
/// What stands before `</head>` of every served page and of no built one.
const END_OF_HEAD: &[u8] = b"</head>";

/// The bytes of a response.
pub(super) enum Told {
    /// All of them.
    Whole(Bytes),
    /// As long as both sides are there.
    Events(mpsc::Receiver<Bytes>, #[allow(dead_code, reason = "held, so that the connection does not give way")] Busy),
}

impl Body for Told {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match &mut *self {
            Self::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Self::Events(events, _) => events.poll_recv(cx).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Events(..) => SizeHint::default(),
        }
    }
}

type Answer = Response<Told>;

/// Answers a request that came in at the address `local`.
pub(super) async fn answer(
    server: &Arc<Server>,
    request: Request<Incoming>,
    local: Option<IpAddr>,
    busy: Busy,
) -> Result<Answer, Infallible> {
    let (parts, _) = request.into_parts();
    let mut answer = match admit(&parts, &server.hosts, local) {
        Err(refusal) => refuse(refusal, server.lang),
        Ok(()) => route(server, parts.uri.path(), parts.uri.query(), busy).await,
    };
    if parts.method == Method::HEAD {
        // The length stays that of the body that GET would have.
        if let Told::Whole(bytes) = answer.body() {
            let length = HeaderValue::from(bytes.len());
            answer.headers_mut().insert(CONTENT_LENGTH, length);
        }
        *answer.body_mut() = Told::Whole(Bytes::new());
    }
    Ok(answer)
}

async fn route(server: &Arc<Server>, path: &str, query: Option<&str>, busy: Busy) -> Answer {
    if let Some(own) = path.strip_prefix(OWN) {
        return match own {
            "live.js" => file(live::SCRIPT, "live.js"),
            "live.css" => file(live::STYLE, "live.css"),
            "desk.css" => file(desk::STYLE, "desk.css"),
            "events" => {
                live::events(server, busy).map_or_else(|| plain(StatusCode::SERVICE_UNAVAILABLE, "too many pages are open\n"), stream)
            }
            _ => match server.edition().await {
                None => plain(StatusCode::SERVICE_UNAVAILABLE, "the server ends\n"),
                Some(edition) => made(server, edition, path, query).await,
            },
        };
    }
    match server.edition().await {
        None => plain(StatusCode::SERVICE_UNAVAILABLE, "the server ends\n"),
        Some(edition) => made(server, edition, path, query).await,
    }
}

/// What takes time is made beside the thread that serves all connections.
async fn made(server: &Arc<Server>, edition: Arc<Edition>, path: &str, query: Option<&str>) -> Answer {
    let (server, path, query) = (server.clone(), path.to_owned(), query.map(str::to_owned));
    let made = tokio::task::spawn_blocking(move || match path.strip_prefix(OWN) {
        Some("") => whole(StatusCode::OK, "index.html", desk::page(&edition, server.lang, &server.state(&edition)).into()),
        Some("findings.json") => {
            let of = query.as_deref().and_then(|query| query.strip_prefix("page="));
            whole(StatusCode::OK, "findings.json", live::findings(&server, &edition, of).into())
        }
        Some(_) => plain(StatusCode::NOT_FOUND, "there is nothing here\n"),
        None => {
            let answer = page(&server, &edition, &path);
            // Where the system tells nothing, a visitor is the occasion to look.
            let _ = server.bell.send(Ring::Visitor);
            answer
        }
    });
    made.await.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "internal error\n"))
}

fn page(server: &Server, edition: &Edition, path: &str) -> Answer {
    match edition.page(path) {
        Page::Found(bytes, route) if route.is_page() => html(StatusCode::OK, live::connected(server, edition, &bytes, None)),
        Page::Found(bytes, route) => whole(StatusCode::OK, route.as_str(), bytes),
        Page::Elsewhere(address) => {
            let mut answer = plain(StatusCode::PERMANENT_REDIRECT, "");
            if let Ok(address) = HeaderValue::from_str(&address) {
                answer.headers_mut().insert(LOCATION, address);
            }
            answer
        }
        Page::Missing(Some(bytes)) => html(StatusCode::NOT_FOUND, live::connected(server, edition, &bytes, Some("/"))),
        Page::Missing(None) => own(server, edition, StatusCode::NOT_FOUND, ("ページがありません", "There is no such page"), None),
        Page::Failed(finding) => {
            let words = ("このページを作れません", "This page cannot be made");
            own(server, edition, StatusCode::INTERNAL_SERVER_ERROR, words, Some(&finding))
        }
        Page::NoPortal => {
            let words = ("まだポータルを表示できません", "The portal cannot be shown yet");
            own(server, edition, StatusCode::SERVICE_UNAVAILABLE, words, None)
        }
    }
}

/// A page of the server's own, with what was found; it loads itself again when there is something to see.
fn own(server: &Server, edition: &Edition, status: StatusCode, (ja, en): (&str, &str), finding: Option<&Diagnostic>) -> Answer {
    let title = if server.lang == Lang::Ja { ja } else { en };
    let more = finding.map(|finding| {
        let mut words = String::new();
        escape(finding.message.get(server.lang), &mut words);
        format!("<p>{words}</p>")
    });
    let page =
        desk::framed(server.lang, title, &format!("<h1>{title}</h1>{}{}", more.unwrap_or_default(), desk::findings(edition, server.lang)));
    html(status, live::connected(server, edition, page.as_bytes(), None))
}

fn refuse(refusal: Refusal, lang: Lang) -> Answer {
    let (ja, en) = match refusal {
        Refusal::Malformed => ("この要求は読めません", "this request cannot be read"),
        Refusal::OtherHost => (
            "この名前では応答しません。起動したときに表示されたアドレスを開いてください（ほかの名前は --allow-host で許可できます）",
            "this server does not answer to that name; open the address it printed (--allow-host allows others)",
        ),
        Refusal::Method => ("GETとHEADだけに応答します", "only GET and HEAD are answered"),
        Refusal::Stranger => ("ほかのサイトのページからの要求には応答しません", "requests of other sites' pages are not answered"),
    };
    let mut answer = plain(refusal.status(), &format!("{}\n", if lang == Lang::Ja { ja } else { en }));
    if refusal == Refusal::Method {
        answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    // What follows on this connection may be anything.
    answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    answer
}

fn plain(status: StatusCode, words: &str) -> Answer {
    whole(status, "x.txt", Bytes::copy_from_slice(words.as_bytes()))
}

fn file(text: &'static str, name: &str) -> Answer {
    whole(StatusCode::OK, name, Bytes::from_static(text.as_bytes()))
}

fn html(status: StatusCode, page: Vec<u8>) -> Answer {
    whole(status, "x.html", page.into())
}

/// `bytes` as the type that `name` says.
fn whole(status: StatusCode, name: &str, bytes: Bytes) -> Answer {
    respond(status, content_type(name), Told::Whole(bytes))
}

fn stream(told: Told) -> Answer {
    respond(StatusCode::OK, "text/event-stream; charset=utf-8", told)
}

fn respond(status: StatusCode, kind: &'static str, told: Told) -> Answer {
    let mut answer = Response::new(told);
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in SECURITY_HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    answer
}

/// `page` with `more` at the end of its head.
pub(super) fn with_head(page: &[u8], more: &str) -> Vec<u8> {
    let at = page.windows(END_OF_HEAD.len()).position(|window| window == END_OF_HEAD).unwrap_or(0);
    [&page[..at], more.as_bytes(), &page[at..]].concat()
}
