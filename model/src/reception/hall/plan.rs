use crate::city::{OpeningHours, PlaceCode, ServiceCode};

/// The counters of a building, as they are declared.
#[derive(Debug, Clone, PartialEq)]
pub struct HallPlan {
    /// The building.
    pub site: PlaceCode,
    /// Its name.
    pub name: String,
    /// Its counters.
    pub counters: Vec<CounterPlan>,
    /// The share to be served within the promised wait, in percent, where there is
    /// an objective.
    pub promised_percent: Option<f64>,
}

/// A counter, as it is declared.
#[derive(Debug, Clone, PartialEq)]
pub struct CounterPlan {
    /// Which.
    pub code: PlaceCode,
    /// Its name.
    pub name: String,
    /// What it is asked for.
    pub services: Vec<ServicePlan>,
    /// Every other service that the town knows: people may queue for it all the same.
    pub others: Vec<ServicePlan>,
    /// Its desks.
    pub desks: Vec<DeskPlan>,
    /// Its hours today; without them no wait is announced.
    pub hours: Option<OpeningHours>,
}

/// A service, as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePlan {
    /// Which.
    pub code: ServiceCode,
    /// Its name.
    pub name: String,
    /// First letter of its numbers.
    pub letter: char,
}

/// A desk, as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskPlan {
    /// Which.
    pub code: PlaceCode,
    /// What is written above it.
    pub name: String,
    /// What it serves; nothing: all that its counter does.
    pub services: Vec<ServiceCode>,
}

impl HallPlan {
    /// A counter.
    pub fn counter(&self, code: &PlaceCode) -> Option<&CounterPlan> {
        self.counters.iter().find(|counter| counter.code == *code)
    }

    /// What is written above a desk, without the word « Guichet », which stands
    /// above its column.
    pub fn desk_label(&self, code: &PlaceCode) -> Option<&str> {
        let mut desks = self.counters.iter().flat_map(|counter| &counter.desks);
        desks.find(|desk| desk.code == *code).map(DeskPlan::label)
    }
}

impl DeskPlan {
    /// Whether it serves a service.
    pub fn serves(&self, service: &ServiceCode) -> bool {
        self.services.is_empty() || self.services.contains(service)
    }

    /// Its name without the word « Guichet ».
    pub fn label(&self) -> &str {
        let name = self.name.trim();
        let rest = name
            .strip_prefix("Guichet ")
            .or_else(|| name.strip_prefix("guichet "));
        rest.map_or(name, str::trim)
    }
}

impl CounterPlan {
    /// A service, of its own or another.
    pub fn service(&self, code: &ServiceCode) -> Option<&ServicePlan> {
        let mut all = self.services.iter().chain(&self.others);
        all.find(|service| service.code == *code)
    }
}
