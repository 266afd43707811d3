use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use app::plain::forbidden_page;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode};

use super::desk::unavailable;
use super::{Desk, Refused, cookie};
use crate::access::{Actor, Halfway, Known, SignedIn, Stage};
use crate::http::{Proxy, RequestId, path_of_referer};

/// Finds out who is signed in, for every handler within; and shows who is
/// refused why. Layer it around everything that depends on who asks.
pub async fn identify(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let origin = caller(&request, desk.proxy);
    let named = request.extensions().get::<RequestId>();
    let named = named.map(ToString::to_string);
    let known = match cookie::read(&headers) {
        None => None,
        Some(identifier) => {
            let from = (origin.clone(), named.clone());
            match desk.accounts.signed_in(identifier, from).await {
                Ok(known) => known,
                Err(fault) => {
                    tracing::error!(%fault, "sessions");
                    return unavailable();
                }
            }
        }
    };
    request
        .extensions_mut()
        .insert(Actor::anonymous(origin, named));
    let (who, half) = match known {
        None => (None, None),
        Some(Known::Whole(who)) => (Some(who), None),
        Some(Known::Halfway(half)) => (None, Some(half)),
    };
    if let Some(who) = &who {
        request.extensions_mut().insert(who.clone());
    }
    if let Some(half) = &half {
        request.extensions_mut().insert(half.clone());
    }
    let method = request.method().clone();
    let uri = request.uri().clone();
    let response = next.run(request).await;
    let Some(refused) = response.extensions().get::<Refused>().copied() else {
        return response;
    };
    if let Some(who) = &who {
        trace(&desk, who, &method, uri.path()).await;
    }
    if uri.path().starts_with("/api/") {
        return response;
    }
    match refused {
        Refused::SignIn => {
            let back = if method == Method::GET {
                uri.path_and_query()
                    .map_or("/", |asked| asked.as_str())
                    .to_owned()
            } else {
                path_of_referer(&headers)
            };
            Redirect::to(&next_address(half.as_ref(), &back)).into_response()
        }
        Refused::Right => {
            let status = StatusCode::FORBIDDEN;
            desk.page(&headers, who.as_ref(), status, forbidden_page)
                .await
        }
    }
}

/// Where somebody goes on who is not signed in, and back to a page afterwards.
fn next_address(half: Option<&Halfway>, back: &str) -> String {
    match half {
        None => format!("/connexion?motif=requise&retour={}", in_query(back)),
        Some(half) => stage_address(half.stage, back),
    }
}

/// Where what is left of a sign-in is done, and back to a page afterwards.
pub(super) fn stage_address(stage: Stage, back: &str) -> String {
    let way = match stage {
        Stage::Code => "/connexion/code",
        Stage::Enrol => "/moi/code",
    };
    format!("{way}?retour={}", in_query(back))
}

/// A path as a value in an address.
pub(in crate::http) fn in_query(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

async fn trace(desk: &Desk, who: &SignedIn, method: &Method, path: &str) {
    let path: String = path.chars().take(200).collect();
    let now = desk.accounts.clock().now();
    let entry = who
        .actor()
        .was_refused("access", format!("{method} {path}"), now);
    if let Err(fault) = desk.accounts.trace(entry).await {
        tracing::error!(%fault, "a refusal could not be noted");
    }
}

/// Where a request comes from, as far as tries to sign in are counted: an
/// address of IPv4, or the network of a house in IPv6.
fn caller(request: &Request, proxy: Proxy) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let Some(ConnectInfo(peer)) = peer else {
        return "unknown".to_owned();
    };
    match proxy.caller(request.headers(), *peer) {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Whether the way to the browser is protected: by TLS in front, or because it
/// does not leave the machine.
pub(in crate::http) fn is_protected(parts: &Parts, proxy: Proxy) -> bool {
    proxy.is_https(&parts.headers) || is_loopback(&parts.headers, proxy)
}

fn is_loopback(headers: &HeaderMap, proxy: Proxy) -> bool {
    let Some(host) = proxy.host(headers) else {
        return false;
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || name
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use http::header::HOST;

    use super::*;

    #[test]
    fn only_addresses_of_the_machine_itself_are_loopback() {
        let is = |host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, host.parse().unwrap());
            is_loopback(&headers, Proxy::none())
        };
        for host in [
            "127.0.0.1:3000",
            "localhost",
            "localhost:3000",
            "[::1]:3000",
            "127.0.0.1",
        ] {
            assert!(is(host), "{host}");
        }
        for host in [
            "ville.example",
            "10.0.0.1:3000",
            "localhost.evil.example",
            "[2001:db8::1]:80",
        ] {
            assert!(!is(host), "{host}");
        }
    }

    #[test]
    fn the_way_back_is_one_word_of_the_address() {
        assert_eq!(
            next_address(None, "/admin/journal?avant=3&x=é"),
            "/connexion?motif=requise&retour=/admin/journal%3Favant%3D3%26x%3D%C3%A9"
        );
    }
}
