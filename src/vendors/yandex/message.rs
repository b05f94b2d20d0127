//! Messages as values: reading, making and showing them by their fields' names.
//!
//! What a message is on the wire is of `binary` and `json`; what its fields are, of `proto`.

use std::borrow::Cow;
use std::time::Duration;

use jiff::Timestamp;
use prost_reflect::{DynamicMessage, FieldDescriptor, MessageDescriptor, ReflectMessage, Value};

use super::{binary, proto};

pub(super) type Message = DynamicMessage;

/// What names of packages begin with.
pub(super) const KAFKA: &str = "yandex.cloud.mdb.kafka.v1";

/// An empty message of that full name.
pub(super) fn new(name: &str) -> Message {
    Message::new(proto::message(name))
}

/// What every message can be asked, by a field's name or by a path of them: `connector_spec.name`.
pub(super) trait Fields {
    /// Empty where it is not set, or no text.
    fn text(&self, path: &str) -> &str;
    /// `None` where it is not set; 0 is set only where presence counts.
    fn number(&self, path: &str) -> Option<i64>;
    fn flag(&self, path: &str) -> bool;
    /// The message in the field, where it is set.
    fn inner(&self, path: &str) -> Option<&Message>;
    /// The messages in the field.
    fn all(&self, path: &str) -> Vec<&Message>;
    fn put(&mut self, name: &str, value: impl Into<Held>);
    #[must_use]
    fn with(self, name: &str, value: impl Into<Held>) -> Self;
}

impl Fields for Message {
    fn text(&self, path: &str) -> &str {
        found(self, path).and_then(Value::as_str).unwrap_or_default()
    }

    fn number(&self, path: &str) -> Option<i64> {
        match found(self, path)? {
            Value::I64(number) => Some(*number),
            Value::I32(number) | Value::EnumNumber(number) => Some(i64::from(*number)),
            Value::Message(wrapper) => Some(wrapper.number("value").unwrap_or(0)),
            _ => None,
        }
    }

    fn flag(&self, path: &str) -> bool {
        found(self, path).and_then(Value::as_bool).unwrap_or(false)
    }

    fn inner(&self, path: &str) -> Option<&Message> {
        found(self, path)?.as_message()
    }

    fn all(&self, path: &str) -> Vec<&Message> {
        let items = found(self, path).and_then(Value::as_list).unwrap_or_default();
        items.iter().filter_map(Value::as_message).collect()
    }

    fn put(&mut self, name: &str, value: impl Into<Held>) {
        self.set_field_by_name(name, value.into().0);
    }

    fn with(mut self, name: &str, value: impl Into<Held>) -> Self {
        self.put(name, value);
        self
    }
}

/// What is set at the end of a path.
pub(super) fn found<'a>(message: &'a Message, path: &str) -> Option<&'a Value> {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = message.descriptor().get_field_by_name(name)?;
    let value = set(message, &field)?;
    if rest.is_empty() { Some(value) } else { found(value.as_message()?, rest) }
}

/// What is set in a field.
pub(super) fn set<'a>(message: &'a Message, field: &FieldDescriptor) -> Option<&'a Value> {
    if !message.has_field(field) {
        return None;
    }
    match message.get_field(field) {
        Cow::Borrowed(value) => Some(value),
        Cow::Owned(_) => None,
    }
}

/// A value on its way into a field.
pub(super) struct Held(pub Value);

impl From<&str> for Held {
    fn from(text: &str) -> Self {
        Self(Value::String(text.to_owned()))
    }
}

impl From<String> for Held {
    fn from(text: String) -> Self {
        Self(Value::String(text))
    }
}

impl From<bool> for Held {
    fn from(flag: bool) -> Self {
        Self(Value::Bool(flag))
    }
}

impl From<Message> for Held {
    fn from(message: Message) -> Self {
        Self(Value::Message(message))
    }
}

impl From<Vec<Message>> for Held {
    fn from(messages: Vec<Message>) -> Self {
        Self(Value::List(messages.into_iter().map(Value::Message).collect()))
    }
}

impl From<Timestamp> for Held {
    /// Microseconds, as operations carry them.
    fn from(at: Timestamp) -> Self {
        let nanos = at.subsec_nanosecond() / 1000 * 1000;
        let mut message = new("google.protobuf.Timestamp");
        message.set_field_by_name("seconds", Value::I64(at.as_second()));
        message.set_field_by_name("nanos", Value::I32(nanos));
        Self(Value::Message(message))
    }
}

impl From<Duration> for Held {
    fn from(duration: Duration) -> Self {
        let seconds = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        let nanos = i32::try_from(duration.subsec_nanos()).expect("less than a billion");
        let mut message = new("google.protobuf.Duration");
        message.set_field_by_name("seconds", Value::I64(seconds));
        message.set_field_by_name("nanos", Value::I32(nanos));
        Self(Value::Message(message))
    }
}

impl From<i32> for Held {
    fn from(number: i32) -> Self {
        Self(Value::I32(number))
    }
}

pub(super) fn choice(number: i32) -> Held {
    Held(Value::EnumNumber(number))
}

/// A number that could be absent.
pub(super) fn wrapped(number: i64) -> Held {
    let mut message = new("google.protobuf.Int64Value");
    message.set_field_by_name("value", Value::I64(number));
    Held(Value::Message(message))
}

/// A message in an envelope that names its type.
pub(super) fn any(message: &Message) -> Message {
    let mut any = new("google.protobuf.Any");
    let url = format!("type.googleapis.com/{}", message.descriptor().full_name());
    any.set_field_by_name("type_url", Value::String(url));
    any.set_field_by_name("value", Value::Bytes(binary::encode(message).into()));
    any
}

/// The message in an envelope, if it is one of the table's.
pub(super) fn opened(any: &Message) -> Option<Message> {
    let name = any.text("type_url").rsplit('/').next()?;
    let descriptor = proto::pool().get_message_by_name(name)?;
    let bytes = any.get_field_by_name("value")?;
    binary::decode(&descriptor, bytes.as_bytes()?).ok()
}

/// `from` as a message of another type: every field that is there under the same name. Secrets are in no
/// message that is shown, so none is shown.
pub(super) fn shown(from: &Message, to: &MessageDescriptor) -> Message {
    let mut shown = Message::new(to.clone());
    for (field, value) in from.fields() {
        let Some(other) = to.get_field_by_name(field.name()) else { continue };
        let value = match (value, other.kind().as_message()) {
            (Value::Message(inner), Some(kind)) => Value::Message(self::shown(inner, kind)),
            (Value::List(items), Some(kind)) => {
                let items = items.iter().filter_map(Value::as_message);
                Value::List(items.map(|it| Value::Message(self::shown(it, kind))).collect())
            }
            (value, _) => value.clone(),
        };
        shown.set_field(&other, value);
    }
    shown
}
