use model::city::SeriesId;
use model::measure::{Quality, Reading};
use model::time::At;
use proptest::prelude::*;

use super::BodyFormat;
use super::body_tests::read;

prop_compose! {
    fn any_reading()(series in 0_usize..3, ms in -2_000_000_000_000_i64..1_775_000_000_000,
                     value in -1e12..1e12_f64, quality in 0_u8..4) -> (usize, Reading) {
        let quality = Quality::from_code(quality).expect("known");
        (series, Reading { at: At::from_millis(ms), value, quality })
    }
}

fn printed(readings: &[(usize, Reading)], format: BodyFormat) -> String {
    let codes = ["elec", "gas", "eau"];
    let rows =
        readings.iter().map(|(series, r)| {
            let at = jiff::Timestamp::from_millisecond(r.at.millis()).expect("in range");
            let quality = serde_json::to_value(r.quality).expect("a text");
            let quality = quality.as_str().expect("a text").to_owned();
            let code = codes[*series];
            match format {
            BodyFormat::Csv => format!("{code},{at},{},{quality}", r.value),
            _ => serde_json::json!({"series": code, "at": at.to_string(), "value": r.value, "quality": quality})
                .to_string(),
        }
        });
    let rows: Vec<String> = rows.collect();
    match format {
        BodyFormat::Csv => format!("series,at,value,quality\n{}", rows.join("\n")),
        BodyFormat::Ndjson => rows.join("\n"),
        BodyFormat::Json => format!("[{}]", rows.join(",")),
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(readings in prop::collection::vec(any_reading(), 1..60)) {
        for format in [BodyFormat::Csv, BodyFormat::Ndjson, BodyFormat::Json] {
            let parsed = read(printed(&readings, format).as_bytes(), format).expect("readable");
            prop_assert_eq!(parsed.faults.len(), 0);
            for batch in &parsed.batch.series {
                let expected: Vec<Reading> = readings
                    .iter()
                    .filter(|(series, _)| SeriesId(i64::try_from(*series).expect("small") + 1) == batch.series)
                    .map(|(_, reading)| *reading)
                    .collect();
                prop_assert_eq!(&batch.readings, &expected);
            }
            prop_assert_eq!(parsed.readings(), readings.len());
        }
    }

    #[test]
    fn any_bytes_are_answered(body in prop::collection::vec(any::<u8>(), 0..200), text in "[\\[\\]{}\":,a-z0-9 \n]{0,80}") {
        for format in [BodyFormat::Csv, BodyFormat::Ndjson, BodyFormat::Json] {
            let _ = read(&body, format);
            let _ = read(text.as_bytes(), format);
        }
    }
}
