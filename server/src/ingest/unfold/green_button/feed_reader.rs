use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::feed::{Block, Feed, IntervalReading, ReadingType};
use crate::ingest::unfold::UnfoldError;

/// Bytes of one feed.
const MAX_BYTES: u64 = 256 << 20;
/// How deep elements may be nested; a feed needs nine.
const MAX_DEPTH: usize = 32;
/// Readings of one feed.
const MAX_READINGS: usize = 5_000_000;
/// Bytes of one text; the longest that is looked at is an address.
const MAX_TEXT_BYTES: usize = 4_096;

/// Reads a feed. Namespaces are not looked at: utilities write them in many ways.
pub(super) fn read(read: impl Read) -> Result<Feed, UnfoldError> {
    let mut limited = read.take(MAX_BYTES + 1);
    let mut xml = Reader::from_reader(BufReader::new(&mut limited));
    let mut state = State::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer);
        let position = xml.buffer_position();
        let fault = |reason: String| no_feed(position, &reason);
        match event.map_err(|e| fault(e.to_string()))? {
            Event::Start(start) => {
                state.enter(name(&start));
                if state.path.len() > MAX_DEPTH {
                    return Err(fault(format!("nested deeper than {MAX_DEPTH} elements")));
                }
                state.link(&start);
            }
            Event::Empty(start) => {
                state.enter(name(&start));
                state.link(&start);
                state.leave().map_err(fault)?;
            }
            Event::Text(text) => {
                let text: &str = &text;
                if state.text.len() + text.len() <= MAX_TEXT_BYTES {
                    state.text.push_str(text);
                }
            }
            Event::End(_) => state.leave().map_err(fault)?,
            Event::DocType(_) => {
                return Err(fault("holds a document type, which no feed needs".into()));
            }
            Event::Eof => break,
            _ => {}
        }
        if state.readings > MAX_READINGS {
            return Err(UnfoldError::TooLarge {
                what: "the number of readings",
                limit: "5 000 000",
            });
        }
    }
    let unclosed = !state.path.is_empty();
    let position = xml.buffer_position();
    if position > MAX_BYTES {
        return Err(UnfoldError::TooLarge {
            what: "the feed",
            limit: "256 MiB",
        });
    }
    if unclosed {
        return Err(no_feed(position, "ends before its elements are closed"));
    }
    Ok(state.feed)
}

fn no_feed(position: u64, reason: &str) -> UnfoldError {
    UnfoldError::Format {
        expected: "Green Button feed",
        reason: format!("byte {position}: {reason}"),
    }
}

fn name(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

/// Where the reader is, and what the entry it is in has said up to now.
#[derive(Default)]
struct State {
    feed: Feed,
    path: Vec<String>,
    text: String,
    readings: usize,
    entry: Entry,
}

#[derive(Default)]
struct Entry {
    own: String,
    up: String,
    related: Vec<String>,
    holds: Option<Content>,
    service: String,
    kind: ReadingType,
    reading: IntervalReading,
    readings: Vec<IntervalReading>,
}

#[derive(Clone, Copy)]
enum Content {
    UsagePoint,
    MeterReading,
    ReadingType,
    IntervalBlock,
}

impl State {
    fn enter(&mut self, name: String) {
        self.text.clear();
        self.entry.holds = match name.as_str() {
            "entry" => {
                self.entry = Entry::default();
                None
            }
            "UsagePoint" => Some(Content::UsagePoint),
            "MeterReading" => Some(Content::MeterReading),
            "ReadingType" => Some(Content::ReadingType),
            "IntervalBlock" => Some(Content::IntervalBlock),
            "IntervalReading" => {
                self.entry.reading = IntervalReading::default();
                self.entry.holds
            }
            _ => self.entry.holds,
        };
        self.path.push(name);
    }

    fn link(&mut self, start: &BytesStart<'_>) {
        if self.path.last().map(String::as_str) != Some("link") {
            return;
        }
        let attribute = |wanted: &str| {
            let found = start.attributes().flatten();
            let mut found = found.filter(|a| a.key.as_ref() == wanted);
            found.next().map(|a| a.value.into_owned())
        };
        let (Some(relation), Some(address)) = (attribute("rel"), attribute("href")) else {
            return;
        };
        match relation.as_str() {
            "self" => self.entry.own = address,
            "up" => self.entry.up = address,
            "related" if self.entry.related.len() < 100 => self.entry.related.push(address),
            _ => {}
        }
    }

    fn leave(&mut self) -> Result<(), String> {
        let Some(name) = self.path.pop() else {
            return Ok(());
        };
        let text = self.text.trim();
        let parent = self.path.last().map_or("", String::as_str);
        let entry = &mut self.entry;
        match (parent, name.as_str()) {
            ("ServiceCategory", "kind") => text.clone_into(&mut entry.service),
            ("ReadingType", "uom") => text.clone_into(&mut entry.kind.uom),
            ("ReadingType", "flowDirection") => text.clone_into(&mut entry.kind.flow),
            ("ReadingType", "currency") => text.clone_into(&mut entry.kind.currency),
            ("ReadingType", "powerOfTenMultiplier") => {
                let power = text.parse().ok().filter(|power| (-12..=12).contains(power));
                entry.kind.power_of_ten = power.ok_or_else(|| no_number(text, &name))?;
            }
            ("timePeriod", "start") => entry.reading.start_s = whole(text, &name)?,
            ("timePeriod", "duration") => entry.reading.duration_s = whole(text, &name)?,
            ("IntervalReading", "value") => entry.reading.value = number(text, &name)?,
            ("IntervalReading", "cost") => entry.reading.cost = Some(number(text, &name)?),
            ("ReadingQuality", "quality") => text.clone_into(&mut entry.reading.quality),
            (_, "IntervalReading") => {
                entry.readings.push(core::mem::take(&mut entry.reading));
                self.readings += 1;
            }
            (_, "entry") => self.end_of_entry(),
            _ => {}
        }
        self.text.clear();
        Ok(())
    }

    fn end_of_entry(&mut self) {
        let Entry {
            own,
            up,
            related,
            holds,
            service,
            kind,
            readings,
            ..
        } = core::mem::take(&mut self.entry);
        match holds {
            Some(Content::UsagePoint) => {
                self.feed.service_of.insert(own, service);
            }
            Some(Content::MeterReading) => {
                let address = related.into_iter().find(|a| a.contains("/ReadingType/"));
                self.feed.type_of.insert(own, address.unwrap_or_default());
            }
            Some(Content::ReadingType) => {
                self.feed.types.insert(own, kind);
            }
            Some(Content::IntervalBlock) => {
                let address = if up.is_empty() { own } else { up };
                let of = address
                    .rsplit_once("/IntervalBlock")
                    .map_or(address.as_str(), |(of, _)| of);
                self.feed.blocks.push(Block {
                    of: of.to_owned(),
                    readings,
                });
            }
            None => {}
        }
    }
}

fn whole(text: &str, name: &str) -> Result<i64, String> {
    text.parse().map_err(|_| no_number(text, name))
}

fn number(text: &str, name: &str) -> Result<f64, String> {
    let found = text.parse().ok().filter(|number: &f64| number.is_finite());
    found.ok_or_else(|| no_number(text, name))
}

fn no_number(text: &str, name: &str) -> String {
    let text: String = text.chars().take(40).collect();
    format!("`{text}` of {name} is no number that fits")
}
