//! Update masks: what a request changes of a resource, and what it leaves.
//!
//! The paths begin at the request. What a path names is set to what the request has there, or reset where it has
//! nothing (API Design Guide, "Standard methods", Update). Nothing here knows a kind of resource.

use prost_reflect::{DynamicMessage, FieldDescriptor, MessageDescriptor, ReflectMessage, Value};

use super::message::{self, Fields, Message, set};

/// A path in the request, from the specification inwards; empty for all of it.
pub(super) type Path = Vec<FieldDescriptor>;

/// The paths of `update_mask`, each behind `root`, where the request's specification is; `None` where there is no
/// mask. What names nothing that can be changed is an error.
pub(super) fn paths<'a>(
    request: &'a Message,
    root: &str,
) -> Result<Option<Vec<Path>>, Vec<&'a str>> {
    paths_but(request, root, &[])
}

/// The same where some fields cannot be changed. With an empty `root` the request is the specification itself.
pub(super) fn paths_but<'a>(
    request: &'a Message,
    root: &str,
    fixed: &[&str],
) -> Result<Option<Vec<Path>>, Vec<&'a str>> {
    let named = message::found(request, "update_mask.paths").and_then(Value::as_list);
    let named: Vec<_> = named.unwrap_or_default().iter().filter_map(Value::as_str).collect();
    if named.is_empty() {
        return Ok(None);
    }
    let inside = match request.descriptor().get_field_by_name(root).map(|it| it.kind()) {
        Some(kind) => kind.as_message().expect("a specification is a message").clone(),
        None => request.descriptor(),
    };
    let found: Vec<_> = named.iter().map(|it| (*it, path(&inside, (root, fixed), it))).collect();
    let unknown: Vec<_> = found.iter().filter(|(_, it)| it.is_none()).map(|(it, _)| *it).collect();
    if unknown.is_empty() {
        Ok(Some(found.into_iter().filter_map(|(_, it)| it).collect()))
    } else {
        Err(unknown)
    }
}

fn path(inside: &MessageDescriptor, (root, fixed): (&str, &[&str]), text: &str) -> Option<Path> {
    let mut names = text.split('.');
    if !root.is_empty() && names.next() != Some(root) {
        return None;
    }
    let mut inside = Some(inside.clone());
    let mut path = Path::new();
    for name in names {
        let field = inside?.get_field_by_name(name)?;
        inside = field.kind().as_message().filter(|it| !field.is_list() && has_paths(it)).cloned();
        path.push(field);
    }
    let is_fixed = path.first().is_some_and(|it| fixed.contains(&it.name()));
    (!is_fixed).then_some(path)
}

/// Whether a path may go into a message: not into an entry of a map, and not into what is a value to whoever writes
/// masks, as a number in its wrapper is.
fn has_paths(kind: &MessageDescriptor) -> bool {
    !kind.is_map_entry() && !kind.full_name().starts_with("google.protobuf.")
}

/// Sets what the path names of `target` to what `source` has there; the two may be of different types with the
/// same names.
pub(super) fn apply(target: &mut Message, source: Option<&Message>, path: &[FieldDescriptor]) {
    let Some((field, rest)) = path.split_first() else {
        if let Some(source) = source {
            replace(target, source);
        }
        return;
    };
    let Some(own) = target.descriptor().get_field_by_name(field.name()) else { return };
    let value = source.and_then(|it| set(it, field));
    if rest.is_empty() {
        return assign(target, &own, value);
    }
    let source = value.and_then(Value::as_message);
    // Where there is nothing on either side there is nothing to reset.
    if (source.is_some() || target.has_field(&own))
        && let Value::Message(inner) = target.get_field_mut(&own)
    {
        apply(inner, source, rest);
    }
}

/// Sets all that the type of `source` knows; what only that of `target` knows cannot be changed, and stays.
pub(super) fn replace(target: &mut Message, source: &Message) {
    let fields: Vec<_> = source.descriptor().fields().collect();
    let pairs = fields.iter().filter_map(|field| {
        Some((target.descriptor().get_field_by_name(field.name())?, set(source, field)))
    });
    let mut pairs: Vec<_> = pairs.collect();
    // Of a choice one is set when the others are not any more.
    pairs.sort_by_key(|(_, value)| value.is_some());
    for (own, value) in pairs {
        assign(target, &own, value);
    }
}

fn assign(target: &mut Message, own: &FieldDescriptor, value: Option<&Value>) {
    match (value, own.kind().as_message()) {
        (None, _) => target.clear_field(own),
        (Some(Value::Message(source)), Some(kind)) => {
            let is_well_known = kind.full_name().starts_with("google.protobuf.");
            let kept = set(target, own).and_then(Value::as_message).filter(|_| !is_well_known);
            let mut inner = kept.cloned().unwrap_or_else(|| DynamicMessage::new(kind.clone()));
            replace(&mut inner, source);
            target.set_field(own, Value::Message(inner));
        }
        (Some(value), _) => target.set_field(own, value.clone()),
    }
}

/// Whether a mask names the field, or something in it, or all.
pub(super) fn names(paths: &[Path], field: &str) -> bool {
    paths.iter().any(|path| path.first().is_none_or(|it| it.name() == field))
}

/// Adds the entries of a map to those that are there.
pub(super) fn merge(target: &mut Message, source: &Message, name: &str) {
    let Some(Value::Map(added)) = message::found(source, name).cloned() else { return };
    let kept = message::found(target, name).cloned();
    let mut entries = kept.and_then(|it| it.as_map().cloned()).unwrap_or_default();
    entries.extend(added);
    target.put(name, message::Held(Value::Map(entries)));
}
