use model::reception::RatingCounts;

use super::{Fields, Reader, Record};
use crate::ingest::LineFault;
use crate::store::{Question, Rating};

/// The only scale of « would you recommend us ».
const RECOMMENDATION: u8 = 10;

impl Record for Rating {
    const TARGET: &'static str = "ratings";
    const KEY: &'static str = "ratings";
    const REQUIRED: &'static [&'static str] = &["at", "counter", "channel", "score", "scale"];
    const OPTIONAL: &'static [&'static str] = &["question"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Result<Self, LineFault> {
        let mut rating = Self {
            counter: reader.counters.counter(fields.require("counter")?)?,
            at: reader.past(fields, "at")?,
            channel: fields.must_parse("channel")?,
            question: fields.parsed("question")?.unwrap_or_default(),
            score: fields.must_parse("score")?,
            scale: fields.must_parse("scale")?,
            source: reader.source.to_owned(),
            nth: 0,
        };
        RatingCounts::default()
            .add(rating.score, rating.scale)
            .map_err(|fault| LineFault::of("score", fault.to_string()))?;
        if rating.question == Question::Recommendation && rating.scale != RECOMMENDATION {
            let reason = "recommendation is asked from 0 to 10: write 10";
            return Err(LineFault::of("scale", reason));
        }
        rating.nth = reader.nth(&rating);
        Ok(rating)
    }
}
