//! Compares a folder with its manifest, and removes what the manifest does not name.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use super::Fault;
use super::Manifest;
use super::Problem;
use super::StoreError;
use super::disk;
use super::files;
use super::files::Kind;
use super::files::Need;
use crate::model::Sha256;

/// Returns what is wrong with the files of a store: with those that the manifest names, and that there
/// are others.
pub(super) fn check(folder: &Path) -> Result<Vec<Problem>, StoreError> {
    let manifest = Manifest::read(folder)?;
    let mut problems = damaged(folder, &manifest);
    problems.extend(unnamed(folder, &manifest)?);
    problems.sort();
    Ok(problems)
}

/// Reads every file that the manifest names and hashes it.
pub(super) fn damaged(folder: &Path, manifest: &Manifest) -> Vec<Problem> {
    let needs: Vec<_> = files::named_by(manifest).into_iter().collect();
    needs
        .into_par_iter()
        .filter_map(|((kind, hash), need)| {
            let fault = fault_of(folder, kind, hash, &need)?;
            Some(Problem { file: kind.file(hash), fault, needed_by: need.by })
        })
        .collect()
}

fn fault_of(folder: &Path, kind: Kind, hash: &Sha256, need: &Need) -> Option<Fault> {
    if kind != Kind::Graph {
        return files::read_plain(folder, kind, hash).err();
    }
    match (files::count_quads(folder, hash), need.quads) {
        (Err(fault), _) => Some(fault),
        (Ok(found), Some(expected)) if found != expected => {
            Some(Fault::Miscounted { found, expected })
        }
        _ => None,
    }
}

fn unnamed(folder: &Path, manifest: &Manifest) -> Result<Vec<Problem>, StoreError> {
    let needs = files::named_by(manifest);
    let mut problems = Vec::new();
    for kind in Kind::ALL {
        for name in names_in(&folder.join(kind.folder()))? {
            let name = name.to_string_lossy();
            let is_named =
                kind.hash_in(&name).is_some_and(|hash| needs.contains_key(&(kind, &hash)));
            if !is_named {
                let file = format!("{}/{name}", kind.folder());
                problems.push(Problem { file, fault: Fault::Unnamed, needed_by: Vec::new() });
            }
        }
    }
    Ok(problems)
}

/// Removes what a crash, a removal or a replacement left behind: only files with names of ours.
///
/// What cannot be removed now does no harm, and the next writer tries again.
pub(super) fn sweep(folder: &Path, manifest: &Manifest) {
    let needs = files::named_by(manifest);
    for kind in Kind::ALL {
        let part = folder.join(kind.folder());
        for name in names_in(&part).unwrap_or_default() {
            let text = name.to_string_lossy();
            let is_left_over =
                kind.hash_in(&text).is_some_and(|hash| !needs.contains_key(&(kind, &hash)));
            if is_left_over || text.ends_with(disk::UNFINISHED) {
                drop(disk::remove(&part.join(&name)));
            }
        }
    }
    for name in names_in(folder).unwrap_or_default() {
        if name.to_string_lossy().ends_with(disk::UNFINISHED) {
            drop(disk::remove(&folder.join(&name)));
        }
    }
}

/// Returns the names of a folder's entries, sorted.
fn names_in(folder: &Path) -> Result<Vec<OsString>, StoreError> {
    let entries = fs::read_dir(folder).map_err(StoreError::file("list", folder))?;
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(StoreError::file("list", folder))?.file_name());
    }
    names.sort();
    Ok(names)
}
