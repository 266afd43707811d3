use model::measure::{DayTotal, Rollup};
use model::time::At;

use super::bytes::{Source, Undecodable, put, put_signed};
use super::decimal::{MOST, fewest, scaled, unscaled};
use crate::store::DayRow;
use crate::store::sqlite::frame::Frame;

/// First byte of the days of a month.
const VERSION: u8 = 1;
/// In the place of a number of decimals: values as floats.
const FLOATS: u8 = 255;

// What a day has in common with the day before it, or need not say: one bit each.
const NEXT_DAY: u8 = 1;
const SAME_COUNT: u8 = 1 << 1;
const SAME_TIMES: u8 = 1 << 2;
const TOTAL_IS_SUM: u8 = 1 << 3;
const SAME_COVER: u8 = 1 << 4;
const NO_READINGS: u8 = 1 << 5;
const WIDE_SUM: u8 = 1 << 6;

/// What of a day is compared with the day before.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Shape {
    /// Place in the month, from 1, so that nothing is before the first.
    place: u32,
    count: u32,
    /// Milliseconds from the start of the day to its first and last reading.
    times: (i64, i64),
    covered_s: u32,
}

/// Writes the kept aggregates of a month.
pub(crate) fn encode_days(rows: &[DayRow], frame: &Frame) -> Result<Vec<u8>, Undecodable> {
    let mut out = Vec::with_capacity(rows.len() * 12 + 2);
    out.push(VERSION);
    let decimals = fewest(rows.iter().flat_map(|row| values(&row.rollup)));
    out.push(decimals.unwrap_or(FLOATS));
    let mut before = Shape::default();
    for row in rows {
        before = put_day(&mut out, row, before, decimals, frame)?;
    }
    Ok(out)
}

/// Reads them back.
pub(crate) fn decode_days(bytes: &[u8], frame: &Frame) -> Result<Vec<DayRow>, Undecodable> {
    let mut source = Source::new(bytes, "rollup");
    if source.byte()? != VERSION {
        return Err(Undecodable("version of the rollup"));
    }
    let decimals = Some(source.byte()?).filter(|d| *d <= MOST);
    let mut rows = Vec::with_capacity(frame.days());
    let mut before = Shape::default();
    while !source.is_empty() {
        let (row, shape) = take_day(&mut source, before, decimals, frame)?;
        before = shape;
        rows.push(row);
    }
    Ok(rows)
}

fn values(rollup: &Rollup) -> [f64; 4] {
    let value = |point: Option<(At, f64)>| point.map_or(rollup.min, |(_, value)| value);
    [
        rollup.min,
        rollup.max,
        value(rollup.first),
        value(rollup.last),
    ]
}

fn put_day(
    out: &mut Vec<u8>,
    row: &DayRow,
    before: Shape,
    decimals: Option<u8>,
    frame: &Frame,
) -> Result<Shape, Undecodable> {
    let fault = Undecodable("rollup to be written");
    let index = frame.place_of(row.day).ok_or(fault)?;
    let place = u32::try_from(index).map_err(|_| fault)? + 1;
    let rollup = &row.rollup;
    let ago = |point: Option<(At, f64)>| {
        point.map_or(0, |(at, _)| at.millis() - frame.start(index).millis())
    };
    let empty = rollup.count == 0;
    let shape = Shape {
        place,
        count: if empty { before.count } else { rollup.count },
        times: if empty {
            before.times
        } else {
            (ago(rollup.first), ago(rollup.last))
        },
        covered_s: row.total.covered_s,
    };
    let sum = decimals.and_then(|d| narrow_sum(rollup.sum_micro, d));
    let total_is_sum = i128::from(row.total.sum_micro) == rollup.sum_micro;
    out.push(
        bit(NEXT_DAY, place == before.place + 1)
            | bit(SAME_COUNT, shape.count == before.count)
            | bit(SAME_TIMES, shape.times == before.times)
            | bit(TOTAL_IS_SUM, total_is_sum)
            | bit(SAME_COVER, shape.covered_s == before.covered_s)
            | bit(NO_READINGS, empty)
            | bit(WIDE_SUM, !empty && sum.is_none()),
    );
    if place != before.place + 1 {
        put(out, u64::from(place));
    }
    if !empty {
        put_rollup(out, rollup, shape, before, sum, decimals);
    }
    if !total_is_sum {
        put_signed(out, row.total.sum_micro);
    }
    if shape.covered_s != before.covered_s {
        put(out, u64::from(shape.covered_s));
    }
    Ok(shape)
}

fn put_rollup(
    out: &mut Vec<u8>,
    rollup: &Rollup,
    shape: Shape,
    before: Shape,
    sum: Option<i64>,
    decimals: Option<u8>,
) {
    if shape.count != before.count {
        put(out, u64::from(shape.count));
    }
    if shape.times != before.times {
        put_signed(out, shape.times.0);
        put_signed(out, shape.times.1);
    }
    match sum {
        Some(sum) => put_signed(out, sum),
        None => out.extend_from_slice(&rollup.sum_micro.to_le_bytes()),
    }
    let integers = decimals.map(|d| values(rollup).map(|v| scaled(v, d).unwrap_or(0)));
    match integers {
        Some([min, rest @ ..]) => {
            put_signed(out, min);
            rest.into_iter().for_each(|v| put_signed(out, v - min));
        }
        None => values(rollup)
            .into_iter()
            .for_each(|v| out.extend_from_slice(&v.to_le_bytes())),
    }
}

