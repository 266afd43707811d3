use rand::TryRngCore as _;
use rand::rngs::OsRng;

/// Where secrets come from, passed in so that tests can choose them.
pub trait Chance: Send + Sync + 'static {
    /// 256 bits that nobody can guess.
    ///
    /// # Errors
    /// When the machine has none to give.
    fn draw(&self) -> std::io::Result<[u8; 32]>;
}

/// The operating system's chance.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsChance;

impl Chance for OsChance {
    fn draw(&self) -> std::io::Result<[u8; 32]> {
        let mut bytes = [0; 32];
        OsRng
            .try_fill_bytes(&mut bytes)
            .map_err(std::io::Error::other)?;
        Ok(bytes)
    }
}
