mod period;

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use model::city::Place;
use model::measure::Unit;
use model::time::{At, Zone};

use super::SHAPE;
use crate::clock::SharedClock;
use crate::import::ImportError;
use crate::import::declaring::{Counts, Declaring};
use crate::import::rows::{RawRow, RowTaker, by_name, read_rows};
use crate::import::table::{Row, Table};
use crate::ingest::mapping::{
    BillMapping, BillRule, LocalTime, MappingError, SeriesSource, SourceUnit, Template, Variables,
};
use crate::ingest::{Header, HeaderFault, LineFault, SeriesDirectory, SeriesEntry};
use crate::store::Store;
use period::Period;

/// Reads files of bills the way a mapping describes them, into canonical rows.
pub(super) struct MappedBills {
    pub(super) mapping: BillMapping,
    declaring: Declaring,
    city: Option<String>,
    places: HashMap<String, Place>,
    zone: Zone,
}

impl MappedBills {
    /// To be made inside the runtime of the store.
    pub(super) async fn new(
        store: Arc<dyn Store>,
        clock: SharedClock,
        mapping: BillMapping,
        city: Option<String>,
    ) -> Result<Self, ImportError> {
        let no_zone = |fault: MappingError| ImportError::Mapping {
            file: "period.zone".to_owned(),
            reason: fault.to_string(),
        };
        let database = Zone::new(&store.meta().zone).unwrap_or_else(|_| Zone::utc());
        let zone = mapping.zone(&database).map_err(no_zone)?;
        let directory = SeriesDirectory::load(&*store).await?;
        let places = store.places().await?;
        let codes = places.iter().map(|place| place.code.clone()).collect();
        let declaring = Declaring::new(
            store,
            clock,
            mapping.declare.clone(),
            mapping.maps.clone(),
            city.clone(),
            directory,
            codes,
        );
        let places = places.into_iter();
        Ok(Self {
            declaring,
            mapping,
            city,
            places: places.map(|p| (p.code.as_str().to_owned(), p)).collect(),
            zone,
        })
    }

    pub(super) fn declared(&self) -> Counts {
        self.declaring.counts()
    }

    /// The bills of a file as a canonical table; a text when it is refused as a whole.
    pub(super) fn read(
        &self,
        read: Box<dyn Read + Send>,
        path: &Path,
        source: &str,
    ) -> Result<Table, String> {
        let mut variables = match &self.mapping.pattern {
            None => Variables::new(),
            Some(pattern) => pattern.captures(path).ok_or_else(|| {
                let pattern = pattern.as_str();
                format!("the path does not end like `{pattern}`, the pattern of the mapping")
            })?,
        };
        if let Some(city) = &self.city {
            variables.insert("city".to_owned(), city.clone());
        }
        let local = self.mapping.local_time(&self.zone);
        let mut reading = Reading {
            bills: self,
            variables,
            local: local.map_err(|e| e.to_string())?,
            table: Table {
                source: source.to_owned(),
                shape: SHAPE,
                columns: [SHAPE.required, SHAPE.optional]
                    .concat()
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                rows: Vec::new(),
                faults: Vec::new(),
                passed_over: 0,
            },
        };
        match read_rows(read, &self.mapping.file, &mut reading) {
            Err(fault) => Err(fault.to_string()),
            Ok(false) => Err("the file is empty".to_owned()),
            Ok(true) => Ok(reading.table),
        }
    }

    /// From written amounts to amounts of the series over the period.
    fn factor(
        &self,
        rule: &BillRule,
        entry: &SeriesEntry,
        days: f64,
        fill: &dyn Fn(&'static str, &Template) -> Result<String, LineFault>,
    ) -> Result<f64, LineFault> {
        let fault = |reason: String| LineFault::of("amount", reason);
        let mut target = entry.unit.clone();
        let mut factor = if rule.per_day { days } else { 1.0 };
        if let Some(attribute) = &rule.per {
            let size = self
                .places
                .get(entry.place.as_str())
                .and_then(|place| place.number(attribute))
                .ok_or_else(|| {
                    let place = &entry.place;
                    fault(format!(
                        "place `{place}` has no {attribute}, which the amount is per: import \
                         places with it first"
                    ))
                })?;
            let suffix = attribute.rsplit('_').next().unwrap_or_default();
            let per: Unit = suffix
                .parse()
                .map_err(|e| fault(format!("bill.per: {e}")))?;
            target = target.per(&per);
            factor *= size;
        }
        let Some(unit) = &rule.unit else {
            return Ok(factor);
        };
        let unit = SourceUnit::read(&fill("unit", unit)?).map_err(fault)?;
        let scale = unit.scale_to(&target).map_err(fault)?;
        Ok(factor * scale.factor)
    }
}

/// A file that is being read.
struct Reading<'m> {
    bills: &'m MappedBills,
    variables: Variables,
    local: LocalTime,
    table: Table,
}

