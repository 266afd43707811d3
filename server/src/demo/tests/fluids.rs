use model::city::{FactBody, SeriesKind, SeriesRole};
use model::measure::{IndexMeter, Quality, Reading};
use model::time::Day;

use super::{at, now, position, town, zone};

fn told(code: &str) -> Vec<Reading> {
    town().history(position(code), now())
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn parts_of_the_town_hall_stay_below_its_meter_and_leave_a_rest() {
    let (from, to) = (at("2026-01-01T00:00:00Z"), at("2026-11-01T00:00:00Z"));
    let read = |code: &str| town().readings(position(code), from, to);
    let main = read("elec-hotel-de-ville");
    let parts = ["serveurs", "eclairage", "ventilation"];
    let parts = parts.map(|part| read(&format!("elec-hotel-de-ville-{part}")));
    let mut rest = 0.0;
    for (nth, reading) in main.iter().enumerate() {
        let counted: f64 = parts.iter().map(|part| part[nth].value).sum();
        assert!(parts.iter().all(|part| part[nth].at == reading.at));
        assert!(counted < reading.value, "{counted} of {}", reading.value);
        rest += reading.value - counted;
    }
    let whole: f64 = main.iter().map(|r| r.value).sum();
    assert!((0.05..0.5).contains(&(rest / whole)), "{}", rest / whole);
    let roles = town().series().iter().filter(|s| s.role == SeriesRole::Sub);
    assert_eq!(roles.count(), 3);
}

#[test]
fn the_shared_meter_is_shared_whole_on_every_day() {
    let series = &town().series()[position("elec-groupe-scolaire-de-la-halle")];
    assert_eq!(series.role, SeriesRole::Shared);
    for text in ["2019-01-01", "2025-08-31", "2025-09-01", "2026-11-24"] {
        let shares: Vec<f64> = town()
            .facts()
            .into_iter()
            .filter(|fact| fact.subject == series.code.as_str() && fact.holds(day(text)))
            .filter_map(|fact| match fact.body {
                FactBody::Allocation { share, .. } => Some(share),
                _ => None,
            })
            .collect();
        assert_eq!(shares.len(), 2, "{text}");
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{text}");
    }
}

#[test]
fn every_cubic_metre_of_gas_has_a_coefficient() {
    let facts = town().facts();
    let start = day("2019-01-01");
    for n in 0..now().seconds_since(town().start()) / 86_400 {
        let day = start.plus(i32::try_from(n).expect("few"));
        let holding = facts.iter().filter(|fact| {
            matches!(fact.body, FactBody::Coefficient { per_unit } if (11.0..11.5).contains(&per_unit))
                && fact.holds(day)
        });
        assert_eq!(holding.count(), 1, "{day}");
    }
}

#[test]
fn facts_are_about_what_the_town_has_and_are_said_once() {
    let facts = town().facts();
    for (nth, fact) in facts.iter().enumerate() {
        let place = town()
            .places()
            .iter()
            .any(|p| p.code.as_str() == fact.subject);
        let series = town()
            .series()
            .iter()
            .any(|s| s.code.as_str() == fact.subject);
        match fact.body.subject() {
            model::city::FactSubject::Place => assert!(place, "{}", fact.subject),
            model::city::FactSubject::Series => assert!(series, "{}", fact.subject),
        }
        assert!(
            !facts[nth + 1..]
                .iter()
                .any(|other| fact.is_version_of(other))
        );
        if let FactBody::Tariff(tariff) = &fact.body {
            assert_eq!(tariff.check(), Ok(()), "{}", fact.subject);
        }
    }
    let events = facts
        .iter()
        .filter(|f| matches!(f.body, FactBody::Event { .. }));
    assert_eq!(events.count(), 12);
    let opening = facts
        .iter()
        .filter(|f| matches!(f.body, FactBody::Opening(_)));
    // Somebody is always there in the five residences.
    assert_eq!(opening.count(), 135 - 5 + 14);
}

#[test]
fn counters_never_run_backwards_and_a_new_one_starts_at_zero() {
    let replaced = "eau-residence-du-parc";
    let water = town()
        .series()
        .iter()
        .filter(|s| s.quantity.as_str() == "water");
    // Every ninth: a counter adds up its years from their start.
    for (nth, series) in water.enumerate() {
        if nth % 9 != 0 && series.code.as_str() != replaced {
            continue;
        }
        let readings = told(series.code.as_str());
        let mut swaps = 0;
        for pair in readings.windows(2) {
            if pair[1].quality == Quality::Replaced {
                swaps += 1;
                assert_eq!(pair[1].value, 0.0);
            } else {
                assert!(pair[0].value <= pair[1].value, "{}", series.code);
            }
        }
        let expected = u32::from(series.code.as_str() == replaced);
        assert_eq!(swaps, expected, "{}", series.code);
    }
}

#[test]
fn bills_follow_each_other_without_a_gap() {
    for code in [
        "gaz-stade-des-tilleuls",
        "fioul-serres-municipales",
        "fioul-depot-de-la-voirie",
        "fioul-stade-du-mont-fleuri",
        "bois-ecole-du-moulin",
    ] {
        let readings = told(code);
        assert_eq!(town().series()[position(code)].kind, SeriesKind::Index);
        assert_eq!(readings[0].at, town().start());
        for bill in readings.chunks(2) {
            assert_eq!(
                (bill[0].value, bill[0].quality),
                (0.0, Quality::Replaced),
                "{code}"
            );
            if let Some(end) = bill.get(1) {
                assert!(
                    end.value >= 0.0 && end.quality != Quality::Replaced,
                    "{code}"
                );
            }
        }
        for pair in readings[1..].chunks_exact(2) {
            assert_eq!(pair[1].at.seconds_since(pair[0].at), 1, "{code}");
        }
    }
}

#[test]
fn two_gas_bills_of_three_are_estimated_and_the_third_makes_them_good() {
    let readings = told("gaz-stade-des-tilleuls");
    let bills: Vec<Reading> = readings.iter().skip(1).step_by(2).copied().collect();
    let estimated = bills
        .iter()
        .filter(|b| b.quality == Quality::Estimated)
        .count();
    assert!(
        (60..64).contains(&estimated),
        "{estimated} of {}",
        bills.len()
    );
    let days = IndexMeter::default().day_totals(&readings, &zone());
    let of_year = |year: i16| -> f64 {
        let inside = days.iter().filter(|(day, _)| day.year() == year);
        inside.map(|(_, total)| total.sum()).sum()
    };
    for year in 2020..=2025 {
        let ratio = of_year(year) / of_year(year - 1);
        assert!((0.65..1.4).contains(&ratio), "{year}: {ratio}");
    }
}

#[test]
fn the_station_feels_what_boilers_feel() {
    let temperatures = told("station-clairval");
    assert_eq!(temperatures[0].at, at("2000-12-31T23:00:00Z"));
    let expected = now().seconds_since(temperatures[0].at) / 3600;
    assert_eq!(i64::try_from(temperatures.len()), Ok(expected));
    // A cold week takes more gas than a mild one of the same winter.
    let week = |code: &str, from: &str| -> f64 {
        let readings = town().readings(position(code), at(from), at(from).plus_seconds(7 * 86_400));
        readings.iter().map(|r| r.value).sum::<f64>()
    };
    let weeks = [
        "2025-12-08",
        "2026-01-12",
        "2026-01-19",
        "2026-02-02",
        "2026-03-09",
    ];
    let starts = weeks.map(|day| format!("{day}T00:00:00Z"));
    let coldest = |a: &&String, b: &&String| {
        week("station-clairval", a).total_cmp(&week("station-clairval", b))
    };
    let cold = starts.iter().min_by(coldest).expect("weeks");
    let mild = starts.iter().max_by(coldest).expect("weeks");
    assert!(week("gaz-hotel-de-ville", cold) > 1.1 * week("gaz-hotel-de-ville", mild));
}
