use std::sync::Mutex;

use super::recording_store::RecordingStore;
use super::{SEED, Town, at, now, town, zone};
use crate::demo::{Simulator, build};
use crate::store::StoreError;

#[tokio::test]
async fn a_build_writes_the_whole_town_and_the_simulator_goes_on_from_it() {
    // A young town: fourteen months of readings tell as much as eight years.
    let now = at("2020-03-02T13:32:00Z");
    let town = Town::new(SEED, now, &zone());
    let store = RecordingStore::default();
    let steps = Mutex::new(Vec::new());
    let progress = |done, total| steps.lock().expect("one caller").push((done, total));
    let built = build(&store, &town, now, &progress).await.expect("built");

    assert_eq!(
        (built.places, built.series, built.objectives),
        (530 + 54, 386, 624 + 55)
    );
    let steps = steps.into_inner().expect("ended");
    assert_eq!(
        (steps.first(), steps.last()),
        (Some(&(0, 386)), Some(&(386, 386)))
    );
    assert!(steps.is_sorted());
    {
        let kept = store.kept.lock().expect("ended");
        assert!(kept.demo);
        assert_eq!(kept.places, town.places());
        assert_eq!(kept.objectives, town.objectives());
        assert_eq!(kept.facts, town.facts());
        assert_eq!(u64::try_from(kept.facts.len()), Ok(built.facts));
        for (id, sent) in kept.readings.iter().step_by(37) {
            let nth = usize::try_from(id.0 - 100).expect("a position");
            let told = town.history(nth, now);
            assert_eq!((sent.count, sent.last), (told.len(), told.last().copied()));
        }
        let count: usize = kept.readings.values().map(|sent| sent.count).sum();
        assert_eq!(u64::try_from(count), Ok(built.readings));
        assert!(count > 2_300_000, "{count}");
        assert_eq!(u64::try_from(kept.events), Ok(built.told.events));
        assert!(kept.events > 500_000, "{}", kept.events);
        assert!(Town::of_places(&kept.places, &zone()).is_some());
    }

    let mut simulator = Simulator::resume(town.clone(), &store)
        .await
        .expect("resumed");
    let mut backlog = 0;
    while let Some(due) = simulator.due(now) {
        backlog += due.len();
    }
    assert_eq!(backlog, 0, "what was built is not sent again");
    // One or two hours of each meter that sends by the hour.
    let later = simulator
        .due(now.plus_seconds(2 * 3600))
        .expect("two hours on");
    let until = town.complete_until(now);
    assert!((240..2 * 275).contains(&later.len()), "{}", later.len());
    assert!(later.iter().all(|(_, reading)| reading.at >= until));
}

#[tokio::test]
async fn a_full_disk_ends_the_build_with_its_reason() {
    let store = RecordingStore {
        room: Some(300_000),
        ..RecordingStore::default()
    };
    let ended = build(&store, town(), now(), &|_, _| {}).await;
    assert!(matches!(ended, Err(StoreError::Full)), "{ended:?}");
}
