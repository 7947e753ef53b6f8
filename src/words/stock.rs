//! Phrases that would fit any organisation.

use crate::words::fold;

/// Phrases of English and Japanese statements that could stand anywhere; matched without case, as whole words.
const PHRASES: &str = "\
     not considered appropriate; not considered necessary; not deemed appropriate; not deemed necessary; \
     under consideration; being considered; under review; will be considered; will be reviewed; as appropriate; where appropriate; \
     as necessary; where necessary; if necessary; as needed; in due course; at an appropriate time; \
     going forward; at this time; at this stage; for the time being; best practice; best practices; \
     industry standard; industry standards; appropriate measures; adequate safeguards; sufficient safeguards; \
     business needs; business reasons; operational reasons; due to the nature of; resource constraints; limited resources; \
     various reasons; various circumstances; does not meet the criteria; not meet the definition; \
     general purpose; it is retired; to the extent possible; as far as possible; we take; committed to; low risk; not material; \
     検討中; 検討して; 検討を進め; 今後検討; 前向きに; 必要に応じ; 適宜; 適切に対応; 適切に管理; 適切な措置; \
     適切な対応; 諸般の事情; 諸事情; 総合的に勘案; 総合的に判断; 可能な限り; できる限り; 状況に応じ; \
     状況を踏まえ; 当面の間; 当分の間; 時期を見て; しかるべき; 努めて; 努める; 努めます; 十分に配慮; \
     業務上の都合; 一般的な";

/// The stock phrases of a text, in the order of the table.
#[must_use]
pub fn phrases(text: &str) -> Vec<String> {
    let folded = fold(text);
    let spaced: String = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).fold(
        String::from(" "),
        |mut line, word| {
            line.push_str(word);
            line.push(' ');
            line
        },
    );
    let stands = |phrase: &&str| {
        if phrase.is_ascii() { spaced.contains(&format!(" {phrase} ")) } else { folded.contains(*phrase) }
    };
    PHRASES.split(';').map(str::trim).filter(stands).map(|phrase| (*phrase).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_of_both_languages() {
        assert_eq!(
            phrases("This is Under  consideration; measures as appropriate."),
            ["under consideration", "as appropriate"]
        );
        assert_eq!(phrases("必要に応じて適宜見直す。"), ["必要に応じ", "適宜"]);
        assert_eq!(phrases("The lender keeps 40 letters a day."), Vec::<String>::new());
    }
}
