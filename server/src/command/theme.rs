use std::path::PathBuf;
use std::process::ExitCode;

use crate::control::Console;
use crate::themes::read_theme;

/// `belvedere theme check FILE…`: every file is checked, also after a bad one.
pub(super) fn check(files: &[PathBuf], console: &Console) -> ExitCode {
    let mut sound = true;
    for file in files {
        match read_theme(file) {
            Ok(pack) => console.out(&format!(
                "{}: theme `{}`, {} quantities, {} indicators",
                file.display(),
                pack.code,
                pack.quantity.len(),
                pack.indicator.len()
            )),
            Err(fault) => {
                sound = false;
                console.err(&fault.to_string());
            }
        }
    }
    if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
