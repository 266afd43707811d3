use axum::http::{Method, StatusCode};
use model::access::Role;
use model::city::{Series, SeriesKind, SeriesRole};
use model::measure::{Quality, Reading};
use model::time::At;
use server::store::{Batch, ObjectiveVersion, SeriesBatch};

use crate::site::{PASSWORD, Site};
use crate::visitor::{Answer, Visitor};

pub const NEW: &str = "/admin/objectifs/nouveau";
const ONE: &str = "/admin/objectifs/elec_kwh/ecole";
const AMEND: &str = "/admin/objectifs/elec_kwh/ecole/modifier";
const WITHDRAW: &str = "/admin/objectifs/elec_kwh/ecole/retirer";
/// From 8 760 kWh in 2024 to half of it.
pub const FORM: &str = "indicateur=elec_kwh&lieu=ecole&sens=&depart=8%E2%80%AF760&depart_le=2024-01-01\
                    &cible=4+380%2C5&echeance=31%2F12%2F2030&trajectoire=linear&poids=1\
                    &direction=Direction+des+b%C3%A2timents&fonction=responsable";

/// A town whose school uses 1 kWh every hour since 2023.
pub async fn town() -> Site {
    let site = Site::open().await;
    let series = Series {
        code: "ecole-elec".parse().unwrap(),
        place: "ecole".parse().unwrap(),
        quantity: "electricity".parse().unwrap(),
        unit: "kWh".parse().unwrap(),
        kind: SeriesKind::Interval,
        step_s: 3600,
        zero_is_missing: false,
        rollover_at: None,
        role: SeriesRole::Main,
    };
    let ids = site
        .store
        .put_series(vec![series], At::default())
        .await
        .unwrap();
    let first = At::from_seconds(1_672_527_600);
    let readings = (0..34_200)
        .map(|hour| Reading {
            at: first.plus_seconds(hour * 3600),
            value: 1.0,
            quality: Quality::Measured,
        })
        .collect();
    let batch = Batch {
        series: vec![SeriesBatch {
            series: ids[0],
            readings,
        }],
        known_at: first,
    };
    site.store.append(batch).await.unwrap();
    site.state.reload().await.unwrap();
    site
}

async fn versions(site: &Site) -> Vec<ObjectiveVersion> {
    site.store.objective_versions().await.unwrap()
}

fn token(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"verifie\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Checks a form, then adopts it with what came of it.
pub async fn adopt(visitor: &mut Visitor, path: &str, form: &str) -> Answer {
    let checked = visitor.post(path, form).await;
    assert_eq!(checked.status, StatusCode::OK, "{}", checked.body);
    let sent = format!("{form}&acte=adopter&verifie={}", token(&checked.body));
    visitor.post(path, &sent).await
}

#[tokio::test]
async fn an_objective_is_checked_adopted_and_judged_at_once() {
    let site = town().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    let before = site.state.version();
    let checked = dgs.post(NEW, FORM).await;
    assert!(checked.body.contains("Ce que donnerait cet objectif"));
    assert!(
        checked
            .body
            .contains("Avec cet objectif, la note aurait été")
    );
    assert!(
        checked.body.contains("Objectif peu réaliste"),
        "24 hours of a leap year were the best progress"
    );
    assert!(checked.body.contains("value=\"4 380,5\""), "what was typed");
    assert_eq!(versions(&site).await, [], "nothing is adopted by a check");
    let adopted = adopt(&mut dgs, NEW, FORM).await;
    assert_eq!(adopted.header("location"), format!("{ONE}?fait=adoption"));
    assert!(site.state.version() > before, "pages are out of date");
    let judged = site.state.read(|snapshot| {
        let ecole = snapshot.town.tree().id("ecole").unwrap();
        snapshot.now.aggregate(ecole, None).is_some()
    });
    assert!(judged, "the running state judges it");
    let kept = versions(&site).await;
    assert_eq!(kept[0].objective.target, 4380.5);
    assert_eq!(
        (&*kept[0].author, kept[0].role),
        ("dgs@ville.example", Some(Role::Dgs))
    );
    let rows = site.audit().await;
    let last = &rows.last().unwrap().entry;
    assert_eq!(
        (&*last.action, &*last.object),
        ("objective.set", "objective elec_kwh ecole")
    );
    assert!(last.before_hash.is_none() && last.after_hash.is_some());
    let again = dgs.post(NEW, FORM).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("a déjà un objectif"));
}

