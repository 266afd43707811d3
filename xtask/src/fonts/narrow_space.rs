//! A font of one glyph: the narrow no-break space U+202F, 0.22 em wide.
//!
//! Neither font of the product has that character, and the fallback fonts of
//! the systems give it widths from 0.1 to 0.6 em. Format: WOFF File Format 2.0
//! (W3C), tables as in OpenType 1.9.

use super::sfnt;
use anyhow::Result;
use brotli::enc::BrotliEncoderParams;

const UNITS_PER_EM: u16 = 1000;
const WIDTH: u16 = 220;
const CHARACTER: u16 = 0x202F;

/// One table: WOFF2's number for its tag, its transformation, its content.
struct Table {
    known_tag: u8,
    /// 0 for none; `glyf` and `loca` say 3 for none.
    transformation: u8,
    bytes: Vec<u8>,
}

/// The font as a WOFF2 file.
///
/// # Errors
/// Never in practice: memory is written to.
pub fn woff2() -> Result<Vec<u8>> {
    let tables = tables();
    let content: Vec<u8> = tables
        .iter()
        .flat_map(|table| table.bytes.iter().copied())
        .collect();
    let mut packed = Vec::new();
    let parameters = BrotliEncoderParams {
        quality: 11,
        ..BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)?;

    let mut directory = Vec::new();
    for table in &tables {
        directory.push(table.known_tag | table.transformation << 6);
        // Lengths below 128 are one byte of UIntBase128; no table here is longer.
        directory.push(u8::try_from(table.bytes.len())?);
    }
    let count = u16::try_from(tables.len())?;
    let unpacked: usize = 12
        + tables
            .iter()
            .map(|table| 16 + aligned(table.bytes.len()))
            .sum::<usize>();
    let length = aligned(48 + directory.len() + packed.len());

    let mut file = b"wOF2".to_vec();
    put32(&mut file, &[0x0001_0000, u32::try_from(length)?]);
    put16(&mut file, &[count, 0]);
    put32(
        &mut file,
        &[u32::try_from(unpacked)?, u32::try_from(packed.len())?],
    );
    // Version 1.0; no metadata and no private block.
    put16(&mut file, &[1, 0]);
    put32(&mut file, &[0; 5]);
    file.extend(directory);
    file.extend(packed);
    file.resize(length, 0);
    Ok(file)
}

/// The font as a TrueType file with a name, as the printed reports need it.
///
/// # Errors
/// Never in practice: no table comes near the lengths of the format.
pub fn truetype() -> Result<Vec<u8>> {
    let mut tables: Vec<([u8; 4], Vec<u8>)> = tables()
        .into_iter()
        .filter_map(|table| {
            let (_, tag) = TAGS.iter().find(|(known, _)| *known == table.known_tag)?;
            let named = *tag == *b"name";
            Some((*tag, if named { name()? } else { table.bytes }))
        })
        .collect();
    tables.sort();
    sfnt::file(0x0001_0000, &tables)
}

/// WOFF2's numbers of the tables there are, with their tags.
const TAGS: [(u8, [u8; 4]); 10] = [
    (0, *b"cmap"),
    (1, *b"head"),
    (2, *b"hhea"),
    (3, *b"hmtx"),
    (4, *b"maxp"),
    (5, *b"name"),
    (6, *b"OS/2"),
    (7, *b"post"),
    (10, *b"glyf"),
    (11, *b"loca"),
];

/// The family alone (Windows, Unicode, English), in UTF-16.
fn name() -> Option<Vec<u8>> {
    let letters: Vec<u16> = "Narrow Space".encode_utf16().collect();
    let length = u16::try_from(letters.len() * 2).ok()?;
    let mut table = words(&[0, 1, 18, 3, 1, 0x0409, 1, length, 0]);
    put16(&mut table, &letters);
    Some(table)
}

fn tables() -> [Table; 10] {
    let plain = |known_tag, bytes| Table {
        known_tag,
        transformation: 0,
        bytes,
    };
    let untransformed = |known_tag, bytes| Table {
        known_tag,
        transformation: 3,
        bytes,
    };
    [
        plain(0, cmap()),
        // One byte of padding: some readers refuse an empty table.
        untransformed(10, vec![0]),
        // Three offsets, all 0: both glyphs are empty.
        untransformed(11, vec![0; 6]),
        plain(1, head()),
        plain(2, hhea()),
        plain(3, words(&[WIDTH, 0, 0])),
        plain(4, maxp()),
        // No names.
        plain(5, words(&[0, 0, 6])),
        plain(6, os2()),
        plain(7, post()),
    ]
}

