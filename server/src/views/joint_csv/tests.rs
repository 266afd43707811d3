use super::*;
use crate::views::sample_town::look;

fn lines(asked: &str) -> Option<Vec<String>> {
    let asked = Address::parse(asked).expect("an address");
    let code = asked.segments().get(1).cloned().expect("a code");
    // Gas is silent for the whole of the last May.
    let may = |day: Day| date_iso(day).starts_with("2026-05");
    let text = look("2025-10-01", may, |scene| file(scene, &code, &asked))?;
    assert!(text.ends_with("\r\n"));
    Some(text.lines().map(str::to_owned).collect())
}

#[test]
fn months_of_all_fluids_stand_on_one_axis_with_what_is_known_of_them() {
    let lines = lines("/lieu/ecole/donnees.csv").expect("a site");
    assert_eq!(
        lines[0],
        "mois,electricity_kWh,electricity_completude,gas_kWh,gas_completude,temperature_C"
    );
    assert_eq!(lines.len(), 13);
    assert!(lines[1].starts_with("2025-12,,0.0000,"), "{}", lines[1]);
    let may = lines
        .iter()
        .find(|line| line.starts_with("2026-05,"))
        .expect("May");
    // Silence is empty, never 0.
    assert!(may.starts_with("2026-05,,0.0000,,0.0000,"), "{may}");
    let june = lines
        .iter()
        .find(|line| line.starts_with("2026-06,"))
        .expect("June");
    assert!(june.contains(",1.0000,"), "{june}");
}

#[test]
fn days_are_had_by_asking_and_periods_have_an_end() {
    let days = lines("/lieu/ecole/donnees.csv?periode=mois").expect("a site");
    assert_eq!(days.len(), 31);
    assert!(days[1].starts_with("2026-10-26,"), "{}", days[1]);
    let longest = "/lieu/ecole/donnees.csv?du=1900-01-01&jusque=2999-01-01&pas=jour";
    assert_eq!(lines(longest).expect("six years").len(), 1 + 6 * 366);
}

#[test]
fn a_city_has_no_such_file() {
    assert_eq!(lines("/lieu/ville/donnees.csv"), None);
    assert_eq!(lines("/lieu/nulle-part/donnees.csv"), None);
}
