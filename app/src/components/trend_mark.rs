use model::score::Trend;

use crate::chart::Mark;

/// The arrow of a trend and its word, as HTML; without enough history no arrow.
pub fn trend_mark(trend: Trend) -> String {
    let mark = match trend {
        Trend::Up => Some(Mark::Up),
        Trend::Flat => Some(Mark::Flat),
        Trend::Down => Some(Mark::Down),
        Trend::TooEarly => None,
    };
    format!(
        r#"<span class="status-mark {}"><span class="status-mark__shape" aria-hidden="true">{}</span>{}</span>"#,
        mark.map_or("trend-flat", Mark::class),
        mark.map_or_else(|| String::from("–"), Mark::svg),
        trend.label()
    )
}
