//! Which files of a folder are documents.

use std::ffi::OsStr;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use super::ReadError;
use super::format::Format;

/// Files with these names say something about documents and are none.
const BESIDE: &[&str] = &["corpus.toml", "identity.toml", "corrections.jsonl", "sha256sums"];
/// How many names a note lists.
const NAMED: usize = 5;
/// A folder with this file is a store, if the file says so: its texts are copies.
const MANIFEST: &str = "manifest.json";
/// What a store's manifest says, within so many bytes.
const STORE: (&[u8], u64) = (b"\"sayso-store/", 200);

/// The files of a folder and the folders in it.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Paths from the folder, with slashes, and the paths to open; in order.
    pub(super) documents: Vec<(String, PathBuf)>,
    /// What was left out, as sentences.
    pub(super) notes: Vec<String>,
}

/// Lists a folder; what lies in a store is left out. Links to folders are not followed, links to files only where they stay inside.
pub(super) fn list(root: &Path) -> Result<Files, ReadError> {
    let inside = fs::canonicalize(root).map_err(|error| fault(root, error))?;
    let mut walk = Walk { inside, ..Walk::default() };
    let mut folders = vec![(String::new(), root.to_owned())];
    while let Some((prefix, folder)) = folders.pop() {
        if is_store(&folder) {
            continue;
        }
        let entries = fs::read_dir(&folder).map_err(|error| fault(&folder, error))?;
        for entry in entries {
            let entry = entry.map_err(|error| fault(&folder, error))?;
            let name = name_of(&entry.file_name());
            let file = format!("{prefix}{name}");
            if name.starts_with('.') {
                continue;
            }
            let kind = entry.file_type().map_err(|error| fault(&entry.path(), error))?;
            if kind.is_dir() {
                folders.push((file + "/", entry.path()));
            } else if kind.is_symlink() && !walk.stays_inside(&entry.path()) {
                walk.links.push(file);
            } else if kind.is_file() || kind.is_symlink() {
                walk.add(file, &name, entry.path());
            } else {
                // Opening a pipe would wait for a writer, perhaps for ever.
                walk.others.push(file);
            }
        }
    }
    Ok(walk.finish())
}

/// Returns a file's name as text; two names that differ stay two, whatever their bytes: `%FF` stands for a byte
/// that is no text.
pub(super) fn name_of(name: &OsStr) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    text
}

fn is_store(folder: &Path) -> bool {
    let (mark, within) = STORE;
    let Ok(file) = File::open(folder.join(MANIFEST)) else { return false };
    let mut start = Vec::new();
    file.take(within).read_to_end(&mut start).is_ok()
        && start.windows(mark.len()).any(|bytes| bytes == mark)
}

fn fault(path: &Path, source: io::Error) -> ReadError {
    ReadError::Folder { path: path.to_owned(), source }
}

/// Returns whether a path leads to a file inside a canonical folder, or to nothing at all.
pub(super) fn stays_inside(inside: &Path, path: &Path) -> bool {
    fs::canonicalize(path).map_or(true, |target| target.starts_with(inside))
}

#[derive(Default)]
struct Walk {
    inside: PathBuf,
    documents: Vec<(String, PathBuf)>,
    others: Vec<String>,
    links: Vec<String>,
}

impl Walk {
    fn stays_inside(&self, link: &Path) -> bool {
        link.is_file() && stays_inside(&self.inside, link)
    }

    fn add(&mut self, file: String, name: &str, path: PathBuf) {
        if is_beside(name) {
            return;
        }
        match Format::of_name(name) {
            Some(_) => self.documents.push((file, path)),
            None => self.others.push(file),
        }
    }

    fn finish(mut self) -> Files {
        self.documents.sort();
        let others = note("of kinds that are not read", self.others);
        let links =
            note("links to folders, to nothing or out of the folder, and not followed", self.links);
        Files { documents: self.documents, notes: others.into_iter().chain(links).collect() }
    }
}

fn is_beside(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_script = Path::new(&name).extension().is_some_and(|extension| extension == "sh");
    BESIDE.contains(&name.as_str()) || name.starts_with("readme") || is_script
}