fn take_day(
    source: &mut Source<'_>,
    before: Shape,
    decimals: Option<u8>,
    frame: &Frame,
) -> Result<(DayRow, Shape), Undecodable> {
    let flags = source.byte()?;
    let has = |flag: u8| flags & flag != 0;
    let mut shape = before;
    shape.place = if has(NEXT_DAY) {
        before.place + 1
    } else {
        source.small()?
    };
    let index = usize::try_from(shape.place)
        .ok()
        .and_then(|place| place.checked_sub(1))
        .filter(|index| *index < frame.days())
        .ok_or_else(|| source.fault())?;
    let rollup = if has(NO_READINGS) {
        Rollup::default()
    } else {
        take_rollup(source, flags, &mut shape, decimals, frame.start(index))?
    };
    let sum_micro = if has(TOTAL_IS_SUM) {
        i64::try_from(rollup.sum_micro).map_err(|_| source.fault())?
    } else {
        source.signed()?
    };
    if !has(SAME_COVER) {
        shape.covered_s = source.small()?;
    }
    let row = DayRow {
        day: frame.day(index),
        rollup,
        total: DayTotal {
            sum_micro,
            covered_s: shape.covered_s,
            low_micro: None,
        },
    };
    Ok((row, shape))
}

fn take_rollup(
    source: &mut Source<'_>,
    flags: u8,
    shape: &mut Shape,
    decimals: Option<u8>,
    start: At,
) -> Result<Rollup, Undecodable> {
    if flags & SAME_COUNT == 0 {
        shape.count = source.small()?;
    }
    if flags & SAME_TIMES == 0 {
        shape.times = (source.signed()?, source.signed()?);
    }
    let sum_micro = match decimals {
        Some(d) if flags & WIDE_SUM == 0 => widen_sum(source.signed()?, d),
        _ => i128::from_le_bytes(source.array()?),
    };
    let [min, max, first, last] = match decimals {
        Some(d) => {
            let min = source.signed()?;
            let mut next = || {
                source
                    .signed()
                    .map(|above| unscaled(min.wrapping_add(above), d))
            };
            [unscaled(min, d), next()?, next()?, next()?]
        }
        None => [
            source.float()?,
            source.float()?,
            source.float()?,
            source.float()?,
        ],
    };
    Ok(Rollup {
        count: shape.count,
        sum_micro,
        min,
        max,
        first: Some((start.plus_millis(shape.times.0), first)),
        last: Some((start.plus_millis(shape.times.1), last)),
    })
}

const fn bit(flag: u8, set: bool) -> u8 {
    if set { flag } else { 0 }
}

fn sum_unit(decimals: u8) -> i128 {
    10_i128.pow(u32::from(MOST.saturating_sub(decimals)))
}

/// A sum in millionths as a sum in the last decimal, if it is whole and fits.
fn narrow_sum(sum_micro: i128, decimals: u8) -> Option<i64> {
    let unit = sum_unit(decimals);
    (sum_micro % unit == 0).then(|| i64::try_from(sum_micro / unit).ok())?
}

fn widen_sum(sum: i64, decimals: u8) -> i128 {
    i128::from(sum) * sum_unit(decimals)
}

#[cfg(test)]
mod tests {
    use model::measure::{Quality, Reading};
    use model::time::Zone;
    use proptest::prelude::*;

    use super::*;
    use crate::store::sqlite::month::Month;

    prop_compose! {
        fn row(frame: &'static Frame)(
            index in 0_usize..31,
            seconds in prop::collection::vec(0_i64..82_800, 0..5),
            values in prop::collection::vec(
                prop_oneof![(0_i32..9_999).prop_map(|v| f64::from(v) / 10.0), -1e12_f64..1e12], 5),
            total in prop::option::of((any::<i64>(), 0_u32..90_000)),
        ) -> DayRow {
            let readings = seconds.iter().zip(values).map(|(s, value)| Reading {
                at: frame.start(index).plus_seconds(*s), value, quality: Quality::Measured });
            let rollup = Rollup::from_readings(readings);
            let total = total.map_or_else(
                || DayTotal::from_micro(rollup.sum_micro, rollup.count * 3600),
                |(sum_micro, covered_s)| DayTotal { sum_micro, covered_s, low_micro: None });
            DayRow { day: frame.day(index), rollup, total }
        }
    }

    fn frame() -> &'static Frame {
        let zone = Zone::new("Europe/Paris").expect("bundled");
        let october = Month::from_number(2026 * 12 + 9).expect("a month");
        Box::leak(Box::new(Frame::new(october, &zone)))
    }

    proptest! {
        #[test]
        fn days_come_back_to_the_bit(mut rows in prop::collection::vec(row(frame()), 0..20)) {
            rows.sort_by_key(|row| row.day);
            rows.dedup_by_key(|row| row.day);
            let bytes = encode_days(&rows, frame()).expect("encodes");
            prop_assert_eq!(decode_days(&bytes, frame()).expect("decodes"), rows);
        }
    }
}
