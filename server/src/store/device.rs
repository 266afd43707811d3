use model::city::PlaceCode;
use model::reception::DeviceKind;
use model::time::At;

/// A device that somebody paired. It only reads, and knows no person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Number; 0 before it has one.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// What it shows.
    pub kind: DeviceKind,
    /// The building, or the counter of a kiosk.
    pub place: PlaceCode,
    /// Whether calls are heard.
    pub chime: bool,
    /// SHA-256 of its secret, in hexadecimal.
    pub token_sha256: String,
    /// When it was paired.
    pub paired_at: At,
    /// By whom.
    pub paired_by: String,
    /// Grows with each change, so that the device notices.
    pub changed: i64,
    /// When it was heard of last.
    pub seen_at: Option<At>,
    /// When it was revoked, if it was.
    pub revoked_at: Option<At>,
}
