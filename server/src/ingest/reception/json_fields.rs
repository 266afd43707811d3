use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Fields, Reader, Record, Records};
use crate::ingest::LineFault;

/// Takes an array of records, one record, or an object with an array of them,
/// element by element: a body is never in memory as a whole tree.
pub(super) struct JsonFields<'r, 'a, R> {
    pub(super) records: &'r mut Records<R>,
    pub(super) reader: &'r mut Reader<'a>,
    /// Records after which reading stops.
    pub(super) most: u64,
}

impl<R: Record> JsonFields<'_, '_, R> {
    /// Takes one element, whatever it is.
    pub(super) fn element(&mut self, line: u64, value: &Value) {
        match value {
            Value::Object(object) => match fields(object) {
                Ok(fields) => self.records.take(line, &fields, self.reader),
                Err(fault) => self.refuse(line, fault, value),
            },
            _ => self.refuse(line, LineFault::whole("expected an object"), value),
        }
    }

    fn refuse(&mut self, line: u64, fault: LineFault, value: &Value) {
        self.records.lines += 1;
        self.records
            .set_aside(line, fault, &value.to_string(), self.reader);
    }
}

/// Texts and numbers of an object; what is null is not said.
fn fields(object: &Map<String, Value>) -> Result<Fields<'_>, LineFault> {
    let mut named = Vec::with_capacity(object.len());
    for (name, value) in object {
        let text = match value {
            Value::String(text) => Cow::Borrowed(text.as_str()),
            Value::Number(number) => Cow::Owned(number.to_string()),
            Value::Null => Cow::Borrowed(""),
            _ => return Err(LineFault::of(name, "is neither a text nor a number")),
        };
        named.push((name.as_str(), text));
    }
    Ok(Fields::new(named))
}

impl<'de, R: Record> DeserializeSeed<'de> for JsonFields<'_, '_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, R: Record> Visitor<'de> for JsonFields<'_, '_, R> {
    type Value = ();

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "an array of objects, or `{}` with one", R::KEY)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut all: A) -> Result<(), A::Error> {
        let mut line = 0;
        while let Some(value) = all.next_element::<Value>()? {
            line += 1;
            if line > self.most {
                // The caller looks at the count, not at this.
                self.records.lines = line;
                return Err(A::Error::custom("too many records"));
            }
            self.element(line, &value);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if name == R::KEY && object.is_empty() {
                members.next_value_seed(self)?;
                return match members.next_key::<String>()? {
                    None => Ok(()),
                    Some(other) => Err(A::Error::custom(format!(
                        "`{other}` beside `{}`: send the array alone",
                        R::KEY
                    ))),
                };
            }
            object.insert(name, members.next_value()?);
        }
        self.element(1, &Value::Object(object));
        Ok(())
    }
}
