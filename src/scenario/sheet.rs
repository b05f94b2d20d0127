//! What a scenario's files say, and where: mistakes and differences become lines and carets by it.
//!
//! It knows no world: what it is told by a path was found elsewhere.

use serde::{Deserialize, de::DeserializeOwned};

use super::error::{Error, Finding};
use super::gather::{Files, Gathered, gather};
use super::load::{self, Said};
use super::place::{Source, Span};
use super::{MISTAKES_MAX, Scenario};
use crate::kernel::mistake::{Mistake, Step};
use crate::kernel::reading::{self, QUOTING};

/// Files that were read, for what is found wrong with them later: places are looked up in it.
#[derive(Debug, Clone)]
pub struct Sheet {
    sources: Vec<Source>,
    said: Said,
    mistakes: Vec<(Span, Mistake)>,
}

impl Sheet {
    /// Reads the file `name`, whose text is `bytes`, and by `files` those that it names.
    ///
    /// A file that is no YAML is an error at once. One that is, but does not say what a scenario says,
    /// still gives a scenario, of the parts that are right, so that the mistakes in those are found as
    /// well: [`Sheet::judge`] is what tells whether the scenario may be used.
    pub fn read(name: &str, bytes: &[u8], files: &Files<'_>) -> Result<(Self, Scenario), Error> {
        let Gathered { sources, said, findings } = gather(name, bytes, files);
        let Some(said) = said else { return Err(Error::new(&sources, findings)) };
        let mut sheet = Self { sources, said, mistakes: findings };
        match sheet.typed() {
            Some(scenario) => Ok((sheet, scenario)),
            None => Err(sheet.error(Vec::new())),
        }
    }

    /// What an included file says, as far as it is right by itself: what the file that includes it says instead is
    /// no excuse. `None` if it is wrong as a whole.
    pub(super) fn of_included(
        sources: &mut Vec<Source>,
        said: Said,
    ) -> (Option<Said>, Vec<(Span, Mistake)>) {
        let mut sheet = Self { sources: std::mem::take(sources), said, mistakes: Vec::new() };
        let typed: Option<Scenario> = sheet.typed();
        *sources = sheet.sources;
        (typed.map(|_| sheet.said), sheet.mistakes)
    }

    /// Reads `bytes`, which are a part of a scenario, such as what stands behind `journal:`.
    pub(super) fn of_part<T: DeserializeOwned>(
        name: &str,
        bytes: &[u8],
    ) -> Result<(Self, T), Error> {
        let mut sources = Vec::new();
        let said = load::read(name, bytes, &mut sources)
            .map_err(|findings| Error::new(&sources, findings))?;
        let sheet = Self { sources, said, mistakes: Vec::new() };
        match reading::read(&sheet.said.value) {
            Ok(part) => Ok((sheet, part)),
            Err(mistake) => Err(sheet.error(vec![mistake])),
        }
    }

    /// The document, with what its files include.
    pub(super) fn said(&self) -> &Said {
        &self.said
    }

    /// The first file: what it is called, and its text.
    pub(super) fn first(&self) -> (&str, &str) {
        self.sources.first().map(|it| (it.name.as_str(), it.text.as_str())).unwrap_or_default()
    }

    /// Whether the files say what is at this path: it, or something in whose place it would be.
    pub fn says(&self, path: &[&str]) -> bool {
        let mut value = &self.said.value;
        for key in path {
            match value.as_object().map(|it| it.get(*key)) {
                Some(Some(inner)) => value = inner,
                Some(None) => return false,
                None => return true,
            }
        }
        true
    }

    /// Whether all of it could be read.
    pub fn is_clean(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// All mistakes of the files: those of their types, and `further` ones, whose paths begin at the root.
    pub fn judge(&self, further: Vec<Mistake>) -> Result<(), Error> {
        if self.mistakes.is_empty() && further.is_empty() {
            Ok(())
        } else {
            Err(self.error(further))
        }
    }

    /// These mistakes, and those found when it was read.
    pub fn error(&self, mistakes: Vec<Mistake>) -> Error {
        let placed = mistakes.into_iter().map(|mistake| self.placed(mistake));
        let all = self.mistakes.iter().cloned().chain(placed).collect();
        Error::new(&self.sources, all)
    }

    /// One thing that was found, with its line.
    pub fn finding(&self, mistake: Mistake) -> Finding {
        let (span, mistake) = self.placed(mistake);
        Finding::new(&self.sources, span, mistake)
    }

    /// The document as a `T`, of which every part that is wrong is noted and left out. `None` if it is
    /// wrong as a whole, or in too many places.
    fn typed<T: for<'de> Deserialize<'de>>(&mut self) -> Option<T> {
        let mut cut_from: Option<Vec<Step>> = None;
        loop {
            let mistake = match reading::read(&self.said.value) {
                Ok(typed) => return Some(typed),
                Err(mistake) => mistake,
            };
            let part = part(&mistake.path).to_vec();
            // What is wrong with the rest of a map may be wrong only since something was left out.
            if cut_from.replace(part[..part.len().saturating_sub(1)].to_vec())
                != Some(mistake.path.clone())
            {
                let placed = self.placed(mistake);
                self.mistakes.push(placed);
            }
            let Said { value, place } = &mut self.said;
            if self.mistakes.len() > MISTAKES_MAX || !place.cut(value, &part) {
                return None;
            }
        }
    }

    fn placed(&self, mistake: Mistake) -> (Span, Mistake) {
        let (span, scalar) = self.said.place.of(&mistake, &self.sources);
        let mistake = match mistake.hint {
            // As it is written: `1.10` was read as 1.1.
            Some(ref hint) if hint.starts_with(QUOTING) => {
                mistake.hint(format!("{QUOTING}\"{scalar}\""))
            }
            _ => mistake,
        };
        (span, mistake)
    }
}

/// The part that is left out for a mistake: the item of a list, the entry of a map at the top, or a
/// field. What stands beside it is still read.
fn part(path: &[Step]) -> &[Step] {
    let item = path.iter().position(|step| matches!(step, Step::Index(_)));
    &path[..item.map_or(2, |at| at + 1).min(path.len())]
}
