//! What the pages of accounts say, in French.

use http::StatusCode;
use model::city::PlaceCode;
use model::format::{date_short, time_of_day};
use model::time::At;

use crate::access::AccountFault;
use crate::state::State;
use crate::store::Account;

/// The status of a fault, and what to tell.
pub(in crate::http) fn fault(fault: &AccountFault) -> (StatusCode, String) {
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let (status, words) = match fault {
        AccountFault::Field { field: "email", .. } => {
            (unfit, "Écrivez une adresse comme a.martin@ville.example.")
        }
        AccountFault::Field { field: "name", .. } => {
            (unfit, "Écrivez un nom, en 100 caractères au plus.")
        }
        AccountFault::Field {
            field: "device name",
            ..
        } => (unfit, "Écrivez un nom, en 60 caractères au plus."),
        AccountFault::Field { .. } => (
            unfit,
            "Écrivez le code d’un lieu de la ville. Les administrateurs et le délégué à la protection des données n’en ont pas.",
        ),
        AccountFault::Password("twice the same") => (
            unfit,
            "Les deux nouveaux mots de passe ne sont pas les mêmes.",
        ),
        AccountFault::Password(_) => (
            unfit,
            "Le mot de passe doit avoir 12 caractères au moins, dont 5 différents, sans le nom de l’adresse.",
        ),
        AccountFault::WrongCode => (
            unfit,
            "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant dans l’application, et vérifiez que l’heure du téléphone est réglée automatiquement.",
        ),
        AccountFault::Needed => (
            StatusCode::CONFLICT,
            "Ce rôle demande un code à la connexion\u{202f}: il ne se retire pas.",
        ),
        AccountFault::NoSession => (
            StatusCode::CONFLICT,
            "Personne n’est connecté avec ce compte.",
        ),
        AccountFault::NoFactor => (
            StatusCode::CONFLICT,
            "Ce compte n’a pas de code à la connexion.",
        ),
        AccountFault::Link => (
            StatusCode::NOT_FOUND,
            "Ce lien a déjà servi, ou ses 24\u{a0}heures sont passées. Demandez-en un autre à l’administrateur.",
        ),
        AccountFault::WrongPassword => (unfit, "Le mot de passe actuel n’est pas celui-là."),
        AccountFault::Wait(_) => (
            StatusCode::TOO_MANY_REQUESTS,
            "Trop d’essais. Réessayez dans quelques minutes.",
        ),
        AccountFault::Taken => (StatusCode::CONFLICT, "Un compte a déjà cette adresse."),
        AccountFault::Missing => (
            StatusCode::NOT_FOUND,
            "Ce compte n’existe pas, ou n’est plus en usage.",
        ),
        AccountFault::LastAdmin => (
            StatusCode::CONFLICT,
            "C’est le dernier administrateur\u{202f}: créez-en d’abord un autre.",
        ),
        AccountFault::Unavailable => (
            StatusCode::SERVICE_UNAVAILABLE,
            "C’est momentanément impossible. Réessayez dans une minute.",
        ),
    };
    (status, words.to_owned())
}

/// The field of a form that a fault is about.
pub(in crate::http) fn field(fault: &AccountFault) -> Option<&'static str> {
    match fault {
        AccountFault::Field { field: "email", .. } | AccountFault::Taken => Some("adresse"),
        AccountFault::Field { field: "name", .. } => Some("nom"),
        AccountFault::Field { .. } => Some("lieu"),
        AccountFault::Password(_) => Some("mot_de_passe"),
        _ => None,
    }
}

/// The name of a place; nothing when it is gone.
pub(in crate::http) fn place(state: &State, code: Option<&PlaceCode>) -> Option<String> {
    let code = code?;
    state.read(|snapshot| {
        let tree = snapshot.town.tree();
        let place = tree.id(code.as_str()).and_then(|id| tree.place(id))?;
        Some(place.name.clone())
    })
}

/// « 24 novembre 2026 ».
pub(in crate::http) fn day(state: &State, at: At) -> String {
    state.read(|snapshot| date_short(snapshot.town.zone().day(at)))
}

/// « 24 novembre 2026, 14 h 32 ».
pub(in crate::http) fn moment(state: &State, at: At) -> String {
    state.read(|snapshot| {
        let zone = snapshot.town.zone();
        format!(
            "{}, {}",
            date_short(zone.day(at)),
            time_of_day(at, zone.offset_s(at))
        )
    })
}

