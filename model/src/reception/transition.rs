use super::segment::seconds;
use super::ticket::Leaving;
use super::{
    Segment, SetAsideReason, Ticket, TicketEvent, TicketEventType as Type, TicketRules,
    TicketState as State,
};
use crate::city::ServiceCode;

/// Lets one event happen to a ticket, or says why it cannot; the ticket is then
/// unchanged.
pub(super) fn transition(
    ticket: &mut Option<Ticket>,
    event: &TicketEvent,
    rules: TicketRules,
) -> Result<(), SetAsideReason> {
    match (event.kind, ticket.as_mut()) {
        (Type::Book | Type::Issue, None) => {
            *ticket = Some(begin(event)?);
            Ok(())
        }
        (Type::Book | Type::Issue, Some(_)) => Err(SetAsideReason::IssuedTwice),
        (_, None) => Err(SetAsideReason::NotIssued),
        (_, Some(ticket)) => go_on(ticket, event, rules),
    }
}

/// Whether an event could happen to a ticket as it stands.
pub fn can_happen(ticket: &Ticket, event: &TicketEvent) -> bool {
    transition(&mut Some(ticket.clone()), event, TicketRules::default()).is_ok()
}

fn begin(event: &TicketEvent) -> Result<Ticket, SetAsideReason> {
    let service = event.service.clone().ok_or(SetAsideReason::NoService)?;
    let booked = event.kind == Type::Book;
    if booked && event.appointment_at.is_none() {
        return Err(SetAsideReason::NoAppointment);
    }
    let segment = Segment::waiting(event.counter.clone(), service.clone(), event.at);
    Ok(Ticket {
        ticket: event.ticket.clone(),
        number: event.number.clone(),
        state: if booked {
            State::Booked
        } else {
            State::Waiting
        },
        since: event.at,
        counter: event.counter.clone(),
        service,
        booked_at: booked.then_some(event.at),
        appointment_at: event.appointment_at,
        issued_at: (!booked).then_some(event.at),
        segments: if booked { vec![] } else { vec![segment] },
        recalls: 0,
        missed_calls: 0,
        transfers: 0,
        priority: false,
        ended_at: None,
        leaving: None,
        auto_closed: false,
        quick_closed: false,
    })
}

fn go_on(
    ticket: &mut Ticket,
    event: &TicketEvent,
    rules: TicketRules,
) -> Result<(), SetAsideReason> {
    let at = event.at;
    match (ticket.state, event.kind) {
        (State::Booked, Type::Arrive) => {
            ticket.issued_at = Some(at);
            if event.number.is_some() {
                ticket.number.clone_from(&event.number);
            }
            let service = event.service.as_ref().unwrap_or(&ticket.service);
            queue(ticket, service.clone(), event);
        }
        (State::Booked, Type::Timeout | Type::EndOfDay) => {
            if ticket.appointment_at.is_some_and(|due| at < due) {
                return Err(SetAsideReason::AppointmentToCome);
            }
            finish(ticket, State::RdvNoShow, event);
        }
        (State::Booked, Type::Cancel) => finish(ticket, State::Cancelled, event),

        (State::Waiting, Type::Call) => {
            stand(ticket, State::Called, event);
            ticket.recalls = 0;
            if let Some(segment) = ticket.segments.last_mut() {
                segment.called_at = Some(at);
                segment.desk.clone_from(&event.desk);
            }
        }
        (State::Waiting, Type::Cancel) => leave(ticket, Leaving::Cancelled, event),
        (State::Waiting, Type::Left) => leave(ticket, Leaving::Left, event),

        (State::Called, Type::Recall) => {
            if ticket.recalls >= rules.recalls {
                return Err(SetAsideReason::RecalledTooOften);
            }
            ticket.recalls += 1;
        }
        (State::Called, Type::NoAnswer) => {
            stand(ticket, State::NoShow, event);
            ticket.missed_calls += 1;
            end_segment(ticket, event);
        }
        (State::Called, Type::Start) => {
            stand(ticket, State::Serving, event);
            if let Some(segment) = ticket.segments.last_mut() {
                segment.started_at = Some(at);
                if event.desk.is_some() {
                    segment.desk.clone_from(&event.desk);
                }
            }
        }
        (State::Called | State::Serving, Type::Undo) => undo(ticket, event, rules)?,

        (State::NoShow, Type::Return) => {
            if seconds(ticket.since, at) > rules.return_grace_s {
                return Err(SetAsideReason::ReturnedTooLate);
            }
            ticket.priority = true;
            queue_again(ticket, event);
        }
        (State::NoShow, Type::GraceOver | Type::EndOfDay) => {
            leave(ticket, Leaving::NoAnswer, event);
        }

        (State::Serving, Type::Hold) => {
            stand(ticket, State::OnHold, event);
            if let Some(segment) = ticket.segments.last_mut() {
                segment.held_from = Some(at);
            }
        }
        (State::OnHold, Type::Resume) => {
            stand(ticket, State::Serving, event);
            if let Some(segment) = ticket.segments.last_mut() {
                segment.resume(at);
            }
        }
        (State::Serving, Type::Transfer) => {
            let service = event.service.clone().ok_or(SetAsideReason::NoService)?;
            end_segment(ticket, event);
            ticket.transfers += 1;
            ticket.priority = false;
            queue(ticket, service, event);
        }
        (State::Serving, Type::Close) => {
            let called = ticket.segment().and_then(|s| s.called_at);
            ticket.quick_closed = called.is_some_and(|c| seconds(c, at) < rules.quick_close_s);
            finish(ticket, State::Closed, event);
        }

        (State::Waiting | State::Called, Type::EndOfDay) => finish(ticket, State::Expired, event),
        (State::Serving | State::OnHold, Type::EndOfDay) => {
            ticket.auto_closed = true;
            finish(ticket, State::Closed, event);
        }
        (state, kind) => return Err(SetAsideReason::Impossible { state, kind }),
    }
    Ok(())
}

