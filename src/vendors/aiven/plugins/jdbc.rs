//! What the JDBC source and the JDBC sink have in common: how they reach their database.
//!
//! Facts: `JdbcConfig` of Aiven's open-source connector, v6.10.0. Not like the real ones: no database is
//! asked, neither whether it answers nor which tables it has.

use super::Version;
use super::definition::Width::{Long, Medium, Short};
use super::definition::{Definition, boolean, password, string};
use super::valid::Valid;
use super::values::Value;
use super::wording::invalid;
use super::zone::is_zone;

pub const DOC_URL: &str = "https://github.com/aiven/jdbc-connector-for-apache-kafka";
pub const NAME: &str = "aiven-kafka-connect-jdbc";
pub const VERSION: &str = "6.10.0";

/// As the vendor's documentation shows them.
pub const VERSIONS: &[Version] = &[
    Version { version: VERSION, deprecated: false },
    Version { version: "6.9.0", deprecated: true },
];

/// The group of all of these.
pub const DATABASE: &str = "Database";

const DIALECTS: &[&str] = &[
    "",
    "Db2DatabaseDialect",
    "DerbyDatabaseDialect",
    "GenericDatabaseDialect",
    "MySqlDatabaseDialect",
    "OracleDatabaseDialect",
    "PostgreSqlDatabaseDialect",
    "SapHanaDatabaseDialect",
    "SqlServerDatabaseDialect",
    "SqliteDatabaseDialect",
    "SybaseDatabaseDialect",
    "VerticaDatabaseDialect",
];

#[rustfmt::skip]
pub const URL: Definition = string("connection.url", "The JDBC URL of the database.").label("JDBC URL").required().high().width(Long);
#[rustfmt::skip]
pub const USER: Definition = string("connection.user", "The user at the database.").label("JDBC User").high().width(Medium);
#[rustfmt::skip]
pub const PASSWORD: Definition = password("connection.password", "The user's password.").label("JDBC Password").high().width(Medium);
#[rustfmt::skip]
pub const TIME_ZONE: Definition = string("db.timezone", "The time zone in which times are compared with the database's.").label("DB time zone").or("UTC").valid(Valid::By(time_zone)).width(Medium);
#[rustfmt::skip]
pub const DIALECT: Definition = string("dialect.name", "The dialect of SQL; found out by the URL if empty.").label("Database Dialect").or("").valid(Valid::By(dialect)).low().width(Medium);
#[rustfmt::skip]
pub const QUOTED: Definition = boolean("sql.quote.identifiers", "Whether names of tables and columns are quoted in statements.").label("Quote SQL Identifiers").or("true").low().width(Short);

fn time_zone(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(zone) if !is_zone(zone) => Err(invalid(name, value, "Invalid time zone identifier")),
        _ => Ok(()),
    }
}

fn dialect(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(dialect) if !DIALECTS.contains(&dialect) => {
            Err(invalid(name, value, "Invalid enumerator"))
        }
        _ => Ok(()),
    }
}

/// Whether it is one of these constants, all of its letters large or all of them small.
pub fn enumerator(name: &str, value: &Value<'_>, small: &[&str]) -> Result<(), String> {
    let is_it = |text: &str| small.iter().any(|it| *it == text || it.to_uppercase() == text);
    match value.text() {
        Some(text) if is_it(text) => Ok(()),
        _ => Err(invalid(name, value, "Invalid enumerator")),
    }
}

/// Whether there is a dialect for the URL: the connector that fails for it looks when it starts, the sink's
/// tasks when they do.
pub fn is_jdbc(url: &str) -> bool {
    let parts = url.strip_prefix("jdbc:").and_then(|it| it.split_once(':'));
    parts.is_some_and(|(subprotocol, _)| !subprotocol.is_empty())
}

pub fn no_jdbc(url: &str) -> String {
    format!("Not a valid JDBC URL: {url}")
}
