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
    format!(
        r#"<header><h1 class="kiosk__title">{}</h1><p class="kiosk__lead">Touchez ce qui vous amène. Vous recevez un numéro.</p></header>{}{list}{demo}"#,
        escaped(&view.name),
        refused.unwrap_or_default(),
    )
}

/// The ticket that a kiosk gave: its number, and a code to follow it by phone.
pub fn kiosk_ticket_body(number: &str, service: &str, qr: &str, counter: &str) -> String {
    format!(
        r#"<p class="kiosk__lead">Votre numéro</p><h1 class="kiosk__number">{}</h1><p class="kiosk__lead">{}</p><div class="kiosk__qr">{qr}</div><p>Scannez ce code pour suivre votre tour sur votre téléphone. Sinon, regardez l’écran.</p><p><a class="button" href="/borne/{counter}">Terminer</a></p>"#,
        escaped(number),
        escaped(service),
    )
}