/// Since when an account is there, and until when it was in use.
pub(super) fn account_life(state: &State, account: &Account) -> String {
    let made = day(state, account.created_at);
    match account.disabled_at {
        None => made,
        Some(at) => format!("{made}, désactivé le {}", day(state, at)),
    }
}

/// What somebody did. What is not known here is told as it is kept.
pub(in crate::http) fn action(action: &str) -> String {
    match action {
        "sign-in" => "connexion",
        "sign-out" => "déconnexion",
        "access" => "accès",
        "account.add" => "création de compte",
        "account.disable" => "désactivation de compte",
        "sign-in.password" => "mot de passe accepté, code attendu",
        "sign-in.code" => "code à la connexion",
        "account.change" => "changement de rôle ou de lieu",
        "account.end-sessions" => "fin des connexions d’un compte",
        "account.password-link" => "lien pour un nouveau mot de passe",
        "account.second-factor" => "mise en service du code à la connexion",
        "account.second-factor-reset" => "retrait du code à la connexion",
        "account.recovery-code" => "usage d’un code de secours",
        "account.recovery-codes" => "nouveaux codes de secours",
        "account.identity" => "rattachement d’une identité",
        "account.password" => "changement de mot de passe",
        "device.pair" => "association d’un écran",
        "device.change" => "changement d’un écran",
        "device.reload" => "rechargement d’un écran",
        "device.revoke" => "retrait d’un écran",
        "database.restore" => "restauration",
        "objective.set" => "fixation d’un objectif",
        "objective.amend" => "modification d’un objectif",
        "objective.withdraw" => "retrait d’un objectif",
        "place.add" => "ajout d’un lieu",
        "place.change" => "changement d’un lieu",
        "key.add" => "création d’une clé",
        "key.revoke" => "retrait d’une clé",
        "quarantine.retry" => "nouvel essai des lignes écartées",
        "theme.add" => "ajout d’un thème",
        "alert.acknowledge" => "prise en charge d’une alerte",
        "alert.explain" => "explication d’une alerte",
        "subscription.add" => "abonnement par courrier",
        "subscription.end" => "fin d’un abonnement",
        "status.acknowledge" => "prise en charge d’un changement",
        "alert.close" => "clôture d’une alerte",
        "action.decide" => "décision d’une action",
        "action.started" => "début d’une action",
        "action.done" => "fin d’une action",
        "action.abandoned" => "abandon d’une action",
        "action.commented" => "commentaire d’une action",
        "action.postponed" => "report d’une action",
        "review.open" => "ouverture d’une revue",
        "review.acted" => "action décidée en revue",
        "review.nothing" => "rien décidé en revue",
        "review.postponed" => "point de revue reporté",
        "review.noted" => "note prise en revue",
        "review.close" => "clôture d’une revue",
        "figure.enter" => "saisie d’un chiffre",
        "annotation.add" => "ajout d’une annotation",
        "annotation.withdraw" => "retrait d’une annotation",
        other => other,
    }
    .to_owned()
}

/// Who did it.
pub(in crate::http) fn actor(name: &str) -> String {
    match name {
        "console" => "console du serveur",
        "anonymous" => "inconnu",
        other => other,
    }
    .to_owned()
}

/// To what.
pub(in crate::http) fn object(object: &str) -> String {
    match object.split_once(' ') {
        Some(("device", which)) => format!("écran {which}"),
        Some(("objective", which)) => format!("objectif {which}"),
        Some(("place", which)) => format!("lieu {which}"),
        Some(("key", which)) => key(which),
        _ if object == "quarantine" => "lignes mises de côté".to_owned(),
        Some(("theme", code)) => format!("thème {code}"),
        Some(("account", email)) => format!("compte {email}"),
        Some(("change", number)) => format!("changement {number}"),
        Some(("alert", number)) => format!("alerte {number}"),
        Some(("action", number)) => format!("action {number}"),
        Some(("review", which)) => format!("revue {}", which.replace(" item ", ", point ")),
        Some(("figure", which)) => format!("chiffre {which}"),
        Some(("annotation", which)) => format!("annotation {which}"),
        Some(("subscription", number)) => format!("abonnement {number}"),
        _ if object == "no account" => "aucun compte".to_owned(),
        _ => object.to_owned(),
    }
}

/// A key, with the place that it may tell of where that is said.
fn key(which: &str) -> String {
    match which.rsplit_once(" at ") {
        Some((name, "*")) => format!("clé {name}, toute la ville"),
        Some((name, place)) => format!("clé {name}, lieu {place}"),
        None => format!("clé {which}"),
    }
}
