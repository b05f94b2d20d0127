//! One field of a message: its number, its type, and what the vendor's annotations ask of it.
//!
//! What a value that breaks a rule gets is said elsewhere.

/// A field; made by the functions below, with what is peculiar about it added.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Field {
    pub number: u32,
    pub name: &'static str,
    pub kind: Kind,
    pub shape: Shape,
    /// Of these at most one is set.
    pub oneof: Option<&'static str>,
    /// Where it is not the name in camel case.
    pub json: Option<&'static str>,
    pub rules: Rules,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    Text,
    Bool,
    Int32,
    Int64,
    Bytes,
    /// By full name, or by the name in the same package.
    Message(&'static str),
    Enum(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Shape {
    One,
    Many,
    /// From texts to values of the kind.
    Map,
}

/// The vendor's annotations (`yandex/cloud/validation.proto`): a length is of a text or of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Rules {
    /// A text is not empty, a message is there.
    pub required: bool,
    pub length: Option<(u64, u64)>,
    /// Of the whole text.
    pub pattern: Option<&'static str>,
    pub value: Option<(i64, i64)>,
    /// Of the fields of the same `oneof`, one is set.
    pub exactly_one: bool,
}

const NO_RULES: Rules =
    Rules { required: false, length: None, pattern: None, value: None, exactly_one: false };

/// The same names as in the vendor's tables: a line of the table is a call of one of these.
pub(super) const fn text(number: u32, name: &'static str) -> Field {
    field(number, name, Kind::Text)
}

pub(super) const fn flag(number: u32, name: &'static str) -> Field {
    field(number, name, Kind::Bool)
}

pub(super) const fn int32(number: u32, name: &'static str) -> Field {
    field(number, name, Kind::Int32)
}

pub(super) const fn int64(number: u32, name: &'static str) -> Field {
    field(number, name, Kind::Int64)
}

pub(super) const fn bytes(number: u32, name: &'static str) -> Field {
    field(number, name, Kind::Bytes)
}

/// A number that can be absent.
pub(super) const fn wrapped(number: u32, name: &'static str) -> Field {
    field(number, name, Kind::Message("google.protobuf.Int64Value"))
}

pub(super) const fn instant(number: u32, name: &'static str) -> Field {
    field(number, name, Kind::Message("google.protobuf.Timestamp"))
}

pub(super) const fn any(number: u32, name: &'static str) -> Field {
    field(number, name, Kind::Message("google.protobuf.Any"))
}

pub(super) const fn inner(number: u32, name: &'static str, message: &'static str) -> Field {
    field(number, name, Kind::Message(message))
}

pub(super) const fn choice(number: u32, name: &'static str, of: &'static str) -> Field {
    field(number, name, Kind::Enum(of))
}

const fn field(number: u32, name: &'static str, kind: Kind) -> Field {
    let (shape, oneof, json, rules) = (Shape::One, None, None, NO_RULES);
    Field { number, name, kind, shape, oneof, json, rules }
}

impl Field {
    pub(super) const fn many(self) -> Self {
        Self { shape: Shape::Many, ..self }
    }

    pub(super) const fn map(self) -> Self {
        Self { shape: Shape::Map, ..self }
    }

    pub(super) const fn oneof(self, name: &'static str) -> Self {
        Self { oneof: Some(name), ..self }
    }

    pub(super) const fn exactly_one(self, oneof: &'static str) -> Self {
        Self { rules: Rules { exactly_one: true, ..self.rules }, ..self.oneof(oneof) }
    }

    pub(super) const fn json(self, name: &'static str) -> Self {
        Self { json: Some(name), ..self }
    }

    pub(super) const fn required(self) -> Self {
        Self { rules: Rules { required: true, ..self.rules }, ..self }
    }

    pub(super) const fn length(self, from: u64, to: u64) -> Self {
        Self { rules: Rules { length: Some((from, to)), ..self.rules }, ..self }
    }

    pub(super) const fn pattern(self, pattern: &'static str) -> Self {
        Self { rules: Rules { pattern: Some(pattern), ..self.rules }, ..self }
    }

    pub(super) const fn value(self, from: i64, to: i64) -> Self {
        Self { rules: Rules { value: Some((from, to)), ..self.rules }, ..self }
    }
}
