//! Addresses of the data: well formed, lasting, told once, and open on the network that is named.
//!
//! `url` fields and sources that are addresses. Shortened addresses hide where they lead and die with their service; `localhost` is the
//! editor's own machine. Hosts below `lg.jp` may be either inside or outside and are not judged.

use super::records::{finding, metas};
use crate::diagnostic::{Code, Diagnostics, Text};
use crate::model::{Access, Meta, Site, Status};
use crate::text;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// An address begins with http.
pub static BAD_URL: Code = Code::error(
    "bad-url",
    "アドレスとして使えません。http:// か https:// で始まる半角の、短縮していない、だれが開いても同じページに着くアドレスを書いてください",
    "an address begins with http:// or https://, has no spaces or full-width characters, is not shortened and not local",
);
/// Two outside contents have the same address.
pub static URL_TWICE: Code = Code::error(
    "url-twice",
    "同じアドレスの外部コンテンツが2つあります。1つにまとめるか、それぞれのページのアドレスを書いてください",
    "two outside contents have the same address; merge them, or give each the address of its own page",
);
/// `access` and the address do not seem to agree.
pub static ACCESS_HOST: Code = Code::notice(
    "access-host",
    "開ける端末（access）とアドレスが合っていないようです。どちらかを確かめてください",
    "`access` and the address do not seem to agree; check both",
);

/// Services that shorten addresses.
const SHORTENERS: &[&str] = &[
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "dlvr.it",
    "goo.gl",
    "is.gd",
    "j.mp",
    "lnkd.in",
    "onl.tw",
    "ow.ly",
    "ppt.cc",
    "qr.paps.jp",
    "rb.gy",
    "rebrand.ly",
    "s.id",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "tr.im",
    "urx.nu",
    "urx.space",
    "ux.nu",
    "v.gd",
    "x.gd",
];

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for (url, meta, field) in addresses(site) {
        if let Some((message, hint)) = fault(url) {
            findings.push(finding(&BAD_URL, message, meta, &field).hint(hint));
        }
    }
    twice(site, findings);
    let external = site.external.values().map(|external| (external.url.as_str(), external.access, &external.meta));
    let communities =
        site.communities.values().filter_map(|community| Some((community.url.as_deref()?, community.access, &community.meta)));
    for (url, access, meta) in external.chain(communities).filter(|(url, ..)| fault(url).is_none()) {
        network(url, access, meta, findings);
    }
}

/// All addresses with their record and field.
fn addresses(site: &Site) -> Vec<(&str, &Meta, String)> {
    let mut all: Vec<(&str, &Meta, String)> = Vec::new();
    let mut add = |url, meta, field: &str| all.push((url, meta, field.to_owned()));
    site.external.values().for_each(|external| add(external.url.as_str(), &external.meta, "url"));
    site.exams.values().for_each(|exam| exam.url.iter().for_each(|url| add(url, &exam.meta, "url")));
    site.references.values().for_each(|reference| reference.url.iter().for_each(|url| add(url, &reference.meta, "url")));
    site.communities.values().for_each(|community| community.url.iter().for_each(|url| add(url, &community.meta, "url")));
    for trend in site.trends.values() {
        for (at, source) in trend.sources.iter().enumerate() {
            source.url.iter().for_each(|url| add(url, &trend.meta, &format!("sources[{at}].url")));
        }
    }
    for meta in metas(site) {
        let source = meta.source.iter().filter(|source| source.starts_with("http") || source.starts_with("www."));
        source.for_each(|source| add(source, meta, "source"));
    }
    all
}

/// What is wrong with an address, and what to do.
fn fault(url: &str) -> Option<(Text, Text)> {
    let (message, hint) = reason(url)?;
    let shortened = host(url).is_some_and(|host| SHORTENERS.contains(&host.as_str()));
    Some(match meant(url).filter(|_| !shortened) {
        Some(meant) => (message, text!("もしかして: {meant}", "did you mean: {meant}")),
        None => (message, hint),
    })
}

