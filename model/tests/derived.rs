//! Series that follow from others, and amounts brought to normal weather.

#[path = "derived/change.rs"]
mod change;

use std::collections::BTreeMap;

use model::city::{
    Attribute, Climate, Denominator, Derived, DerivedHow, Fact, FactBody, Indicator, Numerator,
    OpenRange, OpeningHours, Place, PlaceTree, Quantity, Series, SeriesId, SeriesKind, SeriesRole,
    Silence, ThemePack, Weather, Window,
};
use model::engine::{IndicatorValue, Moment, Picture, Plan, Town};
use model::measure::DayTotal;
use model::score::{Coverage, Direction, Objective, Trajectory};
use model::time::{Day, Zone, is_public_holiday};
use proptest::prelude::*;

const FIRST: i32 = 19_600;
const LAST: i32 = 20_800;

fn quantity(code: &str, unit: &str) -> Quantity {
    Quantity {
        code: code.parse().expect("valid"),
        name: code.to_owned(),
        unit: unit.parse().expect("known"),
        silence: Silence::default(),
        converts_to: None,
        derived: None,
        weather: Weather::None,
    }
}

fn indicator(code: &str, unit: &str, quantity: &str) -> Indicator {
    Indicator {
        code: code.parse().expect("valid"),
        name: code.to_owned(),
        description: String::new(),
        unit: unit.parse().expect("known"),
        direction: Direction::Down,
        decimals: 3,
        window: Window::RollingYear,
        numerator: Numerator {
            quantities: vec![quantity.parse().expect("valid")],
            factors: Vec::new(),
            unit: None,
            climate: Climate::AsMeasured,
        },
        reception: None,
        entered: None,
        denominator: Denominator::Nothing,
        source: String::new(),
    }
}

fn theme() -> ThemePack {
    let mut base = quantity("electricity_base", "kWh");
    base.derived = Some(Derived {
        from: "electricity".parse().expect("valid"),
        how: DerivedHow::BaseLoad,
    });
    let mut volume = quantity("gas_volume", "m3");
    volume.converts_to = Some("gas".parse().expect("valid"));
    let mut gas = quantity("gas", "kWh");
    gas.weather = Weather::Heating;
    let mut share = indicator("base_share", "%", "electricity_base");
    share.denominator = Denominator::Amount {
        quantities: vec!["electricity".parse().expect("valid")],
    };
    let mut normal = indicator("gas_normal", "kWh", "gas");
    normal.numerator.climate = Climate::Corrected;
    let mut carbon = indicator("carbon", "t", "gas");
    carbon.numerator.factors = vec!["final".to_owned(), "co2".to_owned()];
    carbon.numerator.unit = Some("kg".parse().expect("known"));
    let mut closed = quantity("electricity_closed", "kWh");
    closed.derived = Some(Derived {
        from: "electricity".parse().expect("valid"),
        how: DerivedHow::ClosedDays,
    });
    let mut closed_share = share.clone();
    closed_share.code = "closed_share".parse().expect("valid");
    closed_share.numerator.quantities = vec![closed.code.clone()];
    let mut carbon_all = carbon.clone();
    carbon_all.code = "carbon_all".parse().expect("valid");
    carbon_all
        .numerator
        .quantities
        .push("electricity".parse().expect("valid"));
    let pack = ThemePack {
        code: "energie".parse().expect("valid"),
        name: String::new(),
        description: String::new(),
        weight: 1.0,
        kind: BTreeMap::new(),
        service: Vec::new(),
        frame: Vec::new(),
        quantity: vec![
            quantity("electricity", "kWh"),
            gas,
            volume,
            base,
            closed,
            quantity("temperature", "°C"),
        ],
        indicator: vec![
            indicator("elec", "kWh", "electricity"),
            indicator("gas_kwh", "kWh", "gas"),
            share,
            normal,
            carbon,
            closed_share,
            carbon_all,
        ],
    };
    pack.check().expect("a sound pack");
    pack
}

fn place(code: &str, parent: Option<&str>, kind: &str) -> Place {
    Place {
        code: code.parse().expect("valid"),
        parent: parent.map(|p| p.parse().expect("valid")),
        kind: kind.to_owned(),
        name: code.to_owned(),
        attributes: [("floor_area_m2".to_owned(), Attribute::Number(100.0))].into(),
    }
}

