use crate::store::contract::records::objective;
use crate::store::contract::site::Site;
use crate::store::contract::town::{at, found};
use crate::store::{Store as _, StoreError};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_itself_keeps_versions_of_objectives_from_being_rewritten() {
    let site = Site::sqlite();
    let store = super::open(site.url()).await;
    found(&store).await;
    for (target, when) in [(0.2, "2026-01-01T00:00:00Z"), (0.1, "2026-06-01T00:00:00Z")] {
        let adopted = store.adopt_objectives(vec![objective(target)], at(when));
        adopted.await.expect("adopts");
    }
    let before = store.objective_versions().await.expect("reads");
    for sql in [
        "UPDATE objective SET body = replace(body, '0.2', '0.3') WHERE version = 1",
        "UPDATE objective SET reason = 'autre' WHERE version = 2",
        "UPDATE objective SET withdrawn_from = 0",
        "UPDATE objective SET author = 'b', role = 'admin'",
        "UPDATE objective SET retired_at = 0 WHERE version = 1",
    ] {
        let done = store.ask(move |writer| {
            Box::pin(async move {
                sqlx::query(sql).execute(&mut writer.connection).await?;
                Ok(())
            })
        });
        assert!(
            matches!(done.await, Err(StoreError::Driver(text)) if text.contains("version of an objective")),
            "{sql}"
        );
    }
    assert_eq!(store.objective_versions().await.expect("reads"), before);
}
