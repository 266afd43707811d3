use app::screen::{ConsoleTicket, ConsoleView, DeskGroup, ScreenDocument, console_body};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use model::access::Right;
use model::city::PlaceCode;
use model::reception::{CounterPlan, DeskPlan, HallPlan, Ticket, TicketState, call_order};
use model::time::At;
use serde::Deserialize;

use super::Screens;
use super::asker::Asker;
use crate::access::SignedIn;
use crate::http::Problem;
use crate::http::accounts::{Refused, unkept};
use crate::reception::{Press, PressFault, RunningDay};

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    refus: String,
}

#[derive(Deserialize, Default)]
pub(super) struct Pressed {
    #[serde(default)]
    ticket: Option<String>,
    #[serde(default)]
    service: Option<String>,
}

/// `GET /guichet`: the desks at which whoever is signed in may serve.
pub(super) async fn list(State(screens): State<Screens>, who: SignedIn, asker: Asker) -> Response {
    let state = &screens.desk.state;
    let may = |desk: &DeskPlan| who.may_at(Right::QueueServe, &desk.code, state);
    let desks: Vec<DeskGroup> = screens.halls.read(|running| {
        let plans = running.plans().iter();
        let counters = plans.flat_map(|plan| plan.counters.iter().map(move |c| (plan, c)));
        counters
            .map(|(plan, counter)| desk_group(plan, counter, may))
            .filter(|group| !group.desks.is_empty())
            .collect()
    });
    let sites: Vec<(String, String)> = screens.halls.read(|running| {
        let plans = running.plans().iter();
        plans
            .filter(|plan| who.may_at(Right::QueueSee, &plan.site, state))
            .map(|plan| (plan.site.to_string(), plan.name.clone()))
            .collect()
    });
    if desks.is_empty() && sites.is_empty() {
        return Refused::Right.into_response();
    }
    let screen = ScreenDocument {
        title: "Guichets".to_owned(),
        kind: "notice",
        theme: None,
        data: Vec::new(),
        reload_s: None,
        then: None,
        body: app::screen::desks_body(&desks, &sites),
    };
    screens.answer(&asker, StatusCode::OK, screen, screens.moment())
}

/// The desks of a counter that may be opened, in the order of their numbers: « Guichet 2 »
/// comes before « Guichet 10 ».
fn desk_group(
    plan: &HallPlan,
    counter: &CounterPlan,
    may: impl Fn(&DeskPlan) -> bool,
) -> DeskGroup {
    let mut desks: Vec<&DeskPlan> = counter.desks.iter().filter(|desk| may(desk)).collect();
    desks.sort_by_key(|desk| {
        let label = desk.label();
        (label.parse::<u32>().unwrap_or(u32::MAX), label.to_owned())
    });
    let desks = desks.into_iter();
    DeskGroup {
        site: plan.name.clone(),
        counter: counter.name.clone(),
        desks: desks
            .map(|desk| (desk.code.to_string(), desk.name.clone()))
            .collect(),
    }
}

/// `GET /guichet/{desk}`: the console of a desk.
pub(super) async fn show(
    State(screens): State<Screens>,
    Path(desk): Path<String>,
    Query(asked): Query<Asked>,
    who: SignedIn,
    asker: Asker,
) -> Result<Response, Response> {
    let desk = checked(&screens, &desk, &who).map_err(Refused::into_response)?;
    let moment = screens.moment();
    let seen = screens.halls.read(|running| {
        let (plan, counter, own) = found(running, &desk)?;
        let mut view = view(running, counter, own, moment.now);
        view.refused = words(&asked.refus);
        Some((plan.site.to_string(), view))
    });
    let (site, mut view) = seen.ok_or_else(gone)?;
    let current = screens.console.at_desk(&desk);
    let served = current
        .as_ref()
        .and_then(|ticket| Some(ticket.segment()?.service.to_string()));
    view.services
        .retain(|(code, _)| Some(code) != served.as_ref());
    view.current = current.map(|ticket| {
        screens.halls.read(|running| {
            let counter = running
                .plan_of(&ticket.counter)
                .and_then(|p| p.counter(&ticket.counter));
            line(&ticket, counter, running, moment.now)
        })
    });
    let screen = ScreenDocument {
        title: format!("{}, console", view.name),
        kind: "console",
        theme: None,
        data: vec![("live", "fresh".to_owned()), ("site", site)],
        reload_s: None,
        then: None,
        body: console_body(&view, moment),
    };
    Ok(screens.answer(&asker, StatusCode::OK, screen, moment))
}

