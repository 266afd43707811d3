mod parts;
mod words;

use std::borrow::Cow;

use app::chart::waterfall::{WaterfallSpec, WaterfallStep, waterfall};
use app::view::{Address, ChangeFigures, ChangePart, ChangeView, Choice, Crumb};
use model::city::PlaceId;
use model::engine::{Moment, Picture};
use model::format::{date_iso, date_short};
use model::score::{Aggregate, Cause, NoteChange, Trend};
use model::time::Day;

use super::place::path;
use super::{Scene, frame, sentences};

/// Days back that are one link away, with their names.
const SINCE: [(i32, &str); 4] = [
    (1, "Hier"),
    (7, "7 jours"),
    (Trend::SPAN_DAYS, "30 jours"),
    (365, "Un an"),
];

/// `/lieu/{code}/pourquoi[/{theme}]`.
pub(super) fn view(
    scene: &Scene<'_>,
    code: &str,
    theme: Option<&str>,
    asked: &Address,
) -> Option<ChangeView> {
    let id = scene.town().tree().id(code)?;
    let themes = scene.town().themes();
    let (index, title) = match theme {
        None => (None, "Tous les thèmes".to_owned()),
        Some(wanted) => {
            let index = themes.iter().position(|t| t.code.as_str() == wanted)?;
            (Some(index), themes.get(index)?.name.clone())
        }
    };
    // A day to come, or today, is compared with nothing: yesterday is the latest.
    let chosen = asked.date("depuis").map(|day| day.min(scene.day.plus(-1)));
    let from = chosen.unwrap_or(scene.day.plus(-Trend::SPAN_DAYS));
    // Without a choice it is the moment that trends look from.
    let before = match chosen {
        None => Cow::Borrowed(scene.before()),
        Some(day) => picture(scene, day),
    };
    let mut path = path(scene, id);
    path.push(Crumb {
        code: code.to_owned(),
        name: scene.name(id).to_owned(),
    });
    let change = scene.now().change_since(&before, scene.town(), id, index);
    let shown = |picture: &Picture| picture.aggregate(id, index).and_then(Aggregate::note);
    let thin = shown(&before).is_none() || shown(scene.now()).is_none();
    let of = sentences::this(scene, id);
    let subject = match index {
        Some(_) => format!("note {title} de {of}"),
        None => format!("note de {of}"),
    };
    Some(ChangeView {
        frame: frame::frame(scene),
        path,
        title,
        theme: theme.map(str::to_owned),
        asked: asked.clone(),
        since: since(scene, from),
        from,
        figures: change.map(|change| {
            let link = parts::Link::of(scene, asked);
            figures(scene, (id, &subject, &link), &change, from, thin)
        }),
    })
}

/// The town at the end of a day.
fn picture<'a>(scene: &'a Scene<'_>, from: Day) -> Cow<'a, Picture> {
    let after = Moment::start_of(from.plus(1), scene.town().zone());
    let morning = &scene.snapshot().morning;
    if morning.moment() == after {
        return Cow::Borrowed(morning);
    }
    Cow::Owned(Picture::take(scene.town(), after))
}

fn since(scene: &Scene<'_>, from: Day) -> Vec<Choice> {
    SINCE
        .into_iter()
        .map(|(back, label)| {
            let day = scene.day.plus(-back);
            let usual = back == Trend::SPAN_DAYS;
            Choice {
                value: if usual { String::new() } else { date_iso(day) },
                label: label.to_owned(),
                chosen: day == from,
            }
        })
        .collect()
}

fn figures(
    scene: &Scene<'_>,
    (id, subject, link): (PlaceId, &str, &parts::Link),
    change: &NoteChange,
    from: Day,
    thin: bool,
) -> ChangeFigures {
    let causes = Cause::ALL.map(|cause| (cause, change.sum(|line| line.cause == cause)));
    let moved = causes.iter().filter(|(_, points)| *points != 0);
    let steps = moved.clone().map(|(cause, points)| WaterfallStep {
        name: words::name(*cause).to_owned(),
        by: f64::from(*points) / 10_000.0,
    });
    let on = |day: Day| format!("Note le {}", date_short(day));
    let chart = waterfall(&WaterfallSpec {
        id: "changement".to_owned(),
        title: "De cause en cause, ce qui a déplacé la note".to_owned(),
        start: (on(from), change.before.value()),
        steps: steps.collect(),
        end: (on(scene.day), change.after.value()),
        decimals: 2,
    });
    let places = parts::by_place(scene, id, change, link);
    let indicators = parts::by_indicator(scene, change, link);
    ChangeFigures {
        before: change.before,
        after: change.after,
        thin,
        sentences: words::sentences(subject, change, (&places, &indicators), from),
        chart,
        causes: moved
            .map(|(cause, points)| ChangePart {
                name: words::name(*cause).to_owned(),
                address: None,
                words: words::what(*cause).to_owned(),
                points: *points,
            })
            .collect(),
        places,
        indicators,
    }
}
