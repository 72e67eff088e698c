//! `serve`: starts the server and says where it is.

use super::arguments::{Common, Serve};
use super::build::{asked, fail, options, threads};
use super::{Outcome, report};
use crate::diagnostic::{Lang, Text};
use crate::serve::{Wanted, bind};
use crate::source;
use crate::text;
use std::sync::Arc;
use std::time::Duration;

/// Serves the portal until Ctrl-C.
pub(super) fn serve(common: &Common, command: &Serve) -> Outcome {
    threads(common);
    let first = match asked(common, &command.view) {
        Ok(options) => options,
        Err(outcome) => return outcome,
    };
    let view = command.view.clone();
    let lang = Lang::from(common.lang);
    let wanted = Wanted {
        root: common.root.clone(),
        options: Arc::new(move || options(&view).unwrap_or_else(|_| first.clone())),
        interface: command.interface,
        port: command.port,
        hosts: command.allow_host.clone(),
        poll: command.poll.map(Duration::from_secs),
        lang,
        tell: Arc::new(move |words| report::say(lang, words)),
    };
    let bound = match bind(wanted) {
        Ok(bound) => bound,
        Err(error) => return failed(common, &error.words()),
    };
    let (url, port) = (bound.url(), bound.port());
    if command.port != 0 && command.port != port {
        let taken = command.port;
        report::note(common, &text!("ポート {taken} は使われているので、{port} を使います", "port {taken} is taken; using {port}"));
    }
    if bound.is_open_to_others() {
        let interface = command.interface;
        report::say(
            lang,
            &text!(
                "注意: {interface} で待ち受けます。ほかのパソコンからも、下書きを含む編集中の内容が見えます",
                "warning: listening on {interface}: other machines can see what is being written"
            ),
        );
    }
    if source::site_toml(&common.root).is_none() {
        let root = common.root.display();
        report::say(
            lang,
            &text!(
                "注意: {root} に site.toml がないので、見られるものがありません。ポータルのフォルダーの中で実行するか、--root で示してください（新しく作るなら shirube init）",
                "warning: there is no site.toml in {root}, so there is nothing to see; run this in the folder of the portal or name it with --root (shirube init makes a new one)"
            ),
        );
    }
    report::note(
        common,
        &text!(
            "{url} で見られます（編集者の机: {url}_shirube/）。終わるには Ctrl-C を押してください",
            "serving at {url} (the editor's desk: {url}_shirube/); press Ctrl-C to end"
        ),
    );
    if command.open && opener::open_browser(&url).is_err() {
        report::note(
            common,
            &text!("ブラウザーを開けませんでした。上のアドレスを開いてください", "no browser could be opened; open the address above"),
        );
    }
    match bound.run() {
        Ok(()) => {
            report::note(common, &text!("終わりました", "ended"));
            Outcome::Fine
        }
        Err(error) => failed(common, &error.words()),
    }
}

fn failed(common: &Common, (message, hint): &(Text, Text)) -> Outcome {
    fail(common, message, Some(hint), Outcome::Environment)
}
