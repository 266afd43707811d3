//! A town of 300 meters in a database of its own: 100 buildings with
//! electricity, gas and water, hourly.

use super::running::Running;
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

const BUILDINGS: u32 = 100;
const FLUIDS: [(&str, &str, &str); 3] = [
    ("elec", "electricity", "kWh"),
    ("gaz", "gas", "kWh"),
    ("eau", "water", "m3"),
];

/// The town, served.
pub struct Town {
    server: Running,
    key: String,
}

impl Town {
    /// Declares places and series in a new database, makes a key, serves.
    ///
    /// # Errors
    /// When the program refuses one of them or does not become ready.
    pub fn begin(workspace: &Workspace, binary: &Path, name: &str) -> Result<Self> {
        let step = Step::begin(format!("Making a town of 300 meters ({name})"));
        let folder = super::folder(workspace)?;
        let database = folder.join(format!("{name}.db"));
        super::remove(&database)?;
        for (target, table) in [("places", places()), ("series", series())] {
            let file = folder.join(format!("{target}.csv"));
            std::fs::write(&file, table)?;
            let mut import = workspace.command(binary);
            import
                .args(["import", target])
                .arg(&file)
                .args(["--database", &super::url(&database)]);
            process::run(&mut import, &step)?;
        }
        let key = key(workspace, binary, &database)?;
        let server = Running::start(workspace, binary, &database)?;
        step.done("done");
        Ok(Self { server, key })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// The secret of its source.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Resident memory of its server, in kB.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn resident_kb(&self) -> Result<u64> {
        self.server.resident_kb()
    }
}

/// Makes a key in a database, served or not; gives its secret.
///
/// # Errors
/// When the program refuses.
pub fn key(workspace: &Workspace, binary: &Path, database: &Path) -> Result<String> {
    let mut add = workspace.command(binary);
    // A database that was kept from a former run holds the name already.
    let name = format!("bench-{}", super::stamp::now());
    add.args(["key", "add", "--name", &name])
        .args(["--database", &super::url(database)]);
    let secret = process::read(&mut add)?;
    let secret = secret.split_whitespace().last();
    Ok(secret.context("no key was printed")?.to_owned())
}

/// The codes of all series, building by building.
pub fn codes() -> Vec<String> {
    (1..=BUILDINGS)
        .flat_map(|building| FLUIDS.map(|(fluid, ..)| format!("b{building:03}-{fluid}")))
        .collect()
}

/// A plausible reading of the `nth` series at an hour: a night, a day, and
/// some noise from a multiplicative hash, with three decimals.
pub fn value(nth: usize, hour: i64) -> f64 {
    let nth = u32::try_from(nth).unwrap_or_default();
    let of_day = u32::try_from(hour.rem_euclid(24)).unwrap_or_default();
    let seed = u32::try_from(hour.rem_euclid(1 << 30)).unwrap_or_default();
    let noise = (nth * 7919 + seed).wrapping_mul(2_654_435_761) >> 16;
    let level = if (7..19).contains(&of_day) { 38 } else { 9 } + nth % 17;
    (f64::from(level * 1000) + f64::from(noise % 6000)) / 1000.0
}

fn places() -> String {
    let mut text = String::from("code,parent,kind,name,floor_area_m2\nmesure,,city,Mesure,\n");
    for building in 1..=BUILDINGS {
        let area = 500 + building * 20;
        let _ = writeln!(
            text,
            "b{building:03},mesure,site,Bâtiment {building},{area}"
        );
    }
    text
}

fn series() -> String {
    let mut text = String::from("code,place,quantity,unit,kind,step_s\n");
    for building in 1..=BUILDINGS {
        for (fluid, quantity, unit) in FLUIDS {
            let _ = writeln!(
                text,
                "b{building:03}-{fluid},b{building:03},{quantity},{unit},interval,3600"
            );
        }
    }
    text
}

/// Where the database of a town lies.
pub fn database(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    Ok(super::folder(workspace)?.join(format!("{name}.db")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_series_is_declared_once() {
        let codes = codes();
        assert_eq!(codes.len(), 300);
        let table = series();
        let declared = table.lines().skip(1);
        let declared: Vec<_> = declared.filter_map(|line| line.split(',').next()).collect();
        assert_eq!(declared, codes);
    }

    #[test]
    fn days_are_busier_than_nights() {
        for nth in [0, 150, 299] {
            assert!(value(nth, 12) > value(nth, 3));
            assert!(value(nth, 3) >= 9.0);
        }
    }
}
