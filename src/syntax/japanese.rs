//! Japanese words where the language has a word of its own, and the Japanese ways to write a date or a duration.

/// What is written in Japanese, and what the language writes for it. A word that stands for two has two rows.
const WORDS: [(&str, &str); 86] = [
    // Headers and items.
    ("パック", "pack"),
    ("部分", "part of"),
    ("一部", "part of"),
    ("スキーマ", "schema"),
    ("使用", "use"),
    ("利用", "use"),
    ("規範文書", "instrument"),
    ("文書", "instrument"),
    ("条項", "clauses of"),
    ("条項表", "clauses of"),
    ("レコード", "record"),
    ("マニフェスト", "manifest"),
    ("列挙", "enum"),
    ("拡張", "extend"),
    ("既定", "by default"),
    ("定義", "a NOUN is WORD when …"),
    ("期待事項", "expectation"),
    ("期待", "expectation"),
    ("強化", "tighten"),
    ("緩和", "relax"),
    ("削除", "drop"),
    ("フィクスチャ", "fixture"),
    ("フィクスチャー", "fixture"),
    ("テスト", "test"),
    // Lines of a header and of an instrument.
    ("言語", "language"),
    ("発行元", "publisher"),
    ("ライセンス", "licence"),
    ("発行者", "issuer"),
    ("版", "edition"),
    ("日付", "dated"),
    ("状態", "status"),
    ("位置付け", "status"),
    ("強さ", "strength"),
    // Sections.
    ("題名", "title"),
    ("表題", "title"),
    ("タイトル", "title"),
    ("引用", "cites"),
    ("根拠", "cites"),
    ("公表", "announced"),
    ("施行", "in force from"),
    ("効力", "in force from"),
    ("適用", "applies to"),
    ("適用対象", "applies to"),
    ("必須", "must"),
    ("義務", "must"),
    ("べき", "should"),
    ("すべき", "should"),
    ("推奨", "should"),
    ("任意", "may"),
    ("できる", "may"),
    ("証跡", "evidence"),
    ("説明", "explanation"),
    ("旧称", "formerly"),
    ("助言", "help"),
    ("ヘルプ", "help"),
    ("理由", "because"),
    ("決定", "decided by"),
    ("期限", "until"),
    // Conditions.
    ("は", "is"),
    ("が", "is"),
    ("かつ", "and"),
    ("及び", "and"),
    ("又は", "or"),
    ("または", "or"),
    ("もし", "if"),
    ("ならば", "then"),
    ("場合", "where"),
    ("場合", "when"),
    ("ただし", "unless"),
    ("全て", "for every"),
    ("すべて", "for every"),
    ("各", "each"),
    ("組織", "organisation"),
    ("ファイル", "file"),
    // Tests.
    ("前提", "given"),
    ("変更", "but"),
    ("期待", "expect"),
    ("適合", "complies"),
    ("不適合", "deviates"),
    ("不明", "is unknown at"),
    ("説明あり", "is explained"),
    ("適用対象外", "does not apply"),
    ("効力期間外", "is not in force"),
    ("日", "on"),
    ("語", "words"),
    ("注記", "noting"),
];

/// What the language writes for a Japanese word, of what can stand where it was found.
pub(super) fn word(found: &str, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    if found.is_ascii() {
        return None;
    }
    let opens = |word: &str| word.split(' ').next().is_some_and(&fits);
    WORDS.iter().find(|(japanese, word)| *japanese == found && opens(word)).map(|(_, word)| *word)
}

/// `令和8年4月1日`, `2026年4月1日` as the language writes it.
pub(super) fn date(found: &str) -> Option<String> {
    const ERAS: [(&str, u32); 5] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)];
    let (before, rest) =
        ERAS.iter().find_map(|(era, before)| Some((*before, found.strip_prefix(era)?))).unwrap_or((0, found));
    let (year, rest) = rest.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let year = before + if year == "元" && before > 0 { 1 } else { number(year)? };
    let (month, day) = (number(month)?, number(day.strip_suffix('日')?)?);
    Some(format!("{year:04}-{month:02}-{day:02}")).filter(|date| date.len() == 10)
}

/// `12ヶ月` as the language writes it.
pub(super) fn duration(found: &str) -> Option<String> {
    const UNITS: [(&str, &str); 12] = [
        ("ヶ月", "months"),
        ("か月", "months"),
        ("カ月", "months"),
        ("ヵ月", "months"),
        ("ケ月", "months"),
        ("箇月", "months"),
        ("週間", "weeks"),
        ("週", "weeks"),
        ("日間", "days"),
        ("日", "days"),
        ("年間", "years"),
        ("年", "years"),
    ];
    let found = found.strip_suffix("以内").unwrap_or(found);
    let (count, unit) = UNITS.iter().find_map(|(japanese, unit)| Some((found.strip_suffix(japanese)?, unit)))?;
    // `2026年` is a year.
    let count = number(count).filter(|count| *count < 1_000)?;
    let unit = if count == 1 { unit.trim_end_matches('s') } else { unit };
    Some(format!("{count} {unit}"))
}

/// Digits of either width.
fn number(digits: &str) -> Option<u32> {
    half_width(digits)?.parse().ok()
}

/// A word with its full-width letters, digits and signs made half-width; nothing where it has others.
pub(super) fn half_width(found: &str) -> Option<String> {
    found.chars().map(half).collect()
}

/// The half-width form of a character, which it may be itself.
pub(super) fn half(c: char) -> Option<char> {
    match c {
        '−' | '‐' => Some('-'),
        // The full-width forms stand in the order of ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        c => Some(c).filter(char::is_ascii),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_dates_and_durations() {
        assert_eq!(word("期待", |word| word == "expect"), Some("expect"));
        assert_eq!(word("期待", |word| word == "expectation"), Some("expectation"));
        assert_eq!(word("適用", |word| word == "applies"), Some("applies to"));
        assert_eq!(word("適用", |word| word == "cites"), None);
        assert_eq!(date("令和8年4月1日").as_deref(), Some("2026-04-01"));
        assert_eq!(date("令和元年１２月３１日").as_deref(), Some("2019-12-31"));
        assert_eq!(date("2026年4月1日").as_deref(), Some("2026-04-01"));
        assert_eq!(date("元年4月1日"), None);
        assert_eq!(duration("１２か月").as_deref(), Some("12 months"));
        assert_eq!(duration("数か月"), None);
        assert_eq!(duration("1年以内").as_deref(), Some("1 year"));
        assert_eq!(duration("2026年"), None);
        assert_eq!(half_width("ｓｙｓｔｅｍ.owner").as_deref(), Some("system.owner"));
        assert_eq!(half_width("システム"), None);
    }
}
