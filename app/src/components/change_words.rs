use model::format::{NARROW_SPACE, signed};
use model::score::Trend;

/// « +0,2 en 30 jours »; nothing without history.
pub fn change_words(change: Option<i32>) -> String {
    change.map_or_else(String::new, |change| {
        let points = signed(f64::from(change) / 10_000.0, 1);
        format!("{points} en {}{NARROW_SPACE}jours", Trend::SPAN_DAYS)
    })
}
