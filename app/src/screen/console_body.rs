use model::reception::TicketState;

use super::Moment;
use crate::components::escaped;

/// What the console of a desk shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsoleView {
    /// Code of the desk.
    pub desk: String,
    /// What is written above it.
    pub name: String,
    /// The counter it is at.
    pub counter: String,
    /// Who is called or served here.
    pub current: Option<ConsoleTicket>,
    /// Who waits for what this desk serves, in the order in which they are called.
    pub waiting: Vec<ConsoleTicket>,
    /// Who missed a call and may still come back.
    pub missed: Vec<ConsoleTicket>,
    /// Where a ticket can go on to: code and name.
    pub services: Vec<(String, String)>,
    /// Why nothing came of what was pressed.
    pub refused: Option<String>,
}

/// A ticket on the console.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsoleTicket {
    /// Its code.
    pub code: String,
    /// The number on the paper.
    pub number: String,
    /// What it waits for.
    pub service: String,
    /// Where it stands.
    pub state: TicketState,
    /// For how long, in minutes.
    pub minutes: u32,
    /// Why it comes before others, or that it has an appointment.
    pub note: Option<String>,
    /// Whether the last call or start can be undone.
    pub can_undo: bool,
}

const NARROW: char = '\u{202f}';

/// The content of the console: forms, so that it works without scripts; a letter on each
/// button for those with a keyboard.
pub fn console_body(view: &ConsoleView, moment: Moment) -> String {
    let refused = view.refused.as_ref();
    let refused = refused.map(|why| {
        format!(
            r#"<p class="form-notice form-notice--fault" role="alert">{}</p>"#,
            escaped(why)
        )
    });
    format!(
        r#"<header class="console__head"><h1 class="console__name">{}</h1><p class="console__counter">{} · {}</p></header>{}<div class="console__body"><section class="console__now" aria-labelledby="maintenant"><h2 class="section-title" id="maintenant">Au guichet</h2>{}</section><section class="console__queue" aria-labelledby="file"><h2 class="section-title" id="file">{}</h2>{}{}</section></div><nav class="console__ways" aria-label="Autour du guichet"><a href="/guichet">Tous les guichets</a><form method="post" action="/deconnexion"><button class="link-button">Se déconnecter</button></form></nav><p class="console__offline" role="status">Hors ligne{NARROW}: vérifiez le réseau, rien n’est perdu.</p>"#,
        escaped(&view.name),
        escaped(&view.counter),
        moment.time(moment.now),
        refused.unwrap_or_default(),
        now(view),
        match view.waiting.len() {
            0 => String::from("Personne n’attend"),
            1 => String::from("1 personne attend"),
            n => format!("{n} personnes attendent"),
        },
        waiting(&view.waiting),
        missed(view),
    )
}

fn now(view: &ConsoleView) -> String {
    let Some(ticket) = &view.current else {
        let none = if view.waiting.is_empty() {
            " disabled"
        } else {
            ""
        };
        return format!(
            r#"<p class="console__number console__number--none">Libre</p><form method="post" action="/guichet/{}/appeler"><button class="button console__main" id="appeler" data-key="n"{none}>Appeler le suivant <kbd>N</kbd></button></form>"#,
            view.desk
        );
    };
    let state = match ticket.state {
        TicketState::Called => format!("Appelé depuis {}{NARROW}min", ticket.minutes),
        TicketState::OnHold => {
            format!("En attente de reprise depuis {}{NARROW}min", ticket.minutes)
        }
        _ => format!("Reçu depuis {}{NARROW}min", ticket.minutes),
    };
    let press = |act: &str, words: &str, key: &str, class: &str| {
        format!(
            r#"<form method="post" action="/guichet/{}/{act}"><input type="hidden" name="ticket" value="{}"><button class="button {class}" id="{act}" data-key="{}">{words} <kbd>{key}</kbd></button></form>"#,
            view.desk,
            ticket.code,
            key.to_ascii_lowercase(),
        )
    };
    let mut acts = String::new();
    match ticket.state {
        TicketState::Called => {
            acts += &press("commencer", "Commencer", "C", "console__main");
            acts += &press("rappeler", "Rappeler", "R", "button--plain");
            acts += &press("absent", "Ne vient pas", "A", "button--plain");
        }
        TicketState::OnHold => acts += &press("reprendre", "Reprendre", "P", "console__main"),
        _ => {
            acts += &press("terminer", "Terminer", "T", "console__main");
            acts += &press("suspendre", "Suspendre", "P", "button--plain");
        }
    }
    if ticket.can_undo {
        let words = if ticket.state == TicketState::Called {
            "Annuler l’appel"
        } else {
            "Annuler le début"
        };
        acts += &press("annuler", words, "Z", "button--plain");
    }
    let transfer = if ticket.state == TicketState::Serving {
        transfer(view, ticket)
    } else {
        String::new()
    };
    let note = ticket
        .note
        .as_ref()
        .map(|note| format!(" · {}", escaped(note)));
    format!(
        r#"<p class="console__number">{}</p><p>{}{}</p><p class="console__state">{state}</p><div class="console__acts">{acts}</div>{transfer}"#,
        escaped(&ticket.number),
        escaped(&ticket.service),
        note.unwrap_or_default(),
    )
}

fn transfer(view: &ConsoleView, ticket: &ConsoleTicket) -> String {
    let options: String = view
        .services
        .iter()
        .map(|(code, name)| format!(r#"<option value="{code}">{}</option>"#, escaped(name)))
        .collect();
    if options.is_empty() {
        return options;
    }
    format!(
        r#"<form class="console__transfer" method="post" action="/guichet/{}/transferer"><input type="hidden" name="ticket" value="{}"><label for="service">Transférer vers</label><select id="service" name="service">{options}</select><button class="button button--plain">Transférer</button></form>"#,
        view.desk, ticket.code
    )
}

fn waiting(tickets: &[ConsoleTicket]) -> String {
    if tickets.is_empty() {
        return String::new();
    }
    let rows: String = tickets
        .iter()
        .map(|ticket| {
            let note = ticket.note.as_ref();
            let note =
                note.map(|note| format!(r#"<span class="console__note">{}</span>"#, escaped(note)));
            format!(
                r#"<tr><th scope="row">{}</th><td>{}{}</td><td>{}{NARROW}min</td></tr>"#,
                escaped(&ticket.number),
                escaped(&ticket.service),
                note.unwrap_or_default(),
                ticket.minutes,
            )
        })
        .collect();
    format!(
        r#"<table class="console__table"><caption class="unseen">Qui attend, dans l’ordre des appels</caption><thead><tr><th scope="col">Ticket</th><th scope="col">Service</th><th scope="col">Attend depuis</th></tr></thead><tbody>{rows}</tbody></table>"#
    )
}

fn missed(view: &ConsoleView) -> String {
    if view.missed.is_empty() {
        return String::new();
    }
    let rows: String = view
        .missed
        .iter()
        .map(|ticket| {
            format!(
                r#"<li><form method="post" action="/guichet/{}/retour"><input type="hidden" name="ticket" value="{}"><span class="console__missed">{}</span><button class="button button--plain">De retour<span class="unseen"> {}</span></button></form></li>"#,
                view.desk,
                ticket.code,
                escaped(&ticket.number),
                escaped(&ticket.number),
            )
        })
        .collect();
    format!(
        r#"<h3 class="section-title console__missed-title">Appelés, pas venus</h3><ul class="console__list">{rows}</ul>"#
    )
}
