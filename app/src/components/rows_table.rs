use leptos::prelude::*;

/// A table of a few rows whose cells may hold links and forms. Many plain cells
/// are [`super::table_html`].
pub struct RowsTable {
    /// Its class beside `data-table`.
    pub class: &'static str,
    /// What it holds.
    pub caption: &'static str,
    /// Whether the caption is shown, or told to those who hear the page only.
    pub caption_seen: bool,
    /// The name of the region it scrolls in, where it may be wider than a phone.
    pub scrolls_as: Option<&'static str>,
    /// Headings, one a column.
    pub columns: &'static [&'static str],
    /// Rows, in order.
    pub rows: Vec<TableRow>,
}

/// One row.
pub struct TableRow {
    /// What heads it.
    pub head: AnyView,
    /// The other cells.
    pub cells: Vec<AnyView>,
    /// Whether it stands out as the one that is chosen.
    pub chosen: bool,
}

impl TableRow {
    /// A row of cells, the first of which heads it.
    pub fn of<const N: usize>(cells: [AnyView; N]) -> Self {
        let mut cells = cells.into_iter();
        Self {
            head: cells.next().unwrap_or_else(|| ().into_any()),
            cells: cells.collect(),
            chosen: false,
        }
    }
}

/// The table as it stands on a page.
pub fn rows_table(table: RowsTable) -> AnyView {
    let columns = table
        .columns
        .iter()
        .map(|name| view! { <th scope="col" role="columnheader">{*name}</th> })
        .collect_view();
    let rows = table
        .rows
        .into_iter()
        .map(|row| {
            // Where columns do not fit, each value stands under the name of its column.
            let names = table.columns.iter().skip(1).copied().map(Some);
            let named = row
                .cells
                .into_iter()
                .zip(names.chain(core::iter::repeat(None)));
            let cells =
                named.map(|(cell, name)| view! { <td role="cell" data-label=name>{cell}</td> });
            view! {
                <tr role="row" data-chosen=row.chosen.then_some("")>
                    <th scope="row" role="rowheader">{row.head}</th>
                    {cells.collect_view()}
                </tr>
            }
        })
        .collect_view();
    let unseen = (!table.caption_seen).then_some("unseen");
    // Laid out as blocks on a phone it would be no table any more to who hears it: hence roles.
    let content = view! {
        <table class=format!("data-table {}", table.class) role="table">
            <caption class=unseen>{table.caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{columns}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    };
    match table.scrolls_as {
        Some(name) => view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=name>{content}</div>
        }
        .into_any(),
        None => content.into_any(),
    }
}
