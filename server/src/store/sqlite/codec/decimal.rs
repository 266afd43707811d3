//! Decimal floats as integers: 19.8 with one decimal is 198. Meters write few
//! decimals, and integers compress better and five times as fast as floats.

/// Most decimals that are tried.
pub(super) const MOST: u8 = 6;

const POWERS: [f64; 7] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

/// Adding and taking away 1.5 × 2^52 rounds to the nearest integer below 2^51.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
const LARGEST: f64 = 2_251_799_813_685_248.0;

fn power(decimals: u8) -> f64 {
    POWERS.get(usize::from(decimals)).copied().unwrap_or(1e6)
}

/// The integer that stands for a value, if it comes back to the bit.
pub(super) fn scaled(value: f64, decimals: u8) -> Option<i64> {
    let power = power(decimals);
    let scaled = value * power;
    if scaled.is_nan() || scaled.abs() >= LARGEST {
        return None;
    }
    let integer = (scaled + ROUNDER) - ROUNDER;
    // The quotient is rounded to nearest, like the literal it was parsed from.
    ((integer / power).to_bits() == value.to_bits()).then(|| truncated(integer))
}

/// The value an integer stands for.
pub(super) fn unscaled(integer: i64, decimals: u8) -> f64 {
    widened(integer) / power(decimals)
}

/// The fewest decimals that hold every value to the bit; `None` where none up to
/// [`MOST`] do. A large value may hold with few decimals and not with as many as another
/// needs: what was looked at before is looked at again.
pub(super) fn fewest(values: impl Iterator<Item = f64> + Clone) -> Option<u8> {
    let mut decimals = 0;
    for value in values.clone() {
        while scaled(value, decimals).is_none() {
            if decimals == MOST {
                return None;
            }
            decimals += 1;
        }
    }
    let holds = |value| scaled(value, decimals).is_some();
    let mut all = values;
    all.all(holds).then_some(decimals)
}

#[expect(
    clippy::as_conversions,
    reason = "an integer below 2^51 in magnitude; a float has no TryInto"
)]
const fn truncated(integer: f64) -> i64 {
    integer as i64
}

#[expect(
    clippy::as_conversions,
    reason = "written from an integer below 2^51, which a float holds exactly"
)]
const fn widened(integer: i64) -> f64 {
    integer as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn decimal_literals_come_back(digits in -999_999_999_i64..999_999_999, decimals in 0_u8..=6) {
            let point = 10_i64.pow(u32::from(decimals));
            let text = format!(
                "{}{}.{:0width$}",
                if digits < 0 { "-" } else { "" },
                digits.abs() / point,
                digits.abs() % point,
                width = usize::from(decimals.max(1)),
            );
            let value: f64 = text.parse().expect("a number");
            prop_assume!(value != 0.0);
            let found = fewest([value].into_iter());
            prop_assert!(found.is_some_and(|d| d <= decimals.max(1)), "{} {:?}", text, found);
            let integer = scaled(value, MOST).expect("six decimals hold it");
            prop_assert_eq!(unscaled(integer, MOST).to_bits(), value.to_bits());
        }

        #[test]
        fn what_is_taken_comes_back_to_the_bit(value in any::<f64>(), decimals in 0_u8..=6) {
            if let Some(integer) = scaled(value, decimals) {
                prop_assert_eq!(unscaled(integer, decimals).to_bits(), value.to_bits());
            }
        }
    }

    #[test]
    fn negative_zero_and_thirds_are_left_as_floats() {
        assert_eq!(fewest([-0.0].into_iter()), None);
        assert_eq!(fewest([1.0 / 3.0].into_iter()), None);
        assert_eq!(fewest([f64::NAN].into_iter()), None);
        assert_eq!(fewest([19.8, 2.0, 0.125].into_iter()), Some(3));
    }

    #[test]
    fn what_a_large_value_holds_with_few_decimals_is_not_lost_to_a_finer_one() {
        let (large, fine) = (895_636_546_542.056, 12_723_611_078.520_07);
        assert_eq!(fewest([large].into_iter()), Some(3));
        assert_eq!(fewest([large, fine].into_iter()), None);
        assert_eq!(fewest([fine, large].into_iter()), None);
    }
}
