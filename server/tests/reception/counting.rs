use axum::http::StatusCode;
use model::city::PlaceCode;
use model::reception::{Channel, ReceptionDay, ReceptionIndicator};
use serde_json::json;

use crate::site::Site;

const COUNTS: &str = "counter,day,subject,offered,needing_agent,answered,answered_quickly,received,in_time,late,open,overdue,settled,at_first,seconds,delays\n\
     accueil,2026-04-07,calls,40,36,33,20,,,,,,,,,12:20;45:13\n\
     accueil,2026-04-07,letters-letter,,,,,10,8,1,0,1,,,,3:8;17;40\n\
     accueil,2026-04-07,complaints,,,,,2,2,0,0,0,,,,4:2\n\
     accueil,2026-04-07,first-contact,,,,,,,,,,10,8,,\n\
     accueil,2026-04-07,leads,,,,,,,,,,,,,18;25\n\
     accueil,2026-04-07,desks-open,,,,,,,,,,,,50400,\n";

fn accueil() -> PlaceCode {
    "accueil".parse().unwrap()
}

async fn day(site: &Site) -> ReceptionDay {
    let day = "2026-04-07".parse().unwrap();
    let mut all = ReceptionDay::default();
    for count in site.store.day_counts(accueil(), day, day).await.unwrap() {
        count.counted.add_to(&mut all);
    }
    all
}

#[tokio::test]
async fn counts_of_a_day_become_indicators() {
    let site = Site::open().await;
    let answer = site.csv("day-counts", COUNTS).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.counts(), [6, 0, 0, 0]);
    assert_eq!(site.csv("day-counts", COUNTS).await.counts(), [0, 6, 0, 0]);
    let day = day(&site).await;
    let value = |indicator: ReceptionIndicator| indicator.measure(&day, 15).unwrap().value;
    assert!((value(ReceptionIndicator::CallAns) - 100.0 * 33.0 / 36.0).abs() < 1e-9);
    assert_eq!(value(ReceptionIndicator::Letter15), 80.0);
    assert_eq!(value(ReceptionIndicator::ComplDelay), 100.0);
    assert_eq!(value(ReceptionIndicator::Fcr), 80.0);
    assert_eq!(value(ReceptionIndicator::RdvLead), 21.5);
    assert_eq!(day.desks_open_s, 50_400);
    assert_eq!(day.calls.delays.total_s(), 20 * 12 + 13 * 45);
    assert_eq!(
        day.letters[&Channel::Letter].delays.percentile(90.0),
        Some(17)
    );
}

#[tokio::test]
async fn a_later_count_stands_in_the_place_of_an_earlier_one() {
    let site = Site::open().await;
    let told = |seconds: u32| {
        json!({ "day_counts": [{
            "counter": "accueil", "day": "2026-04-07", "subject": "desks-open", "seconds": seconds,
        }]})
    };
    assert_eq!(
        site.json("day-counts", told(3_600)).await.counts(),
        [1, 0, 0, 0]
    );
    assert_eq!(
        site.json("day-counts", told(7_200)).await.counts(),
        [1, 0, 0, 0]
    );
    assert_eq!(
        site.json("day-counts", told(7_200)).await.counts(),
        [0, 1, 0, 0]
    );
    assert_eq!(day(&site).await.desks_open_s, 7_200);
}

#[tokio::test]
async fn what_cannot_be_counted_is_set_aside_by_line_and_field() {
    let site = Site::open().await;
    let header = COUNTS.lines().next().unwrap();
    let bad = [
        (
            "nowhere,2026-04-07,desks-open,,,,,,,,,,,,1,",
            "counter",
            "there is no counter",
        ),
        (
            "accueil,07/04/2026,desks-open,,,,,,,,,,,,1,",
            "day",
            "07/04/2026",
        ),
        (
            "accueil,2099-01-01,desks-open,,,,,,,,,,,,1,",
            "day",
            "is to come",
        ),
        (
            "accueil,2026-04-07,letters-pigeon,,,,,,,,,,,,,",
            "subject",
            "use calls, letters-letter",
        ),
        (
            "accueil,2026-04-07,calls,10,12,9,,,,,,,,,,",
            "needing_agent",
            "leaves room for 10",
        ),
        (
            "accueil,2026-04-07,calls,10,10,,,,,,,,,,,",
            "answered",
            "is missing",
        ),
        (
            "accueil,2026-04-07,letters-email,,,,,10,8,1,0,0,,,,",
            "received",
            "are 9 together",
        ),
        (
            "accueil,2026-04-07,desks-open,,,,,3,,,,,,,10,",
            "received",
            "says nothing of desks-open",
        ),
        (
            "accueil,2026-04-07,leads,,,,,,,,,,,,,a lot",
            "delays",
            "as 12:3;45",
        ),
        (
            "accueil,2026-04-07,desks-open,,,,,,,,,,,,-5,",
            "seconds",
            "-5",
        ),
    ];
    let lines: Vec<&str> = bad.iter().map(|(line, _, _)| *line).collect();
    let good = "accueil,2026-04-07,desks-open,,,,,,,,,,,,60,";
    let body = format!("{header}\n{}\n{good}\n", lines.join("\n"));
    let answer = site.csv("day-counts", &body).await;
    assert_eq!(answer.counts(), [1, 0, 10, 0], "{}", answer.body);
    let faults = answer.body.clone();
    for (nth, (line, field, reason)) in bad.iter().enumerate() {
        let fault = &faults["faults"][nth];
        assert_eq!(fault["line"], nth + 2, "{line}: {fault}");
        let text = fault.to_string();
        assert!(
            text.contains(field) && text.contains(reason),
            "{line}: {text}"
        );
    }
}
