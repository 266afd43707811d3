use model::time::{At, Zone};

/// The instant at which the clock of a replay starts: with an offset, or a local
/// time of the zone.
pub(super) fn replay_start(text: &str, zone: &str, now: At) -> anyhow::Result<At> {
    let zone = Zone::new(zone)?;
    let start = match text.parse::<jiff::Timestamp>() {
        Ok(instant) => At::from_millis(instant.as_millisecond()),
        Err(_) => {
            let local: jiff::civil::DateTime = text.parse().map_err(|_| {
                anyhow::anyhow!(
                    "--start {text}: write it as 2020-01-02T08:00 or 2020-01-02T08:00:00+01:00"
                )
            })?;
            zone.instant(local)?
        }
    };
    if start > now {
        anyhow::bail!("--start {text} is to come: a replay starts in the past");
    }
    Ok(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_is_local_or_has_its_offset() {
        let now = At::from_seconds(1_800_000_000);
        let start = |text: &str| replay_start(text, "Europe/Warsaw", now);
        let eight = At::from_seconds(1_577_948_400);
        assert_eq!(start("2020-01-02T08:00").expect("local"), eight);
        assert_eq!(start("2020-01-02T07:00:00Z").expect("an instant"), eight);
        let fault = |text: &str| start(text).expect_err("refused").to_string();
        assert!(fault("2.1.2020").contains("write it as 2020-01-02T08:00"));
        assert!(fault("2099-01-01T08:00").contains("is to come"));
    }
}
