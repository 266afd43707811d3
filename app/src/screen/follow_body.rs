use model::time::At;

use super::{Moment, minutes_words};
use crate::components::escaped;

/// What a visitor follows.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowView {
    /// Code of the ticket.
    pub code: String,
    /// The number on the paper.
    pub number: String,
    /// The building.
    pub site: String,
    /// The service.
    pub service: String,
    /// Where it stands.
    pub stage: Stage,
    /// Whether the visitor is asked to confirm giving up.
    pub can_give_up: bool,
}

/// Where a ticket stands, for its visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// In the queue, behind so many; with the wait where there is one.
    Waiting {
        /// People before.
        ahead: u32,
        /// The wait in minutes, and when it is over.
        wait: Option<(u32, Option<At>)>,
        /// Why there is none, in words.
        why: Option<String>,
    },
    /// Called to a desk.
    Called {
        /// What is written above it.
        desk: Option<String>,
    },
    /// At the desk.
    Served,
    /// Missed the call; may come back.
    Missed,
    /// Over.
    Done,
    /// Gave up, or left.
    Left,
}

const NARROW: char = '\u{202f}';

/// The content of the page by which a visitor follows a ticket.
pub fn follow_body(view: &FollowView, moment: Moment) -> String {
    let (main, more) = match &view.stage {
        Stage::Waiting { ahead, wait, why } => waiting(*ahead, *wait, why.as_deref(), moment),
        Stage::Called { desk } => {
            let desk = desk.as_ref().map_or_else(
                || String::from("C’est à vous"),
                |desk| format!("Guichet {}", escaped(desk)),
            );
            let text = String::from("C’est votre tour. Présentez-vous maintenant.");
            (format!(r#"<p class="follow__call">{desk}</p>"#), text)
        }
        Stage::Served => (
            String::from(r#"<p class="follow__big">Vous êtes reçu.</p>"#),
            String::new(),
        ),
        Stage::Missed => (
            String::from(r#"<p class="follow__big">Vous avez été appelé.</p>"#),
            String::from("Dites à l’accueil que vous êtes là\u{202f}: vous passerez en priorité."),
        ),
        Stage::Done => (
            String::from(r#"<p class="follow__big">C’est terminé.</p>"#),
            String::from("Merci de votre visite."),
        ),
        Stage::Left => (
            String::from(r#"<p class="follow__big">Ce ticket n’est plus dans la file.</p>"#),
            String::from("Pour revenir, prenez un nouveau ticket."),
        ),
    };
    let up = if view.can_give_up {
        format!(
            r#"<details class="follow__up"><summary>Renoncer à mon passage</summary><p>Votre place sera perdue.</p><form method="post" action="/suivi/{}/renoncer"><button class="button">Oui, je renonce</button></form></details>"#,
            view.code
        )
    } else {
        String::new()
    };
    let demo = if moment.demo {
        "Données de démonstration · "
    } else {
        ""
    };
    format!(
        r#"<header class="follow__head"><p class="follow__site">{}</p><h1 class="follow__number"><span class="unseen">Ticket </span>{}</h1><p class="follow__service">{}</p></header><div class="follow__state" role="status">{main}<p>{more}</p></div>{up}<footer class="follow__foot"><p>{demo}Données de {}</p><p class="follow__offline">Hors ligne{NARROW}: regardez l’écran de l’accueil.</p></footer>"#,
        escaped(&view.site),
        escaped(&view.number),
        escaped(&view.service),
        moment.time(moment.now),
    )
}

fn waiting(
    ahead: u32,
    wait: Option<(u32, Option<At>)>,
    why: Option<&str>,
    moment: Moment,
) -> (String, String) {
    let people = match ahead {
        0 => String::from("Vous êtes le prochain."),
        1 => String::from("1 personne avant vous."),
        n => format!("{n} personnes avant vous."),
    };
    let main = match wait {
        Some((0, _)) => String::from(r#"<p class="follow__big">C’est bientôt à vous.</p>"#),
        Some((minutes, around)) => {
            let around = around.map(|at| {
                format!(
                    r#"<span class="follow__around">vers {}</span>"#,
                    moment.time(at)
                )
            });
            format!(
                r#"<p class="follow__wait"><span class="follow__minutes">{}</span> <span>d’attente environ</span>{}</p>"#,
                minutes_words(minutes),
                around.unwrap_or_default()
            )
        }
        None => format!(
            r#"<p class="follow__big">{}</p>"#,
            escaped(why.unwrap_or("Attente inconnue pour l’instant."))
        ),
    };
    (main, people)
}
