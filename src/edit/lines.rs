//! Lines of a text by byte: where they begin and end, how far they are indented, how they break.

/// How the lines of a text break: as its first one does.
pub(super) fn line_break(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text.get(..at).is_some_and(|before| before.ends_with('\r')) => "\r\n",
        _ => "\n",
    }
}

/// First byte of the line that holds `at`; behind a byte-order mark.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    match before.rfind('\n') {
        Some(newline) => newline + 1,
        None if text.starts_with('\u{FEFF}') => 3.min(at),
        None => 0,
    }
}

/// What stands between the start of its line and `at`, if that is only blanks; a long line is not walked back over.
pub(super) fn margin(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let words = before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    let is_alone = words.is_empty() || words == "\u{FEFF}" || words.ends_with('\n');
    before.get(words.len()..).filter(|_| is_alone)
}

/// First byte behind the line that holds `at`, its break included.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline + 1)
}

/// The line that begins at `start`, without its break.
pub(super) fn line(text: &str, start: usize) -> &str {
    text.get(start..next_line(text, start)).unwrap_or_default().trim_end_matches(['\n', '\r'])
}

/// The blanks that a line begins with.
pub(super) fn indent(line: &str) -> &str {
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
}

/// Whether a line holds a comment of YAML or TOML and nothing else.
pub(super) fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}
