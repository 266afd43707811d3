use app::screen::{Moment, ScreenDocument, screen_document};
use axum::response::{Html, IntoResponse as _, Response};
use http::StatusCode;
use model::reception::DeviceKind;
use model::time::At;

use super::Screens;
use super::asker::Asker;
use crate::http::accounts::unkept;
use crate::store::Device;

impl Screens {
    /// The moment at which a screen is made.
    pub(super) fn moment(&self) -> Moment {
        let now: At = self.halls.now();
        let state = &self.desk.state;
        let (offset_s, change) = state.read(|snapshot| {
            let zone = snapshot.town.zone();
            (zone.offset_s(now), zone.next_offset(now))
        });
        Moment {
            now,
            offset_s,
            change,
            demo: state.store().meta().demo,
            lost: false,
        }
    }

    /// A screen as an answer that nobody keeps, with what its browser half is told.
    pub(super) fn answer(
        &self,
        asker: &Asker,
        status: StatusCode,
        mut screen: ScreenDocument,
        moment: Moment,
    ) -> Response {
        screen.data.push(("now", moment.now.millis().to_string()));
        screen.data.push(("offset", moment.offset_s.to_string()));
        if let Some((at, offset_s)) = moment.change {
            let change = format!("{} {offset_s}", at.millis());
            screen.data.push(("change", change));
        }
        if moment.demo {
            screen.data.push(("demo", String::new()));
        }
        if let Some(device) = &asker.device {
            screen.data.push(("device", version(device)));
        }
        let html = screen_document(&self.desk.assets, &asker.nonce, &screen);
        unkept((status, Html(html)).into_response())
    }

    /// A screen with a sentence and nothing else.
    pub(super) fn sentence(
        &self,
        asker: &Asker,
        status: StatusCode,
        title: &str,
        words: &str,
    ) -> Response {
        let screen = ScreenDocument {
            title: title.to_owned(),
            kind: "notice",
            theme: None,
            data: Vec::new(),
            reload_s: None,
            then: None,
            body: format!(
                r#"<h1 class="title">{title}</h1><p>{words}</p><p><a href="/">Aller à l’accueil du site</a></p>"#
            ),
        };
        self.answer(asker, status, screen, self.moment())
    }
}

/// What a device shows, in a word that changes with it.
pub(super) fn version(device: &Device) -> String {
    format!("{}-{}", device.id, device.changed)
}

/// The address of what a device shows.
pub(super) fn address(device: &Device) -> String {
    let place = &device.place;
    match device.kind {
        DeviceKind::Lobby => format!("/ecran/{place}"),
        DeviceKind::Agents => format!("/ecran/{place}/agents"),
        DeviceKind::Kiosk => format!("/borne/{place}"),
    }
}
