//! The language of a document: what its metadata say, or what its letters make certain.

use whatlang::Lang;

/// Texts with fewer letters than this are too short to tell.
const LETTERS: usize = 200;
/// How many bytes are looked at in each of three places.
const SAMPLE: usize = 6_000;

/// Returns the language of a text as a tag, if it is long enough and the answer is reliable.
pub(super) fn detect(text: &str) -> Option<String> {
    let sample = sample(text);
    if sample.chars().filter(|letter| letter.is_alphabetic()).count() < LETTERS {
        return None;
    }
    let info = whatlang::detect(&sample)?;
    info.is_reliable().then(|| tag(info.lang()).to_owned())
}

/// Returns a tag with its language in lower case, or nothing if it is no tag: `en`, `en-GB`, `kk`.
pub(super) fn tidy(tag: &str) -> Option<String> {
    let mut parts = tag.trim().split('-');
    let language = parts.next()?;
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let is_language = (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_language && parts.clone().all(is_part))
        .then(|| parts.fold(language.to_ascii_lowercase(), |tag, part| tag + "-" + part))
}

/// Returns the beginning, the middle and the end of a long text, or the whole of a short one.
fn sample(text: &str) -> String {
    if text.len() <= 3 * SAMPLE {
        return text.to_owned();
    }
    let middle = (text.len() - SAMPLE) / 2;
    [0, middle, text.len() - SAMPLE]
        .map(|start| &text[boundary(text, start)..boundary(text, start + SAMPLE)])
        .join("\n")
}

/// Returns the last byte up to `at` that a character begins at.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&byte| text.is_char_boundary(byte)).unwrap_or(0)
}

/// Returns the shortest tag of a language.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::detect;
    use super::tidy;

    #[test]
    fn long_texts_tell_their_language() {
        let english = "The observers said that the election was well organised, and they thanked the commission. ";
        let russian = "Наблюдатели отметили, что выборы прошли спокойно, и поблагодарили избирательную комиссию. ";
        assert_eq!(detect(&english.repeat(4)).as_deref(), Some("en"));
        assert_eq!(detect(&russian.repeat(400)).as_deref(), Some("ru"));
    }

    #[test]
    fn short_texts_tell_nothing() {
        assert_eq!(detect("Die Wahl war frei."), None);
        assert_eq!(detect(&"12 - 34\n".repeat(4000)), None);
    }

    #[test]
    fn tags_are_tidied_or_refused() {
        assert_eq!(tidy(" EN-GB ").as_deref(), Some("en-GB"));
        for wrong in ["", "e", "en_GB", "english language", "en-", "-en", "12"] {
            assert_eq!(tidy(wrong), None, "{wrong}");
        }
    }
}
