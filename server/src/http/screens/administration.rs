use app::plain::{DeviceLine, ScreensView, screens_page};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::PlaceCode;
use model::format::time_of_day;
use model::reception::DeviceKind;
use model::time::At;
use serde::Deserialize;

use super::Screens;
use crate::access::{AccountFault, DeviceUse, SignedIn};
use crate::http::accounts::{Refused, unkept, words};
use crate::store::Device;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

#[derive(Deserialize, Default)]
pub(super) struct Written {
    #[serde(default)]
    code: String,
    nom: String,
    usage: String,
    #[serde(default)]
    son: String,
}

/// `GET /admin/ecrans`.
pub(super) async fn show(
    State(screens): State<Screens>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must(Right::ScreenAdmin)?;
    let notice = match asked.fait.as_str() {
        "association" => {
            Some("L’appareil est associé\u{202f}: il s’affiche dans quelques secondes.")
        }
        "changement" => Some("L’appareil suit dans les vingt secondes."),
        "retrait" => Some("L’appareil est retiré."),
        _ => None,
    };
    let notice = notice.map(|words| (words.to_owned(), false));
    Ok(answer(
        &screens,
        &headers,
        &who,
        StatusCode::OK,
        (Written::default(), None, notice),
    )
    .await)
}

/// `POST /admin/ecrans`: pairs the device that shows a code.
pub(super) async fn pair(
    State(screens): State<Screens>,
    who: SignedIn,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    who.must(Right::ScreenAdmin)?;
    let wanted = wanted(&screens, &written).ok_or(Refused::Right)?;
    let done = screens
        .devices
        .pair(&written.code, wanted, who.actor())
        .await;
    Ok(told(&screens, &headers, &who, done, "association", written).await)
}

/// `POST /admin/ecrans/{id}/changer`.
pub(super) async fn change(
    State(screens): State<Screens>,
    who: SignedIn,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    who.must(Right::ScreenAdmin)?;
    let wanted = wanted(&screens, &written).ok_or(Refused::Right)?;
    let done = screens.devices.change(id, wanted, who.actor()).await;
    Ok(told(
        &screens,
        &headers,
        &who,
        done,
        "changement",
        Written::default(),
    )
    .await)
}

/// `POST /admin/ecrans/{id}/recharger`.
pub(super) async fn reload(
    State(screens): State<Screens>,
    who: SignedIn,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<Response, Refused> {
    who.must(Right::ScreenAdmin)?;
    let done = screens.devices.reload(id, who.actor()).await;
    Ok(told(
        &screens,
        &headers,
        &who,
        done,
        "changement",
        Written::default(),
    )
    .await)
}

/// `POST /admin/ecrans/{id}/retirer`.
pub(super) async fn revoke(
    State(screens): State<Screens>,
    who: SignedIn,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<Response, Refused> {
    who.must(Right::ScreenAdmin)?;
    let done = screens.devices.revoke(id, who.actor()).await;
    Ok(told(
        &screens,
        &headers,
        &who,
        done,
        "retrait",
        Written::default(),
    )
    .await)
}

/// What a form asks for; `None` where it is no choice of the list.
fn wanted(screens: &Screens, written: &Written) -> Option<DeviceUse> {
    let listed = uses(screens)
        .into_iter()
        .any(|(value, _)| value == written.usage);
    let (kind, place) = written.usage.split_once(':').filter(|_| listed)?;
    Some(DeviceUse {
        name: written.nom.clone(),
        kind: kind.parse().ok()?,
        place: place.parse().ok()?,
        chime: written.son == "oui",
    })
}

/// What a device can show: each building's screens, each counter's kiosk.
fn uses(screens: &Screens) -> Vec<(String, String)> {
    screens.halls.read(|running| {
        let mut uses = Vec::new();
        let mut add = |kind: DeviceKind, place: &PlaceCode, name: &str| {
            let value = format!("{}:{place}", kind.as_str());
            uses.push((value, format!("{name}, {}", kind.words())));
        };
        for plan in running.plans() {
            add(DeviceKind::Lobby, &plan.site, &plan.name);
            add(DeviceKind::Agents, &plan.site, &plan.name);
            for counter in &plan.counters {
                let name = format!("{}, {}", plan.name, counter.name);
                add(DeviceKind::Kiosk, &counter.code, &name);
            }
        }
        uses
    })
}

async fn told(
    screens: &Screens,
    headers: &HeaderMap,
    who: &SignedIn,
    done: Result<(), AccountFault>,
    what: &str,
    written: Written,
) -> Response {
    let fault = match done {
        Ok(()) => {
            let address = format!("/admin/ecrans?fait={what}");
            return unkept(Redirect::to(&address).into_response());
        }
        Err(fault) => fault,
    };
    let (status, why) = words::fault(&fault);
    let (status, field, why) = match fault {
        AccountFault::Missing => {
            let why =
                "Aucun écran n’affiche ce code. Il vaut dix minutes\u{202f}: relisez-le à l’écran.";
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                Some("code"),
                why.to_owned(),
            )
        }
        AccountFault::Field { .. } => (status, Some("nom"), why),
        _ => (status, None, why),
    };
    let fault = field.map(|field| (field, why.clone()));
    answer(
        screens,
        headers,
        who,
        status,
        (written, fault, Some((why, true))),
    )
    .await
}

type Told = (
    Written,
    Option<(&'static str, String)>,
    Option<(String, bool)>,
);

async fn answer(
    screens: &Screens,
    headers: &HeaderMap,
    who: &SignedIn,
    status: StatusCode,
    (written, fault, notice): Told,
) -> Response {
    let uses = uses(screens);
    let devices = screens.devices.in_use();
    let view = ScreensView {
        devices: devices
            .iter()
            .map(|device| line(screens, device, &uses))
            .collect(),
        uses,
        code: written.code.chars().take(12).collect(),
        name: written.nom.chars().take(60).collect(),
        fault,
        notice,
    };
    let draw = |around: &_| screens_page(around, &view);
    screens.desk.page(headers, Some(who), status, draw).await
}

fn line(screens: &Screens, device: &Device, uses: &[(String, String)]) -> DeviceLine {
    let state = &screens.desk.state;
    let usage = format!("{}:{}", device.kind.as_str(), device.place);
    let known = uses.iter().find(|(value, _)| *value == usage);
    let words = known.map(|(_, words)| words.clone());
    DeviceLine {
        id: device.id,
        name: device.name.clone(),
        words: words.unwrap_or_else(|| format!("{} (ce lieu n’existe plus)", device.place)),
        usage,
        chime: device.chime,
        seen: device.seen_at.map_or_else(
            || "jamais".to_owned(),
            |at| format!("{}, {}", words::day(state, at), time(screens, at)),
        ),
        paired: format!(
            "{}, {}",
            words::day(state, device.paired_at),
            device.paired_by
        ),
    }
}

fn time(screens: &Screens, at: At) -> String {
    let state = &screens.desk.state;
    state.read(|snapshot| time_of_day(at, snapshot.town.zone().offset_s(at)))
}
