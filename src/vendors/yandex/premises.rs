//! What Managed Kafka takes as given: clouds, folders, service accounts with their keys, tokens; and the
//! clusters that are there before anybody creates one, since that takes minutes.
//!
//! Under `premises: yandex:` in a scenario. Nothing here is needed to begin with: everything has a default.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::behaviour::Behaviour;
use super::jwt;
use crate::kernel::mistake::Mistake;
use crate::kernel::moment::Moment;
use crate::kernel::nearest::nearest;
use crate::kernel::secrecy::Secret;

/// A token that is good where nothing else is said, of the documented form.
pub(super) const EXAMPLE_TOKEN: &str = "t1.EXAMPLEdoNotUseThisTokenOutsideOfTests.EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPL";

/// Who calls where nobody else is known.
pub(super) const SUBJECT: &str = "aje00000000000000001";
const CLOUD: &str = "b1gexamplecloud00001";
const FOLDER: &str = "b1gexamplefolder0001";
const CLUSTER: &str = "c9qexamplecluster001";

/// `premises: yandex:`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Premises {
    pub clouds: Vec<Cloud>,
    pub folders: Vec<Folder>,
    /// Those that are there from the beginning.
    pub clusters: Vec<Cluster>,
    /// The first is whom tokens speak for that name nobody.
    pub service_accounts: Vec<ServiceAccount>,
    /// IAM tokens that are good beside those that are issued. Lenient mode takes others too, but keeps to the
    /// ends of these.
    pub tokens: Vec<Token>,
    /// Users' OAuth tokens, which strict mode exchanges for IAM tokens. Lenient mode exchanges any.
    pub oauth_tokens: Vec<OauthToken>,
    /// `host:port` that discovery tells. Default: what the client has called.
    pub advertised_address: Option<String>,
    /// What discovery tells of single services, by id: another address, or nothing (`null`).
    pub endpoints: BTreeMap<String, Option<String>>,
    /// What this world takes the service to do where no document tells.
    pub behaviour: Behaviour,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cloud {
    pub id: String,
    #[serde(default)]
    pub name: String,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Folder {
    pub id: String,
    #[serde(default)]
    pub name: String,
    /// The id of a cloud. Default: the first.
    pub cloud: Option<String>,
}

/// A cluster that is running.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// Twenty letters and digits, `c9q` first; any text is taken.
    pub id: String,
    /// Default: the id.
    pub name: Option<String>,
    /// The id of a folder. Default: the first.
    pub folder: Option<String>,
    #[serde(default = "version")]
    pub version: String,
    /// In each zone. Together they are how many tasks a connector may have that does not say.
    #[serde(default = "one")]
    pub brokers: u32,
    #[serde(default = "zones")]
    pub zones: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceAccount {
    pub id: String,
    /// Default: the first.
    pub folder: Option<String>,
    #[serde(default)]
    pub keys: Vec<AuthorizedKey>,
}

/// An authorized key, with which a service account signs what it exchanges for a token.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorizedKey {
    pub id: String,
    /// In PEM. Where it is there, signatures count; otherwise any is good.
    pub public_key: Option<String>,
}

/// An IAM token.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// By which scripts name it. Default: its subject.
    pub name: Option<String>,
    pub token: Secret,
    /// Whom it speaks for: the id of a user or a service account. Default: the first service account.
    pub subject: Option<String>,
    /// From then on it is refused.
    pub expires_at: Option<Moment>,
    /// Likewise.
    pub revoked_at: Option<Moment>,
}

/// A user's OAuth token.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OauthToken {
    pub token: Secret,
    /// The user's id. Default: the first service account's.
    pub subject: Option<String>,
}

impl Premises {
    /// The folder of whatever names none; empty where there is none at all.
    pub fn folder<'a>(&'a self, named: Option<&'a str>) -> &'a str {
        named.or(self.folders.first().map(|it| it.id.as_str())).unwrap_or_default()
    }

    /// Whom a token speaks for.
    pub fn subject<'a>(&'a self, token: &'a Token) -> &'a str {
        let first = self.service_accounts.first().map_or(SUBJECT, |it| it.id.as_str());
        token.subject.as_deref().unwrap_or(first)
    }

