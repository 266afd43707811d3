use std::io::Write;

use super::ImportError;
use crate::store::Store;

/// Tickets that are looked at together.
const PAGE: u32 = 5_000;

/// Writes the ticket events that do not fit, by ticket: as a line for people, or
/// with `json` as one object a line. They need no second try: the event that is
/// missing makes them fit when it comes.
///
/// # Errors
/// [`ImportError`] when the store or the writer fails.
pub(super) async fn list_tickets_set_aside(
    store: &dyn Store,
    json: bool,
    out: &mut (dyn Write + Send),
) -> Result<u64, ImportError> {
    let mut after = String::new();
    let mut count = 0;
    loop {
        let page = store.tickets_set_aside(after, PAGE).await?;
        let Some(last) = page.last() else {
            return Ok(count);
        };
        after = last.event.ticket.as_str().to_owned();
        for aside in &page {
            count += 1;
            if json {
                let text = serde_json::to_string(aside).map_err(std::io::Error::from)?;
                writeln!(out, "{text}")?;
            } else {
                let event = &aside.event;
                writeln!(
                    out,
                    "{} (ticket {}, event {}, {}): {}",
                    event.source, event.ticket, event.seq, event.kind, aside.reason
                )?;
            }
        }
    }
}
