use app::view::{CityView, Frame, LevelCounts, LiveStart, NavTheme, ThemeCard};
use model::city::ThemePack;
use model::engine::{Moment, PlaceStanding, Standing};
use model::score::{Coverage, Level, RowOutcome, RowSubject, Trend};
use model::time::{At, Day, Zone};

use super::objective_lines::{coverage_words, fact};
use super::{Scene, frame, map, moved, sentences};

/// Stands for the city until one is imported.
const UNDECLARED: &str = "ville";

/// `/`.
pub(super) fn view(scene: &Scene<'_>) -> Option<CityView> {
    let standing = scene.standing(scene.root)?;
    Some(CityView {
        frame: frame::frame(scene),
        headline: sentences::city(scene, &standing.standing),
        themes: themes(scene),
        map: map::city_map(scene),
        counts: map::counts(scene),
        moved: moved::moved(scene),
        look_back: look_back(scene, &standing.standing),
        empty: scene.town().series().iter().all(|s| s.latest.is_none()),
        standing,
    })
}

fn themes(scene: &Scene<'_>) -> Vec<ThemeCard> {
    scene
        .town()
        .themes()
        .iter()
        .enumerate()
        .filter_map(|(index, theme)| {
            let explanation = scene.now().explain(scene.town(), scene.root, Some(index))?;
            scene.now().aggregate(scene.root, Some(index))?;
            let fact = explanation
                .rows
                .iter()
                .find_map(|row| match (&row.subject, row.outcome) {
                    (RowSubject::Objective(judged), RowOutcome::Scored { .. }) => {
                        Some(fact(judged, row))
                    }
                    _ => None,
                })
                .unwrap_or_else(|| coverage_words(explanation.coverage));
            Some(ThemeCard {
                code: theme.code.to_string(),
                name: theme.name.clone(),
                fact,
            })
        })
        .collect()
}

/// When the data are too old for a note today: the day of the latest reading, if it had one.
fn look_back(scene: &Scene<'_>, standing: &Standing) -> Option<Day> {
    if standing.note.is_some() || scene.past {
        return None;
    }
    let latest = scene
        .town()
        .series()
        .iter()
        .filter_map(|s| scene.town().track_of(s)?.last_known_day())
        .max()?;
    // The last year may be thin: look at the ends of earlier years too.
    (0..4).map(|back| latest.plus_years(-back)).find(|day| {
        let moment = Moment::start_of(day.plus(1), scene.town().zone());
        let (now, _) = scene.snapshot().pictures_at(moment);
        now.aggregate(scene.root, None)
            .is_some_and(|a| a.note().is_some())
    })
}

/// The page of a database without any place: it says what to do next.
pub(super) fn empty(
    themes: &[ThemePack],
    demo: bool,
    (run, number): (String, u64),
    now: At,
) -> Option<CityView> {
    let standing = Standing {
        note: None,
        last: None,
        minimum: None,
        level: Level::None,
        trend: Trend::TooEarly,
        change: None,
        coverage: Coverage::default(),
        judged: false,
    };
    let themes = themes
        .iter()
        .map(|theme| NavTheme {
            code: theme.code.to_string(),
            name: theme.name.clone(),
        })
        .collect();
    let utc = Zone::utc();
    Some(CityView {
        frame: Frame {
            city: String::new(),
            city_code: UNDECLARED.to_owned(),
            demo,
            receives: false,
            themes,
            day: utc.day(now),
            past: false,
            remembered: false,
            live: LiveStart {
                run,
                number,
                latest_at: None,
                now,
                offset_s: 0,
            },
        },
        standing: PlaceStanding {
            code: UNDECLARED.parse().ok()?,
            standing,
            themes: Vec::new(),
            latest_at: None,
        },
        headline: Vec::new(),
        themes: Vec::new(),
        map: None,
        counts: LevelCounts::default(),
        moved: Vec::new(),
        look_back: None,
        empty: true,
    })
}
