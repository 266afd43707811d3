use http::StatusCode;
use leptos::prelude::*;

use super::laid_out;
use crate::functions::PageFault;
use crate::state::PageLink;
use crate::view::{Frame, Here, PageView};

/// Why there is no such page: its status, and the page that says what to do.
#[derive(Debug)]
pub struct Fault {
    status: StatusCode,
    page: Option<Box<PageView>>,
}

impl Fault {
    /// Nothing is there to speak of: 503.
    pub const fn bare() -> Self {
        Self {
            status: StatusCode::SERVICE_UNAVAILABLE,
            page: None,
        }
    }

    /// There is nothing under that address: 404.
    pub fn not_found(frame: Option<Frame>) -> Self {
        Self::told(
            StatusCode::NOT_FOUND,
            frame,
            [
                "Cette page n’existe pas",
                "L’adresse est peut-être mal recopiée, ou le lieu a changé de code.",
                "Cherchez-le depuis la ville ou dans la liste des lieux.",
            ],
        )
    }

    /// `?au=` is not a date: 400.
    pub fn bad_day(frame: Option<Frame>) -> Self {
        Self::told(
            StatusCode::BAD_REQUEST,
            frame,
            [
                "Cette date n’est pas comprise",
                "L’adresse contient « ?au= » suivi d’autre chose qu’une date.",
                "Écrivez l’année, le mois et le jour\u{202f}: ?au=2026-11-24.",
            ],
        )
    }

    /// The server cannot answer now: 503.
    pub fn unavailable(frame: Option<Frame>) -> Self {
        Self::told(
            StatusCode::SERVICE_UNAVAILABLE,
            frame,
            [
                "La page est momentanément indisponible",
                "Le serveur n’a pas pu lire les données. Rien n’est perdu.",
                "Réessayez dans une minute.",
            ],
        )
    }

    /// The status of the answer.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    fn told(status: StatusCode, frame: Option<Frame>, words: [&str; 3]) -> Self {
        Self {
            status,
            page: frame.map(|frame| Box::new(notice(frame, words))),
        }
    }
}

impl From<Fault> for PageFault {
    fn from(fault: Fault) -> Self {
        Self { page: fault.page }
    }
}

fn notice(frame: Frame, [title, why, todo]: [&str; 3]) -> PageView {
    let link = PageLink::of(&frame);
    let home = match &*frame.city {
        "" => "Aller à l’accueil".to_owned(),
        city => format!("Aller à la page de {city}"),
    };
    let content = view! {
        <div class="fault-notice">
            <h1 class="title">{title.to_owned()}</h1>
            <p class="fault-notice__why">{why.to_owned()}</p>
            <p>{todo.to_owned()}</p>
            <ul class="fault-notice__ways">
                <li><a href=link.to("/")>{home}</a></li>
                <li><a href=link.place(&frame.city_code)>"Voir la liste des lieux"</a></li>
            </ul>
        </div>
    };
    laid_out(
        frame,
        Here::Elsewhere,
        "page--fault",
        title,
        content.into_any(),
    )
}
