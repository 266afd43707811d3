use std::sync::Arc;

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::AccountFault;
use crate::store::PasswordHash;

/// The fewest characters of a password.
pub const PASSWORD_LEAST: usize = 12;
/// The most bytes of a password: more takes time and adds nothing.
const MOST_BYTES: usize = 512;
/// KiB, passes and lanes of Argon2id (OWASP's first choice: 19 MiB, 2, 1).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Passwords checked at once: each takes 19 MiB and one core.
const AT_ONCE: usize = 2;
/// Passwords checked and waiting together: whoever comes on top is told to try
/// again, so that a flood of sign-ins leaves the rest of the site its places.
const SEATS: usize = 64;

/// Makes and checks what is kept of passwords.
#[derive(Debug, Clone)]
pub struct Passwords {
    cost: (u32, u32, u32),
    places: Arc<Semaphore>,
    seats: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            cost: COST,
            places: Arc::new(Semaphore::new(AT_ONCE)),
            seats: Arc::new(Semaphore::new(SEATS)),
        }
    }
}

impl Passwords {
    /// For tests that sign in hundreds of times: the least that Argon2 allows.
    pub fn cheap() -> Self {
        Self {
            cost: (Params::MIN_M_COST, Params::MIN_T_COST, 1),
            ..Self::default()
        }
    }

    /// Whether a password may be chosen.
    ///
    /// # Errors
    /// [`AccountFault::Password`], which says why not.
    pub fn check(password: &str, email: &str) -> Result<(), AccountFault> {
        let name = email.split('@').next().unwrap_or_default();
        let known = password.to_lowercase();
        if password.chars().count() < PASSWORD_LEAST {
            Err(AccountFault::Password("at least 12 characters"))
        } else if password.len() > MOST_BYTES {
            Err(AccountFault::Password("at most 512 bytes"))
        } else if name.len() > 3 && known.contains(&name.to_lowercase()) {
            Err(AccountFault::Password("not with the name of the address"))
        } else if known
            .chars()
            .collect::<std::collections::HashSet<_>>()
            .len()
            < 5
        {
            Err(AccountFault::Password("at least 5 different characters"))
        } else {
            Ok(())
        }
    }

    /// What is kept of a password.
    ///
    /// # Errors
    /// [`AccountFault::Unavailable`] when it cannot be made.
    pub async fn hash(
        &self,
        password: String,
        salt: [u8; 32],
    ) -> Result<PasswordHash, AccountFault> {
        let cost = self.cost;
        self.work(move || {
            let salt = salt
                .get(..16)
                .and_then(|salt| SaltString::encode_b64(salt).ok())?;
            let hash = argon2(cost)?.hash_password(password.as_bytes(), &salt);
            Some(PasswordHash(hash.ok()?.to_string()))
        })
        .await?
        .ok_or(AccountFault::Unavailable)
    }

    /// Whether a password is the one of which `kept` was made. Without one it
    /// takes as long and says no: nobody learns which accounts exist.
    ///
    /// # Errors
    /// [`AccountFault::Unavailable`] when it cannot be checked.
    pub async fn is_right(
        &self,
        password: String,
        kept: Option<PasswordHash>,
    ) -> Result<bool, AccountFault> {
        let cost = self.cost;
        self.work(move || {
            if password.len() > MOST_BYTES {
                return false;
            }
            let known = kept
                .as_ref()
                .and_then(|kept| argon2::PasswordHash::new(&kept.0).ok());
            match known {
                Some(known) => Argon2::default()
                    .verify_password(password.as_bytes(), &known)
                    .is_ok(),
                None => {
                    let salt = SaltString::encode_b64(&[0; 16]).ok();
                    if let (Some(argon2), Some(salt)) = (argon2(cost), salt) {
                        drop(argon2.hash_password(password.as_bytes(), &salt));
                    }
                    false
                }
            }
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AccountFault> {
        let seat = self.seats.try_acquire();
        let _seat = seat.map_err(|_| AccountFault::Unavailable)?;
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.map_err(|_| AccountFault::Unavailable)?;
        let done = spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        done.await.map_err(|_| AccountFault::Unavailable)
    }
}

fn argon2((memory, passes, lanes): (u32, u32, u32)) -> Option<Argon2<'static>> {
    let params = Params::new(memory, passes, lanes, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other() {
        let passwords = Passwords::default();
        let kept = passwords
            .hash("une longue phrase".to_owned(), [7; 32])
            .await
            .unwrap();
        assert!(
            kept.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{}",
            kept.0
        );
        let right = |text: &str| passwords.is_right(text.to_owned(), Some(kept.clone()));
        assert!(right("une longue phrase").await.unwrap());
        assert!(!right("une longue phrasE").await.unwrap());
        let nobody = passwords.is_right("une longue phrase".to_owned(), None);
        assert!(!nobody.await.unwrap());
        assert_eq!(format!("{kept:?}"), "PasswordHash(…)");
    }

    #[tokio::test]
    async fn a_flood_is_turned_away() {
        let passwords = Passwords::default();
        // Each works for a while: too long a password would be answered before the next is asked.
        let tries = (0..SEATS + 9).map(|_| passwords.is_right("mot de passe".to_owned(), None));
        let answers = futures::future::join_all(tries).await;
        let refused = answers.iter().filter(|answer| answer.is_err()).count();
        assert_eq!(refused, 9);
        assert_eq!(passwords.is_right("x".repeat(900), None).await, Ok(false));
    }

    #[test]
    fn weak_passwords_are_refused_with_the_reason() {
        let check = |password: &str| Passwords::check(password, "martin@ville.example");
        assert_eq!(check("une longue phrase"), Ok(()));
        assert_eq!(check("éàùéàùéàùçè!"), Ok(()), "characters, not bytes");
        for (password, reason) in [
            ("onze lettre", "12 characters"),
            ("aaaaaaaaaaaaaaaa", "different"),
            ("Martin-2026-Martin", "address"),
            (&"mot de passe".repeat(60), "512"),
        ] {
            let fault = check(password).unwrap_err();
            assert!(fault.to_string().contains(reason), "{fault}");
        }
    }
}
