use model::city::{Fact, FactBody};
use server::import::Target;

use crate::desk::{Desk, counts};

async fn facts(desk: &Desk) -> Vec<Fact> {
    let all = desk.store.fact_versions().await.expect("facts");
    let current = all.into_iter().filter(|v| v.retired_at.is_none());
    current.map(|version| version.fact).collect()
}

#[tokio::test]
async fn shares_of_a_meter_add_up_on_every_day() {
    let desk = Desk::with_schools().await;
    let good = "series,place,share,from,to\na-elec,school-a,0.6,2024-01-01,\n\
        a-elec,school-b,0.4,2024-01-01,\na-elec,school-a,0.5,2025-01-01,\n\
        a-elec,school-b,0.5,2025-01-01,\n";
    assert_eq!(
        counts(&desk.good(Target::Allocations, good).await),
        [4, 0, 0, 0]
    );
    assert_eq!(
        counts(&desk.good(Target::Allocations, good).await),
        [0, 0, 4, 0]
    );
    // From 2025 on they would come to 0.9.
    let bad = "series,place,share,from\na-elec,school-a,0.4,2025-01-01\n\
        b-elec,school-b,1,2025-01-01\nb-elec,school-x,0.5,2025-01-01\n\
        a-elec,school-a,1.5,2025-01-01\n";
    let report = desk.text(Target::Allocations, bad).await;
    assert_eq!(counts(&report), [1, 0, 0, 3], "{}", report.complaints());
    let text = report.complaints();
    assert!(text.contains(":2: share: shares of `a-elec`"), "{text}");
    assert!(
        text.contains(":4: place: unknown place `school-x`"),
        "{text}"
    );
    assert!(text.contains(":5: share: `1.5` is no share"), "{text}");
}

#[tokio::test]
async fn coefficients_and_events_are_dated() {
    let desk = Desk::with_schools().await;
    let text = "series,kwh_per_unit,from,to\na-elec,11.2,2025-01-01,2025-02-01\na-elec,0,2025-02-01,\n\
        a-elec,11.3,2025-03-01,2025-03-01\na-elec,11.3,01/03/2025,\n";
    let report = desk.text(Target::Coefficients, text).await;
    assert_eq!(counts(&report), [1, 0, 0, 3], "{}", report.complaints());
    let amended = text
        .lines()
        .take(2)
        .collect::<Vec<_>>()
        .join("\n")
        .replace("11.2", "11.25");
    assert_eq!(
        counts(&desk.good(Target::Coefficients, &amended).await),
        [0, 1, 0, 0]
    );
    let events = "place,on,name\nschool-a,2025-07-01,Isolation de la toiture\n";
    desk.good(Target::Events, events).await;
    assert_eq!(facts(&desk).await.len(), 2);
}

#[tokio::test]
async fn figures_are_those_of_their_period() {
    let desk = Desk::with_schools().await;
    let good = "indicator,place,period,value\nagents_formes,school-a,2025-05-17,62.5\n\
        agents_formes,school-a,2025-07-01,64\n";
    assert_eq!(
        counts(&desk.good(Target::Figures, good).await),
        [2, 0, 0, 0]
    );
    let corrected = good.replace("62.5", "60");
    assert_eq!(
        counts(&desk.good(Target::Figures, &corrected).await),
        [0, 1, 1, 0]
    );
    let kept = facts(&desk).await;
    let spans = kept
        .iter()
        .map(|fact| (fact.from.to_string(), fact.to.map(|to| to.to_string())));
    let mut spans: Vec<_> = spans.collect();
    spans.sort();
    let quarter = |from: &str, to: &str| (from.to_owned(), Some(to.to_owned()));
    assert_eq!(
        spans,
        [
            quarter("2025-04-01", "2025-07-01"),
            quarter("2025-07-01", "2025-10-01")
        ]
    );
    let bad = "indicator,place,period,value\nenergie_kwh,school-a,2025-05-17,1\n\
        agents_formes,nowhere,2025-05-17,1\nagents_formes,school-a,mai,1\n\
        agents_formes,school-a,2025-05-17,beaucoup\nagents_formes,school-a,2025-06-30,1\n\
        agents_formes,school-a,2025-04-01,2\nagents_formes,school-a,2199-04-01,2\n\
        agents_formes,school-a,2025-01-01,999\n";
    let report = desk.text(Target::Figures, bad).await;
    let text = report.complaints();
    assert_eq!(counts(&report)[3], 7, "{text}");
    for told in [
        ":2: indicator: `energie_kwh` is no indicator that is entered by hand",
        ":3: place: unknown place `nowhere`",
        ":4: period: `mai` is no day",
        ":5: value: `beaucoup` is not a number",
        ":7: from: line 6 says it already",
        ":8: period: the period of 2199-04-01 is not over",
        ":9: value: `999` is no share of a hundred",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
}

#[tokio::test]
async fn tariffs_and_opening_hours_take_several_rows() {
    let desk = Desk::with_schools().await;
    let tariff = "series,from,post,price_eur_kwh,months,weekdays,hours,fixed_eur_year\n\
        a-elec,2025-01-01,HC,0.14,,,22:00-06:00 12:00-14:00,\n\
        a-elec,2025-01-01,HP,0.19,,,,150\n";
    let report = desk.good(Target::Tariffs, tariff).await;
    assert_eq!(counts(&report), [1, 0, 0, 0]);
    let kept = facts(&desk).await;
    let [
        Fact {
            body: FactBody::Tariff(tariff),
            ..
        },
    ] = kept.as_slice()
    else {
        panic!("{kept:?}");
    };
    assert_eq!((tariff.post.len(), tariff.post[0].slot.len()), (2, 2));
    assert_eq!(tariff.fixed_per_year, 150.0);
    let two_rests =
        "series,from,post,price_eur_kwh\nb-elec,2025-01-01,HC,0.14\nb-elec,2025-01-01,HP,0.2\n";
    let report = desk.text(Target::Tariffs, two_rests).await;
    assert_eq!(report.outcome.set_aside, 2, "{}", report.complaints());

    let hours = "place,from,weekday,open,close\nschool-a,2025-09-01,1-5,08:30,12:00\n\
        school-a,2025-09-01,1-2 4-5,13:30,16:30\nschool-a,2025-09-01,3,11:00,13:00\n";
    let report = desk.text(Target::OpeningHours, hours).await;
    assert_eq!(counts(&report), [1, 0, 0, 1], "{}", report.complaints());
    let kept = facts(&desk).await;
    let opening = kept.iter().find_map(|fact| match &fact.body {
        FactBody::Opening(hours) => Some(hours),
        _ => None,
    });
    let week = &opening.expect("kept").week;
    assert_eq!(
        week.iter().map(Vec::len).collect::<Vec<_>>(),
        [2, 2, 1, 2, 2, 0, 0]
    );
}
