//! A scenario's files made one document: what it includes, and the bodies that stand in files of their own.
//!
//! It opens no file: whoever loads a scenario hands in what reads one.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value};

use super::load::{self, Said};
use super::place::{Entry, Inside, Place, Source, Span};
use super::sheet::Sheet;
use crate::kernel::mistake::Mistake;

/// Reads the file at a path that the scenario names, or says why it cannot.
pub type Files<'a> = dyn Fn(&Path) -> Result<Vec<u8>, String> + 'a;

/// For scenarios that come alone: the texts of an admin call, say.
pub fn no_files(_: &Path) -> Result<Vec<u8>, String> {
    Err("this scenario came without other files".to_owned())
}

/// More files than this make no scenario that anybody could read.
const FILES_MAX: usize = 1_000;

/// What stands in the file of a scenario, and is not its includer's.
const OWN: [&str; 2] = ["name", "description"];

/// What was read, and what was found wrong on the way.
pub(super) struct Gathered {
    pub(super) sources: Vec<Source>,
    /// `None` if the first file is no document.
    pub(super) said: Option<Said>,
    pub(super) findings: Vec<(Span, Mistake)>,
}

/// One document out of the file `name`, whose text is `bytes`, and of those that it names.
pub(super) fn gather(name: &str, bytes: &[u8], files: &Files<'_>) -> Gathered {
    let mut gathering = Gathering {
        files,
        sources: Vec::new(),
        findings: Vec::new(),
        chain: Vec::new(),
        included: Vec::new(),
        bodies: BTreeMap::new(),
    };
    let said = gathering.file(name, Path::new(name), bytes);
    let Gathering { sources, findings, .. } = gathering;
    Gathered { sources, said, findings }
}

struct Gathering<'a> {
    files: &'a Files<'a>,
    sources: Vec<Source>,
    findings: Vec<(Span, Mistake)>,
    /// The files that are being read, each included by the one before it.
    chain: Vec<PathBuf>,
    /// What is not included a second time.
    included: Vec<PathBuf>,
    /// What was read already; `None` where something was wrong with it.
    bodies: BTreeMap<PathBuf, Option<Said>>,
}

