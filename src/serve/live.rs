//! The line between an open page and the server: what is added to a page, the events, the findings as JSON.
//!
//! The script and its style are files of their own, under the same policy as the portal's: a page works without them as it will without
//! this server. The events say only that something is new; what, the page asks for itself.

use super::Server;
use super::answer::{OWN, Told, with_head};
use super::connection::Busy;
use super::edition::{Edition, Move};
use crate::diagnostic::{Lang, print};
use hyper::body::Bytes;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// The script of every served page.
pub(super) const SCRIPT: &str = include_str!("assets/live.js");
/// The style of the overlay, inside its shadow tree.
pub(super) const STYLE: &str = include_str!("assets/live.css");
/// So often a silent line is used, so that both ends see whether the other is there.
const BREATH: Duration = Duration::from_secs(15);
/// More pages at once are not told; they can still be read.
pub(super) const PAGES: usize = 1200;

/// `page` connected to this server. `base` is where its relative links begin, when that is not its own address.
pub(super) fn connected(server: &Server, edition: &Edition, page: &[u8], base: Option<&str>) -> Vec<u8> {
    let lang = if server.lang == Lang::Ja { "ja" } else { "en" };
    let script = format!("<script src=\"{OWN}live.js\" data-state=\"{}\" data-lang=\"{lang}\" defer></script>\n", server.state(edition));
    let page = with_head(page, &script);
    match base {
        None => page,
        // It must stand before the first link.
        Some(base) => String::from_utf8_lossy(&page).replacen("<head>", &format!("<head>\n<base href=\"{base}\">"), 1).into_bytes(),
    }
}

/// Tells a page of every new edition. `None` when too many are told already.
pub(super) fn events(server: &Arc<Server>, busy: Busy) -> Option<Told> {
    let told = server.told.clone().try_acquire_owned().ok()?;
    let (out, events) = mpsc::channel(2);
    let server = server.clone();
    tokio::spawn(async move {
        let _told = told;
        let mut newest = server.newest.clone();
        let mut last = None::<u64>;
        loop {
            let words = {
                let edition = newest.borrow_and_update();
                let told = edition.as_ref().filter(|edition| last != Some(edition.number)).map(|edition| {
                    let words = event(&server, edition, last);
                    last = Some(edition.number);
                    words
                });
                told.unwrap_or_else(|| ": \n\n".to_owned())
            };
            if out.send(Bytes::from(words)).await.is_err() {
                return;
            }
            // An end of the time is only the occasion to see whether the page is still there.
            if let Ok(Err(_)) = timeout(BREATH, newest.changed()).await {
                return;
            }
        }
    });
    Some(Told::Events(events, busy))
}

/// What a page is told of `edition`, when the last one it was told of is `last`.
fn event(server: &Server, edition: &Edition, last: Option<u64>) -> String {
    let state = server.state(edition);
    let (act, style) = match &edition.then {
        // The first words only name the state: the page knows its own.
        _ if last.is_none() => ("hello", None),
        _ if last.is_some_and(|last| last + 1 != edition.number) => ("reload", None),
        Move::Reload => ("reload", None),
        Move::Style(path) => ("style", Some(path)),
        Move::Stay => ("stay", None),
    };
    let style = style.map(|path| format!(",\"style\":\"{path}\"")).unwrap_or_default();
    format!("data: {{\"state\":\"{state}\",\"act\":\"{act}\"{style}}}\n\n")
}

/// The findings, with those of the page at `path`, as `shirube check --format json` gives them.
pub(super) fn findings(server: &Server, edition: &Edition, path: Option<&str>) -> Vec<u8> {
    let mut out = Vec::new();
    print::json(&edition.sources, &edition.findings_for(path), server.lang, &mut out).expect("memory can be written");
    out
}
