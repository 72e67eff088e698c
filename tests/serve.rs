//! `shirube serve` as a browser and an editor meet it: raw requests over sockets, edits through the file system.
//!
//! The numbers S01 … are those of the list of cases a server has to bear: paths, hosts, strangers, floods, saves of every kind.

#![allow(clippy::unwrap_used, missing_docs)]

mod shared;

use shared::copy;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Generous: only a server that hangs takes so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server over a project of its own.
struct Server {
    child: Child,
    port: u16,
    said: Arc<Mutex<String>>,
    directory: TempDir,
}

impl Server {
    fn start() -> Self {
        Self::start_with(&[], |_| {})
    }

    fn start_with(arguments: &[&str], prepare: impl Fn(&Path)) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().join("project");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/project"), &root);
        prepare(&root);
        let port = if arguments.contains(&"--port") { &[][..] } else { &["--port", "0"] };
        let mut child = Command::new(env!("CARGO_BIN_EXE_shirube"))
            .args(["serve", "--today", "2026-11-22", "--root"])
            .arg(&root)
            .args(port)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let said = Arc::new(Mutex::new(String::new()));
        let port = loop {
            let line = lines.next().expect("the server says where it is").unwrap();
            said.lock().unwrap().push_str(&format!("{line}\n"));
            if let Some(rest) = line.strip_prefix("http://") {
                break rest.split('/').next().unwrap().rsplit(':').next().unwrap().parse().unwrap();
            }
        };
        let more = said.clone();
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| more.lock().unwrap().push_str(&format!("{line}\n"))));
        Self { child, port, said, directory }
    }

    fn root(&self) -> PathBuf {
        self.directory.path().join("project")
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are, and gives what comes back until the server closes.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may have seen enough before all is sent.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, target: &str, headers: &str) -> Answer {
        let port = self.port;
        let host = if headers.starts_with("Host:") { String::new() } else { format!("Host: 127.0.0.1:{port}\r\n") };
        Answer::of(&self.raw(format!("GET {target} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n").as_bytes()))
    }

    fn get(&self, target: &str) -> Answer {
        self.ask(target, "")
    }

    /// Asks until the answer is as wanted.
    fn until(&self, target: &str, what: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = self.get(target);
            if wanted(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < PATIENCE, "{what}: {target} is still {}\n{}", answer.status, answer.body);
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn until_shows(&self, target: &str, word: &str) -> Answer {
        self.until(target, word, |answer| answer.body.contains(word))
    }

    fn findings(&self) -> String {
        self.get("/_shirube/findings.json").body
    }

    fn until_found(&self, code: &str) -> String {
        self.until("/_shirube/findings.json", code, |answer| answer.body.contains(&format!("\"{code}\""))).body
    }

    fn until_no_errors(&self) {
        self.until("/_shirube/findings.json", "no errors", |answer| answer.body.contains("\"errors\":0"));
    }

    fn events(&self) -> BufReader<TcpStream> {
        let mut stream = self.connect();
        write!(stream, "GET /_shirube/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).unwrap();
        let mut events = BufReader::new(stream);
        assert!(event(&mut events).contains("hello"));
        events
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next event of a line.
fn event(events: &mut impl BufRead) -> String {
    loop {
        let mut line = String::new();
        assert!(events.read_line(&mut line).unwrap() > 0, "the line was closed");
        if let Some(data) = line.strip_prefix("data: ") {
            return data.trim().to_owned();
        }
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn of(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }
}

const COURSE: &str = "content/courses/first-step.md";
const PAGE: &str = "/courses/first-step/";

#[test]
fn s01_to_s06_paths_lead_to_routes_or_nowhere() {
    let server = Server::start();
    fs::write(server.directory.path().join("secret.txt"), "root:x:").unwrap();
    for target in ["/", PAGE, "/courses/first-step/index.html", "/courses/?a=b", "/courses/?raw??", "/sitemap.xml"] {
        assert_eq!(server.get(target).status, 200, "{target}");
    }
    let redirect = server.get("/courses/first-step?x=//evil.example");
    assert_eq!((redirect.status, redirect.header("location")), (308, Some(PAGE)));
    let long = format!("/{}", "a".repeat(300));
    for target in [
        "/../secret.txt",
        "/../../etc/passwd",
        "/./",
        "//etc/passwd",
        "//evil.example/",
        "/courses/../index.html",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/%00",
        "/%ff",
        "/%c0%ae%c0%ae/",
        "/courses%2ffirst-step/",
        "/..%5c",
        "/C:/x",
        "/c%3A/x",
        "//host/share",
        "/index.html::$DATA",
        "/CON",
        "/COURSE~1/",
        "/Courses/",
        "/courses/.",
        "/courses/./",
        "/courses//",
        "/courses./",
        "/courses%20/",
        "/index.html/",
        "/.git/config",
        "/site.toml",
        "/content/courses/first-step.md",
        "/project-private/x",
        "/_shirube",
        "/_shirube/../site.toml",
        "/_shirube/nothing",
        "/courses%23",
        "/%",
        "/%zz",
        "/courses+first-step/",
        &long,
    ] {
        let answer = server.get(target);
        assert!(matches!(answer.status, 400 | 404), "{target}: {}", answer.status);
        assert!(!answer.body.contains("root:x:") && !answer.body.contains("見本の文"), "{target}");
    }
    for target in ["http://127.0.0.1/", "http://evil.example/", "*", "127.0.0.1:80", "", "x"] {
        let answer = server.get(target);
        assert!(matches!(answer.status, 400 | 404), "{target}: {}", answer.status);
    }
    // A fragment does not travel; what is sent of it is not looked at.
    assert!(matches!(server.get("/#/../secret.txt").status, 200 | 400 | 404));
}

#[test]
fn the_page_that_says_there_is_none_works_at_any_depth() {
    let server = Server::start();
    let answer = server.get("/no/such/%3Cscript%3Ealert(1)%3C/script%3E/");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("<base href=\"/\">") && !answer.body.contains("alert(1)"));
}

#[test]
fn names_in_another_unicode_form_find_their_route() {
    let server = Server::start_with(&[], |root| {
        fs::write(root.join("content/courses/か\u{3099}ぞう.txt"), "図").unwrap();
        fs::write(root.join("content/courses/_index.md"), "---\ntitle: 研修\n---\n[がぞう](か\u{3099}ぞう.txt)\n").unwrap();
    });
    server.until("/courses/%E3%81%8B%E3%82%99%E3%81%9E%E3%81%86.txt", "as it is", |answer| answer.status == 200);
    assert_eq!(server.get("/courses/%E3%81%8C%E3%81%9E%E3%81%86.txt").status, 200);
}

#[test]
fn s07_only_this_server_s_names_are_answered() {
    let server = Server::start_with(&["--allow-host", "portal.example"], |_| {});
    let port = server.port;
    let with = |host: &str| server.ask("/", &format!("Host: {host}\r\n")).status;
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}"), format!("portal.example:{port}")] {
        assert_eq!(with(&host), 200, "{host}");
    }
    for host in
        ["evil.example", "127.0.0.1", "localhost.evil", "192.168.0.1", "..", "[::2]"].map(|name| format!("{name}:{port}")).iter().take(1)
    {
        assert_eq!(with(host), 421, "{host}");
    }
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil:80", "192.168.0.1:4170", "..", "", "[::2]:1"] {
        assert!(matches!(with(host), 400 | 421), "{host}");
    }
    let twice = format!("Host: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}\r\n");
    assert_eq!(server.ask("/", &twice).status, 400);
    assert_eq!(Answer::of(&server.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).status, 400);
}

