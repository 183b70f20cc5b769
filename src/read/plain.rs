//! `.txt` and `.md`: the text is the file, decoded.

use std::path::Path;

use super::ReadError;
use super::Reading;
use super::encoding;

/// Reads plain text; nothing but its byte-order mark is taken off.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Reading, ReadError> {
    let decoded =
        encoding::decode(bytes, None).ok_or_else(|| ReadError::Binary { path: path.to_owned() })?;
    Ok(Reading {
        text: decoded.text,
        encoding: decoded.encoding,
        is_plain: true,
        notes: decoded.notes,
        ..Reading::default()
    })
}
