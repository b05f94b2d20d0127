//! The format of a scenario file as a JSON Schema, for editors.
//!
//! Names that vendors give are not in it: `wavetank check` knows those.

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::Value;

use super::Scenario;
use crate::kernel::clock::Spelled;
use crate::kernel::lifecycle::{Profile, Takes};

/// The schema of a scenario file (JSON Schema, draft 2020-12).
pub fn of_scenario() -> Value {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Scenario>();
    schema.to_value()
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