#[test]
fn s08_and_s09_pages_of_other_sites_learn_nothing() {
    let server = Server::start();
    for target in ["/", "/_shirube/events", "/_shirube/findings.json"] {
        for headers in [
            "Origin: http://evil.example\r\n",
            "Origin: null\r\n",
            "Origin: http://192.168.0.1\r\n",
            "Origin: http://localhost:3000\r\n",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
            "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n",
        ] {
            let answer = server.ask(target, headers);
            assert_eq!(answer.status, 403, "{target} {headers}");
            assert!(answer.header("access-control-allow-origin").is_none());
        }
    }
    let followed = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(server.ask("/", followed).status, 200, "a link may be followed");
    assert_eq!(server.get("/").header("cross-origin-resource-policy"), Some("same-origin"));
}

#[test]
fn s10_words_of_others_are_escaped() {
    let server = Server::start();
    let text = server.text(COURSE).replacen("title: ", "titel: \"<script>alert(1)</script>\"\ntitle: ", 1);
    server.write(COURSE, text);
    server.until_found("unknown-key");
    let desk = server.get("/_shirube/");
    assert!(!desk.body.contains("<script>alert") && desk.body.contains("first-step.md:"), "{}", desk.body);
    // No inline script or style anywhere, as in production.
    assert!(!desk.body.contains("<style") && !desk.body.contains(" style="));
}

