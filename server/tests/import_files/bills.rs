use model::measure::Quality;
use model::time::{At, Day};
use server::import::{Report, Target};

use crate::desk::{Desk, counts};

async fn desk() -> Desk {
    let desk = Desk::with_schools().await;
    desk.good(
        Target::Series,
        "code,place,quantity,unit,kind,step_s\na-bills,school-a,electricity,kWh,index,2678400\n\
         b-bills,school-b,gas,kWh,index,2678400\n",
    )
    .await;
    desk
}

async fn days(desk: &Desk, code: &str, from: &str, to: &str) -> Vec<(f64, u32)> {
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let all = desk.store.series().await.expect("series");
    let found = all.iter().find(|s| s.series.code.as_str() == code);
    let id = found.expect("declared").id;
    let rows = desk.store.day_rows(id, day(from), day(to)).await;
    let rows = rows.expect("days").into_iter();
    rows.map(|row| (row.total.sum(), row.total.covered_s))
        .collect()
}

fn sum(days: &[(f64, u32)]) -> f64 {
    days.iter().map(|(amount, _)| amount).sum()
}

fn reasons(report: &Report) -> Vec<String> {
    let lines = report.first_set_aside.iter();
    lines
        .map(|line| {
            let field = line.field.clone().unwrap_or_default();
            format!("{} {field}: {}", line.line, line.reason)
        })
        .collect()
}

#[tokio::test]
async fn a_bill_counts_day_by_day() {
    let desk = desk().await;
    let text = "series,from,to,amount,estimated,cost\n\
        a-bills,2025-02-01,2025-03-01,280,,70.5\n\
        a-bills,2025-01-01,2025-02-01,310,oui,80\n\
        a-bills,2025-04-01T00:00:00+02:00,2025-05-01,300,false,\n";
    let report = desk.good(Target::Bills, text).await;
    assert_eq!(counts(&report), [3, 0, 0, 0]);
    assert_eq!((report.bills_estimated, report.series_declared), (1, 1));
    let year = days(&desk, "a-bills", "2025-01-01", "2025-12-31").await;
    assert!((sum(&year) - 890.0).abs() < 1e-3, "{}", sum(&year));
    // The day after clocks went forward, in a month of 2 591 999 s.
    let april = days(&desk, "a-bills", "2025-04-02", "2025-04-02").await;
    assert!((april[0].0 - 10.0).abs() < 1e-3, "{april:?}");
    // March is a gap, and the last day of February lacks its last second.
    let edge = days(&desk, "a-bills", "2025-02-28", "2025-03-02").await;
    assert_eq!(edge.iter().map(|d| d.1).sum::<u32>(), 86_399);
    let cost = days(&desk, "a-bills.cost", "2025-01-01", "2025-12-31").await;
    assert!((sum(&cost) - 150.5).abs() < 1e-3, "{}", sum(&cost));

    assert_eq!(counts(&desk.good(Target::Bills, text).await), [0, 0, 3, 0]);
    let corrected = text.replace("310,oui", "300,non");
    let report = desk.good(Target::Bills, &corrected).await;
    assert_eq!(counts(&report), [0, 1, 2, 0]);
    let year = days(&desk, "a-bills", "2025-01-01", "2025-12-31").await;
    assert!((sum(&year) - 880.0).abs() < 1e-3);
    let all = desk.store.series().await.expect("series");
    let bills = all
        .iter()
        .find(|s| s.series.code.as_str() == "a-bills")
        .expect("there");
    let kept = desk
        .store
        .corrections(bills.id, None, 10)
        .await
        .expect("kept");
    assert!(
        kept.iter()
            .any(|c| (c.old_value, c.new_value) == (310.0, 300.0))
    );

    let withdrawn = "series,from,to,amount\na-bills,2025-01-01,2025-02-01,\n";
    let report = desk.good(Target::Bills, withdrawn).await;
    assert_eq!(counts(&report), [0, 1, 0, 0]);
    let january = days(&desk, "a-bills", "2025-01-01", "2025-01-31").await;
    assert_eq!(january.iter().map(|d| d.1).sum::<u32>(), 0);
    // Its days are free for a bill of another length.
    let other = "series,from,to,amount\na-bills,2025-01-01,2025-01-16,150\n";
    assert_eq!(counts(&desk.good(Target::Bills, other).await), [1, 0, 0, 0]);
}

