//! The file that says where a server is, for as long as it is there.

use std::fs;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use super::failure::Failure;
use super::{healthcheck, whole};

const WHAT: &str = "the ready file";

/// How long a server of which a file is found is waited for: one that lives accepts at once.
const PATIENCE: Duration = Duration::from_millis(250);

/// A ready file that was written: it goes when this goes.
pub(super) struct Ready {
    path: PathBuf,
    text: String,
}

impl Ready {
    /// Takes away what a dead server has left: whoever waits for the file must not find its port there. That of one
    /// that lives stays until this one has something to write, which it may never have.
    pub(super) fn clear(path: &Path) -> Result<(), Failure> {
        // A device or a pipe is nobody's to take away; a link to one, neither.
        if fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir()) {
            let message =
                format!("{WHAT} {} cannot be written: it is no plain file", path.display());
            return Err(Failure::input(message).hint("name a file that is not there yet"));
        }
        if fs::read(path).is_ok_and(|it| is_of_the_living(&it)) {
            return Ok(());
        }
        match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(whole::unwritable(WHAT, path, &error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    pub(super) fn write(path: PathBuf, text: String) -> Result<Self, Failure> {
        whole::write(&path, &text).map_err(|error| whole::unwritable(WHAT, &path, &error))?;
        Ok(Self { path, text })
    }
}

/// Whether somebody accepts connections where the file says.
fn is_of_the_living(ready: &[u8]) -> bool {
    let ready: Value = serde_json::from_slice(ready).unwrap_or_default();
    let place = ready["http"].as_str().and_then(|it| it.strip_prefix("http://"));
    let address = place.and_then(|it| healthcheck::reachable(it).parse::<SocketAddr>().ok());
    address.is_some_and(|it| TcpStream::connect_timeout(&it, PATIENCE).is_ok())
}

impl Drop for Ready {
    fn drop(&mut self) {
        // Another server may have written its own by now.
        if fs::read(&self.path).is_ok_and(|it| it == self.text.as_bytes()) {
            // Where it cannot be taken away it stays: the server has served.
            let _ = fs::remove_file(&self.path);
        }
    }
}