#[tokio::test]
async fn to_loosen_takes_a_reason_and_a_decision_and_is_public() {
    let site = town().await;
    let mut admin = site.signed_in(Role::Admin).await;
    adopt(&mut admin, NEW, FORM).await;
    let loosened = FORM.replace("cible=4+380%2C5", "cible=-10+%25");
    let refused = adopt(&mut admin, AMEND, &loosened).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for why in ["donnez la référence de la décision", "donnez la raison"] {
        assert!(refused.body.contains(why), "{why}");
    }
    let with = format!("{loosened}&decision=DEL-2026-80&raison=Une+salle+de+plus");
    let done = adopt(&mut admin, AMEND, &with).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = admin.get(ONE).await;
    assert!(page.body.contains("admin@ville.example") && page.body.contains("assoupli"));
    let public = site.visitor().get("/methode/elec_kwh").await;
    for told in [
        "assoupli",
        "Une salle de plus",
        "DEL-2026-80",
        "administrateur",
    ] {
        assert!(public.body.contains(told), "{told}");
    }
    assert!(!public.body.contains("admin@ville.example"));
    let strengthened = adopt(&mut admin, AMEND, FORM).await;
    assert_eq!(
        strengthened.status,
        StatusCode::SEE_OTHER,
        "no reason needed"
    );
    assert_eq!(versions(&site).await.len(), 3);
}

#[tokio::test]
async fn what_was_not_checked_is_not_adopted() {
    let site = town().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    let checked = dgs.post(NEW, FORM).await;
    let other = FORM.replace("poids=1", "poids=2");
    let sent = format!("{other}&acte=adopter&verifie={}", token(&checked.body));
    let answer = dgs.post(NEW, &sent).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("Relisez, puis adoptez"));
    let blind = dgs.post(NEW, &format!("{FORM}&acte=adopter")).await;
    assert_eq!(blind.status, StatusCode::CONFLICT);
    assert_eq!(versions(&site).await, []);
}

#[tokio::test]
async fn a_withdrawn_objective_is_no_longer_judged_and_can_be_set_again() {
    let site = town().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    adopt(&mut dgs, NEW, FORM).await;
    let form = "a_partir_du=2026-11-24&raison=Site+vendu&decision=DEL-9&version=1";
    for (spoilt, status, why) in [
        ("raison=Site+vendu", 422, "Donnez la raison"),
        ("decision=DEL-9", 422, "Donnez la référence"),
        ("a_partir_du=2026-11-24", 422, "ne vaut pas pour le passé"),
        ("version=1", 409, "a changé entre-temps"),
    ] {
        let (name, _) = spoilt.split_once('=').unwrap();
        let bad = match name {
            "a_partir_du" => form.replace(spoilt, "a_partir_du=2026-11-23"),
            "version" => form.replace(spoilt, "version=7"),
            _ => form.replace(spoilt, &format!("{name}=")),
        };
        let answer = dgs.post(WITHDRAW, &bad).await;
        assert_eq!(answer.status.as_u16(), status, "{name}");
        assert!(answer.body.contains(why), "{name}");
    }
    let done = dgs.post(WITHDRAW, form).await;
    assert_eq!(done.header("location"), format!("{ONE}?fait=retrait"));
    let objectives = site.state.read(|snapshot| snapshot.town.objectives().len());
    assert_eq!(objectives, 0);
    assert_eq!(versions(&site).await.len(), 2, "its history stays");
    assert_eq!(dgs.post(WITHDRAW, form).await.status, StatusCode::NOT_FOUND);
    let page = dgs.get("/admin/objectifs?etat=retires").await;
    assert!(page.body.contains("retiré le 24 novembre 2026"));
    let public = site.visitor().get("/methode/elec_kwh").await;
    assert!(public.body.contains("Site vendu"));
    let again = adopt(&mut dgs, AMEND, FORM).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    site.state.reload().await.unwrap();
    let objectives = site.state.read(|snapshot| snapshot.town.objectives().len());
    assert_eq!(objectives, 1, "also when everything is read anew");
}

