use app::view::{Frame, LiveStart, NavTheme};

use super::Scene;

/// What surrounds every page.
pub(super) fn frame(scene: &Scene<'_>) -> Frame {
    let town = scene.town();
    let city = scene.place(scene.root);
    Frame {
        city: city.map(|c| c.name.clone()).unwrap_or_default(),
        city_code: city.map(|c| c.code.to_string()).unwrap_or_default(),
        demo: scene.demo,
        receives: !town.counters().is_empty(),
        themes: town
            .themes()
            .iter()
            .map(|theme| NavTheme {
                code: theme.code.to_string(),
                name: theme.name.clone(),
            })
            .collect(),
        day: scene.day,
        past: scene.past,
        remembered: scene.remembered,
        live: LiveStart {
            run: scene.live.0.clone(),
            number: scene.live.1,
            latest_at: town.latest().map(|reading| reading.at),
            now: scene.clock,
            offset_s: town.zone().offset_s(scene.clock),
        },
    }
}
