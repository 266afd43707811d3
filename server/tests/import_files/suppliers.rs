use model::city::{Series, SeriesRole};
use model::measure::{Quality, Reading};
use model::time::{At, Day, Zone};
use server::import::{Report, Target};
use std::fmt::Write;
use std::path::PathBuf;

use crate::desk::{Desk, counts};
use crate::real_data::{data, mapping};

async fn readings(desk: &Desk, code: &str) -> (Series, Vec<Reading>) {
    let all = desk.store.series().await.expect("series");
    let found = all.into_iter().find(|s| s.series.code.as_str() == code);
    let stored = found.expect("declared");
    let ever = (At::from_seconds(0), At::from_seconds(4_000_000_000));
    let readings = desk.store.readings(stored.id, ever.0, ever.1).await;
    (stored.series, readings.expect("readings"))
}

async fn import(desk: &Desk, target: Target, file: PathBuf, name: &str) -> Report {
    let report = desk.files(target, vec![file], mapping(name)).await;
    report.expect("imported")
}

/// A load curve as the customer account exports it, of whole local days.
fn curve(from: &str, to: &str, step_s: i64) -> String {
    let zone = Zone::new("Europe/Paris").expect("bundled");
    let start = |text: &str| zone.start_of_day(text.parse::<Day>().expect("a day"));
    let mut text = "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;\
        Grandeur metier;Etape metier;Unite\r\n30001610071843;Courbe de charge;;;Energie active;\
        Consommation;Comptage Brut;W\r\n\r\nHorodate;Valeur\r\n"
        .to_owned();
    let mut at = start(from).plus_seconds(step_s);
    while at <= start(to) {
        let offset_s = zone.offset_s(at);
        let civil = zone.civil(at);
        let hours = offset_s / 3600;
        let _ = write!(text, "{civil}+{hours:02}:00;1000\r\n");
        at = at.plus_seconds(step_s);
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn enedis_half_hours_on_the_days_clocks_change() {
    for (day, next, half_hours) in [
        ("2025-03-30", "2025-03-31", 46),
        ("2025-10-26", "2025-10-27", 50),
        ("2025-06-01", "2025-06-02", 48),
    ] {
        let desk = Desk::new().await;
        let file = desk.write("cdc.csv", curve(day, next, 1800));
        let report = import(&desk, Target::Readings, file, "enedis-load-curve.toml").await;
        assert_eq!(
            counts(&report),
            [half_hours, 0, 0, 0],
            "{}",
            report.complaints()
        );
        let (series, found) = readings(&desk, "30001610071843-elec").await;
        let zone = Zone::new("Europe/Paris").expect("bundled");
        let local: Day = day.parse().expect("a day");
        assert_eq!(found[0].at, zone.start_of_day(local));
        // 1 000 W over half an hour.
        assert!(
            found
                .iter()
                .all(|r| r.value == 0.5 && zone.day(r.at) == local)
        );
        assert_eq!((series.unit.symbol(), series.step_s), ("kWh", 1800));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_curve_of_another_step_is_refused() {
    let desk = Desk::new().await;
    let file = desk.write("cdc.csv", curve("2025-06-01", "2025-06-03", 600));
    let report = import(&desk, Target::Readings, file, "enedis-load-curve.toml").await;
    let reason = &report.refused[0].reason;
    assert!(reason.contains("its lines are 600 s apart"), "{reason}");
    assert_eq!(report.outcome.added, 0);
    // With its own step in the mapping it is right.
    let shipped = mapping("enedis-load-curve.toml").expect("shipped");
    let text = std::fs::read_to_string(shipped)
        .expect("text")
        .replace("1800", "600");
    let ours = desk.write("ten-minutes.toml", text);
    let file = desk.write("cdc.csv", curve("2025-06-01", "2025-06-03", 600));
    let report = desk
        .files(Target::Readings, vec![file], Some(ours))
        .await
        .expect("imported");
    assert_eq!(counts(&report), [288, 0, 0, 0], "{}", report.complaints());
}

#[tokio::test(flavor = "multi_thread")]
async fn enedis_indexes_by_post_and_in_total() {
    let desk = Desk::new().await;
    let text = "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Unite\n\
        3000;Index;01/09/2025;03/09/2025;Wh\n\n\
        Horodate;Type de releve;EAS F1;EAS F2;EAS F3;EAS D1;EAS T\n\
        2025-09-02T00:00:00+02:00;Arrêté quotidien;1009905;819074;;1828979;1828979\n\
        2025-09-03T00:00:00+02:00;Arrêté quotidien;1012411;823074;;1835485;1835485\n\
        Periode;Identifiant calendrier fournisseur;Libelle calendrier fournisseur\n\
        Du 2025-09-01;FC000001;Heures Creuses\n";
    let file = desk.write("index.csv", text);
    let report = import(&desk, Target::Readings, file, "enedis-index.toml").await;
    assert_eq!(counts(&report), [6, 0, 0, 0], "{}", report.complaints());
    assert_eq!(report.series_declared, 3);
    let (total, found) = readings(&desk, "3000-index").await;
    assert_eq!((found[0].value, total.role), (1828.979, SeriesRole::Main));
    let (post, found) = readings(&desk, "3000-index.f2").await;
    assert_eq!(post.role, SeriesRole::Sub);
    assert!((found[1].value - 823.074).abs() < 1e-9);
}

#[tokio::test(flavor = "multi_thread")]
async fn three_years_of_grdf() {
    let folder = "payloads/grdf_pygazpar";
    let daily = data(&format!("{folder}/donnees_informatives.json"));
    let published = data(&format!("{folder}/donnees_publiees.json"));
    let (Some(daily), Some(published)) = (daily, published) else {
        return;
    };
    let desk = Desk::new().await;
    let report = import(&desk, Target::Readings, daily, "grdf-daily-json.toml").await;
    // One day of 1 096 has no data.
    assert_eq!(counts(&report), [1_095, 0, 0, 0], "{}", report.complaints());
    let (_, found) = readings(&desk, "22423299474865-gaz").await;
    assert_eq!(found.iter().map(|r| r.value).sum::<f64>(), 62_213.0);

    let report = import(&desk, Target::Bills, published, "grdf-published-json.toml").await;
    assert_eq!(counts(&report), [87, 0, 0, 0], "{}", report.complaints());
    let (_, found) = readings(&desk, "22423299474865-gaz-factures").await;
    assert_eq!(found.iter().map(|r| r.value).sum::<f64>(), 117_744.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn workbooks_of_grdf() {
    let mut totals = Vec::new();
    for (period, target, code) in [
        ("DAILY", Target::Readings, "1234-gaz"),
        ("WEEKLY", Target::Bills, "1234-gaz-factures"),
        ("MONTHLY", Target::Bills, "1234-gaz-factures"),
    ] {
        let name = format!("payloads/grdf_pygazpar/Donnees_informatives_PCE_{period}.xlsx");
        let Some(file) = data(&name) else { return };
        let desk = Desk::new().await;
        let bytes = std::fs::read(file).expect("read");
        let file = desk.write(&format!("releves_PCE_1234_{period}.xlsx"), bytes);
        let shipped = format!("grdf-{}-xlsx.toml", period.to_lowercase());
        let report = import(&desk, target, file, &shipped).await;
        if period == "WEEKLY" {
            // The export names the week of the new year whole although its amount ends with
            // the year, then the rest of it apart: the two overlap, and the rest is refused.
            assert_eq!(report.outcome.set_aside, 1, "{}", report.complaints());
            assert_eq!(report.first_set_aside[0].line, 16);
            assert!(report.first_set_aside[0].reason.contains("overlaps"));
            assert!(report.first_set_aside[0].raw.contains("473"));
        } else {
            assert!(report.succeeded(), "{period}: {}", report.complaints());
        }
        let (_, found) = readings(&desk, code).await;
        let sum = found.iter().map(|r| r.value).sum::<f64>();
        totals.push((report.outcome.added, sum));
    }
    println!("{totals:?}");
    assert!(
        totals
            .iter()
            .all(|(count, sum)| *count > 10 && *sum > 10_000.0)
    );
    // Weeks and months add up to the days, rounded to whole kWh each.
    totals[1].1 += 473.0;
    assert!((totals[0].1 - totals[1].1).abs() < 60.0 && (totals[1].1 - totals[2].1).abs() < 60.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn green_button_feeds() {
    for (name, readings_of_feed) in [
        ("test_usage_data.xml", 1_340),
        ("test_usage_data_01.xml", 96),
    ] {
        let Some(file) = data(&format!("payloads/greenbutton_espi/{name}")) else {
            return;
        };
        let desk = Desk::new().await;
        let report = import(&desk, Target::Readings, file, "green-button.toml").await;
        let lines = report.lines;
        assert_eq!(
            (lines, report.outcome.set_aside),
            (readings_of_feed, 0),
            "{}",
            report.complaints()
        );
        let all = desk.store.series().await.expect("series");
        let code = all[0].series.code.as_str().to_owned();
        let (series, found) = readings(&desk, &code).await;
        assert_eq!((series.unit.symbol(), series.step_s), ("kWh", 900));
        if name == "test_usage_data.xml" {
            assert_eq!(code, "5446AF3F-01");
            assert_eq!(found[0].at.seconds(), 1_330_578_000);
            assert!((found[0].value - 0.282).abs() < 1e-12);
            assert_eq!(found[0].quality, Quality::Estimated);
            assert_eq!(found[1].quality, Quality::Measured);
        }
    }
}