/// A call falls back to the queue, where the wait never ended; a start falls
/// back to the call.
fn undo(
    ticket: &mut Ticket,
    event: &TicketEvent,
    rules: TicketRules,
) -> Result<(), SetAsideReason> {
    let Some(segment) = ticket.segments.last_mut() else {
        return Ok(());
    };
    let done_at = segment.started_at.or(segment.called_at);
    if done_at.is_some_and(|done| seconds(done, event.at) > rules.undo_s) {
        return Err(SetAsideReason::UndoneTooLate);
    }
    if segment.started_at.take().is_some() {
        segment.held_s = 0;
        ticket.state = State::Called;
        ticket.since = segment.called_at.unwrap_or(event.at);
    } else {
        segment.called_at = None;
        segment.desk = None;
        ticket.recalls = 0;
        ticket.state = State::Waiting;
        ticket.since = segment.waiting_from;
    }
    Ok(())
}

fn stand(ticket: &mut Ticket, state: State, event: &TicketEvent) {
    ticket.state = state;
    ticket.since = event.at;
}

/// Into the queue of a service at the counter of the event.
fn queue(ticket: &mut Ticket, service: ServiceCode, event: &TicketEvent) {
    stand(ticket, State::Waiting, event);
    let segment = Segment::waiting(event.counter.clone(), service, event.at);
    ticket.segments.push(segment);
}

/// Back into the queue it was in, wherever its visitor says so.
fn queue_again(ticket: &mut Ticket, event: &TicketEvent) {
    stand(ticket, State::Waiting, event);
    let (counter, service) = ticket.segment().map_or_else(
        || (ticket.counter.clone(), ticket.service.clone()),
        |s| (s.counter.clone(), s.service.clone()),
    );
    ticket
        .segments
        .push(Segment::waiting(counter, service, event.at));
}

fn end_segment(ticket: &mut Ticket, event: &TicketEvent) {
    if let Some(segment) = ticket.segments.last_mut() {
        segment.end(event.at);
    }
}

fn finish(ticket: &mut Ticket, state: State, event: &TicketEvent) {
    if ticket.state != State::NoShow {
        end_segment(ticket, event);
    }
    stand(ticket, state, event);
    ticket.ended_at = Some(event.at);
}

fn leave(ticket: &mut Ticket, how: Leaving, event: &TicketEvent) {
    ticket.leaving = Some(how);
    finish(ticket, State::Abandoned, event);
}
