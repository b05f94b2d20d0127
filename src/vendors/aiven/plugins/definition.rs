//! What a property of a connector's configuration is: the vocabulary of the tables of plugins, which is that
//! of Kafka Connect's `ConfigDef`.
//!
//! Nothing is judged here, and no plugin is known.

use serde::Serialize;

use super::valid::Valid;
use crate::kernel::config_def::{Importance, Kind};

/// A property, as a table has it.
#[derive(Debug, Clone, Copy)]
pub struct Definition {
    pub name: &'static str,
    pub kind: Kind,
    pub documentation: &'static str,
    /// What it is called where it is shown; empty for its name.
    label: &'static str,
    pub unset: Unset,
    pub importance: Importance,
    pub width: Width,
    /// Its place in its group, where that does not follow from the table.
    order: Option<i32>,
    pub valid: Valid,
    /// Properties that are read with this one: see [`super::values`].
    pub dependents: &'static [&'static str],
}

/// What a property is when a configuration does not have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unset {
    /// It must be there.
    Missing,
    Null,
    Is(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Width {
    None,
    Short,
    Medium,
    Long,
}

/// Properties of one group that follow each other, in the order in which they are defined.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    pub group: Option<&'static str>,
    /// The order of the first one in the group; the others count on.
    first: i32,
    pub definitions: &'static [Definition],
}

pub const fn section(
    group: &'static str,
    first: i32,
    definitions: &'static [Definition],
) -> Section {
    Section { group: Some(group), first, definitions }
}

/// Properties that were defined with neither a group nor a place in one.
pub const fn loose(definitions: &'static [Definition]) -> Section {
    Section { group: None, first: 0, definitions }
}

impl Section {
    /// Each definition with its place in the group.
    pub fn ordered(&self) -> impl Iterator<Item = (&'static Definition, i32)> {
        let (first, is_loose) = (self.first, self.group.is_none());
        (first..).zip(self.definitions).map(move |(place, it)| match it.order {
            Some(order) => (it, order),
            None if is_loose => (it, -1),
            None => (it, place),
        })
    }
}

const fn of(kind: Kind, name: &'static str, documentation: &'static str) -> Definition {
    Definition {
        name,
        kind,
        documentation,
        label: "",
        unset: Unset::Null,
        importance: Importance::Medium,
        width: Width::None,
        order: None,
        valid: Valid::Anything,
        dependents: &[],
    }
}

macro_rules! kinds {
    ($($function:ident $kind:ident)*) => {
        $(
            /// A property of this type: its name, and what it is for.
            pub const fn $function(name: &'static str, documentation: &'static str) -> Definition {
                of(Kind::$kind, name, documentation)
            }
        )*
    };
}

kinds! {
    boolean Boolean
    short Short
    int Int
    long Long
    string String
    list List
    class Class
    password Password
}

/// What a table says beside the usual: importance is medium, there is no width, and unset is null.
impl Definition {
    #[must_use]
    pub const fn label(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    #[must_use]
    pub const fn required(self) -> Self {
        Self { unset: Unset::Missing, ..self }
    }

    #[must_use]
    pub const fn or(self, default: &'static str) -> Self {
        Self { unset: Unset::Is(default), ..self }
    }

    #[must_use]
    pub const fn high(self) -> Self {
        Self { importance: Importance::High, ..self }
    }

    #[must_use]
    pub const fn low(self) -> Self {
        Self { importance: Importance::Low, ..self }
    }

    #[must_use]
    pub const fn width(self, width: Width) -> Self {
        Self { width, ..self }
    }

    #[must_use]
    pub const fn order(self, order: i32) -> Self {
        Self { order: Some(order), ..self }
    }

    #[must_use]
    pub const fn valid(self, valid: Valid) -> Self {
        Self { valid, ..self }
    }

    #[must_use]
    pub const fn dependents(self, dependents: &'static [&'static str]) -> Self {
        Self { dependents, ..self }
    }

    pub const fn display_name(&self) -> &'static str {
        if self.label.is_empty() { self.name } else { self.label }
    }
}
