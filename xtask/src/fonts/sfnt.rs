//! The file format of TrueType and OpenType fonts (OpenType 1.9, "font file").

use anyhow::Result;

/// A font file of these tables, which stand in the order of their tags.
///
/// # Errors
/// When a table is longer than the format allows.
pub fn file(flavour: u32, tables: &[([u8; 4], Vec<u8>)]) -> Result<Vec<u8>> {
    let count = u16::try_from(tables.len())?;
    // The largest power of two not above the count, as a search helper.
    let exponent = u16::try_from(count.max(1).ilog2())?;
    let range = (1 << exponent) * 16;
    let mut file = flavour.to_be_bytes().to_vec();
    for word in [count, range, exponent, count * 16 - range] {
        file.extend(word.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    for (tag, bytes) in tables {
        file.extend(tag);
        file.extend(checksum(bytes).to_be_bytes());
        file.extend(u32::try_from(offset)?.to_be_bytes());
        file.extend(u32::try_from(bytes.len())?.to_be_bytes());
        offset += bytes.len().next_multiple_of(4);
    }
    for (_, bytes) in tables {
        file.extend(bytes);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    Ok(file)
}

/// The sum of a table's words of 32 bits, the last one filled with zeros.
fn checksum(bytes: &[u8]) -> u32 {
    bytes
        .chunks(4)
        .map(|chunk| {
            let mut word = [0; 4];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            u32::from_be_bytes(word)
        })
        .fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_at_multiples_of_four() {
        let tables = [(*b"aaaa", vec![1, 2, 3, 4, 5]), (*b"bbbb", vec![6])];
        let file = file(0x0001_0000, &tables).unwrap();
        assert_eq!(file.len(), 12 + 32 + 8 + 4);
        assert_eq!(&file[16..20], &[6, 2, 3, 4], "01020304 + 05000000");
        assert_eq!(file[12 + 32 + 8], 6);
    }
}
