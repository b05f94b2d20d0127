//! The format of a scenario file as a JSON Schema, for editors.
//!
//! The names of operations and credentials are not in it: `wavetank check` knows those.

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Map, Value, json};

use super::Scenario;
use crate::kernel::clock::Spelled;
use crate::kernel::faults::Cause;
use crate::kernel::lifecycle::{Profile, Takes};
use crate::vendors;

/// The schema of a scenario file (JSON Schema, draft 2020-12).
pub fn of_scenario() -> Value {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Scenario>();
    let mut schema = schema.to_value();
    let vendors: Vec<_> = vendors::ALL.iter().map(|it| it.name()).collect();
    let causes: Vec<_> = Cause::ALL.iter().map(|(name, _)| *name).collect();
    // Names that the types do not know, since they come from tables.
    for (definition, property, names) in [
        ("Written", "cause", causes.as_slice()),
        ("Written", "stage", &["before", "after", "outcome"]),
        ("WrittenOn", "vendor", &vendors),
        ("Count", "vendor", &vendors),
    ] {
        schema["$defs"][definition]["properties"][property]["enum"] = names.into();
    }
    let step = &mut schema["$defs"]["Step"];
    let kinds = ["call", "until", "advance", "journal", "state"];
    step["oneOf"] = kinds.iter().map(|kind| json!({ "required": [kind] })).collect();
    for line in ["call", "until"] {
        step["properties"][line]["pattern"] = "^[A-Z]+ /".into();
    }
    schema
}

/// Each vendor's, under its name.
pub(super) fn premises(schemas: &mut SchemaGenerator) -> Schema {
    let named = vendors::ALL.iter().map(|it| (it.name().to_owned(), it.schema(schemas).to_value()));
    let properties: Map<_, _> = named.collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

pub(super) fn duration(schemas: &mut SchemaGenerator) -> Schema {
    Spelled::json_schema(schemas)
}

pub(super) fn instant(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "date-time", "examples": ["2024-01-01T00:00:00Z"] })
}

pub(super) fn timing(schemas: &mut SchemaGenerator) -> Schema {
    let profile = schemas.subschema_for::<Profile>();
    let takes = schemas.subschema_for::<Takes>();
    json_schema!({
        "anyOf": [
            profile,
            {
                "type": "object",
                "properties": { "profile": profile },
                "additionalProperties": takes,
            },
        ],
    })
}

pub(super) fn clock(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            { "enum": ["real", "stopped"] },
            { "type": "string", "pattern": "^x[0-9]+$" },
        ],
    })
}

pub(super) fn text_or_file(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            { "type": "string" },
            {
                "type": "object",
                "properties": { "file": { "type": "string" } },
                "required": ["file"],
                "additionalProperties": false,
            },
        ],
    })
}
