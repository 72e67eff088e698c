//! `shirube serve`: the portal as it is being written, in the editor's own browser.
//!
//! A [`workshop`] thread keeps the project read and compiled and publishes an [`edition`] after every change; a small HTTP server answers
//! from the newest edition, in memory. A request never names a file: it is looked up among the routes of the edition ([`address`]), after
//! the [`gate`] has seen who asks. Nothing is written to the disk.
//!
//! | file | holds |
//! |---|---|
//! | [`workshop`] | reading again, compiling again, publishing |
//! | `watch` | the doorbell: something below the project changed |
//! | [`edition`] | one state of the portal: pages on demand, findings, the last good page |
//! | [`gate`] | method, form of the request, Host, Origin: who may ask at all |
//! | [`address`] | the path of a request → a route |
//! | `answer` | the response: status, headers, body |
//! | `live` | the page's own line to the server: events, findings, the overlay's files |
//! | [`desk`] | `/_shirube/`: findings, gaps, stale items, samples, drafts |
//! | `connection` | sockets: caps and time-outs |
//!
//! Does not parse arguments and does not print: what is to be said goes through [`Wanted::tell`].

#![allow(clippy::disallowed_methods, reason = "a server lives in time: it watches, waits and gives up; nothing of it reaches a page")]

pub mod address;
mod answer;
mod connection;
pub mod desk;
pub mod edition;
pub mod gate;
pub mod headers;
mod live;
mod watch;
pub mod workshop;

use crate::config::Options;
use crate::diagnostic::{Lang, Text};
use crate::text;
use edition::Edition;
use gate::Hosts;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;
use tokio::sync::{Semaphore, watch as channel};
use watch::Ring;

/// The port when none is asked for.
pub const PORT: u16 = 4170;
/// So many ports are tried, one after the other, when the first is taken.
const TRIES: u16 = 20;
/// How long answers under way may take after the end was asked for.
const LAST_CALL: Duration = Duration::from_millis(300);
/// So many pages are rendered at once.
const PRINTERS: usize = 8;
/// Deep Markdown needs more stack than a thread has by default.
const STACK: usize = 16 << 20;

/// What is served, and how.
#[derive(Clone)]
pub struct Wanted {
    /// The project.
    pub root: PathBuf,
    /// What the portal is made for; asked again before every compile, because a day may end while a server runs.
    pub options: Arc<dyn Fn() -> Options + Send + Sync>,
    /// Where to listen.
    pub interface: IpAddr,
    /// The first port to try; 0 lets the system choose.
    pub port: u16,
    /// Names by which the server may be called, beside those of this machine.
    pub hosts: Vec<String>,
    /// Look at all files in this interval instead of being told by the system.
    pub poll: Option<Duration>,
    /// Language of findings and of the server's own pages.
    pub lang: Lang,
    /// Says something to the person who started the server.
    pub tell: Arc<dyn Fn(&Text) + Send + Sync>,
}

impl std::fmt::Debug for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wanted")
            .field("root", &self.root)
            .field("interface", &self.interface)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The root is no directory.
    #[error("not a directory: {0}")]
    NoRoot(PathBuf),
    /// No port could be had.
    #[error("{address}: {error}")]
    NoPort {
        /// The first one tried.
        address: SocketAddr,
        /// Why not.
        error: io::Error,
    },
    /// The system refuses what a server needs.
    #[error("{0}")]
    System(#[from] io::Error),
}

impl ServeError {
    /// What happened, and what to do.
    pub fn words(&self) -> (Text, Text) {
        match self {
            Self::NoRoot(path) => {
                let path = path.display();
                (
                    text!("フォルダー「{path}」がありません", "there is no folder \"{path}\""),
                    text!("--root にプロジェクトのフォルダーを指定してください", "name the project's folder with --root"),
                )
            }
            Self::NoPort { address, error } => (
                text!("{address} で待ち受けできません（{error}）", "cannot listen on {address} ({error})"),
                text!("--port に別の番号（1024以上）を指定してください", "name another --port (1024 or above)"),
            ),
            Self::System(error) => (
                text!("サーバーを動かせません（{error}）", "the server cannot run ({error})"),
                text!("ほかのプログラムを閉じてから、もう一度実行してください", "close other programs and try again"),
            ),
        }
    }
}

