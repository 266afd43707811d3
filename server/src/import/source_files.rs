use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use indicatif::ProgressBar;

use super::Report;
use crate::ingest::mapping::{FileKind, FilePattern};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceFile {
    pub(super) path: PathBuf,
    /// Bytes on disk, for the progress bar.
    pub(super) bytes: u64,
}

/// What directories are searched for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Directories<'a> {
    /// They are refused.
    Refused,
    /// Every file whose path fits, or every delimited file when there is no pattern.
    Searched(Option<&'a FilePattern>),
}

impl SourceFile {
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Opens it, decompressed, moving the bar as it is read.
    pub(super) fn open(&self, bar: &ProgressBar) -> io::Result<Box<dyn Read + Send>> {
        let file = bar.wrap_read(File::open(&self.path)?);
        Ok(match extension(&self.path).as_str() {
            "gz" => Box::new(MultiGzDecoder::new(file)),
            _ => Box::new(file),
        })
    }
}

/// The files behind what the command line names, in order; what cannot be used is refused.
pub(super) fn collect(
    paths: &[PathBuf],
    kind: FileKind,
    directories: Directories<'_>,
    report: &mut Report,
) -> Vec<SourceFile> {
    let mut files = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        match path.metadata() {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                report.refuse(name, "no such file: check the path");
            }
            Err(e) => report.refuse(name, format!("cannot be read: {e}")),
            Ok(meta) if meta.is_dir() => match directories {
                Directories::Refused => report.refuse(
                    name,
                    "is a directory: name its files; directories are read with a mapping of \
                     readings only",
                ),
                Directories::Searched(pattern) => {
                    let before = files.len();
                    search(path, kind, pattern, &mut files, report);
                    if files.len() == before {
                        report.refuse(name, nothing_found(kind, pattern));
                    }
                }
            },
            Ok(meta) => match packed(path, kind) {
                Some(remedy) => report.refuse(name, remedy),
                None => files.push(SourceFile {
                    path: path.clone(),
                    bytes: meta.len(),
                }),
            },
        }
    }
    files
}

fn nothing_found(kind: FileKind, pattern: Option<&FilePattern>) -> String {
    match pattern {
        Some(pattern) => format!(
            "is a directory without any file that ends like `{}`",
            pattern.as_str()
        ),
        None => format!(
            "is a directory without any .{} file",
            kind.extensions().join(" or .")
        ),
    }
}

fn search(
    directory: &Path,
    kind: FileKind,
    pattern: Option<&FilePattern>,
    files: &mut Vec<SourceFile>,
    report: &mut Report,
) {
    let entries = std::fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(e) => {
            report.refuse(
                directory.display().to_string(),
                format!("cannot be read: {e}"),
            );
            return;
        }
    };
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        // Links to directories are not followed: they may lead in a circle.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            search(&path, kind, pattern, files, report);
            continue;
        }
        let plain = path.with_extension("");
        let wanted = match pattern {
            Some(pattern) => pattern.captures(&path).is_some(),
            None => {
                let ends = |path: &Path| kind.extensions().contains(&extension(path).as_str());
                ends(&path) || (extension(&path) == "gz" && ends(&plain))
            }
        };
        match path.metadata() {
            Ok(meta) if wanted && meta.is_file() => files.push(SourceFile {
                bytes: meta.len(),
                path,
            }),
            _ => report.files_passed_over += 1,
        }
    }
}

/// What to do with a file that holds others or is no text.
fn packed(path: &Path, kind: FileKind) -> Option<&'static str> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if ends(&[".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst"]) {
        Some("is an archive: extract it with `tar xf`, then name the directory")
    } else if ends(&[".zip", ".7z"]) {
        Some("is an archive: extract it, then name the directory")
    } else if ends(&[".xz", ".bz2", ".zst"]) {
        Some("is compressed: only .gz is read as it is, decompress it first")
    } else if ends(&[".ods"]) {
        Some("is a spreadsheet of another kind: save it as .xlsx or CSV")
    } else if ends(&[".xls"]) && kind != FileKind::Xls {
        Some(
            "is an old spreadsheet: import it with a mapping that says kind = \"xls\", or save it \
             as .xlsx or CSV",
        )
    } else if ends(&[".xlsx", ".xlsm"]) && kind != FileKind::Xlsx {
        Some(
            "is a spreadsheet: import it with a mapping that says kind = \"xlsx\", or save it as CSV",
        )
    } else if ends(&[".json"]) && kind != FileKind::Json {
        Some(
            "is JSON: import it with a mapping that says kind = \"json\", or post it to \
             /api/v1/readings",
        )
    } else {
        None
    }
}

pub(super) fn extension(path: &Path) -> String {
    path.extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default()
}
