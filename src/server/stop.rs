//! The signals by which an operating system asks a server to stop.

use std::io;

use tokio::signal::unix::{SignalKind, signal};

/// Done when SIGTERM or SIGINT arrives. Both are caught from the moment of the call, not only once the
/// future is polled.
pub fn signalled() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
