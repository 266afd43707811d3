use crate::ingest::LineFault;

/// Whole numbers of a circle, as `1-5`, `11-3` or `6 7`; empty for an empty text.
pub(super) fn number_list(column: &str, text: &str, most: i8) -> Result<Vec<i8>, LineFault> {
    let fault = || {
        let quoted = LineFault::quoted(text.as_bytes());
        LineFault::of(
            column,
            format!("`{quoted}` is no list of numbers from 1 to {most}: write it as 1-5 or 6 7"),
        )
    };
    let one = |text: &str| {
        let number = text.trim().parse().ok();
        number
            .filter(|number| (1..=most).contains(number))
            .ok_or_else(fault)
    };
    let mut list = Vec::new();
    for part in text.split([' ', '+']).filter(|part| !part.is_empty()) {
        let (first, last) = match part.split_once('-') {
            Some((first, last)) => (one(first)?, one(last)?),
            None => (one(part)?, one(part)?),
        };
        let mut number = first;
        loop {
            list.push(number);
            if number == last {
                break;
            }
            number = if number == most { 1 } else { number + 1 };
        }
    }
    list.sort_unstable();
    list.dedup();
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_go_round() {
        let list = |text| number_list("months", text, 12).map_err(|fault| fault.reason);
        assert_eq!(list("11-3"), Ok(vec![1, 2, 3, 11, 12]));
        assert_eq!(list("6 7"), Ok(vec![6, 7]));
        assert_eq!(list(""), Ok(vec![]));
        for text in ["0", "13", "x", "1-", "1-13"] {
            assert!(list(text).is_err(), "{text}");
        }
    }
}