#[tokio::test]
async fn bills_that_cannot_be_meant_are_set_aside() {
    let desk = desk().await;
    desk.good(
        Target::Bills,
        "series,from,to,amount\nb-bills,2025-01-01,2025-02-01,310\n",
    )
    .await;
    let report = desk
        .text(
            Target::Bills,
            "series,from,to,amount,estimated,cost\n\
             b-bills,2025-01-15,2025-02-15,310,,\n\
             b-bills,2025-03-01,2025-03-01,310,,\n\
             b-bills,2025-03-02,2025-03-01,310,,\n\
             b-bills,2025-03-01,2025-04-01,0,,\n\
             b-bills,2025-03-01,2025-04-01,-3,,\n\
             b-bills,2025-03-01,2025-04-01,abc,,\n\
             b-bills,2025-03-01,2025-04-01,5,peut-être,\n\
             b-bills,2025-03-01,2052-04-01,5,,\n\
             b-bills,2026-03-01,2026-05-01,5,,\n\
             b-bills,01/03/2025,2025-04-01,5,,\n\
             b-bills,2025-03-01,2025-04-01,,,\n\
             c-bills,2025-03-01,2025-04-01,5,,\n\
             a-elec,2025-03-01,2025-04-01,5,,\n\
             b-bills,2025-03-01,2025-04-01,5,,\n\
             b-bills,2025-03-01,2025-04-01,6,,\n\
             b-bills,2025-03-15,2025-04-15,5,,\n",
        )
        .await;
    assert_eq!(counts(&report), [1, 0, 0, 15], "{}", report.complaints());
    for (found, expected) in reasons(&report).iter().zip([
        "2 from: the period overlaps the bill that is stored, from 2024-12-31T23:00:00Z",
        "3 to: ends at its start",
        "4 to: ends before its start",
        "5 amount: is 0: a meter that measures nothing",
        "6 amount: `-3` is negative",
        "7 amount: `abc` is not a number",
        "8 estimated: `peut-être` is neither",
        "9 to: is more than 1100 days after",
        "10 to: timestamp is",
        "11 from: `01/03/2025` is neither a date",
        "12 amount: is empty, and there is no bill",
        "13 series: unknown series `c-bills`",
        "14 series: `a-elec` is of kind interval",
        "16 amount: line 15 has another amount",
        "17 from: the period overlaps the bill in line 15",
    ]) {
        assert!(found.starts_with(expected), "{expected}: {found}");
    }
    desk.good(
        Target::Series,
        "code,place,quantity,unit,kind,step_s\nc-bills,school-b,gas,kWh,index,2678400\n",
    )
    .await;
    assert_eq!(desk.retry().await.released, 1);
}

#[tokio::test]
async fn a_meter_and_bills_do_not_share_a_series() {
    let desk = desk().await;
    let index = "series,at,value\na-bills,2025-01-01T00:00:00Z,5\na-bills,2025-02-01T00:00:00Z,9\n";
    desk.good(Target::Readings, index).await;
    let report = desk
        .text(
            Target::Bills,
            "series,from,to,amount\na-bills,2025-03-01,2025-04-01,5\n",
        )
        .await;
    assert!(
        report.first_set_aside[0]
            .reason
            .contains("holds indexes of a meter")
    );
}

#[tokio::test]
async fn a_french_list_of_bills_with_credits() {
    let desk = Desk::new().await;
    let text = "PDL ou PCE;Énergie;Date de début;Date de fin;Consommation (kWh);\
        Montant TTC (€);Nature\r\n\
        30001;Électricité;01/01/2025;31/01/2025;1 234,5;210,40;Réelle\r\n\
        30001;Électricité;01/02/2025;28/02/2025;1\u{a0}000;180;Estimée\r\n\
        30001;Électricité;01/02/2025;28/02/2025;-100;-18;Avoir\r\n\
        30001;Électricité;01/03/2025;31/03/2025;-5;-1;Avoir\r\n\
        22423;Gaz;01/01/2025;31/01/2025;n.c.;12;Réelle\r\n\
        22423;Charbon;01/02/2025;28/02/2025;7;12;Réelle\r\n";
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| {
            if c == '€' {
                0x80
            } else {
                u8::try_from(u32::from(c)).expect("latin")
            }
        })
        .collect();
    let file = desk.write("factures.csv", bytes);
    let report = desk
        .files(
            Target::Bills,
            vec![file],
            crate::real_data::mapping("utility-bill.toml"),
        )
        .await
        .expect("imported");
    assert_eq!(counts(&report), [2, 0, 0, 2], "{}", report.complaints());
    assert_eq!(report.bills_estimated, 1);
    assert!(reasons(&report)[0].contains("is a credit without a bill"));
    assert!(reasons(&report)[1].contains("`Charbon` is not in [maps.quantity]"));
    let year = days(&desk, "30001-factures", "2025-01-01", "2025-12-31").await;
    assert!((sum(&year) - 2134.5).abs() < 1e-3, "{}", sum(&year));
    let cost = days(&desk, "30001-factures.cost", "2025-01-01", "2025-12-31").await;
    assert!((sum(&cost) - 372.4).abs() < 1e-3, "{}", sum(&cost));
    let at =
        |day: &str| At::from_seconds(i64::from(day.parse::<Day>().expect("day").number()) * 86_400);
    let all = desk.store.series().await.expect("series");
    let bills = all
        .iter()
        .find(|s| s.series.code.as_str() == "30001-factures")
        .expect("there");
    let readings = desk
        .store
        .readings(bills.id, at("2025-02-02"), at("2025-03-02"))
        .await;
    assert!(
        readings
            .expect("readings")
            .iter()
            .any(|r| r.quality == Quality::Estimated)
    );
}
