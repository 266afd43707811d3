use app::screen::{FollowView, ScreenDocument, Stage, follow_body};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use model::city::TicketCode;
use model::reception::{PublicWait, QueueLook, Ticket, TicketState, call_order};
use model::time::At;

use super::Screens;
use super::asker::Asker;
use crate::http::accounts::unkept;
use crate::reception::{RunningDay, is_followable};

/// `GET /suivi/{ticket}`: a visitor follows a ticket; who knows its code may.
pub(super) async fn show(
    State(screens): State<Screens>,
    Path(ticket): Path<String>,
    asker: Asker,
) -> Response {
    let Some(found) = ticket_of_today(&screens, &ticket) else {
        return unknown(&screens, &asker);
    };
    let moment = screens.moment();
    let seen = screens
        .halls
        .read(|running| view(running, &found, moment.now));
    let Some((site, view)) = seen else {
        return unknown(&screens, &asker);
    };
    let screen = ScreenDocument {
        title: format!("Ticket {}", view.number),
        kind: "follow",
        theme: None,
        data: vec![("live", "fresh".to_owned()), ("site", site)],
        reload_s: Some(20),
        then: None,
        body: follow_body(&view, moment),
    };
    screens.answer(&asker, StatusCode::OK, screen, moment)
}

/// `POST /suivi/{ticket}/renoncer`: the visitor gives up; said twice, it is done once.
pub(super) async fn give_up(
    State(screens): State<Screens>,
    Path(ticket): Path<String>,
    asker: Asker,
) -> Response {
    let Some(found) = ticket_of_today(&screens, &ticket) else {
        return unknown(&screens, &asker);
    };
    if let Err(fault) = screens.console.give_up(&found.ticket).await {
        tracing::debug!(%fault, "a ticket was not given up");
    }
    unkept(Redirect::to(&format!("/suivi/{}", found.ticket)).into_response())
}

/// A ticket of our own of the running day.
pub(super) fn ticket_of_today(screens: &Screens, code: &str) -> Option<Ticket> {
    let code: TicketCode = code.parse().ok().filter(|_| is_followable(code))?;
    screens
        .halls
        .read(|running| running.tickets().get(&code).cloned())
}

fn unknown(screens: &Screens, asker: &Asker) -> Response {
    let words =
        "Ce ticket n’existe pas, ou n’est plus valable\u{202f}: un ticket vaut le jour même.";
    screens.sentence(asker, StatusCode::NOT_FOUND, "Ticket inconnu", words)
}

/// What its visitor is shown of a ticket, and the building it is for.
pub(super) fn view(running: &RunningDay, ticket: &Ticket, now: At) -> Option<(String, FollowView)> {
    let segment = ticket.segment()?;
    let plan = running.plan_of(&segment.counter)?;
    let counter = plan.counter(&segment.counter)?;
    let service = counter.service(&segment.service);
    let stage = match ticket.state {
        TicketState::Booked | TicketState::Waiting => {
            let order = call_order(counter, running.tickets(), |s| *s == segment.service, now);
            let before = order.iter().position(|t| t.ticket == ticket.ticket);
            let ahead = u32::try_from(before.unwrap_or(0)).unwrap_or(u32::MAX);
            // Desks serve people of other services before her too.
            let all = call_order(counter, running.tickets(), |_| true, now);
            let before = all.iter().position(|t| t.ticket == ticket.ticket);
            let served_before = u32::try_from(before.unwrap_or(0)).unwrap_or(u32::MAX);
            let queue = (&segment.service, served_before);
            let others = served_before.saturating_sub(ahead);
            let (zone, rules) = (running.zone(), running.rules());
            let look = QueueLook::behind(counter, running.tickets(), now, zone, rules, queue);
            match PublicWait::of(&look) {
                PublicWait::Known { minutes, around } => Stage::Waiting {
                    ahead,
                    others,
                    wait: Some((minutes, around)),
                    why: None,
                },
                PublicWait::Closed { .. } => Stage::Waiting {
                    ahead,
                    others,
                    wait: None,
                    why: Some("L’accueil est fermé pour l’instant.".to_owned()),
                },
                PublicWait::LastTicket | PublicWait::Unknown { .. } => Stage::Waiting {
                    ahead,
                    others,
                    wait: None,
                    why: None,
                },
            }
        }
        TicketState::Called => Stage::Called {
            desk: segment
                .desk
                .as_ref()
                .and_then(|d| plan.desk_label(d))
                .map(str::to_owned),
        },
        TicketState::Serving | TicketState::OnHold => Stage::Served,
        TicketState::NoShow => Stage::Missed,
        TicketState::Closed => Stage::Done,
        TicketState::Abandoned
        | TicketState::RdvNoShow
        | TicketState::Cancelled
        | TicketState::Expired => Stage::Left,
    };
    let view = FollowView {
        code: ticket.ticket.to_string(),
        counter: segment.counter.to_string(),
        number: ticket.number.clone().unwrap_or_default(),
        site: plan.name.clone(),
        service: service.map_or_else(|| segment.service.to_string(), |s| s.name.clone()),
        can_give_up: matches!(stage, Stage::Waiting { .. }),
        stage,
    };
    Some((plan.site.to_string(), view))
}
