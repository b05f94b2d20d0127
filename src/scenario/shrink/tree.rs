//! A scenario's document in pieces that keep their identity, whatever is taken out around them.
//!
//! It does not know which pieces may go.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::scenario::load::Said;
use crate::scenario::place::{self, Place};
use crate::scenario::yaml::Node;

/// Of a piece, for as long as it is there.
pub(super) type Id = usize;

#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) id: Id,
    pub(super) inside: Inside,
}

#[derive(Debug, Clone)]
pub(super) enum Inside {
    Scalar(Value),
    /// The label of a rule without a name: `#3`, for as long as it is the third.
    Rule(Id),
    List(Vec<Part>),
    Map(Vec<(String, Part)>),
}

impl Part {
    pub(super) fn entries(&self) -> &[(String, Part)] {
        if let Inside::Map(entries) = &self.inside { entries } else { &[] }
    }

    pub(super) fn items(&self) -> &[Part] {
        if let Inside::List(items) = &self.inside { items } else { &[] }
    }

    pub(super) fn entry(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, part)| part)
    }

    pub(super) fn text(&self) -> Option<&str> {
        if let Inside::Scalar(Value::String(text)) = &self.inside { Some(text) } else { None }
    }

    fn children(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match &self.inside {
            Inside::Scalar(_) | Inside::Rule(_) => Box::new([].iter()),
            Inside::List(items) => Box::new(items.iter()),
            Inside::Map(entries) => Box::new(entries.iter().map(|(_, part)| part)),
        }
    }

    fn find_mut(&mut self, id: Id) -> Option<&mut Self> {
        if self.id == id {
            return Some(self);
        }
        match &mut self.inside {
            Inside::Scalar(_) | Inside::Rule(_) => None,
            Inside::List(items) => items.iter_mut().find_map(|it| it.find_mut(id)),
            Inside::Map(entries) => entries.iter_mut().find_map(|(_, it)| it.find_mut(id)),
        }
    }

    fn remove(&mut self, gone: &BTreeSet<Id>) {
        match &mut self.inside {
            Inside::Scalar(_) | Inside::Rule(_) => {}
            Inside::List(items) => {
                items.retain(|it| !gone.contains(&it.id));
                for it in items {
                    it.remove(gone);
                }
            }
            Inside::Map(entries) => {
                entries.retain(|(_, it)| !gone.contains(&it.id));
                for (_, it) in entries {
                    it.remove(gone);
                }
            }
        }
    }

    pub(super) fn ids(&self, into: &mut BTreeSet<Id>) {
        into.insert(self.id);
        self.children().for_each(|it| it.ids(into));
    }
}

/// A document, whose root is a map.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    pub(super) root: Part,
    next: Id,
}

impl Tree {
    /// What was read, in the order of its file.
    pub(super) fn of(said: &Said) -> Self {
        let nothing = Part { id: 0, inside: Inside::Map(Vec::new()) };
        let mut tree = Self { root: nothing, next: 1 };
        tree.root = tree.part(&said.value, Some(&said.place));
        if let Inside::Map(entries) = &mut tree.root.inside {
            // Where a file includes another, the other one's entries come first.
            let own = ["name", "description"];
            entries.sort_by_key(|(name, _)| own.iter().position(|it| it == name).unwrap_or(2));
        }
        tree.tie_labels();
        tree
    }

