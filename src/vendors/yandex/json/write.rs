//! From a message to JSON: fields in the order of their numbers, maps in that of their keys, defaults left out.

use std::fmt::Write;

use base64::{Engine, engine::general_purpose::STANDARD};
use prost_reflect::{FieldDescriptor, Kind, ReflectMessage, Value};

use crate::vendors::yandex::binary;
use crate::vendors::yandex::message::{Fields, Message, opened, set};

/// What the transcoder can be told about its answers.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Style {
    /// Texts, numbers, flags and lists are there though they are empty.
    pub prints_defaults: bool,
    /// An empty message in an envelope has a member `value`.
    pub empty_has_value: bool,
}

pub(in super::super) fn write(message: &Message, style: Style) -> String {
    let mut json = String::with_capacity(512);
    push(&mut json, message, style);
    json
}

fn push(json: &mut String, message: &Message, style: Style) {
    match message.descriptor().full_name() {
        "google.protobuf.Any" => envelope(json, message, style),
        name if name.starts_with("google.protobuf.") => {
            json.push_str(&serde_json::to_string(message).expect("a well-known type has a form"));
        }
        _ => {
            json.push('{');
            members(json, message, style, true);
            json.push('}');
        }
    }
}

fn members(json: &mut String, message: &Message, style: Style, mut is_first: bool) {
    for field in message.descriptor().fields() {
        let default = || {
            (style.prints_defaults && !field.supports_presence())
                .then(|| Value::default_value_for_field(&field))
        };
        match (set(message, &field), default) {
            (Some(value), _) => member(json, &field, value, (style, &mut is_first)),
            (None, default) => {
                if let Some(value) = default() {
                    member(json, &field, &value, (style, &mut is_first));
                }
            }
        }
    }
}

fn member(
    json: &mut String,
    field: &FieldDescriptor,
    value: &Value,
    (style, is_first): (Style, &mut bool),
) {
    comma(json, is_first);
    quoted(json, field.json_name());
    json.push(':');
    self::value(json, &field.kind(), value, style);
}

fn comma(json: &mut String, is_first: &mut bool) {
    if !std::mem::take(is_first) {
        json.push(',');
    }
}

fn quoted(json: &mut String, text: &str) {
    json.push_str(&serde_json::to_string(text).expect("a text is JSON"));
}

fn value(json: &mut String, kind: &Kind, value: &Value, style: Style) {
    match (value, kind) {
        (Value::Message(message), _) => push(json, message, style),
        (Value::List(items), _) => {
            json.push('[');
            let mut is_first = true;
            for item in items {
                comma(json, &mut is_first);
                self::value(json, kind, item, style);
            }
            json.push(']');
        }
        (Value::Map(entries), Kind::Message(entry)) => {
            let kind = entry.map_entry_value_field().kind();
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by(|a, b| binary::key(a.0).cmp(binary::key(b.0)));
            json.push('{');
            let mut is_first = true;
            for (key, item) in entries {
                comma(json, &mut is_first);
                quoted(json, binary::key(key));
                json.push(':');
                self::value(json, &kind, item, style);
            }
            json.push('}');
        }
        (Value::EnumNumber(number), Kind::Enum(choices)) => match choices.get_value(*number) {
            Some(choice) => quoted(json, choice.name()),
            None => put(json, number),
        },
        (value, _) => scalar(json, value),
    }
}

fn scalar(json: &mut String, value: &Value) {
    match value {
        Value::Bool(flag) => put(json, flag),
        Value::I32(number) => put(json, number),
        Value::U32(number) => put(json, number),
        // 64 bits are a text, since JavaScript has no such numbers.
        Value::I64(number) => put(json, format_args!("\"{number}\"")),
        Value::U64(number) => put(json, format_args!("\"{number}\"")),
        Value::String(text) => quoted(json, text),
        Value::Bytes(bytes) => quoted(json, &STANDARD.encode(bytes)),
        value => unreachable!("the table has no field for {value:?}"),
    }
}

fn put(json: &mut String, what: impl std::fmt::Display) {
    write!(json, "{what}").expect("a String takes everything");
}

/// The message in an `Any`, with its type beside its fields.
fn envelope(json: &mut String, any: &Message, style: Style) {
    let url = any.text("type_url");
    json.push_str("{\"@type\":");
    quoted(json, url);
    if let Some(inner) = opened(any) {
        let name = inner.descriptor().full_name().to_owned();
        if name == "google.protobuf.Empty" {
            json.push_str(if style.empty_has_value { ",\"value\":{}" } else { "" });
        } else if name.starts_with("google.protobuf.") {
            json.push_str(",\"value\":");
            push(json, &inner, style);
        } else {
            members(json, &inner, style, false);
        }
    }
    json.push('}');
}
