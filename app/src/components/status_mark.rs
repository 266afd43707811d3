use model::score::Level;

use crate::chart::Mark;

/// The shape of a level and its word, as HTML.
pub fn status_mark(level: Level) -> String {
    let mark = level_mark(level);
    format!(
        r#"<span class="status-mark {}"><span class="status-mark__shape">{}</span>{}</span>"#,
        mark.class(),
        mark.svg(),
        mark.word()
    )
}

/// The shape of a level.
pub const fn level_mark(level: Level) -> Mark {
    match level {
        Level::Ok => Mark::Ok,
        Level::Watch => Mark::Watch,
        Level::Gap => Mark::Gap,
        Level::None => Mark::None,
    }
}
