use app::screen::{
    KioskService, KioskTicket, KioskView, Moment, ScreenDocument, Stage, kiosk_body,
    kiosk_ticket_body, minutes_words, people_before, wait_words,
};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{PlaceCode, ServiceCode};
use model::reception::{DeviceKind, PublicWait, QueueLook};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Deserialize;

use super::Screens;
use super::asker::Asker;
use super::follow::{ticket_of_today, view as followed};
use crate::http::accounts::{Refused, unkept};
use crate::reception::PressFault;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    refus: String,
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    service: String,
}

/// `GET /borne/{counter}`: what can be chosen, on a paired kiosk or for who serves there.
pub(super) async fn show(
    State(screens): State<Screens>,
    Path(counter): Path<String>,
    Query(asked): Query<Asked>,
    asker: Asker,
) -> Result<Response, Response> {
    let counter = checked(&screens, &counter, &asker).map_err(|refused| asker.refuse(refused))?;
    if let Some(device) = &asker.device {
        screens.devices.saw(device).await;
    }
    let moment = screens.moment();
    let refused = match asked.refus.as_str() {
        "attente" => Some("Un instant\u{202f}: réessayez dans une minute."),
        "panne" => Some("Le ticket n’a pas été donné. Réessayez, ou adressez-vous à l’accueil."),
        _ => None,
    };
    let seen = screens.halls.read(|running| {
        let plan = running.plan_of(&counter)?;
        let declared = plan.counter(&counter)?;
        let looks = running.queues(&counter, moment.now);
        let own = |look: &QueueLook| declared.services.iter().any(|s| s.code == look.service);
        let services: Vec<&QueueLook> = looks.iter().filter(|look| own(look)).collect();
        let view = KioskView {
            closed: closed(&services, moment),
            counter: counter.to_string(),
            name: plan.name.clone(),
            services: services
                .iter()
                .map(|look| service(&screens, look, moment))
                .collect(),
            refused: refused.map(str::to_owned),
            demo: moment.demo,
        };
        Some((plan.site.to_string(), view))
    });
    let (site, view) = seen.ok_or_else(|| unknown(&screens, &asker))?;
    let screen = ScreenDocument {
        title: format!("{}, borne", view.name),
        kind: "kiosk",
        theme: None,
        data: vec![("live", "fresh".to_owned()), ("site", site)],
        reload_s: Some(60),
        then: None,
        body: kiosk_body(&view),
    };
    Ok(screens.answer(&asker, StatusCode::OK, screen, moment))
}

