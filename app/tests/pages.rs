//! Every page over sample views, as a browser without scripts gets it.

#[path = "pages/alerts.rs"]
mod alerts;
#[path = "pages/amended.rs"]
mod amended;
#[path = "pages/audiences.rs"]
mod audiences;
#[path = "chart/samples.rs"]
mod charts;
#[path = "pages/eet.rs"]
mod eet;
#[path = "pages/effects.rs"]
mod effects;
#[path = "pages/explained.rs"]
mod explained;
#[path = "pages/samples.rs"]
mod samples;
#[path = "pages/town.rs"]
mod town;

use app::shell::Assets;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use tower::ServiceExt;
use town::Town;

async fn get_of(town: Town, path: &str) -> (StatusCode, String) {
    let pages = town::pages(town, &Assets::from_manifest(|_| None));
    let answer = pages
        .oneshot(Request::get(path).body(Body::empty()).unwrap())
        .await
        .unwrap();
    let status = answer.status();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

async fn get(path: &str) -> (StatusCode, String) {
    get_of(Town::default(), path).await
}

/// The page without the data for hydration, tags and markers.
fn words(html: &str) -> String {
    let body = html
        .split("<main")
        .nth(1)
        .and_then(|b| b.split("</main>").next())
        .unwrap();
    let mut text = String::new();
    let mut inside = true;
    for sign in body.chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text
}

const PAGES: [&str; 18] = [
    "/",
    "/theme/energie",
    "/lieu/louise-michel",
    "/lieu/louise-michel/comparer?climat=corrige",
    "/lieu/clairval/calcul",
    "/lieu/clairval/calcul/energie",
    "/lieu/clairval/pourquoi/energie",
    "/methode/final_kwh_m2",
    "/energie/eco-energie-tertiaire",
    "/energie/eco-energie-tertiaire?site=site-1",
    "/accessibilite",
    "/alertes",
    "/alertes/1",
    "/vue/elus",
    "/vue/directions?choix=Culture",
    "/presentation",
    "/presentation/2",
    "/presentation/3",
];

#[tokio::test]
async fn every_page_is_whole_without_scripts() {
    for page in PAGES {
        let (status, html) = get(page).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        assert_eq!(html.matches("<h1").count(), 1, "{page} has one heading");
        assert_eq!(html.matches("<main").count(), 1, "{page} has one content");
        assert!(html.contains("<html lang=\"fr\""), "{page} is in French");
        assert!(
            html.contains("Données de démonstration"),
            "{page} says what its data are"
        );
        assert!(
            html.contains("dernier relevé à 14\u{202f}h\u{202f}32"),
            "{page} says its age"
        );
        assert!(html.contains("<title>"), "{page} has a title");
        for broken in ["NaN", "inf%", "undefined", " style=\"", "Chargement"] {
            assert!(!html.contains(broken), "{page} holds {broken}");
        }
    }
}

#[tokio::test]
async fn a_slide_stands_alone_and_names_the_keys_that_follow_its_links() {
    let (_, html) = get("/presentation/2").await;
    for around in ["site-header", "site-footer", "tab-bar", "Vues"] {
        assert!(!html.contains(around), "{around}");
    }
    for (keys, address) in [
        ("ArrowLeft PageUp", "/presentation/1"),
        ("ArrowRight PageDown Space", "/presentation/3"),
        ("Escape", "/"),
    ] {
        let link = html.split("<a ").find(|link| link.contains(keys));
        let link = link.and_then(|link| link.split('>').next()).unwrap();
        assert!(link.contains(&format!("href=\"{address}\"")), "{link}");
    }
    assert_eq!(get("/presentation/4").await.0, StatusCode::NOT_FOUND);
    assert_eq!(get("/presentation/0").await.0, StatusCode::NOT_FOUND);
    assert_eq!(get("/presentation/deux").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_audience_has_its_page_and_nobody_else_one() {
    let (_, html) = get("/vue/elus").await;
    let current = html.split("<a ").filter(|link| {
        link.starts_with("href=\"/vue/elus\"") && link.contains("aria-current=\"page\"")
    });
    assert_eq!(current.count(), 2, "in the strip and in the menu");
    assert!(html.contains("Rien à signaler."));
    assert!(!html.contains("<script>\""), "names are never markup");
    assert_eq!(get("/vue/maire").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn scripts_carry_the_nonce_of_the_answer() {
    let (_, html) = get("/").await;
    let scripts: Vec<&str> = html.split("<script").skip(1).collect();
    assert!(scripts.len() > 1, "the page wakes, and brings its data");
    for script in scripts {
        let tag = script.split('>').next().unwrap();
        assert!(tag.contains(" nonce=\""), "{tag}");
    }
}

#[tokio::test]
async fn a_note_is_read_in_order() {
    let (_, html) = get("/").await;
    let text = words(&html);
    let at = |what: &str| {
        text.find(what)
            .unwrap_or_else(|| panic!("{what} in {text}"))
    };
    assert!(at("Note de Clairval") < at("7,4"));
    assert!(at("7,4") < at("Niveau"));
    assert!(at("En écart") < at("Tendance"));
    assert!(at("Tendance") < at("En progrès"));
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let state = |standing| {
        let mut town = Town::default();
        town.place.standing = samples::place_standing("louise-michel", standing);
        town.place.standing.latest_at = Some(samples::NOW.plus_seconds(-12_420));
        async { words(&get_of(town, "/lieu/louise-michel").await.1) }
    };
    let stale = state(samples::stale()).await;
    let stale = stale.split("Cette école").next().unwrap();
    assert!(stale.contains("6,6"), "the last note stays: {stale}");
    assert!(
        stale.contains("Données de 11\u{202f}h\u{202f}05"),
        "{stale}"
    );
    assert!(
        !stale.contains("En écart"),
        "its level is withdrawn: {stale}"
    );

    let partial = state(samples::partial()).await;
    assert!(
        partial.contains("partielle") && partial.contains("70\u{202f}%"),
        "{partial}"
    );

    let unscored = state(samples::unscored()).await;
    assert!(
        unscored.contains("Non noté") && unscored.contains("il en faut 50"),
        "{unscored}"
    );
}

#[tokio::test]
async fn an_empty_town_says_what_to_do() {
    let mut town = Town::default();
    town.city.empty = true;
    town.city.frame.city = String::new();
    for path in ["/", "/theme/energie"] {
        let (status, html) = get_of(town.clone(), path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(html.contains("belvedere import readings"), "{path}");
        assert!(!html.contains("Ville de"), "no town has no name");
    }
    let (status, _) = get_of(town, "/nulle-part").await;
    assert_eq!(status, StatusCode::NOT_FOUND, "no address is invented");
}

#[tokio::test]
async fn faults_have_their_status_and_a_way_out() {
    for (path, status) in [
        ("/lieu/nulle-part", StatusCode::NOT_FOUND),
        ("/rien/de/tel", StatusCode::NOT_FOUND),
        ("/theme/lune", StatusCode::NOT_FOUND),
        ("/lieu/panne", StatusCode::SERVICE_UNAVAILABLE),
        ("/?au=hier", StatusCode::BAD_REQUEST),
    ] {
        let (found, html) = get(path).await;
        assert_eq!(found, status, "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert!(html.contains("Aller à la page de Clairval"), "{path}");
        assert!(html.contains("Données de démonstration"), "{path}");
    }
}

#[tokio::test]
async fn a_page_of_the_past_stays_in_the_past() {
    let (_, html) = get("/?au=2026-03-12").await;
    assert!(html.contains("/theme/energie?au=2026-03-12"));
    assert!(
        html.contains("/lieu/site-1?au=2026-03-12\" class=\"mark"),
        "marks of the map too"
    );
    assert!(html.contains("Revenir à aujourd’hui"));
    assert!(!html.contains("dernier relevé"), "nothing of it is live");
}

#[tokio::test]
async fn names_are_never_markup() {
    let attack = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
    let mut town = Town::default();
    town.city.frame.city = attack.into();
    town.city.moved[0].sentence = (attack.into(), attack.into(), attack.into());
    let chart = samples::hostile(attack);
    if let Some(map) = &mut town.city.map {
        map.svg = chart.svg_wide;
        for line in &mut map.list {
            line.name = attack.into();
        }
    }
    town.place.name = attack.into();
    town.place.facts = attack.into();
    town.place.parts[0].name = attack.into();
    for path in ["/", "/lieu/louise-michel"] {
        let (_, html) = get_of(town.clone(), path).await;
        let at = html.find("<script>alert").map(|i| &html[i - 160..i + 60]);
        assert_eq!(at, None, "{path}");
        let at = html
            .find("<img")
            .map(|i| &html[i.saturating_sub(300)..i + 40]);
        assert_eq!(at, None, "{path}");
    }
}

#[tokio::test]
async fn the_share_of_the_weather_is_said_where_there_is_one() {
    let (_, html) = get("/lieu/clairval/calcul/energie").await;
    let text = words(&html);
    // 40 of 1 710 were taken off the first objective; the others move nothing.
    assert_eq!(text.matches("pour ramener à une année normale").count(), 1);
    assert!(
        text.contains("\u{2212}40, pour ramener à une année normale"),
        "{text}"
    );
    assert!(text.contains("\u{2212}2,3\u{202f}%"), "{text}");
    assert!(html.contains("<th scope=\"col\">dont climat</th>"));
}

#[tokio::test]
async fn contributions_stand_beside_the_sum_they_give() {
    let (_, html) = get("/lieu/clairval/pourquoi/energie").await;
    let text = words(&html);
    for digits in ["\u{2212}0,1700", "\u{2212}0,0800", "\u{2212}0,2500"] {
        assert!(text.contains(digits), "{digits} in {text}");
    }
    assert!(
        html.contains("name=\"depuis\""),
        "another day can be asked for"
    );
}

#[tokio::test]
async fn the_digits_shown_give_the_digits_shown() {
    let view = explained::explanation();
    assert!(view.explanation.check().is_ok());
    let (_, html) = get("/lieu/clairval/calcul/energie").await;
    let text = words(&html);
    // (212 − 171) ÷ (212 − 158.82) = 0.770966…
    for digits in [
        "212,00",
        "171,00",
        "158,82",
        "41,00\u{a0}÷\u{a0}53,18",
        "7,7097",
        "10,0000",
    ] {
        assert!(text.contains(digits), "{digits} in {text}");
    }
    assert!(text.contains("plafonné à 1"));
    assert!(
        html.contains("data-recomputed=\"no\""),
        "only a browser can redo it"
    );
}

#[tokio::test]
async fn an_alert_is_acted_on_only_by_who_may() {
    let (status, html) = get("/alertes?etat=open&cause=night-load").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains("value=\"night-load\" selected"),
        "the choice stays"
    );
    assert!(html.contains("&lt;b&gt;Le gymnase"), "names are text");
    assert!(html.contains("horloge &lt;i&gt;"), "and so are notes");
    let (_, may) = get("/alertes/1").await;
    assert!(may.contains("action=\"/alertes/1/acknowledge\""));
    let (_, may_not) = get("/alertes/2").await;
    // The footer's own form, for light and dark, is everybody's.
    let inside = may_not.split("</main>").next().unwrap();
    assert!(!inside.contains("method=\"post\""));
    assert!(may_not.contains("/connexion?retour=/alertes/2"));
    let (_, closed) = get("/alertes/4").await;
    assert!(!closed.contains("connectez-vous"), "nothing is left to do");
    assert_eq!(get("/alertes/9").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn liable_sites_lead_to_what_each_would_have_to_save() {
    let (_, html) = get("/energie/eco-energie-tertiaire").await;
    let text = words(&html);
    assert!(text.contains("5 bâtiments sur 15 tiennent déjà leur objectif 2030."));
    assert!(
        text.contains("Trajectoire"),
        "the chart says whose line it is"
    );
    // Twelve rows at once, the others behind a summary; every one leads to its page.
    assert!(text.contains("Voir les 3 autres bâtiments"));
    assert_eq!(html.matches("eet-list__name").count(), 15);
    assert!(html.contains("/energie/eco-energie-tertiaire?site=site-14"));
    assert!(html.contains("declaration.csv?annee=2025\" rel=\"external\""));
    assert!(text.contains("2 feuilles vertes") && text.contains("Non noté"));
    assert!(!html.contains("École <1>"), "names are never markup");

    let (_, site) = get("/energie/eco-energie-tertiaire?site=site-1").await;
    let text = words(&site);
    assert!(text.contains("retenue") && text.contains("126 (relatif)"));
    assert!(!site.contains("eet-list__name\""), "one site, not the list");
    assert!(
        site.contains("href=\"/energie/eco-energie-tertiaire\""),
        "and a way back"
    );
}
