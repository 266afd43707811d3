use crate::access::Actor;
use crate::store::contract::site::Site;
use crate::store::contract::town::at;
use crate::store::{AccountStore as _, StoreError};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_itself_keeps_the_audit_from_being_changed() {
    let site = Site::sqlite();
    let store = super::open(site.url()).await;
    let entry = Actor::console().did("sign-in", "account a", at("2026-01-01T00:00:00Z"));
    let row = store.trace(entry).await.expect("appends");
    for sql in [
        "DELETE FROM audit",
        "UPDATE audit SET actor = 'b' WHERE id = 1",
        "REPLACE INTO audit SELECT * FROM audit",
    ] {
        let done = store.ask(move |writer| {
            Box::pin(async move {
                sqlx::query(sql).execute(&mut writer.connection).await?;
                Ok(())
            })
        });
        assert!(
            matches!(done.await, Err(StoreError::Driver(text)) if text.contains("append-only")),
            "{sql}"
        );
    }
    assert_eq!(store.audit_head().await.expect("reads"), Some(row));
}
