use std::io::{ErrorKind, Read};

use encoding_rs::Decoder;
use serde::Deserialize;

const CHUNK_BYTES: u64 = 4 << 20;
/// A line longer than this is no line of a table.
const MAX_LINE_BYTES: usize = 16 << 20;

/// How the letters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// With or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Western European, also called latin1 or ISO 8859-1.
    #[serde(rename = "windows-1252", alias = "latin1", alias = "iso-8859-1")]
    Windows1252,
    /// Little endian unless a byte order mark says otherwise.
    #[serde(rename = "utf-16")]
    Utf16,
}

/// Whole lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The lines, with their ends.
    pub text: String,
    /// Number of the first, from 1.
    pub first_line: u64,
}

/// Why a file cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum ChunkError {
    /// The system says why.
    #[error("cannot be read: {0}")]
    Read(std::io::Error),
    /// The compressed file ends too early.
    #[error("gzip data are truncated or damaged after line {line}: copy the file again")]
    TruncatedGzip {
        /// Last complete line.
        line: u64,
    },
    /// Bytes that are not of the declared encoding.
    #[error("byte {offset} (line {line}) is not {encoding}: {hint}")]
    Encoding {
        /// Position in the decompressed file, from 0.
        offset: u64,
        /// Line, from 1.
        line: u64,
        /// As declared.
        encoding: &'static str,
        /// What to do.
        hint: &'static str,
    },
    /// No line end for too long.
    #[error("line {line} is longer than 16 MiB: this is no delimited text")]
    LongLine {
        /// Line, from 1.
        line: u64,
    },
}

/// A file as text, in chunks of whole lines.
pub struct TextChunks<R> {
    read: R,
    decoder: Option<Decoder>,
    // Bytes of a line whose end is not read yet; UTF-8 once decoded.
    carry: Vec<u8>,
    next_line: u64,
    // Bytes handed out, as UTF-8.
    offset: u64,
    ended: bool,
}

impl<R: Read> TextChunks<R> {
    /// Reads from the start of a file, decompressed.
    pub fn new(read: R, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Windows1252 => Some(encoding_rs::WINDOWS_1252.new_decoder()),
            Encoding::Utf16 => Some(encoding_rs::UTF_16LE.new_decoder()),
        };
        Self {
            read,
            decoder,
            carry: Vec::new(),
            next_line: 1,
            offset: 0,
            ended: false,
        }
    }

    /// The next lines; `None` at the end.
    ///
    /// # Errors
    /// [`ChunkError`], after which there is nothing more.
    pub fn next_chunk(&mut self) -> Result<Option<Chunk>, ChunkError> {
        while !self.ended {
            let before = self.carry.len();
            self.fill()?;
            let end = if self.ended {
                self.carry.len()
            } else {
                match memchr::memrchr(b'\n', self.carry.get(before..).unwrap_or_default()) {
                    Some(last) => before + last + 1,
                    None if self.carry.len() > MAX_LINE_BYTES => {
                        return Err(ChunkError::LongLine {
                            line: self.next_line,
                        });
                    }
                    None => continue,
                }
            };
            let after = self.carry.split_off(end);
            let whole = core::mem::replace(&mut self.carry, after);
            if whole.is_empty() {
                break;
            }
            return self.chunk(whole).map(Some);
        }
        Ok(None)
    }

    fn fill(&mut self) -> Result<(), ChunkError> {
        let line = self.next_line;
        let read = |e: std::io::Error| match e.kind() {
            ErrorKind::UnexpectedEof | ErrorKind::InvalidInput | ErrorKind::InvalidData => {
                ChunkError::TruncatedGzip { line: line - 1 }
            }
            _ => ChunkError::Read(e),
        };
        let mut part = self.read.by_ref().take(CHUNK_BYTES);
        let Some(decoder) = &mut self.decoder else {
            let got = part.read_to_end(&mut self.carry).map_err(read)?;
            self.ended = part.limit() > 0 || got == 0;
            return Ok(());
        };
        let mut bytes = Vec::new();
        let got = part.read_to_end(&mut bytes).map_err(read)?;
        self.ended = part.limit() > 0 || got == 0;
        let mut text = String::with_capacity(
            decoder
                .max_utf8_buffer_length(bytes.len())
                .unwrap_or(bytes.len() * 3),
        );
        let (_, _, malformed) = decoder.decode_to_string(&bytes, &mut text, self.ended);
        if malformed {
            return Err(ChunkError::Encoding {
                offset: self.offset,
                line,
                encoding: "UTF-16",
                hint: "check `encoding` in the mapping",
            });
        }
        self.carry.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn chunk(&mut self, whole: Vec<u8>) -> Result<Chunk, ChunkError> {
        let first_line = self.next_line;
        let start = self.offset;
        let mut text = String::from_utf8(whole).map_err(|e| {
            let good = e.utf8_error().valid_up_to();
            let before = e.as_bytes().get(..good).unwrap_or_default();
            let hint = if start == 0 && matches!(e.as_bytes(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
            {
                "it looks like UTF-16; save it as UTF-8, or import it with a mapping that says \
                 encoding = \"utf-16\""
            } else {
                "save the file as UTF-8, or import it with a mapping that says \
                 encoding = \"windows-1252\""
            };
            ChunkError::Encoding {
                offset: start + u64::try_from(good).unwrap_or(0),
                line: first_line + count_lines(before),
                encoding: "UTF-8",
                hint,
            }
        })?;
        self.next_line += count_lines(text.as_bytes());
        self.offset += u64::try_from(text.len()).unwrap_or(0);
        if start == 0 && text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Ok(Chunk { text, first_line })
    }
}

fn count_lines(bytes: &[u8]) -> u64 {
    u64::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(0)
}
