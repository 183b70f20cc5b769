//! A site over HTTP: listens, hands each request to a thread, and sends what the site answers as it is written.
//!
//! An answer ends early when its client leaves, its time is over or the program takes too much memory: its [`Stop`] says so.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::panic;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::time::Duration;

use http_body_util::BodyExt;
use http_body_util::LengthLimitError;
use http_body_util::Limited;
use hyper::body::Incoming;
use hyper::header::HOST;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::rt::TokioTimer;
use hyper_util::server::graceful::GracefulShutdown;
use thiserror::Error;
use tokio::runtime;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task;
use tokio::time;

use super::Body;
use super::Method;
use super::Request;
use super::Response;
use super::Site;
use super::memory;
use super::memory::Running;
use super::packed;
use super::sent;
use super::sent::Begun;
use super::sent::Left;
use super::sent::Output;
use super::sent::Sent;
use super::stop::Reason;
use super::stop::Stop;
use super::workers::Workers;

/// Why a site cannot be served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address cannot be listened at.
    #[error("cannot listen at {host} port {port}")]
    Listen {
        /// The address or name.
        host: String,
        /// The port.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// The system gives no threads.
    #[error("cannot start threads")]
    Threads(#[source] io::Error),
}

/// A place that clients can connect to.
#[derive(Debug)]
pub struct Listener {
    listener: TcpListener,
    address: SocketAddr,
}

impl Listener {
    /// Begins to listen; the port 0 takes any that is free.
    pub fn bind(host: &str, port: u16) -> Result<Self, ServeError> {
        let failed = |source| ServeError::Listen { host: host.to_owned(), port, source };
        let listener = TcpListener::bind((host, port)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { listener, address })
    }

    /// Returns the address, with the port that was taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves a site until the program is told to stop; answers that are under way have a moment to finish.
    pub fn serve(self, site: Site) -> Result<(), ServeError> {
        let runtime = runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(ServeError::Threads)?;
        let server = Server {
            site: RwLock::new(Arc::new(site)),
            workers: Workers::start(WORKERS).map_err(ServeError::Threads)?,
            running: Running::default(),
            runtime: runtime.handle().clone(),
        };
        runtime.block_on(serve(self.listener, Arc::new(server))).map_err(ServeError::Threads)
    }
}

/// How many answers are made at once: many, so that a short one does not wait for long ones.
const WORKERS: usize = 64;

/// How long answers under way may take once the program is told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

struct Server {
    /// The site of the store as it is now; a decision makes another one.
    site: RwLock<Arc<Site>>,
    workers: Workers,
    running: Running,
    runtime: Handle,
}

async fn serve(listener: TcpListener, server: Arc<Server>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let graceful = GracefulShutdown::new();
    let watch = task::spawn(watch_memory(Arc::clone(&server)));
    prepare(&server);
    let mut told_to_stop = Box::pin(told_to_stop());
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                stream
            } else {
                // Too many open files, or a client that left at once: neither is for ever.
                time::sleep(Duration::from_millis(20)).await;
                continue;
            },
            () = &mut told_to_stop => break,
        };
        // Small answers are not held back to be sent with others.
        drop(stream.set_nodelay(true));
        let server = Arc::clone(&server);
        let service = service_fn(move |request| answered(Arc::clone(&server), request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        // A client that breaks off is no error of ours.
        task::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    drop(time::timeout(LAST_ANSWERS, graceful.shutdown()).await);
    watch.abort();
    Ok(())
}

/// Asks what many pages ask before anybody does.
fn prepare(server: &Arc<Server>) {
    let site = server.site();
    // Where there is no room for it, those who ask first wait.
    let _has_room = server.workers.bring(move || site.prepare());
}

/// Waits for Ctrl-C, or for what else ends programs.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::SignalKind;
        use tokio::signal::unix::signal;
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    drop(tokio::signal::ctrl_c().await);
}

/// How often the system is asked how much memory the program takes.
const MEMORY_WATCH: Duration = Duration::from_millis(50);

async fn watch_memory(server: Arc<Server>) {
    let mut interval = time::interval(MEMORY_WATCH);
    loop {
        interval.tick().await;
        if server.running.is_idle() {
            memory::give_back();
        }
        let Some(resident) = memory::resident() else { return };
        server.running.watch(resident, server.site().options().memory);
    }
}

