use model::city::{PlaceCode, ServiceCode, TicketCode};
use model::time::Day;

use super::front::{FRONTS, HALLS};
use super::service::Service;

/// Codes of the counters, desks and services, made once.
#[derive(Debug)]
pub(super) struct Names {
    counters: Vec<PlaceCode>,
    /// By counter.
    desks: Vec<Vec<PlaceCode>>,
    services: Vec<(Service, ServiceCode)>,
}

impl Names {
    pub(super) fn new() -> Self {
        let services = [
            Service::Civil,
            Service::Identity,
            Service::Families,
            Service::Planning,
            Service::Social,
            Service::Elections,
        ];
        let desks_of = |front: &super::front::Front| {
            let codes = (0..front.desks).map(|nth| PlaceCode::new(front.desk_code(nth)));
            codes.filter_map(Result::ok).collect()
        };
        Self {
            counters: FRONTS
                .iter()
                .filter_map(|front| PlaceCode::new(front.code).ok())
                .collect(),
            desks: FRONTS.iter().map(desks_of).collect(),
            services: services
                .into_iter()
                .filter_map(|service| Some((service, ServiceCode::new(service.code()).ok()?)))
                .collect(),
        }
    }

    pub(super) fn counter(&self, front: usize) -> Option<&PlaceCode> {
        self.counters.get(front)
    }

    pub(super) fn queue(
        &self,
        front: usize,
        service: Service,
    ) -> Option<(&PlaceCode, &ServiceCode)> {
        let (_, code) = self.services.iter().find(|(known, _)| *known == service)?;
        Some((self.counters.get(front)?, code))
    }

    pub(super) fn desk(&self, front: usize, nth: u32) -> Option<&PlaceCode> {
        self.desks.get(front)?.get(usize::try_from(nth).ok()?)
    }
}

/// The code of a ticket: its building, its day, and what is on it.
pub(super) fn ticket_code(hall: usize, day: Day, paper: &str) -> Option<TicketCode> {
    let hall = HALLS.get(hall)?;
    TicketCode::new(format!("{hall}-{day}-{paper}")).ok()
}
