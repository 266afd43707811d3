use axum::http::{Method, StatusCode};
use model::access::Role;
use model::piloting::{Outcome, Review};

use crate::objectives::{FORM, NEW, adopt, town};
use crate::site::{PASSWORD, Site};
use crate::visitor::Visitor;

const OPEN: &str =
    "titre=Comit%C3%A9+de+novembre&jour=2026-11-24&participants=DGS%2C+b%C3%A2timents";
const ACTION: &str = "quoi=Couper+la+ventilation&fonction=responsable+%C3%A9nergie&direction=\
                      &echeance=2026-12-15&effet=";

/// A town whose school is out of line, and who heads its administration.
async fn out_of_line() -> (Site, Visitor) {
    let site = town().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    adopt(&mut dgs, NEW, FORM).await;
    (site, dgs)
}

async fn reviews(site: &Site) -> Vec<Review> {
    site.store.reviews().await.unwrap()
}

#[tokio::test]
async fn a_review_is_held_and_closed() {
    let (site, mut dgs) = out_of_line().await;
    let late = "lieu=ecole&indicateur=elec_kwh&quoi=Former+les+gardiens&fonction=gardien\
                &direction=&echeance=2026-11-24&effet=";
    dgs.post("/admin/actions/nouvelle", late).await;
    site.passes(2 * 86_400);
    site.state.reload().await.unwrap();
    let mut dgs = site.visitor();
    dgs.sign_in("dgs@ville.example", PASSWORD).await;
    let page = dgs.get("/revue").await;
    assert!(
        page.body.contains("2 points à l’ordre du jour"),
        "{}",
        page.body
    );
    let opened = dgs.post("/revue", OPEN).await;
    assert_eq!(opened.header("location"), "/revue/1", "{}", opened.body);
    let page = dgs.get("/revue/1").await;
    for told in [
        "1. ",
        "École &lt;Louise&gt;",
        "une action est en cours",
        "à la note de la ville",
        "Action en retard",
        "Point suivant",
        "Décider une action",
    ] {
        assert!(page.body.contains(told), "{told}");
    }
    let done = dgs.post("/revue/1/1/action", ACTION).await;
    assert_eq!(done.header("location"), "/revue/1?point=2&fait=note");
    let page = dgs.get("/revue/1?point=2").await;
    assert!(page.body.contains("Former les gardiens") && page.body.contains("Point précédent"));
    let later = "reporte_au=2026-12-08&reporte_pourquoi=Avec+le+d%C3%A9com%3Cpte%3E";
    dgs.post("/revue/1/2/reporter", later).await;
    dgs.post("/revue/1/2/noter", "note=Vu").await;
    let closed = dgs.post("/revue/1/clore", "").await;
    assert_eq!(closed.header("location"), "/revue/1/compte-rendu");
    let minutes = dgs.get("/revue/1/compte-rendu").await;
    for told in [
        "Comité de novembre",
        "DGS, bâtiments",
        "Actions décidées",
        "Couper la ventilation",
        "Reporté au 8 décembre 2026",
        "Avec le décom&lt;pte&gt;",
        "Close le 26 novembre 2026",
    ] {
        assert!(minutes.body.contains(told), "{told}");
    }
    for (path, form) in [
        ("/revue/1/1/action", ACTION),
        ("/revue/1/1/noter", "note=Encore"),
        ("/revue/1/clore", ""),
    ] {
        let answer = dgs.post(path, form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{path}");
        assert!(answer.body.contains("a été close"), "{path}");
    }
    let kept = reviews(&site).await;
    assert_eq!(kept[0].items[0].outcomes[0].outcome, Outcome::Acted(2));
    assert_eq!(kept[0].items[1].outcomes.len(), 2);
    assert_eq!(site.store.actions().await.unwrap()[1].review, Some((1, 1)));
    let page = dgs.get("/revue/1").await;
    assert!(!page.body.contains("Clore la revue"), "it is closed");
    let acts: Vec<_> = site
        .audit()
        .await
        .into_iter()
        .map(|row| row.entry.action)
        .collect();
    for act in [
        "review.open",
        "action.decide",
        "review.postponed",
        "review.noted",
        "review.close",
    ] {
        assert!(acts.iter().any(|known| known == act), "{act}");
    }
}

#[tokio::test]
async fn an_agenda_may_be_empty() {
    let site = Site::open().await;
    let mut dgs = site.signed_in(Role::Dgs).await;
    assert!(
        dgs.get("/revue")
            .await
            .body
            .contains("Aucune revue n’est ouverte")
    );
    dgs.post("/revue", OPEN).await;
    assert!(
        dgs.get("/revue/1")
            .await
            .body
            .contains("l’ordre du jour est vide")
    );
    let minutes = dgs.get("/revue/1/compte-rendu").await;
    assert!(minutes.body.contains("n’est pas définitif"));
}

#[tokio::test]
async fn a_form_of_a_review_says_by_field_what_to_do() {
    let (site, mut dgs) = out_of_line().await;
    for (form, why) in [
        ("titre=&jour=2026-11-24", "Donnez un titre"),
        ("titre=x&jour=demain", "doit être une date"),
    ] {
        let answer = dgs.post("/revue", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(why), "{why}");
    }
    dgs.post("/revue", OPEN).await;
    for (path, form, why) in [
        ("/revue/1/1/rien", "rien_pourquoi=", "Dites pourquoi"),
        ("/revue/1/1/noter", "note=", "Écrivez la note"),
        (
            "/revue/1/1/reporter",
            "reporte_au=2026-11-24",
            "Donnez une date à venir",
        ),
        ("/revue/1/1/action", "quoi=", "Dites ce qui sera fait"),
    ] {
        let answer = dgs.post(path, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(answer.body.contains(why), "{why}");
    }
    for path in [
        "/revue/1/9/noter",
        "/revue/1/x/noter",
        "/revue/1/1/autre",
        "/revue/2/1/noter",
    ] {
        let answer = dgs.post(path, "note=x").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(dgs.get("/revue/rien").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        dgs.get("/revue/1?point=%3Cx%3E").await.status,
        StatusCode::OK
    );
    assert_eq!(reviews(&site).await[0].left(), 1, "nothing was recorded");
}

#[tokio::test]
async fn each_role_holds_reviews_where_it_may_and_nowhere_else() {
    let (site, mut dgs) = out_of_line().await;
    dgs.post("/revue", OPEN).await;
    let posts = [
        ("/revue", OPEN),
        ("/revue/1/1/action", ACTION),
        ("/revue/1/1/noter", "note=x"),
        ("/revue/1/clore", ""),
    ];
    let reads = [Role::Elu, Role::Gestionnaire, Role::Admin];
    for role in [
        Role::Elu,
        Role::Agent,
        Role::Gestionnaire,
        Role::Admin,
        Role::Dpo,
    ] {
        let mut visitor = site.signed_in(role).await;
        for path in ["/revue", "/revue/1"] {
            assert_eq!(
                visitor.get(path).await.status,
                StatusCode::FORBIDDEN,
                "{role} {path}"
            );
        }
        let minutes = visitor.get("/revue/1/compte-rendu").await;
        assert_eq!(
            minutes.status == StatusCode::OK,
            reads.contains(&role),
            "{role}"
        );
        for (path, form) in posts {
            let answer = visitor.post(path, form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role} {path}");
        }
    }
    let email = site.account(Role::Directeur, "sud").await;
    let mut of_south = site.visitor();
    of_south.sign_in(&email, PASSWORD).await;
    for path in ["/revue/1", "/revue/1/compte-rendu"] {
        assert_eq!(
            of_south.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    for (path, form) in &posts[1..] {
        assert_eq!(
            of_south.post(path, form).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let list = of_south.get("/revue").await;
    assert!(
        !list.body.contains("Comité de novembre"),
        "it is about the whole town"
    );
    let opened = of_south.post("/revue", OPEN).await;
    assert_eq!(opened.header("location"), "/revue/2");
    let kept = reviews(&site).await;
    assert_eq!(
        kept[1].scope.as_ref().map(|scope| scope.as_str()),
        Some("sud")
    );
    assert_eq!(kept[1].items, [], "the school is in the north");
    let mut nobody = site.visitor();
    for path in ["/revue", "/revue/1", "/revue/1/compte-rendu"] {
        assert_eq!(
            nobody.get(path).await.status,
            StatusCode::SEE_OTHER,
            "{path}"
        );
    }
    for (path, form) in posts {
        let headers = [("origin", "https://evil.example")];
        let answer = dgs.ask(Method::POST, path, &headers, form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(kept[0].left(), 1);
}