fn series(id: i64, code: &str, place: &str, quantity: &str, unit: &str) -> (SeriesId, Series) {
    let series = Series {
        code: code.parse().expect("valid"),
        place: place.parse().expect("valid"),
        quantity: quantity.parse().expect("valid"),
        unit: unit.parse().expect("known"),
        kind: if quantity == "temperature" {
            SeriesKind::Gauge
        } else {
            SeriesKind::Interval
        },
        step_s: 3600,
        zero_is_missing: false,
        rollover_at: None,
        role: SeriesRole::Main,
    };
    (SeriesId(id), series)
}

fn town(facts: Vec<Fact>) -> Town {
    town_with(facts, Vec::new())
}

fn town_with(facts: Vec<Fact>, objectives: Vec<Objective>) -> Town {
    let places = vec![
        place("town", None, "city"),
        place("school", Some("town"), "site"),
        place("gym", Some("town"), "site"),
        place("station", Some("town"), "station"),
    ];
    let mut shared = series(1, "elec-shared", "town", "electricity", "kWh");
    shared.1.role = SeriesRole::Shared;
    let mut sub = series(2, "elec-kitchen", "school", "electricity", "kWh");
    sub.1.role = SeriesRole::Sub;
    let all = vec![
        series(0, "elec-gym", "gym", "electricity", "kWh"),
        shared,
        sub,
        series(3, "gas-school", "school", "gas_volume", "m3"),
        series(4, "outside", "station", "temperature", "°C"),
    ];
    let tree = PlaceTree::new(places).expect("a tree");
    let mut town = Town::new(Zone::utc(), tree, vec![theme()], all, objectives).expect("fits");
    town.set_facts(facts);
    town.set_factors([("final.gas".to_owned(), 0.9), ("co2.gas".to_owned(), 0.227)].into());
    town
}

fn fact(subject: &str, from: i32, to: Option<i32>, body: FactBody) -> Fact {
    Fact {
        subject: subject.to_owned(),
        from: Day::from_number(from),
        to: to.map(Day::from_number),
        body,
    }
}

fn share(place: &str, share: f64) -> FactBody {
    FactBody::Allocation {
        place: place.parse().expect("valid"),
        share,
    }
}

fn temperature(day: i32) -> f64 {
    12.0 - 9.0 * (core::f64::consts::TAU * f64::from(day - 15) / 365.25).cos()
}

fn fill(town: &mut Town, id: i64, from: i32, to: i32, amount: impl Fn(i32) -> f64, low: f64) {
    for n in from..to {
        let total = DayTotal {
            low_micro: Some((low * 1e6) as i64),
            ..DayTotal::new(amount(n), 86_400)
        };
        town.set_day(SeriesId(id), Day::from_number(n), total);
    }
    town.replan();
}

fn value(town: &Town, code: &str, place: &str, day: i32) -> Option<f64> {
    judged(town, code, place, day)?.value
}

fn objective(indicator: &str, place: &str, target: f64) -> Objective {
    Objective {
        indicator: indicator.parse().expect("valid"),
        place: place.parse().expect("valid"),
        direction: Direction::Down,
        baseline: None,
        baseline_at: None,
        target,
        target_high: None,
        tolerance: None,
        target_at: Day::from_number(30_000),
        trajectory: Trajectory::Step,
        weight: 1.0,
        owner: None,
        decision: None,
        version: 1,
    }
}

fn judged(town: &Town, code: &str, place: &str, day: i32) -> Option<IndicatorValue> {
    let indicator = &theme().indicator;
    let indicator = indicator.iter().find(|i| i.code.as_str() == code)?;
    let objective = objective(code, place, 1.0);
    let id = town.tree().id(place)?;
    let plan = Plan::of_indicator(town, 0, indicator, &objective, id)?;
    let moment = Moment::start_of(Day::from_number(day), town.zone());
    Some(Picture::of_plans(town, moment, [&plan]).value(town, &plan))
}

#[test]
fn a_shared_meter_counts_once_and_by_its_keys() {
    let keys = vec![
        fact("elec-shared", FIRST, Some(LAST - 100), share("school", 0.4)),
        fact("elec-shared", FIRST, Some(LAST - 100), share("gym", 0.6)),
        fact("elec-shared", LAST - 100, None, share("school", 1.0)),
    ];
    let mut town = town(keys);
    fill(&mut town, 0, FIRST, LAST, |_| 1.0, 0.0);
    fill(&mut town, 1, FIRST, LAST, |_| 10.0, 0.0);
    // A sub-meter is inside the others.
    fill(&mut town, 2, FIRST, LAST, |_| 3.0, 0.0);
    assert_eq!(value(&town, "elec", "town", LAST), Some(365.0 * 11.0));
    let school = 265.0 * 4.0 + 100.0 * 10.0;
    assert_eq!(value(&town, "elec", "school", LAST), Some(school));
    let gym = 265.0 * 6.0 + 365.0;
    assert_eq!(value(&town, "elec", "gym", LAST), Some(gym));
}

