//! What goes to stderr: at once while there is room, and by a thread of its own when there is none.
//!
//! A stderr of which nobody reads is a pipe that fills up, and whoever writes to it then waits for ever: that must not
//! be the thread that answers. To wake another one for each line would cost more than the call does. The crate `tracing-appender` has such a thread; it is not taken because its guard waits
//! for more than a second at the end, and then complains on the very stderr that is stuck.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Bytes that wait at most, and so many again are being written: some 20,000 lines. Not counted in lines, for one may
/// be as long as the target of a request.
const BYTES_MAX: usize = 4 << 20;

/// How long the end of the process waits for whoever reads.
const PATIENCE: Duration = Duration::from_millis(100);

/// A pipe takes so much in one piece, whoever else writes to it.
const PIECE_BYTES_MAX: usize = 4096;

/// A buffer that has grown larger than this is not kept.
const KEPT_BYTES_MAX: usize = 64 << 10;

/// Lines on their way to stderr. One that does not fit is dropped and counted.
#[derive(Debug, Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: Vec<u8>,
    /// Lines are on their way out, and others must not overtake them.
    is_writing: bool,
    /// Lines that were dropped, ever.
    lost: u64,
    end: End,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum End {
    #[default]
    Open,
    /// What waits is still written.
    Asked,
    Reached,
}

/// The process may end when this has been dropped: what waits is written, if somebody reads.
#[derive(Debug)]
pub(in crate::cli) struct Guard(Arc<Queue>);

impl Queue {
    /// A queue, and the thread that empties it into stderr.
    pub(super) fn start() -> io::Result<(Arc<Self>, Guard)> {
        let queue = Arc::new(Self::default());
        let its = Arc::clone(&queue);
        let write = move || its.empty_into(|piece| drop(io::stderr().write_all(piece)));
        thread::Builder::new().name("log".into()).stack_size(128 * 1024).spawn(write)?;
        Ok((Arc::clone(&queue), Guard(queue)))
    }

    /// Whole lines.
    pub(super) fn push(&self, lines: &[u8]) {
        let mut state = self.lock();
        let is_free = state.waiting.is_empty() && !state.is_writing;
        if is_free && lines.len() <= PIECE_BYTES_MAX && has_room() {
            drop(io::stderr().write_all(lines));
            return;
        }
        if state.waiting.len() + lines.len() > BYTES_MAX {
            state.lost += 1;
            return;
        }
        state.waiting.extend_from_slice(lines);
        drop(state);
        if is_free {
            self.changed.notify_all();
        }
    }

    /// Writes what waits, as often as something does, until the end.
    fn empty_into(&self, write: impl Fn(&[u8])) {
        let (mut lines, mut told) = (Vec::new(), 0);
        while let Some(lost) = self.take(&mut lines) {
            pieces(&lines).for_each(&write);
            lines.clear();
            lines.shrink_to(KEPT_BYTES_MAX);
            // There is room now; should this not fit, it is one more that is lost, and told of the next time.
            if lost > told {
                told = lost;
                tracing::warn!(lost, "nobody read the log in time: {lost} lines of it are lost");
            }
        }
    }

    /// Waits for lines, and says how many were lost; `None` at the end.
    fn take(&self, lines: &mut Vec<u8>) -> Option<u64> {
        let mut state = self.lock();
        state.is_writing = false;
        while state.waiting.is_empty() {
            if state.end == End::Asked {
                state.end = End::Reached;
                self.changed.notify_all();
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        mem::swap(&mut state.waiting, lines);
        state.is_writing = true;
        Some(state.lost)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether stderr takes [`PIECE_BYTES_MAX`] bytes without waiting.
fn has_room() -> bool {
    let stderr = io::stderr();
    let mut asked = [PollFd::new(&stderr, PollFlags::OUT)];
    matches!(poll(&mut asked, Some(&Timespec::default())), Ok(1))
        && asked[0].revents().contains(PollFlags::OUT)
}

/// Lines as they are written together.
fn pieces(lines: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let head = &rest[..rest.len().min(PIECE_BYTES_MAX)];
        let last = head.iter().rposition(|it| *it == b'\n');
        // A line that is longer goes by itself.
        let end = last.or_else(|| rest.iter().position(|it| *it == b'\n'));
        let (piece, behind) = rest.split_at(end.map_or(rest.len(), |it| it + 1));
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

/// One event is one write.
impl Write for &Queue {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.push(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let Self(queue) = self;
        let mut state = queue.lock();
        state.end = End::Asked;
        queue.changed.notify_all();
        let ended = queue.changed.wait_timeout_while(state, PATIENCE, |it| it.end != End::Reached);
        drop(ended);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_written_together_as_far_as_a_pipe_takes_them_in_one_piece() {
        let line = |bytes: usize| format!("{}\n", "x".repeat(bytes - 1));
        for (lines, expected) in [
            (vec![], vec![]),
            (vec![100, 200], vec![300]),
            (vec![4000, 96, 1], vec![4096, 1]),
            (vec![4000, 97], vec![4000, 97]),
            (vec![1, 5000, 1, 1], vec![1, 5000, 2]),
        ] {
            let text = lines.iter().map(|it| line(*it)).collect::<String>();
            let pieces = pieces(text.as_bytes()).map(<[u8]>::len).collect::<Vec<_>>();
            assert_eq!(pieces, expected, "{lines:?}");
        }
        assert_eq!(pieces(b"a\nb").collect::<Vec<_>>(), [b"a\n", &b"b"[..]]);
    }
}
