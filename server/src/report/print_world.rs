use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::{ReportError, ReportFonts};

/// All that a report can see: one template, its data, our fonts. There is no file
/// system, no network, no package and no clock behind it.
pub(super) struct PrintWorld {
    library: Arc<LazyHash<Library>>,
    fonts: Arc<ReportFonts>,
    template: Source,
    data: (FileId, Bytes),
}

impl PrintWorld {
    /// The world of a template with its data as JSON.
    pub fn new(
        library: Arc<LazyHash<Library>>,
        fonts: Arc<ReportFonts>,
        template: &str,
        data: Vec<u8>,
    ) -> Result<Self, ReportError> {
        Ok(Self {
            library,
            fonts,
            template: Source::new(file("report.typ")?, template.to_owned()),
            data: (file("data.json")?, Bytes::new(data)),
        })
    }
}

/// The same names for every report: typst keeps each name it has seen for good.
fn file(name: &str) -> Result<FileId, ReportError> {
    let path = VirtualPath::new(name).map_err(|fault| ReportError::Data(format!("{fault:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for PrintWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 {
            Ok(self.data.1.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
