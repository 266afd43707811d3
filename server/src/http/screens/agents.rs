use app::screen::{AgentsDay, AgentsQueue, AgentsView, ScreenDocument, agents_body, wait_words};
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use model::access::Right;
use model::city::PlaceCode;
use model::reception::{
    DeviceKind, EstimatorError, HallPlan, PublicWait, QueueLook, Rate, ReceptionDay, TicketDay,
};

use super::Screens;
use super::asker::Asker;
use crate::reception::RunningDay;

/// `GET /ecran/{site}/agents`: who waits, for a device of that building or somebody who
/// has the right there.
pub(super) async fn show(
    State(screens): State<Screens>,
    Path(site): Path<String>,
    asker: Asker,
) -> Response {
    let Ok(place) = site.parse::<PlaceCode>() else {
        return unknown(&screens, &asker);
    };
    if let Err(refused) = asker.must(DeviceKind::Agents, Right::QueueSee, &place, &screens) {
        return asker.refuse(refused);
    }
    let moment = screens.moment();
    let view = screens.halls.read(|running| {
        let plan = running.plan(&site)?;
        let mut view = AgentsView {
            name: plan.name.clone(),
            queues: Vec::new(),
            day: day(running, plan, moment.now),
        };
        let several = plan.counters.len() > 1;
        for counter in &plan.counters {
            for look in running.queues(&counter.code, moment.now) {
                let mut queue = queue(&look, running.rules().promised_min);
                let (words, besides) = wait_words(&PublicWait::of(&look), moment);
                queue.announced = besides.map_or(words.clone(), |more| format!("{words}, {more}"));
                queue.counter = several.then(|| counter.name.clone());
                view.queues.push(queue);
            }
        }
        Some(view)
    });
    let Some(view) = view else {
        return unknown(&screens, &asker);
    };
    if let Some(device) = &asker.device {
        screens.devices.saw(device).await;
    }
    let screen = ScreenDocument {
        title: format!("{}, agents", view.name),
        kind: "agents",
        theme: Some("dark"),
        data: vec![("live", "fresh".to_owned()), ("site", site)],
        reload_s: Some(15),
        then: None,
        body: agents_body(&view, moment),
    };
    screens.answer(&asker, StatusCode::OK, screen, moment)
}

fn unknown(screens: &Screens, asker: &Asker) -> Response {
    let (title, words) = ("Écran inconnu", "Aucun accueil n’est déclaré sous ce code.");
    screens.sentence(asker, StatusCode::NOT_FOUND, title, words)
}

fn queue(look: &QueueLook, promised_min: u16) -> AgentsQueue {
    AgentsQueue {
        counter: None,
        service: look.name.clone(),
        waiting: look.waiting,
        longest_min: look.longest_s.map(|seconds| seconds / 60),
        is_late: look
            .longest_s
            .is_some_and(|s| s > u32::from(promised_min) * 60),
        announced: String::new(),
        desks: (look.desks_open, look.desks),
    }
}

fn day(running: &RunningDay, plan: &HallPlan, now: model::time::At) -> AgentsDay {
    let mut all = ReceptionDay::default();
    let mut error = EstimatorError::default();
    let (mut open, mut seen) = (0, 0);
    for counter in &plan.counters {
        all.merge(
            &running
                .reception_day(&counter.code, now)
                .unwrap_or_default(),
        );
        error.merge(&running.estimator_error(&counter.code));
        let looks = running.queues(&counter.code, now);
        open += looks.iter().map(|look| look.desks_open).max().unwrap_or(0);
        let tickets = running.tickets().tickets_at(&counter.code);
        let recent =
            tickets.filter(|t| t.issued_at.is_some_and(|at| now.seconds_since(at) < 3_600));
        seen += recent.count();
    }
    let rules = running.rules();
    let hall = running.hall(plan.site.as_str());
    let promised = hall
        .and_then(|hall| hall.promise)
        .and_then(|promise| promise.promised);
    AgentsDay {
        issued: all.tickets.issued(),
        served: all.tickets.served,
        in_time: percent(all.tickets.service_level(rules.promised_min)),
        within_min: rules.promised_min,
        promised,
        left: all.tickets.left_before_service().num,
        load: load(seen, &all.tickets, open),
        announced_right: percent(error.near()).map(|percent| (percent, error.near().den)),
    }
}

fn percent(rate: Rate) -> Option<u32> {
    (rate.den > 0).then(|| u32::try_from(rate.num * 100 / rate.den).unwrap_or(100))
}

/// The seconds of service that those of the last hour ask for, of those that open desks have.
fn load(came: usize, tickets: &TicketDay, open: u32) -> Option<u32> {
    let services = tickets.services.count();
    if services == 0 || open == 0 {
        return None;
    }
    let each_s = tickets.services.total_s() / services;
    let asked_s = u64::try_from(came).ok()?.saturating_mul(each_s);
    u32::try_from(asked_s * 100 / (u64::from(open) * 3_600)).ok()
}
