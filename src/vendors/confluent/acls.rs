//! Access control lists of a cluster: listed by a filter, made, deleted by a filter. They are kept, and
//! nobody is judged by them.

use http::StatusCode;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Confluent;
use super::clusters::ClusterArgs;
use super::dress;
use super::errors::{Error, Kind, Result};
use super::rest::{self, Item};
use super::wording::not_of_enum;
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;

/// An ACL, `CreateAclRequestData`, and what an answer says of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acl {
    resource_type: String,
    resource_name: String,
    pattern_type: String,
    principal: String,
    host: String,
    operation: String,
    permission: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct FilterArgs {
    cluster_id: String,
    #[serde(flatten)]
    filter: Filter,
}

/// What ACLs are looked for by; what is left open finds all.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Filter {
    resource_type: Option<String>,
    resource_name: Option<String>,
    pattern_type: Option<String>,
    principal: Option<String>,
    host: Option<String>,
    operation: Option<String>,
    permission: Option<String>,
}

/// `CreateAclRequestDataList`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAcls {
    data: Vec<Acl>,
}

/// `KafkaAcl`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "KafkaAcl")]
pub struct View<'a> {
    cluster_id: &'a str,
    #[serde(flatten)]
    acl: &'a Acl,
}

/// What was deleted: a list without kind and metadata.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DeletedKafkaAcls")]
pub struct Gone<'a> {
    data: Vec<Item<View<'a>>>,
}

const RESOURCE_TYPES: &[&str] =
    &["UNKNOWN", "ANY", "TOPIC", "GROUP", "CLUSTER", "TRANSACTIONAL_ID", "DELEGATION_TOKEN"];
const PATTERN_TYPES: &[&str] = &["UNKNOWN", "ANY", "MATCH", "LITERAL", "PREFIXED"];
const OPERATIONS: &[&str] = &[
    "UNKNOWN",
    "ANY",
    "ALL",
    "READ",
    "WRITE",
    "CREATE",
    "DELETE",
    "ALTER",
    "DESCRIBE",
    "CLUSTER_ACTION",
    "DESCRIBE_CONFIGS",
    "ALTER_CONFIGS",
    "IDEMPOTENT_WRITE",
];
const PERMISSIONS: &[&str] = &["UNKNOWN", "ANY", "DENY", "ALLOW"];

/// What an ACL has of a closed set: the member, its type's name, and the words.
type Enum<'a, T> = (&'static str, &'static str, &'static [&'static str], T);

impl Acl {
    fn enums(&self) -> [Enum<'_, &str>; 4] {
        [
            ("resource_type", "AclResourceType", RESOURCE_TYPES, &self.resource_type),
            ("pattern_type", "AclPatternType", PATTERN_TYPES, &self.pattern_type),
            ("operation", "AclOperation", OPERATIONS, &self.operation),
            ("permission", "AclPermission", PERMISSIONS, &self.permission),
        ]
    }

    /// Whether it may be made: nothing in it is left open.
    fn check(&self) -> Result<()> {
        for (name, kind, words, word) in self.enums() {
            if !words.contains(&word) {
                return Err(not_of_enum(kind, word));
            }
            if ["UNKNOWN", "ANY", "MATCH"].contains(&word) {
                return Err(bad(format!("{name} cannot be {word}")));
            }
        }
        if self.resource_type == "CLUSTER" && self.resource_name != "kafka-cluster" {
            let message = "The only valid name for the CLUSTER resource is kafka-cluster";
            return Err(Error::new(Kind::InvalidRequest, message));
        }
        Ok(())
    }
}

fn bad(message: String) -> Error {
    Error::new(Kind::BadRequest, message)
}

impl Filter {
    fn enums(&self) -> [Enum<'_, Option<&str>>; 4] {
        let (resources, patterns) = (self.resource_type.as_deref(), self.pattern_type.as_deref());
        [
            ("resource_type", "AclResourceType", RESOURCE_TYPES, resources),
            ("pattern_type", "AclPatternType", PATTERN_TYPES, patterns),
            ("operation", "AclOperation", OPERATIONS, self.operation.as_deref()),
            ("permission", "AclPermission", PERMISSIONS, self.permission.as_deref()),
        ]
    }

    fn check(&self, deletes: bool) -> Result<()> {
        for (name, kind, words, word) in self.enums() {
            let word = word.unwrap_or_default().to_uppercase();
            let is_open = deletes && word.is_empty();
            if is_open || word == "UNKNOWN" {
                let what = if deletes { "unspecified or UNKNOWN" } else { "UNKNOWN" };
                return Err(bad(format!("{name} cannot be {what}")));
            }
            if !word.is_empty() && !words.contains(&word.as_str()) {
                return Err(not_of_enum(kind, &word));
            }
        }
        Ok(())
    }

    fn matches(&self, acl: &Acl) -> bool {
        let is = |wanted: &Option<String>, found: &str| {
            let wanted = wanted.as_deref().unwrap_or_default();
            wanted.is_empty()
                || wanted.eq_ignore_ascii_case("ANY")
                || wanted.eq_ignore_ascii_case(found)
        };
        let same = |wanted: &Option<String>, found: &str| {
            wanted.as_deref().is_none_or(|it| it.is_empty() || it == found)
        };
        is(&self.resource_type, &acl.resource_type)
            && is(&self.operation, &acl.operation)
            && is(&self.permission, &acl.permission)
            && same(&self.principal, &acl.principal)
            && same(&self.host, &acl.host)
            && self.matches_resource(acl)
    }

    /// MATCH finds all that the name falls under, the others those that are written so.
    fn matches_resource(&self, acl: &Acl) -> bool {
        let wanted = self.pattern_type.as_deref().unwrap_or_default().to_uppercase();
        let name = self.resource_name.as_deref().filter(|it| !it.is_empty());
        if wanted == "MATCH" {
            let falls_under = |name: &str| {
                let is_prefix = acl.pattern_type == "PREFIXED";
                acl.resource_name == name
                    || (!is_prefix && acl.resource_name == "*")
                    || (is_prefix && name.starts_with(&acl.resource_name))
            };
            return name.is_none_or(falls_under);
        }
        let is_of_type = matches!(wanted.as_str(), "" | "ANY") || wanted == acl.pattern_type;
        is_of_type && name.is_none_or(|it| it == acl.resource_name)
    }
}

/// `getKafkaAcls`.
pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    FilterArgs { cluster_id, filter }: FilterArgs,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served(&cluster_id)?;
    filter.check(false)?;
    let acls = cluster.acls.iter().filter(|it| filter.matches(it));
    let items = acls.map(|it| view(ctx, &cluster_id, it)).collect();
    Ok(rest::list("KafkaAclList", rest::url(ctx, &cluster_id, &["acls"]), items))
}

