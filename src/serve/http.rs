//! A site over HTTP: listens, hands each request to a thread, and sends what the site answers.

use std::convert::Infallible;
use std::io;
use std::io::Read;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt;
use http_body_util::Either;
use http_body_util::Full;
use http_body_util::LengthLimitError;
use http_body_util::Limited;
use http_body_util::channel::Channel;
use http_body_util::channel::Sender;
use hyper::body::Bytes;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::rt::TokioTimer;
use hyper_util::server::graceful::GracefulShutdown;
use thiserror::Error;
use tokio::runtime;
use tokio::runtime::Handle;
use tokio::signal;
use tokio::task;
use tokio::time;

use super::Method;
use super::Request;
use super::Response;
use super::Site;
use super::response::Body;

/// What is sent to a client: all at once, or bit by bit.
type Sent = Either<Full<Bytes>, Channel<Bytes, io::Error>>;

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

    /// Serves a site until the program is told to stop; answers that are under way are finished.
    pub fn serve(self, site: Site) -> Result<(), ServeError> {
        let threads = runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(ServeError::Threads)?;
        threads.block_on(serve(self.listener, Arc::new(site))).map_err(ServeError::Threads)
    }
}

/// How long answers under way may take once the program is told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

async fn serve(listener: TcpListener, site: Arc<Site>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let graceful = GracefulShutdown::new();
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                // Too many open files, or a client that left at once: neither is for ever.
                Err(_) => {
                    time::sleep(Duration::from_millis(20)).await;
                    continue;
                }
            },
            _ = signal::ctrl_c() => break,
        };
        let site = Arc::clone(&site);
        let service = service_fn(move |request| answer(Arc::clone(&site), request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        // A client that breaks off is no error of ours.
        task::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    drop(time::timeout(LAST_ANSWERS, graceful.shutdown()).await);
    Ok(())
}

/// How many bytes a request may bring.
const BODY_LIMIT: usize = 1 << 20;

async fn answer(
    site: Arc<Site>,
    request: hyper::Request<Incoming>,
) -> Result<hyper::Response<Sent>, Infallible> {
    let (parts, body) = request.into_parts();
    let body = match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => body.to_bytes().to_vec(),
        Err(error) if error.is::<LengthLimitError>() => {
            return Ok(sent(Response::text(413, "that is too much: a request may bring 1 MiB")));
        }
        Err(_) => return Ok(sent(Response::text(400, "the request broke off"))),
    };
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let mut request = Request::new(method(&parts.method), target);
    request.body = body;
    request.headers = parts
        .headers
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let answered = task::spawn_blocking(move || site.respond(&request)).await;
    let response = answered.unwrap_or_else(|_| Response::text(500, "this cannot be answered"));
    Ok(sent(response))
}

fn method(method: &hyper::Method) -> Method {
    match *method {
        hyper::Method::GET => Method::Get,
        hyper::Method::HEAD => Method::Head,
        hyper::Method::POST => Method::Post,
        _ => Method::Other,
    }
}

fn sent(response: Response) -> hyper::Response<Sent> {
    let mut builder = hyper::Response::builder().status(response.status);
    for (name, value) in response.headers {
        builder = builder.header(name, value);
    }
    let body = match response.body {
        Body::Bytes(bytes) => Either::Left(Full::new(Bytes::from(bytes))),
        Body::Stream(stream) => {
            let (sender, channel) = Channel::new(4);
            let runtime = Handle::current();
            task::spawn_blocking(move || send(stream, sender, &runtime));
            Either::Right(channel)
        }
    };
    builder.body(body).expect("our headers are well-formed")
}

/// How many bytes of a stream are sent at once.
const CHUNK: usize = 64 << 10;

/// Sends a stream bit by bit, until it ends or nobody listens any more.
fn send(mut stream: Box<dyn Read + Send>, mut sender: Sender<Bytes, io::Error>, runtime: &Handle) {
    let mut chunk = vec![0; CHUNK];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => return,
            Ok(length) => {
                let data = Bytes::copy_from_slice(&chunk[..length]);
                if runtime.block_on(sender.send_data(data)).is_err() {
                    return;
                }
            }
            Err(error) => return sender.abort(error),
        }
    }
}
