use crate::store::StoreError;
use crate::store::contract::site::Site;
use crate::store::contract::town::found;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_itself_keeps_actions_and_reviews_from_being_rewritten() {
    let site = Site::sqlite();
    let store = super::open(site.url()).await;
    found(&store).await;
    for sql in [
        "INSERT INTO review VALUES (1, 'a', 1, '', NULL, 1, 'a', 'dgs', 2)",
        "INSERT INTO review_item VALUES (1, 1, 'school', 'elec_kwh', NULL, 'a', 'b')",
        "INSERT INTO action VALUES (1, 'school', 'elec_kwh', 'a', 'b', '', 1, NULL, 1, 'a', 'dgs', 1, 1)",
        "INSERT INTO action_event VALUES (1, 1, 1, 'a', 'dgs', 'commented', NULL, 'b')",
        "INSERT INTO review_outcome VALUES (1, 1, 1, 1, 'a', 'dgs', 'acted', 1, NULL, '')",
    ] {
        super::run(&store, sql.to_owned()).await;
    }
    for sql in [
        "UPDATE action SET due = 2",
        "UPDATE action_event SET words = 'c'",
        "UPDATE review SET participants = 'b'",
        "UPDATE review SET closed_at = NULL",
        "UPDATE review_item SET fact = 'c'",
        "UPDATE review_outcome SET words = 'c'",
    ] {
        let done = store.ask(move |writer| {
            Box::pin(async move {
                sqlx::query(sql).execute(&mut writer.connection).await?;
                Ok(())
            })
        });
        assert!(
            matches!(done.await, Err(StoreError::Driver(text)) if text.contains("rewritten") || text.contains("closed once")),
            "{sql}"
        );
    }
}