fn note(what: &str, mut files: Vec<String>) -> Option<String> {
    files.sort();
    let more = files.len().saturating_sub(NAMED);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let are = if files.len() == 1 { "file is" } else { "files are" };
    let first = files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    (!files.is_empty()).then(|| format!("{} {are} {what}: {first}{rest}.", files.len()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::list;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, "text").expect("written");
        }
        folder
    }

    fn names(root: &Path) -> (Vec<String>, Vec<String>) {
        let files = list(root).expect("listed");
        (files.documents.into_iter().map(|(file, _)| file).collect(), files.notes)
    }

    #[test]
    fn documents_are_found_and_others_told() {
        let folder = folder(&[
            "b.txt",
            "a.md",
            "sub/deep/c.html",
            "corpus.toml",
            "identity.toml",
            "corrections.jsonl",
            "run.sh",
            "SHA256SUMS",
            "README.md",
            ".hidden.txt",
            ".git/d.txt",
            "z.csv",
            "sub/y.png",
            "x",
        ]);
        let (documents, notes) = names(folder.path());
        assert_eq!(documents, ["a.md", "b.txt", "sub/deep/c.html"]);
        assert_eq!(notes, ["3 files are of kinds that are not read: sub/y.png, x, z.csv."]);
    }

    #[test]
    fn the_texts_of_a_store_are_no_documents() {
        let folder = folder(&["a.txt", "kept.db/texts/b.txt", "kept.db/x.gz", "other/c.txt"]);
        let write = |file: &str, manifest: &str| {
            fs::write(folder.path().join(file), manifest).expect("written");
        };
        write("kept.db/manifest.json", "{\n  \"format\": \"sayso-store/1\"\n}\n");
        write("other/manifest.json", "{\"short_name\": \"a page\"}");
        let (documents, notes) = names(folder.path());
        assert_eq!(documents, ["a.txt", "other/c.txt"]);
        assert_eq!(notes, ["1 file is of kinds that are not read: other/manifest.json."]);
        assert_eq!(names(&folder.path().join("kept.db")), (Vec::new(), Vec::new()));
    }

    #[test]
    fn many_others_are_not_all_named() {
        let folder = folder(&["1.a", "2.a", "3.a", "4.a", "5.a", "6.a"]);
        let (_, notes) = names(folder.path());
        assert_eq!(
            notes,
            ["6 files are of kinds that are not read: 1.a, 2.a, 3.a, 4.a, 5.a and 1 more."]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_neither_loop_nor_leave() {
        let outside = folder(&["secret.txt"]);
        let folder = folder(&["a.txt", "sub/b.txt"]);
        let link = |to: &Path, at: &str| {
            std::os::unix::fs::symlink(to, folder.path().join(at)).expect("linked");
        };
        link(folder.path(), "sub/loop");
        link(Path::new("self.txt"), "self.txt");
        link(&outside.path().join("secret.txt"), "leaves.txt");
        link(outside.path(), "away");
        link(Path::new("sub/b.txt"), "again.txt");
        let (documents, notes) = names(folder.path());
        assert_eq!(documents, ["a.txt", "again.txt", "sub/b.txt"]);
        assert_eq!(
            notes,
            ["4 files are links to folders, to nothing or out of the folder, and not followed: \
             away, leaves.txt, self.txt, sub/loop."]
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_left_out() {
        let folder = folder(&["a.txt"]);
        let socket = std::os::unix::net::UnixListener::bind(folder.path().join("b.txt"));
        assert!(socket.is_ok());
        let (documents, notes) = names(folder.path());
        assert_eq!(documents, ["a.txt"]);
        assert_eq!(notes, ["1 file is of kinds that are not read: b.txt."]);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_apart() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let name = |bytes: &[u8]| super::name_of(OsStr::from_bytes(bytes));
        assert_eq!(name(b"a\xff\xfe.txt"), "a%FF%FE.txt");
        assert_eq!(name(b"a\xff\xfd.txt"), "a%FF%FD.txt");
        assert_eq!(name("é \n.txt".as_bytes()), "é \n.txt");
    }
}
