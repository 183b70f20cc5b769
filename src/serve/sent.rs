//! Answers on their way to a client: a thread writes, the connection sends. What is small is sent at once with its length; of what
//! is not, the beginning is sent when it is there, and a failure after that breaks the connection off, so that nobody takes a part for the whole.

use std::io;
use std::io::Write;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::task::Context;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use hyper::body::Body;
use hyper::body::Bytes;
use hyper::body::Frame;
use hyper::body::SizeHint;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::sync::mpsc::Receiver;
use tokio::sync::mpsc::Sender;
use tokio::sync::oneshot;
use tokio::time;
use tokio::time::Instant;

use super::Response;
use super::stop::Reason;
use super::stop::Stop;

/// How much is sent at once.
const CHUNK: usize = 64 << 10;

/// How many chunks may wait for the client.
const WAITING: usize = 4;

type Headers = Vec<(&'static str, String)>;

/// Says that nobody waits any more, once it is dropped.
pub(super) struct Left(pub(super) Stop);

impl Drop for Left {
    fn drop(&mut self) {
        self.0.stop(Reason::Left);
    }
}

/// An answer of which at least the beginning is there.
pub(super) struct Begun {
    status: u16,
    headers: Headers,
    first: Vec<u8>,
    rest: Option<Rest>,
}

/// What comes after the beginning.
struct Rest {
    chunks: Receiver<Bytes>,
    is_whole: Arc<AtomicBool>,
}

/// What a connection sends.
pub(super) struct Sent {
    first: Option<Bytes>,
    rest: Option<Rest>,
    _left: Option<Left>,
}

/// Returns an answer that is all there.
pub(super) fn at_once(response: Response) -> hyper::Response<Sent> {
    let response = response.whole();
    let first = Some(Bytes::copy_from_slice(response.bytes()));
    head(response.status, response.headers, Sent { first, rest: None, _left: None })
}

/// Returns an answer that is begun.
pub(super) fn begun(begun: Begun, left: Left) -> hyper::Response<Sent> {
    let first = Some(Bytes::from(begun.first));
    head(begun.status, begun.headers, Sent { first, rest: begun.rest, _left: Some(left) })
}

fn head(status: u16, headers: Headers, body: Sent) -> hyper::Response<Sent> {
    let mut builder = hyper::Response::builder().status(status);
    for (name, value) in headers {
        // What cannot stand in a header is left out.
        if let Ok(value) = hyper::header::HeaderValue::from_str(&value) {
            builder = builder.header(name, value);
        }
    }
    builder.body(body).expect("our statuses and names of headers are well-formed")
}

impl Body for Sent {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(first) = self.first.take().filter(|first| !first.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        let Some(rest) = &mut self.rest else { return Poll::Ready(None) };
        Poll::Ready(match ready!(rest.chunks.poll_recv(context)) {
            Some(chunk) => Some(Ok(Frame::data(chunk))),
            None if rest.is_whole.load(Ordering::Acquire) => None,
            None => Some(Err(io::Error::other("the answer broke off"))),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && self.first.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        let first = self.first.as_ref().map_or(0, |first| first.len() as u64);
        match self.rest {
            None => SizeHint::with_exact(first),
            Some(_) => SizeHint::default(),
        }
    }
}

/// Takes what a thread writes.
pub(super) struct Output<'a> {
    begin: Option<oneshot::Sender<Begun>>,
    status: u16,
    headers: Headers,
    buffer: Vec<u8>,
    rest: Option<(Sender<Bytes>, Arc<AtomicBool>)>,
    runtime: &'a Handle,
    deadline: Instant,
}

impl<'a> Output<'a> {
    /// Returns an output for an answer that may take so long.
    pub(super) fn new(begin: oneshot::Sender<Begun>, runtime: &'a Handle, time: Duration) -> Self {
        Self {
            begin: Some(begin),
            status: 200,
            headers: Headers::new(),
            buffer: Vec::new(),
            rest: None,
            runtime,
            deadline: Instant::now() + time,
        }
    }

    /// Says what comes before what is written.
    pub(super) fn set_head(&mut self, status: u16, headers: Headers) {
        (self.status, self.headers) = (status, headers);
    }

    /// Sends an answer that is all there.
    pub(super) fn begin_whole(&mut self, status: u16, headers: Headers, first: Vec<u8>) {
        self.begin(Begun { status, headers, first, rest: None });
    }

    /// Sends what is left.
    pub(super) fn finish(mut self) {
        match self.rest.take() {
            None => {
                let (headers, first) =
                    (std::mem::take(&mut self.headers), std::mem::take(&mut self.buffer));
                self.begin_whole(self.status, headers, first);
            }
            Some(rest) => {
                let is_whole = Arc::clone(&rest.1);
                self.rest = Some(rest);
                if self.send_buffer().is_ok() {
                    is_whole.store(true, Ordering::Release);
                }
            }
        }
    }

    /// Sends another answer where nothing was sent yet; else the connection breaks off.
    pub(super) fn break_off(mut self, instead: Response) {
        if self.rest.is_none() {
            let instead = instead.in_place_of(std::mem::take(&mut self.headers));
            let bytes = instead.bytes().to_vec();
            self.begin_whole(instead.status, instead.headers, bytes);
        }
    }

    fn begin(&mut self, begun: Begun) {
        if let Some(begin) = self.begin.take() {
            // A client that has left takes nothing.
            drop(begin.send(begun));
        }
    }

    fn send_buffer(&mut self) -> io::Result<()> {
        let chunk = std::mem::take(&mut self.buffer);
        let Some((sender, _)) = &self.rest else {
            let (sender, chunks) = mpsc::channel(WAITING);
            let is_whole = Arc::new(AtomicBool::new(false));
            let rest = Some(Rest { chunks, is_whole: Arc::clone(&is_whole) });
            let headers = std::mem::take(&mut self.headers);
            self.rest = Some((sender, is_whole));
            self.begin(Begun { status: self.status, headers, first: chunk, rest });
            return Ok(());
        };
        let send = sender.send(Bytes::from(chunk));
        match self.runtime.block_on(async { time::timeout_at(self.deadline, send).await }) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            self.send_buffer()?;
        }
        Ok(bytes.len())
    }

    /// Small pieces are sent together, whoever asks for what.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use tokio::runtime::Builder;

    use super::*;

    /// What a client got: the status, the length that was told before, the body, or that it broke off.
    type Got = (u16, Option<u64>, Result<usize, String>);

    fn got(
        time: Duration,
        write: impl FnOnce(&mut Output<'_>) -> Result<(), Response> + Send + 'static,
    ) -> Got {
        let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
        let handle = runtime.handle().clone();
        let (begin, begun) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let mut output = Output::new(begin, &handle, time);
            match write(&mut output) {
                Ok(()) => output.finish(),
                Err(instead) => output.break_off(instead),
            }
        });
        let got = runtime.block_on(async {
            let response = super::begun(begun.await.unwrap(), Left(Stop::default()));
            let length = response.body().size_hint().exact();
            let status = response.status().as_u16();
            let body = response.into_body().collect().await;
            (
                status,
                length,
                body.map(|body| body.to_bytes().len()).map_err(|error| error.to_string()),
            )
        });
        thread.join().unwrap();
        got
    }

    const LONG: Duration = Duration::from_secs(60);

    fn instead() -> Response {
        Response::text(503, "too long")
    }

    #[test]
    fn what_is_small_is_sent_with_its_length() {
        let small = got(LONG, |output| {
            output.write_all(b"small").unwrap();
            Ok(())
        });
        assert_eq!(small, (200, Some(5), Ok(5)));
    }

    #[test]
    fn what_is_large_is_sent_bit_by_bit() {
        let large = got(LONG, |output| {
            for _ in 0..1000 {
                output.write_all(&[b'x'; 1000]).unwrap();
            }
            Ok(())
        });
        assert_eq!(large, (200, None, Ok(1_000_000)));
    }

    #[test]
    fn a_failure_before_the_beginning_is_another_answer_and_after_it_breaks_off() {
        assert_eq!(got(LONG, |_| Err(instead())), (503, Some(9), Ok(9)));
        let broken = got(LONG, |output| {
            output.write_all(&vec![b'x'; CHUNK]).unwrap();
            Err(instead())
        });
        assert_eq!(broken, (200, None, Err("the answer broke off".to_owned())));
    }

    #[test]
    fn a_client_that_leaves_is_noticed_and_one_that_does_not_read_is_not_waited_for() {
        let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
        let handle = runtime.handle().clone();
        let (begin, begun) = oneshot::channel();
        let mut output = Output::new(begin, &handle, Duration::from_millis(100));
        let stop = Stop::default();
        output.write_all(&vec![b'x'; CHUNK]).unwrap();
        let response = super::begun(begun.blocking_recv().unwrap(), Left(stop.clone()));
        let unread = (0..10).find_map(|_| output.write_all(&vec![b'x'; CHUNK]).err());
        assert_eq!(unread.unwrap().kind(), io::ErrorKind::TimedOut);
        assert_eq!(stop.reason(), None);
        drop(response);
        assert_eq!(stop.reason(), Some(Reason::Left));
        let gone = output.write_all(&vec![b'x'; CHUNK]).unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::BrokenPipe);
    }
}
