//! What operations take and answer, told beforehand: an `OpenAPI` document, made of the route table and of the
//! types of requests and answers.
//!
//! Nothing is checked by it: it says what handlers do.

use std::collections::BTreeSet;

use http::StatusCode;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::room::Vendor;
use super::route::{Named, Route};

/// What a vendor tells of all its operations.
pub struct Interface {
    pub title: &'static str,
    /// The ways to prove a call, by name, as `OpenAPI` writes them.
    pub security: Value,
    /// By the operation's name.
    pub shapes: Vec<(&'static str, Shape)>,
    /// What the headers of [`Answer::with`] are, by name.
    pub headers: Value,
}

/// A schema, once there is a document for it.
pub type Of = fn(&mut SchemaGenerator) -> Schema;

/// What one operation takes and answers.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Path labels and query parameters together, as handlers take them.
    arguments: Option<Of>,
    body: Option<Body>,
    answers: Vec<Answer>,
    /// Names of [`Interface::security`], each of which will do; none if the operation asks for no proof.
    proofs: &'static [&'static str],
}

#[derive(Debug, Clone, Copy)]
struct Body {
    media: &'static str,
    schema: Of,
    is_required: bool,
}

/// One status, and what comes with it.
#[derive(Debug, Clone)]
pub struct Answer {
    status: StatusCode,
    content: Vec<(&'static str, Of)>,
    headers: Vec<&'static str>,
}

/// The schema of `T`.
pub fn of<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Schema {
    schemas.subschema_for::<T>()
}

impl Shape {
    /// Of an operation with these labels and parameters.
    pub fn asks<P: JsonSchema>() -> Self {
        Self { arguments: Some(of::<P>), ..Self::default() }
    }

    #[must_use]
    pub fn tells<B: JsonSchema>(self) -> Self {
        self.sends("application/json", of::<B>)
    }

    #[must_use]
    pub fn sends(mut self, media: &'static str, schema: Of) -> Self {
        self.body = Some(Body { media, schema, is_required: true });
        self
    }

    /// The body may be left out.
    #[must_use]
    pub fn or_nothing(mut self) -> Self {
        if let Some(body) = &mut self.body {
            body.is_required = false;
        }
        self
    }

    #[must_use]
    pub fn answers<A: JsonSchema>(self, status: StatusCode) -> Self {
        self.with(Answer::new(status).json(of::<A>))
    }

    #[must_use]
    pub fn with(mut self, answer: Answer) -> Self {
        self.answers.push(answer);
        self
    }

    #[must_use]
    pub fn proven_by(self, proofs: &'static [&'static str]) -> Self {
        Self { proofs, ..self }
    }

    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// The answers that are there so far get these headers, too.
    #[must_use]
    pub fn with_headers(mut self, headers: &'static [&'static str]) -> Self {
        self.answers.iter_mut().for_each(|it| it.headers.extend(headers));
        self
    }
}

impl Answer {
    /// Without a body.
    pub fn new(status: StatusCode) -> Self {
        Self { status, content: Vec::new(), headers: Vec::new() }
    }

    #[must_use]
    pub fn json(self, schema: Of) -> Self {
        self.content("application/json", schema)
    }

    /// Of several with one media type any will do.
    #[must_use]
    pub fn content(mut self, media: &'static str, schema: Of) -> Self {
        self.content.push((media, schema));
        self
    }

    #[must_use]
    pub fn with(mut self, headers: &'static [&'static str]) -> Self {
        self.headers.extend(headers);
        self
    }
}

