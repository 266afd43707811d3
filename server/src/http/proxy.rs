use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use http::header::{AsHeaderName, HOST};

/// What a reverse proxy in front of the server says of a request.
///
/// Anybody can send these headers: they are believed only where the
/// configuration says that such a proxy sets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proxy {
    trusted: bool,
}

impl Proxy {
    /// Requests come straight from their callers.
    pub const fn none() -> Self {
        Self { trusted: false }
    }

    /// Every request comes through one proxy that sets `X-Forwarded-*`.
    pub const fn trusted() -> Self {
        Self { trusted: true }
    }

    /// The caller's address: the last one of the list, which the proxy itself added.
    pub fn caller(self, headers: &HeaderMap, peer: SocketAddr) -> IpAddr {
        self.last(headers, "x-forwarded-for")
            .and_then(|text| text.parse().ok())
            .unwrap_or_else(|| peer.ip())
            .to_canonical()
    }

    /// Whether the caller speaks HTTPS.
    pub fn is_https(self, headers: &HeaderMap) -> bool {
        self.last(headers, "x-forwarded-proto") == Some("https")
    }

    /// The host and port that the caller asked for.
    pub fn host(self, headers: &HeaderMap) -> Option<&str> {
        self.last(headers, "x-forwarded-host")
            .or_else(|| last_of(headers, HOST))
    }

    /// The site as the caller names it, `https://ville.example`; nothing for a host that
    /// cannot stand in an address.
    pub fn site(self, headers: &HeaderMap) -> Option<String> {
        let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
        let host = self.host(headers)?;
        let is_host = !host.is_empty() && host.len() <= 255 && host.bytes().all(is_fit);
        let scheme = if self.is_https(headers) {
            "https"
        } else {
            "http"
        };
        is_host.then(|| format!("{scheme}://{host}"))
    }

    fn last<'a>(self, headers: &'a HeaderMap, name: &'static str) -> Option<&'a str> {
        self.trusted.then(|| last_of(headers, name)).flatten()
    }
}

fn last_of(headers: &HeaderMap, name: impl AsHeaderName) -> Option<&str> {
    let list = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    list.rsplit(',').next().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
        list.iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn forwarded_headers_count_only_behind_a_proxy() {
        let said = headers(&[
            ("x-forwarded-for", "6.6.6.6, 203.0.113.9"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "ville.example"),
            ("host", "127.0.0.1:3000"),
        ]);
        let peer: SocketAddr = "127.0.0.1:5000".parse().unwrap();
        let (behind, alone) = (Proxy::trusted(), Proxy::none());
        assert_eq!(behind.caller(&said, peer).to_string(), "203.0.113.9");
        assert_eq!(alone.caller(&said, peer).to_string(), "127.0.0.1");
        assert!(behind.is_https(&said) && !alone.is_https(&said));
        assert_eq!(behind.host(&said), Some("ville.example"));
        assert_eq!(alone.host(&said), Some("127.0.0.1:3000"));
        assert_eq!(behind.site(&said).as_deref(), Some("https://ville.example"));
        assert_eq!(alone.site(&headers(&[("host", "a b")])), None);
    }
}