/// `createKafkaAcls`, which makes one.
pub fn create(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ClusterArgs { cluster_id }: ClusterArgs,
    body: Option<Acl>,
) -> Result<Response> {
    let acl = body.ok_or(Kind::EmptyPayload)?;
    let url = url(ctx, &cluster_id, &acl);
    let mut response = add(vendor, &cluster_id, vec![acl])?;
    dress::place(&mut response.headers, &url);
    Ok(response)
}

/// `batchCreateKafkaAcls`: all or nothing.
pub fn create_all(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    ClusterArgs { cluster_id }: ClusterArgs,
    body: Option<CreateAcls>,
) -> Result<Response> {
    add(vendor, &cluster_id, body.ok_or(Kind::EmptyPayload)?.data)
}

fn add(vendor: &mut Confluent, cluster: &str, acls: Vec<Acl>) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served_mut(cluster)?;
    acls.iter().try_for_each(Acl::check)?;
    cluster.acls.extend(acls);
    Ok(rest::empty(StatusCode::CREATED))
}

/// `deleteKafkaAcls`: answers with those that are no longer.
pub fn delete(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    FilterArgs { cluster_id, filter }: FilterArgs,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served_mut(&cluster_id)?;
    filter.check(true)?;
    let (gone, left) =
        std::mem::take(&mut cluster.acls).into_iter().partition(|it| filter.matches(it));
    cluster.acls = left;
    let gone: std::collections::BTreeSet<Acl> = gone;
    let data = gone.iter().map(|it| view(ctx, &cluster_id, it)).collect();
    Ok(Response::json(StatusCode::OK, &Gone { data }))
}

/// What stands in a query as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'*');

fn view<'a>(ctx: &Ctx<'_, Confluent>, cluster: &'a str, acl: &'a Acl) -> Item<View<'a>> {
    Item::new("KafkaAcl", url(ctx, cluster, acl), View { cluster_id: cluster, acl })
}

fn url(ctx: &Ctx<'_, Confluent>, cluster: &str, acl: &Acl) -> String {
    let query = [
        ("resource_type", &acl.resource_type),
        ("resource_name", &acl.resource_name),
        ("pattern_type", &acl.pattern_type),
        ("principal", &acl.principal),
        ("host", &acl.host),
        ("operation", &acl.operation),
        ("permission", &acl.permission),
    ];
    let query: Vec<_> = query
        .iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, KEPT)))
        .collect();
    format!("{}?{}", rest::url(ctx, cluster, &["acls"]), query.join("&"))
}