async fn answered(
    server: Arc<Server>,
    request: hyper::Request<Incoming>,
) -> Result<hyper::Response<Sent>, Infallible> {
    let request = match time::timeout(BODY_TIME, read(request)).await {
        Ok(Ok(request)) => request,
        Ok(Err(refusal)) => return Ok(sent::at_once(refusal)),
        Err(_) => return Ok(sent::at_once(Response::text(408, "the request takes too long"))),
    };
    // Dropped with this future, or with the body of the answer.
    let left = Left(request.stop.clone());
    let (begin, begun) = oneshot::channel();
    let worker = Arc::clone(&server);
    if !server.workers.bring(move || worker.work(&request, begin)) {
        let busy = Response::text(503, "too many wait for an answer").with("retry-after", "1");
        return Ok(sent::at_once(busy));
    }
    Ok(match begun.await {
        Ok(begun) => sent::begun(begun, left),
        Err(_) => sent::at_once(failed()),
    })
}

/// How many bytes a request may bring.
const BODY_LIMIT: usize = 1 << 20;

/// How long a request may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(30);

async fn read(request: hyper::Request<Incoming>) -> Result<Request, Response> {
    let (parts, body) = request.into_parts();
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let mut request = Request::new(method(&parts.method), target);
    let read = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    // A whole address as the target says more than the header.
    let host = parts.uri.authority().map(|authority| authority.as_str().to_owned());
    let host = host.or_else(|| Some(read(parts.headers.get(HOST)?.as_bytes())));
    let Some(host) = host else { return Err(Response::text(400, "the request has no Host")) };
    request.headers.push(("host".to_owned(), host));
    for (name, value) in parts.headers.iter().filter(|(name, _)| **name != HOST) {
        request.headers.push((name.as_str().to_owned(), read(value.as_bytes())));
    }
    request.body = match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => body.to_bytes().to_vec(),
        Err(error) if error.is::<LengthLimitError>() => {
            return Err(Response::text(413, "that is too much: a request may bring 1 MiB"));
        }
        Err(_) => return Err(Response::text(400, "the request broke off")),
    };
    Ok(request)
}

fn method(method: &hyper::Method) -> Method {
    match *method {
        hyper::Method::GET => Method::Get,
        hyper::Method::HEAD => Method::Head,
        hyper::Method::POST => Method::Post,
        hyper::Method::OPTIONS => Method::Options,
        _ => Method::Other,
    }
}

fn failed() -> Response {
    Response::text(500, "this cannot be answered")
}

impl Server {
    fn site(&self) -> Arc<Site> {
        Arc::clone(&self.site.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows the store as it is after a decision or a build; where it cannot be opened, as it was.
    fn reopen(&self, site: &Site) {
        if let Ok(reopened) = site.reopened() {
            *self.site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(reopened);
        }
    }

    /// Makes an answer, on a thread of its own. One that nobody waits for any more is not begun.
    fn work(&self, request: &Request, begin: oneshot::Sender<Begun>) {
        if request.stop.reason().is_some() {
            return;
        }
        let mut site = self.site();
        let time = site.options().time;
        let number = self.running.begin(request.stop.clone());
        let timer = self.runtime.spawn(stop_after(time, request.stop.clone()));
        let respond = |site: &Site| {
            let respond = AssertUnwindSafe(|| site.respond(request));
            panic::catch_unwind(respond).unwrap_or_else(|_| failed())
        };
        let mut response = respond(&site);
        // Another program has built the store anew, and taken files of the old one away.
        if response.status == 500 && site.is_outdated() {
            self.reopen(&site);
            site = self.site();
            response = respond(&site);
        }
        if request.method == Method::Post && Site::has_changed(request, &response) {
            self.reopen(&site);
        }
        response = packed::response(request, response);
        let mut output = Output::new(begin, &self.runtime, time);
        match response.body {
            Body::Bytes(bytes) => output.begin_whole(response.status, response.headers, bytes),
            Body::Written(_) if request.method == Method::Head => {
                output.begin_whole(response.status, response.headers, Vec::new());
            }
            Body::Written(write) => {
                output.set_head(response.status, response.headers);
                let write = || write(&mut output);
                match panic::catch_unwind(AssertUnwindSafe(write)) {
                    Ok(Ok(())) => output.finish(),
                    Ok(Err(instead)) => output.break_off(instead),
                    Err(_) => output.break_off(failed()),
                }
            }
        }
        timer.abort();
        self.running.end(number);
    }
}

async fn stop_after(time: Duration, stop: Stop) {
    time::sleep(time).await;
    stop.stop(Reason::Time);
}
