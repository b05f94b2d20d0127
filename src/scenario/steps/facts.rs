//! Expectations, from what is written to what can be compared.

use http::HeaderName;

use super::{At, Ending, Expected, Facts, Json, Reader};
use crate::kernel::faults::Pattern;
use crate::scenario::expect::{Expression, Header};
use crate::scenario::script;

/// What a pattern is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Syntax {
    /// A glob, or an expression between slashes.
    Pattern,
    /// A regular expression without them.
    Expression,
}

impl Reader<'_> {
    pub(super) fn expected(&mut self, it: &script::Expect) -> Expected {
        let before = self.mistakes.len();
        if let Some(status) = it.status.filter(|it| !(100..1000).contains(it)) {
            self.find(&["status"], format!("`{status}` is no status: 100 to 999"));
        }
        let ending = it.wire.unwrap_or_default();
        if let (Some(_), Ending::Empty | Ending::Silence | Ending::Garbage) = (it.status, ending) {
            let message = format!("an answer that ends as `{}` has no status", ending.word());
            self.find(&["status"], message);
        }
        let headers = it.headers.iter().filter_map(|(name, text)| {
            let path = ["headers", name];
            let Ok(parsed) = HeaderName::try_from(name) else {
                self.find(&path, format!("`{name}` is no header"));
                return None;
            };
            let header = Header { name: parsed, written: name.clone(), pattern: None };
            let Some(text) = text else { return Some(header) };
            let pattern = self.compiled(text, Syntax::Pattern, &path)?;
            Some(Header { pattern: Some((text.clone(), pattern)), ..header })
        });
        let headers = headers.collect();
        let text = it.text.as_ref().and_then(|text| self.expression(text, &["text"]));
        let body = it.body.as_ref().map(|body| {
            self.json(body, &[At::from("body")]);
            Json::new(body.clone())
        });
        let facts = self.facts(&script::State {
            at: it.at.clone(),
            matches: it.matches.clone(),
            absent: it.absent.clone(),
            length: it.length.clone(),
        });
        self.move_under("expect", before);
        Expected { status: it.status, headers, facts, body, text, ending }
    }

    pub(super) fn state(&mut self, it: &script::State) -> Facts {
        let before = self.mistakes.len();
        let facts = self.facts(it);
        let pointers = it.at.keys().chain(it.matches.keys()).chain(it.length.keys());
        for pointer in pointers.chain(&it.absent) {
            let vendor = pointer.split('/').nth(1).unwrap_or_default();
            let known: Vec<_> = self.names.catalogue.vendors.iter().map(|it| it.name).collect();
            if !vendor.is_empty() && !known.contains(&vendor) {
                let message = format!("`{pointer}` begins with no vendor");
                let hint = format!("the state of each stands under its name: {}", known.join(", "));
                self.find(&[], message).hint = Some(hint);
            }
        }
        if *it == script::State::default() {
            self.find(&[], "nothing is said of the state").hint =
                Some("give one of at, matches, absent, length".to_owned());
        }
        self.move_under("state", before);
        facts
    }

    fn facts(&mut self, it: &script::State) -> Facts {
        for pointer in it.at.keys() {
            self.pointer(pointer, &["at", pointer]);
        }
        for pointer in it.matches.keys() {
            self.pointer(pointer, &["matches", pointer]);
        }
        for pointer in it.length.keys() {
            self.pointer(pointer, &["length", pointer]);
        }
        for (index, pointer) in it.absent.iter().enumerate() {
            let before = self.mistakes.len();
            self.pointer(pointer, &[]);
            for mistake in &mut self.mistakes[before..] {
                mistake.path = vec![At::from("absent"), At::from(index)];
            }
        }
        let at = it.at.iter().map(|(pointer, value)| {
            self.json(value, &[At::from("at"), At::from(pointer.as_str())]);
            (pointer.clone(), Json::new(value.clone()))
        });
        let at = at.collect();
        let matches = it.matches.iter().filter_map(|(pointer, text)| {
            Some((pointer.clone(), self.expression(text, &["matches", pointer])?))
        });
        let matches = matches.collect();
        let length = it.length.iter().map(|(pointer, length)| (pointer.clone(), *length)).collect();
        Facts { at, matches, absent: it.absent.clone(), length }
    }

    /// RFC 6901: empty, or each step behind a `/`.
    pub(super) fn pointer(&mut self, pointer: &str, path: &[&str]) {
        let is_begun = pointer.is_empty() || pointer.starts_with('/');
        let is_escaped = pointer.split('~').skip(1).all(|it| it.starts_with(['0', '1']));
        if is_begun && is_escaped {
            return;
        }
        let hint = if is_begun {
            "in it `~` is written `~0`, and a `/` that is no step `~1`".to_owned()
        } else {
            format!("it begins with `/`: `/{}`", pointer.replace('.', "/"))
        };
        self.find(path, format!("`{pointer}` is no JSON Pointer")).hint = Some(hint);
    }

    fn expression(&mut self, text: &str, path: &[&str]) -> Option<Expression> {
        let pattern = self.compiled(text, Syntax::Expression, path)?;
        Some(Expression { written: text.to_owned(), pattern })
    }

    /// Long scripts repeat themselves, and to compile a pattern takes longer than to play a step.
    pub(super) fn compiled(
        &mut self,
        text: &str,
        syntax: Syntax,
        path: &[&str],
    ) -> Option<Pattern> {
        let key = (syntax, text.to_owned());
        if let Some(known) = self.patterns.get(&key) {
            return Some(known.clone());
        }
        let parsed = match syntax {
            Syntax::Pattern => Pattern::parse(text),
            Syntax::Expression => Pattern::expression(text),
        };
        match parsed {
            Ok(pattern) => {
                self.patterns.insert(key, pattern.clone());
                Some(pattern)
            }
            Err(message) => {
                self.find(path, message);
                None
            }
        }
    }

    fn move_under(&mut self, key: &str, from: usize) {
        for mistake in &mut self.mistakes[from..] {
            mistake.path.insert(0, At::from(key));
        }
    }
}
