use std::process::ExitCode;

use model::time::Zone;

use super::cli::AuditAction;
use super::context::Held;
use crate::control::Console;
use crate::store::{AuditRecord, Store, StoreError};

/// Rows read at once.
const ROWS: u32 = 1_000;

/// `belvedere audit list|verify`.
pub(super) async fn run(
    held: &Held,
    action: AuditAction,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    match action {
        AuditAction::List(args) => {
            each(held.store.as_ref(), |row| {
                console.out(&if args.json {
                    serde_json::to_string(row)?
                } else {
                    line(row)
                });
                Ok(true)
            })
            .await?;
            Ok(ExitCode::SUCCESS)
        }
        AuditAction::Verify { head } => verify(held.store.as_ref(), head, console).await,
    }
}

/// Follows the chain from its first row. A `head` noted earlier has to be in it:
/// without one, rows cut off at the end are not missed.
async fn verify(
    store: &dyn Store,
    head: Option<String>,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let mut before: Option<AuditRecord> = None;
    let mut broken = None;
    let mut met = head.is_none();
    each(store, |row| {
        if !row.follows(before.as_ref()) {
            broken = Some(row.id);
            return Ok(false);
        }
        met = met || head.as_ref() == Some(&row.hash);
        before = Some(row.clone());
        Ok(true)
    })
    .await?;
    if let Some(id) = broken {
        console.out(&format!(
            "row {id} does not follow the row before it: the audit was changed"
        ));
        return Ok(ExitCode::FAILURE);
    }
    let (rows, hash) = before.map_or((0, String::from("none")), |row| (row.id, row.hash));
    console.out(&format!("{rows} rows follow one another; head {hash}"));
    if met {
        return Ok(ExitCode::SUCCESS);
    }
    console.out("the head that was named is not among them: rows were cut off or replaced");
    Ok(ExitCode::FAILURE)
}

/// Looks at the rows, oldest first, until `look` says no.
async fn each(
    store: &dyn Store,
    mut look: impl FnMut(&AuditRecord) -> anyhow::Result<bool>,
) -> anyhow::Result<()> {
    let mut after = 0;
    loop {
        let rows: Result<Vec<AuditRecord>, StoreError> = store.audit(after, ROWS).await;
        let rows = rows?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.id;
        for row in &rows {
            if !look(row)? {
                return Ok(());
            }
        }
    }
}

fn line(row: &AuditRecord) -> String {
    let entry = &row.entry;
    [
        row.id.to_string(),
        format!("{}Z", Zone::utc().civil(entry.at)),
        entry.actor.clone(),
        entry.action.clone(),
        entry.object.clone(),
        entry.origin.clone(),
        entry.result.as_str().to_owned(),
    ]
    .join("\t")
}
