//! The folder target/site while it is written.

use super::compress::{self, Packer};
use super::digest;
use crate::flavour::Flavour;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Long enough that two versions of a file never share a name.
const HASH_DIGITS: usize = 12;

/// A new site beside the one in use, which it replaces when it is whole.
pub struct Site {
    folder: PathBuf,
    current: PathBuf,
    packed: Packer,
    manifest: BTreeMap<String, String>,
    sizes: Vec<Size>,
}

/// How large a file is on disk and on the wire, in bytes.
pub struct Size {
    /// The name without its hash.
    pub name: String,
    pub raw: usize,
    /// Equal to `raw` where compression does not pay.
    pub brotli: usize,
}

impl Site {
    /// An empty site.
    ///
    /// # Errors
    /// When target/ cannot be written.
    pub fn begin(workspace: &Workspace, flavour: Flavour) -> Result<Self> {
        let current = workspace.site();
        let folder = current.with_extension("new");
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        let packed = Packer::new(workspace, flavour)?;
        Ok(Self {
            folder,
            current,
            packed,
            manifest: BTreeMap::new(),
            sizes: Vec::new(),
        })
    }

    /// Adds a file under a name that changes with its content.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_hashed(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let hash: String = digest(bytes).chars().take(HASH_DIGITS).collect();
        let (stem, kind) = name
            .rsplit_once('.')
            .with_context(|| format!("{name} has no kind"))?;
        let hashed = format!("{stem}.{hash}.{kind}");
        self.write(&hashed, name, bytes)?;
        self.manifest.insert(name.to_owned(), hashed);
        Ok(())
    }

    /// Adds a file under its own name.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_plain(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.write(name, name, bytes)
    }

    /// Adds all files of a folder under their own names, below `prefix`.
    ///
    /// # Errors
    /// When one cannot be read or written.
    pub fn add_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.add_folder(&entry.path(), &format!("{name}/"))?;
            } else {
                self.add_plain(&name, &std::fs::read(entry.path())?)?;
            }
        }
        Ok(())
    }

    /// The hashed name of each logical name so far.
    pub fn manifest(&self) -> &BTreeMap<String, String> {
        &self.manifest
    }

    /// Whether a file of this name is part of the site.
    pub fn contains(&self, name: &str) -> bool {
        self.folder.join(name).is_file()
    }

    /// Writes manifest.json and puts the site in its place.
    ///
    /// # Errors
    /// When it cannot be written or moved.
    pub fn finish(self) -> Result<Vec<Size>> {
        let manifest = serde_json::to_string_pretty(&self.manifest)?;
        std::fs::write(self.folder.join("manifest.json"), manifest)?;
        if self.current.exists() {
            std::fs::remove_dir_all(&self.current)?;
        }
        std::fs::rename(&self.folder, &self.current)?;
        self.packed.forget_unused()?;
        Ok(self.sizes)
    }

    fn write(&mut self, path: &str, name: &str, bytes: &[u8]) -> Result<()> {
        let file = self.folder.join(path);
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&file, bytes)
            .with_context(|| format!("{} cannot be written", file.display()))?;
        let brotli = if compress::is_shrinkable(path) {
            let packed = self.packed.get(bytes)?;
            for (kind, content) in [("br", &packed.brotli), ("gz", &packed.gzip)] {
                if content.len() < bytes.len() {
                    std::fs::write(self.folder.join(format!("{path}.{kind}")), content)?;
                }
            }
            packed.brotli.len().min(bytes.len())
        } else {
            bytes.len()
        };
        self.sizes.push(Size {
            name: name.to_owned(),
            raw: bytes.len(),
            brotli,
        });
        Ok(())
    }
}
