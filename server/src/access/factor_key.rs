use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::Chance;

/// Bytes of the secret of one-time codes (RFC 4226 asks for 20).
pub(super) const SECRET_BYTES: usize = 20;

/// The key from which secrets of one-time codes are made. It is in a file of its own and
/// never in the database: a stolen copy of that gives no code.
#[derive(Clone, PartialEq, Eq)]
pub struct FactorKey([u8; 32]);

impl fmt::Debug for FactorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FactorKey(…)")
    }
}

impl FactorKey {
    /// A key.
    pub const fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// Reads the key of a file; one that is not there is made, for its owner alone.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds no key.
    pub fn of_file(path: &Path, chance: &dyn Chance) -> io::Result<Self> {
        let named = |fault: io::Error| {
            io::Error::new(
                fault.kind(),
                format!("key file {}: {fault}", path.display()),
            )
        };
        match fs::read_to_string(path) {
            Ok(text) => Self::of_text(text.trim()).ok_or_else(|| {
                named(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "it must hold 64 hexadecimal digits",
                ))
            }),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                let key = Self(chance.draw()?);
                let mut file = OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .mode(0o600)
                    .open(path)
                    .map_err(named)?;
                writeln!(file, "{}", hex(&key.0)).map_err(named)?;
                file.sync_all().map_err(named)?;
                Ok(key)
            }
            Err(fault) => Err(named(fault)),
        }
    }

    fn of_text(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut key = [0; 32];
        for (byte, pair) in key.iter_mut().zip(digits.chunks(2)) {
            *byte = u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(key))
    }

    /// The secret of an account's codes.
    pub(super) fn secret(&self, account: i64, seed: &str) -> [u8; SECRET_BYTES] {
        let whole = self.mac(&["one-time code", &account.to_string(), seed]);
        let mut secret = [0; SECRET_BYTES];
        for (to, from) in secret.iter_mut().zip(whole) {
            *to = from;
        }
        secret
    }

    /// The form of a recovery code that may be kept.
    pub(super) fn seal(&self, account: i64, code: &str) -> String {
        hex(&self.mac(&["recovery code", &account.to_string(), code]))
    }

    fn mac(&self, parts: &[&str]) -> [u8; 32] {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key");
        for part in parts {
            mac.update(part.as_bytes());
            mac.update(b"\n");
        }
        mac.finalize().into_bytes().into()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::access::OsChance;

    #[test]
    fn a_key_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("town.db.key");
        let made = FactorKey::of_file(&path, &OsChance).unwrap();
        assert_eq!(FactorKey::of_file(&path, &OsChance).unwrap(), made);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::write(&path, "é".repeat(32)).unwrap();
        let fault = FactorKey::of_file(&path, &OsChance).unwrap_err();
        assert!(fault.to_string().contains("64 hexadecimal"), "{fault}");
        assert_eq!(format!("{made:?}"), "FactorKey(…)");
    }

    #[test]
    fn accounts_seeds_and_uses_have_secrets_of_their_own() {
        let key = FactorKey::new([7; 32]);
        assert_eq!(key.secret(1, "a"), key.secret(1, "a"));
        assert_ne!(key.secret(1, "a"), key.secret(2, "a"));
        assert_ne!(key.secret(1, "a"), key.secret(1, "b"));
        assert_ne!(key.secret(1, "a"), FactorKey::new([8; 32]).secret(1, "a"));
        assert_ne!(key.secret(1, "1\na"), key.secret(11, "a"));
    }
}
