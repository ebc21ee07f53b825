//! How numbers are written in the files of the index: in 64 characters that a string of JavaScript holds as they
//! are. `decode` of `static/search.js` reads them.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Appends one of 64 levels.
pub(super) fn push_level(out: &mut String, level: u8) {
    out.push(char::from(DIGITS[usize::from(level & 63)]));
}

/// Appends a number: five bits with each character, the lowest first; all but the last have the sixth bit.
pub(super) fn push_number(out: &mut String, mut number: u32) {
    while number >= 32 {
        push_level(out, (number & 31) as u8 | 32);
        number >>= 5;
    }
    push_level(out, number as u8);
}

/// The level of a weight: level l stands for a sixteenth of 1.1^l - 1, so that weights grow by a tenth from level to
/// level.
pub(super) fn level(weight: f32) -> u8 {
    STEPS.partition_point(|step| *step <= weight) as u8
}

/// The weight from which on each level counts but the first. Only multiplied and added, so that every machine makes
/// the same.
static STEPS: [f32; 63] = {
    let mut steps = [0.0; 63];
    let (mut level, mut power) = (0, 1.1_f32);
    while level < steps.len() {
        steps[level] = 0.0625 * (power - 1.0);
        power *= 1.1;
        level += 1;
    }
    steps
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_few_characters() {
        for (number, written) in [(0, "A"), (31, "f"), (32, "gB"), (1000, "of"), (1 << 20, "gggg")] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert!(out.starts_with(written), "{number}: {out}");
        }
    }

    #[test]
    fn more_weight_is_no_lower_level() {
        let levels: Vec<u8> = [0.0, 0.006, 0.1, 1.0, 2.0, 8.0, 14.0, 100.0].into_iter().map(level).collect();
        assert!(levels.is_sorted(), "{levels:?}");
        assert_eq!((levels[0], levels[7]), (0, 63));
    }
}
