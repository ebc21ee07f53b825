//! What a scalar without quotes is, and what the value of a key means.

use super::Role;
use crate::text::token::TokenClass;

/// The class and role of a plain scalar whose key promises `role`.
pub(super) fn classify(scalar: &[u8], role: Role) -> (TokenClass, Role) {
    let class = match scalar.first() {
        Some(b'A'..=b'Z') if role == Role::Kind && is_kind(scalar) => TokenClass::Type,
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') if is_number(scalar) => TokenClass::Number,
        Some(_) if is_constant(scalar) => TokenClass::Constant,
        _ => TokenClass::Plain,
    };
    match role {
        Role::Kind if class != TokenClass::Type => (class, Role::None),
        role => (class, role),
    }
}

/// What the value of `key` means; quotes around the key do not count.
pub(super) fn role_of_value(key: &[u8]) -> Role {
    match unquoted(key) {
        b"kind" => Role::Kind,
        b"apiVersion" => Role::ApiVersion,
        b"name" => Role::Name,
        b"namespace" => Role::Namespace,
        [.., b'N', b'a', b'm', b'e'] => Role::Name,
        [.., b'N', b'a', b'm', b'e', b's', b'p', b'a', b'c', b'e'] => Role::Namespace,
        _ => Role::None,
    }
}

fn unquoted(key: &[u8]) -> &[u8] {
    match key {
        [b'"', inside @ .., b'"'] | [b'\'', inside @ .., b'\''] => inside,
        _ => key,
    }
}

/// Whether a value is spelt as kinds are: letters and digits, the first one large.
pub(super) fn is_kind(value: &[u8]) -> bool {
    value.first().is_some_and(u8::is_ascii_uppercase) && value.iter().all(u8::is_ascii_alphanumeric)
}

/// Constants of YAML 1.1, which kubectl reads: `yes`, `on` and `y` are booleans
/// (<https://yaml.org/type/bool.html>, <https://yaml.org/type/null.html>).
fn is_constant(scalar: &[u8]) -> bool {
    match scalar.len() {
        1 => matches!(scalar, b"~" | b"y" | b"Y" | b"n" | b"N"),
        2 => is_word(scalar, &[b"no", b"on"]),
        3 => is_word(scalar, &[b"yes", b"off"]),
        4 => is_word(scalar, &[b"true", b"null"]),
        5 => is_word(scalar, &[b"false"]),
        _ => false,
    }
}

/// Whether a scalar is one of some words as YAML spells constants: `true`, `True` or `TRUE`.
fn is_word(scalar: &[u8], words: &[&[u8]]) -> bool {
    let tail = scalar.get(1..).unwrap_or_default();
    let one_case = tail.iter().all(u8::is_ascii_lowercase) || scalar.iter().all(u8::is_ascii_uppercase);
    one_case && words.iter().any(|word| word.eq_ignore_ascii_case(scalar))
}

/// Numbers of YAML 1.1 and 1.2 (<https://yaml.org/type/int.html>, YAML 1.2.2, 10.3.2). Numbers to the
/// base 60 (`12:30`) are strings to kubectl, and so they are here.
fn is_number(scalar: &[u8]) -> bool {
    let digits = scalar.strip_prefix(b"+").or(scalar.strip_prefix(b"-"));
    match digits.unwrap_or(scalar) {
        [b'0', b'x', hex @ ..] => all(hex, |b| b.is_ascii_hexdigit()),
        [b'0', b'o', octal @ ..] => all(octal, |b| matches!(b, b'0'..=b'7')),
        [b'0', b'b', binary @ ..] => all(binary, |b| matches!(b, b'0' | b'1')),
        b".inf" | b".Inf" | b".INF" | b".nan" | b".NaN" | b".NAN" => true,
        decimal => is_decimal(decimal),
    }
}

fn all(digits: &[u8], is_digit: impl Fn(u8) -> bool) -> bool {
    !digits.is_empty() && digits.iter().all(|&b| b == b'_' || is_digit(b))
}

fn is_decimal(scalar: &[u8]) -> bool {
    let (mantissa, exponent) = match scalar.iter().position(|b| matches!(b, b'e' | b'E')) {
        Some(e) => (scalar.get(..e), scalar.get(e + 1..)),
        None => (Some(scalar), None),
    };
    let dots = |m: &[u8]| m.iter().filter(|&&b| b == b'.').count();
    mantissa.is_some_and(|m| {
        dots(m) <= 1 && m.iter().any(u8::is_ascii_digit) && all(m, |b| b == b'.' || b.is_ascii_digit())
    }) && exponent.is_none_or(is_exponent)
}

fn is_exponent(digits: &[u8]) -> bool {
    let unsigned = digits.strip_prefix(b"+").or(digits.strip_prefix(b"-"));
    all(unsigned.unwrap_or(digits), |b| b.is_ascii_digit())
}
