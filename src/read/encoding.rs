//! Bytes → text: which encoding a file is in, and what in it could not be decoded.

use chardetng::EncodingDetector;
use chardetng::Iso2022JpDetection;
use chardetng::Utf8Detection;
use encoding_rs::Encoding;
use encoding_rs::ISO_8859_2;
use encoding_rs::ISO_8859_4;
use encoding_rs::UTF_8;
use encoding_rs::WINDOWS_1250;
use encoding_rs::WINDOWS_1252;
use encoding_rs::WINDOWS_1254;
use encoding_rs::WINDOWS_1257;
use encoding_rs::WINDOWS_1258;

use crate::model::Note;

/// How many bytes an encoding is guessed by.
const SAMPLE: usize = 1 << 18;
/// How many bytes before the first that is not ASCII are looked at, too.
const CONTEXT: usize = 64;

/// A decoded text and how it was decoded.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without a byte-order mark.
    pub(super) text: String,
    /// The WHATWG name of the encoding.
    pub(super) encoding: &'static str,
    /// What was guessed, and what was lost.
    pub(super) notes: Vec<Note>,
}

/// Decodes by the byte-order mark, as UTF-8 if that fits, by what the file `declares`, or by a guess.
///
/// Returns nothing for bytes that are no text.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decoded(&bytes[length..], encoding, Vec::new());
    }
    if is_binary(bytes) {
        return None;
    }
    if is_mostly_utf_8(bytes) {
        return decoded(bytes, UTF_8, Vec::new());
    }
    if let Some(encoding) = declared {
        return decoded(bytes, encoding, Vec::new());
    }
    let encoding = guess(bytes);
    let note = format!("The encoding was guessed: {}.", encoding.name());
    decoded(bytes, encoding, vec![Note { span: None, message: note }])
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, mut notes: Vec<Note>) -> Option<Decoded> {
    let (text, has_faults) = encoding.decode_without_bom_handling(bytes);
    if is_binary(text.as_bytes()) {
        return None;
    }
    let replaced = text.matches('\u{fffd}').count();
    let message = if has_faults {
        format!(
            "{replaced} malformed sequences in {} were read as the replacement character U+FFFD.",
            encoding.name()
        )
    } else {
        format!("The file itself holds the replacement character U+FFFD {replaced} times.")
    };
    if replaced > 0 {
        notes.push(Note { span: None, message });
    }
    Some(Decoded { text: text.into_owned(), encoding: encoding.name(), notes })
}

/// Returns whether bytes are no text: one is zero, or more than one in twenty is a control character.
fn is_binary(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| {
        matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f) // not tab, line and page ends, escape
    };
    bytes.contains(&0) || bytes.iter().filter(|byte| is_control(byte)).count() * 20 > bytes.len()
}

/// Returns whether bytes are UTF-8, but for a few that something has damaged.
///
/// Guessing another encoding for a text with one broken letter would break all others.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let mut letters = 0;
    let mut faults = 0;
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    faults == 0 || letters >= 4 * faults
}

/// Guesses by the bytes after the first that is not ASCII; they are as good as all, and soon looked at.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(CONTEXT);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    // Where hardly a letter is not ASCII, the other bytes are quotation marks and dashes, and tell
    // nothing of which Latin encoding it is; then it is the one of English.
    let letters = sample.iter().filter(|&&byte| byte >= 0xc0).count();
    if letters * 25 < sample.len() && is_latin(encoding) { WINDOWS_1252 } else { encoding }
}

fn is_latin(encoding: &'static Encoding) -> bool {
    let latin = [ISO_8859_2, ISO_8859_4, WINDOWS_1250, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258];
    latin.contains(&encoding)
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1251;
    use encoding_rs::WINDOWS_1252;

    use super::decode;

    fn check(bytes: &[u8], expected: &str, encoding: &str, notes: usize) {
        let decoded = decode(bytes, None).expect("text");
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding, decoded.notes.len()),
            (expected, encoding, notes)
        );
    }

    #[test]
    fn text_stays_as_it_is() {
        check("a\r\nb\u{a0}🏳️‍🌈".as_bytes(), "a\r\nb\u{a0}🏳️‍🌈", "UTF-8", 0);
        check("\u{feff}a\u{feff}".as_bytes(), "a\u{feff}", "UTF-8", 0);
        check(b"", "", "UTF-8", 0);
    }

    #[test]
    fn byte_order_marks_tell_the_encoding() {
        check(b"\xff\xfea\0\x3d\xd8\0\xde", "a😀", "UTF-16LE", 0);
        check(b"\xfe\xff\0a\x04\x1e", "aО", "UTF-16BE", 0);
    }

    #[test]
    fn legacy_encodings_are_guessed_and_told() {
        let russian = "Наблюдатели отметили, что выборы прошли спокойно и открыто.";
        let (bytes, _, _) = WINDOWS_1251.encode(russian);
        check(&bytes, russian, "windows-1251", 1);
        let english = "“Yes,” he said – it’s naïve.";
        let (bytes, _, _) = WINDOWS_1252.encode(english);
        check(&bytes, english, "windows-1252", 1);
        let late = [b"x ".repeat(1 << 20).as_slice(), &WINDOWS_1251.encode(russian).0].concat();
        assert_eq!(decode(&late, None).expect("text").encoding, "windows-1251");
    }

    #[test]
    fn declared_encodings_are_believed() {
        let decoded = decode(b"\xcf\xf0", Some(WINDOWS_1251)).expect("text");
        assert_eq!((decoded.text.as_str(), decoded.notes.len()), ("Пр", 0));
    }

    #[test]
    fn damage_is_counted_and_spoils_nothing_else() {
        let damaged = b"na\xc3\xafve \xe2\x80\x9cyes\xe2\x80\x9d \xe2\x80\x93 \xe2\x80";
        check(damaged, "naïve “yes” – \u{fffd}", "UTF-8", 1);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(decode(b"\x89PNG\r\n\x1a\n\0\0", None).is_none());
        assert!(decode(&[1, 2, 3, b'a'], None).is_none());
        assert!(decode(b"\xff\xfea\0\0\0", None).is_none());
        assert!(decode(b"page\x0cbreak\x1b[1m and much more", None).is_some());
    }
}
