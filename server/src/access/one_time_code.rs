use model::time::At;
use totp_rs::{Builder, Totp};

use super::factor_key::SECRET_BYTES;

/// Seconds for which a code is shown (RFC 6238).
const STEP_S: i64 = 30;
/// Steps by which the clock of a phone may be wrong either way.
const SKEW: u16 = 1;
/// What an application calls the account.
const ISSUER: &str = "Belvedere";

/// The codes of six digits of one account (RFC 6238, SHA-1: what every application knows).
pub(super) struct OneTimeCode(Totp);

impl OneTimeCode {
    /// The codes that a secret gives; nothing for a name that cannot stand in an address.
    pub(super) fn new(secret: [u8; SECRET_BYTES], email: &str) -> Option<Self> {
        Builder::new()
            .with_secret(secret)
            .with_skew(SKEW)
            .with_step_duration(STEP_S.unsigned_abs())
            .with_account_name(email.replace(':', "_"))
            .with_issuer(Some(ISSUER))
            .build()
            .ok()
            .map(Self)
    }

    /// The step of which this is the code, at most one away from that of `now`.
    pub(super) fn step(&self, code: &str, now: At) -> Option<i64> {
        let seconds = u64::try_from(now.millis().div_euclid(1000)).ok()?;
        let step = self.0.check(code, seconds)?;
        i64::try_from(step).ok()
    }

    /// What an application reads from the picture.
    pub(super) fn address(&self) -> Option<String> {
        self.0.to_url().ok()
    }

    /// The secret as it is typed by hand, in groups of four.
    pub(super) fn secret_text(&self) -> String {
        let text: Vec<char> = self.0.secret().to_base32().chars().collect();
        let groups: Vec<String> = text.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret of the vectors for SHA-1.
    const SECRET: [u8; 20] = *b"12345678901234567890";

    #[test]
    fn the_vectors_of_the_rfc_are_met() {
        let codes = OneTimeCode::new(SECRET, "a@ville.example").unwrap();
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let step = codes.step(code, At::from_seconds(seconds));
            assert_eq!(step, Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_code_holds_one_step_before_and_after_its_own() {
        let codes = OneTimeCode::new(SECRET, "a@ville.example").unwrap();
        // The step 1 goes from 30 to 59.
        for (seconds, held) in [(0, true), (29, true), (59, true), (89, true), (90, false)] {
            let step = codes.step("287082", At::from_seconds(seconds));
            assert_eq!(step, held.then_some(1), "{seconds}");
        }
        for other in ["287083", "28708", "2870820", "+87082", "", "é87082"] {
            assert_eq!(codes.step(other, At::from_seconds(59)), None, "{other}");
        }
    }

    #[test]
    fn applications_read_its_address() {
        let codes = OneTimeCode::new(SECRET, "a@ville.example").unwrap();
        let address = codes.address().unwrap();
        assert!(
            address.starts_with("otpauth://totp/Belvedere:a"),
            "{address}"
        );
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        assert!(codes.secret_text().starts_with("GEZD GNBV "));
    }
}
