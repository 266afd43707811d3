use axum::http::{Method, StatusCode};
use model::access::Role;
use model::piloting::{Action, ActionStatus};

use crate::objectives;
use crate::site::{PASSWORD, Site};

const LIST: &str = "/admin/actions";
const NEW: &str = "/admin/actions/nouvelle";
const ONE: &str = "/admin/actions/1";
const FORM: &str = "lieu=ecole&indicateur=elec_kwh&quoi=Couper+la+ventilation+la+nuit\
                    &fonction=responsable+%C3%A9nergie&direction=B%C3%A2timents\
                    &echeance=2026-12-15&effet=-5%2C5";

async fn actions(site: &Site) -> Vec<Action> {
    site.store.actions().await.unwrap()
}

#[tokio::test]
async fn an_action_is_decided_followed_and_finished() {
    let site = Site::open().await;
    let mut director = site.signed_in(Role::Directeur).await;
    let empty = director.get(LIST).await;
    assert!(empty.body.contains("Aucune action n’est décidée"));
    let page = director
        .get(&format!("{NEW}?lieu=ecole&indicateur=elec_kwh"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("value=\"ecole\"") && page.body.contains("value=\"2026-12-24\""));
    let decided = director.post(NEW, FORM).await;
    assert_eq!(decided.header("location"), format!("{ONE}?fait=decision"));
    let page = director.get(ONE).await;
    for told in [
        "Couper la ventilation la nuit",
        "École &lt;Louise&gt;",
        "responsable énergie, Bâtiments",
        "−5,5",
        "directeur (directeur@ville.example)",
        "Rien n’est encore noté",
    ] {
        assert!(page.body.contains(told), "{told}");
    }
    for (form, sent) in [
        ("commencer", "commencee_le=2026-11-20"),
        ("commenter", "commentaire=Deux+salles+%3Csur%3E+trois"),
        (
            "reporter",
            "reportee_au=2026-12-20&raison_report=Pi%C3%A8ce+en+retard",
        ),
        ("terminer", "faite_le=2026-11-24"),
    ] {
        let done = director.post(&format!("{ONE}/{form}"), sent).await;
        assert_eq!(
            done.header("location"),
            format!("{ONE}?fait=suivi"),
            "{form}"
        );
    }
    let page = director.get(ONE).await;
    assert!(page.body.contains("Deux salles &lt;sur&gt; trois"));
    assert!(page.body.contains("Échéance reportée au 20 décembre 2026"));
    assert!(!page.body.contains("/terminer"), "it is finished");
    let kept = actions(&site).await;
    assert_eq!(kept[0].status(), ActionStatus::Done);
    let rows = site.audit().await;
    let acts: Vec<_> = rows.iter().map(|row| row.entry.action.as_str()).collect();
    assert!(acts.ends_with(&[
        "action.decide",
        "action.started",
        "action.commented",
        "action.postponed",
        "action.done"
    ]));
    assert!(rows.iter().any(|row| row.entry.object == "action 1"));
}

#[tokio::test]
async fn what_is_late_stands_first() {
    let site = Site::open().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    for (what, due) in [("Plus+tard", "2027-01-10"), ("Bient%C3%B4t", "2026-11-26")] {
        let form = FORM
            .replace("Couper+la+ventilation+la+nuit", what)
            .replace("2026-12-15", due);
        let done = dgs.post(NEW, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
    site.passes(5 * 86_400);
    site.state.reload().await.unwrap();
    let mut dgs = site.visitor();
    dgs.sign_in("dgs@ville.example", PASSWORD).await;
    let list = dgs.get(LIST).await;
    assert!(list.body.contains("dont 1 en retard") && list.body.contains("en retard de 3 jours"));
    assert!(list.body.find("Bientôt").unwrap() < list.body.find("Plus tard").unwrap());
    for (filter, soon, later) in [
        ("etat=en-retard", true, false),
        ("etat=en-cours", true, true),
        ("etat=terminees", false, false),
        ("lieu=nord", true, true),
        ("lieu=sud", false, false),
    ] {
        let list = dgs.get(&format!("{LIST}?{filter}")).await;
        assert_eq!(list.body.contains("Bientôt"), soon, "{filter}");
        assert_eq!(list.body.contains("Plus tard"), later, "{filter}");
    }
}

#[tokio::test]
async fn a_form_says_by_field_what_to_do() {
    let site = Site::open().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    for (good, bad, why) in [
        ("lieu=ecole", "lieu=ailleurs", "Aucun lieu n’a ce nom"),
        ("lieu=ecole", "lieu=kind%3Adistrict", "un seul lieu"),
        (
            "indicateur=elec_kwh",
            "indicateur=rien",
            "Choisissez un indicateur",
        ),
        (
            "Couper+la+ventilation+la+nuit",
            "",
            "Dites ce qui sera fait",
        ),
        ("responsable+%C3%A9nergie", "", "Donnez la fonction"),
        ("2026-12-15", "", "Donnez l’échéance"),
        ("2026-12-15", "2026-11-01", "L’échéance est passée"),
        ("-5%2C5", "beaucoup", "doit être un nombre"),
    ] {
        let answer = dgs.post(NEW, &FORM.replace(good, bad)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(answer.body.contains(why), "{why}");
    }
    let long = FORM.replace("Couper", &"x".repeat(501));
    assert!(
        dgs.post(NEW, &long)
            .await
            .body
            .contains("500 caractères au plus")
    );
    let huge = FORM.replace("Couper", &"x".repeat(20_000));
    assert_eq!(
        dgs.post(NEW, &huge).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(actions(&site).await, []);
    dgs.post(NEW, FORM).await;
    for (form, sent, why) in [
        (
            "commencer",
            "commencee_le=2026-12-01",
            "Cette date est à venir",
        ),
        ("terminer", "faite_le=", "Donnez une date"),
        ("reporter", "reportee_au=2026-12-20", "Donnez la raison"),
        (
            "reporter",
            "reportee_au=2026-12-15&raison_report=x",
            "déjà l’échéance",
        ),
        ("abandonner", "raison_abandon=", "Donnez la raison"),
        ("commenter", "commentaire=", "Écrivez un commentaire"),
    ] {
        let answer = dgs.post(&format!("{ONE}/{form}"), sent).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(why), "{why}");
    }
    let comment = format!("commentaire={}", "x".repeat(1001));
    let answer = dgs.post(&format!("{ONE}/commenter"), &comment).await;
    assert!(answer.body.contains("1000 caractères au plus"));
    assert_eq!(actions(&site).await[0].events, []);
    for (path, status) in [
        ("/admin/actions/2", 404),
        ("/admin/actions/rien", 404),
        ("/admin/actions?page=999999999999&lieu=%00&etat=%25", 200),
    ] {
        assert_eq!(dgs.get(path).await.status.as_u16(), status, "{path}");
    }
    let answer = dgs.post(&format!("{ONE}/rien"), "").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_role_acts_where_it_may_and_nowhere_else() {
    let site = Site::open().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    dgs.post(NEW, FORM).await;
    let comment = format!("{ONE}/commenter");
    let reads = [Role::Elu, Role::Gestionnaire, Role::Admin];
    for role in [
        Role::Elu,
        Role::Agent,
        Role::Gestionnaire,
        Role::Admin,
        Role::Dpo,
    ] {
        let mut visitor = site.signed_in(role).await;
        for path in [LIST, ONE] {
            let answer = visitor.get(path).await;
            assert_eq!(
                answer.status == StatusCode::OK,
                reads.contains(&role),
                "{role} {path}"
            );
            assert!(!answer.body.contains("Décider une action"), "{role}");
            assert!(!answer.body.contains("commenter"), "{role}");
        }
        for (path, form) in [(NEW, FORM), (comment.as_str(), "commentaire=x")] {
            let answer = visitor.post(path, form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role} {path}");
        }
        assert_eq!(
            visitor.get(NEW).await.status,
            StatusCode::FORBIDDEN,
            "{role}"
        );
    }
    let mut nobody = site.visitor();
    for path in [LIST, ONE, NEW] {
        assert_eq!(
            nobody.get(path).await.status,
            StatusCode::SEE_OTHER,
            "{path}"
        );
    }
    assert_eq!(nobody.post(NEW, FORM).await.status, StatusCode::SEE_OTHER);
    for path in [NEW, comment.as_str()] {
        let headers = [("origin", "https://evil.example")];
        let answer = dgs.ask(Method::POST, path, &headers, FORM).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let kept = actions(&site).await;
    assert_eq!((kept.len(), kept[0].events.len()), (1, 0));
}

#[tokio::test]
async fn a_scope_holds_for_actions() {
    let site = Site::open().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    dgs.post(NEW, FORM).await;
    let email = site.account(Role::Directeur, "sud").await;
    let mut of_south = site.visitor();
    of_south.sign_in(&email, PASSWORD).await;
    assert_eq!(of_south.get(NEW).await.status, StatusCode::OK);
    for place in ["ecole", "ville", "%C3%89cole+%3CLouise%3E"] {
        let form = FORM.replace("lieu=ecole", &format!("lieu={place}"));
        let refused = of_south.post(NEW, &form).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{place}");
    }
    assert_eq!(of_south.get(ONE).await.status, StatusCode::FORBIDDEN);
    let refused = of_south
        .post(&format!("{ONE}/commenter"), "commentaire=x")
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let list = of_south.get(LIST).await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(
        !list.body.contains("ventilation"),
        "what is elsewhere is not listed"
    );
    let form = FORM.replace("lieu=ecole", "lieu=sud");
    let done = of_south.post(NEW, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

#[tokio::test]
async fn the_effect_is_measured_or_what_is_missing_is_said() {
    let site = objectives::town().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    dgs.post(NEW, FORM).await;
    let page = dgs.get(ONE).await;
    assert!(!page.body.contains("Effet mesuré"), "it is not started");
    dgs.post(&format!("{ONE}/commencer"), "commencee_le=2026-11-20")
        .await;
    let page = dgs.get(ONE).await;
    assert!(page.body.contains("Aucun objectif n’est fixé ici"));
    objectives::adopt(&mut dgs, objectives::NEW, objectives::FORM).await;
    let page = dgs.get(ONE).await;
    assert!(page.body.contains("Trop tôt") && page.body.contains("il en faut 4"));
    dgs.post(NEW, FORM).await;
    dgs.post("/admin/actions/2/commencer", "commencee_le=2026-09-01")
        .await;
    let page = dgs.get("/admin/actions/2").await;
    for told in [
        "Par rapport à la même semaine un an plus tôt",
        "52 semaines entières",
        "Écart mesuré",
        "neuf fois sur dix",
        "Attendu −5,5",
    ] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    dgs.post(NEW, FORM).await;
    dgs.post("/admin/actions/3/commencer", "commencee_le=2023-12-15")
        .await;
    let page = dgs.get("/admin/actions/3").await;
    assert!(
        page.body.contains("Pas assez de mesures"),
        "nothing is known a year before"
    );
}
