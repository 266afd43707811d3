//! « Où aller maintenant »: the live wait of every counter, and what is usual.

use app::view::{WelcomeBest, WelcomeLine, WelcomeView, WelcomeWait};
use model::city::{Place, PlaceId};
use model::format::{NARROW_SPACE, collation, day_and_time, time_of_day};
use model::reception::{Hall, HallQueue, PublicWait, WaitUnknown};
use model::time::At;

use super::reception_days::ReceptionDays;
use super::welcome_promise::promise;
use super::welcome_usual::usual;
use super::{Scene, frame};

/// A queue of the chosen service, with where it is.
struct Offer<'h> {
    /// The counter.
    place: PlaceId,
    name: String,
    queue: &'h HallQueue,
}

/// The services that counters of a town give, in the order of the themes; those asked
/// for in a citizen's words.
pub(super) fn services(scene: &Scene<'_>) -> Vec<(String, String)> {
    let given: Vec<&str> = scene
        .of_kind("counter")
        .filter_map(|id| scene.place(id)?.text("services"))
        .flat_map(|text| text.split(';').map(str::trim))
        .collect();
    let themes = scene.town().themes().iter();
    let mut services: Vec<(String, String)> = themes
        .flat_map(|theme| &theme.service)
        .filter(|service| given.contains(&service.code.as_str()))
        .map(|service| {
            let words = service.asked_for.as_ref().unwrap_or(&service.name);
            (service.code.to_string(), words.clone())
        })
        .collect();
    // What no theme names is still given: by its code.
    for code in given {
        if !services.iter().any(|(known, _)| known == code) {
            services.push((code.to_owned(), code.to_owned()));
        }
    }
    services
}

/// The service that is asked for, else the one that most counters give.
pub(super) fn chosen(
    scene: &Scene<'_>,
    services: &[(String, String)],
    asked: Option<&str>,
) -> String {
    let known = asked.filter(|asked| services.iter().any(|(code, _)| code == asked));
    let counters = |code: &str| {
        let gives = |id: &PlaceId| scene.place(*id).is_some_and(|place| gives(place, code));
        scene.of_kind("counter").filter(gives).count()
    };
    known
        .map(str::to_owned)
        .or_else(|| {
            let most = services.iter().rev().max_by_key(|(code, _)| counters(code));
            most.map(|(code, _)| code.clone())
        })
        .unwrap_or_default()
}

/// Whether a counter gives a service.
pub(super) fn gives(place: &Place, service: &str) -> bool {
    let services = place.text("services").unwrap_or_default();
    services.split(';').any(|code| code.trim() == service)
}

/// `/accueil`. `days` are finished days of the counter whose usual day is shown.
pub(super) fn view(
    scene: &Scene<'_>,
    halls: &[Hall],
    service: &str,
    shown: Option<PlaceId>,
    days: &ReceptionDays,
) -> WelcomeView {
    let mut offers = offers(scene, halls, service);
    offers.sort_by_key(|offer| (rank(offer.queue), collation(&offer.name)));
    let open = offers
        .iter()
        .filter(|o| matches!(o.queue.wait, PublicWait::Known { .. }))
        .count();
    let best = offers.first().and_then(|offer| best(scene, offer, open));
    let otherwise = match (&best, offers.first()) {
        (None, Some(first)) => Some(otherwise(scene, first)),
        _ => None,
    };
    let others = offers.iter().skip(usize::from(best.is_some()));
    WelcomeView {
        frame: frame::frame(scene),
        services: services(scene),
        service: service.to_owned(),
        best,
        otherwise,
        others: others.filter_map(|offer| line(scene, offer)).collect(),
        measured: format!(
            "Attentes mesurées à {}, arrondies à 5{NARROW_SPACE}min{NARROW_SPACE}; quatre \
             personnes sur cinq attendent moins.",
            clock(
                scene,
                halls
                    .iter()
                    .map(|hall| hall.at)
                    .max()
                    .unwrap_or(scene.clock)
            ),
        ),
        usual: usual(scene, service, shown, days),
        promise: promise(scene),
    }
}

/// The counters that give a service, the one with the shortest wait first.
pub(super) fn by_wait(scene: &Scene<'_>, halls: &[Hall], service: &str) -> Vec<PlaceId> {
    let mut offers = offers(scene, halls, service);
    offers.sort_by_key(|offer| (rank(offer.queue), collation(&offer.name)));
    offers.into_iter().map(|offer| offer.place).collect()
}

fn offers<'h>(scene: &Scene<'_>, halls: &'h [Hall], service: &str) -> Vec<Offer<'h>> {
    let mut offers = Vec::new();
    for hall in halls {
        let of_service = hall.counters.iter().filter_map(|counter| {
            let queue = counter
                .queues
                .iter()
                .find(|q| q.service.as_str() == service)?;
            Some((counter, queue))
        });
        let found: Vec<_> = of_service.collect();
        for (counter, queue) in &found {
            let Some(place) = scene.town().tree().id(counter.code.as_str()) else {
                continue;
            };
            // People know the building; the counter is named where it has two of a kind.
            let name = match found.len() {
                1 => hall.name.clone(),
                _ => counter.name.clone(),
            };
            offers.push(Offer { place, name, queue });
        }
    }
    offers
}

