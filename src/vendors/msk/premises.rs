//! What MSK Connect takes as given, since none of its operations makes it: accounts, keys, regions, its age.
//!
//! Under `premises: msk:` in a scenario. Nothing here is needed to begin with: everything has a default.

use std::{collections::BTreeSet, fmt, str::FromStr, time::Duration};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, de};

use crate::kernel::{
    clock,
    mistake::{Mistake, Step},
    nearest::nearest,
};

/// The account of whoever names none.
pub(super) const ACCOUNT: &str = "123456789012";
/// Whom keys speak for whose account says nothing.
pub(super) const PRINCIPAL: &str = "user/developer";

/// `premises: msk:`.
#[derive(Debug, Clone, Deserialize)]
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
    pub skew: Duration,
    /// Whether an answer to a wrong signature shows the strings that should have been signed, as some AWS
    /// services do. Session tokens in them are masked. Default: true.
    pub mismatch_details: bool,
    /// Whether signatures as curl's `--aws-sigv4` makes them (path encoded once, query as on the wire) are
    /// good too. AWS refuses them, so the default is false.
    pub curl_signatures: bool,
}

/// The ages of the API, told by its published models.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
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
#[derive(Debug, Clone, Deserialize)]
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
#[derive(Debug, Clone, Deserialize)]
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
    pub expires_at: Option<When>,
    /// From then on the key is refused as if nobody knew it.
    pub revoked_at: Option<When>,
    /// Patterns of operations that the key may not call: `Delete*`, `kafkaconnect:CreateConnector`.
    #[serde(default)]
    pub deny: Vec<String>,
    /// Patterns of the only operations that the key may call. Absent: all.
    pub allow: Option<Vec<String>>,
}

/// Twelve digits; in YAML with or without quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountId(pub String);

/// A text that `Debug` does not show.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

/// World time: an instant (`2026-01-08T12:00:00Z`), or a duration since the world's epoch (`15m`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    At(Timestamp),
    After(Duration),
}

impl Premises {
    /// What serde could not see; `operations` are the names that patterns may mean.
    pub fn mistakes(&self, operations: &[&str]) -> Vec<Mistake> {
        let mut found = Vec::new();
        if self.accounts.is_empty() {
            found.push(Mistake::new(
                &["accounts"],
                "`accounts` is empty: at least one account is needed",
            ));
        }
        let mut seen = BTreeSet::new();
        for (index, credential) in self.credentials.iter().enumerate() {
            let here = |mistake: Mistake| mistake.under(index).under("credentials");
            let key = credential.access_key.as_str();
            if key.is_empty() || !seen.insert(key) {
                let why = if key.is_empty() { "is empty" } else { "is there twice" };
                found
                    .push(here(Mistake::new(&["access_key"], format!("access key `{key}` {why}"))));
            }
            let lists = [("deny", Some(&credential.deny)), ("allow", credential.allow.as_ref())];
            for (name, patterns) in lists {
                let strays = patterns.into_iter().flatten().enumerate();
                let strays =
                    strays.filter(|(_, it)| !operations.iter().any(|name| covers(it, name)));
                found.extend(
                    strays.map(|(at, it)| {
                        here(stray(it, operations).under(at).under(Step::from(name)))
                    }),
                );
            }
        }
        found
    }
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

/// Whether an action's pattern (`Delete*`, `kafkaconnect:Delete*`) means `operation`, in any case, as in IAM.
pub fn covers(pattern: &str, operation: &str) -> bool {
    let pattern = pattern.strip_prefix("kafkaconnect:").unwrap_or(pattern);
    let (pattern, name) = (pattern.as_bytes(), operation.as_bytes());
    let (mut p, mut n) = (0, 0);
    // Behind the last `*`, and where in the name what follows it is tried.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                p += 1;
                star = Some((p, n));
            }
            Some(it) if *it == b'?' || it.eq_ignore_ascii_case(&name[n]) => (p, n) = (p + 1, n + 1),
            Some(_) | None => {
                let Some((behind, tried)) = star else { return false };
                star = Some((behind, tried + 1));
                (p, n) = (behind, tried + 1);
            }
        }
    }
    pattern[p..].iter().all(|it| *it == b'*')
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

impl When {
    /// The instant in a world that began at `epoch`; the end of time if it is beyond that.
    pub fn instant(self, epoch: Timestamp) -> Timestamp {
        match self {
            Self::At(instant) => instant,
            Self::After(duration) => epoch.checked_add(duration).unwrap_or(Timestamp::MAX),
        }
    }
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let neither = || {
            format!(
                "`{text}` is no instant: write it as `2026-01-08T12:00:00Z`, or since the epoch as `15m`"
            )
        };
        let instant = text.parse().map(Self::At);
        instant.or_else(|_| clock::parse_duration(text).map(Self::After)).map_err(|_| neither())
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for AccountId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "an account id of twelve digits")]
        enum Written {
            Number(u64),
            Text(String),
        }
        let id = match Written::deserialize(from)? {
            Written::Number(number) => number.to_string(),
            Written::Text(text) => text,
        };
        if id.len() == 12 && id.bytes().all(|it| it.is_ascii_digit()) {
            return Ok(Self(id));
        }
        Err(de::Error::custom(format!(
            "account id `{id}` is not twelve digits, such as \"123456789012\""
        )))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
