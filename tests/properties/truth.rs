//! The laws of the four truth values, for all of them (language.md 5.1).

use tadashi::verdict::Truth;

const ALL: [Truth; 4] = [Truth::False, Truth::Silent, Truth::Unknown, Truth::True];

#[test]
fn and_takes_the_weaker_and_or_the_stronger_of_one_order() {
    for (low, a) in ALL.iter().enumerate() {
        for (high, b) in ALL.iter().enumerate() {
            assert_eq!(a.and(*b), ALL[low.min(high)], "{a:?} and {b:?}");
            assert_eq!(a.or(*b), ALL[low.max(high)], "{a:?} or {b:?}");
        }
    }
}

#[test]
fn and_and_or_form_a_lattice_that_distributes() {
    for a in ALL {
        assert_eq!((a.and(a), a.or(a)), (a, a));
        assert_eq!((a.and(Truth::True), a.or(Truth::False)), (a, a));
        assert_eq!((a.and(Truth::False), a.or(Truth::True)), (Truth::False, Truth::True));
        for b in ALL {
            assert_eq!((a.and(b), a.or(b)), (b.and(a), b.or(a)));
            assert_eq!((a.and(a.or(b)), a.or(a.and(b))), (a, a));
            for c in ALL {
                assert_eq!(a.and(b).and(c), a.and(b.and(c)));
                assert_eq!(a.or(b).or(c), a.or(b.or(c)));
                assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
                assert_eq!(a.or(b.and(c)), a.or(b).and(a.or(c)));
            }
        }
    }
}

#[test]
fn not_obeys_de_morgan_and_forgets_only_silence() {
    for a in ALL {
        assert_eq!(!!a, a.firm());
        for b in ALL {
            assert_eq!(!a.and(b), (!a).or(!b), "{a:?} {b:?}");
            assert_eq!(!a.or(b), (!a).and(!b), "{a:?} {b:?}");
        }
    }
    assert_eq!(ALL.map(|a| !a), [Truth::True, Truth::True, Truth::Unknown, Truth::False]);
}

#[test]
fn silence_counts_as_false_before_or_after_and_and_or() {
    for a in ALL {
        assert_eq!(a.firm().firm(), a.firm());
        assert_ne!(a.firm(), Truth::Silent);
        for b in ALL {
            assert_eq!(a.and(b).firm(), a.firm().and(b.firm()));
            assert_eq!(a.or(b).firm(), a.firm().or(b.firm()));
        }
    }
}

/// What is known stays so, whatever becomes of the unknown.
#[test]
fn knowing_more_turns_no_answer() {
    let wider = |a: Truth, b: Truth| a == b || a == Truth::Unknown;
    for a in ALL {
        for b in ALL.into_iter().filter(|b| wider(a, *b)) {
            assert!(wider(!a, !b));
            for c in ALL {
                assert!(wider(a.firm().and(c.firm()), b.firm().and(c.firm())), "{a:?} {b:?} {c:?}");
                assert!(wider(a.firm().or(c.firm()), b.firm().or(c.firm())), "{a:?} {b:?} {c:?}");
            }
        }
    }
}
