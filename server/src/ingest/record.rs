use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

/// A quote that is not closed before the end of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "unterminated quote: close it, or double it inside a quoted cell; a cell has no line breaks"
)]
pub struct UnclosedQuote;

/// The lines of a text without their ends, `\r\n` and `\n` alike.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    core::iter::from_fn(move || {
        let all = rest?;
        let (line, after) = match memchr(b'\n', all.as_bytes()) {
            Some(end) => (all.get(..end)?, all.get(end + 1..)),
            None => (all, None),
        };
        rest = after.filter(|after| !after.is_empty());
        Some(line.strip_suffix('\r').unwrap_or(line))
    })
}

/// Splits one line into its cells, put into `cells` after clearing it.
///
/// A cell is a line's part: a quote that stays open ends with the line, so
/// that one bad line cannot swallow those that follow.
///
/// # Errors
/// [`UnclosedQuote`].
pub fn split_record<'a>(
    line: &'a str,
    delimiter: u8,
    quote: Option<u8>,
    cells: &mut Vec<Cow<'a, str>>,
) -> Result<(), UnclosedQuote> {
    cells.clear();
    let bytes = line.as_bytes();
    match quote.filter(|&q| memchr(q, bytes).is_some()) {
        None => {
            let mut start = 0;
            for end in memchr_iter(delimiter, bytes) {
                cells.push(Cow::Borrowed(line.get(start..end).unwrap_or_default()));
                start = end + 1;
            }
            cells.push(Cow::Borrowed(line.get(start..).unwrap_or_default()));
            Ok(())
        }
        Some(quote) => split_quoted(line, delimiter, quote, cells),
    }
}

fn split_quoted<'a>(
    line: &'a str,
    delimiter: u8,
    quote: u8,
    cells: &mut Vec<Cow<'a, str>>,
) -> Result<(), UnclosedQuote> {
    let (delimiter, quote) = (char::from(delimiter), char::from(quote));
    let mut rest = line;
    loop {
        let Some(mut inside) = rest.trim_start_matches(' ').strip_prefix(quote) else {
            match rest.split_once(delimiter) {
                Some((cell, after)) => {
                    cells.push(Cow::Borrowed(cell));
                    rest = after;
                    continue;
                }
                None => {
                    cells.push(Cow::Borrowed(rest));
                    return Ok(());
                }
            }
        };
        let mut cell = String::new();
        loop {
            let (part, after) = inside.split_once(quote).ok_or(UnclosedQuote)?;
            cell.push_str(part);
            match after.strip_prefix(quote) {
                Some(doubled) => {
                    cell.push(quote);
                    inside = doubled;
                }
                None => {
                    inside = after;
                    break;
                }
            }
        }
        cells.push(Cow::Owned(cell));
        let after = inside.trim_start_matches([' ', '\r']);
        if after.is_empty() {
            return Ok(());
        }
        // Letters after a closing quote: the quote was not meant as one.
        rest = after.strip_prefix(delimiter).ok_or(UnclosedQuote)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Result<Vec<String>, UnclosedQuote> {
        let mut cells = Vec::new();
        split_record(line, b',', Some(b'"'), &mut cells)?;
        Ok(cells.into_iter().map(Cow::into_owned).collect())
    }

    #[test]
    fn cells_quoted_and_plain() {
        for (line, cells) in [
            ("a,b,c", vec!["a", "b", "c"]),
            ("a,,", vec!["a", "", ""]),
            ("", vec![""]),
            ("\"a,b\",c", vec!["a,b", "c"]),
            ("\"say \"\"no\"\"\", \"\",x", vec!["say \"no\"", "", "x"]),
            ("a,\"b\"", vec!["a", "b"]),
            ("5\" pipe,b", vec!["5\" pipe", "b"]),
        ] {
            assert_eq!(split(line).expect(line), cells, "{line}");
        }
        assert_eq!(split("a,\"b,c"), Err(UnclosedQuote));
        assert_eq!(split("\"a\"b,c"), Err(UnclosedQuote));
    }

    #[test]
    fn line_ends_of_either_kind() {
        let found: Vec<_> = lines("a\r\nb\n\nc").collect();
        assert_eq!(found, ["a", "b", "", "c"]);
        assert_eq!(lines("").count(), 0);
        assert_eq!(lines("a\n").count(), 1);
    }
}