impl Gathering<'_> {
    fn file(&mut self, name: &str, path: &Path, bytes: &[u8]) -> Option<Said> {
        let mut said = match load::read(name, bytes, &mut self.sources) {
            Ok(said) => said,
            Err(findings) => {
                self.findings.extend(findings);
                return None;
            }
        };
        self.chain.push(normal(path));
        self.bodies(&mut said, path);
        let mut whole: Option<Said> = None;
        for (wanted, span) in take_includes(&mut said) {
            let Some(included) = self.include(&beside(path, &wanted), &wanted, span) else {
                continue;
            };
            whole = Some(match whole {
                Some(before) => over(included, before, MERGED_DEPTH),
                None => included,
            });
        }
        self.chain.pop();
        Some(match whole {
            Some(base) => over(said, base, MERGED_DEPTH),
            None => said,
        })
    }

    fn include(&mut self, path: &Path, wanted: &str, span: Span) -> Option<Said> {
        let key = normal(path);
        if let Some(at) = self.chain.iter().position(|it| *it == key) {
            let chain = self.chain[at..].iter().chain([&key]);
            let chain: Vec<_> = chain.map(|it| it.display().to_string()).collect();
            let message = format!("`{wanted}` includes itself");
            self.find(span, Mistake::new(&[], message).hint(chain.join(" -> ")));
            return None;
        }
        if self.included.contains(&key) {
            return None;
        }
        let bytes = self.read(path, wanted, span)?;
        self.included.push(key);
        let mut said = self.file(&path.display().to_string(), path, &bytes)?;
        for own in OWN {
            said.remove(own);
        }
        if let Some(place) = said.remove("script") {
            let message = "an included file has no `script`";
            self.find(
                place.span,
                Mistake::new(&[], message).hint("calls that prepare go into `given`"),
            );
        }
        let (said, findings) = Sheet::of_included(&mut self.sources, said);
        self.findings.extend(findings);
        said
    }

    fn read(&mut self, path: &Path, wanted: &str, span: Span) -> Option<Vec<u8>> {
        if self.sources.len() >= FILES_MAX {
            let message = format!("more than {FILES_MAX} files are named");
            self.find(span, Mistake::new(&[], message));
            return None;
        }
        match (self.files)(path) {
            Ok(bytes) => Some(bytes),
            Err(why) => {
                let message = format!("`{wanted}` cannot be read: {why}");
                let hint = "a path is looked for beside the file that names it";
                self.find(span, Mistake::new(&[], message).hint(hint));
                None
            }
        }
    }

    fn find(&mut self, span: Span, mistake: Mistake) {
        self.findings.push((span, mistake));
    }

    /// Puts the contents of files where steps name them: `body: { file: create.json }`.
    fn bodies(&mut self, said: &mut Said, path: &Path) {
        for list in ["given", "script"] {
            let Some((Value::Array(steps), place)) = entry(&mut said.value, &mut said.place, list)
            else {
                continue;
            };
            let Inside::List(places) = &mut place.inside else { continue };
            for (step, place) in steps.iter_mut().zip(places) {
                self.body((step, place), "body", path);
                self.body((step, place), "body_text", path);
                if let Some((expect, place)) = entry(step, place, "expect") {
                    self.body((expect, place), "body", path);
                }
            }
        }
    }

    fn body(&mut self, (step, place): (&mut Value, &mut Place), key: &str, path: &Path) {
        let Some((value, place)) = entry(step, place, key) else { return };
        let Some((wanted, span)) = named_file(value, place) else { return };
        let file = beside(path, &wanted);
        let said = if key == "body_text" {
            self.text_file(&file, &wanted, span)
        } else if let Some(known) = self.bodies.get(&file) {
            known.clone()
        } else {
            let said = self.json_file(&file, &wanted, span);
            self.bodies.insert(file, said.clone());
            said
        };
        // Where there is none its mistake is told, and any body will do.
        let nothing = || Said { value: Value::Null, place: Place { span, inside: Inside::Scalar } };
        let said = said.unwrap_or_else(nothing);
        (*value, *place) = (said.value, said.place);
    }

    fn json_file(&mut self, path: &Path, wanted: &str, span: Span) -> Option<Said> {
        let bytes = self.read(path, wanted, span)?;
        let read = load::read(&path.display().to_string(), &bytes, &mut self.sources);
        read.map_err(|findings| self.findings.extend(findings)).ok()
    }

    fn text_file(&mut self, path: &Path, wanted: &str, span: Span) -> Option<Said> {
        let bytes = self.read(path, wanted, span)?;
        if let Ok(text) = String::from_utf8(bytes) {
            let place = Place { span, inside: Inside::Scalar };
            return Some(Said { value: Value::String(text), place });
        }
        self.find(span, Mistake::new(&[], format!("`{wanted}` is no UTF-8")));
        None
    }
}

/// What is under `key`, and where it stands.
fn entry<'a>(
    value: &'a mut Value,
    place: &'a mut Place,
    key: &str,
) -> Option<(&'a mut Value, &'a mut Place)> {
    let value = value.as_object_mut()?.get_mut(key)?;
    let Inside::Map(entries) = &mut place.inside else { return None };
    let entry = entries.iter_mut().find(|it| it.key == key)?;
    Some((value, &mut entry.place))
}

/// The path in `{ file: path }`, if that is all there is.
fn named_file(value: &Value, place: &Place) -> Option<(String, Span)> {
    let map = value.as_object().filter(|map| map.len() == 1)?;
    let Inside::Map(entries) = &place.inside else { return None };
    Some((map.get("file")?.as_str()?.to_owned(), entries.first()?.place.span))
}

