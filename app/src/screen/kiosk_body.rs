use crate::components::escaped;

/// What a kiosk shows.
#[derive(Debug, Clone, PartialEq)]
pub struct KioskView {
    /// Code of the counter.
    pub counter: String,
    /// Its name.
    pub name: String,
    /// What can be chosen: code, name, in a citizen's words, and the wait in words.
    pub services: Vec<KioskService>,
    /// When it opens again, where nothing is open: « ouvre lundi à 8 h 30 », or nothing known.
    pub closed: Option<Option<String>>,
    /// Why no ticket was given.
    pub refused: Option<String>,
    /// The data are invented.
    pub demo: bool,
}

/// A service to be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct KioskService {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is asked for.
    pub asked_for: Option<String>,
    /// The wait now, in words.
    pub wait: String,
    /// Whether tickets are given now.
    pub is_given: bool,
}

/// The content of a kiosk: one large button a service.
pub fn kiosk_body(view: &KioskView) -> String {
    let refused = view.refused.as_ref();
    let refused = refused.map(|why| {
        format!(
            r#"<p class="form-notice form-notice--fault" role="alert">{}</p>"#,
            escaped(why)
        )
    });
    let buttons: String = view.services.iter().map(|service| {
        let asked = service.asked_for.as_ref();
        let asked = asked.map(|words| format!(r#"<span class="kiosk__asked">{}</span>"#, escaped(words)));
        let off = if service.is_given { "" } else { " disabled" };
        format!(
            r#"<li><button class="kiosk__service" name="service" value="{}"{off}><span class="kiosk__name">{}</span>{}<span class="kiosk__wait">{}</span></button></li>"#,
            service.code,
            escaped(&service.name),
            asked.unwrap_or_default(),
            escaped(&service.wait),
        )
    }).collect();
    let list = if buttons.is_empty() {
        String::from("<p>Aucun service n’est déclaré pour cet accueil.</p>")
    } else {
        format!(
            r#"<form method="post" action="/borne/{}"><ul class="kiosk__list">{buttons}</ul></form>"#,
            view.counter
        )
    };
    let demo = if view.demo {
        r#"<p class="kiosk__demo">Données de démonstration</p>"#
    } else {
        ""
    };
    let lead = match &view.closed {
        None => String::from("Touchez ce qui vous amène. Vous recevez un numéro."),
        Some(None) => String::from("Fermé pour le moment."),
        Some(Some(opens)) => format!("Fermé · {opens}"),
    };
    format!(
        r#"<header><h1 class="kiosk__title">{}</h1><p class="kiosk__lead">{lead}</p></header>{}{list}{demo}"#,
        escaped(&view.name),
        refused.unwrap_or_default(),
    )
}

/// The ticket that a kiosk gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskTicket {
    /// The number.
    pub number: String,
    /// The service.
    pub service: String,
    /// How long it takes and how many come before, in words.
    pub announced: Vec<String>,
    /// The code to follow it by phone, as a drawing.
    pub qr: String,
    /// The counter, to which « Terminer » leads back.
    pub counter: String,
}

/// The page of a ticket: its number, and a code to follow it by phone.
pub fn kiosk_ticket_body(ticket: &KioskTicket) -> String {
    let announced: String = ticket
        .announced
        .iter()
        .map(|words| format!(r#"<p class="kiosk__announced">{}</p>"#, escaped(words)))
        .collect();
    format!(
        r#"<div class="kiosk__ticket"><div class="kiosk__told"><p class="kiosk__lead">Votre numéro</p><h1 class="kiosk__number">{}</h1><p class="kiosk__for">{}</p>{announced}</div><div class="kiosk__scan"><div class="kiosk__qr">{}</div><p>Scannez ce code pour suivre votre tour sur votre téléphone. Sinon, regardez l’écran.</p></div></div><p><a class="button kiosk__end" href="/borne/{}">Terminer</a></p>"#,
        escaped(&ticket.number),
        escaped(&ticket.service),
        ticket.qr,
        ticket.counter,
    )
}
