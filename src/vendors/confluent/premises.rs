//! What Confluent Cloud takes as given, since no operation served here makes it: environments, clusters,
//! keys, accounts.
//!
//! Under `premises: confluent:` in a scenario. Nothing here is needed to begin with: everything has a
//! default.

mod mistakes;

use schemars::JsonSchema;
use serde::Deserialize;

use super::behaviour::Behaviour;
use super::moments::Span;
use crate::kernel::moment::Moment;
use crate::kernel::secrecy::Secret;

/// Of the keys that exist where nothing else is said.
pub(super) const EXAMPLE_SECRET: &str = "cfltEXAMPLEdoNotUseThisSecretOutsideOfTests";

/// `premises: confluent:`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Premises {
    /// At least one. A cluster that names none is in the first.
    pub environments: Vec<Environment>,
    /// The Kafka clusters that answer here. At least one.
    pub clusters: Vec<Cluster>,
    /// Kafka clusters elsewhere, that links lead to: they answer no calls here.
    pub remotes: Vec<Remote>,
    /// The API keys that exist. Lenient mode takes others too, but keeps to the kinds, ends and rights of
    /// these.
    pub keys: Vec<Key>,
    /// The bearer tokens that exist; likewise.
    pub tokens: Vec<Token>,
    /// The accounts that connectors may run as, which strict mode asks for.
    pub service_accounts: Vec<ServiceAccount>,
    /// Connector plugins beside those that are known, such as `HttpSource`.
    pub plugins: Vec<Plugin>,
    /// What stands around the connectors.
    pub connect: super::connect::premises::Premises,
    /// Actions on mirror topics that are refused, topic by topic, within an answer of 200.
    pub refused_mirrors: Vec<RefusedMirror>,
    /// What the documents leave open.
    pub behaviour: Behaviour,
}

/// An environment, which has clusters.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Environment {
    /// `env-abc123`.
    pub id: String,
    /// For whoever reads the file: no operation tells it.
    #[serde(default)]
    pub name: String,
}

/// A Kafka cluster of Confluent Cloud, which answers here.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// `lkc-abc123`.
    pub id: String,
    /// Default: the first of `environments`.
    #[serde(default)]
    pub environment: Option<String>,
    /// Default: `aws`.
    #[serde(default = "aws")]
    pub provider: Provider,
    /// Default: `us-east-1`.
    #[serde(default = "us_east_1")]
    pub region: String,
    /// Host of its endpoints, without a port. Default: `pkc-00000.<region>.<provider>.confluent.cloud`.
    #[serde(default)]
    pub host: Option<String>,
    /// When links to the cluster do not reach it.
    #[serde(default)]
    pub outages: Vec<Span>,
    /// Other names under which links find it, as they stand in `bootstrap.servers`.
    #[serde(default)]
    pub bootstrap: Vec<String>,
}

/// The cloud below Confluent's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    Aws,
    Azure,
    Gcp,
}

/// A Kafka cluster that is not served here: another cloud's, or one of one's own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remote {
    /// `lkc-..`, or the 22 characters of a Kafka cluster's id.
    pub id: String,
    /// Names under which links find it, as they stand in `bootstrap.servers`.
    #[serde(default)]
    pub bootstrap: Vec<String>,
    /// The topics that can be mirrored.
    #[serde(default)]
    pub topics: Vec<RemoteTopic>,
    /// The SASL mechanisms that it takes. Empty: all.
    #[serde(default)]
    pub mechanisms: Vec<String>,
    /// When links to the cluster do not reach it.
    #[serde(default)]
    pub outages: Vec<Span>,
}

/// A topic that can be mirrored.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoteTopic {
    /// 1 to 249 characters, as Kafka takes them.
    pub name: String,
    /// 1 to 4096. Default: 6.
    #[serde(default = "six")]
    pub partitions: u32,
    /// How many there are in each partition at the world's epoch. Default: 0.
    #[serde(default)]
    pub records: u64,
    /// How many are added to each partition in a second of world time. Default: 0.
    #[serde(default)]
    pub records_per_second: u64,
}

/// An API key.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Sent in the open, as the user of Basic authentication.
    pub id: String,
    /// The password of Basic authentication, which strict mode compares.
    pub secret: Secret,
    /// The Kafka cluster that it is for, served here or a remote one. Absent: a Cloud API key.
    #[serde(default)]
    pub cluster: Option<String>,
    /// The user (`u-abc123`) or service account (`sa-abc123`) that it speaks for. Default:
    /// `u-abc123`.
    #[serde(default = "user")]
    pub owner: String,
    /// Before it the key has not reached the services yet, and is refused.
    #[serde(default)]
    pub synced_at: Option<Moment>,
    /// From then on the key is refused as if nobody knew it.
    #[serde(default)]
    pub revoked_at: Option<Moment>,
    /// Patterns of operations that the key may not call.
    #[serde(default)]
    pub deny: Vec<String>,
    /// Patterns of the only operations that the key may call. Absent: all.
    #[serde(default)]
    pub allow: Option<Vec<String>>,
}

