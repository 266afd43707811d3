//! What the displays of Warsaw showed, minute by minute.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// What was seen in one minute, as a body to post.
pub struct Turn {
    /// Minutes since 1970, by local clocks.
    pub minute: i64,
    /// The same as a text.
    pub name: String,
    /// Lines of CSV.
    pub body: String,
    /// How many.
    pub states: u64,
}

const HEADER: &str = "counter,service,at,waiting,open_desks,service_s,last_called\n";
const COLUMNS: usize = 12;

/// Reads the turns from a local minute on until another.
///
/// # Errors
/// When the file is not the archive.
pub fn read(file: &Path, from: &str, until: Option<&str>) -> Result<Vec<Turn>> {
    let start = minute(from).with_context(|| format!("--from {from}: write 2020-01-02T08:00"))?;
    let opened = std::fs::File::open(file).with_context(|| format!("{}", file.display()))?;
    let lines = BufReader::new(flate2::read::MultiGzDecoder::new(opened)).lines();
    let mut turns: BTreeMap<i64, Turn> = BTreeMap::new();
    for (nth, line) in lines.enumerate().skip(1) {
        let line = line?;
        let cells = cells(&line);
        let [
            office,
            time,
            date,
            _,
            service_min,
            _,
            queue,
            desks,
            _,
            _,
            waiting,
            called,
        ] = cells.as_slice()
        else {
            bail!(
                "line {}: expected {COLUMNS} cells, found {}",
                nth + 1,
                cells.len()
            );
        };
        let name = format!("{date}T{time}");
        let at = minute(&name).with_context(|| format!("line {}: `{name}`", nth + 1))?;
        if at < start || until.is_some_and(|until| name.as_str() >= until) {
            continue;
        }
        let turn = turns.entry(at).or_insert_with(|| Turn {
            minute: at,
            name: name.clone(),
            body: HEADER.to_owned(),
            states: 0,
        });
        let service_s = 60 * service_min.parse::<u32>()?;
        turn.states += 1;
        turn.body.push_str(&format!(
            "{office},q{queue},{name}:00+01:00,{waiting},{desks},{service_s},{called}\n"
        ));
    }
    Ok(turns.into_values().collect())
}

/// Minutes since 1970 of `2020-01-02T08:00`, without a zone.
pub fn minute(text: &str) -> Option<i64> {
    let (date, time) = text.split_once('T')?;
    let mut date = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    // Days from the civil calendar (Howard Hinnant): March starts the year.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * month + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    Some((days * 24 + hour) * 60 + minute)
}

/// The cells of a line; one in quotes may hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match (letter, cells.last_mut()) {
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => cells.push(String::new()),
            (letter, Some(cell)) => cell.push(letter),
            (_, None) => {}
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_and_cells_are_read() {
        assert_eq!(minute("1970-01-01T00:01"), Some(1));
        assert_eq!(
            minute("2020-03-01T00:00").unwrap() - minute("2020-02-28T00:00").unwrap(),
            2_880
        );
        assert_eq!(minute("2020-01-02"), None);
        assert_eq!(cells("a,\"b, c\",,d"), ["a", "b, c", "", "d"]);
    }
}
