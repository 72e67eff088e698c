//! Who may ask at all: the form of the request, its method, Host, Origin and where the browser says it comes from.
//!
//! A page of another site must not read the portal through the editor's browser: not by a name that is made to lead to this machine (DNS
//! rebinding: Host), not by a script (Origin, Sec-Fetch-Site). A link from elsewhere may be followed. No header of sharing is ever sent.

use hyper::header::{CONTENT_LENGTH, HOST, HeaderMap, HeaderValue, ORIGIN, TRANSFER_ENCODING};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

/// The names by which this server may be called, as they stand in the header Host.
#[derive(Clone, Debug)]
pub struct Hosts {
    names: BTreeSet<String>,
    port: u16,
    /// Every address of this machine is listened on: the one that was connected to is a name as well.
    everywhere: bool,
}

impl Hosts {
    /// The names of a server at `address`; `more` are names or addresses that its user allows.
    pub fn new(address: SocketAddr, more: &[String]) -> Self {
        let port = address.port();
        let own = ["127.0.0.1", "localhost", "[::1]"].map(str::to_owned);
        let bound = (!address.ip().is_unspecified()).then(|| shown(address.ip()));
        let more = more.iter().map(|name| name.trim().trim_end_matches('.').to_ascii_lowercase());
        let mut names = BTreeSet::new();
        for name in own.into_iter().chain(bound).chain(more) {
            if port == 80 {
                names.insert(name.clone());
            }
            names.insert(format!("{name}:{port}"));
        }
        Self { names, port, everywhere: address.ip().is_unspecified() }
    }

    /// Whether `host` (a name or address with its port) is this server; `local` is the address that was connected to.
    pub fn are(&self, host: &str, local: Option<IpAddr>) -> bool {
        let here = local.filter(|_| self.everywhere).map(|ip| format!("{}:{}", shown(ip.to_canonical()), self.port));
        let host = host.to_ascii_lowercase();
        self.names.contains(&host) || here.is_some_and(|here| here == host)
    }
}

fn shown(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request is no request of a browser for a path.
    Malformed,
    /// Host names another server.
    OtherHost,
    /// Neither GET nor HEAD.
    Method,
    /// A page of another site asks.
    Stranger,
}

impl Refusal {
    /// Its status.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Stranger => StatusCode::FORBIDDEN,
        }
    }
}

/// Looks at a request that came in at the address `local`.
pub fn admit(request: &Parts, hosts: &Hosts, local: Option<IpAddr>) -> Result<(), Refusal> {
    let headers = &request.headers;
    let host = only(headers, HOST.as_str()).ok_or(Refusal::Malformed)?;
    if request.uri.authority().is_some() || request.uri.scheme().is_some() || !request.uri.path().starts_with('/') {
        return Err(Refusal::Malformed);
    }
    if !hosts.are(host, local) {
        return Err(Refusal::OtherHost);
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return Err(Refusal::Method);
    }
    if headers.contains_key(TRANSFER_ENCODING) || headers.get(CONTENT_LENGTH).is_some_and(|length| length != "0") {
        return Err(Refusal::Malformed);
    }
    let own = |origin: &HeaderValue| origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")) == Some(host);
    if headers.get_all(ORIGIN).iter().any(|origin| !own(origin)) {
        return Err(Refusal::Stranger);
    }
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let followed = said("sec-fetch-mode") == Some("navigate") && said("sec-fetch-dest") == Some("document");
    match said("sec-fetch-site") {
        None | Some("same-origin" | "none") => Ok(()),
        Some(_) if followed => Ok(()),
        Some(_) => Err(Refusal::Stranger),
    }
}

/// The value of a header that stands exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    fn asked(lines: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut request = Request::builder().uri("/");
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        let hosts = Hosts::new("127.0.0.1:4170".parse().expect("an address"), &["Portal.Example".to_owned()]);
        admit(&request.body(()).expect("a request").into_parts().0, &hosts, None)
    }

    #[test]
    fn only_names_of_this_server_are_answered() {
        for host in ["127.0.0.1:4170", "localhost:4170", "LOCALHOST:4170", "[::1]:4170", "portal.example:4170"] {
            assert_eq!(asked(&[("host", host)]), Ok(()), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:4170",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost.evil:4170",
            "192.168.0.1:4170",
            "..",
            "",
            "a@127.0.0.1:4170",
        ] {
            assert_eq!(asked(&[("host", host)]), Err(Refusal::OtherHost), "{host}");
        }
        assert_eq!(asked(&[]), Err(Refusal::Malformed));
        assert_eq!(asked(&[("host", "127.0.0.1:4170"), ("host", "127.0.0.1:4170")]), Err(Refusal::Malformed));
    }

    #[test]
    fn pages_of_other_sites_cannot_ask() {
        let with = |lines: &[(&str, &str)]| asked(&[&[("host", "localhost:4170")], lines].concat());
        assert_eq!(with(&[("origin", "http://localhost:4170")]), Ok(()));
        for origin in ["null", "http://evil.example", "http://localhost:3000", "https://localhost:4170", "http://127.0.0.1:4170"] {
            assert_eq!(with(&[("origin", origin)]), Err(Refusal::Stranger), "{origin}");
        }
        for site in ["cross-site", "same-site", "?"] {
            assert_eq!(with(&[("sec-fetch-site", site), ("sec-fetch-mode", "no-cors")]), Err(Refusal::Stranger), "{site}");
            assert_eq!(
                with(&[("sec-fetch-site", site), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")]),
                Err(Refusal::Stranger)
            );
            assert_eq!(with(&[("sec-fetch-site", site), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")]), Ok(()));
        }
        assert_eq!(with(&[("sec-fetch-site", "same-origin")]), Ok(()));
    }

    #[test]
    fn a_request_with_a_body_is_none() {
        assert_eq!(asked(&[("host", "localhost:4170"), ("content-length", "0")]), Ok(()));
        for line in [("content-length", "5"), ("transfer-encoding", "chunked")] {
            assert_eq!(asked(&[("host", "localhost:4170"), line]), Err(Refusal::Malformed));
        }
    }

    #[test]
    fn a_server_on_all_addresses_knows_the_one_that_was_called() {
        let hosts = Hosts::new("0.0.0.0:4170".parse().expect("an address"), &[]);
        let local = "192.168.0.7".parse().ok();
        assert!(hosts.are("192.168.0.7:4170", local));
        assert!(!hosts.are("192.168.0.8:4170", local) && !hosts.are("evil.example:4170", local));
    }
}
