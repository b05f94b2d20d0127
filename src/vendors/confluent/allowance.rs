//! How many calls `api.confluent.cloud` still takes, as its answers say it (Connect custom plugin API,
//! `X-RateLimit-*`).
//!
//! Nothing is refused here: that is what rules are for.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::{SignedDuration, Timestamp};

/// Calls in a window. CHOICE: no number is published.
const CALLS_MAX: u64 = 100;
/// CHOICE, likewise.
const WINDOW: SignedDuration = SignedDuration::from_secs(60);

static LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
static REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
static RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// The calls of the window that has begun.
#[derive(Debug, Clone, Default)]
pub struct Allowance {
    ends_at: Timestamp,
    calls: u64,
}

impl Allowance {
    /// Counts a call, and says in its answer what is left.
    pub fn spend(&mut self, headers: &mut HeaderMap, now: Timestamp) {
        if self.ends_at <= now {
            let ends_at = now.checked_add(WINDOW).unwrap_or(Timestamp::MAX);
            *self = Self { ends_at, calls: 0 };
        }
        self.calls += 1;
        let left = Duration::try_from(self.ends_at.duration_since(now)).unwrap_or_default();
        tell(headers, CALLS_MAX.saturating_sub(self.calls), left);
    }
}

/// The time until the reset is told in seconds from now, and not as an instant.
pub fn tell(headers: &mut HeaderMap, remaining: u64, reset: Duration) {
    headers.insert(&LIMIT, CALLS_MAX.into());
    headers.insert(&REMAINING, remaining.into());
    headers.insert(&RESET, HeaderValue::from(seconds(reset)));
}

/// Whole seconds, rounded up.
pub fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}