#[test]
fn s11_floods_are_refused() {
    let server = Server::start();
    let port = server.port;
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let line = format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(2 << 20));
    let headers: String = (0..10_000).map(|at| format!("X-{at}: 1\r\n")).collect();
    let many = format!("GET / HTTP/1.1\r\n{host}{headers}\r\n");
    let large = format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "a".repeat(1 << 20));
    let body = format!("POST / HTTP/1.1\r\n{host}Content-Length: 1000000000\r\n\r\n{}", "a".repeat(1 << 16));
    let chunked =
        format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n");
    for request in [line.as_str(), &many, &large, &body, &chunked, "GET /\r\n\r\n", "nonsense\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}"] {
        let answer = server.raw(request.as_bytes());
        let shown: String = answer.chars().take(60).collect();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.0 4"), "{shown}");
    }
    let one = format!("GET / HTTP/1.1\r\n{host}\r\n");
    let last = format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
    let pipelined = server.raw(format!("{}{last}", one.repeat(50)).as_bytes());
    assert_eq!(pipelined.matches("HTTP/1.1 200").count(), 51);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn s12_slow_and_many_connections_keep_nobody_out() {
    let server = Server::start();
    let slow: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET / HT").unwrap();
            stream
        })
        .collect();
    assert_eq!(server.get("/").status, 200);
    // Headers that do not come in time end the connection.
    let mut first = slow.into_iter().next().unwrap();
    let mut rest = Vec::new();
    first.read_to_end(&mut rest).unwrap();
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn s13_every_open_page_is_told_once() {
    let server = Server::start();
    let mut pages: Vec<_> = (0..40).map(|_| server.events()).collect();
    pages.truncate(20);
    server.write(COURSE, server.text(COURSE).replace("はじめの一歩", "つぎの一歩"));
    server.until_shows(PAGE, "つぎの一歩");
    for page in &mut pages {
        let told = event(page);
        assert!(told.contains("\"act\":\"reload\"") && !told.contains("first-step"), "{told}");
    }
}

#[test]
fn s14_a_port_that_is_taken_is_passed_by() {
    let (taken, next) = loop {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        if port < 65_000 {
            break (taken, port);
        }
    };
    let server = Server::start_with(&["--port", &next.to_string()], |_| {});
    assert!(server.port > next);
    assert!(server.said.lock().unwrap().contains("使われているので"));
    drop(taken);
    let open = Server::start_with(&["--interface", "0.0.0.0"], |_| {});
    assert!(open.said.lock().unwrap().contains("ほかのパソコンから"));
    assert_eq!(open.get("/").status, 200);
    assert_eq!(open.ask("/", &format!("Host: evil.example:{}\r\n", open.port)).status, 421);
}

#[test]
fn s15_every_way_to_save_is_seen() {
    let server = Server::start();
    let text = |word: &str| {
        server.text(COURSE).lines().filter(|line| !line.starts_with("語")).collect::<Vec<_>>().join("\n") + &format!("\n\n語{word}です。\n")
    };
    let path = server.root().join(COURSE);
    server.write(COURSE, text("一"));
    server.until_shows(PAGE, "語一です");
    // By renaming a new file over the old one.
    let temporary = path.with_extension("md.tmp");
    fs::write(&temporary, text("二")).unwrap();
    fs::rename(&temporary, &path).unwrap();
    server.until_shows(PAGE, "語二です");
    // By deleting and writing anew.
    let three = text("三");
    fs::remove_file(&path).unwrap();
    fs::write(&path, three).unwrap();
    server.until_shows(PAGE, "語三です");
    // In pieces: half of the file, and the rest after a while. The page never goes away.
    let four = text("四");
    let half = four.find("title").unwrap() + 8;
    let mut file = fs::File::create(&path).unwrap();
    file.write_all(&four.as_bytes()[..half]).unwrap();
    file.flush().unwrap();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_millis(700) {
        let answer = server.get(PAGE);
        assert!(answer.status == 200 && answer.body.contains("</main>"), "{}", answer.status);
    }
    file.write_all(&four.as_bytes()[half..]).unwrap();
    drop(file);
    server.until_shows(PAGE, "語四です");
    server.until_no_errors();
}

