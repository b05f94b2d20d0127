//! What validation says of a value: all its sentences.
//!
//! Those that were seen in the vendor's own answers are marked; the others are UNCONFIRMED.

use crate::kernel::config_def::Kind;

/// Seen.
pub fn required(name: &str) -> String {
    format!("\"{name}\" is required")
}

/// Seen; a missing value is `null`.
pub fn not_in_enum(name: &str, value: Option<&str>) -> String {
    let value = value.unwrap_or("null");
    format!("Value \"{value}\" doesn't belong to the property's \"{name}\" enum")
}

/// Seen.
pub fn below(name: &str, least: i64) -> String {
    format!("\"{name}\" should be greater than or equal to {least}")
}

pub fn above(name: &str, most: i64) -> String {
    format!("\"{name}\" should be less than or equal to {most}")
}

pub fn not_of_type(name: &str, kind: Kind) -> String {
    format!("\"{name}\" should be of type {}", kind.name())
}

pub fn too_long(name: &str, characters: usize) -> String {
    format!("\"{name}\" should be at most {characters} characters long")
}

pub fn not_one_character(name: &str) -> String {
    format!("\"{name}\" should be a single character")
}

pub fn no_pointer(name: &str) -> String {
    format!("\"{name}\" should be a valid JSON pointer")
}

pub fn no_status_codes(name: &str) -> String {
    format!("\"{name}\" should be a comma-separated list of status codes or ranges of status codes")
}

pub fn no_file(name: &str) -> String {
    format!(
        "\"{name}\" should be a base64 encoded file with the prefix \"data:text/plain;base64,\""
    )
}

pub fn no_url(name: &str) -> String {
    format!("\"{name}\" should be a valid URL with the scheme http or https")
}

pub fn needed_by_template(name: &str, place: &str, template: &str) -> String {
    format!("\"{name}\" is required when \"{place}\" contains {template}")
}

pub fn not_an_integer(name: &str, mode: &str) -> String {
    format!("\"{name}\" should be an integer when \"http.offset.mode\" is {mode}")
}

pub fn of_another_mode(name: &str, mode: &str) -> String {
    format!("\"{name}\" should only be set when \"http.offset.mode\" is {mode}")
}

pub fn not_together(name: &str, other: &str) -> String {
    format!("\"{name}\" and \"{other}\" cannot be set together")
}

pub fn one_of_two(name: &str, other: &str) -> String {
    format!("either \"{name}\" or \"{other}\" is required")
}

pub fn no_schema_registry(name: &str, format: &str) -> String {
    format!("\"{name}\" {format} needs Schema Registry to be enabled in the environment")
}