/// `POST /borne/{counter}`: gives a ticket.
pub(super) async fn issue(
    State(screens): State<Screens>,
    Path(counter): Path<String>,
    asker: Asker,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Response> {
    let counter = checked(&screens, &counter, &asker).map_err(|refused| asker.refuse(refused))?;
    let service: Option<ServiceCode> = chosen.service.parse().ok();
    let service = service.ok_or_else(|| unknown(&screens, &asker))?;
    let address = match screens.console.issue(&counter, &service).await {
        Ok(ticket) => format!("/borne/{counter}/ticket/{ticket}"),
        Err(PressFault::TooOften) => format!("/borne/{counter}?refus=attente"),
        Err(PressFault::Unknown) => return Err(unknown(&screens, &asker)),
        Err(_) => format!("/borne/{counter}?refus=panne"),
    };
    Ok(unkept(Redirect::to(&address).into_response()))
}

/// `GET /borne/{counter}/ticket/{ticket}`: the number, for twenty seconds.
pub(super) async fn ticket(
    State(screens): State<Screens>,
    Path((counter, ticket)): Path<(String, String)>,
    asker: Asker,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let counter = checked(&screens, &counter, &asker).map_err(|refused| asker.refuse(refused))?;
    let found = ticket_of_today(&screens, &ticket).ok_or_else(|| unknown(&screens, &asker))?;
    let moment = screens.moment();
    let seen = screens
        .halls
        .read(|running| followed(running, &found, moment.now));
    let (_, followed) = seen.ok_or_else(|| unknown(&screens, &asker))?;
    let proxy = screens.desk.proxy;
    let scheme = if proxy.is_https(&headers) {
        "https"
    } else {
        "http"
    };
    let host = proxy.host(&headers).unwrap_or_default();
    let qr = picture(&format!("{scheme}://{host}/suivi/{ticket}"));
    let screen = ScreenDocument {
        title: "Votre ticket".to_owned(),
        kind: "kiosk",
        theme: None,
        data: Vec::new(),
        reload_s: None,
        then: Some((20, format!("/borne/{counter}"))),
        body: kiosk_ticket_body(&KioskTicket {
            announced: announced(&followed.stage, moment),
            number: followed.number,
            service: followed.service,
            qr,
            counter: counter.to_string(),
        }),
    };
    Ok(screens.answer(&asker, StatusCode::OK, screen, moment))
}

fn checked(screens: &Screens, counter: &str, asker: &Asker) -> Result<PlaceCode, Refused> {
    // What is no code is no place, and there nobody has a right.
    let counter: PlaceCode = counter.parse().map_err(|_| Refused::Right)?;
    asker.must(DeviceKind::Kiosk, Right::QueueServe, &counter, screens)?;
    Ok(counter)
}

fn unknown(screens: &Screens, asker: &Asker) -> Response {
    let (title, words) = (
        "Borne inconnue",
        "Aucun accueil n’est déclaré sous ce code.",
    );
    screens.sentence(asker, StatusCode::NOT_FOUND, title, words)
}

/// Whether nothing is open any more, and the next opening in words where one is known.
fn closed(looks: &[&QueueLook], moment: Moment) -> Option<Option<String>> {
    let opens = looks.iter().map(|look| match PublicWait::of(look) {
        PublicWait::Closed { opens_at } => Some(opens_at),
        _ => None,
    });
    let opens = opens.collect::<Option<Vec<_>>>()?;
    let first = opens.iter().copied().flatten().min();
    (!opens.is_empty()).then(|| first.map(|at| moment.opens(at)))
}

/// What is said of a ticket that was just given; nothing where nothing is known.
fn announced(stage: &Stage, moment: Moment) -> Vec<String> {
    let Stage::Waiting {
        ahead,
        others,
        wait,
        ..
    } = stage
    else {
        return Vec::new();
    };
    let wait = wait.map(|(minutes, around)| match (minutes, around) {
        (0, _) => "C’est bientôt à vous.".to_owned(),
        (minutes, None) => format!("Attente\u{202f}: environ {}", minutes_words(minutes)),
        (minutes, Some(at)) => format!(
            "Attente\u{202f}: environ {}, vers {}",
            minutes_words(minutes),
            moment.time(at)
        ),
    });
    wait.into_iter()
        .chain([people_before((*ahead, *others))])
        .collect()
}

fn service(screens: &Screens, look: &QueueLook, moment: Moment) -> KioskService {
    let public = PublicWait::of(look);
    let (words, besides) = wait_words(&public, moment);
    let wait = match public {
        PublicWait::Closed { .. } => match besides {
            Some(opens) => format!("{words}, {opens}"),
            None => words,
        },
        PublicWait::Known { minutes, .. } if minutes > 0 => format!("environ {words}"),
        PublicWait::Unknown { .. } => "attente inconnue".to_owned(),
        _ => words,
    };
    let asked_for = screens.desk.state.read(|snapshot| {
        let mut services = snapshot
            .town
            .themes()
            .iter()
            .flat_map(|theme| &theme.service);
        services
            .find(|s| s.code == look.service)
            .and_then(|s| s.asked_for.clone())
    });
    KioskService {
        code: look.service.to_string(),
        name: look.name.clone(),
        asked_for,
        wait,
        // Whoever comes too late would wait for nothing.
        is_given: !matches!(public, PublicWait::Closed { .. } | PublicWait::LastTicket),
    }
}

/// The address as a picture; nothing where it is too long to be one.
fn picture(address: &str) -> String {
    let Ok(code) = QrCode::new(address.as_bytes()) else {
        return String::new();
    };
    let drawn = code
        .render::<svg::Color>()
        .min_dimensions(240, 240)
        .dark_color(svg::Color("#000000"))
        .light_color(svg::Color("#ffffff"))
        .build();
    // What stands before the element is for a file of its own.
    let svg = drawn
        .find("<svg")
        .and_then(|at| drawn.get(at..))
        .unwrap_or_default();
    svg.replacen(
        "<svg",
        r#"<svg role="img" aria-label="Code à scanner pour suivre votre tour""#,
        1,
    )
}
