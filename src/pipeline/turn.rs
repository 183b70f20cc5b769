//! The turn of one who decides: until the decision is carried out or taken back, nobody else writes to the store.

use std::fs;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::store::Manifest;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::Writer;

static TURN: Mutex<()> = Mutex::new(());

/// What one who decides has alone. Others of this process wait for it; another process is told.
pub(super) struct Turn {
    /// The store as it is until the decision is carried out.
    pub(super) store: Store,
    /// Holds the store.
    pub(super) writer: Writer,
    /// Holds the others of this process up.
    pub(super) hold: MutexGuard<'static, ()>,
}

impl Turn {
    /// Waits for the turn at a store.
    pub(super) fn wait(folder: &Path) -> Result<Self, StoreError> {
        let hold = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        // A writer would make a store where there is none.
        Manifest::read(folder)?;
        let writer = Writer::open(folder)?;
        Ok(Self { store: Store::open(folder)?, writer, hold })
    }
}

/// A file that something was added to; it is taken back unless it is kept.
pub(super) struct Added {
    path: PathBuf,
    /// How long it was; none where it was not there.
    before: Option<u64>,
    is_kept: bool,
}

impl Added {
    /// Adds to the end of a file what the text that is there asks for.
    pub(super) fn add(path: &Path, text: impl FnOnce(&str) -> String) -> io::Result<Self> {
        let there = match fs::read_to_string(path) {
            Ok(there) => Some(there),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let before = there.as_ref().map(|there| there.len() as u64);
        let text = text(there.as_deref().unwrap_or_default());
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        let added = Self { path: path.to_owned(), before, is_kept: false };
        file.write_all(text.as_bytes())?;
        Ok(added)
    }

    /// Leaves what was added where it is.
    pub(super) fn keep(mut self) {
        self.is_kept = true;
    }
}

impl Drop for Added {
    fn drop(&mut self) {
        if self.is_kept {
            return;
        }
        // What cannot be taken back is told by the next build.
        let _ = match self.before {
            Some(length) => {
                OpenOptions::new().write(true).open(&self.path).and_then(|it| it.set_len(length))
            }
            None => fs::remove_file(&self.path),
        };
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn what_is_not_kept_is_taken_back() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("decisions");
        let add = |line: &'static str| {
            Added::add(&path, |before| {
                format!("{}{line}", if before.is_empty() { "" } else { "\n" })
            })
        };
        drop(add("one").unwrap());
        assert!(!path.exists());
        add("one").unwrap().keep();
        drop(add("two").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        add("three").unwrap().keep();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\nthree");
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_is() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("decisions");
        fs::write(&path, b"caf\xe9").unwrap();
        assert!(Added::add(&path, |_| "one".to_owned()).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"caf\xe9");
    }
}
