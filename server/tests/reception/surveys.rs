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
