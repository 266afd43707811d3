use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue};

use crate::access::SessionSecret;

/// Name of the cookie. The prefix has browsers refuse it from another host, for
/// a part of the site, or over an unprotected way; a machine's own address
/// (127.0.0.1, localhost) counts as protected.
const NAME: &str = "__Host-belvedere";

/// Name of the cookie of who is away at a provider of identities: whoever comes back has
/// to be who left.
const AWAY: &str = "__Host-belvedere-depart";
/// It is worth nothing after so many seconds.
const AWAY_S: u32 = 600;

/// The identifier that a browser holds.
pub(super) fn read(headers: &HeaderMap) -> Option<&str> {
    named(headers, NAME)
}

/// What a browser shows that comes back from a provider.
pub(super) fn binding(headers: &HeaderMap) -> Option<&str> {
    named(headers, AWAY)
}

/// Notes which browser leaves for a provider.
pub(super) fn bind(headers: &mut HeaderMap, binding: &str) {
    set(
        headers,
        format!("{AWAY}={binding}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={AWAY_S}"),
    );
}

/// It came back.
pub(super) fn unbind(headers: &mut HeaderMap) {
    set(
        headers,
        format!("{AWAY}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"),
    );
}

fn named<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut found = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .filter(|(known, _)| *known == name)
        .map(|(_, value)| value);
    // Two of them is one too many: nobody says which one is ours.
    found.next().filter(|_| found.next().is_none())
}

/// Hands a session to the browser, which forgets it when it is closed.
pub(super) fn give(headers: &mut HeaderMap, secret: &SessionSecret) {
    set(
        headers,
        format!(
            "{NAME}={}; Path=/; Secure; HttpOnly; SameSite=Lax",
            secret.0
        ),
    );
}

/// Has the browser forget its session.
pub(super) fn take_back(headers: &mut HeaderMap) {
    set(
        headers,
        format!("{NAME}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"),
    );
}

fn set(headers: &mut HeaderMap, text: String) {
    if let Ok(mut value) = HeaderValue::try_from(text) {
        value.set_sensitive(true);
        headers.append(SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cookie_is_read_and_two_are_none() {
        let read_of = |lists: &[&str]| {
            let mut headers = HeaderMap::new();
            for list in lists {
                headers.append(COOKIE, list.parse().unwrap());
            }
            read(&headers).map(str::to_owned)
        };
        assert_eq!(
            read_of(&["theme=dark; __Host-belvedere=abc"]).as_deref(),
            Some("abc")
        );
        assert_eq!(read_of(&["belvedere=abc; x__Host-belvedere=abc"]), None);
        assert_eq!(read_of(&["__Host-belvedere=a", "__Host-belvedere=b"]), None);
    }
}