/// A bearer token: of a customer's identity provider for Kafka REST, of Confluent's for the cloud.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// As it stands behind `Bearer`.
    pub token: Secret,
    /// As of a key, but absent means good for all services.
    #[serde(default)]
    pub cluster: Option<String>,
    /// As of a key.
    #[serde(default = "user")]
    pub owner: String,
    /// From then on the token is refused.
    #[serde(default)]
    pub expires_at: Option<Moment>,
    /// As of a key.
    #[serde(default)]
    pub deny: Vec<String>,
    /// As of a key.
    #[serde(default)]
    pub allow: Option<Vec<String>>,
}

/// An account of a program.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceAccount {
    /// `sa-abc123`: what stands in `kafka.service.account.id`.
    pub id: String,
    /// For whoever reads the file: no operation tells it.
    #[serde(default)]
    pub name: String,
}

/// A connector plugin that is listed, and takes any configuration.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plugin {
    /// What stands in `connector.class`.
    pub class: String,
    #[serde(rename = "type")]
    pub kind: PluginKind,
    /// Absent: the list does not tell it.
    #[serde(default)]
    pub version: Option<String>,
}

/// Whether a connector reads into Kafka, or out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PluginKind {
    Source,
    Sink,
}

/// What the service says of a mirror topic when something is to be done with it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusedMirror {
    /// The name of the mirror topic, on any link.
    pub topic: String,
    /// The actions that are refused. Absent: all.
    #[serde(default)]
    pub actions: Option<Vec<MirrorAction>>,
    /// Of its item in the answer. Default: 401.
    #[serde(default = "unauthorized")]
    pub error_code: u16,
    /// Likewise, its `error_message`. Default: `Not authorized`.
    #[serde(default = "not_authorized")]
    pub message: String,
}

/// An action, by its name in the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MirrorAction {
    Promote,
    Failover,
    Pause,
    Resume,
    ReverseAndStartMirror,
    ReverseAndPauseMirror,
    TruncateAndRestore,
}

fn unauthorized() -> u16 {
    401
}

fn not_authorized() -> String {
    "Not authorized".into()
}

fn aws() -> Provider {
    Provider::Aws
}

fn us_east_1() -> String {
    "us-east-1".into()
}

fn six() -> u32 {
    6
}

fn user() -> String {
    "u-abc123".into()
}

impl Cluster {
    fn new(id: &str, region: &str) -> Self {
        Self {
            id: id.into(),
            environment: None,
            provider: Provider::Aws,
            region: region.into(),
            host: None,
            outages: Vec::new(),
            bootstrap: vec![format!("{id}-bootstrap-server")],
        }
    }

    /// The host of its endpoints.
    pub fn host(&self) -> String {
        let Self { region, provider, .. } = self;
        let usual = || format!("pkc-00000.{region}.{}.confluent.cloud", provider.word());
        self.host.clone().unwrap_or_else(usual)
    }
}

impl Provider {
    pub fn word(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Azure => "azure",
            Self::Gcp => "gcp",
        }
    }
}

/// An environment with two clusters, and the clusters of the examples in Confluent's API reference.
impl Default for Premises {
    fn default() -> Self {
        let environment = Environment { id: "env-abc123".into(), name: "default".into() };
        let of_east = ["lkc-abc123", "cluster-1", "cluster-2", "cluster-east"];
        let east = of_east.map(|it| Cluster::new(it, "us-east-1"));
        let west = ["lkc-def456", "cluster-west"].map(|it| Cluster::new(it, "us-west-2"));
        let key = |id: &str, cluster: Option<&str>| Key {
            id: id.into(),
            secret: Secret(EXAMPLE_SECRET.into()),
            cluster: cluster.map(Into::into),
            owner: user(),
            synced_at: None,
            revoked_at: None,
            deny: Vec::new(),
            allow: None,
        };
        Self {
            environments: vec![environment],
            clusters: east.into_iter().chain(west).collect(),
            remotes: Vec::new(),
            keys: vec![
                key("CLOUDKEYEXAMPLE1", None),
                key("KAFKAKEYEXAMPLE1", Some("lkc-abc123")),
                key("KAFKAKEYEXAMPLE2", Some("lkc-def456")),
            ],
            tokens: Vec::new(),
            service_accounts: vec![ServiceAccount {
                id: "sa-abc123".into(),
                name: "default".into(),
            }],
            plugins: Vec::new(),
            connect: super::connect::premises::Premises::default(),
            refused_mirrors: Vec::new(),
            behaviour: Behaviour::default(),
        }
    }
}
