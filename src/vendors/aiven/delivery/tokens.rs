//! What the answer to a request for a token says.

use serde_json::{Map, Value};

const CONNECT: &str = "org.apache.kafka.connect.errors.ConnectException";

/// The value of the `Authorization` header. The answer is one flat object, whose values may be anything flat;
/// when the token ends is passed over.
pub fn authorization(body: &str, property: &str) -> Result<String, String> {
    let unreadable = || format!("{CONNECT}: Couldn't get OAuth2 access token");
    let answer: Map<String, Value> = serde_json::from_str(body).map_err(|_| unreadable())?;
    if answer.values().any(|it| it.is_object() || it.is_array()) {
        return Err(unreadable());
    }
    let Some(token) = answer.get(property) else {
        let names: Vec<_> = answer.keys().map(String::as_str).collect();
        return Err(format!(
            "{CONNECT}: Couldn't find access token property {property} in response properties: [{}]",
            names.join(", ")
        ));
    };
    let text = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
    let kind = answer.get("token_type").map_or_else(|| "Bearer".to_owned(), text);
    Ok(format!("{kind} {}", text(token)))
}
