//! Whether a connection is still worth keeping, judged by a slow tick rather than by a timer for each
//! request: hyper's own timer would take an idle connection for one with a head that does not come.
//!
//! Nothing here waits or closes anything.

use std::time::Duration;

use super::stream::Activity;

/// In how many ticks the shorter of the two times is divided: a connection outlives its time by at most
/// two ticks, and never falls short of it. Who was asked to go has as many ticks to do so.
const TICKS: u32 = 4;

/// What is to be done with a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep,
    /// Nothing was asked for too long: ask the peer to go.
    Idle,
    /// A request began and did not come, an answer is not read, or the peer was asked to go and is still there:
    /// hang up.
    Stalled,
}

/// One connection, as seen from tick to tick.
#[derive(Debug)]
pub(super) struct Liveness {
    seen: Activity,
    idle_ticks: u32,
    idle_ticks_max: u32,
    head_ticks: u32,
    head_ticks_max: u32,
    unread_ticks: u32,
    /// Since the peer was asked to go.
    farewell_ticks: Option<u32>,
}

impl Liveness {
    /// `head`: for how long a request's head may be under way. `idle`: for how long none may begin.
    pub(super) fn new(head: Duration, idle: Duration) -> Self {
        let tick = tick(head, idle);
        let ticks = |time: Duration| {
            let ticks = time.as_nanos().div_ceil(tick.as_nanos());
            u32::try_from(ticks).unwrap_or(u32::MAX - 1)
        };
        Self {
            seen: Activity::default(),
            idle_ticks: 0,
            idle_ticks_max: ticks(idle),
            head_ticks: 0,
            head_ticks_max: ticks(head),
            unread_ticks: 0,
            farewell_ticks: None,
        }
    }

    /// To be asked every [`tick`].
    pub(super) fn judge(&mut self, now: Activity) -> Verdict {
        let then = std::mem::replace(&mut self.seen, now);
        let is_open = now.requests_open > 0;
        let asked = now.requests_begun != then.requests_begun;
        let wrote = now.bytes_written != then.bytes_written;
        count(&mut self.head_ticks, now.head_begun && !asked && !is_open);
        // Whatever else the peer does: to ask and never to read costs it nothing.
        count(&mut self.unread_ticks, now.write_waits && !wrote);
        // Whoever speaks HTTP/2 can ask how one is for ever, and have nothing else to say.
        let moves = if now.multiplexed {
            now.pieces_taken != then.pieces_taken
        } else {
            wrote || now.bytes_read != then.bytes_read
        };
        count(&mut self.idle_ticks, !is_open && !asked && !moves);
        if let Some(ticks) = &mut self.farewell_ticks {
            // Its goodbye crossed with a last request.
            count(ticks, !is_open && !asked);
        }
        // More than: the first tick of a row says only that it was already so, not since when.
        if self.head_ticks > self.head_ticks_max
            || self.unread_ticks > self.idle_ticks_max
            || self.farewell_ticks > Some(TICKS)
        {
            Verdict::Stalled
        } else if self.idle_ticks > self.idle_ticks_max && self.farewell_ticks.is_none() {
            self.farewell_ticks = Some(0);
            Verdict::Idle
        } else {
            Verdict::Keep
        }
    }
}

/// One more tick of a row, or the end of the row.
fn count(ticks: &mut u32, goes_on: bool) {
    *ticks = if goes_on { *ticks + 1 } else { 0 };
}