/// The files under `include`, which is taken away if it is what it should be.
fn take_includes(said: &mut Said) -> Vec<(String, Span)> {
    let Some((Value::Array(items), place)) = entry(&mut said.value, &mut said.place, "include")
    else {
        return Vec::new();
    };
    let Inside::List(places) = &place.inside else { return Vec::new() };
    let texts: Option<Vec<_>> = items
        .iter()
        .zip(places)
        .map(|(item, place)| Some((item.as_str()?.to_owned(), place.span)))
        .collect();
    let Some(texts) = texts else { return Vec::new() };
    said.remove("include");
    texts
}

/// How far into each other maps are merged: what is at the top, premises by vendor, and what is in those.
const MERGED_DEPTH: usize = 3;

/// `upper` over `lower`: entry by entry, the upper one's where both have one. `given` and `faults` of the
/// lower one come first.
fn over(upper: Said, lower: Said, depth: usize) -> Said {
    let span = upper.place.span;
    let (mut upper, lower) = match (upper.into_map(), lower.into_map()) {
        (Ok(upper), Ok(lower)) => (upper, lower),
        (Ok((map, entries)), Err(_)) => return Said::map(map, entries, span),
        (Err(upper), _) => return upper,
    };
    let (mut map, mut entries) = lower;
    for mut entry in upper.1 {
        let Some(value) = upper.0.remove(&entry.key) else { continue };
        let mut said = Said { value, place: entry.place };
        if let Some(at) = entries.iter().position(|it| it.key == entry.key) {
            let place = entries.remove(at).place;
            let value = map.remove(&entry.key).expect("a map and its places have the same keys");
            said = merged(&entry.key, said, Said { value, place }, depth);
        }
        map.insert(entry.key.clone(), said.value);
        entry.place = said.place;
        entries.push(entry);
    }
    Said::map(map, entries, span)
}

fn merged(key: &str, upper: Said, lower: Said, depth: usize) -> Said {
    let is_top = depth == MERGED_DEPTH;
    match (key, depth) {
        ("given" | "faults", MERGED_DEPTH) => behind(upper, lower),
        (_, 1) => upper,
        // Of timings and lags each is one whole.
        _ if is_top && key != "premises" => over(upper, lower, 1),
        _ => over(upper, lower, depth - 1),
    }
}

/// One list, the lower one's items first.
fn behind(upper: Said, lower: Said) -> Said {
    match (upper, lower) {
        (
            Said {
                value: Value::Array(last),
                place: Place { span, inside: Inside::List(last_places) },
            },
            Said {
                value: Value::Array(mut list),
                place: Place { inside: Inside::List(mut places), .. },
            },
        ) => {
            list.extend(last);
            places.extend(last_places);
            let place = Place { span, inside: Inside::List(places) };
            Said { value: Value::Array(list), place }
        }
        (upper, _) => upper,
    }
}

impl Said {
    fn map(map: Map<String, Value>, entries: Vec<Entry>, span: Span) -> Self {
        Self { value: Value::Object(map), place: Place { span, inside: Inside::Map(entries) } }
    }

    fn into_map(self) -> Result<(Map<String, Value>, Vec<Entry>), Self> {
        match (self.value, self.place) {
            (Value::Object(map), Place { inside: Inside::Map(entries), .. }) => Ok((map, entries)),
            (value, place) => Err(Self { value, place }),
        }
    }

    /// Takes an entry of the map away, and says where it stood.
    fn remove(&mut self, key: &str) -> Option<Place> {
        let map = self.value.as_object_mut()?;
        let Inside::Map(entries) = &mut self.place.inside else { return None };
        map.remove(key)?;
        let at = entries.iter().position(|it| it.key == key)?;
        Some(entries.remove(at).place)
    }
}

/// `wanted` as seen from the file at `path`.
fn beside(path: &Path, wanted: &str) -> PathBuf {
    normal(&path.parent().unwrap_or(Path::new("")).join(wanted))
}

/// Without `.` and, where that can be seen, without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => drop(normal.pop()),
            Component::ParentDir
            | Component::Normal(_)
            | Component::RootDir
            | Component::Prefix(_) => normal.push(part),
        }
    }
    normal
}
