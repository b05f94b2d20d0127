//! The plugin `DatagenSource`: records that are made up.
//!
//! "Datagen Source Connector for Confluent Cloud", "Configuration Properties"; labels and places as the
//! vendor's own answers show them.

use super::definition::{Part, int, list, section, string};
use super::findings::{Findings, Submission};
use super::plugin::{Plugin, Role};
use super::recurring::{self, CREDENTIALS};
use super::wording;

pub const PLUGIN: Plugin = Plugin {
    alias: "DatagenSource",
    class: "io.confluent.kafka.connect.datagen.DatagenConnector",
    role: Role::Source,
    version: "0.6.6",
    parts: PARTS,
    check,
    endpoint: None,
};

const QUICKSTARTS: &[&str] = &[
    "CAMPAIGN_FINANCE",
    "CLICKSTREAM",
    "CLICKSTREAM_CODES",
    "CLICKSTREAM_USERS",
    "CREDIT_CARDS",
    "DEVICE_INFORMATION",
    "FLEET_MGMT_DESCRIPTION",
    "FLEET_MGMT_LOCATION",
    "FLEET_MGMT_SENSORS",
    "GAMING_GAMES",
    "GAMING_PLAYERS",
    "GAMING_PLAYER_ACTIVITY",
    "INSURANCE_CUSTOMERS",
    "INSURANCE_CUSTOMER_ACTIVITY",
    "INSURANCE_OFFERS",
    "INVENTORY",
    "ORDERS",
    "PAGEVIEWS",
    "PAYROLL_BONUS",
    "PAYROLL_EMPLOYEE",
    "PAYROLL_EMPLOYEE_LOCATION",
    "PIZZA_ORDERS",
    "PIZZA_ORDERS_CANCELLED",
    "PIZZA_ORDERS_COMPLETED",
    "PRODUCT",
    "PURCHASES",
    "RATINGS",
    "SHOES",
    "SHOE_CLICKSTREAM",
    "SHOE_CUSTOMERS",
    "SHOE_ORDERS",
    "SIEM_LOGS",
    "STOCK_TRADES",
    "STORES",
    "SYSLOG_LOGS",
    "TRANSACTIONS",
    "USERS",
    "USERS_ARRAY",
];

#[rustfmt::skip] // A table: one property, one line.
const PARTS: &[Part] = &[
    recurring::NAMED,
    section(CREDENTIALS, &[recurring::AUTH_MODE, recurring::KAFKA_KEY, recurring::ACCOUNT, recurring::KAFKA_SECRET, recurring::PREVIEW]),
    section("Which topic do you want to send data to?", &[
        string("kafka.topic",                "Topic name",                        "The topic that records go to.").high().required(),
    ]),
    recurring::SCHEMA,
    section("Output messages", &[
        recurring::OUTPUT_FORMAT,
        string("json.output.decimal.format", "JSON output decimal format",        "How DECIMAL values are written in JSON: as base64 of their bytes, or as numbers.").low().or("BASE64").one_of(recurring::DECIMALS).order(3),
    ]),
    section("Datagen Details", &[
        string("schema.string",              "Schema",                            "The schema of the records, as JSON of Avro. Not together with a quickstart.").high(),
        string("quickstart",                 "Quickstart",                        "One of the known kinds of records. Not together with a schema.").high().one_of(QUICKSTARTS),
        string("schema.keyfield",            "Key Field",                         "The field that becomes the key of a record.").high(),
        int("max.interval",                  "Max interval between messages (ms)", "Milliseconds between two records at most.").high().required().or("1000").at_least(10),
        int("iterations",                    "Message Count",                     "How many records each task makes; -1 for no end.").low().or("-1").at_least(-1),
    ]),
    recurring::TASK_COUNT,
    section("Transforms", &[
        list("transforms",                   "Transforms",                        "The names of the transformations that each record goes through.").low().order(7),
    ]),
    section("Predicates", &[
        list("predicates",                   "Predicates",                        "The names of the conditions under which they apply.").low().order(8),
    ]),
    recurring::SOURCE_ADDITIONAL,
    recurring::AUTO_RESTART,
];

/// UNCONFIRMED: which of the two is named where neither or both are there.
fn check(it: &Submission<'_>, findings: &mut Findings) {
    match (it.has("quickstart"), it.has("schema.string")) {
        (true, true) => {
            findings.add("schema.string", wording::not_together("schema.string", "quickstart"));
        }
        (false, false) => {
            findings.add("quickstart", wording::one_of_two("quickstart", "schema.string"));
        }
        (true, false) | (false, true) => {}
    }
}
