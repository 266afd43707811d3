use std::fs;

use super::{open, run};
use crate::store::contract::site::Site;
use crate::store::{Store, StoreError, open as open_url, restore};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_process_is_kept_out() {
    let site = Site::sqlite();
    let store = open(site.url()).await;
    let second = open_url(site.url(), None).await.err();
    assert!(matches!(second, Some(StoreError::InUse(path)) if path.contains("town.db")));
    store.close().await.expect("closes");
    open_url(site.url(), None).await.expect("it is free now");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newer_database_is_left_alone() {
    let site = Site::sqlite();
    let store = open(site.url()).await;
    let sql = "INSERT INTO _sqlx_migrations (version, description, success, checksum, \
               execution_time) VALUES (9999, 'to come', 1, x'00', 0)";
    run(&store, sql.to_owned()).await;
    let copy = site.path("newer.db");
    store.backup(&copy).await.expect("copies");
    store.close().await.expect("closes");
    let before = fs::read(site.path("town.db")).expect("reads");
    let refused = open_url(site.url(), None).await.err();
    assert!(matches!(refused, Some(StoreError::Newer(text)) if text.contains("9999")));
    let target = format!("sqlite://{}", site.path("target.db").display());
    assert!(matches!(
        restore(&copy, &target).await,
        Err(StoreError::Newer(_))
    ));
    assert_eq!(fs::read(site.path("town.db")).expect("reads"), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_of_others_are_left_alone() {
    let site = Site::sqlite();
    let store = open(site.url()).await;
    run(&store, "PRAGMA application_id = 7".to_owned()).await;
    store.close().await.expect("closes");
    let refused = open_url(site.url(), None).await.err();
    assert!(
        matches!(refused, Some(StoreError::Open { reason, .. }) if reason.contains("belvedere"))
    );

    let text = site.path("letters.txt");
    let letters = "Dear mayor, this file is longer than the header of a database. ".repeat(9);
    fs::write(&text, &letters).expect("writes");
    let refused = open_url(&format!("sqlite://{}", text.display()), None)
        .await
        .err();
    assert!(
        matches!(refused, Some(StoreError::Open { .. })),
        "{refused:?}"
    );
    assert_eq!(fs::read_to_string(&text).expect("reads"), letters);
}

#[tokio::test]
async fn urls_of_other_databases_say_so_without_their_password() {
    for (url, reason) in [
        ("postgres://belvedere:secret@host/town", "PostgreSQL"),
        ("mysql://belvedere:secret@host/town", "sqlite://"),
        ("town.db", "sqlite://"),
    ] {
        let refused = open_url(url, None)
            .await
            .err()
            .expect("refused")
            .to_string();
        assert!(
            refused.contains(reason) && !refused.contains("secret"),
            "{refused}"
        );
    }
}