/// The document of a vendor (`OpenAPI` 3.1); `None` if it tells nothing of its operations.
pub fn document<V: Vendor>() -> Option<Value> {
    let interface = V::interface()?;
    let settings = || {
        SchemaSettings::draft2020_12()
            .with(|it| it.definitions_path = "/components/schemas".into())
            .with(|it| it.meta_schema = None)
    };
    let mut pen = Pen {
        // A request's schemas stand where they are used: of a type that goes both ways there are two.
        requests: settings().with(|it| it.inline_subschemas = true).into_generator(),
        answers: settings().for_serialize().into_generator(),
    };
    let mut paths = Map::new();
    for route in V::table().routes() {
        let shape = interface.shapes.iter().find(|(name, _)| *name == route.name);
        let Some((_, shape)) = shape else { continue };
        let operation = pen.operation(route, shape);
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.as_str().to_lowercase()] = operation;
    }
    let mut schemas = Value::Object(pen.answers.take_definitions(true));
    hush(&mut schemas);
    Some(json!({
        "openapi": "3.1.0",
        "info": { "title": interface.title, "version": env!("CARGO_PKG_VERSION") },
        // From where the document lies: also in a sandbox named by the path.
        "servers": [{ "url": "../.." }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": interface.security,
            "headers": interface.headers,
        },
    }))
}

struct Pen {
    requests: SchemaGenerator,
    answers: SchemaGenerator,
}

impl Pen {
    fn operation<V: Vendor>(&mut self, route: &Route<V>, shape: &Shape) -> Value {
        let mut operation = json!({
            "operationId": route.name,
            "tags": [route.source],
            "parameters": self.parameters(route, shape),
            "responses": self.responses(shape),
            "security": shape.proofs.iter().map(|it| json!({ *it: [] })).collect::<Vec<_>>(),
        });
        if let Some(Body { media, schema, is_required }) = shape.body {
            let schema = told(schema, &mut self.requests);
            operation["requestBody"] =
                json!({ "required": is_required, "content": { media: { "schema": schema } } });
        }
        operation
    }

    /// A property that the path has a label for stands there, the others in the query.
    fn parameters<V: Vendor>(&mut self, route: &Route<V>, shape: &Shape) -> Vec<Value> {
        let Some(arguments) = shape.arguments else { return Vec::new() };
        let schema = told(arguments, &mut self.requests);
        let named = |list: &Value| -> BTreeSet<String> {
            list.as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(Into::into)
                .collect()
        };
        let required = named(&schema["required"]);
        let properties = schema["properties"].as_object().into_iter().flatten();
        let parameters = properties.map(|(name, schema)| {
            let is_label = route.path.contains(&format!("{{{name}}}"));
            let is_subject = matches!(route.named, Named::Parameter(it) if it == name);
            let is_required = is_label || is_subject || required.contains(name);
            json!({
                "name": name,
                "in": if is_label { "path" } else { "query" },
                "required": is_required,
                "schema": schema,
            })
        });
        parameters.collect()
    }

    fn responses(&mut self, shape: &Shape) -> Value {
        let mut responses = Map::new();
        for Answer { status, content, headers } in &shape.answers {
            let mut response = json!({
                "description": status.canonical_reason().unwrap_or_default(),
            });
            for (media, schema) in content {
                let schema = told(*schema, &mut self.answers);
                let place = &mut response["content"][*media]["schema"];
                *place = match place.take() {
                    Value::Null => schema,
                    Value::Object(mut some) if some.contains_key("anyOf") => {
                        some["anyOf"].as_array_mut().expect("a list of schemas").push(schema);
                        Value::Object(some)
                    }
                    other @ (Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Array(_)
                    | Value::Object(_)) => json!({ "anyOf": [other, schema] }),
                };
            }
            for header in headers {
                response["headers"][*header] =
                    json!({ "$ref": format!("#/components/headers/{header}") });
            }
            responses.insert(status.as_str().to_owned(), response);
        }
        Value::Object(responses)
    }
}

fn told(schema: Of, schemas: &mut SchemaGenerator) -> Value {
    let mut schema = schema(schemas).to_value();
    hush(&mut schema);
    schema
}

/// Takes the descriptions out: they are comments on types, for those who read the code.
fn hush(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            // A property of that name has a schema, and no text.
            if members.get("description").is_some_and(Value::is_string) {
                members.remove("description");
            }
            members.values_mut().for_each(hush);
        }
        Value::Array(items) => items.iter_mut().for_each(hush),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
