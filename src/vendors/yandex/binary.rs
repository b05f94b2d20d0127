//! Messages as bytes of protobuf.
//!
//! A map has no order in memory and must have one on the wire: here it is that of its keys.

use prost_reflect::prost::Message as _;
use prost_reflect::prost::encoding::{WireType, encode_key, encode_varint};
use prost_reflect::{DynamicMessage, FieldDescriptor, MapKey, MessageDescriptor, Value};

use super::message::Message;

pub(super) fn decode(descriptor: &MessageDescriptor, bytes: &[u8]) -> Result<Message, String> {
    DynamicMessage::decode(descriptor.clone(), bytes).map_err(|error| error.to_string())
}

pub(super) fn encode(message: &Message) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (field, value) in message.fields() {
        match value {
            Value::Message(inner) => push(&mut bytes, &field, inner),
            Value::List(items) if field.kind().as_message().is_some() => {
                let items = items.iter().filter_map(Value::as_message);
                items.for_each(|it| push(&mut bytes, &field, it));
            }
            Value::Map(entries) => {
                let mut entries: Vec<_> = entries.iter().collect();
                entries.sort_by(|a, b| key(a.0).cmp(key(b.0)));
                for (key, value) in entries {
                    let entry = [(key.clone(), value.clone())];
                    alone(&mut bytes, &field, Value::Map(entry.into_iter().collect()));
                }
            }
            value => alone(&mut bytes, &field, value.clone()),
        }
    }
    bytes
}

/// Keys are texts in all of the vendor's maps.
pub(super) fn key(key: &MapKey) -> &str {
    key.as_str().unwrap_or_default()
}

fn push(bytes: &mut Vec<u8>, field: &FieldDescriptor, inner: &Message) {
    let inner = encode(inner);
    encode_key(field.number(), WireType::LengthDelimited, bytes);
    encode_varint(inner.len() as u64, bytes);
    bytes.extend_from_slice(&inner);
}

/// The field as it is in a message that has no other.
fn alone(bytes: &mut Vec<u8>, field: &FieldDescriptor, value: Value) {
    let mut message = DynamicMessage::new(field.parent_message().clone());
    message.set_field(field, value);
    message.encode(bytes).expect("a Vec takes everything");
}
