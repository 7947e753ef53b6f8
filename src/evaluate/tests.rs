//! Evaluation on manifests written as flow YAML and conditions built by hand (`build`).

#[expect(clippy::string_slice, reason = "the texts of these tests are cut at ASCII")]
mod build;
#[expect(clippy::string_slice, reason = "the texts of these tests are cut at ASCII")]
mod causes;
mod evidence;
mod quantifiers;
#[expect(clippy::string_slice, reason = "the texts of these tests are cut at ASCII")]
mod read;
mod sentences;
mod verdicts;

use crate::text::Lang;
use crate::verdict::Truth;

const TRUTHS: [Truth; 4] = [Truth::True, Truth::False, Truth::Silent, Truth::Unknown];

/// The law of Kleene's logic, and what silence adds to it (language.md 5.3).
#[test]
fn truths_join_as_the_language_says() {
    let (t, f, s, u) = (Truth::True, Truth::False, Truth::Silent, Truth::Unknown);
    for a in TRUTHS {
        assert_eq!(a.and(t), a);
        assert_eq!(a.or(f), a);
        assert_eq!(a.and(f), f);
        assert_eq!(a.or(t), t);
        for b in TRUTHS {
            assert_eq!(a.and(b), b.and(a));
            assert_eq!(a.or(b), b.or(a));
            // As a condition of scope, silence is a no, whether it is taken early or late.
            assert_eq!(a.and(b).firm(), a.firm().and(b.firm()));
            assert_eq!(a.or(b).firm(), a.firm().or(b.firm()));
            assert_eq!(!(a.firm().and(b.firm())), (!a).or(!b));
            for c in TRUTHS {
                assert_eq!(a.and(b).and(c), a.and(b.and(c)));
                assert_eq!(a.or(b).or(c), a.or(b.or(c)));
            }
        }
    }
    assert_eq!((s.and(u), s.or(u), s.and(f), s.or(f)), (s, u, f, s));
    assert_eq!((!s, !u, !t, !f), (t, u, f, t));
}

/// Both languages of a row have the same places.
#[test]
fn rows_have_the_same_places_in_both_languages() {
    let places = |text: &str| {
        let mut names: Vec<String> =
            text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(n, _)| n.to_owned()).collect();
        names.sort();
        names
    };
    for row in super::messages::ALL {
        let mut en = places(row.en);
        let mut ja = places(row.ja);
        en.dedup();
        ja.dedup();
        assert_eq!(en, ja, "{}", row.raw(Lang::En));
        assert!(!row.ja.is_empty() && row.ja != row.en);
    }
}
