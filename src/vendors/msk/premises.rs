//! What MSK Connect takes as given, since none of its operations makes it: accounts, keys, regions, its age.
//!
//! Under `premises: msk:` in a scenario. Nothing here is needed to begin with: everything has a default.

mod service;
mod values;

use std::{collections::BTreeSet, time::Duration};

use schemars::JsonSchema;
use serde::Deserialize;

use super::caller::covers;
pub use service::{Leaves, ServiceOperation, ServiceOperationEnd, ServiceOperationType};
pub use values::AccountId;

use super::behaviour::Behaviour;
use crate::kernel::{
    clock,
    mistake::{Mistake, Step},
    moment::Moment,
    nearest::nearest,
    secrecy::Secret,
};

/// The account of whoever names none.
pub(super) const ACCOUNT: &str = "123456789012";
/// Whom keys speak for whose account says nothing.
pub(super) const PRINCIPAL: &str = "user/developer";

/// `premises: msk:`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Premises {
    /// Which age of the API is served; operations and enum values of a later one do not exist.
    pub level: Level,
    /// The one region that is served. A call scoped to another one is refused in strict mode, and in lenient
    /// mode lands here. Absent: each call names its region by the scope of its credential.
    pub region: Option<String>,
    /// The regions that exist, which strict mode asks for. Default: all of the partitions `aws`, `aws-cn`
    /// and `aws-us-gov`. The prefix of a region's name tells its partition.
    pub regions: BTreeSet<String>,
    /// At least one. Keys that name no account, and in lenient mode keys nobody knows, are of the first.
    pub accounts: Vec<Account>,
    /// The access keys that exist. Lenient mode takes others too, but keeps to the ends and rights of these.
    pub credentials: Vec<Credential>,
    /// How far a signature's time may be off, both ways. Default: 5 minutes, as behind API Gateway;
    /// UNCONFIRMED for MSK Connect (AWS's generic text says 15).
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub skew: Duration,
    /// Whether an answer to a wrong signature shows the strings that should have been signed, as some AWS
    /// services do. Session tokens in them are masked. Default: true.
    pub mismatch_details: bool,
    /// Whether signatures as curl's `--aws-sigv4` makes them (path encoded once, query as on the wire) are
    /// good too. AWS refuses them, so the default is false.
    pub curl_signatures: bool,
    /// What the service does with connectors by itself. Of several that are due at one instant the first in
    /// this list comes first.
    pub service_operations: Vec<ServiceOperation>,
    /// What this world takes the service to do where no document tells.
    pub behaviour: Behaviour,
}

/// The ages of the API, told by its published models.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
pub enum Level {
    /// 18 operations, since 2025-01.
    L1,
    /// And `maxAutoscalingTaskCount`.
    L2,
    /// And pause, resume, restart, with the states and settings that go with them.
    #[default]
    L3,
}

/// An AWS account.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Twelve digits.
    pub id: AccountId,
    /// Whom its keys speak for, as the end of an ARN: `user/NAME`, `root`, `assumed-role/ROLE/SESSION`.
    /// Default: `user/developer`.
    #[serde(default = "developer")]
    pub principal: String,
}

/// An access key.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// The access key id, sent in the open.
    pub access_key: String,
    /// The secret access key, never sent.
    pub secret: Secret,
    /// What must come with each call, if the key is a temporary one.
    pub session_token: Option<Secret>,
    /// The key's account. Default: the first of `accounts`. It need not be listed there.
    pub account: Option<AccountId>,
    /// From then on the key is refused with `ExpiredTokenException`.
    pub expires_at: Option<Moment>,
    /// From then on the key is refused as if nobody knew it.
    pub revoked_at: Option<Moment>,
    /// Patterns of operations that the key may not call: `Delete*`, `kafkaconnect:CreateConnector`.
    #[serde(default)]
    pub deny: Vec<String>,
    /// Patterns of the only operations that the key may call. Absent: all.
    pub allow: Option<Vec<String>>,
}