/// The address that was meant by one with full-width letters, marks around it, or a lost letter.
fn meant(url: &str) -> Option<String> {
    let plain: String = url.nfkc().map(|c| if c == '。' { ' ' } else { c }).collect();
    let from = ["https:", "http:", "ttps:", "ttp:", "www."].iter().find_map(|word| plain.find(word)).unwrap_or(0);
    let rest = plain[from..].split(|c: char| c.is_whitespace() || "<>\"'()[]「」".contains(c)).next()?;
    let rest = rest.trim_end_matches(['、', ',', '.', '」']);
    let scheme = if rest.starts_with("http:") || rest.starts_with("ttp:") { "http" } else { "https" };
    let rest = ["https:", "http:", "ttps:", "ttp:"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest).trim_start_matches('/');
    let right = format!("{scheme}://{rest}");
    let server = host(&right)?;
    let label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let last = server.rsplit('.').next().unwrap_or_default();
    let named =
        server.contains('.') && server.split('.').all(label) && last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    (named && right != url && !rest.contains('@') && reason(&right).is_none()).then_some(right)
}

/// Why it cannot be used.
fn reason(url: &str) -> Option<(Text, Text)> {
    let whole = text!("ブラウザーで開いて、アドレス欄から写してください", "open it in a browser and copy the address");
    if url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Some((
            text!("アドレスに空白が入っています", "the address contains spaces"),
            text!("空白を消してください", "remove the spaces"),
        ));
    }
    if url.chars().any(|c| matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')) {
        return Some((
            text!("アドレスに全角の文字が入っています", "the address contains full-width characters"),
            text!("半角で書いてください", "write it in half-width characters"),
        ));
    }
    let Some(host) = host(url) else {
        return Some((
            text!("アドレスが http:// か https:// で始まっていません", "the address does not begin with http:// or https://"),
            whole,
        ));
    };
    if host.is_empty() || host.starts_with('.') || host.ends_with('.') || host.contains("..") {
        return Some((text!("アドレスにサーバーの名前がありません", "the address names no server"), whole));
    }
    if host.chars().any(|c| matches!(c, ',' | '、' | ';' | '<' | '>' | '"' | '\'')) {
        return Some((
            text!("サーバーの名前「{host}」に使えない文字があります", "the name of the server, \"{host}\", has a wrong character"),
            whole,
        ));
    }
    if matches!(host.as_str(), "localhost" | "0.0.0.0" | "[::1]") || host.ends_with(".localhost") || host.starts_with("127.") {
        return Some((text!("「{host}」は自分のパソコンだけを指します", "\"{host}\" is only your own machine"), whole));
    }
    if SHORTENERS.contains(&host.as_str()) {
        return Some((
            text!("短縮したアドレスです（{host}）", "the address is shortened ({host})"),
            text!("開いて、行き先のアドレスを書いてください", "open it and write the address it leads to"),
        ));
    }
    None
}

/// The host in lower case, without user, port and `www.`; `None` when the address is neither http nor https.
fn host(url: &str) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = if host.starts_with('[') {
        host.split_inclusive(']').next().unwrap_or_default()
    } else {
        host.split(':').next().unwrap_or_default()
    };
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

fn twice(site: &Site, findings: &mut Diagnostics) {
    let mut first: BTreeMap<String, &Meta> = BTreeMap::new();
    let mut shown: Vec<_> = site.external.values().filter(|external| external.meta.status != Status::Archived).collect();
    shown.sort_by_key(|external| external.meta.origin.place("url"));
    for external in shown {
        let Some(host) = host(&external.url) else { continue };
        let rest = external.url.splitn(4, '/').nth(3).unwrap_or_default().trim_end_matches('/');
        let known = first.entry(format!("{host}/{rest}")).or_insert(&external.meta);
        if !std::ptr::eq(*known, &external.meta) {
            let id = &known.id;
            findings.push(
                finding(&URL_TWICE, text!("「{id}」と同じアドレスです", "\"{id}\" has the same address"), &external.meta, "url")
                    .related(known.origin.place("url"), text!("1つ目はここです", "the first one"))
                    .hint(text!("まとめるか、それぞれのページのアドレスを書いてください", "merge them, or write the address of each page")),
            );
        }
    }
}

