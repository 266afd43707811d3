use futures::future::join_all;
use model::city::SeriesId;
use model::measure::{Quality, Reading};
use model::time::{At, Day};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::expected::day_rows;
use super::site::Site;
use super::town::{Town, all, at, found, paris, series, verify};
use crate::store::{Batch, SeriesBatch, Store};

/// One reading of one of the three series.
#[derive(Debug, Clone, Copy)]
struct Sent {
    series: usize,
    reading: Reading,
}

/// A feed: what is true in the end, and the order in which it comes.
#[derive(Debug, Clone)]
struct Feed {
    sent: Vec<Sent>,
    /// Sizes of the batches.
    cuts: Vec<usize>,
    /// Batches that are sent at the same time.
    together: usize,
    /// After which batch the store is dropped and opened again.
    reopened_after: usize,
}

fn sent() -> impl Strategy<Value = Sent> {
    // Quarter hours around the clock changes and ends of months of 2026, and two
    // far-away days that give index series months without readings in between.
    let starts = [
        "2026-03-28T20:00:00Z",
        "2026-03-31T12:00:00Z",
        "2026-10-24T20:00:00Z",
        "2025-12-30T00:00:00Z",
    ];
    let starts = starts.map(at);
    let instant = (prop::sample::select(starts.to_vec()), 0_i64..160)
        .prop_map(|(start, quarter): (At, i64)| start.plus_seconds(quarter * 900));
    let value = prop_oneof![
        3 => (0_i32..9_999).prop_map(|tenths| f64::from(tenths) / 10.0),
        1 => Just(0.0),
        1 => 0.0..1e3_f64,
    ];
    let quality = prop_oneof![8 => Just(0_u8), 1 => Just(1_u8), 1 => Just(2_u8), 1 => Just(3_u8)];
    (0_usize..3, instant, value, quality).prop_map(|(series, at, value, quality)| Sent {
        series,
        reading: Reading {
            at,
            value,
            quality: Quality::from_code(quality).expect("a quality"),
        },
    })
}

fn feed() -> impl Strategy<Value = Feed> {
    let few = prop::collection::vec(sent(), 1..120);
    let many = prop::collection::vec(sent(), 900..1400);
    (
        prop_oneof![3 => few, 1 => many],
        prop::collection::vec(prop_oneof![3 => 1_usize..20, 1 => 200_usize..700], 1..12),
        1_usize..5,
        0_usize..12,
        any::<prop::sample::Index>(),
    )
        .prop_flat_map(|(mut sent, cuts, together, reopened_after, copied)| {
            // One value an instant, so that order cannot matter; then some of it twice.
            let key = |s: &Sent| (s.series, s.reading.at);
            sent.sort_by_key(key);
            sent.dedup_by_key(|s| key(s));
            let copies = sent[..copied.index(sent.len())].to_vec();
            sent.extend(copies);
            Just(sent).prop_shuffle().prop_map(move |sent| Feed {
                sent,
                cuts: cuts.clone(),
                together,
                reopened_after,
            })
        })
}

pub(crate) async fn any_order_and_splitting_gives_the_same(like: &Site) {
    let mut runner = TestRunner::new(ProptestConfig::with_cases(1));
    for case in 0..24 {
        let feed = feed().new_tree(&mut runner).expect("a feed").current();
        let site = like.another();
        if let Err(fault) = deliver(&site, &feed).await {
            panic!("case {case}: {fault}\n{feed:?}");
        }
    }
}

async fn deliver(site: &Site, feed: &Feed) -> Result<(), String> {
    let mut store = site.open().await;
    let town = found(&*store).await;
    let ids = [town.power, town.warmth, town.water];
    let mut rest = feed.sent.as_slice();
    let mut batches = Vec::new();
    for cut in feed.cuts.iter().cycle() {
        let (batch, after) = rest.split_at((*cut).min(rest.len()));
        batches.push(batch.to_vec());
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    for (round, batches) in batches.chunks(feed.together).enumerate() {
        let sends = batches
            .iter()
            .map(|batch| store.append(batch_of(batch, ids)));
        for done in join_all(sends).await {
            let done = done.map_err(|fault| fault.to_string())?;
            if done.corrected > 0 {
                return Err("a correction of a value that was sent once".to_owned());
            }
        }
        if round == feed.reopened_after {
            drop(store);
            store = site.open().await;
        }
    }
    compare(&*store, &town, feed).await?;
    drop(store);
    let store = site.open().await;
    compare(&*store, &town, feed).await?;
    verify(&*store).await;
    compare(&*store, &town, feed).await
}

fn batch_of(sent: &[Sent], ids: [SeriesId; 3]) -> Batch {
    let of = |series| SeriesBatch {
        series: ids[series],
        readings: sent
            .iter()
            .filter(|s| s.series == series)
            .map(|s| s.reading)
            .collect(),
    };
    Batch {
        series: (0..3).map(of).collect(),
        known_at: at("2026-11-24T08:00:00Z"),
    }
}

async fn compare(store: &dyn Store, town: &Town, feed: &Feed) -> Result<(), String> {
    let totals = store.all_day_totals().await.map_err(|f| f.to_string())?;
    for (index, id) in [town.power, town.warmth, town.water]
        .into_iter()
        .enumerate()
    {
        let mut expected: Vec<Reading> = feed
            .sent
            .iter()
            .filter(|s| s.series == index)
            .map(|s| s.reading)
            .collect();
        expected.sort_by_key(|r| r.at);
        expected.dedup_by_key(|r| r.at);
        if all(store, id).await != expected {
            return Err(format!("readings of series {index} differ"));
        }
        let rows = day_rows(&series()[index], &expected, &paris());
        let (first, last) = (Day::from_number(0), Day::from_number(40_000));
        let found = store
            .day_rows(id, first, last)
            .await
            .map_err(|f| f.to_string())?;
        if found != rows {
            return Err(format!(
                "rows of series {index}: {found:#?} instead of {rows:#?}"
            ));
        }
        let kept = totals.iter().find(|(series, ..)| *series == id);
        let days = kept.map(|(_, days, _)| days.clone()).unwrap_or_default();
        if days
            != rows
                .iter()
                .map(|row| (row.day, row.total.with_low(&row.rollup)))
                .collect::<Vec<_>>()
        {
            return Err(format!("totals of series {index} differ"));
        }
        let latest = kept.and_then(|(_, _, latest)| *latest);
        if kept.is_some() && latest != expected.last().copied() {
            return Err(format!("latest of series {index}: {latest:?}"));
        }
    }
    Ok(())
}
