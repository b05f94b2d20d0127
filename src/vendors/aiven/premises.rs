//! What Aiven takes as given, since no operation served here makes it: users, tokens, projects; and services
//! that are there at the beginning.
//!
//! Under `premises: aiven:` in a scenario. Nothing here is needed to begin with: everything has a default.

mod mistakes;
mod sinks;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::behaviour::Behaviour;
use crate::kernel::moment::Moment;
use crate::kernel::secrecy::Secret;

pub use sinks::{Endpoint, Record};

/// The token and the password that exist where nothing else is said.
pub(super) const EXAMPLE_SECRETS: &[&str] = &[TOKEN, PASSWORD];
const TOKEN: &str = "AIVENEXAMPLEdoNotUseThisTokenOutsideOfTests";
const PASSWORD: &str = "AivenExample1-do-not-use-this-password";
const EMAIL: &str = "developer@example.com";

/// `premises: aiven:`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Premises {
    /// At least one. Lenient mode takes a token that nobody knows for the first user's.
    pub users: Vec<User>,
    /// The tokens that exist. Lenient mode takes others too, but keeps to the ends and rights of these.
    pub tokens: Vec<Token>,
    /// At least one.
    pub projects: Vec<Project>,
    /// Connector plugins beside those that are known.
    pub plugins: Vec<Plugin>,
    /// Records that come to topics, for HTTP sinks to deliver. Where there are none, nothing is delivered.
    pub records: Vec<Record>,
    /// What HTTP sinks find where they deliver. An address that none has refuses connections.
    pub endpoints: Vec<Endpoint>,
    /// What the documents leave open.
    pub behaviour: Behaviour,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct User {
    pub email: String,
    #[serde(default = "developer")]
    pub real_name: String,
    /// What strict mode asks for at login. Absent: every password is good.
    pub password: Option<Secret>,
    /// The one-time password, if this user needs one at login.
    pub otp: Option<Secret>,
}

/// A token: of a session, personal, or an application's.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Token {
    pub token: Secret,
    /// What stands for it where it is told, and in `as`. Default: `token-1` and so on.
    ///
    /// Not like the real one: not the beginning of the token, which recordings do not tell.
    pub prefix: Option<String>,
    /// The e-mail address. Default: the first of `users`.
    pub user: Option<String>,
    #[serde(default)]
    pub description: String,
    /// From then on it is refused.
    pub expires_at: Option<Moment>,
    /// Likewise.
    pub revoked_at: Option<Moment>,
    /// Patterns of operations that it may not call.
    #[serde(default)]
    pub deny: Vec<String>,
    /// Patterns of the only operations that it may call. Absent: all.
    pub allow: Option<Vec<String>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Project {
    pub name: String,
    /// What each member may do, by e-mail address. Absent: every user is an admin.
    pub members: Option<BTreeMap<String, Role>>,
    /// Where services are made that do not say. Default: `google-europe-west1`.
    #[serde(default = "cloud")]
    pub cloud: String,
    #[serde(default)]
    pub services: Vec<Service>,
}

/// What a member of a project may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Admin,
    Operator,
    Developer,
    ReadOnly,
}

/// A service that is there at the beginning.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub name: String,
    /// `kafka`, `kafka_connect` or another. Default: `kafka`.
    #[serde(rename = "type", default = "kafka")]
    pub kind: String,
    /// Default: `business-4`. Plans named `free-…` have no Kafka Connect.
    #[serde(default = "plan")]
    pub plan: String,
    /// Default: the project's.
    pub cloud: Option<String>,
    /// Default: `kafka_connect: true` of a `kafka` service.
    #[schemars(with = "Option<BTreeMap<String, Value>>")]
    pub user_config: Option<Map<String, Value>>,
    /// Of a `kafka_connect` service: the `kafka` service that it belongs to.
    pub kafka: Option<String>,
    /// Default: true.
    #[serde(default = "yes")]
    pub powered: bool,
    #[serde(default)]
    pub termination_protection: bool,
    /// Until then it is `REBUILDING`.
    pub running_at: Option<Moment>,
    /// Until then Kafka Connect is not available. Default: as `running_at`.
    pub connect_at: Option<Moment>,
}

/// A connector plugin that is listed, and takes any configuration.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plugin {
    pub class: String,
    #[serde(rename = "type", default)]
    pub kind: PluginKind,
    #[serde(default = "first_version")]
    pub version: String,
    /// Default: the class's last part.
    pub title: Option<String>,
    #[serde(default)]
    pub author: String,
    #[serde(default)]
    pub doc_url: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PluginKind {
    Source,
    Sink,
    #[default]
    Unknown,
}

fn developer() -> String {
    "Developer".into()
}

fn cloud() -> String {
    "google-europe-west1".into()
}

fn kafka() -> String {
    "kafka".into()
}

fn plan() -> String {
    "business-4".into()
}

fn yes() -> bool {
    true
}

fn first_version() -> String {
    "1.0.0".into()
}

impl Premises {
    /// The tokens with what stands for each where it is told.
    pub fn told_tokens(&self) -> impl Iterator<Item = (String, &Token)> {
        let tokens = self.tokens.iter().enumerate();
        tokens
            .map(|(at, it)| (it.prefix.clone().unwrap_or_else(|| format!("token-{}", at + 1)), it))
    }
}

impl Project {
    /// What a user may do in it; `None` for one who is no member.
    pub fn role(&self, email: &str) -> Option<Role> {
        self.members.as_ref().map_or(Some(Role::Admin), |it| it.get(email).copied())
    }
}

impl Role {
    pub fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Operator => "operator",
            Self::Developer => "developer",
            Self::ReadOnly => "read_only",
        }
    }
}

impl Service {
    fn new(name: &str, kind: &str) -> Self {
        Self {
            name: name.into(),
            kind: kind.into(),
            plan: plan(),
            cloud: None,
            user_config: None,
            kafka: None,
            powered: true,
            termination_protection: false,
            running_at: None,
            connect_at: None,
        }
    }

    /// Of a service that says nothing else.
    pub fn user_config(&self) -> Map<String, Value> {
        self.user_config.clone().unwrap_or_else(|| match self.kind.as_str() {
            "kafka" => Map::from_iter([("kafka_connect".to_owned(), json!(true))]),
            _ => Map::new(),
        })
    }
}

/// A developer with a project, in which a Kafka service has Kafka Connect, and another has it apart.
impl Default for Premises {
    fn default() -> Self {
        let connect = Service {
            kafka: Some("demo-kafka".into()),
            plan: "startup-4".into(),
            ..Service::new("demo-connect", "kafka_connect")
        };
        Self {
            users: vec![User {
                email: EMAIL.into(),
                real_name: developer(),
                password: Some(Secret(PASSWORD.into())),
                otp: None,
            }],
            tokens: vec![Token {
                token: Secret(TOKEN.into()),
                prefix: None,
                user: None,
                description: "example".into(),
                expires_at: None,
                revoked_at: None,
                deny: Vec::new(),
                allow: None,
            }],
            projects: vec![Project {
                name: "demo".into(),
                members: None,
                cloud: cloud(),
                services: vec![Service::new("demo-kafka", "kafka"), connect],
            }],
            plugins: Vec::new(),
            records: Vec::new(),
            endpoints: Vec::new(),
            behaviour: Behaviour::default(),
        }
    }
}