impl Premises {
    /// What serde could not see; `operations` are the names that patterns may mean.
    pub fn mistakes(&self, operations: &[&str]) -> Vec<Mistake> {
        let mut found = Vec::new();
        if self.accounts.is_empty() {
            found.push(Mistake::new(&["accounts"], "`accounts` is empty: at least one is needed"));
        }
        let pinned = self.region.iter().map(|it| (vec![Step::from("region")], it));
        let regions = self.regions.iter().map(|it| (vec![Step::from("regions")], it));
        for (path, region) in pinned.chain(regions).filter(|(_, it)| !is_region(it)) {
            let message = format!("`{region}` is no name of a region");
            let hint = Some("lower-case letters, digits and hyphens: `eu-west-1`".into());
            found.push(Mistake { path, message, hint });
        }
        let ids = self.accounts.iter().map(|it| it.id.0.as_str());
        found.extend(twice("accounts", "id", ids));
        let keys = self.credentials.iter().map(|it| it.access_key.as_str());
        found.extend(twice("credentials", "access_key", keys));
        for (index, credential) in self.credentials.iter().enumerate() {
            let lists = [("deny", Some(&credential.deny)), ("allow", credential.allow.as_ref())];
            for (name, patterns) in lists {
                let strays = patterns.into_iter().flatten().enumerate();
                let strays = strays.filter(|(_, it)| !operations.iter().any(|op| covers(it, op)));
                let here = |mistake: Mistake| mistake.under(name).under(index).under("credentials");
                found.extend(strays.map(|(at, it)| here(stray(it, operations).under(at))));
            }
        }
        for (index, operation) in self.service_operations.iter().enumerate() {
            let here = |mistake: Mistake| mistake.under(index).under("service_operations");
            found.extend(operation.mistakes().into_iter().map(here));
        }
        found
    }
}

/// The names in a list that are empty or were there before.
fn twice<'a>(list: &str, field: &str, names: impl Iterator<Item = &'a str>) -> Vec<Mistake> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (index, name) in names.enumerate() {
        let why = match name {
            "" => "is empty",
            _ if !seen.insert(name) => "is there twice",
            _ => continue,
        };
        let mistake = Mistake::new(&[field], format!("`{name}` {why}"));
        found.push(mistake.under(index).under(list));
    }
    found
}

/// What could be a region's name, since it stands in ARNs: lower-case letters, digits and hyphens, a
/// letter first.
pub(super) fn is_region(text: &str) -> bool {
    let letter = text.starts_with(|it: char| it.is_ascii_lowercase());
    letter && text.bytes().all(|it| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

fn stray(pattern: &str, operations: &[&str]) -> Mistake {
    let mistake = Mistake::new(&[], format!("`{pattern}` is no operation of MSK Connect"));
    match nearest(pattern, operations.iter().copied()) {
        Some(name) => mistake.hint(format!("did you mean `{name}`?")),
        None => {
            mistake.hint("write an operation's name; `*` stands for anything, `?` for one letter")
        }
    }
}

impl Default for Premises {
    fn default() -> Self {
        let account = Account { id: AccountId(ACCOUNT.into()), principal: developer() };
        let credential = Credential {
            access_key: "AKIDEXAMPLE".into(),
            secret: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".into()),
            session_token: None,
            account: None,
            expires_at: None,
            revoked_at: None,
            deny: Vec::new(),
            allow: None,
        };
        Self {
            level: Level::default(),
            region: None,
            regions: REGIONS.split_whitespace().map(str::to_owned).collect(),
            accounts: vec![account],
            credentials: vec![credential],
            skew: Duration::from_mins(5),
            mismatch_details: true,
            curl_signatures: false,
            service_operations: Vec::new(),
            behaviour: Behaviour::default(),
        }
    }
}

/// AWS General Reference, "AWS Regions".
const REGIONS: &str = "\
    af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 \
    ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 \
    ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 \
    eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 \
    me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2 cn-north-1 \
    cn-northwest-1 us-gov-east-1 us-gov-west-1";

fn developer() -> String {
    PRINCIPAL.into()
}