#[test]
fn cubic_metres_become_kilowatt_hours_by_dated_coefficients() {
    // domain TV-GAS: 1 250 m³ × 11.2 = 14 000 kWh PCS; × 0.9 × 0.227 = 2 860.2 kg
    let coefficient = |per_unit| FactBody::Coefficient { per_unit };
    let mut town = town(vec![
        fact("gas-school", FIRST, Some(LAST - 200), coefficient(99.0)),
        fact("gas-school", LAST - 365, None, coefficient(11.2)),
    ]);
    fill(&mut town, 3, FIRST, LAST, |_| 1250.0 / 365.0, 0.0);
    let kwh = value(&town, "gas_kwh", "school", LAST).expect("known");
    assert!((kwh - 14_000.0).abs() < 0.1, "{kwh}");
    let tonnes = value(&town, "carbon", "town", LAST).expect("known");
    assert!((tonnes - 2.8602).abs() < 1e-3, "{tonnes}");
}

#[test]
fn base_load_is_the_lowest_hour_of_all_hours() {
    // domain §1.7: 40 kW ten hours on five days, else 12 kW: 59.0 % of 3 416 kWh a week.
    let mut town = town(Vec::new());
    let working = |n: i32| Day::from_number(n).weekday_from_monday() < 5;
    let amount = |n| if working(n) { 568.0 } else { 288.0 };
    fill(&mut town, 0, FIRST, LAST, amount, 12.0);
    let share = value(&town, "base_share", "gym", LAST).expect("known");
    assert!((share - 59.0).abs() < 0.1, "{share}");
}

#[test]
fn closed_days_are_those_of_the_calendar() {
    let week = vec![
        vec![OpenRange {
            from: 480,
            to: 1080
        }];
        4
    ];
    let hours = OpeningHours {
        week,
        open_on_holidays: true,
        alsace_moselle: false,
        exceptions: Vec::new(),
    };
    let opened = fact("gym", LAST - 100, None, FactBody::Opening(hours));
    let mut town = town(vec![opened]);
    let amount = |n: i32| 10.0 + f64::from(n % 3);
    fill(&mut town, 0, FIRST, LAST, amount, 0.0);
    // Usual working days first, then no Friday any more and no holidays.
    let closed = |n: i32| {
        let day = Day::from_number(n);
        let weekday = day.weekday_from_monday();
        if n < LAST - 100 {
            weekday > 4 || is_public_holiday(day, false)
        } else {
            weekday > 3
        }
    };
    let sum = |some: &dyn Fn(i32) -> bool| -> f64 {
        (LAST - 365..LAST).filter(|n| some(*n)).map(amount).sum()
    };
    let expected = 100.0 * sum(&closed) / sum(&|_| true);
    let share = value(&town, "closed_share", "gym", LAST).expect("known");
    assert!((share - expected).abs() < 0.01, "{share} {expected}");
}

#[test]
fn a_missing_factor_lowers_coverage_and_is_named() {
    let coefficient = FactBody::Coefficient { per_unit: 10.0 };
    let mut town = town(vec![fact("gas-school", FIRST, None, coefficient)]);
    fill(&mut town, 3, FIRST, LAST, |_| 5.0, 0.0);
    fill(&mut town, 0, FIRST, LAST, |_| 50.0, 0.0);
    let gas_alone = value(&town, "carbon", "town", LAST);
    let all = judged(&town, "carbon_all", "town", LAST).expect("planned");
    assert_eq!(all.value, gas_alone, "what is not converted adds nothing");
    // The meter of electricity weighs as much as the mean of what is known: the gas.
    assert_eq!(all.coverage, Coverage::of(0.5));
    let unconverted = all.counted.iter().filter(|c| c.unconverted).count();
    assert_eq!(unconverted, 1);
    let factors = [
        ("final.gas", 0.9),
        ("co2.gas", 0.227),
        ("final.electricity", 1.0),
        ("co2.electricity", 0.064),
    ];
    town.set_factors(factors.map(|(code, value)| (code.to_owned(), value)).into());
    let all = judged(&town, "carbon_all", "town", LAST).expect("planned");
    assert!(all.value > gas_alone);
    assert!(all.counted.iter().all(|c| !c.unconverted));
}

