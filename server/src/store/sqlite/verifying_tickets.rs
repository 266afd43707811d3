use model::city::TicketCode;
use sqlx::SqliteConnection;

use super::handles::Shared;
use super::tables::tickets_on::DaysOn;
use super::tables::{ticket_events, tickets_on, tickets_set_aside};
use super::told_tickets::ToldTickets;
use crate::store::{Difference, StoreError, Verification};

impl Shared {
    /// Tickets that are worked out together.
    const TOGETHER: u32 = 2_000;

    /// Works every ticket out from its events, and compares what is stored of it.
    pub(super) async fn verify_tickets(
        &self,
        connection: &mut SqliteConnection,
        found: &mut Verification,
    ) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let codes = ticket_events::codes(connection, &after, Self::TOGETHER).await?;
            let Some(last) = codes.last() else {
                return Ok(());
            };
            after = last.as_str().to_owned();
            self.verify_some(connection, &codes, found).await?;
        }
    }

    async fn verify_some(
        &self,
        connection: &mut SqliteConnection,
        codes: &[TicketCode],
        found: &mut Verification,
    ) -> Result<(), StoreError> {
        let named =
            serde_json::to_string(codes).map_err(|fault| StoreError::Driver(fault.to_string()))?;
        let events = ticket_events::of_tickets(&mut *connection, &named).await?;
        let mut days = tickets_on::of_tickets(connection, &named).await?;
        let mut aside = tickets_set_aside::of_tickets(connection, &named).await?;
        let told = ToldTickets::new(events, self.calendar.zone());
        for code in codes {
            found.tickets += 1;
            let mut compare = |figure: &str, stored: String, recomputed: String| {
                if stored != recomputed {
                    found.differences.push(Difference {
                        subject: format!("ticket {code}"),
                        figure: figure.to_owned(),
                        stored,
                        recomputed,
                    });
                }
            };
            let stored = days.remove(code.as_str()).unwrap_or_default();
            compare("days", written(&stored), written(&told.days(code)));
            let stored = aside.remove(code.as_str()).unwrap_or_default();
            let recomputed: Vec<String> = told
                .set_aside(code)?
                .into_iter()
                .map(|(said, _)| said)
                .collect();
            compare("set aside", stored.join(" "), recomputed.join(" "));
        }
        Ok(())
    }
}

fn written(days: &DaysOn) -> String {
    let days: Vec<String> = days
        .iter()
        .map(|(counter, day)| format!("{counter} {day}"))
        .collect();
    days.join(", ")
}
