//! From the bytes of a file to a text of the [`SourceMap`].

use super::{Files, codes};
use crate::args;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;
use crate::source::{FileId, SourceMap, Span};

/// Reads a text into the map; `limit` names the row of [`crate::limits::LIMITS`] that bounds it. Only UTF-8 is
/// read, with or without a byte-order mark.
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
        Ok(bytes) => decode(bytes).map_err(|(code, at)| Diagnostic::new(code, args!["path" => path, "byte" => at + 1])),
        Err(problem) => Err(codes::diagnose(&problem, limit)),
    };
    match text {
        Ok(text) => Ok(sources.add(files.shown(path), text)),
        Err(diagnostic) => {
            let file = sources.add(files.shown(path), "");
            Err(Box::new(diagnostic.at(Span::point(file, 0))))
        }
    }
}

/// The text of a file's bytes, a byte-order mark included; or why it is none, with the first byte that is wrong.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, (&'static Code, usize)> {
    let utf16 = match bytes.as_slice() {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some(0),
        [first, 0, ..] if *first != 0 => Some(1),
        [0, second, ..] if *second != 0 => Some(0),
        _ => None,
    };
    if let Some(byte) = utf16 {
        return Err((&codes::UTF16, byte));
    }
    let text = String::from_utf8(bytes).map_err(|error| (&codes::NOT_UTF8, error.utf8_error().valid_up_to()))?;
    if !text.as_bytes().contains(&0) {
        return Ok(text);
    }
    Err((&codes::NUL_BYTE, text.bytes().position(|byte| byte == 0).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::memory::Memory;

    #[test]
    fn bytes_that_are_no_text_are_named() {
        let code = |bytes: &[u8]| decode(bytes.to_vec()).map_err(|(code, byte)| (code.id, byte));
        assert_eq!(code(b"a\xFFb"), Err(("workspace/not-utf8", 1)));
        assert_eq!(code(b"abc\xE3\x81"), Err(("workspace/not-utf8", 3)));
        assert_eq!(code(b"\xFF\xFEt\0"), Err(("workspace/utf-16", 0)));
        assert_eq!(code(b"t\0a\0"), Err(("workspace/utf-16", 1)));
        assert_eq!(code(b"\0t\0a"), Err(("workspace/utf-16", 0)));
        assert_eq!(code(b"tadashi\0"), Err(("workspace/nul-byte", 7)));
        assert_eq!(code("\u{FEFF}あ\r\n".as_bytes()), Ok("\u{FEFF}あ\r\n".to_owned()));
    }

    #[test]
    fn a_file_that_is_no_text_is_a_diagnostic_with_a_place() {
        let files = Memory::default().with("a.yaml", b"a: \xFF".to_vec());
        let mut sources = SourceMap::default();
        let diagnostic = load(&files, &mut sources, "a.yaml", &Limits::default(), "file-bytes").unwrap_err();
        assert_eq!(diagnostic.code.id, "workspace/not-utf8");
        assert_eq!(sources.get(diagnostic.place().unwrap().file).path, "a.yaml");
        let mut limits = Limits::default();
        limits.set("file-bytes", 2);
        let diagnostic = load(&files, &mut sources, "a.yaml", &limits, "file-bytes").unwrap_err();
        assert_eq!(diagnostic.code.id, "workspace/too-large");
    }
}
