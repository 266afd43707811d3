//! `/admin`: what somebody may do, how much there is of it, and what waits.

use app::plain::{AdminEntry, AdminView, admin_page};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::format::integer;

use super::accounts::{Desk, unavailable};
use super::annotations::annotates;
use super::figures::overdue;
use super::sources::SOURCE_SILENT_S;
use crate::access::{Devices, SignedIn};
use crate::store::StoreError;

/// A screen that was not heard of for so many seconds (one hour) is told of.
const SILENT_S: i64 = 3_600;

#[derive(Clone)]
struct Index {
    desk: Desk,
    devices: Devices,
}

/// The route.
pub(super) fn routes(desk: Desk, devices: Devices) -> Router {
    Router::new()
        .route("/admin", get(show))
        .with_state(Index { desk, devices })
}

async fn show(State(index): State<Index>, who: SignedIn, headers: HeaderMap) -> Response {
    match index.view(&who).await {
        Ok(view) => {
            let draw = |around: &_| admin_page(around, &view);
            let desk = &index.desk;
            desk.page(&headers, Some(&who), StatusCode::OK, draw).await
        }
        Err(fault) => {
            tracing::error!(%fault, "administration");
            unavailable()
        }
    }
}

impl Index {
    async fn view(&self, who: &SignedIn) -> Result<AdminView, StoreError> {
        let caller = who.caller();
        let mut entries = Vec::new();
        if caller.role.has(Right::ObjectiveRead) {
            entries.push(self.objectives().await?);
        }
        if caller.role.has(Right::ActionRead) {
            entries.push(self.actions(who).await?);
        }
        if annotates(who) {
            entries.push(self.annotations());
        }
        if caller.role.has(Right::FigureEnter) {
            entries.extend(self.figures(who));
        }
        if caller.role.has(Right::PlaceSet) {
            entries.push(self.places(who));
        }
        if caller.may_everywhere(Right::UserAdmin) {
            entries.push(self.accounts().await?);
        }
        if caller.may_everywhere(Right::SourceAdmin) {
            entries.push(self.sources().await?);
        }
        if caller.may_everywhere(Right::ThemeAdmin) {
            entries.push(self.themes());
        }
        if caller.may_everywhere(Right::ScreenAdmin) {
            entries.push(self.screens());
        }
        if caller.may_everywhere(Right::AuditRead) {
            entries.push(self.journal().await?);
        }
        Ok(AdminView { entries })
    }

    async fn objectives(&self) -> Result<AdminEntry, StoreError> {
        let today = self.desk.state.read(|snapshot| snapshot.now.moment().day);
        let versions = self.desk.state.store().objective_versions().await?;
        let held = versions
            .iter()
            .filter(|version| version.retired_at.is_none() && version.holds_on(today));
        let over = held
            .clone()
            .filter(|v| v.objective.target_at < today)
            .count();
        Ok(AdminEntry {
            title: "Objectifs",
            address: "/admin/objectifs".to_owned(),
            about: "Fixer, modifier et retirer ce que la ville se promet.",
            count: of(held.count(), "objectif en vigueur", "objectifs en vigueur"),
            attention: some(over, "échéance passée", "échéances passées"),
        })
    }

    async fn actions(&self, who: &SignedIn) -> Result<AdminEntry, StoreError> {
        let all = self.desk.state.store().actions().await?;
        let (open, late) = self.desk.state.read(|snapshot| {
            let tree = snapshot.town.tree();
            let today = snapshot.now.moment().day;
            let mine = all.iter().filter(|action| action.status().is_open());
            let mine = mine.filter(|a| who.caller().may(Right::ActionRead, &a.place, tree));
            let late = mine.clone().filter(|action| action.is_overdue(today));
            (mine.count(), late.count())
        });
        Ok(AdminEntry {
            title: "Actions",
            address: "/admin/actions".to_owned(),
            about: "Suivre ce qui est décidé sur un écart\u{202f}; tenir une revue.",
            count: of(open, "action en cours", "actions en cours"),
            attention: some(late, "en retard", "en retard"),
        })
    }

    fn annotations(&self) -> AdminEntry {
        let count = self
            .desk
            .state
            .read(|snapshot| snapshot.town.events().count());
        AdminEntry {
            title: "Annotations",
            address: "/admin/annotations".to_owned(),
            about: "Dater sur les courbes ce qui s’est passé dans un lieu.",
            count: of(count, "annotation", "annotations"),
            attention: Vec::new(),
        }
    }

    /// Nothing where nobody asks them for a figure.
    fn figures(&self, who: &SignedIn) -> Option<AdminEntry> {
        let (late, asked) = overdue(&self.desk, who)?;
        Some(AdminEntry {
            title: "Saisie",
            address: "/saisie".to_owned(),
            about: "Donner les chiffres qu’aucune source ne mesure.",
            count: of(asked, "chiffre attendu", "chiffres attendus"),
            attention: some(late, "en retard", "en retard"),
        })
    }

