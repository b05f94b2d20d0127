//! From JSON to a message: what is unknown is passed over, what is of the wrong type refused.

use prost_reflect::{DeserializeOptions, DynamicMessage, Kind, MessageDescriptor};
use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

use crate::vendors::yandex::message::Message;

/// The message that `object` means, or why there is none.
pub(in super::super) fn read(
    descriptor: &MessageDescriptor,
    mut object: Map<String, Value>,
) -> Result<Message, String> {
    soften(descriptor, &mut object);
    // The transcoder asks for it: a newer client knows more fields.
    let options = DeserializeOptions::new().deny_unknown_fields(false);
    let value = Value::Object(object);
    Seed(descriptor, &options).deserialize(value).map_err(|error| error.to_string())
}

struct Seed<'a>(&'a MessageDescriptor, &'a DeserializeOptions);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Message;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Message, D::Error> {
        DynamicMessage::deserialize_with_options(self.0.clone(), from, self.1)
    }
}

/// What the transcoder takes and the mapping alone does not: numbers and flags as the texts of a map, and a
/// mask with the fields' own names. UNCONFIRMED, both.
fn soften(descriptor: &MessageDescriptor, object: &mut Map<String, Value>) {
    for (name, value) in object {
        let by_json = || descriptor.get_field_by_json_name(name);
        let Some(field) = by_json().or_else(|| descriptor.get_field_by_name(name)) else {
            continue;
        };
        match (field.kind(), value) {
            (Kind::Message(inner), Value::String(mask))
                if inner.full_name() == "google.protobuf.FieldMask" =>
            {
                *mask = camel(mask);
            }
            (Kind::Message(entry), Value::Object(entries)) if field.is_map() => {
                let is_text = entry.map_entry_value_field().kind() == Kind::String;
                entries.values_mut().filter(|_| is_text).for_each(as_text);
            }
            (Kind::Message(inner), Value::Object(object)) => soften(&inner, object),
            (Kind::Message(inner), Value::Array(items)) => {
                let objects = items.iter_mut().filter_map(Value::as_object_mut);
                objects.for_each(|it| soften(&inner, it));
            }
            _ => {}
        }
    }
}

fn as_text(value: &mut Value) {
    if matches!(value, Value::Number(_) | Value::Bool(_)) {
        *value = Value::String(value.to_string());
    }
}

/// `tasks_max` as `tasksMax`.
fn camel(text: &str) -> String {
    let mut pieces = text.split('_');
    let mut camel = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let mut letters = piece.chars();
        camel.extend(letters.next().map(|it| it.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}
