//! What a property of a connector's configuration is: the vocabulary of the tables of plugins.
//!
//! Nothing is judged here, and no plugin is known.

use crate::kernel::config_def::{Importance, Kind};

/// A property, as a table of a plugin has it. `#` in a name stands for the number of an API (see
/// [`Part::Each`]).
#[derive(Debug, Clone, Copy)]
pub struct Definition {
    pub name: &'static str,
    pub kind: Kind,
    /// Empty: none.
    pub default: &'static str,
    pub importance: Importance,
    pub is_required: bool,
    pub display_name: &'static str,
    pub documentation: &'static str,
    pub valid: Valid,
    pub dependents: &'static [&'static str],
    /// Within its group; its place among the definitions if absent.
    pub order: Option<u8>,
    /// Another property and its value: then this one is required.
    pub needed_when: Option<Condition>,
    /// Likewise: then only is this one visible.
    pub shown_when: Option<Condition>,
    /// Another property: where that has a value, this one is not required after all.
    pub spared_by: Option<&'static str>,
}

/// A property, and the value that it has in effect.
pub type Condition = (&'static str, &'static str);

/// Which values are good, beside being of the right type.
#[derive(Debug, Clone, Copy)]
pub enum Valid {
    Anything,
    OneOf(&'static [&'static str]),
    AtLeast(i64),
    Between(i64, i64),
    /// In characters.
    AtMostLong(usize),
    OneCharacter,
    /// RFC 6901; empty is the whole document.
    JsonPointer,
    /// As `404,408,500-`.
    StatusCodes,
    /// A file's content, as `data:text/plain;base64,...`.
    DataUrl,
}

/// The properties of one group, in the order in which they are listed.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    pub group: &'static str,
    pub definitions: &'static [Definition],
}

/// A piece of a plugin's list.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    Once(Section),
    /// The sections again and again, with 1 and so on for every `#` in groups and names.
    Each {
        times: u8,
        sections: &'static [Section],
    },
}

pub const fn section(group: &'static str, definitions: &'static [Definition]) -> Part {
    Part::Once(Section { group, definitions })
}

const fn of(
    kind: Kind,
    (name, display_name, documentation): (&'static str, &'static str, &'static str),
) -> Definition {
    Definition {
        name,
        kind,
        default: "",
        importance: Importance::Medium,
        is_required: false,
        display_name,
        documentation,
        valid: Valid::Anything,
        dependents: &[],
        order: None,
        needed_when: None,
        shown_when: None,
        spared_by: None,
    }
}

macro_rules! kinds {
    ($($function:ident $kind:ident)*) => {
        $(
            /// A property of this type: its name, its label in the console, and what it is for.
            pub const fn $function(
                name: &'static str,
                display_name: &'static str,
                documentation: &'static str,
            ) -> Definition {
                of(Kind::$kind, (name, display_name, documentation))
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
    password Password
}

/// What a table says beside the usual; importance is medium unless said otherwise.
impl Definition {
    #[must_use]
    pub const fn high(self) -> Self {
        Self { importance: Importance::High, ..self }
    }

    #[must_use]
    pub const fn low(self) -> Self {
        Self { importance: Importance::Low, ..self }
    }

    #[must_use]
    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    #[must_use]
    pub const fn or(self, default: &'static str) -> Self {
        Self { default, ..self }
    }

    #[must_use]
    pub const fn one_of(self, values: &'static [&'static str]) -> Self {
        Self { valid: Valid::OneOf(values), ..self }
    }

    #[must_use]
    pub const fn at_least(self, least: i64) -> Self {
        Self { valid: Valid::AtLeast(least), ..self }
    }

    #[must_use]
    pub const fn between(self, least: i64, most: i64) -> Self {
        Self { valid: Valid::Between(least, most), ..self }
    }

    #[must_use]
    pub const fn valid(self, valid: Valid) -> Self {
        Self { valid, ..self }
    }

    #[must_use]
    pub const fn dependents(self, dependents: &'static [&'static str]) -> Self {
        Self { dependents, ..self }
    }

    #[must_use]
    pub const fn order(self, order: u8) -> Self {
        Self { order: Some(order), ..self }
    }

    #[must_use]
    pub const fn needed_when(self, name: &'static str, value: &'static str) -> Self {
        Self { needed_when: Some((name, value)), ..self }
    }

    #[must_use]
    pub const fn shown_when(self, name: &'static str, value: &'static str) -> Self {
        Self { shown_when: Some((name, value)), ..self }
    }

    #[must_use]
    pub const fn spared_by(self, name: &'static str) -> Self {
        Self { spared_by: Some(name), ..self }
    }

    /// Required and visible on the same condition.
    #[must_use]
    pub const fn belongs_to(self, name: &'static str, value: &'static str) -> Self {
        self.needed_when(name, value).shown_when(name, value)
    }
}
