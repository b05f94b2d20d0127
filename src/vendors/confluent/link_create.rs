//! Cluster links are made here: what is asked for, in which mode, and what must be so at the other end.

use std::sync::Arc;

use http::StatusCode;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Confluent;
use super::auth::Terms;
use super::behaviour::{Created, UnknownRemotes};
use super::coerced::Text;
use super::errors::{Error, Kind, Result};
use super::kafka::{Due, Kafka};
use super::link::{Connection, Link, LinkId, Mode, Side, Trouble, id_of, uuid_of};
use super::link_config_table as table;
use super::link_state::{self, UNAUTHENTICATED, UNAUTHENTICATED_MESSAGE, login};
use super::moments::Clock;
use super::rest::{self, Flag};
use super::topic::Settings;
use super::{auto_mirrors, link_wording as wording};
use crate::kernel::http::Response;
use crate::kernel::lifecycle::Takes;
use crate::kernel::room::Ctx;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct CreateArgs {
    cluster_id: String,
    #[serde(default)]
    link_name: String,
    #[serde(default)]
    validate_only: Flag,
    #[serde(default)]
    validate_link: Option<Flag>,
}

/// `CreateLinkRequestData`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateLink {
    source_cluster_id: Option<Text>,
    destination_cluster_id: Option<Text>,
    remote_cluster_id: Option<Text>,
    cluster_link_id: Option<Text>,
    configs: Option<Vec<Config>>,
}

/// `ConfigData`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub name: Text,
    pub value: Option<Text>,
}

/// A link that is asked for.
struct Plan {
    name: Arc<str>,
    /// Of the other side, where there is one; else as it was asked for, or drawn.
    id: Option<LinkId>,
    side: Side,
}

/// `createKafkaLink` (Kafka REST API v3, Cluster Linking).
///
/// CHOICE: the order of the checks; 201 for success, as clients report it, where the reference says 204.
pub fn create(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    CreateArgs { cluster_id, link_name, validate_only, validate_link }: CreateArgs,
    body: Option<CreateLink>,
) -> Result<Response> {
    let cluster = &vendor.kafka.clusters.served(&cluster_id)?.id;
    let cluster = Arc::clone(cluster);
    check_name(&link_name)?;
    let body = body.unwrap_or_default();
    let configs = settings(body.configs.as_deref().unwrap_or_default())?;
    let (mode, connection) = modes(&configs)?;
    if vendor.kafka.links.find(&cluster, &link_name).is_some() {
        return Err(wording::link_exists(&link_name));
    }
    let remote = remote(vendor, ctx, (mode, connection), (&body, &configs))?;
    if *remote == *cluster {
        return Err(wording::link_to_self(&cluster));
    }
    let is_reachable = vendor.behaviour().unknown_remotes == UnknownRemotes::Reachable;
    vendor.kafka.clusters.meet(&remote, is_reachable);
    let side = Side::new((&cluster, &remote), (mode, connection), configs);
    check_prefix(&vendor.kafka, &side)?;
    let is_checked = validate_link.is_none_or(|it| it.0);
    if is_checked {
        check_remote(vendor, ctx, &side)?;
    }
    let name = Arc::from(link_name.as_str());
    let id = shared_id(&vendor.kafka, (&name, &side), (body.cluster_link_id.as_ref(), is_checked))?;
    if !validate_only.0 {
        make(vendor, ctx, Plan { name, id, side });
    }
    Ok(created(vendor))
}

/// What a creation is answered with.
pub fn created(vendor: &Confluent) -> Response {
    rest::empty(match vendor.behaviour().created {
        Created::Created => StatusCode::CREATED,
        Created::NoContent => StatusCode::NO_CONTENT,
    })
}

/// UNCONFIRMED: the rules of names are not published. Those of topics, and 200 characters, are a CHOICE.
fn check_name(name: &str) -> Result<()> {
    let is_legal = super::topic::is_name(name) && name.len() <= 200;
    if is_legal { Ok(()) } else { Err(Kind::InvalidLinkName.into()) }
}

