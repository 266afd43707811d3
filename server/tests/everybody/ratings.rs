use axum::http::StatusCode;
use model::reception::{Channel, RatingReason};
use server::store::Question;

use crate::town::Town;

const PHONE: &str = "/avis/accueil";
const TABLET: &str = "/avis/accueil?tablette";

#[tokio::test]
async fn two_touches_end_in_thanks() {
    let town = Town::open().await;
    for (start, channel, stays) in [
        (PHONE, Channel::Online, false),
        (TABLET, Channel::Counter, true),
    ] {
        let visitor = town.visitor("192.0.2.1");
        let faces = visitor.get(start).await;
        assert_eq!(faces.status, StatusCode::OK);
        assert_eq!(faces.header("cache-control"), "no-store");
        assert_eq!(faces.body.matches("name=\"note\"").count(), 5);
        assert_eq!(!faces.header("refresh").is_empty(), stays);
        let asked = visitor
            .post(start, &format!("jeton={}&note=2", faces.token()))
            .await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
        assert!(asked.body.contains("Qu’est-ce qui a manqué"));
        let on = if stays { "?tablette" } else { "" };
        let form = format!("jeton={}&raison=wait", asked.token());
        let sent = visitor
            .post(&format!("/avis/accueil/raison{on}"), &form)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.header("location"), format!("/avis/accueil/merci{on}"));
        let thanks = visitor.get(sent.header("location")).await;
        assert!(thanks.body.contains("Merci"));
        let back = if stays {
            "8; url=/avis/accueil?tablette"
        } else {
            ""
        };
        assert_eq!(thanks.header("refresh"), back);
        let kept = town.ratings().await;
        let kept: Vec<_> = kept
            .iter()
            .filter(|rating| rating.channel == channel)
            .collect();
        assert_eq!(kept.len(), 1);
        assert_eq!(
            (kept[0].score, kept[0].scale, kept[0].question),
            (2, 5, Question::Satisfaction)
        );
    }
    let month = "2026-04-01".to_owned();
    assert_eq!(
        town.reasons().await,
        [(month, RatingReason::Wait, false, 2)]
    );
}

#[tokio::test]
async fn nothing_is_kept_of_who_answers() {
    let town = Town::open().await;
    let visitor = town.visitor("203.0.113.77");
    let faces = visitor.get(PHONE).await;
    assert_eq!(faces.header("set-cookie"), "");
    let asked = visitor
        .post(PHONE, &format!("jeton={}&note=5", faces.token()))
        .await;
    assert_eq!(asked.header("set-cookie"), "");
    assert!(asked.body.contains("Qu’avez-vous apprécié"));
    let token = asked.token();
    visitor
        .post(
            "/avis/accueil/raison",
            &format!("jeton={token}&raison=courtesy"),
        )
        .await;
    let kept = town.ratings().await;
    assert_eq!(kept[0].source, "avis");
    assert_eq!(kept[0].at.millis() % 60_000, 0, "the second tells too much");
    // Nothing of the address, the visit or the second, nowhere in the database.
    town.store.close().await.unwrap();
    let visit = faces.token().split('.').nth(2).unwrap().to_owned();
    for entry in std::fs::read_dir(town.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for told in ["203.0.113.77", &visit] {
            let found = bytes
                .windows(told.len())
                .any(|window| window == told.as_bytes());
            assert!(!found, "{told}");
        }
        let second = 1_775_642_417_300_i64.to_be_bytes();
        let found = bytes.windows(6).any(|window| window == &second[2..]);
        assert!(!found, "the instant");
    }
}

#[tokio::test]
async fn the_same_answers_of_a_minute_all_count() {
    let town = Town::open().await;
    let visitor = town.visitor("192.0.2.1");
    for _ in 0..5 {
        let faces = visitor.get(TABLET).await;
        visitor
            .post(TABLET, &format!("jeton={}&note=4", faces.token()))
            .await;
    }
    assert_eq!(town.ratings().await.len(), 5);
}

#[tokio::test]
async fn a_form_counts_once_however_often_it_is_sent() {
    let town = Town::open().await;
    let visitor = town.visitor("192.0.2.1");
    let form = format!("jeton={}&note=5", visitor.get(PHONE).await.token());
    let (first, second) = tokio::join!(visitor.post(PHONE, &form), visitor.post(PHONE, &form));
    for answer in [&first, &second] {
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.contains("Votre avis est compté"));
    }
    for answer in [first, second] {
        let why = format!("jeton={}&raison=hours", answer.token());
        let sent = visitor.post("/avis/accueil/raison", &why).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    let other = form.replace("note=5", "note=1");
    visitor.post(PHONE, &other).await;
    assert_eq!(
        town.ratings()
            .await
            .iter()
            .map(|r| r.score)
            .collect::<Vec<_>>(),
        [5]
    );
    assert_eq!(town.reasons().await.len(), 1);
    assert_eq!(town.reasons().await[0].3, 1);
}

#[tokio::test]
async fn a_form_of_another_kind_counts_nothing() {
    let town = Town::open().await;
    let visitor = town.visitor("192.0.2.1");
    let faces = visitor.get(PHONE).await.token();
    let elsewhere = [
        TABLET.to_owned(),
        "/avis/etat-civil".to_owned(),
        "/avis/accueil/raison".to_owned(),
    ];
    for path in elsewhere {
        let answer = visitor.post(&path, &format!("jeton={faces}&note=5")).await;
        assert_ne!(answer.status, StatusCode::OK, "{path}");
    }
    let why = visitor
        .post(PHONE, &format!("jeton={faces}&note=3"))
        .await
        .token();
    let answer = visitor.post(PHONE, &format!("jeton={why}&note=3")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(town.ratings().await.len(), 1);
    town.passes(31 * 60);
    let late = visitor.get(PHONE).await.token();
    town.passes(30 * 60 + 1);
    let answer = visitor.post(PHONE, &format!("jeton={late}&note=3")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("trop longtemps"));
    assert_eq!(town.ratings().await.len(), 1);
}