    /// A value as a part of this document.
    fn part(&mut self, value: &Value, place: Option<&Place>) -> Part {
        let id = self.next;
        self.next += 1;
        let inside = match (value, place.map(|it| &it.inside)) {
            (Value::Object(map), Some(place::Inside::Map(entries))) => {
                let entries = entries.iter().filter_map(|it| {
                    let value = map.get(&it.key)?;
                    Some((it.key.clone(), self.part(value, Some(&it.place))))
                });
                Inside::Map(entries.collect())
            }
            (Value::Array(items), Some(place::Inside::List(places))) => {
                let items = items.iter().zip(places);
                Inside::List(items.map(|(it, place)| self.part(it, Some(place))).collect())
            }
            (Value::Object(map), _) => Inside::Map(
                map.iter().map(|(key, it)| (key.clone(), self.part(it, None))).collect(),
            ),
            (Value::Array(items), _) => {
                Inside::List(items.iter().map(|it| self.part(it, None)).collect())
            }
            (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_), _) => {
                Inside::Scalar(value.clone())
            }
        };
        Part { id, inside }
    }

    /// The items of `given`, `faults` or `script`.
    pub(super) fn list(&self, name: &str) -> &[Part] {
        self.root.entry(name).map(Part::items).unwrap_or_default()
    }

    /// What the rule is called that the step counts.
    pub(super) fn counted_rule(&self, step: Id) -> Option<String> {
        let step = self.list("script").iter().find(|it| it.id == step)?;
        let rule = step.entry("journal")?.entry("rule")?;
        match &rule.inside {
            Inside::Rule(id) => {
                let index = self.list("faults").iter().position(|it| it.id == *id)?;
                Some(format!("#{}", index + 1))
            }
            Inside::Scalar(_) | Inside::List(_) | Inside::Map(_) => rule.text().map(str::to_owned),
        }
    }

    /// Adds a step to the end of the script.
    pub(super) fn push_step(&mut self, step: &Value) -> Id {
        let part = self.part(step, None);
        let id = part.id;
        if self.root.entry("script").is_none() {
            let script = self.part(&Value::Array(Vec::new()), None);
            self.put(self.root.id, "script", script);
        }
        if let Inside::Map(entries) = &mut self.root.inside
            && let Some((_, script)) = entries.iter_mut().find(|(name, _)| name == "script")
            && let Inside::List(items) = &mut script.inside
        {
            items.push(part);
        }
        self.tie_labels();
        id
    }

    /// Puts `value` under `key` of the map `id`, in place of what is there.
    pub(super) fn set(&mut self, id: Id, key: &str, value: &Value) {
        let part = self.part(value, None);
        self.put(id, key, part);
    }

    fn put(&mut self, id: Id, key: &str, part: Part) {
        let Some(Part { inside: Inside::Map(entries), .. }) = self.root.find_mut(id) else {
            return;
        };
        match entries.iter_mut().find(|(name, _)| name == key) {
            Some((_, there)) => *there = part,
            None => entries.push((key.to_owned(), part)),
        }
    }

    pub(super) fn remove(&mut self, gone: &BTreeSet<Id>) {
        self.root.remove(gone);
    }

    /// Steps that count what `#3` did mean the rule, not the number.
    fn tie_labels(&mut self) {
        let label = |(index, rule): (usize, &Part)| match rule.entry("name") {
            Some(name) => (name.text().unwrap_or_default().to_owned(), None),
            None => (format!("#{}", index + 1), Some(rule.id)),
        };
        let mut labels = BTreeMap::new();
        for (label, id) in self.list("faults").iter().enumerate().map(label) {
            labels.entry(label).or_insert(id);
        }
        let Inside::Map(entries) = &mut self.root.inside else { return };
        for (_, list) in entries.iter_mut().filter(|(name, _)| name == "script" || name == "given")
        {
            let Inside::List(steps) = &mut list.inside else { continue };
            for step in steps {
                let Some(counted) = step.entry("journal") else { continue };
                let Some(rule) = counted.entry("rule") else { continue };
                let meant = rule.text().and_then(|text| labels.get(text).copied().flatten());
                let id = rule.id;
                if let (Some(meant), Some(part)) = (meant, step.find_mut(id)) {
                    part.inside = Inside::Rule(meant);
                }
            }
        }
    }

    /// The document without some of its parts. `None` if a rule that is counted is gone.
    pub(super) fn value(&self, gone: &BTreeSet<Id>) -> Option<Value> {
        let rules = self.list("faults").iter().filter(|it| !gone.contains(&it.id));
        let rules: BTreeMap<_, _> = rules.zip(1..).map(|(it, number)| (it.id, number)).collect();
        value(&self.root, gone, &rules)
    }

    /// To be written: without what is empty at the top.
    pub(super) fn node(&self) -> Node {
        let rules = self.list("faults").iter().zip(1..).map(|(it, number)| (it.id, number));
        let Node::Map(mut entries) = node(&self.root, &rules.collect()) else {
            return Node::Map(Vec::new());
        };
        entries.retain(|(_, it)| *it != Node::List(Vec::new()) && *it != Node::Map(Vec::new()));
        if entries.is_empty() {
            // A file that says nothing is no scenario.
            entries.push(("seed".to_owned(), Node::Scalar(0.into())));
        }
        Node::Map(entries)
    }
}

fn value(part: &Part, gone: &BTreeSet<Id>, rules: &BTreeMap<Id, usize>) -> Option<Value> {
    Some(match &part.inside {
        Inside::Scalar(value) => value.clone(),
        Inside::Rule(id) => format!("#{}", rules.get(id)?).into(),
        Inside::List(items) => {
            let kept = items.iter().filter(|it| !gone.contains(&it.id));
            Value::Array(kept.map(|it| value(it, gone, rules)).collect::<Option<_>>()?)
        }
        Inside::Map(entries) => {
            let kept = entries.iter().filter(|(_, it)| !gone.contains(&it.id));
            let kept = kept.map(|(key, it)| Some((key.clone(), value(it, gone, rules)?)));
            Value::Object(kept.collect::<Option<Map<_, _>>>()?)
        }
    })
}

fn node(part: &Part, rules: &BTreeMap<Id, usize>) -> Node {
    match &part.inside {
        Inside::Scalar(value) => Node::Scalar(value.clone()),
        Inside::Rule(id) => {
            let number = rules.get(id).copied().unwrap_or_default();
            Node::Scalar(format!("#{number}").into())
        }
        Inside::List(items) => Node::List(items.iter().map(|it| node(it, rules)).collect()),
        Inside::Map(entries) => {
            Node::Map(entries.iter().map(|(key, it)| (key.clone(), node(it, rules))).collect())
        }
    }
}
