use leptos::prelude::*;
use model::format::date_long;

use crate::view::Frame;

/// On a page of the past: which day it shows, and the way back.
pub fn back_to_today(frame: &Frame, path: &str) -> String {
    if !frame.past {
        return String::new();
    }
    let words = match frame.remembered {
        true => {
            " Cette page montre ce qui était su ce soir-là. Ce qui a été corrigé ou reçu depuis n’y change rien. "
        }
        false => {
            " La ville n’était pas encore suivie ici\u{202f}: cette page est reconstituée avec ce qui est su aujourd’hui. "
        }
    };
    view! {
        <p class="past-strip">
            <strong>{format!("Le {}.", date_long(frame.day))}</strong>
            {words}
            <a href=path.to_owned()>"Revenir à aujourd’hui"</a>
        </p>
    }
    .to_html()
}
