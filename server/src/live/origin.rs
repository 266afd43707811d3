use http::HeaderMap;
use http::header::ORIGIN;

use crate::http::{Proxy, is_same_site};

/// Whether a page of this origin may open a socket here. Browsers always name
/// the origin of the page; what has none is not a page, and is let in.
pub(super) fn is_welcome(headers: &HeaderMap, proxy: Proxy, allowed: &[String]) -> bool {
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    is_same_site(origin, headers, proxy)
        || allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(origin))
}

#[cfg(test)]
mod tests {
    use http::header::HOST;

    use super::*;

    fn welcome(origin: &str, host: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(ORIGIN, origin.parse().unwrap());
        headers.insert(HOST, host.parse().unwrap());
        let allowed = ["https://ecran.example.fr".to_owned()];
        is_welcome(&headers, Proxy::none(), &allowed)
    }

    #[test]
    fn pages_of_this_site_and_of_named_sites_are_welcome() {
        assert!(welcome("http://localhost:3000", "localhost:3000"));
        assert!(welcome("https://Ville.example", "ville.example:443"));
        assert!(welcome("https://ecran.example.fr", "ville.example"));
    }

    #[test]
    fn pages_of_other_sites_are_not() {
        assert!(!welcome("https://evil.example", "ville.example"));
        assert!(!welcome(
            "https://ville.example.evil.example",
            "ville.example"
        ));
        assert!(!welcome("http://localhost:3001", "localhost:3000"));
        assert!(!welcome("null", "ville.example"));
        assert!(!welcome("ftp://ville.example", "ville.example"));
    }

    #[test]
    fn what_is_not_a_page_is_welcome() {
        assert!(is_welcome(&HeaderMap::new(), Proxy::none(), &[]));
    }
}