    fn places(&self, who: &SignedIn) -> AdminEntry {
        let found = self.desk.state.read(|snapshot| {
            let tree = snapshot.town.tree();
            let mine = tree.places().iter();
            mine.filter(|place| who.caller().may(Right::PlaceSet, &place.code, tree))
                .count()
        });
        AdminEntry {
            title: "Lieux",
            address: "/admin/lieux".to_owned(),
            about: "Ajouter, nommer, déplacer et fermer des lieux.",
            count: of(found, "lieu", "lieux"),
            attention: Vec::new(),
        }
    }

    async fn accounts(&self) -> Result<AdminEntry, StoreError> {
        let all = self.desk.accounts.store().accounts().await?;
        let in_use = all.iter().filter(|account| account.disabled_at.is_none());
        let bare = in_use
            .clone()
            .filter(|one| one.role.needs_second_factor() && !one.has_second_factor);
        let admins = in_use.clone().filter(|one| one.role.has(Right::UserAdmin));
        let mut attention = some(
            bare.count(),
            "administrateur n’a pas encore relié son téléphone",
            "administrateurs n’ont pas encore relié leur téléphone",
        );
        if admins.count() == 1 {
            let why = "Un seul administrateur\u{202f}: personne ne peut le dépanner.";
            attention.push(why.to_owned());
        }
        Ok(AdminEntry {
            title: "Comptes",
            address: "/admin/comptes".to_owned(),
            about: "Dire qui se connecte, avec quel rôle et pour quel lieu.",
            count: of(in_use.count(), "compte en usage", "comptes en usage"),
            attention,
        })
    }

    async fn sources(&self) -> Result<AdminEntry, StoreError> {
        let store = self.desk.state.store();
        let keys = store.keys().await?;
        let in_use = keys.iter().filter(|key| key.revoked_at.is_none());
        let since = self.desk.state.clock().now().plus_seconds(-SOURCE_SILENT_S);
        let heard = store.source_activities().await?;
        let is_silent = |name: &str| {
            let mut heard = heard.iter().filter(|heard| heard.source == name);
            heard.next().is_some_and(|heard| heard.heard_at <= since)
        };
        let silent = in_use.clone().filter(|key| is_silent(&key.name)).count();
        let aside = usize::try_from(store.quarantined_count().await?).unwrap_or(usize::MAX);
        let mut attention = some(
            silent,
            "source muette depuis plus d’un jour",
            "sources muettes depuis plus d’un jour",
        );
        attention.extend(some(aside, "ligne mise de côté", "lignes mises de côté"));
        Ok(AdminEntry {
            title: "Sources",
            address: "/admin/sources".to_owned(),
            about: "Suivre qui envoie des données, et reprendre ce qui n’est pas entré.",
            count: of(in_use.count(), "clé en usage", "clés en usage"),
            attention,
        })
    }

    fn themes(&self) -> AdminEntry {
        AdminEntry {
            title: "Thèmes",
            address: "/admin/themes".to_owned(),
            about: "Vérifier un thème, voir ce qu’il change, l’ajouter.",
            count: of(self.desk.state.themes().len(), "thème", "thèmes"),
            attention: Vec::new(),
        }
    }

    fn screens(&self) -> AdminEntry {
        let devices = self.devices.in_use();
        let since = self.desk.accounts.clock().now().plus_seconds(-SILENT_S);
        let silent = devices
            .iter()
            .filter(|device| device.seen_at.is_none_or(|at| at < since));
        AdminEntry {
            title: "Écrans",
            address: "/admin/ecrans".to_owned(),
            about: "Associer et retirer les écrans et les bornes.",
            count: of(devices.len(), "appareil associé", "appareils associés"),
            attention: some(
                silent.count(),
                "appareil muet depuis plus d’une heure",
                "appareils muets depuis plus d’une heure",
            ),
        }
    }

    async fn journal(&self) -> Result<AdminEntry, StoreError> {
        let head = self.desk.accounts.store().audit_head().await?;
        let rows = head.map_or(0, |row| usize::try_from(row.id).unwrap_or(0));
        Ok(AdminEntry {
            title: "Journal des actes",
            address: "/admin/journal".to_owned(),
            about: "Lire qui a fait quoi, et quand.",
            count: of(rows, "acte noté", "actes notés"),
            attention: Vec::new(),
        })
    }
}

/// « 12 comptes en usage ».
fn of(number: usize, one: &str, many: &str) -> String {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let words = if number < 2 { one } else { many };
    format!("{}\u{a0}{words}", integer(f64::from(number)))
}

/// What is told only where there is some.
fn some(number: usize, one: &str, many: &str) -> Vec<String> {
    match number {
        0 => Vec::new(),
        number => vec![of(number, one, many)],
    }
}