fn settings(configs: &[Config]) -> Result<Settings> {
    let mut settings = Settings::new();
    for Config { name, value } in configs {
        let value = value.as_ref().map(|it| it.0.as_str());
        table::check(&name.0, value, true)?;
        settings.insert(name.0.clone(), value.map(Into::into));
    }
    table::check_together(&settings)?;
    Ok(settings)
}

fn modes(configs: &Settings) -> Result<(Mode, Connection)> {
    let text = |name: &str| configs.get(name).and_then(Option::as_deref);
    let mode = text("link.mode").and_then(Mode::read).unwrap_or(Mode::Destination);
    let connection = text("connection.mode").and_then(Connection::read);
    let connection = connection.unwrap_or(Connection::Outbound);
    // Clients refuse this before they send it; the service's words are UNCONFIRMED.
    if (mode, connection) == (Mode::Source, Connection::Inbound) {
        let message = "Connection mode INBOUND is not supported for cluster links in SOURCE mode.";
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    check_servers(configs, connection)?;
    Ok((mode, connection))
}

/// Who dials needs to know whom.
pub fn check_servers(configs: &Settings, connection: Connection) -> Result<()> {
    let servers = configs.get("bootstrap.servers").and_then(Option::as_deref);
    if connection == Connection::Inbound || servers.is_some_and(|it| !it.is_empty()) {
        return Ok(());
    }
    let message =
        "Missing required configuration \"bootstrap.servers\" which has no default value.";
    Err(Error::new(Kind::InvalidRequest, message))
}

/// The id of the other cluster: as the body expects it, else that of who answers to `bootstrap.servers`.
fn remote(
    vendor: &Confluent,
    ctx: &Ctx<'_, Confluent>,
    (mode, connection): (Mode, Connection),
    (body, configs): (&CreateLink, &Settings),
) -> Result<Arc<str>> {
    let (source, destination) = (&body.source_cluster_id, &body.destination_cluster_id);
    let remote = &body.remote_cluster_id;
    // The reference's example of an inbound side names the source as its destination.
    let ids = match mode {
        Mode::Destination => [source, destination, remote],
        Mode::Source => [destination, remote, source],
        Mode::Bidirectional => [remote, source, destination],
    };
    if let Some(id) = ids.into_iter().flatten().map(|it| it.0.as_str()).find(|it| !it.is_empty()) {
        return Ok(id.into());
    }
    if connection == Connection::Inbound {
        let message = "The ID of the remote cluster is required for an inbound cluster link.";
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    let servers = configs.get("bootstrap.servers").and_then(Option::as_deref).unwrap_or_default();
    let found = vendor.kafka.clusters.at(servers).map(|it| Arc::clone(&it.id));
    let drawn = || id_of(&ctx.draw(&["confluent", "cluster", servers]).uuid());
    Ok(found.unwrap_or_else(drawn))
}

/// Two links of a cluster cannot give their mirrors the same prefix.
fn check_prefix(kafka: &Kafka, side: &Side) -> Result<()> {
    let prefix = side.prefix();
    let is_taken = |(_, other): (&Link, &Side)| other.has_mirrors() && other.prefix() == prefix;
    if !prefix.is_empty() && side.has_mirrors() && kafka.links.of(&side.cluster).any(is_taken) {
        let message = format!("A cluster link whose prefix already exists: '{prefix}'.");
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    Ok(())
}

/// `validate_link`: the other end can be reached, is who it should be, and takes the key.
fn check_remote(vendor: &Confluent, ctx: &Ctx<'_, Confluent>, side: &Side) -> Result<()> {
    if side.connection == Connection::Inbound {
        return Ok(());
    }
    let (clock, terms) = (Clock::of(ctx), Terms::of(ctx.settings(), ctx.now()));
    let kafka = &vendor.kafka;
    let expected = kafka.clusters.find(&side.remote).expect("the remote cluster was met");
    let resolved = kafka.clusters.at(side.config("bootstrap.servers")).unwrap_or(expected);
    if resolved.is_down(clock) {
        return Err(wording::link_invalid(
            link_state::UNREACHABLE,
            link_state::UNREACHABLE_MESSAGE,
        ));
    }
    if resolved.id != expected.id {
        return Err(wording::link_mismatch(&expected.id, &resolved.id));
    }
    let mechanism = side.config("sasl.mechanism");
    let uses_sasl = side.config("security.protocol").starts_with("SASL_");
    let is_known = |it: &String| it.eq_ignore_ascii_case(mechanism);
    if uses_sasl && !expected.mechanisms.is_empty() && !expected.mechanisms.iter().any(is_known) {
        return Err(wording::link_mechanism(mechanism, &expected.mechanisms));
    }
    let login = login(side.config("sasl.jaas.config"));
    if uses_sasl && mechanism == "PLAIN" && login.is_none() {
        return Err(wording::link_unusable());
    }
    let is_good = login.is_none_or(|it| vendor.gate.accepts(it, &expected.id, &terms));
    if is_good {
        Ok(())
    } else {
        Err(wording::link_invalid(UNAUTHENTICATED, UNAUTHENTICATED_MESSAGE))
    }
}

/// The id that the link has already, or is to have; `None`: any. A source can only join a destination that
/// waits for it; the sides of a bidirectional link may come in any order.
fn shared_id(
    kafka: &Kafka,
    (name, side): (&Arc<str>, &Side),
    (wanted, is_checked): (Option<&Text>, bool),
) -> Result<Option<LinkId>> {
    let wanted = wanted.map(|it| it.0.as_str()).filter(|it| !it.is_empty());
    if let Some(id) = wanted.filter(|it| uuid_of(it).is_none()) {
        let message = format!("Invalid cluster link ID '{id}'.");
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    let other = kafka.links.find(&side.remote, name).filter(|(_, it)| {
        let fits = match side.mode {
            Mode::Destination => it.mode == Mode::Source && side.connection == Connection::Inbound,
            Mode::Source => it.mode == Mode::Destination && it.connection == Connection::Inbound,
            Mode::Bidirectional => it.mode == Mode::Bidirectional,
        };
        fits && it.remote == side.cluster
    });
    let Some((link, _)) = other else {
        let is_served = kafka.clusters.find(&side.remote).is_some_and(|it| it.is_served);
        if side.mode == Mode::Source && is_served && is_checked {
            return Err(wording::link_without_twin(name));
        }
        let is_taken = wanted.is_some_and(|it| kafka.links.get(it).is_some());
        return if is_taken {
            Err(wording::link_id_taken(name))
        } else {
            Ok(wanted.map(Into::into))
        };
    };
    match wanted {
        Some(wanted) if *wanted != *link.id => Err(wording::link_id_mismatch(wanted, &link.id)),
        _ => Ok(Some(Arc::clone(&link.id))),
    }
}

fn make(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, plan: Plan) {
    let Plan { name, id, mut side } = plan;
    let nth = ctx.count(&format!("confluent/{}/links/{name}", side.cluster));
    let id = id.unwrap_or_else(|| {
        let key = ["confluent", "link", &side.cluster, &name, &nth.to_string()];
        id_of(&ctx.draw(&key).uuid())
    });
    let cluster = Arc::clone(&side.cluster);
    let key = format!("link/{cluster}/{name}");
    let course = ctx.course(&key);
    side.turn = nth;
    if let Some(outcome) = &course.outcome {
        side.fate = Some(Trouble::of(outcome, Clock::of(ctx)));
        let due = Due::Fate { link: Arc::clone(&id), cluster: Arc::clone(&cluster), turn: nth };
        match outcome.succeeds_for {
            Some(lasts) => ctx.after(lasts, due.into()),
            None => ctx.begin(&key, course.takes, due.into()),
        }
    }
    let lag = ctx.lag(&key);
    if !matches!(lag, Takes::AtOnce | Takes::Reads(0)) {
        side.is_hidden = true;
        let due = Due::Reveal { link: Arc::clone(&id), cluster: Arc::clone(&cluster) };
        ctx.begin(&format!("{key} lag"), lag, due.into());
    }
    vendor.kafka.links.add((&id, &name), side);
    link_state::watch(vendor, ctx, &id, &cluster);
    link_state::refresh(vendor, ctx, &id, &cluster);
    auto_mirrors::expect(vendor, ctx, &id, &cluster);
}
