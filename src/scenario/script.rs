//! Steps as a person writes them into `given` and `script`: their shape, and nothing of what they mean.

use std::{collections::BTreeMap, time::Duration};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::forms;
use crate::kernel::clock::duration_if_any;

/// One step: exactly one of `call`, `until`, `advance`, `journal` and `state`, and what belongs to it.
///
/// In texts `$name` (or `${name}`) is what was captured under that name, and `$$` is a dollar.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Step {
    /// What the step is there for, as reports show it. Absent: what it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When it happens: world time since the end of `given` (in `given`: since the epoch), such as `30s`.
    /// It never goes back. Absent: no time passes.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "super::schema::duration")]
    pub at: Option<Duration>,

    /// A call: method and target, such as `GET /v1/connectors/$arn`. What `$name` stands for is
    /// percent-encoded as one segment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = "GET /v1/connectors/$arn")]
    pub call: Option<String>,
    /// A call that is repeated until its answer is as `expect` says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = "GET /v1/connectors/$arn")]
    pub until: Option<String>,
    /// Lets world time pass: `30s`, `1m 30s`, `PT1M30S`.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "super::schema::duration")]
    pub advance: Option<Duration>,
    /// Counts calls in the journal, since the end of `given`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journal: Option<Count>,
    /// Looks at the resources of the vendors, each under the vendor's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,

    /// Beside `until`: world time from one call to the next. Absent: `1s`.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "super::schema::duration")]
    pub every: Option<Duration>,
    /// Beside `until`: how many calls at most, 1 to 10,000. Absent: 60.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 10000))]
    pub most: Option<u32>,

    /// Whose credential proves a call: a key id, `nobody` for none, or a map that says more. Absent: the
    /// vendor's usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#as: Option<As>,
    /// Further headers of a call; they stand in place of those that it would have anyway.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The JSON that a call sends, or `{ file: path }` for the JSON or YAML in a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// The text that a call sends as it is, or `{ file: path }` for the text in a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "super::schema::text_or_file")]
    pub body_text: Option<String>,
    /// The bytes that a call sends as they are, in Base64: a message of gRPC, say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_base64: Option<String>,

    /// What the answer to a call must be like. Absent: a status below 400.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expect: Option<Expect>,
    /// Takes values out of the answer, by JSON Pointer, under names for later steps:
    /// `{ arn: /connectorArn }`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub capture: BTreeMap<String, String>,
}

/// Who calls.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum As {
    /// A key id of the premises, or `nobody` for a call without a credential.
    Name(String),
    Signer(Signer),
}

/// Who calls, and how they go wrong about it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Signer {
    /// The key's id. Absent: the vendor's usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Instead of the key's own secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// Instead of the usual region, where calls name one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// By how much the caller's clock is fast, or slow: `-10m`.
    #[serde(
        serialize_with = "forms::serialize_offset",
        deserialize_with = "forms::offset",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Option<String>", example = "-10m")]
    pub clock: Option<jiff::SignedDuration>,
}

/// What an answer must be like; all of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// Absent: any below 400.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 100, max = 999))]
    pub status: Option<u16>,
    /// Patterns by header: a glob such as `application/*`, or `/a regular expression/`. Nothing (`~`) for
    /// a header that must not be there.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, Option<String>>,
    /// Values by JSON Pointer: `{ /connectorState: RUNNING }`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub at: BTreeMap<String, Value>,
    /// Regular expressions by JSON Pointer, for texts and numbers.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub matches: BTreeMap<String, String>,
    /// JSON Pointers to what must not be there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
    /// How many items or entries a list or a map has, by JSON Pointer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub length: BTreeMap<String, usize>,
    /// The whole body as JSON, or `{ file: path }`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// A regular expression that a part of the body matches, whatever the body is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How the answer ends on the wire: `whole`, `cut`, `reset`, `empty`, `silence` or `garbage`. Absent:
    /// `whole`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wire: Option<Ending>,
}

/// How an answer arrives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// All of it, however slowly.
    #[default]
    Whole,
    /// The connection ends in the middle of the body.
    Cut,
    /// The connection is reset, before the answer or in the middle of it.
    Reset,
    /// The connection ends without a byte.
    Empty,
    /// Nothing comes.
    Silence,
    /// What comes is not HTTP.
    Garbage,
}

/// Which calls are counted, and how many there must be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// That the calls were meant for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// A glob over the vendors' operation names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// A glob over resources' names, or `/a regular expression/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// That they were answered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 100, max = 999))]
    pub status: Option<u16>,
    /// The name of a rule that acted on the call, or `#3` for the third of `faults`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How many calls there must be of which all that holds.
    pub count: usize,
}

/// What must hold of the resources of all vendors.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct State {
    /// Values by JSON Pointer, which begins with the vendor: `{ /msk/connectors: {} }`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub at: BTreeMap<String, Value>,
    /// Regular expressions by JSON Pointer, for texts and numbers.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub matches: BTreeMap<String, String>,
    /// JSON Pointers to what must not be there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
    /// How many items or entries a list or a map has, by JSON Pointer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub length: BTreeMap<String, usize>,
}
