use model::measure::{Quality, Reading};
use model::time::At;

use super::bytes::{Source, Undecodable, put_len, put_signed};
use crate::store::sqlite::late_change::LateChange;

/// First byte of a list.
const VERSION: u8 = 1;
/// A run of readings that were not there, at equal steps: start, step, how many.
const NEW: u8 = 0;
/// A reading that was another one: instant, quality, value.
const OTHER: u8 = 1;

/// Writes late changes of one month. A day of hourly readings that came late takes
/// about ten bytes, a replaced reading about fifteen.
pub(crate) fn encode_late(changes: &[LateChange]) -> Vec<u8> {
    let mut out = vec![VERSION];
    let mut last = 0;
    let mut rest = changes;
    while let Some(first) = rest.first() {
        let at = first.at.millis();
        match first.was {
            Some(was) => {
                out.push(OTHER);
                put_signed(&mut out, at - last);
                out.push(was.quality.code());
                out.extend_from_slice(&was.value.to_le_bytes());
                last = at;
                rest = rest.get(1..).unwrap_or_default();
            }
            None => {
                let (step, len) = run(rest);
                out.push(NEW);
                put_signed(&mut out, at - last);
                put_signed(&mut out, step);
                put_len(&mut out, len);
                rest = rest.get(len..).unwrap_or_default();
                last = at;
            }
        }
    }
    out
}

/// How many new readings follow each other at equal steps, and the step in milliseconds.
fn run(changes: &[LateChange]) -> (i64, usize) {
    let mut instants = changes
        .iter()
        .take_while(|change| change.was.is_none())
        .map(|change| change.at.millis());
    let (Some(first), Some(second)) = (instants.next(), instants.next()) else {
        return (0, 1);
    };
    let step = second - first;
    let mut last = second;
    let mut len = 2;
    for at in instants {
        if at - last != step {
            break;
        }
        last = at;
        len += 1;
    }
    (step, len)
}

/// Reads late changes back.
pub(crate) fn decode_late(bytes: &[u8]) -> Result<Vec<LateChange>, Undecodable> {
    let mut source = Source::new(bytes, "late changes");
    if source.byte()? != VERSION {
        return Err(Undecodable("version of the late changes"));
    }
    let mut changes = Vec::new();
    let mut last = 0_i64;
    while !source.is_empty() {
        let kind = source.byte()?;
        let step_to = source.signed()?;
        let start = last.checked_add(step_to).ok_or_else(|| source.fault())?;
        last = start;
        match kind {
            OTHER => {
                let quality = Quality::from_code(source.byte()?).ok_or_else(|| source.fault())?;
                let at = At::from_millis(start);
                changes.push(LateChange {
                    at,
                    was: Some(Reading {
                        at,
                        value: source.float()?,
                        quality,
                    }),
                });
            }
            NEW => {
                let step = source.signed()?;
                // A month of seconds has fewer readings than that.
                let len = source.len(1 << 22)?;
                let mut at = start;
                for _ in 0..len {
                    changes.push(LateChange {
                        at: At::from_millis(at),
                        was: None,
                    });
                    at = at.checked_add(step).ok_or_else(|| source.fault())?;
                }
            }
            _ => return Err(source.fault()),
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn change() -> impl Strategy<Value = LateChange> {
        let was = proptest::option::of((any::<i32>(), 0_u8..4));
        (0_i64..2_678_400, was).prop_map(|(s, was)| {
            let at = At::from_seconds(1_774_000_000 + s);
            LateChange {
                at,
                was: was.map(|(value, quality)| Reading {
                    at,
                    value: f64::from(value) / 8.0,
                    quality: Quality::from_code(quality).expect("a quality"),
                }),
            }
        })
    }

    proptest! {
        #[test]
        fn late_changes_come_back(changes in proptest::collection::vec(change(), 0..40)) {
            let bytes = encode_late(&changes);
            prop_assert_eq!(decode_late(&bytes), Ok(changes));
        }
    }

    #[test]
    fn a_day_of_new_hours_is_one_run() {
        let hours: Vec<LateChange> = (0..24)
            .map(|hour| LateChange {
                at: At::from_seconds(1_774_000_000 + 3600 * hour),
                was: None,
            })
            .collect();
        let bytes = encode_late(&hours);
        assert!(bytes.len() <= 14, "{} bytes", bytes.len());
        assert_eq!(decode_late(&bytes), Ok(hours));
        assert!(decode_late(&bytes[..bytes.len() - 1]).is_err());
    }
}
