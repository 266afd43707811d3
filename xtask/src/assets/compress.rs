//! The encodings a browser may ask for.

use super::digest;
use crate::flavour::Flavour;
use crate::workspace::Workspace;
use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

/// Kinds of file that compression makes smaller; pictures and fonts are compressed already.
const SHRINKABLE: [&str; 9] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Whether compressing a file of this name is worth it.
pub fn is_shrinkable(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, kind)| SHRINKABLE.contains(&kind))
}

/// Compresses, and remembers what it has compressed: brotli's best takes seconds.
pub struct Packer {
    folder: PathBuf,
    quality: u32,
    used: BTreeSet<String>,
}

/// One content in both encodings.
pub struct Packed {
    pub brotli: Vec<u8>,
    pub gzip: Vec<u8>,
}

impl Packer {
    /// A packer with what earlier builds of this flavour have packed.
    ///
    /// # Errors
    /// When target/ cannot be written.
    pub fn new(workspace: &Workspace, flavour: Flavour) -> Result<Self> {
        let quality = flavour.brotli();
        let folder = workspace.path(format!("target/packed/{quality}"));
        std::fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            quality,
            used: BTreeSet::new(),
        })
    }

    /// `bytes` in both encodings.
    ///
    /// # Errors
    /// When target/ cannot be written.
    pub fn get(&mut self, bytes: &[u8]) -> Result<Packed> {
        let digest = digest(bytes);
        let quality = self.quality;
        let brotli = self.remember(format!("{digest}.br"), || brotli(bytes, quality))?;
        let gzip = self.remember(format!("{digest}.gz"), || gzip(bytes))?;
        Ok(Packed { brotli, gzip })
    }

    /// Removes what this build did not ask for.
    ///
    /// # Errors
    /// When target/ cannot be written.
    pub fn forget_unused(&self) -> Result<()> {
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            if !self
                .used
                .contains(entry.file_name().to_string_lossy().as_ref())
            {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn remember(
        &mut self,
        name: String,
        pack: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let file = self.folder.join(&name);
        self.used.insert(name);
        if let Ok(packed) = std::fs::read(&file) {
            return Ok(packed);
        }
        let packed = pack()?;
        // Renamed when whole: an interrupted build leaves no half file behind.
        let whole = tempfile::NamedTempFile::new_in(&self.folder)?;
        std::fs::write(whole.path(), &packed)?;
        whole.persist(&file)?;
        Ok(packed)
    }
}

fn brotli(bytes: &[u8], quality: u32) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: i32::try_from(quality)?,
        // 2²² bytes: the largest window every browser accepts.
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let text = "Clairval, ville témoin. ".repeat(50).into_bytes();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&text, 11).unwrap(), &mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        unpacked.clear();
        let packed = gzip(&text).unwrap();
        flate2::read::GzDecoder::new(&*packed)
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
    }

    #[test]
    fn fonts_are_left_alone() {
        assert!(is_shrinkable("pkg/belvedere.wasm"));
        assert!(!is_shrinkable("fonts/newsreader.woff2"));
        assert!(!is_shrinkable("LICENSE"));
    }
}