/// A server that has its port and answers nothing yet.
#[derive(Debug)]
pub struct Bound {
    listener: TcpListener,
    wanted: Wanted,
    address: SocketAddr,
}

/// Takes the first free port from the wanted one on.
pub fn bind(wanted: Wanted) -> Result<Bound, ServeError> {
    if !wanted.root.is_dir() {
        return Err(ServeError::NoRoot(wanted.root));
    }
    let root = wanted.root.canonicalize()?;
    let first = SocketAddr::new(wanted.interface, wanted.port);
    let mut ports = (0..if wanted.port == 0 { 1 } else { TRIES }).filter_map(|more| wanted.port.checked_add(more));
    let listener = loop {
        let Some(port) = ports.next() else {
            return Err(ServeError::NoPort { address: first, error: io::ErrorKind::AddrInUse.into() });
        };
        match TcpListener::bind(SocketAddr::new(wanted.interface, port)) {
            Ok(listener) => break listener,
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(ServeError::NoPort { address: first, error }),
        }
    };
    let address = listener.local_addr()?;
    Ok(Bound { listener, address, wanted: Wanted { root, ..wanted } })
}

impl Bound {
    /// The address to open.
    pub fn url(&self) -> String {
        let host = match self.address.ip() {
            ip if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(host, self.address.port()))
    }

    /// The port it got.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Whether other machines can ask.
    pub fn is_open_to_others(&self) -> bool {
        !self.address.ip().is_loopback()
    }

    /// Serves until Ctrl-C or another request to end. The first page may be asked for at once: it is answered when it is ready.
    pub fn run(self) -> Result<(), ServeError> {
        connection::make_room();
        let (editions, newest) = channel::channel(None::<Arc<Edition>>);
        let (bell, rings) = std::sync::mpsc::channel();
        let doorbell = watch::Doorbell::hang(&self.wanted, bell.clone());
        let wanted = self.wanted.clone();
        std::thread::Builder::new()
            .name("workshop".to_owned())
            .stack_size(STACK)
            .spawn(move || workshop::run(&wanted, doorbell, &rings, &editions))?;
        let server = Arc::new(Server {
            hosts: Hosts::new(self.address, &self.wanted.hosts),
            lang: self.wanted.lang,
            newest,
            bell,
            told: Arc::new(Semaphore::new(live::PAGES)),
            life: std::process::id(),
        });
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(PRINTERS).thread_stack_size(STACK).build()?;
        self.listener.set_nonblocking(true)?;
        let listener = self.listener;
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::spawn(connection::accept(listener, server));
            end().await;
            Ok::<(), io::Error>(())
        })?;
        runtime.shutdown_timeout(LAST_CALL);
        Ok(())
    }
}

/// Resolves when the process is asked to end.
async fn end() {
    let asked = Arc::new(tokio::sync::Notify::new());
    let ctrl_c = asked.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            ctrl_c.notify_one();
        }
    });
    #[cfg(unix)]
    for kind in [tokio::signal::unix::SignalKind::terminate(), tokio::signal::unix::SignalKind::hangup()] {
        if let Ok(mut signal) = tokio::signal::unix::signal(kind) {
            let asked = asked.clone();
            tokio::spawn(async move {
                signal.recv().await;
                asked.notify_one();
            });
        }
    }
    asked.notified().await;
}

/// What every answer needs.
struct Server {
    hosts: Hosts,
    lang: Lang,
    newest: channel::Receiver<Option<Arc<Edition>>>,
    bell: Sender<Ring>,
    /// One for every page that can be told.
    told: Arc<Semaphore>,
    /// Tells this server from one before it at the same address.
    life: u32,
}

impl Server {
    /// The newest edition; waits for the first.
    async fn edition(&self) -> Option<Arc<Edition>> {
        let mut newest = self.newest.clone();
        newest.wait_for(Option::is_some).await.ok().and_then(|edition| edition.clone())
    }

    /// The name of a state, for a page to know whether it is of the newest.
    fn state(&self, edition: &Edition) -> String {
        format!("{:x}-{}", self.life, edition.number)
    }
}