/// How often to look, for these two times.
pub(super) fn tick(head: Duration, idle: Duration) -> Duration {
    (head.min(idle) / TICKS).clamp(Duration::from_millis(1), Duration::from_hours(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Duration = Duration::from_secs(30);
    const IDLE: Duration = Duration::from_secs(75);

    /// The verdict other than `Keep` and the time of it, if nothing changes after `activity`.
    fn end_of(activity: Activity) -> (Verdict, Duration) {
        let mut liveness = Liveness::new(HEAD, IDLE);
        let verdicts = (1_u32..100).map(|tick| (liveness.judge(activity), tick));
        let (verdict, ticks) =
            verdicts.into_iter().find(|it| it.0 != Verdict::Keep).expect("it ends");
        (verdict, tick(HEAD, IDLE) * ticks)
    }

    #[test]
    fn a_silent_connection_is_kept_for_its_time_and_not_much_longer() {
        let (verdict, after) = end_of(Activity::default());
        assert_eq!(verdict, Verdict::Idle);
        assert!(after >= IDLE && after <= IDLE + HEAD / 2, "{after:?}");
    }

    #[test]
    fn a_head_that_does_not_come_ends_the_connection_sooner() {
        let (verdict, after) =
            end_of(Activity { bytes_read: 3, head_begun: true, ..Activity::default() });
        assert_eq!(verdict, Verdict::Stalled);
        assert!(after >= HEAD && after <= HEAD * 3 / 2, "{after:?}");
    }

    #[test]
    fn a_request_that_is_being_answered_keeps_its_connection() {
        let mut liveness = Liveness::new(HEAD, IDLE);
        let busy = Activity {
            bytes_read: 300,
            requests_begun: 1,
            requests_open: 1,
            head_begun: true,
            ..Activity::default()
        };
        assert!((0..100).all(|_| liveness.judge(busy) == Verdict::Keep));
    }

    #[test]
    fn who_was_asked_to_go_and_stays_is_hung_up_on() {
        // It answers none of what it is told, or all of it with bytes that ask for nothing.
        for answered in [0, 1] {
            let mut liveness = Liveness::new(HEAD, IDLE);
            let mut now = Activity::default();
            let mut told = Vec::new();
            for ticks in 1_u32..100 {
                told.push((liveness.judge(now), tick(HEAD, IDLE) * ticks));
                let is_told = liveness.farewell_ticks.is_some();
                now.bytes_read += if is_told { answered } else { 0 };
                now.bytes_written += if is_told { answered } else { 0 };
            }
            let when = |verdict| told.iter().find(|it| it.0 == verdict).expect("it comes").1;
            let stayed = when(Verdict::Stalled).abs_diff(when(Verdict::Idle));
            assert!(stayed >= HEAD && stayed <= HEAD * 3 / 2, "{stayed:?}");
        }
    }

    #[test]
    fn a_peer_that_asks_and_does_not_read_is_hung_up_on() {
        let mut liveness = Liveness::new(HEAD, IDLE);
        let unread = |requests: u64| Activity {
            bytes_read: requests * 90,
            write_waits: true,
            requests_begun: requests,
            requests_open: 1,
            ..Activity::default()
        };
        let end = (0..100).find(|it| liveness.judge(unread(*it)) == Verdict::Stalled);
        let after = tick(HEAD, IDLE) * u32::try_from(end.expect("it ends")).expect("few ticks");
        assert!(after >= IDLE && after <= IDLE + HEAD / 2, "{after:?}");
    }

    #[test]
    fn on_http_2_only_what_is_asked_and_taken_is_life() {
        for (pieces, is_kept) in [(0, false), (1, true)] {
            let mut liveness = Liveness::new(HEAD, IDLE);
            let mut verdicts = (0..12).map(|ticks| {
                liveness.judge(Activity {
                    multiplexed: true,
                    bytes_read: ticks * 17,
                    bytes_written: ticks * 17,
                    pieces_taken: ticks * pieces,
                    ..Activity::default()
                })
            });
            assert_eq!(verdicts.all(|it| it == Verdict::Keep), is_kept, "{pieces} pieces a tick");
        }
    }

    #[test]
    fn a_peer_that_reads_slowly_is_served_to_the_end() {
        let mut liveness = Liveness::new(HEAD, IDLE);
        for bytes_written in 0..100 {
            let slow = Activity { bytes_written, write_waits: true, ..Activity::default() };
            assert_eq!(liveness.judge(slow), Verdict::Keep);
        }
    }

    #[test]
    fn requests_that_follow_each_other_slowly_are_no_stall() {
        let mut liveness = Liveness::new(HEAD, IDLE);
        for requests in 0..100 {
            let activity = Activity {
                bytes_read: requests * 90,
                requests_begun: requests,
                ..Activity::default()
            };
            assert_eq!(liveness.judge(activity), Verdict::Keep);
        }
    }
}