#[test]
fn s16_another_branch_is_one_change() {
    let server = Server::start();
    let text = server.text(COURSE);
    let mut events = server.events();
    for at in 0..300 {
        server.write(&format!("content/courses/branch-{at:03}.md"), text.replace("はじめの一歩", &format!("枝{at:03}")));
    }
    server.until_shows("/courses/branch-299/", "枝299");
    server.until_shows("/courses/", "枝000");
    for at in 0..300 {
        fs::remove_file(server.root().join(format!("content/courses/branch-{at:03}.md"))).unwrap();
    }
    server.until("/courses/branch-299/", "gone", |answer| answer.status == 404);
    assert!(event(&mut events).contains("reload"));
}

#[test]
fn s17_folders_may_go_and_come_back() {
    let server = Server::start();
    server.until_shows(PAGE, "はじめの一歩");
    fs::rename(server.root().join("content"), server.root().join("elsewhere")).unwrap();
    server.until(PAGE, "gone", |answer| answer.status == 404);
    fs::rename(server.root().join("elsewhere"), server.root().join("content")).unwrap();
    server.until(PAGE, "back", |answer| answer.status == 200);
    server.write(COURSE, server.text(COURSE).replace("はじめの一歩", "もどった一歩"));
    server.until_shows(PAGE, "もどった一歩");
    // A new folder with a file that is written a moment later.
    fs::create_dir_all(server.root().join("content/guide")).unwrap();
    server.write("content/guide/a.md", "---\ntitle: 手引き\n---\n\n本文です。\n");
    server.until_shows("/guide/a/", "手引き");
}

#[cfg(unix)]
#[test]
fn s18_the_server_ends_when_it_is_asked_to() {
    for signal in ["INT", "TERM", "HUP"] {
        let mut server = Server::start();
        let _line = server.events();
        Command::new("kill").args([&format!("-{signal}"), &server.child.id().to_string()]).status().unwrap();
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = server.child.try_wait().unwrap() {
                break status;
            }
            assert!(begun.elapsed() < PATIENCE);
            std::thread::sleep(Duration::from_millis(10));
        };
        assert!(status.success(), "{signal}: {status}");
        assert!(TcpListener::bind(("127.0.0.1", server.port)).is_ok());
    }
}

#[test]
fn s19_methods_and_headers() {
    let server = Server::start();
    let host = format!("Host: 127.0.0.1:{}\r\nConnection: close\r\n", server.port);
    let head = Answer::of(&server.raw(format!("HEAD / HTTP/1.1\r\n{host}\r\n").as_bytes()));
    let get = server.get("/");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), get.header("content-length"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"] {
        let answer = Answer::of(&server.raw(format!("{method} / HTTP/1.1\r\n{host}\r\n").as_bytes()));
        assert!(matches!(answer.status, 400 | 405), "{method}: {}", answer.status);
        assert!(answer.status != 405 || answer.header("allow") == Some("get, head"));
    }
    for (target, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/news/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/calendar/all.ics", "text/calendar; charset=utf-8"),
        ("/data/courses.csv", "text/csv; charset=utf-8"),
        ("/nothing", "text/html; charset=utf-8"),
    ] {
        let answer = server.get(target);
        assert_eq!(answer.header("content-type"), Some(kind), "{target}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{target}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{target}");
        assert!(answer.header("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'self'")), "{target}");
    }
}

#[test]
fn mistakes_are_shown_over_the_last_good_page_and_go_when_they_are_mended() {
    let server = Server::start();
    let good = server.text(COURSE);
    server.until_shows(PAGE, "はじめの一歩");
    server.write(COURSE, good.replace("title:", "titel:"));
    let found = server.until_found("unknown-key");
    assert!(found.contains("\"path\":\"content/courses/first-step.md\"") && found.contains("title"), "{found}");
    server.until_shows(PAGE, "はじめの一歩");
    assert!(server.get("/_shirube/").body.contains("first-step.md:"));
    server.write(COURSE, good);
    server.until_no_errors();
}

