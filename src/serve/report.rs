//! A site as files that need no server: every page that the first one leads to, with the files that pages need.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;

use super::Request;
use super::Site;
use super::links;
use super::links::Linked;

/// The file of a report that lists all others.
pub const LIST: &str = "sayso-report.txt";

/// Why a report cannot be written.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum ReportError {
    #[error("{path} holds something else than a report", path = path.display())]
    Foreign { path: PathBuf },
    #[error("cannot {action} {path}", path = path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },
    #[error("{address} cannot be shown: {told}")]
    Page { address: String, told: String },
    #[error("{first} and {second} would be one file")]
    OneFile { first: String, second: String },
}

/// Writes every page into `folder`, and takes out what an earlier report there had; returns how many files there are.
pub fn report(site: &Site, folder: &Path) -> Result<usize, ReportError> {
    let earlier = earlier(folder)?;
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut next: BTreeSet<String> = BTreeSet::from(["/".to_owned()]);
    while !next.is_empty() {
        let addresses: Vec<String> = std::mem::take(&mut next).into_iter().collect();
        let found: Vec<BTreeSet<String>> = addresses
            .par_iter()
            .map(|address| put(site, folder, address))
            .collect::<Result<_, ReportError>>()?;
        for address in addresses {
            files.insert(links::file(&address), address);
        }
        for address in found.into_iter().flatten() {
            match files.get(&links::file(&address)) {
                None => drop(next.insert(address)),
                Some(known) if is_other(known, &address) => {
                    let first = known.clone();
                    return Err(ReportError::OneFile { first, second: address });
                }
                Some(_) => {}
            }
        }
        // Two addresses of one file, such as a list and its first page, are one page.
        let mut seen = BTreeSet::new();
        next.retain(|address| seen.insert(links::file(address)));
    }
    for gone in earlier.iter().filter(|file| !files.contains_key(*file)) {
        fs::remove_file(folder.join(gone)).or_else(is_gone).map_err(file_error("remove", gone))?;
    }
    let list = files.keys().map(String::as_str).collect::<Vec<_>>().join("\n") + "\n";
    write(folder, LIST, list.as_bytes())?;
    Ok(files.len() + 1)
}

fn is_gone(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

/// Returns whether two addresses of one file are different pages.
fn is_other(one: &str, other: &str) -> bool {
    let path = |address: &str| Request::get(address).path;
    path(one) != path(other)
}

/// Returns the files of an earlier report; a folder that holds anything else is refused.
fn earlier(folder: &Path) -> Result<Vec<String>, ReportError> {
    let open = |source| ReportError::File { action: "read", path: folder.to_owned(), source };
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(open(error)),
    };
    if is_empty {
        return Ok(Vec::new());
    }
    let list = fs::read_to_string(folder.join(LIST))
        .map_err(|_| ReportError::Foreign { path: folder.to_owned() })?;
    let is_ours = |line: &&str| {
        !line.starts_with('/') && line.split('/').all(|part| !matches!(part, "" | "." | ".."))
    };
    Ok(list.lines().filter(is_ours).map(str::to_owned).collect())
}

/// Writes what stands at an address, and returns the addresses that it leads to.
fn put(site: &Site, folder: &Path, address: &str) -> Result<BTreeSet<String>, ReportError> {
    let file = links::file(address);
    let linked = Linked::default();
    let request = Request::get(address);
    let response = if address.starts_with("/assets/") {
        site.respond(&request)
    } else {
        site.file(&request, &file, &linked)
    };
    if response.status != 200 {
        let told = String::from_utf8_lossy(response.bytes()).trim().to_owned();
        return Err(ReportError::Page { address: address.to_owned(), told });
    }
    write(folder, &file, response.bytes())?;
    Ok(linked.all())
}

fn write(folder: &Path, file: &str, bytes: &[u8]) -> Result<(), ReportError> {
    let path = folder.join(file);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(file_error("make", parent))?;
    fs::write(&path, bytes).map_err(file_error("write", &path))
}

fn file_error(
    action: &'static str,
    path: impl AsRef<Path>,
) -> impl FnOnce(io::Error) -> ReportError {
    let path = path.as_ref().to_owned();
    move |source| ReportError::File { action, path, source }
}
