use model::time::Day;

/// One meter of electricity for two buildings.
#[derive(Debug, Clone, Copy)]
pub(super) struct SharedMeter {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Codes of the buildings; the meter stands in the first.
    pub(super) sites: [&'static str; 2],
    /// By what share it serves them, in hundredths, since the first of a month.
    pub(super) keys: [((i16, i8), [u32; 2]); 2],
}

/// The only one: a school and its nursery around one yard.
pub(super) const SHARED: SharedMeter = SharedMeter {
    code: "elec-groupe-scolaire-de-la-halle",
    name: "Électricité, groupe scolaire de la Halle",
    sites: ["ecole-de-la-halle", "maternelle-de-la-halle"],
    keys: [((2019, 1), [70, 30]), ((2025, 9), [66, 34])],
};

impl SharedMeter {
    /// The first day of a key, its end, and the share of each building.
    pub(super) fn shares(self) -> impl Iterator<Item = (Day, Option<Day>, [f64; 2])> {
        let first = |((year, month), _)| Day::from_ymd(year, month, 1).unwrap_or_default();
        self.keys.into_iter().enumerate().map(move |(nth, key)| {
            let next = self.keys.get(nth + 1).copied().map(first);
            (
                first(key),
                next,
                key.1.map(|share| f64::from(share) / 100.0),
            )
        })
    }
}
