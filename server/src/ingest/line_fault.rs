use crate::store::QuarantinedLine;

/// Why a line cannot be taken in, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// Column or key at fault; `None` when it is the line as a whole.
    pub field: Option<String>,
    /// Why, and what to do.
    pub reason: String,
}

impl LineFault {
    /// Longest text that is kept of a line, in characters.
    pub const MAX_RAW: usize = 1000;

    /// A fault of one field.
    pub fn of(field: &str, reason: impl Into<String>) -> Self {
        Self {
            field: Some(field.to_owned()),
            reason: reason.into(),
        }
    }

    /// A fault of the whole line.
    pub fn whole(reason: impl Into<String>) -> Self {
        Self {
            field: None,
            reason: reason.into(),
        }
    }

    /// The line to set aside. A text longer than [`Self::MAX_RAW`] is cut and ends with `…`.
    pub fn set_aside(self, source: &str, target: &str, line: u64, raw: &str) -> QuarantinedLine {
        QuarantinedLine {
            source: source.to_owned(),
            target: target.to_owned(),
            line,
            field: self.field,
            reason: self.reason,
            raw: cut(raw, Self::MAX_RAW),
        }
    }

    /// A cell as it is quoted in a reason: at most 40 characters.
    pub fn quoted(cell: &[u8]) -> String {
        cut(&String::from_utf8_lossy(cell), 40)
    }
}

fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit - 1) {
        Some((end, last)) if end + last.len_utf8() < text.len() => {
            let mut kept = text.get(..end).unwrap_or_default().to_owned();
            kept.push('…');
            kept
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_and_marked() {
        assert_eq!(cut("ééé", 3), "ééé");
        assert_eq!(cut("éééé", 3), "éé…");
        let line = LineFault::whole("why").set_aside("f", "readings", 1, &"x".repeat(2000));
        assert_eq!(line.raw.chars().count(), LineFault::MAX_RAW);
        assert!(line.raw.ends_with('…'));
    }
}