#[tokio::test]
async fn each_role_sets_objectives_where_it_may_and_nowhere_else() {
    let site = town().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    adopt(&mut dgs, NEW, FORM).await;
    let reads = [Role::Elu, Role::Directeur, Role::Admin];
    for role in [Role::Elu, Role::Agent, Role::Gestionnaire, Role::Dpo] {
        let mut visitor = site.signed_in(role).await;
        for path in [NEW, AMEND] {
            assert_eq!(
                visitor.get(path).await.status,
                StatusCode::FORBIDDEN,
                "{role}"
            );
            assert_eq!(
                visitor.post(path, FORM).await.status,
                StatusCode::FORBIDDEN,
                "{role}"
            );
        }
        let withdrawn = visitor.post(WITHDRAW, "version=1").await;
        assert_eq!(withdrawn.status, StatusCode::FORBIDDEN, "{role}");
        for path in ["/admin/objectifs", ONE] {
            let answer = visitor.get(path).await;
            assert_eq!(
                answer.status == StatusCode::OK,
                reads.contains(&role),
                "{role} {path}"
            );
            assert!(!answer.body.contains("Modifier"), "{role}");
        }
    }
    let mut nobody = site.visitor();
    for path in ["/admin/objectifs", NEW, ONE, AMEND] {
        assert_eq!(
            nobody.get(path).await.status,
            StatusCode::SEE_OTHER,
            "{path}"
        );
    }
    assert_eq!(nobody.post(NEW, FORM).await.status, StatusCode::SEE_OTHER);
    assert_eq!(versions(&site).await.len(), 1);
}

#[tokio::test]
async fn a_scope_holds_for_objectives_one_by_one_and_by_kind() {
    let site = town().await;
    let email = site.account(Role::Directeur, "sud").await;
    let mut of_south = site.visitor();
    of_south.sign_in(&email, PASSWORD).await;
    assert_eq!(of_south.get(NEW).await.status, StatusCode::OK);
    let refused = of_south.post(NEW, FORM).await;
    assert_eq!(
        refused.status,
        StatusCode::FORBIDDEN,
        "the school is in the north"
    );
    for scope in ["kind%3Asite", "%C3%89cole+%3CLouise%3E"] {
        let form = FORM.replace("lieu=ecole", &format!("lieu={scope}"));
        let refused = of_south.post(NEW, &form).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{scope}");
    }
    let mut dgs = site.signed_in(Role::Dgs).await;
    let form = FORM.replace("lieu=ecole", "lieu=kind%3Asite");
    let done = adopt(&mut dgs, NEW, &form).await;
    assert_eq!(done.header("location"), format!("{ONE}?fait=adoption"));
    assert_eq!(of_south.get(ONE).await.status, StatusCode::FORBIDDEN);
    let list = of_south.get("/admin/objectifs").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(!list.body.contains(ONE), "what is elsewhere is not listed");
}

#[tokio::test]
async fn foreign_oversized_and_malformed_forms_are_refused() {
    let site = town().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    for path in [NEW, AMEND, WITHDRAW] {
        let headers = [("origin", "https://evil.example")];
        let answer = dgs.ask(Method::POST, path, &headers, FORM).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let long = format!("{FORM}&raison={}", "x".repeat(20_000));
    assert_eq!(
        dgs.post(NEW, &long).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let reason = format!("{FORM}&raison={}", "x".repeat(501));
    let answer = dgs.post(NEW, &reason).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("500 caractères au plus"));
    let form = FORM
        .replace("depart=8%E2%80%AF760", "depart=beaucoup")
        .replace("lieu=ecole", "lieu=%3Cscript%3E");
    let answer = dgs.post(NEW, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in [
        "La valeur de départ doit être un nombre",
        "Aucun lieu n’a ce nom",
        "href=\"#depart\"",
        "value=\"beaucoup\"",
    ] {
        assert!(answer.body.contains(told), "{told}");
    }
    assert!(!answer.body.contains("<script>"));
    for (path, status) in [
        ("/admin/objectifs/rien/ecole", 404),
        ("/admin/objectifs/elec_kwh/ecole", 404),
        ("/admin/objectifs/rien/ecole/modifier", 404),
        ("/admin/objectifs/elec_kwh/ailleurs/modifier", 403),
        ("/admin/objectifs?page=999999999999&theme=%00&mots=%25", 200),
    ] {
        assert_eq!(dgs.get(path).await.status.as_u16(), status, "{path}");
    }
    assert_eq!(versions(&site).await, []);
}
