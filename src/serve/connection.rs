//! Sockets: who may be connected, how many, how long.
//!
//! Somebody who sends a byte a second, or reads none, must not keep others out: headers have to come in time, an answer has to be taken in
//! time, and when all places are taken the one who has waited longest without a request gives way. Does not look into requests.

use super::Server;
use super::answer::answer;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::BTreeMap;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio::time::{Instant, Sleep, sleep};

/// At most so many connections at once.
const PLACES: usize = 1500;
/// A request has to be there within this time, also the next one on the same connection.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// Some part of an answer has to be taken within this time.
const WRITE_TIME: Duration = Duration::from_secs(30);
/// The request line and all headers together, in bytes.
const HEADER_BYTES: usize = 16 << 10;
/// The number of headers.
const HEADERS: usize = 64;

/// Asks the system for enough open files for all places.
pub(super) fn make_room() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let wanted = 2 * PLACES as u64;
        let limit = getrlimit(Resource::Nofile);
        if limit.current.is_some_and(|current| current < wanted) {
            let current = Some(limit.maximum.map_or(wanted, |maximum| maximum.min(wanted)));
            // With fewer files there are fewer places; see `accept`.
            let _ = setrlimit(Resource::Nofile, Rlimit { current, maximum: limit.maximum });
        }
    }
}

/// Everybody who is connected, the longest first.
#[derive(Default)]
struct Guests {
    places: Mutex<BTreeMap<u64, Guest>>,
    next: AtomicU64,
}

struct Guest {
    connection: AbortHandle,
    /// Whether a request of it is being answered.
    served: Arc<AtomicBool>,
}

impl Guests {
    /// Makes a place free; `false` when everybody is being served.
    fn make_place(&self) -> bool {
        let longest = {
            let mut places = self.places();
            let idle = places.iter().find(|(_, guest)| !guest.served.load(Ordering::Relaxed)).map(|(number, _)| *number);
            idle.and_then(|number| places.remove(&number))
        };
        longest.map(|guest| guest.connection.abort()).is_some()
    }

    fn places(&self) -> MutexGuard<'_, BTreeMap<u64, Guest>> {
        self.places.lock().expect("no panic while the lock is held")
    }

    fn count(&self) -> usize {
        self.places().len()
    }
}

/// Accepts connections for ever.
pub(super) async fn accept(listener: TcpListener, server: Arc<Server>) {
    let guests = Arc::new(Guests::default());
    loop {
        match listener.accept().await {
            Ok((stream, _)) if guests.count() < PLACES || guests.make_place() => welcome(stream, &server, &guests),
            // Nobody can give way: the newcomer is sent off by closing.
            Ok(_) => {}
            Err(_) => {
                // No more files: somebody has to go before the next can come.
                guests.make_place();
                sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

fn welcome(stream: TcpStream, server: &Arc<Server>, guests: &Arc<Guests>) {
    let local = stream.local_addr().ok().map(|address| address.ip());
    // Pages are small and wanted at once.
    let _ = stream.set_nodelay(true);
    let number = guests.next.fetch_add(1, Ordering::Relaxed);
    let served = Arc::new(AtomicBool::new(false));
    let (server, leaving) = (server.clone(), Leaving { guests: guests.clone(), number });
    let busy = served.clone();
    let connection = tokio::spawn(async move {
        let _leaving = leaving;
        let service = service_fn(move |request| {
            let (server, busy) = (server.clone(), Busy::new(&busy));
            async move { answer(&server, request, local, busy).await }
        });
        let io = TokioIo::new(Patient { stream, limit: None });
        // What goes wrong on a connection is its own affair.
        let _ = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIME)
            .max_buf_size(HEADER_BYTES)
            .max_headers(HEADERS)
            .serve_connection(io, service)
            .await;
    });
    // The one thread of the server is here, so that the connection cannot have ended yet.
    guests.places().insert(number, Guest { connection: connection.abort_handle(), served });
}

/// Gives the place free when a connection ends, however it ends.
struct Leaving {
    guests: Arc<Guests>,
    number: u64,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.guests.places().remove(&self.number);
    }
}

/// While it lives, the connection does not give way.
#[derive(Debug)]
pub(super) struct Busy(Arc<AtomicBool>);

impl Busy {
    fn new(served: &Arc<AtomicBool>) -> Self {
        served.store(true, Ordering::Relaxed);
        Self(served.clone())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// A socket whose other end has to take something in time.
struct Patient {
    stream: TcpStream,
    /// Runs while the other end takes nothing.
    limit: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn in_time<T>(&mut self, cx: &mut Context<'_>, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.limit = None;
            return done;
        }
        let limit = self.limit.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(Instant::now() + WRITE_TIME)));
        match limit.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Patient {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.in_time(cx, done)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, parts: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.in_time(cx, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
