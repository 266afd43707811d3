use app::view::{AudienceLine, AudienceSection};
use model::city::PlaceId;
use model::engine::TownSeries;
use model::format::date_short;

use super::Told;
use crate::notices::is_silent;

/// The sources at these places that say nothing any more: what they would measure counts
/// with caution, and lowers the coverage. The longest silence first.
pub(super) fn silent_sources(told: &Told<'_>, places: &[PlaceId], most: usize) -> AudienceSection {
    let scene = told.scene;
    let mut silent: Vec<_> = scene
        .town()
        .series()
        .iter()
        .filter(|series| series.derivation.is_none() && places.contains(&series.place))
        .filter(|series| !scene.town().tree().is_closed(series.place, scene.day))
        .filter_map(|series| {
            let latest = series.latest?.at;
            let age = scene.clock.seconds_since(latest);
            is_silent(series.series.step_s, age).then_some((latest, series))
        })
        .collect();
    silent.sort_by_key(|(latest, _)| *latest);
    let count = silent.len();
    AudienceSection {
        title: "Données qui manquent".to_owned(),
        sentences: match count {
            0 => Vec::new(),
            1 => vec!["Une source ne dit plus rien.".to_owned()],
            _ => vec![format!("{count} sources ne disent plus rien.")],
        },
        lines: silent
            .into_iter()
            .take(most)
            .filter_map(|(latest, series)| {
                let since = scene.town().zone().day(latest);
                line(told, series, &date_short(since))
            })
            .collect(),
        empty: "Toutes les sources répondent.",
        more: None,
    }
}

fn line(told: &Told<'_>, series: &TownSeries, since: &str) -> Option<AudienceLine> {
    let scene = told.scene;
    let place = scene.place(series.place)?;
    let site = scene.town().tree().nearest(series.place, "site");
    // Many a meter bears the name of its site already.
    let named = |site: &PlaceId| place.name.contains(scene.name(*site));
    let name = match site.filter(|site| !named(site)) {
        Some(site) => format!("{} · {}", scene.name(site), place.name),
        None => place.name.clone(),
    };
    Some(AudienceLine {
        name,
        address: told.link.place(place.code.as_str()),
        fact: format!("muette depuis le {since}"),
        figure: None,
        standing: None,
    })
}
