use model::time::At;

/// Tries before an account has to wait: enough for a forgotten password.
const FREE_OF_ACCOUNT: u32 = 5;
/// Tries before an address has to wait: a town hall shares one.
const FREE_OF_ADDRESS: u32 = 20;
/// The longest wait, in seconds: whoever keeps an account waiting on purpose
/// keeps its owner out for no longer.
const LONGEST_S: i64 = 900;
/// After so many seconds without a try the count is forgotten.
pub(super) const FORGOTTEN_S: i64 = 86_400;

/// The subject of tries with one account, whether it exists or not.
pub(super) fn account(email: &str) -> String {
    format!("account {email}")
}

/// The subject of tries from one address.
pub(super) fn address(origin: &str) -> String {
    format!("address {origin}")
}

/// When the next try is let through: at once for the first ones, then after
/// 2, 4, 8 … seconds since the last, up to a quarter of an hour.
pub(super) fn not_before(subject: &str, count: u32, last_at: At) -> Option<At> {
    let free = if subject.starts_with("account ") {
        FREE_OF_ACCOUNT
    } else {
        FREE_OF_ADDRESS
    };
    let over = count.checked_sub(free)?;
    let wait = 2_i64.checked_shl(over.min(16)).unwrap_or(LONGEST_S);
    Some(last_at.plus_seconds(wait.min(LONGEST_S)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_quarter_of_an_hour() {
        let last = At::from_seconds(1_790_000_000);
        let wait = |subject: &str, count| {
            not_before(subject, count, last).map(|at| (at.millis() - last.millis()) / 1000)
        };
        let of_account = account("a@ville.example");
        assert_eq!(wait(&of_account, 4), None);
        let waits: Vec<_> = (5..15).filter_map(|n| wait(&of_account, n)).collect();
        assert_eq!(waits, [2, 4, 8, 16, 32, 64, 128, 256, 512, 900]);
        assert_eq!(wait(&of_account, u32::MAX), Some(900));
        assert_eq!(wait(&address("192.0.2.1"), 19), None);
        assert_eq!(wait(&address("192.0.2.1"), 20), Some(2));
    }
}
