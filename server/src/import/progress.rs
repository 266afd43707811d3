use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::report::grouped;

/// A bar over the bytes of the files, on standard error when that is a terminal.
pub(super) fn progress(bytes: u64, shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::hidden();
    }
    let template = "{bar:32} {percent:>3} %  {msg}  {eta} left";
    let bar = ProgressBar::new(bytes);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("━╸─"));
    }
    bar.set_message(HumanBytes(bytes).to_string());
    bar
}

/// Tells how many readings are stored and how fast.
pub(super) fn tell(bar: &ProgressBar, readings: u64) {
    let elapsed_ms = bar.elapsed().as_millis().max(1);
    let rate = u128::from(readings) * 1000 / elapsed_ms;
    let rate = u64::try_from(rate).unwrap_or(u64::MAX);
    bar.set_message(format!(
        "{} readings, {}/s",
        grouped(readings),
        grouped(rate)
    ));
}
