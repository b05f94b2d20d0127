//! HTTP sinks deliver here: the records that premises have come, to the endpoints that premises know, each request
//! at its own instant of world time.
//!
//! What is sent, and what follows from an answer, is `delivery`'s to say. No endpoint is really called, and an
//! answer takes no time. All records are of one partition, so that they are the first task's.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::connector::{Connector, Place, Runs, State};
use super::delivery::converters;
use super::delivery::sender::Answer;
use super::delivery::settings::{Outgoing, Settings};
use super::delivery::task::{self, NOT_TOLERATED, Step};
use super::outcomes::{Fails, Failure};
use super::plugins::{Shows, http_sink};
use super::premises::{Premises, Record};
use super::{Aiven, Due, courses, lives};
use crate::kernel::faults::Pattern;
use crate::kernel::room::Ctx;

/// Of one poll (Kafka's consumer, `max.poll.records`).
const PUT_MAX: usize = 500;
/// Requests that the state tells.
const ASKED_MAX: usize = 100;

/// What goes on in a task: it begins anew with the task.
#[derive(Debug, Clone)]
pub struct Delivery {
    task: task::Task,
    /// The records that are being delivered, by their numbers in the premises; none between two puts.
    put: Vec<usize>,
    /// Of what was begun: a timer of an earlier one is nobody's any more.
    turn: u64,
}

/// What a connector has delivered.
#[derive(Debug, Clone, Default)]
pub struct Delivered {
    /// The records of its dead letter queue.
    dead: Vec<usize>,
    /// The requests that were made, as far as they are still told.
    asked: Vec<String>,
}

/// Lets the first task deliver what there is for it, if it runs and does not already.
pub fn begin(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place) {
    if vendor.premises.records.is_empty() {
        return;
    }
    let Some(connector) = vendor.connector_mut(place).filter(|it| is_up(it)) else { return };
    let delivery = match connector.tasks[0].delivery.take() {
        Some(under_way) if !under_way.put.is_empty() => {
            connector.tasks[0].delivery = Some(under_way);
            return;
        }
        Some(idle) => idle,
        None => match Settings::of(&connector.config) {
            Ok(settings) => {
                Box::new(Delivery { task: task::Task::new(settings), put: Vec::new(), turn: 0 })
            }
            // It has not started, then.
            Err(_) => return,
        },
    };
    poll(vendor, ctx, place, delivery);
}

/// The wait between two attempts is over, or the next record has come.
pub fn go_on(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place, turn: u64) {
    let Some(connector) = vendor.connector_mut(place) else { return };
    let runs = is_up(connector);
    let task = connector.tasks.first_mut().map(|it| &mut it.delivery);
    let Some(mut delivery) = task.and_then(|it| it.take_if(|it| it.turn == turn)) else { return };
    if !delivery.put.is_empty() {
        let step = delivery.task.waited();
        return take(vendor, ctx, place, delivery, step);
    }
    poll_if(runs, vendor, ctx, (place, delivery));
}

/// What is paused polls when it is resumed.
fn poll_if(
    runs: bool,
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    (place, delivery): (&Place, Box<Delivery>),
) {
    if runs {
        poll(vendor, ctx, place, delivery);
    } else {
        keep(vendor, place, delivery);
    }
}

/// Whether it is an HTTP sink whose first task runs, with nothing in its configuration that keeps every record
/// from being sent.
fn is_up(connector: &Connector) -> bool {
    let is_sink =
        matches!(connector.runs, Runs::Known(plugin) if plugin.class == http_sink::PLUGIN.class);
    let runs = connector.tasks.first().is_some_and(|it| it.state == State::Running);
    is_sink && runs && lives::flaw(connector, Shows::FirstRecord).is_none()
}

/// The worker takes what has come and hands it to the task; or waits for what is to come.
fn poll(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place, mut delivery: Box<Delivery>) {
    let premises = Arc::clone(&vendor.premises);
    let (now, epoch) = (ctx.now(), ctx.settings().epoch);
    let instant = |it: &Record| it.at.map_or(epoch, |at| at.instant(epoch));
    loop {
        let done = vendor.committed.entry(place.key()).or_default().clone();
        let Some(connector) = vendor.connector_mut(place) else { return };
        let config = Arc::clone(&connector.config);
        let open = waiting(&premises, connector, &done);
        let mut due: Vec<_> =
            open.into_iter().map(|at| (instant(&premises.records[at]), at)).collect();
        due.sort_unstable();
        let (put, later): (Vec<_>, Vec<_>) = due.into_iter().partition(|(at, _)| *at <= now);
        let put: Vec<_> = put.into_iter().map(|(_, number)| number).take(PUT_MAX).collect();
        if put.is_empty() {
            delivery.turn = ctx.count("aiven/delivery");
            if let Some((at, _)) = later.first() {
                let due = Due::Deliver { place: place.clone(), turn: delivery.turn };
                ctx.after(at.duration_since(now).unsigned_abs(), due);
            }
            return keep(vendor, place, delivery);
        }
        let (mut numbers, mut values) = (Vec::new(), Vec::new());
        for number in put {
            match converters::read(&config, &premises.records[number].value) {
                Some(value) => {
                    numbers.push(number);
                    values.push(value);
                }
                None if is_tolerant(&config) => {
                    commit(vendor, place, &[number]);
                    bury(vendor, place, &[number]);
                }
                None => return fail(vendor, ctx, place, NOT_TOLERATED.to_owned()),
            }
        }
        if numbers.is_empty() {
            continue;
        }
        delivery.put = numbers;
        let step = delivery.task.put(&values);
        return take(vendor, ctx, place, delivery, step);
    }
}

