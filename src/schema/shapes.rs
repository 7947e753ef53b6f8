//! What single values must look like: codes of countries, languages, addresses, paths, patterns.

use std::borrow::Cow;
use std::str::Chars;

/// Why a text is no path of the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoPath {
    /// It has a backslash.
    Backslash,
    /// It begins at the root of the machine or at a home.
    Absolute,
    /// It is a web address.
    Address,
    /// Its `..` lead out of the repository.
    Outside,
}

/// A path from the root of the repository, without `.`, `..` and doubled `/`.
pub(crate) fn normal_path(path: &str) -> Result<Cow<'_, str>, NoPath> {
    if path.contains("://") {
        return Err(NoPath::Address);
    }
    if path.contains('\\') {
        return Err(NoPath::Backslash);
    }
    let drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if path.starts_with(['/', '~']) || drive {
        return Err(NoPath::Absolute);
    }
    if !path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Ok(Cow::Borrowed(path));
    }
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(NoPath::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(Cow::Owned(parts.join("/")))
}

/// Whether a text is an e-mail address: one `@`, something before it, a name with a dot behind it.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    !name.is_empty()
        && !text.contains(char::is_whitespace)
        && !domain.contains('@')
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

/// Whether a text is an address of the web.
pub(crate) fn is_url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !text.contains(char::is_whitespace)
}

/// Whether a text has the form of a language tag: a language of two or three letters, then subtags.
pub(crate) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    matches!(primary.len(), 2 | 3)
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        && meant_language(text).is_none()
}

/// The language that a country's code is often mistaken for.
pub(crate) fn meant_language(text: &str) -> Option<&'static str> {
    match text {
        "jp" | "JP" => Some("ja"),
        "cn" | "CN" => Some("zh"),
        "english" | "English" => Some("en"),
        "japanese" | "Japanese" | "日本語" => Some("ja"),
        _ => None,
    }
}

/// Whether a text is a country of ISO 3166-1, by its two letters.
pub(crate) fn is_country(text: &str) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_uppercase())
        && COUNTRIES.as_bytes().chunks(3).any(|code| code.starts_with(text.as_bytes()))
}

/// The country that is meant by another text.
pub(crate) fn meant_country(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let known = match upper.as_str() {
        "UK" => Some("GB"),
        "JPN" | "JAPAN" | "日本" => Some("JP"),
        "USA" => Some("US"),
        _ => None,
    };
    known.map(str::to_owned).or_else(|| is_country(&upper).then_some(upper))
}

const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI \
GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI \
LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF \
PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL \
TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Whether a text has the form of a pattern: `#` a digit, `?` a character, `*` any number of characters.
pub(crate) fn is_like(text: &str, pattern: &str) -> bool {
    let (mut text, mut pattern) = (text.chars(), pattern.chars());
    // Where to go on when a later part does not fit: behind the last `*`, one character further.
    let mut star: Option<(Chars<'_>, Chars<'_>)> = None;
    loop {
        let (mut behind_text, mut behind_pattern) = (text.clone(), pattern.clone());
        let Some(c) = behind_text.next() else { break };
        match behind_pattern.next() {
            Some('*') => {
                star = Some((behind_pattern.clone(), text.clone()));
                pattern = behind_pattern;
            }
            Some(p) if p == '?' || p == '#' && c.is_ascii_digit() || p != '#' && p == c => {
                (text, pattern) = (behind_text, behind_pattern);
            }
            _ => {
                let Some((behind, from)) = &mut star else { return false };
                from.next();
                (text, pattern) = (from.clone(), behind.clone());
            }
        }
    }
    pattern.all(|p| p == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_repository() {
        assert_eq!(normal_path("./docs//a.md").as_deref(), Ok("docs/a.md"));
        assert_eq!(normal_path("a/../b.md").as_deref(), Ok("b.md"));
        assert_eq!(normal_path("文書/a.md").as_deref(), Ok("文書/a.md"));
        assert_eq!(normal_path("a/../../b"), Err(NoPath::Outside));
        assert_eq!(normal_path("C:/x"), Err(NoPath::Absolute));
        assert_eq!(normal_path("~/x"), Err(NoPath::Absolute));
        assert_eq!(normal_path("a\\b"), Err(NoPath::Backslash));
        assert_eq!(normal_path("https://a.b/c"), Err(NoPath::Address));
    }

    #[test]
    fn patterns() {
        assert!(is_like("SYS-0042", "SYS-####") && !is_like("SYS-42", "SYS-####") && !is_like("SYS-00425", "SYS-####"));
        assert!(is_like("v1.2.3", "v*.#") && is_like("", "*") && !is_like("", "?") && is_like("あ", "?"));
        assert!(!is_like(&"a".repeat(2000), &"*a".repeat(50).replace('a', "b")));
    }

    #[test]
    fn codes_and_addresses() {
        assert!(is_country("JP") && !is_country("UK") && !is_country("jp") && !is_country("XX") && !is_country("P "));
        assert_eq!(COUNTRIES.split(' ').count(), 249);
        assert_eq!(meant_country("uk").as_deref(), Some("GB"));
        assert!(
            is_language("ja")
                && is_language("zh-Hant-TW")
                && !is_language("jp")
                && !is_language("x")
                && !is_language("en_US")
        );
        assert!(is_email("ai@example.jp") && !is_email("ai@example") && !is_email("a b@c.d") && !is_email("@c.d"));
        assert!(is_url("https://example.jp/x") && !is_url("https://") && !is_url("ftp://a.b") && !is_url("example.jp"));
    }
}
