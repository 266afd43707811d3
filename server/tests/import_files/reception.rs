use server::import::{Target, list};

use crate::desk::{Desk, counts};

const PLACES: &str = "code,parent,kind,name\naccueil,school-a,counter,Accueil\n\
     accueil-1,accueil,desk,Guichet 1\n";
const EVENTS: &str = "ticket,seq,type,at,counter,desk,service\n\
     t1,1,issue,2026-03-30T09:00:00+02:00,accueil,,etat-civil\n\
     t1,3,start,2026-03-30T09:13:00+02:00,accueil,accueil-1,\n\
     t1,2,call,2026-03-30T09:12:00+02:00,accueil,accueil-1,\n";

#[tokio::test]
async fn ticket_events_are_imported_once() {
    let desk = Desk::with_schools().await;
    desk.good(Target::Places, PLACES).await;
    assert_eq!(
        counts(&desk.good(Target::TicketEvents, EVENTS).await),
        [3, 0, 0, 0]
    );
    assert_eq!(
        counts(&desk.good(Target::TicketEvents, EVENTS).await),
        [0, 0, 3, 0]
    );
    let day = "2026-03-30".parse().expect("a day");
    let counter = "accueil".parse().expect("a code");
    let tickets = desk.store.tickets(counter, day, day).await.expect("reads");
    assert_eq!(tickets[0].wait_first_s(), Some(720));
}

#[tokio::test]
async fn an_event_that_does_not_fit_is_a_note_and_no_fault() {
    let desk = Desk::with_schools().await;
    desk.good(Target::Places, PLACES).await;
    let orphan = "ticket,seq,type,at,counter\nt9,5,close,2026-03-30T09:00:00Z,accueil\n";
    let report = desk.good(Target::TicketEvents, orphan).await;
    assert_eq!(report.notes.len(), 1, "{:?}", report.notes);
    assert_eq!(
        desk.store.tickets_set_aside_count().await.expect("reads"),
        1
    );
    let mut text = Vec::new();
    let listed = list(&*desk.store, false, &mut text).await.expect("lists");
    let text = String::from_utf8(text).expect("text");
    assert_eq!(listed, 1);
    assert!(
        text.starts_with("import (ticket t9, event 5, close): the ticket was not issued"),
        "{text}"
    );
}

#[tokio::test]
async fn lines_wait_for_their_counter() {
    let desk = Desk::with_schools().await;
    let report = desk.text(Target::TicketEvents, EVENTS).await;
    assert_eq!(counts(&report), [0, 0, 0, 3]);
    assert!(
        report
            .complaints()
            .contains("file.csv:2: counter: there is no counter `accueil`")
    );
    desk.good(Target::Places, PLACES).await;
    let retried = desk.retry().await;
    assert_eq!((retried.released, retried.still_refused), (3, 0));
    assert_eq!(
        counts(&desk.good(Target::TicketEvents, EVENTS).await),
        [0, 0, 3, 0]
    );
}

#[tokio::test]
async fn ratings_that_are_the_same_are_told_apart_in_a_file() {
    let desk = Desk::with_schools().await;
    desk.good(Target::Places, PLACES).await;
    let file = "at,counter,channel,score,scale\n\
         2026-03-30T09:00:00Z,accueil,counter,4,5\n\
         2026-03-30T09:00:00Z,accueil,counter,4,5\n\
         2026-03-30T09:00:00Z,accueil,phone,4,5\n";
    assert_eq!(
        counts(&desk.good(Target::Ratings, file).await),
        [3, 0, 0, 0]
    );
    // Under another name it is the same file.
    let other = desk.write("other.csv", file);
    let report = desk.files(Target::Ratings, vec![other], None).await;
    assert_eq!(counts(&report.expect("imports")), [0, 0, 3, 0]);
}

#[tokio::test]
async fn a_mapping_adapts_the_export_of_a_queue_system() {
    let desk = Desk::with_schools().await;
    desk.good(Target::Places, PLACES).await;
    let mapping = desk.write(
        "ratings.toml",
        "[file]\ndelimiter = \";\"\n\n[columns]\nat = \"{Date}\"\ncounter = \"accueil\"\n\
         channel = \"counter\"\nscore = \"{Note}\"\nscale = \"5\"\n",
    );
    let file = desk.write("export.csv", "Date;Note\n2026-03-30T09:00:00+02:00;4\n");
    let report = desk.files(Target::Ratings, vec![file], Some(mapping)).await;
    assert_eq!(counts(&report.expect("imports")), [1, 0, 0, 0]);
}

#[tokio::test]
async fn counts_of_days_are_imported_once_and_corrected() {
    let desk = Desk::with_schools().await;
    desk.good(Target::Places, PLACES).await;
    let counts_of = |offered: u32| {
        format!(
            "counter,day,subject,offered,needing_agent,answered\n\
             accueil,2026-03-30,calls,{offered},30,25\n"
        )
    };
    let first = desk.good(Target::DayCounts, &counts_of(40)).await;
    assert_eq!(counts(&first), [1, 0, 0, 0]);
    let again = desk.good(Target::DayCounts, &counts_of(40)).await;
    assert_eq!(counts(&again), [0, 0, 1, 0]);
    desk.good(Target::DayCounts, &counts_of(44)).await;
    let day = "2026-03-30".parse().expect("a day");
    let counter = "accueil".parse().expect("a code");
    let stored = desk
        .store
        .day_counts(counter, day, day)
        .await
        .expect("reads");
    assert_eq!(stored.len(), 1);
    let report = desk.text(Target::DayCounts, counts_of(20)).await;
    assert!(
        report
            .complaints()
            .contains("file.csv:2: needing_agent: counts 30, and offered leaves room for 20"),
        "{}",
        report.complaints()
    );
}
