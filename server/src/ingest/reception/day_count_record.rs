use model::reception::{CallDay, Channel, LetterDay, Rate, WaitHistogram};
use model::time::{Day, Zone};

use super::number_counts::number_counts;
use super::{Fields, Reader, Record};
use crate::ingest::LineFault;
use crate::store::{Counted, DayCount};

/// A count of one day beyond this was written in the wrong column.
const MOST: u32 = 1_000_000;
/// Seconds that a hundred desks are open in a day.
const MOST_SECONDS: u32 = 100 * 86_400;

const CALLS: &[&str] = &[
    "offered",
    "needing_agent",
    "answered",
    "answered_quickly",
    "abandoned",
    "delays",
];
const LETTERS: &[&str] = &["received", "in_time", "late", "open", "overdue", "delays"];
const FIRST_CONTACT: &[&str] = &["settled", "at_first"];

impl Record for DayCount {
    const TARGET: &'static str = "day-counts";
    const KEY: &'static str = "day_counts";
    const REQUIRED: &'static [&'static str] = &["counter", "day", "subject"];
    const OPTIONAL: &'static [&'static str] = &[
        "offered",
        "needing_agent",
        "answered",
        "answered_quickly",
        "abandoned",
        "received",
        "in_time",
        "late",
        "open",
        "overdue",
        "settled",
        "at_first",
        "seconds",
        "delays",
    ];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Result<Self, LineFault> {
        let counter = reader.counters.counter(fields.require("counter")?)?;
        let day: Day = fields.must_parse("day")?;
        // Somewhere it is tomorrow already.
        let latest = Zone::utc().day(reader.now).plus(1);
        if day > latest {
            let reason =
                format!("{day} is to come: what is counted of a day is told on it or later");
            return Err(LineFault::of("day", reason));
        }
        let subject = fields.require("subject")?;
        let counted = match subject {
            "calls" => calls(fields)?,
            "complaints" => Counted::Complaints(letters(fields, subject)?),
            "first-contact" => first_contact(fields)?,
            "leads" => {
                only(fields, subject, &["delays"])?;
                fields.require("delays")?;
                Counted::Leads(number_counts(fields, "delays")?)
            }
            "desks-open" => {
                only(fields, subject, &["seconds"])?;
                Counted::DesksOpen(count(fields, "seconds", MOST_SECONDS)?)
            }
            _ => Counted::Letters(channel(subject)?, letters(fields, subject)?),
        };
        Ok(Self {
            counter,
            day,
            counted,
        })
    }
}

fn channel(subject: &str) -> Result<Channel, LineFault> {
    let channel = subject
        .strip_prefix("letters-")
        .and_then(|c| c.parse().ok());
    channel.ok_or_else(|| {
        let said = LineFault::quoted(subject.as_bytes());
        let reason = format!(
            "unknown subject `{said}`: use calls, letters-letter, letters-email, letters-online, \
             complaints, first-contact, leads or desks-open"
        );
        LineFault::of("subject", reason)
    })
}

fn calls(fields: &Fields<'_>) -> Result<Counted, LineFault> {
    only(fields, "calls", CALLS)?;
    let [offered, needing_agent, answered] =
        must(fields, ["offered", "needing_agent", "answered"])?;
    let [answered_quickly, abandoned] = may(fields, ["answered_quickly", "abandoned"])?;
    at_most("needing_agent", needing_agent, "offered", offered)?;
    at_most("answered", answered, "needing_agent", needing_agent)?;
    at_most("answered_quickly", answered_quickly, "answered", answered)?;
    at_most("abandoned", abandoned, "offered", offered - answered)?;
    let delays = number_counts(fields, "delays")?;
    at_most("delays", delays.count(), "answered", answered)?;
    let seconds = delays.iter().flat_map(|(seconds, many)| {
        let many = usize::try_from(many).unwrap_or(0);
        core::iter::repeat_n(u32::from(seconds), many)
    });
    Ok(Counted::Calls(CallDay {
        offered,
        needing_agent,
        answered,
        answered_quickly,
        abandoned,
        delays: WaitHistogram::of(seconds),
    }))
}

fn letters(fields: &Fields<'_>, subject: &str) -> Result<LetterDay, LineFault> {
    only(fields, subject, LETTERS)?;
    let [received] = must(fields, ["received"])?;
    let [in_time, late, open, overdue] = may(fields, ["in_time", "late", "open", "overdue"])?;
    let known = in_time + late + open + overdue;
    if known != received {
        let reason = format!(
            "is {received}, but in_time, late, open and overdue are {known} together: each that \
             was received is one of these"
        );
        return Err(LineFault::of("received", reason));
    }
    let delays = number_counts(fields, "delays")?;
    at_most("delays", delays.count(), "received", received)?;
    Ok(LetterDay {
        received,
        in_time,
        late,
        open,
        overdue,
        delays,
    })
}

fn first_contact(fields: &Fields<'_>) -> Result<Counted, LineFault> {
    only(fields, "first-contact", FIRST_CONTACT)?;
    let [settled, at_first] = must(fields, ["settled", "at_first"])?;
    at_most("at_first", at_first, "settled", settled)?;
    Ok(Counted::FirstContact(Rate::new(at_first, settled)))
}

/// Refuses a column that says nothing of the subject: it was meant for another line.
fn only(fields: &Fields<'_>, subject: &str, columns: &[&str]) -> Result<(), LineFault> {
    let said = DayCount::OPTIONAL
        .iter()
        .filter(|name| fields.get(name).is_some());
    match said.copied().find(|name| !columns.contains(name)) {
        None => Ok(()),
        Some(other) => Err(LineFault::of(
            other,
            format!(
                "says nothing of {subject}: leave it empty; {subject} takes {}",
                columns.join(", ")
            ),
        )),
    }
}

fn must<const N: usize>(fields: &Fields<'_>, names: [&str; N]) -> Result<[u64; N], LineFault> {
    let mut counts = [0; N];
    for (slot, name) in counts.iter_mut().zip(names) {
        *slot = count(fields, name, MOST)?;
    }
    Ok(counts)
}

fn may<const N: usize>(fields: &Fields<'_>, names: [&str; N]) -> Result<[u64; N], LineFault> {
    let mut counts = [0; N];
    for (slot, name) in counts.iter_mut().zip(names) {
        if fields.get(name).is_some() {
            *slot = count(fields, name, MOST)?;
        }
    }
    Ok(counts)
}

fn count(fields: &Fields<'_>, name: &str, most: u32) -> Result<u64, LineFault> {
    let count: u32 = fields.must_parse(name)?;
    if count > most {
        return Err(LineFault::of(name, format!("{count} is more than {most}")));
    }
    Ok(count.into())
}

fn at_most(name: &str, count: u64, of: &str, most: u64) -> Result<(), LineFault> {
    if count <= most {
        return Ok(());
    }
    let reason = format!("counts {count}, and {of} leaves room for {most}");
    Err(LineFault::of(name, reason))
}
