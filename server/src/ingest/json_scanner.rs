use memchr::memchr2;

use super::gather::Cells;

/// Walks over JSON of the shape feeds send: flat objects, texts without escapes.
///
/// Whatever it does not recognise it leaves to a complete parser, so it needs
/// to know little: several times faster for what is nearly always sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scanner<'a> {
    text: &'a [u8],
    /// Position of the next byte.
    pub(crate) at: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) const fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// What is left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Skips white space, then one byte if it is this one.
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.text.get(self.at) {
            self.at += 1;
        }
        let found = self.text.get(self.at) == Some(&byte);
        if found {
            self.at += 1;
        }
        found
    }

    /// A text without escapes.
    pub(crate) fn plain_text(&mut self) -> Option<&'a [u8]> {
        if !self.eat(b'"') {
            return None;
        }
        let rest = self.rest();
        let end = memchr2(b'"', b'\\', rest)?;
        if rest.get(end) != Some(&b'"') {
            return None;
        }
        self.at += end + 1;
        rest.get(..end)
    }

    fn number(&mut self) -> Option<&'a [u8]> {
        self.eat(b' ');
        let rest = self.rest();
        let length = rest
            .iter()
            .take_while(|b| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
            .count();
        let number = rest.get(..length)?;
        let digits = number.strip_prefix(b"-").unwrap_or(number);
        match digits {
            [b'0', b'0'..=b'9', ..] => None,
            [b'0'..=b'9', ..] => {
                self.at += length;
                Some(number)
            }
            _ => None,
        }
    }

    /// One reading with each key at most once; the position is kept when it is anything else.
    pub(crate) fn reading(&mut self) -> Option<Cells<'a>> {
        let start = self.at;
        let found = self.try_reading();
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn try_reading(&mut self) -> Option<Cells<'a>> {
        let mut cells = Cells::default();
        if !self.eat(b'{') {
            return None;
        }
        loop {
            let key = self.plain_text()?;
            if !self.eat(b':') {
                return None;
            }
            let (cell, text) = match key {
                b"series" => (&mut cells.series, self.plain_text()?),
                b"at" => (&mut cells.at, self.plain_text()?),
                b"value" => (&mut cells.value, self.number()?),
                b"quality" => (&mut cells.quality, self.plain_text()?),
                _ => return None,
            };
            if !cell.is_empty() {
                return None;
            }
            *cell = text;
            if self.eat(b',') {
                continue;
            }
            let complete =
                !cells.series.is_empty() && !cells.at.is_empty() && !cells.value.is_empty();
            return (self.eat(b'}') && complete).then_some(cells);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_objects_are_read_and_others_left_alone() {
        let text = br#" { "at":"t","value":-1.5e3 , "series" : "s" } x"#;
        let mut scanner = Scanner::new(text);
        let cells = scanner.reading().expect("a reading");
        assert_eq!(
            (cells.series, cells.at, cells.value),
            (&b"s"[..], &b"t"[..], &b"-1.5e3"[..])
        );
        assert_eq!(scanner.rest(), b" x");
        for other in [
            r#"{"series":"a\u0062","at":"t","value":1}"#,
            r#"{"series":"a","at":"t","value":"1"}"#,
            r#"{"series":"a","at":"t","value":01}"#,
            r#"{"series":"a","at":"t","value":1,"unit":"kWh"}"#,
            r#"{"series":"a","series":"b","at":"t","value":1}"#,
            r#"{"series":"a","at":"t"}"#,
            r#"["a","t",1]"#,
            r#"{"series":"a","at":"t","value":1"#,
        ] {
            let mut scanner = Scanner::new(other.as_bytes());
            assert!(scanner.reading().is_none(), "{other}");
            assert_eq!(scanner.at, 0);
        }
    }
}
