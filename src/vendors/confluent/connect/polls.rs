//! HTTP source connectors poll here: what the premises say that their endpoints answer becomes records,
//! offsets and failures, each at its own instant of world time.
//!
//! What is asked for and what follows from an answer is `polling`'s to say. No endpoint is really called.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::connector::{Connector, Kind, Place, State};
use super::offsets::Offset;
use super::outcomes::Failure;
use super::polling::poller::{Poller, Then};
use super::polling::requests::Outgoing;
use super::polling::tokens;
use super::premises::{self, Reply};
use super::secrets::MASK;
use super::validate::{Submission, http_source};
use super::{Config, Due, courses};
use crate::kernel::room::Ctx;
use crate::vendors::confluent::{Confluent, records};

/// What a connector keeps between polls.
#[derive(Debug, Clone, Default)]
pub struct Polls {
    /// One for each entity.
    pollers: Vec<Poller>,
    /// The token that was fetched last.
    token: Option<String>,
    /// Of what was begun: a poll of an earlier turn is not made.
    turn: u64,
    /// The requests that were made, as far as they are still told.
    pub asked: Vec<String>,
}

/// Requests that the state tells.
const ASKED_MAX: usize = 100;
const UNAUTHORIZED: u16 = 401;

/// The configuration of an HTTP source connector that runs.
fn polling(connector: &Connector) -> Option<Arc<Config>> {
    let is_source = matches!(connector.kind, Kind::Managed(plugin) if plugin.alias == "HttpSource");
    let runs = matches!(connector.state, State::Running | State::Degraded);
    (is_source && runs && connector.work.is_none()).then(|| Arc::clone(&connector.config))
}

/// Lets a connector that has come to run poll for each of its entities, from the offset that it has.
pub fn begin(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, place: &Place) {
    if vendor.premises.connect.endpoints.is_empty() {
        return;
    }
    let Some(connector) = vendor.connect.find_mut(&place.cluster, &place.name) else { return };
    let Some(config) = polling(connector) else { return };
    let turn = ctx.count("confluent/connect/polls");
    let polls = &mut connector.polls;
    polls.pollers = Poller::all(&Submission::new(&http_source::PLUGIN, &config));
    (polls.turn, polls.token) = (turn, None);
    for entity in 0..polls.pollers.len() {
        ctx.after(
            std::time::Duration::ZERO,
            Due::Poll { place: place.clone(), turn, entity }.into(),
        );
    }
}

/// One poll of one entity, and what follows.
pub fn poll(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    place: &Place,
    (turn, entity): (u64, usize),
) {
    let endpoints = &vendor.premises.connect.endpoints;
    let answers = &mut vendor.connect.answers;
    let connectors = vendor.connect.connectors.get_mut(&place.cluster);
    let Some(connector) = connectors.and_then(|it| it.get_mut(&place.name)) else { return };
    let Some(config) = polling(connector).filter(|_| connector.polls.turn == turn) else { return };
    let it = Submission::new(&http_source::PLUGIN, &config);
    let Connector { polls, offsets, .. } = connector;
    let Polls { pollers, token, asked, .. } = polls;
    let poller = &mut pollers[entity];
    poller.offset = stored(offsets, &poller.entity)
        .unwrap_or_else(|| it.value("http.initial.offset").to_owned());
    let mut call = |request: &Outgoing| {
        let reply = answer(endpoints, answers, request);
        if reply.is_some() {
            asked.push(told(request));
            asked.drain(..asked.len().saturating_sub(ASKED_MAX));
        }
        reply
    };
    if let Err(reply) = authorize(&it, token, &mut call) {
        let then = poller.take(&it, reply.came());
        return follow(vendor, ctx, (place, turn, entity), then);
    }
    // Where nobody says what there is (any more), nothing comes of asking.
    let Some(reply) = call(&poller.request(&it, token.as_deref().unwrap_or_default())) else {
        return;
    };
    if reply.status == UNAUTHORIZED {
        *token = None;
    }
    let then = poller.take(&it, reply.came());
    if matches!(then, Then::Emit { .. }) {
        store(offsets, poller);
    }
    follow(vendor, ctx, (place, turn, entity), then);
}

