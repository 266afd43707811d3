//! Unpacks WOFF 1.0 (W3C): what a printed report is set with has no room for
//! compressed fonts, and the packages hold no other.

use super::sfnt;
use anyhow::{Context, Result, ensure};
use flate2::read::ZlibDecoder;
use std::io::Read as _;

/// Length of the header, and of one entry of the directory, in bytes.
const HEADER: usize = 44;
const ENTRY: usize = 20;

/// The TrueType or OpenType file in a WOFF file.
///
/// # Errors
/// When it is none, or is cut off.
pub fn unpack(woff: &[u8]) -> Result<Vec<u8>> {
    ensure!(woff.get(..4) == Some(b"wOFF"), "not a WOFF file");
    let flavour = u32::from_be_bytes(bytes(woff, 4)?);
    let count = usize::from(u16::from_be_bytes(bytes(woff, 12)?));
    let mut tables = Vec::new();
    for index in 0..count {
        let entry = HEADER + ENTRY * index;
        let number = |at: usize| -> Result<usize> {
            Ok(usize::try_from(u32::from_be_bytes(bytes(
                woff,
                entry + at,
            )?))?)
        };
        let (offset, packed, length) = (number(4)?, number(8)?, number(12)?);
        let content = woff
            .get(offset..offset.saturating_add(packed))
            .context("the WOFF file is cut off")?;
        let content = if packed < length {
            let mut unpacked = Vec::with_capacity(length);
            ZlibDecoder::new(content).read_to_end(&mut unpacked)?;
            unpacked
        } else {
            content.to_vec()
        };
        ensure!(
            content.len() == length,
            "a table of the font has another length"
        );
        tables.push((bytes(woff, entry)?, content));
    }
    tables.sort();
    sfnt::file(flavour, &tables)
}

fn bytes<const N: usize>(file: &[u8], at: usize) -> Result<[u8; N]> {
    let found = file.get(at..at + N).context("the WOFF file is cut off")?;
    Ok(found.try_into()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    /// A WOFF file of one table of hundred bytes.
    fn woff() -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&[7; 100]).unwrap();
        let packed = packer.finish().unwrap();
        let mut file = b"wOFF\0\x01\0\0".to_vec();
        file.extend([0; 4]);
        file.extend([0, 1]);
        file.resize(HEADER, 0);
        file.extend(b"glyf");
        let start = HEADER + ENTRY;
        for number in [start, packed.len(), 100, 0] {
            file.extend(u32::try_from(number).unwrap().to_be_bytes());
        }
        file.extend(packed);
        file
    }

    #[test]
    fn a_table_comes_out_as_it_went_in() {
        let font = unpack(&woff()).unwrap();
        assert_eq!(&font[..6], &[0, 1, 0, 0, 0, 1]);
        assert_eq!(&font[28..128], &[7; 100]);
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let file = woff();
        assert!(unpack(&file[..file.len() - 1]).is_err());
        assert!(unpack(&file[..20]).is_err());
        assert!(unpack(b"wOF2").is_err());
    }
}
