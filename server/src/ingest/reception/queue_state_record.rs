use model::reception::QueueState;

use super::{Fields, Reader, Record};
use crate::ingest::LineFault;

/// Longest number on a display, in bytes.
const LONGEST_NUMBER: usize = 16;
/// More people or desks than that are no queue but a fault.
const MOST: u32 = 100_000;

impl Record for QueueState {
    const TARGET: &'static str = "queue-states";
    const KEY: &'static str = "queue_states";
    const REQUIRED: &'static [&'static str] =
        &["counter", "service", "at", "waiting", "open_desks"];
    const OPTIONAL: &'static [&'static str] = &["last_called", "service_s", "received_at"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Result<Self, LineFault> {
        let count = |name: &str| -> Result<u32, LineFault> {
            let count = fields.must_parse(name)?;
            if count > MOST {
                return Err(LineFault::of(name, format!("{count} is more than {MOST}")));
            }
            Ok(count)
        };
        let last_called = fields.get("last_called").map(str::to_owned);
        if last_called
            .as_ref()
            .is_some_and(|n| n.len() > LONGEST_NUMBER)
        {
            let reason = format!("is longer than {LONGEST_NUMBER} bytes");
            return Err(LineFault::of("last_called", reason));
        }
        // The clock of a display may be wrong: that is for the feed to find out.
        let at = reader
            .instant(fields, "at")?
            .ok_or_else(|| LineFault::of("at", "is missing"))?;
        let received_at = match fields.get("received_at") {
            None => reader.now,
            Some(_) => reader.past(fields, "received_at")?,
        };
        Ok(Self {
            counter: reader.counters.counter(fields.require("counter")?)?,
            service: fields.must_parse("service")?,
            at,
            received_at,
            waiting: count("waiting")?,
            open_desks: count("open_desks")?,
            last_called,
            // A display that announces 0 does not know: nobody is served in no time.
            service_s: fields.parsed("service_s")?.filter(|s| *s > 0),
        })
    }
}
