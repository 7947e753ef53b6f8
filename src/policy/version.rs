//! Versions of packs: numbers with dots between them.

use std::cmp::Ordering;

/// Whether `found` is the version asked for, or one of its line: 1.2.3 is a 1.2.
#[must_use]
pub fn is_of(found: &str, asked: &str) -> bool {
    let said = asked.split('.').count().min(3);
    numbers(found).iter().take(said).eq(numbers(asked).iter().take(said))
}

/// Which of two versions is newer; missing numbers are 0.
#[must_use]
pub fn order(a: &str, b: &str) -> Ordering {
    numbers(a).cmp(&numbers(b))
}

/// Which number was raised first from one version to a newer one: 0 the major, 1 the minor, 2 the patch; none where
/// it is not newer.
#[must_use]
pub fn raised(from: &str, to: &str) -> Option<usize> {
    if order(from, to) != Ordering::Less {
        return None;
    }
    numbers(from).iter().zip(numbers(to)).position(|(from, to)| *from != to)
}

/// A version and the name before its `@`: `jp.aigb@1.1`.
#[must_use]
pub fn split(written: &str) -> (&str, &str) {
    written.split_once('@').unwrap_or((written, ""))
}

fn numbers(version: &str) -> [u64; 3] {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    [(); 3].map(|()| parts.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_of_its_line() {
        assert!(is_of("1.2.3", "1.2") && is_of("1.2", "1.2") && is_of("1.2.0", "1") && is_of("3", "3.0"));
        assert!(!is_of("1.20", "1.2") && !is_of("2.0", "1"));
    }

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        assert_eq!(order("1.10", "1.9.3"), Ordering::Greater);
        assert_eq!(order("3", "3.0.0"), Ordering::Equal);
        assert_eq!(
            [raised("1.1.0", "1.2.0"), raised("1.9", "2"), raised("1.0.0", "1.0.1")],
            [Some(1), Some(0), Some(2)]
        );
        assert_eq!([raised("1.2", "1.2.0"), raised("2", "1.9")], [None, None]);
        assert_eq!((split("jp.aigb@1.1"), split("acme.ai")), (("jp.aigb", "1.1"), ("acme.ai", "")));
    }
}
