//! Where everything in a document stands: a tree beside the value, of the same shape.
//!
//! It knows bytes, not lines: an [`Error`](super::error::Error) makes lines of them.

use serde_json::Value;

use crate::kernel::mistake::{Mistake, Step};

/// Bytes of a file's text, from and to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    /// Which of the document's files.
    pub(super) file: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Span {
    /// Of a file as a whole.
    pub(super) fn whole(file: usize) -> Self {
        Self { file, start: usize::MAX, end: usize::MAX }
    }

    pub(super) fn is_whole(self) -> bool {
        self.start == usize::MAX
    }
}

/// One of the files that a document is made of.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// What mistakes call it.
    pub(super) name: String,
    pub(super) text: String,
}

/// Where a value stands, and what is in it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// All of a scalar; of a list or a map where it begins.
    pub(super) span: Span,
    pub(super) inside: Inside,
}

#[derive(Debug, Clone)]
pub(super) enum Inside {
    Scalar,
    List(Vec<Place>),
    Map(Vec<Entry>),
}

/// One entry of a map, in the order of the file.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) place: Place,
}

impl Place {
    /// What a caret is to point at: as far along the path as the document goes, the value there or
    /// its key, whichever the message quotes. With it what is written there.
    pub(super) fn of<'a>(&self, mistake: &Mistake, sources: &'a [Source]) -> (Span, &'a str) {
        let mut place = self;
        let mut key: Option<&Entry> = None;
        for step in &mistake.path {
            match (step, &place.inside) {
                (Step::Key(name), Inside::Map(entries)) => {
                    let Some(entry) = entries.iter().find(|entry| entry.key == *name) else {
                        break;
                    };
                    place = &entry.place;
                    key = Some(entry);
                }
                (Step::Index(index), Inside::List(items)) => {
                    let Some(item) = items.get(*index) else { break };
                    place = item;
                    key = None;
                }
                _ => break,
            }
        }
        let scalar = place.scalar(sources);
        let message = &mistake.message;
        let quoted = |word: &str| message.split('`').skip(1).step_by(2).any(|it| it == word);
        let span = match key {
            // Nothing stands behind the key.
            Some(entry) if entry.place.is_empty() => entry.key_span,
            // Of `msk/CreateConnector` one half may be meant.
            Some(entry) if entry.key.split('/').any(quoted) && !quoted(scalar) => entry.key_span,
            _ => place.span,
        };
        (span, scalar)
    }

    /// A scalar as it is written, without quotes; empty for a list or a map.
    fn scalar<'a>(&self, sources: &'a [Source]) -> &'a str {
        match self.inside {
            Inside::Scalar => sources
                .get(self.span.file)
                .and_then(|source| source.text.get(self.span.start..self.span.end))
                .unwrap_or_default()
                .trim_matches(['"', '\'']),
            Inside::List(_) | Inside::Map(_) => "",
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self.inside, Inside::Scalar) && self.span.start == self.span.end
    }

    /// Takes the value at `path` out, of the tree and of `value` alike. `false` if nothing is there.
    pub(super) fn cut(&mut self, value: &mut Value, path: &[Step]) -> bool {
        let Some((step, rest)) = path.split_first() else { return false };
        match (step, &mut self.inside, value) {
            (Step::Key(name), Inside::Map(entries), Value::Object(map)) => {
                let Some(at) = entries.iter().position(|entry| entry.key == *name) else {
                    return false;
                };
                if rest.is_empty() {
                    entries.remove(at);
                    return map.remove(name).is_some();
                }
                map.get_mut(name).is_some_and(|value| entries[at].place.cut(value, rest))
            }
            (Step::Index(index), Inside::List(items), Value::Array(list)) => {
                if *index >= items.len().min(list.len()) {
                    return false;
                }
                if rest.is_empty() {
                    items.remove(*index);
                    list.remove(*index);
                    return true;
                }
                items[*index].cut(&mut list[*index], rest)
            }
            _ => false,
        }
    }
}
