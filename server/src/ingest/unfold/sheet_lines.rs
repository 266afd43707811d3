use super::UnfoldError;
use crate::ingest::mapping::FileFormat;

/// Bytes of text that one file may come to.
const MAX_TEXT_BYTES: usize = 256 << 20;

/// Writes cells as the lines a mapping reads back.
#[derive(Debug)]
pub(crate) struct SheetLines {
    delimiter: char,
    quote: Option<char>,
    decimal: char,
    text: String,
    // Cells of the line that is not ended yet.
    cells: usize,
}

impl SheetLines {
    pub(crate) fn new(format: &FileFormat) -> Self {
        Self {
            delimiter: char::from(format.delimiter),
            quote: format.quote.map(char::from),
            decimal: format.decimal,
            text: String::new(),
            cells: 0,
        }
    }

    /// Adds a cell of text. Line breaks become spaces: a cell has none.
    pub(crate) fn text(&mut self, cell: &str) {
        self.separate();
        let plain = |letter: char| match letter {
            '\n' | '\r' | '\0' => ' ',
            letter => letter,
        };
        let needs_quote = |c: char| c == self.delimiter || self.quote == Some(c);
        match self.quote.filter(|_| cell.contains(needs_quote)) {
            Some(quote) => {
                self.text.push(quote);
                for letter in cell.chars().map(plain) {
                    if letter == quote {
                        self.text.push(quote);
                    }
                    self.text.push(letter);
                }
                self.text.push(quote);
            }
            // Without quotes a delimiter inside a cell would make two of it.
            None => {
                let delimiter = self.delimiter;
                let letters = cell.chars().map(plain);
                self.text
                    .extend(letters.map(|c| if c == delimiter { ' ' } else { c }));
            }
        }
    }

    /// Adds a number, with the decimal sign of the mapping.
    pub(crate) fn number(&mut self, number: f64) {
        self.text(&number.to_string().replace('.', &self.decimal.to_string()));
    }

    /// Ends the line.
    pub(crate) fn end(&mut self) -> Result<(), UnfoldError> {
        self.text.push('\n');
        self.cells = 0;
        if self.text.len() > MAX_TEXT_BYTES {
            return Err(UnfoldError::TooLarge {
                what: "its text",
                limit: "256 MiB",
            });
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn separate(&mut self) {
        if self.cells > 0 {
            self.text.push(self.delimiter);
        }
        self.cells += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_back_as_they_were() {
        let format = FileFormat {
            delimiter: b';',
            decimal: ',',
            ..FileFormat::default()
        };
        let mut lines = SheetLines::new(&format);
        for cell in ["a;b", "say \"no\"", "two\nlines", ""] {
            lines.text(cell);
        }
        lines.number(-1.5);
        lines.end().expect("short");
        let text = String::from_utf8(lines.finish()).expect("text");
        assert_eq!(text, "\"a;b\";\"say \"\"no\"\"\";two lines;;-1,5\n");
        let mut cells = Vec::new();
        crate::ingest::split_record(text.trim_end(), b';', Some(b'"'), &mut cells).expect("split");
        assert_eq!(cells, ["a;b", "say \"no\"", "two lines", "", "-1,5"]);
    }
}
