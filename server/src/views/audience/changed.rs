use app::view::AudienceSection;
use model::format::NARROW_SPACE;
use model::score::Trend;

use super::Told;
use super::lines::way;
use crate::views::change;

/// Why the note of the city moved over the days that a trend looks back on.
pub(super) fn changed(told: &Told<'_>, city: &str) -> AudienceSection {
    let asked = told.asked.only_the_day();
    let figures = change::view(told.scene, city, None, &asked).and_then(|view| view.figures);
    AudienceSection {
        title: format!("Ce qui a changé en {}{NARROW_SPACE}jours", Trend::SPAN_DAYS),
        sentences: figures.map(|figures| figures.sentences).unwrap_or_default(),
        lines: Vec::new(),
        empty: "Il n’y a pas de note à l’un des deux jours\u{202f}: rien ne peut être comparé.",
        more: Some(way(
            "Pourquoi la note a changé",
            told.link.change(city, None),
        )),
    }
}