#[test]
fn a_cold_year_is_brought_to_a_normal_one() {
    let mut town = town(vec![fact(
        "gas-school",
        FIRST,
        None,
        FactBody::Coefficient { per_unit: 10.0 },
    )]);
    // The last year is 2 °C colder than those before.
    let cold = |n: i32| temperature(n) - if n >= LAST - 365 { 2.0 } else { 0.0 };
    fill(&mut town, 4, FIRST, LAST, |n| 24.0 * cold(n), 0.0);
    assert_eq!(
        value(&town, "gas_normal", "school", LAST),
        None,
        "no gas yet"
    );
    let gas = |n: i32| 1.0 + 0.25 * (17.0 - cold(n)).max(0.0);
    fill(&mut town, 3, FIRST, LAST, gas, 0.0);
    let measured = value(&town, "gas_kwh", "school", LAST).expect("known");
    let normal = value(&town, "gas_normal", "school", LAST).expect("known");
    let year = |from: i32| -> f64 { (from..from + 365).map(|n| (17.0 - cold(n)).max(0.0)).sum() };
    let years: Vec<f64> = (1..4).map(|k| year(LAST - 365 * k)).collect();
    let mean = years.iter().sum::<f64>() / 3.0;
    let expected = measured + 2.5 * (mean - years[0]);
    assert!(normal < measured);
    assert!(
        (normal - expected).abs() < measured * 0.002,
        "{normal} {expected}"
    );
}

#[test]
fn without_weather_nothing_is_called_corrected() {
    let mut town = town(vec![fact(
        "gas-school",
        FIRST,
        None,
        FactBody::Coefficient { per_unit: 10.0 },
    )]);
    fill(&mut town, 3, FIRST, LAST, |_| 1.0, 0.0);
    assert_eq!(value(&town, "gas_normal", "school", LAST), None);
}

#[test]
fn a_thermometer_that_is_silent_leaves_a_value_and_no_data_behind_it() {
    let per_unit = FactBody::Coefficient { per_unit: 10.0 };
    let mut town = town(vec![fact("gas-school", FIRST, None, per_unit)]);
    let gas = |n: i32| 1.0 + 0.25 * (17.0 - temperature(n)).max(0.0);
    fill(&mut town, 3, FIRST, LAST, gas, 0.0);
    let air = |n: i32| 24.0 * temperature(n);
    // Seven weeks of a winter are missing: too many of a year to know its weather.
    fill(&mut town, 4, FIRST, LAST - 100, air, 0.0);
    fill(&mut town, 4, LAST - 50, LAST, air, 0.0);
    let found = judged(&town, "gas_normal", "school", LAST).expect("judged");
    assert_eq!(found.coverage, Coverage::default());
    fill(&mut town, 4, LAST - 100, LAST - 50, air, 0.0);
    let whole = judged(&town, "gas_normal", "school", LAST).expect("judged");
    assert!(whole.coverage > found.coverage);
    let (last, now) = (
        found.value.expect("last known"),
        whole.value.expect("known"),
    );
    assert!((last / now - 1.0).abs() < 0.05, "{last} {now}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever falls silent, no value of a lower-is-better indicator gets better.
    #[test]
    fn silence_never_improves_a_share_or_a_corrected_amount(
        until in LAST - 500..LAST,
        which in 0usize..2,
        low in 5.0f64..12.0,
    ) {
        let keys = || vec![
            fact("elec-shared", FIRST, None, share("school", 0.4)),
            fact("elec-shared", FIRST, None, share("gym", 0.6)),
            fact("gas-school", FIRST, None, FactBody::Coefficient { per_unit: 10.0 }),
        ];
        let filled = |killed: Option<usize>| {
            let mut town = town(keys());
            let end = |own| if killed == Some(own) { until } else { LAST };
            fill(&mut town, 0, FIRST, end(0), |_| 400.0, low);
            fill(&mut town, 1, FIRST, LAST, |_| 500.0, 9.0);
            fill(&mut town, 4, FIRST, LAST, |n| 24.0 * temperature(n), 0.0);
            let gas = |n: i32| 1.0 + 0.25 * (17.0 - temperature(n)).max(0.0);
            fill(&mut town, 3, FIRST, end(1), gas, 0.0);
            town
        };
        let (alive, killed) = (filled(None), filled(Some(which)));
        for indicator in ["elec", "base_share", "gas_kwh", "gas_normal"] {
            let before = value(&alive, indicator, "town", LAST).expect("known");
            let after = value(&killed, indicator, "town", LAST).expect("known");
            prop_assert!(after >= before - 1e-3 * before.abs(), "{indicator}: {before} -> {after}");
        }
    }
}