/// `POST /guichet/{desk}/{act}`: something was pressed; leads back to the console.
pub(super) async fn press(
    State(screens): State<Screens>,
    Path((desk, act)): Path<(String, String)>,
    who: SignedIn,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Response> {
    let desk = checked(&screens, &desk, &who).map_err(Refused::into_response)?;
    let press = Press::named(&act, pressed.service.as_deref()).ok_or_else(gone)?;
    let ticket = pressed.ticket.and_then(|code| code.parse().ok());
    let done = screens.console.press(&desk, &press, ticket.as_ref()).await;
    let address = match done {
        Ok(()) => format!("/guichet/{desk}"),
        Err(fault) => format!("/guichet/{desk}?refus={}", word(fault)),
    };
    Ok(unkept(Redirect::to(&address).into_response()))
}

fn checked(screens: &Screens, desk: &str, who: &SignedIn) -> Result<PlaceCode, Refused> {
    // What is no code is no place, and there nobody has a right.
    let desk: PlaceCode = desk.parse().map_err(|_| Refused::Right)?;
    who.must_at(Right::QueueServe, &desk, &screens.desk.state)?;
    Ok(desk)
}

fn gone() -> Response {
    Problem::new(StatusCode::NOT_FOUND)
        .detail("there is no such desk")
        .into_response()
}

fn found<'r>(
    running: &'r RunningDay,
    desk: &PlaceCode,
) -> Option<(&'r HallPlan, &'r CounterPlan, &'r DeskPlan)> {
    running.plans().iter().find_map(|plan| {
        plan.counters.iter().find_map(|counter| {
            let own = counter.desks.iter().find(|known| known.code == *desk)?;
            Some((plan, counter, own))
        })
    })
}

fn view(running: &RunningDay, counter: &CounterPlan, own: &DeskPlan, now: At) -> ConsoleView {
    let order = call_order(
        counter,
        running.tickets(),
        |service| own.serves(service),
        now,
    );
    let waiting = order
        .into_iter()
        .map(|ticket| line(ticket, Some(counter), running, now));
    let grace_s = i64::from(running.rules().tickets.return_grace_s);
    let missed = running
        .tickets()
        .tickets_at(&counter.code)
        .filter(|ticket| {
            ticket.state == TicketState::NoShow && now.seconds_since(ticket.since) <= grace_s
        });
    ConsoleView {
        desk: own.code.to_string(),
        name: own.name.clone(),
        counter: counter.name.clone(),
        current: None,
        waiting: waiting.collect(),
        missed: missed
            .map(|ticket| line(ticket, Some(counter), running, now))
            .collect(),
        services: counter
            .services
            .iter()
            .map(|s| (s.code.to_string(), s.name.clone()))
            .collect(),
        refused: None,
    }
}

fn line(
    ticket: &Ticket,
    counter: Option<&CounterPlan>,
    running: &RunningDay,
    now: At,
) -> ConsoleTicket {
    let service = ticket
        .segment()
        .map_or(&ticket.service, |segment| &segment.service);
    let known = counter.and_then(|counter| counter.service(service));
    let note = match (ticket.priority, ticket.appointment_at) {
        (true, _) => Some("de retour, en priorité".to_owned()),
        (false, Some(at)) => {
            let offset_s = running.zone().offset_s(at);
            Some(format!(
                "rendez-vous de {}",
                model::format::time_of_day(at, offset_s)
            ))
        }
        (false, None) if ticket.transfers > 0 => Some("transféré".to_owned()),
        (false, None) => None,
    };
    let segment = ticket.segment();
    let done_at = segment.and_then(|s| s.started_at.or(s.called_at));
    let undo_s = i64::from(running.rules().tickets.undo_s);
    let can_undo = matches!(ticket.state, TicketState::Called | TicketState::Serving)
        && done_at.is_some_and(|at| now.seconds_since(at) < undo_s);
    let minutes = now.seconds_since(ticket.since).max(0) / 60;
    ConsoleTicket {
        code: ticket.ticket.to_string(),
        number: ticket
            .number
            .clone()
            .unwrap_or_else(|| "sans numéro".to_owned()),
        service: known.map_or_else(|| service.to_string(), |known| known.name.clone()),
        state: ticket.state,
        minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
        note,
        can_undo,
    }
}

fn word(fault: PressFault) -> &'static str {
    match fault {
        PressFault::Unknown | PressFault::Moved | PressFault::TooOften => "change",
        PressFault::Nobody => "personne",
        PressFault::Occupied => "occupe",
        PressFault::Unavailable => "panne",
    }
}

fn words(refused: &str) -> Option<String> {
    let words = match refused {
        "change" => "Ce ticket a changé entre-temps\u{202f}: voici où il en est.",
        "personne" => "Personne n’attend plus.",
        "occupe" => "Quelqu’un est déjà à ce guichet.",
        "panne" => "Ce n’est pas enregistré. Recommencez.",
        _ => return None,
    };
    Some(words.to_owned())
}
