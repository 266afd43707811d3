use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue};

/// The secret of a paired device. The prefix is that of the session's cookie, for the
/// same reasons.
const DEVICE: &str = "__Host-belvedere-ecran";
/// What a device holds while it waits to be paired.
const PAIRING: &str = "__Host-belvedere-appairage";
/// Browsers forget a cookie after 400 days at the latest; each visit renews it.
const DEVICE_S: u32 = 34_560_000;
const PAIRING_S: u32 = 600;

/// The secret of the device that asks.
pub(super) fn device(headers: &HeaderMap) -> Option<&str> {
    read(headers, DEVICE)
}

/// The secret of the pairing that it waits for.
pub(super) fn pairing(headers: &HeaderMap) -> Option<&str> {
    read(headers, PAIRING)
}

/// Hands a device its secret.
pub(super) fn give_device(headers: &mut HeaderMap, secret: &str) {
    give(headers, DEVICE, secret, DEVICE_S);
}

/// Hands a waiting device the secret of its pairing.
pub(super) fn give_pairing(headers: &mut HeaderMap, secret: &str) {
    give(headers, PAIRING, secret, PAIRING_S);
}

/// Has a device forget what it held.
pub(super) fn take_back(headers: &mut HeaderMap) {
    give(headers, PAIRING, "", 0);
}

fn read<'h>(headers: &'h HeaderMap, wanted: &str) -> Option<&'h str> {
    let mut found = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .filter(|(name, _)| *name == wanted)
        .map(|(_, value)| value);
    // Two of them is one too many: nobody says which one is ours.
    found.next().filter(|_| found.next().is_none())
}

fn give(headers: &mut HeaderMap, name: &str, value: &str, seconds: u32) {
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}");
    if let Ok(mut value) = HeaderValue::try_from(text) {
        value.set_sensitive(true);
        headers.append(SET_COOKIE, value);
    }
}
