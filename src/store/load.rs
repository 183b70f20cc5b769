//! Fills a dataset from graph files: several threads decompress, verify and parse, one loads.

use std::path::Path;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::channel;
use std::sync::mpsc::sync_channel;
use std::thread;

use oxigraph::model::Quad;
use oxigraph::store::StorageError;
use oxigraph::store::Store as Dataset;

use super::Fault;
use super::files;
use crate::model::Sha256;

/// How many batches of quads may wait for the loader, per thread.
const WAITING: usize = 8;

/// What a reading thread tells the loader of one file after the other.
enum Message {
    Quads(Vec<Quad>),
    End(Result<(), Fault>),
}

/// The loader's end of its talk with a reading thread.
struct Reader {
    messages: Receiver<Message>,
    /// Takes quads back: where memory was taken, it is given back with the least waste.
    loaded: Sender<Vec<Quad>>,
}

/// Loads the graphs named by `hashes`, in their order, so that equal stores answer in equal order.
/// Returns the fault of each file that could not be loaded; of such a file nothing is loaded.
///
/// Only a few batches per thread are in memory at any time, however large a graph is.
pub(super) fn fill(
    dataset: &Dataset,
    store: &Path,
    hashes: &[&Sha256],
) -> Result<Vec<(Sha256, Fault)>, StorageError> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(hashes.len());
    thread::scope(|scope| {
        let mut readers = Vec::new();
        for first in 0..threads {
            let (sender, messages) = sync_channel(WAITING);
            let (loaded, done) = channel();
            let own = hashes.iter().skip(first).step_by(threads);
            scope.spawn(move || read(store, own.copied(), &sender, &done));
            readers.push(Reader { messages, loaded });
        }
        let mut faults = Vec::new();
        for (reader, hash) in readers.iter().cycle().zip(hashes) {
            if let Err(fault) = load(dataset, reader)? {
                faults.push(((*hash).clone(), fault));
            }
        }
        Ok(faults)
    })
}

/// Reads one file after the other until all are read or nobody listens any more.
fn read<'a>(
    store: &Path,
    hashes: impl Iterator<Item = &'a Sha256>,
    sender: &SyncSender<Message>,
    done: &Receiver<Vec<Quad>>,
) {
    for hash in hashes {
        let end = files::read_quads(store, hash, |quads| {
            done.try_iter().for_each(drop);
            sender.send(Message::Quads(quads)).is_ok()
        });
        if sender.send(Message::End(end)).is_err() {
            return;
        }
    }
}

/// Loads the next file of a reading thread, all of it or nothing.
fn load(dataset: &Dataset, reader: &Reader) -> Result<Result<(), Fault>, StorageError> {
    let mut transaction = dataset.start_transaction()?;
    loop {
        match reader.messages.recv().expect("a reading thread ends each of its files") {
            Message::Quads(quads) => {
                transaction.extend(&quads);
                // A thread that has read its last file takes nothing back.
                drop(reader.loaded.send(quads));
            }
            Message::End(Ok(())) => {
                transaction.commit()?;
                return Ok(Ok(()));
            }
            Message::End(Err(fault)) => return Ok(Err(fault)),
        }
    }
}
