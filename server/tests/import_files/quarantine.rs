use server::access::Actor;
use server::import::{Target, list};
use server::store::{QuarantinedLine, SourceKey};

use crate::desk::{Desk, NOW, counts};

#[tokio::test]
async fn what_was_missing_is_declared_and_the_lines_come_in() {
    let desk = Desk::with_schools().await;
    // Series of a place that does not exist yet, readings of that series.
    let series =
        "code,place,quantity,unit,kind,step_s\nd-elec,school-d,electricity,kWh,interval,3600\n";
    assert_eq!(
        counts(&desk.text(Target::Series, series).await),
        [0, 0, 0, 1]
    );
    let readings =
        "value,series,at\n5,d-elec,2026-01-01T00:00:00Z\nx,d-elec,2026-01-01T01:00:00Z\n";
    assert_eq!(
        counts(&desk.text(Target::Readings, readings).await),
        [0, 0, 0, 2]
    );
    let json = desk.write(
        "a.ndjson",
        r#"{"at":"2026-01-01T02:00:00Z","value":7,"series":"d-elec"}"#,
    );
    desk.files(Target::Readings, vec![json], None)
        .await
        .expect("answered");
    let cut = format!(
        "series,at,value\nd-elec,2026-01-01T03:00:00Z,{}\n",
        "1".repeat(1200)
    );
    desk.text(Target::Readings, cut).await;

    let before = desk.retry().await;
    assert_eq!(
        (
            before.released,
            before.still_refused,
            before.need_their_file
        ),
        (0, 4, 1)
    );
    desk.good(
        Target::Places,
        "code,parent,kind,name\nschool-d,town,site,École D\n",
    )
    .await;
    let after = desk.retry().await;
    assert_eq!(
        (after.released, after.still_refused, after.need_their_file),
        (3, 1, 1)
    );
    assert_eq!(desk.store.quarantined_count().await.expect("counted"), 2);
    let series = desk.store.series().await.expect("series");
    let id = series
        .iter()
        .find(|s| s.series.code.as_str() == "d-elec")
        .expect("declared")
        .id;
    let (from, to) = (model::time::At::from_seconds(0), NOW);
    let readings = desk.store.readings(id, from, to).await.expect("readings");
    let values: Vec<f64> = readings.iter().map(|r| r.value).collect();
    assert_eq!(values, [5.0, 7.0]);
}

#[tokio::test]
async fn what_a_source_sent_stays_out_where_its_key_may_not_tell() {
    let desk = Desk::with_schools().await;
    desk.good(
        Target::Places,
        "code,parent,kind,name\na-desk,school-a,counter,Accueil A\n\
         b-desk,school-b,counter,Accueil B\n",
    )
    .await;
    let line = |source: &str, target: &str, line, raw: &str| QuarantinedLine {
        source: source.to_owned(),
        target: target.to_owned(),
        line,
        field: None,
        reason: "not known then".to_owned(),
        raw: raw.to_owned(),
    };
    let sent = |source: &str| {
        vec![
            line(source, "readings", 1, "a-elec,2026-01-01T00:00:00Z,1"),
            line(source, "readings", 2, "b-elec,2026-01-01T00:00:00Z,2"),
            line(
                source,
                "queue-states",
                3,
                "counter,service,at,waiting,open_desks\na-desk,titres,2026-01-05T09:00:00Z,1,1",
            ),
            line(
                source,
                "queue-states",
                4,
                "counter,service,at,waiting,open_desks\nb-desk,titres,2026-01-05T09:00:00Z,1,1",
            ),
        ]
    };
    let key = |place: Option<&str>, hash: &str| SourceKey {
        name: "boiler".to_owned(),
        sha256: hash.to_owned(),
        prefix: "bv_".to_owned(),
        place: place.map(|code| code.parse().expect("a code")),
        created_at: NOW,
        revoked_at: None,
    };
    let trace = |act| Actor::console().did(act, "key boiler", NOW);
    let added = desk
        .store
        .add_key(key(Some("school-a"), "aa"), trace("key.add"));
    added.await.expect("kept");
    let mut lines = sent("boiler");
    lines.extend(sent("a file"));
    desk.store.quarantine(lines, NOW).await.expect("kept");
    let retried = desk.retry().await;
    assert_eq!((retried.released, retried.still_refused), (6, 2));
    let left = desk.store.quarantined(0, 10).await.expect("read");
    let left: Vec<_> = left
        .iter()
        .map(|q| (&*q.line.source, q.line.line))
        .collect();
    assert_eq!(left, [("boiler", 2), ("boiler", 4)]);
    // Also after it is revoked; a newer key of that name tells.
    let gone = desk
        .store
        .revoke_key("boiler".to_owned(), trace("key.revoke"));
    assert!(gone.await.expect("revoked"));
    assert_eq!(desk.retry().await.released, 0);
    let added = desk.store.add_key(key(None, "bb"), trace("key.add"));
    added.await.expect("kept");
    assert_eq!(desk.retry().await.released, 2);
}

#[tokio::test]
async fn foreign_lines_wait_for_their_file_and_checked_ones_do_not() {
    let desk = Desk::with_schools().await;
    let mapping = desk.write(
        "m.toml",
        r#"
        layout = "long"
        [file]
        delimiter = ";"
        [time]
        columns = ["t"]
        format = "%d/%m/%Y %H:%M"
        zone = "Europe/Paris"
        [value]
        column = "v"
        unit = "MWh"
        [series]
        column = "m"
        code = "{series}-elec"
        "#,
    );
    let text = "m;t;v\na;01/01/2026 01:00;0.5\na;01/01/2026;1\na;01/04/2026 02:15;2\n";
    let file = desk.write("a.csv", text);
    let report = desk
        .files(Target::Readings, vec![file], Some(mapping))
        .await
        .expect("answered");
    assert_eq!(counts(&report), [1, 0, 0, 2], "{}", report.complaints());
    let retried = desk.retry().await;
    assert_eq!(
        (
            retried.released,
            retried.still_refused,
            retried.need_their_file
        ),
        (0, 1, 1)
    );

    let mut out = Vec::new();
    assert_eq!(
        list(&*desk.store, true, &mut out).await.expect("written"),
        2
    );
    let lines: Vec<serde_json::Value> = String::from_utf8_lossy(&out)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines[0]["line"], 3);
    assert_eq!(lines[0]["raw"], "a;01/01/2026;1");
    assert_eq!(lines[1]["raw"], "a-elec,2026-04-01T00:15:00Z,2000,");
    let mut out = Vec::new();
    list(&*desk.store, false, &mut out).await.expect("written");
    assert!(String::from_utf8_lossy(&out).contains("a.csv:4 (readings): at: timestamp is 900 s"));
}
