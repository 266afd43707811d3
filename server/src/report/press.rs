use std::sync::Arc;

use app::chart::Mark;
use axum::body::Bytes;
use serde_json::{Map, Value, json};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::print_style::{colour, printable, printable_mark};
use super::print_world::PrintWorld;
use super::{Document, ReportError, ReportFonts};
use crate::http::assets::BuiltSite;
use crate::turns::Turns;

const TEMPLATE: &str = include_str!("report.typ");

/// Reports set at once: setting one takes a core for some tenths of a second.
const AT_ONCE: usize = 2;
/// Reports that may wait for their turn; the next are told to try again.
const IN_LINE: usize = 32;
/// Reports whose parts are remembered for the next ones: labels, tables' frames.
const REMEMBERED: usize = 4;

/// Makes PDF files of reports, a few at a time.
#[derive(Clone)]
pub struct Press {
    library: Arc<LazyHash<Library>>,
    /// A site without them is served all the same; it prints nothing.
    fonts: Result<Arc<ReportFonts>, ReportError>,
    turns: Turns,
}

impl Press {
    /// A press with the fonts of a site.
    pub fn new(site: &BuiltSite) -> Self {
        Self {
            library: Arc::new(LazyHash::new(Library::default())),
            fonts: ReportFonts::load(site).map(Arc::new),
            turns: Turns::new(AT_ONCE, IN_LINE),
        }
    }

    /// The report as a PDF file: tagged (PDF/UA-1), and the same bytes for the same data.
    ///
    /// # Errors
    /// [`ReportError`]; [`ReportError::Busy`] when too many wait already.
    pub async fn print(&self, document: Document) -> Result<Bytes, ReportError> {
        let fonts = self.fonts.clone()?;
        let turn = self.turns.take().await.ok_or(ReportError::Busy)?;
        let library = self.library.clone();
        let set = tokio::task::spawn_blocking(move || {
            let file = set(library, fonts, &document);
            // What typst remembers of past reports would grow with each.
            typst::comemo::evict(REMEMBERED);
            drop(turn);
            file
        });
        let file = set
            .await
            .map_err(|fault| ReportError::Setting(fault.to_string()))??;
        Ok(Bytes::from(file))
    }
}

fn set(
    library: Arc<LazyHash<Library>>,
    fonts: Arc<ReportFonts>,
    document: &Document,
) -> Result<Vec<u8>, ReportError> {
    let paged = pages(library, fonts, document)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|fault| ReportError::Setting(fault.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", document.title, document.day)),
        creator: Smart::Custom(Some("Belvédère".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&paged, &options).map_err(|faults| said(&faults))
}

/// The pages of a report.
fn pages(
    library: Arc<LazyHash<Library>>,
    fonts: Arc<ReportFonts>,
    document: &Document,
) -> Result<PagedDocument, ReportError> {
    let data = data(document, &fonts)?;
    let world = PrintWorld::new(library, fonts, TEMPLATE, data)?;
    let paged = typst::compile::<PagedDocument>(&world).output;
    paged.map_err(|faults| said(&faults))
}

/// What the template reads: the document, the shapes and the colours.
fn data(document: &Document, fonts: &ReportFonts) -> Result<Vec<u8>, ReportError> {
    let broken = |fault: serde_json::Error| ReportError::Data(fault.to_string());
    let mut value = serde_json::to_value(document).map_err(broken)?;
    settle("", &mut value, fonts);
    if let Value::Object(fields) = &mut value {
        let marks = [Mark::Up, Mark::Flat, Mark::Down]
            .into_iter()
            .chain(Mark::LEVELS);
        let shapes: Map<String, Value> = marks
            .filter_map(|mark| {
                let name = serde_json::to_value(mark).ok()?.as_str()?.to_owned();
                Some((name, Value::String(printable_mark(mark.shape()))))
            })
            .collect();
        fields.insert("marks".to_owned(), Value::Object(shapes));
        let roles = ["ink", "soft", "rule", "accent"].map(|role| (role.to_owned(), colour(role)));
        fields.insert(
            "colours".to_owned(),
            json!(Map::from_iter(
                roles.map(|(role, colour)| (role, Value::String(colour)))
            )),
        );
    }
    serde_json::to_vec(&value).map_err(broken)
}

/// Makes drawings of pages into files, and leaves no letter that the fonts have not.
fn settle(name: &str, value: &mut Value, fonts: &ReportFonts) {
    match value {
        Value::String(text) => {
            let settable = fonts.settable(text);
            *text = if name == "svg" {
                printable(&settable)
            } else {
                settable
            };
        }
        Value::Array(items) => items.iter_mut().for_each(|item| settle(name, item, fonts)),
        Value::Object(fields) => {
            for (name, field) in fields {
                settle(name, field, fonts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn said(faults: &[SourceDiagnostic]) -> ReportError {
    let words: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    ReportError::Setting(words.join("; "))
}

#[cfg(test)]
mod tests;
