//! What a plain scalar of YAML is: the core schema of YAML 1.2.

use crate::manifest::node::{Kind, Scalar};

/// The kind of a plain scalar by the core schema of YAML 1.2.
pub(super) fn core_kind(value: &str, scalar: Scalar) -> Kind {
    let Some(first) = value.bytes().next() else { return Kind::Null };
    // Few plain scalars begin like one of these; the others are texts at once.
    match first {
        b'n' | b'N' | b'~' if matches!(value, "null" | "Null" | "NULL" | "~") => Kind::Null,
        b't' | b'T' if matches!(value, "true" | "True" | "TRUE") => Kind::Boolean(true),
        b'f' | b'F' if matches!(value, "false" | "False" | "FALSE") => Kind::Boolean(false),
        b'0'..=b'9' | b'+' | b'-' | b'.' if is_number(value) => Kind::Number(scalar),
        _ => Kind::Text(scalar),
    }
}

fn is_number(value: &str) -> bool {
    let all = |digits: &str, radix: u32| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    if let Some(digits) = value.strip_prefix("0x") {
        return all(digits, 16);
    }
    if let Some(digits) = value.strip_prefix("0o") {
        return all(digits, 8);
    }
    if matches!(value, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let exponent_holds = exponent.is_none_or(|e| all(e.strip_prefix(['+', '-']).unwrap_or(e), 10));
    exponent_holds
        && match mantissa.split_once('.') {
            None => all(mantissa, 10),
            Some((whole, part)) => {
                (whole.is_empty() || all(whole, 10))
                    && (part.is_empty() || all(part, 10))
                    && !(whole.is_empty() && part.is_empty())
            }
        }
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_of_the_core_schema() {
        for number in
            ["0", "-1", "+12", "007", "0x1F", "0o17", "3.10", ".5", "1.", "1e3", "-1.5E-3", ".inf", "-.Inf", ".nan"]
        {
            assert!(is_number(number), "{number}");
        }
        for text in ["", "-", ".", "1_000", "0x", "0b1", "1e", "12:30", "2026-01-01", "1.2.3", "e3", "+.nan", "--1"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
