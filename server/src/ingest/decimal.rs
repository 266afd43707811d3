/// Reads a decimal number with a point; infinities and NaN are returned as such.
///
/// `None` when the text is no number. Up to 15 significant digits are exact in
/// a double, and so is a power of ten up to 10^15: one division then rounds
/// correctly, as the full algorithm would.
#[expect(clippy::as_conversions, reason = "at most 15 digits, below 2^53")]
pub(crate) fn decimal(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let mut mantissa = 0_u64;
    let mut count = 0_usize;
    let mut point = None;
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa
                    .wrapping_mul(10)
                    .wrapping_add(u64::from(byte - b'0'));
                count += 1;
            }
            b'.' if point.is_none() => point = Some(count),
            _ => return slow(text),
        }
    }
    if count == 0 || count > 15 {
        return slow(text);
    }
    let decimals = count - point.unwrap_or(count);
    let magnitude = mantissa as f64 / POWERS.get(decimals)?;
    Some(if negative { -magnitude } else { magnitude })
}

fn slow(text: &[u8]) -> Option<f64> {
    core::str::from_utf8(text).ok()?.parse().ok()
}

const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", "-", ".", "12,5", "1 200", "abc", "1.2.3", "--1", "0x10", "1_000",
        ] {
            assert_eq!(decimal(text.as_bytes()), None, "{text}");
        }
        assert!(decimal(b"NaN").is_some_and(f64::is_nan));
        assert_eq!(decimal(b"1e400"), Some(f64::INFINITY));
        assert_eq!(decimal(b"-0"), Some(0.0));
    }

    proptest! {
        #[test]
        fn every_double_reads_as_the_standard_library_reads_it(bits: u64) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            let text = value.to_string();
            prop_assert_eq!(decimal(text.as_bytes()), Some(value));
        }

        #[test]
        fn short_decimals_are_rounded_correctly(whole in -99_999_999_i64..99_999_999, part in 0_u32..1_000_000) {
            let text = format!("{whole}.{part:06}");
            prop_assert_eq!(decimal(text.as_bytes()), text.parse::<f64>().ok());
        }
    }
}
