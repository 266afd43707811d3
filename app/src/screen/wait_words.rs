use model::reception::PublicWait;

use super::Moment;

const NARROW: char = '\u{202f}';

/// « 15 min ».
pub fn minutes_words(minutes: u32) -> String {
    format!("{minutes}{NARROW}min")
}

/// An announced wait in a few words, and what to know besides.
pub fn wait_words(wait: &PublicWait, moment: Moment) -> (String, Option<String>) {
    match wait {
        PublicWait::Known { minutes: 0, .. } => (String::from("sans attente"), None),
        PublicWait::Known { minutes, around } => {
            let around = around.map(|at| format!("vers {}", moment.time(at)));
            (minutes_words(*minutes), around)
        }
        PublicWait::LastTicket => {
            let why = String::from("plus de passage avant la fermeture");
            (String::from("dernier ticket"), Some(why))
        }
        PublicWait::Closed { opens_at } => {
            let opens = opens_at.map(|at| moment.opens(at));
            (String::from("fermé"), opens)
        }
        PublicWait::Unknown { .. } => (String::from("inconnue"), None),
    }
}
