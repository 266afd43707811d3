use model::time::At;

use super::{Moment, minutes_words};
use crate::components::escaped;

/// What a visitor follows.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowView {
    /// Code of the ticket.
    pub code: String,
    /// Code of the counter, whose visit can be rated when it is over.
    pub counter: String,
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
        /// People before, for the same service.
        ahead: u32,
        /// Others whom the same desks may call before.
        others: u32,
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
        Stage::Waiting {
            ahead,
            others,
            wait,
            why,
        } => waiting((*ahead, *others), *wait, why.as_deref(), moment),
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
    let rate = match view.stage {
        Stage::Done => format!(
            r#"<p class="follow__rate"><a class="button" href="/avis/{}">Donner mon avis</a></p>"#,
            view.counter
        ),
        _ => String::new(),
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
        r#"<header class="follow__head"><p class="follow__site">{}</p><h1 class="follow__number"><span class="unseen">Ticket </span>{}</h1><p class="follow__service">{}</p></header><div class="follow__state" role="status">{main}<p>{more}</p></div>{rate}{up}<footer class="follow__foot"><p>{demo}Données de {}</p><p class="follow__offline">Hors ligne{NARROW}: regardez l’écran de l’accueil.</p></footer>"#,
        escaped(&view.site),
        escaped(&view.number),
        escaped(&view.service),
        moment.time(moment.now),
    )
}

fn waiting(
    before: (u32, u32),
    wait: Option<(u32, Option<At>)>,
    why: Option<&str>,
    moment: Moment,
) -> (String, String) {
    let people = people_before(before);
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

/// Who is before, and who may be called before by the same desks.
pub fn people_before((ahead, others): (u32, u32)) -> String {
    let first = match (ahead, others) {
        (0, 0) => String::from("Vous êtes le prochain"),
        (0, _) => String::from("Vous êtes le prochain pour cette démarche"),
        (1, _) => String::from("1 personne avant vous"),
        (n, _) => format!("{n} personnes avant vous"),
    };
    match others {
        0 => format!("{first}."),
        1 => format!("{first}{NARROW}; 1 autre, pour une autre démarche, peut être appelée avant."),
        n => format!(
            "{first}{NARROW}; {n} autres, pour d’autres démarches, peuvent être appelées avant."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::people_before;

    #[test]
    fn nobody_is_told_to_be_next_while_the_desks_may_call_others() {
        assert_eq!(people_before((0, 0)), "Vous êtes le prochain.");
        assert!(people_before((0, 2)).starts_with("Vous êtes le prochain pour cette démarche"));
        assert!(people_before((3, 1)).starts_with("3 personnes avant vous"));
    }
}