/// A request as the state tells it: without the secret that a token may be asked for with.
fn told(request: &Outgoing) -> String {
    const SECRET: &str = "client_secret=";
    let Outgoing { method, url, body, .. } = request;
    let body = match body.split_once(SECRET) {
        Some((before, _)) => format!("{before}{SECRET}{MASK}"),
        None => body.clone(),
    };
    format!("{method} {url} {body}").trim_end().to_owned()
}

/// Fetches a token where one is needed and there is none. An address of which the premises say nothing
/// grants one.
fn authorize(
    it: &Submission<'_>,
    token: &mut Option<String>,
    call: &mut impl FnMut(&Outgoing) -> Option<Reply>,
) -> Result<(), Reply> {
    if it.value("auth.type") != "oauth2" || token.is_some() {
        return Ok(());
    }
    let Some(reply) = call(&tokens::request(it)) else {
        *token = Some(String::new());
        return Ok(());
    };
    *token = serde_json::from_slice(&reply.body).ok().and_then(|answer| tokens::token(it, &answer));
    if token.is_some() && reply.is_good() { Ok(()) } else { Err(reply.refused()) }
}

/// What the endpoint answers that has this address; `None` once it has told all.
fn answer(
    endpoints: &[premises::Endpoint],
    given: &mut super::Answers,
    request: &Outgoing,
) -> Option<Reply> {
    let (index, endpoint) = endpoints.iter().enumerate().find(|(_, it)| it.is_at(&request.url))?;
    let header = request.headers.iter().find(|(name, _)| name == "Authorization");
    if endpoint.authorization.is_some()
        && endpoint.authorization.as_ref() != header.map(|(_, value)| value)
    {
        return Some(Reply { status: UNAUTHORIZED, body: Vec::new(), is_lost: false });
    }
    let count = given.entry(index).or_default();
    let reply = endpoint.reply(*count)?;
    *count += 1;
    Some(reply)
}

/// What comes of a poll: records and the next one, another try, or a failure.
fn follow(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    (place, turn, entity): (&Place, u64, usize),
    then: Then,
) {
    let again = Due::Poll { place: place.clone(), turn, entity };
    match then {
        Then::Emit { topic, records, next_after } => {
            records::add(vendor, ctx, (&place.cluster, &topic), records.len());
            ctx.after(next_after, again.into());
        }
        Then::Retry { after } => ctx.after(after, again.into()),
        Then::Fail { state, message } => {
            let Some(connector) = vendor.connect.find_mut(&place.cluster, &place.name) else {
                return;
            };
            let is_partial = connector.tasks.len() > 1;
            let failure = Failure { is_partial, task_state: state, message: Some(message) };
            let restart_after = vendor.premises.connect.behaviour.auto_restart_after;
            courses::fail(ctx, connector, failure, restart_after);
        }
    }
}

/// The offset of an entity, as the connector's offsets have it. Their shape is UNCONFIRMED.
fn stored(offsets: &[Offset], entity: &str) -> Option<String> {
    let offset = offsets.iter().find(|it| it.partition() == &partition(entity))?.offset()?;
    let value = offset.get("offset")?;
    Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

fn store(offsets: &mut Vec<Offset>, poller: &Poller) {
    let partition = partition(&poller.entity);
    let offset = Map::from_iter([("offset".to_owned(), json!(poller.offset))]);
    let made = Offset::new(partition, offset);
    match offsets.iter_mut().find(|it| it.partition() == made.partition()) {
        Some(known) => *known = made,
        None => offsets.push(made),
    }
}

fn partition(entity: &str) -> Map<String, Value> {
    Map::from_iter([("entity".to_owned(), json!(entity))])
}
