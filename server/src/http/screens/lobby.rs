use app::screen::{ScreenDocument, lobby};
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use super::Screens;
use super::asker::Asker;

/// `GET /ecran/{site}`: the lobby screen of a building; everybody may see it.
pub(super) async fn show(
    State(screens): State<Screens>,
    Path(site): Path<String>,
    asker: Asker,
) -> Response {
    let Some(hall) = screens.halls.hall(&site) else {
        let (title, words) = ("Écran inconnu", "Aucun accueil n’est déclaré sous ce code.");
        return screens.sentence(&asker, StatusCode::NOT_FOUND, title, words);
    };
    if let Some(device) = &asker.device {
        screens.devices.saw(device).await;
    }
    let moment = screens.moment();
    let mut data = vec![("live", "lobby".to_owned()), ("site", site)];
    if asker.device.as_ref().is_some_and(|device| device.chime) {
        data.push(("chime", String::new()));
    }
    let screen = ScreenDocument {
        title: format!("{}, attente", hall.name),
        kind: "lobby",
        theme: Some("dark"),
        data,
        reload_s: Some(30),
        then: None,
        body: lobby(&hall, moment),
    };
    screens.answer(&asker, StatusCode::OK, screen, moment)
}
