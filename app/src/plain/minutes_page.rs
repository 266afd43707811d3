use leptos::prelude::*;

use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// A piece of the minutes of a review: what a page and a printed document are laid out from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MinutesBlock {
    /// A heading below the title.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Rows of a table; each has as many cells as there are columns.
    Table {
        /// What the table is.
        caption: &'static str,
        /// Heads of its columns.
        columns: &'static [&'static str],
        /// Its rows.
        rows: Vec<Vec<String>>,
    },
}

/// What `/revue/{id}/compte-rendu` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinutesView {
    /// What the review is called.
    pub title: String,
    /// The page of the review.
    pub back: String,
    /// The same on paper.
    pub pdf: String,
    /// Its content, in order.
    pub blocks: Vec<MinutesBlock>,
}

/// `/revue/{id}/compte-rendu`.
pub fn minutes_page(around: &Around, view: &MinutesView) -> String {
    let title = format!("Compte rendu, {}", view.title);
    document(around, &title, || {
        let blocks = view.blocks.iter().map(block).collect_view();
        view! {
            <nav class="breadcrumb" aria-label="Fil d’Ariane">
                <ol>
                    <li><a href="/revue">"Revues"</a></li>
                    <li><a href=view.back.clone()>{view.title.clone()}</a></li>
                    <li aria-current="page">"Compte rendu"</li>
                </ol>
            </nav>
            <article class="minutes">
                <h1 class="title">{view.title.clone()}</h1>
                <p class="minutes__paper"><a href=view.pdf.clone()>"Compte rendu en PDF"</a></p>
                {blocks}
            </article>
        }
        .into_any()
    })
}

fn block(block: &MinutesBlock) -> AnyView {
    match block {
        MinutesBlock::Heading(words) => {
            view! { <h2 class="section-title">{words.clone()}</h2> }.into_any()
        }
        MinutesBlock::Paragraph(words) => view! { <p>{words.clone()}</p> }.into_any(),
        MinutesBlock::Table {
            caption,
            columns,
            rows,
        } => {
            let rows = rows.iter().map(|cells| {
                let mut cells = cells.iter().map(|cell| cell.clone().into_any());
                TableRow {
                    head: cells.next().unwrap_or_else(|| ().into_any()),
                    cells: cells.collect(),
                    chosen: false,
                }
            });
            rows_table(RowsTable {
                class: "data-table--words",
                caption,
                caption_seen: false,
                scrolls_as: Some(caption),
                columns,
                rows: rows.collect(),
            })
        }
    }
}
