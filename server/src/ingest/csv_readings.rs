use memchr::{memchr, memchr_iter};

use super::gather::Cells;
use super::{Gather, Header, HeaderFault, LineFault, split_record};

const COLUMNS: &str = "series, at, value, quality";

/// Canonical readings as CSV: `series,at,value[,quality]`, columns in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsvReadings {
    // Which cell holds series, at, value, quality.
    order: [usize; 4],
    count: usize,
}

impl CsvReadings {
    /// Reads the header line.
    ///
    /// # Errors
    /// [`HeaderFault`].
    pub fn new(header: &str) -> Result<Self, HeaderFault> {
        let header = Header::read(header, b',', Some(b'"'))?;
        let order = [
            header.require("series")?,
            header.require("at")?,
            header.require("value")?,
            header.position("quality").unwrap_or(usize::MAX),
        ];
        match header
            .names()
            .iter()
            .find(|name| !COLUMNS.split(", ").any(|known| known == *name))
        {
            Some(column) => Err(HeaderFault::Unknown {
                column: column.clone(),
                known: COLUMNS.to_owned(),
            }),
            None => Ok(Self {
                order,
                count: header.names().len(),
            }),
        }
    }

    /// The order in which lines are set aside: `series,at,value,quality`.
    pub const fn canonical(cells: usize) -> Self {
        Self {
            order: [0, 1, 2, 3],
            count: cells,
        }
    }

    /// Takes one line, or sets it aside; blank lines are passed over.
    pub fn take_line(&self, line: &str, number: u64, gather: &mut Gather<'_>) {
        if line.trim_ascii().is_empty() {
            return;
        }
        gather.count_line();
        if let Err(fault) = self.try_line(line, gather) {
            let raw = self.canonical_text(line);
            gather.set_aside(number, fault, raw.as_deref().unwrap_or(line));
        }
    }

    fn try_line(&self, line: &str, gather: &mut Gather<'_>) -> Result<(), LineFault> {
        let bytes = line.as_bytes();
        if memchr(b'"', bytes).is_some() {
            let mut owned = Vec::new();
            split_record(line, b',', Some(b'"'), &mut owned)
                .map_err(|fault| LineFault::whole(fault.to_string()))?;
            let mut cells = [&b""[..]; 4];
            for (cell, text) in cells.iter_mut().zip(&owned) {
                *cell = text.as_bytes();
            }
            return gather.take(self.arranged(cells, owned.len())?);
        }
        let mut cells = [&b""[..]; 4];
        let mut count = 0;
        let mut start = 0;
        for end in memchr_iter(b',', bytes).chain([bytes.len()]) {
            if let Some(cell) = cells.get_mut(count) {
                *cell = bytes.get(start..end).unwrap_or_default();
            }
            count += 1;
            start = end + 1;
        }
        gather.take(self.arranged(cells, count)?)
    }

    fn arranged<'a>(&self, cells: [&'a [u8]; 4], count: usize) -> Result<Cells<'a>, LineFault> {
        if count != self.count {
            let hint = if count == 1 && cells.first().is_some_and(|cell| cell.contains(&b';')) {
                ": the line is delimited by `;`, expected `,`"
            } else if count == self.count + 1 {
                ": decimals are written with a point, other commas need quotes"
            } else {
                ""
            };
            return Err(LineFault::whole(format!(
                "expected {} cells, found {count}{hint}",
                self.count
            )));
        }
        let cell = |position: usize| cells.get(position).map_or(&b""[..], |c| c.trim_ascii());
        let [series, at, value, quality] = self.order;
        Ok(Cells {
            series: cell(series),
            at: cell(at),
            value: cell(value),
            quality: cell(quality),
        })
    }

    /// The line in canonical order, when its own order is another.
    fn canonical_text(&self, line: &str) -> Option<String> {
        if self.order.starts_with(&[0, 1, 2]) {
            return None;
        }
        let mut cells = Vec::new();
        split_record(line, b',', Some(b'"'), &mut cells).ok()?;
        let arranged: Vec<String> = self
            .order
            .iter()
            .filter_map(|&position| cells.get(position))
            .map(|cell| quoted(cell.trim()))
            .collect();
        (cells.len() == self.count).then(|| arranged.join(","))
    }
}

/// A cell as CSV writes it.
pub fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
