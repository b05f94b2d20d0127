//! The beat at which connections look whether they are still alive, from a thread of its own.
//!
//! A timer of the runtime would be set and taken back around each wait for the next request: on a virtual machine
//! that costs more than the request does.

use std::{
    io,
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use tokio::sync::watch;

use super::edge::Phase;

/// It beats until it is dropped.
#[derive(Debug)]
pub(super) struct Pulse(
    #[expect(dead_code, reason = "that it is dropped is what it says")] Sender<()>,
);

impl Pulse {
    /// Tells everybody, every `tick`, as long as the server serves.
    pub(super) fn start(tick: Duration, tell: watch::Sender<Phase>) -> io::Result<Self> {
        let (alive, over) = mpsc::channel();
        let beat = move || {
            while over.recv_timeout(tick) == Err(RecvTimeoutError::Timeout) {
                tell.send_if_modified(|phase| match phase {
                    Phase::Serving { beat } => {
                        *beat += 1;
                        true
                    }
                    Phase::Stopping | Phase::Over => false,
                });
            }
        };
        thread::Builder::new().name("pulse".into()).stack_size(64 * 1024).spawn(beat)?;
        Ok(Self(alive))
    }
}
