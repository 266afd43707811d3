use super::*;

fn slot(months: &[i8], weekdays: &[i8], from: &str, to: &str) -> Slot {
    Slot {
        months: months.to_vec(),
        weekdays: weekdays.to_vec(),
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

fn post(name: &str, price: f64, share: Option<f64>, slot: Vec<Slot>) -> Post {
    Post {
        name: name.to_owned(),
        price,
        share,
        slot,
    }
}

fn tariff(post: Vec<Post>) -> Tariff {
    Tariff {
        name: "École".to_owned(),
        post,
        fixed_per_year: 365.0,
    }
}

/// HC in summer by night and in the afternoon, in winter by night only.
fn hp_hc() -> Tariff {
    let summer = [4, 5, 6, 7, 8, 9, 10];
    let winter = [11, 12, 1, 2, 3];
    tariff(vec![
        post(
            "HC",
            0.10,
            Some(0.25),
            vec![
                slot(&summer, &[], "02:00", "06:00"),
                slot(&summer, &[], "13:30", "16:30"),
                slot(&winter, &[], "22:30", "06:30"),
            ],
        ),
        post("HP", 0.20, Some(0.75), vec![]),
    ])
}

fn paris() -> Zone {
    Zone::new("Europe/Paris").expect("bundled")
}

#[test]
fn seasons_and_weekdays_choose_the_post() {
    let weekend = slot(&[], &[6, 7], "00:00", "24:00");
    let mut t = hp_hc();
    t.post.insert(0, post("WE", 0.05, Some(0.0), vec![weekend]));
    assert_eq!(t.check(), Ok(()));
    let at = |text: &str| {
        t.post_at(text.parse().expect("time"))
            .map(|p| p.name.as_str())
    };
    assert_eq!(at("2026-07-15T14:00"), Some("HC"));
    assert_eq!(at("2026-01-15T14:00"), Some("HP"));
    assert_eq!(at("2026-01-17T14:00"), Some("WE"));
}

#[test]
fn a_step_across_a_change_is_shared_out() {
    let t = hp_hc();
    // 15 January, 22 h to 23 h local: half HP, half HC.
    let start = At::from_millis(
        "2026-01-15T21:00:00Z"
            .parse::<jiff::Timestamp>()
            .expect("at")
            .as_millisecond(),
    );
    let cost = t.cost_of_steps(&[(start, 10.0)], 3600, &paris());
    assert!((cost - 1.5).abs() < 1e-9, "{cost}");
}

#[test]
fn days_of_clock_changes_cost_their_own_hours() {
    let t = hp_hc();
    let zone = paris();
    let cost = |date: &str| {
        let day: Day = date.parse().expect("date");
        let start = zone.start_of_day(day);
        let hours = i64::from(zone.day_length_s(day) / 3600);
        let steps: Vec<_> = (0..hours)
            .map(|h| (start.plus_seconds(h * 3600), 1.0))
            .collect();
        t.cost_of_day(day, &steps, 3600, &zone)
    };
    // March: winter night of 7 h instead of 8, 16 h of HP at 0,20, 1 € fixed.
    let spring = cost("2026-03-29");
    assert!(
        (spring - (0.10 * 7.0 + 0.20 * 16.0 + 1.0)).abs() < 1e-9,
        "{spring}"
    );
    // October is still summer here: 2 h to 6 h is five hours long.
    let autumn = cost("2026-10-25");
    assert!(
        (autumn - (0.10 * 8.0 + 0.20 * 17.0 + 1.0)).abs() < 1e-9,
        "{autumn}"
    );
}

#[test]
fn totals_count_with_the_shares_of_the_posts() {
    let cost = hp_hc().cost_of_total(1000.0, 31);
    assert!(cost.is_some_and(|c| (c - (1000.0 * 0.175 + 31.0)).abs() < 1e-9));
    let mut unshared = hp_hc();
    for p in &mut unshared.post {
        p.share = None;
    }
    assert_eq!(unshared.check(), Ok(()));
    assert_eq!(unshared.cost_of_total(1000.0, 31), None);
    let single = tariff(vec![post("Base", 0.1, None, vec![])]);
    assert_eq!(single.cost_of_total(1000.0, 0), Some(100.0));
}

#[test]
fn what_cannot_be_used_is_named() {
    let rest = tariff(vec![
        post("HP", 0.2, None, vec![]),
        post("HC", 0.1, None, vec![]),
    ]);
    assert!(matches!(
        rest.check(),
        Err(TariffFault::Rest { found: 2, .. })
    ));
    for bad in [
        slot(&[], &[], "2:30", "06:00"),
        slot(&[], &[], "22:60", "06:00"),
        slot(&[13], &[], "22:00", "06:00"),
        slot(&[], &[0], "22:00", "06:00"),
    ] {
        let t = tariff(vec![
            post("HC", 0.1, None, vec![bad]),
            post("HP", 0.2, None, vec![]),
        ]);
        assert!(matches!(t.check(), Err(TariffFault::Slot { .. })), "{t:?}");
    }
    let mut shares = hp_hc();
    shares.post[0].share = Some(0.3);
    assert!(matches!(shares.check(), Err(TariffFault::Shares { .. })));
    let priceless = tariff(vec![post("Base", f64::NAN, None, vec![])]);
    assert!(matches!(priceless.check(), Err(TariffFault::Price { .. })));
}
