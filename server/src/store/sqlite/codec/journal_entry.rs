use model::city::SeriesId;
use model::measure::{Quality, Reading};
use model::time::At;

use super::bytes::{Source, Undecodable, put, put_len, put_signed, unzigzag, zigzag};

/// First byte of an entry.
const VERSION: u8 = 1;
/// The two low bits of a step of time hold the quality.
const QUALITY_BITS: u32 = 2;
const QUALITY_MASK: u64 = 3;

/// Writes the readings of one commit: per series, steps of time with the
/// quality in their low bits, and values as they are. About 13 bytes a reading.
pub(crate) fn encode_entry<'a>(
    changes: impl Iterator<Item = (SeriesId, &'a [Reading])>,
) -> Vec<u8> {
    let mut out = vec![VERSION];
    let mut at = 0;
    for (series, readings) in changes {
        put_signed(&mut out, series.0);
        put_len(&mut out, readings.len());
        for reading in readings {
            let step = zigzag(reading.at.millis() - at);
            put(
                &mut out,
                (step << QUALITY_BITS) | u64::from(reading.quality.code()),
            );
            out.extend_from_slice(&reading.value.to_le_bytes());
            at = reading.at.millis();
        }
    }
    out
}

/// Reads an entry back.
pub(crate) fn decode_entry(bytes: &[u8]) -> Result<Vec<(SeriesId, Vec<Reading>)>, Undecodable> {
    let mut source = Source::new(bytes, "journal entry");
    if source.byte()? != VERSION {
        return Err(Undecodable("version of the journal entry"));
    }
    let mut changes = Vec::new();
    let mut at = 0_i64;
    while !source.is_empty() {
        let series = SeriesId(source.signed()?);
        // A reading takes nine bytes or more.
        let len = source.len(source.rest().len() / 9)?;
        let mut readings = Vec::with_capacity(len);
        for _ in 0..len {
            let packed = source.unsigned()?;
            let code = u8::try_from(packed & QUALITY_MASK).map_err(|_| source.fault())?;
            at = at
                .checked_add(unzigzag(packed >> QUALITY_BITS))
                .ok_or_else(|| source.fault())?;
            readings.push(Reading {
                at: At::from_millis(at),
                value: source.float()?,
                quality: Quality::from_code(code).ok_or_else(|| source.fault())?,
            });
        }
        changes.push((series, readings));
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_back() {
        let reading = |s, value, quality| Reading {
            at: At::from_seconds(s),
            value,
            quality,
        };
        let one = [
            reading(1_774_778_400, 12.5, Quality::Measured),
            reading(-2_208_988_800, 1.0 / 3.0, Quality::Replaced),
        ];
        let two = [reading(1_774_778_400, -0.0, Quality::Missing)];
        let bytes = encode_entry([(SeriesId(7), &one[..]), (SeriesId(9), &two[..])].into_iter());
        let back = decode_entry(&bytes).expect("decodes");
        assert_eq!(
            back,
            [(SeriesId(7), one.to_vec()), (SeriesId(9), two.to_vec())]
        );
        assert!(decode_entry(&bytes[..bytes.len() - 1]).is_err());
    }
}
