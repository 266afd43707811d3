mod feed;
mod feed_reader;

use std::io::Read;

use super::{SheetLines, UnfoldError};
use crate::ingest::mapping::FileFormat;
use feed::Feed;

/// The columns that a Green Button feed is written out in.
const COLUMNS: [&str; 11] = [
    "usage_point",
    "meter_reading",
    "commodity",
    "flow",
    "unit",
    "start",
    "duration",
    "value",
    "quality",
    "cost",
    "currency",
];

/// The interval readings of a Green Button feed (NAESB REQ.21 ESPI, Atom) as lines.
///
/// `value` is in `unit`, the power of ten of the reading type applied; `start`
/// is in Unix seconds and marks the start, `duration` is in seconds; `cost` is
/// in units of the currency (ESPI writes hundred-thousandths). `unit` is one
/// that this product knows; other units of measure are refused.
///
/// # Errors
/// [`UnfoldError`] when it is no such feed, too deep or too large, or its
/// blocks name reading types that it does not hold.
pub fn green_button(read: impl Read, format: &FileFormat) -> Result<Vec<u8>, UnfoldError> {
    let feed = Feed::read(read)?;
    let mut lines = SheetLines::new(format);
    for column in COLUMNS {
        lines.text(column);
    }
    lines.end()?;
    for block in &feed.blocks {
        let source = feed.source_of(block)?;
        for reading in &block.readings {
            for text in [
                source.usage_point,
                source.meter_reading,
                source.commodity,
                source.flow,
                source.unit.symbol,
            ] {
                lines.text(text);
            }
            lines.text(&reading.start_s.to_string());
            lines.text(&reading.duration_s.to_string());
            lines.number(source.unit.convert(reading.value));
            lines.text(&reading.quality);
            match reading.cost {
                Some(cost) => lines.number(cost / 1e5),
                None => lines.text(""),
            }
            lines.text(source.currency);
            lines.end()?;
        }
    }
    Ok(lines.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(uom: &str, power: &str, reading: &str) -> String {
        let up = "/espi/RetailCustomer/1/UsagePoint/A1/MeterReading/01";
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'>\
             <entry><link rel='self' href='/espi/RetailCustomer/1/UsagePoint/A1'/><content>\
             <UsagePoint xmlns='http://naesb.org/espi'><ServiceCategory><kind>0</kind>\
             </ServiceCategory></UsagePoint></content></entry>\
             <entry><link rel='self' href='{up}/IntervalBlock/1'/>\
             <link rel='up' href='{up}/IntervalBlock'/><content>\
             <e:IntervalBlock xmlns:e='http://naesb.org/espi'><e:interval><e:duration>86400\
             </e:duration><e:start>5</e:start></e:interval>{reading}</e:IntervalBlock>\
             </content></entry>\
             <entry><link rel='self' href='{up}'/>\
             <link rel='related' href='/espi/ReadingType/07'/><content>\
             <MeterReading xmlns='http://naesb.org/espi'/></content></entry>\
             <entry><link rel='self' href='/espi/ReadingType/07'/><content><ReadingType>\
             <flowDirection>1</flowDirection><currency>978</currency>\
             <powerOfTenMultiplier>{power}</powerOfTenMultiplier><uom>{uom}</uom>\
             </ReadingType></content></entry></feed>"
        )
    }

    const READING: &str = "<e:IntervalReading><e:cost>97400</e:cost><e:ReadingQuality>\
        <e:quality>8</e:quality></e:ReadingQuality><e:timePeriod><e:duration>900</e:duration>\
        <e:start>1330578000</e:start></e:timePeriod><e:value>282</e:value></e:IntervalReading>";

    fn unfold(text: &str) -> Result<Vec<String>, String> {
        let bytes = green_button(text.as_bytes(), &FileFormat::default());
        let bytes = bytes.map_err(|e| e.to_string())?;
        let text = String::from_utf8(bytes).map_err(|e| e.to_string())?;
        Ok(text.lines().skip(1).map(str::to_owned).collect())
    }

    #[test]
    fn readings_find_their_type_wherever_it_stands() {
        for (uom, power, unit, value) in [
            ("72", "0", "Wh", "282"),
            ("72", "3", "Wh", "282000"),
            ("72", "-3", "Wh", "0.282"),
            ("42", "0", "m3", "282"),
            ("169", "-1", "therm", "28.2"),
            ("31", "8", "MJ", "28200"),
        ] {
            let lines = unfold(&feed(uom, power, READING)).expect("a feed");
            let line =
                format!("A1,01,electricity,delivered,{unit},1330578000,900,{value},8,0.974,EUR");
            assert_eq!(lines, [line]);
        }
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for (text, reason) in [
            (feed("63", "0", READING), "unit of measure 63"),
            (feed("72", "99", READING), "powerOfTenMultiplier"),
            (
                feed(
                    "72",
                    "0",
                    "<IntervalReading><value>x</value></IntervalReading>",
                ),
                "`x` of value",
            ),
            (
                feed("72", "0", READING).replace(
                    "ReadingType/07'/><content><ReadingType>",
                    "Other'/><content><ReadingType>",
                ),
                "no ReadingType /espi/ReadingType/07",
            ),
            (
                "<!DOCTYPE feed [<!ENTITY a 'aaaa'>]><feed>&a;</feed>".to_owned(),
                "document type",
            ),
            ("<feed>".repeat(40), "nested deeper than 32"),
            ("<feed><entry></feed>".to_owned(), "is no Green Button feed"),
            ("<html></html>".to_owned(), "no interval reading"),
        ] {
            let refused = unfold(&text).expect_err(reason);
            assert!(refused.contains(reason), "{reason}: {refused}");
        }
    }
}
