use std::collections::HashMap;

use model::city::{PlaceCode, TicketCode};
use model::reception::{EstimatorError, QueueState, SetAside, Ticket};
use model::time::{At, Day};
use tokio::sync::mpsc::UnboundedReceiver;

use super::trait_store::Answer;
use super::{
    CounterDay, DayCount, Rating, ReasonCount, ReceptionTouched, SurveyResult, TicketBatch,
    TicketsTold, Told,
};

/// What the rest of the server may ask of a database about the reception.
///
/// Writes are durable when their future resolves.
pub trait ReceptionStore: Send + Sync + 'static {
    /// Takes ticket events, all or none. They may come late, out of order, twice
    /// and from several sources: the same events give the same tickets. What is
    /// impossible is kept and set aside, until another event makes it fit.
    ///
    /// An appointment at 1970-01-01T00:00:00Z counts as not said.
    fn tell_tickets(&self, batch: TicketBatch) -> Answer<'_, TicketsTold>;

    /// The tickets that count in local days `[from, to]` of a counter, by code.
    ///
    /// Rollups are worked out from them, never counted up.
    fn tickets(&self, counter: PlaceCode, from: Day, to: Day) -> Answer<'_, Vec<Ticket>>;

    /// A ticket as it stands, with the highest number among its events.
    fn ticket(&self, ticket: TicketCode) -> Answer<'_, Option<(Ticket, u32)>>;

    /// Events set aside of tickets after that code, at most `limit` tickets, by ticket.
    fn tickets_set_aside(&self, after: String, limit: u32) -> Answer<'_, Vec<SetAside>>;

    /// How many events are set aside.
    fn tickets_set_aside_count(&self) -> Answer<'_, u64>;

    /// Takes answers to questions; one that is known changes nothing.
    fn put_ratings(&self, ratings: Vec<Rating>, known_at: At) -> Answer<'_, Told>;

    /// Answers of a counter in `[from, to)`, by instant.
    fn ratings(&self, counter: PlaceCode, from: At, to: At) -> Answer<'_, Vec<Rating>>;

    /// Adds to how often a reason was given. Telling the same twice counts twice.
    fn count_reason(&self, more: ReasonCount) -> Answer<'_, ()>;

    /// How often each reason was given at a counter, by month.
    fn reason_counts(&self, counter: PlaceCode) -> Answer<'_, Vec<ReasonCount>>;

    /// Takes the counts of days, each in the place of what was known of its
    /// counter, day and subject. Returns how many differ from that.
    fn put_day_counts(&self, counts: Vec<DayCount>, known_at: At) -> Answer<'_, u64>;

    /// Counts of a counter for local days `[from, to]`, by day.
    fn day_counts(&self, counter: PlaceCode, from: Day, to: Day) -> Answer<'_, Vec<DayCount>>;

    /// Days before `before` of which something was told and which are not worked out
    /// on the basis of their counter, by counter, then by day. Each is held for [`Self::fill_rollups`]
    /// until something more is told of it.
    fn claim_rollups(
        &self,
        before: Day,
        basis: HashMap<PlaceCode, String>,
    ) -> Answer<'_, Vec<(PlaceCode, Day)>>;

    /// Keeps what claimed days come to. One of which something was told since it was
    /// claimed is left to the next claim.
    fn fill_rollups(&self, days: Vec<CounterDay>) -> Answer<'_, ()>;

    /// The days `[from, to]` that are kept worked out, of a counter or of all.
    fn rollups(
        &self,
        counter: Option<PlaceCode>,
        from: Day,
        to: Day,
    ) -> Answer<'_, Vec<CounterDay>>;

    /// Takes results of surveys, each in the place of what was known of its counter,
    /// year and criterion. Returns how many differ from that.
    fn put_survey_results(&self, results: Vec<SurveyResult>, known_at: At) -> Answer<'_, u64>;

    /// Results of surveys at a counter, by year and criterion.
    fn survey_results(&self, counter: PlaceCode) -> Answer<'_, Vec<SurveyResult>>;

    /// Takes what displays showed; a state that is known changes nothing.
    fn put_queue_states(&self, states: Vec<QueueState>) -> Answer<'_, Told>;

    /// What the displays of a counter showed, received in `[from, to)`, in that order.
    fn queue_states(&self, counter: PlaceCode, from: At, to: At) -> Answer<'_, Vec<QueueState>>;

    /// Puts how far announced waits were from those that came in the place of what
    /// was known of their counters and days.
    fn put_estimator_errors(&self, errors: Vec<(PlaceCode, Day, EstimatorError)>)
    -> Answer<'_, ()>;

    /// The same of a counter for local days `[from, to]`, by day.
    fn estimator_errors(
        &self,
        counter: PlaceCode,
        from: Day,
        to: Day,
    ) -> Answer<'_, Vec<(Day, EstimatorError)>>;

    /// What changes of the reception from now on, in the order of commits. One reader.
    fn touched_reception(&self) -> Option<UnboundedReceiver<ReceptionTouched>>;
}
