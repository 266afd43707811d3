use model::reception::TicketEvent;

use super::{Fields, Reader, Record};
use crate::ingest::LineFault;

/// Longest number on a paper, in bytes.
const LONGEST_NUMBER: usize = 16;

impl Record for TicketEvent {
    const TARGET: &'static str = "ticket-events";
    const KEY: &'static str = "ticket_events";
    const REQUIRED: &'static [&'static str] = &["ticket", "seq", "type", "at", "counter"];
    const OPTIONAL: &'static [&'static str] = &["desk", "service", "number", "appointment_at"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Result<Self, LineFault> {
        let number = fields.get("number").map(str::to_owned);
        if number.as_ref().is_some_and(|n| n.len() > LONGEST_NUMBER) {
            // Free text could be a name.
            let reason =
                format!("is longer than {LONGEST_NUMBER} bytes: send what is on the paper");
            return Err(LineFault::of("number", reason));
        }
        Ok(Self {
            ticket: reader.counters.ticket(fields.must_parse("ticket")?)?,
            seq: fields.must_parse("seq")?,
            kind: fields.must_parse("type")?,
            at: reader.past(fields, "at")?,
            counter: reader.counters.counter(fields.require("counter")?)?,
            desk: fields
                .get("desk")
                .map(|code| reader.counters.desk(code))
                .transpose()?,
            service: fields.parsed("service")?,
            number,
            appointment_at: reader.instant(fields, "appointment_at")?,
            source: reader.source.to_owned(),
        })
    }
}
