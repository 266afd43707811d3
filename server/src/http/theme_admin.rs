//! Theme packs: those in force, what another file would change, and adding it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::plain::{ThemeCheckView, ThemeLine, ThemesView, themes_page};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, State};
use axum::response::Response;
use axum::routing::get;
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::ThemePack;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::accounts::{Desk, Refused, unavailable};
use crate::access::SignedIn;
use crate::themes::{
    ThemeChange, ThemeChangeKind, check_theme, is_shipped, keep_theme, theme_diff,
};

/// Bytes of a form: a theme of a hundred indicators, escaped.
const FORM_BYTES: usize = 1 << 20;
/// Bytes of a theme.
const MOST_BYTES: usize = 256 << 10;
/// Changes that are shown.
const MOST_CHANGES: usize = 300;

/// What the handlers of themes share.
#[derive(Clone)]
pub struct ThemeAdmin {
    desk: Desk,
    /// Folder of more theme packs; empty for none.
    folder: Arc<Path>,
}

impl ThemeAdmin {
    /// Themes of that town, kept in that folder.
    pub fn new(desk: Desk, folder: PathBuf) -> Self {
        Self {
            desk,
            folder: folder.into(),
        }
    }
}

/// The routes.
pub fn routes(themes: ThemeAdmin) -> Router {
    Router::new()
        .route("/admin/themes", get(show).post(send))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(themes)
}

#[derive(Deserialize)]
struct Written {
    texte: String,
    #[serde(default)]
    acte: String,
    #[serde(default)]
    verifie: String,
}

#[derive(Default)]
struct Told {
    text: String,
    fault: Option<String>,
    check: Option<ThemeCheckView>,
    notice: Option<(String, bool)>,
}

async fn show(
    State(themes): State<ThemeAdmin>,
    who: SignedIn,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must(Right::ThemeAdmin)?;
    Ok(themes
        .answer(&who, &headers, StatusCode::OK, Told::default())
        .await)
}

/// Checks a theme; adds what was checked when asked to.
async fn send(
    State(themes): State<ThemeAdmin>,
    who: SignedIn,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    who.must(Right::ThemeAdmin)?;
    let text = written.texte.replace("\r\n", "\n");
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    if text.len() > MOST_BYTES {
        let why = "Le fichier est trop long\u{202f}: 256 Kio au plus.";
        let told = Told {
            notice: Some((why.to_owned(), true)),
            ..Told::default()
        };
        return Ok(themes.answer(&who, &headers, unfit, told).await);
    }
    let packs = themes.desk.state.themes();
    let pack = match check_theme(Path::new("theme.toml"), &text, packs) {
        Ok(pack) => pack,
        Err(fault) => {
            let told = Told {
                text,
                fault: Some(fault.to_string()),
                ..Told::default()
            };
            return Ok(themes.answer(&who, &headers, unfit, told).await);
        }
    };
    let known = packs.iter().find(|known| known.code == pack.code);
    let checked = digest(&text);
    let hindrance = themes.hindrance(&pack);
    if written.acte == "ajouter" && written.verifie == checked && hindrance.is_none() {
        let changed = (known, Some(&pack));
        let now = themes.desk.accounts.clock().now();
        let trace = who
            .actor()
            .changed("theme.add", format!("theme {}", pack.code), changed, now);
        // The file is no part of the database: what is noted first is never missing.
        if themes.desk.accounts.trace(trace).await.is_err() {
            return Ok(unavailable());
        }
        let (status, notice) = match keep_theme(&themes.folder, &pack, &text) {
            Ok(_) => (
                StatusCode::OK,
                (
                    format!(
                        "Le thème {} est ajouté. Il vaudra au prochain démarrage du serveur.",
                        pack.name
                    ),
                    false,
                ),
            ),
            Err(fault) => {
                tracing::error!(%fault, "a theme is not kept");
                let why = "Le dossier des thèmes ne peut pas être écrit. Le journal du serveur dit pourquoi.";
                (StatusCode::INTERNAL_SERVER_ERROR, (why.to_owned(), true))
            }
        };
        let told = Told {
            notice: Some(notice),
            ..Told::default()
        };
        return Ok(themes.answer(&who, &headers, status, told).await);
    }
    let changes = theme_diff(known, &pack);
    let told = Told {
        text,
        check: Some(ThemeCheckView {
            name: pack.name.clone(),
            changes: changes.iter().take(MOST_CHANGES).map(words).collect(),
            hindrance,
            checked,
        }),
        ..Told::default()
    };
    Ok(themes.answer(&who, &headers, StatusCode::OK, told).await)
}

impl ThemeAdmin {
    fn hindrance(&self, pack: &ThemePack) -> Option<String> {
        if is_shipped(&pack.code) {
            let why =
                "Ce thème est livré avec le programme\u{202f}: donnez un autre code au vôtre.";
            Some(why.to_owned())
        } else if self.folder.as_os_str().is_empty() {
            let why = "Aucun dossier de thèmes n’est réglé\u{202f}: écrivez themes dans Leptos.toml, puis redémarrez.";
            Some(why.to_owned())
        } else {
            None
        }
    }

    async fn answer(
        &self,
        who: &SignedIn,
        headers: &HeaderMap,
        status: StatusCode,
        told: Told,
    ) -> Response {
        let packs = self.desk.state.themes();
        let view = ThemesView {
            packs: packs.iter().map(line).collect(),
            text: told.text,
            fault: told.fault,
            check: told.check,
            notice: told.notice,
        };
        let draw = |around: &_| themes_page(around, &view);
        self.desk.page(headers, Some(who), status, draw).await
    }
}

fn line(pack: &ThemePack) -> ThemeLine {
    let kinds: Vec<&str> = pack.kind.values().map(|kind| kind.name.as_str()).collect();
    ThemeLine {
        code: pack.code.to_string(),
        name: pack.name.clone(),
        version: digest(&serde_json::to_string(pack).unwrap_or_default()),
        indicators: pack.indicator.len(),
        kinds: kinds.join(", "),
        shipped: is_shipped(&pack.code),
    }
}

fn words(change: &ThemeChange) -> (String, String) {
    let what = match change.what.split_once(' ') {
        Some(("indicator", code)) => format!("indicateur {code}"),
        Some(("quantity", code)) => format!("grandeur {code}"),
        Some(("kind", code)) => format!("type de lieu {code}"),
        Some(("service", code)) => format!("démarche {code}"),
        Some(("frame", code)) => format!("référentiel {code}"),
        _ => "en-tête".to_owned(),
    };
    let how = match &change.how {
        ThemeChangeKind::Added => "nouveau".to_owned(),
        ThemeChangeKind::Removed => "retiré".to_owned(),
        ThemeChangeKind::Changed {
            field,
            before,
            after,
        } => match (before.as_str(), after.as_str()) {
            ("", after) => format!("{field}\u{202f}: {after}"),
            (before, "") => format!("{field}\u{202f}: {before} disparaît"),
            (before, after) => format!("{field}\u{202f}: {before} devient {after}"),
        },
    };
    (what, how)
}

/// A text in short.
fn digest(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
        .chars()
        .take(12)
        .collect()
}
