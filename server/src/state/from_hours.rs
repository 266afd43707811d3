use model::engine::SeriesIndex;

use super::State;
use super::knowledge::Knowledge;
use super::own_prices::{own_price, price_code, tariffs_on};
use super::station_days::station_days;
use crate::store::StoreError;

impl State {
    /// Works out again what rests on hours rather than days, after completed days
    /// of some series changed: what their energy costs by their own tariffs, and the
    /// extremes of stations.
    ///
    /// # Errors
    /// [`StoreError`] when hours cannot be read; what rests on them stays as it was.
    pub async fn renew_from_hours(&self, series: &[SeriesIndex]) -> Result<(), StoreError> {
        self.renew_prices(series).await?;
        self.renew_stations(series).await
    }

    async fn renew_prices(&self, series: &[SeriesIndex]) -> Result<(), StoreError> {
        let (priced, zone, day) = self.read(|snapshot| {
            let town = &snapshot.town;
            let priced: Vec<_> = tariffs_on(town, snapshot.prepared_on)
                .filter_map(|(found, tariff)| {
                    let index = town.series_index(found.series.code.as_str())?;
                    let wanted = series.contains(&index);
                    wanted.then(|| (index, found.clone(), tariff.clone()))
                })
                .collect();
            (priced, town.zone().clone(), snapshot.prepared_on)
        });
        let known = Knowledge::now(self.store().as_ref());
        let mut changed = Vec::new();
        for (index, found, tariff) in priced {
            let price = own_price(known, &zone, &found, &tariff, day).await?;
            changed.extend(price.map(|price| (index, price_code(&found), price)));
        }
        self.read(|snapshot| {
            let known = snapshot.town.own_factors();
            changed.retain(|(_, code, price)| known.get(code) != Some(price));
        });
        if changed.is_empty() {
            return Ok(());
        }
        self.write(|snapshot| {
            let indices: Vec<SeriesIndex> = changed.iter().map(|(index, ..)| *index).collect();
            for (_, code, price) in changed {
                snapshot.town.set_own_factor(code, price);
            }
            snapshot.town.replan();
            snapshot.refresh(&indices);
        });
        Ok(())
    }

    async fn renew_stations(&self, series: &[SeriesIndex]) -> Result<(), StoreError> {
        let (stations, zone) = self.read(|snapshot| {
            let town = &snapshot.town;
            let stations = series.iter().filter(|index| town.is_station(**index));
            let known = stations.filter_map(|&index| {
                let found = town.series_at(index)?;
                let first = town.track(index)?.first_day()?;
                Some((
                    index,
                    found.clone(),
                    first,
                    town.zone().day(found.latest?.at),
                ))
            });
            (known.collect::<Vec<_>>(), town.zone().clone())
        });
        let known = Knowledge::now(self.store().as_ref());
        for (index, found, first, last) in stations {
            let days = station_days(known, &zone, &found, first, last).await?;
            if let Some((first, days)) = days {
                self.write(|snapshot| snapshot.town.set_temperatures(index, first, days));
            }
        }
        Ok(())
    }
}
