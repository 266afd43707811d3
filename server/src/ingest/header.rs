use super::record::{UnclosedQuote, split_record};

/// What is wrong with the first line of a delimited text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderFault {
    /// A column that is needed is not there.
    #[error("column `{column}` is missing from the header; found: {found}")]
    Missing {
        /// Its name.
        column: String,
        /// The names that are there.
        found: String,
    },
    /// A name is used twice: which one is meant is unknown.
    #[error(
        "column `{column}` appears twice in the header (columns {first} and {second}): rename one"
    )]
    Duplicate {
        /// The name.
        column: String,
        /// Position of the first, from 1.
        first: usize,
        /// Position of the second, from 1.
        second: usize,
    },
    /// A column that this kind of file does not have.
    #[error("unknown column `{column}`: known are {known}; other layouts need a mapping")]
    Unknown {
        /// Its name.
        column: String,
        /// The names that would do.
        known: String,
    },
    /// The header has one column and looks delimited by something else.
    #[error(
        "the header is delimited by `{found}`, expected `{expected}`: convert the file, or import it with a mapping that says delimiter = \"{found}\""
    )]
    Delimiter {
        /// As found.
        found: char,
        /// As expected.
        expected: char,
    },
    /// A quote is not closed on the line.
    #[error("unterminated quote in the header: close it")]
    Quote,
    /// Zero bytes between the letters.
    #[error(
        "the header holds zero bytes: the file looks like UTF-16; save it as UTF-8, or import it with a mapping that says encoding = \"utf-16\""
    )]
    ZeroBytes,
}

/// The names of the columns, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    names: Vec<String>,
}

impl Header {
    /// Reads the header line.
    ///
    /// # Errors
    /// [`HeaderFault`] when names repeat or the line cannot be split.
    pub fn read(line: &str, delimiter: u8, quote: Option<u8>) -> Result<Self, HeaderFault> {
        if line.contains('\0') {
            return Err(HeaderFault::ZeroBytes);
        }
        let mut cells = Vec::new();
        split_record(line, delimiter, quote, &mut cells)
            .map_err(|UnclosedQuote| HeaderFault::Quote)?;
        if cells.len() == 1 {
            let other = [';', ',', '\t', '|']
                .into_iter()
                .find(|&c| u32::from(c) != u32::from(delimiter) && line.contains(c));
            if let Some(found) = other {
                return Err(HeaderFault::Delimiter {
                    found,
                    expected: char::from(delimiter),
                });
            }
        }
        let names: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        for (second, name) in names.iter().enumerate() {
            let first = names.iter().position(|other| other == name);
            if let Some(first) = first.filter(|&first| first < second && !name.is_empty()) {
                return Err(HeaderFault::Duplicate {
                    column: name.clone(),
                    first: first + 1,
                    second: second + 1,
                });
            }
        }
        Ok(Self { names })
    }

    /// The names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Position of a column.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|other| other == name)
    }

    /// Position of a column that must be there.
    ///
    /// # Errors
    /// [`HeaderFault::Missing`].
    pub fn require(&self, name: &str) -> Result<usize, HeaderFault> {
        self.position(name).ok_or_else(|| HeaderFault::Missing {
            column: name.to_owned(),
            found: self.names.join(", "),
        })
    }
}
