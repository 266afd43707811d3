//! Whether a request comes from a page of this site.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HeaderName, ORIGIN};
use http::{HeaderMap, Method, StatusCode};

use super::{Problem, Proxy};

/// Whether an `Origin` names the site that was asked.
pub fn is_same_site(origin: &str, headers: &HeaderMap, proxy: Proxy) -> bool {
    let same = || {
        let (scheme, host) = origin.split_once("://")?;
        let port = match scheme {
            "http" => ":80",
            "https" => ":443",
            _ => return None,
        };
        let bare = |host: &str| host.strip_suffix(port).unwrap_or(host).to_ascii_lowercase();
        Some(bare(host) == bare(proxy.host(headers)?))
    };
    same().unwrap_or(false)
}

/// Refuses whatever could change something and was not sent by a page of this
/// site: no other page can act in the name of who is signed in here.
///
/// A browser names the origin of every such request. Programs that send
/// readings do not; the API knows them by their key and never by a cookie.
pub async fn refuse_foreign(State(proxy): State<Proxy>, request: Request, next: Next) -> Response {
    let is_safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if is_safe || is_from_here(request.headers(), request.uri().path(), proxy) {
        return next.run(request).await;
    }
    Problem::new(StatusCode::FORBIDDEN)
        .detail("this is sent from a page of this site, and from nowhere else")
        .into_response()
}

fn is_from_here(headers: &HeaderMap, path: &str, proxy: Proxy) -> bool {
    if let Some(origin) = headers.get(ORIGIN) {
        let origin = origin.to_str();
        return origin.is_ok_and(|origin| is_same_site(origin, headers, proxy));
    }
    let site = headers.get(HeaderName::from_static("sec-fetch-site"));
    match site {
        Some(site) => site.as_bytes() == b"same-origin",
        None => path.starts_with("/api/v1/"),
    }
}

#[cfg(test)]
mod tests {
    use http::header::HOST;

    use super::*;

    fn from(headers: &[(&'static str, &str)], path: &str) -> bool {
        let mut map = HeaderMap::new();
        map.insert(HOST, "ville.example".parse().unwrap());
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        is_from_here(&map, path, Proxy::none())
    }

    #[test]
    fn pages_of_this_site_are_known_by_their_origin() {
        assert!(from(&[("origin", "https://ville.example")], "/moi"));
        assert!(from(&[("sec-fetch-site", "same-origin")], "/moi"));
        for foreign in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "https://ville.example.evil.example"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", "none"),
        ] {
            assert!(!from(&[foreign], "/moi"), "{foreign:?}");
            assert!(!from(&[foreign], "/api/v1/readings"), "{foreign:?}");
        }
        let both = [("origin", "null"), ("sec-fetch-site", "same-origin")];
        assert!(!from(&both, "/moi"), "the origin counts where there is one");
    }

    #[test]
    fn what_is_not_a_page_may_only_use_the_api() {
        assert!(from(&[], "/api/v1/readings"));
        for path in ["/moi", "/connexion", "/api/ui/page", "/api/v1"] {
            assert!(!from(&[], path), "{path}");
        }
    }
}
