use model::reception::{Hall, HallQueue, PublicWait, WaitUnknown};
use model::time::At;

use super::{Moment, wait_words};
use crate::components::{escaped, status_mark};

const NARROW: char = '\u{202f}';
/// From the ticket to its desk: two numbers side by side would read as one.
const ARROW: &str = r#"<svg class="lobby__to" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M1 10h17M11 3l7 7-7 7"/></svg>"#;
/// A call is new for so many seconds.
const NEW_S: i64 = 60;

/// What a lobby screen shows of a hall: the same on the server and in the browser.
pub fn lobby(hall: &Hall, moment: Moment) -> String {
    format!(
        r#"<header class="lobby__head"><svg class="lobby__mark" viewBox="0 0 28 26" aria-hidden="true" focusable="false"><circle cx="14" cy="4" r="3.4"/><path d="M8.5 10h11v2.2h-11ZM4.5 16.6h19v2.2h-19ZM0 23.4h28v2.2H0Z"/></svg><h1 class="lobby__name" data-length="{}">{}</h1><p class="lobby__clock" data-clock>{}</p></header><div class="lobby__body">{}{}</div>{}{}"#,
        length(&hall.name, 20, 32),
        escaped(&hall.name),
        moment.time(moment.now),
        waits(hall, moment),
        calls(hall, moment),
        promise(hall),
        foot(hall, moment),
    )
}

fn waits(hall: &Hall, moment: Moment) -> String {
    let mut html = String::from(
        r#"<section class="lobby__waits" aria-labelledby="attentes"><h2 class="lobby__label" id="attentes">Attente estimée</h2>"#,
    );
    if moment.lost {
        html.push_str(
            r#"<p class="lobby__lost" role="status">Information momentanément indisponible</p></section>"#,
        );
        return html;
    }
    let queues = by_service(hall);
    // One size for all: a service with a long name is worth no less than its neighbours.
    let longest = queues.iter().map(|queue| queue.name.as_str());
    let longest = longest.max_by_key(|name| name.chars().count());
    html.push_str(&format!(
        r#"<ul class="lobby__queues lobby__list" data-rows="{}" data-length="{}">"#,
        queues.len().clamp(1, 14),
        length(longest.unwrap_or_default(), 18, 26),
    ));
    queues
        .iter()
        .for_each(|queue| html.push_str(&row(queue, moment)));
    html.push_str("</ul></section>");
    html
}

/// One line a service, in the order of the counters: visitors know what they come for,
/// not which counter gives it. Where several do, the shortest known wait stands.
fn by_service(hall: &Hall) -> Vec<&HallQueue> {
    let rank = |queue: &HallQueue| match queue.wait {
        PublicWait::Known { minutes, .. } => (0, minutes),
        PublicWait::LastTicket => (1, 0),
        PublicWait::Unknown { .. } => (2, 0),
        PublicWait::Closed { .. } => (3, 0),
    };
    let mut found: Vec<&HallQueue> = Vec::new();
    for queue in hall.counters.iter().flat_map(|counter| &counter.queues) {
        match found
            .iter_mut()
            .find(|known| known.service == queue.service)
        {
            Some(known) if rank(queue) < rank(known) => *known = queue,
            Some(_) => {}
            None => found.push(queue),
        }
    }
    found
}

