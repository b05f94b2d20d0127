//! The recording of a server: what file it goes to, and which sandboxes are in it.
//!
//! Whoever lets go of a sandbox's lock comes by here first: what was answered is in the file before the answer
//! goes out, and before anybody else can change the world.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::Path,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
};

use super::sandbox::Inside;
use crate::recording::{Reader, Tape, Unrecorded, read::Item};

/// One recording at a time.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    /// Which of the server's recordings is running; 0 for none.
    running: AtomicU64,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Recordings that were begun.
    count: u64,
    reel: Option<Reel>,
    failed: Option<String>,
}

/// The recording that is running.
#[derive(Debug)]
struct Reel {
    tape: Tape<File>,
    file: String,
}

/// Where a sandbox stands with the server's recordings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    None,
    /// In the recording of this number.
    In(u64),
    /// Not in it, since its beginning is forgotten.
    Not(u64),
    /// The sandbox was deleted.
    Over,
}

/// What is known of the recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Status {
    /// File and entries of the one that is running.
    pub(super) running: Option<(String, u64)>,
    /// Why the last one ended before it was stopped.
    pub(super) failed: Option<String>,
}

impl Recorder {
    /// Begins to record into `file`, behind what is there. False if a recording is running already.
    pub(super) fn start(&self, file: &Path) -> Result<bool, String> {
        let mut state = self.state();
        if state.reel.is_some() {
            return Ok(false);
        }
        let tape = Tape::new(open(file)?);
        state.reel = Some(Reel { tape, file: file.display().to_string() });
        (state.failed, state.count) = (None, state.count + 1);
        self.running.store(state.count, SeqCst);
        Ok(true)
    }

    /// Ends the recording; false if there is none.
    pub(super) fn stop(&self) -> bool {
        self.running.store(0, SeqCst);
        self.state().reel.take().is_some()
    }

    pub(super) fn status(&self) -> Status {
        let state = self.state();
        let running = state.reel.as_ref().map(|it| (it.file.clone(), it.tape.entries()));
        Status { running, failed: state.failed.clone() }
    }

    /// Writes what has happened in a sandbox. Its lock is held.
    pub(super) fn follow(&self, name: &str, inside: &mut Inside) {
        let running = self.running.load(SeqCst);
        match inside.part {
            Part::None if running == 0 => {}
            Part::Over => {}
            Part::Not(number) if number == running => {}
            Part::In(number) if number == running => {
                self.write(inside, |tape, inside| Ok(tape.follow(name, &mut inside.world)?));
            }
            Part::None | Part::In(_) | Part::Not(_) if running > 0 => {
                inside.part = Part::In(running);
                self.write(inside, |tape, inside| tape.begin(name, &mut inside.world));
            }
            Part::None | Part::In(_) | Part::Not(_) => {
                inside.part = Part::None;
                inside.world.hold_journal(u64::MAX);
            }
        }
    }

    /// Writes that a sandbox is no more. Its lock is held.
    pub(super) fn close(&self, name: &str, inside: &mut Inside) {
        self.follow(name, inside);
        if matches!(inside.part, Part::In(_)) {
            self.write(inside, |tape, _| Ok(tape.remove(name)?));
        }
        inside.world.hold_journal(u64::MAX);
        inside.part = Part::Over;
    }

    fn write(
        &self,
        inside: &mut Inside,
        write: impl FnOnce(&mut Tape<File>, &mut Inside) -> Result<(), Unrecorded>,
    ) {
        let mut state = self.state();
        // Stopped meanwhile.
        let Some(Reel { tape, file }) = &mut state.reel else { return };
        match write(tape, inside) {
            Ok(()) => {}
            Err(Unrecorded::Forgotten(entries)) => {
                inside.part = Part::Not(state.count);
                tracing::warn!(
                    "a sandbox is not recorded, since its journal has forgotten its first {entries} \
                     entries; reset it, or give it a larger journal"
                );
            }
            Err(Unrecorded::Io(error)) => {
                let message =
                    format!("the recording {file} ends here: it cannot be written: {error}");
                tracing::error!("{message}");
                (state.reel, state.failed) = (None, Some(message));
                self.running.store(0, SeqCst);
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file, made if there is none, at its end. What is no recording is left alone, and so is what somebody else
/// records into.
fn open(path: &Path) -> Result<File, String> {
    let told = |error: io::Error| {
        let is_astray = error.kind() == io::ErrorKind::NotFound;
        let why = if is_astray { "its directory is not there".into() } else { error.to_string() };
        format!("{} cannot be written: {why}", path.display())
    };
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    let mut file = file.map_err(told)?;
    if file.try_lock().is_err() {
        return Err(format!("somebody else is recording into {}", path.display()));
    }
    if file.metadata().map_err(told)?.len() > 0 {
        let mut reader = Reader::new(BufReader::new(&file));
        if !matches!(reader.read(), Ok(Some(Item::Begin(_)))) {
            let message = "is no recording, and is left as it is";
            return Err(format!("{} {message}", path.display()));
        }
        let end = end_of_lines(&mut file).map_err(told)?;
        file.set_len(end).map_err(told)?;
    }
    file.seek(SeekFrom::End(0)).map_err(told)?;
    Ok(file)
}

/// How long the file is without a last line that was not written to its end.
fn end_of_lines(file: &mut File) -> io::Result<u64> {
    const PIECE: u64 = 64 << 10;
    let mut end = file.metadata()?.len();
    while end > 0 {
        let start = end.saturating_sub(PIECE);
        let mut piece = Vec::new();
        file.seek(SeekFrom::Start(start))?;
        Read::by_ref(file).take(end - start).read_to_end(&mut piece)?;
        if let Some(at) = piece.iter().rposition(|it| *it == b'\n') {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}