fn network(url: &str, access: Access, meta: &Meta, findings: &mut Diagnostics) {
    let Some(host) = host(url).filter(|host| !host.ends_with(".lg.jp")) else { return };
    let message = match (access, inside(&host)) {
        (Access::Intranet, false) => {
            text!(
                "access は intranet（庁内）ですが、「{host}」は庁外のアドレスのようです",
                "`access` is intranet, but \"{host}\" seems to be outside"
            )
        }
        (Access::Internet | Access::Both, true) => {
            text!(
                "access はインターネットですが、「{host}」は庁内のアドレスのようです",
                "`access` is the internet, but \"{host}\" seems to be inside"
            )
        }
        _ => return,
    };
    findings.push(
        finding(&ACCESS_HOST, message, meta, "access")
            .related(meta.origin.place("url"), text!("アドレス", "the address"))
            .hint(text!("access か url を確かめてください", "check `access` and `url`")),
    );
}

/// Whether a host is only reachable from inside: no dot, a private address, or a name that is never public.
fn inside(host: &str) -> bool {
    let private = || {
        let parts: Vec<u8> = host.split('.').filter_map(|part| part.parse().ok()).collect();
        matches!(parts[..], [10, ..] | [192, 168, ..] | [172, 16..=31, ..]) && parts.len() == 4
    };
    let names = [".local", ".internal", ".intra", ".lan", ".home.arpa", ".lgwan.jp"];
    !host.contains('.') || names.iter().any(|name| host.ends_with(name)) || private()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn external(id: &str, url: &str, access: &str) -> String {
        format!(
            "- {{id: {id}, title: 題, provider: {{name: 国, yomi: くに, kind: national}}, levels: [], topic: 表, format: pdf, access: {access}, url: \"{url}\"}}\n"
        )
    }

    #[test]
    fn addresses_that_lead_nowhere_are_reported() {
        for bad in [
            "www.soumu.go.jp",
            "ftp://a.jp/x",
            "https://a.jp/x y",
            "https://ａ.jp/",
            "https://bit.ly/abc",
            "http://localhost:8080/x",
            "http://127.0.0.1/",
            "https:///x",
            "ttps://a.jp",
        ] {
            assert_eq!(run(check, &[("data/external.yaml", &external("e", bad, "both"))]), [format!("bad-url: {bad}")], "{bad}");
        }
        let sources =
            "---\ntitle: 題\nsummary: 文\npublished: 2026-11-01\nsources: [{title: 甲, url: t.co/x}]\nsource: https://t.co/y\n---\n";
        assert_eq!(run(check, &[("content/trends/t.md", sources)]), ["bad-url: t.co/x", "bad-url: https://t.co/y"]);
    }

    #[test]
    fn ordinary_addresses_are_fine() {
        for good in ["https://www.soumu.go.jp/x?y=1#z", "http://example.go.jp:8080/", "https://ja.wikipedia.org/wiki/統計"] {
            assert!(run(check, &[("data/external.yaml", &external("e", good, "both"))]).is_empty(), "{good}");
        }
    }

    #[test]
    fn one_address_is_told_once() {
        let two = external("b", "https://www.soumu.go.jp/x/", "both") + &external("a", "http://soumu.go.jp/x", "both");
        assert_eq!(run(check, &[("data/external.yaml", &two)]), ["url-twice: http://soumu.go.jp/x"]);
        let two = external("b", "https://www.soumu.go.jp/x", "both") + &external("a", "https://www.soumu.go.jp/X", "both");
        assert!(run(check, &[("data/external.yaml", &two)]).is_empty());
    }

    #[test]
    fn the_network_suits_the_host() {
        let found = |url, access| run(check, &[("data/external.yaml", &external("e", url, access))]).len();
        assert_eq!(found("https://www.soumu.go.jp/", "intranet"), 1);
        assert_eq!(found("http://portal/x", "internet"), 1);
        assert_eq!(found("http://10.1.2.3/x", "both"), 1);
        assert_eq!(found("http://portal/x", "intranet") + found("https://x.lg.jp/", "intranet") + found("https://a.jp/", "lgwan"), 0);
    }
}
