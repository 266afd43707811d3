use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::options::LiveOptions;

/// Counts open sockets and says when there are enough.
#[derive(Debug, Default)]
pub(super) struct Admission {
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    all: u32,
    by_network: HashMap<IpAddr, u32>,
}

/// Why a socket is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Full {
    /// The server has all it takes.
    Server,
    /// This address has all it may.
    Address,
}

/// One socket let in; its place is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Admitted {
    admission: Arc<Admission>,
    network: IpAddr,
}

impl Admission {
    /// Counts one more socket from `address`.
    pub fn admit(
        self: &Arc<Self>,
        address: IpAddr,
        options: &LiveOptions,
    ) -> Result<Admitted, Full> {
        let network = network_of(address);
        let mut counts = self.counts();
        if counts.all >= options.sockets {
            return Err(Full::Server);
        }
        let limited = options.limit_loopback || !address.is_loopback();
        let open = counts.by_network.get(&network).copied().unwrap_or(0);
        if limited && open >= options.sockets_per_address {
            return Err(Full::Address);
        }
        counts.by_network.insert(network, open + 1);
        counts.all += 1;
        Ok(Admitted {
            admission: Arc::clone(self),
            network,
        })
    }

    /// Sockets open.
    pub fn open(&self) -> u32 {
        self.counts().all
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut counts = self.admission.counts();
        counts.all = counts.all.saturating_sub(1);
        if let Some(left) = counts.by_network.get_mut(&self.network) {
            *left = left.saturating_sub(1);
            if *left == 0 {
                counts.by_network.remove(&self.network);
            }
        }
    }
}

/// One household or office has a whole /64 of IPv6 addresses.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> LiveOptions {
        LiveOptions {
            sockets: 3,
            sockets_per_address: 2,
            ..LiveOptions::default()
        }
    }

    #[test]
    fn a_network_has_its_share_and_gets_it_back() {
        let admission = Arc::<Admission>::default();
        let from = |text: &str| admission.admit(text.parse().unwrap(), &options());
        let first = from("2001:db8::1").unwrap();
        let _second = from("2001:db8::2").unwrap();
        assert_eq!(from("2001:db8::3").unwrap_err(), Full::Address);
        drop(first);
        assert!(from("2001:db8::3").is_ok());
    }

    #[test]
    fn the_server_has_its_limit_even_for_itself() {
        let admission = Arc::<Admission>::default();
        let kept: Vec<_> = (0..4)
            .map(|_| admission.admit("127.0.0.1".parse().unwrap(), &options()))
            .collect();
        assert_eq!(kept.iter().filter(|one| one.is_ok()).count(), 3);
        assert_eq!(kept.last().unwrap().as_ref().unwrap_err(), &Full::Server);
        assert_eq!(admission.open(), 3);
        drop(kept);
        assert_eq!(admission.open(), 0);
        assert!(admission.counts().by_network.is_empty());
    }

    #[test]
    fn an_address_turned_away_leaves_nothing_behind() {
        let admission = Arc::<Admission>::default();
        let none = LiveOptions {
            sockets_per_address: 0,
            ..options()
        };
        assert!(
            admission
                .admit("192.0.2.1".parse().unwrap(), &none)
                .is_err()
        );
        assert!(admission.counts().by_network.is_empty());
    }
}
