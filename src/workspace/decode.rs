//! From the bytes of a file to a text of the [`SourceMap`].

use super::{Files, codes};
use crate::args;
use crate::diagnostic::Diagnostic;
use crate::limits::Limits;
use crate::source::{FileId, SourceMap, Span};

/// Reads a text into the map; `limit` names the row of [`crate::limits::LIMITS`] that bounds it. UTF-16 with a
/// byte-order mark is decoded; its positions are those of the decoded text.
///
/// # Errors
/// The file cannot be read as a text. The diagnostic points at an empty text of that path.
pub fn load(
    files: &dyn Files,
    sources: &mut SourceMap,
    path: &str,
    limits: &Limits,
    limit: &'static str,
) -> Result<FileId, Box<Diagnostic>> {
    let text = match files.read(path, limits.get(limit)) {
        Ok(bytes) => {
            decode(bytes).map_err(|byte| Diagnostic::new(&codes::NOT_TEXT, args!["path" => path, "byte" => byte]))
        }
        Err(problem) => Err(codes::diagnose(&problem, limit)),
    };
    match text {
        Ok(text) => Ok(sources.add(path, text)),
        Err(diagnostic) => {
            let file = sources.add(path, "");
            Err(Box::new(diagnostic.at(Span::point(file, 0))))
        }
    }
}

/// The text, or the first byte that is not of one.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, usize> {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|error| error.utf8_error().valid_up_to()),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, usize> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(bytes.len() + 1);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = 2;
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let character = character.map_err(|_| at)?;
        text.push(character);
        at += 2 * character.len_utf16();
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::memory::Memory;

    #[test]
    fn utf16_is_decoded_and_the_first_bad_byte_is_named() {
        assert_eq!(decode(vec![0xFF, 0xFE, 0x42, 0x30, 0x3D, 0xD8, 0x68, 0xDC]), Ok("あ👨".to_owned()));
        assert_eq!(decode(vec![0xFE, 0xFF, 0x30, 0x42]), Ok("あ".to_owned()));
        assert_eq!(decode(vec![0xFF, 0xFE, 0x42, 0x30, 0x00, 0xDC]), Err(4));
        assert_eq!(decode(vec![0xFF, 0xFE, 0x42]), Err(2));
        assert_eq!(decode(b"abc\xE3\x81".to_vec()), Err(3));
    }

    #[test]
    fn a_file_that_is_no_text_is_a_diagnostic_with_a_place() {
        let files = Memory::default().with("a.yaml", b"a: \xFF".to_vec());
        let mut sources = SourceMap::default();
        let diagnostic = load(&files, &mut sources, "a.yaml", &Limits::default(), "file-bytes").unwrap_err();
        assert_eq!(diagnostic.code.id, "workspace/not-text");
        assert_eq!(sources.get(diagnostic.place().unwrap().file).path, "a.yaml");
        let mut limits = Limits::default();
        limits.set("file-bytes", 2);
        let diagnostic = load(&files, &mut sources, "a.yaml", &limits, "file-bytes").unwrap_err();
        assert_eq!(diagnostic.code.id, "workspace/too-large");
    }
}