fn cmap() -> Vec<u8> {
    // One format 4 subtable (Windows, Unicode BMP) at offset 12 with two
    // segments: our character, and the mandatory last one.
    let delta = 1_u16.wrapping_sub(CHARACTER);
    let segments = [CHARACTER, 0xFFFF, 0, CHARACTER, 0xFFFF, delta, 1, 0, 0];
    let mut table = words(&[0, 1, 3, 1, 0, 12]);
    put16(&mut table, &[4, 32, 0, 4, 4, 1, 0]);
    put16(&mut table, &segments);
    table
}

fn head() -> Vec<u8> {
    let mut table = Vec::new();
    put32(&mut table, &[0x0001_0000, 0x0001_0000, 0, 0x5F0F_3CF5]);
    // Bit 11: losslessly converted, as WOFF2 demands.
    put16(&mut table, &[0x0803, UNITS_PER_EM]);
    // Created and modified: nothing, so that the file never changes.
    put32(&mut table, &[0; 4]);
    // Bounds 0, no style, legible from 8 pixels, left to right, short offsets.
    put16(&mut table, &[0, 0, 0, 0, 0, 8, 2, 0, 0]);
    table
}

fn hhea() -> Vec<u8> {
    let mut table = Vec::new();
    put32(&mut table, &[0x0001_0000]);
    put16(
        &mut table,
        &[
            ASCENT, DESCENT, 0, WIDTH, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1,
        ],
    );
    table
}

/// Of no influence on the lines: the font is never the first that has a letter.
const ASCENT: u16 = 800;
/// −200.
const DESCENT: u16 = 0xFF38;

fn maxp() -> Vec<u8> {
    let mut table = Vec::new();
    put32(&mut table, &[0x0001_0000]);
    put16(&mut table, &[2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
    table
}

fn os2() -> Vec<u8> {
    // Version 4, weight 400, width 5, sub- and superscripts and panose 0.
    let mut table = words(&[4, WIDTH, 400, 5, 0]);
    table.resize(table.len() + 22 + 10, 0);
    // Unicode ranges: general punctuation is bit 31.
    put32(&mut table, &[0x8000_0000, 0, 0, 0]);
    table.extend(b"NONE");
    put16(
        &mut table,
        &[
            0x0040, CHARACTER, CHARACTER, ASCENT, DESCENT, 0, ASCENT, 200,
        ],
    );
    put32(&mut table, &[1, 0]);
    put16(&mut table, &[500, 700, 0, CHARACTER, 0]);
    table
}

fn post() -> Vec<u8> {
    let mut table = Vec::new();
    // Version 3: no glyph names.
    put32(&mut table, &[0x0003_0000, 0, 0, 0, 0, 0, 0, 0]);
    table
}

fn words(values: &[u16]) -> Vec<u8> {
    let mut bytes = Vec::new();
    put16(&mut bytes, values);
    bytes
}

fn put16(bytes: &mut Vec<u8>, values: &[u16]) {
    bytes.extend(values.iter().flat_map(|value| value.to_be_bytes()));
}

fn put32(bytes: &mut Vec<u8>, values: &[u32]) {
    bytes.extend(values.iter().flat_map(|value| value.to_be_bytes()));
}

fn aligned(length: usize) -> usize {
    length.next_multiple_of(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_the_lengths_of_the_format() {
        let lengths: Vec<usize> = tables().iter().map(|table| table.bytes.len()).collect();
        assert_eq!(lengths, [44, 1, 6, 54, 36, 6, 32, 6, 96, 32]);
    }

    #[test]
    fn the_file_says_its_own_length() {
        let file = woff2().unwrap();
        assert_eq!(&file[..4], b"wOF2");
        let length = u32::from_be_bytes(file[8..12].try_into().unwrap());
        assert_eq!(usize::try_from(length).unwrap(), file.len());
        assert!(file.len() < 400, "{} bytes", file.len());
    }

    #[test]
    fn the_named_font_has_all_tables() {
        let file = truetype().unwrap();
        assert_eq!(&file[..6], &[0, 1, 0, 0, 0, 10]);
        assert_eq!(
            &file[12..16],
            b"OS/2",
            "tables stand in the order of their tags"
        );
    }
}
