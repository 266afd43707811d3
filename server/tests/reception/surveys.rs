use axum::http::StatusCode;
use model::time::At;
use serde_json::json;
use server::store::SurveyResult;

use crate::site::Site;

fn result(criterion: &str, answers: Option<u32>) -> SurveyResult {
    SurveyResult {
        counter: "accueil".parse().unwrap(),
        year: 2019,
        criterion: criterion.to_owned(),
        dissatisfied: 0.25,
        answers,
    }
}

#[tokio::test]
async fn results_on_few_answers_are_withheld() {
    let site = Site::open().await;
    let all = vec![
        result("attente", Some(12)),
        result("accueil", Some(10)),
        result("horaires", None),
    ];
    site.store
        .put_survey_results(all, At::default())
        .await
        .unwrap();
    let answer = site.get("counters/accueil/surveys").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let told = |criterion: &str, answers: Option<u32>| {
        json!({
            "year": 2019, "criterion": criterion, "dissatisfied": 0.25, "answers": answers,
        })
    };
    let results = json!([told("attente", Some(12)), told("horaires", None)]);
    assert_eq!(answer.body["results"], results);
    assert_eq!(answer.body["withheld"], 1);
    let nowhere = site.get("counters/accueil-1/surveys").await;
    assert_eq!(
        nowhere.status,
        StatusCode::NOT_FOUND,
        "a desk is no counter"
    );
}

/// 8 April 2026, noon in Paris, and so many days later.
fn noon(days: i64) -> At {
    At::from_seconds(1_775_642_400 + 86_400 * days)
}

#[tokio::test]
async fn a_past_day_is_answered_with_what_was_known_then() {
    let site = Site::open().await;
    site.state.follow().await.unwrap();
    let tell = |share: f64, known_at| {
        let mut told = result("attente", Some(40));
        told.dissatisfied = share;
        site.store.put_survey_results(vec![told], known_at)
    };
    tell(0.3, noon(1)).await.unwrap();
    tell(0.2, noon(2)).await.unwrap();
    site.is_at(noon(3));
    site.state.reload().await.unwrap();
    for (asked, share) in [
        ("", json!(0.2)),
        ("?au=2026-04-10", json!(0.2)),
        ("?au=2026-04-09", json!(0.3)),
    ] {
        let answer = site.get(&format!("counters/accueil/surveys{asked}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.body["results"][0]["dissatisfied"], share, "{asked}");
    }
    for page in ["surveys", "satisfaction"] {
        for (au, status) in [
            ("hier", StatusCode::BAD_REQUEST),
            ("2026-04-09", StatusCode::OK),
        ] {
            let answer = site.get(&format!("counters/accueil/{page}?au={au}")).await;
            assert_eq!(answer.status, status, "{page} {au}");
        }
    }
}
