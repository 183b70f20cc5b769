//! Writes files so that a crash or a full disk leaves each of them whole or absent.

use std::ffi::OsStr;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// Ends the names of files that are not whole yet.
pub(super) const UNFINISHED: &str = ".unfinished";

/// What is about to be done to the disk; tests let it fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    CreateFolder,
    Create,
    Write,
    Sync,
    Rename,
    SyncFolder,
    Remove,
}

/// Creates a folder and those above it, where they are missing.
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    about_to(Step::CreateFolder, folder)?;
    fs::create_dir_all(folder)
}

/// Writes a file under another name beside it, waits until the disk has it, and renames it.
///
/// Nobody ever sees half a file under `path`. The rename itself is sure only after [`sync_folder`].
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = unfinished_name(path);
    let written = write_and_sync(&unfinished, bytes).and_then(|()| {
        about_to(Step::Rename, path)?;
        fs::rename(&unfinished, path)
    });
    if written.is_err() {
        // A full disk needs the room; what cannot be removed now, the next writer removes.
        drop(remove(&unfinished));
    }
    written
}

fn write_and_sync(path: &Path, bytes: &[u8]) -> io::Result<()> {
    about_to(Step::Create, path)?;
    let mut file = File::create(path)?;
    if let Err(error) = about_to(Step::Write, path) {
        file.write_all(&bytes[..bytes.len() / 2])?;
        return Err(error);
    }
    file.write_all(bytes)?;
    about_to(Step::Sync, path)?;
    file.sync_all()
}

/// Waits until the disk has the names in a folder.
///
/// Other systems than Unix cannot open a folder as a file, and order renames themselves.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    about_to(Step::SyncFolder, folder)?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// Removes a file.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    about_to(Step::Remove, path)?;
    fs::remove_file(path)
}

/// Returns a name that no other thread of this process uses; other processes wait for the lock.
fn unfinished_name(path: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut name = path.file_name().map(OsStr::to_owned).unwrap_or_default();
    name.push(format!(".{count}{UNFINISHED}"));
    path.with_file_name(name)
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests it fails when told to")]
fn about_to(_: Step, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use super::faults::about_to;
