use model::access::Role;
use model::time::At;

use super::Stage;
use crate::store::{Account, Session};

/// A session ends after so many seconds, used or not (12 hours).
const LONGEST_S: i64 = 43_200;
/// A session that waits for its second factor ends after so many seconds: time enough to
/// install an application (15 minutes).
const HALFWAY_S: i64 = 900;
/// A session that is not used ends after so many seconds (30 minutes) …
const IDLE_S: i64 = 1_800;
/// … that of an administrator earlier (15 minutes).
const IDLE_OF_ADMIN_S: i64 = 900;
/// Its use is noted at most every so many seconds: a page view is no commit.
const NOTED_S: i64 = 60;

/// When a session that starts now ends at the latest.
pub(super) fn end_of(start: At) -> At {
    start.plus_seconds(LONGEST_S)
}

/// When a session that starts now without its second factor ends at the latest.
pub(super) fn end_of_halfway(start: At) -> At {
    start.plus_seconds(HALFWAY_S)
}

/// What has to be done before a session is worth anything, if something has.
pub(super) fn stage(session: &Session, account: &Account) -> Option<Stage> {
    match session.factor_at {
        Some(_) => None,
        None => next_stage(account),
    }
}

/// What somebody has to do who only showed their password.
pub(super) fn next_stage(account: &Account) -> Option<Stage> {
    if account.has_second_factor {
        Some(Stage::Code)
    } else {
        let needed = account.role.needs_second_factor();
        needed.then_some(Stage::Enrol)
    }
}

/// Whether a session goes on.
pub(super) fn goes_on(session: &Session, role: Role, now: At) -> bool {
    let idle = if role == Role::Admin {
        IDLE_OF_ADMIN_S
    } else {
        IDLE_S
    };
    now < session.expires_at && now < session.seen_at.plus_seconds(idle)
}

/// Whether its use is to be noted again.
pub(super) fn is_to_be_noted(session: &Session, now: At) -> bool {
    now >= session.seen_at.plus_seconds(NOTED_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_by_rest_and_by_age() {
        let start = At::from_seconds(1_790_000_000);
        let session = |seen_s| Session {
            sha256: String::new(),
            account: 1,
            created_at: start,
            seen_at: start.plus_seconds(seen_s),
            expires_at: end_of(start),
            factor_at: None,
            id_token: None,
        };
        let at = |seconds| start.plus_seconds(seconds);
        assert!(goes_on(&session(0), Role::Dgs, at(1_799)));
        assert!(!goes_on(&session(0), Role::Dgs, at(1_800)));
        assert!(goes_on(&session(0), Role::Admin, at(899)));
        assert!(!goes_on(&session(0), Role::Admin, at(900)));
        assert!(goes_on(&session(43_000), Role::Dgs, at(43_199)));
        assert!(!goes_on(&session(43_199), Role::Dgs, at(43_200)));
        assert!(!is_to_be_noted(&session(0), at(59)) && is_to_be_noted(&session(0), at(60)));
    }
}