impl RowTaker for Reading<'_> {
    fn header(&mut self, _: &Header) -> Result<(), HeaderFault> {
        Ok(())
    }

    fn row(&mut self, header: &Header, row: RawRow<'_>) {
        let RawRow { line, text, cells } = row;
        let variables = cells.and_then(|cells| {
            let mut variables = self.variables.clone();
            variables.extend(by_name(header, cells));
            let mapping = &self.bills.mapping;
            if !mapping.filters.iter().all(|filter| filter.fits(&variables)) {
                return Ok(None);
            }
            for split in &mapping.splits {
                split.apply(&mut variables)?;
            }
            Ok(Some(variables))
        });
        let taken = match variables {
            Ok(None) => {
                self.table.passed_over += 1;
                Ok(())
            }
            Ok(Some(variables)) => self.take(line, &variables),
            Err(fault) => Err(fault),
        };
        if let Err(fault) = taken {
            // Only its file can be tried again: the name is no target.
            let source = &self.table.source;
            let fault = fault.set_aside(source, "mapped-bills", line, text);
            self.table.faults.push(fault);
        }
    }
}

impl Reading<'_> {
    fn take(&mut self, line: u64, variables: &Variables) -> Result<(), LineFault> {
        let mapping = &self.bills.mapping;
        let period = Period::of(&mapping.period, variables, &mapping.maps, &mut self.local)?;
        let (from, to) = period.instants(&self.bills.zone)?;
        let mut rows = Vec::new();
        for rule in &mapping.bill {
            let fits = |(name, text): (&String, &String)| variables.get(name) == Some(text);
            if rule.when.iter().all(fits)
                && let Some(cells) = self.bill(rule, variables, from, to)?
            {
                rows.push(Row { line, cells });
            }
        }
        self.table.rows.extend(rows);
        Ok(())
    }

    /// The canonical cells of one bill of a line; `None` when it has no such bill.
    fn bill(
        &self,
        rule: &BillRule,
        variables: &Variables,
        from: At,
        to: At,
    ) -> Result<Option<Vec<String>>, LineFault> {
        let mapping = &self.bills.mapping;
        let fill = |field: &'static str, template: &Template| {
            template
                .fill(variables, &mapping.maps)
                .map_err(|fault| LineFault::of(field, format!("bill.{field}: {fault}")))
        };
        let number = |field: &'static str, text: &str| {
            mapping.file.numbers().read(text).ok_or_else(|| {
                let quoted = LineFault::quoted(text.as_bytes());
                let reason = format!(
                    "`{quoted}` is not a number: check file.decimal, file.thousands and \
                     bill.missing"
                );
                LineFault::of(field, reason)
            })
        };
        let amount = fill("amount", &rule.amount)?;
        if amount.is_empty() || rule.missing.contains(&amount) {
            return Ok(None);
        }
        let amount = number("amount", &amount)?;
        let code = fill("series", &rule.series)?;
        let mut named = variables.clone();
        named.insert("bill".to_owned(), rule.name.clone());
        let entry = self.bills.declaring.resolve(&code, &named)?;
        let zone = &self.bills.zone;
        let days = f64::from(zone.day(to).since(zone.day(from)));
        let factor = self.bills.factor(rule, &entry, days, &fill)?;
        let optional = |field, template: &Option<Template>| {
            let filled = template.as_ref().map(|template| fill(field, template));
            filled.transpose().map(Option::unwrap_or_default)
        };
        let cost = match optional("cost", &rule.cost)?.as_str() {
            "" => String::new(),
            text => number("cost", text)?.to_string(),
        };
        let date = |at: At| jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
        Ok(Some(vec![
            code,
            date(from).to_string(),
            date(to).to_string(),
            (amount * factor).to_string(),
            optional("estimated", &rule.estimated)?,
            cost,
        ]))
    }
}