fn row(queue: &HallQueue, moment: Moment) -> String {
    let (words, besides) = wait_words(&queue.wait, moment);
    let (state, wait) = match &queue.wait {
        PublicWait::Known { minutes, .. } if *minutes > 0 => (
            "known",
            format!(
                r#"<span class="lobby__minutes">{minutes}</span>{NARROW}<span class="lobby__unit">min</span>"#
            ),
        ),
        PublicWait::Known { .. } => ("free", words),
        // No wait can be announced, but who looks sees how many are before.
        PublicWait::Unknown {
            reason: WaitUnknown::FewDesks | WaitUnknown::NoBasis,
        } if queue.waiting.is_some() => {
            let people = match queue.waiting.unwrap_or(0) {
                0 => String::from("personne en attente"),
                people => format!("{people}{NARROW}en attente"),
            };
            ("none", people)
        }
        _ => {
            let besides =
                besides.map(|besides| format!(r#" <span class="lobby__besides">{besides}</span>"#));
            ("none", format!("{words}{}", besides.unwrap_or_default()))
        }
    };
    format!(
        r#"<li class="lobby__row" data-state="{state}"><span class="lobby__service">{}</span> <span class="lobby__wait">{wait}</span></li>"#,
        escaped(&queue.name),
    )
}

/// Whether nothing is open any more, and the next opening where one is known.
fn closed(hall: &Hall) -> Option<Option<At>> {
    let mut waits = hall.counters.iter().flat_map(|counter| &counter.queues);
    let opens = waits.try_fold(Vec::new(), |mut opens, queue| match queue.wait {
        PublicWait::Closed { opens_at } => {
            opens.push(opens_at);
            Some(opens)
        }
        _ => None,
    })?;
    (!opens.is_empty()).then(|| opens.into_iter().flatten().min())
}

/// What stands where numbers are called, as long as none is.
fn quiet(hall: &Hall, moment: Moment) -> String {
    let Some(opens_at) = closed(hall) else {
        return String::from(
            r#"<p class="lobby__label">Ticket</p><p class="lobby__quiet">Votre numéro s’affichera ici.</p>"#,
        );
    };
    let opens = opens_at.map(|at| format!(" · {}", moment.opens(at)));
    format!(
        r#"<p class="lobby__quiet lobby__quiet--closed">Fermé{}</p>"#,
        opens.unwrap_or_default()
    )
}

fn calls(hall: &Hall, moment: Moment) -> String {
    let calls = &hall.calls;
    let mut html = String::from(
        r#"<section class="lobby__calls" aria-labelledby="appels"><h2 class="unseen" id="appels">Numéros appelés</h2>"#,
    );
    if calls.is_empty() {
        html.push_str(&quiet(hall, moment));
        html.push_str("</section>");
        return html;
    }
    html.push_str(&format!(
        r#"<table class="lobby__table" data-rows="{}"><caption class="unseen">Derniers numéros appelés, le plus récent d’abord</caption><thead><tr><th scope="col">Ticket</th><th scope="col">Guichet</th></tr></thead><tbody>"#,
        calls.len().min(9)
    ));
    for call in calls.iter().take(9) {
        let age_s = moment.now.seconds_since(call.at);
        let state = if age_s <= NEW_S { "new" } else { "old" };
        let desk = call.desk.as_deref().unwrap_or("–");
        html.push_str(&format!(
            r#"<tr class="lobby__call" data-state="{state}"><td data-length="{}">{}</td><td data-length="{}"><span class="lobby__desk">{ARROW}<span>{}</span></span></td></tr>"#,
            length(&call.number, 5, 8),
            escaped(&call.number),
            length(desk, 3, 7),
            escaped(desk),
        ));
    }
    html.push_str("</tbody></table></section>");
    html
}

fn promise(hall: &Hall) -> String {
    let words = match &hall.promise {
        // Nobody is called where nothing is open.
        None if closed(hall).is_some() => String::new(),
        None => String::from("Votre numéro s’affiche ici quand un guichet vous appelle."),
        Some(told) => {
            let within = told.within_min;
            match (told.percent, told.promised) {
                (Some(percent), Some(promised)) => format!(
                    "{}<span><strong>{percent}{NARROW}%</strong> reçus aujourd’hui en moins de {within}{NARROW}min. Promesse{NARROW}: <strong>{promised}{NARROW}%</strong></span>",
                    told.level.map(status_mark).unwrap_or_default()
                ),
                (Some(percent), None) => format!(
                    "<span>Aujourd’hui, <strong>{percent}{NARROW}%</strong> reçus en moins de {within}{NARROW}min.</span>"
                ),
                (None, promised) => format!(
                    "<span>La ville promet{NARROW}: <strong>{}{NARROW}%</strong> reçus en moins de {within}{NARROW}min.</span>",
                    promised.unwrap_or_default()
                ),
            }
        }
    };
    format!(r#"<p class="lobby__promise">{words}</p>"#)
}

fn foot(hall: &Hall, moment: Moment) -> String {
    let demo = if moment.demo {
        r#"<span class="lobby__demo"><svg viewBox="0 0 20 10" aria-hidden="true" focusable="false"><path d="M1 10 6 0h3L4 10ZM7 10l5-10h3l-5 10ZM13 10l5-10h2v2l-4 8Z"/></svg>Données de démonstration</span>"#
    } else {
        "<span></span>"
    };
    format!(
        r#"<footer class="lobby__foot">{demo}<span data-age>Données de {}</span></footer>"#,
        moment.time(hall.at)
    )
}

/// How long a text is, for the sheet: what is long is set smaller, nothing is cut.
fn length(text: &str, long: usize, longer: usize) -> &'static str {
    match text.chars().count() {
        count if count > longer => "longer",
        count if count > long => "long",
        _ => "usual",
    }
}