/// What comes of a step: a request and the next step, a wait, the next put, or a failure.
fn take(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    place: &Place,
    mut delivery: Box<Delivery>,
    mut step: Step,
) {
    loop {
        step = match step {
            Step::Send(request) => {
                let answer = answer(vendor, &request);
                let told = delivery.task.told(&request);
                if let Some(connector) = vendor.connector_mut(place) {
                    let asked = &mut connector.delivered.asked;
                    asked.push(told);
                    asked.drain(..asked.len().saturating_sub(ASKED_MAX));
                }
                delivery.task.answered(&answer)
            }
            Step::Wait(backoff) => {
                delivery.turn = ctx.count("aiven/delivery");
                ctx.after(backoff, Due::Deliver { place: place.clone(), turn: delivery.turn });
                return keep(vendor, place, delivery);
            }
            Step::Done(reported) => {
                let put = std::mem::take(&mut delivery.put);
                let reported: Vec<_> = reported.into_iter().map(|at| put[at]).collect();
                commit(vendor, place, &put);
                bury(vendor, place, &reported);
                let runs = vendor.connector_mut(place).is_some_and(|it| is_up(it));
                return poll_if(runs, vendor, ctx, (place, delivery));
            }
            Step::Failed(cause) => return fail(vendor, ctx, place, cause),
        }
    }
}

fn keep(vendor: &mut Aiven, place: &Place, delivery: Box<Delivery>) {
    if let Some(task) = vendor.connector_mut(place).and_then(|it| it.tasks.first_mut()) {
        task.delivery = Some(delivery);
    }
}

fn fail(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place, cause: String) {
    let premises = Arc::clone(&vendor.premises);
    if let Some(connector) = vendor.connector_mut(place) {
        let failure = Failure { what: Fails::FirstTask, cause: Some(cause) };
        courses::fail(ctx, connector, &failure, &premises.behaviour);
    }
}

/// What the first endpoint answers that has the address. One that nobody has refuses.
fn answer(vendor: &mut Aiven, request: &Outgoing) -> Answer {
    let endpoints = vendor.premises.endpoints.iter().enumerate();
    let Some((index, endpoint)) = endpoints.clone().find(|(_, it)| it.is_at(&request.url)) else {
        return Answer::Broken;
    };
    let before = vendor.answers.entry(index).or_default();
    let answer = endpoint.answer(*before);
    *before += 1;
    match answer {
        Some(answer) if !answer.lost => Answer::Status(answer.status, answer.text()),
        Some(_) | None => Answer::Broken,
    }
}

/// The records that the connector reads and has not committed.
fn waiting(premises: &Premises, connector: &Connector, done: &BTreeSet<usize>) -> Vec<usize> {
    let service = &*connector.place.service.service;
    let reads = topics(connector);
    let records = premises.records.iter().enumerate();
    let theirs = records.filter(|(number, it)| {
        !done.contains(number)
            && it.service.as_deref().is_none_or(|it| it == service)
            && reads(&it.topic)
    });
    theirs.map(|(number, _)| number).collect()
}

/// Which topics a connector reads.
fn topics(connector: &Connector) -> impl Fn(&str) -> bool {
    let listed = connector.config.get("topics").cloned().unwrap_or_default();
    let expression = connector.config.get("topics.regex").map(|it| format!("^(?:{})$", it.trim()));
    let pattern = expression.and_then(|it| Pattern::expression(&it).ok());
    move |topic| {
        listed.split(',').any(|it| it.trim() == topic)
            || pattern.as_ref().is_some_and(|it| it.matches(topic))
    }
}

fn is_tolerant(config: &super::connector::Config) -> bool {
    config.get("errors.tolerance").is_some_and(|it| it.trim() == "all")
}

/// The offsets of a group stay when its connector goes.
fn commit(vendor: &mut Aiven, place: &Place, put: &[usize]) {
    vendor.committed.entry(place.key()).or_default().extend(put);
}

/// Puts records into the queue for what is dead, if there is one.
fn bury(vendor: &mut Aiven, place: &Place, records: &[usize]) {
    let Some(connector) = vendor.connector_mut(place) else { return };
    let queue = connector.config.get("errors.deadletterqueue.topic.name");
    if queue.is_some_and(|it| !it.trim().is_empty()) {
        connector.delivered.dead.extend(records);
    }
}

/// As the state tells it; `None` where no records come at all.
pub fn show(vendor: &Aiven, connector: &Connector) -> Option<Value> {
    let records = &vendor.premises.records;
    if records.is_empty() {
        return None;
    }
    let Delivered { dead, asked } = &connector.delivered;
    let dead: Vec<_> = dead.iter().map(|it| &records[*it].value).collect();
    let committed = vendor.committed.get(&connector.place.key()).map_or(0, BTreeSet::len);
    Some(json!({ "records": committed, "dead": dead, "asked": asked }))
}