    /// What serde could not see.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut found = Vec::new();
        found.extend(twice("clouds", self.clouds.iter().map(|it| it.id.as_str())));
        found.extend(twice("folders", self.folders.iter().map(|it| it.id.as_str())));
        found.extend(twice("clusters", self.clusters.iter().map(|it| it.id.as_str())));
        let accounts = || self.service_accounts.iter().map(|it| it.id.as_str());
        found.extend(twice("service_accounts", accounts()));
        let clouds: Vec<_> = self.clouds.iter().map(|it| it.id.as_str()).collect();
        let folders: Vec<_> = self.folders.iter().map(|it| it.id.as_str()).collect();
        let of = |list, field, names: Vec<Option<&str>>, known: &[&str]| {
            let strays = names.into_iter().enumerate();
            let strays = strays.filter_map(|(index, it)| Some((index, it?)));
            let strays = strays.filter(|(_, it)| !known.contains(it));
            strays.map(|(index, it)| stray((list, field), index, it, known)).collect::<Vec<_>>()
        };
        let parents = self.folders.iter().map(|it| it.cloud.as_deref()).collect();
        found.extend(of("folders", "cloud", parents, &clouds));
        let parents = self.clusters.iter().map(|it| it.folder.as_deref()).collect();
        found.extend(of("clusters", "folder", parents, &folders));
        let parents = self.service_accounts.iter().map(|it| it.folder.as_deref()).collect();
        found.extend(of("service_accounts", "folder", parents, &folders));
        for (index, cluster) in self.clusters.iter().enumerate() {
            if cluster.brokers == 0 || cluster.zones.is_empty() {
                let message = "a cluster has at least one broker in at least one zone";
                found.push(Mistake::new(&["brokers"], message).under(index).under("clusters"));
            }
        }
        for (index, account) in self.service_accounts.iter().enumerate() {
            let unreadable = account.keys.iter().enumerate().filter_map(unreadable);
            found.extend(unreadable.map(|it| it.under(index).under("service_accounts")));
        }
        found
    }
}

/// A public key that could verify nothing.
fn unreadable((index, key): (usize, &AuthorizedKey)) -> Option<Mistake> {
    let pem = key.public_key.as_deref().filter(|it| jwt::public_key(it).is_none())?;
    let first = pem.lines().next().unwrap_or_default();
    let message = format!("`{first}` begins no public key of RSA in PEM");
    let mistake = Mistake::new(&["public_key"], message);
    let mistake = mistake.hint("it begins with `-----BEGIN PUBLIC KEY-----`");
    Some(mistake.under(index).under("keys"))
}

/// The ids in a list that are empty or were there before.
fn twice<'a>(list: &'static str, ids: impl Iterator<Item = &'a str>) -> Vec<Mistake> {
    let mut seen = BTreeSet::new();
    let wrong = ids.enumerate().filter_map(|(index, id)| {
        let why = match id {
            "" => "is empty",
            _ if !seen.insert(id) => "is there twice",
            _ => return None,
        };
        Some(Mistake::new(&["id"], format!("`{id}` {why}")).under(index).under(list))
    });
    wrong.collect()
}

/// A name that is in no list.
fn stray((list, field): (&str, &str), index: usize, name: &str, known: &[&str]) -> Mistake {
    let mistake = Mistake::new(&[field], format!("there is no {field} `{name}`"));
    let mistake = match nearest(name, known.iter().copied()) {
        Some(near) => mistake.hint(format!("did you mean `{near}`?")),
        None => mistake.hint(format!("there are: {}", known.join(", "))),
    };
    mistake.under(index).under(list)
}

impl Default for Premises {
    fn default() -> Self {
        let cluster = Cluster {
            id: CLUSTER.into(),
            name: Some("kafka1".into()),
            folder: None,
            version: version(),
            brokers: one(),
            zones: zones(),
        };
        let key = AuthorizedKey { id: "aje00000000000000002".into(), public_key: None };
        Self {
            clouds: vec![Cloud { id: CLOUD.into(), name: "cloud1".into() }],
            folders: vec![Folder { id: FOLDER.into(), name: "default".into(), cloud: None }],
            clusters: vec![cluster],
            service_accounts: vec![ServiceAccount {
                id: SUBJECT.into(),
                folder: None,
                keys: vec![key],
            }],
            tokens: vec![Token {
                name: None,
                token: Secret(EXAMPLE_TOKEN.into()),
                subject: None,
                expires_at: None,
                revoked_at: None,
            }],
            oauth_tokens: Vec::new(),
            advertised_address: None,
            endpoints: BTreeMap::new(),
            behaviour: Behaviour::default(),
        }
    }
}

fn version() -> String {
    "3.6".into()
}

fn one() -> u32 {
    1
}

/// The zones of the vendor (Yandex Cloud overview, "Availability zones").
fn zones() -> Vec<String> {
    ["ru-central1-a", "ru-central1-b", "ru-central1-d"].map(str::to_owned).into()
}