/// Known waits first, by length; then what can still be tried, by the people there, then
/// what is closed, by when it opens.
fn rank(queue: &HallQueue) -> (u8, i64) {
    match queue.wait {
        PublicWait::Known { minutes, .. } => (0, minutes.into()),
        PublicWait::Unknown { .. } => (1, queue.waiting.map_or(i64::MAX, i64::from)),
        PublicWait::LastTicket => (2, 0),
        PublicWait::Closed { opens_at } => (3, opens_at.map_or(i64::MAX, At::seconds)),
    }
}

fn best(scene: &Scene<'_>, offer: &Offer<'_>, open: usize) -> Option<WelcomeBest> {
    let PublicWait::Known { minutes, around } = offer.queue.wait else {
        return None;
    };
    let place = scene.place(offer.place)?;
    Some(WelcomeBest {
        code: place.code.to_string(),
        name: offer.name.clone(),
        why: if open > 1 {
            "Le plus rapide"
        } else {
            "Le seul dont l’attente est connue"
        }
        .to_owned(),
        minutes,
        around: around.map(|at| format!("reçu vers {}", clock(scene, at))),
        way: way(scene, offer.place),
    })
}

/// The way to a place on a public map, where its position is known.
fn way(scene: &Scene<'_>, id: PlaceId) -> Option<String> {
    let tree = scene.town().tree();
    let placed = tree.upwards(id).filter_map(|id| tree.place(id));
    let (lon, lat) = placed
        .filter(|place| place.kind != "city" && place.kind != "district")
        .find_map(|place| Some((place.number("lon")?, place.number("lat")?)))?;
    Some(format!(
        "https://www.openstreetmap.org/directions?to={lat:.5}%2C{lon:.5}"
    ))
}

fn line(scene: &Scene<'_>, offer: &Offer<'_>) -> Option<WelcomeLine> {
    let queue = offer.queue;
    let (wait, fact) = match queue.wait {
        PublicWait::Known { minutes, .. } => (WelcomeWait::Minutes(minutes), before_you(queue)),
        PublicWait::LastTicket => (
            WelcomeWait::Last,
            "l’attente dépasse l’heure de fermeture".to_owned(),
        ),
        PublicWait::Closed { opens_at } => (WelcomeWait::Closed, opens(scene, opens_at)),
        PublicWait::Unknown { reason } => {
            let wait = match (reason, queue.waiting) {
                (WaitUnknown::FewDesks | WaitUnknown::NoBasis, Some(people)) => {
                    WelcomeWait::People(people)
                }
                _ => WelcomeWait::Unknown,
            };
            (wait, unknown(scene, queue, reason))
        }
    };
    Some(WelcomeLine {
        code: scene.place(offer.place)?.code.to_string(),
        name: offer.name.clone(),
        fact,
        wait,
    })
}

fn before_you(queue: &HallQueue) -> String {
    match queue.waiting {
        Some(0) => "personne avant vous".to_owned(),
        Some(1) => "une personne avant vous".to_owned(),
        Some(count) => format!("{count} personnes avant vous"),
        None => String::new(),
    }
}

fn unknown(scene: &Scene<'_>, queue: &HallQueue, reason: WaitUnknown) -> String {
    match (reason, queue.data_at) {
        (WaitUnknown::Silent, Some(at)) if scene.town().zone().day(at) == scene.day => {
            format!("pas de nouvelles depuis {}", clock(scene, at))
        }
        (WaitUnknown::Silent, _) => "ouvert, sans nouvelles aujourd’hui".to_owned(),
        (WaitUnknown::FewDesks, _) => {
            format!("un seul guichet ouvert{NARROW_SPACE}: attente non estimée")
        }
        (WaitUnknown::Implausible, _) => "l’affichage paraît déréglé".to_owned(),
        (WaitUnknown::NoBasis, _) => "encore trop peu de passages".to_owned(),
    }
}

fn opens(scene: &Scene<'_>, at: Option<At>) -> String {
    at.map_or_else(
        || "fermé pour le moment".to_owned(),
        |at| opening(scene, at),
    )
}

/// « ouvre à 13 h 30 », « ouvre demain à 9 h », « ouvre mardi à 9 h ».
pub(super) fn opening(scene: &Scene<'_>, at: At) -> String {
    let day = scene.town().zone().day(at);
    let time = clock(scene, at);
    format!("ouvre {}", day_and_time(scene.day, day, &time))
}

/// What to say where there is nowhere to send anybody.
fn otherwise(scene: &Scene<'_>, first: &Offer<'_>) -> String {
    match first.queue.wait {
        PublicWait::Closed { opens_at } => format!(
            "Tout est fermé pour cette démarche. {}{NARROW_SPACE}: {}.",
            first.name,
            opens(scene, opens_at)
        ),
        PublicWait::LastTicket => {
            "Il est trop tard pour être reçu aujourd’hui sans rendez-vous.".to_owned()
        }
        _ => "L’attente n’est connue nulle part pour le moment.".to_owned(),
    }
}

fn clock(scene: &Scene<'_>, at: At) -> String {
    time_of_day(at, scene.town().zone().offset_s(at))
}