#[test]
fn a_broken_site_toml_or_theme_keeps_the_last_good_portal() {
    let server = Server::start();
    server.until_shows(PAGE, "はじめの一歩");
    let settings = server.text("site.toml");
    let mut events = server.events();
    server.write("site.toml", "title = \"閉じない\n");
    server.until("/_shirube/findings.json", "an error", |answer| !answer.body.contains("\"errors\":0"));
    assert!(event(&mut events).contains("\"act\":\"stay\""));
    server.until_shows(PAGE, "はじめの一歩");
    server.write("site.toml", settings.replacen("title = \"", "title = \"新しい", 1));
    server.until_no_errors();
    server.until_shows("/", "新しい");
    // A template that cannot be read, then one that fails when it runs.
    for template in ["{% block", "{{ nothing.at.all }}"] {
        server.write("themes/default/templates/course.html", template);
        server.until("/_shirube/findings.json?page=/courses/first-step/", "bad-template", |answer| answer.body.contains("bad-template"));
        server.until_shows(PAGE, "はじめの一歩");
        fs::remove_dir_all(server.root().join("themes")).unwrap();
        server.until("/_shirube/findings.json?page=/courses/first-step/", "mended", |answer| answer.body.contains("\"errors\":0"));
    }
}

#[test]
fn a_server_may_start_on_a_broken_project() {
    let server = Server::start_with(&[], |root| fs::write(root.join("site.toml"), "titel = 1\n").unwrap());
    let answer = server.get("/");
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("まだポータルを表示できません") && answer.body.contains("live.js") && answer.body.contains("site.toml"));
    let settings = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/project/site.toml")).unwrap();
    server.write("site.toml", settings);
    server.until("/", "mended", |answer| answer.status == 200);
}

#[test]
fn a_stylesheet_is_swapped_without_loading_the_page_again() {
    let server = Server::start();
    server.until_shows(PAGE, "はじめの一歩");
    server.write("themes/default/static/theme.css", "body { color: red; }\n");
    server.until("/", "the new theme", |answer| answer.status == 200);
    server.until_shows("/_shirube/findings.json", "\"errors\":0");
    let mut events = server.events();
    server.write("themes/default/static/theme.css", "body { color: blue; }\n");
    let told = event(&mut events);
    let style = told.split("\"style\":\"").nth(1).map(|rest| rest.split('"').next().unwrap()).unwrap_or_default();
    assert!(told.contains("\"act\":\"style\"") && style.starts_with("/assets/shirube-"), "{told}");
    assert!(server.get(style).body.contains("blue"));
}

#[test]
fn files_can_be_looked_at_in_an_interval() {
    let server = Server::start_with(&["--poll", "1"], |_| {});
    server.until_shows(PAGE, "はじめの一歩");
    server.write(COURSE, server.text(COURSE).replace("はじめの一歩", "みつけた一歩"));
    server.until_shows(PAGE, "みつけた一歩");
}

#[test]
fn drafts_and_samples_lie_on_the_desk() {
    let server = Server::start_with(&[], |root| {
        let text = fs::read_to_string(root.join(COURSE)).unwrap();
        fs::write(root.join("content/courses/later.md"), text.replacen("---\n", "---\nstatus: draft\n", 1)).unwrap();
        fs::write(root.join("content/courses/shown.md"), text.replacen("---\n", "---\nsample: true\n", 1)).unwrap();
    });
    let desk = server.get("/_shirube/").body;
    for id in ["findings", "gaps", "stale", "samples", "drafts"] {
        assert!(desk.contains(&format!("<section id=\"{id}\">")), "{id}");
    }
    let after = |id: &str| desk.split(&format!("<section id=\"{id}\">")).nth(1).unwrap().split("</section>").next().unwrap().to_owned();
    assert!(after("drafts").contains("content/courses/later.md") && after("samples").contains("content/courses/shown.md"));
    assert_eq!(server.get("/courses/later/").status, 404);
    assert!(server.findings().contains("\"summary\""));
}
